/** What syscalls share that move bytes: how many there may be, what they count as, and waiting on a handle. */
import type { Transfer } from '../descriptors/kernel-object.ts';
import { whileHeld } from '../descriptors/while-held.ts';
import { failure } from '../errors.ts';
import type { Call } from './call.ts';

/** Most bytes of one operation. */
export const mostBytes = 1024 * 1024;

/** @throws KernelError EMSGSIZE */
export function requireSize(data: Uint8Array): void {
  if (data.length > mostBytes) {
    throw failure('EMSGSIZE', `${data.length} bytes in one operation, the most is ${mostBytes}; write in parts`);
  }
}

/** Most bytes to give to a reader that asked for `length`; 0 asks for as many as there may be. */
export function readLength(length: number): number {
  return length === 0 ? mostBytes : Math.min(length, mostBytes);
}

/** Counts what a call has moved, for its process and for events. */
export function moved(call: Call, read: number, written: number): void {
  call.bytes = read + written;
  call.process.counters.bytesRead += read;
  call.process.counters.bytesWritten += written;
}

/** An operation on a handle of the caller's that may wait; it ends with the handle. @throws KernelError EBADF */
export function holding<T>(
  call: Call,
  number: number,
  operation: (transfer: Transfer) => T | Promise<T>,
): T | Promise<T> {
  return whileHeld(call.process.handles.handle(number), call, operation);
}

/** Goes on at once with what is there at once. */
export function after<T, U>(value: T | Promise<T>, next: (value: T) => U | Promise<U>): U | Promise<U> {
  return value instanceof Promise ? value.then(next) : next(value);
}
