/**
 * The stress table: eight clients in four host processes, each on a connection of its own. Every count is exact, by what
 * the clients saw and by what the kernel counted, and nothing is left afterwards.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ProcessKind, QueueKind, QueuePolicy } from '@agentos/protocol/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Actor, everything, type KernelFixture, startKernel } from './kernel-fixture.ts';
import { hostCapabilities, makeBackend, missingSandbox } from './real-backend.ts';
import type { Answer, Introduction } from './stress/clients.ts';
import { clientCount, type JobName, namedQueue, sharedSegment, slotBytes } from './stress/jobs.ts';

const hostProcesses = 4;
const longest = 300_000;
const skipped = missingSandbox(await hostCapabilities());

let fixture: KernelFixture;
let owner: Actor;
const children: ChildProcess[] = [];
const tokens: string[] = [];

beforeAll(async () => {
  fixture = await startKernel({ makeBackend });
  const limits = { descriptors: 4_096, processes: 2_000 };
  for (let index = 0; index < clientCount; index++) {
    tokens.push((await fixture.actor(everything, { appId: 'stress', kind: ProcessKind.APP, limits })).token);
  }
  owner = await fixture.actor(everything, { appId: 'stress', limits });
  const script = fileURLToPath(new URL('./stress/clients.ts', import.meta.url));
  for (let at = 0; at < hostProcesses; at++) {
    // Neighbours are in different host processes.
    const clients = tokens.flatMap((token, index) => (index % hostProcesses === at ? [{ index, token }] : []));
    const introduction: Introduction = { address: fixture.kernel.address, admin: fixture.admin, clients };
    const child = fork(script, [JSON.stringify(introduction)], { execArgv: [] });
    children.push(child);
  }
  await Promise.all(children.map(message));
}, longest);
afterAll(async () => {
  for (const child of children) child.disconnect();
  await fixture[Symbol.asyncDispose]();
});

/** The next message of a child; its end is a failure. */
function message(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void => reject(new Error(`a host process of clients ended with ${code}`));
    child.once('exit', ended);
    child.once('message', (answer) => {
      child.off('exit', ended);
      resolve(answer);
    });
  });
}

/** Successful syscalls by name, as the kernel counted them. */
function counted(): Map<string, number> {
  const lines = fixture.kernel.metrics().matchAll(/syscalls_total\{syscall="(\w+)",outcome="ok"\} (\d+)/g);
  return new Map([...lines].map(([, name = '', count]) => [name, Number(count)]));
}

/** Runs a job on all clients at once; gives the sums of what they did and of what the kernel counted meanwhile. */
async function run(job: JobName, targets: readonly number[] = []) {
  const before = counted();
  const answers = await Promise.all(
    children.map((child) => {
      const answer = message(child);
      child.send({ job, targets });
      return answer as Promise<Answer>;
    }),
  );
  const seen: Record<string, number> = {};
  for (const answer of answers) {
    if ('failure' in answer) throw new Error(answer.failure);
    for (const counts of answer.counts) {
      for (const [name, count] of Object.entries(counts)) seen[name] = (seen[name] ?? 0) + count;
    }
  }
  const after = counted();
  const told = (name: string): number => (after.get(name) ?? 0) - (before.get(name) ?? 0);
  return { seen, told };
}

/** Each count as the clients saw it is what is expected, and what the kernel counted. */
async function exactly(job: JobName, expected: Record<string, number>, targets: readonly number[] = []): Promise<void> {
  const { seen, told } = await run(job, targets);
  expect(seen).toMatchObject(expected);
  for (const [name, count] of Object.entries(expected)) {
    if (name !== 'created' && name !== 'terminated') expect([name, told(name)]).toEqual([name, count]);
  }
}

/** What the processes of the clients hold. */
function held(): { handles: number; memory: number } {
  const clients = [...fixture.kernel.processes.all()].filter(({ appId }) => appId === 'stress');
  return {
    handles: clients.reduce((sum, { handles }) => sum + handles.size, 0),
    memory: clients.reduce((sum, { memory }) => sum + memory.used, 0),
  };
}

test('queues: 1,000 created at once', { timeout: longest }, async () => {
  await exactly('createQueues', { queueCreate: 1_000, queueDestroy: 1_000 });
  expect(held()).toEqual({ handles: 0, memory: 0 });
});

