/** Trials of queues: messages from one process to another, with the sender as the kernel knows it. */
import { QueueKind, QueuePolicy } from '@agentos/protocol/kernel';
import type { SyscallArgs } from '@agentos/protocol/kernel-client';
import { expect } from 'vitest';
import { type Actor, everything } from '../kernel-fixture.ts';
import { bad, type Scene, type Trials } from './case.ts';

const queueArgs = (more: Partial<SyscallArgs<'queueCreate'>> = {}): SyscallArgs<'queueCreate'> => ({
  kind: QueueKind.FIFO,
  capacity: 0,
  whenFull: QueuePolicy.REFUSE,
  name: '',
  open: false,
  ...more,
});
const make = async (actor: Actor, more: Partial<SyscallArgs<'queueCreate'>> = {}) =>
  (await actor.call('queueCreate', queueArgs(more))).queue;
const send = (actor: Actor, queue: number, text: string, priority = 0) =>
  actor.call('queueSend', { queue, data: Buffer.from(text), priority });
const receive = (actor: Actor, queue: number, subscription = 0) => actor.call('queueReceive', { queue, subscription });
/** A process of the caller's app, and its handle on the queue of that name. */
async function friend({ fixture, name }: Scene, queueName: string) {
  const actor = await fixture.actor(everything, { appId: name });
  return { actor, queue: await make(actor, { name: queueName, open: true }) };
}
const published = { kind: QueueKind.PUBLISH_SUBSCRIBE };
async function nonBlocking(actor: Actor, descriptor: number): Promise<number> {
  await actor.call('fcntl', { descriptor, command: 'setfl', argument: 0o4000 });
  return descriptor;
}

export const queueTrials: Trials<
  | 'queueCreate'
  | 'queueSend'
  | 'queueReceive'
  | 'queueSubscribe'
  | 'queueUnsubscribe'
  | 'queueClose'
  | 'queueDestroy'
  | 'queueStats'
