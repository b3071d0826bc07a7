/** Pipes, shared memory, mappings and queues through gRPC: between processes, and when one of them goes. */
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HandleRight, QueueKind, QueuePolicy } from '@agentos/protocol/kernel';
import type { SyscallArgs } from '@agentos/protocol/kernel-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { spawnArgs } from './cases/args.ts';
import { type Actor, everything, type KernelFixture, startKernel } from './kernel-fixture.ts';

let fixture: KernelFixture;
let parent: Actor;
let child: Actor;
let count = 0;
beforeAll(async () => {
  fixture = await startKernel();
});
afterAll(() => fixture[Symbol.asyncDispose]());

/** An app with a child process of another app below it. */
async function family() {
  parent = await fixture.actor(everything, { appId: `parent-${++count}` });
  child = await fixture.actor(everything, { appId: `child-${count}`, parentPid: parent.pid });
}
const end = (actor: Actor) => fixture.client.terminateProcess(fixture.admin, { pid: actor.pid });
/** Without those below it. */
const endAlone = (actor: Actor) => {
  const { processes } = fixture.kernel;
  const process = processes.require(actor.pid);
  return processes.end(process, { code: -1, signal: 9 }, process.trace);
};
const pass = async (descriptor: number, rights: HandleRight[] = []) =>
  (await parent.call('dup', { descriptor, pid: child.pid, rights })).descriptor;
const queueArgs = (more: Partial<SyscallArgs<'queueCreate'>> = {}): SyscallArgs<'queueCreate'> => ({
  kind: QueueKind.FIFO,
  capacity: 0,
  whenFull: QueuePolicy.BLOCK,
  name: '',
  open: false,
  ...more,
});
const memoryOf = (actor: Actor) => fixture.kernel.processes.require(actor.pid).memory.used;
/** Once the calls of this process that were sent have reached the kernel and wait there. */
const waits = async (actor: Actor) => {
  const process = fixture.kernel.processes.require(actor.pid);
  while (process.pending === 0) await new Promise((resolve) => setImmediate(resolve));
};

