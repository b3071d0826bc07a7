/**
 * The client of the kernel: attached processes over one Ring stream, and the unary and streaming RPCs beside it.
 *
 * Rules it keeps: submissions of one event-loop turn travel in one message; nothing is written while the stream is
 * under back-pressure; when the connection is lost every pending call fails with `EPIPE`, attached processes are dead,
 * and a new client has to be connected.
 */
import {
  type CancelAsyncRequest,
  type CancelAsyncResponse,
  type ControlSchedulerRequest,
  type ControlSchedulerResponse,
  type CreateProcessRequest,
  type CreateProcessResponse,
  type DirectoryEntry,
  type EventBatch,
  type ExecuteSyscallAsyncRequest,
  type ExecuteSyscallAsyncResponse,
  type ExecuteSyscallBatchRequest,
  type ExecuteSyscallBatchResponse,
  type ExecuteSyscallRequest,
  type ExecuteSyscallResponse,
  type GetAsyncStatusRequest,
  type GetAsyncStatusResponse,
  type GetMetricsRequest,
  type GetMetricsResponse,
  type GetSchedulerStatsRequest,
  type GetSchedulerStatsResponse,
  KernelServiceClient,
  type ScheduleNextRequest,
  type ScheduleNextResponse,
  type SchedulerAction,
  type SetSchedulingPolicyRequest,
  type SetSchedulingPolicyResponse,
  type StreamComplete,
  type StreamEventsRequest,
  type StreamList,
  type StreamRead,
  type StreamWrite,
  type SyscallResult,
  type TerminateProcessRequest,
  type TerminateProcessResponse,
  type UpdateSandboxRequest,
  type UpdateSandboxResponse,
} from '@agentos/protocol/kernel';
import { type ClientUnaryCall, credentials, type Metadata, type ServiceError } from '@grpc/grpc-js';
import { bearer, fromServiceError, throwWireError } from './kernel-call.ts';
import { KernelError } from './kernel-error.ts';
import { RingConnection } from './kernel-ring.ts';
import { openWriter, readInChunks, type StreamWriter } from './kernel-streams.ts';
import { returnOf, type SyscallArgs, type SyscallCase, type SyscallReturn, tagSyscall } from './syscalls.ts';

export { errorCodeTrailer } from './kernel-call.ts';
export { KernelError } from './kernel-error.ts';
export type { StreamWriter } from './kernel-streams.ts';
export type { SyscallArgs, SyscallCase, SyscallReturn } from './syscalls.ts';

/** Limits of messages and windows that both sides of the kernel's transport use. */
export const kernelChannelOptions = {
  'grpc.max_receive_message_length': 16 * 1024 * 1024,
  'grpc.max_send_message_length': 16 * 1024 * 1024,
  'grpc-node.flow_control_window': 1024 * 1024,
  'grpc.enable_http_proxy': 0,
  // A syscall is never repeated behind its caller's back, and keeping it for that costs time. (The library's statistics,
  // `channelz`, stay on: without them it forgets its sessions, and a forced shutdown leaves them open.)
  'grpc.enable_retries': 0,
  // A client that comes a moment before the kernel listens should not wait the usual second for its next try.
  'grpc.initial_reconnect_backoff_ms': 50,
  'grpc.max_reconnect_backoff_ms': 1_000,
} as const;

export interface CallOptions {
  /** 0 or absent: the deadline of the syscall's timeout class. */
  readonly deadlineMs?: number;
  /** W3C trace context; absent: a new trace. */
  readonly traceparent?: string;
  /** Cancels the call in the kernel; it then fails with `ECANCELED`. */
  readonly signal?: AbortSignal;
}

/** In the arguments of a linked syscall: the handle that its chain made last. */
export const lastHandle = 4_294_967_295;

