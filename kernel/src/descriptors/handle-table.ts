/**
 * The handles of one process. A number is `generation << 16 | index`: closing raises the generation of its place, so a
 * number kept from before, or taken from another process, is `EBADF`. Places 0 to 2 are reserved for standard streams.
 */
import { failure } from '../errors.ts';
import type { Description } from './description.ts';

const firstFree = 3;
const mostPlaces = 0x1_0000;

interface Place {
  generation: number;
  description: Description | undefined;
}

export class HandleTable {
  readonly #places: Place[] = Array.from({ length: firstFree }, () => ({ generation: 0, description: undefined }));
  readonly #free: number[] = [];
  readonly #limit: () => number;
  #open = 0;
  /** Uses of numbers that were stale or never given. */
  stale = 0;

  /** `limit` is asked at each allocation: it may change with the sandbox. */
  constructor(limit: () => number) {
    this.#limit = limit;
  }

  get size(): number {
    return this.#open;
  }

  /** @throws KernelError EMFILE at the limit. */
  add(description: Description): number {
    this.#roomForOne();
    // The place that was freed first: a stale number stays recognisable for as long as possible.
    const index = this.#free.shift() ?? this.#places.push({ generation: 0, description: undefined }) - 1;
    const place = this.#places[index];
    if (place === undefined) throw failure('EMFILE', 'no place left in the descriptor table');
    place.description = description;
    this.#open++;
    return numberOf(place.generation, index);
  }

  /** Puts a description under a reserved number (0 to 2) or one that the caller chose; replaces what is there. */
  put(number: number, description: Description): void {
    const index = number & 0xffff;
    const generation = number >>> 16;
    while (this.#places.length <= index) {
      if (this.#places.length > this.#limit() + firstFree) {
        throw failure('EBADF', `descriptor ${number} is beyond the limit of ${this.#limit()}`, String(number));
      }
      this.#free.push(this.#places.push({ generation: 0, description: undefined }) - 1);
    }
    const place = this.#places[index];
    if (place === undefined) throw failure('EBADF', `descriptor ${number} cannot be used`, String(number));
    if (place.description === undefined) {
      this.#roomForOne();
      const free = this.#free.indexOf(index);
      if (free >= 0) this.#free.splice(free, 1);
      this.#open++;
    } else if (place.generation !== generation) {
      throw failure('EBADF', `descriptor ${number} is stale`, String(number));
    } else {
      place.description.release();
    }
    place.generation = generation;
    place.description = description;
  }

  /** @throws KernelError EBADF for a number that is not an open handle of this process. */
  get(number: number): Description {
    const place = this.#places[number & 0xffff];
    if (place?.description === undefined || place.generation !== number >>> 16) {
      this.stale++;
      throw failure('EBADF', `${number} is not an open descriptor of this process`, String(number));
    }
    return place.description;
  }

  close(number: number): void {
    const description = this.get(number);
    const index = number & 0xffff;
    const place = this.#places[index];
    if (place === undefined) return;
    place.description = undefined;
    place.generation = (place.generation + 1) & 0xffff;
    if (index >= firstFree) this.#free.push(index);
    this.#open--;
    description.release();
  }

  /** Closes everything; tells how many were open. */
  closeAll(): number {
    const open = this.#open;
    for (const [index, place] of this.#places.entries()) {
      if (place.description !== undefined) this.close(numberOf(place.generation, index));
    }
    return open;
  }

  #roomForOne(): void {
    if (this.#open >= this.#limit() || this.#places.length >= mostPlaces) {
      throw failure('EMFILE', `${this.#open} descriptors are open, the limit is ${this.#limit()}`);
    }
  }
}

function numberOf(generation: number, index: number): number {
  return ((generation << 16) | index) >>> 0;
}
