/**
 * A host folder as a mount. Every name is opened beneath the mount without following links; changes go through the
 * open folder that holds the name. Cheap lookups run at once, everything that may touch the disk in libuv's pool.
 */
import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { promisify } from 'node:util';
import { FileType } from '@agentos/protocol/kernel';
import { codeOf } from '../errors.ts';
import {
  type Closable,
  FileError,
  type HostPlace,
  type Listed,
  type NodeStat,
  type OpenFile,
  type OpenFlags,
  type VfsBackend,
} from './backend.ts';
import { emptyFolder } from './empty-folder.ts';
import { type HostPaths, type HostRoot, nodeStat, type ParentFolder } from './host-paths.ts';
import { watchFolder } from './host-watch.ts';
import { LocalFile } from './local-file.ts';
import type { Unfinished } from './unfinished.ts';

const { O_APPEND, O_CREAT, O_DIRECTORY, O_EXCL, O_NOCTTY, O_NONBLOCK, O_RDONLY, O_RDWR, O_WRONLY } = fs.constants;

const host = {
  fsync: promisify(fs.fsync),
  lchown: promisify(fs.lchown),
  mkdir: promisify(fs.mkdir),
  rmdir: promisify(fs.rmdir),
  unlink: promisify(fs.unlink),
  rename: promisify(fs.rename),
  link: promisify(fs.link),
  symlink: promisify(fs.symlink),
};

/** Entries read by one operation of the pool. */
const batchEntries = 1_024;
/** Entries described in one turn of the event loop: about a millisecond. */
const statsPerTurn = 256;

/** Names of files that are about to replace another. */
const replacementName = /^\.~[0-9a-f]{16}$/;

export interface LocalOptions {
  readonly readOnly?: boolean;
  /** Names that do not exist for callers, such as the kernel's own database. */
  readonly hidden?: (path: string) => boolean;
  /** Who gets what is created here; absent: the kernel's own user. */
  readonly owner?: { readonly uid: number; readonly gid: number } | undefined;
  /** Where files that are being replaced are written down; absent: nowhere. */
  readonly unfinished?: Unfinished;
}

export class LocalBackend implements VfsBackend {
  readonly #paths: HostPaths;
  readonly #root: HostRoot;
  readonly #options: LocalOptions;
  /** Temporary name → what is called when it is there no more. */
  readonly #begun = new Map<string, () => void>();

  constructor(paths: HostPaths, folder: string, options: LocalOptions = {}) {
    this.#paths = paths;
    this.#root = paths.openRoot(folder);
    this.#options = options;
  }

  close(): void {
    const { fd } = this.#root;
    this.#root.fd = -1;
    if (fd >= 0) fs.closeSync(fd);
  }

