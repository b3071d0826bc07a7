/** Shares of the CPU that the kernel gives to programs, what it uses itself when nothing happens, and what a decision costs. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { script } from '../kernel/test/real-backend.ts';
import { ProcessKind, SchedulerPolicy } from '../protocol/gen/agentos/kernel/v1/kernel.js';
import type { KernelProcess } from '../protocol/src/kernel-client.ts';
import { type Bench, type Figure, median, time } from './figure.ts';
import { startKernelAlone } from './kernels.ts';

const shareMs = 5_000;
const idleMs = 10_000;
const decisions = 500;
const busy = 'taskset -pc 0 $$ > /dev/null; echo up; while :; do :; done';
const quiet = 'echo up; sleep 1000';

export const kernelScheduler: Bench = {
  name: 'kernel-scheduler',
  title: 'Shares of the CPU',
  how: `Two busy programs in sandboxes, pinned to one core, for ${shareMs / 1000} s each time; their CPU time is read from \`/proc/PID/schedstat\`. Utilisation is that of the core by the two; the bare pair are two processes of the host without a sandbox, in the same run. The kernel's own CPU time over ${idleMs / 1000} s. A decision is \`schedule_next\` over the ring, beside \`now\`.`,
  async run() {
    const bare = await bareShares();
    await using kernel = await startKernelAlone({ programs: true, budget: true });
    const capabilities = [
      'SPAWN_PROCESS',
      'KILL_PROCESS',
      'SCHEDULER_CONTROL',
      'OBSERVE',
      'TIME_ACCESS',
      'SYSTEM_INFO',
    ];
    const caller = await kernel.client.attach(await kernel.token('bench', capabilities, ProcessKind.SERVICE));
    const { info } = await caller.call('systemInfo', {});
    const row = info?.host.find(({ name }) => name === 'sandbox');
    if (row?.mechanism === '') return { skipped: row.reason };
    return [...(await shares(caller, bare)), ...(await idle(caller, kernel.pid)), ...(await cost(caller))];
  },
};

interface Shares {
  readonly ratio: number;
  readonly utilisation: number;
}

interface Program {
  readonly pid: number;
  readonly hostPid: number;
}

async function shares(caller: KernelProcess, bare: Shares): Promise<Figure[]> {
  const programs = [await start(caller, busy), await start(caller, busy)];
  const [first] = programs;
  if (first === undefined) throw new Error('no program');
  const measure = async (policy: SchedulerPolicy, priority: number): Promise<Shares> => {
    await caller.call('setPriority', { pid: first.pid, priority });
    await caller.call('schedSetPolicy', { policy });
    await delay(500);
    return await measured(programs.map(({ hostPid }) => hostPid));
  };
  const fair = await measure(SchedulerPolicy.FAIR, -5);
  const turns = await measure(SchedulerPolicy.ROUND_ROBIN, -5);
  const { mechanism } = await caller.call('schedStats', {});
  await caller.call('schedSetPolicy', { policy: SchedulerPolicy.FAIR });
  for (const { pid } of programs) await caller.call('kill', { pid, signal: 9, tree: true });
  // Five steps of 1.25.
  const wanted = 1.25 ** 5;
  const exact = fair.ratio / wanted;
  return [
    { name: 'bare pair', value: show(bare) },
    {
      name: 'fair, five steps of priority apart',
      value: show(fair),
      aim: `${wanted.toFixed(2)} ± 5 %`,
      met: Math.abs(exact - 1) <= 0.05,
    },
    {
      name: 'fair, utilisation of the core',
      value: percent(fair.utilisation),
      aim: '≥ 95 %, or that of the bare pair',
      met: fair.utilisation >= Math.min(0.95, bare.utilisation * 0.98),
    },
    { name: `round-robin (${mechanism})`, value: show(turns), aim: '1.0' },
  ];
}

async function idle(caller: KernelProcess, kernelPid: number): Promise<Figure[]> {
  const used = async (name: string, aim: boolean): Promise<Figure> => {
    const before = cpuNs(kernelPid);
    const from = performance.now();
    await delay(idleMs);
    const part = (cpuNs(kernelPid) - before) / 1e6 / (performance.now() - from);
    return { name, value: percent(part, 2), ...(aim ? { aim: '< 0.5 % of a core', met: part < 0.005 } : {}) };
  };
  // What the figures asked for has settled by then.
  await delay(6_000);
  const figures = [await used('kernel, nothing runs', true)];
  const sleepers = [await start(caller, quiet), await start(caller, quiet)];
  figures.push(await used('kernel, two programs that sleep, fair', true));
  await caller.call('schedSetPolicy', { policy: SchedulerPolicy.ROUND_ROBIN });
  figures.push(await used('kernel, two programs that sleep, round-robin', true));
  const workers = [await start(caller, busy), await start(caller, busy)];
  await delay(1_000);
  figures.push(await used('kernel, two busy programs in turn every 20 ms', false));
  await caller.call('schedSetPolicy', { policy: SchedulerPolicy.FAIR });
  figures.push(await used('kernel, two busy programs by weights', true));
  for (const { pid } of [...sleepers, ...workers]) await caller.call('kill', { pid, signal: 9, tree: true });
  return figures;
}

async function cost(caller: KernelProcess): Promise<Figure[]> {
  const programs = [await start(caller, busy), await start(caller, busy)];
  const trips = async (call: () => Promise<unknown>): Promise<number> => {
    const samples: number[] = [];
    for (let count = 0; count < decisions; count++) {
      const from = performance.now();
      await call();
      samples.push(performance.now() - from);
    }
    return median(samples);
  };
  const now = await trips(() => caller.call('now', {}));
  const byWeights = await trips(() => caller.call('scheduleNext', {}));
  await caller.call('schedSetPolicy', { policy: SchedulerPolicy.ROUND_ROBIN });
  await delay(500);
  const byGates = await trips(() => caller.call('scheduleNext', {}));
  await caller.call('schedSetPolicy', { policy: SchedulerPolicy.FAIR });
  for (const { pid } of programs) await caller.call('kill', { pid, signal: 9, tree: true });
  return [
    { name: '`now` over the ring, p50', value: time(now) },
    {
      name: 'a decision by weights, two programs, p50',
      value: `${time(byWeights)} (${(byWeights / now).toFixed(1)}×)`,
    },
    { name: 'a decision that moves two gates, p50', value: `${time(byGates)} (${(byGates / now).toFixed(1)}×)` },
  ];
}

async function bareShares(): Promise<Shares> {
  const pair = [0, 1].map(() => spawn('bash', ['-c', busy], { stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    await Promise.all(pair.map(({ stdout }) => once(stdout, 'data')));
    return await measured(pair.map(({ pid }) => pid ?? 0));
  } finally {
    for (const one of pair) one.kill('SIGKILL');
  }
}

async function measured(pids: readonly number[]): Promise<Shares> {
  const before = pids.map(cpuNs);
  const from = performance.now();
  await delay(shareMs);
  const [first = 0, second = 0] = pids.map((pid, index) => cpuNs(pid) - (before[index] ?? 0));
  return { ratio: first / second, utilisation: (first + second) / 1e6 / (performance.now() - from) };
}

/** CPU time of all living threads of a process, nanoseconds. */
function cpuNs(pid: number): number {
  let total = 0;
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    total += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'latin1').split(' ')[0]);
  }
  return total;
}

async function start(caller: KernelProcess, text: string): Promise<Program> {
  const { pid, stdout } = await caller.call('spawn', script(text));
  await caller.call('read', { descriptor: stdout, length: 0 });
  const { process } = await caller.call('processInfo', { pid });
  // The sandbox's own first process is on top.
  return { pid, hostPid: process?.hostTree[1] ?? 0 };
}

const percent = (part: number, digits = 1): string => `${(part * 100).toFixed(digits)} %`;
const show = ({ ratio, utilisation }: Shares): string => `${ratio.toFixed(2)} : 1 at ${percent(utilisation)}`;
