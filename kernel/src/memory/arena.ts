/**
 * Memory that the kernel keeps for itself, cut into blocks for pipes, queues and payloads; each charged to a process with
 * the bytes that it really takes. Free memory is always zero: what one process left never reaches another.
 *
 * Chunks of 4 MiB come from the host on demand, up to a limit; a request that is larger gets a chunk of its own. A block
 * is cut from a free one of the segregated lists and, when freed, joined with its free neighbours. The place of a block is
 * its identifier, used again after it; the serial number of the allocation tells a stale one apart.
 */
import { type MemoryPressure, type MemoryStatsGetResult, MemoryPressure as Pressure } from '@agentos/protocol/kernel';
import { failure } from '../errors.ts';
import type { MemoryAccount } from './account.ts';
import { Chunk } from './chunk.ts';
import { FreeLists, type Place } from './free-lists.ts';
import { pressureOf } from './pressure.ts';
import { beyondClasses, classBytes, classOf, granuleBytes, granulesOf } from './size-classes.ts';

/** A piece of the arena. */
export interface Block {
  /** Zero at first. A new view at each call: keep it where that matters. Must not be touched after `free`; EFAULT then. */
  readonly bytes: Uint8Array;
  /** Gives it back; once. @throws KernelError EFAULT the second time, which changes nothing */
  free(): void;
}

export const chunkBytes = 4 * 1024 * 1024;
const chunkGranules = chunkBytes / granuleBytes;
/** Chunks without a block that are kept for the next one. */
const mostSpare = 2;

export interface ArenaOptions {
  /** Most bytes taken from the host; a multiple of 4 MiB. 256 MiB when absent. */
  readonly limitBytes?: number;
  /** How much is kept for services: what they do not hold of it yet, apps do not get. None when absent. */
  readonly reserveBytes?: number;
  /** Hears of each change of the pressure on the arena as a whole. */
  readonly onPressure?: (level: MemoryPressure, used: number, limit: number) => void;
}

export class Arena {
  readonly limitBytes: number;
  readonly #reserveBytes: number;
  readonly #onPressure: ArenaOptions['onPressure'];
  /** By slot; a slot is used again after its chunk has gone. */
  readonly #chunks: (Chunk | undefined)[] = [];
  readonly #free = new FreeLists(chunkGranules, (slot) => this.#chunks[slot]);
  readonly #usedByClass = new Uint32Array(beyondClasses + 1);
  #held = 0;
  #used = 0;
  #usedByServices = 0;
  #blocks = 0;
  #spare = 0;
  #serial = 0;
  #pressure: MemoryPressure = Pressure.NONE;

  constructor({ limitBytes = 256 * 1024 * 1024, reserveBytes = 0, onPressure }: ArenaOptions = {}) {
    this.limitBytes = limitBytes;
    this.#reserveBytes = reserveBytes;
    this.#onPressure = onPressure;
  }

  /** Bytes in blocks, each with what it takes beyond what was asked for. */
  get used(): number {
    return this.#used;
  }

  /** Bytes taken from the host. */
  get held(): number {
    return this.#held;
  }

  get blocks(): number {
    return this.#blocks;
  }

  get pressure(): MemoryPressure {
    return this.#pressure;
  }

  /**
   * A block of zeros, charged in units of 128 bytes.
   * @param size > 0 bytes
   * @throws KernelError ENOMEM when the account or the arena has no room
   */
  allocate(account: MemoryAccount, size: number): Block {
    if (!Number.isSafeInteger(size) || size <= 0) throw failure('EINVAL', `a block cannot have ${size} bytes`);
    const length = granulesOf(size);
    const bytes = length * granuleBytes;
    // Neither blocks nor the chunks that they lie in: what is scattered over all chunks would leave no room either.
    const kept = account.isService ? 0 : Math.max(0, this.#reserveBytes - this.#usedByServices);
    const limit = this.limitBytes - kept;
    account.charge(bytes);
    try {
      if (this.#used + bytes > limit) throw this.#full(bytes, limit);
      const { chunk, granule } = length > chunkGranules ? this.#ownChunk(length, limit) : this.#cut(length, limit);
      this.#serial = this.#serial === 0xffff_ffff ? 1 : this.#serial + 1;
      chunk.tag(granule, -length);
      chunk.serials[granule] = this.#serial;
      this.#count(length, 1, account);
      return new ArenaBlock(this, chunk, granule, size, this.#serial, account);
    } catch (error) {
      account.release(bytes);
      throw error;
    }
  }

  /** For a block alone. @throws KernelError EFAULT when this allocation has been freed */
  release(chunk: Chunk, granule: number, serial: number, account: MemoryAccount): void {
    requireLive(chunk, granule, serial);
    const length = -(chunk.tags[granule] ?? 0);
    chunk.serials[granule] = 0;
    this.#count(length, -1, account);
    account.release(length * granuleBytes);
    if (chunk.granules > chunkGranules) {
      this.#giveBack(chunk);
      return;
    }
    new Uint8Array(chunk.buffer, granule * granuleBytes, length * granuleBytes).fill(0);
    this.#join(chunk, granule, length);
  }

  /** Gives chunks without a block back to the host. */
  compact(): { readonly bytes: number; readonly chunks: number } {
    let bytes = 0;
    let chunks = 0;
    for (const chunk of this.#chunks) {
      if (chunk === undefined || chunk.freeAt(0) !== chunk.granules) continue;
      bytes += chunk.bytes;
      chunks++;
      this.#giveBackSpare(chunk);
    }
    return { bytes, chunks };
  }

  stats(): MemoryStatsGetResult {
    const freeHeld = this.#held - this.#used;
    const pinned = freeHeld - this.#spare * chunkBytes;
    const classes = Array.from(this.#usedByClass, (used, index) => ({
      blockBytes: classBytes[index] ?? 0,
      used,
      free: this.#free.countOf(index),
    }));
    return {
      total: this.limitBytes,
      used: this.#used,
      free: this.limitBytes - this.#used,
      blocks: this.#blocks,
      fragmentation: freeHeld === 0 ? 0 : pinned / freeHeld,
      pressure: this.#pressure,
      classes,
    };
  }

  /** Takes a free block, or a new chunk, and puts what is too much of it back. */
  #cut(length: number, limit: number): Place {
    const place = this.#free.find(length) ?? this.#grow(limit);
    const { chunk, granule } = place;
    this.#free.remove(chunk, granule, place.length);
    if (place.length === chunk.granules) this.#spare--;
    if (place.length > length) this.#free.add(chunk, granule + length, place.length - length);
    return place;
  }

