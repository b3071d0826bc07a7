/**
 * Tells when sockets of the host become ready, without the core ever waiting: an epoll set that the core arms, one shot a
 * time, and a thread that sleeps on it. The thread starts with the first wait.
 */
import { Worker } from 'node:worker_threads';
import koffi from 'koffi';
import { errnoName, failure } from '../errors.ts';
import { stopId, watchBytes, watchIdOffset } from './epoll.ts';

export const pollIn = 0x1;
export const pollOut = 0x4;
export const pollError = 0x8;
export const pollHangUp = 0x10;
export const pollPeerClosed = 0x2000;
const EPOLLONESHOT = 0x4000_0000;
const EPOLL_CLOEXEC = 0o2000000;
const [EPOLL_CTL_ADD, EPOLL_CTL_DEL, EPOLL_CTL_MOD] = [1, 2, 3];

export class Watch {
  readonly id: number;
  readonly fd: number;
  readonly fire: () => void;
  /** What it waits for now; 0: it is not armed. */
  armed = 0;
  /** Whether the set knows it. */
  added = false;

  constructor(id: number, fd: number, fire: () => void) {
    this.id = id;
    this.fd = fd;
    this.fire = fire;
  }
}

export class Readiness {
  readonly #epoll: number;
  readonly #control: (epoll: number, operation: number, fd: number, event: Buffer) => number;
  readonly #closeHost: (fd: number) => number;
  readonly #stop: [number, number] = [-1, -1];
  readonly #write: (fd: number, data: Buffer, length: number) => number;
  readonly #watches = new Map<number, Watch>();
  readonly #event = Buffer.alloc(watchBytes);
  #nextId = stopId + 1;
  #thread: Worker | undefined;
  #closed = false;

  /** @throws KernelError when the host has no epoll */
  constructor() {
    const library = koffi.load(null);
    this.#control = library.func('int epoll_ctl(int epoll, int operation, int fd, void *event)');
    this.#closeHost = library.func('int close(int fd)');
    this.#write = library.func('long write(int fd, void *data, size_t length)');
    this.#epoll = checked(library.func('int epoll_create1(int flags)')(EPOLL_CLOEXEC), 'epoll_create1');
    const pipe = Buffer.alloc(8);
    checked(library.func('int pipe2(void *ends, int flags)')(pipe, EPOLL_CLOEXEC), 'pipe2');
    this.#stop = [pipe.readInt32LE(0), pipe.readInt32LE(4)];
    this.#apply(EPOLL_CTL_ADD, this.#stop[0], pollIn, stopId);
  }

  watch(fd: number, fire: () => void): Watch {
    const watch = new Watch(this.#newId(), fd, fire);
    this.#watches.set(watch.id, watch);
    return watch;
  }

  /** `fire` is called once, soon after any of `interest` (or an error) is so; at once when it is so already. */
  arm(watch: Watch, interest: number): void {
    const wanted = watch.armed | interest;
    if (wanted === watch.armed) return;
    watch.armed = wanted;
    this.#apply(watch.added ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, watch.fd, wanted | EPOLLONESHOT, watch.id);
    watch.added = true;
    this.#thread ??= this.#start();
  }

  /** Before its descriptor is closed. */
  forget(watch: Watch): void {
    if (!this.#watches.delete(watch.id) || !watch.added) return;
    this.#apply(EPOLL_CTL_DEL, watch.fd, 0, 0);
  }

  async close(): Promise<void> {
    this.#closed = true;
    const thread = this.#thread;
    if (thread !== undefined) {
      const { promise, resolve } = Promise.withResolvers<void>();
      thread.once('exit', () => resolve());
      thread.ref();
      this.#write(this.#stop[1], Buffer.from([1]), 1);
      await promise;
    }
    for (const fd of [this.#epoll, ...this.#stop]) this.#closeHost(fd);
  }

  #newId(): number {
    do this.#nextId = (this.#nextId + 1) >>> 0;
    while (this.#nextId === stopId || this.#watches.has(this.#nextId));
    return this.#nextId;
  }

  #start(): Worker {
    const thread = new Worker(new URL('./readiness-thread.ts', import.meta.url), {
      workerData: this.#epoll,
      resourceLimits: { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 32 },
    });
    thread.unref();
    thread.on('message', (fired: readonly number[]) => {
      for (const id of fired) this.#fire(id);
    });
    const lost = (): void => {
      if (this.#thread !== thread) return;
      this.#thread = undefined;
      // What it did not tell any more: everybody looks again, and a new thread starts with the next wait.
      if (!this.#closed) for (const id of this.#watches.keys()) this.#fire(id);
    };
    thread.on('error', lost);
    thread.on('exit', lost);
    return thread;
  }

  #fire(id: number): void {
    const watch = this.#watches.get(id);
    if (watch === undefined || watch.armed === 0) return;
    watch.armed = 0;
    watch.fire();
  }

  #apply(operation: number, fd: number, events: number, id: number): void {
    this.#event.writeUInt32LE(events >>> 0, 0);
    this.#event.writeUInt32LE(id, watchIdOffset);
    this.#event.writeUInt32LE(0, watchIdOffset + 4);
    checked(this.#control(this.#epoll, operation, fd, this.#event), 'epoll_ctl');
  }
}

function checked(result: number, call: string): number {
  if (result >= 0) return result;
  throw failure(errnoName(koffi.errno()), `${call} failed`, call);
}
