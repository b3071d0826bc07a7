/**
 * The way of the upper layers' events into the kernel's collector: gathered, sent in batches, never waited for. A batch costs
 * services and kernel more than its events do, so each waits for company until somebody needs it (`hurry`).
 *
 * Rules: telling costs the teller a push; what is held is bounded; while the kernel is away events are dropped and
 * counted; what one batch lost is never sent again.
 */
import { type EventLayer, type EventType, eventKinds, type SeverityName } from '@agentos/protocol/events';
import { type EmittedEvent, EventCategory, EventSeverity } from '@agentos/protocol/kernel';
import type { Span } from '../trace.ts';

/** How long an event waits for others: while somebody follows the events, and while nobody does. */
const followedGatherMs = 40;
const gatherMs = 250;
const fullBatch = 250;
const largestBatch = 500;
const mostHeld = 4_000;
const longestSubject = 80;
const longestText = 500;

/** One event as its teller writes it; category, layer and usual severity come from its type. */
export interface Told {
  readonly span: Pick<Span, 'traceparent' | 'parentSpanId'>;
  readonly subject?: string;
  readonly a?: number;
  readonly b?: number;
  readonly c?: number;
  readonly severity?: SeverityName;
  readonly text?: string;
  /** Process of the app that it concerns; the services' own when not given. */
  readonly pid?: number;
  /** Microseconds since the Unix epoch; now when not given. */
  readonly timeUs?: number;
}

export interface OutboxCounts {
  readonly sent: number;
  readonly dropped: number;
  readonly refused: number;
  readonly pending: number;
}

export interface OutboxOptions {
  /** Hands a batch to the kernel; rejects when it cannot. */
  send(events: EmittedEvent[]): Promise<{ taken: number; refused: number }>;
  /** Sees every event before it is sent. */
  readonly tap?: (event: EmittedEvent) => void;
}

export class EventOutbox {
  readonly #options: OutboxOptions;
  #held: EmittedEvent[] = [];
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<void> | undefined;
  #sent = 0;
  #dropped = 0;
  #refused = 0;
  #failure = '';
  #closed = false;
  #followers = 0;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  get counts(): OutboxCounts {
    return { sent: this.#sent, dropped: this.#dropped, refused: this.#refused, pending: this.#held.length };
  }

  /** Why the last batch was lost; empty when it arrived. */
  get failure(): string {
    return this.#failure;
  }

  /** Takes an event; false when there is no room for it. */
  tell(type: EventType, told: Told): boolean {
    const event = emitted(type, told);
    this.#options.tap?.(event);
    if (this.#closed || this.#held.length >= mostHeld) {
      this.#dropped++;
      return false;
    }
    this.#held.push(event);
    if (this.#held.length >= fullBatch) this.#send();
    else this.#timer ??= setTimeout(() => this.#send(), this.#followers > 0 ? followedGatherMs : gatherMs).unref();
    return true;
  }

  /** Sends what is held now: somebody looks at the events, or the desktop has told of a click, whose chain is then complete. */
  hurry(): void {
    this.#send();
  }

  /** Somebody reads the events as they come, until the returned function is called. */
  followed(): () => void {
    this.#followers++;
    this.#send();
    return () => {
      this.#followers--;
    };
  }

  /** Resolves when all that was told before is sent or dropped. */
  async flush(): Promise<void> {
    do {
      this.#send();
      await this.#sending;
    } while (this.#held.length > 0 || this.#sending !== undefined);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.flush();
    clearTimeout(this.#timer);
  }

  #send(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#sending !== undefined || this.#held.length === 0) return;
    const batch = this.#held.splice(0, largestBatch);
    this.#sending = this.#deliver(batch).finally(() => {
      this.#sending = undefined;
      if (this.#held.length > 0) this.#send();
    });
  }

  async #deliver(batch: EmittedEvent[]): Promise<void> {
    try {
      const { refused } = await this.#options.send(batch);
      this.#sent += batch.length - refused;
      this.#refused += refused;
      this.#failure = '';
    } catch (error) {
      this.#dropped += batch.length;
      this.#failure = error instanceof Error ? error.message : String(error);
    }
  }
}

/** The layer that tells of events of a type. */
export function layerOf(type: EventType): EventLayer {
  return eventKinds[type].layer;
}

/** An event in the kernel's form. */
export function emitted(type: EventType, told: Told): EmittedEvent {
  const { layer, category, severity } = eventKinds[type];
  return {
    category: EventCategory[category],
    severity: EventSeverity[told.severity ?? severity],
    type,
    subject: (told.subject ?? '').slice(0, longestSubject),
    traceparent: told.span.traceparent,
    timeUs: told.timeUs ?? nowUs(),
    valueA: finite(told.a),
    valueB: finite(told.b),
    valueC: finite(told.c),
    layer,
    text: (told.text ?? '').slice(0, longestText),
    parentSpanId: told.span.parentSpanId,
    pid: told.pid ?? 0,
  };
}

/** Microseconds since the Unix epoch. */
export function nowUs(): number {
  return Math.floor((performance.timeOrigin + performance.now()) * 1000);
}

function finite(value: number | undefined): number {
  return value !== undefined && Number.isFinite(value) ? value : 0;
}
