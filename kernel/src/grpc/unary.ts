/** The unary doors: one syscall, a batch, and the life of processes. Each ends in the same executor or life cycle. */
import type {
  CreateProcessRequest,
  CreateProcessResponse,
  ExecuteSyscallBatchRequest,
  ExecuteSyscallBatchResponse,
  ExecuteSyscallRequest,
  ExecuteSyscallResponse,
  SyscallResult,
  TerminateProcessRequest,
  TerminateProcessResponse,
  UpdateSandboxRequest,
  UpdateSandboxResponse,
} from '@agentos/protocol/kernel';
import { type handleUnaryCall, type ServerUnaryCall, status } from '@grpc/grpc-js';
import { asKernelError, failure, toWire } from '../errors.ts';
import { parseTraceparent } from '../events/trace.ts';
import type { LifeCycle } from '../process/life-cycle.ts';
import type { Executor } from '../syscalls/executor.ts';
import { type Authenticator, asServiceError, serviceError } from './authenticate.ts';
import { resultBytes } from './payload.ts';

const mostInBatch = 4_096;
const mostAnswerBytes = 14 * 1024 * 1024;

export interface UnaryDoors {
  readonly executeSyscall: handleUnaryCall<ExecuteSyscallRequest, ExecuteSyscallResponse>;
  readonly executeSyscallBatch: handleUnaryCall<ExecuteSyscallBatchRequest, ExecuteSyscallBatchResponse>;
  readonly createProcess: handleUnaryCall<CreateProcessRequest, CreateProcessResponse>;
  readonly terminateProcess: handleUnaryCall<TerminateProcessRequest, TerminateProcessResponse>;
  readonly updateSandbox: handleUnaryCall<UpdateSandboxRequest, UpdateSandboxResponse>;
}

export function unaryDoors(executor: Executor, authenticator: Authenticator, lifeCycle: LifeCycle): UnaryDoors {
  const run = (
    call: ServerUnaryCall<ExecuteSyscallRequest | ExecuteSyscallBatchRequest, unknown>,
    syscall: ExecuteSyscallRequest['syscall'],
  ): SyscallResult | Promise<SyscallResult> => {
    const process = authenticator.requireProcess(call.metadata);
    const { deadlineMs, traceparent } = call.request;
    const outcome = executor.execute(process, syscall, { deadlineMs, traceparent });
    if (!('done' in outcome)) return outcome;
    const cancel = (): void => outcome.cancel();
    call.on('cancelled', cancel);
    void outcome.done.then(() => call.off('cancelled', cancel));
    return outcome.done;
  };

  return {
    executeSyscall: unary(async (call) => ({ result: await run(call, call.request.syscall) })),

    executeSyscallBatch: unary(async (call) => {
      const { syscalls, parallel, stopAtError } = call.request;
      call.setMaxListeners(mostInBatch + 8);
      authenticator.requireProcess(call.metadata);
      if (syscalls.length > mostInBatch) {
        throw serviceError(status.INVALID_ARGUMENT, 'EINVAL', `a batch holds at most ${mostInBatch} syscalls`);
      }
      const results: SyscallResult[] = [];
      if (parallel) results.push(...(await Promise.all(syscalls.map((syscall) => run(call, syscall)))));
      else {
        let stopped = false;
        for (const syscall of syscalls) {
          const result = stopped ? cancelled() : await run(call, syscall);
          results.push(result);
          if (stopAtError && result.result?.$case === 'error') stopped = true;
        }
      }
      let bytes = 0;
      for (const result of results) bytes += resultBytes(result);
      if (bytes > mostAnswerBytes) {
        throw serviceError(status.RESOURCE_EXHAUSTED, 'EMSGSIZE', 'the answers are too large for one message');
      }
      const failed = results.filter(({ result }) => result?.$case === 'error').length;
      return { results, succeeded: results.length - failed, failed };
    }),

    createProcess: unary(async (call) => {
      const caller = authenticator.authenticate(call.metadata);
      const creator = caller.kind === 'process' ? caller.process : undefined;
      return await lifeCycle.create(call.request, creator, parseTraceparent(call.request.traceparent));
    }),

    terminateProcess: unary(async (call) => {
      const caller = authenticator.authenticate(call.metadata);
      const creator = caller.kind === 'process' ? caller.process : undefined;
      const { pid, graceMs, traceparent } = call.request;
      try {
        const released = await lifeCycle.terminate(pid, graceMs, creator, parseTraceparent(traceparent));
        return { error: undefined, released };
      } catch (error) {
        return { error: toWire(asKernelError(error, `process ${pid}`)), released: [] };
      }
    }),

    updateSandbox: unary(async (call) => {
      const { pid, capabilities, limits } = call.request;
      try {
        if (authenticator.authenticate(call.metadata).kind !== 'administrator') {
          throw failure('EPERM', 'only the administrator token changes what a process may do');
        }
        return { error: undefined, policyEpoch: lifeCycle.updateSandbox(pid, capabilities, limits) };
      } catch (error) {
        if (error instanceof Error && 'metadata' in error) throw error;
        return { error: toWire(asKernelError(error, `process ${pid}`)), policyEpoch: 0 };
      }
    }),
  };
}

function unary<Request, Response>(
  handler: (call: ServerUnaryCall<Request, Response>) => Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call, done) => {
    handler(call).then(
      (response) => done(null, response),
      (error: unknown) => done(asServiceError(error)),
    );
  };
}

function cancelled(): SyscallResult {
  const error = failure('ECANCELED', 'an earlier syscall of the batch failed');
  return { result: { $case: 'error', value: toWire(error) } };
}
