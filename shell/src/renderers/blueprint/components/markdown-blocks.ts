/**
 * Reads the part of Markdown that apps write: headings, paragraphs, lists, quotes, code, tables, rules, and within a line
 * emphasis, code, links and pictures (kept as their words: data must not lead out of the window). Gives plain values; no HTML.
 */

export type Span =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'strong' | 'em' | 'strike'; readonly spans: readonly Span[] };

export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly spans: readonly Span[] }
  | { readonly kind: 'paragraph'; readonly spans: readonly Span[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'rule' }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly start: number; readonly items: readonly Item[] }
  | {
      readonly kind: 'table';
      readonly head: readonly (readonly Span[])[];
      readonly rows: readonly (readonly (readonly Span[])[])[];
    };

export interface Item {
  readonly spans: readonly Span[];
  /** For an item with a box: whether it is ticked. */
  readonly done: boolean | undefined;
  readonly blocks: readonly Block[];
}

/** Deeper nesting is read as text. */
const deepest = 8;
const bullet = /^(\s*)([-*+]|\d{1,9}[.)])\s+(.*)$/;

export function readMarkdown(text: string, depth = 0): Block[] {
  const lines = text.replaceAll('\r\n', '\n').replaceAll('\t', '    ').split('\n');
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    const heading = /^(#{1,6})\s+(.*)$/s.exec(line);
    if (line.trim() === '') at += 1;
    else if (/^\s*(```|~~~)/.test(line)) at = readCode(lines, at, blocks);
    else if (heading !== null) {
      blocks.push({ kind: 'heading', level: heading[1]?.length ?? 1, spans: readSpans(withoutEnd(heading[2] ?? '')) });
      at += 1;
    } else if (/^\s*([-*_])(\s*\1){2,}\s*$/.test(line)) {
      blocks.push({ kind: 'rule' });
      at += 1;
    } else if (/^\s*>/.test(line) && depth < deepest) {
      const start = at;
      while (at < lines.length && /^\s*>/.test(lines[at] ?? '')) at += 1;
      const inside = lines.slice(start, at).map((each) => each.replace(/^\s*>\s?/, ''));
      blocks.push({ kind: 'quote', blocks: readMarkdown(inside.join('\n'), depth + 1) });
    } else if (bullet.test(line) && depth < deepest) at = readList(lines, at, blocks, depth);
    else if (line.includes('|') && isDivider(lines[at + 1] ?? '')) {
      at = readTable(lines, at, blocks);
    } else {
      const start = at;
      do at += 1;
      while (at < lines.length && !beginsBlock(lines[at] ?? ''));
      blocks.push({ kind: 'paragraph', spans: readSpans(lines.slice(start, at).join('\n').trim()) });
    }
  }
  return blocks;
}

/** A heading without the signs that may end it. By hand: a pattern would try each of many spaces as their beginning. */
function withoutEnd(heading: string): string {
  let end = heading.trimEnd().length;
  while (heading[end - 1] === '#') end -= 1;
  return heading.slice(0, end).trimEnd();
}

/** The line between the head of a table and its rows: `| --- | :-: |`. */
function isDivider(line: string): boolean {
  const cells = line.trim().replace(/^\|/, '').replace(/\|$/, '').split('|');
  return cells.every((cell) => /^:?-+:?$/.test(cell.trim()));
}

const beginsBlock = (line: string): boolean =>
  line.trim() === '' || /^(#{1,6}\s|\s*>|\s*```|\s*~~~)/.test(line) || bullet.test(line);

function readCode(lines: readonly string[], from: number, blocks: Block[]): number {
  const fence = /^\s*(```|~~~)/.exec(lines[from] ?? '')?.[1] ?? '```';
  let at = from + 1;
  while (at < lines.length && !(lines[at] ?? '').trim().startsWith(fence)) at += 1;
  blocks.push({ kind: 'code', text: lines.slice(from + 1, at).join('\n') });
  return at + 1;
}

function readList(lines: readonly string[], from: number, blocks: Block[], depth: number): number {
  const first = bullet.exec(lines[from] ?? '');
  const indent = first?.[1]?.length ?? 0;
  const ordered = /\d/.test(first?.[2] ?? '');
  const items: Item[] = [];
  let at = from;
  while (at < lines.length) {
    const found = bullet.exec(lines[at] ?? '');
    if (found === null || (found[1]?.length ?? 0) !== indent || /\d/.test(found[2] ?? '') !== ordered) break;
    const box = /^\[([ xX])\]\s+(.*)$/.exec(found[3] ?? '');
    at += 1;
    const start = at;
    while (at < lines.length && isInside(lines, at, indent)) at += 1;
    const inside = lines
      .slice(start, at)
      .map((each) => each.slice(Math.min(indent + 2, each.length - each.trimStart().length)));
    items.push({
      spans: readSpans(box?.[2] ?? found[3] ?? ''),
      done: box === null ? undefined : box[1] !== ' ',
      blocks: readMarkdown(inside.join('\n'), depth + 1),
    });
  }
  blocks.push({ kind: 'list', ordered, start: ordered ? Number.parseInt(first?.[2] ?? '1', 10) : 1, items });
  return at;
}

/** Whether a line belongs to the item before it: deeper, or empty before something deeper. */
function isInside(lines: readonly string[], at: number, indent: number): boolean {
  const line = lines[at] ?? '';
  const next = line.trim() === '' ? (lines[at + 1] ?? '') : line;
  return next.trim() !== '' && next.length - next.trimStart().length > indent;
}

function readTable(lines: readonly string[], from: number, blocks: Block[]): number {
  const cells = (line: string): Span[][] =>
    line
      .trim()
      .replace(/^\|/, '')
      .replace(/\|$/, '')
      .split('|')
      .map((cell) => readSpans(cell.trim()));
  let at = from + 2;
  while (at < lines.length && (lines[at] ?? '').includes('|')) at += 1;
  blocks.push({ kind: 'table', head: cells(lines[from] ?? ''), rows: lines.slice(from + 2, at).map(cells) });
  return at;
}

const marks = [
  ['**', 'strong'],
  ['__', 'strong'],
  ['~~', 'strike'],
  ['*', 'em'],
  ['_', 'em'],
] as const;

export function readSpans(text: string, depth = 0): Span[] {
  const spans: Span[] = [];
  let plain = '';
  /** Marks that nothing closes from somewhere on: nothing closes them after that. */
  const open = new Set<string>();
  const flush = (): void => {
    if (plain !== '') spans.push({ kind: 'text', text: plain });
    plain = '';
  };
  for (let at = 0; at < text.length; ) {
    const char = text[at] ?? '';
    if (char === '\\' && /[\\`*_{}[\]()#+.!|~>-]/.test(text[at + 1] ?? '')) {
      plain += text[at + 1] ?? '';
      at += 2;
      continue;
    }
    if (char === '`') {
      const end = text.indexOf('`', at + 1);
      if (end > at) {
        flush();
        spans.push({ kind: 'code', text: text.slice(at + 1, end) });
        at = end + 1;
        continue;
      }
    }
    const link =
      char === '[' || char === '!' ? /^!?\[([^\]]{0,500})\]\([^)]{0,2000}\)/.exec(text.slice(at, at + 2600)) : null;
    if (link !== null) {
      plain += link[1] ?? '';
      at += link[0].length;
      continue;
    }
    const mark =
      depth < deepest ? marks.find(([sign]) => text.startsWith(sign, at) && opens(text, at, sign)) : undefined;
    const end = mark === undefined || open.has(mark[0]) ? -1 : closing(text, at + mark[0].length, mark[0]);
    if (mark !== undefined && end < 0) open.add(mark[0]);
    if (mark !== undefined && end > 0) {
      flush();
      spans.push({ kind: mark[1], spans: readSpans(text.slice(at + mark[0].length, end), depth + 1) });
      at = end + mark[0].length;
      continue;
    }
    plain += char;
    at += 1;
  }
  flush();
  return spans;
}

/** A mark opens before something that is no space, and an underscore not inside of a word. */
function opens(text: string, at: number, sign: string): boolean {
  const next = text[at + sign.length] ?? ' ';
  const before = text[at - 1] ?? ' ';
  return !/\s/.test(next) && (!sign.startsWith('_') || !/\w/.test(before));
}

function closing(text: string, from: number, sign: string): number {
  for (let at = text.indexOf(sign, from); at >= 0; at = text.indexOf(sign, at + 1)) {
    if (at > from && !/\s/.test(text[at - 1] ?? ' ') && (sign.length > 1 || text[at + 1] !== sign)) return at;
  }
  return -1;
}
