/**
 * Shows granted folders to a sandbox that runs as another user. A sandbox's user cannot walk through the owner's private
 * folders (/root has mode 0700) and owns no file; so root clones each granted folder, maps its owner, and attaches the
 * clones below a short path that exists only in a mount table made for this one launch. Nothing shows on the host, and
 * all of it is gone when the sandbox's last process is.
 *
 * The rule it keeps: the calling thread leaves for that mount table and is back before the call returns, with its root
 * and working directory as they were. Nothing here may be asynchronous.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { type Libc, openFlag } from './libc.ts';

/** A granted folder or file, as a clone that is attached nowhere yet. */
export interface StagedMount {
  readonly fd: number;
  readonly isFolder: boolean;
}

/** Where the clones show: a folder that the host has and that neither bubblewrap nor a program of its own needs. */
const STAGE = ['/mnt', '/media', '/srv'].find((folder) => existsSync(folder)) ?? '/tmp';

export function stagedPath(index: number): string {
  return `${STAGE}/${index}`;
}

/** Runs `start` where the mounts are attached at their `stagedPath`; what it spawns keeps seeing them. */
export function withStaged<T>(libc: Libc, mounts: readonly StagedMount[], start: () => T): T {
  const table = libc.open('/proc/thread-self/ns/mnt', 0);
  const root = libc.open('/', openFlag.path | openFlag.directory);
  const directory = libc.open('.', openFlag.path | openFlag.directory);
  let away = false;
  try {
    libc.unshareMounts(() => {
      away = true;
    });
    libc.mountTemporary(STAGE, 'mode=0711,size=256k');
    mounts.forEach((mount, index) => {
      const target = stagedPath(index);
      if (mount.isFolder) mkdirSync(target, 0o711);
      else writeFileSync(target, '');
      libc.attachMount(mount.fd, target);
    });
    return start();
  } finally {
    if (away) returnTo(libc, table, root, directory);
    for (const fd of [table, root, directory]) libc.close(fd);
  }
}

function returnTo(libc: Libc, table: number, root: number, directory: number): void {
  try {
    libc.enterMounts(table);
    libc.changeDirectory(root);
    libc.changeRootHere();
    libc.changeDirectory(directory);
  } catch (error) {
    // A kernel in the wrong mount table would serve the wrong files: there is no safe way on.
    console.error('agentos: cannot return to the host mount table', error);
    process.abort();
  }
}
