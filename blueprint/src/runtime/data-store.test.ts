import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { getAt, setAt } from '../data-path.ts';
import { isObject, type Json, type JsonObject, jsonEqual } from '../index.ts';
import { createDataStore } from './data-store.ts';

const names = fc.constantFrom('a', 'b', 'c');
const value: fc.Arbitrary<Json> = fc.letrec<{ any: Json }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<Json>(0, 1, 'x', null, true),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(names, tie('any'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).any;
const record: fc.Arbitrary<JsonObject> = fc.dictionary(names, value, { maxKeys: 3, noNullPrototype: true });
const path = fc
  .tuple(names, fc.array(fc.constantFrom('a', 'b', 'c', '0', '1', '2'), { maxLength: 2 }))
  .map(([first, rest]) => [first, ...rest]);

function written(data: JsonObject, at: readonly string[], to: Json): JsonObject {
  try {
    const next = setAt(data, at, to);
    return isObject(next) ? next : data;
  } catch {
    return data;
  }
}

describe('who is woken', () => {
  test('everyone whose value changed, and nobody whose value is the same object', () => {
    fc.assert(
      fc.property(record, fc.array(path, { minLength: 1, maxLength: 8 }), path, value, (data, subscribed, at, to) => {
        const store = createDataStore(data);
        const woken = new Set<number>();
        for (const [index, names] of subscribed.entries()) store.subscribe([names.join('.')], () => woken.add(index));
        const next = written(data, at, to);
        store.set(next);
        subscribed.forEach((names, index) => {
          const [before, after] = [getAt(data, names), getAt(next, names)];
          if (before === after) expect(woken.has(index)).toBe(false);
          else if (before === undefined || after === undefined || !jsonEqual(before, after)) {
            expect(woken.has(index)).toBe(true);
          }
        });
      }),
    );
  });
  test('one of 10,000 rows wakes its own reader and that of the list', () => {
    const rows = Array.from({ length: 10_000 }, (_, id) => ({ id, done: false }));
    const store = createDataStore({ rows, other: 1 });
    const woken: string[] = [];
    for (const { id } of rows) {
      store.subscribe([`rows.${id}.done`], () => woken.push(`done ${id}`));
      store.subscribe([`rows.${id}.id`], () => woken.push(`id ${id}`));
    }
    store.subscribe(['rows'], () => woken.push('rows'));
    store.subscribe(['other'], () => woken.push('other'));
    store.set({ ...store.data, rows: rows.with(7_000, { id: 7_000, done: true }) });
    expect(woken.sort()).toEqual(['done 7000', 'rows']);
    expect(store.woken).toBe(2);
  });
  test('a listener of several paths is called once, and not after it stopped', () => {
    const store = createDataStore({ a: { b: 1 }, c: 1 });
    const listener = vi.fn();
    const stop = store.subscribe(['a', 'a.b', 'c'], listener);
    store.set({ a: { b: 2 }, c: 2 });
    expect(listener).toHaveBeenCalledTimes(1);
    stop();
    store.set({ a: { b: 3 }, c: 3 });
    expect(listener).toHaveBeenCalledTimes(1);
  });
});
