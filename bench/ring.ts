/** The kernel's transport: the ring through our client beside one-operation frames, a unary call and a bare socket. */
import { randomBytes } from 'node:crypto';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { credentials } from '@grpc/grpc-js';
import { KernelServiceClient, type RingResponse } from '../protocol/gen/agentos/kernel/v1/kernel.js';
import { kernelChannelOptions } from '../protocol/src/kernel-client.ts';
import { tagSyscall } from '../protocol/src/syscalls.ts';
import { atMost, type Bench, type Figure, quantile, rate, time } from './figure.ts';
import { kernelOf } from './kernels.ts';

const warmUps = 2_000;
const roundTrips = 5_000;
const inFlight = 64;
const throughputMs = 3_000;

export const ring: Bench = {
  name: 'ring',
  title: 'Kernel calls',
  how: `Operation \`now\` over the kernel's Unix socket, from another process. Round trip: one call at a time, ${roundTrips} times. Throughput: ${inFlight} in flight for ${throughputMs / 1000} s, once through our client, which gathers the calls of one turn into one message, and once with one operation a message. The bare socket echoes 64 bytes between two threads in the same run.`,
  async run({ system }) {
    await using kernel = await kernelOf(await system());
    const { address, client } = kernel;
    const token = await kernel.token('bench', ['TIME_ACCESS']);
    const process = await client.attach(token);
    const echo = await socketEcho();
    const trip = await each(() => process.call('now', {}));
    const unary = await each(() => client.executeUnary(token, 'now', {}));
    const throughput = await perSecond(() => process.call('now', {}));
    const singles = await oneOperationFrames(address, token);
    return [
      ...roundTrip('bare Unix socket, 64 bytes', echo, echo),
      ...roundTrip('ring', trip, echo),
      atMost('ring, round trip p50', quantile(trip, 0.5), 0.08, time),
      ...roundTrip('unary call', unary, echo),
      {
        name: `ring, ${inFlight} in flight`,
        value: rate(throughput),
        aim: `≥ ${rate(100_000)}`,
        met: throughput >= 100_000,
      },
      { name: `one operation a message, ${inFlight} in flight`, value: rate(singles), aim: '20,000-29,000/s' },
      { name: 'gain from gathering', value: `${(throughput / singles).toFixed(1)}×` },
      {
        name: 'ring against unary, round trip',
        value: `${(quantile(unary, 0.5) / quantile(trip, 0.5)).toFixed(1)}×`,
      },
    ];
  },
};

function roundTrip(name: string, samples: readonly number[], echo: readonly number[]): Figure[] {
  const p50 = quantile(samples, 0.5);
  const ratio = samples === echo ? '' : `, ${(p50 / quantile(echo, 0.5)).toFixed(1)}× the bare socket`;
  return [{ name: `${name}, p50 / p99`, value: `${time(p50)} / ${time(quantile(samples, 0.99))}${ratio}` }];
}

/** Times of single calls, one after the other, milliseconds. */
async function each(call: () => Promise<unknown>): Promise<number[]> {
  for (let index = 0; index < warmUps; index += 1) await call();
  const samples: number[] = [];
  for (let index = 0; index < roundTrips; index += 1) {
    const from = performance.now();
    await call();
    samples.push(performance.now() - from);
  }
  return samples;
}

/** Calls a second with a fixed number in flight. */
async function perSecond(call: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  const end = from + throughputMs;
  let done = 0;
  const lane = async (): Promise<void> => {
    while (performance.now() < end) {
      await call();
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  return done / ((performance.now() - from) / 1000);
}

/** The same, with every submission in a message of its own. */
function oneOperationFrames(address: string, token: string): Promise<number> {
  const grpc = new KernelServiceClient(address, credentials.createInsecure(), kernelChannelOptions);
  const stream = grpc.ring();
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  let next = 1;
  let done = 0;
  let from = 0;
  const submit = (): void => {
    const syscall = { syscall: tagSyscall('now', {}) };
    const submission = { userData: next++, ref: 1, deadlineMs: 0, flags: 0, traceparent: '', syscall };
    stream.write({ attach: [], submissions: [submission], cancel: [], detach: [] });
  };
  stream.on('error', reject);
  stream.on('data', (response: RingResponse) => {
    if (response.attached.length > 0) {
      from = performance.now();
      for (let lane = 0; lane < inFlight; lane += 1) submit();
    }
    done += response.completions.length;
    const elapsed = performance.now() - from;
    if (elapsed >= throughputMs && from > 0) {
      resolve(done / (elapsed / 1000));
      return;
    }
    for (const _completion of response.completions) submit();
  });
  stream.write({ attach: [{ ref: 1, token }], submissions: [], cancel: [], detach: [] });
  return promise.finally(() => {
    stream.removeAllListeners('error');
    stream.on('error', () => {});
    stream.cancel();
    grpc.close();
  });
}

/** Round trips of 64 bytes over a Unix socket to another thread. */
async function socketEcho(): Promise<number[]> {
  const path = join(tmpdir(), `agentos-echo-${randomBytes(4).toString('hex')}.sock`);
  const worker = new Worker(fileURLToPath(new URL('./socket-echo.ts', import.meta.url)), { workerData: path });
  await new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  const socket = createConnection(path);
  await new Promise((resolve) => socket.once('connect', resolve));
  const bytes = randomBytes(64);
  let arrived = 0;
  let resolveTrip = (): void => {};
  socket.on('data', (chunk) => {
    arrived += chunk.length;
    if (arrived < bytes.length) return;
    arrived = 0;
    resolveTrip();
  });
  const samples = await each(
    () =>
      new Promise<void>((resolve) => {
        resolveTrip = resolve;
        socket.write(bytes);
      }),
  );
  socket.destroy();
  await worker.terminate();
  return samples;
}
