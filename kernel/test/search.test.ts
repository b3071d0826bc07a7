/** Searches and listings at the sizes and with the patterns that an attacker would choose: they end, and nobody waits for them. */
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { MemoryAccount } from '../src/memory/account.ts';
import { chooseHostPaths } from '../src/vfs/host-paths.ts';
import { Listing, listPages } from '../src/vfs/listing.ts';
import { LocalBackend } from '../src/vfs/local.ts';
import { PatternSearch } from '../src/vfs/pattern-search.ts';
import { scoreOf } from '../src/vfs/search.ts';
import { LineScanner, textFinder } from '../src/vfs/search-lines.ts';
import { contentArgs } from './cases/args.ts';
import { fileCaller } from './conformance/file-caller.ts';
import { everything, type KernelFixture, startKernel } from './kernel-fixture.ts';

const never = new AbortController().signal;

describe('lines', () => {
  test('a text cut into any pieces gives what the whole gives', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'B', 'ab', 'ä', '\n', '\r\n', 'x', '😀'), { maxLength: 60 }),
        fc.array(fc.nat({ max: 40 }), { maxLength: 6 }),
        fc.boolean(),
        (parts, cuts, caseSensitive) => {
          const bytes = new TextEncoder().encode(parts.join(''));
          const scanner = new LineScanner(textFinder('ab', caseSensitive), 1_000);
          const ends = [...cuts.filter((cut) => cut < bytes.length), bytes.length].sort((one, two) => one - two);
          let from = 0;
          const found = ends.flatMap((end, index) => {
            const piece = bytes.subarray(from, end);
            from = end;
            return scanner.push(piece, index === ends.length - 1);
          });
          const wanted = parts
            .join('')
            .split('\n')
            .flatMap((line, index) => {
              const column = (caseSensitive ? line : line.toLowerCase()).indexOf('ab') + 1;
              return column === 0 ? [] : [[index + 1, column]];
            });
          expect(found.map(({ line, column }) => [line, column])).toEqual(wanted);
        },
      ),
    );
  });

  test('names score: the same, a start, a part, letters in order', () => {
    const scores = ['report', 'report.txt', 'old-report', 'r-e-p-o-r-t', 'other'].map((name) =>
      scoreOf(name, 'report'),
    );
    expect(scores).toEqual([...scores].sort((one, two) => two - one));
    expect(scores.at(-1)).toBe(0);
    expect(scoreOf('a😀', '😀')).toBeGreaterThan(0);
  });
});

test('every character keeps its place when the case does not matter', () => {
  const scanner = new LineScanner(textFinder('STANBUL Σ', false), 10);
  const lines = `${'İ'.repeat(70_000)}\nİİ İSTANBUL σ\nstanbul ς\n`;
  const found = scanner.push(Buffer.from(lines), true);
  expect(found.map(({ line, column }) => [line, column])).toEqual([[2, 5]]);
});

