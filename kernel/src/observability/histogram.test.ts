import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Histogram } from './histogram.ts';

const shares = [0, 0.01, 0.25, 0.5, 0.9, 0.95, 0.99, 1];

/** By sorting and nearest rank. */
function exact(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

const value = fc.oneof(
  fc.double({ min: 1e-6, max: 1e12, noNaN: true }),
  fc.double({ min: -1e9, max: 1e9, noNaN: true }),
  fc.integer({ min: -5, max: 100_000 }),
  fc.constant(-0),
);

test('percentiles are those that sorting gives, within 1 %', () => {
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 300 }), (values) => {
      const histogram = new Histogram();
      for (const one of values) histogram.add(one);
      const found = histogram.percentiles(shares);
      for (const [index, share] of shares.entries()) {
        const wanted = exact(values, share);
        // Beyond what is told apart lies only what is as good as 0.
        expect(Math.abs((found[index] ?? 0) - wanted)).toBeLessThanOrEqual(Math.abs(wanted) * 0.01 + 1e-300);
      }
    }),
    { seed: 4, numRuns: 500 },
  );
});

test('an empty one has none', () => {
  expect(new Histogram().percentiles([0.5, 0.99])).toEqual([0, 0]);
});
