/** The RPCs of the kernel that are one question and one answer: processes, single syscalls and batches, tasks, scheduler, metrics. */
import type {
  CancelAsyncRequest,
  CancelAsyncResponse,
  ControlSchedulerRequest,
  ControlSchedulerResponse,
  CreateProcessRequest,
  CreateProcessResponse,
  ExecuteSyscallAsyncRequest,
  ExecuteSyscallAsyncResponse,
  ExecuteSyscallBatchRequest,
  ExecuteSyscallBatchResponse,
  ExecuteSyscallRequest,
  ExecuteSyscallResponse,
  GetAsyncStatusRequest,
  GetAsyncStatusResponse,
  GetMetricsRequest,
  GetMetricsResponse,
  GetSchedulerStatsRequest,
  GetSchedulerStatsResponse,
  KernelServiceClient,
  ScheduleNextRequest,
  ScheduleNextResponse,
  SchedulerAction,
  SetSchedulingPolicyRequest,
  SetSchedulingPolicyResponse,
  TerminateProcessRequest,
  TerminateProcessResponse,
  UpdateSandboxRequest,
  UpdateSandboxResponse,
} from '@agentos/protocol/kernel';
import type { ClientUnaryCall, Metadata, ServiceError } from '@grpc/grpc-js';
import { bearer, fromServiceError, throwWireError } from './kernel-call.ts';
import { KernelError } from './kernel-error.ts';
import { type CallOptions, unwrap } from './kernel-process.ts';
import { type SyscallArgs, type SyscallCase, type SyscallReturn, tagSyscall } from './syscalls.ts';

/** A request with what its caller cares about; the rest has its standard value. */
export type Fields<T> = { [K in keyof T]?: T[K] };
type Unary<Request, Response> = (
  request: Request,
  metadata: Metadata,
  callback: (error: ServiceError | null, response: Response) => void,
) => ClientUnaryCall;

/** The half of the kernel's client that asks and is answered once; every request says by its token who asks. */
export class KernelRequests {
  protected readonly grpc: KernelServiceClient;

  protected constructor(grpc: KernelServiceClient) {
    this.grpc = grpc;
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
      (body, metadata, done) => this.grpc.executeSyscall(body, metadata, done),
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
    return this.#unary(token, (body, metadata, done) => this.grpc.executeSyscallBatch(body, metadata, done), {
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
    return this.#unary(token, (body, metadata, done) => this.grpc.createProcess(body, metadata, done), {
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
      (body, metadata, done) => this.grpc.terminateProcess(body, metadata, done),
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
      (body, metadata, done) => this.grpc.updateSandbox(body, metadata, done),
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
      (body, metadata, done) => this.grpc.executeSyscallAsync(body, metadata, done),
      { syscall: { syscall: tagSyscall(name, args) }, deadlineMs, timeToLiveMs, traceparent },
    );
    throwWireError(response.error);
    return response.taskId;
  }

  /** How a task is; waits up to `waitMs` (at most 60,000) for its end. @throws KernelError `ENOENT` */
  async asyncStatus(token: string, taskId: number, waitMs = 0, signal?: AbortSignal): Promise<GetAsyncStatusResponse> {
    const response = await this.#unary<GetAsyncStatusRequest, GetAsyncStatusResponse>(
      token,
      (body, metadata, done) => this.grpc.getAsyncStatus(body, metadata, done),
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
      (body, metadata, done) => this.grpc.cancelAsync(body, metadata, done),
      { taskId },
    );
    throwWireError(response.error);
    return response.cancelled;
  }

  /** Runs one decision of the scheduler now and gives the pid that it chose. */
  async scheduleNext(token: string): Promise<number> {
    const response = await this.#unary<ScheduleNextRequest, ScheduleNextResponse>(
      token,
      (body, metadata, done) => this.grpc.scheduleNext(body, metadata, done),
      {},
    );
    throwWireError(response.error);
    return response.pid;
  }

  async schedulerStats(token: string): Promise<GetSchedulerStatsResponse> {
    const response = await this.#unary<GetSchedulerStatsRequest, GetSchedulerStatsResponse>(
      token,
      (body, metadata, done) => this.grpc.getSchedulerStats(body, metadata, done),
      {},
    );
    throwWireError(response.error);
    return response;
  }

  async setSchedulingPolicy(token: string, request: SetSchedulingPolicyRequest): Promise<void> {
    const response = await this.#unary<SetSchedulingPolicyRequest, SetSchedulingPolicyResponse>(
      token,
      (body, metadata, done) => this.grpc.setSchedulingPolicy(body, metadata, done),
      request,
    );
    throwWireError(response.error);
  }

  async controlScheduler(token: string, action: SchedulerAction): Promise<ControlSchedulerResponse> {
    const response = await this.#unary<ControlSchedulerRequest, ControlSchedulerResponse>(
      token,
      (body, metadata, done) => this.grpc.controlScheduler(body, metadata, done),
      { action },
    );
    throwWireError(response.error);
    return response;
  }

  /** The kernel's counters in Prometheus text format. */
  async getMetrics(token: string): Promise<string> {
    const response = await this.#unary<GetMetricsRequest, GetMetricsResponse>(
      token,
      (body, metadata, done) => this.grpc.getMetrics(body, metadata, done),
      {},
    );
    return response.text;
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
