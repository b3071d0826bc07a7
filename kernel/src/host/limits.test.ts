import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Enforcement } from '@agentos/protocol/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Cgroups } from './cgroups.ts';
import { createTestHost, profile, readUntil, type TestHost, withoutSandbox } from './test-host.ts';

const MIB = 1024 * 1024;
const allocate = (megabytes: number) => `python3 -c 'b = bytearray(${megabytes} << 20); print("allocated")'`;
const multiply = `exec python3 -c '
import os, time
children = 0
try:
  while children < 100:
    if os.fork() == 0: time.sleep(1000)
    children += 1
except BlockingIOError: pass
print(children)'`;

const usable = await Cgroups.open('/sys/fs/cgroup', 'look').then(
  async (groups) => {
    await groups.close();
    return (['memory', 'pids', 'cpu'] as const).every((one) => groups.controllers.has(one))
      ? ''
      : 'the host keeps some controllers back';
  },
  (error: Error) => error.message,
);

describe.skipIf(withoutSandbox !== '' || usable !== '')(`limits by control groups ${withoutSandbox || usable}`, () => {
  let host: TestHost;
  beforeAll(async () => {
    host = await createTestHost({ bootId: `limits-${process.pid}` });
  });
  afterAll(() => host[Symbol.asyncDispose]());

  test('every ceiling is reported as enforced', () => {
    for (const name of ['limits', 'memory-limit', 'process-limit', 'cpu-limit']) {
      expect(enforcementOf(host, name)).toBe(Enforcement.ENFORCED);
    }
  });

  test('memory: a program that takes too much is killed, one that does not runs', async () => {
    const limited = profile([], { memoryBytes: 64 * MIB });
    expect(await host.run(`exec ${allocate(200)}`, { profile: limited })).toMatchObject({ code: -1, signal: 9 });
    expect((await host.run(allocate(20), { profile: limited })).output).toBe('allocated\n');
  });

  test('memory: what is written to /tmp counts', async () => {
    const { output } = await host.run('head -c 200000000 /dev/zero > /tmp/big && echo wrote', {
      profile: profile([], { memoryBytes: 64 * MIB }),
    });
    expect(output).not.toContain('wrote');
  });

  test('processes: no more than the ceiling, whoever makes them', async () => {
    const { output } = await host.run(multiply, { profile: profile([], { processes: 20 }) });
    expect(Number(output)).toBeGreaterThan(10);
    expect(Number(output)).toBeLessThanOrEqual(20);
    // The ceiling is the sandbox's own: others do not use it up.
    expect(Number((await host.run(multiply, { profile: profile([], { processes: 30 }) })).output)).toBeGreaterThan(20);
  });

  test('CPU: a busy program gets its share and no more', async () => {
    const program = await host.script('echo up; while :; do :; done', { profile: profile([], { cpuPercent: 20 }) });
    await readUntil(program.stdout, 'up');
    const start = performance.now();
    const before = program.usage().cpuNs;
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const share = (program.usage().cpuNs - before) / 1e6 / (performance.now() - start);
    await program.killTree();
    expect(share).toBeLessThan(0.35);
    expect(share).toBeGreaterThan(0.05);
  });

  test('groups left by a kernel that is gone are removed at the next start; those of a living one stay', async () => {
    const base = (await groupFolders(`limits-${process.pid}`))[0]!.replace(/\/agentos-[^/]*$/, '');
    const dead = join(base, 'agentos-1.1-dead');
    await mkdir(join(dead, '7'), { recursive: true });
    const other = await Cgroups.open('/sys/fs/cgroup', 'sweeper');
    await other.close();
    const left = await readdir(base);
    expect(left).not.toContain('agentos-1.1-dead');
    expect(left.some((name) => name.endsWith(`-limits-${process.pid}`))).toBe(true);
  });
});

describe.skipIf(withoutSandbox !== '')(`limits without control groups ${withoutSandbox}`, () => {
  let host: TestHost;
  let empty: string;
  beforeAll(async () => {
    empty = await mkdtemp(join(tmpdir(), 'no-cgroups-'));
    host = await createTestHost({ cgroupRoot: empty });
  });
  afterAll(async () => {
    await host[Symbol.asyncDispose]();
    await rm(empty, { recursive: true });
  });

  test('the report says what is weaker and why', () => {
    expect(enforcementOf(host, 'limits')).toBe(Enforcement.DEGRADED);
    expect(enforcementOf(host, 'memory-limit')).toBe(Enforcement.DEGRADED);
    expect(enforcementOf(host, 'cpu-limit')).toBe(Enforcement.UNAVAILABLE);
    expect(host.backend.capabilities().find((one) => one.name === 'limits')?.reason).toContain(empty);
  });

  test('memory is limited for each process, descriptors and processes for the sandbox', async () => {
    const limited = profile([], { memoryBytes: 64 * MIB, processes: 20, descriptors: 40 });
    expect((await host.run(allocate(200), { profile: limited })).output).toContain('MemoryError');
    expect((await host.run('ulimit -n', { profile: limited })).output).toBe('40\n');
    const children = Number((await host.run(multiply, { profile: limited })).output);
    expect(children).toBeGreaterThan(10);
    expect(children).toBeLessThanOrEqual(20);
  });
});

describe('control groups version 2, on a made-up tree', () => {
  test('limits are written in the words of version 2', async () => {
    const root = await mkdtemp(join(tmpdir(), 'cgroup2-'));
    await writeFile(join(root, 'cgroup.controllers'), 'cpu memory pids');
    await writeFile(join(root, 'cgroup.procs'), '');
    await expect(Cgroups.open(root, 'x')).rejects.toMatchObject({ code: 'ENOTSUP' });
    expect(await readFile(join(root, 'cgroup.subtree_control'), 'utf8')).toBe('+cpu');
    await rm(root, { recursive: true });
  });
});

function enforcementOf(host: TestHost, name: string): Enforcement | undefined {
  return host.backend.capabilities().find((one) => one.name === name)?.enforcement;
}

async function groupFolders(bootId: string): Promise<string[]> {
  const entries = await readdir('/sys/fs/cgroup', { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && entry.name.endsWith(`-${bootId}`))
    .map((entry) => join(entry.parentPath, entry.name));
}
