import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { KeyValueStore } from '../src/kv/store.ts';
import { everything, startKernel } from './kernel-fixture.ts';
import { parts, textOf } from './kv-pair.ts';

const everythingAtOnce = { entries: 1e6, bytes: Number.MAX_SAFE_INTEGER };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'agentos-kv-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const killsOfOneLane = 50;
const lanes = 4;

test('nothing that was acknowledged is lost and nothing is torn when the writer is killed, 200 times', async () => {
  let kills = 0;
  let acknowledged = 0;
  const lost: string[] = [];
  const torn: string[] = [];
  const lane = async (number: number): Promise<void> => {
    const path = join(folder, String(number), 'kv.sqlite');
    mkdirSync(join(folder, String(number)));
    for (let round = 0; round < killsOfOneLane; round++) {
      // Sooner and later within the life of the writer, so that kills meet every part of a commit.
      const pairs = await writeUntilKilled(path, round, 40 + ((round * 37) % 160));
      kills++;
      acknowledged += pairs.length;
      const store = new KeyValueStore(path);
      const found = new Set<string>();
      for (const { key, value } of store.list('n', `${round}/`, '', everythingAtOnce, true).entries) {
        if (value.toString() === textOf(key)) found.add(key);
        else torn.push(key);
      }
      const isHere = (pair: string): boolean => parts.every((part) => found.has(`${pair}/${part}`));
      lost.push(...pairs.filter((pair) => !isHere(pair)));
      // Of what nobody was told about, a pair is there or is not, but never half of it.
      for (const key of found) if (!isHere(key.slice(0, key.lastIndexOf('/')))) torn.push(key);
      await store.close();
    }
    const store = new KeyValueStore(path);
    const all = store.list('n', '', '', everythingAtOnce, true).entries;
    const bytes = all.reduce((sum, { key, value }) => sum + key.length + value.length, 0);
    expect(store.usage('n')).toEqual({ keys: all.length, bytes });
    await store.close();
  };
  await Promise.all(Array.from({ length: lanes }, (_, number) => lane(number)));
  expect({ kills, lost, torn }).toEqual({ kills: 200, lost: [], torn: [] });
  expect(acknowledged).toBeGreaterThanOrEqual(200 * 40);
}, 180_000);

/** Starts a writer, kills it once it has acknowledged so many pairs, and gives all that it acknowledged. */
async function writeUntilKilled(path: string, round: number, enough: number): Promise<string[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'kv-writer.ts'), path, String(round)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  let rest = '';
  child.stdout.on('data', (part: Buffer) => {
    const text = (rest + part.toString()).split('\n');
    // The last line may be cut off by the kill.
    rest = text.pop() ?? '';
    lines.push(...text);
    if (lines.length >= enough) child.kill('SIGKILL');
  });
  const [code, signal] = await once(child, 'close');
  expect([code, signal]).toEqual([null, 'SIGKILL']);
  return lines;
}

test('a batch is applied as a whole or not at all, also among others of one commit', async () => {
  const store = new KeyValueStore(join(folder, 'kv.sqlite'));
  const small = Buffer.alloc(10);
  const results = await Promise.allSettled([
    store.write('a', [{ key: 'kept', value: small }], 100),
    store.write(
      'a',
      [
        { key: 'x', value: small },
        { key: 'y', value: Buffer.alloc(200) },
      ],
      100,
    ),
    store.write('a', [{ key: 'kept too', value: small }], 100),
  ]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(results[1]).toMatchObject({ reason: { code: 'EDQUOT' } });
  expect(store.list('a', '', '', { entries: 10, bytes: 1000 }, false).entries.map(({ key }) => key)).toEqual([
    'kept',
    'kept too',
  ]);
  expect(store.usage('a')).toEqual({ keys: 2, bytes: 32 });
  await store.close();
});

test('a namespace over its quota can still shrink', async () => {
  const store = new KeyValueStore(join(folder, 'kv.sqlite'));
  await store.write('a', [{ key: 'big', value: Buffer.alloc(1_000) }], 2_000);
  await store.write('a', [{ key: 'big', value: Buffer.alloc(900) }], 100);
  await store.write('a', [{ key: 'big', value: null }], 100);
  expect(store.usage('a')).toEqual({ keys: 0, bytes: 0 });
  await store.close();
});

test('a writer that cannot work fails the writes that waited for it, and the next write starts another', async () => {
  const path = join(folder, 'kv.sqlite');
  const store = new KeyValueStore(path);
  await store.write('n', [{ key: 'before', value: Buffer.from('x') }], 1e6);
  await store.close();
  const sound = readFileSync(path);
  const again = new KeyValueStore(path);
  // The thread starts with the first write, and finds this.
  writeFileSync(path, Buffer.alloc(sound.length, 'no database '));
  const lost = await Promise.allSettled(
    ['a', 'b'].map((key) => again.write('n', [{ key, value: Buffer.from('x') }], 1e6)),
  );
  for (const outcome of lost) expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'EIO' } });
  writeFileSync(path, sound);
  await again.write('n', [{ key: 'after', value: Buffer.from('x') }], 1e6);
  expect(again.list('n', '', '', everythingAtOnce, false).entries.map(({ key }) => key)).toEqual(['after', 'before']);
  await again.close();
});

