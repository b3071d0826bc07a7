/** The data folder on a disk that fills up: a small tmpfs of this test's own. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync, rmSync, statfsSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KernelClient } from '@agentos/protocol/kernel-client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { KeyValueStore } from '../src/kv/store.ts';
import { writeArgs } from './cases/args.ts';
import { everything, startKernel } from './kernel-fixture.ts';

const KiB = 1024;
const MiB = 1024 * KiB;
const canMount = process.getuid?.() === 0 && process.platform === 'linux';

/** Takes all of the room that is left, but for so many bytes. */
function fill(folder: string, leave = 0): string {
  const { bavail, bsize } = statfsSync(folder);
  const file = join(folder, 'filler');
  writeFileSync(file, Buffer.alloc(Math.max(0, bavail * bsize - leave)));
  return file;
}

describe.skipIf(!canMount)('a full disk (needs root on Linux, to mount a small tmpfs)', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'agentos-full-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m,mode=700', 'agentos-test', folder]);
  });
  afterEach(() => {
    execFileSync('umount', ['--lazy', folder]);
    rmdirSync(folder);
  });

  test('nothing acknowledged is lost, callers get ENOSPC, and it goes on when there is room again', async () => {
    const path = join(folder, 'kv.sqlite');
    const store = new KeyValueStore(path);
    const acknowledged = new Map<string, number>();
    const refused = new Set<string>();
    const write = async (key: string, size: number): Promise<void> => {
      try {
        await store.write('n', [{ key, value: Buffer.alloc(size, key) }], 1e12);
        acknowledged.set(key, size);
      } catch (error) {
        refused.add((error as { code: string }).code);
      }
    };
    const check = (from: KeyValueStore): void => {
      for (const [key, size] of acknowledged) {
        expect(Buffer.compare(from.get('n', key) ?? Buffer.alloc(0), Buffer.alloc(size, key))).toBe(0);
      }
      let bytes = 0;
      for (const [key, size] of acknowledged) bytes += key.length + size;
      expect(from.usage('n')).toEqual({ keys: acknowledged.size, bytes });
    };
    for (let at = 0; at < 20; at++) await write(`first-${at}`, 10 * KiB);
    expect(acknowledged.size).toBe(20);

    const filler = fill(folder, 256 * KiB);
    // Many at once and of all sizes, so that a commit of several meets the end of the disk.
    for (let round = 0; round < 10; round++) {
      await Promise.all(Array.from({ length: 20 }, (_, at) => write(`${round}-${at}`, at * 4 * KiB)));
    }
    expect(refused).toEqual(new Set(['ENOSPC']));
    check(store);

    rmSync(filler);
    for (let at = 0; at < 20; at++) await write(`last-${at}`, 10 * KiB);
    expect([...acknowledged.keys()].filter((key) => key.startsWith('last')).length).toBe(20);
    check(store);
    await store.close();

    const again = new KeyValueStore(path);
    check(again);
    await again.close();
  });

  test('one write that is too large for the disk does not take others of its commit along', async () => {
    const store = new KeyValueStore(join(folder, 'kv.sqlite'));
    await store.write('n', [{ key: 'k', value: Buffer.alloc(10) }], 1e12);
    fill(folder, 512 * KiB);
    const results = await Promise.allSettled([
      store.write('n', [{ key: 'a', value: Buffer.alloc(KiB) }], 1e12),
      store.write('n', [{ key: 'b', value: Buffer.alloc(MiB) }], 1e12),
      store.write('n', [{ key: 'c', value: Buffer.alloc(KiB) }], 1e12),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(results[1]).toMatchObject({ reason: { code: 'ENOSPC' } });
    expect(store.list('n', '', '', { entries: 10, bytes: MiB }, false).entries.map(({ key }) => key)).toEqual([
      'a',
      'c',
      'k',
    ]);
    await store.close();
  });

  test('the kernel answers ENOSPC and serves everything else meanwhile', async () => {
    const home = join(folder, 'home');
    const run = mkdtempSync(join(tmpdir(), 'agentos-run-'));
    const socket = join(run, 'kernel.sock');
    await using fixture = await startKernel({ home, run, socket });
    const app = await fixture.actor(everything, { appId: 'app' });
    const set = (key: string, bytes: number) =>
      app.call('kvSet', { namespace: '', key, value: Buffer.alloc(bytes, key) });
    await set('before', 1_000);
    const filler = fill(folder);
    await expect(set('during', MiB)).rejects.toMatchObject({ code: 'ENOSPC' });
    const { value } = await app.call('kvGet', { namespace: '', key: 'before' });
    expect(value).toEqual(Buffer.alloc(1_000, 'before'));
    expect(
      (await app.call('kvList', { namespace: '', prefix: '', limit: 0, after: '', withValues: false })).entries.length,
    ).toBe(1);
    await app.call('now', {});
    // Not even a second client or process needs the disk.
    const client = await KernelClient.connect({ address: fixture.kernel.address });
    expect((await client.executeUnary(app.token, 'uptime', {})).uptimeMs).toBeGreaterThan(0);
    await client.close();
    truncateSync(filler, 0);
    await set('after', MiB);
    const stats = await app.call('kvStats', { namespace: '' });
    expect([stats.keys, stats.bytes]).toEqual([2, 'beforeafter'.length + 1_000 + MiB]);
    rmSync(run, { recursive: true, force: true });
  });

  test('a kernel starts on a disk that is full, and its owner can make room through it', async () => {
    const home = join(folder, 'home');
    const run = mkdtempSync(join(tmpdir(), 'agentos-run-'));
    const places = { home, run, socket: join(run, 'kernel.sock') };
    {
      await using first = await startKernel(places);
      const app = await first.actor(everything, { appId: 'app' });
      await app.call('kvSet', { namespace: '', key: 'k', value: Buffer.from('kept') });
      const data = Buffer.alloc(MiB);
      await app.call('writeFile', { ...writeArgs('/home/large', ''), data });
    }
    fill(folder);
    await using second = await startKernel(places);
    const app = await second.actor(everything, { appId: 'app' });
    const set = () => app.call('kvSet', { namespace: '', key: 'new', value: Buffer.alloc(100 * KiB) });
    const full = { code: 'ENOSPC' };
    await expect(set()).rejects.toMatchObject(full);
    await expect(app.call('kvGet', { namespace: '', key: 'k' })).rejects.toMatchObject(full);
    await app.call('deleteFile', { path: '/home/large', recursive: false });
    await set();
    expect((await app.call('kvGet', { namespace: '', key: 'k' })).value.toString()).toBe('kept');
    rmSync(run, { recursive: true, force: true });
  });
});
