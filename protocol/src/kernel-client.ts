/**
 * The client of the kernel: attached processes over one Ring stream, and the unary and streaming RPCs beside it.
 *
 * Rules it keeps: submissions of one event-loop turn travel in one message; nothing is written while the stream is
 * under back-pressure; when the connection is lost every pending call fails with `EPIPE`, attached processes are dead,
 * and a new client has to be connected.
 */
import {
  type CreateProcessRequest,
  type CreateProcessResponse,
  type EventBatch,
  type ExecuteSyscallBatchRequest,
  type ExecuteSyscallBatchResponse,
  type ExecuteSyscallRequest,
  type ExecuteSyscallResponse,
  type GetMetricsRequest,
  type GetMetricsResponse,
  KernelServiceClient,
  type StreamEventsRequest,
  type SyscallResult,
  type TerminateProcessRequest,
  type TerminateProcessResponse,
  type UpdateSandboxRequest,
  type UpdateSandboxResponse,
} from '@agentos/protocol/kernel';
import { type ClientUnaryCall, credentials, Metadata, type ServiceError, status } from '@grpc/grpc-js';
import { KernelError } from './kernel-error.ts';
import { RingConnection } from './kernel-ring.ts';
import { returnOf, type SyscallArgs, type SyscallCase, type SyscallReturn, tagSyscall } from './syscalls.ts';

export { KernelError } from './kernel-error.ts';
export type { SyscallArgs, SyscallCase, SyscallReturn } from './syscalls.ts';

/** Limits of messages and windows that both sides of the kernel's transport use. */
export const kernelChannelOptions = {
  'grpc.max_receive_message_length': 16 * 1024 * 1024,
  'grpc.max_send_message_length': 16 * 1024 * 1024,
  'grpc-node.flow_control_window': 1024 * 1024,
  'grpc.enable_http_proxy': 0,
  // A client that comes a moment before the kernel listens should not wait the usual second for its next try.
  'grpc.initial_reconnect_backoff_ms': 50,
  'grpc.max_reconnect_backoff_ms': 1_000,
} as const;

/** Trailer in which a failed unary call carries the POSIX code of its error. */
export const errorCodeTrailer = 'agentos-code';

export interface CallOptions {
  /** 0 or absent: the deadline of the syscall's timeout class. */
  readonly deadlineMs?: number;
  /** W3C trace context; absent: a new trace. */
  readonly traceparent?: string;
  /** Cancels the call in the kernel; it then fails with `ECANCELED`. */
  readonly signal?: AbortSignal;
}

/** A process that this client acts as. */
export interface KernelProcess {
  readonly pid: number;
  /** Runs one syscall as this process; fails with a `KernelError`. */
  call<C extends SyscallCase>(name: C, args: SyscallArgs<C>, options?: CallOptions): Promise<SyscallReturn<C>>;
  /** Ends the use of the process on this connection; the process goes on. */
  detach(): void;
}

type Fields<T> = { [K in keyof T]?: T[K] };
type Unary<Request, Response> = (
  request: Request,
  metadata: Metadata,
  callback: (error: ServiceError | null, response: Response) => void,
) => ClientUnaryCall;

export class KernelClient {
  readonly #grpc: KernelServiceClient;
  readonly #ring: RingConnection;

  private constructor(grpc: KernelServiceClient) {
    this.#grpc = grpc;
    this.#ring = new RingConnection(grpc.ring());
  }

  /**
   * Connects to `unix:/path` or `host:port`.
   * @throws KernelError `EPIPE` when nothing answers there within `timeoutMs` (5,000).
   */
  static async connect(options: { address: string; timeoutMs?: number }): Promise<KernelClient> {
    const grpc = new KernelServiceClient(options.address, credentials.createInsecure(), kernelChannelOptions);
    const ready = Promise.withResolvers<void>();
    grpc.waitForReady(Date.now() + (options.timeoutMs ?? 5_000), (error) => {
      if (error === undefined) ready.resolve();
      else ready.reject(new KernelError('EPIPE', `no kernel answers at ${options.address}`, options.address));
    });
    try {
      await ready.promise;
    } catch (error) {
      grpc.close();
      throw error;
    }
    return new KernelClient(grpc);
  }

  /**
   * Acts as the process that the token stands for.
   * @throws KernelError `EACCES` when the token is not that of a living process.
   */
  async attach(token: string): Promise<KernelProcess> {
    const ring = this.#ring;
    const { ref, pid } = await ring.attach(token);
    return {
      pid,
      async call(name, args, options) {
        return unwrap(name, await ring.submit(ref, tagSyscall(name, args), options ?? {}));
      },
      detach: () => ring.detach(ref),
    };
  }

