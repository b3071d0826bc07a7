import { expect, test } from 'vitest';
import { Cancellation } from './cancellation.ts';

const reason = new Error('enough');

test('everything that waits is told once, in order, with the first reason', () => {
  const cancellation = new Cancellation();
  const told: [string, unknown][] = [];
  for (const name of ['a', 'b', 'c']) cancellation.add({ cancel: (why) => told.push([name, why]) });
  cancellation.cancel(reason);
  cancellation.cancel(new Error('later'));
  expect(told).toEqual([
    ['a', reason],
    ['b', reason],
    ['c', reason],
  ]);
  expect(cancellation.cancelled).toBe(true);
  expect(() => cancellation.throwIfCancelled()).toThrow(reason);
});

test('who has left is not told, also when he leaves because another was told', () => {
  const cancellation = new Cancellation();
  const told: string[] = [];
  const [first, second, third, fourth] = ['first', 'second', 'third', 'fourth'].map((name) => ({
    cancel() {
      told.push(name);
      if (name === 'second' && third !== undefined) cancellation.remove(third);
    },
  }));
  for (const one of [first, second, third, fourth]) if (one !== undefined) cancellation.add(one);
  if (first !== undefined) cancellation.remove(first);
  cancellation.cancel(reason);
  expect(told).toEqual(['second', 'fourth']);
});

test('a part of an operation is cancelled with the whole, not the whole with the part', () => {
  const whole = new Cancellation();
  const [part, other] = [new Cancellation(), new Cancellation()];
  whole.add(part);
  whole.add(other);
  part.cancel(new Error('the part alone'));
  expect([whole.cancelled, other.cancelled]).toEqual([false, false]);
  whole.cancel(reason);
  expect(other.reason).toBe(reason);
  expect(part.reason).toEqual(new Error('the part alone'));
});

test('its signal is the same before and after, and it follows a signal', () => {
  const before = new Cancellation();
  const { signal } = before;
  expect(signal.aborted).toBe(false);
  before.cancel(reason);
  expect([signal.aborted, signal.reason]).toEqual([true, reason]);
  const after = new Cancellation();
  after.cancel(reason);
  expect(after.signal.reason).toBe(reason);
  const controller = new AbortController();
  const following = Cancellation.of(controller.signal);
  expect(following.cancelled).toBe(false);
  controller.abort(reason);
  expect(following.reason).toBe(reason);
  expect(Cancellation.of(controller.signal).reason).toBe(reason);
});
