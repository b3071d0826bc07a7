/** Events through the kernel's doors: questions, what the layers above bring in, filters of streams, and the chain of a click. */
import {
  type EmittedEvent,
  Enforcement,
  type Event,
  EventCategory,
  type EventFilter,
  EventKey,
  EventQuestion,
  EventSeverity,
  ProcessKind,
} from '@agentos/protocol/kernel';
import { tagSyscall } from '@agentos/protocol/syscalls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noFilter } from '../src/events/event-filter.ts';
import { openArgs, writeArgs } from './cases/args.ts';
import { type Actor, everything, type KernelFixture, startKernel } from './kernel-fixture.ts';

let fixture: KernelFixture;
let observer: Actor;
let service: Actor;
let app: Actor;

beforeAll(async () => {
  fixture = await startKernel({ eventBudget: Number.POSITIVE_INFINITY });
  observer = await fixture.actor(everything, { appId: 'observer' });
  service = await fixture.actor(everything, { appId: 'services', kind: ProcessKind.SERVICE });
  app = await fixture.actor(['STANDARD', 'TIME_ACCESS'], { appId: 'app', parentPid: service.pid });
  await app.call('now', {});
});

afterAll(async () => {
  await fixture[Symbol.asyncDispose]();
});

interface Rest {
  key?: EventKey;
  limit?: number;
  sliceMs?: number;
  sequence?: number;
}
const ask = (question: EventQuestion, filter: Partial<EventFilter> = {}, rest: Rest = {}, token = observer.token) =>
  fixture.client.queryEvents(token, { question, filter: { ...noFilter, ...filter }, ...rest });

const spanOf = (digit: string): string => digit.repeat(16);
const traceOf = (digit: string): string => digit.repeat(32);
const traceparent = (digit: string, flags = '01'): string => `00-${traceOf(digit)}-${spanOf(digit)}-${flags}`;
const named = (events: readonly Event[]): string[] => events.map(({ type, subject }) => `${type} ${subject}`.trim());

const emitted = (more: Partial<EmittedEvent> = {}): EmittedEvent => ({
  category: EventCategory.UNSPECIFIED,
  severity: EventSeverity.UNSPECIFIED,
  type: 'tool.call',
  subject: 'files.write',
  traceparent: '',
  timeUs: 0,
  valueA: 1_500,
  valueB: 0,
  valueC: 0,
  layer: 'services',
  text: '',
  parentSpanId: '',
  pid: 0,
  ...more,
});

