import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { KeyValueStore } from '../src/kv/store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'agentos-kv-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('nothing that was acknowledged is lost when the writer is killed, five times', async () => {
  const path = join(folder, 'kv.sqlite');
  const acknowledged = new Set<number>();
  for (let round = 0; round < 5; round++) {
    const from = round * 1_000_000;
    const child = spawn(process.execPath, [join(import.meta.dirname, 'kv-writer.ts'), path, String(from)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    const enough = Promise.withResolvers<void>();
    child.stdout.on('data', (part: Buffer) => {
      text += part.toString();
      if (text.length > 2_000 * (round + 1)) enough.resolve();
    });
    await enough.promise;
    child.kill('SIGKILL');
    await once(child, 'close');
    // The last line may have been cut off by the kill.
    for (const line of text.split('\n').slice(0, -1)) acknowledged.add(Number(line));

    const store = new KeyValueStore(path);
    let found = 0;
    for (const number of acknowledged) {
      const key = String(number).padStart(8, '0');
      if (store.get('n', key)?.toString() === `value of ${key}`) found++;
    }
    const { keys, bytes } = store.usage('n');
    let counted = 0;
    let after = '';
    let length = 0;
    for (;;) {
      const page = store.list('n', '', after, { entries: 5_000, bytes: Number.MAX_SAFE_INTEGER }, true).entries;
      for (const { key, value } of page) length += key.length + value.length;
      counted += page.length;
      if (page.length === 0) break;
      after = page.at(-1)?.key ?? '';
    }
    await store.close();
    expect(found).toBe(acknowledged.size);
    expect({ keys, bytes }).toEqual({ keys: counted, bytes: length });
  }
  expect(acknowledged.size).toBeGreaterThan(500);
});

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
