/** Who a gRPC call comes from, by the bearer token in its metadata, and errors as gRPC statuses. */
import { errorCodeTrailer } from '@agentos/protocol/kernel-client';
import { Metadata, type ServiceError, status } from '@grpc/grpc-js';
import { asKernelError } from '../errors.ts';
import type { Process } from '../process/process.ts';
import type { ProcessTable } from '../process/process-table.ts';
import { isIn, liveStates } from '../process/state.ts';
import type { Tokens } from '../security/tokens.ts';

export type Authenticated =
  | { readonly kind: 'administrator' }
  | { readonly kind: 'process'; readonly process: Process };

export class Authenticator {
  readonly #tokens: Tokens;
  readonly #processes: ProcessTable;

  constructor(tokens: Tokens, processes: ProcessTable) {
    this.#tokens = tokens;
    this.#processes = processes;
  }

  /** The living process that a token stands for. */
  process(token: string): Process | undefined {
    const identity = this.#tokens.identify(token);
    if (identity?.kind !== 'process') return undefined;
    const process = this.#processes.get(identity.pid);
    return process !== undefined && isIn(process, ...liveStates) ? process : undefined;
  }

  /** @throws ServiceError UNAUTHENTICATED */
  authenticate(metadata: Metadata): Authenticated {
    const token = bearerOf(metadata);
    if (this.#tokens.identify(token)?.kind === 'administrator') return { kind: 'administrator' };
    const process = this.process(token);
    if (process !== undefined) return { kind: 'process', process };
    throw serviceError(status.UNAUTHENTICATED, 'EACCES', 'the call needs the token of a living process');
  }

  /**
   * For calls that act as a process: the administrator token creates and attaches processes, nothing else.
   * @throws ServiceError UNAUTHENTICATED, PERMISSION_DENIED
   */
  requireProcess(metadata: Metadata): Process {
    const caller = this.authenticate(metadata);
    if (caller.kind === 'process') return caller.process;
    throw serviceError(
      status.PERMISSION_DENIED,
      'EPERM',
      'the administrator token runs no syscalls; use a process token',
    );
  }
}

function bearerOf(metadata: Metadata): string {
  const [header] = metadata.get('authorization');
  return typeof header === 'string' && header.startsWith('Bearer ') ? header.slice(7) : '';
}

export function serviceError(code: status, posix: string, message: string): ServiceError {
  const metadata = new Metadata();
  metadata.set(errorCodeTrailer, posix);
  return Object.assign(new Error(message), { code, details: message, metadata });
}

const statusOf: Readonly<Record<string, status>> = {
  EACCES: status.PERMISSION_DENIED,
  EPERM: status.PERMISSION_DENIED,
  EINVAL: status.INVALID_ARGUMENT,
  ENOENT: status.NOT_FOUND,
  ESRCH: status.NOT_FOUND,
  EAGAIN: status.RESOURCE_EXHAUSTED,
  ENOTSUP: status.FAILED_PRECONDITION,
};

/** Any failure of an RPC without an error field in its answer. */
export function asServiceError(error: unknown): ServiceError {
  if (isServiceError(error)) return error;
  const known = asKernelError(error, 'the call');
  return serviceError(statusOf[known.code] ?? status.INTERNAL, known.code, known.message);
}

function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && 'metadata' in error && error.metadata instanceof Metadata && 'details' in error;
}
