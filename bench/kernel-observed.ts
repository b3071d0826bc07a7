/**
 * A kernel whose observing can be switched on and off and which tells its CPU time, for the bench of events. It can also load itself,
 * from inside its own process.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { UnavailableBackend } from '../kernel/src/host/unavailable.ts';
import { createKernel } from '../kernel/src/kernel.ts';
import { tagSyscall } from '../protocol/src/syscalls.ts';
import type { KernelAlone } from './kernel-alone.ts';

export interface Order {
  readonly observe: boolean;
  /** Syscalls `now` of this process inside the kernel's own, for so long; absent: none. */
  readonly load?: { readonly pid: number; readonly ms: number };
}

/** CPU time of the whole process and of the thread that the syscalls run on, microseconds. */
export interface Used {
  readonly all: number;
  readonly core: number;
  /** Syscalls of the load that was ordered. */
  readonly done: number;
  /** What the kernel says that observing costs it, as a share. */
  readonly told: number;
  /** Events recorded and left out since the start. */
  readonly kept: number;
  readonly left: number;
}

const inTurn = 256;

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
const address: KernelAlone = { address: kernel.address, admin: kernel.administratorToken };
process.send?.(address);
process.on('message', async ({ observe, load }: Order) => {
  const all = process.cpuUsage();
  const core = process.threadCpuUsage();
  kernel.observe(observe);
  const done = load === undefined ? 0 : await loaded(load.pid, load.ms);
  // Of its own load what it took, otherwise what it took so far.
  const since =
    load === undefined ? { all: 0, core: 0 } : { all: all.user + all.system, core: core.user + core.system };
  const allNow = process.cpuUsage();
  const coreNow = process.threadCpuUsage();
  const used: Used = {
    all: allNow.user + allNow.system - since.all,
    core: coreNow.user + coreNow.system - since.core,
    done,
    ...figures(),
  };
  process.send?.(used);
});
process.once('disconnect', async () => {
  await kernel.close();
  rmSync(home, { recursive: true, force: true });
  process.exit(0);
});

async function loaded(pid: number, ms: number): Promise<number> {
  const caller = kernel.processes.require(pid);
  const syscall = { syscall: tagSyscall('now', {}) };
  const end = performance.now() + ms;
  let done = 0;
  while (performance.now() < end) {
    for (let index = 0; index < inTurn; index++) {
      const outcome = kernel.execute(caller, syscall);
      if (outcome instanceof Promise) await outcome;
    }
    done += inTurn;
    await turn();
  }
  return done;
}

function figures(): Pick<Used, 'told' | 'kept' | 'left'> {
  const text = kernel.metrics();
  const figure = (name: string): number =>
    Number(new RegExp(`^agentos_kernel_${name} (.+)$`, 'm').exec(text)?.[1] ?? 0);
  return { told: figure('collector_cost_ratio'), kept: figure('events'), left: figure('events_left_out') };
}
