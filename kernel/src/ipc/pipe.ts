/**
 * A pipe: a ring of bytes in the kernel's memory, or a pipe of the host from the moment that one of its ends is handed to a
 * program. A write of at most 4,096 bytes is taken whole or not at all; a longer one takes what there is room for. Whoever
 * waits is served in order. An operation that fails has taken or given nothing.
 */
import type { ReadResult } from '@agentos/protocol/kernel';
import { bytesRead, type Transfer } from '../descriptors/kernel-object.ts';
import { failure } from '../errors.ts';
import type { Arena, Block } from '../memory/arena.ts';
import { Cancellation } from '../timeouts/cancellation.ts';
import { WaitQueue } from '../wait-queue.ts';
import { ByteRing } from './byte-ring.ts';
import type { HostPipe, HostPipes } from './host-pipe.ts';
import type { Owner } from './owner.ts';
import { Turnstile } from './turnstile.ts';

/** Bytes. */
export const pipeCapacity = { standard: 64 * 1024, least: 4_096, most: 1024 * 1024 } as const;
/** PIPE_BUF: writes up to here are atomic. */
export const atomicBytes = 4_096;

/** The pipe went to the host while somebody waited. */
const moved = Symbol('moved');

export class Pipe {
  readonly capacity: number;
  /** Woken when what poll says may have changed. */
  readonly changes = new WaitQueue();
  readonly #arena: Arena;
  readonly #hostPipes: HostPipes;
  readonly #readers = new Turnstile();
  readonly #writers = new Turnstile(() => this.#advance());
  #owner: Owner;
  #block: Block | undefined;
  #ring: ByteRing;
  #host: HostPipe | undefined;
  #readerOpen = true;
  #writerOpen = true;
  #destroyed = false;
  #advancing = false;
  #read = 0;
  #written = 0;

  /**
   * @param capacity bytes; 0: 64 KiB
   * @throws KernelError EINVAL, ENOMEM
   */
  constructor(arena: Arena, hostPipes: HostPipes, owner: Owner, capacity: number) {
    const wanted = capacity === 0 ? pipeCapacity.standard : capacity;
    const { least, most } = pipeCapacity;
    if (wanted < least || wanted > most) {
      throw failure('EINVAL', `a pipe holds ${least} to ${most} bytes, not ${wanted}`, 'capacity');
    }
    this.capacity = wanted;
    this.#arena = arena;
    this.#hostPipes = hostPipes;
    this.#owner = owner;
    this.#block = arena.allocate(owner.memory, wanted);
    this.#ring = new ByteRing(this.#block.bytes);
  }

  get stats() {
    const host = this.#host;
    return {
      capacity: this.capacity,
      buffered: host === undefined ? this.#ring.length : host.buffered(),
      read: this.#read,
      written: this.#written,
      readerOpen: this.#readerOpen,
      writerOpen: this.#writerOpen,
    };
  }

  /** Bytes of the kernel's memory that it holds. */
  get bytes(): number {
    return this.#block === undefined ? 0 : this.capacity;
  }

  get destroyed(): boolean {
    return this.#destroyed;
  }

