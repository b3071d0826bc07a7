/** One event, written in each of the ways that there are, and bare stores of as many bytes beside it. */
import { EventRing } from '../kernel/src/events/event-ring.ts';
import { eventSlots, flag, slotBytes, slotMask, weights } from '../kernel/src/events/memory.ts';
import { newTrace } from '../kernel/src/events/trace.ts';
import { EventCategory, EventSeverity } from '../protocol/gen/agentos/kernel/v1/kernel.js';

export interface EventWay {
  readonly name: string;
  /** Writes so many. */
  readonly run: (count: number) => void;
  /** Bursts to be run as one, where one takes too little time to be measured. */
  readonly times?: number;
  /** Nanoseconds. */
  readonly aim?: number;
  /** Whether it writes what the bare stores write. */
  readonly compared?: boolean;
}

/** Bare stores first. */
export function eventWays(): EventWay[] {
  const trace = newTrace();
  const { SYSCALL } = EventCategory;
  const { DEBUG } = EventSeverity;
  const ring = new EventRing();
  const now = ring.kind(SYSCALL, DEBUG, 'syscall.exit', 'now');
  const read = ring.kind(SYSCALL, DEBUG, 'syscall.exit', 'readFile');
  const sampled = new EventRing();
  sampled.control.weights[SYSCALL] = weights.length - 1;
  Atomics.add(sampled.control.flags, flag.epoch, 1);
  const silent = new EventRing();
  silent.switch(false);
  return [
    { name: 'bare stores into shared memory', run: bareStores() },
    {
      name: 'one event, coarse clock',
      run(count) {
        for (let at = 0; at < count; at++) ring.tell(at % 3 === 0 ? now : read, 7, trace, at + 0.5, 0, 4_096);
      },
      aim: 20,
      compared: true,
    },
    {
      name: 'one event, exact time',
      run(count) {
        for (let at = 0; at < count; at++) {
          ring.tick();
          ring.tell(at % 3 === 0 ? now : read, 7, trace, at + 0.5, 0, 4_096);
        }
      },
      aim: 80,
    },
    {
      name: 'one event by names, as it is told where it is rare',
      run(count) {
        for (let at = 0; at < count; at++) {
          ring.emit(SYSCALL, DEBUG, 'syscall.exit', at % 3 === 0 ? 'now' : 'readFile', 7, trace, at + 0.5, 0, 4_096);
        }
      },
    },
    {
      name: 'one event where one of 256 is kept',
      run(count) {
        for (let at = 0; at < count; at++) sampled.tell(now, 7, trace, at, 0, 4_096);
      },
      times: 5,
    },
    {
      name: 'one event, category off',
      run(count) {
        const kind = now;
        for (let at = 0; at < count; at++) silent.tell(kind, 7, trace, at, 0, 4_096);
      },
      times: 10,
      aim: 2,
    },
  ];
}

function bareStores(): (count: number) => void {
  const memory = new SharedArrayBuffer(eventSlots * slotBytes);
  const f64 = new Float64Array(memory);
  const i32 = new Int32Array(memory);
  let next = 0;
  return (count) => {
    for (let at = 0; at < count; at++) {
      const slot = (next & slotMask) << 4;
      next = (next + 1) | 0;
      f64[slot >> 1] = at + 0.5;
      f64[(slot >> 1) + 1] = 0;
      f64[(slot >> 1) + 2] = 1e15;
      i32[slot + 6] = at;
      i32[slot + 7] = at;
      i32[slot + 8] = at;
      i32[slot + 9] = at;
      i32[slot + 10] = at;
      i32[slot + 11] = at;
      i32[slot + 12] = at;
      i32[slot + 13] = at;
      i32[slot + 14] = at;
      i32[slot + 15] = at;
    }
  };
}
