/** Shares of the CPU through the whole kernel: busy programs in real sandboxes, pinned to one core, measured by the host. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Enforcement, ProcessKind, SchedulerAction, SchedulerPolicy } from '@agentos/protocol/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Actor, everything, type KernelFixture, startKernel } from './kernel-fixture.ts';
import { hostCapabilities, makeBackend, missingSandbox, script } from './real-backend.ts';

const noGroups = mkdtempSync(join(tmpdir(), 'no-cgroups-'));
afterAll(() => rmSync(noGroups, { recursive: true }));

const rows = new Map((await hostCapabilities()).map((row) => [row.name, row]));
const noSandbox = missingSandbox([...rows.values()]);
const enforced = (name: string) => rows.get(name)?.enforcement === Enforcement.ENFORCED;

const hosts = [
  {
    name: 'by control groups',
    skip:
      noSandbox ||
      (enforced('cpu-weight') && enforced('pause') ? '' : '(skipped: this host has no control groups for it)'),
    cgroupRoot: '/sys/fs/cgroup',
    enforcement: Enforcement.ENFORCED,
  },
  {
    name: 'without control groups',
    skip: noSandbox || (process.geteuid?.() === 0 ? '' : '(skipped: raising a priority again needs root)'),
    cgroupRoot: noGroups,
    enforcement: Enforcement.DEGRADED,
  },
];

describe.each(hosts)('shares $name', ({ skip, cgroupRoot, enforcement }) => {
  describe.skipIf(skip !== '')(skip || 'here', () => {
    let fixture: KernelFixture;
    let system: Actor;
    let pids: number[] = [];
    beforeAll(async () => {
      fixture = await startKernel({ makeBackend: (home) => makeBackend(home, cgroupRoot) });
      system = await fixture.actor(everything, { kind: ProcessKind.SERVICE });
      const busy = script('taskset -pc 0 $$ > /dev/null; echo up; while :; do :; done');
      for (let count = 0; count < 2; count++) {
        const { pid, stdout } = await system.call('spawn', busy);
        await system.call('read', { descriptor: stdout, length: 0 });
        pids.push(pid);
      }
    });
    afterAll(async () => {
      await fixture[Symbol.asyncDispose]();
    });

    const control = (action: SchedulerAction) => fixture.client.controlScheduler(fixture.admin, action);
    /** The host's own accounts, not the scheduler's: ticks of all that is inside, in milliseconds. */
    const cpuMs = (pid: number): number => (fixture.kernel.processes.get(pid)?.host?.cpu.cpuNs() ?? 0) / 1e6;
    const gained = async (ms: number): Promise<number[]> => {
      const before = pids.map(cpuMs);
      await delay(ms);
      return pids.map((pid, index) => cpuMs(pid) - (before[index] ?? 0));
    };
    const ratio = async (ms: number): Promise<number> => {
      const [one = 0, other = 0] = await gained(ms);
      return one / Math.max(other, 0.001);
    };
    const policy = (wanted: SchedulerPolicy) => system.call('schedSetPolicy', { policy: wanted });

    test('a report says how', async () => {
      const stats = await system.call('schedStats', {});
      expect(stats).toMatchObject({ policy: SchedulerPolicy.FAIR, enforcement });
      const row = fixture.kernel.info().host.find(({ name }) => name === 'scheduler');
      expect(row).toMatchObject({ enforcement, mechanism: stats.mechanism });
      expect(row?.reason === '').toBe(enforcement === Enforcement.ENFORCED);
    });

    test('fair: five steps of priority are three times the CPU, and the figures agree', async () => {
      await system.call('setPriority', { pid: pids[0]!, priority: -5 });
      await delay(200);
      await system.call('schedAllProcessStats', {});
      const measured = await ratio(2_000);
      expect(measured).toBeGreaterThan(2);
      expect(measured).toBeLessThan(4.5);
      const { stats } = await system.call('schedProcessStats', { pid: pids[0]! });
      expect(stats).toMatchObject({ priority: -5, weight: 3_125 });
      expect(stats?.entitledShare).toBeCloseTo(3_125 / (3_125 + 1_024), 2);
      expect(Math.abs((stats?.achievedShare ?? 0) - 0.753)).toBeLessThan(0.12);
      expect(stats?.cpuNs).toBeGreaterThan(100e6);
    });

    test('boost and lower reach the host step by step', async () => {
      for (const priority of [-4, -3, -2, -1, 0]) {
        expect(await system.call('schedLower', { pid: pids[0]! })).toEqual({ priority });
      }
      await delay(200);
      const measured = await ratio(1_000);
      expect(measured).toBeGreaterThan(0.6);
      expect(measured).toBeLessThan(1.6);
      expect(await system.call('schedBoost', { pid: pids[0]! })).toEqual({ priority: -1 });
    });

    test('priority: a higher band leaves little', async () => {
      await policy(SchedulerPolicy.PRIORITY);
      await delay(200);
      expect(await ratio(1_500)).toBeGreaterThan(4);
    });

    test('round-robin: in turn, in equal parts, whatever the weights', async () => {
      await system.call('setPriority', { pid: pids[0]!, priority: -10 });
      await policy(SchedulerPolicy.ROUND_ROBIN);
      await expect
        .poll(async () => (await system.call('schedStats', {})).preemptions, { timeout: 10_000 })
        .toBeGreaterThan(3);
      const measured = await ratio(2_000);
      expect(measured).toBeGreaterThan(0.6);
      expect(measured).toBeLessThan(1.6);
      const { stats } = await system.call('schedProcessStats', { pid: pids[0]! });
      expect(stats?.mechanism).toMatch(/slices$/);
    });

    test('paused, one runs and the other stands still until a decision is asked for', async () => {
      expect(await control(SchedulerAction.PAUSE)).toMatchObject({ paused: true });
      const { pid } = await system.call('schedCurrent', {});
      expect(pids).toContain(pid);
      const standing = async (who: number) => {
        await expect
          .poll(
            async () => {
              const before = cpuMs(who);
              await delay(50);
              return cpuMs(who) - before;
            },
            { interval: 1, timeout: 10_000 },
          )
          .toBeLessThan(1);
      };
      const [other = 0] = pids.filter((one) => one !== pid);
      await standing(other);
      const alone = async (who: number) => {
        const [first = 0, second = 0] = await gained(400);
        const [own, others] = who === pids[0] ? [first, second] : [second, first];
        expect(own).toBeGreaterThan(2);
        expect(others).toBeLessThan(1);
      };
      await alone(pid);
      expect((await control(SchedulerAction.TRIGGER)).pid).toBe(other);
      await standing(pid);
      await alone(other);
      expect(await control(SchedulerAction.RESUME)).toMatchObject({ paused: false });
      const [one = 0, second = 0] = await gained(800);
      expect(Math.min(one, second)).toBeGreaterThan(5);
    });

    test('a program that waits behind its gate ends at once when killed; the other has the CPU to itself', async () => {
      await control(SchedulerAction.PAUSE);
      const { pid } = await system.call('schedCurrent', {});
      const [held = 0] = pids.filter((one) => one !== pid);
      await fixture.client.terminateProcess(fixture.admin, { pid: held, graceMs: 1 });
      expect(fixture.kernel.processes.get(held)).toBeUndefined();
      pids = [pid];
      await control(SchedulerAction.RESUME);
      expect((await gained(300))[0]).toBeGreaterThan(2);
      await policy(SchedulerPolicy.FAIR);
    });
  });
});
