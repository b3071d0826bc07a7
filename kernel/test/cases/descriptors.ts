/** Trials of the syscalls of descriptors. */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HandleRight, SeekOrigin } from '@agentos/protocol/kernel';
import { expect } from 'vitest';
import { openArgs, spawnArgs } from './args.ts';
import { bad, type Scene, type Trials } from './case.ts';

const none = 77;
const opened = async ({ caller, home, name }: Scene, text: string, more = {}): Promise<number> => {
  writeFileSync(join(home, name), text);
  return (await caller.call('open', openArgs(`/home/${name}`, more))).descriptor;
};
const watched = async ({ caller }: Scene): Promise<number> =>
  (await caller.call('watch', { path: '/home', recursive: false, coalesceMs: 0 })).watch;
/** A handle of another process. */
const foreign = async ({ other, home, name }: Scene): Promise<number> => {
  writeFileSync(join(home, name), '');
  return (await (await other()).call('open', openArgs(`/home/${name}`))).descriptor;
};
const text = ({ caller }: Scene, descriptor: number): Promise<string> =>
  caller.call('read', { descriptor, length: 0 }).then(({ data }) => data.toString());
const polled = (descriptor: number) => [{ descriptor, readable: true, writable: false, hungUp: false }];

export const descriptorTrials: Trials<
  'open' | 'close' | 'read' | 'write' | 'poll' | 'dup' | 'dup2' | 'lseek' | 'fcntl'
