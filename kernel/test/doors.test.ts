import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Event, EventCategory, ProcessKind, type Syscall } from '@agentos/protocol/kernel';
import { KernelClient } from '@agentos/protocol/kernel-client';
import { syscallCapabilities } from '@agentos/protocol/syscall-capabilities';
import { tagSyscall } from '@agentos/protocol/syscalls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openArgs, spawnArgs, writeArgs } from './cases/args.ts';
import { trials } from './cases/index.ts';
import { type Actor, everything, type KernelFixture, startKernel } from './kernel-fixture.ts';

let fixture: KernelFixture;
let system: Actor;
let app: Actor;

beforeAll(async () => {
  fixture = await startKernel({ eventBudget: Number.POSITIVE_INFINITY });
  system = await fixture.actor(everything, { kind: ProcessKind.SERVICE });
  app = await fixture.actor(['STANDARD'], { appId: 'app' });
  await system.call('writeFile', writeArgs('/home/w', 'text'));
});
afterAll(() => fixture[Symbol.asyncDispose]());

test('every syscall of the table is tried', () => {
  expect(Object.keys(trials).sort()).toEqual(Object.keys(syscallCapabilities).sort());
});

describe('identity', () => {
  test('no token, a wrong one, a changed one: unauthenticated', async () => {
    const { client } = fixture;
    const changed = `${app.token.slice(0, -1)}${app.token.endsWith('0') ? '1' : '0'}`;
    for (const token of ['', 'x', 'f'.repeat(64), changed, `${app.token} `]) {
      const outcome = client.executeUnary(token, 'now', {});
      await expect(outcome).rejects.toMatchObject({ code: 'EACCES', detail: 'UNAUTHENTICATED' });
      await expect(client.createProcess(token, { name: 'x', kind: ProcessKind.APP })).rejects.toMatchObject({
        detail: 'UNAUTHENTICATED',
      });
      await expect(client.attach(token)).rejects.toMatchObject({ code: 'EACCES' });
      await expect(client.streamEvents(token).next()).rejects.toMatchObject({ detail: 'UNAUTHENTICATED' });
    }
  });

  test('the administrator token creates and attaches, and runs nothing', async () => {
    const { client, admin } = fixture;
    await expect(client.executeUnary(admin, 'now', {})).rejects.toMatchObject({ code: 'EPERM' });
    await expect(client.attach(admin)).rejects.toMatchObject({ code: 'EACCES' });
    await expect(client.streamEvents(admin).next()).rejects.toMatchObject({ code: 'EPERM' });
    await expect(client.getMetrics(admin)).rejects.toMatchObject({ code: 'EPERM' });
  });

  test('the administrator token lies in the runtime folder, for its owner alone', () => {
    const file = join(fixture.home, 'run', 'admin.token');
    expect(readFileSync(file, 'utf8')).toBe(fixture.admin);
    expect(fixture.admin).toMatch(/^[0-9a-f]{64}$/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(fixture.home, 'run')).mode & 0o777).toBe(0o700);
    expect(statSync(join(fixture.home, 'run', 'kernel.sock')).mode & 0o777).toBe(0o600);
  });

  test('the token of an ended process opens nothing', async () => {
    const { client, admin } = fixture;
    const brief = await fixture.actor(['STANDARD']);
    await client.terminateProcess(admin, { pid: brief.pid });
    await expect(brief.call('now', {})).rejects.toMatchObject({ code: 'ESRCH' });
    await expect(client.executeUnary(brief.token, 'now', {})).rejects.toMatchObject({ detail: 'UNAUTHENTICATED' });
    await expect(client.attach(brief.token)).rejects.toMatchObject({ code: 'EACCES' });
  });

  test('only the administrator changes a sandbox', async () => {
    const change = { pid: app.pid, capabilities: everything };
    await expect(fixture.client.updateSandbox(system.token, change)).rejects.toMatchObject({ code: 'EPERM' });
    await expect(fixture.client.updateSandbox(app.token, change)).rejects.toMatchObject({ code: 'EPERM' });
  });

  test('a process cannot end another without the right', async () => {
    await expect(fixture.client.terminateProcess(app.token, { pid: system.pid })).rejects.toMatchObject({
      code: 'EACCES',
    });
    await expect(fixture.client.terminateProcess(fixture.admin, { pid: 1 })).rejects.toMatchObject({ code: 'EPERM' });
  });
});

