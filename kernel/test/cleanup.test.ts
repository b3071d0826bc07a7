/** A process that holds one of everything ends, in each of the ways there are, and nothing is left of it. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { ProcessKind, QueueKind, QueuePolicy, SignalAction, SocketFamily, SocketType } from '@agentos/protocol/kernel';
import type { SyscallArgs, SyscallCase } from '@agentos/protocol/kernel-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openArgs, writeArgs } from './cases/args.ts';
import { type Actor, everything, type KernelFixture, startKernel } from './kernel-fixture.ts';
import { makeBackend, missingSandbox, readUntil, script, traces } from './real-backend.ts';

let fixture: KernelFixture;
let system: Actor;

beforeAll(async () => {
  fixture = await startKernel({ makeBackend });
  system = await fixture.actor(everything, { kind: ProcessKind.SERVICE, appId: 'system' });
});
afterAll(() => fixture[Symbol.asyncDispose]());

/** Watches that this process has with the host. */
function hostWatches(): number {
  let count = 0;
  for (const fd of readdirSync('/proc/self/fd')) {
    try {
      if (readlinkSync(`/proc/self/fd/${fd}`) !== 'anon_inode:inotify') continue;
      count += readFileSync(`/proc/self/fdinfo/${fd}`, 'latin1').split('inotify wd').length - 1;
    } catch {
      // Closed meanwhile.
    }
  }
  return count;
}

/** Mapped memfds. */
function mappedMemory(): number {
  return readFileSync('/proc/self/maps', 'latin1')
    .split('\n')
    .filter((line) => line.includes('memfd:')).length;
}

function left(own: { memory: { used: number; allocations: number } }) {
  const { kernel } = fixture;
  return {
    ...traces(),
    watches: hostWatches(),
    mapped: mappedMemory(),
    processes: kernel.processes.size,
    memory: own.memory.used,
    allocations: own.memory.allocations,
  };
}

describe.each([
  [
    'terminated',
    async (pid: number) => void (await fixture.client.terminateProcess(fixture.admin, { pid, graceMs: 1 })),
  ],
  ['killed with everything below it', (pid: number) => system.call('kill', { pid, signal: 9, tree: true })],
  ['ended by its own signal', (pid: number) => system.call('signalSend', { pid, signal: 15, group: 0 })],
])('a process that is %s', (how, end) => {
  test('leaves nothing', async () => {
    // Once before, so that what the kernel makes at first use and keeps is there.
    await oneLife(how, end, false);
    await oneLife(how, end, true);
  }, 60_000);
});

