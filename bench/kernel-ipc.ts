/** Pipes, shared memory and queues: between programs beside the bare host, and by the ring beside an operation that does nothing. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { HandleTable } from '../kernel/src/descriptors/handle-table.ts';
import { allRights, KernelObject, readRight } from '../kernel/src/descriptors/kernel-object.ts';
import { spawnArgs } from '../kernel/test/cases/args.ts';
import { readToEnd } from '../kernel/test/real-backend.ts';
import { QueueKind, QueuePolicy } from '../protocol/gen/agentos/kernel/v1/kernel.js';
import type { KernelProcess } from '../protocol/src/kernel-client.ts';
import { atMost, type Bench, type Figure, median, rate } from './figure.ts';
import { kernelOf } from './kernels.ts';

const run = promisify(execFile);
const python = '/usr/bin/python3';
const rounds = 5;
const inFlight = 64;
const ringRounds = 15;
const roundMs = 250;
const pipeBlocks = 8_192;
const pipeBytes = pipeBlocks * 64 * 1024;
const checks = 5_000_000;

/** `dd` tells how long it took by itself, so that the start of the programs does not count. */
const write = `dd if=/dev/zero bs=64k count=${pipeBlocks}`;
const discard = 'dd of=/dev/null bs=64k';

/**
 * Two programs that fill and copy out a block of memory that both have mapped, in turns, with a byte through a pipe to say so; the
 * first one tells the seconds.
 */
const passes = 200;
const block = 8 * 1024 * 1024;
const memoryScript = (setUp: string): string => `
import mmap, os, time
${setUp}
memory = mmap.mmap(fd, ${block})
payload = bytes(${block})
if not first:
    os.write(out, b'x')
os.read(into, 1)
start = time.perf_counter()
for turn in range(${passes}):
    if first:
        memory[:] = payload
    else:
        copy = memory[:]
    os.write(out, b'x')
    if first or turn < ${passes - 1}:
        os.read(into, 1)
if first:
    print(time.perf_counter() - start)
`;

export const kernelIpc: Bench = {
  name: 'kernel-ipc',
  title: 'Pipes, shared memory and queues',
  how: `Between two sandboxed programs: ${pipeBytes / 1024 ** 2} MiB through a pipe of the kernel that both were handed, from dd to dd, and ${passes} times a block of ${block / 1024 ** 2} MiB filled by one and copied out by the other in a segment that both have mapped; each beside the same programs over a bare pipe and bare memory in ${rounds} turns. By the ring: ${inFlight} operations in flight over the kernel's Unix socket from another process, in turns with the operation \`now\`, ${ringRounds} turns of ${roundMs} ms. All are medians over the turns, ratios too. Handle check: ${checks.toLocaleString('en-US')} look-ups with a right.`,
  async run({ system }) {
    await using kernel = await kernelOf(await system());
    const capabilities = ['TIME_ACCESS', 'SPAWN_PROCESS', 'SEND_MESSAGE', 'RECEIVE_MESSAGE'];
    const app = await kernel.client.attach(await kernel.token('bench-ipc', capabilities));
    return [...(await betweenPrograms(app)), ...(await byRing(app)), handleCheck()];
  },
};

async function betweenPrograms(app: KernelProcess): Promise<Figure[]> {
  const figures: Figure[] = [];
  const pipe = await inTurns(
    () => barePipe(),
    () => handedPipe(app),
  );
  figures.push(...against('pipe between two programs', pipe, pipeBytes));
  if (existsSync(python)) {
    const memory = await inTurns(bareMemory, () => handedMemory(app));
    figures.push(...against('memory between two programs', memory, passes * block));
  } else figures.push({ name: 'memory between two programs', value: `not measured: there is no ${python}` });
  return figures;
}

/** Seconds of each, median over turns; the ratio is the median of the turns' ratios. */
interface Turns {
  readonly bare: number;
  readonly ours: number;
  readonly ratio: number;
}

/** Takes both in turns, so that what else the machine does meets both. */
async function inTurns(bare: () => Promise<number>, ours: () => Promise<number>): Promise<Turns> {
  const samples: [bare: number, ours: number][] = [];
  await bare();
  await ours();
  for (let round = 0; round < rounds; round++) samples.push([await bare(), await ours()]);
  return {
    bare: median(samples.map(([one]) => one)),
    ours: median(samples.map(([, other]) => other)),
    ratio: median(samples.map(([one, other]) => other / one)),
  };
}

function against(name: string, { bare, ours, ratio }: Turns, bytes: number): Figure[] {
  const speed = (seconds: number): string => `${(bytes / seconds / 1e9).toFixed(2)} GB/s`;
  return [
    { name: `${name}, bare`, value: speed(bare) },
    { name: `${name}, handed over by the kernel`, value: speed(ours) },
    atMost(`${name}, time against bare`, ratio, 1.1, (value) => `${value.toFixed(2)}×`),
  ];
}

async function barePipe(): Promise<number> {
  const { stderr } = await run('bash', ['-c', `${write} | ${discard} 2>/dev/null`], { env: { LC_ALL: 'C' } });
  return secondsOf(stderr);
}

async function handedPipe(app: KernelProcess): Promise<number> {
  const { pipe, readEnd, writeEnd } = await app.call('pipeCreate', { capacity: 0 });
  const reader = await spawn(app, 'bash', ['-c', `${discard} <&3`], readEnd);
  const writer = await spawn(app, 'bash', ['-c', `LC_ALL=C ${write} >&3`], writeEnd);
  for (const descriptor of [pipe, readEnd, writeEnd]) await app.call('close', { descriptor });
  const { stderr } = await finished(app, writer);
  await finished(app, reader);
  return secondsOf(stderr);
}

