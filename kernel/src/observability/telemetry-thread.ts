/**
 * The telemetry thread: drains the ring of events, keeps what must last, holds the cost of it all down, and answers
 * questions, so that the core does none of it. Looks every 200 ms while there are events, and sleeps when there are none.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { asKernelError } from '../errors.ts';
import { EventRing } from '../events/event-ring.ts';
import { at, categoryCount, flag } from '../events/memory.ts';
import { categoryNames } from '../events/numbers.ts';
import { newTrace } from '../events/trace.ts';
import { Collector } from './collector.ts';
import { encodeAnswer } from './encode.ts';
import { EventSource } from './event-source.ts';
import { KeptEvents } from './kept-events.ts';
import { type Anomaly, EventQueries } from './queries.ts';
import { codeOf, SamplingController } from './sampling.ts';
import type { FromTelemetry, TelemetryStart, ToTelemetry } from './telemetry-messages.ts';

if (parentPort === null) throw new Error('telemetry runs as a worker');
const port = parentPort;
const { memory, spanWord, waiting, budget }: TelemetryStart = workerData;

const lookEveryMs = 200;
/** Looks without an event before the thread sleeps. */
const looksBeforeSleep = 2;
const adaptEveryMs = 100;
/** Anomalies told to everybody in a second; all are kept here. */
const mostTold = 10;
/** And of those in followed traces. */
const mostFollowedTold = 200;

const kept = new KeptEvents();
const source = new EventSource(memory, spanWord, kept);
const { control } = source;
const collector = new Collector(source, kept, new Set(waiting), tellAnomaly);
const queries = new EventQueries(source, () => collector.anomalies);
const controller = new SamplingController(categoryCount, budget);
const toldShares = new Array<number>(categoryCount).fill(1);

let timer: NodeJS.Timeout | undefined;
let empty = 0;
let told = 0;
let toldFollowed = 0;
let toldSinceMs = 0;
const leaveNs = calibrate();
let before = totals();

look();

port.on('message', (message: ToTelemetry) => {
  if (message === 'wake') {
    if (timer === undefined) look();
    return;
  }
  const { id, request, visible } = message;
  try {
    collector.drain();
    const answer = queries.answer(request, visible === undefined ? undefined : new Set(visible));
    control.numbers[at.queries] = (control.numbers[at.queries] ?? 0) + 1;
    say({ kind: 'answer', id, bytes: encodeAnswer(answer) });
  } catch (error) {
    const { code, message: text, detail } = asKernelError(error, 'the question');
    say({ kind: 'refused', id, code, message: text, detail });
  }
});

function say(message: FromTelemetry): void {
  port.postMessage(message);
}

function look(): void {
  timer = undefined;
  const count = collector.drain();
  adapt();
  empty = count === 0 ? empty + 1 : 0;
  if (empty >= looksBeforeSleep) {
    // Nobody would take it back while the thread sleeps.
    controller.reset();
    setWeights();
    Atomics.store(control.flags, flag.parked, 1);
    // What came between the last look and the flag would wait for the next event.
    if (source.next <= collector.position) return;
    Atomics.store(control.flags, flag.parked, 0);
    empty = 0;
  }
  timer = setTimeout(look, lookEveryMs);
}

/** What the controller compares, since the start; times in milliseconds. */
function totals() {
  const numbers = (index: number): number => control.numbers[index] ?? 0;
  // Time in which nothing was observed says nothing about the cost of observing.
  return {
    ms: performance.now() - numbers(at.offMs),
    kernelMs: milliseconds(process.cpuUsage()) - numbers(at.offCpuMs),
    threadMs: milliseconds(process.threadCpuUsage()),
    turns: numbers(at.turns),
    written: [...collector.written],
    spared: [...collector.spared],
    left: [...control.left],
  };
}

/** Sets the shares of the categories by what the time since the last adaptation was like. */
function adapt(): void {
  if (Atomics.load(control.flags, flag.off) === 1) return;
  if (performance.now() - (control.numbers[at.offMs] ?? 0) - before.ms < adaptEveryMs) return;
  const now = totals();
  controller.update({
    elapsedMs: now.ms - before.ms,
    cpuMs: now.kernelMs - before.kernelMs,
    written: difference(now.written, before.written),
    spared: difference(now.spared, before.spared),
    left: difference(now.left, before.left),
    turns: now.turns - before.turns,
    emitNs: control.numbers[at.emitNs] ?? 0,
    leaveNs,
    threadMs: now.threadMs - before.threadMs,
  });
  before = now;
  control.numbers[at.cost] = controller.cost;
  setWeights();
}

function setWeights(): void {
  let changed = false;
  for (const [category, share] of controller.shares.entries()) {
    const code = codeOf(share);
    if (control.weights[category] === code) continue;
    control.weights[category] = code;
    changed = true;
    const toldBefore = toldShares[category] ?? 1;
    if (share < 1 && share > toldBefore / 2 && share < toldBefore * 2) continue;
    toldShares[category] = share;
    say({ kind: 'sampling', category: categoryNames[category] ?? '', share, cost: controller.cost });
  }
  if (changed) Atomics.add(control.flags, flag.epoch, 1);
}

function difference(now: readonly number[], then: readonly number[]): number[] {
  return now.map((count, index) => count - (then[index] ?? 0));
}

function tellAnomaly({ event, value, mean, sigmas }: Anomaly, followed: boolean): void {
  const now = performance.now();
  if (now - toldSinceMs > 1_000) {
    toldSinceMs = now;
    told = 0;
    toldFollowed = 0;
  }
  // A flood of others takes no place from those that somebody follows.
  if (followed ? toldFollowed++ >= mostFollowedTold : told++ >= mostTold) return;
  const { subject, pid, traceId, spanId } = event;
  say({
    kind: 'anomaly',
    subject: event.layer === 'kernel' ? subject : event.type,
    pid,
    traceId,
    spanId,
    followed,
    value,
    mean,
    sigmas,
  });
}

function milliseconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1_000;
}

/** What leaving out one event costs on this machine, nanoseconds. */
function calibrate(): number {
  const ring = new EventRing();
  const trace = newTrace();
  const kind = ring.kind(1, 1, 'syscall.exit', 'calibration');
  ring.control.weights.fill(codeOf(0));
  Atomics.add(ring.control.flags, flag.epoch, 1);
  const burst = (): number => {
    const from = performance.now();
    for (let index = 0; index < 5_000; index++) ring.tell(kind, 1, trace, index, 0, 0);
    return ((performance.now() - from) * 1e6) / 5_000;
  };
  return Math.min(...Array.from({ length: 60 }, burst));
}
