import { expect, test } from 'vitest';
import { atMost, kilobytes, quantile, rate, time } from './figure.ts';

test('a quantile is a sample, by nearest rank', () => {
  const samples = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect([0, 0.5, 0.95, 0.99, 1].map((part) => quantile(samples, part))).toEqual([1, 50, 95, 99, 100]);
  expect(quantile([7], 0.99)).toBe(7);
  expect(() => quantile([], 0.5)).toThrow('no samples');
});

test('numbers are shown with a unit, and a bound says whether it is met', () => {
  expect([0.0523, 1.26, 456.7, 12_345].map(time)).toEqual(['52 µs', '1.3 ms', '457 ms', '12.3 s']);
  expect(rate(123_456.7)).toBe('123,457/s');
  expect(atMost('size', 150_000, 200_000, kilobytes)).toEqual({
    name: 'size',
    value: '150.0 kB',
    aim: '≤ 200.0 kB',
    met: true,
  });
  expect(atMost('size', 250_000, 200_000, kilobytes).met).toBe(false);
});
