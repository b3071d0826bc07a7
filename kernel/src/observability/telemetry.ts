/**
 * The core's side of the telemetry thread. The thread starts when an eighth of the ring is full or somebody asks: it begins
 * with the oldest event, so until then it would do nothing that it cannot do later. When it fails, it is switched off,
 * health says so, and everything else goes on.
 */
import { Worker } from 'node:worker_threads';
import {
  Enforcement,
  EventCategory,
  EventSeverity,
  type HostCapability,
  type QueryEventsRequest,
} from '@agentos/protocol/kernel';
import { failure } from '../errors.ts';
import { type EventRing, eventSlots, ownSpanWord } from '../events/event-ring.ts';
import { at, flag } from '../events/memory.ts';
import { newTrace, parseTraceparent } from '../events/trace.ts';
import { target } from './sampling.ts';
import type { FromTelemetry, TelemetryStart, ToTelemetry } from './telemetry-messages.ts';

const startAt = eventSlots / 8;
/** Questions under way. */
const mostQueries = 32;
/** `flag.parked` before the thread has been started. */
const notStarted = 2;

interface PendingQuery {
  resolve(bytes: Uint8Array): void;
  reject(error: Error): void;
}

export interface TelemetryOptions {
  readonly events: EventRing;
  /** Syscalls whose duration is up to their callers. */
  readonly waiting: readonly string[];
  /** Share of the kernel's CPU time that observing may take; the standard one when absent. */
  readonly budget?: number;
  onFailure(error: unknown): void;
  /** The file of the thread, for tests. */
  readonly thread?: URL;
}

export class Telemetry {
  readonly #options: TelemetryOptions;
  readonly #pending = new Map<number, PendingQuery>();
  #worker: Worker | undefined;
  #failed: string | undefined;
  #closed = false;
  #nextId = 1;

