/**
 * Files that are none, names at their limits, full disks, failing devices, no descriptors left: each gives its code, and
 * the kernel answers afterwards.
 */
import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileType } from '@agentos/protocol/kernel';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FileError, type OpenFile } from '../src/vfs/backend.ts';
import { chooseHostPaths } from '../src/vfs/host-paths.ts';
import { LocalBackend } from '../src/vfs/local.ts';
import { MemoryBackend } from '../src/vfs/memory.ts';
import { contentArgs, openArgs, writeArgs } from './cases/args.ts';
import { fileCaller } from './conformance/file-caller.ts';
import { type Actor, everything, type KernelFixture, startKernel } from './kernel-fixture.ts';

const asRoot = process.platform === 'linux' && process.getuid?.() === 0;

/** Why something of the host is missing, or undefined. */
function unavailable(command: string, ...args: string[]): string | undefined {
  try {
    execFileSync(command, args, { stdio: 'pipe' });
    return undefined;
  } catch (error) {
    return error instanceof Error ? (error.message.split('\n')[0] ?? 'failed') : 'failed';
  }
}

describe.skipIf(process.platform !== 'linux')('what is no plain file', () => {
  let fixture: KernelFixture;
  let app: Actor;
  let host: string;
  beforeEach(async () => {
    fixture = await startKernel();
    app = await fixture.actor(everything, { appId: 'app' });
    host = join(fixture.home, 'home');
  });
  afterEach(() => fixture[Symbol.asyncDispose]());

  /** Everything that can be tried on it: none may stop the kernel, all that would open it are refused. */
  async function tryAll(name: string): Promise<void> {
    const path = `/home/${name}`;
    const refused = { code: expect.stringMatching(/^(EINVAL|ENXIO)$/) };
    const read = { path, offset: 0, length: 0 };
    await expect(app.call('readFile', read)).rejects.toMatchObject(refused);
    await expect(app.call('writeFile', writeArgs(path, 'x'))).rejects.toMatchObject(refused);
    await expect(app.call('open', openArgs(path))).rejects.toMatchObject(refused);
    await expect(app.call('open', openArgs(path, { write: true }))).rejects.toMatchObject(refused);
    await expect(app.call('truncate', { path, size: 0 })).rejects.toMatchObject(refused);
    await expect(app.call('fsync', { descriptor: 0, path, dataOnly: false })).rejects.toMatchObject(refused);
    const copy = { source: path, destination: '/home/copy', overwrite: false, recursive: true };
    await expect(app.call('copyFile', copy)).rejects.toMatchObject(refused);
    expect((await app.call('stat', { path, follow: true })).stat?.type).toBe(FileType.OTHER);
    expect((await app.call('searchContent', contentArgs('x'))).matches).toEqual([]);
    const { watch } = await app.call('watch', { path, recursive: true, coalesceMs: 0 });
    await app.call('unwatch', { watch });
    await app.call('moveFile', { source: path, destination: `${path}2`, overwrite: false });
    expect(await app.call('deleteFile', { path: `${path}2`, recursive: true })).toEqual({ removed: 1 });
    expect((await app.call('now', {})).unixMs).toBeGreaterThan(0);
  }

  test('a FIFO that nobody reads or writes', async () => {
    execFileSync('mkfifo', [join(host, 'fifo')]);
    await tryAll('fifo');
  });

  test('a socket', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(join(host, 'socket'), resolve));
    try {
      await tryAll('socket');
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });

  const noDevice = asRoot ? unavailable('sh', '-c', `d=$(mktemp -u) && mknod $d c 1 3 && rm $d`) : 'not root';
  test.skipIf(noDevice !== undefined)(`a device (${noDevice ?? 'here'})`, async () => {
    // /dev/zero: reading it would never end; and one with no driver behind it.
    execFileSync('mknod', [join(host, 'zero'), 'c', '1', '5']);
    await tryAll('zero');
    execFileSync('mknod', [join(host, 'none'), 'b', '250', '250']);
    await tryAll('none');
  });
});

