/** The doors of the scheduler. */
import type { KernelServiceServer } from '@agentos/protocol/kernel';
import { status } from '@grpc/grpc-js';
import { serviceError } from './authenticate.ts';

export function schedulerDoors(): Pick<
  KernelServiceServer,
  'scheduleNext' | 'getSchedulerStats' | 'setSchedulingPolicy' | 'controlScheduler'
> {
  const absent = () => serviceError(status.UNIMPLEMENTED, 'ENOSYS', 'this RPC is not built yet');
  return {
    scheduleNext: (_, done) => done(absent()),
    getSchedulerStats: (_, done) => done(absent()),
    setSchedulingPolicy: (_, done) => done(absent()),
    controlScheduler: (_, done) => done(absent()),
  };
}
