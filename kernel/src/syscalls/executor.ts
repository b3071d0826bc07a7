/**
 * The one place where syscalls run, whatever door they came through: check (capability, path, limits), handler, result,
 * one event. Deadlines and cancellation end a syscall for its caller at once, also when its handler goes on.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { EventCategory, EventSeverity, type Syscall, type SyscallResult } from '@agentos/protocol/kernel';
import { syscallCapabilities } from '@agentos/protocol/syscall-capabilities';
import {
  type SyscallArgs,
  type SyscallCase,
  type SyscallOf,
  type SyscallReturn,
  tagReturn,
} from '@agentos/protocol/syscalls';
import { asKernelError, errnoNumber, failure, type KernelError, toWire } from '../errors.ts';
import type { EventRing } from '../events/event-ring.ts';
import { childOf, during, parseTraceparent, type TraceContext } from '../events/trace.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { Process } from '../process/process.ts';
import type { ProcessTable } from '../process/process-table.ts';
import { isIn } from '../process/state.ts';
import type { RunQueue } from '../scheduler/run-queue.ts';
import { check } from '../security/check.ts';
import type { TimeoutPolicies } from '../timeouts/policy.ts';
import type { TimerWheel } from '../timeouts/timer-wheel.ts';
import { Call } from './call.ts';
import { DeferredCalls } from './deferred.ts';
import { SyscallKinds } from './kinds.ts';
import { PendingCall, type PendingHost, type Running } from './pending.ts';
import type { SyscallRow, SyscallTable, TimeoutClass } from './row.ts';

export interface ExecuteOptions {
  /** 0: that of the syscall's timeout class; cut to the longest that the class allows. */
  readonly deadlineMs: number;
  readonly traceparent: string;
  /** How long it waited for the turn of its process, as far as known, milliseconds. */
  readonly waitedMs?: number;
  /** What the door spends on the call beside it, as far as known: the process is charged for it, nanoseconds. */
  readonly transportNs?: number;
  /** Is given a measure of how much is done, 0 to 1, by handlers that can tell. */
  readonly onProgress?: (measure: () => number) => void;
  /** Name in the metrics, when it is not that of the syscall. */
  readonly label?: string;
}

/** What is done instead of the handler of the table, by a door that moves the data in parts. */
export interface Work<C extends SyscallCase> {
  readonly timeout: TimeoutClass;
  run(args: SyscallArgs<C>, call: Call): Promise<SyscallReturn<C>>;
}

/** What the core has beside the handlers. */
export interface CoreTime {
  readonly queue: RunQueue;
  readonly timers: TimerWheel;
  readonly timeouts: TimeoutPolicies;
  /** Hears of each syscall that failed, for the log. */
  readonly onFailure?: (syscall: SyscallCase, pid: number, trace: TraceContext, code: string) => void;
}

/** About what the end of a lasting syscall costs the core beside its beginning, nanoseconds. */
const settleNs = 3_000;
/** Syscalls that begin in one turn when their process goes on after a stop. */
const resumedInTurn = 32;
/** Most lasting syscalls of one process at a time. */
const mostPending = 4_096;
/** Most bytes that the lasting syscalls of one process were given and may still hold. */
const mostPayload = 64 * 1024 * 1024;

/** Errors that say that a limit was reached. */
const exhausted: ReadonlySet<string> = new Set(['ENOMEM', 'EMFILE', 'ENFILE', 'EDQUOT', 'ENOSPC']);

export class Executor {
  readonly #table: SyscallTable;
  readonly #processes: ProcessTable;
  readonly #events: EventRing;
  readonly #kinds: SyscallKinds;
  readonly #metrics: Metrics;
  readonly #timers: TimerWheel;
  readonly #timeouts: TimeoutPolicies;
  readonly #onFailure: CoreTime['onFailure'];
  readonly #deferred: DeferredCalls;
  /** Doors that keep lanes of their own queue them here, and then `start` what is in them. */
  readonly queue: RunQueue;

