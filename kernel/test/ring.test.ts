/**
 * The ring through its own door: linked submissions, fairness between the processes of one stream, deadlines, readers that
 * do not read, and whatever bytes a client may send.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Completion,
  KernelServiceClient,
  RingRequest,
  RingResponse,
  type Submission,
} from '@agentos/protocol/kernel';
import { KernelClient, kernelChannelOptions, lastHandle, link } from '@agentos/protocol/kernel-client';
import { type SyscallArgs, type SyscallCase, tagSyscall } from '@agentos/protocol/syscalls';
import { type ClientDuplexStream, credentials } from '@grpc/grpc-js';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { requestArgs, spawnArgs, writeArgs } from './cases/args.ts';
import { type Actor, everything, type KernelFixture, startKernel } from './kernel-fixture.ts';

let fixture: KernelFixture;
let app: Actor;

beforeAll(async () => {
  fixture = await startKernel();
  app = await fixture.actor(everything, { appId: 'ring' });
});
afterAll(() => fixture[Symbol.asyncDispose]());

const LINK = 1;

function submission<C extends SyscallCase>(
  userData: number,
  name: C,
  args: SyscallArgs<C>,
  more: Partial<Submission> = {},
): Submission {
  const syscall = { syscall: tagSyscall(name, args) };
  return { userData, ref: 1, deadlineMs: 0, flags: 0, traceparent: '', syscall, ...more };
}

/** A stream of our own, to send what our client never would. */
class RawRing implements AsyncDisposable {
  readonly completions: Completion[] = [];
  readonly attached: RingResponse['attached'] = [];
  readonly stream: ClientDuplexStream<Uint8Array, RingResponse>;
  readonly #grpc: KernelServiceClient;
  ended: Error | undefined;
  #changed = Promise.withResolvers<void>();

  constructor() {
    this.#grpc = new KernelServiceClient(fixture.kernel.address, credentials.createInsecure(), kernelChannelOptions);
    this.stream = this.#grpc.makeBidiStreamRequest(
      '/agentos.kernel.v1.KernelService/Ring',
      (bytes: Uint8Array) => Buffer.from(bytes),
      (bytes: Buffer) => RingResponse.decode(bytes),
    );
    this.stream.on('data', (response: RingResponse) => {
      this.completions.push(...response.completions);
      this.attached.push(...response.attached);
      this.#wake();
    });
    this.stream.on('error', (error: Error) => {
      this.ended = error;
      this.#wake();
    });
  }

  #wake(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers<void>();
  }
  write(request: Partial<RingRequest>): void {
    this.raw(RingRequest.encode({ attach: [], submissions: [], cancel: [], detach: [], ...request }).finish());
  }
  raw(bytes: Uint8Array): void {
    this.stream.write(bytes);
  }
  async until(met: () => boolean): Promise<void> {
    while (!met()) {
      if (this.ended !== undefined) throw this.ended;
      await this.#changed.promise;
    }
  }
  /** By user_data: the name of the result, or the code of the error. */
  outcomes(): Record<number, string | undefined> {
    const named = this.completions.map(({ userData, result }) => {
      const tagged = result?.result;
      return [userData, tagged?.$case === 'error' ? tagged.value.code : tagged?.$case] as const;
    });
    return Object.fromEntries(named);
  }
  async [Symbol.asyncDispose](): Promise<void> {
    const closed = new Promise((resolve) => this.stream.once('status', resolve));
    this.stream.cancel();
    if (this.ended === undefined) await closed;
    this.#grpc.close();
  }
}

async function rawRing(...actors: Actor[]): Promise<RawRing> {
  const ring = new RawRing();
  ring.write({ attach: actors.map(({ token }, index) => ({ ref: index + 1, token })) });
  await ring.until(() => ring.attached.length === actors.length);
  return ring;
}

const open = {
  path: '/home/chain.txt',
  read: true,
  write: true,
  append: false,
  create: true,
  exclusive: false,
  truncate: true,
  mode: 0,
};

