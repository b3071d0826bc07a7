/** One reader of the event ring: its position, its filter, and how much it has lost. Never holds events itself. */
import type { EventBatch } from '@agentos/protocol/kernel';
import type { EventFilter } from './event-filter.ts';
import type { EventRing } from './event-ring.ts';
import { slotMask } from './memory.ts';

export class EventCursor {
  readonly #ring: EventRing;
  readonly #filters: readonly EventFilter[];
  #position: number;

  /** An event must pass all filters. */
  constructor(ring: EventRing, filters: readonly EventFilter[], from: number) {
    this.#ring = ring;
    this.#filters = filters;
    this.#position = from;
  }

  /** Sequence of the next event to look at. */
  get position(): number {
    return this.#position;
  }

  get atEnd(): boolean {
    return this.#position >= this.#ring.nextSequence;
  }

  /** Up to `limit` events that pass the filters, looking at no more than `scan` slots. */
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
    const { slots, texts } = this.#ring;
    return this.#filters.every((filter) => filter.passes(slots, sequence & slotMask, sequence, texts));
  }
}
