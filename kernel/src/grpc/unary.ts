/** The unary doors: one syscall, a batch, and the life of processes. Each ends in the same executor or life cycle. */
import type {
  CreateProcessRequest,
  CreateProcessResponse,
  ExecuteSyscallBatchRequest,
  ExecuteSyscallBatchResponse,
  ExecuteSyscallRequest,
  ExecuteSyscallResponse,
  Syscall,
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
import type { Process } from '../process/process.ts';
import type { Executor } from '../syscalls/executor.ts';
import { type Authenticator, asServiceError, serviceError } from './authenticate.ts';
import { payloadBytes, reservedBytes, resultBytes } from './payload.ts';
import type { HeldAnswer, UnreadBytes } from './unread.ts';

/** About what receiving a unary call and answering it cost the core, nanoseconds: far more than most syscalls. */
const unaryNs = 100_000;
/** The same for one entry of a batch. */
const entryNs = 1_500;
const mostInBatch = 4_096;
const mostAnswerBytes = 14 * 1024 * 1024;
/** Syscalls of a batch that run before other callers get their turn. */
const perTurn = 256;

export interface UnaryDoors {
  readonly executeSyscall: handleUnaryCall<ExecuteSyscallRequest, ExecuteSyscallResponse>;
  readonly executeSyscallBatch: handleUnaryCall<ExecuteSyscallBatchRequest, ExecuteSyscallBatchResponse>;
  readonly createProcess: handleUnaryCall<CreateProcessRequest, CreateProcessResponse>;
  readonly terminateProcess: handleUnaryCall<TerminateProcessRequest, TerminateProcessResponse>;
  readonly updateSandbox: handleUnaryCall<UpdateSandboxRequest, UpdateSandboxResponse>;
}

export function unaryDoors(
  executor: Executor,
  authenticator: Authenticator,
  lifeCycle: LifeCycle,
  unread: UnreadBytes,
): UnaryDoors {
  const run = (
    call: ServerUnaryCall<ExecuteSyscallRequest | ExecuteSyscallBatchRequest, unknown>,
    process: Process,
    syscall: ExecuteSyscallRequest['syscall'],
    transportNs: number,
  ): SyscallResult | Promise<SyscallResult> => {
    const { deadlineMs, traceparent } = call.request;
    const outcome = executor.execute(process, syscall, { deadlineMs, traceparent, transportNs });
    if (!('done' in outcome)) return outcome;
    const cancel = (): void => outcome.cancel();
    call.on('cancelled', cancel);
    void outcome.done.then(() => call.off('cancelled', cancel));
    return outcome.done;
  };

  return {
    executeSyscall: unary(async (call) => {
      const { syscall } = call.request;
      const process = authenticator.requireProcess(call.metadata);
      const held = await unread.hold(call, process, reservedBytes(syscall, process), payloadBytes(syscall));
      const result = await run(call, process, syscall, unaryNs);
      held.answered(resultBytes(result));
      held.complete();
      return { result };
    }),

    executeSyscallBatch: unary(async (call) => {
      const { syscalls, parallel, stopAtError } = call.request;
      call.setMaxListeners(mostInBatch + 8);
      const process = authenticator.requireProcess(call.metadata);
      if (syscalls.length > mostInBatch) {
        throw serviceError(status.INVALID_ARGUMENT, 'EINVAL', `a batch holds at most ${mostInBatch} syscalls`);
      }
      const wanted = syscalls.map((syscall) => reservedBytes(syscall, process));
      const reserve = wanted.reduce((sum, bytes) => sum + bytes, 0);
      const payload = syscalls.reduce((sum, syscall) => sum + payloadBytes(syscall), 0);
      const held = await unread.hold(call, process, Math.min(reserve, mostAnswerBytes), payload);
      const start = (syscall: Syscall): SyscallResult | Promise<SyscallResult> => {
        // It may have ended meanwhile.
        return run(call, authenticator.requireProcess(call.metadata), syscall, entryNs);
      };
      const results = await runBatch({ syscalls, wanted, parallel, stopAtError, held }, start).finally(() =>
        held.complete(),
      );
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
        const { released, forced } = await lifeCycle.terminate(pid, graceMs, creator, parseTraceparent(traceparent));
        return { error: undefined, released: [...released], forced };
      } catch (error) {
        return { error: toWire(asKernelError(error, `process ${pid}`)), released: [], forced: false };
      }
    }),

    updateSandbox: unary(async (call) => {
      const { pid, capabilities, limits, network } = call.request;
      try {
        if (authenticator.authenticate(call.metadata).kind !== 'administrator') {
          throw failure('EPERM', 'only the administrator token changes what a process may do');
        }
        return { error: undefined, policyEpoch: lifeCycle.updateSandbox(pid, capabilities, limits, network?.rules) };
      } catch (error) {
        if (error instanceof Error && 'metadata' in error) throw error;
        return { error: toWire(asKernelError(error, `process ${pid}`)), policyEpoch: 0 };
      }
    }),
  };
}

interface Batch {
  readonly syscalls: readonly Syscall[];
  /** What each may hold, bytes. */
  readonly wanted: readonly number[];
  readonly parallel: boolean;
  readonly stopAtError: boolean;
  readonly held: HeldAnswer;
}

/**
 * Runs the syscalls of a batch in order, or side by side. What their answers hold never exceeds one message: a batch that
 * would is given up where that shows, and does not start what may exceed it while the same is still under way.
 */
async function runBatch(
  { syscalls, wanted, parallel, stopAtError, held }: Batch,
  run: (syscall: Syscall) => SyscallResult | Promise<SyscallResult>,
): Promise<SyscallResult[]> {
  const results: SyscallResult[] = [];
  const running = new Set<Promise<void>>();
  let answered = 0;
  let reserved = 0;
  const settle = (index: number, result: SyscallResult): void => {
    results[index] = result;
    answered += resultBytes(result);
    if (answered > mostAnswerBytes) {
      throw serviceError(status.RESOURCE_EXHAUSTED, 'EMSGSIZE', 'the answers are too large for one message');
    }
    held.answered(answered);
  };
  let stopped = false;
  for (const [index, syscall] of syscalls.entries()) {
    if (stopped) {
      settle(index, cancelled());
      continue;
    }
    if (index % perTurn === perTurn - 1) await new Promise<void>((resolve) => setImmediate(resolve));
    const bytes = wanted[index] ?? 0;
    while (reserved > 0 && bytes > 0 && answered + reserved + bytes > mostAnswerBytes) await Promise.race(running);
    const outcome = run(syscall);
    if (outcome instanceof Promise && parallel) {
      reserved += bytes;
      const one = outcome.then((result) => {
        reserved -= bytes;
        settle(index, result);
        running.delete(one);
      });
      // Its failure is met by whoever waits for it; one that nobody came to wait for is not unhandled.
      one.catch(() => undefined);
      running.add(one);
      continue;
    }
    const result = await outcome;
    settle(index, result);
    stopped = stopAtError && !parallel && result.result?.$case === 'error';
  }
  await Promise.all(running);
  return results;
}

export function unary<Request, Response>(
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
