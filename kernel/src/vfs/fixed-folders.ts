/** The folders between the mounts (`/` and `/mnt`): only there to be listed, never changed. */
import { FileType } from '@agentos/protocol/kernel';
import { type Closable, FileError, type Listed, type NodeStat, type VfsBackend } from './backend.ts';

export class FixedFolders implements VfsBackend {
  /** Names in each folder; `''` is the root. */
  readonly #folders: ReadonlyMap<string, readonly string[]>;
  readonly #sinceMs = Date.now();

  constructor(folders: ReadonlyMap<string, readonly string[]>) {
    this.#folders = folders;
  }

  stat(path: string): NodeStat {
    if (!this.#folders.has(path)) throw new FileError('ENOENT', path);
    return {
      type: FileType.DIRECTORY,
      size: 0,
      modifiedMs: this.#sinceMs,
      createdMs: this.#sinceMs,
      mode: 0o555,
      inode: 0,
      links: 1,
    };
  }

  readlink(path: string): string {
    this.stat(path);
    throw new FileError('EINVAL', path);
  }

  open(path: string, flags: { create: boolean }): never {
    if (this.#folders.has(path)) throw new FileError('EISDIR', path);
    throw new FileError(flags.create ? 'EROFS' : 'ENOENT', path);
  }

  async *batches(path: string): AsyncGenerator<readonly Listed[]> {
    const names = this.#folders.get(path);
    if (names === undefined) throw new FileError('ENOENT', path);
    yield names.map((name) => ({ name, type: FileType.DIRECTORY }));
  }

  async statEntries(_path: string, names: readonly string[]): Promise<(NodeStat | undefined)[]> {
    return names.map(() => this.stat(''));
  }

  mkdir(path: string): Promise<void> {
    return this.#refuse(path);
  }
  rmdir(path: string): Promise<void> {
    return this.#refuse(path);
  }
  unlink(path: string): Promise<void> {
    return this.#refuse(path);
  }
  removeTree(path: string): Promise<number> {
    return this.#refuse(path);
  }
  rename(_from: string, to: string): Promise<void> {
    return this.#refuse(to);
  }
  link(_target: string, path: string): Promise<void> {
    return this.#refuse(path);
  }
  symlink(_target: string, path: string): Promise<void> {
    return this.#refuse(path);
  }
  replace(path: string): Promise<void> {
    return this.#refuse(path);
  }
  async syncFolder(): Promise<void> {
    // Nothing here ever changes.
  }
  watch(path: string): Closable {
    this.stat(path);
    return { close: () => undefined };
  }
  hostPath(): undefined {
    return undefined;
  }

  #refuse(path: string): Promise<never> {
    return Promise.reject(new FileError('EROFS', path));
  }
}
