/** Worker of the sockets bench: echoes what arrives on a port of loopback, or (`sink`) reads and forgets it. Tells the port. */
import { type AddressInfo, createServer } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

const server = createServer((socket) => {
  socket.setNoDelay(true);
  socket.on('error', () => undefined);
  if (workerData === 'sink') {
    // What is told at the end is that everything was read.
    socket.resume().on('end', () => socket.end('done'));
  } else socket.pipe(socket);
});
server.listen(0, '127.0.0.1', () => {
  const address: AddressInfo | string | null = server.address();
  parentPort?.postMessage(typeof address === 'object' ? address?.port : undefined);
});
