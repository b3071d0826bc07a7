import { expect, test } from 'vitest';
import { Cancellation } from './timeouts/cancellation.ts';
import { WaitQueue } from './wait-queue.ts';

const never = new Cancellation();

test('who gives up in the turn in which he is woken takes nothing', async () => {
  const queue = new WaitQueue();
  const items: string[] = [];
  const gone = new Cancellation();
  const first = queue.until(() => items.shift(), gone);
  const second = queue.until(() => items.shift(), never);
  items.push('one');
  queue.wake();
  gone.cancel(new Error('too late'));
  await expect(first).rejects.toThrow('too late');
  await expect(second).resolves.toBe('one');
  expect(queue.size).toBe(0);
});

test('who has given up before he comes takes nothing', async () => {
  const items = ['one'];
  const gone = new Cancellation();
  gone.cancel(new Error('too late'));
  await expect(new WaitQueue().until(() => items.shift(), gone)).rejects.toThrow('too late');
  expect(items).toEqual(['one']);
});

test('who came first is served first, and keeps his place while others are served', async () => {
  const queue = new WaitQueue();
  const items: string[] = [];
  const served: string[] = [];
  const waits = ['a', 'b', 'c'].map(async (name) => {
    await queue.until(() => items.shift(), never);
    served.push(name);
  });
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

test('what is so already is given at once; nobody waits, and nothing is left on the cancellation', () => {
  const queue = new WaitQueue();
  expect(queue.until(() => 'there', never)).toBe('there');
  expect(() => {
    return queue.until(() => {
      throw new Error('broken');
    }, never);
  }).toThrow('broken');
  expect(queue.size).toBe(0);
});

test('whoever gives up because another was served is skipped, and those behind still look', async () => {
  const queue = new WaitQueue();
  const gone = new Cancellation();
  let open = false;
  const served: string[] = [];
  const first = queue.until(() => {
    if (!open) return undefined;
    gone.cancel(new Error('not needed'));
    return 'first';
  }, never);
  const second = queue.until(() => (open ? served.push('second') : undefined), gone);
  const third = queue.until(() => (open ? 'third' : undefined), never);
  open = true;
  queue.wake();
  await expect(second).rejects.toThrow('not needed');
  expect(await Promise.all([first, third])).toEqual(['first', 'third']);
  expect([served, queue.size]).toEqual([[], 0]);
});
