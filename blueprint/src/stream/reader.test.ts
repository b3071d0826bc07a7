import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Blueprint } from '../document.ts';
import type { Json } from '../json.ts';
import { BlueprintOp } from '../operation.ts';
import { applyOp, emptyDocument } from '../operations.ts';
import { arbitraryBlueprint } from '../testing-arbitraries.ts';
import { normalize } from '../tree.ts';
import { validateBlueprint } from '../validate.ts';
import { createStreamReader, type StreamEnd } from './reader.ts';

const runs = { numRuns: 120 };

/** Reads pieces; every operation passes its schema, as it does on the wire. */
function read(pieces: readonly string[]): {
  end: StreamEnd;
  ops: BlueprintOp[];
  built: Blueprint | null;
  armed: boolean;
} {
  const reader = createStreamReader();
  const ops = pieces.flatMap((piece) => reader.push(piece));
  const end = reader.end();
  ops.push(...end.ops);
  const wire = ops.map((op) => BlueprintOp.parse(JSON.parse(JSON.stringify(op))));
  const document = wire.reduce(applyOp, emptyDocument());
  return { end, ops: wire, built: document.blueprint, armed: document.complete };
}

function cut(text: string, sizes: readonly number[]): string[] {
  const pieces: string[] = [];
  for (let at = 0, index = 0; at < text.length; index += 1) {
    const size = sizes[index % Math.max(1, sizes.length)] ?? 4;
    pieces.push(text.slice(at, at + size));
    at += size;
  }
  return pieces;
}

const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 12 });
const indent = fc.constantFrom(undefined, 2);

describe('a whole document', () => {
  test('in any pieces gives its normal form, and nothing had to be corrected', () => {
    fc.assert(
      fc.property(arbitraryBlueprint, sizes, indent, (blueprint, chosen, space) => {
        const { end, built, armed } = read(cut(JSON.stringify(blueprint, null, space), chosen));
        expect(built).toEqual(blueprint);
        expect(end).toMatchObject({ complete: true, rung: null, blueprint });
        expect(armed).toBe(true);
        expect(end.ops.map(({ op }) => op).filter((op) => op !== 'issue')).toEqual(['end']);
      }),
      runs,
    );
  });

  test('without ids gets those of the normal form, also where an author takes one of ours', () => {
    const text = JSON.stringify({
      app: { id: 'a', name: 'A' },
      ui: {
        title: 'A',
        components: [
          { type: 'button', props: { text: 'One' } },
          'Two',
          { type: 'button', props: { text: 'Three' }, id: 'button-1' },
          { type: 'col', children: ['Four', { type: 'button', id: 'text-1' }] },
        ],
      },
    });
    for (const size of [1, 7, 5000]) {
      const { end, built } = read(cut(text, [size]));
      expect(built).toEqual(normalize(JSON.parse(text)));
      expect(end.complete).toBe(true);
    }
  });

  test('with its names in any order is the same document', () => {
    fc.assert(
      fc.property(arbitraryBlueprint, sizes, fc.infiniteStream(fc.nat()), (blueprint, chosen, numbers) => {
        const text = JSON.stringify(shuffled(JSON.parse(JSON.stringify(blueprint)), numbers));
        const { end, built } = read(cut(text, chosen));
        expect(built).toEqual(blueprint);
        expect(end.complete).toBe(true);
      }),
      runs,
    );
  });
});

