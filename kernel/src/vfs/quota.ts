/**
 * A cap on the bytes of a tree. Growth is counted as it happens; when the count reaches the cap the tree is measured
 * anew, so that what was deleted counts again as free. What was deleted and is still open counts: it takes its place until
 * it is closed. Writing beyond is ENOSPC.
 */

import {
  type Closable,
  FileError,
  type HostPlace,
  type NodeStat,
  type OpenFile,
  type OpenFlags,
  type VfsBackend,
} from './backend.ts';
import { measureTree } from './measure-tree.ts';

export class TreeQuota {
  readonly #folder: string;
  readonly #capBytes: number;
  readonly #entryBytes: number;
  #counted = 0;
  /** Granted, but perhaps not yet in the tree. */
  #granted = 0;
  /** Granted since the measurement under way began. */
  #grantedSince = 0;
  #measuring: Promise<void> | undefined;
  /** What is open: it may have no name in the tree any more. */
  readonly #open = new Set<OpenFile>();

  /** Every entry counts `entryBytes` beside its content. */
  constructor(folder: string, capBytes: number, entryBytes = 0) {
    this.#folder = folder;
    this.#capBytes = capBytes;
    this.#entryBytes = entryBytes;
  }

  /** Runs what adds an entry. @throws FileError ENOSPC */
  adding<T>(operation: () => Promise<T>): Promise<T> {
    return this.growing(this.#entryBytes, operation);
  }

  /**
   * Counts an entry that is added at once. Full, it is measured for the next attempt.
   * @throws FileError ENOSPC
   */
  added(): void {
    if (this.#entryBytes === 0) return;
    if (this.#counted + this.#entryBytes > this.#capBytes) {
      this.#measuring ??= this.#measure();
      throw new FileError('ENOSPC', '');
    }
    this.#counted += this.#entryBytes;
    this.#grantedSince += this.#entryBytes;
  }

  /** Runs what makes the tree grow by `bytes`. @throws FileError ENOSPC when they do not fit. */
  async growing<T>(bytes: number, operation: () => Promise<T>): Promise<T> {
    if (bytes <= 0) return await operation();
    if (this.#counted + bytes > this.#capBytes) {
      // One measurement for all that wait; each then counts what it adds before the next one looks.
      this.#measuring ??= this.#measure();
      await this.#measuring;
      if (this.#counted + bytes > this.#capBytes) throw new FileError('ENOSPC', '');
    }
    this.#counted += bytes;
    this.#granted += bytes;
    this.#grantedSince += bytes;
    try {
      return await operation();
    } finally {
      this.#granted -= bytes;
    }
  }

  /** Counts an open file for as long as it is open, whatever becomes of its name. */
  opened(file: OpenFile): void {
    this.#open.add(file);
  }

  closed(file: OpenFile): void {
    this.#open.delete(file);
  }

  async #measure(): Promise<void> {
    try {
      // What is granted before or meanwhile may be missed by the walk: counting it twice is the safe side.
      const before = this.#granted;
      this.#grantedSince = 0;
      const { bytes, complete } = await measureTree(this.#folder, this.#entryBytes);
      const found = bytes + this.#unnamedBytes() + before + this.#grantedSince;
      // What lies too deep to be looked at is not free for that.
      this.#counted = complete ? found : Math.max(found, this.#counted);
    } finally {
      this.#measuring = undefined;
    }
  }

  /** Of files that were removed and are still open. */
  #unnamedBytes(): number {
    const sizes = new Map<number, number>();
    for (const file of this.#open) {
      const { links, inode, size } = file.stat();
      if (links === 0) sizes.set(inode, size);
    }
    let bytes = 0;
    for (const size of sizes.values()) bytes += size + this.#entryBytes;
    return bytes;
  }
}

/** A backend whose files count against a quota. */
export class QuotaBackend implements VfsBackend {
  readonly #inner: VfsBackend;
  readonly #quota: TreeQuota;

  constructor(inner: VfsBackend, quota: TreeQuota) {
    this.#inner = inner;
    this.#quota = quota;
  }

  open(path: string, flags: OpenFlags): OpenFile {
    if (flags.create && !this.#holds(path)) this.#quota.added();
    return new QuotaFile(this.#inner.open(path, flags), this.#quota);
  }

  async replace(path: string, data: Uint8Array, mode: number): Promise<void> {
    await this.#quota.growing(data.length, () => this.#inner.replace(path, data, mode));
  }

  stat(path: string): NodeStat {
    return this.#inner.stat(path);
  }
  readlink(path: string): string {
    return this.#inner.readlink(path);
  }
  batches(path: string): ReturnType<VfsBackend['batches']> {
    return this.#inner.batches(path);
  }
  statEntries(path: string, names: readonly string[]): ReturnType<VfsBackend['statEntries']> {
    return this.#inner.statEntries(path, names);
  }
  mkdir(path: string, mode: number): Promise<void> {
    return this.#quota.adding(() => this.#inner.mkdir(path, mode));
  }
  rmdir(path: string): Promise<void> {
    return this.#inner.rmdir(path);
  }
  unlink(path: string): Promise<void> {
    return this.#inner.unlink(path);
  }
  removeTree(path: string, signal?: AbortSignal): Promise<number> {
    return this.#inner.removeTree(path, signal);
  }
  rename(from: string, to: string, overwrite: boolean): Promise<void> {
    return this.#inner.rename(from, to, overwrite);
  }
  link(target: string, path: string): Promise<void> {
    return this.#quota.adding(() => this.#inner.link(target, path));
  }
  symlink(target: string, path: string): Promise<void> {
    return this.#quota.adding(() => this.#inner.symlink(target, path));
  }
  syncFolder(path: string): Promise<void> {
    return this.#inner.syncFolder(path);
  }
  watch(path: string, changed: (name: string | undefined) => void): Closable {
    return this.#inner.watch(path, changed);
  }
  hostPath(path: string): HostPlace | undefined {
    return this.#inner.hostPath(path);
  }

  #holds(path: string): boolean {
    try {
      this.#inner.stat(path);
      return true;
    } catch {
      return false;
    }
  }
}

class QuotaFile implements OpenFile {
  readonly #file: OpenFile;
  readonly #quota: TreeQuota;

  constructor(file: OpenFile, quota: TreeQuota) {
    this.#file = file;
    this.#quota = quota;
    quota.opened(file);
  }

  async write(data: Uint8Array, position: number | null): Promise<void> {
    const { size } = this.#file.stat();
    const growth = (position ?? size) + data.length - size;
    await this.#quota.growing(growth, () => this.#file.write(data, position));
  }

  async truncate(size: number): Promise<void> {
    await this.#quota.growing(size - this.#file.stat().size, () => this.#file.truncate(size));
  }

  stat(): NodeStat {
    return this.#file.stat();
  }
  read(position: number, length: number, into?: Buffer): Promise<Buffer> {
    return this.#file.read(position, length, into);
  }
  sync(dataOnly: boolean): Promise<void> {
    return this.#file.sync(dataOnly);
  }
  close(): void {
    this.#quota.closed(this.#file);
    this.#file.close();
  }
}
