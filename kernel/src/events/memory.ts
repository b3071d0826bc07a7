/**
 * The shared memory of an event ring: 65,536 slots of 64 bytes, what its threads tell each other, the interned strings, and
 * the longer texts of events from the layers above. One thread writes it, with plain stores; any may read.
 *
 * A slot: value a, value b, time (f64 each), value c (f32), pid, kind (u32 each), span, two words of the parent span, four of
 * the trace. `kind` is, from the lowest bit: type (7 bits), severity (3), followed trace (1), code of the
 * weight (4), subject (13), category (4).
 *
 * What another thread may read: slots before `flag.published`, which the writer stores atomically once in 64 events and at the
 * end of each turn, so that in every memory model they are complete. The oldest may be overwritten meanwhile: a reader
 * copies, then looks what is published, and drops what the writer may have come round to (`margin`).
 */
export const eventSlots = 65_536;
export const slotBytes = 64;
export const slotMask = eventSlots - 1;

/** The writer publishes at least once in so many events. */
export const publishEvery = 64;
/** How far the writer may be seen to be ahead of what it has published: by one such stretch, and by one that is on its way. */
export const margin = 2 * publishEvery;

export const mostStrings = 4_096;
const stringBytes = 128 * 1024;
/** Subjects from here on are numbers of side records. */
export const firstSide = mostStrings;
export const sideSlots = 4_096;
export const sideBytes = 1_024;
export const categoryCount = 16;

/** How many events one that was kept may stand for, by code; those of a category are left out evenly but for chance. */
export const weights: readonly number[] = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256];

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

/** Views of the part of the memory through which the threads talk. */
export class RingControl {
  /** By `at`: sequence of the next event, clock, figures of both threads. */
  readonly numbers: Float64Array;
  /** By `flag`, atomically. */
  readonly flags: Int32Array;
  /** Code of the weight that kept events of a category shall have; set by the telemetry thread, which then raises `flag.epoch`. */
  readonly weights: Int32Array;
  /** Events that were left out, by category; what is under way is not yet among them. */
  readonly left: Float64Array;

  constructor(memory: RingMemory) {
    this.numbers = new Float64Array(memory.control, 0, 32);
    this.flags = new Int32Array(memory.control, 256, 16);
    this.weights = new Int32Array(memory.control, 320, categoryCount);
    this.left = new Float64Array(memory.control, 384, categoryCount);
  }

  /** Sequence of the next event to be published, for other threads; all before it are complete. */
  get published(): number {
    // Its low word is exact; what it lacks is that of the counter, which may be seen a little early or late.
    const near = this.numbers[at.next] ?? 1;
    return near - ((near - Atomics.load(this.flags, flag.published)) | 0);
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
  /** What one event costs where it is told, nanoseconds; the writer times some. */
  emitNs: 10,
  /** Turns of the event loop that had events. */
  turns: 11,
  /** Time for which nothing was observed, and CPU time of the kernel in it, milliseconds. */
  offMs: 12,
  offCpuMs: 13,
  /** When the event began that is timed, `performance.now` of the writer; 0: none is. */
  timed: 14,
} as const;

export const flag = {
  /** The telemetry thread waits to be woken. */
  parked: 0,
  /** Low word of the sequence up to which others may read. */
  published: 1,
  /** Raised when `weights` have changed. */
  epoch: 2,
  /** Nothing is observed now. */
  off: 3,
} as const;

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
