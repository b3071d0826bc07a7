import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  clicked,
  moved,
  nothingSelected,
  pruned,
  type Selection,
  selectAll,
  selectOnly,
  typedAhead,
} from './selection.ts';

const order = ['a', 'b', 'c', 'd', 'e'];
const plain = { toggle: false, range: false };
const toggle = { toggle: true, range: false };
const range = { toggle: false, range: true };
const chosen = ({ names }: Selection) => order.filter((name) => names.has(name)).join('');

test('a click selects one, Ctrl adds and removes, Shift reaches from the anchor', () => {
  let now = clicked(nothingSelected, order, 'b', plain);
  expect(chosen(now)).toBe('b');
  now = clicked(now, order, 'd', toggle);
  expect(chosen(now)).toBe('bd');
  now = clicked(now, order, 'b', toggle);
  expect(chosen(now)).toBe('d');
  now = clicked(clicked(now, order, 'c', plain), order, 'e', range);
  expect(chosen(now)).toBe('cde');
  now = clicked(now, order, 'a', range);
  expect(chosen(now)).toBe('abc');
});

test('arrows move, stop at the ends, and Shift grows and shrinks the range', () => {
  expect(moved(nothingSelected, order, 1, plain).cursor).toBe('a');
  expect(moved(nothingSelected, order, -1, plain).cursor).toBe('e');
  expect(moved(selectOnly('e'), order, 1, plain).cursor).toBe('e');
  expect(moved(selectOnly('a'), order, 100, plain).cursor).toBe('e');
  let now = moved(selectOnly('c'), order, 1, range);
  now = moved(now, order, 1, range);
  expect(chosen(now)).toBe('cde');
  now = moved(now, order, -1, range);
  expect(chosen(now)).toBe('cd');
  expect(chosen(moved(selectOnly('b'), order, 1, toggle))).toBe('b');
  expect(moved(selectOnly('b'), [], 1, plain)).toBe(nothingSelected);
});

test('what is no longer listed is dropped, also as anchor and cursor', () => {
  const now = pruned(selectAll(order, selectOnly('b')), new Set(['a', 'c']));
  expect(chosen(now)).toBe('ac');
  expect(now).toMatchObject({ anchor: undefined, cursor: undefined });
});

test('whatever is pressed, selection, anchor and cursor stay within the list', () => {
  const step = fc.record({
    click: fc.boolean(),
    name: fc.constantFrom(...order),
    by: fc.integer({ min: -7, max: 7 }).filter((by) => by !== 0),
    how: fc.record({ toggle: fc.boolean(), range: fc.boolean() }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      let now: Selection = nothingSelected;
      for (const { click, name, by, how } of steps) {
        now = click ? clicked(now, order, name, how) : moved(now, order, by, how);
        expect([...now.names].every((each) => order.includes(each))).toBe(true);
        expect(order).toContain(now.cursor);
      }
    }),
  );
});

test('typing goes to the next name that begins so; the same letter again goes on', () => {
  const list = ['apple', 'apricot', 'Banana', 'cherry'];
  expect(typedAhead(list, undefined, 'b')).toBe('Banana');
  expect(typedAhead(list, 'apple', 'a')).toBe('apricot');
  expect(typedAhead(list, 'apricot', 'aa')).toBe('apple');
  expect(typedAhead(list, 'apricot', 'ap')).toBe('apricot');
  expect(typedAhead(list, 'apple', 'apr')).toBe('apricot');
  expect(typedAhead(list, 'apple', 'x')).toBeUndefined();
});
