/** Trials of pipes: what one process writes another one reads. */

import { expect } from 'vitest';
import { allRights } from '../../src/descriptors/kernel-object.ts';
import { type Actor, everything } from '../kernel-fixture.ts';
import { bad, type Scene, type Trials } from './case.ts';

const make = (actor: Actor, capacity = 0) => actor.call('pipeCreate', { capacity });
/** The other process of the caller's app, with a duplicate of a handle. */
async function second({ fixture, name, caller }: Scene, descriptor: number) {
  const actor = await fixture.actor(everything, { appId: name });
  const given = await caller.call('dup', { descriptor, pid: actor.pid, rights: [] });
  return { actor, descriptor: given.descriptor };
}
const ends = new WeakMap<Scene, Awaited<ReturnType<typeof make>>>();
async function made(scene: Scene, text = '') {
  const pipe = await make(scene.caller);
  ends.set(scene, pipe);
  if (text !== '') await scene.caller.call('pipeWrite', { writeEnd: pipe.writeEnd, data: Buffer.from(text) });
  return pipe;
}
function of(scene: Scene) {
  const pipe = ends.get(scene);
  if (pipe === undefined) throw new Error('no pipe was made in this scene');
  return pipe;
}

export const pipeTrials: Trials<'pipeCreate' | 'pipeWrite' | 'pipeRead' | 'pipeClose' | 'pipeDestroy' | 'pipeStats'> = {
  pipeCreate: {
    grant: 'SEND_MESSAGE',
    arrange: () => ({ capacity: 8_192 }),
    async verify(scene, { pipe, readEnd, writeEnd }) {
      const { caller } = scene;
      const reader = await second(scene, readEnd);
      await caller.call('write', { descriptor: writeEnd, data: Buffer.from('across') });
      const { data } = await reader.actor.call('read', { descriptor: reader.descriptor, length: 0 });
      expect(data.toString()).toBe('across');
      expect(await caller.call('pipeStats', { pipe })).toMatchObject({ capacity: 8_192, read: 6, written: 6 });
      const { value } = await caller.call('fcntl', { descriptor: readEnd, command: 'getrights', argument: 0 });
      expect(value & allRights).toBe(value);
    },
    bad: [
      bad<'pipeCreate'>('EINVAL', { capacity: 100 }),
      bad<'pipeCreate'>('EINVAL', { capacity: 4_294_967_295 }),
      bad<'pipeCreate'>('EMFILE', async ({ fixture, caller }) => {
        for (;;) {
          const made = await make(caller).catch(() => undefined);
          if (made === undefined) break;
        }
        // Nothing of the one that did not fit is left.
        const { stats } = await fixture.client.executeUnary(caller.token, 'processStats', { pid: 0 });
        expect((stats?.descriptors ?? 0) % 3).toBe(0);
        return { capacity: 0 };
      }),
    ],
  },
  pipeWrite: {
    grant: 'SEND_MESSAGE',
    arrange: async (scene) => ({ writeEnd: (await made(scene)).writeEnd, data: Buffer.from('written') }),
    async verify(scene, { written }) {
      expect(written).toBe(7);
      const reader = await second(scene, of(scene).readEnd);
      const { data } = await reader.actor.call('pipeRead', { readEnd: reader.descriptor, length: 100 });
      expect(data.toString()).toBe('written');
    },
    bad: [
      bad<'pipeWrite'>('EBADF', { writeEnd: 77, data: Buffer.from('x') }),
      bad<'pipeWrite'>('EBADF', async (scene) => {
        // A handle of another process.
        const { writeEnd } = await make(await scene.other());
        return { writeEnd, data: Buffer.from('x') };
      }),
      bad<'pipeWrite'>('EINVAL', async ({ caller }) => {
        const queue = { kind: 1, capacity: 0, whenFull: 1, name: '', open: false } as const;
        return { writeEnd: (await caller.call('queueCreate', queue)).queue, data: Buffer.from('x') };
      }),
      bad<'pipeWrite'>('EBADF', async (scene) => ({ writeEnd: (await made(scene)).readEnd, data: Buffer.from('x') })),
      bad<'pipeWrite'>('EPIPE', async (scene) => {
        const { readEnd, writeEnd } = await made(scene);
        await scene.caller.call('pipeClose', { end: readEnd });
        return { writeEnd, data: Buffer.from('x') };
      }),
      bad<'pipeWrite'>('EIDRM', async (scene) => {
        const { pipe, writeEnd } = await made(scene);
        await scene.caller.call('pipeDestroy', { pipe });
        return { writeEnd, data: Buffer.from('x') };
      }),
      bad<'pipeWrite'>('EMSGSIZE', async (scene) => ({
        writeEnd: (await made(scene)).writeEnd,
        data: Buffer.alloc(1024 * 1024 + 1),
      })),
    ],
  },
  pipeRead: {
    grant: 'RECEIVE_MESSAGE',
    arrange: async (scene) => ({ readEnd: (await made(scene, 'to be read')).readEnd, length: 5 }),
    async verify(scene, { data, endOfFile }) {
      expect({ text: data.toString(), endOfFile }).toEqual({ text: 'to be', endOfFile: false });
      const { readEnd, writeEnd } = of(scene);
      const { caller } = scene;
      await caller.call('pipeClose', { end: writeEnd });
      expect((await caller.call('pipeRead', { readEnd, length: 0 })).data.toString()).toBe(' read');
      expect(await caller.call('pipeRead', { readEnd, length: 0 })).toMatchObject({ endOfFile: true });
    },
    bad: [
      bad<'pipeRead'>('EBADF', { readEnd: 0, length: 1 }),
      bad<'pipeRead'>('EBADF', async (scene) => ({ readEnd: (await made(scene)).writeEnd, length: 1 })),
      bad<'pipeRead'>('EAGAIN', async (scene) => {
        const { readEnd } = await made(scene);
        await scene.caller.call('fcntl', { descriptor: readEnd, command: 'setfl', argument: 0o4000 });
        return { readEnd, length: 1 };
      }),
    ],
  },
  pipeClose: {
    grant: undefined,
    arrange: async (scene) => ({ end: (await made(scene)).writeEnd }),
    async verify(scene, _, { end }) {
      const { readEnd } = of(scene);
      expect(await scene.caller.call('read', { descriptor: readEnd, length: 1 })).toMatchObject({ endOfFile: true });
      await expect(scene.caller.call('write', { descriptor: end, data: Buffer.from('x') })).rejects.toMatchObject({
        code: 'EBADF',
      });
    },
    bad: [
      bad<'pipeClose'>('EBADF', { end: 9_999 }),
      bad<'pipeClose'>('EINVAL', async (scene) => ({ end: (await made(scene)).pipe })),
    ],
  },
  pipeDestroy: {
    grant: undefined,
    arrange: async (scene) => ({ pipe: (await made(scene, 'lost')).pipe }),
    async verify(scene) {
      const { readEnd } = of(scene);
      await expect(scene.caller.call('read', { descriptor: readEnd, length: 0 })).rejects.toMatchObject({
        code: 'EIDRM',
      });
      const process = scene.fixture.kernel.processes.require(scene.caller.pid);
      expect(process.memory.used).toBe(0);
    },
    bad: [
      bad<'pipeDestroy'>('EBADF', { pipe: 4 }),
      bad<'pipeDestroy'>('EINVAL', async (scene) => ({ pipe: (await made(scene)).readEnd })),
      bad<'pipeDestroy'>('EPERM', async (scene) => {
        const { pipe } = await made(scene);
        const { descriptor } = await scene.caller.call('dup', { descriptor: pipe, pid: 0, rights: [1, 2, 4] });
        return { pipe: descriptor };
      }),
    ],
  },
  pipeStats: {
    grant: undefined,
    arrange: async (scene) => ({ pipe: (await made(scene, 'twelve bytes')).pipe }),
    verify(_, stats) {
      const open = { readerOpen: true, writerOpen: true };
      expect(stats).toEqual({ capacity: 65_536, buffered: 12, read: 0, written: 12, ...open });
    },
    bad: [
      bad<'pipeStats'>('EBADF', { pipe: 3 }),
      bad<'pipeStats'>('EINVAL', async (scene) => ({ pipe: (await made(scene)).writeEnd })),
    ],
  },
};
