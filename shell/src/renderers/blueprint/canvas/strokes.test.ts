import { expect, test } from 'vitest';
import { extended, plainStroke, simplify, strokeOf, strokesOf } from './strokes.ts';

test('keeps the ends and the corner of a line, and drops what lies between', () => {
  expect(simplify([0, 0, 5, 0.1, 10, 0, 10, 5, 10, 10], 0.6)).toEqual([0, 0, 10, 0, 10, 10]);
});

test('a kept stroke is read as it was, and what is none is left out', () => {
  const stroke = { tool: 'pen', color: 'teal', size: 3, points: [1, 2, 3, 4] };
  const [read] = strokesOf([stroke, 7, { tool: 'spray', points: [1, 2] }, { points: [1] }, { points: [1, 'x'] }]);
  expect(read === undefined ? undefined : plainStroke(read)).toEqual(stroke);
  expect(strokesOf([stroke, 7])).toHaveLength(1);
});

test('a line, rect or ellipse goes from its first point to the last', () => {
  const line = strokeOf({ tool: 'line', points: [0, 0] });
  expect(line === undefined ? [] : extended(extended(line, 5, 5), 9, 9).points).toEqual([0, 0, 9, 9]);
});
