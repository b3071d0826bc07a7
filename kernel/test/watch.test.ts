/** Watches on every backend: what is told, what is not, and that nothing stays behind. */
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WatchChange } from '@agentos/protocol/kernel';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EventRing } from '../src/events/event-ring.ts';
import { newTrace } from '../src/events/trace.ts';
import { Call } from '../src/syscalls/call.ts';
import { TimerWheel } from '../src/timeouts/timer-wheel.ts';
import type { VfsBackend } from '../src/vfs/backend.ts';
import { chooseHostPaths } from '../src/vfs/host-paths.ts';
import { LocalBackend } from '../src/vfs/local.ts';
import { MemoryBackend } from '../src/vfs/memory.ts';
import { UnionBackend } from '../src/vfs/union.ts';
import { mostUnread, type Watch } from '../src/watch/watch.ts';
import { Watches } from '../src/watch/watches.ts';
import { writeArgs } from './cases/args.ts';
import { fileCaller } from './conformance/file-caller.ts';
import { everything, type KernelFixture, startKernel } from './kernel-fixture.ts';

const onLinux = process.platform === 'linux';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'agentos-watch-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const backends: [string, () => VfsBackend][] = [
  ['memory', () => new MemoryBackend()],
  ['a host folder', () => new LocalBackend(chooseHostPaths(), folder)],
  [
    'a union',
    () => {
      for (const name of ['upper', 'lower']) mkdirSync(join(folder, name));
      const [upper, lower] = [join(folder, 'upper'), join(folder, 'lower')];
      return new UnionBackend(
        new LocalBackend(chooseHostPaths(), upper),
        new LocalBackend(chooseHostPaths(), lower, { readOnly: true }),
      );
    },
  ],
];

/** A caller with watches of its own. */
function watcher(backend: VfsBackend, limits?: ConstructorParameters<typeof Watches>[1]) {
  const caller = fileCaller({ '/home': backend });
  const watches = new Watches(new EventRing(), limits);
  const call = () => new Call(caller.process, newTrace(), new TimerWheel());
  return {
    ...caller,
    watches,
    async open(path: string, recursive = false) {
      const place = { backend, path: path.slice('/home/'.length), name: path };
      return await watches.open(caller.process, place, { recursive, coalesceMs: 1, signal: call().signal });
    },
    /**
     * Reads until everything wanted has been told. Else only changes may come: of one write the host may speak twice.
     */
    async told(watch: Watch, wanted: readonly string[]): Promise<void> {
      const missing = new Set(wanted);
      const others: string[] = [];
      while (missing.size > 0) {
        const { changes, endOfFile } = await watch.read(1_000_000, call());
        for (const one of endOfFile ? ['end'] : changes.map(({ change, path }) => `${names.get(change)} ${path}`)) {
          if (!missing.delete(one) && !one.startsWith('modified ')) others.push(one);
        }
        if (endOfFile) break;
      }
      expect({ missing: [...missing], others }).toEqual({ missing: [], others: [] });
    },
    /** Everything up to the end of the watch. */
    async rest(watch: Watch): Promise<string[]> {
      const all: string[] = [];
      for (;;) {
        const { changes, endOfFile } = await watch.read(1_000_000, call());
        if (endOfFile) return all;
        all.push(...changes.map(({ change, path }) => `${names.get(change)} ${path}`));
      }
    },
  };
}

const names = new Map<WatchChange, string>([
  [WatchChange.CREATED, 'created'],
  [WatchChange.MODIFIED, 'modified'],
  [WatchChange.DELETED, 'deleted'],
  [WatchChange.OVERFLOW, 'overflow'],
]);

