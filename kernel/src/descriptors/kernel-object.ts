/**
 * What a handle refers to: an open file, a stream of a program, a pipe end, a socket, a segment, a queue, a watch. Counted:
 * every handle holds one reference, whichever process it is in, and the last release disposes of the object.
 */
import { HandleRight, type ReadResult } from '@agentos/protocol/kernel';
import { failure } from '../errors.ts';
import type { Process } from '../process/process.ts';
import type { Cancellation } from '../timeouts/cancellation.ts';

/** What a handle allows: bits, `1 << (HandleRight - 1)`. */
export type Rights = number;

/** The bits of some rights. */
export function rightsOf(...rights: readonly HandleRight[]): Rights {
  let bits = 0;
  for (const right of rights) bits |= right === HandleRight.UNSPECIFIED ? 0 : 1 << (right - 1);
  return bits;
}

export const readRight = rightsOf(HandleRight.READ);
export const writeRight = rightsOf(HandleRight.WRITE);
export const manageRight = rightsOf(HandleRight.MANAGE);
export const duplicateRight = rightsOf(HandleRight.DUPLICATE);
export const transferRight = rightsOf(HandleRight.TRANSFER);
export const allRights: Rights = readRight | writeRight | manageRight | duplicateRight | transferRight;

/** Fails unless a program may be given what it reads or writes by. @throws KernelError EBADF */
export function requireIn(rights: Rights, wanted: Rights, kind: string): void {
  if ((rights & wanted) === wanted) return;
  const use = wanted === readRight ? 'READ' : 'WRITE';
  throw failure('EBADF', `a handle without the right ${use} gives a program no ${kind}`, use);
}

export interface Readiness {
  readonly readable: boolean;
  readonly writable: boolean;
  readonly hungUp: boolean;
}

/** What reading and writing need to know of the syscall that asks. */
export interface Transfer {
  readonly process: Process;
  /** By a deadline, the caller or the end of the process. */
  readonly cancellation: Cancellation;
  /** Set by an operation that does not wait for anything outside. */
  brief: boolean;
}

export abstract class KernelObject {
  /** Such as "file" or "pipe writer": for messages and for the report of a cleanup. */
  abstract readonly kind: string;
  /** O_NONBLOCK: what would wait fails with EAGAIN instead. */
  nonBlocking = false;
  #references = 1;

  retain(): this {
    this.#references++;
    return this;
  }

  /** Gives one reference back; the last one disposes of the object. */
  release(): void {
    if (--this.#references === 0) this.dispose();
  }

  protected abstract dispose(): void;

  /** Bytes that it holds in the kernel, for reports. */
  get bytes(): number {
    return 0;
  }

  /** What `poll` says of it. An object that has nothing to wait for is ready for everything. */
  readiness(): Readiness {
    return { readable: true, writable: true, hungUp: false };
  }

  /** Resolves when the readiness may have changed; rejects with the reason of the cancellation. */
  changed(cancellation: Cancellation): Promise<void> {
    if (cancellation.cancelled) return Promise.reject(cancellation.reason);
    return new Promise((_, reject) => cancellation.add({ cancel: reject }));
  }

  /** The `read` syscall; at most `maximum` bytes. */
  read(_maximum: number, _transfer: Transfer): Promise<ReadResult> {
    throw failure('EINVAL', `a ${this.kind} cannot be read as bytes`);
  }

  /** The `write` syscall: how many bytes were taken. */
  write(_data: Uint8Array, _transfer: Transfer): Promise<number> {
    throw failure('EINVAL', `a ${this.kind} cannot be written as bytes`);
  }

  /**
   * A host descriptor of its own for a program that is about to start; it is closed once the program has a copy. It lets
   * the program do no more than `rights`, those of the handle.
   * @throws KernelError ENOTSUP when this kind cannot be handed to a program; EBADF without the right to read or write that
   * the descriptor would give
   */
  hostDescriptor(_rights: Rights): number {
    throw failure('ENOTSUP', `a ${this.kind} cannot be handed to a program`);
  }

  /** The program that `hostDescriptor` was called for, before it starts: its ledger holds what it costs. */
  handedOver(_program: Process): void {}

  /** Access mode and flags as fcntl tells them, beside O_NONBLOCK. */
  flags(): number {
    return 0;
  }

  /** Sets the flags of fcntl(setfl), beside O_NONBLOCK. */
  setFlags(_flags: number): void {}
}

/** A result of `read` that holds bytes alone. */
export function bytesRead(data: Buffer, endOfFile: boolean): ReadResult {
  return { data, endOfFile, changes: [], copied: [], lost: 0 };
}
