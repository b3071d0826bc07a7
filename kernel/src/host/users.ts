/** Decides as whom sandboxes run on this host. Root never runs a program as root, in whatever namespace. */
import { errorText, HostError } from './errors.ts';
import { IdentityPool } from './identity.ts';
import type { Libc } from './libc.ts';
import { mayMount, ownsRange } from './privilege.ts';
import { SHARED_ID } from './shared-tree.ts';
import { findTool } from './tools.ts';

export interface SandboxUsers {
  /** A user id for each sandbox. */
  readonly pool: IdentityPool | undefined;
  /** One user id for all, where there is no pool; undefined: the kernel's own user. */
  readonly shared: { readonly uid: number; readonly gid: number } | undefined;
  /** Whether granted folders go through a mount table of root's making. */
  readonly staging: boolean;
  /** Used when there is a pool or a shared user. */
  readonly setpriv: string;
  /** Present with them: sets limits on the way, for root may not change those of other users. */
  readonly prlimit: string | undefined;
  /** Why there is no pool; empty when there is one. */
  readonly reason: string;
}

export async function chooseUsers(
  libc: Libc,
  options: { path: string; bootId: string; homeDirectory: string },
): Promise<SandboxUsers> {
  const own = { pool: undefined, shared: undefined, staging: false, setpriv: '', prlimit: undefined };
  if (process.getuid?.() !== 0) {
    return { ...own, reason: 'A normal user has no other user ids to give: start AgentOS as root for one a sandbox.' };
  }
  if (!ownsRange(SHARED_ID)) {
    return { ...own, reason: 'This root may not change to other user ids (a container without them).' };
  }
  const find = (name: string) => findTool(name, options.path);
  const [setpriv, prlimit, unshare] = await Promise.all([find('setpriv'), find('prlimit'), find('unshare')]);
  if (setpriv === undefined || prlimit === undefined) {
    throw new HostError(
      'ENOTSUP',
      'As root, programs need "setpriv" and "prlimit" (package util-linux) to leave root.',
    );
  }
  const shared = { pool: undefined, shared: { uid: SHARED_ID, gid: SHARED_ID }, staging: mayMount(), setpriv, prlimit };
  if (!shared.staging) return { ...shared, reason: 'This root may not mount.' };
  if (unshare === undefined) return { ...shared, reason: 'The program "unshare" (package util-linux) is missing.' };
  const pool = await IdentityPool.create(libc, unshare, options.bootId);
  try {
    await tryMapping(libc, pool, options.homeDirectory);
  } catch (error) {
    pool.close();
    return { ...shared, reason: `The host cannot show files under another owner: ${errorText(error)}` };
  }
  return { pool, shared: undefined, staging: true, setpriv, prlimit, reason: '' };
}

/** Whether the file system that holds the home folder can be shown under other owners (Linux 5.12; ext4, XFS, Btrfs, …). */
async function tryMapping(libc: Libc, pool: IdentityPool, folder: string): Promise<void> {
  using open = new DisposableStack();
  const identity = open.adopt(pool.take(), (one) => pool.release(one));
  const map = await identity.mapFrom({ uid: SHARED_ID, gid: SHARED_ID });
  const fd = open.adopt(libc.openPlainPath(folder), libc.close);
  libc.mapOwners(open.adopt(libc.cloneMount(fd, false), libc.close), map);
}