describe.each(backends)('a watch on %s', (name, make) => {
  test('tells what is made, changed, renamed and removed, and nothing of folders inside', async () => {
    const { run, open, told } = watcher(make());
    await run('mkdir', { path: '/home/a/in', parents: true, mode: 0 });
    const watch = await open('/home/a');
    await run('writeFile', writeArgs('/home/a/x', 'one'));
    await told(watch, ['created /home/a/x']);
    await run('writeFile', writeArgs('/home/a/x', 'two', { replace: true }));
    await told(watch, ['modified /home/a/x']);
    await run('writeFile', writeArgs('/home/a/in/quiet', ''));
    await run('moveFile', { source: '/home/a/x', destination: '/home/a/y', overwrite: false });
    await told(watch, ['created /home/a/y', 'deleted /home/a/x']);
    await run('deleteFile', { path: '/home/a/y', recursive: false });
    await told(watch, ['deleted /home/a/y']);
    watch.release();
  });

  test('recursive, it follows folders that are made, moved in and moved about', async () => {
    const { run, open, told } = watcher(make());
    await run('mkdir', { path: '/home/a', parents: true, mode: 0 });
    await run('mkdir', { path: '/home/b/c', parents: true, mode: 0 });
    await run('writeFile', writeArgs('/home/b/c/file', ''));
    const watch = await open('/home/a', true);
    await run('mkdir', { path: '/home/a/new/deep', parents: true, mode: 0 });
    await told(watch, ['created /home/a/new', 'created /home/a/new/deep']);
    await run('writeFile', writeArgs('/home/a/new/deep/file', ''));
    await told(watch, ['created /home/a/new/deep/file']);
    await run('moveFile', { source: '/home/b', destination: '/home/a/b', overwrite: false });
    await told(watch, ['created /home/a/b', 'created /home/a/b/c', 'created /home/a/b/c/file']);
    await run('moveFile', { source: '/home/a/b', destination: '/home/a/d', overwrite: false });
    await told(watch, ['created /home/a/d', 'created /home/a/d/c', 'created /home/a/d/c/file', 'deleted /home/a/b']);
    await run('writeFile', writeArgs('/home/a/d/c/file', 'x'));
    await told(watch, ['modified /home/a/d/c/file']);
    watch.release();
  });

  test('it ends with what it watches: removed or moved away, also when another takes the name', async () => {
    const { run, open, rest, watches } = watcher(make());
    for (const name of ['gone', 'moved']) {
      await run('mkdir', { path: `/home/${name}/in`, parents: true, mode: 0 });
      const watch = await open(`/home/${name}`, true);
      if (name === 'gone') await run('deleteFile', { path: '/home/gone', recursive: true });
      else {
        await run('moveFile', { source: '/home/moved', destination: '/home/elsewhere', overwrite: false });
        await run('mkdir', { path: '/home/moved', parents: false, mode: 0 });
        await run('writeFile', writeArgs('/home/elsewhere/in/secret', ''));
      }
      const all = await rest(watch);
      expect(all.at(-1)).toBe(`deleted /home/${name}`);
      expect(all.join()).not.toContain('secret');
      expect(watch.readiness()).toMatchObject({ hungUp: true });
      watch.release();
    }
    expect(watches.size).toEqual({ watches: 0, folders: 0 });
  });

  test('a file is watched by name: written, replaced, removed and made again', async () => {
    const { run, open, told } = watcher(make());
    await run('mkdir', { path: '/home/a', parents: false, mode: 0 });
    await run('writeFile', writeArgs('/home/a/file', 'x'));
    const watch = await open('/home/a/file');
    await run('writeFile', writeArgs('/home/a/other', 'x'));
    await run('writeFile', writeArgs('/home/a/file', 'y'));
    await told(watch, ['modified /home/a/file']);
    await run('writeFile', writeArgs('/home/a/file', 'z', { replace: true }));
    await told(watch, ['modified /home/a/file']);
    await run('deleteFile', { path: '/home/a/file', recursive: false });
    await told(watch, ['deleted /home/a/file']);
    await run('createFile', { path: '/home/a/file', mode: 0 });
    await told(watch, ['created /home/a/file']);
    watch.release();
  });

  // A union lists both of its sides at each change: the same code with thousands of names takes it minutes.
  if (name !== 'a union')
    test('what nobody reads is bounded, and told as lost', async () => {
      const { run, open, process: owner } = watcher(make());
      await run('mkdir', { path: '/home/a', parents: false, mode: 0 });
      const watch = await open('/home/a');
      const count = mostUnread + 300;
      for (let index = 0; index < count; index++) await run('createFile', { path: `/home/a/${index}`, mode: 0 });
      const seen = new Set<string>();
      let lost = 0;
      // Ends by the sum: each of them is either told or counted, whatever was read anew between.
      while (seen.size + lost < count) {
        const result = await watch.read(1_000_000, new Call(owner, newTrace(), new TimerWheel()));
        lost += result.lost;
        for (const { change, path } of result.changes) if (change === WatchChange.CREATED) seen.add(path);
        expect(result.lost > 0).toBe(
          result.changes.some(({ change, path }) => change === WatchChange.OVERFLOW && path === '/home/a') &&
            result.lost > 0,
        );
      }
      expect(seen.size).toBeGreaterThanOrEqual(mostUnread - 1);
      watch.release();
      expect(owner.memory.used).toBe(0);
    });
});

