/** A gigabyte through StreamSyscall, beside a gRPC stream that codes nothing and beside the bare host. */
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, credentials } from '@grpc/grpc-js';
import { kernelChannelOptions } from '../protocol/src/kernel-client.ts';
import { type Bench, type Figure, megabytes } from './figure.ts';
import { kernelOf } from './kernels.ts';

const MiB = 1024 * 1024;
const totalBytes = 1024 * MiB;
const chunkBytes = 512 * 1024;
const growthAim = 64 * MiB;

export const kernelStreaming: Bench = {
  name: 'kernel-streaming',
  title: 'Streaming',
  how: `${totalBytes / MiB} MiB of a file through StreamSyscall and our client, over the kernel's Unix socket from another process, in chunks of ${chunkBytes / 1024} KiB. In the same run, the same amount over a gRPC stream of the same library that codes nothing, between two processes, and by plain reads and writes of the file. Growth: the largest resident size of the kernel during the transfer, less that before.`,
  async run({ system }) {
    const running = await system();
    await using kernel = await kernelOf(running);
    const { client, pid } = kernel;
    const token = await kernel.token('bench-stream', ['STANDARD']);
    const path = '/home/.apps/bench-stream/large';
    const hostPath = join(running.home, 'home', '.apps', 'bench-stream', 'large');
    const baseline = await startBaseline();
    try {
      const part = randomBytes(MiB);
      const writing = await watched(pid, async () => {
        const writer = client.streamWrite(token, { path, create: true, truncate: true });
        for (let sent = 0; sent < totalBytes; sent += part.length) await writer.write(part);
        await writer.finish();
      });
      const reading = await watched(pid, async () => {
        let got = 0;
        for await (const chunk of client.streamRead(token, { path, chunkBytes })) got += chunk.length;
        if (got !== totalBytes) throw new Error(`${got} bytes instead of ${totalBytes}`);
      });
      const bareRead = await timed(() => readByHost(hostPath));
      const bareWrite = await timed(() => writeByHost(hostPath));
      const plainRead = await timed(() => baseline.read());
      const plainWrite = await timed(() => baseline.write());
      return [
        speed('read', reading.ms, 0.5),
        ratio('read against the stream that codes nothing', plainRead / reading.ms, 0.6),
        { name: 'read, bare host', value: gigabytesPerSecond(bareRead) },
        speed('write', writing.ms, 0.2),
        ratio('write against the stream that codes nothing', plainWrite / writing.ms, undefined),
        { name: 'write, bare host', value: gigabytesPerSecond(bareWrite) },
        growth('growth of the kernel while reading', reading.growth),
        growth('growth of the kernel while writing', writing.growth),
      ];
    } finally {
      baseline.close();
      rmSync(hostPath, { force: true });
    }
  },
};

const gigabytesPerSecond = (ms: number): string => `${(totalBytes / 1e9 / (ms / 1000)).toFixed(2)} GB/s`;

function speed(name: string, ms: number, aim: number): Figure {
  const value = gigabytesPerSecond(ms);
  return { name, value, aim: `≥ ${aim} GB/s`, met: totalBytes / 1e9 / (ms / 1000) >= aim };
}

function ratio(name: string, part: number, aim: number | undefined): Figure {
  const value = `${Math.round(part * 100)} %`;
  return aim === undefined ? { name, value } : { name, value, aim: `≥ ${aim * 100} %`, met: part >= aim };
}

function growth(name: string, bytes: number): Figure {
  return { name, value: megabytes(bytes), aim: `< ${megabytes(growthAim)}`, met: bytes < growthAim };
}

async function timed(work: () => Promise<void>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

/** Time of the work, and how much the process grew meanwhile at most. */
async function watched(pid: number, work: () => Promise<void>): Promise<{ ms: number; growth: number }> {
  const before = residentBytes(pid);
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, residentBytes(pid));
  }, 20);
  try {
    const ms = await timed(work);
    return { ms, growth: Math.max(most, residentBytes(pid)) - before };
  } finally {
    clearInterval(timer);
  }
}

function residentBytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
}

async function readByHost(path: string): Promise<void> {
  const fd = openSync(path, 'r');
  const buffer = Buffer.alloc(chunkBytes);
  while (readSync(fd, buffer) > 0);
  closeSync(fd);
}

async function writeByHost(path: string): Promise<void> {
  const fd = openSync(path, 'w');
  const part = Buffer.alloc(chunkBytes, 1);
  for (let written = 0; written < totalBytes; written += part.length) writeSync(fd, part);
  closeSync(fd);
}

async function startBaseline() {
  const socket = join(tmpdir(), `agentos-baseline-${randomBytes(4).toString('hex')}.sock`);
  const script = fileURLToPath(new URL('./stream-baseline.ts', import.meta.url));
  const child = fork(script, [socket, String(chunkBytes), String(totalBytes)], { silent: true });
  await new Promise((resolve, reject) => {
    child.stdout?.once('data', resolve);
    child.once('exit', reject);
  });
  const client = new Client(`unix:${socket}`, credentials.createInsecure(), kernelChannelOptions);
  const same = (bytes: Buffer): Buffer => bytes;
  return {
    async read() {
      for await (const _chunk of client.makeBidiStreamRequest('/bench/read', same, same));
    },
    async write() {
      const stream = client.makeBidiStreamRequest('/bench/write', same, same);
      const over = new Promise((resolve, reject) => {
        stream.once('data', resolve);
        stream.once('error', reject);
      });
      const part = Buffer.alloc(chunkBytes, 1);
      for (let sent = 0; sent < totalBytes; sent += part.length) {
        if (!stream.write(part)) await new Promise((resolve) => stream.once('drain', resolve));
      }
      stream.end();
      await over;
    },
    close() {
      client.close();
      child.kill();
    },
  };
}
