/** A file system in memory, with the same rules as a host folder: for tests, and for `/tmp` on hosts without tmpfs. */
import { FileType } from '@agentos/protocol/kernel';
import { asBuffer } from '../bytes.ts';
import {
  type Closable,
  FileError,
  type Listed,
  type NodeStat,
  type OpenFile,
  type OpenFlags,
  type VfsBackend,
} from './backend.ts';

interface Common {
  readonly inode: number;
  readonly createdMs: number;
  modifiedMs: number;
  mode: number;
  links: number;
}
interface FileNode extends Common {
  readonly kind: 'file';
  data: Uint8Array;
  size: number;
  /** Open files that hold it. */
  opens: number;
  /** Where it is named. */
  readonly names: { readonly folder: FolderNode; readonly name: string }[];
}
interface FolderNode extends Common {
  readonly kind: 'folder';
  readonly entries: Map<string, Node>;
  readonly watchers: Set<(name: string | undefined) => void>;
}
interface LinkNode extends Common {
  readonly kind: 'link';
  readonly target: string;
}
type Node = FileNode | FolderNode | LinkNode;

/** Entries given at a time. */
const batchEntries = 1_024;

export class MemoryBackend implements VfsBackend {
  readonly #root: FolderNode;
  readonly #limitBytes: number;
  #usedBytes = 0;
  #inodes = 0;

  /** Writing beyond `limitBytes` in all files together is ENOSPC. */
  constructor(limitBytes = 64 * 1024 * 1024) {
    this.#limitBytes = limitBytes;
    this.#root = { kind: 'folder', entries: new Map(), watchers: new Set(), ...this.#common(0o770) };
  }

