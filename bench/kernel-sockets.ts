/** Sockets of the kernel beside those of the host, and what a check of network rules costs. */

import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { formatAddress, parseAddress } from '../kernel/src/security/addresses.ts';
import { CapabilitySet } from '../kernel/src/security/capability-set.ts';
import { NetworkPolicy } from '../kernel/src/security/network-rules.ts';
import { SocketFamily, SocketType } from '../protocol/gen/agentos/kernel/v1/kernel.js';
import type { KernelProcess } from '../protocol/src/kernel-client.ts';
import { type Bench, type Figure, megabytes, quantile, rate, time } from './figure.ts';
import { startKernelAlone } from './kernels.ts';

const warmUps = 300;
const roundTrips = 2_000;
const bulkBytes = 64 * 1024 * 1024;
const piece = randomBytes(512 * 1024);
const inFlight = 4;
const perBatch = 500;

export const kernelSockets: Bench = {
  name: 'kernel-sockets',
  title: 'Sockets',
  how: `64 bytes to a TCP echo server in another thread and back, ${roundTrips} times one after the other: by node:net, and by \`send\` and \`recv\` of a kernel in a process of its own over its ring (the \`recv\` waits before the \`send\` starts), beside the empty operation \`now\`. Then ${megabytes(bulkBytes)} one way, in sends of ${piece.length / 1024} KiB. The check: 16 rules, of which the last one matches.`,
  async run() {
    await using kernel = await startKernelAlone({ programs: false, budget: true });
    const [echo, sink] = await Promise.all([serve('echo'), serve('sink')]);
    try {
      const capabilities = ['TIME_ACCESS', 'NETWORK_ACCESS:127.0.0.1', 'WRITE_FILE', 'CREATE_FILE'];
      const process = await kernel.client.attach(await kernel.token('bench-sockets', capabilities));
      const bare = await bareEcho(echo.port);
      const empty = await each(() => process.call('now', {}));
      const kept = await kernelEcho(process, echo.port);
      const bareBulk = await bareSend(sink.port);
      const keptBulk = await kernelSend(process, sink.port);
      const files = await fileWrites(process);
      const p50 = quantile(kept, 0.5);
      return [
        { name: 'node:net echo, p50 / p99', value: show(bare) },
        { name: 'empty ring operation, p50 / p99', value: show(empty) },
        { name: 'kernel echo by the ring, p50 / p99', value: show(kept) },
        { name: 'kernel echo against node:net', value: `${(p50 / quantile(bare, 0.5)).toFixed(1)}×` },
        { name: 'kernel echo against an empty ring operation', value: `${(p50 / quantile(empty, 0.5)).toFixed(1)}×` },
        { name: 'node:net, one way', value: `${megabytes(bareBulk)}/s` },
        {
          name: 'kernel by the ring, one way',
          value: `${megabytes(keptBulk)}/s, ${(bareBulk / keptBulk).toFixed(1)}× slower than node:net`,
        },
        { name: 'the same pieces to files in /tmp by the ring', value: `${megabytes(files)}/s` },
        ...ruleChecks(),
      ];
    } finally {
      await Promise.all([echo.close(), sink.close()]);
    }
  },
};

const show = (samples: readonly number[]): string =>
  `${time(quantile(samples, 0.5))} / ${time(quantile(samples, 0.99))}`;

async function serve(kind: 'echo' | 'sink'): Promise<{ port: number; close(): Promise<unknown> }> {
  const worker = new Worker(fileURLToPath(new URL('./tcp-echo.ts', import.meta.url)), { workerData: kind });
  const [port]: unknown[] = await once(worker, 'message');
  if (typeof port !== 'number') throw new Error('the server of the bench has no port');
  return { port, close: () => worker.terminate() };
}

async function each(call: () => Promise<unknown>): Promise<number[]> {
  for (let index = 0; index < warmUps; index++) await call();
  const samples: number[] = [];
  for (let index = 0; index < roundTrips; index++) {
    const from = performance.now();
    await call();
    samples.push(performance.now() - from);
  }
  return samples;
}