  #join(chunk: Chunk, granule: number, length: number): void {
    const before = chunk.freeBefore(granule);
    const after = granule + length < chunk.granules ? chunk.freeAt(granule + length) : 0;
    if (before > 0) this.#free.remove(chunk, granule - before, before);
    if (after > 0) this.#free.remove(chunk, granule + length, after);
    const whole = before + length + after;
    this.#free.add(chunk, granule - before, whole);
    if (whole < chunk.granules) return;
    this.#spare++;
    if (this.#spare > mostSpare) this.#giveBackSpare(chunk);
  }

  #grow(limit: number): Place {
    const chunk = this.#takeChunk(chunkGranules, limit);
    this.#free.add(chunk, 0, chunkGranules);
    this.#spare++;
    return { chunk, granule: 0, length: chunkGranules };
  }

  #ownChunk(length: number, limit: number): Place {
    return { chunk: this.#takeChunk(length, limit), granule: 0, length };
  }

  #takeChunk(granules: number, limit: number): Chunk {
    const bytes = granules * granuleBytes;
    if (this.#held + bytes > limit) this.compact();
    if (this.#held + bytes > limit) throw this.#full(bytes, limit);
    const empty = this.#chunks.indexOf(undefined);
    const slot = empty < 0 ? this.#chunks.length : empty;
    const chunk = this.#chunkFromHost(slot, granules);
    this.#chunks[slot] = chunk;
    this.#held += bytes;
    return chunk;
  }

  #chunkFromHost(slot: number, granules: number): Chunk {
    try {
      return new Chunk(slot, granules, granules === chunkGranules);
    } catch {
      throw failure('ENOMEM', 'the host has no memory for the kernel now');
    }
  }

  #giveBackSpare(chunk: Chunk): void {
    this.#free.remove(chunk, 0, chunk.granules);
    this.#spare--;
    this.#giveBack(chunk);
  }

  #giveBack(chunk: Chunk): void {
    this.#chunks[chunk.slot] = undefined;
    this.#held -= chunk.bytes;
    chunk.release();
  }

  #count(length: number, sign: 1 | -1, { isService }: MemoryAccount): void {
    const sizeClass = classOf(length * granuleBytes);
    this.#usedByClass[sizeClass] = (this.#usedByClass[sizeClass] ?? 0) + sign;
    this.#blocks += sign;
    this.#used += sign * length * granuleBytes;
    if (isService) this.#usedByServices += sign * length * granuleBytes;
    const level = pressureOf(this.#used, this.limitBytes);
    if (level === this.#pressure) return;
    this.#pressure = level;
    this.#onPressure?.(level, this.#used, this.limitBytes);
  }

  #full(bytes: number, limit: number): Error {
    return failure(
      'ENOMEM',
      `the kernel's own memory has no room for ${bytes} bytes more: ${this.#used} of ${limit} are in use`,
    );
  }
}

class ArenaBlock implements Block {
  readonly #arena: Arena;
  readonly #chunk: Chunk;
  readonly #granule: number;
  readonly #size: number;
  readonly #serial: number;
  readonly #account: MemoryAccount;

  constructor(arena: Arena, chunk: Chunk, granule: number, size: number, serial: number, account: MemoryAccount) {
    this.#arena = arena;
    this.#chunk = chunk;
    this.#granule = granule;
    this.#size = size;
    this.#serial = serial;
    this.#account = account;
  }

  get bytes(): Uint8Array {
    requireLive(this.#chunk, this.#granule, this.#serial);
    return new Uint8Array(this.#chunk.buffer, this.#granule * granuleBytes, this.#size);
  }

  free(): void {
    this.#arena.release(this.#chunk, this.#granule, this.#serial, this.#account);
  }
}

function requireLive(chunk: Chunk, granule: number, serial: number): void {
  if (chunk.serials[granule] !== serial) throw failure('EFAULT', 'this block of kernel memory has been freed already');
}
