import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { chooseHostPaths, type HostPaths, openat2Paths, plainWalkPaths, procWalkPaths } from '../src/vfs/host-paths.ts';
import { LocalBackend } from '../src/vfs/local.ts';
import { MemoryBackend } from '../src/vfs/memory.ts';
import { QuotaBackend, TreeQuota } from '../src/vfs/quota.ts';
import { UnionBackend } from '../src/vfs/union.ts';
import { writeArgs } from './cases/args.ts';
import { fileCaller } from './conformance/file-caller.ts';
import { vfsConformance } from './conformance/vfs.ts';

const onLinux = process.platform === 'linux';
const walkers: [string, () => HostPaths][] = [
  ...(onLinux
    ? ([
        ['openat2', openat2Paths],
        ['a walk through /proc', () => procWalkPaths('for the test')],
      ] as [string, () => HostPaths][])
    : []),
  ['a plain walk', plainWalkPaths],
];

vfsConformance('memory', () => ({ backend: new MemoryBackend(), dispose: () => undefined }));
for (const [name, paths] of walkers) {
  vfsConformance(`a host folder by ${name}`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'agentos-vfs-'));
    return {
      backend: new LocalBackend(paths(), folder),
      dispose: () => rmSync(folder, { recursive: true, force: true }),
    };
  });
}

vfsConformance('a capped folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'agentos-vfs-'));
  return {
    backend: new QuotaBackend(new LocalBackend(chooseHostPaths(), folder), new TreeQuota(folder, 64 << 20, 1_024)),
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
});
vfsConformance('a union', () => {
  const folder = mkdtempSync(join(tmpdir(), 'agentos-vfs-'));
  const upper = new LocalBackend(chooseHostPaths(), folder);
  return {
    backend: new UnionBackend(upper, new MemoryBackend()),
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
});

for (const [name, paths] of walkers) {
  describe(`no way out of a mount: ${name}`, () => {
    let folder: string;
    let caller: ReturnType<typeof fileCaller>;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'agentos-escape-'));
      mkdirSync(join(folder, 'home'));
      mkdirSync(join(folder, 'secret'));
      writeFileSync(join(folder, 'secret', 'key'), 'secret');
      caller = fileCaller({ '/home': new LocalBackend(paths(), join(folder, 'home')) });
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));
    const read = (path: string) => caller.run('readFile', { path, offset: 0, length: 0 });

    test('dots are taken out before anything is opened', async () => {
      for (const path of ['/home/../secret/key', '/../../etc/passwd', '/home/a/../../secret/key', '../secret/key']) {
        await expect(read(path), path).rejects.toMatchObject({ code: 'ENOENT' });
      }
    });

    test('links made on the host lead nowhere outside', async () => {
      symlinkSync('../secret', join(folder, 'home', 'up'));
      symlinkSync(join(folder, 'secret'), join(folder, 'home', 'away'));
      symlinkSync('/etc/passwd', join(folder, 'home', 'passwd'));
      symlinkSync('/proc/self/root/etc/passwd', join(folder, 'home', 'magic'));
      for (const path of ['up/key', 'away/key', 'passwd', 'magic']) {
        await expect(read(`/home/${path}`), path).rejects.toMatchObject({ code: 'ENOENT' });
        await expect(caller.run('writeFile', writeArgs(`/home/${path}`, 'x')), path).rejects.toMatchObject({
          code: /ENOENT|EROFS/,
        });
      }
      await expect(caller.run('mkdir', { path: '/home/away/new', parents: true, mode: 0 })).rejects.toBeDefined();
      await expect(
        caller.run('moveFile', { source: '/home/away/key', destination: '/home/key', overwrite: true }),
      ).rejects.toMatchObject({ code: 'ENOENT' });
      await caller.run('deleteFile', { path: '/home/away', recursive: true });
      expect((await read('/home/up').catch((error: unknown) => error)) as object).toMatchObject({ code: 'ENOENT' });
    });

    test('loops end', async () => {
      symlinkSync('b', join(folder, 'home', 'a'));
      symlinkSync('/home/a', join(folder, 'home', 'b'));
      await expect(read('/home/a')).rejects.toMatchObject({ code: 'ELOOP' });
      await expect(read('/home/a/x')).rejects.toMatchObject({ code: 'ELOOP' });
    });

    test('a link is followed within the rights of the caller only', async () => {
      const some = fileCaller({ '/home': new LocalBackend(paths(), join(folder, 'home')) }, [
        'READ_FILE:/home/open/**',
        'WRITE_FILE:/home/open/**',
        'CREATE_FILE:/home/open/**',
      ]);
      mkdirSync(join(folder, 'home', 'open'));
      mkdirSync(join(folder, 'home', 'closed'));
      writeFileSync(join(folder, 'home', 'closed', 'diary'), 'dear');
      symlinkSync('../closed/diary', join(folder, 'home', 'open', 'relative'));
      symlinkSync('/home/closed', join(folder, 'home', 'open', 'absolute'));
      const denied = { code: 'EACCES' };
      await expect(some.run('readFile', { path: '/home/open/relative', offset: 0, length: 0 })).rejects.toMatchObject(
        denied,
      );
      await expect(
        some.run('readFile', { path: '/home/open/absolute/diary', offset: 0, length: 0 }),
      ).rejects.toMatchObject(denied);
      await expect(some.run('writeFile', writeArgs('/home/open/absolute/new', 'x'))).rejects.toMatchObject(denied);
      await expect(some.run('createFile', { path: '/home/open/absolute/new', mode: 0 })).rejects.toMatchObject(denied);
      await expect(
        some.run('link', { target: '/home/open/absolute/diary', path: '/home/open/mine' }),
      ).rejects.toMatchObject(denied);
      expect((await some.run('stat', { path: '/home/open/relative', follow: false })).stat?.type).toBe(3);
    });

    test('a NUL is refused', async () => {
      await expect(read('/home/a\0b')).rejects.toMatchObject({ code: 'EINVAL' });
      await expect(caller.run('symlink', { target: 'a\0b', path: '/home/x' })).rejects.toMatchObject({
        code: 'EINVAL',
      });
    });

    test.skipIf(!onLinux)('a FIFO neither stops the kernel nor gives data', async () => {
      execFileSync('mkfifo', [join(folder, 'home', 'fifo')]);
      await expect(read('/home/fifo')).rejects.toMatchObject({ code: 'EINVAL' });
      await expect(caller.run('writeFile', writeArgs('/home/fifo', 'x', { truncate: false }))).rejects.toMatchObject({
        code: /ENXIO|EINVAL/,
      });
      expect((await caller.run('stat', { path: '/home/fifo', follow: true })).stat?.type).toBe(4);
    });

    test('long names are refused', async () => {
      await expect(read(`/home/${'x'.repeat(256)}`)).rejects.toMatchObject({ code: 'ENAMETOOLONG' });
      await expect(read(`/home/${'ä'.repeat(128)}`)).rejects.toMatchObject({ code: 'ENAMETOOLONG' });
      await expect(read(`/home${'/x'.repeat(3000)}`)).rejects.toMatchObject({ code: 'ENAMETOOLONG' });
    });
  });
}

