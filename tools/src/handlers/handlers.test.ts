import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findTool, type ToolId } from '../catalog.ts';
import type { Json } from '../json.ts';
import { answer } from '../symbolic/answer.ts';
import { calculate } from './arithmetic.ts';
import { pressKey } from './calculator-keys.ts';
import { AppTimers, maxTimers, type ShellToolContext, shellToolHandlers, ToolError } from './index.ts';
import { outline } from './outline.ts';
import { absentContext, absentHost } from './testing-host.ts';

/** A context over flat data, and a clock that is moved by hand. */
function bench(initial: Record<string, Json>) {
  const data = structuredClone(initial);
  const toasts: string[] = [];
  let now = 0;
  let ids = 0;
  const ticks = new Set<() => void>();
  const timers = new AppTimers({
    now: () => now,
    every: (_ms, call) => {
      ticks.add(call);
      return () => ticks.delete(call);
    },
  });
  const context: ShellToolContext = {
    ...absentContext,
    read: (path) => data[path] ?? null,
    write: (path, value) => {
      data[path] = value;
    },
    initial: (path) => initial[path] ?? null,
    host: {
      ...absentHost,
      toast: (message) => void toasts.push(message),
      copy: async () => {},
      now: () => now,
      random: () => 0.5,
      newId: () => {
        ids += 1;
        return `id${ids}`;
      },
      timers,
      symbolic: { ask: async (question) => answer(question) },
    },
  };
  const run = async (id: ToolId, params: object): Promise<unknown> => {
    const handler: unknown = Object.entries(shellToolHandlers).find(([name]) => name === id)?.[1];
    if (typeof handler !== 'function') throw new Error(`no handler for ${id}`);
    return handler(findTool(id)?.params.parse(params), context);
  };
  const pass = (ms: number): void => {
    now += ms;
    for (const tick of [...ticks]) tick();
  };
  return { data, toasts, run, pass, timers };
}

const books = (): Json => [
  { id: 'a', title: 'Emma', done: true },
  { id: 'b', title: 'Dune', done: false },
  { id: 'c', title: 'Ulysses' },
];

describe('display', () => {
  test('append, backspace, clear', async () => {
    const { data, run } = bench({ display: '' });
    await run('ui.append', { path: 'display', text: '7' });
    await run('ui.append', { path: 'display', text: 8 });
    expect(data.display).toBe('78');
    await run('ui.backspace', { path: 'display' });
    expect(data.display).toBe('7');
    await run('ui.clear', { path: 'display' });
    await run('ui.backspace', { path: 'display' });
    expect(data.display).toBe('');
  });
  test('what is no text is refused', async () => {
    const { run } = bench({ list: [] });
    await expect(run('ui.append', { path: 'list', text: 'x' })).rejects.toThrow(ToolError);
  });
});

describe('data', () => {
  test('reset gives back what was there', async () => {
    const { data, run } = bench({ draft: 'new' });
    await run('data.set', { path: 'draft', value: 'changed' });
    await run('data.reset', { path: 'draft' });
    expect(data.draft).toBe('new');
  });
  test('increment stays within its limits and free of dirt', async () => {
    const { data, run } = bench({ n: 0 });
    for (const _ of [1, 2, 3]) await run('data.increment', { path: 'n', by: 0.1 });
    expect(data.n).toBe(0.3);
    await run('data.increment', { path: 'n', by: 10, max: 5 });
    expect(data.n).toBe(5);
    await expect(run('data.increment', { path: 'text' })).resolves.toEqual({ value: 1 });
  });
  test('append to text and to a list', async () => {
    const { data, run } = bench({ text: 'a', list: [1] });
    await run('data.append', { path: 'text', value: 'b' });
    await run('data.append', { path: 'list', value: 'b' });
    expect(data).toEqual({ text: 'ab', list: [1, 'b'] });
  });
  test('outline: all of a value, only what is open, and no more than the limit', async () => {
    const data = { title: 'Dune', 'a/b': [1, { c: null }], none: {} };
    const lines = (open: string[] | null): string[] =>
      outline(data, open === null ? null : new Set(open), 100).value.map(({ path, depth, type, size, text }) =>
        [depth, path, type, size || text].join(' '),
      );
    expect(lines(null)).toEqual([
      '0 /title text Dune',
      '0 /a~1b list 2',
      '1 /a~1b/0 number 1',
      '1 /a~1b/1 record 1',
      '2 /a~1b/1/c nothing null',
      '0 /none record ',
    ]);
    expect(lines(['/a~1b/1'])).toEqual(['0 /title text Dune', '0 /a~1b list 2', '0 /none record ']);
    expect(lines(['/a~1b'])).toHaveLength(5);
    const { run } = bench({});
    expect(await run('data.outline', { data, limit: 2 })).toMatchObject({ truncated: true, value: { length: 2 } });
    expect(await run('data.outline', { data: 'text' })).toEqual({ truncated: false, value: [] });
  });
});