describe('rights', () => {
  test('a child gets no more than its creator, through the RPC and through spawn', async () => {
    const creator = await fixture.actor(['STANDARD', 'SPAWN_PROCESS', 'READ_FILE:/home/Documents/**'], {
      appId: 'maker',
    });
    const wanted = ['STANDARD', 'READ_FILE', 'KILL_PROCESS', 'OBSERVE'];
    const created = await fixture.client.createProcess(creator.token, {
      name: 'child',
      kind: ProcessKind.APP,
      capabilities: wanted,
    });
    const info = await system.call('processInfo', { pid: created.pid });
    expect(info.process).toMatchObject({
      parentPid: creator.pid,
      appId: 'maker',
      capabilities: ['STANDARD', 'READ_FILE:/home/.apps/maker/**', 'READ_FILE:/home/Documents/**'],
    });
    const spawned = await creator.call('spawn', { ...spawnArgs(), capabilities: wanted });
    expect((await system.call('processInfo', { pid: spawned.pid })).process?.capabilities).toEqual(
      info.process?.capabilities,
    );
    for (const request of [
      { name: 'x', kind: ProcessKind.APP, appId: 'other' },
      { name: 'x', kind: ProcessKind.SERVICE },
      { name: 'x', kind: ProcessKind.APP, parentPid: system.pid },
    ]) {
      await expect(fixture.client.createProcess(creator.token, request)).rejects.toMatchObject({ code: 'EPERM' });
    }
    await expect(creator.call('spawn', { ...spawnArgs(), appId: 'other' })).rejects.toMatchObject({ code: 'EPERM' });
    await expect(fixture.client.createProcess(app.token, { name: 'x', kind: ProcessKind.APP })).rejects.toMatchObject({
      code: 'EACCES',
    });
  });

  test('taking a right away counts at once: for paths, open files and descendants', async () => {
    await system.call('mkdir', { path: '/home/Shared', parents: true, mode: 0 });
    await system.call('writeFile', writeArgs('/home/Shared/note', 'text'));
    const grants = ['STANDARD', 'SPAWN_PROCESS', 'READ_FILE:/home/Shared/**'];
    const reader = await fixture.actor(grants, { appId: 'reader' });
    const child = await fixture.client.createProcess(reader.token, {
      name: 'c',
      kind: ProcessKind.APP,
      capabilities: grants,
    });
    const below = await fixture.client.attach(child.token);
    const read = (process: typeof below) =>
      process.call('readFile', { path: '/home/Shared/note', offset: 0, length: 0 });
    const { descriptor } = await reader.call('open', openArgs('/home/Shared/note'));
    expect((await read(below)).data.toString()).toBe('text');
    const { policyEpoch } = await fixture.client.updateSandbox(fixture.admin, {
      pid: reader.pid,
      capabilities: ['STANDARD'],
    });
    expect(policyEpoch).toBe(2);
    for (const process of [reader, below]) await expect(read(process)).rejects.toMatchObject({ code: 'EACCES' });
    await expect(reader.call('read', { descriptor, length: 1 })).rejects.toMatchObject({ code: 'EACCES' });
  });

  test('each process has a /tmp of its own, gone with it', async () => {
    const [one, two] = [await fixture.actor(everything), await fixture.actor(everything)];
    await one.call('writeFile', writeArgs('/tmp/x', 'of one'));
    expect(await two.call('exists', { path: '/tmp/x' })).toMatchObject({ exists: false });
    const { released } = await fixture.client.terminateProcess(fixture.admin, { pid: one.pid });
    expect(released).toContainEqual({ kind: 'temporary folder', count: 1, bytes: 0 });
  });

  test('the database is not a file of /system', async () => {
    await system.call('kvSet', { namespace: '', key: 'k', value: Buffer.from('v') });
    const { entries } = await system.call('listDirectory', { path: '/system', limit: 0, cursor: '', withStat: false });
    expect(entries).toEqual([]);
    await expect(system.call('readFile', { path: '/system/kv.sqlite', offset: 0, length: 0 })).rejects.toMatchObject({
      code: 'ENOENT',
    });
    expect(statSync(join(fixture.home, 'system', 'kv.sqlite')).size).toBeGreaterThan(0);
  });

  test('a quota holds: descriptors, processes, key-value bytes', async () => {
    const small = await fixture.actor(everything, {
      appId: 'small',
      limits: { descriptors: 1, processes: 1, keyValueBytes: 100 },
    });
    const { descriptor } = await small.call('open', openArgs('/home/w'));
    await expect(small.call('open', openArgs('/home/w'))).rejects.toMatchObject({ code: 'EMFILE' });
    await small.call('close', { descriptor });
    const first = await small.call('spawn', spawnArgs({ standardIo: 1 }));
    await expect(small.call('spawn', spawnArgs())).rejects.toMatchObject({ code: 'EAGAIN' });
    await small.call('kill', { pid: first.pid, signal: 9, tree: true });
    await small.call('kvSet', { namespace: '', key: 'a', value: Buffer.alloc(90) });
    await expect(small.call('kvSet', { namespace: '', key: 'b', value: Buffer.alloc(20) })).rejects.toMatchObject({
      code: 'EDQUOT',
    });
    await small.call('kvSet', { namespace: '', key: 'a', value: Buffer.alloc(10) });
    await small.call('kvSet', { namespace: '', key: 'b', value: Buffer.alloc(20) });
  });

  test('descriptors belong to one process', async () => {
    const { descriptor } = await system.call('open', openArgs('/home/w'));
    await expect(app.call('read', { descriptor, length: 1 })).rejects.toMatchObject({ code: 'EBADF' });
    await expect(app.call('close', { descriptor })).rejects.toMatchObject({ code: 'EBADF' });
    await system.call('close', { descriptor });
  });
});