test.skipIf(!onLinux)('a folder swapped for a link all the time never lets a read out', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'agentos-race-'));
  mkdirSync(join(folder, 'home', 'real'), { recursive: true });
  mkdirSync(join(folder, 'secret'));
  writeFileSync(join(folder, 'home', 'real', 'key'), 'public');
  writeFileSync(join(folder, 'secret', 'key'), 'secret');
  symlinkSync('../secret', join(folder, 'home', 'link'));
  const caller = fileCaller({ '/home': new LocalBackend(openat2Paths(), join(folder, 'home')) });
  const seen = new Set<string>();
  try {
    for (let round = 0; round < 2_000; round++) {
      const swap = round % 2 === 0 ? ['real', 'link'] : ['link', 'real'];
      const pending = caller.run('readFile', { path: '/home/now/key', offset: 0, length: 0 }).then(
        ({ data }) => data.toString(),
        (error: unknown) => String((error as { code: string }).code),
      );
      for (const name of swap) {
        rmSync(join(folder, 'home', 'now'), { force: true });
        renameSync(join(folder, 'home', name), join(folder, 'home', 'now'));
        renameSync(join(folder, 'home', 'now'), join(folder, 'home', name));
      }
      seen.add(await pending);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  expect(seen).not.toContain('secret');
});