test('prefixes and order are those of bytes, whatever the characters', async () => {
  const store = new KeyValueStore(join(folder, 'kv.sqlite'));
  const keys = ['a', 'a/', 'a/b', 'a/\u{10fffd}', 'a/é', 'a%', 'a_', 'b', "a'; DROP TABLE entries; --"];
  for (const key of keys) await store.write('n', [{ key, value: Buffer.from(key) }], 1e6);
  const below = store.list('n', 'a/', '', { entries: 100, bytes: 10_000 }, true).entries;
  expect(below.map(({ key }) => key)).toEqual(['a/', 'a/b', 'a/é', 'a/\u{10fffd}']);
  expect(below.every(({ key, value }) => value.toString() === key)).toBe(true);
  expect(store.usage('n').keys).toBe(keys.length);
  await store.close();
});

test('pages of a listing are those of a sorted list, whatever keys, prefix and place to go on', async () => {
  const characters = fc.constantFrom(
    'a',
    'b',
    '/',
    '%',
    '_',
    'é',
    '\u{ffff}',
    '\u{10000}',
    '\u{10ffff}',
    '\u0001',
    "'",
  );
  const key = fc.string({ unit: characters, minLength: 1, maxLength: 4 });
  const bytewise = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
  let run = 0;
  const store = new KeyValueStore(join(folder, 'kv.sqlite'));
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(key, { maxLength: 30 }),
      fc.oneof(fc.constant(''), key),
      fc.oneof(fc.constant(''), key),
      fc.integer({ min: 1, max: 5 }),
      async (keys, prefix, after, limit) => {
        const namespace = `n${run++}`;
        const changes = keys.map((key) => ({ key, value: Buffer.from(`=${key}`) }));
        await store.write(namespace, changes, 1e9);
        const expected = keys
          .filter((one) => one.startsWith(prefix) && (after === '' || bytewise(one, after) > 0))
          .sort(bytewise);
        const got: string[] = [];
        for (let from = after; ; ) {
          const { entries, truncated } = store.list(namespace, prefix, from, { entries: limit, bytes: 1e6 }, true);
          expect(entries.length).toBeLessThanOrEqual(limit);
          for (const { key, value } of entries) expect(value.toString()).toBe(`=${key}`);
          got.push(...entries.map((entry) => entry.key));
          if (!truncated) break;
          from = got.at(-1) ?? '';
        }
        expect(got).toEqual(expected);
      },
    ),
    { numRuns: 200 },
  );
  await store.close();
}, 60_000);