test('a watch on a union sees the upper folder come to be', async () => {
  for (const name of ['upper', 'lower/native/app']) mkdirSync(join(folder, name), { recursive: true });
  const paths = chooseHostPaths();
  const upper = new LocalBackend(paths, join(folder, 'upper'));
  const { open, told, run } = watcher(new UnionBackend(upper, new LocalBackend(paths, join(folder, 'lower'))));
  const watch = await open('/home/native');
  await run('mkdir', { path: '/home/native/mine', parents: false, mode: 0 });
  await told(watch, ['created /home/native/mine', 'overflow /home/native']);
  await run('writeFile', writeArgs('/home/native/late', 'x'));
  await told(watch, ['created /home/native/late']);
  watch.release();
});

describe('what a watch may not tell', () => {
  test('it never follows a link out of the mount, nor one swapped in', async () => {
    mkdirSync(join(folder, 'secret'));
    mkdirSync(join(folder, 'home', 'in'), { recursive: true });
    symlinkSync(join(folder, 'secret'), join(folder, 'home', 'out'));
    const { open, told, watches } = watcher(new LocalBackend(chooseHostPaths(), join(folder, 'home')));
    await expect(open('/home/out')).rejects.toMatchObject({ code: 'ELOOP' });
    const watch = await open('/home', true);
    expect(watches.size.folders).toBe(2);
    renameSync(join(folder, 'home', 'in'), join(folder, 'home-in'));
    symlinkSync(join(folder, 'secret'), join(folder, 'home', 'in'));
    writeFileSync(join(folder, 'secret', 'key'), '');
    writeFileSync(join(folder, 'home-in', 'moved'), '');
    writeFileSync(join(folder, 'home', 'end'), '');
    await told(watch, ['created /home/end', 'created /home/in', 'deleted /home/in']);
    expect(watches.size.folders).toBe(1);
    watch.release();
  });

  test('folders that may not be listed are not followed, and a right that is taken away counts at once', async () => {
    const backend = new MemoryBackend();
    const all = fileCaller({ '/home': backend });
    for (const name of ['open', 'shut']) await all.run('mkdir', { path: `/home/${name}`, parents: false, mode: 0 });
    await using kernel = await startKernel();
    const { client, admin, home } = kernel;
    for (const name of ['open', 'shut']) mkdirSync(join(home, 'home', name));
    const rules = ['LIST_DIRECTORY:/home/**', '!LIST_DIRECTORY:/home/shut/**'];
    const app = await kernel.actor(rules, { appId: 'app' });
    const { watch } = await app.call('watch', { path: '/home', recursive: true, coalesceMs: 1 });
    writeFileSync(join(home, 'home', 'shut', 'secret'), '');
    writeFileSync(join(home, 'home', 'open', 'seen'), '');
    const first = await app.call('read', { descriptor: watch, length: 0 });
    expect(first.changes.map(({ path }) => path)).toEqual(['/home/open/seen']);
    await client.updateSandbox(admin, { pid: app.pid, capabilities: [...rules, '!LIST_DIRECTORY:/home/open/**'] });
    writeFileSync(join(home, 'home', 'open', 'hidden'), '');
    writeFileSync(join(home, 'home', 'top'), '');
    const second = await app.call('read', { descriptor: watch, length: 0 });
    expect(second.changes.map(({ path }) => path)).toEqual(['/home/top']);
  });
});

describe('limits', () => {
  test('a process has so many watches, which follow so many folders', async () => {
    const { open, run, watches } = watcher(new MemoryBackend(), { watches: 2, folders: 3, allFolders: 100 });
    await run('mkdir', { path: '/home/a/b/c', parents: true, mode: 0 });
    await run('mkdir', { path: '/home/a/b/c/d', parents: true, mode: 0 });
    await expect(open('/home/a', true)).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(watches.size).toEqual({ watches: 0, folders: 0 });
    const [one] = [await open('/home/a'), await open('/home/a')];
    await expect(open('/home/a')).rejects.toMatchObject({ code: 'EMFILE' });
    one?.release();
    (await open('/home/a')).release();
  });

  test('a folder beyond the limit that comes later is told as too much', async () => {
    const { open, run, told } = watcher(new MemoryBackend(), { watches: 2, folders: 2, allFolders: 100 });
    await run('mkdir', { path: '/home/a', parents: true, mode: 0 });
    const watch = await open('/home/a', true);
    await run('mkdir', { path: '/home/a/b/c', parents: true, mode: 0 });
    await told(watch, ['created /home/a/b', 'created /home/a/b/c', 'overflow /home/a/b']);
    watch.release();
  });

  test('at the limit of memory a watch is refused, and a small one overflows', async () => {
    const backend = new MemoryBackend();
    const { open, run, process: owner } = watcher(backend);
    for (let index = 0; index < 600; index++)
      await run('createFile', { path: `/home/${'x'.repeat(50)}${index}`, mode: 0 });
    owner.limits = { ...owner.limits, kernelBytes: 64 * 1024 };
    await expect(open('/home')).rejects.toMatchObject({ code: 'ENOMEM' });
    expect(owner.memory.used).toBe(0);
  });
});