describe('a text that is cut off', () => {
  test('gives a document that can be drawn or says what is missing, and arms nothing', () => {
    fc.assert(
      fc.property(
        arbitraryBlueprint,
        sizes,
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (blueprint, chosen, part) => {
          const text = JSON.stringify(blueprint);
          const { end, built, armed } = read(cut(text.slice(0, Math.floor(text.length * part)), chosen));
          expect(end.complete).toBe(false);
          expect(armed).toBe(false);
          expect(end.issues.length).toBeGreaterThan(0);
          if (built === null) return;
          const check = validateBlueprint(built, { tolerant: true });
          const faults = check.ok ? [] : check.issues.filter(({ message }) => !message.includes('is not in data'));
          expect(faults).toEqual([]);
        },
      ),
      runs,
    );
  });

  test('keeps the half of a text and leaves out the half of a value', () => {
    const { built, end } = read([
      '{"app":{"id":"a","name":"A"},"ui":{"title":"A","components":[{"type":"input","props":{"kind":"ema',
    ]);
    expect(built?.ui.components).toEqual([{ type: 'input', id: 'input-1' }]);
    expect(end.issues.map(({ code }) => code)).toEqual(['cut']);
    const text = read(['{"app":{"id":"a","name":"A"},"ui":{"title":"A","components":["Hello wo']);
    expect(text.built?.ui.components).toEqual([{ type: 'text', id: 'text-1', props: { text: 'Hello wo' } }]);
  });
});

describe('any text at all', () => {
  test('means the same in any pieces and is never an exception', () => {
    const broken = fc
      .tuple(arbitraryBlueprint, fc.array(fc.tuple(fc.nat(), fc.constantFrom('}', ']', '"', ',', '{', '', '\\', 'é'))))
      .map(([blueprint, edits]) => {
        let text = JSON.stringify(blueprint);
        for (const [at, put] of edits.slice(0, 3)) {
          const place = at % text.length;
          text = text.slice(0, place) + put + text.slice(place + (put === '' ? 1 : 0));
        }
        return text;
      });
    fc.assert(
      fc.property(fc.oneof(broken, fc.string({ unit: 'grapheme' }), fc.json()), sizes, (text, chosen) => {
        const whole = read([text]);
        const pieces = read(cut(text, chosen));
        expect(pieces.built).toEqual(whole.built);
        expect(pieces.end.complete).toBe(whole.end.complete);
        expect(pieces.end.issues.map(({ code }) => code)).toEqual(whole.end.issues.map(({ code }) => code));
      }),
      { numRuns: 300 },
    );
  });

  test.each(['', 'no document here', '{', '{ nothing }', '```json\n```'])('%j says that there is none', (text) => {
    const { end } = read([text]);
    expect(end).toMatchObject({ blueprint: null, complete: false, ops: [] });
    expect(end.issues[0]?.code).toBe('no-document');
  });
});

const document = {
  app: { id: 'a', name: 'A' },
  ui: { title: 'A', components: [{ type: 'text', id: 't', props: { text: 'He said “no” {}', variant: 'h1' } }] },
};

describe('around the document and in its spelling', () => {
  const text = JSON.stringify(document, null, 1);
  test.each([
    ['prose and a fence', `Here is {your} app:\n\`\`\`json\n${text}\n\`\`\`\nHave fun, {friend}!`, []],
    ['a tag', `<blueprint version="1.0">${text}</blueprint>`, []],
    ['comments', text.replace('"ui"', '// the window\n/* all of it */ "ui"'), ['comment', 'comment']],
    ['trailing commas', text.replace(/\}(\s*)\]/, '},$1]'), ['extra-comma']],
    ['a missing comma', text.replace('"t",', '"t"'), ['missing-comma']],
    ['typographic quotes', text.replace('"title"', '“title”'), ['wrong-quote']],
    ['names without quotes', text.replace('"title"', 'title'), ['missing-quote']],
    ['a brace too many after a component', text.replace(/\}(\s*)\]/, '}}$1]'), ['extra-bracket']],
    ['a brace too many at the end', `${text}}`, ['extra-bracket']],
    ['a missing brace of a component', text.replace(/\}(\s*)\]/, '$1]'), ['missing-bracket']],
  ])('%s are no trouble', (_, written, codes) => {
    for (const size of [1, 3, 10_000]) {
      const { end, built } = read(cut(written, [size]));
      expect(built).toEqual(normalize(document as Blueprint));
      expect(end.complete).toBe(true);
      expect(end.issues.map(({ code }) => code)).toEqual(codes);
      expect(end.rung).toBe(codes.length === 0 ? null : 0);
    }
  });

  test('a pair of surrogates is never told in halves', () => {
    const written = JSON.stringify({ ...document, ui: { title: 'A', components: ['a😀b', '\ud83d\ude00'] } });
    const escaped = written.replaceAll('😀', '\\ud83d\\ude00');
    for (const each of [written, escaped]) {
      const { ops, end } = read(cut(each, [1]));
      expect(ops.every((op) => op.op !== 'set' || String(op.value).isWellFormed())).toBe(true);
      expect(end.complete).toBe(true);
      expect(end.blueprint?.ui.components).toMatchObject([{ props: { text: 'a😀b' } }, { props: { text: '😀' } }]);
    }
  });

  test('what is too long or too deep ends there and says so', () => {
    const deep = `{"app":{"id":"a","name":"A"},"data":{"x":${'['.repeat(100)}`;
    expect(read([deep]).end.issues.map(({ code }) => code)).toEqual(['too-deep', 'cut']);
    const long = `{"app":{"id":"a","name":"A"},"ui":{"title":"A","components":[${'"x",'.repeat(80_000)}`;
    expect(read(cut(long, [4096])).end.issues.map(({ code }) => code)).toContain('too-large');
  });
});

