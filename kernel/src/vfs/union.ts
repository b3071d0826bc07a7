/**
 * Two backends as one: everything is looked for in the upper one first, then in the lower, which is never changed.
 * Changing what only the lower one holds is EROFS.
 */
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

export class UnionBackend implements VfsBackend {
  readonly #upper: VfsBackend;
  readonly #lower: VfsBackend;

  constructor(upper: VfsBackend, lower: VfsBackend) {
    this.#upper = upper;
    this.#lower = lower;
  }

  /** A folder that both have is one and stays the same one when the upper gets it, so it goes by the lower one's number. */
  stat(path: string): NodeStat {
    const stat = this.#first((backend) => backend.stat(path));
    if (stat.type !== FileType.DIRECTORY) return stat;
    try {
      const { type, inode } = this.#lower.stat(path);
      return type === FileType.DIRECTORY ? { ...stat, inode } : stat;
    } catch {
      return stat;
    }
  }

  readlink(path: string): string {
    return this.#first((backend) => backend.readlink(path));
  }

  open(path: string, flags: OpenFlags): OpenFile {
    if (!flags.write && !flags.create && !flags.truncate) return this.#first((backend) => backend.open(path, flags));
    if (flags.exclusive && this.#holds(this.#lower, path)) throw new FileError('EEXIST', path);
    this.#claim(path);
    return this.#upper.open(path, flags);
  }

  async *batches(path: string): AsyncGenerator<readonly Listed[]> {
    const names = new Set<string>();
    let found = false;
    for (const backend of [this.#upper, this.#lower]) {
      try {
        for await (const batch of backend.batches(path)) {
          const fresh = batch.filter(({ name }) => !names.has(name));
          for (const { name } of fresh) names.add(name);
          if (fresh.length > 0) yield fresh;
        }
        found = true;
      } catch (error) {
        if (codeOf(error) !== 'ENOENT') throw error;
      }
    }
    if (!found) throw new FileError('ENOENT', path);
  }

  async statEntries(path: string, names: readonly string[]): Promise<(NodeStat | undefined)[]> {
    return names.map((name) => {
      try {
        return this.stat(path === '' ? name : `${path}/${name}`);
      } catch {
        return undefined;
      }
    });
  }

  async mkdir(path: string, mode: number): Promise<void> {
    if (this.#holds(this.#lower, path)) throw new FileError('EEXIST', path);
    await this.#makeParents(path);
    await this.#upper.mkdir(path, mode);
  }

  async rmdir(path: string): Promise<void> {
    this.#claim(path);
    await this.#upper.rmdir(path);
  }

  async unlink(path: string): Promise<void> {
    this.#claim(path);
    await this.#upper.unlink(path);
  }

  async removeTree(path: string, signal?: AbortSignal): Promise<number> {
    this.#claim(path);
    return await this.#upper.removeTree(path, signal);
  }

  async rename(from: string, to: string, overwrite: boolean): Promise<void> {
    this.#claim(from);
    if (!overwrite && this.#holds(this.#lower, to)) throw new FileError('EEXIST', to);
    await this.#makeParents(to);
    await this.#upper.rename(from, to, overwrite);
  }

  async link(target: string, path: string): Promise<void> {
    this.#claim(target);
    await this.#makeParents(path);
    await this.#upper.link(target, path);
  }

  async symlink(target: string, path: string): Promise<void> {
    if (this.#holds(this.#lower, path)) throw new FileError('EEXIST', path);
    await this.#makeParents(path);
    await this.#upper.symlink(target, path);
  }

  async replace(path: string, data: Uint8Array, mode: number): Promise<void> {
    await this.#makeParents(path);
    await this.#upper.replace(path, data, mode);
  }

  async syncFolder(path: string): Promise<void> {
    if (this.#holds(this.#upper, path)) await this.#upper.syncFolder(path);
  }

  /** A folder that only the lower one has may appear in the upper one later: until then, what is above it is watched there. */
  watch(path: string, changed: (name: string | undefined) => void): Closable {
    const open: Closable[] = [];
    let above: Closable | undefined;
    let closed = false;
    const attach = (): void => {
      above?.close();
      above = undefined;
      if (closed) return;
      for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
        try {
          above = this.#upper.watch(at, (name) => {
            if (at === path) changed(name);
            else {
              attach();
              changed(undefined);
            }
          });
          return;
        } catch (error) {
          if (codeOf(error) !== 'ENOENT' || at === '') throw error;
        }
      }
    };
    const close = (): void => {
      closed = true;
      above?.close();
      for (const one of open) one.close();
    };
    this.stat(path);
    if (this.#holds(this.#lower, path)) open.push(this.#lower.watch(path, changed));
    try {
      attach();
    } catch (error) {
      close();
      throw error;
    }
    return { close };
  }

  hostPath(path: string): HostPlace | undefined {
    return this.#first((backend) => backend.hostPath(path));
  }

  close(): void {
    this.#upper.close?.();
    this.#lower.close?.();
  }

  #first<T>(operation: (backend: VfsBackend) => T): T {
    try {
      return operation(this.#upper);
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
      return operation(this.#lower);
    }
  }

  #holds(backend: VfsBackend, path: string): boolean {
    try {
      backend.stat(path);
      return true;
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return false;
      throw error;
    }
  }

  /** Refuses a change to what only the lower backend has. */
  #claim(path: string): void {
    if (!this.#holds(this.#upper, path) && this.#holds(this.#lower, path)) throw new FileError('EROFS', path);
  }

  /** Gives the upper backend the folders above `path` that only the lower one has. */
  async #makeParents(path: string): Promise<void> {
    const names = path.split('/').slice(0, -1);
    for (const [index] of names.entries()) {
      const folder = names.slice(0, index + 1).join('/');
      if (this.#holds(this.#upper, folder)) continue;
      if (this.#lower.stat(folder).type !== FileType.DIRECTORY) throw new FileError('ENOTDIR', path);
      await this.#upper.mkdir(folder, 0o755);
    }
  }
}
