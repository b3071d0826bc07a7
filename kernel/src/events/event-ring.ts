/**
 * Writes the ring of the last 65,536 events of one thread. Writing never waits and never allocates; every reader is a cursor
 * of its own, and one that is too slow loses the oldest events and learns how many.
 *
 * The clock of events is coarse: it is read once in a turn of the event loop and every 64 events, and set by whoever has just
 * read it for a purpose of his own. With no events it stands still, and nothing ticks.
 */
import { type EventLayer, type EventType, eventKinds, type KernelEventType } from '@agentos/protocol/events';
import type { Event, EventCategory, EventSeverity } from '@agentos/protocol/kernel';
import {
  at,
  categoryCount,
  eventSlots,
  flag,
  keepAll,
  makeRingMemory,
  RingControl,
  type RingMemory,
  SharedStrings,
  slotMask,
} from './memory.ts';
import { categoryNumber, severityNumber, typeNumbers } from './numbers.ts';
import { SideRecords } from './side-records.ts';
import { inKind, Slots, type SlotTexts, textsOf } from './slots.ts';
import { spanWord, type TraceContext, type TraceIds } from './trace.ts';

export type { KernelEventType } from '@agentos/protocol/events';
export { eventSlots } from './memory.ts';

/** An event of a layer above, checked. */
export interface EventFromAbove {
  readonly type: EventType;
  readonly severity: EventSeverity;
  readonly layer: EventLayer;
  readonly subject: string;
  readonly text: string;
  readonly pid: number;
  /** Its trace, and its own span. */
  readonly ids: TraceIds;
  /** Both words of the span above; 0 and 0: it begins the trace. */
  readonly parent: readonly [number, number];
  /** Microseconds since the epoch; 0: now. */
  readonly timeUs: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

const oftenMask = 63;
const originMs = performance.timeOrigin;
const soon = setImmediate;

export class EventRing {
  readonly memory: RingMemory = makeRingMemory();
  readonly control = new RingControl(this.memory);
  readonly slots = new Slots(this.memory.slots);
  readonly texts: SlotTexts;
  readonly #strings = new SharedStrings(this.memory);
  readonly #side = new SideRecords(this.memory);
  readonly #interned = new Map<string, number>([['', 0]]);
  readonly #f64 = this.slots.f64;
  readonly #f32 = this.slots.f32;
  readonly #i32 = this.slots.i32;
  readonly #rates = this.control.rates;
  readonly #numbers = this.control.numbers;
  /** Type that each category had last, and subjects by place: a look-up in a map costs more than all else together. */
  readonly #types: string[] = new Array(categoryCount).fill('');
  readonly #typeIds = new Uint8Array(categoryCount);
  readonly #recent: string[] = new Array(256).fill('');
  readonly #recentIds = new Uint16Array(256);
  readonly #waiting = new Set<() => void>();
  /** Sequence of the next event; the first is 1. */
  #next = 1;
  #clock = 0;
  #turn = false;
  #random = 0x9e37_79b9;
  #onTurn: (() => void) | undefined;

