/** What a quiet process feels of one that floods the kernel with syscalls, with and without the budget of the core. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { KernelProcess } from '../protocol/src/kernel-client.ts';
import { type Bench, type Figure, quantile, rate, time } from './figure.ts';
import { startKernelAlone, told } from './kernels.ts';

const calls = 600;
const pauseMs = 2;
type Flood = 'ring' | 'unary';
/** A client pays more for a unary call than the kernel does: one alone cannot keep the kernel busy. */
const hostProcesses = { ring: 1, unary: 3 } as const;

interface Felt {
  readonly p50: number;
  readonly p99: number;
  /** Calls a second that the flood got through; 0 without. */
  readonly flood: number;
}

export const kernelBudget: Bench = {
  name: 'kernel-budget',
  title: 'A quiet process beside a flood',
  how: `A quiet process calls \`now\` over a ring of its own, ${calls} times with ${pauseMs} ms between, while another floods the kernel with \`stat\`: from one host process over 4 rings with 1,024 in flight each, or from three with 256 unary calls in flight each. Each with the budget of the core at 1 ms a turn and without it.`,
  async run() {
    const on = await measured(true);
    const off = await measured(false);
    return [
      { name: 'idle, p50 / p99', value: show(on.idle) },
      ...compare('ring', on.idle, on.ring, off.ring),
      ...compare('unary', on.idle, on.unary, off.unary),
    ];
  },
};

function compare(kind: string, idle: Felt, on: Felt, off: Felt): Figure[] {
  const slower = on.p99 / idle.p99;
  const better = off.p99 / on.p99;
  return [
    { name: `${kind} flood, budget on, p50 / p99`, value: `${show(on)}; flood ${rate(on.flood)}` },
    { name: `${kind} flood, budget off, p50 / p99`, value: `${show(off)}; flood ${rate(off.flood)}` },
    { name: `${kind} flood, p99 against idle`, value: `${slower.toFixed(1)}×`, aim: '≤ 10×', met: slower <= 10 },
    { name: `${kind} flood, p99 against budget off`, value: `${better.toFixed(1)}×`, aim: '≥ 5×', met: better >= 5 },
  ];
}

const show = ({ p50, p99 }: Felt): string => `${time(p50)} / ${time(p99)}`;

async function measured(budget: boolean): Promise<{ idle: Felt; ring: Felt; unary: Felt }> {
  await using kernel = await startKernelAlone({ programs: false, budget });
  const capabilities = ['TIME_ACCESS', 'READ_FILE', 'LIST_DIRECTORY'];
  const quiet = await kernel.client.attach(await kernel.token('quiet', capabilities));
  const noisy = await kernel.token('noisy', capabilities);
  await feel(quiet);
  const idle = { ...(await feel(quiet)), flood: 0 };
  return {
    idle,
    ring: await besideFlood(quiet, kernel.address, noisy, 'ring'),
    unary: await besideFlood(quiet, kernel.address, noisy, 'unary'),
  };
}

async function besideFlood(quiet: KernelProcess, address: string, token: string, kind: Flood): Promise<Felt> {
  const script = fileURLToPath(new URL('./flooder.ts', import.meta.url));
  const flooders = Array.from({ length: hostProcesses[kind] }, () => fork(script, [address, token, kind]));
  const exited = flooders.map((flooder) => once(flooder, 'exit'));
  await Promise.all(flooders.map((flooder) => told<string>(flooder)));
  await delay(1_000);
  const felt = await feel(quiet);
  const rates = flooders.map(async (flooder) => {
    flooder.send('enough');
    return await told<number>(flooder);
  });
  const flood = (await Promise.all(rates)).reduce((sum, one) => sum + one, 0);
  await Promise.all(exited);
  return { ...felt, flood };
}

async function feel(quiet: KernelProcess): Promise<Omit<Felt, 'flood'>> {
  const samples: number[] = [];
  for (let call = 0; call < calls; call++) {
    await delay(pauseMs);
    const from = performance.now();
    await quiet.call('now', {});
    samples.push(performance.now() - from);
  }
  return { p50: quantile(samples, 0.5), p99: quantile(samples, 0.99) };
}
