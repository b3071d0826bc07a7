/**
 * A watch: a handle whose reads give the changes of a tree. Changes gather for a moment before they are looked at, unread
 * ones are bounded, and every one is shown only to who may list the folder it is in, at that time.
 */
import { FileType, type ReadResult, WatchChange, type WatchEvent } from '@agentos/protocol/kernel';
import { KernelObject, type Readiness, type Transfer } from '../descriptors/kernel-object.ts';
import { failure } from '../errors.ts';
import { Reserve } from '../memory/reserve.ts';
import type { Process } from '../process/process.ts';
import type { Cancellation } from '../timeouts/cancellation.ts';
import type { VfsBackend } from '../vfs/backend.ts';
import { join, parentOf } from '../vfs/names.ts';
import { WaitQueue } from '../wait-queue.ts';
import type { Pace } from './pace.ts';
import { WatchedTree } from './watched-tree.ts';

/** Changes that wait to be read. */
export const mostUnread = 4_096;
/** Held for each of them beside its path. */
const eventBytes = 128;
/** Most bytes of changes in one read. */
const mostRead = 512 * 1024;

export interface WatchOptions {
  readonly process: Process;
  readonly backend: VfsBackend;
  /** What is watched, absolute in the namespace and in the backend, without links. */
  readonly name: string;
  readonly path: string;
  readonly isFolder: boolean;
  readonly recursive: boolean;
  readonly coalesceMs: number;
  /** Shared by the watches of the process. */
  readonly pace: Pace;
  admit(): void;
  dismiss(): void;
  /** Unread changes were thrown away, for the first time since the last read. */
  overflowed(): void;
  /** The last handle is closed. */
  closed(): void;
}

