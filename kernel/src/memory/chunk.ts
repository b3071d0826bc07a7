/**
 * A piece of host memory that the arena cuts into blocks, with its bookkeeping beside it and never inside: what is written
 * into a block cannot reach a tag. A block's first and last granule carry its length, positive when it is free, so that
 * both neighbours of a block are found in one step.
 */
import { granuleBytes } from './size-classes.ts';

export class Chunk {
  readonly slot: number;
  readonly granules: number;
  readonly buffer: ArrayBuffer;
  /** By first and last granule of a block: its length in granules; negative when used. */
  readonly tags: Int32Array;
  /** By first granule of a free block: ids of its neighbours in the list of its class. */
  readonly next: Int32Array;
  readonly previous: Int32Array;
  /** By first granule of a used block: the serial number of its allocation; 0 when it is not in use. */
  readonly serials: Uint32Array;

  /**
   * `divisible`: it is cut into blocks; otherwise it is one block, and only its first granule is told about.
   * @throws RangeError when the host has no memory
   */
  constructor(slot: number, granules: number, divisible: boolean) {
    const tagged = divisible ? granules : 1;
    this.slot = slot;
    this.granules = granules;
    this.buffer = new ArrayBuffer(granules * granuleBytes);
    this.tags = new Int32Array(tagged);
    this.next = new Int32Array(tagged);
    this.previous = new Int32Array(tagged);
    this.serials = new Uint32Array(tagged);
  }

  get bytes(): number {
    return this.granules * granuleBytes;
  }

  /** Length of the free block that starts here; 0 when none does. */
  freeAt(granule: number): number {
    return Math.max(0, this.tags[granule] ?? 0);
  }

  /** Length of the free block that ends just before this granule; 0 when none does. */
  freeBefore(granule: number): number {
    return granule === 0 ? 0 : Math.max(0, this.tags[granule - 1] ?? 0);
  }

  tag(granule: number, length: number): void {
    this.tags[granule] = length;
    this.tags[granule + Math.abs(length) - 1] = length;
  }

  /** Gives the memory back to the host; views of it become empty. */
  release(): void {
    this.buffer.transfer(0);
  }
}
