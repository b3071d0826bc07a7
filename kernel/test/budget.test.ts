/** All doors under a budget that lets hardly anything run at once: what waits for its turn is answered like everything else. */
import { tagSyscall } from '@agentos/protocol/syscalls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Actor, everything, type KernelFixture, startKernel } from './kernel-fixture.ts';

let fixture: KernelFixture;
let app: Actor;

beforeAll(async () => {
  fixture = await startKernel({ coreBudgetMs: 0.001, timeouts: { io: 5_000 } });
  app = await fixture.actor(everything, { appId: 'budget' });
});
afterAll(() => fixture[Symbol.asyncDispose]());

test('ring, unary and batch answer in full, each process in its own order', async () => {
  const other = await fixture.actor(everything, { appId: 'other' });
  const write = (actor: Actor, index: number): Promise<unknown> =>
    actor.call('kvSet', { namespace: '', key: `k${index}`, value: Buffer.from(String(index)) });
  await Promise.all(Array.from({ length: 100 }, (_, index) => write(index % 2 === 0 ? app : other, index)));
  const counted: number[] = [];
  const times = await Promise.all(
    Array.from({ length: 300 }, async (_, index) => {
      const { monotonicUs } = await app.call('now', {});
      counted.push(index);
      return monotonicUs;
    }),
  );
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(counted).toEqual(counted.toSorted((a, b) => a - b));
  const unary = await Promise.all(
    Array.from({ length: 40 }, () => fixture.client.executeUnary(app.token, 'uptime', {})),
  );
  expect(unary.length).toBe(40);
  const syscalls = Array.from({ length: 500 }, () => ({ syscall: tagSyscall('now', {}) }));
  for (const parallel of [true, false]) {
    expect(await fixture.client.executeBatch(app.token, { syscalls, parallel })).toMatchObject({ succeeded: 500 });
  }
});

test('more unary calls than one connection may have open at once wait on the client and are all answered', async () => {
  const calls = Array.from({ length: 4_400 }, () => fixture.client.executeUnary(app.token, 'uptime', {}));
  expect((await Promise.all(calls)).length).toBe(4_400);
});

test('a unary call that its caller gives up is cancelled', async () => {
  const abort = new AbortController();
  const { pending } = fixture.kernel.processes.require(app.pid);
  const sleeping = fixture.client.executeUnary(app.token, 'sleep', { durationMs: 60_000 }, { signal: abort.signal });
  const ended = expect(sleeping).rejects.toMatchObject({ code: 'ECANCELED' });
  while (fixture.kernel.processes.require(app.pid).pending === pending) await app.call('now', {});
  abort.abort();
  await ended;
  while (fixture.kernel.processes.require(app.pid).pending > pending) await app.call('now', {});
});

test('a deadline holds on every door', async () => {
  const late = { code: 'ETIMEDOUT' };
  await expect(app.call('sleep', { durationMs: 60_000 }, { deadlineMs: 30 })).rejects.toMatchObject(late);
  const unary = fixture.client.executeUnary(app.token, 'sleep', { durationMs: 60_000 }, { deadlineMs: 30 });
  await expect(unary).rejects.toMatchObject(late);
  const { results } = await fixture.client.executeBatch(app.token, {
    syscalls: [{ syscall: tagSyscall('sleep', { durationMs: 60_000 }) }],
    deadlineMs: 30,
  });
  expect(results[0]?.result).toMatchObject({ $case: 'error', value: late });
});

test('more than a process may have waiting at once is EAGAIN, and leaves the others alone', async () => {
  const process = fixture.kernel.processes.require(app.pid);
  const results = await Promise.all(
    Array.from({ length: 6_000 }, () => fixture.kernel.execute(process, { syscall: tagSyscall('now', {}) })),
  );
  const refused = results.filter(({ result }) => result?.$case === 'error' && result.value.code === 'EAGAIN').length;
  expect(refused).toBeGreaterThan(1_000);
  expect(refused).toBeLessThan(3_000);
  await app.call('now', {});
});

test('the end of a process answers what still waits for its turn', async () => {
  const brief = await fixture.actor(everything, { appId: 'brief' });
  const process = fixture.kernel.processes.require(brief.pid);
  const waiting = Array.from({ length: 200 }, () =>
    fixture.kernel.execute(process, { syscall: tagSyscall('sleep', { durationMs: 60_000 }) }),
  );
  await fixture.client.terminateProcess(fixture.admin, { pid: brief.pid });
  for (const { result } of await Promise.all(waiting)) {
    expect(result).toMatchObject({ $case: 'error', value: { code: 'ESRCH' } });
  }
});
