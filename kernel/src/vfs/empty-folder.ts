/**
 * Empties a folder that is held open, whatever a program has put there: names are bytes, so those that are no text go
 * too, and each folder is opened from the one above it, so none lies too deep to have a path. No link is followed.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, constants, openSync } from 'node:fs';
import { opendir, rename, rmdir, unlink } from 'node:fs/promises';
import { codeOf } from '../errors.ts';
import { O_PATH } from './host-paths.ts';

/** Names as bytes, of which the types of the library know nothing, and so many entries an operation of the pool. */
const inBytes: object = { encoding: 'buffer', bufferSize: 1_024 };
/** Folders held open at a time; what lies deeper is moved up first. */
const deepest = 128;

/**
 * @param folder path of the open folder, as a `ParentFolder` has it
 * @returns how many files, folders and links were removed
 * @throws the reason of the signal; what was removed stays so
 */
export async function emptyFolder(folder: string, signal: AbortSignal | undefined): Promise<number> {
  let removed = 0;
  const removal: Removal = { top: folder, signal, movedUp: false };
  do {
    removal.movedUp = false;
    removed += await empty(folder, 0, removal);
  } while (removal.movedUp);
  return removed;
}

interface Removal {
  readonly top: string;
  readonly signal: AbortSignal | undefined;
  /** Something that lay too deep is in the top now. */
  movedUp: boolean;
}

async function empty(folder: string, depth: number, removal: Removal): Promise<number> {
  let removed = 0;
  for await (const entry of await opendir(folder, inBytes)) {
    removal.signal?.throwIfAborted();
    const name: unknown = entry.name;
    const path = Buffer.concat([Buffer.from(`${folder}/`), Buffer.isBuffer(name) ? name : Buffer.from(String(name))]);
    try {
      if (!entry.isDirectory()) await unlink(path);
      else if (depth >= deepest) {
        await rename(path, `${removal.top}/.~${randomBytes(8).toString('hex')}`);
        removal.movedUp = true;
        continue;
      } else {
        removed += await emptyBelow(path, depth + 1, removal);
        await rmdir(path);
      }
      removed++;
    } catch (error) {
      // Somebody else was faster.
      if (codeOf(error) !== 'ENOENT') throw error;
    }
  }
  return removed;
}

async function emptyBelow(path: Buffer, depth: number, removal: Removal): Promise<number> {
  if (process.platform !== 'linux') return await empty(path.toString(), depth, removal);
  const fd = openSync(path, O_PATH | constants.O_DIRECTORY | constants.O_NOFOLLOW);
  try {
    return await empty(`/proc/self/fd/${fd}`, depth, removal);
  } finally {
    closeSync(fd);
  }
}
