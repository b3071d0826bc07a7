/**
 * What is known of the folders under watch, held against what is there now. Hints of the backend only say where to look:
 * everything that is told was found at a path below the root just now, so a folder that was moved away, or swapped for a
 * link, shows nothing of where it is.
 */
import { FileType, WatchChange } from '@agentos/protocol/kernel';
import { codeOf, failure } from '../errors.ts';
import type { Reserve } from '../memory/reserve.ts';
import type { Closable, NodeStat, VfsBackend } from '../vfs/backend.ts';

/** Held for each known name beside its text. */
const entryBytes = 96;
/** More names than these at once in one folder: the folder is read anew. */
const mostDirty = 1_024;
/** Names of a folder that are compared in one turn of the event loop. */
const namesPerTurn = 1_024;

export interface TreeOptions {
  readonly backend: VfsBackend;
  /** Folder in the backend, without links on the way. */
  readonly root: string;
  /** The one entry of it that counts; undefined: all. */
  readonly only: string | undefined;
  readonly recursive: boolean;
  readonly reserve: Reserve;
  /** `path` is that of a folder in the backend. */
  mayList(path: string): boolean;
  /** Counts a folder. @throws KernelError ENOSPC at the limit */
  admit(): void;
  /** Takes back what `admit` counted. */
  dismiss(): void;
  /** `path` is in the backend. */
  tell(change: WatchChange, path: string, type: FileType): void;
  /** There is something to look at. */
  stir(): void;
}

interface Folder {
  readonly path: string;
  readonly inode: number;
  readonly entries: Map<string, FileType>;
  readonly source: Closable;
  dirty: Set<string>;
  /** More may have changed than `dirty` says. */
  lost: boolean;
}

export class WatchedTree {
  readonly #options: TreeOptions;
  readonly #folders = new Map<string, Folder>();
  #closed = false;

  constructor(options: TreeOptions) {
    this.#options = options;
  }

