/**
 * What every backend must do, run through the file syscalls and held against node:fs in a folder of its own. A backend
 * passes by giving the same outcomes, the same contents and the same error codes as the host.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { VfsBackend } from '../../src/vfs/backend.ts';
import { writeArgs } from '../cases/args.ts';
import { fileCaller } from './file-caller.ts';
import { hostStep, outcome, tree } from './host.ts';
import { kernelStep, kernelTree } from './kernel.ts';
import { openFileConformance } from './open-files.ts';
import { step } from './steps.ts';

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

    openFileConformance(create);

    test('an open file outlives its name', async () => {
      await caller.run('writeFile', writeArgs('/home/a', 'still here'));
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
      await caller.run('writeFile', writeArgs('/home/a', 'old and long'));
      await caller.run('link', { target: '/home/a', path: '/home/other' });
      await caller.run('writeFile', writeArgs('/home/a', 'new', { replace: true }));
      expect(await kernelTree(caller)).toEqual(['/a new', '/other old and long']);
      await expect(
        caller.run('writeFile', writeArgs('/home/none', 'x', { replace: true, create: false })),
      ).rejects.toMatchObject({ code: 'ENOENT' });
      await expect(
        caller.run('writeFile', writeArgs('/home/a', 'x', { replace: true, append: true })),
      ).rejects.toMatchObject({ code: 'EINVAL' });
    });

    test('listing is sorted, comes in pages, and describes entries when asked', async () => {
      for (const entry of ['b', 'B', 'a', 'ä', '10', '9'])
        await caller.run('writeFile', writeArgs(`/home/${entry}`, entry));
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
      await caller.run('writeFile', writeArgs('/home/a', '0123456789'));
      const middle = await caller.run('readFile', { path: '/home/a', offset: 3, length: 4 });
      expect([middle.data.toString(), middle.size, middle.endOfFile]).toEqual(['3456', 10, false]);
      const last = await caller.run('readFile', { path: '/home/a', offset: 8, length: 4 });
      expect([last.data.toString(), last.endOfFile]).toEqual(['89', true]);
      const beyond = await caller.run('readFile', { path: '/home/a', offset: 50, length: 4 });
      expect([beyond.data.length, beyond.endOfFile]).toEqual([0, true]);
    });

    test('a read gives at most 1 MiB, a write takes no more', async () => {
      const data = Buffer.alloc(1024 * 1024, 1);
      await caller.run('writeFile', { ...writeArgs('/home/big', ''), data });
      await caller.run('writeFile', { ...writeArgs('/home/big', '', { append: true, truncate: false }), data });
      const part = await caller.run('readFile', { path: '/home/big', offset: 0, length: 3 * 1024 * 1024 });
      expect([part.data.length, part.size, part.endOfFile]).toEqual([1024 * 1024, 2 * 1024 * 1024, false]);
      const tooMuch = { ...writeArgs('/home/big', ''), data: Buffer.alloc(1024 * 1024 + 1) };
      await expect(caller.run('writeFile', tooMuch)).rejects.toMatchObject({ code: 'EMSGSIZE' });
    });

    test('a tree is copied with its links, and not into itself', async () => {
      await caller.run('mkdir', { path: '/home/a/b', parents: true, mode: 0 });
      await caller.run('writeFile', writeArgs('/home/a/b/file', 'text'));
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
      await caller.run('writeFile', writeArgs('../x', 'one up'));
      expect(await kernelTree(caller)).toContain('/a/x one up');
      await expect(caller.run('setcwd', { path: 'x/y' })).rejects.toMatchObject({ code: 'ENOENT' });
      await expect(caller.run('setcwd', { path: '../x' })).rejects.toMatchObject({ code: 'ENOTDIR' });
    });
  });
}
