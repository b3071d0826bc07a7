/** ExecuteSyscallBatch at its edges: order, counts, deadlines, cancellation, limits; and a reader of events that stops reading. */
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { EventBatch, Syscall, SyscallResult } from '@agentos/protocol/kernel';
import { KernelServiceClient } from '@agentos/protocol/kernel';
import { tagSyscall } from '@agentos/protocol/syscalls';
import { credentials, Metadata } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeArgs } from './cases/args.ts';
import { type Actor, everything, type KernelFixture, startKernel } from './kernel-fixture.ts';

let fixture: KernelFixture;
let actor: Actor;

beforeAll(async () => {
  fixture = await startKernel({ eventBudget: Number.POSITIVE_INFINITY });
  actor = await fixture.actor(everything);
});
afterAll(() => fixture[Symbol.asyncDispose]());

const now: Syscall = { syscall: tagSyscall('now', {}) };
const sleep = (durationMs: number): Syscall => ({ syscall: tagSyscall('sleep', { durationMs }) });
const append = (path: string, text: string): Syscall => ({
  syscall: tagSyscall('writeFile', { ...writeArgs(path, text), append: true, truncate: false }),
});
const outcome = ({ result }: SyscallResult): string => {
  return result?.$case === 'error' ? result.value.code : (result?.$case ?? 'nothing');
};
const bearer = (): Metadata => {
  const metadata = new Metadata();
  metadata.set('authorization', `Bearer ${actor.token}`);
  return metadata;
};

describe('a batch', () => {
  test('of 1,000 in order: each sees what those before it did', async () => {
    const syscalls = Array.from({ length: 1_000 }, (_, at) => append('/home/order', `${at},`));
    const done = await fixture.client.executeBatch(actor.token, { syscalls });
    expect([done.succeeded, done.failed, done.results.length]).toEqual([1_000, 0, 1_000]);
    const { data } = await actor.call('readFile', { path: '/home/order', offset: 0, length: 0 });
    expect(data.toString()).toBe(syscalls.map((_, at) => `${at},`).join(''));
  });

  test('of 1,000 side by side: each result is in the place of its entry', async () => {
    mkdirSync(join(fixture.home, 'home', 'beside'));
    const syscalls = Array.from({ length: 1_000 }, (_, at): Syscall => {
      if (at % 3 === 0) return { syscall: tagSyscall('createFile', { path: `/home/beside/${at}`, mode: 0 }) };
      return at % 3 === 1 ? now : { syscall: tagSyscall('stat', { path: `/home/none-${at}`, follow: true }) };
    });
    const done = await fixture.client.executeBatch(actor.token, { syscalls, parallel: true });
    const expected = syscalls.map((_, at) => ['createFile', 'now', 'ENOENT'][at % 3]);
    expect(done.results.map(outcome)).toEqual(expected);
    expect([done.succeeded, done.failed]).toEqual([667, 333]);
    expect(readdirSync(join(fixture.home, 'home', 'beside'))).toHaveLength(334);
  });

  test('stops at the first error, wherever it is, and counts what it left out as failed', async () => {
    const syscalls = [now, now, { syscall: tagSyscall('rmdir', { path: '/home/none' }) }, now, sleep(60_000)];
    const done = await fixture.client.executeBatch(actor.token, { syscalls, stopAtError: true });
    expect(done.results.map(outcome)).toEqual(['now', 'now', 'ENOENT', 'ECANCELED', 'ECANCELED']);
    expect([done.succeeded, done.failed]).toEqual([2, 3]);
  });

  test('its deadline ends those that last, and no other', async () => {
    const syscalls = [now, sleep(60_000), now];
    for (const parallel of [true, false]) {
      const done = await fixture.client.executeBatch(actor.token, { syscalls, parallel, deadlineMs: 30 });
      expect(done.results.map(outcome)).toEqual(['now', 'ETIMEDOUT', 'now']);
    }
  });

  test.each([true, false])('cancelled by its caller, nothing of it goes on (parallel: %s)', async (parallel) => {
    const grpc = new KernelServiceClient(fixture.kernel.address, credentials.createInsecure());
    const process = fixture.kernel.processes.require(actor.pid);
    const syscalls = [sleep(600_000), sleep(600_000)];
    const request = { syscalls, parallel, stopAtError: true, deadlineMs: 0, traceparent: '' };
    const ended = new Promise((resolve) => {
      const call = grpc.executeSyscallBatch(request, bearer(), (error) => resolve(error?.code));
      void (async () => {
        while (process.pending < (parallel ? 2 : 1)) await actor.call('now', {});
        call.cancel();
      })();
    });
    expect(await ended).toBe(1);
    while (process.pending > 0) await actor.call('now', {});
    grpc.close();
  });

  test('of nothing, of too much, by nobody', async () => {
    const { client } = fixture;
    expect(await client.executeBatch(actor.token, { syscalls: [] })).toEqual({ results: [], succeeded: 0, failed: 0 });
    const many = Array.from({ length: 4_097 }, () => now);
    await expect(client.executeBatch(actor.token, { syscalls: many })).rejects.toMatchObject({ code: 'EINVAL' });
    await expect(client.executeBatch('', { syscalls: [now] })).rejects.toMatchObject({ detail: 'UNAUTHENTICATED' });
    await expect(client.executeBatch(fixture.admin, { syscalls: [now] })).rejects.toMatchObject({ code: 'EPERM' });
  });
});

test('a reader of events that stops reading costs a few batches and learns what it lost', async () => {
  const grpc = new KernelServiceClient(fixture.kernel.address, credentials.createInsecure());
  const stream = grpc.streamEvents(
    { fromSequence: 0, categories: [], pids: [], follow: true, filter: undefined },
    bearer(),
  );
  stream.on('error', () => undefined);
  await new Promise((resolve) => stream.once('metadata', resolve));
  const first = new Promise((resolve) => stream.once('data', resolve));
  await actor.call('now', {});
  await first;
  stream.pause();
  // More than the ring holds, while nobody reads.
  const burst = Array.from({ length: 4_000 }, () => now);
  for (let count = 0; count < 40; count++) await fixture.client.executeBatch(actor.token, { syscalls: burst });
  let got = 0;
  let lost = 0;
  const marked = new Promise<void>((resolve) => {
    stream.on('data', (batch: EventBatch) => {
      got += batch.events.length;
      lost += batch.lost;
      if (batch.events.some(({ subject }) => subject === 'uptime')) resolve();
    });
  });
  stream.resume();
  await actor.call('uptime', {});
  await marked;
  expect(lost).toBeGreaterThan(50_000);
  // What the ring holds, and what lay in the transport.
  expect(got).toBeLessThan(100_000);
  expect(got + lost).toBeGreaterThanOrEqual(160_000);
  stream.cancel();
  grpc.close();
});
