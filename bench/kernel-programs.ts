/** A kernel with real programs, in a process and a folder of its own. Ends with its parent. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHostBackend } from '../kernel/src/host/index.ts';
import { createKernel } from '../kernel/src/kernel.ts';
import type { KernelAlone } from './kernel-alone.ts';

const home = mkdtempSync(join(tmpdir(), 'agentos-bench-'));
const run = join(home, 'run');
mkdirSync(run, { mode: 0o700 });
const log = { debug: () => undefined, info: () => undefined, warn: () => undefined };
const bootId = 'bench';
const kernel = await createKernel({
  home,
  run,
  socket: join(run, 'kernel.sock'),
  tcp: undefined,
  shippedApps: undefined,
  bootId,
  backend: await createHostBackend({
    runDirectory: run,
    homeDirectory: home,
    bootId,
    cgroupRoot: '/sys/fs/cgroup',
    path: process.env.PATH ?? '/usr/bin:/bin',
    log,
  }),
  log,
});
const told: KernelAlone = { address: kernel.address, admin: kernel.administratorToken };
process.send?.(told);
process.once('disconnect', async () => {
  await kernel.close();
  rmSync(home, { recursive: true, force: true });
  process.exit(0);
});