function secondsOf(report: string): number {
  const seconds = Number(/copied, ([\d.e-]+) s/.exec(report)?.[1]);
  if (!(seconds > 0)) throw new Error(`dd did not tell how long it took: ${report}`);
  return seconds;
}

async function bareMemory(): Promise<number> {
  const memory = `fd = os.memfd_create('bench')\nos.ftruncate(fd, ${block})`;
  const ends =
    'a, b = os.pipe(), os.pipe()\nfirst = os.fork() > 0\ninto, out = (a[0], b[1]) if first else (b[0], a[1])';
  const { stdout } = await run(python, ['-c', memoryScript(`${memory}\n${ends}`)]);
  return Number(stdout);
}

async function handedMemory(app: KernelProcess): Promise<number> {
  const { segment } = await app.call('shmCreate', { size: block, name: '' });
  const [there, back] = [await app.call('pipeCreate', { capacity: 0 }), await app.call('pipeCreate', { capacity: 0 })];
  const role = (first: boolean): string[] => [
    '-c',
    memoryScript(`fd, into, out = 3, 4, 5\nfirst = ${first ? 'True' : 'False'}`),
  ];
  const second = await spawn(app, python, role(false), segment, there.readEnd, back.writeEnd);
  const first = await spawn(app, python, role(true), segment, back.readEnd, there.writeEnd);
  for (const { pipe, readEnd, writeEnd } of [there, back]) {
    for (const descriptor of [pipe, readEnd, writeEnd]) await app.call('close', { descriptor });
  }
  await app.call('close', { descriptor: segment });
  const { stdout } = await finished(app, first);
  await finished(app, second);
  return Number(stdout);
}

type Started = Awaited<ReturnType<typeof spawn>>;

/** The handles become the descriptors from 3 on. */
function spawn(app: KernelProcess, executable: string, words: string[], ...handles: number[]) {
  const given = handles.map((handle, index) => ({ handle, descriptor: 3 + index }));
  return app.call('spawn', spawnArgs({ executable, arguments: words, handles: given }));
}

async function finished(app: KernelProcess, { pid, stdin, stdout, stderr }: Started) {
  const said = { stdout: await readToEnd(app, stdout), stderr: await readToEnd(app, stderr) };
  await app.call('wait', { pid, options: 0 });
  for (const descriptor of [stdin, stdout, stderr]) await app.call('close', { descriptor });
  return said;
}

async function byRing(app: KernelProcess): Promise<Figure[]> {
  const payload = Buffer.alloc(64, 1);
  const { readEnd, writeEnd } = await app.call('pipeCreate', { capacity: 0 });
  const refuse = { kind: QueueKind.FIFO, whenFull: QueuePolicy.REFUSE, capacity: 100_000, name: '', open: false };
  const { queue } = await app.call('queueCreate', refuse);
  const { segment } = await app.call('shmCreate', { size: 4_096, name: '' });
  const { attachment } = await app.call('shmAttach', { segment, readOnly: false, name: '' });
  let turn = 0;
  const operations = {
    now: () => app.call('now', {}),
    'pipe, 64 bytes in and out': () =>
      turn++ % 2 === 0
        ? app.call('pipeWrite', { writeEnd, data: payload })
        : app.call('pipeRead', { readEnd, length: payload.length }),
    'queue, 64 bytes in and out': () =>
      turn++ % 2 === 0
        ? app.call('queueSend', { queue, data: payload, priority: 0 })
        : app.call('queueReceive', { queue, subscription: 0 }),
    'shared memory, 64 bytes in and out': () =>
      turn++ % 2 === 0
        ? app.call('shmWrite', { attachment, offset: 0, data: payload })
        : app.call('shmRead', { attachment, offset: 0, length: payload.length }),
  };
  const samples = new Map(Object.keys(operations).map((name) => [name, [] as number[]]));
  for (const operation of Object.values(operations)) await perSecond(operation);
  for (let round = 0; round < ringRounds; round++) {
    for (const [name, operation] of Object.entries(operations)) samples.get(name)?.push(await perSecond(operation));
  }
  const empty = samples.get('now') ?? [];
  return Object.keys(operations).flatMap((name): Figure[] => {
    const speeds = samples.get(name) ?? [];
    const figure = { name: `ring, ${name}`, value: rate(median(speeds)) };
    if (name === 'now') return [figure];
    const ratio = median(speeds.map((speed, round) => (empty[round] ?? 0) / speed));
    return [figure, atMost(`${name}, time against now`, ratio, 1.3, (value) => `${value.toFixed(2)}×`)];
  });
}

async function perSecond(operation: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  const end = from + roundMs;
  let done = 0;
  const lane = async (): Promise<void> => {
    while (performance.now() < end) {
      await operation();
      done++;
    }
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  return done / ((performance.now() - from) / 1000);
}

class Thing extends KernelObject {
  readonly kind = 'thing';
  protected override dispose(): void {}
}

function handleCheck(): Figure {
  const table = new HandleTable(() => 1_000);
  const numbers = Array.from({ length: 256 }, () => table.add(new Thing(), allRights));
  const samples = Array.from({ length: rounds }, () => {
    const from = performance.now();
    for (let index = 0; index < checks; index++) table.object(numbers[index & 255] ?? 0, readRight);
    return ((performance.now() - from) / checks) * 1e6;
  });
  return atMost('handle check', median(samples), 50, (value) => `${value.toFixed(1)} ns`);
}
