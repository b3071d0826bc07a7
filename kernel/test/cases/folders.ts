/** Trials of the syscalls of folders, of searches, and of watches. */
import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FileType, WatchChange } from '@agentos/protocol/kernel';
import { expect } from 'vitest';
import { contentArgs, writeArgs } from './args.ts';
import { bad, type Scene, type Trials } from './case.ts';

const pathOf = ({ name }: Scene, more = ''): string => `/home/${name}${more}`;
const onHost = ({ home, name }: Scene, more = ''): string => join(home, `${name}${more}`);
const folder = (scene: Scene, files: Readonly<Record<string, string | Buffer>> = {}): string => {
  mkdirSync(onHost(scene));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(onHost(scene), path, '..'), { recursive: true });
    writeFileSync(join(onHost(scene), path), content);
  }
  return pathOf(scene);
};
const file = (scene: Scene): string => {
  writeFileSync(onHost(scene), 'text');
  return pathOf(scene);
};
const listArgs = (path: string) => ({ path, limit: 0, cursor: '', withStat: true });
const nameArgs = (path: string, query: string) => ({ path, query, limit: 0, hidden: false });
const watchArgs = (path: string, recursive = false) => ({ path, recursive, coalesceMs: 5 });

export const folderTrials: Trials<
  'listDirectory' | 'mkdir' | 'rmdir' | 'getcwd' | 'setcwd' | 'searchFiles' | 'searchContent' | 'watch' | 'unwatch'
