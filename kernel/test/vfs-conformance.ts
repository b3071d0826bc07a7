/**
 * What every backend must do, run through the file syscalls and held against node:fs in a folder of its own. A backend
 * passes by giving the same outcomes, the same contents and the same error codes as the host.
 */
import * as fs from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileType, ProcessKind } from '@agentos/protocol/kernel';
import type { SyscallArgs, SyscallReturn } from '@agentos/protocol/syscalls';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { codeOf } from '../src/errors.ts';
import { EventRing } from '../src/events/event-ring.ts';
import { newTrace } from '../src/events/trace.ts';
import { initPid, ProcessTable } from '../src/process/process-table.ts';
import { CapabilitySet } from '../src/security/capability-set.ts';
import { Call } from '../src/syscalls/call.ts';
import { fileSyscalls } from '../src/syscalls/files.ts';
import { folderSyscalls } from '../src/syscalls/folders.ts';
import type { SyscallRows } from '../src/syscalls/row.ts';
import { TimerWheel } from '../src/timeouts/timer-wheel.ts';
import type { VfsBackend } from '../src/vfs/backend.ts';
import { FixedFolders } from '../src/vfs/fixed-folders.ts';
import { MemoryBackend } from '../src/vfs/memory.ts';
import { Namespace } from '../src/vfs/namespace.ts';

type Names = keyof ReturnType<typeof fileSyscalls> | keyof ReturnType<typeof folderSyscalls>;
type Rows = SyscallRows<Names>;

/** Files of one process over backends mounted at `/home` (and more), with every right unless told otherwise. */
export function fileCaller(
  mounts: Readonly<Record<string, VfsBackend>>,
  capabilities = ['READ_FILE', 'WRITE_FILE', 'CREATE_FILE', 'DELETE_FILE', 'LIST_DIRECTORY'],
) {
  const namespace = new Namespace(
    Object.entries(mounts).map(([point, backend]) => ({ point, backend })),
    new FixedFolders(new Map([['', ['home']]])),
  );
  const rows: Rows = { ...fileSyscalls(namespace), ...folderSyscalls(namespace) };
  const table = new ProcessTable({
    events: new EventRing(),
    makeTemporary: () => new MemoryBackend(),
    onLedgerFailure: () => undefined,
  });
  const process = table.create({
    name: 'test',
    kind: ProcessKind.SERVICE,
    appId: 'test',
    parentPid: initPid,
    capabilities: CapabilitySet.parse(capabilities, 'test'),
    limits: { memoryBytes: 0, cpuPercent: 0, descriptors: 16, processes: 1, keyValueBytes: 0, kernelBytes: 0 },
    trace: newTrace(),
  });
  return {
    process,
    async run<C extends Names>(name: C, args: SyscallArgs<C>): Promise<SyscallReturn<C>> {
      const row: Rows[C] = rows[name];
      return await row.handler(args, new Call(process, newTrace(), new TimerWheel()));
    },
  };
}

export const write = (path: string, text: string, more: Partial<SyscallArgs<'writeFile'>> = {}) => ({
  path,
  data: Buffer.from(text),
  offset: undefined,
  append: false,
  create: true,
  truncate: true,
  replace: false,
  mode: 0,
  ...more,
});

/** One step, for the kernel and for the host. Paths are below the tree, with leading slash. */
type Step =
  | { op: 'write'; path: string; text: string; append: boolean; truncate: boolean; create: boolean; replace: boolean }
  | { op: 'writeAt'; path: string; offset: number }
  | {
      op:
        | 'createFile'
        | 'mkdir'
        | 'makeParents'
        | 'rmdir'
        | 'unlink'
        | 'removeTree'
        | 'read'
        | 'list'
        | 'stat'
        | 'lstat'
        | 'readlink';
      path: string;
    }
  | { op: 'truncate'; path: string; size: number }
  | { op: 'move'; from: string; to: string; overwrite: boolean }
  | { op: 'link' | 'symlink' | 'relativeSymlink' | 'copy'; from: string; to: string };

