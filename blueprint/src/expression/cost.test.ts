/**
 * Expressions that would hold the window up: each is cheap to write, and would take minutes or gigabytes if its work were not
 * paid for. They are ended by the budget; one that were not would run into the time limit of the test.
 */
import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../json.ts';
import { compileExpression } from './compile.ts';
import { loadRegularExpressions } from './patterns.ts';

const overBudget =
  /repeats too much|takes too long|takes more than|makes more than|too large|matches in a text of this length/;
const long = 'x'.repeat(400_000);
const wide: JsonObject = Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`k${at}`, at]));
const data: Record<string, Json> = {
  wide,
  wider: { ...wide, more: 1 },
  a: `${long}a`,
  b: `${long}b`,
  same: `${long}a`,
  middle: 'x'.repeat(8000),
  many: Array.from({ length: 20_000 }, () => 0),
};

describe('the work of one entry, done for each of many', () => {
  test.each([
    ['copying a record', "length(map(range(1, 15000), with(wide, 'x', item)))"],
    ['asking whether a record is empty', 'count(range(1, 15000), empty(wide))'],
    ['comparing long texts', 'count(range(1, 15000), a < b)'],
    ['comparing equal texts', 'count(range(1, 30000), a == same)'],
    ['comparing records', 'count(range(1, 15000), wide == wider)'],
    ['looking for a text', "sum(range(1, 40000), index_of(a, 'zz'))"],
    ['sorting by long texts', 'length(sort(many, index % 2 == 0 ? a : b))'],
    ['the smallest of long texts', 'length(map(range(1, 15000), min(a, b)))'],
    ['the text of a record', 'sum(range(1, 15000), length(json(wide)))'],
  ])('%s', (_what, expression) => {
    expect(() => compileExpression(expression).evaluate({ data, frame: null })).toThrow(overBudget);
  });
});

describe('patterns', () => {
  test.each([
    ['that repeat what repeats', "count(range(1, 25), matches(middle, '((.{9}){10}){11}[yz]'))"],
    ['whose program is larger than their text', "count(range(1, 25), matches(middle, '(?:.?){1000}(?:.?){900}[yz]'))"],
    [
      'whose program takes long to make',
      "matches('x', '(abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz){1000}')",
    ],
    ['looked for from every place', "length(extract_all(middle, 'x{900}z|x'))"],
  ])('%s', async (_what, expression) => {
    await loadRegularExpressions();
    expect(() => compileExpression(expression).evaluate({ data, frame: null })).toThrow(overBudget);
  });
});