describe('what is seen on the way', () => {
  /** The operations of each piece. */
  function stepwise(...pieces: string[]): BlueprintOp[][] {
    const reader = createStreamReader();
    return pieces.map((piece) => reader.push(piece).map(({ s: _, ...op }) => BlueprintOp.parse(op)));
  }
  const head = '{"app":{"id":"a","name":"A"},';

  test('the window comes with the header, and its title grows', () => {
    expect(stepwise(head, '"ui":{"title":"Read', 'ing list","layout":"horiz', 'ontal",')).toEqual([
      [{ op: 'begin', app: { id: 'a', name: 'A' }, title: 'A', layout: 'vertical' }],
      [{ op: 'ui', title: 'Read', partial: true }],
      [{ op: 'ui', title: 'Reading list' }],
      [{ op: 'ui', layout: 'horizontal' }],
    ]);
  });

  test('text grows; an expression, an address and a choice come whole', () => {
    const open = `${head}"ui":{"title":"A","components":[`;
    const [, first, second, third, fourth] = stepwise(
      open,
      '{"type":"text","id":"t","props":{"text":"Hel',
      'lo","variant":"ca',
      'ption"}},{"type":"text","props":{"text":"=le',
      'ngth(x)"}}',
    );
    expect(first).toEqual([{ op: 'add', parent: null, component: { type: 'text', id: 't', props: { text: 'Hel' } } }]);
    expect(second).toEqual([{ op: 'set', id: 't', path: 'props.text', value: 'lo', append: true }]);
    expect(third).toEqual([
      { op: 'set', id: 't', path: 'props.variant', value: 'caption' },
      { op: 'add', parent: null, component: { type: 'text', id: 'text-1' } },
    ]);
    expect(fourth).toEqual([{ op: 'set', id: 'text-1', path: 'props.text', value: '=length(x)' }]);
  });

  test('a picture is a skeleton until its address is there', () => {
    const open = `${head}"ui":{"title":"A","components":[`;
    const [, first, second] = stepwise(
      open,
      '{"type":"image","id":"i","props":{"alt":"A cat","src":"/home/c',
      'at.png"}}',
    );
    expect(first).toEqual([
      { op: 'open', id: 'i', parent: null },
      { op: 'set', id: 'i', path: 'props.alt', value: 'A cat' },
    ]);
    expect(second).toEqual([
      { op: 'set', id: 'i', path: 'props.src', value: '/home/cat.png' },
      { op: 'set', id: 'i', path: 'type', value: 'image' },
    ]);
  });

  test('handlers come whole, children after their parent', () => {
    const open = `${head}"ui":{"title":"A","components":[`;
    const [, first, second] = stepwise(
      open,
      '{"type":"row","id":"r","children":[{"type":"button","id":"b","on_event":{"click":{"tool":"storage.',
      'clear"}}}',
    );
    expect(first?.map((op) => (op.op === 'add' ? [op.parent, op.component.id] : op.op))).toEqual([
      [null, 'r'],
      ['r', 'b'],
    ]);
    expect(second).toEqual([{ op: 'set', id: 'b', path: 'on_event.click', value: { tool: 'storage.clear' } }]);
  });
});