describe('lists', () => {
  test('add gives an id, and keeps one that is there', async () => {
    const { data, run } = bench({ books: [] });
    expect(await run('list.add', { path: 'books', item: { title: 'A' } })).toEqual({ value: 'id1' });
    await run('list.add', { path: 'books', item: { id: 'z', title: 'B' }, at: 'start' });
    await run('list.add', { path: 'books', item: 'plain' });
    expect(data.books).toEqual([{ id: 'z', title: 'B' }, { title: 'A', id: 'id1' }, 'plain']);
    await expect(run('list.add', { path: 'books', item: { id: 'z' } })).rejects.toThrow(/already/);
  });
  test('remove, update, toggle, move', async () => {
    const { data, run } = bench({ books: books() });
    await run('list.update', { path: 'books', id: 'a', changes: { title: 'Emma!' } });
    await run('list.toggle', { path: 'books', id: 'b', field: 'done' });
    await run('list.move', { path: 'books', id: 'c', by: -5 });
    await run('list.remove', { path: 'books', id: 'a' });
    expect(data.books).toEqual([
      { id: 'c', title: 'Ulysses' },
      { id: 'b', title: 'Dune', done: true },
    ]);
  });
  test('an entry that is not there is an error, not nothing', async () => {
    const { run } = bench({ books: books() });
    for (const [id, args] of [
      ['list.remove', {}],
      ['list.update', { changes: {} }],
      ['list.toggle', { field: 'done' }],
      ['list.move', { by: 1 }],
    ] as const) {
      await expect(run(id, { path: 'books', id: 'nope', ...args })).rejects.toThrow(/no entry/);
    }
  });
  test('clear all, or those whose field holds; sort with nothing last', async () => {
    const { data, run } = bench({ books: books() });
    await run('list.sort', { path: 'books', by: 'title' });
    expect((data.books as { id: string }[]).map((book) => book.id)).toEqual(['b', 'a', 'c']);
    await run('list.sort', { path: 'books', by: 'done', order: 'desc' });
    expect((data.books as { id: string }[]).map((book) => book.id)).toEqual(['a', 'b', 'c']);
    await run('list.clear', { path: 'books', where: 'done' });
    expect((data.books as { id: string }[]).map((book) => book.id)).toEqual(['b', 'c']);
    await run('list.clear', { path: 'books' });
    expect(data.books).toEqual([]);
  });
  test('a forbidden field is refused', async () => {
    const { run } = bench({ books: books() });
    const changes = JSON.parse('{"constructor": 1}');
    await expect(run('list.update', { path: 'books', id: 'a', changes })).rejects.toThrow(/not allowed/);
  });
});

