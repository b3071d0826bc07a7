/** Reading an app while it is written: the whole cost of a stream, and how early something is to be seen. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyOp, type Blueprint, type Component, createStreamReader, emptyDocument } from '@agentos/blueprint';
import { projectRoot } from '../scripts/sources.ts';
import { atMost, type Bench, median, time } from './figure.ts';

const pieceLength = 4;
const rounds = 7;

/** A document of about so many characters, such as a model writes: no indentation, ids where something refers to them. */
function documentOf(characters: number): Blueprint {
  const section = (at: number): Component => ({
    type: 'card',
    props: { title: `Section ${at}` },
    children: [
      {
        type: 'text',
        props: { text: `What section number ${at} is about, in a sentence of the usual length.`, variant: 'body' },
      },
      {
        type: 'input',
        id: `field${at}`,
        props: { label: `Value ${at}`, placeholder: 'Write something' },
        bind: 'draft',
      },
      {
        type: 'row',
        children: [
          {
            type: 'button',
            props: { text: 'Keep', variant: 'primary' },
            on_event: { click: { tool: 'data.set', args: { path: 'draft', value: `=draft + '${at}'` } } },
          },
          { type: 'badge', props: { text: '=length(draft)' } },
        ],
      },
    ],
  });
  const components: Component[] = [];
  for (let length = 0; length < characters; length += JSON.stringify(components.at(-1)).length + 1) {
    components.push(section(components.length + 1));
  }
  return {
    app: { id: 'long', name: 'Long' },
    data: { draft: '' },
    ui: { title: 'Long', layout: 'vertical', components },
  };
}

const piecesOf = (text: string): string[] => text.match(new RegExp(`[^]{1,${pieceLength}}`, 'g')) ?? [];

/** Milliseconds to read all pieces and to apply what they mean, as a window does. */
function readAsItComes(pieces: readonly string[]): number {
  const begun = performance.now();
  const reader = createStreamReader();
  let document = emptyDocument();
  for (const piece of pieces) for (const op of reader.push(piece)) document = applyOp(document, op);
  for (const op of reader.end().ops) document = applyOp(document, op);
  if (!document.complete) throw new Error('the document was not read');
  return performance.now() - begun;
}

/**
 * The simple way without a reader: at each piece close what is open and parse all there is, from its beginning. Milliseconds
 * for every `stride`-th piece, times `stride`.
 */
function readAgain(pieces: readonly string[], stride: number): number {
  let text = '';
  let seen = 0;
  let spent = 0;
  pieces.forEach((piece, at) => {
    text += piece;
    if (at % stride !== 0) return;
    const begun = performance.now();
    const parsed: unknown = parsePartly(text);
    spent += performance.now() - begun;
    if (typeof parsed === 'object') seen += 1;
  });
  if (seen === 0) throw new Error('nothing was parsed');
  return spent * stride;
}

/** The value of a JSON text that stops anywhere: half a name, word or value at its end is dropped. */
function parsePartly(text: string): unknown {
  const open: string[] = [];
  let inText = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (inText) {
      if (char === '\\') at += 1;
      else if (char === '"') inText = false;
    } else if (char === '"') inText = true;
    else if (char === '{') open.push('}');
    else if (char === '[') open.push(']');
    else if (char === '}' || char === ']') open.pop();
  }
  const closers = open.reverse().join('');
  let kept = inText ? `${text}"` : text;
  for (let tries = 0; tries < 4; tries += 1) {
    try {
      return JSON.parse(kept + closers);
    } catch {
      const shorter = kept.replace(/(,|:|"(?:[^"\\]|\\.)*"|[\w.+-]+)\s*$/, '');
      if (shorter === kept) return undefined;
      kept = shorter;
    }
  }
  return undefined;
}

/** The part of the text after which the first component is in the document, 0 to 1. */
function firstSeen(text: string): number {
  const reader = createStreamReader();
  let read = 0;
  for (const piece of piecesOf(text)) {
    read += piece.length;
    if (reader.push(piece).some(({ op }) => op === 'add')) return read / text.length;
  }
  return 1;
}

const percent = (part: number): string => `${(part * 100).toFixed(1)} %`;

/** Milliseconds for each operation while a document of so many components is built. */
function perOperation(components: number): number {
  const begun = performance.now();
  let document = applyOp(emptyDocument(), { op: 'begin', app: { id: 'a', name: 'A' }, title: 'A', layout: 'vertical' });
  for (let at = 0; at < components; at += 1) {
    const parent = at % 10 === 0 ? null : `c${at - (at % 10)}`;
    document = applyOp(document, { op: 'add', parent, component: { type: 'col', id: `c${at}` } });
  }
  if (document.ids.size !== components) throw new Error('components are missing');
  return (performance.now() - begun) / components;
}

export const blueprint: Bench = {
  name: 'blueprint',
  title: 'Blueprint, read while it is written',
  how: `A document of 64 KB in pieces of ${pieceLength} characters, read and applied; median of ${rounds} rounds. The comparison closes what is open and parses all text so far with JSON.parse at each piece; it is run for every 50th piece and multiplied.`,
  async run() {
    const text = JSON.stringify(documentOf(64 * 1024 - 200));
    const pieces = piecesOf(text);
    readAsItComes(pieces);
    const reading: number[] = [];
    const again: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      reading.push(readAsItComes(pieces));
      again.push(readAgain(pieces, 50));
    }
    const ratio = median(again) / median(reading);
    const shipped = globSync('apps/blueprint/**/*.bp', { cwd: projectRoot }).map((file) =>
      JSON.stringify(JSON.parse(readFileSync(join(projectRoot, file), 'utf8'))),
    );
    const small = median(Array.from({ length: rounds }, () => perOperation(500)));
    const large = median(Array.from({ length: rounds }, () => perOperation(5_000)));
    return [
      atMost(`${Math.round(text.length / 1024)} KB in ${pieces.length} pieces`, median(reading), 150, time),
      {
        name: 'parsing all again at each piece',
        value: `${time(median(again))}, ${Math.round(ratio)} times as long`,
        aim: '≥ 50 times',
        met: ratio >= 50,
      },
      atMost(
        `first component visible after, at most in ${shipped.length} apps that ship`,
        Math.max(...shipped.map(firstSeen)),
        0.15,
        percent,
      ),
      {
        name: 'one more component in a document of 5,000, against 500',
        value: `${time(large)} against ${time(small)}`,
        aim: '≤ 3 times',
        met: large <= 3 * small,
      },
    ];
  },
};