describe('time', () => {
  test('a deadline ends a syscall while it runs', async () => {
    const started = Date.now();
    await expect(system.call('sleep', { durationMs: 60_000 }, { deadlineMs: 50 })).rejects.toMatchObject({
      code: 'ETIMEDOUT',
    });
    await expect(
      fixture.client.executeUnary(system.token, 'sleep', { durationMs: 60_000 }, { deadlineMs: 50 }),
    ).rejects.toMatchObject({ code: 'ETIMEDOUT' });
    expect(Date.now() - started).toBeLessThan(10_000);
  });

  test('a caller cancels its own call', async () => {
    const control = new AbortController();
    const sleeping = system.call('sleep', { durationMs: 60_000 }, { signal: control.signal });
    await system.call('now', {});
    control.abort();
    await expect(sleeping).rejects.toMatchObject({ code: 'ECANCELED' });
    await expect(system.call('now', {}, { signal: control.signal })).rejects.toMatchObject({ code: 'ECANCELED' });
  });

  test('a read that was cancelled loses nothing', async () => {
    const { pid, stdout } = await system.call('spawn', spawnArgs());
    await expect(system.call('read', { descriptor: stdout, length: 0 }, { deadlineMs: 20 })).rejects.toMatchObject({
      code: 'ETIMEDOUT',
    });
    fixture.host.launched.at(-1)!.stdout?.feed('precious');
    expect((await system.call('read', { descriptor: stdout, length: 4 })).data.toString()).toBe('prec');
    expect((await system.call('read', { descriptor: stdout, length: 9 })).data.toString()).toBe('ious');
    await system.call('kill', { pid, signal: 9, tree: true });
    expect(await system.call('read', { descriptor: stdout, length: 9 })).toMatchObject({ endOfFile: true });
    await system.call('wait', { pid, options: 0 });
  });

  test('the end of a process ends what it waits for', async () => {
    const brief = await fixture.actor(everything);
    const sleeping = expect(brief.call('sleep', { durationMs: 60_000 })).rejects.toMatchObject({ code: 'ESRCH' });
    await brief.call('now', {});
    const { released } = await fixture.client.terminateProcess(fixture.admin, { pid: brief.pid });
    await sleeping;
    expect(released).toContainEqual({ kind: 'syscall', count: 1, bytes: 0 });
  });
});

