/** Host programs: from the call to the first byte, how long the event loop stands still for it, and the end of a tree. */
import { spawn as spawnChild } from 'node:child_process';
import { PerformanceObserver } from 'node:perf_hooks';
import type { HostBackend, HostProcess, HostStream, LaunchRequest } from '../kernel/src/host/backend.ts';
import { DescriptorStream } from '../kernel/src/host/descriptor-stream.ts';
import { loadLibc } from '../kernel/src/host/libc.ts';
import { startKernel } from '../kernel/test/kernel-fixture.ts';
import { makeBackend } from '../kernel/test/real-backend.ts';
import { type Bench, type Figure, quantile, time } from './figure.ts';

const warmUps = 10;
const rounds = 60;
const trees = 12;

export const kernelProcesses: Bench = {
  name: 'kernel-processes',
  title: 'Host programs',
  how: `A whole kernel in this process starts \`echo\` ${rounds} times each way, from the call to the first byte that it prints: by bare \`posix_spawn\`, by Node's \`child_process\`, and in a sandbox with its control group. How long the event loop stands still is the longest gap between two turns during one start, in as many starts of their own, less what the garbage collector took. The tree: 100 processes in one sandbox, ${trees} times, from the call to the end of the last.`,
  async run() {
    if (process.platform !== 'linux') return { skipped: 'programs need Linux' };
    const opened = Promise.withResolvers<HostBackend>();
    await using _kernel = await startKernel({
      async makeBackend(home) {
        const backend = await makeBackend(home);
        opened.resolve(backend);
        return backend;
      },
    });
    const backend = await opened.promise;
    const plain = await each(posixSpawn());
    const node = await each(childProcess);
    const sandboxed = await each(() => sandbox(backend));
    const killed = await killTrees(backend);
    const resident = process.memoryUsage().rss / 1024 ** 2;
    return [
      { name: 'resident memory of the process that spawns', value: `${Math.round(resident)} MB` },
      ...starts('posix_spawn, bare', plain, 3),
      ...starts('child_process', node),
      ...starts('in a sandbox', sandboxed, 15),
      {
        name: 'sandbox against posix_spawn, to the first byte',
        value: `${(quantile(sandboxed.ready, 0.5) / quantile(plain.ready, 0.5)).toFixed(1)}×`,
      },
      {
        name: 'tree of 100 killed, p50 / worst',
        value: `${time(quantile(killed, 0.5))} / ${time(Math.max(...killed))}`,
        aim: '≤ 50 ms',
        met: quantile(killed, 0.5) <= 50,
      },
    ];
  },
};

interface Starts {
  /** Milliseconds to the first byte. */
  readonly ready: readonly number[];
  /** Longest standstill of the loop, milliseconds. */
  readonly blocked: readonly number[];
}

function starts(name: string, { ready, blocked }: Starts, aimMs?: number): Figure[] {
  const p50 = quantile(ready, 0.5);
  const still = quantile(blocked, 0.5);
  const own = aimMs !== undefined;
  return [
    {
      name: `${name}: first byte, p50 / p95`,
      value: `${time(p50)} / ${time(quantile(ready, 0.95))}`,
      ...(own ? { aim: `≤ ${aimMs} ms`, met: p50 <= aimMs } : {}),
    },
    {
      name: `${name}: loop stands still, p50 / p95`,
      value: `${time(still)} / ${time(quantile(blocked, 0.95))}`,
      ...(own ? { aim: '≤ 2 ms', met: still <= 2 } : {}),
    },
  ];
}

/** First the times, then, in starts of their own, the standstills: watching the loop keeps a core busy. */
async function each(start: () => Promise<() => Promise<unknown>>): Promise<Starts> {
  const ready: number[] = [];
  for (let index = -warmUps; index < rounds; index += 1) {
    const from = performance.now();
    const end = await start();
    if (index >= 0) ready.push(performance.now() - from);
    await end();
  }
  const blocked: number[] = [];
  for (let index = 0; index < rounds; index += 1) {
    const longest = watchLoop();
    const end = await start();
    blocked.push(await longest());
    await end();
  }
  return { ready, blocked };
}

/** Turns the loop until the returned function is called, which gives its longest standstill without collections. */
function watchLoop(): () => Promise<number> {
  const collections: { from: number; to: number }[] = [];
  const observer = new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      collections.push({ from: startTime, to: startTime + duration });
  });
  observer.observe({ entryTypes: ['gc'] });
  const turns: number[] = [performance.now()];
  let going = true;
  const turn = (): void => {
    turns.push(performance.now());
    if (going) setImmediate(turn);
  };
  setImmediate(turn);
  return async () => {
    going = false;
    // What the observer has seen comes a turn later.
    await new Promise((resolve) => setTimeout(resolve, 2));
    observer.disconnect();
    let longest = 0;
    for (const [index, to] of turns.entries()) {
      const from = turns[index - 1] ?? to;
      const collected = collections.filter((one) => one.from < to && one.to > from);
      longest = Math.max(longest, to - from - collected.reduce((sum, one) => sum + one.to - one.from, 0));
    }
    return longest;
  };
}

function posixSpawn(): () => Promise<() => Promise<unknown>> {
  const libc = loadLibc();
  return async () => {
    const [read, write] = libc.pipe();
    const pid = libc.spawn({
      file: '/bin/echo',
      argv: ['echo', 'up'],
      environment: [],
      descriptors: ['/dev/null', write, '/dev/null'],
      newSession: false,
      blockedSignals: [],
    });
    libc.close(write);
    const stream = new DescriptorStream(read, 'pipe to read');
    await stream.read(16);
    return async () => {
      stream.close();
      while (libc.reap(pid) === undefined) await new Promise((resolve) => setTimeout(resolve, 1));
    };
  };
}

async function childProcess(): Promise<() => Promise<unknown>> {
  const child = spawnChild('/bin/echo', ['up'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const closed = new Promise((resolve) => child.once('close', resolve));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  return () => closed;
}

async function sandbox(backend: HostBackend): Promise<() => Promise<unknown>> {
  const started = await backend.launch(program('echo', ['up']));
  await firstByte(started.stdout);
  return () => ended(started);
}

async function killTrees(backend: HostBackend): Promise<number[]> {
  const samples: number[] = [];
  for (let index = 0; index < trees; index += 1) {
    const text = 'for i in $(seq 49); do sleep 1000 & setsid sleep 1000 & done; echo up; wait';
    const started = await backend.launch(program('bash', ['-c', text]));
    await firstByte(started.stdout);
    while (started.tree().length < 100) await new Promise((resolve) => setTimeout(resolve, 1));
    const from = performance.now();
    await started.killTree();
    samples.push(performance.now() - from);
    await ended(started);
  }
  return samples;
}

async function firstByte(stream: HostStream | undefined): Promise<void> {
  const bytes = await stream?.read(16);
  if (bytes === undefined || bytes.length === 0) throw new Error('the program printed nothing');
}

async function ended(started: HostProcess): Promise<void> {
  await started.exited;
  for (const stream of [started.stdout, started.stderr]) stream?.close();
}

function program(executable: string, args: readonly string[]): LaunchRequest {
  return {
    name: 'bench',
    executable,
    arguments: args,
    workingDirectory: '/home',
    environment: {},
    standardIo: { kind: 'pipes' },
    inherited: [],
    profile: {
      binds: [],
      network: 'none',
      limits: { memoryBytes: 512 * 1024 ** 2, processes: 256, descriptors: 256, cpuPercent: 400 },
    },
  };
}
