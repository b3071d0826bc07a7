/** A load that is more than observing may cost: what is left out, what never is, and that the counts stay right. */
import { setTimeout as delay } from 'node:timers/promises';
import { EventKey, EventQuestion } from '@agentos/protocol/kernel';
import { tagSyscall } from '@agentos/protocol/syscalls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noFilter } from '../src/events/event-filter.ts';
import type { Process } from '../src/process/process.ts';
import { type Actor, type KernelFixture, startKernel } from './kernel-fixture.ts';

let fixture: KernelFixture;
let observer: Actor;
let load: Process;

beforeAll(async () => {
  // Next to nothing, so that any load is too much.
  fixture = await startKernel({ eventBudget: 1e-6 });
  observer = await fixture.actor(['OBSERVE'], { appId: 'observer' });
  load = fixture.kernel.processes.require((await fixture.actor(['TIME_ACCESS'], { appId: 'load' })).pid);
  await fixture.client.queryEvents(observer.token, { limit: 1 });
  for (let round = 0; round < 400 && figure('events_left_out') < 20_000; round++) {
    await syscalls(2_000);
    await delay(5);
  }
  expect(figure('events_left_out')).toBeGreaterThanOrEqual(20_000);
});
afterAll(() => fixture[Symbol.asyncDispose]());

async function syscalls(count: number): Promise<void> {
  for (let done = 0; done < count; done++) await fixture.kernel.execute(load, { syscall: tagSyscall('now', {}) });
}

function figure(name: string): number {
  const line = fixture.kernel
    .metrics()
    .split('\n')
    .find((text) => text.startsWith(`agentos_kernel_${name} `));
  return Number(line?.split(' ').at(-1) ?? 0);
}

async function countOf(types: string[], fromUs: number): Promise<number> {
  const question = { question: EventQuestion.COUNTS, key: EventKey.TYPE };
  const filter = { ...noFilter, types, fromUs, pids: [load.pid] };
  const { groups } = await fixture.client.queryEvents(observer.token, { ...question, filter });
  return groups.reduce((sum, { count }) => sum + count, 0);
}

describe('under a load that is sampled', () => {
  test('counts of events are about those that happened, and the metrics count each', async () => {
    const before = { ...counters(), fromUs: Date.now() * 1_000 };
    await syscalls(100_000);
    const after = counters();
    expect(after.done - before.done).toBe(100_000);
    const kept = after.kept - before.kept;
    expect(kept).toBeLessThan(50_000);
    // Each is kept or counted as left out; a few others happen meanwhile.
    expect(kept + after.left - before.left).toBeGreaterThanOrEqual(100_000);
    expect(kept + after.left - before.left).toBeLessThan(100_500);
    expect(Math.abs((await countOf(['syscall.exit'], before.fromUs)) / 100_000 - 1)).toBeLessThan(0.3);
  });

  test('refusals and followed traces are there, every one', async () => {
    const fromUs = Date.now() * 1_000;
    for (let count = 0; count < 200; count++) {
      await syscalls(50);
      await fixture.kernel.execute(load, { syscall: tagSyscall('systemInfo', {}) });
    }
    expect(await countOf(['security.denied'], fromUs)).toBe(200);
    const traceparent = `00-${'c'.repeat(32)}-${'d'.repeat(16)}-01`;
    for (let count = 0; count < 50; count++) {
      await syscalls(50);
      await fixture.kernel.execute(load, { syscall: tagSyscall('now', {}) }, { deadlineMs: 0, traceparent });
    }
    const filter = { ...noFilter, traceId: 'c'.repeat(32), types: ['syscall.exit'] };
    const { events } = await fixture.client.queryEvents(observer.token, { question: EventQuestion.CHAIN, filter });
    expect(events).toHaveLength(50);
    expect(events.every(({ weight }) => weight === 1)).toBe(true);
  });
});

test('when the load is over, every event is kept again', async () => {
  let kept = 0;
  // The controller takes it back step by step.
  for (let round = 0; round < 200 && kept < 20; round++) {
    await delay(50);
    const before = counters();
    await syscalls(20);
    kept = counters().kept - before.kept;
  }
  expect(kept).toBeGreaterThanOrEqual(20);
});

function counters(): { done: number; kept: number; left: number } {
  return {
    done: figure('syscalls_total{syscall="now",outcome="ok"}'),
    kept: figure('events'),
    left: figure('events_left_out'),
  };
}
