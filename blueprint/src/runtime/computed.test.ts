import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileExpression, type Json, type JsonObject } from '../index.ts';
import { computedValues } from './computed.ts';

const definitions = {
  shown: '=filter(books, item.done == wanted)',
  titles: '=map(shown, item.title)',
  heading: "=join(titles, ', ') + ' of ' + length(books)",
  total: '=sum(books, item.pages) + bonus',
};

/** The same by putting each definition into those that read it. */
function fromScratch(data: JsonObject): JsonObject {
  const values: JsonObject = {};
  for (const [name, text] of Object.entries(definitions)) {
    values[name] = compileExpression(text).evaluate({ data: { ...data, ...values }, frame: null });
  }
  return values;
}

const book = fc.record({
  title: fc.constantFrom('Dune', 'Emma', 'Ulysses'),
  done: fc.boolean(),
  pages: fc.nat(500),
});
interface Shelf extends JsonObject {
  books: JsonObject[];
  wanted: boolean;
  bonus: number;
  other: Json;
}
type Step = (data: Shelf) => Shelf;
const change: fc.Arbitrary<Step> = fc.oneof(
  fc.boolean().map(
    (wanted): Step =>
      (data) => ({ ...data, wanted }),
  ),
  fc.nat(10).map(
    (bonus): Step =>
      (data) => ({ ...data, bonus }),
  ),
  fc.nat(10).map(
    (other): Step =>
      (data) => ({ ...data, other }),
  ),
  book.map(
    (added): Step =>
      (data) => ({ ...data, books: [...data.books, added] }),
  ),
  fc.nat(5).map(
    (at): Step =>
      (data) => ({ ...data, books: data.books.toSpliced(at, 1) }),
  ),
);

function bench(own: Record<string, string>, data: JsonObject) {
  const state = { data };
  const computed = computedValues(own, {
    data: () => state.data,
    source: (name) => (name === 'files' ? (state.data.$files ?? null) : undefined),
  });
  return { state, computed };
}

describe('computed values', () => {
  test('are what computing them from scratch gives, whatever changed and whoever read them', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(change, fc.subarray(Object.keys(definitions)))), (steps) => {
        let shelf: Shelf = { books: [], wanted: true, bonus: 0, other: 0 };
        const { state, computed } = bench(definitions, shelf);
        for (const [apply, read] of steps) {
          shelf = apply(shelf);
          state.data = shelf;
          const expected = fromScratch(state.data);
          for (const name of read) expect(computed.get(name)).toEqual(expected[name]);
        }
      }),
    );
  });
  test('are computed when they are read, once, until something that they read changes', () => {
    const { state, computed } = bench({ twice: '=n * 2', four: '=twice * 2' }, { n: 1, m: 1 });
    expect(computed.runs).toBe(0);
    expect([computed.get('four'), computed.get('four'), computed.get('twice')]).toEqual([4, 4, 2]);
    expect(computed.runs).toBe(2);
    state.data = { n: 1, m: 2 };
    computed.get('four');
    expect(computed.runs).toBe(2);
    state.data = { n: 3, m: 2 };
    expect(computed.get('four')).toBe(12);
    expect(computed.runs).toBe(4);
  });
  test('that come out equal stay the same object', () => {
    const { state, computed } = bench({ odd: '=filter(list, item % 2 == 1)' }, { list: [1, 2, 3] });
    const before = computed.get('odd');
    state.data = { list: [1, 4, 3] };
    expect(computed.get('odd')).toBe(before);
  });
  test('in a circle name the circle, each time, and others go on', () => {
    const { computed } = bench({ a: '=b + 1', b: '=c + 1', c: '=a + 1', fine: '=n' }, { n: 5 });
    for (let time = 0; time < 2; time += 1) expect(() => computed.get('a')).toThrow('in a circle: a → b → c → a');
    expect(() => computed.get('c')).toThrow('c → a → b → c');
    expect(computed.get('fine')).toBe(5);
  });
  test('name the paths behind them, through each other and to sources', () => {
    const { computed } = bench({ a: '=b + first.x', b: '=count(files) + second' }, {});
    expect([...computed.reads('a')].sort()).toEqual(['files', 'first.x', 'second']);
  });
});