  readerReadiness(): { readable: boolean; writable: boolean; hungUp: boolean } {
    const host = this.#host?.reader?.readiness();
    if (host !== undefined && !this.#destroyed) return host;
    const hungUp = !this.#writerOpen || this.#destroyed;
    return { readable: hungUp || (this.#host === undefined && this.#ring.length > 0), writable: false, hungUp };
  }

  writerReadiness(): { readable: boolean; writable: boolean; hungUp: boolean } {
    const hungUp = !this.#readerOpen || this.#destroyed;
    const room = this.#host !== undefined || this.#ring.free >= atomicBytes;
    return { readable: false, writable: hungUp || room, hungUp: this.#host === undefined && hungUp };
  }

  async readerChanged(cancellation: Cancellation): Promise<void> {
    if (this.#host === undefined || this.#destroyed) {
      await this.changes.wait(cancellation);
      return;
    }
    cancellation.throwIfCancelled();
    // Whichever comes first ends the wait for the other.
    const either = new Cancellation();
    cancellation.add(either);
    try {
      await Promise.race([this.changes.wait(either), this.#host.startReader().changed(either)]);
    } finally {
      cancellation.remove(either);
      either.cancel(undefined);
    }
  }

  /** At least a byte and at most `maximum`; nothing is the end. @throws KernelError EAGAIN, EIDRM */
  read(maximum: number, transfer: Transfer, nonBlocking: boolean): ReadResult | Promise<ReadResult> {
    if (this.#host !== undefined) return this.#readHost(maximum, transfer, nonBlocking);
    const refusal = nonBlocking ? 'the pipe is empty' : undefined;
    const attempt = (): ReadResult | typeof moved | undefined => (this.#host ? moved : this.#take(maximum, transfer));
    const got = this.#readers.pass(attempt, transfer, refusal);
    if (!(got instanceof Promise)) {
      this.#advance();
      return got === moved ? this.#readHost(maximum, transfer, nonBlocking) : got;
    }
    return got.then((result) => (result === moved ? this.#readHost(maximum, transfer, nonBlocking) : result));
  }

  /** How many bytes were taken: all of 4,096 or fewer, at least one of more. @throws KernelError EAGAIN, EPIPE, EIDRM */
  write(data: Uint8Array, transfer: Transfer, nonBlocking: boolean): number | Promise<number> {
    if (this.#host !== undefined) return this.#writeHost(data, transfer, nonBlocking);
    const refusal = nonBlocking ? 'the pipe is full' : undefined;
    const attempt = (): number | typeof moved | undefined => (this.#host ? moved : this.#give(data, transfer));
    const got = this.#writers.pass(attempt, transfer, refusal);
    if (!(got instanceof Promise)) {
      this.#advance();
      return got === moved ? this.#writeHost(data, transfer, nonBlocking) : got;
    }
    return got.then((result) => (result === moved ? this.#writeHost(data, transfer, nonBlocking) : result));
  }

  /** The last handle on the end that is read was closed. */
  closeReader(): void {
    this.#readerOpen = false;
    this.#host?.closeReader();
    // Nobody will ever read what is left.
    this.#freeRing();
    this.#changed();
  }

  /** The last handle on the end that is written was closed. */
  closeWriter(): void {
    this.#writerOpen = false;
    this.#host?.closeWriter();
    if (this.#ring.length === 0) this.#freeRing();
    this.#changed();
  }

  /** Takes the pipe away from both ends; programs that were handed an end keep it. */
  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.#host?.closeReader();
    this.#host?.closeWriter();
    this.#freeRing();
    this.#changed();
  }

  /**
   * A descriptor of one end for a program. The first one turns the pipe into one of the host; what it held moves over first.
   * @throws KernelError EIDRM, EBUSY, ENOTSUP, EMFILE, EAGAIN when the host's pipe has no room for what it holds
   */
  hostDescriptor(end: 'reader' | 'writer'): number {
    if (this.#destroyed) throw removed();
    if (end === 'reader' && this.#host?.reader !== undefined) {
      throw failure(
        'EBUSY',
        'a process of the kernel reads this pipe already; hand its end over before reading from it',
      );
    }
    return this.#hosted().descriptor(end);
  }

  #hosted(): HostPipe {
    if (this.#host !== undefined) return this.#host;
    const host = this.#hostPipes.open(this.capacity);
    const held = this.#ring.shift(this.#ring.length);
    try {
      host.fill(held);
    } catch (error) {
      // The host may give less room than was asked for: the pipe stays here then, with what it holds.
      this.#ring.push(held);
      host.closeReader();
      host.closeWriter();
      throw error;
    }
    if (!this.#readerOpen) host.closeReader();
    if (!this.#writerOpen) host.closeWriter();
    this.#host = host;
    this.#freeRing();
    this.#changed();
    return host;
  }

  #take(maximum: number, { process }: Transfer): ReadResult | undefined {
    if (this.#destroyed) throw removed();
    if (this.#ring.length === 0) return this.#writerOpen ? undefined : bytesRead(Buffer.alloc(0), true);
    this.#adopt(process);
    const data = this.#ring.shift(maximum);
    this.#read += data.length;
    if (!this.#writerOpen && this.#ring.length === 0) this.#freeRing();
    return bytesRead(data, false);
  }

  #give(data: Uint8Array, { process }: Transfer): number | undefined {
    if (this.#destroyed) throw removed();
    if (!this.#readerOpen) throw failure('EPIPE', 'nobody can read this pipe any more');
    const least = data.length <= atomicBytes ? data.length : 1;
    if (this.#ring.free < least) return undefined;
    this.#adopt(process);
    const count = this.#ring.push(data);
    this.#written += count;
    return count;
  }

  /** The memory of a pipe whose maker has ended counts as that of the next process that uses it. */
  #adopt(process: Owner): void {
    if (this.#owner.ending === undefined || process === this.#owner || this.#block === undefined) return;
    const block = this.#arena.allocate(process.memory, this.capacity);
    const ring = new ByteRing(block.bytes);
    ring.push(this.#ring.shift(this.#ring.length));
    this.#block.free();
    this.#block = block;
    this.#ring = ring;
    this.#owner = process;
  }

  async #readHost(maximum: number, transfer: Transfer, nonBlocking: boolean): Promise<ReadResult> {
    if (this.#destroyed) throw removed();
    const reader = this.#host?.startReader();
    if (reader === undefined) throw removed();
    reader.nonBlocking = nonBlocking;
    const result = await reader.read(maximum, transfer);
    if (this.#destroyed) throw removed();
    this.#read += result.data.length;
    return result;
  }

  async #writeHost(data: Uint8Array, transfer: Transfer, nonBlocking: boolean): Promise<number> {
    if (this.#destroyed) throw removed();
    const host = this.#host;
    if (host === undefined) throw removed();
    if (!nonBlocking) {
      const written = await host.startWriter().write(data, transfer);
      this.#written += written;
      return written;
    }
    const written = host.tryWrite(data);
    this.#written += written;
    return written;
  }

  #freeRing(): void {
    this.#block?.free();
    this.#block = undefined;
    this.#ring = new ByteRing(new Uint8Array(0));
  }

  #changed(): void {
    this.#advance();
    this.changes.wake();
  }

  /** Lets everybody through who can go now; one who goes may make room for others. */
  #advance(): void {
    if (this.changes.size > 0) this.changes.wake();
    if (this.#advancing) return;
    this.#advancing = true;
    let more = true;
    while (more) {
      const wrote = this.#writers.size > 0 && this.#writers.advance();
      const read = this.#readers.size > 0 && this.#readers.advance();
      more = wrote || read;
    }
    this.#advancing = false;
  }
}

function removed(): Error {
  return failure('EIDRM', 'the pipe was destroyed');
}
