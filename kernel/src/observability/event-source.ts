/**
 * All events that are held, as another thread than the writing one sees them: the ring while it is being written, and what
 * is kept of the time before. Goes from the newest back, and takes nothing away.
 */
import {
  eventSlots,
  margin,
  RingControl,
  type RingMemory,
  SharedStrings,
  slotBytes,
  slotMask,
} from '../events/memory.ts';
import { SideRecords } from '../events/side-records.ts';
import { Slots, type SlotTexts, textsOf } from '../events/slots.ts';
import type { KeptEvents } from './kept-events.ts';

/** Slots that are copied at a time; they lie side by side. */
export const blockSlots = 64;
const words = slotBytes / 8;

/**
 * Is given a slot that nobody writes to while it runs, and that is gone afterwards.
 * @returns false to end the walk
 */
export type Visit = (slots: Slots, slot: number, sequence: number) => boolean | undefined;

export class EventSource {
  readonly control: RingControl;
  readonly #ring: Slots;
  readonly #block = new Slots(new ArrayBuffer(blockSlots * slotBytes));
  /** Texts of all that are held. */
  readonly texts: SlotTexts;
  readonly #kept: KeptEvents;
  readonly #fence = new Int32Array(1);

  constructor(memory: RingMemory, spanWord: number, kept: KeptEvents) {
    this.control = new RingControl(memory);
    this.#ring = new Slots(memory.slots);
    const side = new SideRecords(memory);
    this.#kept = kept;
    this.texts = textsOf(
      new SharedStrings(memory),
      (subject, sequence) => side.get(subject, sequence) ?? kept.side(sequence),
      spanWord,
    );
  }

  /** The event after the last that may be read. */
  get next(): number {
    return this.control.published;
  }

  /** The oldest event of the ring that nobody writes over now. */
  get oldest(): number {
    return Math.max(1, this.next - eventSlots + margin);
  }

  /**
   * Copies the block that an event lies in, as the writer may come round at any moment. Slot `sequence % 64` of the copy is that of
   * the event; it holds what it should from the `oldest` on that is known after copying.
   */
  copy(sequence: number): Slots {
    const from = (sequence & slotMask & ~(blockSlots - 1)) * words;
    this.#block.f64.set(this.#ring.f64.subarray(from, from + blockSlots * words));
    // What is published is looked up only after this has been read.
    Atomics.add(this.#fence, 0, 0);
    return this.#block;
  }

  walk(visit: Visit): void {
    let sequence = this.next - 1;
    while (sequence >= this.oldest) {
      const block = this.copy(sequence);
      const end = Math.max(this.oldest, sequence - (sequence & (blockSlots - 1)));
      for (; sequence >= end; sequence--) {
        if (visit(block, sequence & (blockSlots - 1), sequence) === false) return;
      }
    }
    for (const { slots, slot, sequence: kept } of this.#kept.before(sequence + 1)) {
      if (visit(slots, slot, kept) === false) return;
    }
  }
}
