import { expect, test } from 'vitest';
import { TimeoutPolicies, timeoutFamilies } from './policy.ts';

test('each family has the bounds that it is documented with', () => {
  const seconds = 1_000;
  const bounds = Object.entries(timeoutFamilies).map(([name, { shortest, longest }]) => [name, shortest, longest]);
  expect(bounds.slice(1)).toEqual([
    ['lock', 1, 100],
    ['ipc', seconds, 30 * seconds],
    ['io', 5 * seconds, 300 * seconds],
    ['task', 10 * seconds, 3_600 * seconds],
  ]);
});

test('a caller may ask for less than the family gives, never for more than its longest', () => {
  const policies = new TimeoutPolicies();
  expect(policies.deadline('io', 0)).toBe(60_000);
  expect(policies.deadline('io', 20)).toBe(20);
  expect(policies.deadline('io', 4_000_000_000)).toBe(300_000);
  expect(policies.deadline('none', 0)).toBe(0);
  expect(policies.deadline('none', 4_000_000_000)).toBe(2 ** 31 - 1);
  expect(policies.deadline({ custom: { standard: 5, shortest: 1, longest: 50 } }, 70)).toBe(50);
});

test('another standard is taken within the bounds of its family and refused outside', () => {
  expect(new TimeoutPolicies({ io: 5_000 }).deadline('io', 0)).toBe(5_000);
  for (const io of [4_999, 300_001, Number.NaN, 6_000.5]) {
    expect(() => new TimeoutPolicies({ io })).toThrow(RangeError);
  }
});
