import type { ServerMessage } from '@agentos/protocol';
import { expect, test } from 'vitest';
import { createStreamCalls } from './stream-calls.ts';

const envelope = { seq: 1, traceparent: '' };

function setUp() {
  let at = 0;
  const told: [string, number, boolean][] = [];
  const calls = createStreamCalls(
    () => at,
    (what, durationMs, failed) => told.push([what, durationMs, failed]),
  );
  return {
    told,
    calls,
    receive(afterMs: number, message: ServerMessage) {
      at += afterMs;
      calls.received(message);
    },
  };
}

test('a call is timed to its first answer and to its end, and what comes between is not', () => {
  const { calls, told, receive } = setUp();
  calls.sent('chat', 'a');
  receive(30, { ...envelope, type: 'token', id: 'a', content: 'Hel' });
  receive(20, { ...envelope, type: 'token', id: 'a', content: 'lo' });
  receive(50, { ...envelope, type: 'complete', id: 'a' });
  receive(5, { ...envelope, type: 'complete', id: 'a' });
  expect(told).toEqual([
    ['token', 30, false],
    ['chat', 100, false],
  ]);
});

test('one that fails counts as failed, one that was cancelled does not', () => {
  const { calls, told, receive } = setUp();
  calls.sent('generate_ui', 'a');
  calls.sent('chat', 'b');
  receive(10, { ...envelope, type: 'error', id: 'a', error: 'no', code: 'EUNAVAILABLE' });
  receive(10, { ...envelope, type: 'error', id: 'b', error: 'no', code: 'ECANCELED' });
  expect(told).toEqual([
    ['error', 10, true],
    ['generate_ui', 10, true],
    ['error', 20, false],
    ['chat', 20, false],
  ]);
});

test('a ping is a round trip, and messages that answer nothing are no call', () => {
  const { calls, told, receive } = setUp();
  receive(5, { ...envelope, type: 'apps_changed', id: 's1' });
  calls.sent('ping', 'ping');
  receive(7, { ...envelope, type: 'pong', id: 'ping' });
  receive(7, { ...envelope, type: 'pong', id: 'ping' });
  expect(told).toEqual([['pong', 7, false]]);
});

test('calls that are never answered take no more than their room, and the younger are timed', () => {
  const { calls, told, receive } = setUp();
  for (let call = 0; call < 1_000; call += 1) calls.sent('chat', String(call));
  receive(1, { ...envelope, type: 'complete', id: '900' });
  receive(1, { ...envelope, type: 'complete', id: '999' });
  expect(told.map(([what]) => what)).toEqual(['complete', 'chat']);
});
