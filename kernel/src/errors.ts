/** Failures of the kernel: made with a POSIX code, translated from the host's errors, and put on the wire. */
import { constants } from 'node:os';
import type { Error as WireError } from '@agentos/protocol/kernel';
import { KernelError } from '@agentos/protocol/kernel-error';
import { HostError } from './host/errors.ts';

export { KernelError };

/** A failure to throw; `message` says what was asked and what to do, `detail` names the subject. */
export function failure(code: string, message: string, detail = ''): KernelError {
  return new KernelError(code, message, detail);
}

const errnoNames = new Map(Object.entries(constants.errno).map(([name, number]) => [number, name]));
const errnoNumbers: Readonly<Record<string, number>> = constants.errno;

/** Name of a host errno, such as 2 → ENOENT. */
export function errnoName(number: number): string {
  return errnoNames.get(number) ?? 'EIO';
}

/** Number of a POSIX code for events and counters; an unknown one counts as EIO. */
export function errnoNumber(code: string): number {
  return errnoNumbers[code] ?? constants.errno.EIO;
}

export function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return 'EIO';
}

/**
 * Any thrown value as a `KernelError`. Host errors keep their code and lose their text, which may hold host paths;
 * `subject` is what the caller named.
 */
export function asKernelError(error: unknown, subject: string): KernelError {
  if (error instanceof KernelError) return error;
  const code = codeOf(error);
  // Failures of the sandbox and the launcher are written for the caller.
  if (error instanceof HostError) return failure(code, error.message, subject);
  if (Object.hasOwn(errnoNumbers, code)) return failure(code, `${subject}: ${describe(code)}`, subject);
  return failure('EIO', `${subject}: the kernel failed while handling it`, subject);
}

const descriptions: Readonly<Record<string, string>> = {
  EACCES: 'the host refuses access to it',
  EEXIST: 'the name is taken',
  EISDIR: 'it is a folder',
  ELOOP: 'too many symbolic links',
  ENAMETOOLONG: 'a name is longer than 255 bytes',
  ENOENT: 'no such file or folder',
  ENOSPC: 'no space left',
  ENOTDIR: 'a part of it is not a folder',
  ENOTEMPTY: 'the folder is not empty',
  EROFS: 'it is read-only',
  EXDEV: 'the two places are on different mounts; copy, then delete',
};

function describe(code: string): string {
  return descriptions[code] ?? `failed with ${code}`;
}

export function toWire(error: KernelError): WireError {
  return { code: error.code, message: error.message, detail: error.detail };
}