  stat(path: string): NodeStat {
    this.#checkHidden(path);
    return nodeStat(this.#paths.describe(this.#root, path));
  }

  readlink(path: string): string {
    this.#checkHidden(path);
    if (path === '') throw new FileError('EINVAL', path);
    return this.#inFolder(path, (name) => fs.readlinkSync(name));
  }

  open(path: string, flags: OpenFlags): OpenFile {
    this.#checkHidden(path);
    if (flags.write || flags.create || flags.truncate) this.#checkWritable(path);
    const fd = this.#openUnfinished(path, flags);
    try {
      const stat = fs.fstatSync(fd);
      if (stat.isDirectory()) throw new FileError('EISDIR', path);
      if (!stat.isFile()) throw new FileError('EINVAL', path);
      // Not by O_TRUNC: that would have emptied it before it was known to be a file.
      if (flags.truncate && stat.size > 0) fs.ftruncateSync(fd, 0);
      if (flags.create && stat.size === 0) this.#adoptFile(fd, stat.uid);
    } catch (error) {
      fs.closeSync(fd);
      throw error;
    }
    return new LocalFile(fd);
  }

  async *batches(path: string): AsyncGenerator<readonly Listed[]> {
    this.#checkHidden(path);
    const folder = this.#paths.folder(this.#root, path);
    // Its own descriptor from here on.
    const entries = await fs.promises.opendir(folder.path, { bufferSize: batchEntries }).finally(() => folder.close());
    try {
      const { hidden } = this.#options;
      let batch: Listed[] = [];
      for (let entry = await entries.read(); entry !== null; entry = await entries.read()) {
        if (hidden?.(below(path, entry.name)) === true) continue;
        batch.push({ name: entry.name, type: typeOf(entry) });
        if (batch.length < batchEntries) continue;
        yield batch;
        batch = [];
      }
      if (batch.length > 0) yield batch;
    } finally {
      await entries.close();
    }
  }

  async statEntries(path: string, names: readonly string[]): Promise<(NodeStat | undefined)[]> {
    const folder = this.#paths.folder(this.#root, path);
    try {
      const stats: (NodeStat | undefined)[] = [];
      for (const [index, name] of names.entries()) {
        stats.push(folder.describe(name));
        if (index % statsPerTurn === statsPerTurn - 1) await new Promise<void>((resolve) => setImmediate(resolve));
      }
      return stats;
    } finally {
      folder.close();
    }
  }

  mkdir(path: string, mode: number): Promise<void> {
    return this.#change(path, async (name) => {
      await host.mkdir(name, mode);
      await this.#adopt(name);
    });
  }

  rmdir(path: string): Promise<void> {
    return this.#change(path, (name) => host.rmdir(name));
  }

  unlink(path: string): Promise<void> {
    return this.#change(path, async (name) => {
      await host.unlink(name).catch(unlinkFailure);
    }).then(
      () => this.#finish(path),
      (error: unknown) => {
        // Moved away with its folder: it is not there, and what is written down of it would be kept for ever.
        if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes(codeOf(error))) this.#finish(path);
        throw error;
      },
    );
  }

  async removeTree(path: string, signal?: AbortSignal): Promise<number> {
    this.#checkWritable(path);
    this.#checkHidden(path);
    if (this.stat(path).type !== FileType.DIRECTORY) {
      await this.unlink(path);
      return 1;
    }
    const folder = this.#paths.folder(this.#root, path);
    try {
      const removed = await emptyFolder(folder.path, signal);
      await this.rmdir(path);
      return removed + 1;
    } finally {
      folder.close();
    }
  }

  rename(from: string, to: string, overwrite: boolean): Promise<void> {
    this.#checkHidden(to);
    return this.#change(from, (source) =>
      this.#change(to, async (destination) => {
        if (overwrite) {
          await host.rename(source, destination);
        } else if (this.#paths.renameNoReplace !== undefined) {
          this.#paths.renameNoReplace(source, destination);
        } else {
          if (fs.lstatSync(destination, { throwIfNoEntry: false }) !== undefined) throw new FileError('EEXIST', to);
          await host.rename(source, destination);
        }
        this.#finish(from);
      }),
    );
  }

  link(target: string, path: string): Promise<void> {
    this.#checkHidden(target);
    return this.#change(path, (name) => this.#inFolder(target, (targetName) => host.link(targetName, name)));
  }

  symlink(target: string, path: string): Promise<void> {
    return this.#change(path, async (name) => {
      await host.symlink(target, name);
      await this.#adopt(name);
    });
  }

  replace(path: string, data: Uint8Array, mode: number): Promise<void> {
    return this.#change(path, async (name, folder) => {
      const old = fs.lstatSync(name, { throwIfNoEntry: false });
      if (old?.isDirectory() === true) throw new FileError('EISDIR', path);
      const temporary = `${folder.path}/.~${randomBytes(8).toString('hex')}`;
      const kept = old?.isFile() === true ? old.mode & 0o777 : mode;
      const unfinished = below(
        path.slice(0, Math.max(0, path.lastIndexOf('/'))),
        temporary.slice(temporary.lastIndexOf('/') + 1),
      );
      this.#begin(unfinished);
      const fd = fs.openSync(temporary, O_WRONLY | O_CREAT | O_EXCL | fs.constants.O_NOFOLLOW, kept);
      try {
        this.#adoptFile(fd, undefined);
        const file = new LocalFile(fd);
        try {
          await file.write(data, 0);
          await file.sync(false);
        } finally {
          file.close();
        }
        await host.rename(temporary, name);
      } catch (error) {
        await host.unlink(temporary).catch(() => undefined);
        throw error;
      } finally {
        this.#finish(unfinished);
      }
      await syncFolderAt(folder.path);
    });
  }

  #openUnfinished(path: string, flags: OpenFlags): number {
    if (flags.unfinished === true) this.#begin(path);
    try {
      return this.#paths.open(this.#root, path, hostFlags(flags), flags.mode);
    } catch (error) {
      this.#finish(path);
      throw error;
    }
  }

  #begin(temporary: string): void {
    const { unfinished } = this.#options;
    if (unfinished !== undefined) this.#begun.set(temporary, unfinished.begin(this.#root.path, temporary));
  }

  #finish(temporary: string): void {
    this.#begun.get(temporary)?.();
    this.#begun.delete(temporary);
  }

  async syncFolder(path: string): Promise<void> {
    const folder = this.#paths.folder(this.#root, path);
    try {
      await syncFolderAt(folder.path);
    } finally {
      folder.close();
    }
  }

  watch(path: string, changed: (name: string | undefined) => void): Closable {
    this.#checkHidden(path);
    const { hidden } = this.#options;
    const folder = this.#paths.folder(this.#root, path);
    try {
      return watchFolder(folder.path, (name) => {
        if (name === undefined || name === '') changed(name);
        else if (!replacementName.test(name) && hidden?.(below(path, name)) !== true) changed(name);
      });
    } finally {
      folder.close();
    }
  }

  hostPath(path: string): HostPlace {
    this.stat(path);
    const host = path === '' ? this.#root.path : `${this.#root.path}/${path}`;
    return { path: host, writable: this.#options.readOnly !== true };
  }

  /** Runs one changing operation on a name through the open folder that holds it. */
  async #change<T>(path: string, operation: (name: string, folder: ParentFolder) => Promise<T>): Promise<T> {
    this.#checkWritable(path);
    if (this.#options.hidden?.(path) === true) throw new FileError('EACCES', path);
    return await this.#inFolder(path, operation);
  }

  #inFolder<T>(path: string, operation: (name: string, folder: ParentFolder) => T): T {
    if (path === '') throw new FileError('EBUSY', path);
    const slash = path.lastIndexOf('/');
    const folder = this.#paths.folder(this.#root, slash < 0 ? '' : path.slice(0, slash));
    let result: T;
    try {
      result = operation(`${folder.path}/${path.slice(slash + 1)}`, folder);
    } catch (error) {
      folder.close();
      throw error;
    }
    if (result instanceof Promise) {
      const close = (): void => folder.close();
      result.then(close, close);
    } else folder.close();
    return result;
  }

  #checkWritable(path: string): void {
    if (this.#options.readOnly === true) throw new FileError('EROFS', path);
  }

  #checkHidden(path: string): void {
    if (this.#options.hidden?.(path) === true) throw new FileError('ENOENT', path);
  }

  /** Gives a new file to the owner of the tree. */
  #adoptFile(fd: number, uid: number | undefined): void {
    const { owner } = this.#options;
    if (owner !== undefined && uid !== owner.uid) fs.fchownSync(fd, owner.uid, owner.gid);
  }

  /** Gives a new folder or link to the owner of the tree. */
  async #adopt(name: string): Promise<void> {
    const { owner } = this.#options;
    if (owner !== undefined) await host.lchown(name, owner.uid, owner.gid);
  }
}

