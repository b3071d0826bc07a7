import { expect, test } from 'vitest';
import { createAllowance } from './allowance.ts';

function setUp() {
  let at = 0;
  const allowance = createAllowance({ burst: 5, everyMs: 1_000, now: () => at });
  return {
    allowance,
    pass(ms: number) {
      at += ms;
    },
  };
}

test('a few go at once, then one for each pause, and a long rest saves up no more than a few', () => {
  const { allowance, pass } = setUp();
  for (let count = 0; count < 5; count++) {
    expect(allowance.waitMs()).toBe(0);
    allowance.take();
  }
  expect(allowance.waitMs()).toBe(1_000);
  pass(500);
  expect(allowance.waitMs()).toBe(500);
  pass(500);
  expect(allowance.waitMs()).toBe(0);
  pass(3_600_000);
  for (let count = 0; count < 5; count++) allowance.take();
  expect(allowance.waitMs()).toBe(1_000);
});

test('those that could not wait are made up for, but never for longer than a full allowance takes', () => {
  const { allowance } = setUp();
  for (let count = 0; count < 7; count++) allowance.take();
  expect(allowance.waitMs()).toBe(3_000);
  for (let count = 0; count < 200; count++) allowance.take();
  expect(allowance.waitMs()).toBeLessThanOrEqual(6_000);
});
