/** Bytes in a fixed piece of memory, first in, first out: one head, one length, copies in at most two parts. */
export class ByteRing {
  readonly #memory: Uint8Array;
  #start = 0;
  #length = 0;

  /** `memory` belongs to the ring from here on. */
  constructor(memory: Uint8Array) {
    this.#memory = memory;
  }

  get length(): number {
    return this.#length;
  }

  get free(): number {
    return this.#memory.length - this.#length;
  }

  /** Takes as much of the data as there is room for; tells how much. */
  push(data: Uint8Array): number {
    const size = this.#memory.length;
    const count = Math.min(data.length, size - this.#length);
    if (count === 0) return 0;
    const at = (this.#start + this.#length) % size;
    const first = Math.min(count, size - at);
    this.#memory.set(data.subarray(0, first), at);
    if (count > first) this.#memory.set(data.subarray(first, count), 0);
    this.#length += count;
    return count;
  }

  /** The oldest bytes, at most `maximum`, as a copy. */
  shift(maximum: number): Buffer {
    const size = this.#memory.length;
    const count = Math.min(maximum, this.#length);
    if (count === 0) return Buffer.alloc(0);
    const data = Buffer.allocUnsafe(count);
    const first = Math.min(count, size - this.#start);
    data.set(this.#memory.subarray(this.#start, this.#start + first), 0);
    if (count > first) data.set(this.#memory.subarray(0, count - first), first);
    this.#start = (this.#start + count) % size;
    this.#length -= count;
    return data;
  }
}