> = {
  open: {
    grant: 'CREATE_FILE',
    arrange: ({ name }) => openArgs(`/home/${name}`, { write: true, create: true, exclusive: true, mode: 0o600 }),
    async verify({ caller, home, name }, { descriptor }, args) {
      await caller.call('write', { descriptor, data: Buffer.from('text') });
      expect(readFileSync(join(home, name), 'utf8')).toBe('text');
      await expect(caller.call('open', args)).rejects.toMatchObject({ code: 'EEXIST' });
      // It holds the file, whatever becomes of the name.
      renameSync(join(home, name), join(home, `${name}.moved`));
      await caller.call('write', { descriptor, data: Buffer.from(' on') });
      expect(readFileSync(join(home, `${name}.moved`), 'utf8')).toBe('text on');
      rmSync(join(home, `${name}.moved`));
      await caller.call('lseek', { descriptor, offset: 0, origin: SeekOrigin.START });
      expect((await caller.call('read', { descriptor, length: 0 })).data.toString()).toBe('text on');
    },
    bad: [
      bad<'open'>('EISDIR', openArgs('/home')),
      bad<'open'>('ENOENT', ({ name }) => openArgs(`/home/${name}`)),
      bad<'open'>('ENOENT', openArgs('')),
      bad<'open'>('EINVAL', openArgs('/home/a\0b', { create: true, write: true })),
      bad<'open'>('EROFS', openArgs('/new', { create: true, write: true })),
    ],
  },
  close: {
    grant: undefined,
    arrange: async (scene) => ({ descriptor: await opened(scene, '') }),
    async verify({ caller }, _, { descriptor }) {
      await expect(caller.call('read', { descriptor, length: 1 })).rejects.toMatchObject({ code: 'EBADF' });
      await expect(caller.call('close', { descriptor })).rejects.toMatchObject({ code: 'EBADF' });
    },
    bad: [
      bad<'close'>('EBADF', { descriptor: none }),
      bad<'close'>('EBADF', { descriptor: 0xffff_ffff }),
      bad<'close'>('EBADF', async (scene) => ({ descriptor: await foreign(scene) })),
    ],
  },
  read: {
    grant: undefined,
    arrange: async (scene) => ({ descriptor: await opened(scene, '123456'), length: 4 }),
    async verify({ caller }, { data, endOfFile }, args) {
      expect([data.toString(), endOfFile]).toEqual(['1234', false]);
      const rest = await Promise.all([caller.call('read', args), caller.call('read', args)]);
      expect(rest.map((one) => [one.data.toString(), one.endOfFile])).toEqual([
        ['56', false],
        ['', true],
      ]);
    },
    bad: [
      bad<'read'>('EBADF', { descriptor: none, length: 1 }),
      bad<'read'>('EBADF', async (scene) => ({ descriptor: await foreign(scene), length: 1 })),
      bad<'read'>('EBADF', async (scene) => ({
        descriptor: await opened(scene, '', { read: false, write: true }),
        length: 1,
      })),
    ],
  },
  write: {
    grant: undefined,
    async arrange(scene) {
      return { descriptor: await opened(scene, 'a', { write: true, append: true }), data: Buffer.from('b') };
    },
    async verify({ caller, home, name }, result, args) {
      expect(result).toEqual({ written: 1 });
      writeFileSync(join(home, name), 'ab, c', {});
      await caller.call('write', args);
      expect(readFileSync(join(home, name), 'utf8')).toBe('ab, cb');
    },
    bad: [
      bad<'write'>('EBADF', { descriptor: none, data: Buffer.from('x') }),
      bad<'write'>('EBADF', async (scene) => ({ descriptor: await opened(scene, ''), data: Buffer.from('x') })),
      bad<'write'>('EBADF', async (scene) => ({ descriptor: await foreign(scene), data: Buffer.from('x') })),
      bad<'write'>('EMSGSIZE', async (scene) => ({
        descriptor: await opened(scene, '', { write: true }),
        data: Buffer.alloc(1024 * 1024 + 1),
      })),
    ],
  },
  poll: {
    grant: undefined,
    async arrange({ caller, fixture }) {
      const { stdout } = await caller.call('spawn', spawnArgs());
      fixture.host.launched.at(-1)?.stdout?.feed('x');
      return { entries: polled(stdout), timeoutMs: 20_000 };
    },
    async verify({ caller, fixture }, { ready }, { entries }) {
      expect(ready).toEqual(entries);
      const { stdout } = await caller.call('spawn', spawnArgs());
      const program = fixture.host.launched.at(-1);
      expect(await caller.call('poll', { entries: polled(stdout), timeoutMs: 0 })).toEqual({ ready: [] });
      const waiting = caller.call('poll', { entries: polled(stdout), timeoutMs: 20_000 });
      program?.end(0);
      expect((await waiting).ready[0]).toMatchObject({ descriptor: stdout, hungUp: true });
    },
    bad: [
      bad<'poll'>('EBADF', { entries: polled(none), timeoutMs: 0 }),
      bad<'poll'>('EBADF', async (scene) => ({ entries: polled(await foreign(scene)), timeoutMs: 0 })),
      bad<'poll'>('EINVAL', { entries: Array.from({ length: 1_025 }, () => polled(none)).flat(), timeoutMs: 0 }),
    ],
  },
  dup: {
    grant: undefined,
    arrange: async (scene) => ({ descriptor: await opened(scene, '123456', { write: true }), pid: 0, rights: [] }),
    async verify(scene, twin, { descriptor }) {
      const { caller } = scene;
      await caller.call('read', { descriptor, length: 2 });
      await caller.call('close', { descriptor });
      expect(await text(scene, twin.descriptor)).toBe('3456');
      const reader = await caller.call('dup', { ...twin, pid: 0, rights: [HandleRight.READ] });
      await expect(caller.call('write', { ...reader, data: Buffer.from('x') })).rejects.toMatchObject({
        code: 'EBADF',
      });
    },
    bad: [
      bad<'dup'>('EBADF', { descriptor: none, pid: 0, rights: [] }),
      bad<'dup'>('ESRCH', async (scene) => ({ descriptor: await opened(scene, ''), pid: 99_999, rights: [] })),
      bad<'dup'>('EPERM', async (scene) => ({
        descriptor: await opened(scene, ''),
        pid: scene.system.pid,
        rights: [],
      })),
      bad<'dup'>('EPERM', async (scene) => {
        const descriptor = await opened(scene, '');
        const fixed = await scene.caller.call('dup', { descriptor, pid: 0, rights: [HandleRight.READ] });
        return { descriptor: fixed.descriptor, pid: 0, rights: [] };
      }),
    ],
  },
  dup2: {
    grant: undefined,
    arrange: async (scene) => ({ descriptor: await opened(scene, '1234'), target: 1 }),
    async verify({ caller }, result, { descriptor }) {
      expect(result).toEqual({ descriptor: 1 });
      expect((await caller.call('read', { descriptor: 1, length: 2 })).data.toString()).toBe('12');
      await caller.call('close', { descriptor });
      expect((await caller.call('read', { descriptor: 1, length: 2 })).data.toString()).toBe('34');
    },
    bad: [
      bad<'dup2'>('EBADF', { descriptor: none, target: 5 }),
      bad<'dup2'>('EBADF', async (scene) => ({ descriptor: await opened(scene, ''), target: 60_000 })),
      bad<'dup2'>('EBADF', async (scene) => {
        const descriptor = await opened(scene, '');
        return { descriptor, target: (descriptor ^ 0x7fff_0000) >>> 0 };
      }),
    ],
  },
  lseek: {
    grant: undefined,
    arrange: async (scene) => ({ descriptor: await opened(scene, '123456'), offset: -2, origin: SeekOrigin.END }),
    async verify(scene, result, { descriptor }) {
      expect(result).toEqual({ position: 4 });
      expect(await text(scene, descriptor)).toBe('56');
      const seek = (offset: number, origin: SeekOrigin) =>
        scene.caller.call('lseek', { descriptor, offset, origin }).then(({ position }) => position);
      expect([await seek(-1, SeekOrigin.CURRENT), await seek(3, SeekOrigin.START)]).toEqual([5, 3]);
      expect(await text(scene, descriptor)).toBe('456');
    },
    bad: [
      bad<'lseek'>('EBADF', { descriptor: none, offset: 0, origin: SeekOrigin.START }),
      bad<'lseek'>('EINVAL', async (scene) => ({
        descriptor: await opened(scene, ''),
        offset: -1,
        origin: SeekOrigin.START,
      })),
      bad<'lseek'>('ESPIPE', async (scene) => ({
        descriptor: await watched(scene),
        offset: 0,
        origin: SeekOrigin.START,
      })),
    ],
  },
  fcntl: {
    grant: undefined,
    async arrange(scene) {
      return { descriptor: await opened(scene, 'first', { write: true }), command: 'setfl', argument: 0o2000 };
    },
    async verify({ caller, home, name }, result, { descriptor }) {
      expect(result).toEqual({ value: 0 });
      const get = (command: string) => caller.call('fcntl', { descriptor, command, argument: 0 });
      expect([await get('getfl'), await get('getfd')]).toEqual([{ value: 0o2002 }, { value: 1 }]);
      await caller.call('write', { descriptor, data: Buffer.from(' last') });
      expect(readFileSync(join(home, name), 'utf8')).toBe('first last');
      const twin = await caller.call('dup', { descriptor, pid: 0, rights: [] });
      expect(await get('revoke')).toEqual({ value: 1 });
      await expect(caller.call('read', { ...twin, length: 1 })).rejects.toMatchObject({ code: 'EBADF' });
    },
    bad: [
      bad<'fcntl'>('EBADF', { descriptor: none, command: 'getfl', argument: 0 }),
      bad<'fcntl'>('EINVAL', async (scene) => ({
        descriptor: await opened(scene, ''),
        command: 'fly',
        argument: 0,
      })),
      bad<'fcntl'>('EINVAL', async (scene) => ({
        descriptor: await opened(scene, ''),
        command: 'setfd',
        argument: 0,
      })),
      bad<'fcntl'>('EPERM', async (scene) => {
        const descriptor = await opened(scene, '');
        const fixed = await scene.caller.call('dup', { descriptor, pid: 0, rights: [HandleRight.READ] });
        return { descriptor: fixed.descriptor, command: 'setfl', argument: 0 };
      }),
    ],
  },
};