describe('mounts of other kinds', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'agentos-mounts-'));
    mkdirSync(join(folder, 'upper'));
    mkdirSync(join(folder, 'lower', 'native', 'explorer'), { recursive: true });
    writeFileSync(join(folder, 'lower', 'native', 'explorer', 'manifest.json'), 'shipped');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('a union shows both, upper first, and never changes the lower', async () => {
    const paths = plainWalkPaths();
    const lower = new LocalBackend(paths, join(folder, 'lower'), { readOnly: true });
    const caller = fileCaller({ '/home': new UnionBackend(new LocalBackend(paths, join(folder, 'upper')), lower) });
    const read = async (path: string) => (await caller.run('readFile', { path, offset: 0, length: 0 })).data.toString();
    const list = async (path: string) =>
      (await caller.run('listDirectory', { path, limit: 0, cursor: '', withStat: true })).entries.map(
        ({ name }) => name,
      );

    expect(await read('/home/native/explorer/manifest.json')).toBe('shipped');
    await caller.run('mkdir', { path: '/home/native/mine', parents: false, mode: 0 });
    await caller.run('writeFile', writeArgs('/home/native/mine/manifest.json', 'own', { replace: true }));
    expect(await list('/home/native')).toEqual(['explorer', 'mine']);
    await expect(caller.run('deleteFile', { path: '/home/native/explorer', recursive: true })).rejects.toMatchObject({
      code: 'EROFS',
    });
    await expect(caller.run('writeFile', writeArgs('/home/native/explorer/manifest.json', 'x'))).rejects.toMatchObject({
      code: 'EROFS',
    });
    await expect(caller.run('mkdir', { path: '/home/native/explorer', parents: false, mode: 0 })).rejects.toMatchObject(
      { code: 'EEXIST' },
    );
    await caller.run('writeFile', writeArgs('/home/native/explorer/manifest.json', 'changed', { replace: true }));
    expect(await read('/home/native/explorer/manifest.json')).toBe('changed');
  });

  test('a read-only mount refuses every change', async () => {
    const caller = fileCaller({
      '/home': new LocalBackend(plainWalkPaths(), join(folder, 'lower'), { readOnly: true }),
    });
    const denied = { code: 'EROFS' };
    await expect(caller.run('writeFile', writeArgs('/home/x', 'x'))).rejects.toMatchObject(denied);
    await expect(caller.run('mkdir', { path: '/home/x', parents: false, mode: 0 })).rejects.toMatchObject(denied);
    await expect(caller.run('deleteFile', { path: '/home/native', recursive: true })).rejects.toMatchObject(denied);
    await expect(
      caller.run('truncate', { path: '/home/native/explorer/manifest.json', size: 0 }),
    ).rejects.toMatchObject(denied);
  });

  test('hidden names do not exist and cannot be made', async () => {
    writeFileSync(join(folder, 'upper', 'kv.sqlite'), 'database');
    const backend = new LocalBackend(plainWalkPaths(), join(folder, 'upper'), {
      hidden: (path) => path.startsWith('kv.sqlite'),
    });
    const caller = fileCaller({ '/home': backend });
    expect((await caller.run('listDirectory', { path: '/home', limit: 0, cursor: '', withStat: false })).total).toBe(0);
    await expect(caller.run('stat', { path: '/home/kv.sqlite', follow: true })).rejects.toMatchObject({
      code: 'ENOENT',
    });
    await expect(caller.run('readFile', { path: '/home/kv.sqlite', offset: 0, length: 0 })).rejects.toMatchObject({
      code: 'ENOENT',
    });
    await expect(caller.run('writeFile', writeArgs('/home/kv.sqlite-wal', 'x'))).rejects.toBeDefined();
    await expect(caller.run('link', { target: '/home/kv.sqlite', path: '/home/copy' })).rejects.toMatchObject({
      code: 'ENOENT',
    });
    await expect(
      caller.run('moveFile', { source: '/home/kv.sqlite', destination: '/home/copy', overwrite: false }),
    ).rejects.toBeDefined();
    await caller.run('symlink', { target: 'kv.sqlite', path: '/home/link' });
    await expect(caller.run('readFile', { path: '/home/link', offset: 0, length: 0 })).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });

  test.skipIf(!onLinux)(
    'what a program left with odd names or very deep can be deleted and does not stop a search',
    async () => {
      const home = join(folder, 'upper');
      const caller = fileCaller({ '/home': new LocalBackend(openat2Paths(), home) });
      const script =
        'mkdir odd && cd odd && touch $(printf "\\\\377\\\\376") && mkdir $(printf "\\\\376") && ln -s / root';
      execFileSync('sh', ['-c', script], { cwd: home });
      // From the inside out: no single path is ever too long.
      const [outer, inner] = [join(home, 'outer'), 'a folder with a long name'];
      mkdirSync(join(home, inner));
      for (let depth = 1; depth < 400; depth++) {
        mkdirSync(outer);
        renameSync(join(home, inner), join(outer, inner));
        renameSync(outer, join(home, inner));
      }
      renameSync(join(home, inner), join(home, 'odd', inner));
      writeFileSync(join(home, 'found'), '');
      const search = { path: '/home', query: 'found', limit: 0, hidden: false };
      expect((await caller.run('searchFiles', search)).matches).toHaveLength(1);
      expect(await caller.run('deleteFile', { path: '/home/odd', recursive: true })).toEqual({ removed: 404 });
      expect(await caller.run('exists', { path: '/home/odd' })).toMatchObject({ exists: false });
    },
  );

  test('a cap holds for writes that come together', async () => {
    const upper = join(folder, 'upper');
    const caller = fileCaller({
      '/home': new QuotaBackend(new LocalBackend(plainWalkPaths(), upper), new TreeQuota(upper, 1_000)),
    });
    await caller.run('writeFile', writeArgs('/home/old', 'x'.repeat(900)));
    await caller.run('deleteFile', { path: '/home/old', recursive: false });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, at) => caller.run('writeFile', writeArgs(`/home/${at}`, 'x'.repeat(300)))),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  });

  test('a full tree says so, and has room again after a deletion', async () => {
    const upper = join(folder, 'upper');
    const caller = fileCaller({
      '/home': new QuotaBackend(new LocalBackend(plainWalkPaths(), upper), new TreeQuota(upper, 1_000)),
    });
    await caller.run('writeFile', writeArgs('/home/a', 'x'.repeat(900)));
    await expect(caller.run('writeFile', writeArgs('/home/b', 'x'.repeat(200)))).rejects.toMatchObject({
      code: 'ENOSPC',
    });
    await caller.run('writeFile', writeArgs('/home/a', 'y'.repeat(900)));
    await caller.run('deleteFile', { path: '/home/a', recursive: false });
    await caller.run('writeFile', writeArgs('/home/b', 'x'.repeat(200)));
    await expect(caller.run('truncate', { path: '/home/b', size: 5_000 })).rejects.toMatchObject({ code: 'ENOSPC' });
  });
});

