/** What every call of the kernel's client needs: who calls, and what its failures mean. */
import { Metadata, status } from '@grpc/grpc-js';
import { KernelError } from './kernel-error.ts';

/** Trailer in which a failed call carries the POSIX code of its error. */
export const errorCodeTrailer = 'agentos-code';

/** The metadata of a call by the holder of a token. */
export function bearer(token: string): Metadata {
  const metadata = new Metadata();
  metadata.set('authorization', `Bearer ${token}`);
  return metadata;
}

/** Throws the error that an answer carries, if it does. */
export function throwWireError(error: { code: string; message: string; detail: string } | undefined): void {
  if (error !== undefined) throw new KernelError(error.code, error.message, error.detail);
}

const codeOfStatus: Readonly<Record<number, string>> = {
  [status.CANCELLED]: 'ECANCELED',
  [status.INVALID_ARGUMENT]: 'EINVAL',
  [status.DEADLINE_EXCEEDED]: 'ETIMEDOUT',
  [status.PERMISSION_DENIED]: 'EACCES',
  [status.RESOURCE_EXHAUSTED]: 'EMSGSIZE',
  [status.UNAVAILABLE]: 'EPIPE',
  [status.UNAUTHENTICATED]: 'EACCES',
};

/** A failed call as the kernel's own kind of error. */
export function fromServiceError(error: unknown): KernelError {
  if (error instanceof KernelError) return error;
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'number') {
    return new KernelError('EIO', String(error));
  }
  const details = 'details' in error && typeof error.details === 'string' ? error.details : error.message;
  const trailer = 'metadata' in error && error.metadata instanceof Metadata ? error.metadata.get(errorCodeTrailer) : [];
  const code = trailer[0]?.toString() ?? codeOfStatus[error.code] ?? 'EIO';
  return new KernelError(code, details, status[error.code] ?? '');
}
