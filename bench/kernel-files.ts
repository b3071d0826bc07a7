/** What the kernel adds to opening a file, and how long listings and searches keep its core from others. */
import { closeSync, constants, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import koffi from 'koffi';
import { MemoryAccount } from '../kernel/src/memory/account.ts';
import { CapabilitySet } from '../kernel/src/security/capability-set.ts';
import { FixedFolders } from '../kernel/src/vfs/fixed-folders.ts';
import { chooseHostPaths, O_PATH } from '../kernel/src/vfs/host-paths.ts';
import { Listing } from '../kernel/src/vfs/listing.ts';
import { LocalBackend } from '../kernel/src/vfs/local.ts';
import { MemoryBackend } from '../kernel/src/vfs/memory.ts';
import { normalise } from '../kernel/src/vfs/names.ts';
import { type Caller, Namespace } from '../kernel/src/vfs/namespace.ts';
import { PatternSearch } from '../kernel/src/vfs/pattern-search.ts';
import { searchContents } from '../kernel/src/vfs/search-content.ts';
import { atMost, type Bench, type Figure, median, rate, time } from './figure.ts';

const rounds = 60;
const opensARound = 500;
const entries = 100_000;
const repeats = 7;
const never = new AbortController().signal;
const flags = { read: true, write: false, append: false, create: false, exclusive: false, truncate: false, mode: 0 };

export const kernelFiles: Bench = {
  name: 'kernel-files',
  title: "The kernel's files",
  how: `Opening and closing a file three folders deep, ${rounds} rounds of ${opensARound}, each bare (\`openat2\` and \`close\` through the same foreign-function library) and through the namespace in turn: path taken apart, rights of an app with ten rules, mount, open beneath it, look that it is a plain file. A folder of ${entries.toLocaleString('en-US')} entries and a search for a pattern on one line of 4 MB are timed with the longest time that the event loop did not come round, median of ${repeats} runs.`,
  async run() {
    if (process.platform !== 'linux') return { skipped: 'openat2 is a call of Linux' };
    const folder = mkdtempSync(join(tmpdir(), 'agentos-bench-files-'));
    try {
      return [...opening(folder), ...(await listing(folder)), ...(await searching(folder))];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function opening(folder: string): Figure[] {
  mkdirSync(join(folder, 'Documents/letters/2026'), { recursive: true });
  writeFileSync(join(folder, 'Documents/letters/2026/one.txt'), 'text');
  const libc = koffi.load('libc.so.6');
  const syscall = libc.func('long syscall(long number, int folder, str path, void *how, size_t size)');
  const close = libc.func('int close(int fd)');
  const root = openSync(folder, O_PATH | constants.O_DIRECTORY);
  const how = new BigUint64Array([BigInt(constants.O_RDONLY | 0o2000000), 0n, 0x0en]);
  const bare = (): void => {
    for (let count = 0; count < opensARound; count += 1) {
      close(syscall(437, root, 'Documents/letters/2026/one.txt', how, 24));
    }
  };

  const namespace = new Namespace(
    [{ point: '/home', backend: new LocalBackend(chooseHostPaths(), folder) }],
    new FixedFolders(new Map([['', ['home']]])),
  );
  const rules = ['STANDARD', 'TIME_ACCESS', 'READ_FILE:/home/Documents/**', 'LIST_DIRECTORY:/home/Documents/**'];
  const more = ['Music', 'Pictures', 'Videos'].flatMap((name) => [
    `READ_FILE:/home/${name}/**`,
    `WRITE_FILE:/home/${name}/**`,
  ]);
  const rights = CapabilitySet.parse([...rules, ...more], 'bench');
  const caller: Caller = { workingFolder: '/home', temporary: () => new MemoryBackend() };
  const path = '/home/Documents/letters/2026/one.txt';
  const require = (name: string): void => {
    if (!rights.allowsPath('READ_FILE', name)) throw new Error(`${name} is refused`);
  };
  const ours = (): void => {
    for (let count = 0; count < opensARound; count += 1) {
      require(normalise(path, caller.workingFolder));
      const file = namespace.at(caller, path, true, require, (place) => place.backend.open(place.path, flags));
      if (file instanceof Promise) throw new Error('an open waited');
      file.close();
    }
  };
  const [bareMs, oursMs]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    bareMs.push(timed(bare));
    oursMs.push(timed(ours));
  }
  closeSync(root);
  const [one, other] = [median(bareMs) / opensARound, median(oursMs) / opensARound];
  return [
    { name: 'bare openat2 and close', value: micro(one) },
    { name: 'path check, open and close', value: micro(other) },
    atMost('ratio', other / one, 3, (value) => `${value.toFixed(2)}×`),
  ];
}

async function listing(folder: string): Promise<Figure[]> {
  mkdirSync(join(folder, 'huge'));
  for (let index = 0; index < entries; index += 1) closeSync(openSync(join(folder, 'huge', `entry-${index}`), 'w'));
  const place = { backend: new LocalBackend(chooseHostPaths(), folder), path: 'huge', name: '/home/huge' };
  const account = new MemoryAccount(
    () => 0,
    () => undefined,
  );
  const { ms, worst } = await watched(async () => (await Listing.read(place, { account, signal: never })).dispose());
  return [
    {
      name: `${entries.toLocaleString('en-US')} entries read and sorted`,
      value: `${time(ms)}, ${rate(entries / (ms / 1000))}`,
    },
    { name: 'longest time that the core was kept', value: time(worst) },
  ];
}

async function searching(folder: string): Promise<Figure[]> {
  mkdirSync(join(folder, 'texts'));
  writeFileSync(join(folder, 'texts', 'line'), 'abcdefghz'.repeat(440_000));
  const base = { backend: new LocalBackend(chooseHostPaths(), folder), path: 'texts', name: '/home/texts' };
  const account = new MemoryAccount(
    () => 0,
    () => undefined,
  );
  const { ms, worst } = await watched(async () => {
    const pattern = await new PatternSearch().open({ pattern: '([a-z]+z+)+\\d', caseSensitive: true }, {}, never);
    const scan = { pieceBytes: 256 * 1024, push: pattern.push };
    const always = (): boolean => true;
    const progress = (): void => undefined;
    await searchContents(base, { scan, limit: 10, account, signal: never, progress, mayList: always, mayRead: always });
    pattern.close();
  });
  return [
    { name: 'pattern that backtracks elsewhere, on one line of 4 MB', value: `${time(ms)} with its thread` },
    { name: 'longest time that the core was kept', value: time(worst) },
  ];
}

/** How long something takes, and the longest time between two turns of the event loop meanwhile: medians. */
async function watched(work: () => Promise<void>): Promise<{ ms: number; worst: number }> {
  const runs = [];
  for (let run = 0; run < repeats; run += 1) runs.push(await watchedOnce(work));
  return { ms: median(runs.map(({ ms }) => ms)), worst: median(runs.map(({ worst }) => worst)) };
}

async function watchedOnce(work: () => Promise<void>): Promise<{ ms: number; worst: number }> {
  let [worst, last, on] = [0, performance.now(), true];
  const tick = (): void => {
    const now = performance.now();
    worst = Math.max(worst, now - last);
    last = now;
    if (on) setImmediate(tick);
  };
  setImmediate(tick);
  const from = performance.now();
  await work();
  on = false;
  return { ms: performance.now() - from, worst };
}

function timed(work: () => void): number {
  const from = performance.now();
  work();
  return performance.now() - from;
}

const micro = (ms: number): string => `${(ms * 1000).toFixed(2)} µs`;