  stat(path: string): NodeStat {
    return nodeStat(this.#node(path));
  }

  readlink(path: string): string {
    const node = this.#node(path);
    if (node.kind !== 'link') throw new FileError('EINVAL', path);
    return node.target;
  }

  open(path: string, flags: OpenFlags): OpenFile {
    const existing = this.#find(path);
    if (existing !== undefined && flags.create && flags.exclusive) throw new FileError('EEXIST', path);
    if (existing?.kind === 'folder') throw new FileError('EISDIR', path);
    if (existing?.kind === 'link') throw new FileError('ELOOP', path);
    if (existing === undefined && !flags.create) throw new FileError('ENOENT', path);
    let file = existing;
    if (file === undefined) {
      file = { kind: 'file', data: new Uint8Array(0), size: 0, opens: 0, names: [], ...this.#common(flags.mode) };
      this.#enter(path, file);
    } else if (flags.truncate) this.#resize(file, 0);
    return new MemoryFile(file, flags, {
      resize: (node, size) => this.#resize(node, size),
      closed: (node) => this.#forgetUnused(node),
    });
  }

  async *batches(path: string): AsyncGenerator<readonly Listed[]> {
    let batch: Listed[] = [];
    for (const [name, node] of this.#folder(path).entries) {
      batch.push({ name, type: fileType[node.kind] });
      if (batch.length < batchEntries) continue;
      yield batch;
      batch = [];
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
    if (batch.length > 0) yield batch;
  }

  async statEntries(path: string, names: readonly string[]): Promise<(NodeStat | undefined)[]> {
    const { entries } = this.#folder(path);
    return names.map((name) => {
      const node = entries.get(name);
      return node === undefined ? undefined : nodeStat(node);
    });
  }

  async mkdir(path: string, mode: number): Promise<void> {
    if (this.#find(path) !== undefined) throw new FileError('EEXIST', path);
    this.#enter(path, { kind: 'folder', entries: new Map(), watchers: new Set(), ...this.#common(mode) });
  }

  async rmdir(path: string): Promise<void> {
    const folder = this.#node(path);
    if (path === '') throw new FileError('EBUSY', path);
    if (folder.kind !== 'folder') throw new FileError('ENOTDIR', path);
    if (folder.entries.size > 0) throw new FileError('ENOTEMPTY', path);
    this.#leave(path);
  }

  async unlink(path: string): Promise<void> {
    const node = this.#node(path);
    if (node.kind === 'folder') throw new FileError('EISDIR', path);
    this.#leave(path);
    node.links--;
    if (node.kind === 'file') this.#forgetUnused(node);
  }

  async removeTree(path: string): Promise<number> {
    const node = this.#node(path);
    if (node.kind !== 'folder') {
      await this.unlink(path);
      return 1;
    }
    let removed = 1;
    for (const name of [...node.entries.keys()])
      removed += await this.removeTree(path === '' ? name : `${path}/${name}`);
    await this.rmdir(path);
    return removed;
  }

  async rename(from: string, to: string, overwrite: boolean): Promise<void> {
    const node = this.#node(from);
    if (from === '' || to === '') throw new FileError('EBUSY', from);
    if (node.kind === 'folder' && to.startsWith(`${from}/`)) throw new FileError('EINVAL', to);
    const existing = this.#find(to);
    if (existing !== undefined && !overwrite) throw new FileError('EEXIST', to);
    if (from.startsWith(`${to}/`)) throw new FileError('ENOTEMPTY', to);
    if (existing === node) return;
    if (existing !== undefined) {
      if (node.kind === 'folder' && existing.kind !== 'folder') throw new FileError('ENOTDIR', to);
      if (node.kind !== 'folder' && existing.kind === 'folder') throw new FileError('EISDIR', to);
      if (existing.kind === 'folder') await this.rmdir(to);
      else await this.unlink(to);
    }
    this.#enter(to, node);
    this.#leave(from);
  }

  async link(target: string, path: string): Promise<void> {
    const node = this.#node(target);
    if (node.kind === 'folder') throw new FileError('EPERM', target);
    if (this.#find(path) !== undefined) throw new FileError('EEXIST', path);
    this.#enter(path, node);
    node.links++;
  }

  async symlink(target: string, path: string): Promise<void> {
    if (this.#find(path) !== undefined) throw new FileError('EEXIST', path);
    this.#enter(path, { kind: 'link', target, ...this.#common(0o777) });
  }

  async replace(path: string, data: Uint8Array, mode: number): Promise<void> {
    const old = this.#find(path);
    if (old?.kind === 'folder') throw new FileError('EISDIR', path);
    const file: FileNode = {
      kind: 'file',
      data: new Uint8Array(0),
      size: 0,
      opens: 0,
      names: [],
      ...this.#common(old?.mode ?? mode),
    };
    this.#resize(file, data.length);
    file.data.set(data);
    if (old !== undefined) await this.unlink(path);
    this.#enter(path, file);
  }

  async syncFolder(path: string): Promise<void> {
    this.#folder(path);
  }

  watch(path: string, changed: (name: string | undefined) => void): Closable {
    const { watchers } = this.#folder(path);
    watchers.add(changed);
    return { close: () => watchers.delete(changed) };
  }

  hostPath(): undefined {
    return undefined;
  }

  #common(mode: number): Common {
    const now = Date.now();
    return { inode: ++this.#inodes, createdMs: now, modifiedMs: now, mode: mode & 0o7777, links: 1 };
  }

  /** The node, or undefined when only its last name is missing. */
  #find(path: string): Node | undefined {
    if (path === '') return this.#root;
    const names = path.split('/');
    const last = names.pop() ?? '';
    return this.#folder(names.join('/')).entries.get(last);
  }

  #node(path: string): Node {
    const node = this.#find(path);
    if (node === undefined) throw new FileError('ENOENT', path);
    return node;
  }

  #folder(path: string): FolderNode {
    let node: Node = this.#root;
    for (const name of path === '' ? [] : path.split('/')) {
      const next: Node | undefined = node.entries.get(name);
      if (next === undefined) throw new FileError('ENOENT', path);
      if (next.kind === 'link') throw new FileError('ELOOP', path);
      if (next.kind !== 'folder') throw new FileError('ENOTDIR', path);
      node = next;
    }
    return node;
  }

  #enter(path: string, node: Node): void {
    const slash = path.lastIndexOf('/');
    const folder = this.#folder(slash < 0 ? '' : path.slice(0, slash));
    const name = path.slice(slash + 1);
    folder.entries.set(name, node);
    if (node.kind === 'file') node.names.push({ folder, name });
    folder.modifiedMs = Date.now();
    tell(folder, name);
  }

  #leave(path: string): void {
    const slash = path.lastIndexOf('/');
    const folder = this.#folder(slash < 0 ? '' : path.slice(0, slash));
    const name = path.slice(slash + 1);
    const node = folder.entries.get(name);
    folder.entries.delete(name);
    if (node?.kind === 'file') {
      const index = node.names.findIndex((one) => one.folder === folder && one.name === name);
      if (index >= 0) node.names.splice(index, 1);
    }
    folder.modifiedMs = Date.now();
    tell(folder, name);
  }

  /** What nobody names or holds takes no room any more. */
  #forgetUnused(file: FileNode): void {
    if (file.links > 0 || file.opens > 0) return;
    this.#usedBytes -= file.size;
    file.size = 0;
    file.data = new Uint8Array(0);
  }