test('an older spelling is read at the end, and says so', () => {
  const text = JSON.stringify({
    app: { id: 'a', name: 'A' },
    ui: { title: 'A', components: [{ 'sidebar#side': { children: [{ text: 'Hello' }] } }, { type: 'text', id: 't' }] },
  });
  for (const size of [1, 9, 5000]) {
    const { end, built, armed } = read(cut(text, [size]));
    expect(built?.ui.components).toMatchObject([
      { type: 'container', id: 'side', children: [{ type: 'text', props: { text: 'Hello' } }] },
      { type: 'text', id: 't' },
    ]);
    expect(armed).toBe(true);
    expect(end.rung).toBe(1);
  }
});

describe('what is wrong', () => {
  test('a header that is missing or wrong is completed, and says so', () => {
    const { end } = read([
      '{"app":{"id":"Reading List!","name":"Reading list","tags":7},"ui":{"title":"Reading","components":["x"]}}',
    ]);
    expect(end.blueprint?.app).toEqual({ id: 'reading-list', name: 'Reading list' });
    expect(end.issues.map(({ code }) => code)).toContain('bad-header');
    expect(read(['{"ui":{"title":"Notes","components":["x"]}}']).end.blueprint?.app).toEqual({
      id: 'notes',
      name: 'Notes',
    });
  });

  test('names that reach a prototype are left out', () => {
    const { end } = read([
      '{"app":{"id":"a","name":"A"},"data":{"__proto__":{"polluted":1}},"ui":{"title":"A","components":[]}}',
    ]);
    expect(end.issues.map(({ code, rung }) => [code, rung])).toEqual([['forbidden-name', 4]]);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  test('a part that cannot be helped is seen without its fault, and is a card that says so at the end', () => {
    const component = '{"type":"input","id":"i","bind":"not a path","props":{"label":"L"}}';
    const reader = createStreamReader();
    const seen = reader.push(`{"app":{"id":"a","name":"A"},"ui":{"title":"A","components":[${component},"Text"]}}`);
    expect(seen.reduce(applyOp, emptyDocument()).blueprint?.ui.components).toMatchObject([
      { type: 'input', id: 'i', props: { label: 'L' } },
      { type: 'text', props: { text: 'Text' } },
    ]);
    const end = reader.end();
    expect(end).toMatchObject({ complete: true, rung: 4 });
    expect(end.blueprint?.ui.components).toMatchObject([{ type: 'card' }, { type: 'text', props: { text: 'Text' } }]);
    expect(end.issues.map(({ path }) => path)).toContain('/ui/components/0/bind');
    expect(validateBlueprint(end.blueprint).ok).toBe(true);
  });

  test('what is complete is valid by all rules, whatever the model made up', () => {
    const { end, built } = read([
      '{"app":{"id":"a","name":"A"},"ui":{"title":"A","components":[{"type":"hologram","id":"h","props":{"glow":7}}]}}',
    ]);
    expect(end.complete).toBe(true);
    expect(validateBlueprint(built).ok).toBe(true);
    expect(end.rung).toBe(4);
  });
});

/** The same value with the names of its records in another order; lists stay. */
function shuffled(value: Json, numbers: Iterator<number>): Json {
  if (Array.isArray(value)) return value.map((entry) => shuffled(entry, numbers));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, entry]) => ({ name, entry: shuffled(entry, numbers), key: Number(numbers.next().value) }))
      .sort((a, b) => a.key - b.key)
      .map(({ name, entry }) => [name, entry]),
  );
}
