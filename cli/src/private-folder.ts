/** Folders that only the owner may enter: tokens, sockets and compiled code lie in them. */
import { chmodSync, lstatSync, mkdirSync } from 'node:fs';
import { CommandError } from './command-line.ts';

/** Makes the folder, or checks that the one which is there is ours; closes it to everyone else. */
export function makePrivateFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    const found = lstatSync(path);
    // The runtime folder may lie in the shared temporary folder, where somebody else could have put it first.
    if (!found.isDirectory()) throw new Error('it is not a folder');
    if (process.getuid !== undefined && found.uid !== process.getuid()) throw new Error('it belongs to somebody else');
    if ((found.mode & 0o077) !== 0) chmodSync(path, 0o700);
  } catch (error) {
    throw new CommandError(`cannot use ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
