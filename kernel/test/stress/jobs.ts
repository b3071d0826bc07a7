/**
 * What one client of the stress table does, an eighth of each count. Every job checks what it gets back and tells how many
 * operations went well; the test adds them up and compares with what the kernel counted.
 */
import { ProcessKind, QueueKind, QueuePolicy } from '@agentos/protocol/kernel';
import type { KernelClient, KernelProcess } from '@agentos/protocol/kernel-client';
import { spawnArgs, writeArgs } from '../cases/args.ts';

export interface StressClient {
  readonly index: number;
  readonly client: KernelClient;
  readonly admin: string;
  /** All clients' processes are of one app. */
  readonly process: KernelProcess;
  /** Processes that the test made for all clients. */
  readonly targets: readonly number[];
}

export const clientCount = 8;
const inFlight = 32;
export type Counts = Readonly<Record<string, number>>;
type Job = (one: StressClient) => Promise<Counts>;

/** This client's part of a count; the parts of all clients add up to it. */
function share(total: number, index: number): number {
  return Math.floor(total / clientCount) + (index < total % clientCount ? 1 : 0);
}

/** Runs `work` so many times, some at once. */
async function times(count: number, work: (at: number) => Promise<unknown>, lanes = inFlight): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: Math.min(lanes, count) }, lane));
}

const queueOf = (name = '', open = false) => ({
  kind: QueueKind.FIFO,
  capacity: 64,
  whenFull: QueuePolicy.BLOCK,
  name,
  open,
});

function check(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

const number32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};

/** Made by one client for its neighbour; they exist before anybody opens them. */
export const namedQueue = (index: number): string => `stress-${index}`;
export const sharedSegment = 'stress-shared';
export const slotBytes = 4_096;

const createQueues: Job = async ({ index, process }) => {
  const made = await Promise.all(
    Array.from({ length: share(1_000, index) }, () => process.call('queueCreate', queueOf())),
  );
  await Promise.all(made.map(({ queue }) => process.call('queueDestroy', { queue })));
  return { queueCreate: made.length, queueDestroy: made.length };
};

/** Each sends to its own queue and receives from its neighbour's, which belongs to a client of another host process. */
const exchange: Job = async ({ index, process }) => {
  const from = (index + 1) % clientCount;
  const { queue } = await process.call('queueCreate', queueOf(namedQueue(index), true));
  const { queue: other } = await process.call('queueCreate', queueOf(namedQueue(from), true));
  const [toSend, toReceive] = [share(10_000, index), share(10_000, from)];
  const sending = (async () => {
    for (let at = 0; at < toSend; at++) await process.call('queueSend', { queue, data: number32(at), priority: 0 });
  })();
  for (let at = 0; at < toReceive; at++) {
    const { data } = await process.call('queueReceive', { queue: other, subscription: 0 });
    check(data.readUInt32LE() === at, `message ${at} of queue ${from} is ${data.readUInt32LE()}`);
  }
  await sending;
  await process.call('close', { descriptor: queue });
  await process.call('close', { descriptor: other });
  return { queueSend: toSend, queueReceive: toReceive };
};

const churnQueues: Job = async ({ index, process }) => {
  const count = share(10_000, index);
  await times(count, async () => {
    const { queue } = await process.call('queueCreate', queueOf());
    await process.call('queueDestroy', { queue });
  });
  return { queueCreate: count, queueDestroy: count };
};

const createSegments: Job = async ({ index, process }) => {
  const made = await Promise.all(
    Array.from({ length: share(1_000, index) }, () => process.call('shmCreate', { size: 4_096, name: '' })),
  );
  await Promise.all(made.map(({ segment }) => process.call('shmDestroy', { segment })));
  return { shmCreate: made.length, shmDestroy: made.length };
};

/** All write to and read from one segment, each in a place of its own. */
const shareSegment: Job = async ({ index, process }) => {
  const { attachment } = await process.call('shmAttach', { segment: 0, readOnly: false, name: sharedSegment });
  const count = share(2_500, index);
  const slots = slotBytes / 4;
  for (let at = 0; at < count; at++) {
    const offset = index * slotBytes + (at % slots) * 4;
    await process.call('shmWrite', { attachment, offset, data: number32(index * 100_000 + at) });
    const { data } = await process.call('shmRead', { attachment, offset, length: 4 });
    check(data.readUInt32LE() === index * 100_000 + at, `slot ${at} of client ${index}`);
  }
  await process.call('shmDetach', { attachment });
  return { shmWrite: count, shmRead: count };
};

const attachSegments: Job = async ({ index, process }) => {
  const count = share(10_000, index);
  await times(count, async () => {
    const { attachment } = await process.call('shmAttach', { segment: 0, readOnly: true, name: sharedSegment });
    await process.call('shmDetach', { attachment });
  });
  return { shmAttach: count, shmDetach: count };
};

const churnSegments: Job = async ({ index, process }) => {
  const count = share(5_000, index);
  await times(count, async () => {
    const { segment } = await process.call('shmCreate', { size: 4_096, name: '' });
    await process.call('shmDestroy', { segment });
  });
  return { shmCreate: count, shmDestroy: count };
};

const create = ({ client, admin }: StressClient, name: string) =>
  client.createProcess(admin, { name, kind: ProcessKind.APP, appId: 'stress-target', capabilities: ['STANDARD'] });

