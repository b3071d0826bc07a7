/**
 * The requests of one stream, one by one. Node's streams would read sixteen messages ahead of whoever takes them; here one
 * waits while one is worked on, and the transport's flow control holds the client back.
 */
import type { ServerDuplexStream } from '@grpc/grpc-js';
import type { Cancellation } from '../timeouts/cancellation.ts';
import { WaitQueue } from '../wait-queue.ts';

export class Incoming<Request> {
  readonly #waiting: Request[] = [];
  readonly #arrived = new WaitQueue();
  readonly #ask: () => void;
  /** Whether the stream wants to be given a message. */
  #wanted = false;
  #ended = false;

  /** Before anything else listens to the stream. */
  constructor(stream: ServerDuplexStream<Request, unknown>) {
    const read = stream._read.bind(stream);
    this.#ask = () => {
      if (!this.#wanted || this.#waiting.length > 0) return;
      this.#wanted = false;
      read(0);
    };
    stream._read = () => {
      this.#wanted = true;
      this.#ask();
    };
    const end = (): void => {
      this.#ended = true;
      this.#arrived.wake();
    };
    stream.on('data', (request: Request) => {
      this.#waiting.push(request);
      this.#arrived.wake();
    });
    stream.on('end', end);
    stream.on('cancelled', end);
    stream.on('error', end);
  }

  /** The next request; undefined after the last. Rejects with the reason of the cancellation. */
  async next(cancellation: Cancellation): Promise<Request | undefined> {
    while (this.#waiting.length === 0 && !this.#ended) await this.#arrived.wait(cancellation);
    cancellation.throwIfCancelled();
    const request = this.#waiting.shift();
    this.#ask();
    return request;
  }
}
