/** Bytes in a fixed piece of memory, first in, first out: one head, one length, copies in at most two parts. */
import { asBuffer } from '../bytes.ts';

export class ByteRing {
  /** As a `Buffer`: its `copy` needs no view for a part. */
  readonly #memory: Buffer;
  #start = 0;
  #length = 0;

  /** `memory` belongs to the ring from here on. */
  constructor(memory: Uint8Array) {
    this.#memory = asBuffer(memory);
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
    const source = asBuffer(data);
    source.copy(this.#memory, at, 0, first);
    if (count > first) source.copy(this.#memory, 0, first, count);
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
    this.#memory.copy(data, 0, this.#start, this.#start + first);
    if (count > first) this.#memory.copy(data, first, 0, count - first);
    this.#start = (this.#start + count) % size;
    this.#length -= count;
    return data;
  }
}
