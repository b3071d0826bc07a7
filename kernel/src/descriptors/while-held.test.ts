import { expect, test } from 'vitest';
import { newProcess, newTable, transferOf } from '../ipc/test-process.ts';
import { WaitQueue } from '../wait-queue.ts';
import { HandleTable } from './handle-table.ts';
import { KernelObject } from './kernel-object.ts';
import { whileHeld } from './while-held.ts';

const gone = expect.objectContaining({ code: 'EBADF' });

class Thing extends KernelObject {
  readonly kind = 'thing';
  readonly changes = new WaitQueue();

  protected override dispose(): void {}
}

function scene() {
  const process = newProcess(newTable(), {});
  const handles = new HandleTable(() => 8);
  const thing = new Thing();
  const number = handles.add(thing);
  const { changes } = thing;
  return { call: transferOf(process), handles, number, handle: handles.handle(number), changes };
}

test('an operation that begins to wait after its handle was taken away fails as one that waited before', async () => {
  const { call, handles, number, handle, changes } = scene();
  const { promise: looked, resolve } = Promise.withResolvers<void>();
  const late = whileHeld(handle, call, async (transfer) => {
    await looked;
    await changes.wait(transfer.cancellation);
  });
  handles.close(number);
  resolve();
  await expect(late).rejects.toEqual(gone);
  expect([changes.size, handle.waiting?.size ?? 0]).toEqual([0, 0]);
});

test('while a handle is taken away, the end of one wait lets no other through it', async () => {
  const { call, handles, number, handle } = scene();
  let given = 0;
  const waits: Promise<unknown>[] = [];
  const rejecters = new Map<number, (reason: unknown) => void>();
  // As in a turnstile: who is in front gives up, and whoever was behind may go.
  for (const place of [0, 1, 2]) {
    const wait = whileHeld(handle, call, ({ cancellation }) => {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      rejecters.set(place, reject);
      const waiter = {
        pass: () => {
          cancellation.remove(waiter);
          given++;
          resolve();
        },
        cancel: (reason: unknown) => {
          reject(reason);
          passers.delete(place);
          if (place === 0) passers.get(1)?.();
        },
      };
      passers.set(place, waiter.pass);
      cancellation.add(waiter);
      return promise;
    });
    waits.push(Promise.resolve(wait).catch((error: unknown) => error));
  }
  handles.close(number);
  expect(await Promise.all(waits)).toEqual([gone, gone, gone]);
  expect(given).toBe(0);
});

const passers = new Map<number, () => void>();
