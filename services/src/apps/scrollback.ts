/**
 * The last bytes of a terminal's output, addressed by their position in the whole output. Grows to its bound, then
 * drops from the front; a reader that starts at `start` after a drop starts behind a line break where there is one.
 */
import { Buffer } from 'node:buffer';

const firstCapacity = 4 * 1024;
const lineSearchBytes = 4 * 1024;

export class Scrollback {
  readonly #bound: number;
  #ring = Buffer.alloc(firstCapacity);
  #start = 0;
  #end = 0;
  #dropped = false;

  constructor(bound: number) {
    this.#bound = bound;
  }

  /** Position of the oldest byte held. */
  get start(): number {
    return this.#start;
  }

  /** Position behind the newest byte. */
  get end(): number {
    return this.#end;
  }

  append(bytes: Uint8Array): void {
    const kept = bytes.length > this.#bound ? bytes.subarray(bytes.length - this.#bound) : bytes;
    this.#end += bytes.length - kept.length;
    this.#reserve(kept.length);
    const at = this.#end % this.#ring.length;
    const first = kept.subarray(0, this.#ring.length - at);
    this.#ring.set(first, at);
    this.#ring.set(kept.subarray(first.length), 0);
    this.#end += kept.length;
    if (this.#end - this.#start > this.#ring.length) {
      this.#start = this.#end - this.#ring.length;
      this.#dropped = true;
    }
  }

  /** A copy of up to `most` bytes from `position` on; empty outside of what is held. */
  read(position: number, most: number): Buffer {
    if (position < this.#start || position >= this.#end) return Buffer.alloc(0);
    const length = Math.min(most, this.#end - position);
    const at = position % this.#ring.length;
    const first = this.#ring.subarray(at, Math.min(at + length, this.#ring.length));
    return Buffer.concat([first, this.#ring.subarray(0, length - first.length)]);
  }

  /** Where a replay starts: the oldest byte, or the line after it when the line before is cut. */
  replayStart(): number {
    if (!this.#dropped) return this.#start;
    const lineBreak = this.read(this.#start, lineSearchBytes).indexOf(0x0a);
    return lineBreak < 0 ? this.#start : this.#start + lineBreak + 1;
  }

  /** All that is held. */
  contents(): Buffer {
    const from = this.replayStart();
    return this.read(from, this.#end - from);
  }

  #reserve(more: number): void {
    const needed = this.#end - this.#start + more;
    if (needed <= this.#ring.length || this.#ring.length >= this.#bound) return;
    let capacity = this.#ring.length;
    while (capacity < needed && capacity < this.#bound) capacity *= 2;
    const held = this.read(this.#start, this.#end - this.#start);
    this.#ring = Buffer.alloc(Math.min(capacity, this.#bound));
    const at = this.#start % this.#ring.length;
    const first = held.subarray(0, this.#ring.length - at);
    this.#ring.set(first, at);
    this.#ring.set(held.subarray(first.length), 0);
  }
}