const createProcesses: Job = async (one) => {
  const made = await Promise.all(
    Array.from({ length: share(1_000, one.index) }, (_, at) => create(one, `p-${one.index}-${at}`)),
  );
  check(new Set(made.map(({ pid }) => pid)).size === made.length, 'a pid was given twice');
  return { created: made.length };
};

const changePriorities: Job = async ({ index, process, targets }) => {
  const mine = targets.filter((_, at) => at % clientCount === index);
  const count = share(40_000, index);
  await times(count, (at) => {
    return process.call('setPriority', { pid: mine[at % mine.length] ?? 0, priority: at % 20 });
  });
  // Each has the last one that it was given.
  for (const pid of mine) await process.call('setPriority', { pid, priority: 7 });
  for (const pid of mine) {
    const { process: info } = await process.call('processInfo', { pid });
    check(info?.priority === 7, `process ${pid} has priority ${info?.priority}`);
  }
  return { setPriority: count + mine.length, processInfo: mine.length };
};

const readProcesses: Job = async ({ index, process, targets }) => {
  const [reads, lists] = [share(20_000, index), share(5_000, index)];
  await times(reads, async (at) => {
    const pid = targets[at % targets.length] ?? 0;
    const { process: info } = await process.call('processInfo', { pid });
    check(info?.pid === pid, `process ${pid} is ${info?.pid}`);
  });
  await times(lists, async () => {
    const { processes } = await process.call('processList', { parentPid: 0 });
    check(processes.length >= targets.length, `${processes.length} processes are listed`);
  });
  return { processInfo: reads, processList: lists };
};

const churnProcesses: Job = async (one) => {
  const count = share(10_000, one.index);
  await times(count, async (at) => {
    const { pid } = await create(one, `c-${at}`);
    await one.client.terminateProcess(one.admin, { pid });
  });
  return { created: count, terminated: count };
};

const runPrograms: Job = async ({ index, process }) => {
  const count = share(200, index);
  await times(
    count,
    async (at) => {
      const program = spawnArgs({ executable: 'sh', arguments: ['-c', `exit ${at % 7}`] });
      const { pid, stdin, stdout, stderr } = await process.call('spawn', program);
      const { exitCode } = await process.call('wait', { pid, options: 0 });
      for (const descriptor of [stdin, stdout, stderr]) await process.call('close', { descriptor });
      check(exitCode === at % 7, `program ${at} ended with ${exitCode}`);
    },
    4,
  );
  return { spawn: count, wait: count };
};

/** Two thousand of each: set, get, delete. */
const keyValues: Job = async ({ index, process }) => {
  const count = share(2_000, index);
  await times(count, async (at) => {
    const key = `k-${index}-${at}`;
    await process.call('kvSet', { namespace: '', key, value: Buffer.from(key) });
    const { value } = await process.call('kvGet', { namespace: '', key });
    check(value.toString() === key, `key ${key} holds ${value}`);
    const { deleted } = await process.call('kvDelete', { namespace: '', key });
    check(deleted, `key ${key} was not there`);
  });
  return { kvSet: count, kvGet: count, kvDelete: count };
};

/** One of everything. */
const combined: Job = async (one) => {
  const { index, process, client, admin } = one;
  const count = share(200, index);
  await times(
    count,
    async (at) => {
      const text = `round ${at} of ${index}`;
      const { pid, token } = await create(one, `all-${at}`);
      const { queue } = await process.call('queueCreate', queueOf());
      await process.call('queueSend', { queue, data: Buffer.from(text), priority: 0 });
      check((await process.call('queueReceive', { queue, subscription: 0 })).data.toString() === text, 'queue');
      await process.call('queueDestroy', { queue });
      const { segment } = await process.call('shmCreate', { size: 64, name: '' });
      const { attachment } = await process.call('shmAttach', { segment, readOnly: false, name: '' });
      await process.call('shmWrite', { attachment, offset: 0, data: Buffer.from(text) });
      const read = await process.call('shmRead', { attachment, offset: 0, length: text.length });
      check(read.data.toString() === text, 'segment');
      await process.call('shmDetach', { attachment });
      await process.call('shmDestroy', { segment });
      const { pipe, readEnd, writeEnd } = await process.call('pipeCreate', { capacity: 0 });
      await process.call('pipeWrite', { writeEnd, data: Buffer.from(text) });
      check((await process.call('pipeRead', { readEnd, length: 100 })).data.toString() === text, 'pipe');
      await process.call('pipeDestroy', { pipe });
      for (const descriptor of [readEnd, writeEnd]) await process.call('close', { descriptor });
      const path = `/home/.apps/stress/f-${index}-${at}`;
      await process.call('writeFile', writeArgs(path, text));
      check((await process.call('readFile', { path, offset: 0, length: 0 })).data.toString() === text, 'file');
      await process.call('deleteFile', { path, recursive: false });
      const key = `all-${index}-${at}`;
      await process.call('kvSet', { namespace: '', key, value: Buffer.from(text) });
      check((await process.call('kvGet', { namespace: '', key })).value.toString() === text, 'key');
      await client.executeUnary(token, 'now', {});
      await client.terminateProcess(admin, { pid });
    },
    8,
  );
  return { created: count, terminated: count, queueReceive: count, shmRead: count, pipeRead: count, readFile: count };
};

export const jobs = {
  createQueues,
  exchange,
  churnQueues,
  createSegments,
  shareSegment,
  attachSegments,
  churnSegments,
  createProcesses,
  changePriorities,
  readProcesses,
  churnProcesses,
  runPrograms,
  keyValues,
  combined,
} as const;
export type JobName = keyof typeof jobs;
