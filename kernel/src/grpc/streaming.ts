/** The streaming door: reads, writes and lists in chunks. */
import type { StreamSyscallChunk, StreamSyscallRequest } from '@agentos/protocol/kernel';
import { type ServerDuplexStream, status } from '@grpc/grpc-js';
import { serviceError } from './authenticate.ts';

export function serveStream(stream: ServerDuplexStream<StreamSyscallRequest, StreamSyscallChunk>): void {
  stream.emit('error', serviceError(status.UNIMPLEMENTED, 'ENOSYS', 'this RPC is not built yet'));
}
