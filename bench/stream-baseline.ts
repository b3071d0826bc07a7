/**
 * The other side of the streaming bench: a gRPC server, in a process of its own like the kernel, that sends and takes
 * chunks of bytes without any coding. Prints its address once it listens.
 */
import { Server, ServerCredentials, type ServerDuplexStream } from '@grpc/grpc-js';
import { kernelChannelOptions } from '../protocol/src/kernel-client.ts';

const [socket = '', chunkBytes = '', totalBytes = ''] = process.argv.slice(2);
const same = (bytes: Buffer): Buffer => bytes;
const coding = { requestSerialize: same, requestDeserialize: same, responseSerialize: same, responseDeserialize: same };
const both = { requestStream: true, responseStream: true, ...coding };

const server = new Server(kernelChannelOptions);
server.addService(
  { read: { path: '/bench/read', ...both }, write: { path: '/bench/write', ...both } },
  {
    async read(stream: ServerDuplexStream<Buffer, Buffer>) {
      const chunk = Buffer.alloc(Number(chunkBytes), 7);
      for (let sent = 0; sent < Number(totalBytes); sent += chunk.length) {
        if (!stream.write(chunk)) await new Promise((resolve) => stream.once('drain', resolve));
      }
      stream.end();
    },
    write(stream: ServerDuplexStream<Buffer, Buffer>) {
      let taken = 0;
      stream.on('data', (chunk: Buffer) => {
        taken += chunk.length;
      });
      stream.on('end', () => {
        stream.write(Buffer.from(String(taken)));
        stream.end();
      });
    },
  },
);
server.bindAsync(`unix:${socket}`, ServerCredentials.createInsecure(), (error) => {
  if (error !== null) throw error;
  console.log('listening');
});
process.once('disconnect', () => process.exit());
