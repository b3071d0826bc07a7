/**
 * The shared memory of an event ring: 65,536 slots of 64 bytes, what its threads tell each other, the interned strings, and
 * the longer texts of events from the layers above. One thread writes it, with plain stores; any may read.
 *
 * A slot: value a, value b, time (f64 each), value c (f32), pid, kind (u32 each), span, two words of the parent span, four of
 * the trace. `kind` is: type (8 bits), category (4), severity (3), followed trace (1), subject (16).
 *
 * What another thread may read: slots from `published` on back, `atomically published` being a bound up to which they are
 * complete in every memory model. The oldest ones may be overwritten meanwhile, so a reader looks again after it read.
 */
export const eventSlots = 65_536;
export const slotBytes = 64;
export const slotMask = eventSlots - 1;

export const mostStrings = 4_096;
const stringBytes = 128 * 1024;
/** Subjects from here on are numbers of side records. */
export const firstSide = 0x8000;
export const sideSlots = 4_096;
export const sideBytes = 1_024;
export const categoryCount = 16;

export interface RingMemory {
  readonly slots: SharedArrayBuffer;
  readonly control: SharedArrayBuffer;
  readonly strings: SharedArrayBuffer;
  readonly side: SharedArrayBuffer;
}

export function makeRingMemory(): RingMemory {
  return {
    slots: new SharedArrayBuffer(eventSlots * slotBytes),
    control: new SharedArrayBuffer(1_024),
    strings: new SharedArrayBuffer(4 * (mostStrings + 2) + stringBytes),
    side: new SharedArrayBuffer(sideSlots * sideBytes),
  };
}

/** Share of a category that is kept, as a bound for a random 31-bit number; 0: the category is off. */
export const keepAll = 0x7fff_ffff;

/** Views of the part of the memory through which the threads talk. */
export class RingControl {
  /** 0: sequence of the next event; 1: clock, microseconds since the epoch; 2...: figures of the telemetry thread. */
  readonly numbers: Float64Array;
  /** 0: the telemetry thread waits to be woken; 1: sequence of the next event, low word, atomically. */
  readonly flags: Int32Array;
  readonly rates: Int32Array;
  /** Events that were left out, by category. */
  readonly left: Float64Array;
  /** Events that were written, by category. */
  readonly written: Float64Array;

  constructor(memory: RingMemory) {
    this.numbers = new Float64Array(memory.control, 0, 32);
    this.flags = new Int32Array(memory.control, 256, 16);
    this.rates = new Int32Array(memory.control, 320, categoryCount);
    this.left = new Float64Array(memory.control, 384, categoryCount);
    this.written = new Float64Array(memory.control, 512, categoryCount);
  }
}

export const at = {
  next: 0,
  clock: 1,
  /** Events that the telemetry thread looked at. */
  drained: 2,
  /** Events that were overwritten before it came to them. */
  missed: 3,
  /** What the collector costs of a core's time, as a share. */
  cost: 4,
  keys: 5,
  anomalies: 6,
  traces: 7,
  traceBytes: 8,
  queries: 9,
  /** What one event costs to write, nanoseconds. */
  emitNs: 10,
} as const;

export const flag = { parked: 0, published: 1 } as const;

/** Strings by small numbers; number 0 is the empty one. They are added and never changed. */
export class SharedStrings {
  readonly #ends: Uint32Array;
  readonly #bytes: Uint8Array;
  readonly #texts: string[] = [''];

  constructor(memory: RingMemory) {
    this.#ends = new Uint32Array(memory.strings, 0, mostStrings + 2);
    this.#bytes = new Uint8Array(memory.strings, 4 * (mostStrings + 2));
  }

  /** For the writing thread alone; 0 when the table is full. */
  add(text: string): number {
    const number = (this.#ends[0] ?? 0) + 1;
    if (number >= mostStrings) return 0;
    const from = this.#ends[number] ?? 0;
    const encoded = Buffer.from(text);
    if (from + encoded.length > this.#bytes.length) return 0;
    this.#bytes.set(encoded, from);
    this.#ends[number + 1] = from + encoded.length;
    this.#texts[number] = text;
    Atomics.store(this.#ends, 0, number);
    return number;
  }

  get(number: number): string {
    const known = this.#texts[number];
    if (known !== undefined) return known;
    if (number > Atomics.load(this.#ends, 0)) return '';
    const text = Buffer.from(this.#bytes.slice(this.#ends[number], this.#ends[number + 1])).toString();
    this.#texts[number] = text;
    return text;
  }
}