describe('patterns', () => {
  let patterns: PatternSearch;
  beforeEach(() => {
    patterns = new PatternSearch();
  });
  const scan = async (pattern: string, text: string, caseSensitive = true) => {
    const open = await patterns.open({ pattern, caseSensitive }, {}, never);
    try {
      const bytes = new TextEncoder().encode(text);
      const { found } = await open.push({ bytes, first: true, last: true, wanted: 10 });
      return found.map(({ line, column }) => [line, column]);
    } finally {
      open.close();
    }
  };

  test('groups, classes, alternatives, repetition, anchors, case', async () => {
    expect(await scan('^(foo|b[ax]r)+\\d{2,}$', 'foo\nbxrfoo12\n foo12\nfoo123x')).toEqual([[2, 1]]);
    expect(await scan('\\bwörter?\\b', 'ein WÖRTER\n', false)).toEqual([[1, 5]]);
    expect(await scan('a.c', 'a\nc\nabc')).toEqual([[3, 1]]);
    expect(await scan('x$', 'x\r\n')).toEqual([[1, 1]]);
  });

  test.each([
    '(a',
    'a**',
    '(?=a)',
    '(?<!a)b',
    '(a)\\1',
    '[z-a]',
    '\\C',
    '(a{1000}){1000}',
    `(${'\\pL{500}'.repeat(40)})`,
  ])('%s is refused', async (pattern) => {
    await expect(patterns.open({ pattern, caseSensitive: true }, {}, never)).rejects.toMatchObject({ code: 'EINVAL' });
    await expect.poll(() => patterns.running).toBe(0);
  });

  test.each(['(a+a+)+b', '(a|a)*b', '(.*)*b', '([a-z]+)*\\d'])(
    'what takes other engines forever takes %s a moment',
    async (pattern) => {
      expect(await scan(pattern, 'a'.repeat(200_000))).toEqual([]);
    },
  );

  test('giving up ends the thread at once, and those that wait get its place', async () => {
    const owner = {};
    const stop = new AbortController();
    const slow = await patterns.open({ pattern: '[a-z]{1,300}z{3}[^a]', caseSensitive: false }, owner, stop.signal);
    const waiting = patterns.open({ pattern: 'b', caseSensitive: true }, owner, never);
    const bytes = new TextEncoder().encode(`${'abcdefghz'.repeat(200_000)}zzz!`);
    const outcome = expect(slow.push({ bytes, first: true, last: true, wanted: 1 })).rejects.toThrow('given up');
    expect(patterns.running).toBe(1);
    stop.abort(new Error('given up'));
    await outcome;
    (await waiting).close();
    await expect.poll(() => patterns.running).toBe(0);
    const late = new AbortController();
    late.abort(new Error('too late'));
    await expect(patterns.open({ pattern: 'b', caseSensitive: true }, owner, late.signal)).rejects.toThrow('too late');
  });
});

describe('through the kernel', () => {
  let fixture: KernelFixture;
  beforeEach(async () => {
    fixture = await startKernel();
  });
  afterEach(() => fixture[Symbol.asyncDispose]());

  test('a hostile pattern on a long line leaves the kernel to others, and ends with its deadline', async () => {
    writeFileSync(join(fixture.home, 'home', 'line'), `${'abcdefghz'.repeat(400_000)}zzz9`);
    const attacker = await fixture.actor(everything, { appId: 'attacker' });
    const quiet = await fixture.actor(everything, { appId: 'quiet' });
    const hostile = contentArgs('[a-z]{1,400}z{3}\\d', { regularExpression: true });
    const outcome = expect(attacker.call('searchContent', hostile, { deadlineMs: 1_500 })).rejects.toMatchObject({
      code: /ETIMEDOUT/,
    });
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    let answered = 0;
    const until = performance.now() + 1_000;
    while (performance.now() < until) {
      await quiet.call('now', {});
      answered++;
    }
    delay.disable();
    await outcome;
    expect(answered).toBeGreaterThan(50);
    // The file is read whole by then: matching it on this thread would have taken seconds.
    expect(delay.max / 1e6).toBeLessThan(1_000);
    const plain = contentArgs('^abc', { regularExpression: true });
    expect((await attacker.call('searchContent', plain)).matches).toHaveLength(1);
  });

  test('a search that is cancelled stops; one whose process ends too', async () => {
    for (let index = 0; index < 200; index++) {
      writeFileSync(join(fixture.home, 'home', String(index)), 'text\n'.repeat(2_000));
    }
    const app = await fixture.actor(everything, { appId: 'app' });
    for (const regularExpression of [false, true]) {
      const stop = new AbortController();
      const search = app.call('searchContent', contentArgs('nowhere', { regularExpression }), { signal: stop.signal });
      const outcome = expect(search).rejects.toMatchObject({ code: 'ECANCELED' });
      stop.abort();
      await outcome;
    }
    const ended = expect(
      app.call('searchContent', contentArgs('no', { regularExpression: true })),
    ).rejects.toMatchObject({ code: 'ESRCH' });
    await fixture.client.terminateProcess(fixture.admin, { pid: app.pid, graceMs: 0 });
    await ended;
    const { memory } = fixture.kernel.processes.init;
    await expect.poll(() => memory.total - memory.used).toBe(0);
  });
});

