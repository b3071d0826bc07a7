/** How groups go away: once nobody is left in them, and, after a crash, with whoever still runs there. */
import { readdir, readFile, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { errorCode } from './errors.ts';

const NAME = /^agentos-(\d+)\.(\d+)-/;

/** The name of the group that holds all those of one kernel; no later kernel has the same. */
export async function groupName(bootId: string): Promise<string> {
  return `agentos-${process.pid}.${await startTime(process.pid)}-${bootId.replace(/[^\w-]/g, '')}`;
}

/** Removes the groups of kernels that are no more, with whatever still runs in them. */
export async function sweep(base: string, ownName: string): Promise<void> {
  for (const name of await readdir(base)) {
    const [, pid = '', started = ''] = NAME.exec(name) ?? [];
    if (pid === '' || name === ownName || (await startTime(Number(pid))) === started) continue;
    const parent = join(base, name);
    const leaves = (await readdir(parent, { withFileTypes: true })).filter((entry) => entry.isDirectory());
    for (const leaf of leaves) {
      const group = join(parent, leaf.name);
      for (const line of (await readFile(join(group, 'cgroup.procs'), 'utf8').catch(() => '')).split('\n')) {
        const left = Number(line);
        if (left > 1) kill(left);
      }
      // In version 1, who is frozen does not end before it thaws.
      await writeFile(join(group, 'freezer.state'), 'THAWED').catch(() => undefined);
      await removeGroup(group);
    }
    await removeGroup(parent);
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
}

/** The host takes a moment to notice that the last process has left. */
export async function removeGroup(path: string): Promise<void> {
  for (let wait = 1; wait <= 64; wait *= 2) {
    try {
      await rmdir(path);
      return;
    } catch (error) {
      if (errorCode(error) !== 'EBUSY') return;
      await delay(wait);
    }
  }
}

async function startTime(pid: number): Promise<string> {
  const line = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => '');
  return line.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}
