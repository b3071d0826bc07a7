/**
 * The reading end of a host stream. At most one host read is under way, and only while somebody waits: a reader that
 * gives up loses nothing (what arrives stays here for the next), and a program that nobody reads is held back.
 */
import type { HostStream } from '../host/backend.ts';
import type { Cancellation } from '../timeouts/cancellation.ts';
import { WaitQueue } from '../wait-queue.ts';

const chunkBytes = 64 * 1024;

export class StreamBuffer {
  readonly #stream: HostStream;
  readonly #changes = new WaitQueue();
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
  async read(maximum: number, cancellation: Cancellation): Promise<Uint8Array> {
    while (!this.ready) await this.wait(cancellation);
    if (this.#held.length === 0 && this.#failure !== undefined) throw this.#failure;
    const data = this.#held.subarray(0, maximum);
    this.#held = this.#held.subarray(data.length);
    // Whoever polls for the end hears of it now.
    if (this.ended) this.#changes.wake();
    return data;
  }

  /** Resolves when a read would return at once, or rejects with the reason of the cancellation. */
  wait(cancellation: Cancellation): Promise<void> {
    return this.ready ? Promise.resolve() : this.change(cancellation);
  }

  /** Resolves when something arrives, the end comes or is reached; what is here already is no change. */
  change(cancellation: Cancellation): Promise<void> {
    const change = this.#changes.wait(cancellation);
    if (!cancellation.cancelled && !this.ready) this.fill();
    return change;
  }

  close(): void {
    this.#ended = true;
    this.#stream.close();
    this.#changes.wake();
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
    this.#changes.wake();
  }
}
