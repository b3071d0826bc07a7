import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Quantiles } from './quantiles.ts';

test('quantiles are within a twentieth of the exact ones, whatever the values', () => {
  const value = fc.double({ min: 0.01, max: 3_600_000, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 1, maxLength: 300 }),
      fc.constantFrom(0.5, 0.75, 0.95, 0.99),
      (values, share) => {
        const quantiles = new Quantiles();
        for (const each of values) quantiles.add(each);
        const sorted = [...values].sort((a, b) => a - b);
        const exact = sorted[Math.max(1, Math.ceil(share * sorted.length)) - 1]!;
        expect(Math.abs(quantiles.quantile(share) - exact) / exact).toBeLessThan(0.05);
      },
    ),
  );
});

test('nothing, zero and the largest have their summaries', () => {
  const quantiles = new Quantiles();
  expect(quantiles.summary()).toMatchObject({ count: 0, mean: 0, least: 0, most: 0, p99: 0 });
  quantiles.add(0);
  quantiles.add(1e12);
  expect(quantiles.summary()).toMatchObject({ count: 2, least: 0, most: 1e12, last: 1e12 });
  expect(quantiles.quantile(0.5)).toBeLessThan(0.01);
});
