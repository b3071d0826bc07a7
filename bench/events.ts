/** What observing costs: one event, a kernel at full load with and without, and questions about what was seen. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { EventRing } from '../kernel/src/events/event-ring.ts';
import { newTrace } from '../kernel/src/events/trace.ts';
import {
  EventCategory,
  EventKey,
  EventQuestion,
  EventSeverity,
  ProcessKind,
} from '../protocol/gen/agentos/kernel/v1/kernel.js';
import { KernelClient, type KernelProcess } from '../protocol/src/kernel-client.ts';
import { atMost, type Bench, type Figure, median, quantile, rate, time } from './figure.ts';
import type { KernelAlone } from './kernel-alone.ts';
import type { Used } from './kernel-observed.ts';

const bursts = 200;
const inBurst = 10_000;
const pairs = 40;
const sliceMs = 120;
const inFlight = 256;
const aimRatio = 1.02;

export const events: Bench = {
  name: 'events',
  title: 'Observing',
  how: `One event: ${bursts} bursts of ${inBurst.toLocaleString('en-US')}, the median of their means. Full load: \`now\` over the ring with ${inFlight} in flight, in ${pairs} pairs of slices of ${sliceMs} ms, observing in one and not in the other, in turns which comes first; CPU time of the whole kernel process, its telemetry thread included, divided by the syscalls done; the median of the ratios with an interval of 95 % by bootstrap. Questions: over the full ring that this leaves.`,
  async run() {
    return [...oneEvent(), ...(await fullLoad())];
  },
};

function oneEvent(): Figure[] {
  const ring = new EventRing();
  const trace = newTrace();
  const { SYSCALL } = EventCategory;
  const { DEBUG } = EventSeverity;
  const emit = (exact: boolean): number => {
    const from = performance.now();
    for (let index = 0; index < inBurst; index++) {
      if (exact) ring.tick();
      ring.emit(SYSCALL, DEBUG, 'syscall.exit', index % 3 === 0 ? 'now' : 'readFile', 7, trace, index + 0.5, 0, 4_096);
    }
    return ((performance.now() - from) * 1e6) / inBurst;
  };
  const off = (): number => {
    const from = performance.now();
    for (let index = 0; index < 10 * inBurst; index++) {
      ring.emit(SYSCALL, DEBUG, 'syscall.exit', 'now', 7, trace, index, 0, 4_096);
    }
    return ((performance.now() - from) * 1e6) / (10 * inBurst);
  };
  const many = (burst: () => number): number => {
    for (let index = 0; index < 20; index++) burst();
    return median(Array.from({ length: bursts }, burst));
  };
  const coarse = many(() => emit(false));
  const exact = many(() => emit(true));
  ring.switch(false);
  const idle = many(off);
  return [
    atMost('one event, coarse clock', coarse, 20, nanoseconds),
    atMost('one event, exact time', exact, 80, nanoseconds),
    atMost('one event, category off', idle, 2, nanoseconds),
  ];
}

const nanoseconds = (value: number): string => `${value.toFixed(1)} ns`;

async function fullLoad(): Promise<Figure[]> {
  const kernel = fork(fileURLToPath(new URL('./kernel-observed.ts', import.meta.url)));
  try {
    const { address, admin } = await answer<KernelAlone>(kernel);
    const client = await KernelClient.connect({ address });
    try {
      const { token } = await client.createProcess(admin, {
        name: 'bench',
        kind: ProcessKind.SERVICE,
        appId: 'bench',
        capabilities: ['TIME_ACCESS', 'OBSERVE', 'READ_FILE', 'WRITE_FILE', 'CREATE_FILE'],
      });
      const caller = await client.attach(token);
      const cost = await compared(kernel, caller);
      return [...cost, ...(await questions(client, token, caller))];
    } finally {
      await client.close();
    }
  } finally {
    kernel.disconnect();
    await once(kernel, 'exit');
  }
}

interface Slice {
  readonly all: number;
  readonly core: number;
  readonly perSecond: number;
}

async function compared(kernel: ChildProcess, caller: KernelProcess): Promise<Figure[]> {
  await slice(kernel, caller, true, 1_500);
  await slice(kernel, caller, false, 500);
  const all: number[] = [];
  const core: number[] = [];
  const speeds: number[] = [];
  for (let pair = 0; pair < pairs; pair++) {
    const first = pair % 2 === 0;
    const one = await slice(kernel, caller, first, sliceMs);
    const other = await slice(kernel, caller, !first, sliceMs);
    const [on, off] = first ? [one, other] : [other, one];
    all.push(on.all / off.all);
    core.push(on.core / off.core);
    speeds.push(on.perSecond);
  }
  await slice(kernel, caller, true, 100);
  const [low, high] = interval(all);
  const ratio = median(all);
  const percent = (value: number): string => `${((value - 1) * 100).toFixed(1)} %`;
  return [
    {
      name: `CPU time per syscall, observing against not, at ${rate(median(speeds))}`,
      value: `+${percent(ratio)} (${percent(low)} to ${percent(high)})`,
      aim: '≤ 2 %',
      met: ratio <= aimRatio,
    },
    { name: 'of that on the thread that runs the syscalls', value: `+${percent(median(core))}` },
  ];
}

async function slice(kernel: ChildProcess, caller: KernelProcess, on: boolean, ms: number): Promise<Slice> {
  const before = await switched(kernel, on);
  const from = performance.now();
  const end = from + ms;
  let done = 0;
  const lane = async (): Promise<void> => {
    while (performance.now() < end) {
      await caller.call('now', {});
      done++;
    }
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  const elapsed = performance.now() - from;
  const after = await switched(kernel, on);
  return {
    all: (after.all - before.all) / done,
    core: (after.core - before.core) / done,
    perSecond: (done / elapsed) * 1_000,
  };
}

function switched(kernel: ChildProcess, on: boolean): Promise<Used> {
  const told = answer<Used>(kernel);
  kernel.send(on);
  return told;
}

/** 95 % of the medians of samples drawn from these lie between. */
function interval(samples: readonly number[]): [number, number] {
  const medians = Array.from({ length: 2_000 }, () =>
    median(Array.from(samples, () => samples[Math.floor(Math.random() * samples.length)] ?? 1)),
  );
  return [quantile(medians, 0.025), quantile(medians, 0.975)];
}

