/** A byte stream of a host program: one of its standard streams, or its terminal in both directions. */
import type { ReadResult } from '@agentos/protocol/kernel';
import { asBuffer } from '../bytes.ts';
import { failure } from '../errors.ts';
import type { HostStream } from '../host/backend.ts';
import type { Cancellation } from '../timeouts/cancellation.ts';
import { bytesRead, KernelObject, type Readiness, type Transfer } from './kernel-object.ts';
import { accessModes } from './open-file.ts';
import { StreamBuffer } from './stream-buffer.ts';

export class ProgramStream extends KernelObject {
  readonly kind = 'stream';
  readonly #input: StreamBuffer | undefined;
  readonly #output: HostStream | undefined;
  readonly #close: () => void;

  private constructor(input: StreamBuffer | undefined, output: HostStream | undefined, close: () => void) {
    super();
    this.#input = input;
    this.#output = output;
    this.#close = close;
  }

  /** What a program prints. */
  static reader(stream: HostStream): ProgramStream {
    const input = new StreamBuffer(stream);
    return new ProgramStream(input, undefined, () => input.close());
  }

  /** What a program is given. */
  static writer(stream: HostStream): ProgramStream {
    return new ProgramStream(undefined, stream, () => stream.close());
  }

  /** A terminal. */
  static both(stream: HostStream): ProgramStream {
    const input = new StreamBuffer(stream);
    return new ProgramStream(input, stream, () => input.close());
  }

  override readiness(): Readiness {
    return {
      readable: this.#input?.ready ?? false,
      writable: this.#output !== undefined,
      hungUp: this.#input?.ended ?? false,
    };
  }

  /** Even looking starts a read: a stream is only known to be readable once something has arrived. */
  override changed(cancellation: Cancellation): Promise<void> {
    return this.#input?.change(cancellation) ?? super.changed(cancellation);
  }

  override async read(maximum: number, { cancellation }: Transfer): Promise<ReadResult> {
    const input = this.#input;
    if (input === undefined) throw failure('EBADF', 'the stream is not open for reading');
    if (this.nonBlocking && !input.ready) {
      input.fill();
      throw failure('EAGAIN', 'nothing has been printed yet');
    }
    const data = asBuffer(await input.read(maximum, cancellation));
    return bytesRead(data, data.length === 0);
  }

  override async write(data: Uint8Array, { cancellation }: Transfer): Promise<number> {
    if (this.#output === undefined) throw failure('EBADF', 'the stream is not open for writing');
    return await this.#output.write(data, cancellation.signal);
  }

  override flags(): number {
    const { read, write, readWrite } = accessModes;
    return this.#input === undefined ? write : this.#output === undefined ? read : readWrite;
  }

  override setFlags(_flags: number): void {}

  protected override dispose(): void {
    this.#close();
  }
}
