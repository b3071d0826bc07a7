/** Trials of the syscalls of the scheduler. Programs are those of the fake host, busy as far as the trial says so. */
import { SchedulerPolicy } from '@agentos/protocol/kernel';
import { expect } from 'vitest';
import type { FakeProcess } from '../fake-host.ts';
import { spawnArgs } from './args.ts';
import { bad, type Scene, type Trials } from './case.ts';

const nobody = 99_999_999;

interface Program {
  readonly pid: number;
  readonly fake: FakeProcess;
}

async function startProgram({ fixture, caller }: Scene): Promise<Program> {
  const { pid } = await caller.call('spawn', spawnArgs());
  const fake = fixture.host.launched.at(-1);
  if (fake === undefined) throw new Error('no program was launched');
  return { pid, fake };
}

/** A program that has just used half a second. */
async function busyProgram(scene: Scene): Promise<Program> {
  const program = await startProgram(scene);
  await scene.system.call('schedProcessStats', { pid: program.pid });
  await scene.system.call('sleep', { durationMs: 10 });
  program.fake.cpu.ns += 500e6;
  return program;
}

const statsOf = async ({ system }: Scene, pid: number) => {
  const { stats } = await system.call('schedProcessStats', { pid });
  if (stats === undefined) throw new Error('there are no figures');
  return stats;
};

export const schedulerTrials: Trials<
  | 'scheduleNext'
  | 'schedYield'
  | 'schedCurrent'
  | 'schedStats'
  | 'schedSetPolicy'
  | 'schedGetPolicy'
  | 'schedSetQuantum'
  | 'schedGetQuantum'
  | 'schedProcessStats'
  | 'schedAllProcessStats'
  | 'schedBoost'
  | 'schedLower'
