import fc from 'fast-check';
import { expect, test } from 'vitest';
import { weights } from '../events/memory.ts';
import { codeOf, leastShare, levelOf, SamplingController, target } from './sampling.ts';

interface Load {
  /** Events offered in a second by category. */
  readonly offered: readonly number[];
  /** Of those, what sampling never leaves out. */
  readonly spared?: readonly number[];
  /** What each costs to write, to look at and to leave out, nanoseconds. */
  readonly emitNs: number;
  readonly drainNs: number;
  readonly leaveNs?: number;
  /** CPU time of the kernel in a second without observing, milliseconds. */
  readonly cpuMs: number;
}

/** One period of a kernel under this load, of 200 ms. */
function period(controller: SamplingController, load: Load): void {
  const { offered, emitNs, drainNs, cpuMs, leaveNs = 2 } = load;
  const spared = offered.map((_, category) => (load.spared?.[category] ?? 0) / 5);
  const written = offered.map((count, category) => {
    const always = spared[category] ?? 0;
    return always + (count / 5 - always) / (weights[codeOf(controller.shares[category] ?? 1)] ?? 1);
  });
  const left = offered.map((count, category) => count / 5 - (written[category] ?? 0));
  const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);
  const threadMs = (sum(written) * drainNs) / 1e6;
  const costMs = threadMs + (sum(written) * emitNs + sum(left) * leaveNs) / 1e6;
  const plain = { elapsedMs: 200, turns: 0, emitNs, leaveNs };
  controller.update({ ...plain, cpuMs: cpuMs / 5 + costMs, written, spared, left, threadMs });
}

const heavy: Load = { offered: [0, 300_000, 200, 50_000], emitNs: 30, drainNs: 60, cpuMs: 1_000 };

test('under full load the cost is held at 2 %, and little more than needed is left out', () => {
  const controller = new SamplingController(4);
  for (let index = 0; index < 10; index++) period(controller, heavy);
  period(controller, heavy);
  expect(controller.cost).toBeLessThanOrEqual(target);
  expect(controller.cost).toBeGreaterThan(target / 4);
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
        for (const share of controller.shares) expect(share).toBeGreaterThanOrEqual(leastShare);
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
  const few = { written: [0, 50], spared: [0, 0], left: [0, 0], turns: 10 };
  controller.update({ elapsedMs: 200, cpuMs: 100, ...few, emitNs: 30, leaveNs: 2, threadMs: 90 });
  expect(controller.shares).toEqual([1, 1]);
});

test('what is never left out is paid for by what may be', () => {
  const plain = new SamplingController(4);
  const spared = new SamplingController(4);
  for (let index = 0; index < 10; index++) {
    period(plain, { ...heavy, offered: [0, 300_000, 0, 90_000] });
    period(spared, { ...heavy, offered: [0, 300_000, 0, 90_000], spared: [0, 0, 0, 90_000] });
  }
  expect(spared.shares[1]).toBeLessThan(plain.shares[1] ?? 0);
  expect(spared.cost).toBeLessThanOrEqual(target);
});

test('what it costs to leave events out is part of the cost', () => {
  const dear = new SamplingController(4);
  const cheap = new SamplingController(4);
  for (let index = 0; index < 10; index++) {
    period(dear, { ...heavy, leaveNs: 20 });
    period(cheap, heavy);
  }
  expect(dear.shares[1]).toBeLessThan(cheap.shares[1] ?? 0);
  expect(dear.cost).toBeLessThanOrEqual(target);
});

test('a weight never keeps more than its share, and never much less', () => {
  fc.assert(
    fc.property(fc.double({ min: leastShare, max: 1, noNaN: true }), (share) => {
      const kept = 1 / (weights[codeOf(share)] ?? 1);
      expect(kept).toBeLessThanOrEqual(share * (1 + 1e-9));
      expect(kept).toBeGreaterThan(share / 2.01);
    }),
    { seed: 5 },
  );
  expect(weights[codeOf(0)]).toBe(1 / leastShare);
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

test('a flood of what is never left out does not take the others away', () => {
  const controller = new SamplingController(4);
  // One process has all its calls followed; others do a little.
  const flood: Load = { offered: [0, 52_000, 2_000], spared: [0, 50_000, 0], emitNs: 60, drainNs: 400, cpuMs: 400 };
  for (let index = 0; index < 20; index++) period(controller, flood);
  expect(controller.shares[1]).toBeGreaterThan(0.2);
  expect(controller.shares[2]).toBeGreaterThan(0.2);
});