describe('batches', () => {
  const step = (path: string): Syscall => ({ syscall: tagSyscall('mkdir', { path, parents: false, mode: 0 }) });

  test('in order: later entries see what earlier ones did', async () => {
    const done = await fixture.client.executeBatch(system.token, { syscalls: [step('/home/b1'), step('/home/b1/b2')] });
    expect([done.succeeded, done.failed]).toEqual([2, 0]);
  });

  test('stopping at an error cancels the rest', async () => {
    const syscalls = [step('/home/b1'), step('/home/b3')];
    const done = await fixture.client.executeBatch(system.token, { syscalls, stopAtError: true });
    expect(done.results.map(({ result }) => result?.$case === 'error' && result.value.code)).toEqual([
      'EEXIST',
      'ECANCELED',
    ]);
    expect(await system.call('exists', { path: '/home/b3' })).toMatchObject({ exists: false });
  });

  test('in parallel: each has its own result, in order', async () => {
    const sleep: Syscall = { syscall: tagSyscall('sleep', { durationMs: 150 }) };
    const started = Date.now();
    const done = await fixture.client.executeBatch(system.token, { syscalls: Array(20).fill(sleep), parallel: true });
    expect(done.succeeded).toBe(20);
    expect(Date.now() - started).toBeLessThan(2_000);
  });

  test('an empty entry is an error, not a crash', async () => {
    const done = await fixture.client.executeBatch(system.token, { syscalls: [{ syscall: undefined }] });
    expect(done.results[0]?.result).toMatchObject({ value: { code: 'ENOSYS' } });
  });
});

describe('the ring', () => {
  test('many at once, none mixed up', async () => {
    await Promise.all(
      Array.from({ length: 500 }, async (_, index) => {
        await system.call('kvSet', { namespace: 'mix', key: `k${index}`, value: Buffer.from(String(index)) });
        const { value } = await system.call('kvGet', { namespace: 'mix', key: `k${index}` });
        expect(value.toString()).toBe(String(index));
      }),
    );
  });

  test('64 MiB of reads in flight arrive whole', async () => {
    const data = Buffer.alloc(1024 * 1024, 7);
    await system.call('writeFile', { ...writeArgs('/home/large', ''), data });
    const reads = await Promise.all(
      Array.from({ length: 64 }, () => system.call('readFile', { path: '/home/large', offset: 0, length: 0 })),
    );
    expect(reads.every((read) => read.data.equals(data))).toBe(true);
    await Promise.all(
      Array.from({ length: 16 }, (_, at) => system.call('writeFile', { ...writeArgs(`/home/large${at}`, ''), data })),
    );
  });

  test('a lost connection fails what is pending and is told; the processes live on', async () => {
    const second = await startKernel();
    const actor = await second.actor(everything);
    const down = new Promise((resolve) => second.client.onDown(resolve));
    const pending = actor.call('sleep', { durationMs: 60_000 }).catch((error: unknown) => error);
    await actor.call('now', {});
    await second.kernel.close();
    expect(await down).toMatchObject({ code: 'EPIPE' });
    expect(await pending).toMatchObject({ code: expect.stringMatching(/EPIPE|ESRCH/) });
    await expect(actor.call('now', {})).rejects.toMatchObject({ code: 'EPIPE' });
    await second.client.close();
  });

  test('closing one client ends no process', async () => {
    const other = await KernelClient.connect({ address: fixture.kernel.address });
    const again = await other.attach(app.token);
    const sleeping = again.call('sleep', { durationMs: 60_000 }).catch((error: unknown) => error);
    await again.call('now', {});
    await other.close();
    expect(await sleeping).toMatchObject({ code: 'EPIPE' });
    expect((await system.call('processStats', { pid: app.pid })).stats?.syscalls).toBeGreaterThan(0);
    await app.call('now', {});
  });

  test('nothing answers: an error that says so', async () => {
    const address = `unix:${fixture.home}/run/none.sock`;
    await expect(KernelClient.connect({ address, timeoutMs: 300 })).rejects.toMatchObject({ code: 'EPIPE' });
  });
});

