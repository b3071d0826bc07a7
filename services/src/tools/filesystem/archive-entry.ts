/** What every kind of archive holds, and the bounds and names that hold for all of them. */
import type { FileEntry } from '@agentos/tools';
import { Problem } from '../../problem.ts';

/** Longest archive. */
export const mostPacked = 32 * 1024 * 1024;
/** Most bytes of all entries together. */
export const mostUnpacked = 64 * 1024 * 1024;
export const mostEntries = 5_000;
/** Unpacked bytes that any archive may have, and how many times its own size a longer one may become. */
const alwaysAllowed = 1024 * 1024;
const mostTimes = 200;

export interface ArchiveEntry {
  /** As the archive says; not to be used as a path before `safeName`. */
  readonly name: string;
  readonly type: FileEntry['type'];
  /** Unpacked; of a ZIP what it says, which unpacking checks. */
  readonly size: number;
  readonly modifiedMs: number;
  /** The bytes of a file, unpacked. @throws Problem EBADMSG, E2BIG */
  content(): Promise<Uint8Array>;
}

/** One file or folder to be packed. */
export interface Packed {
  readonly name: string;
  readonly folder: boolean;
  readonly modifiedMs: number;
  readonly data: Uint8Array;
}

/** Unpacked bytes that an archive of a size may have. */
export function mostFor(archiveBytes: number): number {
  return Math.min(mostUnpacked, Math.max(alwaysAllowed, archiveBytes * mostTimes));
}

/**
 * The name of an entry as a path below the folder that it is unpacked into, without a final slash; empty for that folder.
 *
 * @throws Problem EINVAL for a name that would lead elsewhere
 */
export function safeName(name: string): string {
  const plain = name.replaceAll('\\', '/');
  const names = plain.split('/').filter((part) => part !== '' && part !== '.');
  if (plain.startsWith('/') || /^[A-Za-z]:/.test(plain) || names.includes('..') || plain.includes('\0')) {
    throw new Problem('EINVAL', `the archive holds the name "${name.slice(0, 200)}", which leads out of its folder`, {
      detail: name.slice(0, 200),
    });
  }
  return names.join('/');
}

export function broken(what: string): Problem {
  return new Problem('EBADMSG', `the archive is damaged or no archive: ${what}`);
}

export function tooLarge(what: string): Problem {
  return new Problem('E2BIG', `the archive is not unpacked: ${what}`);
}
