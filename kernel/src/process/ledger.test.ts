import { expect, test } from 'vitest';
import { Ledger, type Resource } from './ledger.ts';
import { type ResourceKind, releaseOrder, sorted } from './resource-kinds.ts';

test('kinds are released in the order of their dependencies, entries last in, first out', async () => {
  const order: string[] = [];
  const ledger = new Ledger(() => undefined);
  const add = (kind: ResourceKind, name: string): void =>
    ledger.add({ kind, bytes: () => 10, dispose: async () => void order.push(name) });
  add('temporary folder', 'f1');
  add('handle', 'h1');
  add('syscall', 's1');
  add('handle', 'h2');
  add('syscall', 's2');
  expect(ledger.size).toBe(5);
  const reports = await ledger.unwind();
  expect(order).toEqual(['s2', 's1', 'h2', 'h1', 'f1']);
  expect(reports).toEqual([
    { kind: 'syscall', count: 2, bytes: 20 },
    { kind: 'handle', count: 2, bytes: 20 },
    { kind: 'temporary folder', count: 1, bytes: 10 },
  ]);
  expect(ledger.size).toBe(0);
});

test('an entry that holds many things tells them by their own kinds', async () => {
  const ledger = new Ledger(() => undefined);
  ledger.add({ kind: 'token', dispose: () => undefined });
  ledger.add({
    kind: 'handle',
    dispose: () => [
      { kind: 'file', count: 3, bytes: 0 },
      { kind: 'pipe', count: 1, bytes: 64 },
    ],
  });
  expect(await ledger.unwind()).toEqual([
    { kind: 'token', count: 1, bytes: 0 },
    { kind: 'file', count: 3, bytes: 0 },
    { kind: 'pipe', count: 1, bytes: 64 },
  ]);
});

test('what was given back before is not released again; what comes during a release is released too', async () => {
  let disposed = 0;
  const ledger = new Ledger(() => undefined);
  const late: Resource = {
    kind: 'syscall',
    dispose: () => {
      disposed += 100;
    },
  };
  const kept: Resource = {
    kind: 'token',
    dispose: () => {
      disposed++;
      ledger.add(late);
    },
  };
  const gone = { kind: 'token', dispose: () => void disposed-- } as const;
  ledger.add(kept);
  ledger.add(gone);
  ledger.remove(gone);
  expect((await ledger.unwind()).map(({ kind, count }) => [kind, count])).toEqual([
    ['token', 1],
    ['syscall', 1],
  ]);
  expect(disposed).toBe(101);
});

test('a failing release is told and does not stop the others', async () => {
  const failures: string[] = [];
  const order: string[] = [];
  const ledger = new Ledger((kind, error) => failures.push(`${kind}: ${String(error)}`));
  ledger.add({ kind: 'token', dispose: () => void order.push('first') });
  ledger.add({
    kind: 'token',
    dispose: () => {
      throw new Error('stuck');
    },
  });
  expect(await ledger.unwind()).toEqual([{ kind: 'token', count: 2, bytes: 0 }]);
  expect(order).toEqual(['first']);
  expect(failures).toEqual(['token: Error: stuck']);
});

test('an unknown kind does not compile; kinds that wait for each other stop the start', () => {
  const ledger = new Ledger(() => undefined);
  // @ts-expect-error nobody says when it is to be released
  ledger.add({ kind: 'something new', dispose: () => undefined });
  expect(() => sorted<'a' | 'b' | 'c'>({ a: ['b'], b: ['c'], c: ['a'] })).toThrow('a → b → c → a');
  expect(sorted<'a' | 'b' | 'c'>({ a: ['c'], b: [], c: ['b'] })).toEqual(['b', 'c', 'a']);
  expect(new Set(releaseOrder).size).toBe(releaseOrder.length);
  expect(releaseOrder.indexOf('handle')).toBeLessThan(releaseOrder.indexOf('temporary folder'));
});