describe('linked submissions', () => {
  test('a chain uses the handle it has just made', async () => {
    const [opened, written] = await app.chain([
      link('open', open),
      link('write', { descriptor: lastHandle, data: Buffer.from('linked') }),
      link('close', { descriptor: lastHandle }),
    ]);
    expect(written.written).toBe(6);
    expect(readFileSync(join(fixture.home, 'home', 'chain.txt'), 'utf8')).toBe('linked');
    await expect(app.call('read', { descriptor: opened.descriptor, length: 1 })).rejects.toMatchObject({
      code: 'EBADF',
    });
  });

  test('what fails takes the rest with it; what stands outside the chain runs', async () => {
    await using ring = await rawRing(app);
    ring.write({
      submissions: [
        submission(1, 'now', {}, { flags: LINK }),
        submission(2, 'readlink', { path: '/home/none' }, { flags: LINK }),
        submission(3, 'mkdir', { path: '/home/never', parents: false, mode: 0 }, { flags: LINK }),
        submission(4, 'now', {}),
        submission(5, 'uptime', {}),
      ],
    });
    await ring.until(() => ring.completions.length === 5);
    expect(ring.outcomes()).toEqual({ 1: 'now', 2: 'ENOENT', 3: 'ECANCELED', 4: 'ECANCELED', 5: 'uptime' });
    expect(existsSync(join(fixture.home, 'home', 'never'))).toBe(false);
  });

  test('without a handle made before, the placeholder is EBADF', async () => {
    await expect(app.chain([link('now', {}), link('close', { descriptor: lastHandle })])).rejects.toMatchObject({
      code: 'EBADF',
    });
    await expect(app.call('close', { descriptor: lastHandle })).rejects.toMatchObject({ code: 'EBADF' });
  });

  test('a chain goes on in a later message, after what it had succeeded', async () => {
    await using ring = await rawRing(app);
    ring.write({ submissions: [submission(1, 'open', open, { flags: LINK })] });
    await ring.until(() => ring.completions.length === 1);
    ring.write({ submissions: [submission(2, 'close', { descriptor: lastHandle }, { flags: LINK })] });
    ring.write({ submissions: [submission(3, 'close', { descriptor: lastHandle }, { flags: LINK })] });
    ring.write({ submissions: [submission(4, 'now', {})] });
    await ring.until(() => ring.completions.length === 4);
    expect(ring.outcomes()).toEqual({ 1: 'open', 2: 'close', 3: 'EBADF', 4: 'ECANCELED' });
  });

  test('chains of two processes on one stream do not meet', async () => {
    const other = await fixture.actor(['TIME_ACCESS'], { appId: 'other' });
    await using ring = await rawRing(app, other);
    ring.write({
      submissions: [
        submission(1, 'readlink', { path: '/home/none' }, { flags: LINK }),
        submission(2, 'now', {}, { ref: 2, flags: LINK }),
        submission(3, 'now', {}),
        submission(4, 'now', {}, { ref: 2 }),
      ],
    });
    await ring.until(() => ring.completions.length === 4);
    expect(ring.outcomes()).toEqual({ 1: 'ENOENT', 2: 'now', 3: 'ECANCELED', 4: 'now' });
  });

  test('cancelling a member, under way or waiting, cancels those after it and not those before', async () => {
    await using ring = await rawRing(app);
    const chain = (from: number): Submission[] => [
      submission(from, 'sleep', { durationMs: 30 }, { flags: LINK }),
      submission(from + 1, 'sleep', { durationMs: 60_000 }, { flags: LINK }),
      submission(from + 2, 'now', {}),
    ];
    ring.write({ submissions: [...chain(10), ...chain(20)], cancel: [11] });
    await ring.until(() => ring.completions.length === 4);
    expect(ring.outcomes()).toEqual({ 10: 'sleep', 11: 'ECANCELED', 12: 'ECANCELED', 20: 'sleep' });
    ring.write({ cancel: [21] });
    await ring.until(() => ring.completions.length === 6);
    expect(ring.outcomes()).toMatchObject({ 21: 'ECANCELED', 22: 'ECANCELED' });
  });

  test('a long chain that breaks is answered bit by bit, every member once', async () => {
    await using ring = await rawRing(app);
    const members = 5_000;
    let mostAtOnce = 0;
    ring.stream.on('data', ({ completions }: RingResponse) => {
      mostAtOnce = Math.max(mostAtOnce, completions.length);
    });
    const broken = (from: number): Submission[] => [
      submission(from, 'sleep', { durationMs: 100 }, { flags: LINK }),
      submission(from + 1, 'readlink', { path: '/home/none' }, { flags: LINK }),
      ...Array.from({ length: members }, (_, index) => submission(from + 2 + index, 'now', {}, { flags: LINK })),
    ];
    ring.write({ submissions: broken(10) });
    // One that is cancelled by itself while it waits for its answer is answered once all the same.
    ring.write({ cancel: [4_000] });
    await ring.until(() => ring.completions.length === members + 2);
    const codes = Object.values(ring.outcomes());
    expect(codes.filter((code) => code === 'ECANCELED')).toHaveLength(members);
    expect(new Set(ring.completions.map(({ userData }) => userData)).size).toBe(members + 2);
    expect(mostAtOnce).toBeLessThan(1_000);
    await app.call('now', {});
  });

  test('each member has a deadline of its own, from the end of the one before', async () => {
    await using ring = await rawRing(app);
    ring.write({
      submissions: [
        submission(1, 'sleep', { durationMs: 120 }, { flags: LINK }),
        submission(2, 'sleep', { durationMs: 20 }, { flags: LINK, deadlineMs: 100 }),
        submission(3, 'sleep', { durationMs: 60_000 }, { flags: LINK, deadlineMs: 20 }),
        submission(4, 'now', {}),
      ],
    });
    await ring.until(() => ring.completions.length === 4);
    expect(ring.outcomes()).toEqual({ 1: 'sleep', 2: 'sleep', 3: 'ETIMEDOUT', 4: 'ECANCELED' });
  });

  test('against a model: order, stop at the first failure, whatever is linked, lasts, fails or is cut into messages', async () => {
    await using ring = await rawRing(app);
    const step = fc.record({
      kind: fc.constantFrom('inline', 'lasting', 'failing', 'bad flags' as const),
      linked: fc.boolean(),
      cut: fc.boolean(),
    });
    let next = 1_000;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
        const first = next;
        next += steps.length;
        const expected: Record<number, string> = {};
        let broken = false;
        const message: Submission[] = [];
        for (const [index, { kind, linked, cut }] of steps.entries()) {
          const last = index === steps.length - 1;
          const flags = (linked && !last ? LINK : 0) | (kind === 'bad flags' ? 8 : 0);
          const id = first + index;
          expected[id] = { inline: 'now', lasting: 'sleep', failing: 'ENOENT', 'bad flags': 'EINVAL' }[kind];
          // What cannot be taken is refused for what it is; what could be is not run once its chain has failed.
          if (broken && kind !== 'bad flags') expected[id] = 'ECANCELED';
          const failed: boolean = broken || kind === 'failing' || kind === 'bad flags';
          broken = (flags & LINK) !== 0 && failed;
          if (kind === 'lasting') message.push(submission(id, 'sleep', { durationMs: 1 }, { flags }));
          else if (kind === 'failing') message.push(submission(id, 'readlink', { path: '/home/none' }, { flags }));
          else message.push(submission(id, 'now', {}, { flags }));
          if (cut || last) ring.write({ submissions: message.splice(0) });
        }
        ring.completions.length = 0;
        await ring.until(() => ring.completions.length === steps.length);
        expect(ring.outcomes()).toEqual(expected);
        const order = ring.completions.map(({ userData }) => userData);
        for (let index = 1; index < steps.length; index++) {
          // Members of one chain are answered in order, except that a refusal does not wait.
          if (steps[index - 1]?.linked !== true || steps[index]?.kind === 'bad flags') continue;
          if (steps[index - 1]?.kind === 'bad flags' || expected[first + index] === 'ECANCELED') continue;
          expect(order.indexOf(first + index)).toBeGreaterThan(order.indexOf(first + index - 1));
        }
      }),
      { numRuns: 60 },
    );
  });

  test('a chain of 10,000 neither fills the stack nor keeps others waiting', async () => {
    const other = await fixture.actor(['TIME_ACCESS'], { appId: 'beside' });
    const links = Array.from({ length: 10_000 }, () => link('now', {}));
    const whole = app.chain(links);
    await other.call('now', {});
    expect((await whole).length).toBe(10_000);
  });
});

