/**
 * Who owns the files that the kernel shares with sandboxes. When the kernel runs as root, everything below AGENTOS_HOME's
 * shared folders belongs on disk to one user that no one else has, never to root (a sandbox could otherwise leave a
 * set-user-ID file of root behind); each sandbox sees those files as its own. When it runs as a normal user,
 * everybody is that user and there is nothing to do.
 */
import { lchown, lstat, mkdir, opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { ownsRange } from './privilege.ts';

/** Lies in the part of the user id space that distributions and container engines leave unassigned. */
export const SHARED_ID = 1_900_000_000;

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** Modes of what the kernel creates below a shared folder. */
export const sharedMode = { directory: 0o755, file: 0o644, privateDirectory: 0o700 } as const;

/**
 * Makes the folder when missing and gives it, and what root left in it so far, to its owner. Returns that owner: the kernel
 * must give each file, folder and link it creates in the tree to it (`fchown` right after creating it, or sandboxes
 * cannot write to it); undefined when there is nothing to change. Call it before anything runs in a sandbox.
 */
export async function prepareSharedTree(path: string, signal?: AbortSignal): Promise<Owner | undefined> {
  await mkdir(path, { recursive: true, mode: sharedMode.directory });
  if (!ownsRange(SHARED_ID)) return undefined;
  const { uid, gid } = await lstat(path);
  const owner = uid === 0 ? { uid: SHARED_ID, gid: SHARED_ID } : { uid, gid };
  await adopt(path, owner, signal);
  return owner;
}

/** Hands root's files over, depth first; links are never followed, files of other users stay theirs. */
async function adopt(path: string, owner: Owner, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  const status = await lstat(path);
  if (status.uid === 0 && (status.isDirectory() || status.nlink === 1)) await lchown(path, owner.uid, owner.gid);
  if (!status.isDirectory()) return;
  for await (const entry of await opendir(path)) await adopt(join(path, entry.name), owner, signal);
}