describe('a huge folder', () => {
  const count = 100_000;
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'agentos-huge-'));
    mkdirSync(join(folder, 'in'));
    for (let index = 0; index < count; index++) {
      closeSync(openSync(join(folder, 'in', `entry-${(index * 7_919) % count}`), 'w'));
    }
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const caller = () => fileCaller({ '/home': new LocalBackend(chooseHostPaths(), folder) });

  test('is read once for all of its pages, in order, and charged while it is held', async () => {
    const { run, process: owner } = caller();
    const names: string[] = [];
    let cursor = '';
    do {
      const page = await run('listDirectory', { path: '/home/in', limit: 10_000, cursor, withStat: false });
      expect(page.total).toBe(count);
      for (const { name } of page.entries) names.push(name);
      if (cursor === '') {
        expect(owner.memory.used).toBeGreaterThan(count * 10);
        // What comes now is not in the listing that was begun.
        closeSync(openSync(join(folder, 'in', 'entry-zzz'), 'w'));
      }
      cursor = page.nextCursor;
    } while (cursor !== '');
    rmSync(join(folder, 'in', 'entry-zzz'));
    expect(names).toHaveLength(count);
    expect(names).toEqual([...names].sort());
    expect(owner.memory.used).toBe(0);
  });

  test('goes on by name when the listing is gone, and keeps a few for each process', async () => {
    const { run, process: owner } = caller();
    const begin = () => run('listDirectory', { path: '/home/in', limit: 10, cursor: '', withStat: false });
    const first = await begin();
    const one = owner.memory.used;
    for (let index = 0; index < 4; index++) await begin();
    expect(owner.memory.used).toBeLessThanOrEqual(4 * one);
    const on = { path: '/home/in', limit: 10, withStat: true };
    const second = await run('listDirectory', { ...on, cursor: first.nextCursor });
    expect(second.entries[0]?.name).toBe('entry-10005');
    // A cursor of nobody counts as a name.
    const odd = await run('listDirectory', { ...on, cursor: '99999/entry-99998' });
    expect(odd.entries.map(({ name }) => name)).toEqual(['entry-99999']);
    await owner.ledger.unwind();
    expect(owner.memory.used).toBe(0);
  });

  test('is refused when the process has no room for it, and nothing stays charged', async () => {
    const { run, process: owner } = caller();
    owner.limits = { ...owner.limits, kernelBytes: 1024 * 1024 };
    const args = { path: '/home/in', limit: 10, cursor: '', withStat: false };
    await expect(run('listDirectory', args)).rejects.toMatchObject({ code: 'ENOMEM' });
    expect(owner.memory.used).toBe(0);
    expect((await run('listDirectory', { ...args, path: '/home' })).total).toBe(1);
  });

  test('streams, ends early and when it is given up, and gives its memory back', async () => {
    const account = new MemoryAccount(
      () => 0,
      () => undefined,
    );
    const place = { backend: new LocalBackend(chooseHostPaths(), folder), path: 'in', name: '/home/in' };
    const stop = new AbortController();
    const read = () => Listing.read(place, { account, signal: stop.signal });
    let entries = 0;
    for await (const page of listPages(await read(), { withStat: false, pageEntries: 1_000, signal: never })) {
      entries += page.length;
    }
    expect([entries, account.used]).toEqual([count, 0]);
    for await (const page of listPages(await read(), { withStat: true, pageEntries: 10, signal: never })) {
      expect(page).toHaveLength(10);
      break;
    }
    expect(account.used).toBe(0);
    const given = read();
    stop.abort(new Error('given up'));
    await expect(given).rejects.toThrow('given up');
    expect(account.used).toBe(0);
  });

  test('is searched by name in slices', async () => {
    const { run } = caller();
    const found = await run('searchFiles', { path: '/home', query: 'entry-4242', limit: 20, hidden: false });
    expect(found.matches[0]).toMatchObject({ path: '/home/in/entry-4242', score: 1 });
    expect([found.matches.length, found.truncated]).toEqual([20, true]);
  });
});
