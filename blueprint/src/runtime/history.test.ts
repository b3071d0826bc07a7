import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../index.ts';
import { changesBetween, withChanges } from './changes.ts';
import { dataHistory, maxEntries, maxHistoryBytes } from './history.ts';

const value: fc.Arbitrary<Json> = fc.letrec<{ any: Json }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<Json>(0, 1, 2, 'x', null, true),
    fc.array(tie('any'), { maxLength: 5 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('any'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).any;
const record: fc.Arbitrary<JsonObject> = fc.dictionary(fc.constantFrom('a', 'b', 'c'), value, {
  noNullPrototype: true,
});

function bench(data: JsonObject) {
  let now = 0;
  const state = { data };
  const history = dataHistory({
    now: () => now,
    data: () => state.data,
    put: (next) => {
      state.data = next;
    },
  });
  const run = (next: JsonObject, label = 'save click'): void => {
    const recording = history.record(label, false);
    recording.note(state.data, next);
    state.data = next;
  };
  const type = (text: string, ms = 100): void => {
    now += ms;
    const next = { ...state.data, text };
    history.edit('text', state.data, next);
    state.data = next;
  };
  return { state, history, run, type };
}

describe('changes', () => {
  test('applied to the one state they give the other, and back', () => {
    fc.assert(
      fc.property(record, record, (before, after) => {
        const changes = changesBetween(before, after);
        expect(withChanges(before, changes, 'do')).toEqual(after);
        expect(withChanges(after, changes, 'undo')).toEqual(before);
      }),
    );
  });
  test('of a long list hold what changed and not the list', () => {
    const rows = Array.from({ length: 10_000 }, (_, id) => ({ id, done: false }));
    const changed = changesBetween({ rows }, { rows: rows.with(3, { id: 3, done: true }) });
    expect(changed).toEqual([
      { kind: 'value', at: ['rows', '3', 'done'], ids: [undefined, 3, undefined], before: false, after: true },
    ]);
    const removed = changesBetween({ rows }, { rows: rows.toSpliced(5, 1) });
    expect(removed).toEqual([
      { kind: 'piece', at: ['rows'], ids: [undefined], position: 5, before: [rows[5]], after: [] },
    ]);
  });
});

describe('history', () => {
  test('taking everything back gives the beginning, doing it again the end', () => {
    fc.assert(
      fc.property(record, fc.array(record, { maxLength: 8 }), (first, later) => {
        const { state, history, run } = bench(first);
        for (const next of later) run(next);
        while (history.undo());
        expect(state.data).toEqual(first);
        while (history.redo());
        expect(state.data).toEqual(later.at(-1) ?? first);
      }),
    );
  });
  test('typing into one field is one entry until it pauses', () => {
    const { state, history, type } = bench({ text: '' });
    for (const text of ['D', 'Du', 'Dun', 'Dune']) type(text);
    type('Dune!', 5_000);
    expect(history.entries().undo).toHaveLength(2);
    history.undo();
    expect(state.data).toEqual({ text: 'Dune' });
    history.undo();
    expect(state.data).toEqual({ text: '' });
  });
  test('what something else changed meanwhile stays', () => {
    const { state, history, run } = bench({ count: 0, ticks: 0 });
    run({ count: 1, ticks: 0 });
    state.data = { ...state.data, ticks: 9 };
    history.undo();
    expect(state.data).toEqual({ count: 0, ticks: 9 });
  });
  test('something new ends what could be done again', () => {
    const { history, run } = bench({ n: 0 });
    run({ n: 1 });
    history.undo();
    run({ n: 2 });
    expect(history.redo()).toBe(false);
    expect(history.entries()).toMatchObject({ undo: [{ label: 'save click' }], redo: [] });
  });
  test('it holds so many entries, and so many bytes', () => {
    const { history, run } = bench({ n: 0 });
    for (let n = 1; n <= maxEntries + 20; n += 1) run({ n });
    expect(history.entries().undo).toHaveLength(maxEntries);
    const large = bench({ text: '' });
    const size = maxHistoryBytes / 10;
    for (let n = 0; n < 30; n += 1) large.run({ text: String(n % 10).repeat(size / 2) });
    expect(large.history.entries().undo.length).toBeLessThan(10);
    expect(large.history.undo()).toBe(true);
  });
});

describe('what another window did to the same list meanwhile stays', () => {
  const named = (id: string): JsonObject => ({ id, title: id });
  const [a, b, c, x] = [named('a'), named('b'), named('c'), named('x')];
  const fresh = (list: Json[]): JsonObject => JSON.parse(JSON.stringify({ list }));
  test('an added entry is taken back where it is now, and no other', () => {
    const { state, history, run } = bench({ list: [a, b] });
    run({ list: [a, b, x] });
    state.data = fresh([c, a, b, x]);
    history.undo();
    expect(state.data).toEqual({ list: [c, a, b] });
    state.data = fresh([c, a, b]);
    history.redo();
    history.undo();
    expect(state.data).toEqual({ list: [c, a, b] });
  });
  test('an added entry that is gone takes nothing else with it', () => {
    const { state, history, run } = bench({ list: [a, b] });
    run({ list: [x, a, b] });
    state.data = fresh([a, b]);
    history.undo();
    expect(state.data).toEqual({ list: [a, b] });
  });
  test('an entry that was changed is changed back where it is now', () => {
    const { state, history, run } = bench({ list: [a, b] });
    run({ list: [a, { id: 'b', title: 'B' }] });
    state.data = fresh([c, a, { id: 'b', title: 'B' }]);
    history.undo();
    expect(state.data).toEqual({ list: [c, a, b] });
    run({ list: [c, { id: 'a', title: 'A' }, b] });
    state.data = fresh([c, b]);
    history.undo();
    expect(state.data).toEqual({ list: [c, b] });
  });
  test('plain values, too', () => {
    const { state, history, run } = bench({ list: ['a', 'b'] });
    run({ list: ['a', 'b', 'x'] });
    state.data = { list: ['c', 'a', 'b', 'x'] };
    history.undo();
    expect(state.data).toEqual({ list: ['c', 'a', 'b'] });
  });
});
