/**
 * What a sandbox consists of: pure planning, no host calls. It starts from an empty root and adds the system's programs
 * read-only, a synthetic /etc, private /proc, /dev and /tmp, and what the profile grants. Whatever is not listed here does
 * not exist for the program.
 */
import { posix } from 'node:path';
import type { SandboxBind, SandboxProfile } from './backend.ts';
import { HostError } from './errors.ts';

export type Mount =
  | { kind: 'bind'; host: string; inside: string; writable: boolean; origin: 'system' | 'kernel' | 'grant' }
  | { kind: 'tmpfs'; inside: string; bytes: number; mode: string }
  | { kind: 'link'; inside: string; target: string }
  | { kind: 'directory'; inside: string }
  | { kind: 'proc' | 'dev' | 'seal'; inside: string };

/** What planning needs to know of the host; gathered once at start. */
export interface SystemLayout {
  /** /bin, /lib, … with their target below /usr, or undefined where the host has real folders. */
  readonly roots: readonly { path: string; target: string | undefined }[];
  /** The folder that shows as /etc. */
  readonly etc: string;
  /** Host folders shown read-only at the same place below /etc. */
  readonly etcFolders: readonly string[];
  /** Shown as /etc/resolv.conf when the network is shared. */
  readonly resolver: string | undefined;
  /** Folders that no grant may show, as a whole or in part. */
  readonly hidden: readonly string[];
  /** Private folders that happen to lie below /usr. */
  readonly masked: readonly string[];
}

export const SANDBOX_HOME = '/home';
export const SANDBOX_PATH = '/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin';
const MIB = 1024 * 1024;
const TEMPORARY_BYTES = 256 * MIB;
const HOME_BYTES = 16 * MIB;
const RESERVED = ['/usr', '/etc', '/proc', '/dev', '/sys', '/run', '/var', '/bin', '/sbin', '/lib', '/lib32', '/lib64'];

/** Mounts in the order in which they are made; throws EINVAL or EACCES for a grant that no sandbox may have. */
export function planMounts(profile: SandboxProfile, system: SystemLayout): Mount[] {
  const binds = [...profile.binds].sort((a, b) => depth(a.inside) - depth(b.inside));
  for (const bind of binds) refuseUnsafe(bind, system.hidden);
  const temporary = Math.min(TEMPORARY_BYTES, profile.limits.memoryBytes);
  const mounts: Mount[] = [readOnly('/usr', '/usr')];
  for (const { path, target } of system.roots) {
    mounts.push(target === undefined ? readOnly(path, path) : { kind: 'link', inside: path, target });
  }
  mounts.push({ kind: 'bind', host: system.etc, inside: '/etc', writable: false, origin: 'kernel' });
  for (const folder of system.etcFolders) mounts.push(readOnly(folder, folder));
  if (profile.network === 'shared' && system.resolver !== undefined) {
    mounts.push(readOnly(system.resolver, '/etc/resolv.conf'));
  }
  for (const folder of system.masked) mounts.push({ kind: 'tmpfs', inside: folder, bytes: 4096, mode: '0700' });
  mounts.push(
    { kind: 'proc', inside: '/proc' },
    { kind: 'dev', inside: '/dev' },
    { kind: 'tmpfs', inside: '/dev/shm', bytes: temporary, mode: '1777' },
    { kind: 'seal', inside: '/dev' },
    { kind: 'tmpfs', inside: '/tmp', bytes: temporary, mode: '1777' },
    { kind: 'directory', inside: '/run' },
    { kind: 'directory', inside: '/var' },
    { kind: 'link', inside: '/var/tmp', target: '/tmp' },
  );
  // A program always has a home to write to; it lasts as long as the program unless a folder was granted.
  if (binds[0]?.inside !== SANDBOX_HOME) {
    mounts.push({ kind: 'tmpfs', inside: SANDBOX_HOME, bytes: HOME_BYTES, mode: '0755' });
  }
  for (const bind of binds) {
    mounts.push({ kind: 'bind', host: bind.host, inside: bind.inside, writable: bind.writable, origin: 'grant' });
    // The private folders of other apps stay out of a granted home.
    if (bind.inside === SANDBOX_HOME) mounts.push({ kind: 'tmpfs', inside: '/home/.apps', bytes: 65536, mode: '0755' });
  }
  mounts.push({ kind: 'seal', inside: '/' });
  return mounts;
}

/** One mount as arguments of bubblewrap; `source` says how a bind names its host folder. */
export function mountArguments(mount: Mount, source: readonly string[]): readonly string[] {
  switch (mount.kind) {
    case 'bind':
      return [...source, mount.inside];
    case 'tmpfs':
      return ['--perms', mount.mode, '--size', String(mount.bytes), '--tmpfs', mount.inside];
    case 'link':
      return ['--symlink', mount.target, mount.inside];
    case 'directory':
      return ['--dir', mount.inside];
    case 'proc':
      return ['--proc', mount.inside];
    case 'dev':
      return ['--dev', mount.inside];
    case 'seal':
      return ['--remount-ro', mount.inside];
  }
}

/** Everything but mounts: namespaces, identity, privileges. */
export function containmentArguments(options: {
  network: SandboxProfile['network'];
  terminal: boolean;
  workingDirectory: string;
}): string[] {
  return [
    '--die-with-parent',
    '--unshare-user',
    '--disable-userns',
    ...['--uid', '1000', '--gid', '1000'],
    '--unshare-pid',
    '--unshare-ipc',
    '--unshare-uts',
    '--unshare-cgroup-try',
    ...(options.network === 'none' ? ['--unshare-net'] : []),
    ...['--hostname', 'agentos', '--cap-drop', 'ALL', '--chdir', options.workingDirectory],
    // A session of its own would take the terminal away from the program; a terminal ends with its sandbox instead.
    ...(options.terminal ? [] : ['--new-session']),
  ];
}

/** True when `path` is `folder` or lies in it; both absolute and normal. */
export function isBelow(path: string, folder: string): boolean {
  return path === folder || folder === '/' || path.startsWith(`${folder}/`);
}

function readOnly(host: string, inside: string): Mount {
  return { kind: 'bind', host, inside, writable: false, origin: 'system' };
}

function refuseUnsafe(bind: SandboxBind, hidden: readonly string[]): void {
  const { host, inside } = bind;
  for (const path of [host, inside]) {
    if (!posix.isAbsolute(path) || posix.normalize(path) !== path || path.includes('\0') || path.endsWith('/')) {
      throw new HostError('EINVAL', `${path} is not an absolute, normal path.`);
    }
  }
  if (RESERVED.some((folder) => isBelow(inside, folder)) || inside === '/tmp') {
    throw new HostError('EINVAL', `${inside} belongs to the system inside a sandbox: grant the folder elsewhere.`);
  }
  const secret = hidden.find((folder) => isBelow(host, folder) || isBelow(folder, host));
  if (secret !== undefined)
    throw new HostError('EACCES', `${inside} would show the system's own folders to a sandbox.`);
}

function depth(path: string): number {
  return path.split('/').length;
}
