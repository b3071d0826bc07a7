/** Memory of all processes of an idle system together. */
import { readFileSync } from 'node:fs';
import { setTimeout as after } from 'node:timers/promises';
import { memoryOf } from '../cli/src/host/process-table.ts';
import { processTree } from '../e2e/support/processes.ts';
import { startSystem } from '../e2e/support/system.ts';
import { atMost, type Bench, megabytes } from './figure.ts';

const megabyte = 1024 * 1024;
const idleSeconds = 30;

export const memory: Bench = {
  name: 'memory',
  title: 'Idle memory',
  how: `Sum over the supervisor and everything below it, ${idleSeconds} s after a second start, from \`/proc/<pid>/smaps\`. PSS shares out what several processes map; here everything that only other processes share with the system (the Node.js binary, mostly, which the bench runs too) is counted to the system in full, as if it ran alone. RSS counts what is shared once for each process.`,
  async run() {
    await using system = await startSystem();
    await system.restart();
    await after(idleSeconds * 1000);
    const processes = processTree(system.state.pid);
    const alone = memoryAlone(processes);
    if (alone === undefined) return { skipped: 'this host does not tell the memory of a process by mapping' };
    const rss = processes.reduce((total, pid) => total + (memoryOf(pid)?.rss ?? 0), 0);
    const { pid, layers } = system.state;
    const byLayer = [{ name: 'supervisor', pid }, ...layers.map(({ name, process }) => ({ name, pid: process?.pid }))];
    return [
      atMost('all processes, PSS', alone, 200 * megabyte, megabytes),
      {
        ...atMost('all processes, RSS', rss, 399 * megabyte, megabytes),
        aim: '399 MB: the strongest peer at boot',
      },
      ...byLayer.flatMap(({ name, pid }) => {
        const found = pid === undefined ? undefined : memoryOf(pid);
        return found === undefined
          ? []
          : [{ name: `${name}, PSS as the host shares it out`, value: megabytes(found.pss) }];
      }),
    ];
  },
};

/** Bytes that a group of processes holds: what is private to each, and each file that they map once. */
function memoryAlone(pids: readonly number[]): number | undefined {
  let total = 0;
  const sharedByFile = new Map<string, number>();
  for (const pid of pids) {
    const mine = new Map<string, number>();
    let file = '';
    try {
      for (const line of readFileSync(`/proc/${pid}/smaps`, 'utf8').split('\n')) {
        const mapping = /^[0-9a-f]+-[0-9a-f]+ \S+ \S+ \S+ \d+\s*(.*)$/.exec(line);
        if (mapping !== null) file = mapping[1] ?? '';
        const [, kind, size] = /^(Private|Shared)_(?:Clean|Dirty):\s+(\d+) kB/.exec(line) ?? [];
        const bytes = Number(size ?? 0) * 1024;
        if (kind === 'Private') total += bytes;
        else if (kind === 'Shared') mine.set(file, (mine.get(file) ?? 0) + bytes);
      }
    } catch {
      return undefined;
    }
    for (const [name, bytes] of mine) sharedByFile.set(name, Math.max(bytes, sharedByFile.get(name) ?? 0));
  }
  for (const bytes of sharedByFile.values()) total += bytes;
  return total;
}
