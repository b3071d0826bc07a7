import { expect, test } from 'vitest';
import { WaitQueue } from './wait-queue.ts';

const never = new AbortController().signal;

test('who gives up in the turn in which he is woken takes nothing', async () => {
  const queue = new WaitQueue();
  const items: string[] = [];
  const gone = new AbortController();
  const first = queue.until(() => items.shift(), gone.signal);
  const second = queue.until(() => items.shift(), never);
  items.push('one');
  queue.wake();
  gone.abort(new Error('too late'));
  await expect(first).rejects.toThrow('too late');
  await expect(second).resolves.toBe('one');
  expect(queue.size).toBe(0);
});

test('who has given up before he comes takes nothing', async () => {
  const items = ['one'];
  const gone = AbortSignal.abort(new Error('too late'));
  await expect(new WaitQueue().until(() => items.shift(), gone)).rejects.toThrow('too late');
  expect(items).toEqual(['one']);
});

test('who came first is served first, and keeps his place while others are served', async () => {
  const queue = new WaitQueue();
  const items: string[] = [];
  const served: string[] = [];
  const waits = ['a', 'b', 'c'].map((name) => queue.until(() => items.shift(), never).then(() => served.push(name)));
  for (const item of ['1', '2', '3']) {
    items.push(item);
    queue.wake();
    await waits[served.length];
  }
  await Promise.all(waits);
  expect(served).toEqual(['a', 'b', 'c']);
});

test('a crowd looks once for all wakes of a turn', async () => {
  const queue = new WaitQueue();
  let looks = 0;
  let open = false;
  const attempt = (): true | undefined => {
    looks++;
    return open || undefined;
  };
  const waits = Array.from({ length: 100 }, () => queue.until(attempt, never));
  looks = 0;
  for (let wakes = 0; wakes < 50; wakes++) queue.wake();
  await Promise.resolve();
  expect(looks).toBe(100);
  open = true;
  queue.wake();
  await Promise.all(waits);
  expect([looks, queue.size]).toEqual([200, 0]);
});

test('an attempt that fails ends the wait of its caller alone', async () => {
  const queue = new WaitQueue();
  let broken = false;
  const failing = queue.until(() => {
    if (broken) throw new Error('broken');
  }, never);
  const other = queue.wait(never);
  broken = true;
  queue.wake();
  await expect(failing).rejects.toThrow('broken');
  await other;
  expect(queue.size).toBe(0);
});
