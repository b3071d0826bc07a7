/**
 * `/tmp`: a folder of this boot on the host's tmpfs, with a private one for each process below it, and one cap on the
 * bytes of all of them. What a crash left behind is swept at the next start; without tmpfs, `/tmp` is in memory.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Enforcement, type HostCapability } from '@agentos/protocol/kernel';
import { codeOf } from '../errors.ts';
import type { VfsBackend } from './backend.ts';
import { emptyFolder } from './empty-folder.ts';
import type { HostPaths } from './host-paths.ts';
import { LocalBackend } from './local.ts';
import { MemoryBackend } from './memory.ts';
import { QuotaBackend, TreeQuota } from './quota.ts';

const tmpfsMagic = 0x01021994;
const folderPrefix = 'agentos-tmp-';
const ownerFile = 'kernel-pid';
/** What a file, folder or link takes of the host's memory beside its content. */
const entryBytes = 1_024;

export interface TemporaryFolders {
  readonly capability: HostCapability;
  /** The private `/tmp` of one process and what removes it. */
  create(pid: number): { backend: VfsBackend; remove(): Promise<void> };
  close(): Promise<void>;
}

/** @param capBytes most bytes that all processes together may keep there */
export function openTemporaryFolders(paths: HostPaths, capBytes: number): TemporaryFolders {
  const parent = ['/dev/shm', process.env.XDG_RUNTIME_DIR ?? '', tmpdir()].find(isTmpfs);
  if (parent === undefined) return inMemory(capBytes);
  sweep(parent);
  const folder = mkdtempSync(join(parent, folderPrefix));
  writeFileSync(join(folder, ownerFile), String(process.pid));
  const quota = new TreeQuota(folder, capBytes, entryBytes);
  return {
    capability: {
      name: 'tmpfs',
      enforcement: Enforcement.ENFORCED,
      mechanism: `tmpfs at ${parent}, at most ${Math.floor(capBytes / 1024 / 1024)} MiB`,
      reason: '',
    },
    create(pid) {
      const path = join(folder, String(pid));
      mkdirSync(path, { mode: 0o700 });
      const local = new LocalBackend(paths, path);
      return {
        backend: new QuotaBackend(local, quota),
        async remove() {
          local.close();
          await remove(path);
        },
      };
    },
    close: () => remove(folder),
  };
}

/** Whatever was put there: also what lies too deep to have a path. */
async function remove(folder: string): Promise<void> {
  try {
    await emptyFolder(folder, undefined);
    await rmdir(folder);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

function inMemory(capBytes: number): TemporaryFolders {
  return {
    capability: {
      name: 'tmpfs',
      enforcement: Enforcement.SIMULATED,
      mechanism: 'in the memory of the kernel',
      reason: 'no tmpfs is mounted at /dev/shm, XDG_RUNTIME_DIR or the temporary folder',
    },
    create: () => ({ backend: new MemoryBackend(capBytes / 16), remove: () => Promise.resolve() }),
    close: () => Promise.resolve(),
  };
}

function isTmpfs(folder: string): boolean {
  if (folder === '') return false;
  try {
    return statfsSync(folder).type === tmpfsMagic;
  } catch {
    return false;
  }
}

/** Removes folders whose kernel is gone. */
function sweep(parent: string): void {
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(folderPrefix)) continue;
    const folder = join(parent, name);
    try {
      const pid = Number(readFileSync(join(folder, ownerFile), 'utf8'));
      process.kill(pid, 0);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : '';
      // Another user's folder is not ours to read or remove.
      if (code !== 'ESRCH') continue;
      try {
        rmSync(folder, { recursive: true, force: true });
      } catch {
        // Something lies too deep to have a path, which only the other way reaches. A kernel starts without it being gone.
        void remove(folder).catch(() => undefined);
      }
    }
  }
}
