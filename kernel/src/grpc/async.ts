/** The asynchronous doors: submit, status (which can wait), cancel. What a caller did wrong is an error in the answer. */
import { AsyncStatus, type KernelServiceServer } from '@agentos/protocol/kernel';
import { asKernelError, failure, toWire } from '../errors.ts';
import type { Tasks } from '../tasks/tasks.ts';
import { Cancellation } from '../timeouts/cancellation.ts';
import type { Authenticator } from './authenticate.ts';
import { resultBytes } from './payload.ts';
import { unary } from './unary.ts';
import type { UnreadBytes } from './unread.ts';

type AsyncDoors = Pick<KernelServiceServer, 'executeSyscallAsync' | 'getAsyncStatus' | 'cancelAsync'>;

export function asyncDoors(tasks: Tasks, authenticator: Authenticator, unread: UnreadBytes): AsyncDoors {
  return {
    executeSyscallAsync: unary(async ({ metadata, request }) => {
      const process = authenticator.requireProcess(metadata);
      try {
        return { taskId: tasks.submit(process, request), error: undefined };
      } catch (error) {
        return { taskId: 0, error: wireError(error) };
      }
    }),

    getAsyncStatus: unary(async (call) => {
      const process = authenticator.requireProcess(call.metadata);
      const { taskId, waitMs } = call.request;
      const held = await unread.hold(call, process, 0, 0);
      const given = new Cancellation();
      const giveUp = (): void => given.cancel(failure('ECANCELED', 'the caller has gone'));
      call.once('cancelled', giveUp);
      try {
        const found = await tasks.status(process, taskId, waitMs, given);
        if (found.result !== undefined) held.answered(resultBytes(found.result));
        return { ...found, error: undefined };
      } catch (error) {
        return { status: AsyncStatus.UNSPECIFIED, progress: 0, result: undefined, error: wireError(error) };
      } finally {
        held.complete();
        call.off('cancelled', giveUp);
      }
    }),

    cancelAsync: unary(async ({ metadata, request }) => {
      const process = authenticator.requireProcess(metadata);
      try {
        return { cancelled: tasks.cancel(process, request.taskId), error: undefined };
      } catch (error) {
        return { cancelled: false, error: wireError(error) };
      }
    }),
  };
}

function wireError(error: unknown): ReturnType<typeof toWire> {
  return toWire(asKernelError(error, 'the task'));
}