describe('names and links at their limits', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'agentos-limits-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  for (const kind of ['a host folder', 'memory']) {
    const make = () => (kind === 'memory' ? new MemoryBackend() : new LocalBackend(chooseHostPaths(), folder));

    test(`${kind}: a chain of 40 links is followed, one of 41 is not`, async () => {
      const { run } = fileCaller({ '/home': make() });
      await run('writeFile', writeArgs('/home/l0', 'end'));
      for (let link = 1; link <= 41; link++) await run('symlink', { target: `l${link - 1}`, path: `/home/l${link}` });
      const read = async (path: string) => (await run('readFile', { path, offset: 0, length: 0 })).data.toString();
      expect(await read('/home/l40')).toBe('end');
      await expect(read('/home/l41')).rejects.toMatchObject({ code: 'ELOOP' });
      await expect(run('writeFile', writeArgs('/home/l41', 'x'))).rejects.toMatchObject({ code: 'ELOOP' });
      expect(await read('/home/l0')).toBe('end');
    });

    test(`${kind}: a name of 255 bytes is one, of 256 none, in letters of any length`, async () => {
      const { run } = fileCaller({ '/home': make() });
      for (const longest of ['x'.repeat(255), `${'ä'.repeat(127)}x`, `${'😀'.repeat(63)}xyz`]) {
        await run('writeFile', writeArgs(`/home/${longest}`, 'x'));
        expect((await run('exists', { path: `/home/${longest}` })).exists).toBe(true);
        const tooLong = { code: 'ENAMETOOLONG' };
        await expect(run('writeFile', writeArgs(`/home/${longest}y`, 'x'))).rejects.toMatchObject(tooLong);
        await expect(
          run('moveFile', { source: `/home/${longest}`, destination: `/home/${longest}y`, overwrite: false }),
        ).rejects.toMatchObject(tooLong);
        await expect(run('mkdir', { path: `/home/${longest}y/z`, parents: true, mode: 0 })).rejects.toMatchObject(
          tooLong,
        );
      }
    });

    test(`${kind}: a NUL is in no name, not even behind a good one`, async () => {
      const { run } = fileCaller({ '/home': make() });
      await run('writeFile', writeArgs('/home/good', 'x'));
      const path = '/home/good\0/../other';
      const refused = { code: 'EINVAL' };
      await expect(run('readFile', { path, offset: 0, length: 0 })).rejects.toMatchObject(refused);
      await expect(run('deleteFile', { path, recursive: false })).rejects.toMatchObject(refused);
      await expect(run('link', { target: '/home/good', path })).rejects.toMatchObject(refused);
      await expect(run('setcwd', { path })).rejects.toMatchObject(refused);
      await expect(run('searchFiles', { path, query: 'x', limit: 0, hidden: false })).rejects.toMatchObject(refused);
    });
  }
});

const noMount = asRoot
  ? unavailable('sh', '-c', 'd=$(mktemp -d) && mount -t tmpfs -o size=64k none $d && umount $d && rmdir $d')
  : 'not root';

describe.skipIf(noMount !== undefined)(`a full disk (${noMount ?? 'a small tmpfs'})`, () => {
  let disk: string;
  beforeEach(() => {
    disk = mkdtempSync(join(tmpdir(), 'agentos-disk-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k,nr_inodes=64', 'none', disk]);
  });
  afterEach(() => {
    execFileSync('umount', ['-l', disk]);
    rmSync(disk, { recursive: true, force: true });
  });

  test('gives ENOSPC, leaves no half files, and is used again once there is room', async () => {
    await using fixture = await startKernel({ mounts: { disk: { folder: disk, readOnly: false } } });
    const app = await fixture.actor(everything, { appId: 'app' });
    const full = { code: 'ENOSPC' };
    const big = { ...writeArgs('/mnt/disk/big', ''), data: Buffer.alloc(512 * 1024, 1) };
    await app.call('writeFile', writeArgs('/mnt/disk/kept', 'old'));
    await expect(app.call('writeFile', big)).rejects.toMatchObject(full);
    await expect(app.call('writeFile', { ...big, path: '/mnt/disk/kept', replace: true })).rejects.toMatchObject(full);
    expect(readFileSync(join(disk, 'kept'), 'utf8')).toBe('old');
    await app.call('deleteFile', { path: '/mnt/disk/big', recursive: false });
    await app.call('writeFile', { ...big, path: '/home/big' });
    const copy = { source: '/home/big', destination: '/mnt/disk/copy', overwrite: false, recursive: false };
    await expect(app.call('copyFile', copy)).rejects.toMatchObject(full);
    expect((await app.call('exists', { path: '/mnt/disk/copy' })).exists).toBe(false);
    const { descriptor } = await app.call('open', openArgs('/mnt/disk/open', { write: true, create: true }));
    await expect(app.call('write', { descriptor, data: big.data })).rejects.toMatchObject(full);
    await app.call('close', { descriptor });
    await app.call('truncate', { path: '/mnt/disk/open', size: 0 });
    await app.call('writeFile', { ...big, path: '/mnt/disk/small', data: Buffer.alloc(128 * 1024) });
    // No numbers for names left: the other way to be full.
    const outcomes = await Promise.allSettled(
      Array.from({ length: 80 }, (_, index) =>
        app.call('mkdir', { path: `/mnt/disk/d${index}`, parents: false, mode: 0 }),
      ),
    );
    const refused = outcomes.filter(({ status }) => status === 'rejected');
    expect(refused.length).toBeGreaterThan(10);
    for (const one of refused) expect(one).toMatchObject({ reason: full });
    expect((await app.call('now', {})).unixMs).toBeGreaterThan(0);
  });
});

