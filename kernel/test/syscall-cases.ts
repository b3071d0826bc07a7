/**
 * For each built syscall: a call that works and shows its effect, one that is refused, and one with a bad argument. A
 * built syscall without an entry does not compile.
 */
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { FileType, SeekOrigin, StandardIo } from '@agentos/protocol/kernel';
import type { KernelProcess, SyscallArgs, SyscallCase } from '@agentos/protocol/kernel-client';
import { expect } from 'vitest';
import type { absentSyscalls } from '../src/syscalls/absent.ts';
import { contentArgs, openArgs, requestArgs, serve, spawnArgs, writeArgs } from './cases/args.ts';
import type { TriedSyscall } from './cases/index.ts';
import type { FakeProcess } from './fake-host.ts';

/** Built, and not among the trials (`cases/`). */
export type BuiltSyscall = Exclude<SyscallCase, keyof typeof absentSyscalls | TriedSyscall>;

export interface Scene {
  /** Has every capability; its app is `test`. */
  readonly system: KernelProcess;
  /** An app with STANDARD only, child of nobody. */
  readonly app: KernelProcess;
  /** Host folder behind `/home`. */
  readonly home: string;
  lastLaunched(): FakeProcess;
  actor(capabilities: readonly string[]): Promise<KernelProcess>;
}

export interface SyscallCases<C extends BuiltSyscall> {
  /** Runs as `system` and checks the effect by another way in. */
  ok(scene: Scene): Promise<void>;
  /** Arguments that `app` may not use; undefined where everybody may call it on themselves. */
  readonly denied: ((scene: Scene) => SyscallArgs<C>) | undefined;
  /** Arguments that are wrong for `system`, with the code; undefined where there are none. */
  readonly bad: readonly [(scene: Scene) => SyscallArgs<C>, string] | undefined;
}

const text = (path: string): string => readFileSync(path, 'utf8');
const on = (path: string) => () => ({ path });
const other = ({ system }: Scene) => ({ pid: system.pid });
const nobody = () => ({ pid: 99_999 });
const noDescriptor = { descriptor: 77 };

export { contentArgs, openArgs, requestArgs, serve, spawnArgs, writeArgs };

