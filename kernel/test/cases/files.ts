/** Trials of the syscalls of files by path. */
import {
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { FileType } from '@agentos/protocol/kernel';
import { expect } from 'vitest';
import { openArgs, writeArgs } from './args.ts';
import { bad, type Scene, type Trials } from './case.ts';

/** A path in the namespace of a fresh name, and what it is on the host. */
const pathOf = ({ name }: Scene, more = ''): string => `/home/${name}${more}`;
const onHost = ({ home, name }: Scene, more = ''): string => join(home, `${name}${more}`);
const made = (scene: Scene, text: string, more = ''): string => {
  writeFileSync(onHost(scene, more), text);
  return pathOf(scene, more);
};
const longName = `/home/${'x'.repeat(256)}`;

export const fileTrials: Trials<
  | 'readFile'
  | 'writeFile'
  | 'createFile'
  | 'deleteFile'
  | 'stat'
  | 'moveFile'
  | 'copyFile'
  | 'truncate'
  | 'exists'
  | 'link'
  | 'symlink'
  | 'readlink'
  | 'fsync'
> = {
  readFile: {
    grant: 'READ_FILE',
    arrange: (scene) => ({ path: made(scene, 'from the host'), offset: 5, length: 3 }),
    verify(_, { data, size, endOfFile }) {
      expect([data.toString(), size, endOfFile]).toEqual(['the', 13, false]);
    },
    bad: [
      bad<'readFile'>('ENOENT', (scene) => ({ path: pathOf(scene), offset: 0, length: 0 })),
      bad<'readFile'>('ENOENT', { path: '', offset: 0, length: 0 }),
      bad<'readFile'>('EISDIR', { path: '/home', offset: 0, length: 0 }),
      bad<'readFile'>('ENOTDIR', (scene) => ({ path: `${made(scene, '')}/below`, offset: 0, length: 0 })),
      bad<'readFile'>('EINVAL', { path: '/home/a\0b', offset: 0, length: 0 }),
      bad<'readFile'>('ENAMETOOLONG', { path: longName, offset: 0, length: 0 }),
    ],
  },
  writeFile: {
    grant: 'WRITE_FILE',
    arrange: (scene) => ({ ...writeArgs(made(scene, 'Hello'), '!'), append: true, truncate: false }),
    async verify(scene, result, { path }) {
      expect(result).toEqual({ written: 1, size: 6 });
      await scene.caller.call('writeFile', { ...writeArgs(path, 'J'), offset: 0, truncate: false });
      expect(readFileSync(onHost(scene), 'utf8')).toBe('Jello!');
      await scene.caller.call('writeFile', { ...writeArgs(path, 'new'), replace: true });
      expect(readFileSync(onHost(scene), 'utf8')).toBe('new');
    },
    bad: [
      bad<'writeFile'>('EISDIR', writeArgs('/home', 'x')),
      bad<'writeFile'>('ENOENT', (scene) => ({ ...writeArgs(pathOf(scene), 'x'), create: false })),
      bad<'writeFile'>('ENOENT', (scene) => writeArgs(`${pathOf(scene)}/below`, 'x')),
      bad<'writeFile'>('EROFS', writeArgs('/mnt/x', 'x')),
      bad<'writeFile'>('EMSGSIZE', (scene) => ({
        ...writeArgs(pathOf(scene), ''),
        data: Buffer.alloc(1024 * 1024 + 1),
      })),
      bad<'writeFile'>('EINVAL', (scene) => ({ ...writeArgs(pathOf(scene), 'x'), replace: true, append: true })),
    ],
  },
  createFile: {
    grant: 'CREATE_FILE',
    arrange: (scene) => ({ path: pathOf(scene), mode: 0o4600 }),
    verify(scene) {
      // Set-user-ID is not for callers to give.
      expect(statSync(onHost(scene)).mode & 0o7777).toBe(0o600);
    },
    bad: [
      bad<'createFile'>('EEXIST', (scene) => ({ path: made(scene, ''), mode: 0 })),
      bad<'createFile'>('ENOENT', (scene) => ({ path: `${pathOf(scene)}/a/b`, mode: 0 })),
      bad<'createFile'>('ENAMETOOLONG', { path: longName, mode: 0 }),
      bad<'createFile'>('EROFS', { path: '/file', mode: 0 }),
    ],
  },
  deleteFile: {
    grant: 'DELETE_FILE',
    arrange(scene) {
      mkdirSync(onHost(scene, '/inner'), { recursive: true });
      writeFileSync(onHost(scene, '/inner/file'), '');
      symlinkSync(scene.home, onHost(scene, '/link'));
      return { path: pathOf(scene), recursive: true };
    },
    verify(scene, result) {
      expect(result).toEqual({ removed: 4 });
      expect([existsSync(onHost(scene)), existsSync(scene.home)]).toEqual([false, true]);
    },
    bad: [
      bad<'deleteFile'>('EBUSY', { path: '/home', recursive: false }),
      bad<'deleteFile'>('EBUSY', { path: '/home', recursive: true }),
      bad<'deleteFile'>('ENOENT', (scene) => ({ path: pathOf(scene), recursive: false })),
      bad<'deleteFile'>('EISDIR', (scene) => {
        mkdirSync(onHost(scene));
        return { path: pathOf(scene), recursive: false };
      }),
    ],
  },
  stat: {
    grant: 'READ_FILE',
    arrange(scene) {
      writeFileSync(onHost(scene), '123', { mode: 0o640 });
      symlinkSync(scene.name, onHost(scene, '.link'));
      return { path: pathOf(scene, '.link'), follow: true };
    },
    verify(scene, { stat }) {
      const real = lstatSync(onHost(scene));
      expect(stat).toMatchObject({ type: FileType.FILE, size: 3, mode: 0o640, inode: real.ino, links: 1 });
      expect(stat?.modifiedMs).toBe(Math.floor(real.mtimeMs));
    },
    bad: [
      bad<'stat'>('ENOENT', (scene) => ({ path: pathOf(scene), follow: true })),
      bad<'stat'>('ENOTDIR', (scene) => ({ path: `${made(scene, '')}/below`, follow: false })),
      bad<'stat'>('ELOOP', (scene) => {
        symlinkSync(scene.name, onHost(scene));
        return { path: pathOf(scene), follow: true };
      }),
    ],
  },
  moveFile: {
    grant: 'DELETE_FILE',
    arrange(scene) {
      made(scene, 'moved');
      utimesSync(onHost(scene), 1_000_000_000, 1_000_000_000);
      return { source: pathOf(scene), destination: pathOf(scene, '.to'), overwrite: false };
    },
    verify(scene) {
      expect([existsSync(onHost(scene)), readFileSync(onHost(scene, '.to'), 'utf8')]).toEqual([false, 'moved']);
      expect(statSync(onHost(scene, '.to')).mtimeMs).toBe(1_000_000_000_000);
    },
    bad: [
      bad<'moveFile'>('EXDEV', (scene) => ({ source: made(scene, ''), destination: '/tmp/x', overwrite: false })),
      bad<'moveFile'>('ENOENT', (scene) => ({ source: pathOf(scene), destination: '/home/x', overwrite: false })),
      bad<'moveFile'>('EEXIST', (scene) => ({
        source: made(scene, ''),
        destination: made(scene, '', '.to'),
        overwrite: false,
      })),
      bad<'moveFile'>('EINVAL', (scene) => {
        mkdirSync(onHost(scene));
        return { source: pathOf(scene), destination: pathOf(scene, '/inside'), overwrite: false };
      }),
    ],
  },
  copyFile: {
    grant: 'CREATE_FILE',
    arrange: (scene) => ({
      source: made(scene, 'copied'),
      destination: pathOf(scene, '.to'),
      overwrite: false,
      recursive: false,
    }),
    verify(scene, result) {
      expect(result).toEqual({ files: 1, bytes: 6 });
      expect([onHost(scene), onHost(scene, '.to')].map((path) => readFileSync(path, 'utf8'))).toEqual([
        'copied',
        'copied',
      ]);
    },
    bad: [
      bad<'copyFile'>('EINVAL', (scene) => {
        const path = made(scene, '');
        return { source: path, destination: path, overwrite: true, recursive: false };
      }),
      bad<'copyFile'>('EEXIST', (scene) => ({
        source: made(scene, ''),
        destination: made(scene, '', '.to'),
        overwrite: false,
        recursive: false,
      })),
      bad<'copyFile'>('EISDIR', { source: '/home', destination: '/home/x', overwrite: false, recursive: false }),
      bad<'copyFile'>('ENOENT', (scene) => ({
        source: pathOf(scene),
        destination: '/home/x',
        overwrite: false,
        recursive: false,
      })),
    ],
  },
  truncate: {
    grant: 'WRITE_FILE',
    arrange: (scene) => ({ path: made(scene, '123456'), size: 2 }),
    async verify(scene, _, { path }) {
      expect(readFileSync(onHost(scene), 'utf8')).toBe('12');
      await scene.caller.call('truncate', { path, size: 4 });
      expect(readFileSync(onHost(scene), 'utf8')).toBe('12\0\0');
    },
    bad: [
      bad<'truncate'>('EISDIR', { path: '/home', size: 0 }),
      bad<'truncate'>('ENOENT', (scene) => ({ path: pathOf(scene), size: 0 })),
      bad<'truncate'>('EFBIG', (scene) => ({ path: made(scene, ''), size: Number.MAX_SAFE_INTEGER })),
    ],
  },
  exists: {
    grant: 'READ_FILE',
    arrange: (scene) => ({ path: made(scene, '') }),
    async verify({ caller, name }, result) {
      expect(result).toEqual({ exists: true, type: FileType.FILE });
      const missing = { exists: false, type: FileType.UNSPECIFIED };
      expect(await caller.call('exists', { path: `/home/${name}.not` })).toEqual(missing);
      expect(await caller.call('exists', { path: `/home/${name}/below` })).toEqual(missing);
    },
    bad: [
      bad<'exists'>('ENOENT', { path: '' }),
      bad<'exists'>('EINVAL', { path: '/home/\0' }),
      bad<'exists'>('ENAMETOOLONG', { path: longName }),
    ],
  },
  link: {
    grant: 'READ_FILE',
    arrange: (scene) => ({ target: made(scene, 'same'), path: pathOf(scene, '.two') }),
    verify(scene) {
      expect(statSync(onHost(scene)).ino).toBe(statSync(onHost(scene, '.two')).ino);
    },
    bad: [
      bad<'link'>('EPERM', (scene) => ({ target: '/home', path: pathOf(scene) })),
      bad<'link'>('ENOENT', (scene) => ({ target: pathOf(scene), path: pathOf(scene, '.two') })),
      bad<'link'>('EEXIST', (scene) => ({ target: made(scene, ''), path: made(scene, '', '.two') })),
      bad<'link'>('EXDEV', (scene) => ({ target: made(scene, ''), path: '/tmp/two' })),
    ],
  },
  symlink: {
    grant: 'CREATE_FILE',
    arrange: (scene) => ({ target: '/etc/passwd', path: pathOf(scene) }),
    async verify(scene, _, { path }) {
      expect(readlinkSync(onHost(scene))).toBe('/etc/passwd');
      // It leads where the namespace has nothing, not to the host.
      await expect(scene.caller.call('readFile', { path, offset: 0, length: 0 })).rejects.toMatchObject({
        code: 'ENOENT',
      });
    },
    bad: [
      bad<'symlink'>('EINVAL', (scene) => ({ target: '', path: pathOf(scene) })),
      bad<'symlink'>('EINVAL', (scene) => ({ target: 'a\0b', path: pathOf(scene) })),
      bad<'symlink'>('EINVAL', (scene) => ({ target: 'x'.repeat(4_097), path: pathOf(scene) })),
      bad<'symlink'>('EEXIST', (scene) => ({ target: 'x', path: made(scene, '') })),
    ],
  },
  readlink: {
    grant: 'READ_FILE',
    arrange(scene) {
      symlinkSync('some/where', onHost(scene));
      return { path: pathOf(scene) };
    },
    verify(_, result) {
      expect(result).toEqual({ target: 'some/where' });
    },
    bad: [
      bad<'readlink'>('EINVAL', { path: '/home' }),
      bad<'readlink'>('EINVAL', (scene) => ({ path: made(scene, '') })),
      bad<'readlink'>('ENOENT', (scene) => ({ path: pathOf(scene) })),
    ],
  },
  fsync: {
    grant: 'WRITE_FILE',
    arrange: (scene) => ({ descriptor: 0, path: made(scene, 'x'), dataOnly: false }),
    async verify({ caller, home, name }, result, { path }) {
      expect(result).toEqual({});
      await caller.call('fsync', { descriptor: 0, path: '/home', dataOnly: false });
      const { descriptor } = await caller.call('open', openArgs(path, { write: true }));
      await caller.call('write', { descriptor, data: Buffer.from('synced') });
      await caller.call('fsync', { descriptor, path: '', dataOnly: true });
      linkSync(join(home, name), join(home, `${name}.seen`));
      expect(readFileSync(join(home, `${name}.seen`), 'utf8')).toBe('synced');
    },
    bad: [
      bad<'fsync'>('EBADF', { descriptor: 77, path: '', dataOnly: false }),
      bad<'fsync'>('ENOENT', (scene) => ({ descriptor: 0, path: pathOf(scene), dataOnly: false })),
      bad<'fsync'>('EINVAL', async ({ caller }) => {
        const { watch } = await caller.call('watch', { path: '/home', recursive: false, coalesceMs: 0 });
        return { descriptor: watch, path: '', dataOnly: false };
      }),
    ],
  },
};
