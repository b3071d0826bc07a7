import { EventEmitter } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import {
  ProcessKind,
  RingRequest,
  type RingResponse,
  type Syscall,
  type SyscallResult,
} from '@agentos/protocol/kernel';
import { tagSyscall } from '@agentos/protocol/syscalls';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EventRing } from '../events/event-ring.ts';
import { newTrace } from '../events/trace.ts';
import { initPid, ProcessTable } from '../process/process-table.ts';
import { RunQueue } from '../scheduler/run-queue.ts';
import { CapabilitySet } from '../security/capability-set.ts';
import { Tokens } from '../security/tokens.ts';
import type { Executor } from '../syscalls/executor.ts';
import { MemoryBackend } from '../vfs/memory.ts';
import { Authenticator } from './authenticate.ts';
import { type RingStream, serveRing } from './ring.ts';
import { UnreadBytes } from './unread.ts';

const MiB = 1024 * 1024;

/** A stream whose client reads only when told to. */
class FakeStream extends EventEmitter {
  readonly sent: RingResponse[] = [];
  readonly #left: (() => void)[] = [];
  room = 0;
  paused = false;

  write(message: RingResponse, left: () => void): boolean {
    this.sent.push(message);
    this.#left.push(left);
    return --this.room > 0;
  }
  pause(): void {
    this.paused = true;
  }
  resume(): void {
    this.paused = false;
  }
  isPaused(): boolean {
    return this.paused;
  }
  end(): void {
    this.emit('ended');
  }
  read(messages: number): void {
    this.room = messages;
    for (const left of this.#left.splice(0)) left();
    this.emit('drain');
  }
}

function scene() {
  const processes = new ProcessTable({
    events: new EventRing(),
    makeTemporary: () => new MemoryBackend(),
    onLedgerFailure: () => undefined,
  });
  const limits = { memoryBytes: 0, cpuPercent: 0, descriptors: 8, processes: 8, keyValueBytes: 0, kernelBytes: 0 };
  const process = processes.create({
    name: 'test',
    kind: ProcessKind.APP,
    appId: '',
    parentPid: initPid,
    capabilities: CapabilitySet.parse([], ''),
    limits,
    trace: newTrace(),
  });
  const tokens = new Tokens();
  const token = tokens.issueProcess(process.pid);
  const pending: ((result: SyscallResult) => void)[] = [];
  let started = 0;
  const executor = {
    queue: new RunQueue(),
    start() {
      started++;
      const { promise, resolve } = Promise.withResolvers<SyscallResult>();
      pending.push(resolve);
      const error = { code: 'ECANCELED', message: '', detail: '' };
      return { done: promise, cancel: () => resolve({ result: { $case: 'error', value: error } }) };
    },
  } as unknown as Executor;
  const stream = new FakeStream();
  const unread = new UnreadBytes({ ofOne: 64 * MiB, ofAll: 256 * MiB, least: MiB });
  serveRing(stream as unknown as RingStream, executor, new Authenticator(tokens, processes), unread);
  const send = (request: Partial<RingRequest>): void => {
    stream.emit(
      'data',
      RingRequest.encode({ attach: [], submissions: [], cancel: [], detach: [], ...request }).finish(),
    );
  };
  send({ attach: [{ ref: 1, token }] });
  return {
    stream,
    send,
    started: () => started,
    answerAll(result: SyscallResult): void {
      for (const resolve of pending.splice(0)) resolve(result);
    },
  };
}

const turn = () => new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)));
const until = async (met: () => boolean): Promise<void> => {
  while (!met()) await turn();
};
const submit = (count: number, syscall: Syscall, from = 0) =>
  Array.from({ length: count }, (_, index) => ({
    userData: from + index,
    ref: 1,
    deadlineMs: 0,
    flags: 0,
    traceparent: '',
    syscall,
  }));
const read: Syscall = { syscall: tagSyscall('readFile', { path: '/x', offset: 0, length: 0 }) };
const sleep: Syscall = { syscall: tagSyscall('sleep', { durationMs: 1 }) };
const block: SyscallResult = {
  result: { $case: 'readFile', value: { data: Buffer.alloc(MiB), size: MiB, endOfFile: true } },
};