const name = fc.constantFrom('a', 'b', 'c');
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => `/${names.join('/')}`);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    op: fc.constant('write' as const),
    path,
    text: fc.string({ maxLength: 5 }),
    append: fc.boolean(),
    truncate: fc.boolean(),
    create: fc.boolean(),
    replace: fc.constant(false),
  }),
  fc.record({
    op: fc.constant('write' as const),
    path,
    text: fc.string({ maxLength: 5 }),
    append: fc.constant(false),
    truncate: fc.constant(true),
    create: fc.boolean(),
    replace: fc.constant(true),
  }),
  fc.record({ op: fc.constant('writeAt' as const), path, offset: fc.nat({ max: 9 }) }),
  fc.record({
    op: fc.constantFrom(
      'createFile',
      'mkdir',
      'mkdir',
      'mkdir',
      'makeParents',
      'rmdir',
      'unlink',
      'removeTree',
      'read',
      'list',
      'stat',
      'lstat',
      'readlink',
    ),
    path,
  }),
  fc.record({ op: fc.constant('truncate' as const), path, size: fc.nat({ max: 8 }) }),
  fc.record({ op: fc.constant('move' as const), from: path, to: path, overwrite: fc.boolean() }),
  fc.record({
    op: fc.constantFrom(
      'link' as const,
      'symlink' as const,
      'symlink' as const,
      'relativeSymlink' as const,
      'copy' as const,
    ),
    from: path,
    to: path,
  }),
);

function writeWith(flags: number, path: string, text: string): void {
  const fd = fs.openSync(path, flags, 0o644);
  try {
    fs.writeSync(fd, text);
  } finally {
    fs.closeSync(fd);
  }
}

function hostStep(root: string, one: Step): unknown {
  const at = (relative: string): string => root + relative;
  switch (one.op) {
    case 'write': {
      const { O_APPEND, O_CREAT, O_TRUNC, O_WRONLY } = fs.constants;
      const flags = O_WRONLY | (one.append ? O_APPEND : 0) | (one.create ? O_CREAT : 0) | (one.truncate ? O_TRUNC : 0);
      if (!one.replace) {
        writeWith(flags, at(one.path), one.text);
        return undefined;
      }
      // A copy is written and takes the name: other links to the file keep what they had.
      fs.closeSync(fs.openSync(at(one.path), flags & ~O_TRUNC, 0o644));
      const real = fs.realpathSync(at(one.path));
      fs.copyFileSync(real, `${root}.new`);
      writeWith(flags, `${root}.new`, one.text);
      fs.renameSync(`${root}.new`, real);
      return undefined;
    }
    case 'writeAt': {
      const fd = fs.openSync(at(one.path), fs.constants.O_WRONLY);
      try {
        fs.writeSync(fd, 'xy', one.offset);
      } finally {
        fs.closeSync(fd);
      }
      return undefined;
    }
    case 'createFile':
      return fs.closeSync(fs.openSync(at(one.path), 'wx'));
    case 'mkdir':
      return fs.mkdirSync(at(one.path));
    case 'makeParents':
      fs.mkdirSync(at(one.path), { recursive: true });
      return undefined;
    case 'rmdir':
      return fs.rmdirSync(at(one.path));
    case 'unlink':
      return fs.unlinkSync(at(one.path));
    case 'removeTree':
      fs.lstatSync(at(one.path));
      return fs.rmSync(at(one.path), { recursive: true });
    case 'read':
      return fs.readFileSync(at(one.path), 'latin1');
    case 'list':
      return fs.readdirSync(at(one.path)).sort();
    case 'stat':
      return describeStat(fs.statSync(at(one.path)));
    case 'lstat':
      return describeStat(fs.lstatSync(at(one.path)));
    case 'readlink':
      return fs.readlinkSync(at(one.path)).replace(root, '/home');
    case 'truncate':
      return fs.truncateSync(at(one.path), one.size);
    case 'move': {
      if (!one.overwrite && exists(at(one.from)) && exists(at(one.to))) throw coded('EEXIST');
      return fs.renameSync(at(one.from), at(one.to));
    }
    case 'link':
      return fs.linkSync(at(one.from), at(one.to));
    case 'symlink':
      return fs.symlinkSync(at(one.from), at(one.to));
    case 'relativeSymlink':
      return fs.symlinkSync(one.from.slice(1), at(one.to));
    case 'copy': {
      const data = fs.readFileSync(at(one.from));
      fs.writeFileSync(at(one.to), data, { flag: 'wx' });
      return data.length;
    }
  }
}