describe('questions', () => {
  test('events come newest first and are not taken away', async () => {
    await observer.call('writeFile', writeArgs('/home/a.txt', 'hello'), { traceparent: traceparent('1') });
    const found = await ask(EventQuestion.EVENTS, { traceId: traceOf('1') });
    const again = await ask(EventQuestion.EVENTS, { traceId: traceOf('1') });
    expect(again.events).toEqual(found.events);
    const sequences = found.events.map(({ sequence }) => sequence);
    expect(sequences).toEqual(sequences.toSorted((one, other) => other - one));
    expect(named(found.events)).toContain('syscall.exit writeFile');
  });

  test('every part of a filter counts', async () => {
    const traceId = traceOf('2');
    await app.call('now', {}, { traceparent: traceparent('2', '00') });
    await app
      .call('readFile', { path: '/home/a.txt', offset: 0, length: 0 }, { traceparent: traceparent('2', '00') })
      .catch(() => undefined);
    const all = await ask(EventQuestion.EVENTS, { traceId });
    expect(named(all.events)).toEqual(['security.denied readFile', 'syscall.exit now']);
    const [denied, now] = all.events;
    const match = async (filter: Partial<EventFilter>): Promise<string[]> =>
      named((await ask(EventQuestion.EVENTS, { traceId, ...filter })).events);
    expect(await match({ categories: [EventCategory.SECURITY] })).toEqual(['security.denied readFile']);
    expect(await match({ leastSeverity: EventSeverity.WARNING })).toEqual(['security.denied readFile']);
    expect(await match({ types: ['syscall.*'] })).toEqual(['syscall.exit now']);
    expect(await match({ types: ['security.denied'] })).toEqual(['security.denied readFile']);
    expect(await match({ types: ['nothing'] })).toEqual([]);
    expect(await match({ pids: [observer.pid] })).toEqual([]);
    expect(await match({ pids: [app.pid] })).toHaveLength(2);
    expect(await match({ text: 'READF' })).toEqual(['security.denied readFile']);
    expect(await match({ text: 'kernel' })).toHaveLength(2);
    expect(await match({ fromUs: (denied?.timeUs ?? 0) + 1 })).toEqual([]);
    expect(await match({ toUs: (now?.timeUs ?? 0) + 1 })).toContain('syscall.exit now');
    expect(await match({ leastValue: 1e12 })).toEqual([]);
    expect((await ask(EventQuestion.EVENTS, { traceId }, { limit: 1 })).truncated).toBe(true);
  });

  test('counts and percentiles by key', async () => {
    for (let index = 0; index < 20; index++) await app.call('now', {}, { traceparent: traceparent('3', '00') });
    const filter = { traceId: traceOf('3') };
    const counts = await ask(EventQuestion.COUNTS, filter, { key: EventKey.SUBJECT });
    expect(counts.groups.map(({ key, count }) => [key, count])).toEqual([['now', 20]]);
    const all = await ask(EventQuestion.EVENTS, filter);
    const values = all.events.map(({ valueA }) => valueA).toSorted((one, other) => one - other);
    const [group] = (await ask(EventQuestion.PERCENTILES, filter, { key: EventKey.TYPE })).groups;
    expect(group?.key).toBe('syscall.exit');
    expect([group?.least, group?.most]).toEqual([values[0], values[19]]);
    expect(Math.abs((group?.p50 ?? 0) / (values[9] ?? 1) - 1)).toBeLessThanOrEqual(0.01);
    expect(Math.abs((group?.p99 ?? 0) / (values[19] ?? 1) - 1)).toBeLessThanOrEqual(0.01);
    for (const key of [EventKey.CATEGORY, EventKey.SEVERITY, EventKey.PID, EventKey.LAYER, EventKey.UNSPECIFIED]) {
      expect((await ask(EventQuestion.COUNTS, filter, { key })).groups.map(({ count }) => count)).toEqual([20]);
    }
    const syscalls = await ask(EventQuestion.SYSCALLS, filter);
    expect(syscalls.groups.map(({ key, count }) => [key, count])).toEqual([['now', 20]]);
  });

  test('a time line has a group for each slice, the quiet ones too', async () => {
    await app.call('now', {}, { traceparent: traceparent('4', '00') });
    await observer.call('sleep', { durationMs: 60 });
    await app.call('now', {}, { traceparent: traceparent('4', '00') });
    const line = await ask(EventQuestion.TIMELINE, { traceId: traceOf('4') }, { sliceMs: 10 });
    expect(line.groups.length).toBeGreaterThanOrEqual(6);
    expect(line.groups.reduce((sum, { count }) => sum + count, 0)).toBe(2);
    const starts = line.groups.map(({ key }) => Number(key));
    expect(starts.every((start, index) => index === 0 || start === (starts[index - 1] ?? 0) + 10_000)).toBe(true);
    const filter = { fromUs: 1, traceId: traceOf('4') };
    await expect(ask(EventQuestion.TIMELINE, filter, { sliceMs: 1 })).rejects.toMatchObject({ code: 'EINVAL' });
  });

  test('the slowest come first', async () => {
    await observer.call('sleep', { durationMs: 30 }, { traceparent: traceparent('5', '00') });
    await observer.call('now', {}, { traceparent: traceparent('5', '00') });
    const { events } = await ask(EventQuestion.SLOW, { traceId: traceOf('5') });
    expect(named(events)).toEqual(['syscall.exit sleep', 'syscall.exit now']);
  });

  test('security events and memory pressure have questions of their own', async () => {
    await app.call('readFile', { path: '/home/x', offset: 0, length: 0 }).catch(() => undefined);
    const { events } = await ask(EventQuestion.SECURITY, { pids: [app.pid] });
    expect(events.length).toBeGreaterThan(0);
    expect(events.every(({ category }) => category === EventCategory.SECURITY)).toBe(true);
    const pressure = await ask(EventQuestion.MEMORY_PRESSURE);
    expect(pressure.events.every(({ type }) => type === 'memory.pressure')).toBe(true);
  });

  test('what makes no sense is refused', async () => {
    const bad = async (question: EventQuestion, filter: Partial<EventFilter>, rest: Rest = {}): Promise<unknown> =>
      ask(question, filter, rest).catch((error: { code: string }) => error.code);
    expect(await bad(EventQuestion.UNSPECIFIED, {})).toBe('EINVAL');
    expect(await bad(EventQuestion.CHAIN, {})).toBe('EINVAL');
    expect(await bad(EventQuestion.EVENTS, { traceId: 'xyz' })).toBe('EINVAL');
    expect(await bad(EventQuestion.EVENTS, { text: 'x'.repeat(201) })).toBe('EINVAL');
    expect(await bad(EventQuestion.EVENTS, { types: new Array(1_001).fill('x') })).toBe('EINVAL');
    expect(await bad(EventQuestion.ROOT_CAUSE, {}, { sequence: 2 ** 50 })).toBe('ENOENT');
  });

  test('a process sees its own events and those below it, with OBSERVE all', async () => {
    const other = await fixture.actor(['STANDARD', 'TIME_ACCESS'], { appId: 'other' });
    await other.call('now', {});
    await app.call('now', {});
    const seen = await ask(EventQuestion.EVENTS, {}, { limit: 5_000 }, app.token);
    expect(new Set(seen.events.map(({ pid }) => pid))).toEqual(new Set([app.pid]));
    expect((await ask(EventQuestion.EVENTS, { pids: [other.pid] }, {}, app.token)).events).toEqual([]);
    expect((await ask(EventQuestion.EVENTS, { pids: [other.pid] })).events.length).toBeGreaterThan(0);
    const [foreign] = (await ask(EventQuestion.EVENTS, { pids: [other.pid] }, { limit: 1 })).events;
    const cause = ask(EventQuestion.ROOT_CAUSE, {}, { sequence: foreign?.sequence ?? 0 }, app.token);
    await expect(cause).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(fixture.client.queryEvents('nobody', {})).rejects.toMatchObject({ detail: 'UNAUTHENTICATED' });
    await expect(fixture.client.queryEvents(fixture.admin, {})).rejects.toMatchObject({ code: 'EPERM' });
  });
});

