/**
 * What does not fit into a slot: subject, text and layer of events from above, whose words are their own and so are never
 * interned. A ring of 4,096 records of 1 KiB; a record names the event it belongs to, so that one which has been
 * overwritten is known to be gone. While it is written it names none: what a reader of another thread gets is of one event.
 */
import type { EventLayer } from '@agentos/protocol/events';
import { firstSide, type RingMemory, sideBytes, sideSlots } from './memory.ts';

export interface SideRecord {
  readonly layer: EventLayer;
  readonly subject: string;
  readonly text: string;
  /** First word of the span, which is not one of the kernel's. */
  readonly spanHigh: number;
}

export const layers: readonly EventLayer[] = ['kernel', 'services', 'ai', 'shell'];
const headBytes = 16;
/** The first event is 1. */
const nobody = 0;

export class SideRecords {
  readonly #words: Int32Array;
  readonly #bytes: Buffer;
  #next = 0;

  constructor(memory: RingMemory) {
    this.#words = new Int32Array(memory.side);
    this.#bytes = Buffer.from(memory.side);
  }

  /** Writes one and gives the number that stands for its subject; for the writing thread alone. */
  add(sequence: number, { layer, subject, text, spanHigh }: SideRecord): number {
    const number = this.#next;
    this.#next = (number + 1) % sideSlots;
    const from = number * sideBytes;
    const words = from / 4;
    const room = sideBytes - headBytes;
    Atomics.store(this.#words, words, nobody);
    // Both write whole characters only.
    const subjectBytes = this.#bytes.write(subject, from + headBytes, room);
    const textBytes = this.#bytes.write(text, from + headBytes + subjectBytes, room - subjectBytes);
    this.#words[words + 1] = spanHigh;
    this.#words[words + 2] = layers.indexOf(layer);
    this.#words[words + 3] = (subjectBytes << 16) | textBytes;
    Atomics.store(this.#words, words, sequence | 0);
    return firstSide + number;
  }

  get(number: number, sequence: number): SideRecord | undefined {
    const from = (number - firstSide) * sideBytes;
    const words = from / 4;
    if (Atomics.load(this.#words, words) !== (sequence | 0)) return undefined;
    const spanHigh = this.#words[words + 1] ?? 0;
    const layer = layers[this.#words[words + 2] ?? 0] ?? 'kernel';
    const lengths = this.#words[words + 3] ?? 0;
    const middle = from + headBytes + (lengths >>> 16);
    const subject = this.#bytes.toString('utf8', from + headBytes, middle);
    const text = this.#bytes.toString('utf8', middle, middle + (lengths & 0xffff));
    // Overwritten while it was read.
    if (Atomics.add(this.#words, words, 0) !== (sequence | 0)) return undefined;
    return { layer, subject, text, spanHigh };
  }
}