describe('events', () => {
  const traceparent = (digit: string) => `00-${digit.repeat(32)}-${digit.repeat(16)}-01`;
  const collect = async (token: string, enough: (events: Event[]) => boolean, from = 1): Promise<Event[]> => {
    const events: Event[] = [];
    for await (const batch of fixture.client.streamEvents(token, { fromSequence: from })) {
      events.push(...batch.events);
      if (enough(events)) break;
    }
    return events;
  };

  test('the trace of a click is in the event of each syscall and process it caused', async () => {
    const trace = traceparent('a');
    const { pid } = await system.call('spawn', spawnArgs(), { traceparent: trace });
    fixture.host.launched.at(-1)!.end(3);
    await system.call('wait', { pid, options: 0 });
    await expect(
      app.call('readFile', { path: '/home/w', offset: 0, length: 0 }, { traceparent: trace }),
    ).rejects.toBeDefined();
    await fixture.client.executeUnary(system.token, 'uptime', {}, { traceparent: trace });
    const events = await collect(system.token, (seen) =>
      seen.some(({ subject, traceId }) => subject === 'uptime' && traceId === 'a'.repeat(32)),
    );
    const mine = events.filter(({ traceId }) => traceId === 'a'.repeat(32));
    // Every syscall is a span of its own below the click's; what it causes inside the kernel is below it.
    const spans = new Set(mine.map(({ spanId }) => spanId));
    expect(mine.every(({ parentSpanId }) => parentSpanId === 'a'.repeat(16) || spans.has(parentSpanId))).toBe(true);
    const syscalls = mine.filter(({ type }) => type === 'syscall.exit');
    expect(new Set(syscalls.map(({ spanId }) => spanId)).size).toBe(syscalls.length);
    expect(syscalls.every(({ parentSpanId }) => parentSpanId === 'a'.repeat(16))).toBe(true);
    expect(mine.map(({ type, subject }) => `${type} ${subject}`)).toEqual(
      expect.arrayContaining([
        'process.state creating',
        'process.state running',
        'process.exit code',
        'syscall.exit spawn',
        'security.denied readFile',
        'syscall.exit uptime',
      ]),
    );
    const exit = mine.find(({ type }) => type === 'process.exit');
    expect([exit?.pid, exit?.valueA, exit?.valueB]).toEqual([pid, 3, 0]);
    const denial = mine.find(({ type }) => type === 'security.denied');
    expect([denial?.pid, denial?.category]).toEqual([app.pid, EventCategory.SECURITY]);
    expect(Math.abs((denial?.timeUs ?? 0) / 1000 - Date.now())).toBeLessThan(60_000);
  });

  test('one event for one syscall', async () => {
    const start = (await collect(system.token, () => true)).at(-1)?.sequence ?? 0;
    const trace = traceparent('b');
    await system.call('exists', { path: '/home' }, { traceparent: trace });
    await system.call('sleep', { durationMs: 5_000 }, { traceparent: trace, deadlineMs: 10 }).catch(() => undefined);
    await system.call('uptime', {}, { traceparent: traceparent('c') });
    const events = await collect(system.token, (seen) => seen.some(({ traceId }) => traceId === 'c'.repeat(32)), start);
    const mine = events.filter(({ traceId, type }) => traceId === 'b'.repeat(32) && type === 'syscall.exit');
    expect(mine.map(({ subject }) => subject)).toEqual(['exists', 'sleep']);
    expect(mine[1]?.valueB).toBe(110);
  });

  test('readers do not take events from each other', async () => {
    const control = new AbortController();
    const read = async (): Promise<number[]> => {
      const found: number[] = [];
      for await (const { events } of fixture.client.streamEvents(system.token, { pids: [app.pid] }, control.signal)) {
        found.push(...events.filter(({ subject }) => subject === 'uptime').map(({ sequence }) => sequence));
        if (found.length >= 100) break;
      }
      return found;
    };
    const readers = [read(), read()];
    await system.call('sleep', { durationMs: 100 });
    for (let count = 0; count < 100; count++) await app.call('uptime', {});
    const [one, two] = await Promise.all(readers);
    control.abort();
    expect(one).toHaveLength(100);
    expect(two).toEqual(one);
  });

  test('a process sees its own events and those below it, no others', async () => {
    const maker = await fixture.actor(['STANDARD', 'SPAWN_PROCESS'], { appId: 'watcher' });
    const { pid } = await maker.call('spawn', spawnArgs());
    await system.call('now', {});
    const pids = new Set<number>();
    for await (const { events } of fixture.client.streamEvents(maker.token, { follow: false })) {
      for (const event of events) pids.add(event.pid);
    }
    expect([...pids].sort()).toEqual([maker.pid, pid].sort());
    await fixture.client.terminateProcess(fixture.admin, { pid: maker.pid });
  });

  test('a reader that is too slow learns how much it has lost', async () => {
    const batches = fixture.client.streamEvents(system.token, { fromSequence: 1, follow: false });
    const overwrite = 70_000;
    const process = fixture.kernel.processes.require(system.pid);
    for (let count = 0; count < overwrite; count++) {
      await fixture.kernel.execute(process, { syscall: tagSyscall('now', {}) });
    }
    let lost = 0;
    let read = 0;
    for await (const batch of batches) {
      lost += batch.lost;
      read += batch.events.length;
    }
    expect(lost).toBeGreaterThan(1_000);
    expect(read).toBeLessThanOrEqual(65_536);
    expect(read).toBeGreaterThan(60_000);
  });
});

