import { expect, test } from 'vitest';
import { RateLimit } from './rate-limit.ts';

test('gives the burst, then the rate, each client by itself', () => {
  let now = 0;
  const limit = new RateLimit({ burst: 3, perSecond: 2, now: () => now });
  expect([limit.take('a'), limit.take('a'), limit.take('a')]).toEqual([0, 0, 0]);
  expect(limit.take('a')).toBeCloseTo(0.5);
  expect(limit.take('b')).toBe(0);
  now = 500;
  expect(limit.take('a')).toBe(0);
  expect(limit.take('a')).toBeGreaterThan(0);
  now = 100_000;
  expect([limit.take('a'), limit.take('a'), limit.take('a'), limit.take('a') > 0]).toEqual([0, 0, 0, true]);
});

test('the table never grows beyond its bound, and forgets whoever came longest ago', () => {
  const limit = new RateLimit({ burst: 1, perSecond: 0.001, clients: 100, now: () => 0 });
  limit.take('steady');
  for (let client = 0; client < 5_000; client++) {
    limit.take(`client-${client}`);
    expect(limit.take('steady')).toBeGreaterThan(0);
  }
  expect(limit.size).toBe(100);
});
