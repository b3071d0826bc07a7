import { expect, test } from 'vitest';
import { Sparing } from './sparing.ts';

test('lets a burst through, then few, and tells how many were left out', () => {
  let now = 0;
  const lines = new Sparing(() => now);
  let written = 0;
  for (let line = 0; line < 1_000; line++) if (lines.allows()) written++;
  expect(written).toBe(50);
  now += 100;
  expect(lines.allows()).toBe(true);
  expect(lines.suppressed).toBe(950);
  expect(lines.allows()).toBe(false);
  now += 60_000;
  expect(lines.allows()).toBe(true);
  expect(lines.suppressed).toBe(1);
  expect(lines.allows()).toBe(true);
  expect(lines.suppressed).toBe(0);
});
