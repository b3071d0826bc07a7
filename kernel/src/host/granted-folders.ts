/**
 * Opens what a profile grants, once, and makes sure that this and nothing else is shown: no symbolic link on the way is
 * followed, so a program that can write to a folder cannot point a later grant elsewhere.
 */
import { fstatSync } from 'node:fs';
import { errorCode, HostError } from './errors.ts';
import type { Identity } from './identity.ts';
import type { Libc } from './libc.ts';
import type { Mount } from './sandbox-plan.ts';
import { type StagedMount, stagedPath } from './staging.ts';

export interface OpenedBinds {
  /** How bubblewrap's command line names each bind: the option and its source. */
  readonly sources: ReadonlyMap<Mount, readonly string[]>;
  /** Descriptors for bubblewrap, numbered from `firstInherited` on in the child. */
  readonly inherited: readonly number[];
  readonly staged: readonly StagedMount[];
}

export async function openBinds(
  libc: Libc,
  mounts: readonly Mount[],
  options: {
    /** Attach through a mount table of our own, for this identity where it has one. */
    staging: boolean;
    identity: Identity | undefined;
    /** The first descriptor that the child may use for a bind, or undefined when bubblewrap takes paths only. */
    firstInherited: number | undefined;
    closeLater: (fd: number) => number;
  },
): Promise<OpenedBinds> {
  const sources = new Map<Mount, readonly string[]>();
  const inherited: number[] = [];
  const staged: StagedMount[] = [];
  for (const mount of mounts) {
    if (mount.kind !== 'bind') continue;
    const option = mount.writable ? '--bind' : '--ro-bind';
    if (mount.origin === 'system') {
      sources.set(mount, [option, mount.host]);
      continue;
    }
    const fd = options.closeLater(openGranted(libc, mount));
    if (options.staging) {
      sources.set(mount, [option, stagedPath(staged.length)]);
      staged.push(await stage(libc, fd, mount, options.identity, options.closeLater));
    } else if (options.firstInherited !== undefined) {
      sources.set(mount, [`${option}-fd`, String(options.firstInherited + inherited.length)]);
      inherited.push(fd);
    } else {
      sources.set(mount, [option, mount.host]);
    }
  }
  return { sources, inherited, staged };
}

/** Callers learn the place in the namespace, never the host's. */
function openGranted(libc: Libc, { host, inside }: Extract<Mount, { kind: 'bind' }>): number {
  try {
    return libc.openPlainPath(host);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ELOOP') throw new HostError('EACCES', `${inside} leads through a symbolic link.`);
    throw new HostError(code, `The granted folder ${inside} cannot be opened (${code}).`);
  }
}

async function stage(
  libc: Libc,
  fd: number,
  { writable, origin }: Extract<Mount, { kind: 'bind' }>,
  identity: Identity | undefined,
  closeLater: (fd: number) => number,
): Promise<StagedMount> {
  const status = fstatSync(fd);
  // Files that a sandbox writes belong to the folder's owner on the disk: never to root, whose set-user-ID files are power.
  const mapped = identity !== undefined && origin === 'grant' && !(writable && status.uid === 0);
  const map = mapped ? await identity.mapFrom({ uid: status.uid, gid: status.gid }) : undefined;
  const clone = closeLater(libc.cloneMount(fd, map === undefined));
  if (map !== undefined) libc.mapOwners(clone, map);
  return { fd: clone, isFolder: status.isDirectory() };
}
