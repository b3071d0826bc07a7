/**
 * Writes the ring of the last 65,536 events of one thread. Writing never waits and never allocates; every reader is a cursor
 * of its own, and one that is too slow loses the oldest events and learns how many.
 *
 * What is told often is resolved once (`kind`) and then told by number (`tell`). When the telemetry thread asks for fewer events of a
 * category, those that are left out cost a countdown, and each that is kept says how many it stands for.
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
  makeRingMemory,
  publishEvery,
  RingControl,
  type RingMemory,
  SharedStrings,
  slotMask,
} from './memory.ts';
import { categoryNumber, typeNumbers } from './numbers.ts';
import { gapOf } from './sampling-gap.ts';
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

/** The category is in the highest bits, so that its gate is found by one shift. */
const categoryAt = inKind.category;
const weightAt = inKind.weight;
/** ERROR and CRITICAL, and they alone, have this bit. */
const isError = 4 << inKind.severity;
const isWeighted = 15 << inKind.weight;
const followed = 1 << inKind.followed;
const publishMask = publishEvery - 1;
/** One event in so many is timed. */
const timedMask = 255;
/** By how much such a time moves what is known, and what is known at first, nanoseconds. */
const timedStep = 1.05;
const firstEmitNs = 50;
/** Whatever the clock says (one that is coarse says 0 most of the time). */
const leastEmitNs = 5;
const mostEmitNs = 5_000;
const off = -1;
/** No event has this kind. */
const leftOut = 0;
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
  readonly #flags = this.control.flags;
  readonly #numbers = this.control.numbers;
  /** By category: 0 all are kept, n the n-th from here on is kept, -1 it is off. */
  readonly #gates = new Int32Array(categoryCount);
  /** Events that each gate left out when it was set, and the code of the weight that it was set by. */
  readonly #gaps = new Int32Array(categoryCount);
  readonly #codes = new Int32Array(categoryCount);
  readonly #waiting = new Set<() => void>();
  #turn = false;
  #epoch = 0;
  #random = 0x9e37_79b9;
  /** When it was switched off, and the CPU time of the kernel then, milliseconds; below 0: it is on. */
  #offMs = -1;
  #offCpuMs = -1;
  #onTurn: (() => void) | undefined;

  constructor() {
    this.texts = textsOf(this.#strings, (subject, sequence) => this.#side.get(subject, sequence));
    this.#numbers[at.next] = 1;
    this.#numbers[at.emitNs] = firstEmitNs;
    this.#flags[flag.published] = 1;
  }

  /** Sequence of the next event; the first is 1. */
  get nextSequence(): number {
    return this.#numbers[at.next] ?? 1;
  }

  get oldestSequence(): number {
    return Math.max(1, this.nextSequence - eventSlots);
  }

  /** How many events sampling has left out. */
  get leftOut(): number {
    let count = 0;
    for (let category = 0; category < categoryCount; category++) {
      count += (this.control.left[category] ?? 0) + this.#leftBy(category);
    }
    return count;
  }

  /**
   * What an event says beside its numbers, for `tell`. `subject` must come from a bounded set: syscall names, states, kinds; never
   * from a caller.
   */
  kind(category: EventCategory, severity: EventSeverity, type: KernelEventType, subject: string): number {
    return this.#kind(category, severity, type, this.#interned.get(subject) ?? this.#intern(subject));
  }

  /** `kind` and `tell` in one, for what is told seldom. */
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
    if (this.#gates[category] !== off) this.tell(this.kind(category, severity, type, subject), pid, trace, a, b, c);
  }

  /** Tells an event of this `kind`. Small enough to become a part of its callers, and so is what it goes on to. */
  tell(kind: number, pid: number, trace: TraceContext, a: number, b: number, c: number): void {
    const gate = this.#gates[kind >>> categoryAt] ?? off;
    if (gate < 0) return;
    const sampled = gate === 0 ? kind : this.#sampled(kind, gate, trace.sampled);
    if (sampled !== leftOut) this.#write(sampled, pid, trace, a, b, c);
  }

  #write(kind: number, pid: number, trace: TraceContext, a: number, b: number, c: number): void {
    const numbers = this.#numbers;
    const sequence = numbers[at.next] ?? 1;
    if ((sequence & timedMask) === 0) this.#beginTimed();
    if (!this.#turn) this.#beginTurn(kind);
    const slot = (sequence & slotMask) << 4;
    const half = slot >> 1;
    const f64 = this.#f64;
    f64[half] = a;
    f64[half + 1] = b;
    f64[half + 2] = numbers[at.clock] ?? 0;
    this.#f32[slot + 6] = c;
    const i32 = this.#i32;
    i32[slot + 7] = pid;
    i32[slot + 8] = trace.sampled ? kind | followed : kind;
    i32[slot + 9] = trace.span;
    i32[slot + 10] = trace.parentHigh;
    i32[slot + 11] = trace.parentLow;
    i32[slot + 12] = trace.word0;
    i32[slot + 13] = trace.word1;
    i32[slot + 14] = trace.word2;
    i32[slot + 15] = trace.word3;
    numbers[at.next] = sequence + 1;
    if ((sequence & timedMask) === 0) this.#endTimed();
    if ((sequence & publishMask) === publishMask) this.#stretch();
  }

  #beginTimed(): void {
    if (this.#numbers[at.timed] === 0) this.#numbers[at.timed] = performance.now();
  }

  /** What an event costs here and now, with whatever the caches hold: the controller goes by it. */
  #endTimed(): void {
    const from = this.#numbers[at.timed] ?? 0;
    this.#numbers[at.timed] = 0;
    const written = performance.now();
    const took = written - from - (performance.now() - written);
    const known = this.#numbers[at.emitNs] ?? 0;
    // Goes after the median: one that was interrupted says nothing.
    const next = known * (took * 1e6 > known ? timedStep : 1 / timedStep);
    this.#numbers[at.emitNs] = Math.min(Math.max(next, leastEmitNs), mostEmitNs);
  }

  /**
   * The kind of an event of a category of which not all are kept, with its weight; or that it is left out. Errors and followed traces are always
   * kept, and security events have no gate.
   */
  #sampled(kind: number, gate: number, isFollowed: boolean): number {
    if (isFollowed || (kind & isError) !== 0) return kind;
    const category = kind >>> categoryAt;
    if (this.#flags[flag.epoch] !== this.#epoch) return this.#resampled(kind, category);
    if (gate > 1) {
      this.#gates[category] = gate - 1;
      return leftOut;
    }
    if ((this.nextSequence & timedMask) === 0) this.#beginTimed();
    const code = this.#codes[category] ?? 0;
    this.#draw(category, code);
    return kind | (code << weightAt);
  }

  #resampled(kind: number, category: number): number {
    this.#takeWeights();
    const gate = this.#gates[category] ?? 0;
    return gate === 0 ? kind : this.#sampled(kind, gate, false);
  }

  /** Takes in an event of a layer above. It counts as any other for sampling. */
  bring(event: EventFromAbove): void {
    const { type, severity, layer, subject, text, pid, ids, parent, a, b, c } = event;
    const category = categoryNumber[eventKinds[type].category];
    let kind = this.#kind(category, severity, type, 0);
    const gate = this.#gates[category] ?? off;
    if (gate > 0) kind = this.#sampled(kind, gate, ids.sampled);
    if (gate < 0 || kind === leftOut) return;
    if (ids.sampled) kind |= followed;
    if (!this.#turn) this.#beginTurn(kind);
    const sequence = this.nextSequence;
    const number = this.#side.add(sequence, { layer, subject, text, spanHigh: ids.high });
    const slot = (sequence & slotMask) << 4;
    const half = slot >> 1;
    this.#f64[half] = a;
    this.#f64[half + 1] = b;
    this.#f64[half + 2] = event.timeUs === 0 ? (this.#numbers[at.clock] ?? 0) : event.timeUs;
    this.#f32[slot + 6] = c;
    const words = [
      pid,
      kind | (number << inKind.subject),
      ids.low,
      ...parent,
      ids.word0,
      ids.word1,
      ids.word2,
      ids.word3,
    ];
    this.#i32.set(words, slot + 7);
    this.#numbers[at.next] = sequence + 1;
    // Its text costs more than the events that are timed.
    if ((sequence & timedMask) === 0) this.#numbers[at.timed] = 0;
    if ((sequence & publishMask) === publishMask) this.#stretch();
  }

  /** Sets the clock of events to what `performance.now()` has just said, or to now: the exact time for what comes next. */
  tick(nowMs = performance.now()): void {
    this.#numbers[at.clock] = (originMs + nowMs) * 1000;
  }

  /** Nothing is told while off; what was, stays, and so does what sampling has come to. */
  switch(on: boolean): void {
    if (on === this.#offMs < 0) return;
    const numbers = this.#numbers;
    if (on) {
      numbers[at.offMs] = (numbers[at.offMs] ?? 0) + performance.now() - this.#offMs;
      numbers[at.offCpuMs] = (numbers[at.offCpuMs] ?? 0) + cpuMs() - this.#offCpuMs;
    }
    this.#offMs = on ? -1 : performance.now();
    this.#offCpuMs = on ? -1 : cpuMs();
    Atomics.store(this.#flags, flag.off, on ? 0 : 1);
    for (let category = 0; category < categoryCount; category++) this.#draw(category, this.#codes[category] ?? 0);
  }

  /** Keeps everything from now on: nobody holds the cost down any more. */
  keepAll(): void {
    this.control.weights.fill(0);
    this.#takeWeights();
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

  /** Makes all events so far readable by other threads; happens by itself at the end of each turn. */
  publish(): void {
    Atomics.store(this.#flags, flag.published, this.nextSequence | 0);
  }

  #kind(category: number, severity: number, type: EventType, subject: number): number {
    const number = typeNumbers.get(type) ?? 0;
    return number | (category << inKind.category) | (severity << inKind.severity) | (subject << inKind.subject);
  }

  #beginTurn(kind: number): void {
    if (this.#flags[flag.epoch] !== this.#epoch) this.#takeWeights();
    // Where events stand for many there are more to come: other threads may read them after the next stretch.
    else if ((kind & isWeighted) !== 0 && this.#waiting.size === 0) return;
    this.tick();
    this.#turn = true;
    soon(() => this.#endTurn());
  }

  #endTurn(): void {
    this.#turn = false;
    this.#numbers[at.turns] = (this.#numbers[at.turns] ?? 0) + 1;
    this.publish();
    this.#onTurn?.();
    if (this.#waiting.size === 0) return;
    const listeners = [...this.#waiting];
    this.#waiting.clear();
    for (const listener of listeners) listener();
  }

  /** After so many events in one turn: the clock goes on, others may read, and they are heard. */
  #stretch(): void {
    this.tick();
    this.publish();
    if (this.#flags[flag.epoch] !== this.#epoch) this.#takeWeights();
  }

  #takeWeights(): void {
    this.#epoch = Atomics.load(this.#flags, flag.epoch);
    for (let category = 0; category < categoryCount; category++) {
      const code = category === categoryNumber.SECURITY ? 0 : (this.control.weights[category] ?? 0);
      if (code !== this.#codes[category]) this.#draw(category, code);
    }
  }

  /** Sets the gate of a category anew, by xorshift. */
  #draw(category: number, code: number): void {
    const { left } = this.control;
    left[category] = (left[category] ?? 0) + this.#leftBy(category);
    this.#codes[category] = code;
    this.#gaps[category] = 0;
    const isOff = this.#offMs >= 0;
    if (isOff || code === 0) {
      this.#gates[category] = isOff ? off : 0;
      return;
    }
    let random = this.#random;
    random ^= random << 13;
    random ^= random >>> 17;
    random ^= random << 5;
    this.#random = random;
    const gap = gapOf(code, random);
    this.#gaps[category] = gap;
    this.#gates[category] = gap + 1;
  }

  /** How many events the gate of a category has left out so far. */
  #leftBy(category: number): number {
    const gate = this.#gates[category] ?? 0;
    return gate > 0 ? (this.#gaps[category] ?? 0) + 1 - gate : 0;
  }

  #intern(text: string): number {
    const number = this.#strings.add(text);
    // Those that found no room are not looked up again.
    if (this.#interned.size < 2 * eventSlots) this.#interned.set(text, number);
    return number;
  }
}

/** CPU time of the kernel, milliseconds. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** First word of the spans that this thread makes, for readers elsewhere. */
export const ownSpanWord = spanWord;
