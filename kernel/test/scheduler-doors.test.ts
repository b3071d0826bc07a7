/** The RPCs of the scheduler: who may call them, what they do, what they refuse. Programs are those of the fake host. */
import { SchedulerAction, SchedulerPolicy } from '@agentos/protocol/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { spawnArgs } from './cases/args.ts';
import { type Actor, everything, type KernelFixture, startKernel } from './kernel-fixture.ts';

let fixture: KernelFixture;
let controller: Actor;
let other: Actor;
beforeAll(async () => {
  fixture = await startKernel();
  controller = await fixture.actor(['SCHEDULER_CONTROL'], { appId: 'controller' });
  other = await fixture.actor(
    everything.filter((one) => one !== 'SCHEDULER_CONTROL'),
    { appId: 'other' },
  );
});
afterAll(() => fixture[Symbol.asyncDispose]());

const unchanged = { policy: SchedulerPolicy.UNSPECIFIED, quantumUs: 0 };

test('each needs SCHEDULER_CONTROL or the administrator token', async () => {
  const { client } = fixture;
  const calls: ((token: string) => Promise<unknown>)[] = [
    (token) => client.scheduleNext(token),
    (token) => client.schedulerStats(token),
    (token) => client.setSchedulingPolicy(token, unchanged),
    (token) => client.controlScheduler(token, SchedulerAction.RESUME),
  ];
  for (const call of calls) {
    await expect(call(controller.token)).resolves.not.toThrow();
    await expect(call(fixture.admin)).resolves.not.toThrow();
    await expect(call(other.token)).rejects.toMatchObject({
      code: 'EACCES',
      message: expect.stringContaining('SCHEDULER_CONTROL'),
    });
    await expect(call('forged')).rejects.toMatchObject({ code: 'EACCES' });
  }
});

test('the policy and the quantum change together or not at all', async () => {
  const { client } = fixture;
  const { token } = controller;
  const now = async () => {
    const { stats } = await client.schedulerStats(token);
    return { policy: stats?.policy, quantumUs: stats?.quantumUs };
  };
  await client.setSchedulingPolicy(token, { policy: SchedulerPolicy.ROUND_ROBIN, quantumUs: 40_000 });
  expect(await now()).toEqual({ policy: SchedulerPolicy.ROUND_ROBIN, quantumUs: 40_000 });
  const wrong = [
    { policy: SchedulerPolicy.FAIR, quantumUs: 9_999 },
    { policy: SchedulerPolicy.FAIR, quantumUs: 4_294_967_295 },
    { policy: 17 as SchedulerPolicy, quantumUs: 50_000 },
  ];
  for (const request of wrong) {
    await expect(client.setSchedulingPolicy(token, request)).rejects.toMatchObject({ code: 'EINVAL' });
    expect(await now()).toEqual({ policy: SchedulerPolicy.ROUND_ROBIN, quantumUs: 40_000 });
  }
  await client.setSchedulingPolicy(token, unchanged);
  await client.setSchedulingPolicy(token, { policy: SchedulerPolicy.FAIR, quantumUs: 0 });
  expect(await now()).toEqual({ policy: SchedulerPolicy.FAIR, quantumUs: 40_000 });
});

test('pause, trigger and resume', async () => {
  const { client } = fixture;
  const { token } = controller;
  const none = await client.controlScheduler(token, SchedulerAction.TRIGGER);
  expect(none).toMatchObject({ pid: 0, paused: false });
  const { pid } = await other.call('spawn', spawnArgs());
  expect(await client.controlScheduler(token, SchedulerAction.PAUSE)).toMatchObject({ pid: 0, paused: true });
  expect(await client.controlScheduler(token, SchedulerAction.TRIGGER)).toMatchObject({ pid, paused: true });
  const { stats, processes } = await client.schedulerStats(token);
  expect(stats).toMatchObject({ paused: true, runnable: 1 });
  expect(processes.map((one) => one.pid).sort()).toEqual([controller.pid, other.pid, pid].sort());
  expect(await client.scheduleNext(token)).toBe(pid);
  expect(await client.controlScheduler(token, SchedulerAction.RESUME)).toMatchObject({ paused: false });
  await expect(client.controlScheduler(token, 9 as SchedulerAction)).rejects.toMatchObject({ code: 'EINVAL' });
  await expect(client.controlScheduler(token, 0 as SchedulerAction)).rejects.toMatchObject({ code: 'EINVAL' });
});

test('everybody may step back; pushing forward needs the right, on oneself too', async () => {
  expect(await other.call('schedLower', { pid: 0 })).toEqual({ priority: 1 });
  await expect(other.call('schedBoost', { pid: 0 })).rejects.toMatchObject({ code: 'EACCES' });
  await expect(other.call('schedLower', { pid: controller.pid })).rejects.toMatchObject({ code: 'EACCES' });
  expect(await controller.call('schedBoost', { pid: other.pid })).toEqual({ priority: 0 });
});

test('the quiet counters of the scheduler are in the metrics', async () => {
  const before = fixture.kernel.metrics();
  const decisions = Number(/agentos_kernel_scheduler_decisions (\d+)/.exec(before)?.[1]);
  await fixture.client.scheduleNext(fixture.admin);
  expect(fixture.kernel.metrics()).toContain(`agentos_kernel_scheduler_decisions ${decisions + 1}\n`);
});

test('a program that waits for its turn is let run when it is told to end, also while decisions are paused', async () => {
  const { client, host } = fixture;
  const { token } = controller;
  await other.call('spawn', spawnArgs());
  const { pid } = await other.call('spawn', spawnArgs());
  const programs = host.launched.slice(-2);
  await client.setSchedulingPolicy(token, { policy: SchedulerPolicy.ROUND_ROBIN, quantumUs: 10_000 });
  // Busy, as far as the host's accounts tell.
  const work = setInterval(() => {
    for (const { cpu } of programs) cpu.ns += 5e6;
  }, 5);
  try {
    await client.schedulerStats(token);
    await expect.poll(() => programs.some(({ cpu }) => !cpu.open)).toBe(true);
    await client.controlScheduler(token, SchedulerAction.PAUSE);
    await expect.poll(() => programs.map(({ cpu }) => cpu.open).sort()).toEqual([false, true]);
  } finally {
    clearInterval(work);
  }
  const held = programs.findIndex(({ cpu }) => !cpu.open);
  const waiting = programs[held];
  if (waiting === undefined) throw new Error('nobody waits');
  const { signal } = waiting;
  // It obeys when it can run.
  waiting.signal = (number) => {
    signal.call(waiting, number);
    if (number === 15 && waiting.cpu.open) waiting.end(0);
  };
  const asked = { pid: held === 1 ? pid : pid - 1, graceMs: 60_000 };
  expect(await client.terminateProcess(fixture.admin, asked)).toMatchObject({ forced: false });
  expect(waiting.signals).toContain(15);
  await client.controlScheduler(token, SchedulerAction.RESUME);
  await client.setSchedulingPolicy(token, { policy: SchedulerPolicy.FAIR, quantumUs: 0 });
});
