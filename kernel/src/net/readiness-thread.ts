/**
 * The thread that waits for sockets: it sleeps in `epoll_wait` and tells the core which watches fired. Each watch fires
 * once until the core arms it again, so whatever peers send, no more messages come than the core asked for.
 */
import { parentPort, workerData } from 'node:worker_threads';
import koffi from 'koffi';
import { stopId, watchBytes, watchIdOffset } from './epoll.ts';

const mostEvents = 256;
const epoll: unknown = workerData;
const wait = koffi.load(null).func('int epoll_wait(int epoll, void *events, int most, int timeout)');
const events = Buffer.alloc(mostEvents * watchBytes);

for (let running = typeof epoll === 'number'; running; ) {
  const count: number = wait(epoll, events, mostEvents, -1);
  const fired: number[] = [];
  for (let index = 0; index < count; index++) {
    const id = events.readUInt32LE(index * watchBytes + watchIdOffset);
    if (id === stopId) running = false;
    else fired.push(id);
  }
  if (fired.length > 0) parentPort?.postMessage(fired);
}
parentPort?.close();
