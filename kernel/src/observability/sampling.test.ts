import fc from 'fast-check';
import { expect, test } from 'vitest';
import { levelOf, SamplingController, target } from './sampling.ts';

interface Load {
  /** Events offered in a second by category. */
  readonly offered: readonly number[];
  /** What each costs to write and to look at, nanoseconds. */
  readonly emitNs: number;
  readonly drainNs: number;
  /** CPU time of the kernel in a second without observing, milliseconds. */
  readonly cpuMs: number;
}

/** One period of a kernel under this load. */
function period(controller: SamplingController, { offered, emitNs, drainNs, cpuMs }: Load): void {
  const written = offered.map((count, category) => (count * (controller.shares[category] ?? 1)) / 5);
  const kept = written.reduce((sum, count) => sum + count, 0);
  const threadMs = (kept * drainNs) / 1e6;
  controller.update({
    elapsedMs: 200,
    cpuMs: cpuMs / 5 + threadMs,
    written,
    left: offered.map((count, category) => count / 5 - (written[category] ?? 0)),
    emitNs,
    threadMs,
  });
}

const heavy: Load = { offered: [0, 300_000, 200, 50_000], emitNs: 30, drainNs: 60, cpuMs: 1_000 };

test('under full load the cost is held at 2 %, and little more than needed is left out', () => {
  const controller = new SamplingController(4);
  for (let index = 0; index < 10; index++) period(controller, heavy);
  period(controller, heavy);
  expect(controller.cost).toBeLessThanOrEqual(target);
  expect(controller.cost).toBeGreaterThan(target / 2);
});

test('whatever the load, the cost is at most 2 % after some periods, and no category is left out wholly', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 400_000 }), { minLength: 4, maxLength: 4 }),
      fc.integer({ min: 10, max: 200 }),
      fc.integer({ min: 20, max: 400 }),
      fc.integer({ min: 250, max: 2_000 }),
      (offered, emitNs, drainNs, cpuMs) => {
        const controller = new SamplingController(4);
        const load = { offered, emitNs, drainNs, cpuMs };
        for (let index = 0; index < 12; index++) period(controller, load);
        const kept = offered.reduce((sum, count, category) => sum + count * (controller.shares[category] ?? 0), 0);
        // The shares have a floor, so a monstrous cost of each event is not the controller's to hold.
        if (kept > 8 * 1_000) expect(controller.cost).toBeLessThanOrEqual(target * 1.01);
        for (const share of controller.shares) expect(share).toBeGreaterThanOrEqual(1 / 1_024);
      },
    ),
    { seed: 11, numRuns: 300 },
  );
});

test('those with most events give first; the rare ones are kept whole', () => {
  const controller = new SamplingController(4);
  for (let index = 0; index < 10; index++) period(controller, heavy);
  expect(controller.shares[2]).toBe(1);
  expect(controller.shares[1]).toBeLessThan(controller.shares[3] ?? 0);
});

test('when the load is over, everything is kept again', () => {
  const controller = new SamplingController(4);
  for (let index = 0; index < 10; index++) period(controller, heavy);
  const light = { ...heavy, offered: [0, 500, 10, 0] };
  for (let index = 0; index < 12; index++) period(controller, light);
  expect(controller.shares).toEqual([1, 1, 1, 1]);
});

test('a thread that works with few events to show takes nothing away', () => {
  const controller = new SamplingController(2);
  controller.update({ elapsedMs: 200, cpuMs: 100, written: [0, 50], left: [0, 0], emitNs: 30, threadMs: 90 });
  expect(controller.shares).toEqual([1, 1]);
});

test('cut to the level, amounts sum up to the budget', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 10_000 }), { maxLength: 16 }),
      fc.integer({ min: 1, max: 50_000 }),
      (amounts, budget) => {
        const level = levelOf(amounts, budget);
        const sum = amounts.reduce((all, amount) => all + Math.min(amount, level), 0);
        const total = amounts.reduce((all, amount) => all + amount, 0);
        expect(sum).toBeCloseTo(Math.min(total, budget), 5);
      },
    ),
    { seed: 3 },
  );
});
