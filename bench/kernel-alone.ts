/** A kernel in a process and a folder of its own, for benches that need it with other options. Ends with its parent. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UnavailableBackend } from '../kernel/src/host/unavailable.ts';
import { createKernel } from '../kernel/src/kernel.ts';
import { silent } from '../kernel/test/kernel-fixture.ts';
import { bootId, makeBackend } from '../kernel/test/real-backend.ts';

export interface AloneOptions {
  /** Whether host programs can be started. */
  readonly programs: boolean;
  /** Whether the time for syscalls in one turn of the core is limited, as it is in the system. */
  readonly budget: boolean;
}

/** What its parent is told. */
export interface KernelAlone {
  readonly address: string;
  readonly admin: string;
}

const { programs, budget }: AloneOptions = JSON.parse(process.argv[2] ?? '');
const home = mkdtempSync(join(tmpdir(), 'agentos-bench-'));
const kernel = await createKernel({
  home,
  run: join(home, 'run'),
  socket: join(home, 'run', 'kernel.sock'),
  tcp: undefined,
  shippedApps: undefined,
  bootId,
  backend: programs ? await makeBackend(home) : new UnavailableBackend('no program runs in this bench'),
  log: silent,
  ...(budget ? {} : { coreBudgetMs: Number.POSITIVE_INFINITY }),
});
const told: KernelAlone = { address: kernel.address, admin: kernel.administratorToken };
process.send?.(told);
process.once('disconnect', async () => {
  await kernel.close();
  rmSync(home, { recursive: true, force: true });
  process.exit(0);
});