/** One syscall of a chain. */
export interface Link<C extends SyscallCase> extends CallOptions {
  readonly name: C;
  readonly args: SyscallArgs<C>;
}
type ChainOf<C extends readonly SyscallCase[]> = { readonly [I in keyof C]: Link<C[I]> };
type ChainReturns<C extends readonly SyscallCase[]> = { -readonly [I in keyof C]: SyscallReturn<C[I]> };

/** A member of a chain: `process.chain([link('open', …), link('write', …)])`. */
export function link<C extends SyscallCase>(name: C, args: SyscallArgs<C>, options: CallOptions = {}): Link<C> {
  return { name, args, ...options };
}

/** A process that this client acts as. */
export interface KernelProcess {
  readonly pid: number;
  /** Runs one syscall as this process; fails with a `KernelError`. */
  call<C extends SyscallCase>(name: C, args: SyscallArgs<C>, options?: CallOptions): Promise<SyscallReturn<C>>;
  /**
   * Runs linked syscalls: each starts when the one before has succeeded, without a way back to the caller in between, and
   * `lastHandle` in the arguments stands for the handle that the chain made last. Fails with the error of the one that
   * failed; those after it were not run.
   */
  chain<const C extends readonly SyscallCase[]>(links: ChainOf<C>): Promise<ChainReturns<C>>;
  /** Ends the use of the process on this connection; the process goes on. */
  detach(): void;
}

