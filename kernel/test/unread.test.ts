/**
 * Clients that do not read, on however many calls and streams: HTTP/2 by hand, with a window that stays shut for as long
 * as the test wants. What the kernel holds for them is bounded, others are served meanwhile, and all is given back.
 */
import { once } from 'node:events';
import { type ClientHttp2Session, type ClientHttp2Stream, connect } from 'node:http2';
import { connect as connectSocket, createServer, type Socket } from 'node:net';
import {
  ExecuteSyscallBatchRequest,
  ExecuteSyscallRequest,
  ExecuteSyscallResponse,
  RingRequest,
} from '@agentos/protocol/kernel';
import { tagSyscall } from '@agentos/protocol/syscalls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeArgs } from './cases/args.ts';
import { type Actor, everything, type KernelFixture, startKernel } from './kernel-fixture.ts';

const MiB = 1024 * 1024;
const service = '/agentos.kernel.v1.KernelService';
const whole = { path: '/home/large', offset: 0, length: 0 };
const read = { syscall: tagSyscall('readFile', whole) };

let fixture: KernelFixture;
let other: Actor;

beforeAll(async () => {
  fixture = await startKernel();
  other = await fixture.actor(everything, { appId: 'beside' });
  await other.call('writeFile', writeArgs('/home/large', '', { data: Buffer.alloc(MiB) }));
});
afterAll(() => fixture[Symbol.asyncDispose]());

interface Answer {
  readonly messages: Buffer;
  readonly status: number;
  readonly code: string;
}

/** A connection whose streams read nothing until `read` is called. */
class ShutClient implements Disposable {
  readonly session: ClientHttp2Session;
  readonly socket: Socket;

  constructor(window = 0, path = fixture.kernel.address.slice('unix:'.length)) {
    this.socket = connectSocket(path);
    this.session = connect('http://kernel', {
      createConnection: () => this.socket,
      settings: { initialWindowSize: window },
    });
    this.session.on('error', () => undefined);
  }

  open(method: string, token: string, more: Record<string, string> = {}): ClientHttp2Stream {
    const stream = this.session.request({
      ':method': 'POST',
      ':path': `${service}/${method}`,
      'content-type': 'application/grpc+proto',
      te: 'trailers',
      authorization: `Bearer ${token}`,
      ...more,
    });
    stream.on('error', () => undefined);
    return stream;
  }

  call(token: string, request = {}, more: Record<string, string> = {}): Promise<Answer> {
    const message = ExecuteSyscallRequest.encode({ syscall: read, deadlineMs: 0, traceparent: '', ...request });
    return answerOf(this.open('ExecuteSyscall', token, more).end(framed(message.finish())));
  }

  async readAll(): Promise<void> {
    if (this.session.connecting) await new Promise<void>((resolve) => this.session.once('connect', () => resolve()));
    this.session.settings({ initialWindowSize: 2 ** 24 });
    this.session.setLocalWindowSize(2 ** 30);
  }

  [Symbol.dispose](): void {
    this.session.destroy();
  }
}

function framed(message: Uint8Array): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
}

function answerOf(stream: ClientHttp2Stream): Promise<Answer> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let ends: Record<string, unknown> = {};
    stream.on('response', (headers) => (ends = { ...headers }));
    stream.on('trailers', (headers) => (ends = { ...ends, ...headers }));
    stream.on('data', (part: Buffer) => parts.push(part));
    stream.on('close', () => {
      const [[, code] = []] = Object.entries(ends).filter(([name]) => name.includes('code'));
      resolve({ messages: Buffer.concat(parts), status: Number(ends['grpc-status'] ?? -1), code: String(code ?? '') });
    });
  });
}

const readBytes = ({ pid }: Actor): number => fixture.kernel.processes.require(pid).counters.bytesRead;
const processOf = ({ pid }: Actor) => fixture.kernel.processes.require(pid);

