/** One reader of the event ring: its position, its filter, and how much it has lost. Never holds events itself. */
import type { EventBatch } from '@agentos/protocol/kernel';
import type { EventRing } from './event-ring.ts';

export interface EventFilter {
  /** Empty: all. */
  readonly categories: ReadonlySet<number>;
  /** Empty: all that `visible` lets through. */
  readonly pids: ReadonlySet<number>;
  visible(pid: number): boolean;
}

export class EventCursor {
  readonly #ring: EventRing;
  readonly #filter: EventFilter;
  #position: number;

  constructor(ring: EventRing, filter: EventFilter, from: number) {
    this.#ring = ring;
    this.#filter = filter;
    this.#position = from;
  }

  /** Sequence of the next event to look at. */
  get position(): number {
    return this.#position;
  }

  get atEnd(): boolean {
    return this.#position >= this.#ring.nextSequence;
  }

  /** Up to `limit` events that pass the filter, looking at no more than `scan` slots. */
  next(limit: number, scan: number): EventBatch {
    const ring = this.#ring;
    const lost = Math.max(0, ring.oldestSequence - this.#position);
    let at = this.#position + lost;
    const end = Math.min(ring.nextSequence, at + scan);
    const events = [];
    for (; at < end && events.length < limit; at++) if (this.#passes(at)) events.push(ring.read(at));
    this.#position = at;
    return { events, lost };
  }

  #passes(sequence: number): boolean {
    const { categories, pids, visible } = this.#filter;
    if (categories.size > 0 && !categories.has(this.#ring.categoryAt(sequence))) return false;
    const pid = this.#ring.pidAt(sequence);
    return (pids.size === 0 || pids.has(pid)) && visible(pid);
  }
}