describe('through the kernel', () => {
  let fixture: KernelFixture;
  beforeEach(async () => {
    fixture = await startKernel();
  });
  afterEach(() => fixture[Symbol.asyncDispose]());

  /** Host watches that this test process holds. */
  const inotifyWatches = (): number =>
    readdirSync('/proc/self/fdinfo').reduce((sum, fd) => {
      try {
        return sum + readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8').split('inotify wd:').length - 1;
      } catch {
        return sum;
      }
    }, 0);

  test.skipIf(!onLinux)(
    'nothing stays on the host after unwatch, close, a failed start and the end of the process',
    async () => {
      const before = inotifyWatches();
      mkdirSync(join(fixture.home, 'home', 'a', 'b', 'c'), { recursive: true });
      const app = await fixture.actor(everything, { appId: 'app' });
      const watch = async () => (await app.call('watch', { path: '/home/a', recursive: true, coalesceMs: 1 })).watch;
      const one = await watch();
      expect(inotifyWatches()).toBe(before + 3);
      await app.call('unwatch', { watch: one });
      expect(inotifyWatches()).toBe(before);
      await app.call('close', { descriptor: await watch() });
      const twin = await app.call('dup', { descriptor: await watch(), pid: 0, rights: [] });
      const small = await fixture.actor(everything, { appId: 'small', limits: { descriptors: 1 } });
      await small.call('watch', { path: '/home/a', recursive: false, coalesceMs: 0 });
      await expect(small.call('watch', { path: '/home/a/b', recursive: true, coalesceMs: 0 })).rejects.toMatchObject({
        code: 'EMFILE',
      });
      const reading = expect(app.call('read', { ...twin, length: 0 })).rejects.toMatchObject({ code: 'ESRCH' });
      const cleanup = await fixture.client.terminateProcess(fixture.admin, { pid: app.pid, graceMs: 0 });
      await reading;
      expect(JSON.stringify(cleanup)).toContain('watch');
      await fixture.client.terminateProcess(fixture.admin, { pid: small.pid, graceMs: 0 });
      expect(inotifyWatches()).toBe(before);
    },
  );

  test('poll waits for a change; without waiting a read says that there is none', async () => {
    const app = await fixture.actor(everything, { appId: 'app' });
    const { watch } = await app.call('watch', { path: '/home', recursive: false, coalesceMs: 1 });
    const entries = [{ descriptor: watch, readable: true, writable: true, hungUp: false }];
    expect(await app.call('poll', { entries, timeoutMs: 0 })).toEqual({ ready: [] });
    await app.call('fcntl', { descriptor: watch, command: 'setfl', argument: 0o4000 });
    await expect(app.call('read', { descriptor: watch, length: 0 })).rejects.toMatchObject({ code: 'EAGAIN' });
    const waiting = app.call('poll', { entries, timeoutMs: 20_000 });
    closeSync(openSync(join(fixture.home, 'home', 'new'), 'w'));
    expect(await waiting).toEqual({ ready: [{ ...entries[0], writable: false }] });
    const { changes } = await app.call('read', { descriptor: watch, length: 1 });
    expect(changes.map(({ path }) => path)).toEqual(['/home/new']);
    await expect(app.call('write', { descriptor: watch, data: Buffer.from('x') })).rejects.toMatchObject({
      code: 'EBADF',
    });
  });

  test('a reader gives up by its deadline, and a watch that is handed on shows its reader what that may list', async () => {
    const app = await fixture.actor(everything, { appId: 'app' });
    const { watch } = await app.call('watch', { path: '/home', recursive: false, coalesceMs: 1 });
    await expect(app.call('read', { descriptor: watch, length: 0 }, { deadlineMs: 20 })).rejects.toMatchObject({
      code: 'ETIMEDOUT',
    });
    const twin = await fixture.actor(['STANDARD'], { appId: 'app' });
    const { descriptor } = await app.call('dup', { descriptor: watch, pid: twin.pid, rights: [] });
    await app.call('writeFile', writeArgs('/home/secret', ''));
    await app.call('poll', {
      entries: [{ descriptor: watch, readable: true, writable: false, hungUp: false }],
      timeoutMs: 20_000,
    });
    await expect(twin.call('read', { descriptor, length: 0 }, { deadlineMs: 50 })).rejects.toMatchObject({
      code: 'ETIMEDOUT',
    });
  });
});
