/** The part of the CPU that a sandbox gets, measured on busy programs that share one core. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Enforcement } from '@agentos/protocol/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SIGCONT, SIGSTOP } from '../signals/numbers.ts';
import type { HostProcess } from './backend.ts';
import { groupName } from './cgroup-removal.ts';
import { Cgroups } from './cgroups.ts';
import { niceOf, weightOfNice } from './nice.ts';
import { createTestHost, profile, readUntil, type TestHost, withoutSandbox } from './test-host.ts';

const MIB = 1024 * 1024;
const ceilings = { memoryBytes: 64 * MIB, processes: 8, descriptors: 64, cpuPercent: 400 };
const busy = 'taskset -pc 0 $$ > /dev/null; echo up; while :; do :; done';

async function start(host: TestHost, text = busy): Promise<HostProcess> {
  const program = await host.script(text, { profile: profile([], { cpuPercent: 400 }) });
  await readUntil(program.stdout, 'up');
  return program;
}

/** What each gets in `ms`, nanoseconds. */
async function gained(programs: readonly HostProcess[], ms: number): Promise<number[]> {
  const before = programs.map(({ cpu }) => cpu.cpuNs());
  await delay(ms);
  return programs.map(({ cpu }, index) => cpu.cpuNs() - before[index]!);
}

async function stillness(program: HostProcess): Promise<void> {
  await expect.poll(async () => (await gained([program], 30))[0]!, { interval: 1, timeout: 10_000 }).toBeLessThan(1e6);
}

const usable = await Cgroups.open('/sys/fs/cgroup', 'share').then(
  async (groups) => {
    await groups.close();
    return (['cpu', 'freezer', 'usage'] as const).every((one) => groups.controllers.has(one)) ? '' : 'some are missing';
  },
  (error: Error) => error.message,
);
const noGroups = await mkdtemp(join(tmpdir(), 'no-cgroups-'));
afterAll(() => rm(noGroups, { recursive: true }));

const hosts = [
  { name: 'by control groups', skip: withoutSandbox || usable, options: {}, enforcement: Enforcement.ENFORCED },
  {
    name: 'without control groups',
    skip: withoutSandbox || (process.geteuid?.() === 0 ? '' : 'lowering a nice value again needs root'),
    options: { cgroupRoot: noGroups },
    enforcement: Enforcement.DEGRADED,
  },
];

describe.each(hosts)('shares $name', ({ skip, options, enforcement }) => {
  describe.skipIf(skip !== '')(skip === '' ? 'here' : `(skipped: ${skip})`, () => {
    let host: TestHost;
    beforeAll(async () => {
      host = await createTestHost(options);
    });
    afterAll(() => host[Symbol.asyncDispose]());

    test('three to one, and one to one again, with the core in use', async () => {
      const programs = [await start(host), await start(host)];
      const inForce = await programs[0]!.cpu.setWeight(3 * 1_024);
      expect(inForce).toMatchObject({ enforcement });
      expect(inForce.mechanism).not.toBe('');
      await delay(200);
      const from = performance.now();
      const [first, second] = await gained(programs, 1_500);
      expect(first! / second!).toBeGreaterThan(2);
      expect(first! / second!).toBeLessThan(4.5);
      expect((first! + second!) / 1e6 / (performance.now() - from)).toBeLessThan(1.1);
      await programs[0]!.cpu.setWeight(1_024);
      await delay(200);
      const [third, fourth] = await gained(programs, 1_000);
      expect(third! / fourth!).toBeGreaterThan(0.6);
      expect(third! / fourth!).toBeLessThan(1.6);
      await Promise.all(programs.map((program) => program.killTree()));
    });

    test('behind a closed gate nobody runs; opened, all go on', async () => {
      const program = await start(host, 'while :; do :; done & while :; do :; done & echo up; wait');
      await program.cpu.setGate(false);
      await stillness(program);
      await program.cpu.setGate(true);
      const [after] = await gained([program], 300);
      expect(after).toBeGreaterThan(10e6);
      await program.killTree();
    });

    test('of many orders the last one counts', async () => {
      const program = await start(host, 'echo up; while :; do :; done');
      const orders = [];
      for (let round = 0; round < 50; round++) orders.push(program.cpu.setGate(round % 2 === 0));
      await Promise.all(orders);
      await stillness(program);
      await program.cpu.setGate(true);
      expect((await gained([program], 300))[0]).toBeGreaterThan(10e6);
      await program.killTree();
    });

    test('a program behind a closed gate can be killed, and its gate does not close again', async () => {
      const program = await start(host, 'echo up; while :; do :; done');
      await program.cpu.setGate(false);
      const killed = program.killTree();
      await program.cpu.setGate(false);
      await killed;
      expect(await program.exited).toEqual({ code: -1, signal: 9 });
    });

    test('its time is counted to the end, children and threads included, and never goes back', async () => {
      const program = await start(host, '(timeout 0.3 sh -c "while :; do :; done"); echo up; sleep 1000');
      const { cpu } = program;
      const counted = cpu.cpuNs();
      expect(counted).toBeGreaterThan(20e6);
      expect(cpu.cpuNs()).toBeGreaterThanOrEqual(counted);
      await program.killTree();
      expect(cpu.cpuNs()).toBeGreaterThanOrEqual(counted);
      expect(await cpu.setWeight(2_048)).toMatchObject({ enforcement: Enforcement.SIMULATED });
    });

    test('nobody is let past a closed gate by SIGCONT; what was stopped goes on when both say so', async () => {
      const program = await start(host, 'while :; do :; done & echo up; while :; do :; done');
      const still = async () => expect((await gained([program], 200))[0]).toBeLessThan(5e6);
      const runs = () => expect.poll(async () => (await gained([program], 50))[0]).toBeGreaterThan(5e6);
      await program.cpu.setGate(false);
      await stillness(program);
      program.signal(SIGCONT);
      await still();
      expect(program.isStopped()).toBe(false);
      program.signal(SIGSTOP);
      await program.cpu.setGate(true);
      await still();
      await expect.poll(() => program.isStopped()).toBe(true);
      await program.cpu.setGate(false);
      program.signal(SIGCONT);
      await still();
      await program.cpu.setGate(true);
      await runs();
      await program.killTree();
    });

    test('a job that was stopped before stays stopped when the gate opens', async () => {
      const program = await start(host, 'sleep 1000 & kill -STOP $!; echo up; wait');
      const stopped = async () =>
        (await Promise.all(program.tree().map((pid) => readFile(`/proc/${pid}/status`, 'latin1')))).filter((text) =>
          /^State:\tT/m.test(text),
        ).length;
      await expect.poll(stopped).toBe(1);
      await program.cpu.setGate(false);
      await program.cpu.setGate(true);
      await expect.poll(stopped).toBe(1);
      await program.killTree();
    });
  });
});

