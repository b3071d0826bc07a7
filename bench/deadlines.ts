/**
 * What a deadline costs whoever waits for something that comes at the fifth try: woken for each, with a timer on the wheel;
 * and with a look at the clock and a turn of the event loop for each. In turns in one run, in CPU time.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Cancellation } from '../kernel/src/timeouts/cancellation.ts';
import { Timer, TimerWheel } from '../kernel/src/timeouts/timer-wheel.ts';
import { WaitQueue } from '../kernel/src/wait-queue.ts';
import { type Figure, median } from './figure.ts';

const slices = 41;
const waits = 2_000;
const tries = 5;
const limitMs = 30_000;

/** As a syscall under way has it: its own timer, and a cancellation for what waits. */
class Deadline extends Timer {
  readonly cancellation = new Cancellation();

  override expired(): void {
    this.cancellation.cancel(new Error('too late'));
  }
}

export async function deadlines(): Promise<Figure[]> {
  const wheel = new TimerWheel();
  const queue = new WaitQueue();
  const wokenNs: number[] = [];
  const loopNs: number[] = [];
  const lookingNs: number[] = [];
  for (let slice = 0; slice < slices; slice++) {
    const first = slice % 2 === 0;
    if (first) lookingNs.push(await cpuNs(looking));
    wokenNs.push(await cpuNs(() => woken(wheel, queue)));
    loopNs.push(await cpuNs(() => wokenFromOutside(wheel, queue)));
    if (!first) lookingNs.push(await cpuNs(looking));
  }
  wheel.close();
  const gain = median(lookingNs) / median(wokenNs);
  const figure = (ns: readonly number[]): string => {
    const times = (median(lookingNs) / median(ns)).toFixed(1);
    return `${median(lookingNs).toFixed(0)} ns → ${median(ns).toFixed(0)} ns, ${times}×`;
  };
  return [
    {
      name: 'deadline over 5 tries, clock and yield for each → woken, one wheel',
      value: figure(wokenNs),
      aim: '≥ 7.5×',
      met: gain >= 7.5,
    },
    { name: 'the same, woken by a loop that awaits after each', value: figure(loopNs) },
  ];
}

/** The awaits of the waker are in it too. */
async function wokenFromOutside(wheel: TimerWheel, queue: WaitQueue): Promise<void> {
  const deadline = new Deadline();
  wheel.run(deadline, limitMs);
  let looks = 0;
  const there = queue.until(() => (++looks === tries ? looks : undefined), deadline.cancellation);
  for (let woken = 1; woken < tries; woken++) {
    queue.wake();
    await undefined;
  }
  if ((await there) !== tries) throw new Error('looked too often');
  deadline.stop();
}

async function woken(wheel: TimerWheel, queue: WaitQueue): Promise<void> {
  const deadline = new Deadline();
  wheel.run(deadline, limitMs);
  let looks = 0;
  const there = queue.until(() => {
    if (++looks === tries) return looks;
    // As when somebody else is served: what waits looks again in a turn of its own.
    queue.wake();
    return undefined;
  }, deadline.cancellation);
  queue.wake();
  if ((await there) !== tries) throw new Error('looked too often');
  deadline.stop();
}

async function looking(): Promise<void> {
  const due = performance.now() + limitMs;
  for (let looks = 1; looks < tries; looks++) {
    if (performance.now() >= due) throw new Error('too late');
    await nextTurn();
  }
}

/** CPU time of one wait, nanoseconds. */
async function cpuNs(wait: () => Promise<void>): Promise<number> {
  const from = process.cpuUsage();
  for (let count = 0; count < waits; count++) await wait();
  const { user, system } = process.cpuUsage(from);
  return ((user + system) * 1_000) / waits;
}
