/**
 * What a mounted file system must offer. Names are relative to the mount, normalised, `''` being its root.
 *
 * No operation follows a symbolic link: one that meets a link on the way fails with `ELOOP`, and the mount table above
 * resolves it and asks again. Errors carry POSIX codes; `SyscallError`s of node:fs are fine.
 */
import type { FileType } from '@agentos/protocol/kernel';
import type { Work } from '../events/trace.ts';

export interface NodeStat {
  readonly type: FileType;
  readonly size: number;
  readonly modifiedMs: number;
  readonly createdMs: number;
  readonly mode: number;
  readonly inode: number;
  readonly links: number;
}

export interface OpenFlags {
  readonly read: boolean;
  readonly write: boolean;
  readonly append: boolean;
  readonly create: boolean;
  readonly exclusive: boolean;
  readonly truncate: boolean;
  /** Permission bits of a created file. */
  readonly mode: number;
  /** It is created under a name of the kernel's own, and renamed or removed later. */
  readonly unfinished?: boolean;
}

/** An open regular file: holds the file itself, not its name. */
export interface OpenFile {
  stat(): NodeStat;
  /** Reads up to `length` bytes at `position`; fewer at the end. `into` (at least as long) saves a new buffer, where it can. */
  read(position: number, length: number, into?: Buffer): Promise<Buffer>;
  /** Writes everything; at the end when `position` is null. */
  write(data: Uint8Array, position: number | null): Promise<void>;
  truncate(size: number): Promise<void>;
  sync(dataOnly: boolean): Promise<void>;
  close(): void;
}

export interface Closable {
  close(): void;
}

export interface Listed {
  readonly name: string;
  readonly type: FileType;
}

/** A place on the host behind a node. */
export interface HostPlace {
  readonly path: string;
  /** Whether anybody may change what is there: a read-only mount is so for programs too, whatever they were granted. */
  readonly writable: boolean;
}

export interface VfsBackend {
  /** Describes the node itself, a link as a link. */
  stat(path: string): NodeStat;
  readlink(path: string): string;
  open(path: string, flags: OpenFlags): OpenFile;
  /** Everything in a folder, in no particular order, some at a time; the core gets its turn between two batches. */
  batches(path: string): AsyncIterable<readonly Listed[]>;
  /** Describes some entries of a folder; one that has gone meanwhile is undefined. */
  statEntries(path: string, names: readonly string[]): Promise<(NodeStat | undefined)[]>;
  mkdir(path: string, mode: number): Promise<void>;
  rmdir(path: string): Promise<void>;
  unlink(path: string): Promise<void>;
  /** Removes a node and all below it; tells how many were removed. Given up by the signal, some of it is left. */
  removeTree(path: string, signal?: AbortSignal): Promise<number>;
  rename(from: string, to: string, overwrite: boolean): Promise<void>;
  link(target: string, path: string): Promise<void>;
  symlink(target: string, path: string): Promise<void>;
  /** Puts a whole file in place of what is there, durably: temporary name, sync, rename. */
  replace(path: string, data: Uint8Array, mode: number): Promise<void>;
  /** Waits until the entries of a folder are durable. */
  syncFolder(path: string): Promise<void>;
  /**
   * Calls `changed` with the name of an entry of a folder that may have changed, from now on; with `''` for the folder
   * itself, with undefined when more may have changed than is known. A hint only: who gets it looks.
   * @throws FileError ENOSPC when the host allows no more
   */
  watch(path: string, changed: (name: string | undefined) => void): Closable;
  /** Where a node that is there and reached without links lies on the host, for sandboxes; undefined when nowhere. */
  hostPath(path: string): HostPlace | undefined;
  /** The same file system, telling what it does as parts of `work`, also after a wait; always the same one for the same work. */
  within?(work: Work): VfsBackend;
  /** Gives back what it holds of the host, once nobody will ask for anything in it. */
  close?(): void;
}

/** Failure of a backend, with the code that the caller gets. */
export class FileError extends Error {
  readonly code: string;
  constructor(code: string, path: string) {
    super(`${code}: ${path}`);
    this.code = code;
  }
}
