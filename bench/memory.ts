/** Memory of all processes of an idle system together. */
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
  how: `Sum over the supervisor and everything below it, ${idleSeconds} s after a second start, from \`/proc/<pid>/smaps_rollup\`. PSS shares out what several processes map, RSS counts it once for each.`,
  async run() {
    await using system = await startSystem();
    await system.restart();
    await after(idleSeconds * 1000);
    const held = processTree(system.state.pid).map((pid) => ({ pid, memory: memoryOf(pid) }));
    if (held.some(({ memory }) => memory === undefined)) return { skipped: 'this host does not tell the PSS' };
    const sum = (kind: 'pss' | 'rss') => held.reduce((total, one) => total + (one.memory?.[kind] ?? 0), 0);
    const { pid, layers } = system.state;
    const byLayer = [{ name: 'supervisor', pid }, ...layers.map(({ name, process }) => ({ name, pid: process?.pid }))];
    return [
      atMost('all processes, PSS', sum('pss'), 200 * megabyte, megabytes),
      {
        ...atMost('all processes, RSS', sum('rss'), 399 * megabyte, megabytes),
        aim: '399 MB: the strongest peer at boot',
      },
      ...byLayer.flatMap(({ name, pid }) => {
        const found = pid === undefined ? undefined : memoryOf(pid);
        return found === undefined ? [] : [{ name: `${name}, PSS`, value: megabytes(found.pss) }];
      }),
    ];
  },
};
