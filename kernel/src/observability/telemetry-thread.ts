/**
 * The telemetry thread: drains the ring of events, keeps what must last, holds the cost of it all down, and answers
 * questions, so that the core does none of it. Looks every 50 ms while there are events, and sleeps when there are none.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { asKernelError } from '../errors.ts';
import { EventRing } from '../events/event-ring.ts';
import { at, categoryCount, flag, keepAll } from '../events/memory.ts';
import { categoryNames } from '../events/numbers.ts';
import { newTrace } from '../events/trace.ts';
import { Collector } from './collector.ts';
import { encodeAnswer } from './encode.ts';
import { EventSource } from './event-source.ts';
import { KeptEvents } from './kept-events.ts';
import { type Anomaly, EventQueries } from './queries.ts';
import { SamplingController } from './sampling.ts';
import type { FromTelemetry, TelemetryStart, ToTelemetry } from './telemetry-messages.ts';

if (parentPort === null) throw new Error('telemetry runs as a worker');
const port = parentPort;
const { memory, spanWord, waiting, budget }: TelemetryStart = workerData;

const lookEveryMs = 50;
/** Looks without an event before the thread sleeps. */
const looksBeforeSleep = 4;
const adaptEveryMs = 200;
/** Anomalies told to everybody in a second; all are kept here. */
const mostTold = 10;
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
let toldSinceMs = 0;
let adaptedMs = performance.now();
let cpuMs = threadMs();
let kernelBeforeMs = processMs();
let writtenBefore: readonly number[] = new Array<number>(categoryCount).fill(0);
let leftBefore: readonly number[] = new Array<number>(categoryCount).fill(0);

control.numbers[at.emitNs] = calibrate();
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
    Atomics.store(control.flags, flag.parked, 1);
    // What came between the last look and the flag would wait for the next event.
    if (source.next <= (control.numbers[at.drained] ?? 0) + 1) return;
    Atomics.store(control.flags, flag.parked, 0);
    empty = 0;
  }
  timer = setTimeout(look, lookEveryMs);
}

/** Sets the shares of the categories by what the time since the last adaptation was like. */
function adapt(): void {
  const now = performance.now();
  const elapsedMs = now - adaptedMs;
  if (elapsedMs < adaptEveryMs) return;
  adaptedMs = now;
  const cpu = threadMs();
  const kernelMs = processMs();
  const written = [...collector.written];
  const left = [...control.left];
  controller.update({
    elapsedMs,
    cpuMs: kernelMs - kernelBeforeMs,
    written: written.map((count, category) => count - (writtenBefore[category] ?? 0)),
    left: left.map((count, category) => count - (leftBefore[category] ?? 0)),
    emitNs: control.numbers[at.emitNs] ?? 0,
    threadMs: cpu - cpuMs,
  });
  cpuMs = cpu;
  kernelBeforeMs = kernelMs;
  writtenBefore = written;
  leftBefore = left;
  control.numbers[at.cost] = controller.cost;
  for (const [category, share] of controller.shares.entries()) {
    // Off is off until somebody switches it on.
    if (control.rates[category] !== 0) control.rates[category] = Math.max(1, Math.floor(share * keepAll));
    const before = toldShares[category] ?? 1;
    if (share === before || (share < 1 && share > before / 2 && share < before * 2)) continue;
    toldShares[category] = share;
    say({ kind: 'sampling', category: categoryNames[category] ?? '', share, cost: controller.cost });
  }
}

function tellAnomaly({ event, value, mean, sigmas }: Anomaly, followed: boolean): void {
  const now = performance.now();
  if (now - toldSinceMs > 1_000) {
    toldSinceMs = now;
    told = 0;
  }
  if (told++ >= (followed ? mostFollowedTold : mostTold)) return;
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

/** Time that this thread took of the CPU, milliseconds. */
function threadMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

/** The same of all threads of the kernel. */
function processMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** What writing one event costs on this machine, nanoseconds. */
function calibrate(): number {
  const ring = new EventRing();
  const trace = newTrace();
  const burst = (): number => {
    const from = performance.now();
    for (let index = 0; index < 2_000; index++)
      ring.emit(1, 1, 'syscall.exit', 'calibration', 1, trace, index + 0.5, 0, 0);
    return ((performance.now() - from) * 1e6) / 2_000;
  };
  return Math.min(...Array.from({ length: 8 }, burst));
}
