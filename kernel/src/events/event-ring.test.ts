import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { EventCategory, EventSeverity, QueryEventsResponse } from '@agentos/protocol/kernel';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { encodeAnswer } from '../observability/encode.ts';
import { EventSource } from '../observability/event-source.ts';
import { Histogram } from '../observability/histogram.ts';
import { KeptEvents } from '../observability/kept-events.ts';
import { EventFilter, noFilter } from './event-filter.ts';
import { type EventFromAbove, EventRing, eventSlots, ownSpanWord } from './event-ring.ts';
import { at, flag, weights } from './memory.ts';
import { newTrace, parseTraceparent } from './trace.ts';

const { SYSCALL, SECURITY, PROCESS } = EventCategory;
const { DEBUG, ERROR, CRITICAL } = EventSeverity;
const trace = newTrace();
const followed = parseTraceparent(`00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`);

function emit(ring: EventRing, subject = 'now', value = 1): void {
  ring.emit(SYSCALL, DEBUG, 'syscall.exit', subject, 7, trace, value, 0, 0);
}

const fromAbove = (more: Partial<EventFromAbove> = {}): EventFromAbove => ({
  type: 'tool.call',
  severity: EventSeverity.INFO,
  layer: 'services',
  subject: 'files.write',
  text: 'said',
  pid: 9,
  ids: { word0: 1, word1: 2, word2: 3, word3: 4, high: 5, low: 6, sampled: false },
  parent: [7, 8],
  timeUs: 0,
  a: 1,
  b: 2,
  c: 3,
  ...more,
});

test('what is written is what is read, here and by another reader of the memory', () => {
  const ring = new EventRing();
  const source = new EventSource(ring.memory, ownSpanWord, new KeptEvents());
  fc.assert(
    fc.property(
      fc.record({
        category: fc.constantFrom(...Object.values(EventCategory)),
        severity: fc.constantFrom(...Object.values(EventSeverity)),
        subject: fc.constantFrom('', 'now', 'naïve', '€', 'readFile'),
        pid: fc.integer({ min: 0, max: 0xffff_ffff }),
        a: fc.double({ noNaN: true }),
        b: fc.double({ noNaN: true }),
        c: fc.integer({ min: 0, max: 2 ** 24 }),
      }),
      ({ category, severity, subject, pid, a, b, c }) => {
        const sequence = ring.nextSequence;
        ring.emit(category, severity, 'process.exit', subject, pid, followed, a, b, c);
        ring.publish();
        const event = ring.read(sequence);
        expect(event).toMatchObject({ sequence, category, severity, subject, pid, type: 'process.exit' });
        expect([event.valueA, event.valueB, event.valueC]).toEqual([a, b, c]);
        expect([event.traceId, event.parentSpanId]).toEqual(['a'.repeat(32), 'b'.repeat(16)]);
        const seen: unknown[] = [];
        source.walk((slots, slot, at) => {
          seen.push(slots.read(slot, at, source.texts));
          return false;
        });
        expect(seen).toEqual([event]);
      },
    ),
    { seed: 1 },
  );
});

test('the newest 65,536 are held, and more subjects than there is room for become none', () => {
  const ring = new EventRing();
  for (let count = 0; count < eventSlots + 10; count++) emit(ring, 'now', count);
  expect(ring.nextSequence).toBe(eventSlots + 11);
  expect(ring.read(ring.nextSequence - 1).valueA).toBe(eventSlots + 9);
  expect(ring.read(ring.oldestSequence).valueA).toBe(10);
  for (let count = 0; count < 6_000; count++) emit(ring, `flood ${count}`);
  expect(ring.read(ring.nextSequence - 1).subject).toBe('');
  emit(ring, 'now');
  expect(ring.read(ring.nextSequence - 1).subject).toBe('now');
});

test('off, nothing is written; on again, everything', () => {
  const ring = new EventRing();
  ring.switch(false);
  emit(ring);
  ring.emit(SECURITY, CRITICAL, 'security.denied', '', 1, followed, 0, 0, 0);
  ring.bring(fromAbove());
  expect(ring.nextSequence).toBe(1);
  ring.switch(true);
  emit(ring);
  expect(ring.nextSequence).toBe(2);
});

/** Asks for one in so many events of some categories, as the telemetry thread does. */
function sample(ring: EventRing, weight: number, ...categories: EventCategory[]): void {
  for (const category of categories) ring.control.weights[category] = weights.indexOf(weight);
  Atomics.add(ring.control.flags, flag.epoch, 1);
}

/** What the kept events of a category stand for, all together. */
function stoodFor(ring: EventRing, category: EventCategory): number {
  let sum = 0;
  for (let at = ring.oldestSequence; at < ring.nextSequence; at++) {
    const event = ring.read(at);
    if (event.category === category) sum += event.weight;
  }
  return sum;
}

