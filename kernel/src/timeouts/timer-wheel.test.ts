import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Cancellation } from './cancellation.ts';
import { longestDelay, Timer, type TimerHost, TimerWheel } from './timer-wheel.ts';

/** A clock that moves when told to, with the one timer that the wheel may hold. */
class FakeClock implements TimerHost {
  time = 1_000.4;
  wakeAt: number | undefined;
  wakes = 0;
  #callback: () => void = () => undefined;

  now(): number {
    return this.time;
  }
  wake(ms: number, callback: () => void): () => void {
    if (this.wakeAt !== undefined) throw new Error('the wheel holds two host timers');
    this.wakeAt = this.time + ms;
    this.#callback = callback;
    return () => {
      this.wakeAt = undefined;
    };
  }
  /** Lets time pass; the host's timer fires on time, or as much too late as given. */
  pass(ms: number, late = 0): void {
    const end = this.time + ms;
    while (this.wakeAt !== undefined && this.wakeAt + late <= end) {
      this.time = Math.max(this.time, this.wakeAt + late);
      this.wakeAt = undefined;
      this.wakes++;
      this.#callback();
    }
    this.time = end;
  }
}

const delay = fc.oneof(
  fc.integer({ min: 0, max: 300 }),
  fc.integer({ min: 0, max: 70_000 }),
  fc.integer({ min: 0, max: 20_000_000 }),
  fc.integer({ min: longestDelay - 2_000, max: longestDelay }),
  fc.double({ min: 0, max: 700, noNaN: true }),
);
const action = fc.oneof(
  fc.record({ kind: fc.constant('start' as const), delay }),
  fc.record({ kind: fc.constant('stop' as const), which: fc.nat() }),
  fc.record({ kind: fc.constant('pass' as const), delay, late: fc.integer({ min: 0, max: 400 }) }),
);

test('against a sorted list: fires everything once, in order, not early, and nothing that was stopped', () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 120 }), (actions) => {
      const clock = new FakeClock();
      const wheel = new TimerWheel(clock);
      const running = new Map<number, number>();
      const timers: Timer[] = [];
      const fired: number[] = [];
      for (const one of actions) {
        if (one.kind === 'start') {
          const id = timers.length;
          running.set(id, clock.time + one.delay);
          timers.push(
            wheel.start(one.delay, () => {
              const due = running.get(id);
              expect(due).toBeDefined();
              expect(clock.time).toBeGreaterThanOrEqual(due as number);
              running.delete(id);
              fired.push(Math.ceil(due as number));
            }),
          );
        } else if (one.kind === 'stop') {
          const id = timers.length === 0 ? -1 : one.which % timers.length;
          timers[id]?.stop();
          timers[id]?.stop();
          running.delete(id);
        } else {
          fired.length = 0;
          clock.pass(one.delay, one.late);
          expect(fired).toEqual(fired.toSorted((a, b) => a - b));
          // One tick more than asked for at most, and as late as the host was.
          for (const due of running.values()) expect(due).toBeGreaterThan(clock.time - one.late - 2);
        }
        expect(wheel.size).toBe(running.size);
        if (running.size > 0) expect(wheel.armed).toBe(true);
      }
      clock.pass(longestDelay + 10);
      clock.pass(longestDelay + 10);
      expect(running.size).toBe(0);
      expect(wheel.armed).toBe(false);
    }),
  );
});

test('the host is woken for slots that hold something, not for every tick', () => {
  const clock = new FakeClock();
  const wheel = new TimerWheel(clock);
  let fired = 0;
  for (let index = 0; index < 1_000; index++) wheel.start(60_000, () => fired++);
  clock.pass(60_010);
  expect(fired).toBe(1_000);
  expect(clock.wakes).toBeLessThanOrEqual(6);
});

test('a wheel whose timers were all stopped parks at the next wake and does not come back', () => {
  const clock = new FakeClock();
  const wheel = new TimerWheel(clock);
  for (let index = 0; index < 100; index++) wheel.start(5, () => expect.unreachable()).stop();
  clock.pass(100_000);
  expect(wheel.armed).toBe(false);
  expect(clock.wakes).toBeLessThanOrEqual(1);
});

test('many timers of one moment are called back over several turns, and may still be stopped between them', () => {
  const clock = new FakeClock();
  const wheel = new TimerWheel(clock);
  let fired = 0;
  const timers = Array.from({ length: 2_000 }, () => wheel.start(10, () => fired++));
  wheel.start(9, () => timers[1_999]?.stop());
  clock.pass(12);
  expect(fired).toBe(1_999);
  expect(clock.wakes).toBeGreaterThan(3);
});

test('a callback that fails takes no other one with it', () => {
  const clock = new FakeClock();
  const wheel = new TimerWheel(clock);
  let fired = 0;
  wheel.start(1, () => {
    throw new Error('mine');
  });
  wheel.start(1, () => fired++);
  expect(() => clock.pass(5)).toThrow('mine');
  expect(fired).toBe(1);
});

test('a sleep ends with the reason of its cancellation and leaves no timer behind', async () => {
  const wheel = new TimerWheel(new FakeClock());
  const over = new Cancellation();
  const sleeping = wheel.sleep(50, over);
  over.cancel(new Error('enough'));
  await expect(sleeping).rejects.toThrow('enough');
  expect(wheel.size).toBe(0);
  await expect(wheel.sleep(50, over)).rejects.toThrow('enough');
});

test('on the real clock a sleep lasts at least as long as asked', async () => {
  const wheel = new TimerWheel();
  const from = performance.now();
  await Promise.all([3, 7, 12].map((ms) => wheel.sleep(ms, new Cancellation())));
  expect(performance.now() - from).toBeGreaterThanOrEqual(12);
});

test('a timer that is counted from a moment ago fires when that is over, not later', () => {
  const clock = new FakeClock();
  const wheel = new TimerWheel(clock);
  const from = clock.time;
  clock.pass(150);
  let firedAt = 0;
  class Counted extends Timer {
    override expired(): void {
      firedAt = clock.time;
    }
  }
  wheel.run(new Counted(), 200, from);
  clock.pass(500);
  expect(firedAt - from).toBeGreaterThanOrEqual(200);
  expect(firedAt - from).toBeLessThan(203);
});
