/** The chunks of one stream on their way out: two may wait for the transport, then whoever sends waits. */

import type { Writable } from 'node:stream';
import type { StreamSyscallChunk } from '@agentos/protocol/kernel';
import type { Cancellation } from '../timeouts/cancellation.ts';
import { WaitQueue } from '../wait-queue.ts';

const mostUnsent = 2;

export class Outgoing {
  readonly #stream: Pick<Writable, 'write' | 'end'>;
  readonly #room = new WaitQueue();
  #unsent = 0;

  constructor(stream: Pick<Writable, 'write' | 'end'>) {
    this.#stream = stream;
  }

  /** Resolves once the next chunk may be made. Rejects with the reason of the cancellation, and then sends nothing. */
  async send(chunk: StreamSyscallChunk, cancellation: Cancellation): Promise<void> {
    cancellation.throwIfCancelled();
    this.#unsent++;
    this.#stream.write(chunk, () => {
      this.#unsent--;
      this.#room.wake();
    });
    while (this.#unsent >= mostUnsent) await this.#room.wait(cancellation);
  }

  last(chunk: StreamSyscallChunk): void {
    this.#stream.write(chunk);
    this.#stream.end();
  }
}