test('queues: 10,000 messages sent and received between host processes, in order', { timeout: longest }, async () => {
  const queues = [];
  for (let index = 0; index < clientCount; index++) {
    const queue = { kind: QueueKind.FIFO, capacity: 64, whenFull: QueuePolicy.BLOCK, name: namedQueue(index) };
    queues.push(await owner.call('queueCreate', { ...queue, open: false }));
  }
  await exactly('exchange', { queueSend: 10_000, queueReceive: 10_000 });
  let [sent, received] = [0, 0];
  for (const { queue } of queues) {
    const stats = await owner.call('queueStats', { queue });
    expect(stats).toMatchObject({ length: 0, dropped: 0 });
    sent += stats.sent;
    received += stats.received;
    await owner.call('queueDestroy', { queue });
  }
  expect([sent, received]).toEqual([10_000, 10_000]);
  expect(held()).toEqual({ handles: 0, memory: 0 });
});

test('queues: 10,000 created and destroyed', { timeout: longest }, async () => {
  await exactly('churnQueues', { queueCreate: 10_000, queueDestroy: 10_000 });
  expect(held()).toEqual({ handles: 0, memory: 0 });
});

test('shared memory: 1,000 segments', { timeout: longest }, async () => {
  await exactly('createSegments', { shmCreate: 1_000, shmDestroy: 1_000 });
  expect(held()).toEqual({ handles: 0, memory: 0 });
});

test('shared memory: 2,500 writes and 2,500 reads, 10,000 attached and detached', { timeout: longest }, async () => {
  const { segment } = await owner.call('shmCreate', { size: clientCount * slotBytes, name: sharedSegment });
  await exactly('shareSegment', { shmWrite: 2_500, shmRead: 2_500 });
  const { attachment } = await owner.call('shmAttach', { segment, readOnly: true, name: '' });
  for (let index = 0; index < clientCount; index++) {
    const { data } = await owner.call('shmRead', { attachment, offset: index * slotBytes, length: slotBytes });
    const written = index < 2_500 % clientCount ? 313 : 312;
    for (let at = 0; at < written; at++) expect(data.readUInt32LE(at * 4)).toBe(index * 100_000 + at);
  }
  await owner.call('shmDetach', { attachment });
  await exactly('attachSegments', { shmAttach: 10_000, shmDetach: 10_000 });
  expect(await owner.call('shmStats', { segment })).toMatchObject({ attachments: 0, readOnlyAttachments: 0 });
  await owner.call('shmDestroy', { segment });
  expect(held()).toEqual({ handles: 0, memory: 0 });
});

test('shared memory: 5,000 created and destroyed', { timeout: longest }, async () => {
  await exactly('churnSegments', { shmCreate: 5_000, shmDestroy: 5_000 });
  expect(held()).toEqual({ handles: 0, memory: 0 });
});

test('processes: 1,000 created at once', { timeout: longest }, async () => {
  const before = fixture.kernel.processes.size;
  await exactly('createProcesses', { created: 1_000 });
  expect(fixture.kernel.processes.size).toBe(before + 1_000);
  const made = [...fixture.kernel.processes.all()].filter(({ appId }) => appId === 'stress-target');
  await Promise.all(made.slice(100).map(({ pid }) => fixture.client.terminateProcess(fixture.admin, { pid })));
  expect(fixture.kernel.processes.size).toBe(before + 100);
});

/** The hundred that the last test left. */
const targets = (): number[] =>
  [...fixture.kernel.processes.all()].filter(({ appId }) => appId === 'stress-target').map(({ pid }) => pid);

test('processes: 40,000 changes of priority', { timeout: longest }, async () => {
  await exactly('changePriorities', { setPriority: 40_100, processInfo: 100 }, targets());
  for (const pid of targets()) expect(fixture.kernel.processes.require(pid).priority).toBe(7);
});

test('processes: 20,000 reads and 5,000 lists', { timeout: longest }, async () => {
  await exactly('readProcesses', { processInfo: 20_000, processList: 5_000 }, targets());
});

test('processes: 10,000 created and ended', { timeout: longest }, async () => {
  const before = fixture.kernel.processes.size;
  await exactly('churnProcesses', { created: 10_000, terminated: 10_000 });
  expect(fixture.kernel.processes.size).toBe(before);
});

test.skipIf(skipped !== '')(`200 programs on the host ${skipped}`, { timeout: longest }, async () => {
  await exactly('runPrograms', { spawn: 200, wait: 200 });
  expect(held().handles).toBe(0);
});

test('key-value: 6,000 operations', { timeout: longest }, async () => {
  await exactly('keyValues', { kvSet: 2_000, kvGet: 2_000, kvDelete: 2_000 });
  expect(await owner.call('kvStats', { namespace: '' })).toMatchObject({ keys: 0 });
});

test('200 times one of everything', { timeout: longest }, async () => {
  const counts = { queueReceive: 200, shmRead: 200, pipeRead: 200, readFile: 200 };
  await exactly('combined', { created: 200, terminated: 200, ...counts });
  expect(held().handles).toBe(0);
  expect((await owner.call('kvStats', { namespace: '' })).keys).toBe(200);
});
