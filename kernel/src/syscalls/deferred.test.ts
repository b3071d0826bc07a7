import type { SyscallResult } from '@agentos/protocol/kernel';
import { expect, test } from 'vitest';
import type { Process } from '../process/process.ts';
import { SchedulingEntity } from '../scheduler/entity.ts';
import { RunQueue } from '../scheduler/run-queue.ts';
import { DeferredCalls } from './deferred.ts';
import type { ExecuteOptions } from './executor.ts';

const ok: SyscallResult = { result: { $case: 'uptime', value: { uptimeMs: 1 } } };

function scene() {
  const turns: (() => void)[] = [];
  const queue = new RunQueue({ nextTurn: (callback) => turns.push(callback) });
  const process = { schedule: new SchedulingEntity() } as unknown as Process;
  const deferred = new DeferredCalls(queue);
  const begun: ExecuteOptions[] = [];
  return {
    deferred,
    process,
    begun,
    turn: () => turns.splice(0).forEach((callback) => void callback()),
    add: (deadlineMs = 0) =>
      deferred.add(process, { deadlineMs, traceparent: '' }, (options) => {
        begun.push(options);
        return ok;
      }),
  };
}

test('calls begin in the turn of their process, in the order of arrival', async () => {
  const { deferred, process, begun, turn, add } = scene();
  const calls = [add(0), add(50), add(0)];
  expect(begun.length).toBe(0);
  expect(deferred.of(process)).toBe(3);
  turn();
  expect(await Promise.all(calls.map(({ done }) => done))).toEqual([ok, ok, ok]);
  expect(begun.map(({ deadlineMs }) => deadlineMs > 0)).toEqual([false, true, false]);
  expect(deferred.of(process)).toBe(0);
});

test('one that is cancelled before its turn never begins, and those beside it do', async () => {
  const { begun, turn, add } = scene();
  const [first, second] = [add(), add()];
  first.cancel();
  first.cancel();
  turn();
  expect((await first.done).result).toMatchObject({ $case: 'error', value: { code: 'ECANCELED' } });
  expect(await second.done).toBe(ok);
  expect(begun.length).toBe(1);
});

test('a deadline counts from the arrival and is never lost on the way', () => {
  const { begun, turn, add } = scene();
  const from = performance.now();
  add(0.001);
  add(10_000);
  while (performance.now() - from < 2);
  turn();
  expect(begun[0]?.deadlineMs).toBe(1);
  expect(begun[1]?.deadlineMs).toBeLessThanOrEqual(9_998);
});

test('many calls of one process keep their order over many turns', async () => {
  const { deferred, process, turn } = scene();
  const order: number[] = [];
  const calls = Array.from({ length: 3_000 }, (_, index) =>
    deferred.add(process, { deadlineMs: 0, traceparent: '' }, () => {
      order.push(index);
      return ok;
    }),
  );
  for (let count = 0; order.length < 3_000 && count < 100; count++) turn();
  await Promise.all(calls.map(({ done }) => done));
  expect(order).toEqual(Array.from({ length: 3_000 }, (_, index) => index));
});

test('calls that look again do so in turns of their process, charged before, and hold no place of new calls', async () => {
  const { deferred, process, turn } = scene();
  const looked: number[] = [];
  // A fifth of the budget each.
  const looks = Array.from({ length: 12 }, (_, at) => deferred.turn(process, 200_000).then(() => looked.push(at)));
  expect(deferred.of(process)).toBe(0);
  turn();
  await Promise.all(looks.slice(0, 5));
  expect(looked).toEqual([0, 1, 2, 3, 4]);
  expect(process.schedule.kernelNs).toBe(1_000_000);
  turn();
  turn();
  await Promise.all(looks);
  expect(looked).toHaveLength(12);
});
