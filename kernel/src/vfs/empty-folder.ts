/**
 * Empties a folder that is held open, whatever a program has put there: names are bytes, so those that are no text go
 * too, and each folder is opened from the one above it, so none lies too deep to have a path. No link is followed.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, constants, openSync } from 'node:fs';
import { readdir, rename, rmdir, unlink } from 'node:fs/promises';
import { codeOf } from '../errors.ts';
import { O_PATH } from './host-paths.ts';

/** Folders held open at a time; what lies deeper is moved up first. */
const deepest = 128;

/**
 * @param folder path of the open folder, as a `ParentFolder` has it
 * @returns how many files, folders and links were removed
 */
export async function emptyFolder(folder: string): Promise<number> {
  let removed = 0;
  const moved = { up: false };
  do {
    moved.up = false;
    removed += await empty(folder, folder, 0, moved);
  } while (moved.up);
  return removed;
}

async function empty(folder: string, top: string, depth: number, moved: { up: boolean }): Promise<number> {
  let removed = 0;
  for (const entry of await readdir(folder, { encoding: 'buffer', withFileTypes: true })) {
    const path = Buffer.concat([Buffer.from(`${folder}/`), entry.name]);
    try {
      if (!entry.isDirectory()) await unlink(path);
      else if (depth >= deepest) {
        await rename(path, `${top}/.~${randomBytes(8).toString('hex')}`);
        moved.up = true;
        continue;
      } else {
        removed += await emptyBelow(path, top, depth + 1, moved);
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

async function emptyBelow(path: Buffer, top: string, depth: number, moved: { up: boolean }): Promise<number> {
  if (process.platform !== 'linux') return await empty(path.toString(), top, depth, moved);
  const fd = openSync(path, O_PATH | constants.O_DIRECTORY | constants.O_NOFOLLOW);
  try {
    return await empty(`/proc/self/fd/${fd}`, top, depth, moved);
  } finally {
    closeSync(fd);
  }
}