  constructor(options: TelemetryOptions) {
    this.#options = options;
    const { events } = options;
    events.control.flags[flag.parked] = notStarted;
    events.onTurn(() => this.#endOfTurn());
  }

  /** A row of the system's information. */
  capability(): HostCapability {
    const name = 'observability';
    if (this.#failed !== undefined) {
      const reason = `the telemetry thread failed: ${this.#failed}; events are recorded and streamed, not searched or compared`;
      return { name, enforcement: Enforcement.DEGRADED, mechanism: 'ring of events alone', reason };
    }
    const mechanism = 'ring of events in shared memory, telemetry thread';
    return { name, enforcement: Enforcement.ENFORCED, mechanism, reason: '' };
  }

  /** Figures for the metrics; counts since the start. */
  figures(): Readonly<Record<string, number>> {
    const { control, leftOut } = this.#options.events;
    const { numbers } = control;
    return {
      events_left_out: leftOut,
      events_collected: numbers[at.drained] ?? 0,
      events_missed: numbers[at.missed] ?? 0,
      event_queries: numbers[at.queries] ?? 0,
      event_anomalies: numbers[at.anomalies] ?? 0,
      event_keys: numbers[at.keys] ?? 0,
      traces_kept: numbers[at.traces] ?? 0,
      traces_kept_bytes: numbers[at.traceBytes] ?? 0,
      collector_cost_ratio: numbers[at.cost] ?? 0,
    };
  }

  /**
   * Asks the thread; resolves with an encoded QueryEventsResponse.
   * @throws KernelError EINVAL, ENOENT, EAGAIN when much is asked at once, EIO when the thread has failed
   */
  query(request: QueryEventsRequest, visible: readonly number[] | undefined): Promise<Uint8Array> {
    if (this.#pending.size >= mostQueries) {
      return Promise.reject(failure('EAGAIN', `${mostQueries} questions are under way; ask again later`));
    }
    const worker = this.#start();
    if (worker === undefined) {
      const why = this.#failed ?? 'the kernel ends';
      return Promise.reject(failure('EIO', `events cannot be searched: ${why}`, 'observability'));
    }
    const id = this.#nextId++;
    const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
    this.#pending.set(id, { resolve, reject });
    const message: ToTelemetry = { id, request, visible };
    // The answer knows all that happened before the question.
    this.#options.events.publish();
    worker.postMessage(message);
    return promise;
  }

  async close(): Promise<void> {
    this.#closed = true;
    const worker = this.#worker;
    this.#worker = undefined;
    this.#rejectAll(failure('ESHUTDOWN', 'the kernel ends'));
    await worker?.terminate();
  }

  #endOfTurn(): void {
    const { control, nextSequence } = this.#options.events;
    // Looks after the events were published, as the thread looks for events after it said that it waits.
    const state = Atomics.load(control.flags, flag.parked);
    if (state === 0 || this.#closed || this.#failed !== undefined) return;
    if (state === notStarted) {
      if (nextSequence > startAt) this.#start();
      return;
    }
    Atomics.store(control.flags, flag.parked, 0);
    const message: ToTelemetry = 'wake';
    this.#worker?.postMessage(message);
  }

  #start(): Worker | undefined {
    if (this.#worker !== undefined || this.#closed || this.#failed !== undefined) return this.#worker;
    const { events, waiting, budget = target } = this.#options;
    const { thread = new URL('./telemetry-thread.ts', import.meta.url) } = this.#options;
    const workerData: TelemetryStart = { memory: events.memory, spanWord: ownSpanWord, waiting, budget };
    Atomics.store(events.control.flags, flag.parked, 0);
    try {
      // Bounds on its heap, well above what it keeps.
      const resourceLimits = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 4 };
      const worker = new Worker(thread, { workerData, resourceLimits, name: 'telemetry' });
      worker.on('message', (message: FromTelemetry) => this.#hear(message));
      worker.on('error', (error: unknown) => this.#fail(worker, error));
      worker.on('exit', (code) => this.#fail(worker, new Error(`it ended with ${code}`)));
      worker.unref();
      this.#worker = worker;
      return worker;
    } catch (error) {
      this.#fail(undefined, error);
      return undefined;
    }
  }

  #hear(message: FromTelemetry): void {
    switch (message.kind) {
      case 'answer':
        this.#take(message.id)?.resolve(message.bytes);
        break;
      case 'refused':
        this.#take(message.id)?.reject(failure(message.code, message.message, message.detail));
        break;
      case 'anomaly': {
        const { subject, pid, traceId, spanId, followed, value, mean, sigmas } = message;
        const trace = parseTraceparent(`00-${traceId}-${spanId}-${followed ? '01' : '00'}`);
        const { PERFORMANCE } = EventCategory;
        const { WARNING } = EventSeverity;
        this.#options.events.emit(
          PERFORMANCE,
          WARNING,
          'performance.anomaly',
          subject,
          pid,
          trace,
          value,
          mean,
          sigmas,
        );
        break;
      }
      case 'sampling': {
        const { category, share, cost } = message;
        const { PERFORMANCE } = EventCategory;
        const { INFO } = EventSeverity;
        this.#options.events.emit(PERFORMANCE, INFO, 'performance.sampling', category, 1, newTrace(), share, cost, 0);
        break;
      }
    }
  }

  #take(id: number): PendingQuery | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    return pending;
  }

  #rejectAll(error: Error): void {
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }

  #fail(worker: Worker | undefined, error: unknown): void {
    if (this.#closed || this.#failed !== undefined || worker !== this.#worker) return;
    this.#failed = error instanceof Error ? error.message : String(error);
    this.#worker = undefined;
    void worker?.terminate();
    this.#rejectAll(failure('EIO', `events cannot be searched: ${this.#failed}`, 'observability'));
    const { events, onFailure } = this.#options;
    // Nobody holds the cost down any more; writing alone is cheap.
    events.keepAll();
    const { SYSTEM } = EventCategory;
    events.emit(SYSTEM, EventSeverity.ERROR, 'system.degraded', 'observability', 1, newTrace(), 0, 0, 0);
    onFailure(error);
  }
}