test('a file in memory that is open and has no name counts until it is closed', async () => {
  const backend = new MemoryBackend(1_000);
  const flags = {
    read: true,
    write: true,
    append: false,
    create: true,
    exclusive: false,
    truncate: false,
    mode: 0o600,
  };
  const file = backend.open('a', flags);
  await file.write(Buffer.alloc(600), 0);
  await backend.unlink('a');
  await expect(file.write(Buffer.alloc(600), 600)).rejects.toMatchObject({ code: 'ENOSPC' });
  const other = backend.open('b', flags);
  await expect(other.write(Buffer.alloc(600), 0)).rejects.toMatchObject({ code: 'ENOSPC' });
  file.close();
  file.close();
  await other.write(Buffer.alloc(1_000), 0);
});

test('empty files, folders and links count in a cap too', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'agentos-entries-'));
  try {
    const backend = new QuotaBackend(new LocalBackend(plainWalkPaths(), folder), new TreeQuota(folder, 10_300, 1_024));
    const { run } = fileCaller({ '/home': backend });
    for (let index = 0; index < 4; index++) {
      await run('createFile', { path: `/home/f${index}`, mode: 0 });
      await run('mkdir', { path: `/home/d${index}`, parents: false, mode: 0 });
    }
    await run('symlink', { target: 'x', path: '/home/s' });
    await run('link', { target: '/home/f0', path: '/home/l' });
    const full = { code: 'ENOSPC' };
    await expect(run('createFile', { path: '/home/more', mode: 0 })).rejects.toMatchObject(full);
    await expect(run('mkdir', { path: '/home/more', parents: false, mode: 0 })).rejects.toMatchObject(full);
    await expect(run('symlink', { target: 'x', path: '/home/more' })).rejects.toMatchObject(full);
    await run('deleteFile', { path: '/home/f3', recursive: false });
    await run('mkdir', { path: '/home/more', parents: false, mode: 0 });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a removal that is given up stops, and leaves the rest', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'agentos-removal-'));
  try {
    mkdirSync(join(folder, 'big'));
    for (let index = 0; index < 3_000; index++) writeFileSync(join(folder, 'big', String(index)), '');
    const backend = new LocalBackend(plainWalkPaths(), folder);
    const stop = new AbortController();
    const removal = expect(backend.removeTree('big', stop.signal)).rejects.toThrow('given up');
    stop.abort(new Error('given up'));
    await removal;
    expect(backend.stat('big').type).toBe(2);
    expect(await backend.removeTree('big')).toBeGreaterThan(1);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
