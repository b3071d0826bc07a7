/** Trials of shared memory: what one process writes another one reads in place. */
import { readdirSync, readlinkSync } from 'node:fs';
import { expect } from 'vitest';
import { type Actor, everything } from '../kernel-fixture.ts';
import { bad, type Scene, type Trials } from './case.ts';

const make = async (actor: Actor, size = 4_096, name = '') => (await actor.call('shmCreate', { size, name })).segment;
const attach = async (actor: Actor, segment: number, readOnly = false) =>
  (await actor.call('shmAttach', { segment, readOnly, name: '' })).attachment;
const text = async (actor: Actor, attachment: number, length: number) =>
  (await actor.call('shmRead', { attachment, offset: 0, length })).data.toString();
/** Memory files of segments that this process has open. */
const files = () => readdirSync('/proc/self/fd').filter((fd) => link(fd).startsWith('/memfd:agentos-segment')).length;
const before = new WeakMap<Scene, number>();
function link(fd: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`);
  } catch {
    return '';
  }
}
async function attached(scene: Scene, readOnly = false) {
  const segment = await make(scene.caller);
  return { segment, attachment: await attach(scene.caller, segment, readOnly) };
}

export const sharedMemoryTrials: Trials<
  'shmCreate' | 'shmAttach' | 'shmDetach' | 'shmWrite' | 'shmRead' | 'shmDestroy' | 'shmStats'
> = {
  shmCreate: {
    grant: 'SEND_MESSAGE',
    arrange: ({ name }) => ({ size: 10_000, name: `shared-${name}` }),
    async verify({ fixture, caller, name, other }, { segment }) {
      expect(fixture.kernel.processes.require(caller.pid).memory.used).toBe(10_000);
      // Others of the app find it by its name, strangers do not.
      const friend = await fixture.actor(everything, { appId: name });
      const found = { segment: 0, readOnly: false, name: `shared-${name}` };
      const { attachment, size } = await friend.call('shmAttach', found);
      expect(size).toBe(10_000);
      await friend.call('shmWrite', { attachment, offset: 9_998, data: Buffer.from('ok') });
      const mine = await attach(caller, segment);
      const { data } = await caller.call('shmRead', { attachment: mine, offset: 9_998, length: 100 });
      expect(data.toString()).toBe('ok');
      await expect((await other()).call('shmAttach', found)).rejects.toMatchObject({ code: 'ENOENT' });
    },
    bad: [
      bad<'shmCreate'>('EINVAL', { size: 0, name: '' }),
      bad<'shmCreate'>('EINVAL', { size: 100 * 1024 * 1024 + 1, name: '' }),
      bad<'shmCreate'>('EINVAL', { size: 1, name: 'a\nb' }),
      bad<'shmCreate'>('EINVAL', { size: 1, name: 'n'.repeat(129) }),
      bad<'shmCreate'>('EEXIST', async ({ caller, name }) => {
        await make(caller, 1, name);
        return { size: 1, name };
      }),
      bad<'shmCreate'>('ENOMEM', async ({ caller }) => {
        await make(caller, 40 * 1024 * 1024);
        return { size: 40 * 1024 * 1024, name: '' };
      }),
    ],
  },
  shmAttach: {
    grant: 'SEND_MESSAGE',
    arrange: async ({ caller }) => ({ segment: await make(caller), readOnly: false, name: '' }),
    async verify({ caller }, { attachment, size }, { segment }) {
      expect(size).toBe(4_096);
      expect(await caller.call('shmStats', { segment })).toMatchObject({ attachments: 1, readOnlyAttachments: 0 });
      expect(await text(caller, attachment, 4)).toBe('\0\0\0\0');
    },
    bad: [
      bad<'shmAttach'>('EBADF', { segment: 12_345, readOnly: false, name: '' }),
      bad<'shmAttach'>('ENOENT', { segment: 0, readOnly: true, name: 'nobody-made-this' }),
      bad<'shmAttach'>('EBADF', async ({ caller }) => {
        // Only the right to read was kept.
        const segment = await make(caller);
        const { descriptor } = await caller.call('dup', { descriptor: segment, pid: 0, rights: [1, 4] });
        return { segment: descriptor, readOnly: false, name: '' };
      }),
      bad<'shmAttach'>('EIDRM', async ({ caller }) => {
        const segment = await make(caller);
        const { descriptor } = await caller.call('dup', { descriptor: segment, pid: 0, rights: [] });
        await caller.call('shmDestroy', { segment });
        return { segment: descriptor, readOnly: false, name: '' };
      }),
    ],
  },
  shmDetach: {
    grant: undefined,
    arrange: async (scene) => ({ attachment: (await attached(scene)).attachment }),
    async verify({ caller }, _, { attachment }) {
      await expect(text(caller, attachment, 1)).rejects.toMatchObject({ code: 'EBADF' });
    },
    bad: [
      bad<'shmDetach'>('EBADF', { attachment: 5 }),
      bad<'shmDetach'>('EINVAL', async ({ caller }) => ({ attachment: await make(caller) })),
    ],
  },
  shmWrite: {
    grant: 'SEND_MESSAGE',
    arrange: async (scene) => ({
      attachment: (await attached(scene)).attachment,
      offset: 0,
      data: Buffer.from('here'),
    }),
    async verify({ fixture, caller, name }, { written }, { attachment }) {
      expect(written).toBe(4);
      const friend = await fixture.actor(everything, { appId: name });
      const given = await caller.call('dup', { descriptor: attachment, pid: friend.pid, rights: [1] });
      expect(await text(friend, given.descriptor, 4)).toBe('here');
      const data = Buffer.from('x');
      await expect(friend.call('shmWrite', { attachment: given.descriptor, offset: 0, data })).rejects.toMatchObject({
        code: 'EBADF',
      });
    },
    bad: [
      bad<'shmWrite'>('EBADF', { attachment: 5, offset: 0, data: Buffer.from('x') }),
      bad<'shmWrite'>('EBADF', async (scene) => {
        const { attachment } = await attached(scene, true);
        return { attachment, offset: 0, data: Buffer.from('x') };
      }),
      bad<'shmWrite'>('EINVAL', async (scene) => {
        const { attachment } = await attached(scene);
        return { attachment, offset: 4_090, data: Buffer.from('beyond the end') };
      }),
      bad<'shmWrite'>('EINVAL', async (scene) => {
        const { attachment } = await attached(scene);
        return { attachment, offset: Number.MAX_SAFE_INTEGER, data: Buffer.from('x') };
      }),
      bad<'shmWrite'>('EIDRM', async (scene) => {
        const { segment, attachment } = await attached(scene);
        await scene.caller.call('shmDestroy', { segment });
        return { attachment, offset: 0, data: Buffer.from('x') };
      }),
      bad<'shmWrite'>('EMSGSIZE', async ({ caller }) => {
        const attachment = await attach(caller, await make(caller, 2 * 1024 * 1024));
        return { attachment, offset: 0, data: Buffer.alloc(1024 * 1024 + 1) };
      }),
    ],
  },
  shmRead: {
    grant: 'RECEIVE_MESSAGE',
    async arrange(scene) {
      const { attachment } = await attached(scene);
      await scene.caller.call('shmWrite', { attachment, offset: 4_090, data: Buffer.from('ending') });
      return { attachment, offset: 4_092, length: 1_000 };
    },
    verify(_, { data }) {
      expect(data.toString()).toBe('ding');
    },
    bad: [
      bad<'shmRead'>('EBADF', { attachment: 5, offset: 0, length: 1 }),
      bad<'shmRead'>('EINVAL', async (scene) => {
        const { attachment } = await attached(scene);
        return { attachment, offset: 4_097, length: 1 };
      }),
    ],
  },
  shmDestroy: {
    grant: undefined,
    async arrange(scene) {
      before.set(scene, files());
      const { segment } = await attached(scene);
      expect(files()).toBe((before.get(scene) ?? 0) + 1);
      return { segment };
    },
    verify(scene) {
      expect(files()).toBe(before.get(scene));
      expect(scene.fixture.kernel.processes.require(scene.caller.pid).memory.used).toBe(0);
    },
    bad: [
      bad<'shmDestroy'>('EBADF', { segment: 5 }),
      bad<'shmDestroy'>('EINVAL', async ({ caller }) => ({
        segment: (await caller.call('pipeCreate', { capacity: 0 })).pipe,
      })),
      bad<'shmDestroy'>('EPERM', async ({ caller }) => {
        const descriptor = await make(caller);
        return { segment: (await caller.call('dup', { descriptor, pid: 0, rights: [1, 2] })).descriptor };
      }),
    ],
  },
  shmStats: {
    grant: undefined,
    async arrange({ caller, name }) {
      const segment = await make(caller, 5_000, name);
      await attach(caller, segment);
      await attach(caller, segment, true);
      return { segment };
    },
    verify({ caller, name }, stats) {
      const counts = { attachments: 2, readOnlyAttachments: 1 };
      expect(stats).toEqual({ size: 5_000, ownerPid: caller.pid, name, ...counts });
    },
    bad: [bad<'shmStats'>('EBADF', { segment: 5 })],
  },
};