describe('timers', () => {
  test('count by the clock, stop at the end, say so', async () => {
    const { data, toasts, run, pass } = bench({ left: 5, on: false });
    await run('timer.start', { path: 'left', step: -1, until: 0, running: 'on', message: 'Done' });
    expect(data.on).toBe(true);
    pass(2_000);
    expect(data.left).toBe(3);
    // A tab that slept: many periods at once.
    pass(60_000);
    expect(data).toMatchObject({ left: 0, on: false });
    expect(toasts).toEqual(['Done']);
    pass(5_000);
    expect(data.left).toBe(0);
  });
  test('stop and go on, reset', async () => {
    const { data, run, pass } = bench({ ms: 0 });
    await run('timer.start', { path: 'ms', every_ms: 100, step: 100 });
    pass(250);
    await run('timer.stop', { path: 'ms' });
    pass(1_000);
    expect(data.ms).toBe(200);
    await run('timer.start', { path: 'ms', every_ms: 100, step: 100 });
    pass(100);
    expect(data.ms).toBe(300);
    await run('timer.reset', { path: 'ms' });
    pass(100);
    expect(data.ms).toBe(0);
  });
  test('only so many, and none after close', async () => {
    const { data, run, pass, timers } = bench({});
    for (let index = 0; index < maxTimers; index += 1) await run('timer.start', { path: `t${index}` });
    await expect(run('timer.start', { path: 'more' })).rejects.toThrow(/timers at once/);
    timers.close();
    pass(10_000);
    expect(data.t0).toBeUndefined();
  });
});

describe('calculator keys', () => {
  const type = (keys: string, start = '', fresh = false): string => {
    let display = start;
    let first = fresh;
    for (const key of keys.split(' ')) {
      display = pressKey(display, key, first);
      first = false;
    }
    return display;
  };
  test.each([
    ['7 * 8', '7×8'],
    ['0 0 7', '7'],
    ['. 5', '0.5'],
    ['1 . 2 . 3', '1.23'],
    ['7 + *', '7×'],
    ['7 * - 3', '7×−3'],
    ['7 * - + 3', '7+3'],
    ['+', '0+'],
    ['- 3', '−3'],
    ['( 1 + 2 ) 3', '(1+2)×3'],
    ['2 (', '2×('],
    ['1 )', '1'],
    ['( )', '('],
    ['5 %', '5%'],
    ['%', ''],
    ['5 . +', '5+'],
    ['7 * 8 sign', '7×(−8)'],
    ['7 * 8 sign sign', '7×8'],
    ['8 sign', '−8'],
    ['8 sign sign', '8'],
    ['7 + 8 sign', '7−8'],
    ['7 - 8 sign', '7+8'],
    ['1 2 back', '1'],
    ['1 2 clear', ''],
    ['2 sin 3 0 )', '2×sin(30)'],
    ['asin', 'asin('],
    ['5 + asin back', '5+'],
    ['√ 9 back back', ''],
    ['2 π 3', '2×π×3'],
    ['e ^ 2', 'e^2'],
    ['5 ! 2', '5!×2'],
    ['!', ''],
    ['sin sign 3', 'sin((−3'],
  ])('%s shows %s', (keys, expected) => {
    expect(type(keys)).toBe(expected);
  });
  test('after a result a digit starts anew and an operator goes on', () => {
    expect(type('3', '56', true)).toBe('3');
    expect(type('+ 3', '56', true)).toBe('56+3');
    expect(type('back', '56', true)).toBe('');
    expect(type('sign', '56', true)).toBe('−56');
    expect(type('.', '56', true)).toBe('0.');
    expect(type('cos', '56', true)).toBe('cos(');
    expect(type('!', '56', true)).toBe('56!');
  });
  test('any keys leave what can be calculated or finished, never what is malformed', () => {
    const key = fc.constantFrom(...'0123456789.+-*/%()πe!√', 'sign', 'back', 'sin', 'acos', 'ln');
    fc.assert(
      fc.property(fc.array(key, { maxLength: 15 }), (keys) => {
        const display = keys.reduce((shown, next) => pressKey(shown, next, false), '');
        const finished = pressKey(display, '1', false);
        try {
          calculate(finished);
        } catch (error) {
          if (!(error instanceof ToolError) || error.code !== 'EDOM') throw error;
        }
      }),
      { numRuns: 1000 },
    );
  });
});

test('text.count and text.replace', async () => {
  const { run } = bench({});
  expect(await run('text.count', { text: 'Hello  there\nyou' })).toEqual({ characters: 16, words: 3, lines: 2 });
  expect(await run('text.replace', { text: 'a.b.c', find: '.', by: '-' })).toEqual({ value: 'a-b-c' });
});
