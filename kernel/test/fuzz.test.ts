/**
 * Every RPC and every syscall with random messages from everybody: the kernel answers or refuses, goes on answering others
 * meanwhile, and holds nothing afterwards.
 */

import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { Client, credentials, Metadata } from '@grpc/grpc-js';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { everything, type KernelFixture, startKernel } from './kernel-fixture.ts';
import { broken, holding, messageBytes, messageNamed, serviceNamed } from './wire-arbitraries.ts';

/** How long a call may last before its caller goes away. */
const patienceMs = 60;
const service = serviceNamed('agentos.kernel.v1.KernelService');
const syscalls = messageNamed('agentos.kernel.v1.Syscall').fields;

let fixture: KernelFixture;
let client: Client;
let watcher: Client;
const crashes: unknown[] = [];
const crashed = (error: unknown): void => {
  crashes.push(error);
};

beforeAll(async () => {
  fixture = await startKernel();
  client = new Client(fixture.kernel.address, credentials.createInsecure());
  watcher = new Client(fixture.kernel.address, credentials.createInsecure());
  process.on('uncaughtException', crashed);
  process.on('unhandledRejection', crashed);
});
afterAll(async () => {
  process.off('uncaughtException', crashed);
  process.off('unhandledRejection', crashed);
  client.close();
  watcher.close();
  await fixture[Symbol.asyncDispose]();
});

/** What a hostile process may hold; of the network only this machine. */
const rights = [...everything.filter((one) => one !== 'NETWORK_ACCESS'), 'NETWORK_ACCESS:127.0.0.1'];
let current: { token: string; pid: number } | undefined;

/** A living process with rights; the last one may have ended itself. */
async function token(): Promise<string> {
  const alive = current !== undefined && fixture.kernel.processes.get(current.pid)?.ending === undefined;
  if (current === undefined || !alive || fixture.kernel.processes.get(current.pid) === undefined) {
    const { token: fresh, pid } = await fixture.actor(rights, { appId: 'fuzz' });
    current = { token: fresh, pid };
  }
  return current.token;
}

const same = (bytes: Uint8Array): Buffer => Buffer.from(bytes);
type Who = 'process' | 'administrator' | 'nobody';
const anybody: fc.Arbitrary<Who> = fc.oneof(
  { weight: 8, arbitrary: fc.constant('process' as const) },
  { weight: 1, arbitrary: fc.constant('administrator' as const) },
  { weight: 1, arbitrary: fc.constant('nobody' as const) },
);

async function metadataOf(who: Who): Promise<Metadata> {
  const metadata = new Metadata();
  if (who !== 'nobody') {
    metadata.set('authorization', `Bearer ${who === 'administrator' ? fixture.admin : await token()}`);
  }
  return metadata;
}

/** Resolves when the call is over, whatever came of it. */
async function call(path: string, streaming: boolean, messages: readonly Uint8Array[], who: Who): Promise<void> {
  const metadata = await metadataOf(who);
  const options = { deadline: Date.now() + patienceMs };
  if (!streaming) {
    const [message = new Uint8Array()] = messages;
    await new Promise<void>((done) => {
      client.makeUnaryRequest(path, same, same, message, metadata, options, () => done());
    });
    return;
  }
  const stream = client.makeBidiStreamRequest(path, same, same, metadata, options);
  stream.on('data', () => undefined);
  stream.on('error', () => undefined);
  const over = new Promise<void>((done) => stream.once('status', () => done()));
  for (const message of messages) stream.write(message);
  stream.end();
  await over;
}

/** The kernel answers somebody else. */
async function answers(): Promise<void> {
  const failure = await new Promise<Error | null>((done) => {
    const options = { deadline: Date.now() + 10_000 };
    watcher.makeUnaryRequest(
      '/grpc.health.v1.Health/Check',
      same,
      same,
      Buffer.alloc(0),
      new Metadata(),
      options,
      done,
    );
  });
  expect(failure).toBeNull();
}

describe('every RPC', () => {
  test.each(service.methods.map((method) => ({ name: method.name, method })))('$name', async ({ method }) => {
    const path = `/${service.typeName}/${method.name}`;
    const streaming = method.methodKind !== 'unary';
    const messages = fc.array(broken(messageBytes(method.input)), { minLength: 1, maxLength: streaming ? 4 : 1 });
    await fc.assert(
      fc.asyncProperty(messages, anybody, async (sent, who) => {
        await Promise.all([call(path, streaming, sent, who), answers()]);
        expect(crashes).toEqual([]);
      }),
      { numRuns: 25, endOnFailure: true, interruptAfterTimeLimit: 6_000 },
    );
  });

  test.each([
    'grpc.health.v1.Health/Check',
    'grpc.health.v1.Health/Watch',
    'grpc.reflection.v1.ServerReflection/ServerReflectionInfo',
  ])('%s', async (name) => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (noise) => {
        await Promise.all([call(`/${name}`, !name.endsWith('Check'), [noise], 'nobody'), answers()]);
        expect(crashes).toEqual([]);
      }),
      { numRuns: 15, endOnFailure: true, interruptAfterTimeLimit: 4_000 },
    );
  });
});