describe('a click', () => {
  const click = traceOf('c');
  const shellSpan = 'a1'.repeat(8);
  const toolSpan = 'b2'.repeat(8);

  test('is one chain from the shell over the tool and the syscall to file system and scheduler', async () => {
    const { client } = fixture;
    const from = Date.now() * 1_000;
    await client.emitEvents(service.token, [
      emitted({
        type: 'shell.input',
        layer: 'shell',
        subject: 'click save',
        traceparent: `00-${click}-${shellSpan}-01`,
        timeUs: from,
        valueA: 0,
      }),
    ]);
    await observer.call('writeFile', writeArgs('/home/click.txt', 'saved'), {
      traceparent: `00-${click}-${toolSpan}-01`,
    });
    await client.emitEvents(service.token, [
      emitted({ traceparent: `00-${click}-${toolSpan}-01`, parentSpanId: shellSpan, text: 'saved one file' }),
    ]);
    const { events } = await ask(EventQuestion.CHAIN, { traceId: click });
    expect(named(events)).toEqual(
      expect.arrayContaining([
        'shell.input click save',
        'tool.call files.write',
        'syscall.enter writeFile',
        'scheduler.turn at once',
        'security.allowed writeFile',
        'file.operation open',
        'file.operation write',
        'syscall.exit writeFile',
      ]),
    );
    const times = events.map(({ timeUs }) => timeUs);
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    const of = (name: string): Event | undefined => events.find((event) => named([event])[0] === name);
    const syscall = of('syscall.exit writeFile');
    const write = of('file.operation write');
    expect(of('shell.input click save')).toMatchObject({ spanId: shellSpan, parentSpanId: '', layer: 'shell' });
    expect(of('tool.call files.write')).toMatchObject({
      spanId: toolSpan,
      parentSpanId: shellSpan,
      layer: 'services',
      text: 'saved one file',
      pid: service.pid,
    });
    expect(syscall?.parentSpanId).toBe(toolSpan);
    expect(of('scheduler.turn at once')?.parentSpanId).toBe(syscall?.spanId);
    expect(write?.parentSpanId).toBe(syscall?.spanId);
    expect(write?.valueC).toBe(5);
    // The parts lie within the whole.
    expect(write?.valueA).toBeLessThanOrEqual(syscall?.valueA ?? 0);
    expect(write?.timeUs).toBeLessThanOrEqual(syscall?.timeUs ?? 0);

    const cause = await ask(EventQuestion.ROOT_CAUSE, {}, { sequence: write?.sequence ?? 0 });
    expect(named(cause.events)[0]).toBe('shell.input click save');
    expect(named(cause.events).at(-1)).toBe('file.operation write');
    expect(named(cause.events)).toContain('tool.call files.write');
    expect(named(cause.events)).not.toContain('file.operation open');
  });

  test('has what the file system did after a wait, below the syscall that asked for it', async () => {
    await observer.call('mkdir', { path: '/home/chain', parents: false, mode: 0 });
    await observer.call('writeFile', writeArgs('/home/chain/from.txt', 'copied'));
    const mark = { traceparent: traceparent('6') };
    await observer.call('mkdir', { path: '/home/chain/two/three', parents: true, mode: 0 }, mark);
    const places = { source: '/home/chain/from.txt', destination: '/home/chain/two/three/to.txt' };
    await observer.call('copyFile', { ...places, overwrite: false, recursive: false }, mark);
    const { events } = await ask(EventQuestion.CHAIN, { traceId: traceOf('6') });
    const below = (syscall: string): string[] => {
      const { spanId } = events.find(({ type, subject }) => type === 'syscall.exit' && subject === syscall) ?? {};
      return named(events.filter((event) => event.type === 'file.operation' && event.parentSpanId === spanId));
    };
    expect(below('mkdir').filter((name) => name.endsWith('mkdir'))).toHaveLength(2);
    expect(below('copyFile')).toEqual(expect.arrayContaining(['file.operation read', 'file.operation write']));
    expect(events.filter(({ type, pid }) => type === 'file.operation' && pid !== observer.pid)).toEqual([]);
  });

  test('has no more than a part of a whole tree', async () => {
    await observer.call('mkdir', { path: '/home/tree', parents: false, mode: 0 });
    for (let file = 0; file < 60; file++) await observer.call('writeFile', writeArgs(`/home/tree/${file}.txt`, 'leaf'));
    const places = { source: '/home/tree', destination: '/home/tree-copy' };
    const copied = await observer.call(
      'copyFile',
      { ...places, overwrite: false, recursive: true },
      { traceparent: traceparent('7') },
    );
    expect(copied.files).toBe(60);
    const { events } = await ask(EventQuestion.CHAIN, { traceId: traceOf('7') });
    const told = events.filter(({ type }) => type === 'file.operation').length;
    expect(told).toBeGreaterThan(20);
    expect(told).toBeLessThanOrEqual(100);
    expect(named(events)).toContain('syscall.exit copyFile');
  });

  test('does not get what another does with a descriptor that it opened', async () => {
    const { descriptor } = await observer.call('open', openArgs('/home/click.txt'), { traceparent: traceparent('8') });
    await observer.call('read', { descriptor, length: 5 });
    await observer.call('close', { descriptor });
    const { events } = await ask(EventQuestion.CHAIN, { traceId: traceOf('8') });
    expect(named(events)).toContain('file.operation open');
    expect(named(events)).not.toContain('file.operation read');
  });

  test('and its errors are still there when the ring has gone on', async () => {
    const mark = traceparent('d');
    await observer.call('writeFile', writeArgs('/home/d.txt', 'kept'), { traceparent: mark });
    await fixture.client.emitEvents(service.token, [
      emitted({ type: 'shell.error', layer: 'shell', subject: 'window', text: 'it broke' }),
    ]);
    const before = await ask(EventQuestion.CHAIN, { traceId: traceOf('d') });
    const process = fixture.kernel.processes.require(app.pid);
    const { kernel } = fixture;
    for (let round = 0; round < 14; round++) {
      for (let count = 0; count < 5_000; count++) {
        await kernel.execute(process, { syscall: tagSyscall('now', {}) });
      }
      // Lets the telemetry thread look before it is overwritten.
      await ask(EventQuestion.EVENTS, {}, { limit: 1 });
    }
    const after = await ask(EventQuestion.CHAIN, { traceId: traceOf('d') });
    expect(after.events).toEqual(before.events);
    expect(after.events.length).toBeGreaterThanOrEqual(5);
    const errors = await ask(EventQuestion.EVENTS, { leastSeverity: EventSeverity.ERROR, text: 'it broke' });
    expect(errors.events).toMatchObject([{ type: 'shell.error', subject: 'window', layer: 'shell' }]);
  });
});