/** Bytes of a chunk when the reader does not say; twice the throughput of the kernel's own 64 KiB. */
const standardChunk = 256 * 1024;

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
      chain: (links) => runChain(ring, ref, links),
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

  /**
   * Submits a syscall that may last and gives the number of its task, which goes on when this client is gone.
   * @throws KernelError `EINVAL` for one that answers at once; `EAGAIN` with too many tasks
   */
  async executeAsync<C extends SyscallCase>(
    token: string,
    name: C,
    args: SyscallArgs<C>,
    options: Omit<CallOptions, 'signal'> & { readonly timeToLiveMs?: number } = {},
  ): Promise<number> {
    const { deadlineMs = 0, timeToLiveMs = 0, traceparent = '' } = options;
    const response = await this.#unary<ExecuteSyscallAsyncRequest, ExecuteSyscallAsyncResponse>(
      token,
      (body, metadata, done) => this.#grpc.executeSyscallAsync(body, metadata, done),
      { syscall: { syscall: tagSyscall(name, args) }, deadlineMs, timeToLiveMs, traceparent },
    );
    throwWireError(response.error);
    return response.taskId;
  }

  /** How a task is; waits up to `waitMs` (at most 60,000) for its end. @throws KernelError `ENOENT` */
  async asyncStatus(token: string, taskId: number, waitMs = 0, signal?: AbortSignal): Promise<GetAsyncStatusResponse> {
    const response = await this.#unary<GetAsyncStatusRequest, GetAsyncStatusResponse>(
      token,
      (body, metadata, done) => this.#grpc.getAsyncStatus(body, metadata, done),
      { taskId, waitMs },
      signal,
    );
    throwWireError(response.error);
    return response;
  }

  /** Stops the work of a task; false when it was over. @throws KernelError `ENOENT` */
  async cancelAsync(token: string, taskId: number): Promise<boolean> {
    const response = await this.#unary<CancelAsyncRequest, CancelAsyncResponse>(
      token,
      (body, metadata, done) => this.#grpc.cancelAsync(body, metadata, done),
      { taskId },
    );
    throwWireError(response.error);
    return response.cancelled;
  }

  /**
   * A file, or what a handle gives, in chunks; returns the total. Ending the iteration, or the signal, cancels it.
   * @throws KernelError what ended it, `ECANCELED` after the signal
   */
  async *streamRead(
    token: string,
    request: Fields<StreamRead>,
    signal?: AbortSignal,
  ): AsyncGenerator<Buffer, StreamComplete> {
    const chunkBytes = standardChunk;
    const value = { path: '', descriptor: 0, offset: 0, length: 0, chunkBytes, deadlineMs: 0, traceparent: '' };
    const chunks = readInChunks(this.#grpc, token, { $case: 'read', value: { ...value, ...request } }, signal);
    for (;;) {
      const { done, value: chunk } = await chunks.next();
      if (done === true) return chunk;
      if (chunk.$case === 'data') yield chunk.value;
    }
  }

  /** The entries of a folder in order, some at a time; returns the total. */
  async *streamList(
    token: string,
    request: Pick<StreamList, 'path'> & Fields<StreamList>,
    signal?: AbortSignal,
  ): AsyncGenerator<DirectoryEntry[], StreamComplete> {
    const value = { withStat: false, chunkEntries: 0, deadlineMs: 0, traceparent: '', ...request };
    const chunks = readInChunks(this.#grpc, token, { $case: 'list', value }, signal);
    for (;;) {
      const { done, value: chunk } = await chunks.next();
      if (done === true) return chunk;
      if (chunk.$case === 'entries') yield chunk.value.entries;
    }
  }

  /** Writes a file, or to a handle, in chunks. Without `finish` the write is given up. */
  streamWrite(token: string, request: Fields<StreamWrite>, signal?: AbortSignal): StreamWriter {
    return openWriter(
      this.#grpc,
      token,
      {
        path: '',
        descriptor: 0,
        offset: 0,
        append: false,
        create: false,
        truncate: false,
        replace: false,
        mode: 0,
        deadlineMs: 0,
        traceparent: '',
        ...request,
      },
      signal,
    );
  }

  /** Runs one decision of the scheduler now and gives the pid that it chose. */
  async scheduleNext(token: string): Promise<number> {
    const response = await this.#unary<ScheduleNextRequest, ScheduleNextResponse>(
      token,
      (body, metadata, done) => this.#grpc.scheduleNext(body, metadata, done),
      {},
    );
    throwWireError(response.error);
    return response.pid;
  }

  async schedulerStats(token: string): Promise<GetSchedulerStatsResponse> {
    const response = await this.#unary<GetSchedulerStatsRequest, GetSchedulerStatsResponse>(
      token,
      (body, metadata, done) => this.#grpc.getSchedulerStats(body, metadata, done),
      {},
    );
    throwWireError(response.error);
    return response;
  }

  async setSchedulingPolicy(token: string, request: SetSchedulingPolicyRequest): Promise<void> {
    const response = await this.#unary<SetSchedulingPolicyRequest, SetSchedulingPolicyResponse>(
      token,
      (body, metadata, done) => this.#grpc.setSchedulingPolicy(body, metadata, done),
      request,
    );
    throwWireError(response.error);
  }

  async controlScheduler(token: string, action: SchedulerAction): Promise<ControlSchedulerResponse> {
    const response = await this.#unary<ControlSchedulerRequest, ControlSchedulerResponse>(
      token,
      (body, metadata, done) => this.#grpc.controlScheduler(body, metadata, done),
      { action },
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

function unwrap<C extends SyscallCase>(name: C, result: SyscallResult['result']): SyscallReturn<C> {
  const value = returnOf(result, name);
  if (value !== undefined) return value;
  if (result?.$case === 'error') throwWireError(result.value);
  throw new KernelError('EPROTO', `the kernel answered ${name} with ${result?.$case ?? 'nothing'}`, name);
}

async function runChain<const C extends readonly SyscallCase[]>(
  ring: RingConnection,
  ref: number,
  links: ChainOf<C>,
): Promise<ChainReturns<C>>;
async function runChain(ring: RingConnection, ref: number, links: readonly Link<SyscallCase>[]): Promise<unknown[]> {
  const results = await ring.submitChain(
    ref,
    links.map(({ name, args, ...options }) => [tagSyscall(name, args), options]),
  );
  return links.map(({ name }, index) => unwrap(name, results[index]));
}