> = {
  listDirectory: {
    grant: 'LIST_DIRECTORY',
    arrange(scene) {
      const path = folder(scene, { a: '12345', 'c/d': '' });
      symlinkSync('a', onHost(scene, '/b'));
      return listArgs(path);
    },
    async verify({ caller }, { entries, nextCursor, total }, { path }) {
      expect(entries.map(({ name, type, size }) => [name, type, type === FileType.DIRECTORY ? 0 : size])).toEqual([
        ['a', FileType.FILE, 5],
        ['b', FileType.SYMLINK, 1],
        ['c', FileType.DIRECTORY, 0],
      ]);
      expect([nextCursor, total]).toEqual(['', 3]);
      const first = await caller.call('listDirectory', { ...listArgs(path), limit: 2 });
      const second = await caller.call('listDirectory', { ...listArgs(path), cursor: first.nextCursor });
      expect([...first.entries, ...second.entries]).toEqual(entries);
      const root = await caller.call('listDirectory', listArgs('/'));
      expect(root.entries.map(({ name }) => name)).toEqual(['apps', 'home', 'mnt', 'system', 'tmp']);
    },
    bad: [
      bad<'listDirectory'>('ENOENT', (scene) => listArgs(pathOf(scene))),
      bad<'listDirectory'>('ENOTDIR', (scene) => listArgs(file(scene))),
      bad<'listDirectory'>('ENOENT', listArgs('')),
      bad<'listDirectory'>('EINVAL', listArgs('/home/\0')),
    ],
  },
  mkdir: {
    grant: 'CREATE_FILE',
    arrange: (scene) => ({ path: pathOf(scene, '/e/f'), parents: true, mode: 0o700 }),
    verify(scene) {
      expect(statSync(onHost(scene, '/e/f')).mode & 0o7777).toBe(0o700);
    },
    bad: [
      bad<'mkdir'>('EEXIST', { path: '/home', parents: false, mode: 0 }),
      bad<'mkdir'>('EEXIST', (scene) => ({ path: file(scene), parents: true, mode: 0 })),
      bad<'mkdir'>('ENOTDIR', (scene) => ({ path: `${file(scene)}/below`, parents: true, mode: 0 })),
      bad<'mkdir'>('ENOENT', (scene) => ({ path: pathOf(scene, '/e'), parents: false, mode: 0 })),
      bad<'mkdir'>('EROFS', { path: '/new', parents: true, mode: 0 }),
    ],
  },
  rmdir: {
    grant: 'DELETE_FILE',
    arrange: (scene) => ({ path: folder(scene) }),
    verify(scene) {
      expect(existsSync(onHost(scene))).toBe(false);
    },
    bad: [
      bad<'rmdir'>('EBUSY', { path: '/home' }),
      bad<'rmdir'>('ENOENT', (scene) => ({ path: pathOf(scene) })),
      bad<'rmdir'>('ENOTDIR', (scene) => ({ path: file(scene) })),
      bad<'rmdir'>('ENOTEMPTY', (scene) => ({ path: folder(scene, { file: '' }) })),
    ],
  },
  getcwd: {
    grant: undefined,
    arrange: () => ({}),
    async verify({ caller, other }, result) {
      expect(result).toEqual({ path: '/home' });
      await caller.call('setcwd', { path: '/tmp' });
      expect(await caller.call('getcwd', {})).toEqual({ path: '/tmp' });
      expect(await (await other()).call('getcwd', {})).toEqual({ path: '/home' });
    },
    bad: [],
  },
  setcwd: {
    grant: 'LIST_DIRECTORY',
    arrange: (scene) => ({ path: folder(scene).slice('/home/'.length) }),
    async verify(scene) {
      await scene.caller.call('createFile', { path: 'here', mode: 0 });
      expect(existsSync(onHost(scene, '/here'))).toBe(true);
      await scene.caller.call('createFile', { path: '../../../../home/there', mode: 0 });
      expect(existsSync(join(scene.home, 'there'))).toBe(true);
    },
    bad: [
      bad<'setcwd'>('ENOENT', (scene) => ({ path: pathOf(scene) })),
      bad<'setcwd'>('ENOTDIR', (scene) => ({ path: file(scene) })),
      bad<'setcwd'>('ENOENT', { path: '' }),
    ],
  },
  searchFiles: {
    grant: 'LIST_DIRECTORY',
    arrange: (scene) =>
      nameArgs(
        folder(scene, {
          'report.txt': '',
          'deep/old-report.txt': '',
          'deep/.hidden/report.txt': '',
          'deep/ready-export': '',
          other: '',
        }),
        'report',
      ),
    async verify({ caller }, { matches, truncated }, { path }) {
      expect(matches.map((match) => match.path.slice(path.length))).toEqual([
        '/report.txt',
        '/deep/old-report.txt',
        '/deep/ready-export',
      ]);
      expect(truncated).toBe(false);
      const scores = matches.map(({ score }) => score);
      expect(scores).toEqual([...scores].sort((one, two) => two - one));
      const all = await caller.call('searchFiles', { ...nameArgs(path, 'REPORT.TXT'), hidden: true });
      expect(all.matches.map(({ score }) => score).slice(0, 2)).toEqual([1, 1]);
      const one = await caller.call('searchFiles', { ...nameArgs(path, 'report'), limit: 1 });
      expect([one.matches.length, one.truncated]).toEqual([1, true]);
    },
    bad: [
      bad<'searchFiles'>('EINVAL', nameArgs('/home', '')),
      bad<'searchFiles'>('EINVAL', nameArgs('/home', 'x'.repeat(1_001))),
      bad<'searchFiles'>('ENOENT', (scene) => nameArgs(pathOf(scene), 'x')),
      bad<'searchFiles'>('ENOTDIR', (scene) => nameArgs(file(scene), 'x')),
    ],
  },
  searchContent: {
    grant: 'LIST_DIRECTORY',
    arrange(scene) {
      const path = folder(scene, {
        'a.txt': 'nothing\r\nA Needle, a needle\r\n',
        'deep/b.txt': `${'ä'.repeat(70_000)}needle${'.'.repeat(400)}\nneedle`,
        binary: 'needle\0',
        large: Buffer.concat([Buffer.from('needle'), Buffer.alloc(8 << 20, 'x')]),
      });
      symlinkSync('a.txt', onHost(scene, '/link'));
      return contentArgs('needle', { path });
    },
    async verify({ caller }, found, { path }) {
      expect(found.truncated).toBe(false);
      expect(found.matches.map((match) => [match.path.slice(path.length), match.line, match.column])).toEqual([
        ['/a.txt', 2, 3],
        ['/deep/b.txt', 1, 70_001],
        ['/deep/b.txt', 2, 1],
      ]);
      expect(found.matches[0]?.text).toBe('A Needle, a needle');
      expect(found.matches[1]?.text).toContain('needle');
      expect(found.matches[1]?.text.length).toBeLessThanOrEqual(300);
      const exact = contentArgs('needle', { path, caseSensitive: true, limit: 1 });
      const one = await caller.call('searchContent', exact);
      expect([one.matches.map(({ line, column }) => [line, column]), one.truncated]).toEqual([[[2, 13]], true]);
      const pattern = contentArgs('^a (n[a-z]+), .* \\1?', { path, regularExpression: true });
      await expect(caller.call('searchContent', pattern)).rejects.toMatchObject({ code: 'EINVAL' });
      const lines = await caller.call(
        'searchContent',
        contentArgs('^a n[a-z]+,|^ä{3}', { path, regularExpression: true }),
      );
      expect(lines.matches.map(({ line, column }) => [line, column])).toEqual([
        [2, 1],
        [1, 1],
      ]);
    },
    bad: [
      bad<'searchContent'>('EINVAL', contentArgs('')),
      bad<'searchContent'>('EINVAL', contentArgs('x'.repeat(1_001))),
      bad<'searchContent'>('EINVAL', contentArgs('two\nlines')),
      bad<'searchContent'>('EINVAL', contentArgs('(unclosed', { regularExpression: true })),
      bad<'searchContent'>('EINVAL', contentArgs('(a)\\1', { regularExpression: true })),
      bad<'searchContent'>('EINVAL', contentArgs('(?=ahead)', { regularExpression: true })),
      bad<'searchContent'>('EINVAL', contentArgs('((a{100}){100}){100}', { regularExpression: true })),
      bad<'searchContent'>('ENOENT', (scene) => contentArgs('x', { path: pathOf(scene) })),
      bad<'searchContent'>('ENOTDIR', (scene) => contentArgs('x', { path: file(scene) })),
    ],
  },
  watch: {
    grant: 'LIST_DIRECTORY',
    arrange: (scene) => watchArgs(folder(scene, { old: 'text', 'in/side': '' }), true),
    async verify(scene, { watch }, { path }) {
      const next = async () => (await scene.caller.call('read', { descriptor: watch, length: 0 })).changes;
      writeFileSync(onHost(scene, '/in/new'), '');
      expect(await next()).toEqual([{ change: WatchChange.CREATED, path: `${path}/in/new`, type: FileType.FILE }]);
      await scene.system.call(
        'writeFile',
        writeArgs(`${path}/old`, 'x', { offset: 0, create: false, truncate: false }),
      );
      expect(readFileSync(onHost(scene, '/old'), 'utf8')).toBe('xext');
      expect(await next()).toEqual([{ change: WatchChange.MODIFIED, path: `${path}/old`, type: FileType.FILE }]);
      await scene.system.call('deleteFile', { path: `${path}/old`, recursive: false });
      expect(await next()).toEqual([{ change: WatchChange.DELETED, path: `${path}/old`, type: FileType.UNSPECIFIED }]);
    },
    bad: [
      bad<'watch'>('ENOENT', (scene) => watchArgs(pathOf(scene))),
      bad<'watch'>('EINVAL', { ...watchArgs('/home'), coalesceMs: 10_001 }),
      bad<'watch'>('EINVAL', watchArgs('/home/\0')),
      bad<'watch'>('ELOOP', (scene) => {
        symlinkSync(scene.name, onHost(scene));
        return watchArgs(pathOf(scene));
      }),
    ],
  },
  unwatch: {
    grant: undefined,
    arrange: ({ caller }) => caller.call('watch', watchArgs('/home')),
    async verify({ caller }, _, { watch }) {
      await expect(caller.call('read', { descriptor: watch, length: 0 })).rejects.toMatchObject({ code: 'EBADF' });
    },
    bad: [
      bad<'unwatch'>('EBADF', { watch: 77 }),
      bad<'unwatch'>('EBADF', async ({ other }) => await (await other()).call('watch', watchArgs('/home'))),
      bad<'unwatch'>('EINVAL', async ({ caller, name }) => {
        const flags = { read: true, write: true, append: false, create: true, exclusive: false, truncate: false };
        const { descriptor } = await caller.call('open', { path: `/home/${name}`, ...flags, mode: 0 });
        return { watch: descriptor };
      }),
    ],
  },
};