test.skipIf(process.platform !== 'linux')('a failing read is EIO, and the descriptor can still be closed', async () => {
  await using fixture = await startKernel();
  // The kernel itself refuses to read this one: page 0 of a process is not there.
  const proc = new LocalBackend(chooseHostPaths(), '/proc/self');
  const file = proc.open('mem', openArgs('', {}));
  await expect(file.read(0, 16)).rejects.toMatchObject({ code: 'EIO' });
  file.close();
  const { run } = fileCaller({ '/home': new FailingBackend() });
  await run('writeFile', writeArgs('/home/file', 'x'));
  for (const call of [
    () => run('readFile', { path: '/home/file', offset: 0, length: 0 }),
    () => run('fsync', { descriptor: 0, path: '/home/file', dataOnly: false }),
    () => run('copyFile', { source: '/home/file', destination: '/home/copy', overwrite: false, recursive: false }),
    () => run('searchContent', contentArgs('x')),
  ]) {
    await expect(call()).rejects.toMatchObject({ code: 'EIO' });
  }
  expect((await run('exists', { path: '/home/copy' })).exists).toBe(false);
  const app = await fixture.actor(everything, { appId: 'app' });
  expect((await app.call('now', {})).unixMs).toBeGreaterThan(0);
});

/** A disk whose files can be found and not read. */
class FailingBackend extends MemoryBackend {
  override open(...args: Parameters<MemoryBackend['open']>): OpenFile {
    const file = super.open(...args);
    const fail = () => Promise.reject(new FileError('EIO', ''));
    return new Proxy(file, {
      get(target, key) {
        if (key === 'read' || key === 'sync') return fail;
        const value: unknown = Reflect.get(target, key);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  }
}

test.skipIf(process.platform !== 'linux')(
  'no descriptors left in the kernel: EMFILE, and all is well once there are',
  async () => {
    await using fixture = await startKernel();
    const app = await fixture.actor(everything, { appId: 'app' });
    mkdirSync(join(fixture.home, 'home', 'in'));
    await app.call('writeFile', writeArgs('/home/in/file', 'text'));
    symlinkSync('in', join(fixture.home, 'home', 'link'));
    const limit = Number(/Max open files\s+(\d+)/.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1]);
    const set = (soft: number) => execFileSync('prlimit', [`--pid=${process.pid}`, `--nofile=${soft}:`]);
    const held: number[] = [];
    const calls = {
      readFile: () => app.call('readFile', { path: '/home/link/file', offset: 0, length: 0 }),
      listDirectory: () => app.call('listDirectory', { path: '/home/in', limit: 0, cursor: '', withStat: true }),
      writeFile: () => app.call('writeFile', { ...writeArgs('/home/in/file', 'new'), replace: true }),
      deleteFile: () => app.call('deleteFile', { path: '/home/in', recursive: true }),
      watch: () => app.call('watch', { path: '/home', recursive: true, coalesceMs: 0 }),
    };
    try {
      set(400);
      try {
        for (;;) held.push(openSync('/dev/null', 'r'));
      } catch {
        // Full.
      }
      for (const [name, call] of Object.entries(calls)) {
        await expect(call(), name).rejects.toMatchObject({ code: 'EMFILE' });
      }
    } finally {
      for (const fd of held) closeSync(fd);
      set(limit);
    }
    expect((await calls.readFile()).data.toString()).toBe('text');
    await calls.watch();
    expect((await calls.deleteFile()).removed).toBe(2);
    writeFileSync(join(fixture.home, 'home', 'after'), '');
    expect((await app.call('exists', { path: '/home/after' })).exists).toBe(true);
  },
);
