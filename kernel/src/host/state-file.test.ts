import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { StateFile } from './state-file.ts';

test.skipIf(platform() !== 'linux')(
  'tells the state of one process, whatever it is called, until it is gone',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'state-'));
    // As if it were stopped, and a child of 1.
    const path = join(folder, 'x) T 1 (y');
    copyFileSync('/bin/sleep', path);
    const child = spawn(path, ['60'], { stdio: 'ignore' });
    try {
      await once(child, 'spawn');
      const pid = child.pid ?? 0;
      expect(StateFile.open(pid, 1)).toBeUndefined();
      const file = StateFile.open(pid, process.pid);
      await expect.poll(() => file?.isStopped()).toBe(false);
      child.kill('SIGSTOP');
      await expect.poll(() => file?.isStopped()).toBe(true);
      child.kill('SIGCONT');
      await expect.poll(() => file?.isStopped()).toBe(false);
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
      expect(file?.isStopped()).toBeUndefined();
      file?.close();
      expect(StateFile.open(pid, process.pid)).toBeUndefined();
    } finally {
      child.kill('SIGKILL');
      rmSync(folder, { recursive: true });
    }
  },
);