describe('several processes on one stream', () => {
  test('one that holds as many lasting calls as it may does not keep the others from theirs', async () => {
    const other = await fixture.actor(['TIME_ACCESS'], { appId: 'modest' });
    const greedy = await fixture.actor(['TIME_ACCESS'], { appId: 'greedy' });
    await using ring = await rawRing(greedy, other);
    const sleeps = Array.from({ length: 20_000 }, (_, index) => submission(index + 1, 'sleep', { durationMs: 60_000 }));
    ring.write({ submissions: sleeps });
    ring.write({
      submissions: [
        submission(50_001, 'sleep', { durationMs: 5 }, { ref: 2 }),
        submission(50_002, 'now', {}, { ref: 2 }),
      ],
    });
    await ring.until(() => ring.outcomes()[50_001] === 'sleep' && ring.outcomes()[50_002] === 'now');
  });

  test('a flood by one is charged to it and the answers of the other come between its own', async () => {
    const flood = await fixture.actor(['TIME_ACCESS'], { appId: 'flood' });
    const quiet = await fixture.actor(['TIME_ACCESS'], { appId: 'quiet' });
    await using ring = await rawRing(flood, quiet);
    const most = 16_000;
    ring.write({ submissions: Array.from({ length: most }, (_, index) => submission(index + 1, 'now', {})) });
    ring.write({ submissions: [submission(50_000, 'now', {}, { ref: 2 })] });
    await ring.until(() => ring.completions.length === most + 1);
    const at = ring.completions.findIndex(({ userData }) => userData === 50_000);
    expect(at).toBeLessThan(most);
    const charged = ({ pid }: Actor): number => fixture.kernel.processes.require(pid).schedule.kernelNs;
    expect(charged(flood)).toBeGreaterThan(100 * charged(quiet));
    expect(charged(quiet)).toBeGreaterThan(0);
  });
});