describe('events from above', () => {
  const bring = (events: EmittedEvent[], token = service.token) => fixture.client.emitEvents(token, events);

  test('come from services alone', async () => {
    await expect(bring([emitted()], app.token)).rejects.toMatchObject({ code: 'EPERM' });
    await expect(bring([emitted()], 'nobody')).rejects.toMatchObject({ detail: 'UNAUTHENTICATED' });
  });

  test('are taken for the caller and what is below it, of declared types, within bounds', async () => {
    const events = [
      emitted(),
      emitted({ pid: app.pid }),
      emitted({ pid: observer.pid }),
      emitted({ pid: 1 }),
      emitted({ type: 'tool.unheard_of' }),
      emitted({ type: 'process.exit', layer: 'kernel' }),
      emitted({ type: 'security.denied' }),
      emitted({ layer: 'kernel' }),
      emitted({ layer: 'shell' }),
      emitted({ subject: 'x'.repeat(81) }),
      emitted({ text: 'x'.repeat(501) }),
      emitted({ valueA: Number.NaN }),
      emitted({ valueB: Number.POSITIVE_INFINITY }),
      // A severity that is none: its bits would say that the trace is followed, or that it stands for many.
      emitted({ severity: 8 as EventSeverity }),
      emitted({ severity: 256 as EventSeverity }),
      emitted({ severity: -1 as EventSeverity }),
    ];
    expect(await bring(events)).toMatchObject({ taken: 2, refused: events.length - 2 });
    await expect(bring(new Array(1_001).fill(emitted()))).rejects.toMatchObject({ code: 'EINVAL' });
  });

  test('a time that cannot be is now; another severity stays', async () => {
    const text = 'a strange time';
    await bring([emitted({ timeUs: 5, severity: EventSeverity.CRITICAL, text })]);
    const { events } = await ask(EventQuestion.EVENTS, { text });
    expect(Math.abs((events[0]?.timeUs ?? 0) / 1_000 - Date.now())).toBeLessThan(60_000);
    expect(events[0]).toMatchObject({ severity: EventSeverity.CRITICAL, category: EventCategory.TOOL });
  });

  test('long texts are cut at a character, and words of others fill no table', async () => {
    const text = '€'.repeat(500);
    await bring([emitted({ subject: 'euros', text })]);
    const [event] = (await ask(EventQuestion.EVENTS, { text: 'euros' })).events;
    expect(event?.text.length).toBeGreaterThan(200);
    expect(text.startsWith(event?.text ?? 'x')).toBe(true);
    for (let round = 0; round < 5; round++) {
      await bring(Array.from({ length: 1_000 }, (_, index) => emitted({ subject: `own ${round} ${index}` })));
    }
    await app.call('uptime', {});
    const kernel = await ask(EventQuestion.EVENTS, { types: ['syscall.exit'], pids: [app.pid] }, { limit: 1 });
    expect(kernel.events[0]?.subject).toBe('uptime');
  });

  test('more than may come at once is refused, and counted', async () => {
    const flooder = await fixture.actor(['STANDARD'], { appId: 'flooder', kind: ProcessKind.SERVICE });
    let taken = 0;
    let refused = 0;
    for (let round = 0; round < 20; round++) {
      const answer = await bring(new Array(1_000).fill(emitted()), flooder.token);
      taken += answer.taken;
      refused += answer.refused;
    }
    expect(taken + refused).toBe(20_000);
    expect(refused).toBeGreaterThan(0);
    expect(taken).toBeGreaterThanOrEqual(10_000);
  });
});

