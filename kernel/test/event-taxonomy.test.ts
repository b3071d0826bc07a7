/**
 * Walks every declared type of event through StreamEvents. Those of the kernel are made to happen, each by what a user or a
 * program does; one without a way to make it happen does not compile, and one that nothing emits fails.
 */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type EventType, eventKinds, type KernelEventType } from '@agentos/protocol/events';
import {
  type Event,
  EventQuestion,
  ProcessKind,
  QueueKind,
  QueuePolicy,
  SchedulerAction,
  SchedulerPolicy,
  SocketType,
} from '@agentos/protocol/kernel';
import { tagSyscall } from '@agentos/protocol/syscalls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { categoryNumber, severityNumber } from '../src/events/numbers.ts';
import { spawnArgs, writeArgs } from './cases/args.ts';
import { bound, listening, open } from './cases/sockets.ts';
import { type Actor, everything, type KernelFixture, startKernel } from './kernel-fixture.ts';

let fixture: KernelFixture;
let actor: Actor;

beforeAll(async () => {
  fixture = await startKernel({ eventBudget: Number.POSITIVE_INFINITY });
  actor = await fixture.actor(everything, { appId: 'actor', kind: ProcessKind.SERVICE });
});
afterAll(() => fixture[Symbol.asyncDispose]());

/** All events of a type that a kernel holds. */
async function eventsOf({ client, actor: make }: KernelFixture, type: EventType): Promise<Event[]> {
  const { token } = await make(['OBSERVE'], { appId: 'reader' });
  const filter = {
    categories: [],
    leastSeverity: 0 as const,
    pids: [],
    types: [type],
    traceId: '',
    fromUs: 0,
    toUs: 0,
    text: '',
    leastValue: 0,
  };
  const found: Event[] = [];
  for await (const { events } of client.streamEvents(token, { fromSequence: 1, follow: false, filter })) {
    found.push(...events);
  }
  return found;
}

