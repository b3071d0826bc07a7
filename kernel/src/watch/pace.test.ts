import { expect, test } from 'vitest';
import { Pace } from './pace.ts';

test('looks of one process come one after the other, and a failing one does not hold up the next', async () => {
  const pace = new Pace();
  const order: string[] = [];
  const look = (name: string) =>
    pace.run(async () => {
      order.push(`${name} begins`);
      await Promise.resolve();
      order.push(`${name} ends`);
      if (name === 'b') throw new Error('failed');
      return name;
    });
  const outcomes = await Promise.allSettled([look('a'), look('b'), look('c')]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(order).toEqual(['a', 'b', 'c'].flatMap((name) => [`${name} begins`, `${name} ends`]));
});

test('a long look is followed by a pause many times as long', async () => {
  const pace = new Pace();
  let ended = 0;
  await pace.run(async () => {
    const until = performance.now() + 10;
    while (performance.now() < until);
    ended = performance.now();
  });
  const begun = await pace.run(async () => performance.now());
  // Ten times 10 ms, less what timers of the host round off.
  expect(begun - ended).toBeGreaterThan(90);
});