  constructor() {
    this.texts = textsOf(this.#strings, (subject, sequence) => this.#side.get(subject, sequence));
    this.#rates.fill(keepAll);
    this.#numbers[at.next] = 1;
  }

  get nextSequence(): number {
    return this.#next;
  }

  get oldestSequence(): number {
    return Math.max(1, this.#next - eventSlots);
  }

  /** `subject` must come from a bounded set: syscall names, states, kinds; never from a caller. */
  emit(
    category: EventCategory,
    severity: EventSeverity,
    type: KernelEventType,
    subject: string,
    pid: number,
    trace: TraceContext,
    a: number,
    b: number,
    c: number,
  ): void {
    // Small enough to become a part of its callers: a category that is off costs one load and one branch.
    if (this.#rates[category] !== 0) this.#write(category, severity, type, subject, pid, trace, a, b, c);
  }

  #write(
    category: EventCategory,
    severity: EventSeverity,
    type: KernelEventType,
    subject: string,
    pid: number,
    trace: TraceContext,
    a: number,
    b: number,
    c: number,
  ): void {
    const rate = this.#rates[category] ?? 0;
    if (rate !== keepAll && !trace.sampled && this.#leavesOut(category, severity, rate)) return;
    if (!this.#turn) this.#beginTurn();
    const sequence = this.#next++;
    const slot = (sequence & slotMask) << 4;
    const half = slot >> 1;
    const f64 = this.#f64;
    f64[half] = a;
    f64[half + 1] = b;
    f64[half + 2] = this.#clock;
    this.#f32[slot + 6] = c;
    const i32 = this.#i32;
    i32[slot + 7] = pid;
    i32[slot + 8] =
      (type === this.#types[category] ? (this.#typeIds[category] ?? 0) : this.#typeId(category, type)) |
      (category << inKind.category) |
      (severity << inKind.severity) |
      (trace.sampled ? 1 << inKind.followed : 0) |
      (this.#number(subject) << inKind.subject);
    i32[slot + 9] = trace.span;
    i32[slot + 10] = trace.parentHigh;
    i32[slot + 11] = trace.parentLow;
    i32[slot + 12] = trace.word0;
    i32[slot + 13] = trace.word1;
    i32[slot + 14] = trace.word2;
    i32[slot + 15] = trace.word3;
    this.#numbers[at.next] = sequence + 1;
    if ((sequence & oftenMask) === oftenMask) this.#publish();
  }

  /** Takes in an event of a layer above. It counts as any other for sampling. */
  bring(event: EventFromAbove): void {
    const { type, severity, layer, subject, text, pid, ids, parent, a, b, c } = event;
    const category = categoryNumber[eventKinds[type].category];
    const rate = this.#rates[category];
    if (rate === 0) return;
    if (rate !== keepAll && !ids.sampled && this.#leavesOut(category, severity, rate ?? 0)) return;
    if (!this.#turn) this.#beginTurn();
    const sequence = this.#next++;
    const number = this.#side.add(sequence, { layer, subject, text, spanHigh: ids.high });
    const slot = (sequence & slotMask) * 16;
    const half = slot >> 1;
    this.#f64[half] = a;
    this.#f64[half + 1] = b;
    this.#f64[half + 2] = event.timeUs === 0 ? this.#clock : event.timeUs;
    this.#f32[slot + 6] = c;
    const followed = ids.sampled ? 1 << inKind.followed : 0;
    const words = [
      pid,
      (typeNumbers.get(type) ?? 0) |
        (category << inKind.category) |
        (severity << inKind.severity) |
        followed |
        (number << inKind.subject),
      ids.low,
      parent[0],
      parent[1],
      ids.word0,
      ids.word1,
      ids.word2,
      ids.word3,
    ];
    this.#i32.set(words, slot + 7);
    this.#numbers[at.next] = sequence + 1;
    if ((sequence & oftenMask) === oftenMask) this.#publish();
  }

  /** Sets the clock of events to what `performance.now()` has just said, or to now: the exact time for what comes next. */
  tick(nowMs = performance.now()): void {
    this.#clock = (originMs + nowMs) * 1000;
  }

  /** Nothing is emitted while off; what was, stays. */
  switch(on: boolean): void {
    this.#rates.fill(on ? keepAll : 0);
  }

  /** What the filter needs to know of an event that is still held. */
  pidAt(sequence: number): number {
    return this.slots.pid(sequence & slotMask);
  }

  read(sequence: number): Event {
    return this.slots.read(sequence & slotMask, sequence, this.texts);
  }

  /** Calls back once, soon after the next event; returns the function that gives up the wait. */
  onNext(listener: () => void): () => void {
    this.#waiting.add(listener);
    return () => this.#waiting.delete(listener);
  }

  /** Is called at the end of each turn of the event loop that had events. */
  onTurn(listener: () => void): void {
    this.#onTurn = listener;
  }

  /** By xorshift; errors, security events and followed traces are never left out. */
  #leavesOut(category: number, severity: number, rate: number): boolean {
    if (severity >= severityNumber.ERROR || category === categoryNumber.SECURITY) return false;
    let random = this.#random;
    random ^= random << 13;
    random ^= random >>> 17;
    random ^= random << 5;
    this.#random = random;
    if (random >>> 1 <= rate) return false;
    this.control.left[category] = (this.control.left[category] ?? 0) + 1;
    return true;
  }

  #beginTurn(): void {
    this.#turn = true;
    this.tick();
    soon(() => this.#endTurn());
  }

  #endTurn(): void {
    this.#turn = false;
    this.#publish();
    this.#onTurn?.();
    if (this.#waiting.size === 0) return;
    const listeners = [...this.#waiting];
    this.#waiting.clear();
    for (const listener of listeners) listener();
  }

  /** Makes all events so far readable by other threads, whatever the order in which the machine writes. */
  #publish(): void {
    this.tick();
    this.#numbers[at.clock] = this.#clock;
    Atomics.store(this.control.flags, flag.published, this.#next | 0);
  }

  #typeId(category: number, type: EventType): number {
    const number = typeNumbers.get(type) ?? 0;
    this.#types[category] = type;
    this.#typeIds[category] = number;
    return number;
  }

  #number(subject: string): number {
    const { length } = subject;
    const place = length === 0 ? 0 : ((length << 5) ^ subject.charCodeAt(length >> 1)) & 255;
    if (subject === this.#recent[place]) return this.#recentIds[place] ?? 0;
    const number = this.#interned.get(subject) ?? this.#intern(subject);
    this.#recent[place] = subject;
    this.#recentIds[place] = number;
    return number;
  }

  #intern(text: string): number {
    const number = this.#strings.add(text);
    // Those that found no room are not looked up again.
    if (this.#interned.size < 2 * eventSlots) this.#interned.set(text, number);
    return number;
  }
}

/** First word of the spans that this thread makes, for readers elsewhere. */
export const ownSpanWord = spanWord;