test('a client that does not read gets no more than a bound of its calls run; it loses none of them', async () => {
  const { stream, send, started, answerAll } = scene();
  stream.read(2);
  send({ submissions: submit(500, read) });
  expect(started()).toBe(16);
  for (let round = 0; round < 20; round++) {
    answerAll(block);
    await turn();
  }
  expect(started()).toBeLessThan(100);
  send({ submissions: submit(1, read, 1_000) });
  await turn();
  expect(stream.paused).toBe(true);
  const answered = new Set<number>();
  for (let round = 0; answered.size < 501 && round < 1_000; round++) {
    stream.read(2);
    answerAll(block);
    await turn();
    for (const { completions } of stream.sent.splice(0)) {
      expect(completions.length).toBeLessThanOrEqual(2);
      for (const { userData } of completions) answered.add(userData);
    }
  }
  expect(answered.size).toBe(501);
  await turn();
  expect(stream.paused).toBe(false);
});

test('calls that only wait do not count against memory, and those that wait their turn can be cancelled', async () => {
  const { stream, send, started } = scene();
  stream.read(1_000);
  send({ submissions: submit(4_000, sleep) });
  await until(() => started() === 4_000);
  send({ submissions: submit(60, read, 10_000) });
  await until(() => started() === 4_016);
  send({ cancel: [10_059, 5, 77_777] });
  await turn();
  const results = stream.sent.flatMap(({ completions }) => completions);
  expect(results.map(({ userData }) => userData).sort()).toEqual([10_059, 5].sort());
});

test('when the client goes away, what ran for it is cancelled and nothing is sent any more', async () => {
  const { stream, send, answerAll } = scene();
  stream.read(1_000);
  await turn();
  send({ submissions: submit(10, sleep) });
  const sent = stream.sent.length;
  stream.emit('cancelled');
  answerAll(block);
  await turn();
  expect(stream.sent.length).toBe(sent);
});

test('what was cancelled while it waited is held no longer, also behind a call for which there is no room', async () => {
  const { stream, send, started } = scene();
  stream.read(1_000_000);
  send({ submissions: submit(60, read) });
  await until(() => started() === 16);
  const bytes = heldBytes();
  for (let round = 0; round < 200; round++) {
    const data = Buffer.alloc(256 * 1024);
    const write: Syscall = { syscall: tagSyscall('write', { descriptor: 3, data }) };
    send({ submissions: submit(4, write, 1_000) });
    send({ cancel: [1_000, 1_001, 1_002, 1_003] });
    await turn();
  }
  expect(started()).toBe(16);
  expect(heldBytes() - bytes).toBeLessThan(50 * MiB);
  const results = stream.sent.flatMap(({ completions }) => completions);
  expect(results).toHaveLength(800);
});

test('each submission is answered once, whatever is cancelled, linked and numbered again', async () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('submit' as const), userData: fc.integer({ min: 1, max: 12 }), link: fc.boolean() }),
    fc.record({ do: fc.constant('cancel' as const), userData: fc.integer({ min: 1, max: 12 }) }),
    fc.record({ do: fc.constantFrom('answer' as const, 'fail' as const, 'turn' as const) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 80 }), async (steps) => {
      const { stream, send, answerAll } = scene();
      stream.read(1_000_000);
      const submitted = new Map<number, number>();
      for (const one of steps) {
        if (one.do === 'submit') {
          submitted.set(one.userData, (submitted.get(one.userData) ?? 0) + 1);
          const [submission] = submit(1, one.userData % 2 === 0 ? sleep : read, one.userData);
          if (submission !== undefined) send({ submissions: [{ ...submission, flags: one.link ? 1 : 0 }] });
        } else if (one.do === 'cancel') send({ cancel: [one.userData] });
        else if (one.do === 'turn') await turn();
        else answerAll(one.do === 'answer' ? block : failed);
      }
      for (let rest = 0; rest < 90; rest++) {
        answerAll(block);
        await turn();
        stream.read(1_000_000);
      }
      const answered = new Map<number, number>();
      for (const { userData } of stream.sent.flatMap(({ completions }) => completions)) {
        answered.set(userData, (answered.get(userData) ?? 0) + 1);
      }
      expect(answered).toEqual(submitted);
    }),
    { numRuns: 150 },
  );
});

const failed: SyscallResult = { result: { $case: 'error', value: { code: 'EIO', message: '', detail: '' } } };

/** Bytes outside of the heap that something still refers to. */
function heldBytes(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().arrayBuffers;
}