test('metrics count syscalls by outcome', async () => {
  await app.call('systemInfo', {}).catch(() => undefined);
  const text = await fixture.client.getMetrics(system.token);
  expect(text).toMatch(/agentos_kernel_syscalls_total\{syscall="systemInfo",outcome="EACCES"\} [1-9]/);
  expect(text).toMatch(/agentos_kernel_syscall_duration_seconds_bucket\{syscall="now",le="\+Inf"\} \d+/);
  await expect(fixture.client.getMetrics(app.token)).rejects.toMatchObject({ code: 'EACCES' });
});

test('a second kernel on the same folder does not take the socket over', async () => {
  await expect(
    startKernel({
      home: fixture.home,
      run: join(fixture.home, 'run'),
      socket: join(fixture.home, 'run', 'kernel.sock'),
    }),
  ).rejects.toThrow(/another kernel/);
  await system.call('now', {});
});

test('a taken port is told in the host capabilities, not fatal', async () => {
  const first = await startKernel({ tcp: '127.0.0.1:0' });
  const address = first.kernel.tcpAddress ?? '';
  const over = await KernelClient.connect({ address });
  await over.close();
  const second = await startKernel({ tcp: address });
  const actor = await second.actor(everything);
  const { info } = await actor.call('systemInfo', {});
  expect(info?.host.find(({ name }) => name === 'tcp door')).toMatchObject({
    enforcement: 4,
    reason: expect.stringContaining(address),
  });
  await second[Symbol.asyncDispose]();
  await first[Symbol.asyncDispose]();
});