export const syscallCases: { readonly [C in BuiltSyscall]: SyscallCases<C> } = {
  readFile: {
    async ok({ system, home }) {
      writeFileSync(join(home, 'r'), 'from the host');
      expect((await system.call('readFile', { path: '/home/r', offset: 5, length: 3 })).data.toString()).toBe('the');
    },
    denied: () => ({ path: '/home/r', offset: 0, length: 0 }),
    bad: [() => ({ path: '/home/none', offset: 0, length: 0 }), 'ENOENT'],
  },
  writeFile: {
    async ok({ system, home }) {
      expect(await system.call('writeFile', writeArgs('/home/w', 'hello'))).toEqual({ written: 5, size: 5 });
      await system.call('writeFile', { ...writeArgs('/home/w', 'J'), offset: 0, truncate: false });
      await system.call('writeFile', { ...writeArgs('/home/w', '!'), append: true, truncate: false });
      expect(text(join(home, 'w'))).toBe('Jello!');
    },
    denied: () => writeArgs('/home/x', 'x'),
    bad: [() => writeArgs('/home', 'x'), 'EISDIR'],
  },
  createFile: {
    async ok({ system, home }) {
      await system.call('createFile', { path: '/home/c', mode: 0o600 });
      expect(statSync(join(home, 'c')).mode & 0o7777).toBe(0o600);
      await expect(system.call('createFile', { path: '/home/c', mode: 0 })).rejects.toMatchObject({ code: 'EEXIST' });
    },
    denied: () => ({ path: '/home/x', mode: 0 }),
    bad: [() => ({ path: '/home/no/such/folder', mode: 0 }), 'ENOENT'],
  },
  deleteFile: {
    async ok({ system, home }) {
      mkdirSync(join(home, 'tree/inner'), { recursive: true });
      writeFileSync(join(home, 'tree/inner/file'), '');
      expect(await system.call('deleteFile', { path: '/home/tree', recursive: true })).toEqual({ removed: 3 });
      expect(existsSync(join(home, 'tree'))).toBe(false);
    },
    denied: () => ({ path: '/home/r', recursive: false }),
    bad: [() => ({ path: '/home', recursive: false }), 'EBUSY'],
  },
  listDirectory: {
    async ok({ system, home }) {
      mkdirSync(join(home, 'list'));
      writeFileSync(join(home, 'list/a'), '12345');
      symlinkSync('a', join(home, 'list/b'));
      const listed = await system.call('listDirectory', { path: '/home/list', limit: 0, cursor: '', withStat: true });
      expect(listed.entries.map(({ name, type, size }) => [name, type, size])).toEqual([
        ['a', FileType.FILE, 5],
        ['b', FileType.SYMLINK, 1],
      ]);
      const root = await system.call('listDirectory', { path: '/', limit: 0, cursor: '', withStat: false });
      expect(root.entries.map(({ name }) => name)).toEqual(['apps', 'home', 'mnt', 'system', 'tmp']);
    },
    denied: () => ({ path: '/home', limit: 0, cursor: '', withStat: false }),
    bad: [() => ({ path: '/home/none', limit: 0, cursor: '', withStat: false }), 'ENOENT'],
  },
  stat: {
    async ok({ system, home }) {
      writeFileSync(join(home, 's'), '123', { mode: 0o640 });
      const { stat } = await system.call('stat', { path: '/home/s', follow: true });
      const real = lstatSync(join(home, 's'));
      expect(stat).toMatchObject({ type: FileType.FILE, size: 3, mode: 0o640, inode: real.ino, links: 1 });
      expect(stat?.modifiedMs).toBe(Math.floor(real.mtimeMs));
    },
    denied: () => ({ path: '/system', follow: true }),
    bad: [() => ({ path: '/home/none', follow: true }), 'ENOENT'],
  },
  moveFile: {
    async ok({ system, home }) {
      writeFileSync(join(home, 'm1'), 'moved');
      await system.call('moveFile', { source: '/home/m1', destination: '/home/m2', overwrite: false });
      expect([existsSync(join(home, 'm1')), text(join(home, 'm2'))]).toEqual([false, 'moved']);
    },
    denied: () => ({ source: '/home/m2', destination: '/home/.apps/test/m', overwrite: false }),
    bad: [() => ({ source: '/home/m2', destination: '/tmp/m2', overwrite: false }), 'EXDEV'],
  },
  copyFile: {
    async ok({ system, home }) {
      writeFileSync(join(home, 'c1'), 'copied', { mode: 0o600 });
      const to = { destination: '/home/c2', overwrite: false, recursive: false };
      expect(await system.call('copyFile', { source: '/home/c1', ...to })).toEqual({ files: 1, bytes: 6 });
      expect([text(join(home, 'c1')), text(join(home, 'c2'))]).toEqual(['copied', 'copied']);
    },
    denied: () => ({ source: '/home/c1', destination: '/home/.apps/test/c', overwrite: false, recursive: false }),
    bad: [() => ({ source: '/home/c1', destination: '/home/c1', overwrite: true, recursive: false }), 'EINVAL'],
  },
  mkdir: {
    async ok({ system, home }) {
      await system.call('mkdir', { path: '/home/d/e/f', parents: true, mode: 0o700 });
      expect(statSync(join(home, 'd/e/f')).mode & 0o7777).toBe(0o700);
    },
    denied: () => ({ path: '/home/x', parents: true, mode: 0 }),
    bad: [() => ({ path: '/home', parents: false, mode: 0 }), 'EEXIST'],
  },
  rmdir: {
    async ok({ system, home }) {
      mkdirSync(join(home, 'gone'));
      await system.call('rmdir', { path: '/home/gone' });
      expect(existsSync(join(home, 'gone'))).toBe(false);
    },
    denied: on('/home/x'),
    bad: [on('/home'), 'EBUSY'],
  },
  getcwd: {
    async ok({ system }) {
      expect(await system.call('getcwd', {})).toEqual({ path: '/home' });
    },
    denied: undefined,
    bad: undefined,
  },
  setcwd: {
    async ok({ system, home }) {
      mkdirSync(join(home, 'work'));
      await system.call('setcwd', { path: 'work' });
      await system.call('createFile', { path: 'here', mode: 0 });
      expect(existsSync(join(home, 'work/here'))).toBe(true);
      await system.call('setcwd', { path: '/home' });
    },
    denied: on('/system'),
    bad: [on('/home/none'), 'ENOENT'],
  },
  truncate: {
    async ok({ system, home }) {
      writeFileSync(join(home, 't'), '123456');
      await system.call('truncate', { path: '/home/t', size: 2 });
      expect(text(join(home, 't'))).toBe('12');
    },
    denied: () => ({ path: '/home/t', size: 0 }),
    bad: [() => ({ path: '/home', size: 0 }), 'EISDIR'],
  },
  exists: {
    async ok({ system, home }) {
      writeFileSync(join(home, 'there'), '');
      expect(await system.call('exists', { path: '/home/there' })).toEqual({ exists: true, type: FileType.FILE });
      expect(await system.call('exists', { path: '/home/not' })).toEqual({ exists: false, type: FileType.UNSPECIFIED });
    },
    denied: on('/home/there'),
    bad: [on(''), 'ENOENT'],
  },
  link: {
    async ok({ system, home }) {
      writeFileSync(join(home, 'one'), 'same');
      await system.call('link', { target: '/home/one', path: '/home/two' });
      expect(statSync(join(home, 'one')).ino).toBe(statSync(join(home, 'two')).ino);
    },
    denied: () => ({ target: '/home/one', path: '/home/.apps/test/stolen' }),
    bad: [() => ({ target: '/home', path: '/home/x' }), 'EPERM'],
  },
  symlink: {
    async ok({ system, home }) {
      await system.call('symlink', { target: '/home/one', path: '/home/soft' });
      expect(readlinkSync(join(home, 'soft'))).toBe('/home/one');
    },
    denied: () => ({ target: 'x', path: '/home/x' }),
    bad: [() => ({ target: '', path: '/home/x' }), 'EINVAL'],
  },
  readlink: {
    async ok({ system, home }) {
      symlinkSync('some/where', join(home, 'pointer'));
      expect(await system.call('readlink', { path: '/home/pointer' })).toEqual({ target: 'some/where' });
    },
    denied: on('/home/pointer'),
    bad: [on('/home'), 'EINVAL'],
  },
  fsync: {
    async ok({ system, home }) {
      writeFileSync(join(home, 'synced'), 'x');
      await system.call('fsync', { descriptor: 0, path: '/home/synced', dataOnly: false });
      await system.call('fsync', { descriptor: 0, path: '/home', dataOnly: false });
    },
    denied: () => ({ descriptor: 0, path: '/home/synced', dataOnly: true }),
    bad: [() => ({ ...noDescriptor, path: '', dataOnly: false }), 'EBADF'],
  },
  searchFiles: {
    async ok({ system, home }) {
      mkdirSync(join(home, 'find/deep/.hidden'), { recursive: true });
      for (const name of [
        'find/report.txt',
        'find/deep/old-report.txt',
        'find/deep/.hidden/report.txt',
        'find/other',
      ]) {
        writeFileSync(join(home, name), '');
      }
      const found = await system.call('searchFiles', { path: '/home/find', query: 'report', limit: 10, hidden: false });
      expect(found.matches.map(({ path }) => path)).toEqual([
        '/home/find/report.txt',
        '/home/find/deep/old-report.txt',
      ]);
    },
    denied: () => ({ path: '/home', query: 'x', limit: 0, hidden: false }),
    bad: [() => ({ path: '/home', query: '', limit: 0, hidden: false }), 'EINVAL'],
  },
  searchContent: {
    async ok({ system, home }) {
      mkdirSync(join(home, 'texts/deep'), { recursive: true });
      writeFileSync(join(home, 'texts/a.txt'), 'nothing\r\nA Needle, a needle\r\n');
      writeFileSync(join(home, 'texts/deep/b.txt'), `${'ä'.repeat(70_000)}needle${'.'.repeat(400)}\nneedle`);
      writeFileSync(join(home, 'texts/binary'), 'needle\0');
      writeFileSync(join(home, 'texts/large'), Buffer.concat([Buffer.from('needle'), Buffer.alloc(8 << 20, 'x')]));
      symlinkSync('a.txt', join(home, 'texts/link'));
      const found = await system.call('searchContent', contentArgs('needle', { path: '/home/texts' }));
      expect(found.truncated).toBe(false);
      expect(found.matches.map(({ path, line, column }) => [path, line, column])).toEqual([
        ['/home/texts/a.txt', 2, 3],
        ['/home/texts/deep/b.txt', 1, 70_001],
        ['/home/texts/deep/b.txt', 2, 1],
      ]);
      expect(found.matches[0]?.text).toBe('A Needle, a needle');
      expect(found.matches[1]?.text).toContain('needle');
      expect(found.matches[1]?.text.length).toBeLessThanOrEqual(300);
      const exact = contentArgs('needle', { path: '/home/texts', caseSensitive: true, limit: 1 });
      const one = await system.call('searchContent', exact);
      expect(one.matches.map(({ line, column }) => [line, column])).toEqual([[2, 13]]);
      expect(one.truncated).toBe(true);
    },
    denied: () => contentArgs('x'),
    bad: [() => contentArgs('(a+)+$', { regularExpression: true }), 'EINVAL'],
  },
  open: {
    async ok({ system, home }) {
      const flags = { write: true, create: true, exclusive: true };
      const { descriptor } = await system.call('open', openArgs('/home/opened', flags));
      await system.call('write', { descriptor, data: Buffer.from('text') });
      expect(text(join(home, 'opened'))).toBe('text');
      await system.call('close', { descriptor });
    },
    denied: () => openArgs('/home/opened'),
    bad: [() => openArgs('/home'), 'EISDIR'],
  },
  close: {
    async ok({ system }) {
      const { descriptor } = await system.call('open', openArgs('/home/opened'));
      await system.call('close', { descriptor });
      await expect(system.call('read', { descriptor, length: 1 })).rejects.toMatchObject({ code: 'EBADF' });
    },
    denied: undefined,
    bad: [() => noDescriptor, 'EBADF'],
  },
  read: {
    async ok({ system, home }) {
      writeFileSync(join(home, 'sequence'), '123456');
      const { descriptor } = await system.call('open', openArgs('/home/sequence'));
      const parts = await Promise.all([4, 4, 4].map((length) => system.call('read', { descriptor, length })));
      expect(parts.map(({ data, endOfFile }) => [data.toString(), endOfFile])).toEqual([
        ['1234', false],
        ['56', false],
        ['', true],
      ]);
      await system.call('close', { descriptor });
    },
    denied: undefined,
    bad: [() => ({ ...noDescriptor, length: 1 }), 'EBADF'],
  },
  write: {
    async ok({ system, home }) {
      const { descriptor } = await system.call(
        'open',
        openArgs('/home/log', { write: true, append: true, create: true }),
      );
      for (const part of ['a', 'b']) await system.call('write', { descriptor, data: Buffer.from(part) });
      expect(text(join(home, 'log'))).toBe('ab');
      await system.call('close', { descriptor });
    },
    denied: undefined,
    bad: [() => ({ ...noDescriptor, data: Buffer.from('x') }), 'EBADF'],
  },
  poll: {
    async ok({ system, lastLaunched }) {
      const { pid, stdout } = await system.call('spawn', spawnArgs());
      const entries = [{ descriptor: stdout, readable: true, writable: false, hungUp: false }];
      expect(await system.call('poll', { entries, timeoutMs: 0 })).toEqual({ ready: [] });
      const waiting = system.call('poll', { entries, timeoutMs: 20_000 });
      lastLaunched().stdout?.feed('x');
      expect((await waiting).ready).toEqual(entries);
      expect((await system.call('read', { descriptor: stdout, length: 9 })).data.toString()).toBe('x');
      await system.call('kill', { pid, signal: 9, tree: true });
      await system.call('wait', { pid, options: 0 });
      expect((await system.call('poll', { entries, timeoutMs: 20_000 })).ready[0]).toMatchObject({ hungUp: true });
    },
    denied: undefined,
    bad: [
      () => ({ entries: [{ ...noDescriptor, readable: true, writable: false, hungUp: false }], timeoutMs: 0 }),
      'EBADF',
    ],
  },
  dup: {
    async ok({ system }) {
      const { descriptor } = await system.call('open', openArgs('/home/sequence'));
      const twin = await system.call('dup', { descriptor, pid: 0, rights: [] });
      await system.call('read', { descriptor, length: 2 });
      await system.call('close', { descriptor });
      expect((await system.call('read', { descriptor: twin.descriptor, length: 2 })).data.toString()).toBe('34');
      await system.call('close', twin);
    },
    denied: undefined,
    bad: [() => ({ ...noDescriptor, pid: 0, rights: [] }), 'EBADF'],
  },
  dup2: {
    async ok({ system }) {
      const { descriptor } = await system.call('open', openArgs('/home/sequence'));
      expect(await system.call('dup2', { descriptor, target: 1 })).toEqual({ descriptor: 1 });
      expect((await system.call('read', { descriptor: 1, length: 2 })).data.toString()).toBe('12');
      for (const number of [descriptor, 1]) await system.call('close', { descriptor: number });
    },
    denied: undefined,
    bad: [() => ({ ...noDescriptor, target: 5 }), 'EBADF'],
  },
  lseek: {
    async ok({ system }) {
      const { descriptor } = await system.call('open', openArgs('/home/sequence'));
      const seek = (offset: number, origin: SeekOrigin) => system.call('lseek', { descriptor, offset, origin });
      expect(await seek(-2, SeekOrigin.END)).toEqual({ position: 4 });
      expect((await system.call('read', { descriptor, length: 9 })).data.toString()).toBe('56');
      expect(await seek(-1, SeekOrigin.CURRENT)).toEqual({ position: 5 });
      await expect(seek(-1, SeekOrigin.START)).rejects.toMatchObject({ code: 'EINVAL' });
      await system.call('close', { descriptor });
    },
    denied: undefined,
    bad: [() => ({ ...noDescriptor, offset: 0, origin: SeekOrigin.START }), 'EBADF'],
  },
  fcntl: {
    async ok({ system, home }) {
      const { descriptor } = await system.call('open', openArgs('/home/flags', { write: true, create: true }));
      const fcntl = (command: string, argument = 0) => system.call('fcntl', { descriptor, command, argument });
      expect(await fcntl('getfl')).toEqual({ value: 2 });
      writeFileSync(join(home, 'flags'), 'first');
      await fcntl('setfl', 0o2000);
      expect(await fcntl('getfl')).toEqual({ value: 0o2002 });
      await system.call('write', { descriptor, data: Buffer.from(' last') });
      expect(text(join(home, 'flags'))).toBe('first last');
      await expect(fcntl('fly')).rejects.toMatchObject({ code: 'EINVAL' });
      await system.call('close', { descriptor });
    },
    denied: undefined,
    bad: [() => ({ ...noDescriptor, command: 'getfl', argument: 0 }), 'EBADF'],
  },
};
