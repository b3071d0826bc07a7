import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { failure } from '../errors.ts';
import { newTrace } from '../events/trace.ts';
import { newProcess, newTable } from '../ipc/test-process.ts';
import { KeyValueStore } from '../kv/store.ts';
import { TimerWheel } from '../timeouts/timer-wheel.ts';
import { Call } from './call.ts';
import { keyValueSyscalls } from './key-value.ts';

const folder = mkdtempSync(join(tmpdir(), 'kv-list-'));
const keys = Array.from({ length: 1_100 }, (_, index) => `k${String(index).padStart(5, '0')}`);
let store: KeyValueStore;
beforeAll(async () => {
  store = new KeyValueStore(join(folder, 'kv.sqlite'));
  const small = keys.map((key) => ({ key, value: Buffer.from(key) }));
  await store.write('app', small, 2 ** 30);
  const large = Array.from({ length: 300 }, (_, index) => ({ key: `z${index + 100}`, value: Buffer.alloc(20_000) }));
  await store.write('app', large, 2 ** 30);
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

function list(prefix: string, limit: number, turn: () => Promise<void>) {
  const call = new Call(newProcess(newTable(), { appId: 'app' }), newTrace(), new TimerWheel(), undefined, { turn });
  const args = { namespace: '', prefix, limit, after: '', withValues: true };
  return { call, answer: Promise.resolve(keyValueSyscalls(store).kvList.handler(args, call)) };
}

test('a long list is read in turns, and is that of one reading', async () => {
  let turns = 0;
  const turn = async () => void turns++;
  const { entries, truncated } = await list('k', 10_000, turn).answer;
  expect(entries.map(({ key }) => key)).toEqual(keys);
  expect(entries.every(({ key, value }) => value.toString() === key)).toBe(true);
  expect([truncated, turns]).toEqual([false, 4]);
  const cut = await list('k', 700, turn).answer;
  expect(cut.entries.map(({ key }) => key)).toEqual(keys.slice(0, 700));
  expect(cut.truncated).toBe(true);
});

test('it ends with what one message may hold, and when nobody waits for it any more', async () => {
  const { entries, truncated } = await list('z', 10_000, async () => undefined).answer;
  const bytes = entries.reduce((sum, { key, value }) => sum + key.length + value.length, 0);
  expect(truncated).toBe(true);
  expect(bytes).toBeLessThanOrEqual(4 * 1024 * 1024);
  expect(bytes).toBeGreaterThan(4 * 1024 * 1024 - 20_004);
  const given = list('k', 10_000, async () => {
    await Promise.resolve();
    given.call.cancel(failure('ECANCELED', 'given up'));
  });
  await expect(given.answer).rejects.toThrow('given up');
});