test('a stream takes a filter of its own, and readers with different filters do not disturb each other', async () => {
  const follow = async (filter: Partial<EventFilter>, enough: number): Promise<string[]> => {
    const found: string[] = [];
    const request = { filter: { ...noFilter, ...filter }, follow: true };
    for await (const { events } of fixture.client.streamEvents(observer.token, request)) {
      found.push(...named(events));
      if (found.length >= enough) break;
    }
    return found;
  };
  const readers = [
    follow({ types: ['tool.*'], text: 'for the streams' }, 2),
    follow({ traceId: traceOf('e') }, 1),
    follow({ leastSeverity: EventSeverity.ERROR, pids: [service.pid] }, 1),
  ];
  await observer.call('sleep', { durationMs: 100 });
  await app.call('now', {}, { traceparent: traceparent('e', '00') });
  await fixture.client.emitEvents(service.token, [
    emitted({ text: 'for the streams' }),
    emitted({ type: 'app.failed', subject: 'notes' }),
    emitted({ text: 'For The Streams' }),
  ]);
  expect(await Promise.all(readers)).toEqual([
    ['tool.call files.write', 'tool.call files.write'],
    ['syscall.exit now'],
    ['app.failed notes'],
  ]);
  const bad = fixture.client.streamEvents(observer.token, { filter: { ...noFilter, traceId: 'no' } }).next();
  await expect(bad).rejects.toMatchObject({ code: 'EINVAL' });
});

