/** Worker of the ring bench: echoes what arrives on the Unix socket whose path it is given. */
import { createServer } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

createServer((socket) => socket.pipe(socket)).listen(String(workerData), () => parentPort?.postMessage('listening'));
