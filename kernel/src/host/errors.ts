/** Failures of the host layer: one class, a POSIX name as the code, a message that says what to do. */
import { getSystemErrorMap } from 'node:util';

export class HostError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'HostError';
    this.code = code;
  }
}

/** The failure of one call of the C library, from its errno. */
export function callFailed(call: string, errno: number): HostError {
  const [code, text] = getSystemErrorMap().get(-errno) ?? ['EIO', `error ${errno}`];
  return new HostError(code, `${call}: ${text}`);
}

/** The POSIX name carried by an unknown thrown value, or the empty string. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
