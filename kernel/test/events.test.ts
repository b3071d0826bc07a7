/** Events through the kernel's doors: questions, what the layers above bring in, filters of streams, and the chain of a click. */
import {
  type Event,
  EventCategory,
  type EventFilter,
  type EventKey,
  EventQuestion,
  EventSeverity,
  ProcessKind,
} from '@agentos/protocol/kernel';
import { tagSyscall } from '@agentos/protocol/syscalls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeArgs } from './cases/args.ts';
import { type Actor, everything, type KernelFixture, startKernel } from './kernel-fixture.ts';

let fixture: KernelFixture;
let observer: Actor;
let service: Actor;

beforeAll(async () => {
  fixture = await startKernel();
  observer = await fixture.actor(everything, { appId: 'observer' });
  service = await fixture.actor(everything, { appId: 'services', kind: ProcessKind.SERVICE });
});

afterAll(async () => {
  await fixture[Symbol.asyncDispose]();
});

const filter: EventFilter = {
  categories: [],
  leastSeverity: 0,
  pids: [],
  types: [],
  traceId: '',
  fromUs: 0,
  toUs: 0,
  text: '',
  leastValue: 0,
};
const ask = (
  question: EventQuestion,
  more: Partial<EventFilter> = {},
  rest: { key?: EventKey; limit?: number; sliceMs?: number; sequence?: number } = {},
  token = observer.token,
) => fixture.client.queryEvents(token, { question, filter: { ...filter, ...more }, ...rest });

const traceOf = (digit: string): string => digit.repeat(32);
const traceparent = (digit: string): string => `00-${traceOf(digit)}-${digit.repeat(16)}-01`;

describe('questions', () => {
  test('events come newest first, by every part of a filter, and are not taken away', async () => {
    await observer.call('writeFile', writeArgs('/home/a.txt', 'hello'), { traceparent: traceparent('1') });
    const found = await ask(EventQuestion.EVENTS, { traceId: traceOf('1') });
    const again = await ask(EventQuestion.EVENTS, { traceId: traceOf('1') });
    expect(again.events).toEqual(found.events);
    expect(found.events.map(({ sequence }) => sequence)).toEqual(
      found.events.map(({ sequence }) => sequence).toSorted((one, other) => other - one),
    );
    expect(found.events.map(({ type, subject }) => `${type} ${subject}`)).toContain('syscall.exit writeFile');
  });
});
