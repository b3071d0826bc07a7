/** The kernel's own syscall table, from a kernel that is started for this alone in a folder of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UnavailableBackend } from '@agentos/kernel/host/unavailable';
import { createKernel } from '@agentos/kernel/kernel';
import { rpcsOf, type SyscallRow } from '@agentos/kernel/syscalls/row';
import { TimeoutPolicies } from '@agentos/kernel/timeouts/policy';
import { syscallCapabilities } from '@agentos/protocol/syscall-capabilities';
import type { SyscallCase } from '@agentos/protocol/syscalls';
import type { TableRow } from './syscall-pages.ts';

const rpcNames = {
  ring: 'Ring',
  unary: 'ExecuteSyscall',
  batch: 'ExecuteSyscallBatch',
  async: 'ExecuteSyscallAsync',
  streaming: 'StreamSyscall',
} as const;

/** By the name of the syscall. */
export async function tableRows(): Promise<ReadonlyMap<string, TableRow>> {
  const home = mkdtempSync(join(tmpdir(), 'agentos-docs-'));
  const kernel = await createKernel({
    home,
    run: join(home, 'run'),
    socket: join(home, 'run', 'kernel.sock'),
    tcp: undefined,
    shippedApps: undefined,
    bootId: 'docs',
    backend: new UnavailableBackend('no program runs while pages are made'),
    log: { debug: () => undefined, info: () => undefined, warn: () => undefined },
  });
  try {
    return new Map(syscallNames().map((name) => [name, rowOf(name, kernel.syscalls[name])]));
  } finally {
    await kernel.close();
    rmSync(home, { recursive: true, force: true });
  }
}

function rowOf(name: SyscallCase, { cost, timeout }: Pick<SyscallRow<SyscallCase>, 'cost' | 'timeout'>): TableRow {
  const taken = rpcsOf(name, { cost });
  const rpcs = Object.entries(rpcNames).flatMap(([key, text]) => (Reflect.get(taken, key) === true ? [text] : []));
  const family = typeof timeout === 'string' ? timeout : 'custom';
  return { cost, timeout: family, timeoutMs: new TimeoutPolicies().bounds(timeout).standard, rpcs };
}

function syscallNames(): SyscallCase[] {
  return Object.keys(syscallCapabilities).filter((name): name is SyscallCase =>
    Object.hasOwn(syscallCapabilities, name),
  );
}