  constructor(table: SyscallTable, processes: ProcessTable, events: EventRing, metrics: Metrics, time: CoreTime) {
    this.#table = table;
    this.#processes = processes;
    this.#events = events;
    this.#kinds = new SyscallKinds(table, events);
    this.#metrics = metrics;
    this.#timers = time.timers;
    this.#timeouts = time.timeouts;
    this.#onFailure = time.onFailure;
    this.queue = time.queue;
    this.#deferred = new DeferredCalls(time.queue);
  }

  /** Runs a syscall as soon as its process has its turn: at once when nobody waits and the core has time. */
  execute(process: Process, syscall: Syscall | undefined, options: ExecuteOptions): SyscallResult | Running {
    return this.#inTurn(process, options, (admitted) => this.start(process, syscall, admitted));
  }

  /** Runs a syscall now, for doors that wait for the turn of its process by themselves. */
  start(process: Process, syscall: Syscall | undefined, options: ExecuteOptions): SyscallResult | Running {
    const asked = syscall?.syscall;
    if (asked === undefined) return errorResult(failure('ENOSYS', 'the request names no syscall this kernel knows'));
    return this.#run(process, asked, options, this.#table[asked.$case]);
  }

  /** Runs `work` as this syscall: with its checks, limits, counters, event and end. */
  executeWith<C extends SyscallCase>(
    process: Process,
    asked: SyscallOf<C>,
    options: ExecuteOptions,
    { timeout, run }: Work<C>,
  ): SyscallResult | Running {
    const row: SyscallRow<C> = this.#table[asked.$case];
    return this.#inTurn(process, options, (admitted) =>
      this.#run(process, asked, admitted, { ...row, timeout, handler: run }),
    );
  }

  #inTurn(
    process: Process,
    options: ExecuteOptions,
    start: (options: ExecuteOptions) => SyscallResult | Running,
  ): SyscallResult | Running {
    const waiting = this.#deferred.of(process);
    if (waiting === 0 && this.queue.mayRun(process.schedule)) return start(options);
    if (waiting + process.pending >= mostPending) {
      return errorResult(
        failure('EAGAIN', `process ${process.pid} has ${mostPending} syscalls under way; wait for some of them`),
      );
    }
    return this.#deferred.add(process, options, start);
  }

  #run<C extends SyscallCase>(
    process: Process,
    { $case: name, value: args }: SyscallOf<C>,
    options: ExecuteOptions,
    row: SyscallRow<C>,
  ): SyscallResult | Running {
    const started = performance.now();
    const trace = parseTraceparent(options.traceparent);
    const call = new Call(process, trace, this.#timers, options.onProgress, this.#deferred);
    const label = options.label ?? name;
    let ended = 0;
    process.counters.syscalls++;
    try {
      this.#admit(process, call);
      const payload = payloadOf(args);
      if (payload > 0 && process.payload + payload > mostPayload) {
        throw failure('EAGAIN', `process ${process.pid} has much to write under way; wait for some of it`);
      }
      const { sampled } = trace;
      if (sampled) this.#enter(name, call, started, options.waitedMs);
      const answer = isIn(process, 'stopped')
        ? this.#beginLater(name, args, call, row)
        : this.#begin(name, args, call, row);
      if (!(answer instanceof Promise)) {
        ended = this.#finished(name, label, call, undefined, started);
        return { result: tagReturn(name, answer) };
      }
      if (!sampled) this.#emitEnter(name, call);
      if (payload > 0) holdPayload(process, payload, answer);
      const waits = row.cost === 'blocking' && !call.brief;
      const subject = subjectOf(args);
      const pending = new PendingCall(this.#pending, { name, label, call, started, waits, subject });
      process.pending++;
      process.ledger.add(pending);
      if (waits) this.#waits(call);
      pending.follow(answer, this.#timeouts.deadline(row.timeout, options.deadlineMs));
      return pending;
    } catch (error) {
      const known = asKernelError(error, subjectOf(args));
      ended = this.#finished(name, label, call, known, started);
      return errorResult(known);
    } finally {
      if (ended === 0) ended = performance.now();
      this.queue.charge(process.schedule, (ended - started) * 1e6 + (options.transportNs ?? 0));
    }
  }

  #begin<C extends SyscallCase>(
    name: C,
    args: SyscallArgs<C>,
    call: Call,
    row: SyscallRow<C>,
  ): SyscallReturn<C> | Promise<SyscallReturn<C>> {
    const { process, trace } = call;
    const requirements = syscallCapabilities[name](args);
    check(process, requirements, this.#processes);
    if (!trace.sampled) return row.handler(args, call);
    this.#allowed(name, call, requirements.length);
    return handleFollowed(args, call, row);
  }

  async #beginLater<C extends SyscallCase>(
    name: C,
    args: SyscallArgs<C>,
    call: Call,
    row: SyscallRow<C>,
  ): Promise<SyscallReturn<C>> {
    await whenResumed(call);
    return await this.#begin(name, args, call, row);
  }

  #admit(process: Process, call: Call): void {
    if (isIn(process, 'ready')) this.#processes.transition(process, 'running', call.trace);
    if (!isIn(process, 'running') && !isIn(process, 'waiting', 'stopped')) {
      throw failure('ESRCH', `process ${process.pid} is ${process.state} and runs no syscalls`);
    }
    if (process.pending >= mostPending) {
      throw failure('EAGAIN', `process ${process.pid} has ${mostPending} syscalls under way; wait for some of them`);
    }
  }

  readonly #pending: PendingHost = {
    ended: (pending) => {
      const { process } = pending.call;
      process.pending--;
      this.queue.charge(process.schedule, settleNs);
      process.ledger.remove(pending);
      if (pending.waits) this.#waitsNoMore(pending.call);
    },
    succeeded: ({ name, label, call, started }, value) => {
      this.#finished(name, label, call, undefined, started);
      return { result: tagReturn(name, value) };
    },
    failed: ({ name, label, call, started }, error) => {
      this.#finished(name, label, call, error, started);
      return errorResult(error);
    },
    late: ({ name, call: { process, trace }, started }, limitMs) => {
      const { PERFORMANCE } = EventCategory;
      const us = (performance.now() - started) * 1_000;
      this.#events.emit(PERFORMANCE, EventSeverity.INFO, 'syscall.timeout', name, process.pid, trace, us, limitMs, 0);
    },
  };

  #waits({ process, trace }: Call): void {
    if (process.waiting++ === 0 && isIn(process, 'running')) this.#processes.transition(process, 'waiting', trace);
  }

  #waitsNoMore({ process, trace }: Call): void {
    if (--process.waiting === 0 && isIn(process, 'waiting')) this.#processes.transition(process, 'running', trace);
  }

  /** Of a followed syscall also its turn in the core is told, as a span below its own. */
  #enter(name: SyscallCase, call: Call, started: number, waitedMs = 0): void {
    const { process, trace } = call;
    this.#events.tick(started);
    this.#emitEnter(name, call);
    const subject = waitedMs > 0 ? 'queued' : 'at once';
    const vruntimeUs = (process.schedule.vruntimeNs / 1_000) % 16_000_000;
    this.#events.emit(
      EventCategory.SCHEDULER,
      EventSeverity.DEBUG,
      'scheduler.turn',
      subject,
      process.pid,
      childOf(trace),
      waitedMs * 1_000,
      this.queue.length,
      vruntimeUs,
    );
  }

  #emitEnter(name: SyscallCase, { process, trace }: Call): void {
    const { pid, pending } = process;
    this.#events.tell(this.#kinds.of(name).enter, pid, trace, pending, 0, 0);
  }

  #allowed(name: SyscallCase, { process, trace }: Call, requirements: number): void {
    const { SECURITY } = EventCategory;
    const { DEBUG } = EventSeverity;
    this.#events.tick();
    this.#events.emit(SECURITY, DEBUG, 'security.allowed', name, process.pid, childOf(trace), requirements, 0, 0);
  }

  /** Counts a syscall and tells of it; returns when it ended, as `performance.now` has it. */
  #finished(name: SyscallCase, label: string, call: Call, error: KernelError | undefined, started: number): number {
    const now = performance.now();
    // Read anyway, so events have the exact time of it.
    this.#events.tick(now);
    const durationUs = (now - started) * 1000;
    const { process, trace, bytes } = call;
    this.#metrics.record(label, error?.code, durationUs, bytes);
    if (error === undefined) {
      this.#events.tell(this.#kinds.of(name).exit, process.pid, trace, durationUs, 0, bytes);
      return now;
    }
    this.#onFailure?.(name, process.pid, trace, error.code);
    const errno = errnoNumber(error.code);
    if (error.code === 'EACCES' || error.code === 'EPERM') {
      process.counters.denied++;
      const { WARNING } = EventSeverity;
      const { SECURITY } = EventCategory;
      this.#events.emit(SECURITY, WARNING, 'security.denied', name, process.pid, trace, durationUs, errno, bytes);
      return now;
    }
    if (exhausted.has(error.code)) {
      const { RESOURCE } = EventCategory;
      this.#events.emit(RESOURCE, EventSeverity.WARNING, 'resource.exhausted', name, process.pid, trace, errno, 0, 0);
    }
    const { failed, broken } = this.#kinds.of(name);
    this.#events.tell(error.code === 'EIO' ? broken : failed, process.pid, trace, durationUs, errno, bytes);
    return now;
  }
}