function hostFlags(flags: OpenFlags): number {
  const access = flags.write ? (flags.read ? O_RDWR : O_WRONLY) : O_RDONLY;
  // Opening a FIFO without O_NONBLOCK would stop the kernel for good.
  let bits = access | O_NONBLOCK | O_NOCTTY;
  if (flags.append) bits |= O_APPEND;
  if (flags.create) bits |= O_CREAT;
  if (flags.exclusive) bits |= O_EXCL;
  return bits;
}

async function syncFolderAt(path: string): Promise<void> {
  const fd = fs.openSync(path, O_RDONLY | O_DIRECTORY);
  try {
    await host.fsync(fd);
  } finally {
    fs.closeSync(fd);
  }
}

/** Removing a folder as a file is EISDIR, whatever the host calls it. */
function unlinkFailure(error: unknown): never {
  if (error instanceof Error && 'code' in error && error.code === 'EPERM') throw new FileError('EISDIR', '');
  throw error;
}

function below(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

function typeOf(node: { isFile(): boolean; isDirectory(): boolean; isSymbolicLink(): boolean }): FileType {
  if (node.isFile()) return FileType.FILE;
  if (node.isDirectory()) return FileType.DIRECTORY;
  return node.isSymbolicLink() ? FileType.SYMLINK : FileType.OTHER;
}
