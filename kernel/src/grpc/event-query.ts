/**
 * The doors QueryEvents and EmitEvents. A question is answered by the telemetry thread, whose bytes go out as they are;
 * events from above come from services alone, of declared types, within bounds of size and rate.
 */
import { eventKinds, isEventType } from '@agentos/protocol/events';
import {
  type EmitEventsResponse,
  type EmittedEvent,
  type KernelServiceServer,
  ProcessKind,
  QueryEventsResponse,
} from '@agentos/protocol/kernel';
import type { Metadata, sendUnaryData } from '@grpc/grpc-js';
import { asBuffer } from '../bytes.ts';
import { asKernelError, failure, toWire } from '../errors.ts';
import type { EventFromAbove, EventRing } from '../events/event-ring.ts';
import { severities, severityNumber } from '../events/numbers.ts';
import { idsOf, newTrace, spanWord, spanWords, type TraceIds } from '../events/trace.ts';
import type { Telemetry } from '../observability/telemetry.ts';
import type { Process } from '../process/process.ts';
import type { ProcessTable } from '../process/process-table.ts';
import { type Authenticator, asServiceError } from './authenticate.ts';

const mostQueriesOfProcess = 8;
const mostInCall = 1_000;
/** Events of one process in a second; as many again may come at once. */
const perSecond = 5_000;
const mostSubject = 80;
const mostText = 500;
/** How far the clock of a layer above may be off. */
const mostAheadUs = 1_000_000;
const mostBehindUs = 300_000_000;

/** A response that is encoded already. */
class Encoded implements QueryEventsResponse {
  readonly events = [];
  readonly groups = [];
  readonly lookedAt = 0;
  readonly matched = 0;
  readonly truncated = false;
  readonly error = undefined;
  readonly anomalies = [];
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}

export function serializeAnswer(response: QueryEventsResponse): Buffer {
  return asBuffer(response instanceof Encoded ? response.bytes : QueryEventsResponse.encode(response).finish());
}

export interface EventDoorsHost {
  readonly events: EventRing;
  readonly telemetry: Telemetry;
  readonly processes: ProcessTable;
  readonly authenticator: Authenticator;
}

export function eventDoors(host: EventDoorsHost): Pick<KernelServiceServer, 'queryEvents' | 'emitEvents'> {
  const { telemetry, authenticator } = host;
  const asking = new WeakMap<Process, number>();
  const rates = new WeakMap<Process, Allowance>();

  const query = async (process: Process, request: Parameters<Telemetry['query']>[0]): Promise<Uint8Array> => {
    const under = asking.get(process) ?? 0;
    if (under >= mostQueriesOfProcess) {
      throw failure('EAGAIN', `process ${process.pid} asks ${under} questions at once; wait for some answers`);
    }
    asking.set(process, under + 1);
    try {
      return await telemetry.query(request, visibleTo(process, host.processes));
    } finally {
      asking.set(process, (asking.get(process) ?? 1) - 1);
    }
  };

  return {
    queryEvents({ metadata, request }, done: sendUnaryData<QueryEventsResponse>) {
      const process = processOf(authenticator, metadata, done);
      if (process === undefined) return;
      query(process, request).then(
        (bytes) => done(null, new Encoded(bytes)),
        (error: unknown) => {
          const known = toWire(asKernelError(error, 'the question'));
          const nothing = { events: [], groups: [], anomalies: [], lookedAt: 0, matched: 0, truncated: false };
          done(null, { ...nothing, error: known });
        },
      );
    },
    emitEvents({ metadata, request: { events } }, done: sendUnaryData<EmitEventsResponse>) {
      const process = processOf(authenticator, metadata, done);
      if (process === undefined) return;
      try {
        if (process.kind !== ProcessKind.SERVICE) {
          throw failure('EPERM', `process ${process.pid} is no service; only services bring events in`, 'kind');
        }
        if (events.length > mostInCall) {
          throw failure('EINVAL', `${events.length} events in one call, the most is ${mostInCall}`, 'events');
        }
        let allowance = rates.get(process);
        if (allowance === undefined) {
          allowance = new Allowance();
          rates.set(process, allowance);
        }
        let taken = 0;
        for (const event of events) {
          const checked = allowance.take() ? checkedEvent(event, process, host.processes) : undefined;
          if (checked === undefined) continue;
          host.events.bring(checked);
          taken++;
        }
        done(null, { taken, refused: events.length - taken, error: undefined });
      } catch (error) {
        done(null, { taken: 0, refused: events.length, error: toWire(asKernelError(error, 'the events')) });
      }
    },
  };
}

function processOf<T>(authenticator: Authenticator, metadata: Metadata, done: sendUnaryData<T>): Process | undefined {
  try {
    return authenticator.requireProcess(metadata);
  } catch (error) {
    done(asServiceError(error));
    return undefined;
  }
}

/** The pids whose events a process may see; undefined: all. */
function visibleTo(process: Process, processes: ProcessTable): readonly number[] | undefined {
  return process.capabilities.allows('OBSERVE') ? undefined : processes.selfAndBelow(process);
}

class Allowance {
  #left = 2 * perSecond;
  #sinceMs = performance.now();

  take(): boolean {
    if (this.#left < 1) {
      const now = performance.now();
      this.#left = Math.min(2 * perSecond, this.#left + ((now - this.#sinceMs) * perSecond) / 1_000);
      this.#sinceMs = now;
      if (this.#left < 1) return false;
    }
    this.#left--;
    return true;
  }
}

/** The event as the ring takes it; undefined when it is not one that may come. */
function checkedEvent(event: EmittedEvent, caller: Process, processes: ProcessTable): EventFromAbove | undefined {
  const { type, subject, text, valueA, valueB, valueC, layer } = event;
  if (!isEventType(type)) return undefined;
  const kind = eventKinds[type];
  // Nobody speaks for the kernel, nor for a layer that does not tell of such things.
  if (kind.layer === 'kernel' || (layer !== '' && layer !== kind.layer)) return undefined;
  const pid = event.pid === 0 ? caller.pid : event.pid;
  if (pid !== caller.pid && !processes.isSelfOrBelow(pid, caller.pid)) return undefined;
  // The wire takes any number for one; as bits it would reach into what the kernel alone says of an event.
  if (severities[event.severity] === undefined) return undefined;
  if (subject.length > mostSubject || text.length > mostText) return undefined;
  if (!Number.isFinite(valueA) || !Number.isFinite(valueB) || !Number.isFinite(valueC)) return undefined;
  const nowUs = Date.now() * 1_000;
  const { timeUs } = event;
  return {
    type,
    severity: event.severity === 0 ? severityNumber[kind.severity] : event.severity,
    layer: kind.layer,
    subject,
    text,
    pid,
    ids: idsOf(event.traceparent) ?? ownIds(),
    parent: spanWords(event.parentSpanId) ?? [0, 0],
    timeUs: timeUs < nowUs - mostBehindUs || timeUs > nowUs + mostAheadUs ? 0 : timeUs,
    a: valueA,
    b: valueB,
    c: valueC,
  };
}

function ownIds(): TraceIds {
  const { word0, word1, word2, word3, span } = newTrace();
  return { word0, word1, word2, word3, high: spanWord, low: span, sampled: false };
}
