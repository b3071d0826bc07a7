/** The asynchronous doors: submit, status, cancel. */
import type { KernelServiceServer } from '@agentos/protocol/kernel';
import { status } from '@grpc/grpc-js';
import { serviceError } from './authenticate.ts';

export function asyncDoors(): Pick<KernelServiceServer, 'executeSyscallAsync' | 'getAsyncStatus' | 'cancelAsync'> {
  const absent = () => serviceError(status.UNIMPLEMENTED, 'ENOSYS', 'this RPC is not built yet');
  return {
    executeSyscallAsync: (_, done) => done(absent()),
    getAsyncStatus: (_, done) => done(absent()),
    cancelAsync: (_, done) => done(absent()),
  };
}