test.each([2, 12, 256])('of every %i one is kept, which stands for all; the rest is counted exactly', (weight) => {
  const ring = new EventRing();
  emit(ring);
  sample(ring, weight, SYSCALL);
  const offered = 1_000 * weight;
  for (let count = 0; count < offered; count++) emit(ring);
  const kept = ring.nextSequence - 1;
  expect(kept).toBeGreaterThan(900);
  expect(kept).toBeLessThan(1_130);
  expect(ring.leftOut).toBe(offered + 1 - kept);
  expect(Math.abs(stoodFor(ring, SYSCALL) / offered - 1)).toBeLessThan(0.13);
});

test('what is kept is up to chance: no rhythm of the load is always left out', () => {
  const ring = new EventRing();
  sample(ring, 8, SYSCALL);
  for (let count = 0; count < 160_000; count++) emit(ring, `${count % 8}`);
  const found = new Map<string, number>();
  for (let at = 1; at < ring.nextSequence; at++) {
    const { subject } = ring.read(at);
    found.set(subject, (found.get(subject) ?? 0) + 1);
  }
  expect(found.size).toBe(8);
  for (const count of found.values()) expect(Math.abs(count / 2_500 - 1)).toBeLessThan(0.15);
});

test('errors, security events and followed traces are never left out, and stand for themselves', () => {
  const ring = new EventRing();
  emit(ring);
  sample(ring, 256, SYSCALL, SECURITY, PROCESS);
  for (let count = 0; count < 600; count++) emit(ring);
  const before = ring.nextSequence;
  for (let count = 0; count < 1_000; count++) {
    ring.emit(PROCESS, ERROR, 'process.exit', '', 1, trace, 0, 0, 0);
    ring.emit(SECURITY, DEBUG, 'security.allowed', '', 1, trace, 0, 0, 0);
    ring.emit(SYSCALL, DEBUG, 'syscall.exit', '', 1, followed, 0, 0, 0);
  }
  expect(ring.nextSequence - before).toBe(3_000);
  for (let at = before; at < ring.nextSequence; at++) expect(ring.read(at).weight).toBe(1);
});

test('events of the layers above are sampled with the others', () => {
  const ring = new EventRing();
  ring.bring(fromAbove());
  sample(ring, 16, EventCategory.TOOL);
  for (let count = 0; count < 16_000; count++) ring.bring(fromAbove());
  expect(ring.nextSequence).toBeLessThan(1_300);
  expect(Math.abs(stoodFor(ring, EventCategory.TOOL) / 16_000 - 1)).toBeLessThan(0.13);
  const before = ring.nextSequence;
  ring.bring(fromAbove({ severity: ERROR }));
  ring.bring(fromAbove({ ids: { ...fromAbove().ids, sampled: true } }));
  expect(ring.nextSequence).toBe(before + 2);
});

test('a long gap is forgotten as soon as everything is wanted again', () => {
  const ring = new EventRing();
  emit(ring);
  sample(ring, 256, SYSCALL);
  for (let count = 0; count < 1_000; count++) emit(ring);
  sample(ring, 1, SYSCALL);
  const before = ring.nextSequence;
  emit(ring);
  emit(ring);
  expect(ring.nextSequence).toBe(before + 2);
});

test('switched off and on, it goes on with the shares that it had', () => {
  const ring = new EventRing();
  emit(ring);
  sample(ring, 64, SYSCALL);
  for (let count = 0; count < 1_000; count++) emit(ring);
  ring.switch(false);
  for (let count = 0; count < 1_000; count++) emit(ring);
  const before = ring.nextSequence;
  ring.switch(true);
  for (let count = 0; count < 6_400; count++) emit(ring);
  expect(ring.nextSequence - before).toBeLessThan(160);
});

test('another thread is shown nothing that is not published, and all that is', () => {
  const ring = new EventRing();
  const source = new EventSource(ring.memory, ownSpanWord, new KeptEvents());
  const seen = (): number => {
    let count = 0;
    source.walk(() => {
      count++;
      return true;
    });
    return count;
  };
  for (let count = 0; count < 10; count++) emit(ring);
  expect(seen()).toBe(0);
  ring.publish();
  expect(seen()).toBe(10);
  for (let count = 0; count < 60; count++) emit(ring);
  // In stretches of 64 by itself.
  expect(seen()).toBe(63);
});

test('the words of a layer above are its own, and gone when they are overwritten', () => {
  const ring = new EventRing();
  ring.bring(fromAbove());
  expect(ring.read(1)).toMatchObject({
    type: 'tool.call',
    subject: 'files.write',
    text: 'said',
    layer: 'services',
    spanId: '0000000500000006',
    parentSpanId: '0000000700000008',
    traceId: '00000001000000020000000300000004',
  });
  for (let count = 0; count < 4_096; count++) ring.bring(fromAbove({ subject: `later ${count}` }));
  expect(ring.read(1)).toMatchObject({ subject: '', text: '' });
  expect(ring.read(ring.nextSequence - 1).subject).toBe('later 4095');
});