describe('deadlines and ends', () => {
  test('a deadline ends a call while it runs', async () => {
    await using ring = await rawRing(app);
    ring.write({ submissions: [submission(1, 'sleep', { durationMs: 60_000 }, { deadlineMs: 30 })] });
    await ring.until(() => ring.completions.length === 1);
    expect(ring.outcomes()).toEqual({ 1: 'ETIMEDOUT' });
  });

  test('a stream that goes away ends what ran on it and leaves the process alone', async () => {
    const left = await fixture.actor(['TIME_ACCESS'], { appId: 'left' });
    const process = fixture.kernel.processes.require(left.pid);
    {
      await using ring = await rawRing(left);
      ring.write({
        submissions: Array.from({ length: 100 }, (_, id) => submission(id + 1, 'sleep', { durationMs: 60_000 })),
      });
      while (process.pending < 100) await left.call('now', {});
    }
    while (process.pending > 0) await left.call('now', {});
    expect(process.waiting).toBe(0);
    await left.call('now', {});
  });
});

describe('a client that does not read', () => {
  test('costs the kernel a bounded amount of memory, and everybody else nothing', async () => {
    await app.call('writeFile', writeArgs('/home/large', '', { data: Buffer.alloc(1024 * 1024) }));
    await using ring = await rawRing(app);
    ring.stream.pause();
    const { counters } = fixture.kernel.processes.require(app.pid);
    const before = counters.bytesRead;
    const read = { path: '/home/large', offset: 0, length: 0 };
    ring.write({ submissions: Array.from({ length: 300 }, (_, id) => submission(id + 1, 'readFile', read)) });
    const other = await fixture.actor(['TIME_ACCESS'], { appId: 'reads' });
    for (let count = 0; count < 200; count++) await other.call('now', {});
    const stalled = counters.bytesRead;
    for (let count = 0; count < 200; count++) await other.call('now', {});
    expect(counters.bytesRead).toBe(stalled);
    expect(stalled - before).toBeLessThan(80 * 1024 * 1024);
    ring.stream.resume();
    await ring.until(() => ring.completions.length === 300);
    expect(new Set(Object.values(ring.outcomes()))).toEqual(new Set(['readFile']));
  });
});

