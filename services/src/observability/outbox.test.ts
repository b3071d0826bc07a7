import type { EmittedEvent } from '@agentos/protocol/kernel';
import { expect, test, vi } from 'vitest';
import { spanUnder } from '../trace.ts';
import { EventOutbox, emitted } from './outbox.ts';

const span = spanUnder(undefined);

function setUp() {
  const batches: EmittedEvent[][] = [];
  let answer = async (events: EmittedEvent[]) => ({ taken: events.length, refused: 0 });
  const outbox = new EventOutbox({
    send(events) {
      batches.push(events);
      return answer(events);
    },
  });
  return {
    outbox,
    batches,
    answerWith: (given: typeof answer) => {
      answer = given;
    },
  };
}

test('gathers what is told at about the same time into one batch', async () => {
  const { outbox, batches } = setUp();
  for (let event = 0; event < 20; event++) outbox.tell('tool.call', { span, subject: `tool${event}` });
  await expect.poll(() => outbox.counts.sent).toBe(20);
  expect(batches.map((batch) => batch.map(({ subject }) => subject))).toEqual([
    Array.from({ length: 20 }, (_, event) => `tool${event}`),
  ]);
  await outbox.close();
});

test('sends what it holds as soon as somebody needs it, and what is told meanwhile right after', async () => {
  const { outbox, batches, answerWith } = setUp();
  const held = Promise.withResolvers<{ taken: number; refused: number }>();
  answerWith(() => held.promise);
  outbox.tell('tool.call', { span, subject: 'first' });
  outbox.hurry();
  expect(batches).toHaveLength(1);
  outbox.tell('tool.call', { span, subject: 'second' });
  outbox.hurry();
  expect(batches).toHaveLength(1);
  held.resolve({ taken: 1, refused: 0 });
  await outbox.flush();
  expect(batches.map((batch) => batch.map(({ subject }) => subject))).toEqual([['first'], ['second']]);
  outbox.hurry();
  expect(batches).toHaveLength(2);
});

test('sends sooner while somebody follows the events', async () => {
  vi.useFakeTimers();
  try {
    const { outbox, batches } = setUp();
    outbox.tell('tool.call', { span });
    await vi.advanceTimersByTimeAsync(100);
    expect(batches).toHaveLength(0);
    const unfollow = outbox.followed();
    expect(batches).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(0);
    outbox.tell('tool.call', { span });
    await vi.advanceTimersByTimeAsync(50);
    expect(batches).toHaveLength(2);
    unfollow();
    outbox.tell('tool.call', { span });
    await vi.advanceTimersByTimeAsync(100);
    expect(batches).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(200);
    expect(batches).toHaveLength(3);
    await outbox.close();
  } finally {
    vi.useRealTimers();
  }
});

test('category, layer and severity come from the type, and what is too long is cut', () => {
  const event = emitted('ai.failed', { span, subject: 's'.repeat(200), text: 't'.repeat(2_000), a: Number.NaN });
  expect(event).toMatchObject({ layer: 'ai', category: 14, severity: 4, valueA: 0, traceparent: span.traceparent });
  expect([event.subject.length, event.text.length]).toEqual([80, 500]);
});

test('holds no more than its bound while a batch is under way, and counts the rest', async () => {
  const { outbox, batches, answerWith } = setUp();
  const held = Promise.withResolvers<void>();
  answerWith(async (events) => {
    await held.promise;
    return { taken: events.length, refused: 0 };
  });
  for (let event = 0; event < 10_000; event++) outbox.tell('tool.call', { span });
  const { pending, dropped } = outbox.counts;
  expect(pending).toBeLessThanOrEqual(4_000);
  expect(batches).toHaveLength(1);
  expect(dropped + pending + batches[0]!.length).toBe(10_000);
  held.resolve();
  await outbox.flush();
  expect(outbox.counts).toMatchObject({ pending: 0, sent: 10_000 - dropped, dropped });
  expect(Math.max(...batches.map((batch) => batch.length))).toBeLessThanOrEqual(500);
});

test('what cannot be sent is dropped with a count and a reason; the next batch is tried anew', async () => {
  const { outbox, answerWith } = setUp();
  answerWith(() => Promise.reject(new Error('the kernel is away')));
  outbox.tell('tool.call', { span });
  await outbox.flush();
  expect([outbox.counts, outbox.failure]).toEqual([
    { sent: 0, dropped: 1, refused: 0, pending: 0 },
    'the kernel is away',
  ]);
  answerWith(async () => ({ taken: 0, refused: 1 }));
  outbox.tell('tool.call', { span });
  await outbox.flush();
  expect([outbox.counts, outbox.failure]).toEqual([{ sent: 0, dropped: 1, refused: 1, pending: 0 }, '']);
});

test('takes nothing after its end', async () => {
  const { outbox } = setUp();
  await outbox.close();
  expect(outbox.tell('tool.call', { span })).toBe(false);
});
