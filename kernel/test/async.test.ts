/** ExecuteSyscallAsync and its two companions: what is taken, how it is followed, and all the ways a task ends. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AsyncStatus } from '@agentos/protocol/kernel';
import { KernelClient } from '@agentos/protocol/kernel-client';
import { syscallCapabilities } from '@agentos/protocol/syscall-capabilities';
import type { SyscallCase } from '@agentos/protocol/syscalls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rpcsOf } from '../src/syscalls/row.ts';
import { type Actor, everything, type KernelFixture, startKernel } from './kernel-fixture.ts';

const minute = 60_000;
let fixture: KernelFixture;
let client: KernelClient;
let actor: Actor;

beforeAll(async () => {
  fixture = await startKernel();
  client = fixture.client;
  actor = await fixture.actor(everything, { appId: 'tasks' });
});
afterAll(() => fixture[Symbol.asyncDispose]());

const sleep = (durationMs: number, who = actor, more = {}): Promise<number> =>
  client.executeAsync(who.token, 'sleep', { durationMs }, more);

const gauge = (): number => Number(/^agentos_kernel_tasks (\d+)$/m.exec(fixture.kernel.metrics())?.[1]);

describe('what is taken', () => {
  test('what may last, and not what answers at once', async () => {
    const names = Object.keys(syscallCapabilities) as SyscallCase[];
    const taken = names.filter((name) => rpcsOf(name, fixture.kernel.syscalls[name]).async);
    expect(taken).toEqual(expect.arrayContaining(['sleep', 'copyFile', 'searchContent', 'wait', 'networkRequest']));
    expect(taken).not.toContain('now');
    expect(names.filter((name) => rpcsOf(name, fixture.kernel.syscalls[name]).streaming).sort()).toEqual(
      ['listDirectory', 'read', 'readFile', 'write', 'writeFile'].sort(),
    );
    await expect(client.executeAsync(actor.token, 'now', {})).rejects.toMatchObject({
      code: 'EINVAL',
      message: expect.stringContaining('answers at once'),
    });
  });

  test('not without the right, not with wrong arguments, not by the administrator, not by nobody', async () => {
    const barred = await fixture.actor([]);
    await expect(sleep(1, barred)).rejects.toMatchObject({ code: 'EACCES', detail: 'TIME_ACCESS' });
    const copy = { source: '', destination: '/home/x', overwrite: false, recursive: false };
    await expect(client.executeAsync(actor.token, 'copyFile', copy)).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(client.executeAsync(fixture.admin, 'sleep', { durationMs: 1 })).rejects.toMatchObject({
      code: 'EPERM',
    });
    await expect(client.executeAsync('', 'sleep', { durationMs: 1 })).rejects.toMatchObject({
      detail: 'UNAUTHENTICATED',
    });
    expect((await client.asyncStatus(actor.token, 1).catch(({ code }) => code)) as unknown).toBe('ENOENT');
  });

  test('so many of one process and no more', async () => {
    const busy = await fixture.actor(everything);
    const taken = await Promise.all(Array.from({ length: 1_024 }, () => sleep(10 * minute, busy)));
    expect(new Set(taken).size).toBe(1_024);
    await expect(sleep(1, busy)).rejects.toMatchObject({ code: 'EAGAIN' });
    await sleep(1, actor);
    await fixture.client.terminateProcess(fixture.admin, { pid: busy.pid });
  });
});

describe('following', () => {
  test('running, then done with its result', async () => {
    writeFileSync(join(fixture.home, 'home', 'original'), 'content');
    const copy = { source: '/home/original', destination: '/home/copied', overwrite: false, recursive: false };
    const task = await client.executeAsync(actor.token, 'copyFile', copy);
    const done = await client.asyncStatus(actor.token, task, minute);
    expect(done).toMatchObject({ status: AsyncStatus.COMPLETED, progress: 1 });
    expect(done.result?.result).toEqual({ $case: 'copyFile', value: { files: 1, bytes: 7 } });
    expect(existsSync(join(fixture.home, 'home', 'copied'))).toBe(true);
    // The result stays for whoever asks again.
    expect((await client.asyncStatus(actor.token, task)).result).toEqual(done.result);
  });

  test('progress moves on while it runs', async () => {
    const task = await sleep(minute);
    const first = await client.asyncStatus(actor.token, task);
    expect(first).toMatchObject({ status: AsyncStatus.RUNNING, result: undefined });
    await actor.call('sleep', { durationMs: 30 });
    const second = await client.asyncStatus(actor.token, task);
    expect(second.progress).toBeGreaterThan(first.progress);
    expect(second.progress).toBeLessThan(1);
    await client.cancelAsync(actor.token, task);
  });

  test('a copy tells how far it is', async () => {
    mkdirSync(join(fixture.home, 'home', 'parts'));
    for (let index = 0; index < 500; index++) writeFileSync(join(fixture.home, 'home', 'parts', `f${index}`), 'x');
    const copy = { source: '/home/parts', destination: '/home/parts-copy', overwrite: false, recursive: true };
    const task = await client.executeAsync(actor.token, 'copyFile', copy);
    const seen: number[] = [];
    for (;;) {
      const { status, progress } = await client.asyncStatus(actor.token, task);
      seen.push(progress);
      if (status !== AsyncStatus.RUNNING) break;
    }
    expect(seen.filter((progress) => progress > 0 && progress < 1).length).toBeGreaterThan(0);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(seen.at(-1)).toBe(1);
  });

  test('waiting answers at the end of the task, or after the time given', async () => {
    const short = await sleep(30);
    expect((await client.asyncStatus(actor.token, short, minute)).status).toBe(AsyncStatus.COMPLETED);
    const long = await sleep(minute);
    expect((await client.asyncStatus(actor.token, long, 20)).status).toBe(AsyncStatus.RUNNING);
    await client.cancelAsync(actor.token, long);
  });

  test('a failure is the result', async () => {
    const missing = { source: '/home/none', destination: '/home/x', overwrite: false, recursive: true };
    const outcome = await client
      .executeAsync(actor.token, 'copyFile', missing)
      .then((task) => client.asyncStatus(actor.token, task, minute));
    expect(outcome).toMatchObject({ status: AsyncStatus.FAILED });
    expect(outcome.result?.result).toMatchObject({ $case: 'error', value: { code: 'ENOENT' } });
  });

  test('a deadline of the work', async () => {
    const task = await sleep(minute, actor, { deadlineMs: 20 });
    const { status, result } = await client.asyncStatus(actor.token, task, minute);
    expect(status).toBe(AsyncStatus.FAILED);
    expect(result?.result).toMatchObject({ value: { code: 'ETIMEDOUT' } });
  });

  test('many waits for one task all end with it; so many of one process and no more', async () => {
    const patient = await fixture.actor(everything);
    const task = await sleep(10 * minute, patient);
    const waits = Array.from({ length: 1_024 }, () => client.asyncStatus(patient.token, task, minute));
    await client.asyncStatus(patient.token, task);
    await expect(client.asyncStatus(patient.token, task, minute)).rejects.toMatchObject({ code: 'EAGAIN' });
    await client.cancelAsync(patient.token, task);
    const outcomes = await Promise.all(waits);
    expect(outcomes.every(({ status }) => status === AsyncStatus.CANCELLED)).toBe(true);
  });

  test('who stops waiting leaves the task alone', async () => {
    const task = await sleep(minute);
    const control = new AbortController();
    const waiting = client.asyncStatus(actor.token, task, minute, control.signal).catch(({ code }) => code);
    await actor.call('now', {});
    control.abort();
    expect(await waiting).toBe('ECANCELED');
    expect((await client.asyncStatus(actor.token, task)).status).toBe(AsyncStatus.RUNNING);
    await client.cancelAsync(actor.token, task);
  });
});

describe('cancelling', () => {
  test('stops the work: what waits ends at once, and is told as cancelled', async () => {
    const { pending } = fixture.kernel.processes.require(actor.pid);
    const task = await sleep(10 * minute);
    expect(fixture.kernel.processes.require(actor.pid).pending).toBe(pending + 1);
    expect(await client.cancelAsync(actor.token, task)).toBe(true);
    expect(fixture.kernel.processes.require(actor.pid).pending).toBe(pending);
    const { status, result } = await client.asyncStatus(actor.token, task);
    expect(status).toBe(AsyncStatus.CANCELLED);
    expect(result?.result).toMatchObject({ $case: 'error', value: { code: 'ECANCELED' } });
    expect(await client.cancelAsync(actor.token, task)).toBe(false);
  });

  test('a copy ends in the middle', async () => {
    const folder = join(fixture.home, 'home', 'wide');
    mkdirSync(folder);
    for (let index = 0; index < 2_000; index++) writeFileSync(join(folder, `f${index}`), 'x');
    const copy = { source: '/home/wide', destination: '/home/wide-copy', overwrite: false, recursive: true };
    const task = await client.executeAsync(actor.token, 'copyFile', copy);
    expect(await client.cancelAsync(actor.token, task)).toBe(true);
    expect((await client.asyncStatus(actor.token, task, minute)).status).toBe(AsyncStatus.CANCELLED);
    const count = async () =>
      (await actor.call('listDirectory', { path: '/home/wide-copy', limit: 0, cursor: '', withStat: false })).total;
    const after = await count().catch(() => 0);
    await actor.call('sleep', { durationMs: 50 });
    expect(await count().catch(() => 0)).toBeLessThanOrEqual(after + 1);
    expect(after).toBeLessThan(2_000);
  });
});

describe('whose it is', () => {
  test("another process's task is unknown, to its own app and to the administrator too", async () => {
    const task = await sleep(minute);
    const [sibling, other] = [await fixture.actor(everything, { appId: 'tasks' }), await fixture.actor(everything)];
    for (const { token } of [sibling, other]) {
      await expect(client.asyncStatus(token, task)).rejects.toMatchObject({ code: 'ENOENT' });
      await expect(client.cancelAsync(token, task)).rejects.toMatchObject({ code: 'ENOENT' });
    }
    await expect(client.cancelAsync(fixture.admin, task)).rejects.toMatchObject({ code: 'EPERM' });
    expect((await client.asyncStatus(actor.token, task)).status).toBe(AsyncStatus.RUNNING);
    await client.cancelAsync(actor.token, task);
  });

  test('numbers cannot be guessed from one another', async () => {
    const tasks = await Promise.all(Array.from({ length: 50 }, () => sleep(1)));
    const gaps = tasks.slice(1).map((task, index) => Math.abs(task - tasks[index]!));
    expect(Math.min(...gaps)).toBeGreaterThan(1_000);
  });

  test('it goes on when the client that submitted it is gone', async () => {
    const other = await KernelClient.connect({ address: fixture.kernel.address });
    const task = await other.executeAsync(actor.token, 'sleep', { durationMs: 100 });
    await other.close();
    expect((await client.asyncStatus(actor.token, task, minute)).status).toBe(AsyncStatus.COMPLETED);
  });
});

describe('what is kept', () => {
  test('a result expires', async () => {
    const brief = await fixture.actor(everything);
    const held = fixture.kernel.processes.require(brief.pid).ledger.size;
    const task = await sleep(1, brief, { timeToLiveMs: 1 });
    await client.asyncStatus(brief.token, task, minute).catch(() => undefined);
    const process = fixture.kernel.processes.require(brief.pid);
    while (process.memory.used > 0) await actor.call('sleep', { durationMs: 5 });
    await expect(client.asyncStatus(brief.token, task)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(process.ledger.size).toBe(held);
  });

  test('a result is charged to the process, and is an error when there is no room for it', async () => {
    writeFileSync(join(fixture.home, 'home', 'big'), Buffer.alloc(1024 * 1024));
    const poor = await fixture.actor(everything, { limits: { kernelBytes: 600_000 } });
    const rich = await fixture.actor(everything);
    const read = { path: '/home/big', offset: 0, length: 0 };
    for (const [who, status] of [
      [poor, AsyncStatus.FAILED],
      [rich, AsyncStatus.COMPLETED],
    ] as const) {
      const task = await client.executeAsync(who.token, 'readFile', read);
      const outcome = await client.asyncStatus(who.token, task, minute);
      expect(outcome.status).toBe(status);
      if (who === poor) expect(outcome.result?.result).toMatchObject({ value: { code: 'ENOMEM' } });
    }
    expect(fixture.kernel.processes.require(rich.pid).memory.used).toBeGreaterThan(1024 * 1024);
    expect(fixture.kernel.processes.require(poor.pid).memory.used).toBeLessThan(1_000);
  });

  test('all are gone with their process, those that run and those that are done', async () => {
    const brief = await fixture.actor(everything);
    const before = gauge();
    const done = await sleep(1, brief);
    await client.asyncStatus(brief.token, done, minute);
    await Promise.all([sleep(10 * minute, brief), sleep(10 * minute, brief)]);
    expect(gauge()).toBe(before + 3);
    const process = fixture.kernel.processes.require(brief.pid);
    const { released } = await fixture.client.terminateProcess(fixture.admin, { pid: brief.pid });
    expect(released.find(({ kind }) => kind === 'task')).toMatchObject({ count: 3 });
    expect(gauge()).toBe(before);
    expect(process.memory.used).toBe(0);
    expect(process.pending).toBe(0);
  });

  test('whoever waits for a task of a process that ends is told', async () => {
    const brief = await fixture.actor(everything);
    const task = await sleep(10 * minute, brief);
    const waiting = client.asyncStatus(brief.token, task, minute).then(
      ({ result }) => result?.result,
      (error: unknown) => error,
    );
    await actor.call('now', {});
    await fixture.client.terminateProcess(fixture.admin, { pid: brief.pid });
    expect(['ENOENT', 'EACCES', 'ESRCH']).toContain(codeIn(await waiting));
  });
});

const codeIn = (outcome: unknown): unknown => {
  if (typeof outcome !== 'object' || outcome === null) return undefined;
  if ('code' in outcome) return outcome.code;
  return 'value' in outcome ? codeIn(outcome.value) : undefined;
};