async function oneLife(how: string, end: (pid: number) => Promise<unknown>, compare: boolean): Promise<void> {
  const { client, kernel } = fixture;
  const before = left({ memory: { used: 0, allocations: 0 } });
  const created = await client.createProcess(fixture.admin, {
    name: 'holder',
    kind: ProcessKind.APP,
    appId: 'holder',
    capabilities: everything,
  });
  const { token } = created;
  const holder = await client.attach(token);
  const own = kernel.processes.require(holder.pid);
  const call = <C extends SyscallCase>(name: C, args: SyscallArgs<C>) => holder.call(name, args);

  // Files, folders, names.
  await call('writeFile', writeArgs('/tmp/file', 'x'.repeat(100_000)));
  await call('open', openArgs('/tmp/file', { write: true }));
  await call('mkdir', { path: '/home/cleanup', parents: true, mode: 0 }).catch(() => undefined);
  await call('writeFile', writeArgs('/home/cleanup/file', 'y'.repeat(8_192)));
  await call('watch', { path: '/home/cleanup', recursive: true, coalesceMs: 10 });
  await call('mmap', { path: '/home/cleanup/file', offset: 0, length: 4_096, writable: true, shared: true });
  for (let index = 0; index < 20; index++) await call('createFile', { path: `/tmp/entry-${index}`, mode: 0 });
  await call('listDirectory', { path: '/tmp', limit: 5, cursor: '', withStat: false });
  await call('setenv', { name: 'A', value: 'b', remove: false });
  // IPC, with data under way and a copy of a handle.
  const pipe = await call('pipeCreate', { capacity: 65_536 });
  await call('pipeWrite', { writeEnd: pipe.writeEnd, data: Buffer.alloc(1_000) });
  await call('dup', { descriptor: pipe.readEnd, pid: 0, rights: [] });
  const { segment } = await call('shmCreate', { size: 1_048_576, name: 'cleanup' });
  const { attachment } = await call('shmAttach', { segment, readOnly: false, name: '' });
  await call('shmWrite', { attachment, offset: 0, data: Buffer.alloc(4_096, 1) });
  const fifo = { kind: QueueKind.FIFO, capacity: 16, whenFull: QueuePolicy.BLOCK, open: false };
  const { queue } = await call('queueCreate', { ...fifo, name: 'cleanup' });
  await call('queueSend', { queue, data: Buffer.alloc(2_000), priority: 0 });
  const topic = await call('queueCreate', { ...fifo, kind: QueueKind.PUBLISH_SUBSCRIBE, name: '' });
  await call('queueSubscribe', { queue: topic.queue, capacity: 4 });
  await call('queueSend', { queue: topic.queue, data: Buffer.alloc(100), priority: 0 });
  // Sockets: one that listens, one that is connected to it, one for datagrams.
  const tcp = { family: SocketFamily.IPV4, type: SocketType.STREAM };
  const { socket } = await call('socket', tcp);
  const { bound } = await call('bind', { socket, address: { host: '127.0.0.1', port: 0 } });
  await call('listen', { socket, backlog: 4 });
  const peer = await call('socket', tcp);
  await fixture.client.updateSandbox(fixture.admin, {
    pid: holder.pid,
    capabilities: [...everything, `NETWORK_ACCESS:127.0.0.1:${bound?.port ?? 0}`],
  });
  await call('connect', { socket: peer.socket, address: bound });
  await call('accept', { socket });
  await call('socket', { family: SocketFamily.IPV4, type: SocketType.DATAGRAM });
  // The clipboard, signals, a child, a program with a daemon.
  await call('clipboardCopy', { format: 'text/plain', data: Buffer.alloc(500), alternatives: [], own: true });
  await call('clipboardSubscribe', { formats: [] });
  await call('signalRegister', { signal: 17, action: SignalAction.HANDLE });
  const child = await client.createProcess(token, { name: 'child', kind: ProcessKind.APP, capabilities: ['STANDARD'] });
  if (missingSandbox(kernel.info().host) === '') {
    const program = await call('spawn', script('setsid sleep 1000 & echo up; sleep 1000'));
    await readUntil(holder, program.stdout, 'up');
  }
  const quiet = await call('pipeCreate', { capacity: 4_096 });
  // Work under way: by the ring, as a task, a stream of events, a batch.
  const pending = [
    call('sleep', { durationMs: 600_000 }),
    call('signalWait', { signals: [10] }),
    call('wait', { pid: child.pid, options: 0 }),
    call('accept', { socket }),
    call('read', { descriptor: pipe.readEnd, length: 10 }).then(() =>
      call('read', { descriptor: pipe.readEnd, length: 2_000 }),
    ),
    drain(client.streamEvents(token, { fromSequence: 0, follow: true })),
    drain(client.streamRead(token, { descriptor: quiet.readEnd })),
  ].map((one) => one.catch(() => undefined));
  await client.executeAsync(token, 'sleep', { durationMs: 600_000 });
  // A file that was going to be replaced, and never will be.
  const writer = client.streamWrite(token, { path: '/home/cleanup/file', replace: true });
  await writer.write(Buffer.alloc(10_000)).catch(() => undefined);
  await expect.poll(() => readdirSync(join(fixture.home, 'home/cleanup')).length).toBe(2);
  await expect.poll(() => own.pending).toBeGreaterThanOrEqual(7);
  expect(own.memory.used).toBeGreaterThan(1_000_000);
  expect(own.handles.size).toBeGreaterThanOrEqual(15);
  expect(left(own).descriptors.length).toBeGreaterThan(before.descriptors.length);
  expect(hostWatches()).toBeGreaterThan(before.watches);

  await end(holder.pid);
  if (how.startsWith('ended')) {
    // What was below it has gone to the process above, the kernel, and is found by its app.
    const { processes } = await system.call('processList', { parentPid: 1 });
    for (const { pid, appId } of processes) {
      if (appId === 'holder') await client.terminateProcess(fixture.admin, { pid, graceMs: 1 });
    }
  }
  await Promise.all(pending);
  holder.detach();
  if (compare) await expect.poll(() => left(own), { timeout: 10_000 }).toEqual(before);
  await expect.poll(() => readdirSync(join(fixture.home, 'home/cleanup'))).toEqual(['file']);
  expect([own.state, own.ledger.size, own.handles.size, own.pending, own.payload, own.children.size]).toEqual([
    'dead',
    0,
    0,
    0,
    0,
    0,
  ]);
}

async function drain(items: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of items);
}
