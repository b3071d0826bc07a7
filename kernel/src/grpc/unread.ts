/**
 * What answers hold until they have left the kernel. A client that does not read must never make the kernel grow, on
 * however many calls and streams: bytes are counted for each process over all of them, and over all processes together.
 *
 * A process below its least goes on whatever the others hold, so nobody is starved by those who do not read. An answer
 * counts until the HTTP/2 stream has given it to the connection or has closed; a deadline that passed frees nothing.
 */
import { EventEmitter } from 'node:events';
import { failure } from '../errors.ts';
import type { Process } from '../process/process.ts';
import { Cancellation } from '../timeouts/cancellation.ts';
import { WaitQueue } from '../wait-queue.ts';

const KiB = 1024;
/** What a call of its own holds at least, with the stream that it came on. */
const leastOfCall = 4 * KiB;
/** Streams that hear of room in one turn. */
const toldPerTurn = 64;

export interface UnreadLimits {
  /** Bytes of one owner. */
  readonly ofOne: number;
  /** Bytes of all owners. */
  readonly ofAll: number;
  /** Bytes that every owner may hold, whatever the others do. */
  readonly least: number;
}

interface Held {
  unread: number;
  reserved: number;
}

export class UnreadBytes {
  readonly #limits: UnreadLimits;
  readonly #held = new Map<object, Held>();
  readonly #waiting = new WaitQueue();
  /** What calls bring that wait, by process. */
  readonly #waitingBytes = new Map<Process, number>();
  #waitingTotal = 0;
  readonly #waiters = new Set<() => void>();
  #total = 0;
  #telling = false;
  #toTell = 0;

  constructor(limits: UnreadLimits) {
    this.#limits = limits;
  }

  /** Bytes of all, reserved ones included. */
  get total(): number {
    return this.#total;
  }

  /** Bytes of one owner, reserved ones included. */
  of(owner: object): number {
    const held = this.#held.get(owner);
    return held === undefined ? 0 : held.unread + held.reserved;
  }

  /** Whether the owner may start something that makes an answer; that one may pass the limit. */
  hasRoom(owner: object): boolean {
    const own = this.of(owner);
    if (own < this.#limits.least) return true;
    return own < this.#limits.ofOne && this.#total < this.#limits.ofAll;
  }

  /**
   * Whether an answer that came without room for it may be kept. What waits for others without end reserves nothing, so
   * its answers may come all at once: up to as much again as the limit.
   */
  mayKeep(owner: object): boolean {
    const own = this.of(owner);
    if (own < this.#limits.least) return true;
    return own < 2 * this.#limits.ofOne && this.#total < 2 * this.#limits.ofAll;
  }

  /** Adds to what the owner holds; negative numbers give back. */
  add(owner: object, unread: number, reserved = 0): void {
    const held = this.#held.get(owner) ?? { unread: 0, reserved: 0 };
    if (held.unread + held.reserved === 0) this.#held.set(owner, held);
    held.unread += unread;
    held.reserved += reserved;
    this.#total += unread + reserved;
    if (held.unread + held.reserved === 0) this.#held.delete(owner);
    if (unread + reserved < 0) this.#tell();
  }

  /** Calls back once, when something has been given back; the function takes it back. */
  onRoom(waiter: () => void): () => void {
    this.#waiters.add(waiter);
    return () => this.#waiters.delete(waiter);
  }

  /**
   * Holds the answer of one call until it has left. A call for which there is no room waits, before it is started, and
   * goes on when answers are read; one that reserves nothing does not wait for others that run, lest they wait for it.
   * @param reserve bytes that the answer may have; 0 when that may come late or is small
   * @param payload bytes that the call brings
   * @throws KernelError EAGAIN when too much waits already
   */
  async hold(call: EventEmitter, process: Process, reserve: number, payload: number): Promise<HeldAnswer> {
    if (this.#mayHold(process, reserve)) return new HeldAnswer(this, call, process, reserve);
    const bytes = leastOfCall + payload;
    const waiting = this.#waitingBytes.get(process) ?? 0;
    if (waiting + bytes > this.#limits.ofOne || this.#waitingTotal + bytes > this.#limits.ofAll) {
      throw failure('EAGAIN', `${this.of(process)} bytes of answers are unread or under way; read your answers`);
    }
    this.#wait(process, bytes);
    const gone = new Cancellation();
    const giveUp = (): void => gone.cancel(failure('ECANCELED', 'the caller has gone'));
    call.once('cancelled', giveUp);
    try {
      return await this.#waiting.until(() => {
        return this.#mayHold(process, reserve) ? new HeldAnswer(this, call, process, reserve) : undefined;
      }, gone);
    } finally {
      call.off('cancelled', giveUp);
      this.#wait(process, -bytes);
    }
  }

  #mayHold(process: Process, reserve: number): boolean {
    if (reserve > 0) return this.hasRoom(process);
    const unread = this.#held.get(process)?.unread ?? 0;
    return unread < this.#limits.least || (unread < this.#limits.ofOne && this.#total < 2 * this.#limits.ofAll);
  }