async function kernelStep({ run }: ReturnType<typeof fileCaller>, one: Step): Promise<unknown> {
  const at = (relative: string): string => `/home${relative}`;
  switch (one.op) {
    case 'write': {
      const { append, truncate, create, replace } = one;
      await run('writeFile', write(at(one.path), one.text, { append, truncate, create, replace }));
      return undefined;
    }
    case 'writeAt':
      await run('writeFile', write(at(one.path), 'xy', { offset: one.offset, create: false, truncate: false }));
      return undefined;
    case 'createFile':
      await run('createFile', { path: at(one.path), mode: 0 });
      return undefined;
    case 'mkdir':
      await run('mkdir', { path: at(one.path), parents: false, mode: 0 });
      return undefined;
    case 'makeParents':
      await run('mkdir', { path: at(one.path), parents: true, mode: 0 });
      return undefined;
    case 'rmdir':
      await run('rmdir', { path: at(one.path) });
      return undefined;
    case 'unlink':
      await run('deleteFile', { path: at(one.path), recursive: false });
      return undefined;
    case 'removeTree':
      await run('deleteFile', { path: at(one.path), recursive: true });
      return undefined;
    case 'read':
      return (await run('readFile', { path: at(one.path), offset: 0, length: 0 })).data.toString('latin1');
    case 'list': {
      const { entries } = await run('listDirectory', { path: at(one.path), limit: 0, cursor: '', withStat: false });
      return entries.map((entry) => entry.name);
    }
    case 'stat':
    case 'lstat': {
      const { stat } = await run('stat', { path: at(one.path), follow: one.op === 'stat' });
      const { type, size = 0, links = 0 } = stat ?? {};
      return type === FileType.FILE ? `file ${size} ${links}` : type === FileType.DIRECTORY ? 'folder' : 'link';
    }
    case 'readlink':
      return (await run('readlink', { path: at(one.path) })).target;
    case 'truncate':
      await run('truncate', { path: at(one.path), size: one.size });
      return undefined;
    case 'move':
      await run('moveFile', { source: at(one.from), destination: at(one.to), overwrite: one.overwrite });
      return undefined;
    case 'link':
      await run('link', { target: at(one.from), path: at(one.to) });
      return undefined;
    case 'symlink':
      await run('symlink', { target: at(one.from), path: at(one.to) });
      return undefined;
    case 'relativeSymlink':
      await run('symlink', { target: one.from.slice(1), path: at(one.to) });
      return undefined;
    case 'copy':
      return (
        await run('copyFile', { source: at(one.from), destination: at(one.to), overwrite: false, recursive: false })
      ).bytes;
  }
}

async function outcome(run: () => unknown): Promise<unknown> {
  try {
    return await run();
  } catch (error) {
    return codeOf(error);
  }
}

function describeStat(stat: fs.Stats): string {
  return stat.isFile() ? `file ${stat.size} ${stat.nlink}` : stat.isDirectory() ? 'folder' : 'link';
}