/** A stopped process begins no syscalls: they wait until it goes on, are given up, or end with it. */
async function whenResumed({ process, cancellation }: Call): Promise<void> {
  const position = process.held++;
  try {
    while (isIn(process, 'stopped')) await process.resumed.wait(cancellation);
    // In the order in which they came, with the turns of others in between.
    for (let turns = Math.floor(position / resumedInTurn); turns > 0; turns--) await nextTurn();
  } finally {
    process.held--;
  }
}

/** What the handler of a followed syscall causes belongs to its trace. */
function handleFollowed<C extends SyscallCase>(
  args: SyscallArgs<C>,
  call: Call,
  row: SyscallRow<C>,
): SyscallReturn<C> | Promise<SyscallReturn<C>> {
  return during({ trace: call.trace, pid: call.process.pid }, () => row.handler(args, call));
}

/** What was given is counted until the answer is there, also after a deadline: it may still be on its way to the disk. */
function holdPayload(process: Process, bytes: number, answer: Promise<unknown>): void {
  process.payload += bytes;
  const release = (): void => {
    process.payload -= bytes;
  };
  answer.then(release, release);
}

export function errorResult(error: KernelError): SyscallResult {
  return { result: { $case: 'error', value: toWire(error) } };
}

/** Bytes of data in the arguments. */
export function payloadOf(args: object): number {
  if ('data' in args && args.data instanceof Uint8Array) return args.data.length;
  if ('value' in args && args.value instanceof Uint8Array) return args.value.length;
  if ('body' in args && args.body instanceof Uint8Array) return args.body.length;
  if (!('operations' in args) || !Array.isArray(args.operations)) return 0;
  let bytes = 0;
  for (const operation of args.operations) bytes += 64 + payloadOf(operation);
  return bytes;
}

/** What an error is about, in the caller's own words. */
function subjectOf(args: object): string {
  if ('path' in args && typeof args.path === 'string') return args.path;
  if ('source' in args && typeof args.source === 'string') return args.source;
  if ('key' in args && typeof args.key === 'string') return args.key;
  return 'the call';
}