> = {
  scheduleNext: {
    grant: 'SCHEDULER_CONTROL',
    async arrange(scene) {
      await busyProgram(scene);
      return {};
    },
    async verify({ fixture, system }, { pid }) {
      expect(fixture.kernel.processes.get(pid)?.host).toBe(fixture.host.launched.at(-1));
      expect((await system.call('schedCurrent', {})).pid).toBe(pid);
      const { decisions } = await system.call('schedStats', {});
      fixture.host.launched.at(-1)?.end(0);
      await expect.poll(async () => (await system.call('schedCurrent', {})).pid).toBe(0);
      await system.call('scheduleNext', {});
      expect((await system.call('schedStats', {})).decisions).toBe(decisions + 1);
    },
    bad: [],
  },
  schedYield: {
    grant: undefined,
    arrange: () => ({}),
    async verify(scene) {
      // Behind every other that takes turns in the core.
      const { stats } = await scene.system.call('schedAllProcessStats', {});
      const own = stats.find(({ pid }) => pid === scene.caller.pid);
      const others = stats.filter(({ pid, mechanism }) => pid !== scene.caller.pid && mechanism === 'core budget');
      expect(others.length).toBeGreaterThan(0);
      // The system has worked since, for this very question.
      const rest = others.filter(({ pid }) => pid !== scene.system.pid);
      for (const { vruntimeNs } of rest) expect(own?.vruntimeNs).toBeGreaterThanOrEqual(vruntimeNs);
    },
    bad: [],
  },
  schedCurrent: {
    grant: undefined,
    async arrange(scene) {
      const { pid } = await busyProgram(scene);
      expect((await scene.system.call('scheduleNext', {})).pid).toBe(pid);
      return {};
    },
    verify({ fixture }, { pid }) {
      const fake = fixture.host.launched.at(-1);
      expect(fixture.kernel.processes.get(pid)?.host).toBe(fake);
      fake?.end(0);
    },
    bad: [],
  },
  schedStats: {
    grant: undefined,
    arrange: () => ({}),
    async verify(scene, stats) {
      const { policy, quantumUs, runnable, paused, mechanism } = stats;
      expect({ policy, paused }).toEqual({ policy: SchedulerPolicy.FAIR, paused: false });
      expect((await scene.system.call('schedGetQuantum', {})).quantumUs).toBe(quantumUs);
      const row = scene.fixture.kernel.info().host.find(({ name }) => name === 'scheduler');
      expect(row).toMatchObject({ mechanism, enforcement: stats.enforcement });
      const { fake } = await startProgram(scene);
      expect((await scene.system.call('schedStats', {})).runnable).toBe(runnable + 1);
      fake.end(0);
      await expect.poll(async () => (await scene.system.call('schedStats', {})).runnable).toBe(runnable);
    },
    bad: [],
  },
  schedSetPolicy: {
    grant: 'SCHEDULER_CONTROL',
    async arrange(scene) {
      const { pid } = await startProgram(scene);
      await scene.system.call('setPriority', { pid, priority: -5 });
      return { policy: SchedulerPolicy.PRIORITY };
    },
    async verify({ fixture, system }) {
      expect((await system.call('schedGetPolicy', {})).policy).toBe(SchedulerPolicy.PRIORITY);
      const fake = fixture.host.launched.at(-1);
      expect(fake?.cpu.weights).toEqual([3_125, 8_192]);
      await system.call('schedSetPolicy', { policy: SchedulerPolicy.ROUND_ROBIN });
      expect(fake?.cpu.weights.at(-1)).toBe(1_024);
      await system.call('schedSetPolicy', { policy: SchedulerPolicy.FAIR });
      expect(fake?.cpu.weights.at(-1)).toBe(3_125);
      fake?.end(0);
    },
    bad: [
      bad<'schedSetPolicy'>('EINVAL', { policy: SchedulerPolicy.UNSPECIFIED }),
      bad<'schedSetPolicy'>('EINVAL', { policy: 9 as SchedulerPolicy }),
    ],
  },
  schedGetPolicy: {
    grant: undefined,
    async arrange({ system }) {
      await system.call('schedSetPolicy', { policy: SchedulerPolicy.PRIORITY });
      return {};
    },
    async verify({ system }, { policy }) {
      expect(policy).toBe(SchedulerPolicy.PRIORITY);
      expect((await system.call('schedStats', {})).policy).toBe(policy);
      await system.call('schedSetPolicy', { policy: SchedulerPolicy.FAIR });
    },
    bad: [],
  },
  schedSetQuantum: {
    grant: 'SCHEDULER_CONTROL',
    arrange: () => ({ quantumUs: 50_000 }),
    async verify({ system }) {
      expect((await system.call('schedStats', {})).quantumUs).toBe(50_000);
      await system.call('schedSetQuantum', { quantumUs: 20_000 });
    },
    bad: [
      bad<'schedSetQuantum'>('EINVAL', { quantumUs: 0 }),
      bad<'schedSetQuantum'>('EINVAL', { quantumUs: 9_999 }),
      bad<'schedSetQuantum'>('EINVAL', { quantumUs: 1_000_001 }),
      bad<'schedSetQuantum'>('EINVAL', { quantumUs: 4_294_967_295 }),
    ],
  },
  schedGetQuantum: {
    grant: undefined,
    async arrange({ system }) {
      await system.call('schedSetQuantum', { quantumUs: 30_000 });
      return {};
    },
    async verify({ system }, { quantumUs }) {
      expect(quantumUs).toBe(30_000);
      await system.call('schedSetQuantum', { quantumUs: 20_000 });
    },
    bad: [],
  },
  schedProcessStats: {
    grant: 'OBSERVE',
    async arrange(scene) {
      const other = await scene.other();
      await scene.system.call('setPriority', { pid: other.pid, priority: 5 });
      await other.call('now', {});
      return { pid: other.pid };
    },
    async verify({ fixture }, { stats }, { pid }) {
      const process = fixture.kernel.processes.require(pid);
      expect(stats).toMatchObject({ pid, priority: 5, weight: 336, mechanism: 'core budget', cpuNs: 0 });
      expect(stats?.kernelNs).toBeGreaterThan(0);
      expect(stats?.kernelNs).toBeLessThanOrEqual(process.schedule.kernelNs);
      expect(stats?.entitledShare).toBeGreaterThan(0);
      expect(stats?.entitledShare).toBeLessThanOrEqual(1);
    },
    bad: [bad<'schedProcessStats'>('ESRCH', { pid: nobody }), bad<'schedProcessStats'>('ESRCH', { pid: 1 })],
  },
  schedAllProcessStats: {
    grant: 'OBSERVE',
    async arrange(scene) {
      await busyProgram(scene);
      return {};
    },
    verify({ fixture, caller, system }, { stats }) {
      const pids = stats.map(({ pid }) => pid);
      expect(pids).toEqual(expect.arrayContaining([caller.pid, system.pid]));
      expect(pids).not.toContain(1);
      const fake = fixture.host.launched.at(-1);
      const own = stats.find(({ pid }) => fixture.kernel.processes.get(pid)?.host === fake);
      expect(own).toMatchObject({ cpuNs: 505e6, vruntimeNs: 505e6, weight: 1_024 });
      const programs = stats.filter(({ mechanism }) => mechanism !== 'core budget');
      const achieved = programs.map(({ achievedShare }) => achievedShare);
      expect(achieved.reduce((sum, share) => sum + share)).toBeCloseTo(1);
      expect(own?.achievedShare).toBeGreaterThan(0);
      expect(own?.entitledShare).toBeGreaterThan(0);
      fake?.end(0);
    },
    bad: [],
  },
  schedBoost: {
    grant: 'SCHEDULER_CONTROL',
    arrange: async (scene) => ({ pid: (await startProgram(scene)).pid }),
    async verify(scene, { priority }, { pid }) {
      expect(priority).toBe(-1);
      const fake = scene.fixture.host.launched.at(-1);
      expect(fake?.cpu.weights).toEqual([1_280]);
      expect(await statsOf(scene, pid)).toMatchObject({ priority: -1, weight: 1_280, mechanism: 'fake weight' });
      for (let step = 0; step < 25; step++) await scene.caller.call('schedBoost', { pid });
      expect((await scene.system.call('processInfo', { pid })).process?.priority).toBe(-20);
      fake?.end(0);
    },
    bad: [bad<'schedBoost'>('ESRCH', { pid: nobody }), bad<'schedBoost'>('EPERM', { pid: 1 })],
  },
  schedLower: {
    grant: 'SCHEDULER_CONTROL',
    arrange: async (scene) => ({ pid: (await scene.other()).pid }),
    async verify(scene, { priority }, { pid }) {
      expect(priority).toBe(1);
      expect(await statsOf(scene, pid)).toMatchObject({ priority: 1, weight: 819 });
      for (let step = 0; step < 25; step++) await scene.caller.call('schedLower', { pid });
      expect((await scene.system.call('processInfo', { pid })).process?.priority).toBe(19);
    },
    bad: [bad<'schedLower'>('ESRCH', { pid: nobody }), bad<'schedLower'>('EPERM', { pid: 1 })],
  },
};