describe('every syscall', () => {
  test('there are all of them', () => expect(syscalls.length).toBe(124));

  // Several in one batch, side by side: they meet what the others made.
  const groups = Array.from({ length: Math.ceil(syscalls.length / 8) }, (_, at) => syscalls.slice(at * 8, at * 8 + 8));
  test.each(groups.map((group) => ({ names: group.map(({ name }) => name).join(', '), group })))(
    '$names',
    async ({ group }) => {
      const unary = `/${service.typeName}/ExecuteSyscall`;
      const batch = `/${service.typeName}/ExecuteSyscallBatch`;
      await fc.assert(
        fc.asyncProperty(fc.tuple(...group.map(holding)), async (parts) => {
          const together = new BinaryWriter().tag(2, WireType.Varint).bool(true);
          for (const part of parts) together.tag(1, WireType.LengthDelimited).bytes(part);
          await Promise.all([
            ...parts.map((part) => call(unary, false, [request(part)], 'process')),
            call(batch, false, [together.finish()], 'process'),
            answers(),
          ]);
          expect(crashes).toEqual([]);
        }),
        { numRuns: 10, endOnFailure: true, interruptAfterTimeLimit: 4_000 },
      );
    },
  );

  test('by the ring, for an attached process', async () => {
    const one = fc.constantFrom(...syscalls).chain(holding);
    const path = `/${service.typeName}/Ring`;
    await fc.assert(
      fc.asyncProperty(fc.array(one, { minLength: 1, maxLength: 40 }), async (parts) => {
        const attach = new BinaryWriter().tag(1, WireType.Varint).uint32(1);
        attach.tag(2, WireType.LengthDelimited).string(await token());
        const opening = new BinaryWriter().tag(1, WireType.LengthDelimited).bytes(attach.finish()).finish();
        const request = new BinaryWriter();
        for (const [index, part] of parts.entries())
          request.tag(2, WireType.LengthDelimited).bytes(submission(index, part));
        await Promise.all([call(path, true, [opening, request.finish()], 'nobody'), answers()]);
        expect(crashes).toEqual([]);
      }),
      { numRuns: 25, endOnFailure: true, interruptAfterTimeLimit: 6_000 },
    );
  });
});

const request = (syscall: Uint8Array): Uint8Array =>
  new BinaryWriter().tag(1, WireType.LengthDelimited).bytes(syscall).finish();

/** The fields of a submission by their names, so that this holds when they move. */
function submission(index: number, syscall: Uint8Array): Uint8Array {
  const writer = new BinaryWriter();
  for (const field of messageNamed('agentos.kernel.v1.Submission').fields) {
    if (field.name === 'user_data') writer.tag(field.number, WireType.Varint).uint32(index + 1);
    else if (field.name === 'ref') writer.tag(field.number, WireType.Varint).uint32(1);
    else if (field.name === 'syscall') writer.tag(field.number, WireType.LengthDelimited).bytes(syscall);
  }
  return writer.finish();
}

test('each syscall was reached', () => {
  const text = fixture.kernel.metrics();
  const reached = new Set([...text.matchAll(/syscalls_total\{syscall="(\w+)"/g)].map(([, name]) => name));
  expect(syscalls.map(({ localName }) => localName).filter((name) => !reached.has(name))).toEqual([]);
});

test('afterwards nothing is left', async () => {
  const { processes } = fixture.kernel;
  const ended = [];
  for (const process of [...processes.all()].filter(({ pid }) => pid !== 1)) {
    ended.push(process);
    await fixture.client.terminateProcess(fixture.admin, { pid: process.pid }).catch(() => undefined);
  }
  await fixture.actor(['TIME_ACCESS']).then((one) => one.call('now', {}));
  for (const { pid, pending, waiting, payload, handles, memory, ledger } of ended) {
    expect({ pid, pending, waiting, payload, handles: handles.size, memory: memory.used, ledger: ledger.size }).toEqual(
      {
        pid,
        pending: 0,
        waiting: 0,
        payload: 0,
        handles: 0,
        memory: 0,
        ledger: 0,
      },
    );
  }
  expect([...processes.all()].length).toBe(2);
  expect(fixture.kernel.metrics()).toMatch(/^agentos_kernel_tasks 0$/m);
  expect(crashes).toEqual([]);
});
