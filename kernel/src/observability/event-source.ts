/**
 * All events that are held, as another thread than the writing one sees them: the ring while it is being written, and what
 * is kept of the time before. Goes from the newest back, and takes nothing away.
 */
import { at, eventSlots, RingControl, type RingMemory, SharedStrings, slotMask } from '../events/memory.ts';
import { SideRecords } from '../events/side-records.ts';
import { Slots, type SlotTexts, textsOf } from '../events/slots.ts';
import type { KeptEvents } from './kept-events.ts';

/** Slots ahead of the last known event that may be under way. */
const slack = 1_024;
/** Slots between two looks at how far the writer has come. */
const lookEvery = 64;

/** @returns false to end the walk */
export type Visit = (slots: Slots, slot: number, sequence: number) => boolean | undefined;

export class EventSource {
  readonly control: RingControl;
  readonly ring: Slots;
  /** Texts of all that are held. */
  readonly texts: SlotTexts;
  readonly #kept: KeptEvents;

  constructor(memory: RingMemory, spanWord: number, kept: KeptEvents) {
    this.control = new RingControl(memory);
    this.ring = new Slots(memory.slots);
    const side = new SideRecords(memory);
    this.#kept = kept;
    this.texts = textsOf(
      new SharedStrings(memory),
      (subject, sequence) => side.get(subject, sequence) ?? kept.side(sequence),
      spanWord,
    );
  }

  get next(): number {
    return this.control.numbers[at.next] ?? 1;
  }

  /** The oldest event of the ring that is safe to read. */
  get oldest(): number {
    return Math.max(1, this.next - eventSlots + slack);
  }

  walk(visit: Visit): void {
    const { ring } = this;
    let { oldest } = this;
    let sequence = this.next - 1;
    for (; sequence >= oldest; sequence--) {
      if ((sequence & (lookEvery - 1)) === 0) oldest = this.oldest;
      if (visit(ring, sequence & slotMask, sequence) === false) return;
    }
    for (const { slots, slot, sequence: kept } of this.#kept.before(sequence + 1)) {
      if (visit(slots, slot, kept) === false) return;
    }
  }
}