  #resize(file: FileNode, size: number): void {
    const grown = size - file.size;
    if (this.#usedBytes + grown > this.#limitBytes) throw new FileError('ENOSPC', '');
    if (size > file.data.length) {
      const data = new Uint8Array(Math.max(size, Math.min(file.data.length * 2, this.#limitBytes)));
      data.set(file.data.subarray(0, file.size));
      file.data = data;
    } else if (grown < 0) file.data.fill(0, size, file.size);
    this.#usedBytes += grown;
    file.size = size;
    touch(file);
  }
}

class MemoryFile implements OpenFile {
  readonly #node: FileNode;
  readonly #flags: OpenFlags;
  readonly #owner: { resize(node: FileNode, size: number): void; closed(node: FileNode): void };
  #closed = false;

  constructor(
    node: FileNode,
    flags: OpenFlags,
    owner: { resize(node: FileNode, size: number): void; closed(node: FileNode): void },
  ) {
    this.#node = node;
    this.#flags = flags;
    this.#owner = owner;
    node.opens++;
  }

  stat(): NodeStat {
    this.#require(true, 'EBADF');
    return nodeStat(this.#node);
  }

  async read(position: number, length: number): Promise<Buffer> {
    this.#require(this.#flags.read, 'EBADF');
    const { data, size } = this.#node;
    return asBuffer(data.slice(Math.min(position, size), Math.min(position + length, size)));
  }

  async write(data: Uint8Array, position: number | null): Promise<void> {
    this.#require(this.#flags.write, 'EBADF');
    const at = position === null || this.#flags.append ? this.#node.size : position;
    if (at + data.length > this.#node.size) this.#owner.resize(this.#node, at + data.length);
    this.#node.data.set(data, at);
    touch(this.#node);
  }

  async truncate(size: number): Promise<void> {
    this.#require(this.#flags.write, 'EINVAL');
    this.#owner.resize(this.#node, size);
  }

  async sync(): Promise<void> {
    // Memory is as durable as it gets.
    this.#require(true, 'EBADF');
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#node.opens--;
    this.#owner.closed(this.#node);
  }

  #require(allowed: boolean, code: string): void {
    if (this.#closed) throw new FileError('EBADF', '');
    if (!allowed) throw new FileError(code, '');
  }
}

const fileType = { file: FileType.FILE, folder: FileType.DIRECTORY, link: FileType.SYMLINK } as const;

function tell(folder: FolderNode, name: string): void {
  for (const changed of folder.watchers) changed(name);
}

function touch(file: FileNode): void {
  file.modifiedMs = Date.now();
  for (const { folder, name } of file.names) tell(folder, name);
}

function nodeStat(node: Node): NodeStat {
  return {
    type: fileType[node.kind],
    size: node.kind === 'file' ? node.size : node.kind === 'link' ? Buffer.byteLength(node.target) : 0,
    modifiedMs: node.modifiedMs,
    createdMs: node.createdMs,
    mode: node.mode,
    inode: node.inode,
    links: node.links,
  };
}