export class Watch extends KernelObject {
  readonly kind = 'watch';
  readonly #options: WatchOptions;
  readonly #tree: WatchedTree;
  readonly #known: Reserve;
  readonly #queued: Reserve;
  readonly #waiting = new WaitQueue();
  #unread: WatchEvent[] = [];
  /** Path → the last unread change of it, to leave out what says the same again. */
  readonly #last = new Map<string, WatchChange>();
  #lost = 0;
  #ended = false;
  #looking = false;
  #stirred = false;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: WatchOptions) {
    super();
    this.#options = options;
    const { backend, path, isFolder, recursive, admit, dismiss, process } = options;
    this.#known = new Reserve(process.memory);
    this.#queued = new Reserve(process.memory);
    const slash = path.lastIndexOf('/');
    this.#tree = new WatchedTree({
      backend,
      root: isFolder ? path : path.slice(0, Math.max(0, slash)),
      only: isFolder ? undefined : path.slice(slash + 1),
      recursive: recursive && isFolder,
      reserve: this.#known,
      mayList: (folder) => mayList(process, this.#absolute(folder)),
      admit,
      dismiss,
      tell: (change, at, type) => this.#tell(change, this.#absolute(at), type),
      stir: () => this.#stir(options.coalesceMs),
    });
  }

  /** From its end on, changes are told. @throws KernelError ENOENT, ENOMEM, ENOSPC */
  start(signal: AbortSignal): Promise<void> {
    return this.#tree.start(signal);
  }

  override get bytes(): number {
    return this.#known.bytes + this.#queued.bytes;
  }

  override readiness(): Readiness {
    return { readable: this.#unread.length > 0 || this.#lost > 0 || this.#ended, writable: false, hungUp: this.#ended };
  }

  override changed(cancellation: Cancellation): Promise<void> {
    return this.#waiting.wait(cancellation);
  }

  override async read(maximum: number, { process, cancellation }: Transfer): Promise<ReadResult> {
    return await this.#waiting.until(() => {
      const result = this.#take(maximum, process);
      if (result !== undefined) return result;
      if (this.#closed) throw failure('EBADF', 'the watch was closed while it was read');
      if (this.nonBlocking) throw failure('EAGAIN', 'nothing has changed yet');
      return undefined;
    }, cancellation);
  }

  protected override dispose(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#tree.close();
    this.#unread = [];
    this.#last.clear();
    this.#queued.clear();
    this.#waiting.wake();
    this.#options.closed();
  }

  /** What the reader may see of the unread changes; undefined when there is nothing. */
  #take(maximum: number, reader: Process): ReadResult | undefined {
    const changes: WatchEvent[] = [];
    const most = Math.min(maximum, mostRead);
    let bytes = 0;
    let taken = 0;
    for (const event of this.#unread) {
      const size = sizeOf(event);
      if (changes.length > 0 && bytes + size > most) break;
      taken++;
      this.#queued.give(size);
      if (this.#last.get(event.path) === event.change) this.#last.delete(event.path);
      if (reader !== this.#options.process && !this.#mayKnow(reader, event)) continue;
      bytes += size;
      changes.push(event);
    }
    this.#unread.splice(0, taken);
    let lost = 0;
    if (this.#unread.length === 0 && this.#lost > 0) {
      lost = this.#lost;
      this.#lost = 0;
      changes.push({ change: WatchChange.OVERFLOW, path: this.#options.name, type: FileType.UNSPECIFIED });
    }
    const endOfFile = changes.length === 0 && this.#ended;
    if (changes.length === 0 && !endOfFile) return undefined;
    return { data: Buffer.alloc(0), endOfFile, changes, copied: [], lost };
  }

  #stir(delayMs: number): void {
    if (this.#closed || this.#ended) return;
    this.#stirred = true;
    if (this.#looking || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#look();
    }, delayMs);
  }

  async #look(): Promise<void> {
    this.#looking = true;
    const there = await this.#options.pace
      .run(() => {
        this.#stirred = false;
        return this.#closed ? Promise.resolve(true) : this.#tree.look();
      })
      .catch(() => {
        this.#tell(WatchChange.OVERFLOW, this.#options.name, FileType.UNSPECIFIED);
        return true;
      });
    this.#looking = false;
    if (this.#closed) return;
    if (!there) this.#end();
    else if (this.#stirred) this.#stir(this.#options.coalesceMs);
  }

  /** What was watched has gone or was moved away: a watch never follows it there. */
  #end(): void {
    this.#tell(WatchChange.DELETED, this.#options.name, FileType.UNSPECIFIED);
    this.#ended = true;
    this.#tree.close();
    this.#waiting.wake();
  }

  #tell(change: WatchChange, path: string, type: FileType): void {
    if (this.#closed) return;
    const event: WatchEvent = { change, path, type };
    if (!this.#mayKnow(this.#options.process, event)) return;
    const last = this.#last.get(path);
    if (last === change || (change === WatchChange.MODIFIED && last === WatchChange.CREATED)) return;
    const size = sizeOf(event);
    try {
      if (this.#unread.length >= mostUnread) throw failure('ENOBUFS', 'too many unread changes');
      this.#queued.take(size);
    } catch {
      if (this.#lost++ === 0) this.#options.overflowed();
      this.#waiting.wake();
      return;
    }
    this.#unread.push(event);
    this.#last.set(path, change);
    this.#waiting.wake();
  }

  #mayKnow(process: Process, { path }: WatchEvent): boolean {
    const { name, isFolder } = this.#options;
    return mayList(process, path === name || !isFolder ? name : parentOf(path));
  }

  /** Name in the namespace of a path in the backend. */
  #absolute(path: string): string {
    const { name, path: own } = this.#options;
    const mount = own === '' ? name : name.slice(0, name.length - own.length - 1);
    return path === '' ? mount : join(mount === '' ? '/' : mount, path);
  }
}

function mayList(process: Process, folder: string): boolean {
  return process.capabilities.allowsPath('LIST_DIRECTORY', folder);
}

function sizeOf({ path }: WatchEvent): number {
  return eventBytes + path.length;
}
