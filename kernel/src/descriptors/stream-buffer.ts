/**
 * The reading end of a host stream. At most one host read is under way, and only while somebody waits: a reader that
 * gives up loses nothing (what arrives stays here for the next), and a program that nobody reads is held back.
 */
import type { HostStream } from '../host/backend.ts';

const chunkBytes = 64 * 1024;

interface Waiter {
  settle(): void;
}

export class StreamBuffer {
  readonly #stream: HostStream;
  readonly #waiters = new Set<Waiter>();
  #held: Uint8Array = new Uint8Array(0);
  #reading = false;
  #ended = false;
  #failure: unknown;

  constructor(stream: HostStream) {
    this.#stream = stream;
  }

  /** Whether a read would return at once. */
  get ready(): boolean {
    return this.#held.length > 0 || this.#ended;
  }

  /** Whether the end has been reached and everything was read. */
  get ended(): boolean {
    return this.#ended && this.#held.length === 0;
  }

  /** Waits for at least a byte; an empty result is the end of the stream. */
  async read(maximum: number, signal: AbortSignal): Promise<Uint8Array> {
    while (!this.ready) await this.wait(signal);
    if (this.#held.length === 0 && this.#failure !== undefined) throw this.#failure;
    const data = this.#held.subarray(0, maximum);
    this.#held = this.#held.subarray(data.length);
    // Whoever polls for the end hears of it now.
    if (this.ended) this.#wake();
    return data;
  }

  /** Resolves when a read would return at once, or rejects with the reason of the signal. */
  wait(signal: AbortSignal): Promise<void> {
    return this.ready ? Promise.resolve() : this.change(signal);
  }

  /** Resolves when something arrives, the end comes or is reached; what is here already is no change. */
  change(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        settle: () => {
          signal.removeEventListener('abort', abort);
          resolve();
        },
      };
      const abort = (): void => {
        this.#waiters.delete(waiter);
        reject(signal.reason);
      };
      if (signal.aborted) {
        reject(signal.reason);
        return;
      }
      signal.addEventListener('abort', abort, { once: true });
      this.#waiters.add(waiter);
      if (!this.ready) this.fill();
    });
  }

  close(): void {
    this.#ended = true;
    this.#stream.close();
    this.#wake();
  }

  /** Starts a host read, unless one is under way or there is nothing more to read. */
  fill(): void {
    if (this.#reading || this.#ended) return;
    this.#reading = true;
    this.#stream.read(chunkBytes).then(
      (data) => this.#arrived(data, undefined),
      (error: unknown) => this.#arrived(new Uint8Array(0), error),
    );
  }

  #arrived(data: Uint8Array, error: unknown): void {
    this.#reading = false;
    if (data.length === 0) {
      this.#ended = true;
      this.#failure ??= error;
    } else this.#held = data;
    this.#wake();
  }

  #wake(): void {
    const waiters = [...this.#waiters];
    this.#waiters.clear();
    for (const waiter of waiters) waiter.settle();
  }
}
