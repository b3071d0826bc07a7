/** The doors of the scheduler: for processes with SCHEDULER_CONTROL, and for the administrator. */
import { type KernelServiceServer, SchedulerAction, SchedulerPolicy } from '@agentos/protocol/kernel';
import type { Metadata, sendUnaryData } from '@grpc/grpc-js';
import { asKernelError, failure, toWire } from '../errors.ts';
import { newTrace } from '../events/trace.ts';
import type { SchedulerFigures } from '../scheduler/figures.ts';
import { requireQuantum, type Scheduler } from '../scheduler/scheduler.ts';
import { requireKind } from '../security/check.ts';
import { type Authenticator, asServiceError } from './authenticate.ts';

type Doors = Pick<
  KernelServiceServer,
  'scheduleNext' | 'getSchedulerStats' | 'setSchedulingPolicy' | 'controlScheduler'
>;

export function schedulerDoors(scheduler: Scheduler, figures: SchedulerFigures, authenticator: Authenticator): Doors {
  /** Who is nobody is refused by status; every other failure is in the answer. */
  const serve = <Answer extends object>(
    metadata: Metadata,
    done: sendUnaryData<Answer & { error: ReturnType<typeof toWire> | undefined }>,
    nothing: Answer,
    work: () => Answer | Promise<Answer>,
  ): void => {
    try {
      const caller = authenticator.authenticate(metadata);
      const run = async (): Promise<Answer> => {
        if (caller.kind === 'process') requireKind(caller.process, 'SCHEDULER_CONTROL');
        return await work();
      };
      run().then(
        (answer) => done(null, { ...answer, error: undefined }),
        (error: unknown) => done(null, { ...nothing, error: toWire(asKernelError(error, 'the scheduler')) }),
      );
    } catch (error) {
      done(asServiceError(error));
    }
  };

  return {
    scheduleNext: ({ metadata }, done) =>
      serve(metadata, done, { pid: 0 }, async () => ({ pid: await scheduler.decide(newTrace()) })),
    getSchedulerStats: ({ metadata }, done) =>
      serve(metadata, done, { stats: figures.stats(), processes: [] }, () => ({
        processes: figures.statsOfAll(),
        stats: figures.stats(),
      })),
    setSchedulingPolicy: ({ metadata, request: { policy, quantumUs } }, done) =>
      serve(metadata, done, {}, async () => {
        const trace = newTrace();
        // Both or neither.
        if (quantumUs !== 0) requireQuantum(quantumUs);
        if (policy !== SchedulerPolicy.UNSPECIFIED) await scheduler.setPolicy(policy, trace);
        if (quantumUs !== 0) scheduler.setQuantum(quantumUs, trace);
        return {};
      }),
    controlScheduler: ({ metadata, request: { action } }, done) =>
      serve(metadata, done, { pid: 0, paused: scheduler.paused }, async () => {
        const pid = await control(scheduler, action);
        return { pid, paused: scheduler.paused };
      }),
  };
}

async function control(scheduler: Scheduler, action: SchedulerAction): Promise<number> {
  const trace = newTrace();
  switch (action) {
    case SchedulerAction.PAUSE:
      scheduler.pause(trace);
      return 0;
    case SchedulerAction.RESUME:
      await scheduler.resume(trace);
      return 0;
    case SchedulerAction.TRIGGER:
      return await scheduler.decide(trace);
    default:
      throw failure('EINVAL', `the scheduler cannot do action ${action}`, 'action');
  }
}