/** Resolves when nothing has moved for a while; the other process is served all the time. */
async function settled(moved: () => number): Promise<void> {
  for (let calm = 0, last = -1; calm < 100; calm = last === moved() ? calm + 1 : 0) {
    last = moved();
    await other.call('now', {});
  }
}

async function until(met: () => boolean): Promise<void> {
  while (!met()) await other.call('now', {});
}

describe('calls of their own', () => {
  test('1,000 whose answers are not read hold a bounded amount; others are served; all is given back', async () => {
    const slow = await fixture.actor(everything, { appId: 'slow' });
    using client = new ShutClient();
    const answers = Array.from({ length: 1_000 }, () => client.call(slow.token));
    await settled(() => readBytes(slow));
    expect(readBytes(slow)).toBeLessThan(40 * MiB);
    const { calls } = fixture.kernel.unread;
    expect(calls.of(processOf(slow))).toBeGreaterThan(30 * MiB);
    expect(calls.of(processOf(slow))).toBeLessThan(40 * MiB);
    expect((await other.call('readFile', whole)).data.length).toBe(MiB);
    client[Symbol.dispose]();
    await Promise.all(answers);
    await until(() => calls.total === 0);
  });

  test('what waits for room is served once answers are read; what is too much to wait is refused at once', async () => {
    const slow = await fixture.actor(everything, { appId: 'patient' });
    using client = new ShutClient();
    const answers = Array.from({ length: 80 }, () => client.call(slow.token));
    await settled(() => readBytes(slow));
    expect(readBytes(slow)).toBeLessThan(40 * MiB);
    const data = Buffer.alloc(4 * MiB);
    const syscall = { syscall: tagSyscall('writeFile', writeArgs('/home/written', '', { data })) };
    const writes = Array.from({ length: 10 }, () => client.call(slow.token, { syscall }));
    const first = await Promise.race(writes);
    expect(first).toMatchObject({ status: 8, code: 'EAGAIN' });
    await client.readAll();
    for (const { messages, status } of await Promise.all(answers)) {
      expect(status).toBe(0);
      const { result } = ExecuteSyscallResponse.decode(messages.subarray(5));
      expect(result?.result?.$case === 'readFile' && result.result.value.data.length).toBe(MiB);
    }
    await Promise.all(writes);
    await until(() => fixture.kernel.unread.calls.of(processOf(slow)) === 0);
  });

  test('a client with wide windows whose socket is not read costs no more', async () => {
    const slow = await fixture.actor(everything, { appId: 'deaf' });
    const path = fixture.kernel.address.slice('unix:'.length);
    const kernel = connectSocket(path);
    kernel.on('error', () => undefined);
    const between = createServer((socket) => {
      socket.on('error', () => undefined).pipe(kernel);
      kernel.on('data', (part: Buffer) => socket.write(part));
    });
    between.listen(`${path}.between`);
    await once(between, 'listening');
    using client = new ShutClient(2 ** 30, `${path}.between`);
    await once(client.session, 'remoteSettings');
    client.session.setLocalWindowSize(2 ** 30);
    expect((await client.call(slow.token)).status).toBe(0);
    kernel.pause();
    for (let count = 0; count < 500; count++) void client.call(slow.token);
    await settled(() => readBytes(slow));
    expect(readBytes(slow)).toBeGreaterThan(20 * MiB);
    expect(readBytes(slow)).toBeLessThan(40 * MiB);
    kernel.destroy();
    between.close();
    await until(() => fixture.kernel.unread.calls.of(processOf(slow)) === 0);
  });

  test('a deadline that passes frees nothing while the answer lies there; a client that goes frees all', async () => {
    const slow = await fixture.actor(everything, { appId: 'late' });
    const client = new ShutClient();
    const { calls } = fixture.kernel.unread;
    for (let count = 0; count < 20; count++) void client.call(slow.token, {}, { 'grpc-timeout': '3S' });
    await until(() => readBytes(slow) === 20 * MiB);
    const from = Date.now();
    await until(() => Date.now() - from > 3_500);
    expect(calls.of(processOf(slow))).toBeGreaterThanOrEqual(20 * MiB);
    client[Symbol.dispose]();
    await until(() => calls.of(processOf(slow)) === 0);
    expect(calls.total).toBe(0);
  });

  test('batches count with what they hold, and fail when there is no room', async () => {
    const slow = await fixture.actor(everything, { appId: 'batches' });
    using client = new ShutClient();
    const syscalls = Array.from({ length: 13 }, () => read);
    const message = ExecuteSyscallBatchRequest.encode({
      ...{ syscalls, parallel: true, stopAtError: false, deadlineMs: 0, traceparent: '' },
    }).finish();
    for (let count = 0; count < 40; count++) {
      client.open('ExecuteSyscallBatch', slow.token).end(framed(message));
    }
    await settled(() => readBytes(slow));
    expect(readBytes(slow)).toBeLessThan(56 * MiB);
    await other.call('readFile', whole);
  });

  test('many at a time by a client that reads are all served', async () => {
    const busy = await fixture.actor(everything, { appId: 'busy' });
    using client = new ShutClient();
    await client.readAll();
    const answers = await Promise.all(Array.from({ length: 100 }, () => client.call(busy.token)));
    const statuses = new Set(answers.map(({ status }) => status));
    expect(statuses).toEqual(new Set([0]));
  });
});

