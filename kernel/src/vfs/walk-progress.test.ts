import { expect, test } from 'vitest';
import { WalkProgress } from './walk-progress.ts';

test('grows from 0 to 1 over a tree, never falls', () => {
  const progress = new WalkProgress();
  const seen = [progress.fraction];
  const walk = (width: number, depth: number): void => {
    progress.enter(width);
    for (let at = 0; at < width; at++) {
      if (depth > 0) walk(width, depth - 1);
      progress.step();
      seen.push(progress.fraction);
    }
    progress.leave();
  };
  progress.enter(2);
  walk(3, 2);
  progress.step();
  expect(progress.fraction).toBe(0.5);
  walk(2, 1);
  progress.step();
  progress.leave();
  seen.push(progress.fraction);
  expect(seen[0]).toBe(0);
  expect(seen.at(-1)).toBe(1);
  expect(seen.every((one) => one >= 0 && one <= 1)).toBe(true);
});

test('something empty is done at once', () => {
  const progress = new WalkProgress();
  progress.enter(0);
  expect(progress.fraction).toBe(1);
});
