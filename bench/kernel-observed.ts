/** A kernel whose observing can be switched on and off and which tells its CPU time, for the bench of events. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UnavailableBackend } from '../kernel/src/host/unavailable.ts';
import { createKernel } from '../kernel/src/kernel.ts';
import type { KernelAlone } from './kernel-alone.ts';

/** CPU time of the whole process and of the thread that the syscalls run on, microseconds. */
export interface Used {
  readonly all: number;
  readonly core: number;
}

const home = mkdtempSync(join(tmpdir(), 'agentos-bench-'));
const kernel = await createKernel({
  home,
  run: join(home, 'run'),
  socket: join(home, 'run', 'kernel.sock'),
  tcp: undefined,
  shippedApps: undefined,
  bootId: 'bench',
  backend: new UnavailableBackend('no program runs in this bench'),
  log: { debug: () => undefined, info: () => undefined, warn: () => undefined },
});
const told: KernelAlone = { address: kernel.address, admin: kernel.administratorToken };
process.send?.(told);
process.on('message', (on: boolean) => {
  const all = process.cpuUsage();
  const core = process.threadCpuUsage();
  kernel.observe(on);
  const used: Used = { all: all.user + all.system, core: core.user + core.system };
  process.send?.(used);
});
process.once('disconnect', async () => {
  await kernel.close();
  rmSync(home, { recursive: true, force: true });
  process.exit(0);
});