async function questions(client: KernelClient, token: string, caller: KernelProcess): Promise<Figure[]> {
  const ask = async (question: EventQuestion, key: EventKey, text = ''): Promise<number> => {
    const samples: number[] = [];
    for (let index = 0; index < 15; index++) {
      const from = performance.now();
      const filter = {
        categories: [],
        leastSeverity: EventSeverity.UNSPECIFIED,
        pids: [],
        types: [],
        traceId: '',
        fromUs: 0,
        toUs: 0,
        text,
        leastValue: 0,
      };
      await client.queryEvents(token, { question, key, filter });
      samples.push(performance.now() - from);
    }
    return median(samples);
  };
  // The ring is full even when sampling leaves some out.
  for (let index = 0; index < 200; index++) {
    await Promise.all(Array.from({ length: 1_000 }, () => caller.call('now', {})));
    const { lookedAt } = await client.queryEvents(token, { limit: 1 });
    if (lookedAt > 64_000) break;
  }
  const { lookedAt } = await client.queryEvents(token, { limit: 1 });
  const newest = await ask(EventQuestion.EVENTS, EventKey.UNSPECIFIED);
  const text = await ask(EventQuestion.EVENTS, EventKey.UNSPECIFIED, 'rea');
  const percentiles = await ask(EventQuestion.PERCENTILES, EventKey.SUBJECT);
  const slow = await ask(EventQuestion.SLOW, EventKey.UNSPECIFIED);
  const line = await ask(EventQuestion.TIMELINE, EventKey.UNSPECIFIED);
  const over = `, ${lookedAt.toLocaleString('en-US')} events`;
  return [
    atMost(`newest 100${over}`, newest, 20, time),
    atMost('by text', text, 20, time),
    atMost('percentiles by subject', percentiles, 20, time),
    atMost('slowest 100', slow, 20, time),
    atMost('time line', line, 20, time),
    atMost('a click in the kernel to its chain in the answer', await click(client, token, caller), 50, time),
  ];
}

/** From a followed syscall's beginning until a question about its trace is answered with it. */
async function click(client: KernelClient, token: string, caller: KernelProcess): Promise<number> {
  const samples: number[] = [];
  for (let index = 1; index <= 15; index++) {
    const traceId = index.toString(16).padStart(32, '0');
    await delay(20);
    const from = performance.now();
    await caller.call('now', {}, { traceparent: `00-${traceId}-${'1'.padStart(16, '0')}-01` });
    const filter = {
      categories: [],
      leastSeverity: EventSeverity.UNSPECIFIED,
      pids: [],
      types: [],
      traceId,
      fromUs: 0,
      toUs: 0,
      text: '',
      leastValue: 0,
    };
    const chain = await client.queryEvents(token, { question: EventQuestion.CHAIN, filter });
    if (!chain.events.some(({ type }) => type === 'syscall.exit')) throw new Error('the chain of a click is not whole');
    samples.push(performance.now() - from);
  }
  return median(samples);
}

function answer<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void => reject(new Error(`the kernel of the bench ended with ${code}`));
    child.once('exit', ended);
    child.once('message', (message: T) => {
      child.off('exit', ended);
      resolve(message);
    });
  });
}