describe('whatever a client sends', () => {
  const bytesOf = (request: Partial<RingRequest>): Uint8Array =>
    RingRequest.encode({ attach: [], submissions: [], cancel: [], detach: [], ...request }).finish();

  test('a submission that cannot be read fails by itself', async () => {
    await using ring = await rawRing(app);
    // user_data 7, ref 1, and a syscall whose inside ends too early.
    const broken = Uint8Array.from([0x12, 0x08, 0x08, 0x07, 0x10, 0x01, 0x32, 0x02, 0xd2, 0x7f]);
    ring.raw(
      Buffer.concat([
        bytesOf({ submissions: [submission(1, 'now', {})] }),
        broken,
        bytesOf({ submissions: [submission(2, 'now', {})] }),
      ]),
    );
    await ring.until(() => ring.completions.length === 3);
    expect(ring.outcomes()).toEqual({ 1: 'now', 7: 'EINVAL', 2: 'now' });
  });

  test('a message that cannot be read ends its stream with an error that says so, and nothing else', async () => {
    await using ring = await rawRing(app);
    ring.raw(Uint8Array.from([0x12, 0xff, 0xff, 0xff, 0x7f]));
    await expect(ring.until(() => false)).rejects.toThrow(/makes no sense/);
    await app.call('now', {});
  });

  test('a message beyond the limit ends its stream with an error that says so, and nothing else', async () => {
    await using ring = await rawRing(app);
    ring.raw(new Uint8Array(17 * 1024 * 1024));
    await expect(ring.until(() => false)).rejects.toThrow(/larger than max|RESOURCE_EXHAUSTED/);
    await app.call('now', {});
  });

  test('a message of 200,000 cancellations does not keep others waiting', async () => {
    await using ring = await rawRing(app);
    ring.write({ cancel: Array.from({ length: 200_000 }, (_, index) => index), submissions: [] });
    ring.write({ submissions: [submission(1, 'now', {})] });
    await app.call('now', {});
    await ring.until(() => ring.completions.length === 1);
  });

  const id = fc.oneof(fc.integer({ min: 0, max: 20 }), fc.maxSafeNat());
  const uint32 = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 2 ** 32 - 1 }));
  const path = fc.oneof(fc.constantFrom('/home', '/home/x', '', '..', '/home/\0', 'a'.repeat(5_000)), fc.string());
  const syscall = fc.oneof(
    fc.constant(tagSyscall('now', {})),
    fc.record({ durationMs: uint32 }).map((args) => tagSyscall('sleep', { durationMs: Math.min(args.durationMs, 5) })),
    path.map((one) => tagSyscall('stat', { path: one, follow: true })),
    fc.record({ descriptor: uint32, length: uint32 }).map((args) => tagSyscall('read', args)),
    uint32.map((descriptor) => tagSyscall('close', { descriptor })),
    fc.record({ key: fc.string(), namespace: fc.string() }).map((args) => tagSyscall('kvGet', args)),
    fc.constant(undefined),
  );
  const request: fc.Arbitrary<RingRequest> = fc.record({
    attach: fc.array(fc.record({ ref: uint32, token: fc.string() }), { maxLength: 3 }),
    submissions: fc.array(
      fc.record({
        userData: id,
        ref: fc.integer({ min: 0, max: 3 }),
        deadlineMs: uint32,
        flags: fc.constantFrom(0, 1, 1, 2, 2 ** 32 - 1),
        traceparent: fc.oneof(fc.constant(''), fc.string()),
        syscall: syscall.map((one) => (one === undefined ? undefined : { syscall: one })),
      }),
      { maxLength: 40 },
    ),
    cancel: fc.array(id, { maxLength: 20 }),
    detach: fc.array(fc.integer({ min: 2, max: 9 }), { maxLength: 3 }),
  });

  test('random requests are answered, one completion for each submission, and the kernel goes on', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(request, { maxLength: 8 }), async (requests) => {
        await using ring = await rawRing(app);
        let submissions = 0;
        for (const one of requests) {
          submissions += one.submissions.length;
          ring.write(one);
        }
        await ring.until(() => ring.completions.length >= submissions);
        expect(ring.completions.length).toBe(submissions);
        await app.call('now', {});
      }),
      { numRuns: 60 },
    );
    const process = fixture.kernel.processes.require(app.pid);
    while (process.pending > 0) await app.call('now', {});
  });

  test('random bytes end a stream or are passed over; the kernel goes on', async () => {
    const damaged = fc
      .tuple(request, fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 6 }))
      .map(([one, changes]) => {
        const bytes = RingRequest.encode(one).finish();
        for (const [at, value] of changes) if (bytes.length > 0) bytes[at % bytes.length] = value;
        return bytes;
      });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(damaged, fc.uint8Array({ maxLength: 200 })), { maxLength: 5 }),
        async (messages) => {
          await using ring = await rawRing(app);
          for (const bytes of messages) ring.raw(bytes);
          await app.call('now', {});
        },
      ),
      { numRuns: 150 },
    );
    await using client = Object.assign(await KernelClient.connect({ address: fixture.kernel.address }), {
      async [Symbol.asyncDispose]() {
        await client.close();
      },
    });
    await client.attach(app.token);
  });
});

test('a call that no message can hold fails by itself, whatever makes it large, and other apps go on', async () => {
  const other = await fixture.actor(['TIME_ACCESS'], { appId: 'bystander' });
  const sleeping = other.call('sleep', { durationMs: 100 });
  const long = 'x'.repeat(17 * 1024 * 1024);
  const calls = [
    app.call('stat', { path: long, follow: false }),
    app.call('setenv', { name: 'LONG', value: long, remove: false }),
    app.call('spawn', spawnArgs({ arguments: [long] })),
    app.call('networkRequest', requestArgs('http://127.0.0.1:1/', { body: Buffer.alloc(17 * 1024 * 1024) })),
  ];
  for (const call of calls) await expect(call).rejects.toMatchObject({ code: 'EMSGSIZE' });
  await sleeping;
});
