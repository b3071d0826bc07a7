import { expect, test } from 'vitest';
import { Ledger } from './ledger.ts';

test('kinds are released in the order of their dependencies, entries last in, first out', async () => {
  const order: string[] = [];
  const ledger = new Ledger(() => undefined);
  const add = (kind: string, name: string, after: string[] = []): void =>
    ledger.add({ kind, after, bytes: () => 10, dispose: async () => void order.push(name) });
  add('socket', 's1');
  add('descriptor', 'd1');
  add('descriptor', 'd2');
  add('folder', 'f1', ['descriptor', 'socket']);
  add('socket', 's2');
  const reports = await ledger.unwind();
  expect(order).toEqual(['d2', 'd1', 's2', 's1', 'f1']);
  expect(reports).toEqual([
    { kind: 'descriptor', count: 2, bytes: 20 },
    { kind: 'socket', count: 2, bytes: 20 },
    { kind: 'folder', count: 1, bytes: 10 },
  ]);
  expect(ledger.size).toBe(0);
});

test('what was given back before is not released again', async () => {
  let disposed = 0;
  const ledger = new Ledger(() => undefined);
  const kept = { kind: 'a', dispose: () => void disposed++ };
  const gone = { kind: 'a', dispose: () => void disposed-- };
  ledger.add(kept);
  ledger.add(gone);
  ledger.remove(gone);
  expect(await ledger.unwind()).toEqual([{ kind: 'a', count: 1, bytes: 0 }]);
  expect(disposed).toBe(1);
});

test('a failing release is told and does not stop the others', async () => {
  const failures: string[] = [];
  const order: string[] = [];
  const ledger = new Ledger((kind, error) => failures.push(`${kind}: ${String(error)}`));
  ledger.add({ kind: 'a', dispose: () => void order.push('first') });
  ledger.add({
    kind: 'a',
    dispose: () => {
      throw new Error('stuck');
    },
  });
  await ledger.unwind();
  expect(order).toEqual(['first']);
  expect(failures).toEqual(['a: Error: stuck']);
});

test('kinds that wait for each other are still released', async () => {
  const ledger = new Ledger(() => undefined);
  ledger.add({ kind: 'a', after: ['b'], dispose: () => undefined });
  ledger.add({ kind: 'b', after: ['a'], dispose: () => undefined });
  expect((await ledger.unwind()).map(({ kind }) => kind).sort()).toEqual(['a', 'b']);
});
