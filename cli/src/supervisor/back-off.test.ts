import { expect, test } from 'vitest';
import { BackOff } from './back-off.ts';

test('doubles up to the longest delay, and starts over after a stable run', () => {
  const backOff = new BackOff({ firstMs: 100, longestMs: 1_000, stableMs: 60_000 });
  expect([0, 5_000, 0, 0, 0, 0].map((ran) => backOff.next(ran))).toEqual([100, 200, 400, 800, 1_000, 1_000]);
  expect(backOff.next(60_000)).toBe(100);
  expect(backOff.next(10)).toBe(200);
  expect(backOff.next(10, false)).toBe(100);
  expect(backOff.next(10)).toBe(400);
});