function exists(path: string): boolean {
  try {
    fs.lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

function coded(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** Everything below a folder: paths with contents, links with targets. */
function tree(root: string, folder = root): string[] {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const full = join(folder, entry.name);
      const shown = full.slice(root.length);
      if (entry.isDirectory()) return [`${shown} /`, ...tree(root, full)];
      if (entry.isSymbolicLink()) return [`${shown} ${fs.readlinkSync(full).replace(root, '/home')}`];
      return [`${shown} ${fs.readFileSync(full, 'latin1')}`];
    })
    .sort();
}

async function kernelTree(caller: ReturnType<typeof fileCaller>, folder = '/home'): Promise<string[]> {
  const lines: string[] = [];
  const { entries } = await caller.run('listDirectory', { path: folder, limit: 0, cursor: '', withStat: false });
  for (const { name: entry, type } of entries) {
    const full = `${folder}/${entry}`;
    const shown = full.slice('/home'.length);
    if (type === FileType.DIRECTORY) lines.push(`${shown} /`, ...(await kernelTree(caller, full)));
    else if (type === FileType.SYMLINK) lines.push(`${shown} ${(await caller.run('readlink', { path: full })).target}`);
    else
      lines.push(
        `${shown} ${(await caller.run('readFile', { path: full, offset: 0, length: 0 })).data.toString('latin1')}`,
      );
  }
  return lines.sort();
}

/** Runs the suite. `create` gives a fresh, empty backend. */
export function vfsConformance(backendName: string, create: () => { backend: VfsBackend; dispose(): void }): void {
  describe(`a backend as good as the host: ${backendName}`, () => {
    let mounted: ReturnType<typeof create>;
    let caller: ReturnType<typeof fileCaller>;
    beforeEach(() => {
      mounted = create();
      caller = fileCaller({ '/home': mounted.backend });
    });
    afterEach(() => mounted.dispose());

    test('random operations give what node:fs gives', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
          const fresh = create();
          const root = mkdtempSync(join(tmpdir(), 'agentos-oracle-'));
          try {
            const kernel = fileCaller({ '/home': fresh.backend });
            for (const one of steps) {
              const wanted = await outcome(() => hostStep(root, one));
              const got = await outcome(() => kernelStep(kernel, one));
              // A folder moved into itself onto a taken name fails in two ways at once: either code will do.
              const intoItself = one.op === 'move' && one.to.startsWith(`${one.from}/`);
              if (intoItself) expect(typeof got).toBe(typeof wanted);
              else expect(got, JSON.stringify(one)).toEqual(wanted);
            }
            expect(await kernelTree(kernel)).toEqual(tree(root));
          } finally {
            fresh.dispose();
            rmSync(root, { recursive: true, force: true });
          }
        }),
        { numRuns: 80 },
      );
    });

    test('an open file outlives its name', async () => {
      await caller.run('writeFile', write('/home/a', 'still here'));
      const file = mounted.backend.open('a', {
        read: true,
        write: false,
        append: false,
        create: false,
        exclusive: false,
        truncate: false,
        mode: 0,
      });
      await caller.run('deleteFile', { path: '/home/a', recursive: false });
      expect((await file.read(0, 100)).toString()).toBe('still here');
      file.close();
    });

    test('replace puts a whole new file in place and leaves nothing beside it', async () => {
      await caller.run('writeFile', write('/home/a', 'old and long'));
      await caller.run('link', { target: '/home/a', path: '/home/other' });
      await caller.run('writeFile', write('/home/a', 'new', { replace: true }));
      expect(await kernelTree(caller)).toEqual(['/a new', '/other old and long']);
      await expect(
        caller.run('writeFile', write('/home/none', 'x', { replace: true, create: false })),
      ).rejects.toMatchObject({ code: 'ENOENT' });
      await expect(
        caller.run('writeFile', write('/home/a', 'x', { replace: true, append: true })),
      ).rejects.toMatchObject({ code: 'EINVAL' });
    });

    test('listing is sorted, comes in pages, and describes entries when asked', async () => {
      for (const entry of ['b', 'B', 'a', 'ä', '10', '9'])
        await caller.run('writeFile', write(`/home/${entry}`, entry));
      const names: string[] = [];
      let cursor = '';
      do {
        const page = await caller.run('listDirectory', { path: '/home', limit: 4, cursor, withStat: true });
        expect(page.total).toBe(6);
        for (const entry of page.entries) {
          expect(entry.size).toBe(Buffer.byteLength(entry.name));
          expect(Math.abs(entry.modifiedMs - Date.now())).toBeLessThan(60_000);
          names.push(entry.name);
        }
        cursor = page.nextCursor;
      } while (cursor !== '');
      expect(names).toEqual(['10', '9', 'B', 'a', 'b', 'ä']);
    });

    test('a page goes on behind its cursor even when that entry has gone', async () => {
      for (const entry of ['a', 'b', 'c']) await caller.run('createFile', { path: `/home/${entry}`, mode: 0 });
      const first = await caller.run('listDirectory', { path: '/home', limit: 2, cursor: '', withStat: false });
      await caller.run('deleteFile', { path: '/home/b', recursive: false });
      const second = await caller.run('listDirectory', {
        path: '/home',
        limit: 2,
        cursor: first.nextCursor,
        withStat: false,
      });
      expect(second.entries.map((entry) => entry.name)).toEqual(['c']);
    });

    test('reads are short at the end and empty beyond it', async () => {
      await caller.run('writeFile', write('/home/a', '0123456789'));
      const middle = await caller.run('readFile', { path: '/home/a', offset: 3, length: 4 });
      expect([middle.data.toString(), middle.size, middle.endOfFile]).toEqual(['3456', 10, false]);
      const last = await caller.run('readFile', { path: '/home/a', offset: 8, length: 4 });
      expect([last.data.toString(), last.endOfFile]).toEqual(['89', true]);
      const beyond = await caller.run('readFile', { path: '/home/a', offset: 50, length: 4 });
      expect([beyond.data.length, beyond.endOfFile]).toEqual([0, true]);
    });

    test('a read gives at most 1 MiB, a write takes no more', async () => {
      const data = Buffer.alloc(1024 * 1024, 1);
      await caller.run('writeFile', { ...write('/home/big', ''), data });
      await caller.run('writeFile', { ...write('/home/big', '', { append: true, truncate: false }), data });
      const part = await caller.run('readFile', { path: '/home/big', offset: 0, length: 3 * 1024 * 1024 });
      expect([part.data.length, part.size, part.endOfFile]).toEqual([1024 * 1024, 2 * 1024 * 1024, false]);
      const tooMuch = { ...write('/home/big', ''), data: Buffer.alloc(1024 * 1024 + 1) };
      await expect(caller.run('writeFile', tooMuch)).rejects.toMatchObject({ code: 'EMSGSIZE' });
    });

    test('a tree is copied with its links, and not into itself', async () => {
      await caller.run('mkdir', { path: '/home/a/b', parents: true, mode: 0 });
      await caller.run('writeFile', write('/home/a/b/file', 'text'));
      await caller.run('symlink', { target: 'b/file', path: '/home/a/link' });
      const copied = await caller.run('copyFile', {
        source: '/home/a',
        destination: '/home/c',
        overwrite: false,
        recursive: true,
      });
      expect(copied).toEqual({ files: 2, bytes: 4 });
      expect(await kernelTree(caller)).toEqual([
        '/a /',
        '/a/b /',
        '/a/b/file text',
        '/a/link b/file',
        '/c /',
        '/c/b /',
        '/c/b/file text',
        '/c/link b/file',
      ]);
      await expect(
        caller.run('copyFile', { source: '/home/a', destination: '/home/a/b/x', overwrite: false, recursive: true }),
      ).rejects.toMatchObject({ code: 'EINVAL' });
      await expect(
        caller.run('copyFile', { source: '/home/a', destination: '/home/d', overwrite: false, recursive: false }),
      ).rejects.toMatchObject({ code: 'EISDIR' });
    });

    test('relative names start at the working folder', async () => {
      await caller.run('mkdir', { path: '/home/a/b', parents: true, mode: 0 });
      await caller.run('symlink', { target: '/home/a/b', path: '/home/short' });
      await caller.run('setcwd', { path: '/home/short' });
      expect(await caller.run('getcwd', {})).toEqual({ path: '/home/a/b' });
      await caller.run('writeFile', write('../x', 'one up'));
      expect(await kernelTree(caller)).toContain('/a/x one up');
      await expect(caller.run('setcwd', { path: 'x/y' })).rejects.toMatchObject({ code: 'ENOENT' });
      await expect(caller.run('setcwd', { path: '../x' })).rejects.toMatchObject({ code: 'ENOTDIR' });
    });
  });
}