test('a quota is exact among many writers at once, over all processes of an app, and in batches', async () => {
  await using fixture = await startKernel();
  const limits = { keyValueBytes: 1_000 };
  const [one, two] = await Promise.all([1, 2].map(() => fixture.actor(everything, { appId: 'app', limits })));
  const value = Buffer.alloc(98);
  const sets = Array.from({ length: 30 }, (_, at) =>
    (at % 2 === 0 ? one : two)!.call('kvSet', { namespace: '', key: String(10 + at), value }),
  );
  const outcomes = await Promise.allSettled(sets);
  expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBe(10);
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'EDQUOT' });
  }
  expect(await one!.call('kvStats', { namespace: '' })).toEqual({ keys: 10, bytes: 1_000, quotaBytes: 1_000 });
  const { entries } = await one!.call('kvList', { namespace: '', prefix: '', limit: 0, after: '', withValues: false });
  const key = entries[0]?.key ?? '';
  const put = (key: string, bytes: number) => ({ key, value: Buffer.alloc(bytes), delete: false });
  // One that fits by what it deletes, one that does not and changes nothing.
  await one!.call('kvBatch', { namespace: '', operations: [put('new', 90), { ...put(key, 0), delete: true }] });
  const tooMuch = one!.call('kvBatch', { namespace: '', operations: [put('new', 0), put('huge', 200)] });
  await expect(tooMuch).rejects.toMatchObject({ code: 'EDQUOT' });
  expect((await one!.call('kvGet', { namespace: '', key: 'new' })).value.length).toBe(90);
  expect(await two!.call('kvStats', { namespace: '' })).toMatchObject({ keys: 10, bytes: 993 });
});

test('the data of an app can be removed by whoever may change it: page by page, with what was written meanwhile', async () => {
  await using fixture = await startKernel();
  const app = await fixture.actor(everything, { appId: 'app' });
  const service = await fixture.actor(everything, { appId: 'store' });
  const operations = Array.from({ length: 250 }, (_, at) => ({
    key: `k${at}`,
    value: Buffer.from('v'),
    delete: false,
  }));
  await app.call('kvBatch', { namespace: '', operations });
  for (;;) {
    const { entries } = await service.call('kvList', {
      namespace: 'app',
      prefix: '',
      limit: 100,
      after: '',
      withValues: false,
    });
    if (entries.length === 0) break;
    const gone = entries.map(({ key }) => ({ key, value: Buffer.alloc(0), delete: true }));
    await service.call('kvBatch', { namespace: 'app', operations: gone });
  }
  expect(await app.call('kvStats', { namespace: '' })).toMatchObject({ keys: 0, bytes: 0 });
});

test('the longest key, in characters of four bytes, is kept and listed', async () => {
  await using fixture = await startKernel();
  const app = await fixture.actor(everything, { appId: 'app' });
  const key = '\u{10ffff}'.repeat(512);
  await app.call('kvSet', { namespace: '', key, value: Buffer.from('v') });
  const list = await app.call('kvList', { namespace: '', prefix: key, limit: 0, after: '', withValues: true });
  expect(list).toEqual({ entries: [{ key, value: Buffer.from('v') }], truncated: false });
  expect(await app.call('kvStats', { namespace: '' })).toMatchObject({ keys: 1, bytes: 2_049 });
});

const clients = 8;
const operationsOfOne = 750;

test('6,000 operations of 8 clients in 2 host processes: each answer right, each counted, nothing lost', async () => {
  await using fixture = await startKernel();
  const actors = await Promise.all(
    Array.from({ length: clients }, (_, at) => fixture.actor(['STANDARD'], { appId: `client-${at}` })),
  );
  const halves = [actors.slice(0, clients / 2), actors.slice(clients / 2)];
  const codes = await Promise.all(
    halves.map(async (half) => {
      const tokens = half.map(({ token }) => token);
      const args = [
        join(import.meta.dirname, 'kv-client.ts'),
        fixture.kernel.address,
        String(operationsOfOne),
        ...tokens,
      ];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] });
      return (await once(child, 'close'))[0] as number;
    }),
  );
  expect(codes).toEqual([0, 0]);
  const observer = await fixture.actor(everything);
  for (const { pid } of actors) {
    expect((await observer.call('processStats', { pid })).stats?.syscalls).toBe(operationsOfOne);
  }
  for (let at = 0; at < clients; at++) {
    const { keys } = await observer.call('kvStats', { namespace: `client-${at}` });
    const { entries } = await observer.call('kvList', {
      namespace: `client-${at}`,
      prefix: '',
      limit: 10_000,
      after: '',
      withValues: true,
    });
    expect(entries.length).toBe(keys);
    // A fifth of the rounds leaves a key behind: 150 rounds of five operations.
    expect(keys).toBe(operationsOfOne / 5);
    for (const { key, value } of entries) expect(value.toString()).toBe(`second value of ${key}`);
  }
}, 120_000);