const followed = { traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` };
const spawn = async (): Promise<number> => (await actor.call('spawn', spawnArgs())).pid;
const clicked = (): Promise<unknown> => actor.call('writeFile', writeArgs('/home/x', 'x'), followed);
const denied = async (): Promise<void> => {
  const nobody = await fixture.actor([], { appId: 'nobody' });
  await nobody.call('now', {}).catch(() => undefined);
};
const aSocket = async (): Promise<void> => {
  const socket = await open(actor, SocketType.STREAM);
  await actor.call('socketClose', { socket });
};
const aPipe = async (): Promise<void> => {
  const { pipe } = await actor.call('pipeCreate', { capacity: 0 });
  await actor.call('pipeDestroy', { pipe });
};
const ended = async (signal: number, limits?: { memory: number; processes: number }): Promise<void> => {
  const pid = await spawn();
  fixture.host.launched.at(-1)?.end(signal === 0 ? 0 : -1, signal, limits);
  await actor.call('wait', { pid, options: 0 });
};
const policy = (to: SchedulerPolicy): Promise<void> =>
  fixture.client.setSchedulingPolicy(actor.token, { policy: to, quantumUs: 0 });

const happen: Readonly<Record<KernelEventType, () => Promise<unknown>>> = {
  'syscall.enter': clicked,
  'syscall.exit': () => actor.call('now', {}),
  'syscall.timeout': () => actor.call('sleep', { durationMs: 9_000 }, { deadlineMs: 5 }).catch(() => undefined),
  'security.allowed': clicked,
  'security.denied': denied,
  'process.state': spawn,
  'process.exit': () => ended(0),
  'process.signal': async () => actor.call('kill', { pid: await spawn(), signal: 10, tree: false }),
  'process.forced': async () => {
    const stubborn = await fixture.actor(everything, { appId: 'stubborn' });
    await stubborn.call('signalBlock', { signals: [15] });
    await fixture.client.terminateProcess(fixture.admin, { pid: stubborn.pid, graceMs: 5 });
  },
  'process.limit': () => ended(9, { memory: 1, processes: 0 }),
  'process.cleanup': () => ended(0),
  'memory.pressure': async () => {
    const full = await fixture.actor(everything, { appId: 'full', limits: { kernelBytes: 1024 * 1024 } });
    await full.call('pipeCreate', { capacity: 900 * 1024 });
  },
  'memory.taken': aPipe,
  'memory.returned': async () => {
    // More than a chunk, and all of it free again.
    const short = await fixture.actor(everything, { appId: 'short' });
    for (let count = 0; count < 12; count++) await short.call('pipeCreate', { capacity: 1024 * 1024 });
    await fixture.client.terminateProcess(fixture.admin, { pid: short.pid });
    fixture.kernel.giveBackMemory();
  },
  'file.operation': clicked,
  'watch.opened': () => actor.call('watch', { path: '/home', recursive: false, coalesceMs: 1 }),
  'watch.closed': async () => {
    const { watch } = await actor.call('watch', { path: '/home', recursive: false, coalesceMs: 1 });
    await actor.call('unwatch', { watch });
  },
  'watch.overflow': async () => {
    await actor.call('watch', { path: '/home', recursive: false, coalesceMs: 1 });
    for (let count = 0; count < 6_000; count++) writeFileSync(join(fixture.home, 'home', `many-${count}`), '');
    await until('watch.overflow');
  },
  'socket.opened': aSocket,
  'socket.closed': aSocket,
  'socket.refused': async () => {
    const who = await fixture.actor(['BIND_PORT', 'NETWORK_ACCESS', '!NETWORK_ACCESS:127.0.0.7'], { appId: 'picky' });
    const { socket, port } = await listening(who);
    const accepting = who.call('accept', { socket }).catch(() => undefined);
    const peer = connect({ host: '127.0.0.1', port, localAddress: '127.0.0.7' });
    await once(peer, 'error').catch(() => undefined);
    await fixture.client.terminateProcess(fixture.admin, { pid: who.pid });
    await accepting;
  },
  'socket.dropped': async () => {
    const { socket, port } = await bound(actor, SocketType.DATAGRAM);
    const sender = createSocket('udp4');
    const data = Buffer.alloc(1_000);
    for (let round = 0; round < 30; round++) {
      const sent = Array.from({ length: 200 }, () => new Promise((done) => sender.send(data, port, '127.0.0.1', done)));
      await Promise.all(sent);
    }
    // The host tells how many it dropped with a datagram that came after.
    await actor.call('recvfrom', { socket, length: 2_000, flags: 0 } as never).catch(() => undefined);
    sender.close();
    await actor.call('socketClose', { socket });
  },
  'ipc.created': aPipe,
  'ipc.ended': aPipe,
  'ipc.overflow': async () => {
    const made = { kind: QueueKind.FIFO, capacity: 1, whenFull: QueuePolicy.DROP_OLDEST, name: '', open: false };
    const { queue } = await actor.call('queueCreate', made);
    for (let count = 0; count < 3; count++) {
      await actor.call('queueSend', { queue, data: Buffer.from('x'), priority: 0 });
    }
  },
  'clipboard.cleared': () => actor.call('clipboardClear', { own: false }),
  'clipboard.overflow': async () => {
    await actor.call('clipboardSubscribe', { formats: [] });
    const copy = { format: 'text/plain', data: Buffer.from('x'), alternatives: [], own: false };
    for (let count = 0; count < 70; count++) await actor.call('clipboardCopy', copy);
  },
  'scheduler.turn': clicked,
  'scheduler.switch': async () => {
    await spawn();
    await policy(SchedulerPolicy.ROUND_ROBIN);
    await fixture.client.controlScheduler(actor.token, SchedulerAction.TRIGGER);
  },
  'scheduler.policy': () => policy(SchedulerPolicy.FAIR),
  'scheduler.priority': () => actor.call('setPriority', { pid: 0, priority: 3 }),
  'scheduler.control': () => fixture.client.controlScheduler(actor.token, SchedulerAction.TRIGGER),
  'resource.exhausted': async () => {
    const poor = await fixture.actor(everything, { appId: 'poor', limits: { descriptors: 2 } });
    for (let count = 0; count < 3; count++) await poor.call('pipeCreate', { capacity: 0 }).catch(() => undefined);
  },
  'performance.anomaly': async () => {
    const say = (valueA: number) => fixture.client.emitEvents(actor.token, [above('http.request', valueA)]);
    for (let count = 0; count < 200; count++) await say(1_000 + (count % 7));
    await say(90_000);
    await fixture.client.queryEvents(actor.token, { question: EventQuestion.ANOMALIES });
    await until('performance.anomaly');
  },
  'performance.sampling': async () => undefined,
  'system.started': async () => undefined,
  'system.stopping': async () => undefined,
  'system.degraded': async () => undefined,
};

async function until(type: EventType): Promise<void> {
  for (let tries = 0; tries < 100 && (await eventsOf(fixture, type)).length === 0; tries++) await delay(20);
}

const above = (type: EventType, valueA = 1) => ({
  category: 0 as const,
  severity: 0 as const,
  type,
  subject: 'something',
  traceparent: '',
  timeUs: 0,
  valueA,
  valueB: 0,
  valueC: 0,
  layer: '',
  text: '',
  parentSpanId: '',
  pid: 0,
});

const types = Object.keys(happen) as KernelEventType[];
/** These need a kernel of their own. */
const apart: ReadonlySet<KernelEventType> = new Set(['performance.sampling', 'system.stopping', 'system.degraded']);

test.each(types.filter((type) => !apart.has(type)))('%s is emitted', async (type) => {
  await happen[type]();
  const events = await eventsOf(fixture, type);
  expect(events.length).toBeGreaterThan(0);
  // Syscalls have the category of what they are about.
  if (type.startsWith('syscall.')) return;
  expect(new Set(events.map(({ category }) => category))).toEqual(new Set([categoryNumber[eventKinds[type].category]]));
});

test('system.degraded is emitted', async () => {
  await using broken = await startKernel({ telemetryThread: new URL('./no-such-thread.ts', import.meta.url) });
  const { token } = await broken.actor(everything);
  await broken.client.queryEvents(token, {}).catch(() => undefined);
  expect(await eventsOf(broken, 'system.degraded')).toHaveLength(1);
});

test('performance.sampling is emitted, and the load is sampled', async () => {
  await using loaded = await startKernel({ eventBudget: 1e-6 });
  const { pid, token } = await loaded.actor(everything);
  const process = loaded.kernel.processes.require(pid);
  await loaded.client.queryEvents(token, { limit: 1 });
  let found: Event[] = [];
  const hasLeftOut = (): boolean => /agentos_kernel_events_left_out [1-9]/.test(loaded.kernel.metrics());
  for (let round = 0; round < 200 && (found.length === 0 || !hasLeftOut()); round++) {
    for (let count = 0; count < 2_000; count++)
      await loaded.kernel.execute(process, { syscall: tagSyscall('now', {}) });
    await delay(5);
    found = await eventsOf(loaded, 'performance.sampling');
  }
  expect(found[0]?.valueA).toBeLessThan(1);
  expect(hasLeftOut()).toBe(true);
});

test('system.stopping is emitted', async () => {
  const stopping = await startKernel();
  const { token } = await stopping.actor(everything);
  const seen = (async () => {
    const found: string[] = [];
    try {
      for await (const { events } of stopping.client.streamEvents(token, {}))
        found.push(...events.map(({ type }) => type));
    } catch {
      // The connection ends with the kernel.
    }
    return found;
  })();
  await stopping.client.queryEvents(token, {});
  await stopping.kernel.close();
  await stopping.client.close();
  expect(await seen).toContain('system.stopping');
});

test('every type of the layers above comes in with its own category and severity', async () => {
  const fromAbove = (Object.keys(eventKinds) as EventType[]).filter((type) => eventKinds[type].layer !== 'kernel');
  expect(fromAbove.length + types.length).toBe(Object.keys(eventKinds).length);
  const { taken } = await fixture.client.emitEvents(
    actor.token,
    fromAbove.map((type) => above(type)),
  );
  expect(taken).toBe(fromAbove.length);
  for (const type of fromAbove) {
    const { layer, category, severity } = eventKinds[type];
    const expected = { layer, category: categoryNumber[category], severity: severityNumber[severity] };
    expect((await eventsOf(fixture, type)).at(-1)).toMatchObject(expected);
  }
});