async function connected(port: number): Promise<Socket> {
  const socket = createConnection({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  return socket;
}

async function bareEcho(port: number): Promise<number[]> {
  const socket = await connected(port);
  const bytes = randomBytes(64);
  const samples = await each(
    () =>
      new Promise<void>((resolve) => {
        socket.once('data', () => resolve());
        socket.write(bytes);
      }),
  );
  socket.destroy();
  return samples;
}

async function open(process: KernelProcess, port: number): Promise<number> {
  const { socket } = await process.call('socket', { family: SocketFamily.IPV4, type: SocketType.STREAM });
  await process.call('connect', { socket, address: { host: '127.0.0.1', port } });
  await process.call('setsockopt', { socket, option: 'TCP_NODELAY', value: 1, address: '' });
  return socket;
}

async function kernelEcho(process: KernelProcess, port: number): Promise<number[]> {
  const socket = await open(process, port);
  const data = randomBytes(64);
  const samples = await each(() => {
    const answer = process.call('recv', { socket, length: 64 });
    return Promise.all([answer, process.call('send', { socket, data })]);
  });
  await process.call('socketClose', { socket });
  return samples;
}

/** Bytes a second until the other side has read everything. */
async function bareSend(port: number): Promise<number> {
  const socket = await connected(port);
  const from = performance.now();
  for (let sent = 0; sent < bulkBytes; sent += piece.length) {
    if (!socket.write(piece)) await once(socket, 'drain');
  }
  socket.end();
  await once(socket, 'data');
  return bulkBytes / ((performance.now() - from) / 1000);
}

/** What the ring carries in the same pieces when no socket is behind it. */
async function fileWrites(process: KernelProcess): Promise<number> {
  const how = { offset: undefined, append: false, create: true, truncate: true, replace: false, mode: 0 };
  const from = performance.now();
  let left = bulkBytes / piece.length;
  const lane = async (path: string): Promise<void> => {
    while (left-- > 0) await process.call('writeFile', { path, data: piece, ...how });
  };
  await Promise.all(Array.from({ length: inFlight }, (_, index) => lane(`/tmp/piece-${index}`)));
  return bulkBytes / ((performance.now() - from) / 1000);
}

async function kernelSend(process: KernelProcess, port: number): Promise<number> {
  const socket = await open(process, port);
  const from = performance.now();
  let left = bulkBytes / piece.length;
  const lane = async (): Promise<void> => {
    while (left-- > 0) await process.call('send', { socket, data: piece });
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  await process.call('setsockopt', { socket, option: 'SHUT_WR', value: 0, address: '' });
  await process.call('recv', { socket, length: 4 });
  const perSecond = bulkBytes / ((performance.now() - from) / 1000);
  await process.call('socketClose', { socket });
  return perSecond;
}

function ruleChecks(): Figure[] {
  const address = parseAddress('93.184.215.14');
  if (address === undefined) throw new Error('no address');
  const policy = new NetworkPolicy(undefined);
  policy.replace(
    Array.from({ length: 16 }, (_, index) => ({
      allow: index % 2 === 0,
      host: index === 15 ? '93.184.0.0/16' : index % 3 === 0 ? `*.host${index}.example` : `10.${index}.0.0/16`,
      firstPort: 443,
      lastPort: 0,
      priority: 16 - index,
    })),
  );
  const capabilities = CapabilitySet.parse(['NETWORK_ACCESS:*.example.com:443'], '');
  const target = { name: 'www.example.com', address, port: 443 };
  const text = formatAddress(address);
  let denied = 0;
  const rules = nanoseconds(() => {
    if (policy.verdict(target) === 'deny') denied++;
  });
  const whole = nanoseconds(() => {
    const granted = capabilities.allowsHost(target.name, 443) && capabilities.allowsAddress(text, 443);
    if (granted && policy.verdict(target) === 'deny') denied++;
  });
  return [
    { name: 'check of 16 network rules', value: `${Math.round(rules)} ns (${rate(1e9 / rules)})` },
    {
      name: 'the same with the capabilities of host and address',
      value: `${(whole / 1000).toFixed(1)} µs`,
      aim: denied > 0 ? 'each denied' : 'wrong',
    },
  ];
}

/** Of one check: the median of batches, so that a batch that was interrupted does not count. */
function nanoseconds(check: () => void): number {
  const batches: number[] = [];
  for (let batch = 0; batch < 60; batch++) {
    const from = performance.now();
    for (let index = 0; index < perBatch; index++) check();
    batches.push(((performance.now() - from) * 1e6) / perBatch);
  }
  return quantile(batches.slice(10), 0.5);
}