describe('handles of others', () => {
  test('a parent passes a pipe end to its child, which reads what the parent writes', async () => {
    await family();
    const { readEnd, writeEnd } = await parent.call('pipeCreate', { capacity: 0 });
    const given = await pass(readEnd);
    await parent.call('close', { descriptor: readEnd });
    const waiting = child.call('read', { descriptor: given, length: 0 });
    await parent.call('write', { descriptor: writeEnd, data: Buffer.from('for the child') });
    expect((await waiting).data.toString()).toBe('for the child');
    await expect(child.call('write', { descriptor: given, data: Buffer.from('x') })).rejects.toMatchObject({
      code: 'EBADF',
    });
    await endAlone(parent);
    expect(await child.call('pipeRead', { readEnd: given, length: 0 })).toMatchObject({ endOfFile: true });
  });

  test('a handle that is taken back ends the call that waits on it, and gives nothing more', async () => {
    await family();
    const { readEnd, writeEnd } = await parent.call('pipeCreate', { capacity: 0 });
    const { queue } = await parent.call('queueCreate', queueArgs());
    const calls = [
      child.call('pipeRead', { readEnd: await pass(readEnd), length: 0 }),
      child.call('read', { descriptor: await pass(readEnd), length: 0 }),
      child.call('queueReceive', { queue: await pass(queue), subscription: 0 }),
    ].map((call) => call.catch((error: { code: string }) => error.code));
    await waits(child);
    for (const descriptor of [readEnd, queue]) {
      const { value } = await parent.call('fcntl', { descriptor, command: 'revoke', argument: 0 });
      expect(value).toBe(descriptor === readEnd ? 2 : 1);
    }
    expect(await Promise.all(calls)).toEqual(['EBADF', 'EBADF', 'EBADF']);
    await parent.call('pipeWrite', { writeEnd, data: Buffer.from('kept') });
    expect((await parent.call('pipeRead', { readEnd, length: 0 })).data.toString()).toBe('kept');
  });

  test('a handle with the right to read alone sends nothing, and no handle gives back what it lost', async () => {
    await family();
    const { queue } = await parent.call('queueCreate', queueArgs());
    const { segment } = await parent.call('shmCreate', { size: 4_096, name: '' });
    const receiver = await pass(queue, [1, 4, 5]);
    const reader = await pass(segment, [1, 4, 5]);
    const send = child.call('queueSend', { queue: receiver, data: Buffer.from('x'), priority: 0 });
    await expect(send).rejects.toMatchObject({ code: 'EBADF' });
    const again = await child.call('dup', { descriptor: reader, pid: 0, rights: [1, 2, 3] });
    const attach = child.call('shmAttach', { segment: again.descriptor, readOnly: false, name: '' });
    await expect(attach).rejects.toMatchObject({ code: 'EBADF' });
    await expect(child.call('shmDestroy', { segment: reader })).rejects.toMatchObject({ code: 'EPERM' });
    await expect(child.call('queueClose', { queue: receiver })).rejects.toMatchObject({ code: 'EPERM' });
  });

  test('a handle gives a program no more than it allows itself', async () => {
    await family();
    const { readEnd, writeEnd } = await parent.call('pipeCreate', { capacity: 0 });
    const { segment } = await parent.call('shmCreate', { size: 4_096, name: '' });
    const none = [HandleRight.TRANSFER];
    for (const [handle, rights] of [
      [readEnd, none],
      [writeEnd, none],
      [segment, none],
      [segment, [HandleRight.TRANSFER, HandleRight.WRITE]],
    ] as const) {
      const given = await pass(handle, [...rights]);
      const spawn = child.call('spawn', spawnArgs({ handles: [{ handle: given, descriptor: 3 }] }));
      await expect(spawn, `rights ${rights.join()}`).rejects.toMatchObject({ code: 'EBADF' });
    }
    const whole = await pass(readEnd);
    await child.call('spawn', spawnArgs({ handles: [{ handle: whole, descriptor: 3 }] }));
    expect(fixture.host.launched).toHaveLength(1);
  });

  test('a mapping is not passed on', async () => {
    await family();
    writeFileSync(join(fixture.home, 'home', 'own'), 'mine');
    const { mapping } = await parent.call('mmap', {
      path: '/home/own',
      offset: 0,
      length: 0,
      writable: false,
      shared: true,
    });
    await expect(pass(mapping)).rejects.toMatchObject({ code: 'EPERM' });
  });
});

