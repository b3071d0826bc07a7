/**
 * What descriptors refer to: an open file with its position, or a byte stream of a host process. Shared by duplicates
 * and counted; the last release closes it.
 */
import type { PollEntry } from '@agentos/protocol/kernel';
import { failure } from '../errors.ts';
import type { PathKind } from '../security/capability-set.ts';
import type { OpenFile } from '../vfs/backend.ts';
import type { StreamBuffer } from './stream-buffer.ts';

/** What was asked and granted when a file was opened, to be asked again when the policy of the process changes. */
export interface OpenRights {
  readonly path: string;
  readonly kinds: readonly PathKind[];
  /** Policy epoch at which they were last found to hold. */
  epoch: number;
}

export interface FileBody {
  readonly kind: 'file';
  readonly file: OpenFile;
  readonly readable: boolean;
  readonly writable: boolean;
  append: boolean;
  /** Opened to append: the host appends whatever the position. */
  readonly alwaysAppends: boolean;
  position: number;
  readonly rights: OpenRights;
}

export interface StreamBody {
  readonly kind: 'stream';
  /** undefined: this end only writes. */
  readonly input: StreamBuffer | undefined;
  /** undefined: this end only reads. */
  readonly output: { write(data: Uint8Array, signal: AbortSignal): Promise<number> } | undefined;
  close(): void;
}

export class Description {
  readonly body: FileBody | StreamBody;
  #references = 1;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(body: FileBody | StreamBody) {
    this.body = body;
  }

  retain(): this {
    this.#references++;
    return this;
  }

  release(): void {
    if (--this.#references > 0) return;
    if (this.body.kind === 'file') this.body.file.close();
    else this.body.close();
  }

  /** @throws KernelError ESPIPE when it is a stream. */
  get file(): FileBody {
    if (this.body.kind === 'file') return this.body;
    throw failure('ESPIPE', 'the descriptor is a stream, not a file');
  }

  /** Runs operations that move the position one after the other. */
  inTurn<T>(operation: () => Promise<T>): Promise<T> {
    const run = this.#turn.then(operation, operation);
    this.#turn = run.catch(() => undefined);
    return run;
  }

  readiness(): Pick<PollEntry, 'readable' | 'writable' | 'hungUp'> {
    if (this.body.kind === 'file') return { readable: this.body.readable, writable: this.body.writable, hungUp: false };
    const { input, output } = this.body;
    return { readable: input?.ready ?? false, writable: output !== undefined, hungUp: input?.ended ?? false };
  }
}