test('the clock is exact after a tick, and stands still within a turn', () => {
  const ring = new EventRing();
  ring.tick();
  emit(ring);
  emit(ring);
  expect(ring.read(2).timeUs).toBe(ring.read(1).timeUs);
  const now = performance.now();
  ring.tick(now);
  emit(ring);
  expect(ring.read(3).timeUs).toBe(Math.floor((performance.timeOrigin + now) * 1_000));
});

test('readers are woken once a turn, and one that gave up is not', async () => {
  const ring = new EventRing();
  let woken = 0;
  ring.onNext(() => woken++);
  ring.onNext(() => woken++)();
  emit(ring);
  emit(ring);
  await new Promise((resolve) => setImmediate(resolve));
  expect(woken).toBe(1);
});

test('another thread reads whole events while they are written', async () => {
  const ring = new EventRing();
  const code = `
    import { parentPort, workerData } from 'node:worker_threads';
    import { EventSource } from '${new URL('../observability/event-source.ts', import.meta.url)}';
    import { KeptEvents } from '${new URL('../observability/kept-events.ts', import.meta.url)}';
    const source = new EventSource(workerData, 0, new KeptEvents());
    let looked = 0, torn = 0;
    parentPort.postMessage('ready');
    const end = Date.now() + 400;
    while (Date.now() < end) source.walk((slots, slot) => {
      looked++;
      if (slots.f64[slot * 8] !== slots.f64[slot * 8 + 1]) torn++;
      return true;
    });
    parentPort.postMessage({ looked, torn });`;
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`), { workerData: ring.memory });
  await once(worker, 'message');
  const told = once(worker, 'message');
  let done = false;
  void told.then(() => {
    done = true;
  });
  for (let value = 0; !done; ) {
    for (let count = 0; count < 5_000; count++, value++) {
      ring.emit(SYSCALL, DEBUG, 'syscall.exit', 'now', 7, trace, value, value, 0);
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  const [{ looked, torn }] = await told;
  await worker.terminate();
  expect(looked).toBeGreaterThan(eventSlots);
  expect(torn).toBe(0);
});

test('followed traces outlive the ring, the oldest go first, and their bytes are bounded', () => {
  const ring = new EventRing();
  const kept = new KeptEvents();
  const add = (trace: number, size = 1): void => {
    for (let count = 0; count < size; count++) {
      const ids = { word0: 0, word1: 0, word2: 0, word3: trace, high: 1, low: 1, sampled: true };
      ring.bring(fromAbove({ ids, subject: `trace ${trace}` }));
      kept.add(ring.slots, (ring.nextSequence - 1) % eventSlots, ring.nextSequence - 1, ring.texts);
    }
  };
  for (let trace = 1; trace <= 1_200; trace++) add(trace, 3);
  expect(kept.traces).toBe(1_000);
  const traces = new Set(kept.before(ring.nextSequence).map(({ slots, slot }) => slots.i32[slot * 16 + 15]));
  expect(Math.min(...[...traces].map(Number))).toBe(201);
  add(5_000, 2_000);
  const large = kept.before(ring.nextSequence).filter(({ slots, slot }) => slots.i32[slot * 16 + 15] === 5_000);
  expect(large).toHaveLength(512);
  expect(kept.side(large[0]?.sequence ?? 0)?.subject).toBe('trace 5000');
  for (let trace = 10_000; trace < 10_200; trace++) add(trace, 512);
  expect(kept.bytes).toBeLessThanOrEqual(8 * 1024 * 1024);
  expect(kept.traces).toBeLessThan(200);
});

test('a process that floods takes no trace away from those that have fewer', () => {
  const ring = new EventRing();
  const kept = new KeptEvents();
  const add = (pid: number, trace: number): void => {
    const ids = { word0: 0, word1: 0, word2: pid, word3: trace, high: 1, low: 1, sampled: true };
    ring.bring(fromAbove({ ids, pid }));
    kept.add(ring.slots, (ring.nextSequence - 1) % eventSlots, ring.nextSequence - 1, ring.texts);
  };
  const of = (pid: number): number =>
    new Set(
      kept
        .before(ring.nextSequence)
        .filter(({ slots, slot }) => slots.pid(slot) === pid)
        .map(({ slots, slot }) => slots.traceId(slot)),
    ).size;
  for (let trace = 1; trace <= 300; trace++) add(1, trace);
  for (let trace = 1; trace <= 20; trace++) add(2, trace);
  for (let trace = 1; trace <= 5_000; trace++) add(3, trace);
  expect([of(1), of(2), of(3)]).toEqual([300, 20, 680]);
  // Nor by the size of its traces.
  for (let trace = 1; trace <= 700; trace++) for (let event = 0; event < 100; event++) add(3, 10_000 + trace);
  expect([of(1), of(2)]).toEqual([300, 20]);
  expect(kept.bytes).toBeLessThanOrEqual(8 * 1024 * 1024);
});

test('the last 4,096 errors of others are kept beside the traces, and take no trace away', () => {
  const ring = new EventRing();
  const kept = new KeptEvents();
  ring.emit(SYSCALL, DEBUG, 'syscall.exit', 'now', 7, followed, 0, 0, 0);
  kept.add(ring.slots, 1, 1, ring.texts);
  for (let count = 0; count < 10_000; count++) {
    ring.emit(SECURITY, ERROR, 'security.denied', 'readFile', 7, newTrace(), count, 0, 0);
    kept.add(ring.slots, (ring.nextSequence - 1) % eventSlots, ring.nextSequence - 1, ring.texts);
  }
  expect(kept.traces).toBe(1);
  expect(kept.before(ring.nextSequence)).toHaveLength(4_097);
});

test('answers are encoded as the generated code reads them', () => {
  const ring = new EventRing();
  ring.bring(fromAbove({ text: 'ünï', a: -1.5 }));
  emit(ring);
  const histogram = new Histogram();
  for (const value of [1, 2, 3]) histogram.add(value);
  const events = [ring.read(1), ring.read(2)];
  const anomaly = { value: 9, mean: 1, deviation: 0.5, sigmas: 16, samples: 200 };
  const bytes = encodeAnswer({
    events,
    groups: [{ key: 'k', count: 3, sum: 6, least: 1, most: 3, histogram }],
    anomalies: [{ event: ring.read(1), ...anomaly }],
    lookedAt: 2 ** 40,
    matched: 2,
    truncated: true,
  });
  const answer = QueryEventsResponse.decode(bytes);
  expect(answer.events).toEqual(events);
  expect(answer).toMatchObject({ lookedAt: 2 ** 40, matched: 2, truncated: true, error: undefined });
  expect(answer.groups).toMatchObject([{ key: 'k', count: 3, sum: 6, least: 1, most: 3 }]);
  expect(Math.abs((answer.groups[0]?.p50 ?? 0) / 2 - 1)).toBeLessThan(0.01);
  expect(answer.anomalies).toEqual([{ event: events[0], ...anomaly }]);
});

test('a filter shows only what may be seen', () => {
  const ring = new EventRing();
  emit(ring);
  const hidden = new EventFilter(noFilter, () => false);
  expect(hidden.passes(ring.slots, 1, 1, ring.texts)).toBe(false);
  expect(new EventFilter(noFilter, (pid) => pid === 7).passes(ring.slots, 1, 1, ring.texts)).toBe(true);
});

test('what an event costs is not taken from the time between two of them, whoever tells them', () => {
  const ring = new EventRing();
  ring.control.weights[EventCategory.TOOL] = weights.indexOf(2);
  Atomics.add(ring.control.flags, flag.epoch, 1);
  let now = 10;
  // A clock on which writing takes no time, and what lies between takes long.
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  try {
    for (let count = 0; count < 400_000; count++) {
      now += 10;
      if (ring.nextSequence % 512 === 256) ring.bring(fromAbove());
      else ring.emit(SECURITY, DEBUG, 'security.allowed', '', 1, trace, 0, 0, 0);
    }
    const cost = ring.control.numbers[at.emitNs] ?? 0;
    expect(cost).toBeLessThanOrEqual(50);
    expect(cost).toBeGreaterThanOrEqual(1);
  } finally {
    vi.restoreAllMocks();
  }
});

test('a process whose calls fail all the time takes no error away from those with fewer', () => {
  const ring = new EventRing();
  const kept = new KeptEvents();
  const fail = (pid: number): void => {
    const sequence = ring.nextSequence;
    ring.emit(SECURITY, EventSeverity.WARNING, 'security.denied', 'open', pid, trace, 1, 13, 0);
    kept.add(ring.slots, sequence % eventSlots, sequence, ring.texts);
  };
  for (let count = 0; count < 10; count++) fail(5);
  for (let count = 0; count < 10_000; count++) fail(6);
  for (let count = 0; count < 100; count++) fail(7);
  for (let count = 0; count < 10_000; count++) fail(6);
  const pids = kept.before(Number.POSITIVE_INFINITY).map(({ slots, slot }) => slots.pid(slot));
  expect(pids).toHaveLength(4_096);
  expect(pids.filter((pid) => pid === 5)).toHaveLength(10);
  expect(pids.filter((pid) => pid === 7)).toHaveLength(100);
});