  /** @throws KernelError ENOENT, ENOTDIR, ENOMEM, ENOSPC; the reason of the signal */
  async start(signal: AbortSignal): Promise<void> {
    const { root, only, backend, reserve } = this.#options;
    try {
      if (only === undefined) {
        await this.#follow(root, false, signal);
        return;
      }
      const folder = this.#attach(root);
      const [stat] = await backend.statEntries(root, [only]);
      reserve.take(sizeOf(only));
      if (stat === undefined) throw failure('ENOENT', 'the file has gone');
      folder.entries.set(only, stat.type);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  get folders(): number {
    return this.#folders.size;
  }

  /**
   * Looks where hints say that something changed, and tells.
   * @returns false when the root is not there any more, or is another folder
   */
  async look(): Promise<boolean> {
    if (!this.#isThere(this.#folders.get(this.#options.root))) return false;
    const stirred = [...this.#folders.values()].filter(({ dirty, lost }) => lost || dirty.size > 0);
    stirred.sort((left, right) => left.path.length - right.path.length);
    for (const folder of stirred) {
      if (this.#closed) return true;
      // Gone, or replaced: what lies above it says so.
      if (this.#folders.get(folder.path) !== folder || !this.#isThere(folder)) continue;
      try {
        await this.#lookAt(folder);
      } catch (error) {
        if (!goneCodes.has(codeOf(error))) this.#overflow(folder.path);
      }
    }
    return this.#closed || this.#isThere(this.#folders.get(this.#options.root));
  }

  close(): void {
    this.#closed = true;
    this.#detach(this.#options.root);
    this.#options.reserve.clear();
  }

  async #lookAt(folder: Folder): Promise<void> {
    const { backend, only, mayList } = this.#options;
    const names = [...folder.dirty];
    const { lost } = folder;
    folder.dirty = new Set();
    folder.lost = false;
    if (lost) {
      this.#overflow(folder.path);
      if (only === undefined) {
        await this.#readAnew(folder);
        return;
      }
      names.splice(0, names.length, only);
    }
    const visible = only !== undefined || mayList(folder.path);
    const stats = await backend.statEntries(folder.path, names);
    for (const [index, name] of names.entries()) {
      if (!this.#follows(folder)) return;
      await this.#compare(folder, name, stats[index], visible);
    }
  }

  async #compare(folder: Folder, name: string, stat: NodeStat | undefined, visible: boolean): Promise<void> {
    const path = below(folder.path, name);
    const known = folder.entries.get(name);
    const inner = this.#folders.get(path);
    if (stat === undefined) {
      if (known === undefined) return;
      this.#forget(folder, name);
      if (visible) this.#options.tell(WatchChange.DELETED, path, FileType.UNSPECIFIED);
      return;
    }
    const replaced = inner !== undefined && inner.inode !== stat.inode;
    if (known !== undefined && (known !== stat.type || replaced)) {
      this.#forget(folder, name);
      if (visible) this.#options.tell(WatchChange.DELETED, path, FileType.UNSPECIFIED);
    } else if (known !== undefined) {
      // A folder changes with its entries, which are told by themselves.
      const told = visible && !(stat.type === FileType.DIRECTORY && inner !== undefined);
      if (told) this.#options.tell(WatchChange.MODIFIED, path, stat.type);
      return;
    }
    this.#learn(folder, name, stat.type);
    if (visible) this.#options.tell(WatchChange.CREATED, path, stat.type);
    if (stat.type === FileType.DIRECTORY && this.#options.recursive) await this.#followNew(path);
  }

  /** Reads a folder of which too much has changed, and tells what has come and gone. */
  async #readAnew(folder: Folder): Promise<void> {
    const visible = this.#options.mayList(folder.path);
    const gone = new Set(folder.entries.keys());
    const come: string[] = [];
    for await (const batch of this.#options.backend.batches(folder.path)) {
      for (const { name, type } of batch) {
        if (folder.entries.get(name) === type) gone.delete(name);
        else come.push(name);
      }
    }
    let count = 0;
    for (const name of gone) {
      if (++count % namesPerTurn === 0) await new Promise<void>((resolve) => setImmediate(resolve));
      if (!this.#follows(folder)) return;
      this.#forget(folder, name);
      if (visible) this.#options.tell(WatchChange.DELETED, below(folder.path, name), FileType.UNSPECIFIED);
    }
    const stats = await this.#options.backend.statEntries(folder.path, come);
    for (const [index, name] of come.entries()) {
      if (++count % namesPerTurn === 0) await new Promise<void>((resolve) => setImmediate(resolve));
      if (!this.#follows(folder)) return;
      await this.#compare(folder, name, stats[index], visible);
    }
  }

  /** Follows a folder that came to be during the watch. One that cannot be followed is told as too much at once. */
  async #followNew(path: string): Promise<void> {
    try {
      await this.#follow(path, true, undefined);
    } catch (error) {
      if (!goneCodes.has(codeOf(error))) this.#overflow(path);
    }
  }

  /** Attaches to a folder and, when recursive, to those below it. */
  async #follow(top: string, tell: boolean, signal: AbortSignal | undefined): Promise<void> {
    const { backend, recursive, mayList } = this.#options;
    const paths = [top];
    for (const path of paths) {
      // What the watcher may not list is not followed; the root was checked before.
      if (path !== this.#options.root && !mayList(path)) continue;
      const visible = tell && mayList(path);
      try {
        const folder = this.#attach(path);
        for await (const batch of backend.batches(path)) {
          signal?.throwIfAborted();
          if (this.#closed) return;
          // Somebody else reads it anew: what is learnt here would be charged for ever.
          if (!this.#follows(folder)) break;
          for (const { name, type } of batch) {
            if (folder.entries.has(name)) continue;
            this.#learn(folder, name, type);
            if (visible) this.#options.tell(WatchChange.CREATED, below(path, name), type);
            if (recursive && type === FileType.DIRECTORY) paths.push(below(path, name));
          }
        }
      } catch (error) {
        if (path === top || !goneCodes.has(codeOf(error))) throw error;
      }
    }
  }

  #attach(path: string): Folder {
    const { backend, only, admit, dismiss, stir } = this.#options;
    if (this.#closed) throw failure('ECANCELED', 'the watch was closed');
    this.#detach(path);
    const { type, inode } = backend.stat(path);
    if (type === FileType.SYMLINK) throw failure('ELOOP', 'a symbolic link');
    if (type !== FileType.DIRECTORY) throw failure('ENOTDIR', 'not a folder');
    admit();
    try {
      const hint = (name: string | undefined): void => {
        if (only !== undefined && name !== only && name !== '' && name !== undefined) return;
        if (name === undefined || folder.dirty.size >= mostDirty) folder.lost = true;
        else if (name !== '') folder.dirty.add(name);
        stir();
      };
      const source = backend.watch(path, hint);
      const folder: Folder = { path, inode, entries: new Map(), source, dirty: new Set(), lost: false };
      this.#folders.set(path, folder);
      if (!this.#isThere(folder)) {
        this.#folders.delete(path);
        source.close();
        throw failure('ENOENT', 'the folder has gone');
      }
      return folder;
    } catch (error) {
      dismiss();
      throw error;
    }
  }

  /** Lets go of a folder and of all below it. */
  #detach(path: string): void {
    const folder = this.#folders.get(path);
    if (folder === undefined) return;
    this.#folders.delete(path);
    folder.source.close();
    this.#options.dismiss();
    for (const [name, type] of folder.entries) {
      this.#options.reserve.give(sizeOf(name));
      if (type === FileType.DIRECTORY) this.#detach(below(path, name));
    }
  }

  /** Not once it was let go of, which may happen during any wait: what it holds was given back then. */
  #follows(folder: Folder): boolean {
    return this.#folders.get(folder.path) === folder;
  }

  #isThere(folder: Folder | undefined): boolean {
    if (folder === undefined) return false;
    try {
      const { type, inode } = this.#options.backend.stat(folder.path);
      return type === FileType.DIRECTORY && inode === folder.inode;
    } catch {
      return false;
    }
  }

  #learn(folder: Folder, name: string, type: FileType): void {
    this.#options.reserve.take(sizeOf(name));
    folder.entries.set(name, type);
  }

  #forget(folder: Folder, name: string): void {
    if (!folder.entries.delete(name)) return;
    this.#options.reserve.give(sizeOf(name));
    const path = below(folder.path, name);
    if (this.#folders.has(path)) this.#detach(path);
  }

  #overflow(path: string): void {
    this.#options.tell(WatchChange.OVERFLOW, path, FileType.UNSPECIFIED);
  }
}

const goneCodes: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'EACCES', 'ENAMETOOLONG', 'ECANCELED']);

function sizeOf(name: string): number {
  return entryBytes + name.length;
}

function below(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
