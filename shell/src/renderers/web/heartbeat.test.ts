import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startHeartbeat } from './heartbeat.ts';

let time = 0;
beforeEach(() => {
  time = 0;
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(() => void vi.useRealTimers());

function start() {
  const ping = vi.fn();
  const onSilent = vi.fn();
  const heartbeat = startHeartbeat({ ping, onSilent, now: () => time });
  const pass = (ms: number, shown = ms) => {
    time += ms - shown;
    for (let left = shown; left > 0; left -= 2000) {
      time += 2000;
      vi.advanceTimersByTime(2000);
    }
  };
  return { ping, onSilent, heartbeat, pass };
}

test('a frame that answers is never silent', () => {
  const { ping, onSilent, heartbeat, pass } = start();
  for (let beat = 1; beat <= 20; beat += 1) {
    pass(2000);
    heartbeat.answered(beat);
  }
  expect(ping).toHaveBeenCalledTimes(20);
  expect(onSilent).not.toHaveBeenCalled();
});

test('answers to beats that were never sent do not count', () => {
  const { onSilent, heartbeat, pass } = start();
  for (let step = 0; step < 6; step += 1) {
    pass(2000);
    heartbeat.answered(1000);
  }
  expect(onSilent).toHaveBeenCalledExactlyOnceWith(true);
});

test('a computer that slept does not make a frame silent', () => {
  const { onSilent, pass } = start();
  pass(4000);
  time += 3_600_000;
  pass(4000);
  expect(onSilent).not.toHaveBeenCalled();
});

test('waiting starts the count anew', () => {
  const { onSilent, heartbeat, pass } = start();
  pass(8000);
  expect(onSilent).toHaveBeenLastCalledWith(true);
  heartbeat.forgive();
  pass(4000);
  expect(onSilent).toHaveBeenLastCalledWith(false);
  pass(6000);
  expect(onSilent).toHaveBeenLastCalledWith(true);
});
