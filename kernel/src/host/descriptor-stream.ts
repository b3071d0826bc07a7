/**
 * One end of a pipe, or the master side of a terminal, as a pull stream. It never holds more than `READ_AHEAD` bytes
 * that nobody asked for: beyond that the descriptor is left unread, and the program on the other side waits.
 */
import { Socket } from 'node:net';
import { ReadStream } from 'node:tty';
import type { HostStream } from './backend.ts';
import { errorCode, HostError } from './errors.ts';

const READ_AHEAD = 64 * 1024;
const EMPTY = new Uint8Array(0);

export type DescriptorKind = 'terminal' | 'pipe to read' | 'pipe to write';

export class DescriptorStream implements HostStream {
  readonly #socket: Socket;
  readonly #chunks: Buffer[] = [];
  #held = 0;
  #ended = false;
  #failure: Error | undefined;
  #wake = new Set<() => void>();
  #writing: Promise<unknown> = Promise.resolve();
  /** Resolves when the last write has left, or never will. */
  #taken: Promise<void> = Promise.resolve();

  /** Takes the descriptor over: it is closed with the stream. */
  constructor(fd: number, kind: DescriptorKind) {
    this.#socket =
      kind === 'terminal'
        ? new ReadStream(fd)
        : new Socket({ fd, readable: kind === 'pipe to read', writable: kind === 'pipe to write' });
    this.#socket.on('error', (error) => {
      // Linux reports the end of a terminal as an input error.
      if (errorCode(error) !== 'EIO') this.#failure = error;
    });
    this.#socket.on('end', () => this.#end());
    this.#socket.on('close', () => this.#end());
    if (kind !== 'pipe to write') {
      this.#socket.on('data', (chunk: Buffer) => {
        this.#chunks.push(chunk);
        this.#held += chunk.length;
        if (this.#held >= READ_AHEAD) this.#socket.pause();
        this.#wakeAll();
      });
    }
  }

  get closed(): boolean {
    return this.#socket.destroyed;
  }

  async read(maximum: number, signal?: AbortSignal): Promise<Uint8Array> {
    if (!Number.isInteger(maximum) || maximum < 1) throw new HostError('EINVAL', 'A read asks for at least one byte.');
    for (;;) {
      signal?.throwIfAborted();
      const bytes = this.#take(maximum);
      if (bytes !== undefined) return bytes;
      if (this.#failure !== undefined) throw this.#failure;
      if (this.#ended) return EMPTY;
      await this.#change(signal);
    }
  }

  write(data: Uint8Array, signal?: AbortSignal): Promise<number> {
    const turn = this.#writing.then(() => this.#send(data, signal));
    this.#writing = turn.catch(() => undefined);
    return turn;
  }

  close(): void {
    this.#socket.destroy();
    this.#end();
  }

  #take(maximum: number): Uint8Array | undefined {
    const first = this.#chunks[0];
    if (first === undefined) return undefined;
    const bytes = first.subarray(0, maximum);
    if (bytes.length === first.length) this.#chunks.shift();
    else this.#chunks[0] = first.subarray(maximum);
    this.#held -= bytes.length;
    if (this.#held < READ_AHEAD && this.#socket.isPaused()) this.#socket.resume();
    return bytes;
  }

  async #send(data: Uint8Array, signal?: AbortSignal): Promise<number> {
    // What a write that was given up has left: more would pile up in memory for as long as nobody reads.
    await before(signal, this.#taken);
    return await this.#put(data, signal);
  }

  #put(data: Uint8Array, signal?: AbortSignal): Promise<number> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      if (data.length === 0) return resolve(0);
      const broken = () => reject(new HostError('EPIPE', 'The program no longer reads this stream.'));
      if (this.#socket.destroyed) return broken();
      const finish = () => {
        signal?.removeEventListener('abort', abort);
        this.#socket.off('close', closed);
      };
      const abort = () => {
        finish();
        reject(signal?.reason);
      };
      const closed = () => {
        finish();
        broken();
      };
      signal?.addEventListener('abort', abort, { once: true });
      this.#socket.once('close', closed);
      const { promise, resolve: left } = Promise.withResolvers<void>();
      this.#taken = promise;
      this.#socket.write(data, (error) => {
        finish();
        left();
        if (error) broken();
        else resolve(data.length);
      });
    });
  }

  #end(): void {
    this.#ended = true;
    this.#wakeAll();
  }

  #wakeAll(): void {
    const waiting = this.#wake;
    this.#wake = new Set();
    for (const wake of waiting) wake();
  }

  #change(signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.#wake.delete(wake);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      this.#wake.add(wake);
      signal?.addEventListener('abort', wake, { once: true });
    });
  }
}

/** The promise, unless the signal comes first: then its reason is thrown. */
function before(signal: AbortSignal | undefined, promise: Promise<void>): Promise<void> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    void promise.then(() => {
      signal.removeEventListener('abort', abort);
      resolve();
    });
  });
}
