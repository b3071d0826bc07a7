/** An open file with its position: the host's descriptor behind it survives a rename and a removal of the name. */
import type { ReadResult } from '@agentos/protocol/kernel';
import { failure } from '../errors.ts';
import { currentWork, during } from '../events/trace.ts';
import type { Process } from '../process/process.ts';
import type { PathKind } from '../security/capability-set.ts';
import { requirePath } from '../security/check.ts';
import type { OpenFile as BackendFile } from '../vfs/backend.ts';
import { bytesRead, KernelObject, type Readiness, type Transfer } from './kernel-object.ts';

export const accessModes = { read: 0, write: 1, readWrite: 2 } as const;
export const O_APPEND = 0o2000;

/** What was asked and granted when a file was opened, to be asked again when the policy of the process changes. */
export interface OpenRights {
  readonly path: string;
  readonly kinds: readonly PathKind[];
}

export interface OpenFileOptions {
  readonly file: BackendFile;
  readonly readable: boolean;
  readonly writable: boolean;
  /** Opened to append: the host appends whatever the position. */
  readonly append: boolean;
  readonly rights: OpenRights;
}

export class OpenFile extends KernelObject {
  readonly kind = 'file';
  readonly file: BackendFile;
  readonly readable: boolean;
  readonly writable: boolean;
  readonly rights: OpenRights;
  position = 0;
  #append: boolean;
  readonly #alwaysAppends: boolean;
  /** Policy epoch of each process at which its rights were last found to hold. */
  readonly #epochs = new WeakMap<Process, number>();
  #turn: Promise<unknown> = Promise.resolve();

  constructor({ file, readable, writable, append, rights }: OpenFileOptions) {
    super();
    this.file = file;
    this.readable = readable;
    this.writable = writable;
    this.#append = append;
    this.#alwaysAppends = append;
    this.rights = rights;
  }

  /** The rights were checked for this process just now. */
  granted(process: Process): void {
    this.#epochs.set(process, process.policyEpoch);
  }

  /**
   * A right that was taken away is gone for open files too. Whoever was given the file by another process holds what that one
   * passed on, until its own policy changes.
   * @throws KernelError EACCES
   */
  requireRights(process: Process): void {
    const checked = this.#epochs.get(process);
    if (checked === process.policyEpoch) return;
    if (checked !== undefined) for (const kind of this.rights.kinds) requirePath(process, kind, this.rights.path);
    this.granted(process);
  }

  override readiness(): Readiness {
    return { readable: this.readable, writable: this.writable, hungUp: false };
  }

  override async read(maximum: number, transfer: Transfer): Promise<ReadResult> {
    transfer.brief = true;
    if (!this.readable) throw failure('EBADF', 'the file is not open for reading');
    this.requireRights(transfer.process);
    const data = await this.#inTurn(async () => {
      const available = Math.max(0, this.file.stat().size - this.position);
      const read = await this.file.read(this.position, Math.min(maximum, available));
      this.position += read.length;
      return read;
    });
    return bytesRead(data, data.length === 0);
  }

  override async write(data: Uint8Array, transfer: Transfer): Promise<number> {
    transfer.brief = true;
    if (!this.writable) throw failure('EBADF', 'the file is not open for writing');
    this.requireRights(transfer.process);
    await this.#inTurn(async () => {
      if (this.#append) this.position = this.file.stat().size;
      await this.file.write(data, this.position);
      this.position += data.length;
    });
    return data.length;
  }

  override flags(): number {
    const { read, write, readWrite } = accessModes;
    const access = this.readable && this.writable ? readWrite : this.writable ? write : read;
    return access | (this.#append ? O_APPEND : 0);
  }

  override setFlags(flags: number): void {
    if (this.#alwaysAppends && (flags & O_APPEND) === 0) {
      throw failure('EINVAL', 'a file opened to append stays so; open it again', 'setfl');
    }
    this.#append = (flags & O_APPEND) !== 0;
  }

  protected override dispose(): void {
    this.file.close();
  }

  /** Runs operations that move the position one after the other. */
  #inTurn<T>(operation: () => Promise<T>): Promise<T> {
    const work = currentWork();
    const begin = work === undefined ? operation : () => during(work, operation);
    const run = this.#turn.then(begin, begin);
    this.#turn = run.catch(() => undefined);
    return run;
  }
}