test('an anomaly is found, asked for, and an event of its trace', async () => {
  for (let index = 0; index < 400; index++) {
    const valueA = 1_000 + (index % 7) * 10;
    await fixture.client.emitEvents(service.token, [emitted({ type: 'http.request', subject: 'even', valueA })]);
  }
  await fixture.client.emitEvents(service.token, [
    emitted({
      type: 'http.request',
      subject: 'even',
      valueA: 40_000,
      traceparent: traceparent('f'),
      text: 'the slow one',
    }),
  ]);
  const { anomalies } = await ask(EventQuestion.ANOMALIES, { text: 'the slow one' });
  expect(anomalies).toHaveLength(1);
  expect(anomalies[0]).toMatchObject({ value: 40_000, event: { subject: 'even', traceId: traceOf('f') } });
  expect(anomalies[0]?.mean).toBeGreaterThan(900);
  expect(anomalies[0]?.mean).toBeLessThan(1_100);
  expect(anomalies[0]?.sigmas).toBeGreaterThan(3);
  const request = { fromSequence: 1, filter: { ...noFilter, types: ['performance.anomaly'] } };
  for await (const { events } of fixture.client.streamEvents(observer.token, request)) {
    const told = events.find(({ traceId }) => traceId === traceOf('f'));
    if (told === undefined) continue;
    expect(told).toMatchObject({ valueA: 40_000, parentSpanId: spanOf('f') });
    break;
  }
});

test('a telemetry thread that fails is switched off: degraded, and everything else goes on', async () => {
  await using broken = await startKernel({ telemetryThread: new URL('./no-such-thread.ts', import.meta.url) });
  const actor = await broken.actor(everything);
  await expect(broken.client.queryEvents(actor.token, {})).rejects.toMatchObject({ code: 'EIO' });
  await expect(broken.client.queryEvents(actor.token, {})).rejects.toMatchObject({ code: 'EIO' });
  const row = broken.kernel.info().host.find(({ name }) => name === 'observability');
  expect(row?.enforcement).toBe(Enforcement.DEGRADED);
  await actor.call('now', {}, { traceparent: traceparent('9') });
  const found: Event[] = [];
  for await (const { events } of broken.client.streamEvents(actor.token, { fromSequence: 1, follow: false })) {
    found.push(...events);
  }
  expect(named(found)).toEqual(expect.arrayContaining(['system.degraded observability', 'syscall.exit now']));
});
