import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { isAlive, memoryOf, processTree, signal, startTimeOf, waitUntilGone } from './process-table.ts';

test('a process is known by its start time, so that a reused pid is not taken for it', async () => {
  const child = spawn('sleep', ['60']);
  await once(child, 'spawn');
  const pid = child.pid ?? 0;
  const id = { pid, startTime: startTimeOf(pid) ?? '' };
  expect(isAlive(id)).toBe(true);
  expect(isAlive({ pid, startTime: '1' })).toBe(false);
  expect(signal({ pid, startTime: '1' }, 'SIGKILL')).toBe(false);
  expect(isAlive(id)).toBe(true);
  expect(processTree(process.pid)).toContain(pid);
  expect(await waitUntilGone(id, 30)).toBe(false);
  expect(signal(id, 'SIGKILL')).toBe(true);
  expect(await waitUntilGone(id, 5_000)).toBe(true);
  expect(startTimeOf(pid)).toBeUndefined();
});

test.runIf(process.platform === 'linux')('memory of this process is told, of no process is not', () => {
  expect(memoryOf(process.pid)?.pss).toBeGreaterThan(1_000_000);
  expect(memoryOf(2 ** 22 + 1)).toBeUndefined();
});
