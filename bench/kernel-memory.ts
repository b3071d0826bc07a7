/** The allocator of the kernel's own memory beside the engine's: alone, with half of the arena in use, and with pieces cut. */
import { MemoryAccount } from '../kernel/src/memory/account.ts';
import { Arena, type Block } from '../kernel/src/memory/arena.ts';
import { type Bench, type Figure, quantile } from './figure.ts';

const rounds = 30;
const sizes = [
  { name: '128 B', bytes: 128, times: 4_000 },
  { name: '4 KiB', bytes: 4_096, times: 2_000 },
  { name: '64 KiB', bytes: 65_536, times: 400 },
  { name: '1 MiB', bytes: 1_048_576, times: 40 },
] as const;

export const kernelMemory: Bench = {
  name: 'kernel-memory',
  title: "The kernel's own memory",
  how: `A block is allocated, its view is taken, one byte written, and it is freed, at once or a hundred later; median of ${rounds} rounds. Beside it \`new Uint8Array\` with one byte written, which the collector frees, in the same run. "In pieces": the arena holds 100 MiB of blocks of mixed sizes, every second of them freed.`,
  async run() {
    // Once for the compiler: the code of the first size would be measured before it is optimised.
    measure();
    return measure();
  },
};

function measure(): Figure[] {
  const account = new MemoryAccount(
    () => 0,
    () => undefined,
  );
  const figures: Figure[] = [];
  const empty = new Arena();
  // Keeps a chunk, so that no measurement waits for the host.
  empty.allocate(account, 1);
  const pieces = inPieces(account);
  for (const { name, bytes, times } of sizes) {
    const engine = perOperation(times, () => {
      const view = new Uint8Array(bytes);
      view[0] = 1;
    });
    const alone = perOperation(times, () => use(empty.allocate(account, bytes)).free());
    const queue: Block[] = [];
    const held = perOperation(times, () => {
      queue.push(use(empty.allocate(account, bytes)));
      if (queue.length > 100) queue.shift()?.free();
    });
    for (const block of queue) block.free();
    const cut = perOperation(times, () => use(pieces.allocate(account, bytes)).free());
    const show = (ns: number): string => `${nanoseconds(ns)}, ${(ns / engine).toFixed(2)}×`;
    figures.push(
      { name: `new Uint8Array, ${name}`, value: nanoseconds(engine) },
      { name: `allocate and free, ${name}`, value: show(alone), aim: 'beside the engine' },
      { name: `the same, freed a hundred later, ${name}`, value: show(held) },
      { name: `the same, in pieces, ${name}`, value: show(cut) },
    );
  }
  return figures;
}

function use(block: Block): Block {
  block.bytes[0] = 1;
  return block;
}

function inPieces(account: MemoryAccount): Arena {
  const arena = new Arena();
  const blocks: Block[] = [];
  for (let at = 0; arena.used < 100 * 1024 * 1024; at++) {
    blocks.push(arena.allocate(account, 128 + ((at * 7_919) % 200_000)));
  }
  for (let at = 0; at < blocks.length; at += 2) blocks[at]?.free();
  return arena;
}

/** Median over rounds, nanoseconds. */
function perOperation(times: number, operation: () => void): number {
  for (let at = 0; at < times; at++) operation();
  const samples: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const from = performance.now();
    for (let at = 0; at < times; at++) operation();
    samples.push(((performance.now() - from) * 1e6) / times);
  }
  return quantile(samples, 0.5);
}

const nanoseconds = (ns: number): string => (ns < 10_000 ? `${Math.round(ns)} ns` : `${(ns / 1_000).toFixed(1)} µs`);
