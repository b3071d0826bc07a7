/** The kernel's pipes, in memory and on the host, held against the host's own; and over gRPC. */
import { closeSync, readSync, writeSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll } from 'vitest';
import { loadLibc } from '../src/host/libc.ts';
import { chooseHostPipes } from '../src/ipc/host-pipe.ts';
import { Pipe } from '../src/ipc/pipe.ts';
import { newProcess, newTable, transferOf } from '../src/ipc/test-process.ts';
import { Arena } from '../src/memory/arena.ts';
import { everything, type KernelFixture, startKernel } from './kernel-fixture.ts';
import { pipeConformance, type TestPipe } from './pipe-conformance.ts';

const capacity = 64 * 1024;

/** A pipe of the kernel, used as its syscalls use it. */
async function kernelPipe(handOver: boolean): Promise<TestPipe> {
  const process = newProcess(newTable(), {});
  const pipe = new Pipe(new Arena(), chooseHostPipes(), process, capacity);
  if (handOver) closeSync(pipe.hostDescriptor('writer'));
  const open = { reader: true, writer: true };
  const closeReader = async () => {
    if (open.reader) pipe.closeReader();
    open.reader = false;
  };
  const closeWriter = async () => {
    if (open.writer) pipe.closeWriter();
    open.writer = false;
  };
  return {
    tryWrite: async (data) => await pipe.write(data, transferOf(process), true),
    tryRead: async (maximum) => (await pipe.read(maximum, transferOf(process), true)).data,
    read: async (maximum) => (await pipe.read(maximum, transferOf(process), false)).data,
    closeReader,
    closeWriter,
    async release() {
      await closeReader();
      await closeWriter();
    },
  };
}

async function hostPipe(): Promise<TestPipe> {
  const [readEnd, writeEnd] = loadLibc().nonBlockingPipe(capacity);
  const open = new Set([readEnd, writeEnd]);
  const close = async (fd: number) => {
    if (open.delete(fd)) closeSync(fd);
  };
  const tryRead = async (maximum: number) => {
    const data = Buffer.alloc(maximum);
    return data.subarray(0, readSync(readEnd, data));
  };
  const read = async (maximum: number): Promise<Uint8Array> => {
    for (;;) {
      try {
        return await tryRead(maximum);
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
        await setImmediate();
      }
    }
  };
  return {
    tryWrite: async (data) => writeSync(writeEnd, data),
    tryRead,
    read,
    closeReader: () => close(readEnd),
    closeWriter: () => close(writeEnd),
    async release() {
      await close(readEnd);
      await close(writeEnd);
    },
  };
}

let fixture: KernelFixture;
beforeAll(async () => {
  fixture = await startKernel();
});
afterAll(() => fixture[Symbol.asyncDispose]());

/** The generic calls on two handles of each end: one that waits would, one that does not. */
async function overGrpc(): Promise<TestPipe> {
  const actor = await fixture.actor(everything);
  const { readEnd, writeEnd } = await actor.call('pipeCreate', { capacity });
  const waiting = async (value: boolean) =>
    void (await actor.call('fcntl', { descriptor: readEnd, command: 'setfl', argument: value ? 0 : 0o4000 }));
  await actor.call('fcntl', { descriptor: writeEnd, command: 'setfl', argument: 0o4000 });
  const close = async (descriptor: number) => {
    await actor.call('close', { descriptor }).catch(() => undefined);
  };
  return {
    tryWrite: async (data) => (await actor.call('write', { descriptor: writeEnd, data: Buffer.from(data) })).written,
    async tryRead(length) {
      await waiting(false);
      return (await actor.call('read', { descriptor: readEnd, length })).data;
    },
    async read(length) {
      await waiting(true);
      return (await actor.call('pipeRead', { readEnd, length })).data;
    },
    closeReader: () => close(readEnd),
    closeWriter: () => close(writeEnd),
    release: async () => void (await fixture.client.terminateProcess(fixture.admin, { pid: actor.pid })),
  };
}

pipeConformance("the host's own pipe", hostPipe, { readsAhead: false });
pipeConformance("the kernel's pipe", () => kernelPipe(false), { readsAhead: false });
pipeConformance("the kernel's pipe, handed over", () => kernelPipe(true), { readsAhead: true });
pipeConformance("the kernel's pipe over gRPC", overGrpc, { readsAhead: false });
