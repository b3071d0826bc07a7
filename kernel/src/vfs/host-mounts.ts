/**
 * Folders of the host that the owner mounts at `/mnt/<name>`. What would give apps the system itself, or the kernel's own
 * files by another way than its mounts, is refused; a folder that is not there now is left out.
 */
import { realpathSync, statSync } from 'node:fs';
import { sep } from 'node:path';
import type { HostMount } from '@agentos/protocol/mounts';

/** Places of the system: neither they nor what lies in them. */
const systemTrees = ['/proc', '/sys', '/dev', '/boot'];
/** Places that must not be mounted as a whole. */
const systemFolders = [
  '/',
  '/run',
  '/var/run',
  '/etc',
  '/usr',
  '/bin',
  '/sbin',
  '/lib',
  '/lib64',
  '/var',
  '/home',
  '/root',
  '/tmp',
  '/opt',
];

export interface CheckedMounts {
  readonly mounts: Readonly<Record<string, HostMount>>;
  /** Left out, with the reason. */
  readonly missing: Readonly<Record<string, string>>;
}

/**
 * @param own folders of the system itself: data and runtime
 * @param code folders of its programs, which may be looked at
 * @throws Error that names the mount and says why it is refused
 */
export function checkMounts(
  asked: Readonly<Record<string, HostMount>>,
  own: readonly string[],
  code: readonly string[],
): CheckedMounts {
  const mounts: Record<string, HostMount> = {};
  const missing: Record<string, string> = {};
  const ownFolders = own.map(real);
  for (const [name, { folder, readOnly }] of Object.entries(asked)) {
    let path: string;
    try {
      path = realpathSync(folder);
      if (!statSync(path).isDirectory()) throw new Error('not a folder');
    } catch (error) {
      missing[name] = error instanceof Error ? error.message : String(error);
      continue;
    }
    const refuse = (why: string): never => {
      throw new Error(`the mount ${name}=${folder} is refused: ${why}`);
    };
    if (systemFolders.includes(path)) refuse(`${path} is a folder of the system; mount one inside it`);
    if (systemTrees.some((tree) => isWithin(path, tree))) refuse(`${path} is part of the running system`);
    for (const kept of readOnly ? ownFolders : [...ownFolders, ...code.map(real)]) {
      if (isWithin(path, kept)) refuse(`${path} lies in ${kept}, which AgentOS keeps itself`);
      if (isWithin(kept, path)) refuse(`${path} holds ${kept}, which AgentOS keeps itself`);
    }
    mounts[name] = { folder: path, readOnly };
  }
  return { mounts, missing };
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