  /** Runs one syscall without the ring, for callers that make few. */
  async executeUnary<C extends SyscallCase>(
    token: string,
    name: C,
    args: SyscallArgs<C>,
    options: CallOptions = {},
  ): Promise<SyscallReturn<C>> {
    const response = await this.#unary<ExecuteSyscallRequest, ExecuteSyscallResponse>(
      token,
      (body, metadata, done) => this.#grpc.executeSyscall(body, metadata, done),
      {
        syscall: { syscall: tagSyscall(name, args) },
        deadlineMs: options.deadlineMs ?? 0,
        traceparent: options.traceparent ?? '',
      },
      options.signal,
    );
    return unwrap(name, response.result?.result);
  }

  executeBatch(
    token: string,
    request: Pick<ExecuteSyscallBatchRequest, 'syscalls'> & Fields<ExecuteSyscallBatchRequest>,
  ): Promise<ExecuteSyscallBatchResponse> {
    return this.#unary(token, (body, metadata, done) => this.#grpc.executeSyscallBatch(body, metadata, done), {
      parallel: false,
      stopAtError: false,
      deadlineMs: 0,
      traceparent: '',
      ...request,
    });
  }

  /** Creates a process; `token` is the administrator's, or a process's that has SPAWN_PROCESS. */
  createProcess(
    token: string,
    request: Pick<CreateProcessRequest, 'name' | 'kind'> & Fields<CreateProcessRequest>,
  ): Promise<CreateProcessResponse> {
    return this.#unary(token, (body, metadata, done) => this.#grpc.createProcess(body, metadata, done), {
      capabilities: [],
      limits: undefined,
      parentPid: 0,
      appId: '',
      program: undefined,
      traceparent: '',
      networkRules: [],
      priority: 0,
      ...request,
    });
  }

  /** Ends a process and everything below it; tells what it still held. */
  async terminateProcess(
    token: string,
    request: Pick<TerminateProcessRequest, 'pid'> & Fields<TerminateProcessRequest>,
  ): Promise<TerminateProcessResponse> {
    const response = await this.#unary<TerminateProcessRequest, TerminateProcessResponse>(
      token,
      (body, metadata, done) => this.#grpc.terminateProcess(body, metadata, done),
      {
        graceMs: 0,
        traceparent: '',
        ...request,
      },
    );
    throwWireError(response.error);
    return response;
  }

  /** Replaces what a process may do. */
  async updateSandbox(
    token: string,
    request: Pick<UpdateSandboxRequest, 'pid' | 'capabilities'> & Fields<UpdateSandboxRequest>,
  ): Promise<UpdateSandboxResponse> {
    const response = await this.#unary<UpdateSandboxRequest, UpdateSandboxResponse>(
      token,
      (body, metadata, done) => this.#grpc.updateSandbox(body, metadata, done),
      {
        limits: undefined,
        network: undefined,
        ...request,
      },
    );
    throwWireError(response.error);
    return response;
  }

  /** The kernel's counters in Prometheus text format. */
  async getMetrics(token: string): Promise<string> {
    const response = await this.#unary<GetMetricsRequest, GetMetricsResponse>(
      token,
      (body, metadata, done) => this.#grpc.getMetrics(body, metadata, done),
      {},
    );
    return response.text;
  }

  /** Follows the event ring until the signal aborts or the iteration ends. */
  async *streamEvents(
    token: string,
    request: Fields<StreamEventsRequest> = {},
    signal?: AbortSignal,
  ): AsyncGenerator<EventBatch> {
    if (isAborted(signal)) return;
    const stream = this.#grpc.streamEvents(
      { fromSequence: 0, categories: [], pids: [], follow: true, ...request },
      bearer(token),
    );
    const cancel = (): void => stream.cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      for await (const batch of stream) yield batch;
    } catch (error) {
      if (!isAborted(signal)) throw fromServiceError(error);
    } finally {
      signal?.removeEventListener('abort', cancel);
      stream.cancel();
    }
  }

  /** Called once when the connection is lost (not by `close`); returns the function that ends the interest. */
  onDown(listener: (error: KernelError) => void): () => void {
    return this.#ring.onDown(listener);
  }

  async close(): Promise<void> {
    await this.#ring.close();
    this.#grpc.close();
  }

  #unary<Request, Response>(
    token: string,
    method: Unary<Request, Response>,
    request: Request,
    signal?: AbortSignal,
  ): Promise<Response> {
    if (signal?.aborted === true) return Promise.reject(new KernelError('ECANCELED', 'the call was cancelled'));
    return new Promise<Response>((resolve, reject) => {
      const call = method(request, bearer(token), (error, response) => {
        signal?.removeEventListener('abort', cancel);
        if (error === null) resolve(response);
        else reject(fromServiceError(error));
      });
      const cancel = (): void => call.cancel();
      signal?.addEventListener('abort', cancel, { once: true });
    });
  }
}

function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

function bearer(token: string): Metadata {
  const metadata = new Metadata();
  metadata.set('authorization', `Bearer ${token}`);
  return metadata;
}

function throwWireError(error: { code: string; message: string; detail: string } | undefined): void {
  if (error !== undefined) throw new KernelError(error.code, error.message, error.detail);
}

function unwrap<C extends SyscallCase>(name: C, result: SyscallResult['result']): SyscallReturn<C> {
  const value = returnOf(result, name);
  if (value !== undefined) return value;
  if (result?.$case === 'error') throwWireError(result.value);
  throw new KernelError('EPROTO', `the kernel answered ${name} with ${result?.$case ?? 'nothing'}`, name);
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

function fromServiceError(error: unknown): KernelError {
  if (error instanceof KernelError) return error;
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'number') {
    return new KernelError('EIO', String(error));
  }
  const details = 'details' in error && typeof error.details === 'string' ? error.details : error.message;
  const trailer = 'metadata' in error && error.metadata instanceof Metadata ? error.metadata.get(errorCodeTrailer) : [];
  const code = trailer[0]?.toString() ?? codeOfStatus[error.code] ?? 'EIO';
  return new KernelError(code, details, status[error.code] ?? '');
}
