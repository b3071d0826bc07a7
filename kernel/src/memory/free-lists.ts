/** The free blocks of all chunks, a doubly linked list for each size class; which lists are not empty is one word of bits. */
import type { Chunk } from './chunk.ts';
import { beyondClasses, classOf, granuleBytes } from './size-classes.ts';

const none = -1;
/** Blocks of the request's own class that are tried before a larger class is cut. */
const mostTries = 64;

export interface Place {
  readonly chunk: Chunk;
  readonly granule: number;
  /** Length of the free block, granules. */
  readonly length: number;
}

export class FreeLists {
  readonly #chunkOf: (slot: number) => Chunk | undefined;
  readonly #perSlot: number;
  readonly #heads = new Int32Array(beyondClasses + 1).fill(none);
  readonly #counts = new Uint32Array(beyondClasses + 1);
  #filled = 0;

  /** `perSlot`: most granules of a chunk; the id of a block is `slot × perSlot + granule`. */
  constructor(perSlot: number, chunkOf: (slot: number) => Chunk | undefined) {
    this.#perSlot = perSlot;
    this.#chunkOf = chunkOf;
  }

  countOf(sizeClass: number): number {
    return this.#counts[sizeClass] ?? 0;
  }

  add(chunk: Chunk, granule: number, length: number): void {
    chunk.tag(granule, length);
    const sizeClass = classOf(length * granuleBytes);
    const head = this.#heads[sizeClass] ?? none;
    const id = chunk.slot * this.#perSlot + granule;
    chunk.next[granule] = head;
    chunk.previous[granule] = none;
    this.#link(head, id, 'previous');
    this.#heads[sizeClass] = id;
    this.#filled |= 1 << sizeClass;
    this.#counts[sizeClass] = this.countOf(sizeClass) + 1;
  }

  remove(chunk: Chunk, granule: number, length: number): void {
    const sizeClass = classOf(length * granuleBytes);
    const next = chunk.next[granule] ?? none;
    const previous = chunk.previous[granule] ?? none;
    this.#link(next, previous, 'previous');
    if (previous !== none) this.#link(previous, next, 'next');
    else {
      this.#heads[sizeClass] = next;
      if (next === none) this.#filled &= ~(1 << sizeClass);
    }
    this.#counts[sizeClass] = this.countOf(sizeClass) - 1;
  }

  /** A free block of at least this length: the best of the first few of its class, else the first of a larger one. */
  find(length: number): Place | undefined {
    const sizeClass = classOf(length * granuleBytes);
    const near = this.#bestOf(sizeClass, length);
    if (near !== undefined || sizeClass === beyondClasses) return near;
    const above = this.#filled & ~((2 << sizeClass) - 1);
    if (above === 0) return undefined;
    return this.#at(this.#heads[31 - Math.clz32(above & -above)] ?? none);
  }

  #bestOf(sizeClass: number, length: number): Place | undefined {
    let best: Place | undefined;
    let id = this.#heads[sizeClass] ?? none;
    for (let tries = 0; id !== none && tries < mostTries; tries++) {
      const place = this.#at(id);
      if (place === undefined) break;
      if (place.length === length) return place;
      if (place.length > length && (best === undefined || place.length < best.length)) best = place;
      id = place.chunk.next[place.granule] ?? none;
    }
    return best;
  }

  #at(id: number): Place | undefined {
    const chunk = id === none ? undefined : this.#chunkOf(Math.floor(id / this.#perSlot));
    if (chunk === undefined) return undefined;
    const granule = id % this.#perSlot;
    return { chunk, granule, length: chunk.freeAt(granule) };
  }

  #link(id: number, to: number, direction: 'next' | 'previous'): void {
    const chunk = id === none ? undefined : this.#chunkOf(Math.floor(id / this.#perSlot));
    if (chunk !== undefined) chunk[direction][id % this.#perSlot] = to;
  }
}