describe('rings', () => {
  const ringOf = (client: ShutClient, token: string, count: number): ClientHttp2Stream => {
    const submissions = Array.from({ length: count }, (_, id) => ({
      ...{ userData: id + 1, ref: 1, deadlineMs: 0, flags: 0, traceparent: '', syscall: read },
    }));
    const stream = client.open('Ring', token);
    const request = { attach: [{ ref: 1, token }], submissions, cancel: [], detach: [] };
    stream.write(framed(RingRequest.encode(request).finish()));
    return stream;
  };

  test('40 that are not read hold a bounded amount in all; others are served; each goes on when it is read', async () => {
    const slow = await fixture.actor(everything, { appId: 'rings' });
    const client = new ShutClient();
    const streams = Array.from({ length: 40 }, () => ringOf(client, slow.token, 8));
    const { rings } = fixture.kernel.unread;
    await settled(() => readBytes(slow));
    expect(readBytes(slow)).toBeLessThan(70 * MiB);
    expect(rings.of(processOf(slow))).toBeGreaterThan(60 * MiB);
    expect((await other.call('readFile', whole)).data.length).toBe(MiB);
    // Now they are read: everything that was asked is answered.
    let received = 0;
    for (const stream of streams) stream.on('data', (part: Buffer) => (received += part.length));
    await client.readAll();
    await until(() => received >= 40 * 8 * MiB);
    await until(() => rings.of(processOf(slow)) === 0);
    client[Symbol.dispose]();
  });

  test('of several processes hold a bounded amount in all, and leave nothing behind when their clients go', async () => {
    const client = new ShutClient();
    const slow = await Promise.all(
      Array.from({ length: 8 }, (_, index) => fixture.actor(everything, { appId: `ring-${index}` })),
    );
    for (const { token } of slow) for (let count = 0; count < 4; count++) ringOf(client, token, 16);
    const moved = (): number => slow.reduce((sum, actor) => sum + readBytes(actor), 0);
    await until(() => moved() > 0);
    await settled(moved);
    expect(moved()).toBeGreaterThan(200 * MiB);
    expect(moved()).toBeLessThan(280 * MiB);
    expect((await other.call('readFile', whole)).data.length).toBe(MiB);
    client[Symbol.dispose]();
    await until(() => fixture.kernel.unread.rings.total === 0);
    await other.call('readFile', whole);
  });
});