describe.skipIf(usable !== '')(`version 1 alone ${usable}`, () => {
  test('a frozen group takes its members along when it thaws after their end', async () => {
    const groups = await Cgroups.open('/sys/fs/cgroup', `v1-${process.pid}`, 1).catch(() => undefined);
    if (groups?.versionOf('freezer') !== 1) return;
    await using host = await createTestHost({ bootId: `mixed-${process.pid}` });
    const program = await start(host, 'echo up; while :; do :; done');
    const group = await groups.create(ceilings);
    await Promise.all(program.tree().map((pid) => group.place(pid)));
    await group.setFrozen(true);
    await stillness(program);
    expect(await group.setWeight(3_072)).toBe(3_072);
    const killed = program.killTree();
    await group.setFrozen(false);
    await killed;
    await group.remove();
    await groups.close();
  });
});

describe.skipIf(usable !== '')(`leftovers in version 1 ${usable}`, () => {
  test('frozen programs of a kernel that is gone end at the next start', async () => {
    const groups = await Cgroups.open('/sys/fs/cgroup', `left-${process.pid}`, 1).catch(() => undefined);
    await groups?.close();
    if (groups?.versionOf('freezer') !== 1) return;
    const own = /^\d+:freezer:(.*)$/m.exec(await readFile('/proc/self/cgroup', 'utf8'))?.[1] ?? '/';
    const dead = join('/sys/fs/cgroup/freezer', own, `agentos-1.1-dead-${process.pid}`);
    await mkdir(join(dead, '7'), { recursive: true });
    const sleeper = spawn('sleep', ['1000']);
    const ended = once(sleeper, 'exit');
    await writeFile(join(dead, '7', 'cgroup.procs'), String(sleeper.pid));
    await writeFile(join(dead, '7', 'freezer.state'), 'FROZEN');
    const next = await Cgroups.open('/sys/fs/cgroup', `next-${process.pid}`, 1);
    expect(await ended).toEqual([null, 'SIGKILL']);
    await expect.poll(() => existsSync(dead)).toBe(false);
    await next.close();
  });
});

describe('version 2 on a made-up tree (no such host was at hand: the words are tested, not the host)', () => {
  test('weights, freezing and accounts in the words of version 2', async () => {
    const root = await mkdtemp(join(tmpdir(), 'cgroup2-'));
    await writeFile(join(root, 'cgroup.controllers'), 'cpu memory pids');
    await writeFile(join(root, 'cgroup.procs'), '');
    const parent = join(root, await groupName('fake'));
    const files = { 'memory.max': '', 'pids.max': '', 'cpu.max': '', 'cpu.weight': '100', 'cgroup.freeze': '0' };
    for (const leaf of ['trial', '1']) {
      await mkdir(join(parent, leaf), { recursive: true });
      for (const [name, text] of Object.entries(files)) await writeFile(join(parent, leaf, name), text);
      await writeFile(join(parent, leaf, 'cpu.stat'), 'usage_usec 1500\nuser_usec 1000\nsystem_usec 500\n');
    }
    const groups = await Cgroups.open(root, 'fake');
    expect(['memory', 'pids', 'cpu', 'freezer', 'usage'].map((one) => groups.versionOf(one as 'cpu'))).toEqual([
      2, 2, 2, 2, 2,
    ]);
    expect(groups.description).toBe('cgroup v2 (memory, pids, cpu)');
    const group = await groups.create({ ...ceilings, cpuPercent: 50 });
    const content = (name: string) => readFile(join(parent, '1', name), 'utf8');
    expect(await content('cpu.max')).toBe('50000 100000');
    expect(await group.setWeight(3_072)).toBe(3_072);
    expect(await content('cpu.weight')).toBe('300');
    await group.setWeight(15);
    expect(await content('cpu.weight')).toBe('1');
    await group.setWeight(10_000_000);
    expect(await content('cpu.weight')).toBe('10000');
    await group.setFrozen(true);
    expect(await content('cgroup.freeze')).toBe('1');
    await group.setFrozen(false);
    expect(await content('cgroup.freeze')).toBe('0');
    expect(group.usage?.nanoseconds(await content('cpu.stat'))).toBe(1_500_000);
    await rm(root, { recursive: true });
  });
});

test('nice values and weights are two names of the same', () => {
  for (let nice = -20; nice <= 19; nice++) expect(niceOf(weightOfNice(nice))).toBe(nice);
  expect([niceOf(1e9), niceOf(1), niceOf(3 * 1_024)]).toEqual([-20, 19, -5]);
});