  #wait(process: Process, bytes: number): void {
    const waiting = (this.#waitingBytes.get(process) ?? 0) + bytes;
    if (waiting > 0) this.#waitingBytes.set(process, waiting);
    else this.#waitingBytes.delete(process);
    this.#waitingTotal += bytes;
  }

  #tell(): void {
    this.#toTell = this.#waiters.size;
    if (this.#telling || this.#toTell + this.#waiting.size === 0) return;
    this.#telling = true;
    setImmediate(() => this.#tellSome());
  }

  /** Who waits again is at the end of the line. */
  #tellSome(): void {
    this.#telling = false;
    this.#waiting.wake();
    let told = 0;
    for (const waiter of this.#waiters) {
      if (this.#toTell <= 0 || told++ >= toldPerTurn) break;
      this.#toTell--;
      this.#waiters.delete(waiter);
      waiter();
    }
    if (this.#toTell <= 0 || this.#telling) return;
    this.#telling = true;
    setImmediate(() => this.#tellSome());
  }
}

/** The answer of one call: reserved while it runs, then what it has, until its stream has closed. */
export class HeldAnswer {
  readonly #bytes: UnreadBytes;
  readonly #process: Process;
  #unread = 0;
  #reserved: number;
  #gone = false;

  constructor(bytes: UnreadBytes, call: EventEmitter, process: Process, reserve: number) {
    this.#bytes = bytes;
    this.#process = process;
    this.#reserved = reserve;
    bytes.add(process, 0, reserve);
    whenClosed(call, () => {
      bytes.add(process, -this.#unread, -this.#reserved);
      this.#gone = true;
    });
  }

  /**
   * The answer has this many bytes so far.
   * @throws KernelError EAGAIN when that is far too much beside what lies unread
   */
  answered(bytes: number): void {
    if (this.#gone) return;
    const more = bytes - this.#unread;
    const used = Math.min(this.#reserved, more);
    if (more > used && bytes > leastOfCall && !this.#bytes.mayKeep(this.#process)) {
      throw failure('EAGAIN', 'the answer is dropped: too many others are unread; read your answers');
    }
    this.#unread += more;
    this.#reserved -= used;
    this.#bytes.add(this.#process, more, -used);
  }

  /** Nothing more comes: what was reserved and is not needed is given back. */
  complete(): void {
    if (this.#gone) return;
    const more = Math.max(0, leastOfCall - this.#unread);
    this.#unread += more;
    this.#bytes.add(this.#process, more, -this.#reserved);
    this.#reserved = 0;
  }
}

/**
 * Calls back once the HTTP/2 stream below a call has closed: all that was sent has left, or never will. The event
 * 'cancelled' of the call is not that: it comes when a deadline passes too, and then the stream still holds what it has.
 */
export function whenClosed(call: EventEmitter, closed: () => void): void {
  const stream = streamBelow(call);
  if (stream === undefined) call.once('close', closed);
  else if ('destroyed' in stream && stream.destroyed === true) closed();
  else stream.once('close', closed);
}

/** The library shows it to nobody; without it, which is a failure of a test of ours, the end of the call has to do. */
function streamBelow(call: EventEmitter): EventEmitter | undefined {
  const below: unknown = Reflect.get(call, 'call');
  if (typeof below !== 'object' || below === null) return undefined;
  const stream: unknown = Reflect.get(below, 'stream');
  return stream instanceof EventEmitter ? stream : undefined;
}
