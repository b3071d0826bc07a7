import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SchedulingEntity } from './entity.ts';
import { type Lane, RunQueue } from './run-queue.ts';

/** An event loop that turns when told to. */
function loop(budgetMs = 1) {
  const callbacks: (() => void)[] = [];
  const queue = new RunQueue({ budgetMs, nextTurn: (callback) => callbacks.push(callback) });
  return {
    queue,
    /** One turn; how many nanoseconds of work it did is in the entities. */
    turn(): void {
      for (const callback of callbacks.splice(0)) callback();
    },
    get pending(): number {
      return callbacks.length;
    },
  };
}

/** Work in pieces of a fixed cost. */
class Pieces implements Lane {
  readonly schedule = new SchedulingEntity();
  left = 0;
  done = 0;
  readonly #queue: RunQueue;
  readonly #costNs: number;

  constructor(queue: RunQueue, costNs: number, priority = 0) {
    this.#queue = queue;
    this.#costNs = costNs;
    this.schedule.priority = priority;
  }

  add(pieces: number): void {
    this.left += pieces;
    if (pieces > 0) this.#queue.add(this);
  }
  step(): boolean {
    if (this.left === 0) return false;
    this.left--;
    this.done++;
    this.#queue.charge(this.schedule, this.#costNs);
    return this.left > 0;
  }
}

test('work runs at once while nobody waits and the turn has time, and queues when it has not', () => {
  const { queue, turn } = loop();
  const one = new SchedulingEntity();
  expect(queue.mayRun(one)).toBe(true);
  queue.charge(one, 900_000);
  expect(queue.mayRun(one)).toBe(true);
  expect(queue.turns).toBe(0);
  queue.charge(one, 200_000);
  expect(queue.mayRun(one)).toBe(false);
  const lane = new Pieces(queue, 1_000);
  lane.add(1);
  turn();
  expect(lane.done).toBe(1);
  expect(queue.mayRun(one)).toBe(true);
});

test('a steady stream of small work is never held up: each turn of the event loop has its own budget', () => {
  const { queue, turn } = loop();
  const one = new SchedulingEntity();
  for (let count = 0; count < 100; count++) {
    expect(queue.mayRun(one)).toBe(true);
    queue.charge(one, 400_000);
    expect(queue.mayRun(one)).toBe(true);
    queue.charge(one, 400_000);
    turn();
  }
  expect(queue.turns).toBe(0);
});

test('a turn takes no more than its budget, whatever waits', () => {
  const { queue, turn } = loop();
  const flood = new Pieces(queue, 10_000);
  flood.add(10_000);
  turn();
  expect(flood.done).toBeGreaterThan(90);
  expect(flood.done).toBeLessThanOrEqual(101);
});

test('who comes while a flood waits is served at once or first in the next turn', () => {
  const { queue, turn } = loop();
  const flood = new Pieces(queue, 10_000);
  flood.add(100_000);
  for (let count = 0; count < 50; count++) turn();
  const quiet = new Pieces(queue, 10_000);
  expect(queue.mayRun(quiet.schedule)).toBe(true);
  expect(queue.mayRun(flood.schedule)).toBe(false);
  quiet.add(1);
  const before = flood.done;
  turn();
  expect(quiet.done).toBe(1);
  expect(flood.done - before).toBeGreaterThan(50);
});

test('a long absence is worth little: who comes back does not keep the others from working', () => {
  const { queue, turn } = loop();
  const busy = new Pieces(queue, 10_000);
  busy.add(1_000_000);
  for (let count = 0; count < 2_000; count++) turn();
  const back = new Pieces(queue, 10_000);
  back.add(1_000_000);
  const before = busy.done;
  for (let count = 0; count < 200; count++) turn();
  expect(back.done / (busy.done - before)).toBeLessThan(2);
});

test('time on the host counts against a process here only for a moment', () => {
  const { queue, turn } = loop();
  const flood = new Pieces(queue, 10_000);
  flood.add(1_000_000);
  const host = new Pieces(queue, 10_000);
  host.schedule.chargeHost(100_000_000_000);
  host.add(10);
  for (let count = 0; count < 20; count++) turn();
  expect(host.done).toBe(10);
});

test('without a budget everything runs as it comes', () => {
  const { queue } = loop(Number.POSITIVE_INFINITY);
  const one = new SchedulingEntity();
  queue.charge(one, 1e12);
  expect(queue.mayRun(one)).toBe(true);
});

test('busy processes share the core by weight, whatever their pieces cost; nothing is lost or done twice', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({ cost: fc.integer({ min: 1_000, max: 200_000 }), priority: fc.integer({ min: -5, max: 5 }) }),
        {
          minLength: 2,
          maxLength: 6,
        },
      ),
      (specs) => {
        const { queue, turn } = loop();
        const lanes = specs.map(({ cost, priority }) => new Pieces(queue, cost, priority));
        for (const lane of lanes) lane.add(1e9);
        for (let count = 0; count < 3_000; count++) turn();
        const total = lanes.reduce((sum, { schedule }) => sum + schedule.kernelNs, 0);
        const weights = lanes.reduce((sum, { schedule }) => sum + schedule.weight, 0);
        for (const { schedule } of lanes) {
          const entitled = schedule.weight / weights;
          expect(Math.abs(schedule.kernelNs / total - entitled)).toBeLessThan(0.02);
        }
      },
    ),
    { numRuns: 25 },
  );
});

test('every piece that was added runs exactly once, in any mix of arrivals and turns', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat({ max: 4 }), fc.nat({ max: 50 }), fc.boolean()), { maxLength: 60 }),
      (arrivals) => {
        const scene = loop();
        const lanes = Array.from({ length: 5 }, (_, index) => new Pieces(scene.queue, 3_000 * (index + 1), index - 2));
        const added = [0, 0, 0, 0, 0];
        for (const [which, pieces, turns] of arrivals) {
          lanes[which]?.add(pieces);
          added[which] = (added[which] ?? 0) + pieces;
          if (turns) scene.turn();
        }
        for (let count = 0; scene.pending > 0 && count < 10_000; count++) scene.turn();
        expect(lanes.map(({ done }) => done)).toEqual(added);
        expect(scene.queue.length).toBe(0);
      },
    ),
  );
});
