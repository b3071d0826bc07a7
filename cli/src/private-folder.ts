/** Folders that only the owner may enter: tokens, sockets and compiled code lie in them. */
import { chmodSync, lstatSync, mkdirSync, statSync } from 'node:fs';
import { CommandError } from './command-line.ts';

/** Makes the folder, or checks that the one which is there is ours; closes it to everyone else. */
export function makePrivateFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new CommandError(`cannot use ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const mode = modeOfOwn(path);
  if (mode !== undefined && (mode & 0o077) !== 0) chmodSync(path, 0o700);
}

/** Makes the data folder, or closes the one which is there to everyone else where that is ours to say. */
export function makeDataFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new CommandError(`cannot use ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
  // It may be a link, or belong to the person for whom the administrator starts the system.
  const { uid, mode } = statSync(path);
  if (uid === process.getuid?.() && (mode & 0o077) !== 0) chmodSync(path, 0o700);
}

/**
 * Permissions of a folder that is ours; undefined when there is none. The runtime folder may lie in the shared temporary
 * folder, where somebody else could have put it first, with process ids for us to end and an address to sign in at.
 */
export function modeOfOwn(path: string): number | undefined {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  if (!found.isDirectory()) throw new CommandError(`cannot use ${path}: it is not a folder`);
  if (process.getuid !== undefined && found.uid !== process.getuid()) {
    throw new CommandError(`cannot use ${path}: it belongs to somebody else`);
  }
  return found.mode;
}