describe('ends', () => {
  test('what a process made is gone with it, and who waits on it is told', async () => {
    await family();
    const { queue } = await parent.call('queueCreate', queueArgs({ name: 'jobs' }));
    const { segment } = await parent.call('shmCreate', { size: 1_000, name: 'pages' });
    const { readEnd, writeEnd } = await parent.call('pipeCreate', { capacity: 4_096 });
    await parent.call('pipeWrite', { writeEnd, data: Buffer.alloc(4_096) });
    const { attachment } = await child.call('shmAttach', { segment: 0, readOnly: true, name: 'pages' });
    const calls = [
      child.call('queueReceive', { queue: await pass(queue), subscription: 0 }),
      child.call('pipeWrite', { writeEnd: await pass(writeEnd), data: Buffer.from('x') }),
    ].map((call) => call.catch((error: { code: string }) => error.code));
    await waits(child);
    await parent.call('close', { descriptor: segment });
    await parent.call('close', { descriptor: readEnd });
    const released = await endAlone(parent);
    expect(await Promise.all(calls)).toEqual(['EIDRM', 'EPIPE']);
    expect(released.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['pipe', 'pipe writer', 'queue', 'segment']),
    );
    await expect(child.call('shmRead', { attachment, offset: 0, length: 1 })).rejects.toMatchObject({ code: 'EIDRM' });
    const reopened = child.call('queueCreate', queueArgs({ name: 'jobs', open: true }));
    await expect(reopened).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('a deadline and a cancellation end a wait, and the message goes to the next one', async () => {
    await family();
    const { queue } = await parent.call('queueCreate', queueArgs());
    const receive = (more: { deadlineMs?: number; signal?: AbortSignal }) =>
      parent.call('queueReceive', { queue, subscription: 0 }, more);
    await expect(receive({ deadlineMs: 20 })).rejects.toMatchObject({ code: 'ETIMEDOUT' });
    const stop = new AbortController();
    const cancelled = receive({ signal: stop.signal });
    const next = receive({});
    await waits(parent);
    stop.abort();
    await expect(cancelled).rejects.toBeDefined();
    await parent.call('queueSend', { queue, data: Buffer.from('kept'), priority: 0 });
    expect((await next).data.toString()).toBe('kept');
  });

  test('closing the own handle ends the own waiting call', async () => {
    await family();
    const { readEnd } = await parent.call('pipeCreate', { capacity: 0 });
    const waiting = parent.call('pipeRead', { readEnd, length: 0 });
    const outcome = waiting.catch((error: { code: string }) => error.code);
    await waits(parent);
    await parent.call('pipeClose', { end: readEnd });
    expect(await outcome).toBe('EBADF');
  });

  test('twenty short lives leave no memory, no name and no descriptor behind', async () => {
    await family();
    const before = memoryOf(parent);
    for (let life = 0; life < 20; life++) {
      const actor = await fixture.actor(everything, { appId: 'short', parentPid: parent.pid });
      const { writeEnd } = await actor.call('pipeCreate', { capacity: 0 });
      const { segment } = await actor.call('shmCreate', { size: 100_000, name: 'same' });
      const { queue } = await actor.call('queueCreate', queueArgs({ name: 'same', kind: QueueKind.PUBLISH_SUBSCRIBE }));
      await actor.call('queueSubscribe', { queue, capacity: 0 });
      await actor.call('shmAttach', { segment, readOnly: false, name: '' });
      await actor.call('queueSend', { queue, data: Buffer.alloc(500), priority: 0 });
      await actor.call('pipeWrite', { writeEnd, data: Buffer.alloc(500) });
      await actor.call('dup', { descriptor: writeEnd, pid: parent.pid, rights: [] }).catch(() => undefined);
      const process = fixture.kernel.processes.require(actor.pid);
      await end(actor);
      expect({ used: process.memory.used, handles: process.handles.size, held: process.ledger.size }).toEqual({
        used: 0,
        handles: 0,
        held: 0,
      });
    }
    expect(memoryOf(parent)).toBe(before);
  });
});

describe('poll', () => {
  test('tells when a pipe or a queue can be used, and when the other side is gone', async () => {
    await family();
    const { readEnd, writeEnd } = await parent.call('pipeCreate', { capacity: 4_096 });
    const { queue } = await parent.call('queueCreate', queueArgs({ capacity: 1 }));
    const { queue: news } = await parent.call('queueCreate', queueArgs({ kind: QueueKind.PUBLISH_SUBSCRIBE }));
    const { subscription } = await parent.call('queueSubscribe', { queue: news, capacity: 0 });
    const poll = async (timeoutMs: number) => {
      const entries = [readEnd, writeEnd, queue, subscription].map((descriptor) => {
        return { descriptor, readable: true, writable: descriptor === writeEnd || descriptor === queue, hungUp: false };
      });
      const { ready } = await parent.call('poll', { entries, timeoutMs });
      const name = new Map([readEnd, writeEnd, queue, subscription].map((one, at) => [one, 'rwqs'[at]]));
      return ready.map((one) => `${name.get(one.descriptor)}${one.readable ? ' in' : ''}${one.writable ? ' out' : ''}`);
    };
    expect(await poll(0)).toEqual(['w out', 'q out']);
    await parent.call('pipeWrite', { writeEnd, data: Buffer.alloc(1) });
    await parent.call('queueSend', { queue, data: Buffer.alloc(1), priority: 0 });
    await parent.call('queueSend', { queue: news, data: Buffer.alloc(1), priority: 0 });
    expect(await poll(0)).toEqual(['r in', 'q in', 's in']);
    await parent.call('pipeRead', { readEnd, length: 0 });
    await parent.call('queueReceive', { queue, subscription: 0 });
    await parent.call('queueReceive', { queue: 0, subscription });
    const entries = [{ descriptor: subscription, readable: true, writable: false, hungUp: false }];
    const waiting = parent.call('poll', { entries, timeoutMs: 60_000 });
    await waits(parent);
    await parent.call('queueSend', { queue: news, data: Buffer.alloc(1), priority: 0 });
    expect((await waiting).ready).toMatchObject([{ descriptor: subscription, readable: true }]);
  });
});

describe('mapped files', () => {
  const map = async (path: string, shared: boolean, writable = true) =>
    (await parent.call('mmap', { path, offset: 0, length: 0, writable, shared })).mapping;
  const host = (name: string) => join(fixture.home, 'home', name);

  test('a right that is taken away is gone for what is mapped', async () => {
    await family();
    writeFileSync(host('secret'), 'secret');
    const mapping = await map('/home/secret', true);
    const capabilities = everything.filter((one) => one !== 'WRITE_FILE');
    await fixture.client.updateSandbox(fixture.admin, { pid: parent.pid, capabilities });
    const write = { mapping, offset: 0, data: Buffer.from('x') };
    await expect(parent.call('mmapWrite', write)).rejects.toMatchObject({ code: 'EACCES' });
    await fixture.client.updateSandbox(fixture.admin, { pid: parent.pid, capabilities: ['STANDARD'] });
    const read = parent.call('mmapRead', { mapping, offset: 0, length: 0 });
    await expect(read).rejects.toMatchObject({ code: 'EACCES' });
    await expect(parent.call('msync', { mapping })).rejects.toMatchObject({ code: 'EACCES' });
  });

  test('a private mapping keeps its own pages over a file that others change', async () => {
    await family();
    writeFileSync(host('book'), Buffer.alloc(20_000, 'a'));
    const mapping = await map('/home/book', false);
    const text = async (offset: number, length: number) =>
      (await parent.call('mmapRead', { mapping, offset, length })).data.toString();
    await parent.call('mmapWrite', { mapping, offset: 4_090, data: Buffer.from('0123456789') });
    expect(memoryOf(parent)).toBe(8_192);
    writeFileSync(host('book'), Buffer.alloc(20_000, 'b'), { flag: 'r+' });
    expect(await text(4_088, 14)).toBe('aa0123456789aa');
    expect(await text(8_190, 4)).toBe('aabb');
    truncateSync(host('book'), 100);
    expect(await text(0, 3)).toBe('aaa');
    expect((await parent.call('mmapRead', { mapping, offset: 0, length: 0 })).data.length).toBe(8_192);
    expect(await text(12_000, 10)).toBe('');
    await parent.call('munmap', { mapping });
    expect(memoryOf(parent)).toBe(0);
  });

  test('shared mappings and the file are one', async () => {
    await family();
    writeFileSync(host('both'), 'one file');
    const [first, second] = [await map('/home/both', true), await map('/home/both', true, false)];
    await parent.call('mmapWrite', { mapping: first, offset: 4, data: Buffer.from('TEXT') });
    expect((await parent.call('mmapRead', { mapping: second, offset: 0, length: 0 })).data.toString()).toBe('one TEXT');
    await expect(
      parent.call('mmapWrite', { mapping: second, offset: 0, data: Buffer.from('x') }),
    ).rejects.toMatchObject({ code: 'EBADF' });
  });
});

test('writes whose deadlines pass together: what was told to be late was not written', async () => {
  await family();
  for (let round = 0; round < 10; round++) {
    const { readEnd, writeEnd } = await parent.call('pipeCreate', { capacity: 4_096 });
    await parent.call('write', { descriptor: writeEnd, data: Buffer.alloc(4_000) });
    // None of the long ones finds room; each of the short ones would, were nobody in front.
    const lengths = [4_096, 1, 4_096, 1, 4_096, 1];
    const written = await Promise.all(
      lengths.map(async (length) => {
        const args = { descriptor: writeEnd, data: Buffer.alloc(length) };
        return await parent.call('write', args, { deadlineMs: 5 }).then(
          (result) => result.written,
          () => 0,
        );
      }),
    );
    const { data } = await parent.call('read', { descriptor: readEnd, length: 4_096 });
    expect(data.length).toBe(4_000 + written.reduce((sum, bytes) => sum + bytes, 0));
  }
});