> = {
  queueCreate: {
    grant: 'SEND_MESSAGE',
    arrange: ({ name }) => queueArgs({ kind: QueueKind.PRIORITY, name }),
    async verify(scene, { queue }) {
      await send(scene.caller, queue, 'low', 1);
      await send(scene.caller, queue, 'high', 9);
      const other = await friend(scene, scene.name);
      expect((await receive(other.actor, other.queue)).data.toString()).toBe('high');
      const stranger = await scene.other();
      await expect(make(stranger, { name: scene.name, open: true })).rejects.toMatchObject({ code: 'ENOENT' });
    },
    bad: [
      bad<'queueCreate'>('EINVAL', queueArgs({ kind: QueueKind.UNSPECIFIED })),
      bad<'queueCreate'>('EINVAL', queueArgs({ capacity: 100_001 })),
      bad<'queueCreate'>('EINVAL', queueArgs({ name: 'n\u0000' })),
      bad<'queueCreate'>('ENOENT', queueArgs({ name: 'nobody-made-this', open: true })),
      bad<'queueCreate'>('EEXIST', async ({ caller, name }) => {
        await make(caller, { name });
        return queueArgs({ name });
      }),
    ],
  },
  queueSend: {
    grant: 'SEND_MESSAGE',
    arrange: async ({ caller, name }) => ({
      queue: await make(caller, { name }),
      data: Buffer.from('a message'),
      priority: 3,
    }),
    async verify(scene, { messageId }) {
      const other = await friend(scene, scene.name);
      const { data, ...message } = await receive(other.actor, other.queue);
      expect(data.toString()).toBe('a message');
      expect(message).toEqual({ messageId, priority: 3, senderPid: scene.caller.pid });
    },
    bad: [
      bad<'queueSend'>('EBADF', { queue: 5, data: Buffer.from('x'), priority: 0 }),
      bad<'queueSend'>('EMSGSIZE', async ({ caller }) => ({
        queue: await make(caller),
        data: Buffer.alloc(1024 * 1024 + 1),
        priority: 0,
      })),
      bad<'queueSend'>('EAGAIN', async ({ caller }) => {
        const queue = await make(caller, { capacity: 1 });
        await send(caller, queue, 'fills it');
        return { queue, data: Buffer.from('x'), priority: 0 };
      }),
      bad<'queueSend'>('EPIPE', async ({ caller }) => {
        const queue = await make(caller);
        await caller.call('queueClose', { queue });
        return { queue, data: Buffer.from('x'), priority: 0 };
      }),
      bad<'queueSend'>('EBADF', async ({ caller }) => {
        const descriptor = await make(caller);
        const read = await caller.call('dup', { descriptor, pid: 0, rights: [1] });
        return { queue: read.descriptor, data: Buffer.from('x'), priority: 0 };
      }),
      bad<'queueSend'>('ENOMEM', async ({ fixture, name }) => {
        const small = await fixture.actor(everything, { appId: name, limits: { kernelBytes: 10_000 } });
        const descriptor = await make(small);
        // The sender's own memory does not help: the message counts as that of the queue's maker.
        const [caller] = [...fixture.kernel.processes.all()].filter((one) => one.appId === name);
        const { descriptor: queue } = await small.call('dup', { descriptor, pid: caller?.pid ?? 0, rights: [] });
        return { queue, data: Buffer.alloc(20_000), priority: 0 };
      }),
    ],
  },
  queueReceive: {
    grant: 'RECEIVE_MESSAGE',
    async arrange({ caller }) {
      const queue = await make(caller);
      await send(caller, queue, 'first');
      await send(caller, queue, 'second');
      return { queue, subscription: 0 };
    },
    async verify({ caller }, { data, messageId }, { queue }) {
      expect({ text: data.toString(), messageId }).toEqual({ text: 'first', messageId: 1 });
      expect(await caller.call('queueStats', { queue })).toMatchObject({ length: 1, received: 1, bytes: 6 });
    },
    bad: [
      bad<'queueReceive'>('EBADF', { queue: 5, subscription: 0 }),
      bad<'queueReceive'>('EBADF', { queue: 0, subscription: 0 }),
      bad<'queueReceive'>('EAGAIN', async ({ caller }) => ({
        queue: await nonBlocking(caller, await make(caller)),
        subscription: 0,
      })),
      bad<'queueReceive'>('EINVAL', async ({ caller }) => ({ queue: await make(caller, published), subscription: 0 })),
      bad<'queueReceive'>('EINVAL', async ({ caller }) => {
        const one = await make(caller, published);
        const { subscription } = await caller.call('queueSubscribe', { queue: one, capacity: 0 });
        return { queue: await make(caller, published), subscription };
      }),
    ],
  },
  queueSubscribe: {
    grant: 'RECEIVE_MESSAGE',
    arrange: async ({ caller, name }) => ({ queue: await make(caller, { ...published, name }), capacity: 2 }),
    async verify(scene, { subscription }) {
      const other = await friend(scene, scene.name);
      const theirs = await other.actor.call('queueSubscribe', { queue: other.queue, capacity: 0 });
      await send(other.actor, other.queue, 'to everybody');
      expect((await receive(scene.caller, 0, subscription)).data.toString()).toBe('to everybody');
      expect((await receive(other.actor, other.queue, theirs.subscription)).data.toString()).toBe('to everybody');
    },
    bad: [
      bad<'queueSubscribe'>('EBADF', { queue: 5, capacity: 0 }),
      bad<'queueSubscribe'>('EINVAL', async ({ caller }) => ({ queue: await make(caller), capacity: 0 })),
      bad<'queueSubscribe'>('EINVAL', async ({ caller }) => ({
        queue: await make(caller, published),
        capacity: 100_001,
      })),
    ],
  },
  queueUnsubscribe: {
    grant: undefined,
    async arrange({ caller, name }) {
      const queue = await make(caller, { ...published, name });
      const { subscription } = await caller.call('queueSubscribe', { queue, capacity: 0 });
      await send(caller, queue, 'nobody will get this');
      return { subscription };
    },
    async verify(scene) {
      const other = await friend(scene, scene.name);
      const stats = await other.actor.call('queueStats', { queue: other.queue });
      expect(stats).toMatchObject({ subscribers: 0, bytes: 0, length: 0, sent: 1, received: 0 });
      expect(scene.fixture.kernel.processes.require(scene.caller.pid).memory.used).toBe(0);
    },
    bad: [
      bad<'queueUnsubscribe'>('EBADF', { subscription: 5 }),
      bad<'queueUnsubscribe'>('EINVAL', async ({ caller }) => ({ subscription: await make(caller) })),
    ],
  },
  queueClose: {
    grant: undefined,
    async arrange({ caller }) {
      const queue = await make(caller);
      await send(caller, queue, 'last');
      return { queue };
    },
    async verify({ caller }, _, { queue }) {
      await expect(send(caller, queue, 'too late')).rejects.toMatchObject({ code: 'EPIPE' });
      expect((await receive(caller, queue)).data.toString()).toBe('last');
      await expect(receive(caller, queue)).rejects.toMatchObject({ code: 'EPIPE' });
    },
    bad: [
      bad<'queueClose'>('EBADF', { queue: 5 }),
      bad<'queueClose'>('EPERM', async ({ caller }) => {
        const descriptor = await make(caller);
        return { queue: (await caller.call('dup', { descriptor, pid: 0, rights: [1, 2] })).descriptor };
      }),
    ],
  },
  queueDestroy: {
    grant: undefined,
    async arrange({ caller, name }) {
      const queue = await make(caller, { name });
      await send(caller, queue, 'gone');
      return { queue };
    },
    async verify(scene) {
      await expect(friend(scene, scene.name)).rejects.toMatchObject({ code: 'ENOENT' });
      expect(scene.fixture.kernel.processes.require(scene.caller.pid).memory.used).toBe(0);
    },
    bad: [
      bad<'queueDestroy'>('EBADF', { queue: 5 }),
      bad<'queueDestroy'>('EPERM', async ({ caller }) => {
        const descriptor = await make(caller);
        return { queue: (await caller.call('dup', { descriptor, pid: 0, rights: [1, 2] })).descriptor };
      }),
    ],
  },
  queueStats: {
    grant: undefined,
    async arrange({ caller, name }) {
      const queue = await make(caller, { capacity: 2, whenFull: QueuePolicy.DROP_OLDEST, name });
      for (const text of ['a', 'bb', 'ccc']) await send(caller, queue, text);
      return { queue };
    },
    verify({ caller, name }, stats) {
      expect(stats).toEqual({
        kind: QueueKind.FIFO,
        length: 2,
        capacity: 2,
        sent: 3,
        received: 0,
        dropped: 1,
        subscribers: 0,
        whenFull: QueuePolicy.DROP_OLDEST,
        closed: false,
        name,
        bytes: 5,
        ownerPid: caller.pid,
      });
    },
    bad: [bad<'queueStats'>('EBADF', { queue: 5 })],
  },
};
