/** A hundred syscalls in one batch, beside a hundred calls one after the other. */
import type { Syscall } from '../protocol/gen/agentos/kernel/v1/kernel.js';
import { tagSyscall } from '../protocol/src/syscalls.ts';
import { atMost, type Bench, median, time } from './figure.ts';
import { kernelOf } from './kernels.ts';

const size = 100;
const rounds = 60;
const warmUps = 10;

export const kernelBatch: Bench = {
  name: 'kernel-batch',
  title: 'Batches',
  how: `${size} times \`stat\` of a file, over the kernel's Unix socket from another process: in one batch, and by ${size} unary calls one after the other, in turn. Median of ${rounds} rounds.`,
  async run({ system }) {
    await using kernel = await kernelOf(await system());
    const { client } = kernel;
    const token = await kernel.token('bench-batch', ['STANDARD']);
    const args = { path: '/home/.apps/bench-batch', follow: true };
    const syscalls: Syscall[] = Array.from({ length: size }, () => ({ syscall: tagSyscall('stat', args) }));
    const batch = async (parallel: boolean): Promise<void> => {
      const { succeeded } = await client.executeBatch(token, { syscalls, parallel });
      if (succeeded !== size) throw new Error(`${succeeded} of ${size} went well`);
    };
    const single = async (): Promise<void> => {
      for (let count = 0; count < size; count += 1) await client.executeUnary(token, 'stat', args);
    };
    const [parallel, inOrder, singles] = await inTurn([() => batch(true), () => batch(false), single]);
    const gain = median(singles ?? []) / median(parallel ?? []);
    return [
      atMost(`batch of ${size}, parallel`, median(parallel ?? []), 5, time),
      atMost(`batch of ${size}, in order`, median(inOrder ?? []), 5, time),
      { name: `${size} unary calls`, value: time(median(singles ?? [])) },
      { name: 'batch against unary calls', value: `${gain.toFixed(1)}×`, aim: '≥ 10×', met: gain >= 10 },
    ];
  },
};

/** Times of each work, milliseconds, taken in turn, so that noise meets all alike. */
async function inTurn(works: readonly (() => Promise<void>)[]): Promise<number[][]> {
  const samples = works.map((): number[] => []);
  for (let round = 0; round < warmUps + rounds; round += 1) {
    for (const [index, work] of works.entries()) {
      const from = performance.now();
      await work();
      if (round >= warmUps) samples[index]?.push(performance.now() - from);
    }
  }
  return samples;
}
