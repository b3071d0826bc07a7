/**
 * The ring of the last 65,536 events, in typed arrays with interned strings. Writing never waits and never allocates;
 * every reader is a cursor of its own, and one that is too slow loses the oldest events and learns how many.
 */
import { type Event, EventCategory, EventSeverity } from '@agentos/protocol/kernel';
import { hexOfWords, type TraceContext } from './trace.ts';

export const eventSlots = 65_536;
const mask = eventSlots - 1;

export type EventType =
  | 'syscall.exit'
  | 'security.denied'
  | 'process.state'
  | 'process.exit'
  | 'process.signal'
  | 'process.forced'
  | 'process.limit'
  | 'process.cleanup'
  | 'memory.pressure'
  | 'socket.refused'
  | 'socket.dropped'
  | 'watch.opened'
  | 'watch.closed'
  | 'watch.overflow'
  | 'clipboard.cleared'
  | 'clipboard.overflow'
  | 'ipc.created'
  | 'ipc.ended'
  | 'ipc.overflow'
  | 'scheduler.policy'
  | 'scheduler.priority'
  | 'scheduler.control'
  | 'system.started';

const categories = Object.values(EventCategory);
const severities = Object.values(EventSeverity);

export class EventRing {
  readonly #time = new Float64Array(eventSlots);
  readonly #category = new Uint8Array(eventSlots);
  readonly #severity = new Uint8Array(eventSlots);
  readonly #type = new Uint16Array(eventSlots);
  readonly #subject = new Uint16Array(eventSlots);
  readonly #pid = new Uint32Array(eventSlots);
  /** Four words of trace id and two of span id a slot. */
  readonly #ids = new Uint32Array(eventSlots * 6);
  readonly #values = new Float64Array(eventSlots * 3);
  readonly #strings: string[] = [''];
  readonly #interned = new Map<string, number>([['', 0]]);
  readonly #waiting = new Set<() => void>();
  #waking = false;
  /** Sequence of the next event; the first is 1. */
  #next = 1;

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
    type: EventType,
    subject: string,
    pid: number,
    trace: TraceContext,
    a: number,
    b: number,
    c: number,
  ): void {
    const slot = this.#next++ & mask;
    this.#time[slot] = (performance.timeOrigin + performance.now()) * 1000;
    this.#category[slot] = category;
    this.#severity[slot] = severity;
    this.#type[slot] = this.#intern(type);
    this.#subject[slot] = this.#intern(subject);
    this.#pid[slot] = pid;
    const ids = this.#ids;
    const at = slot * 6;
    ids[at] = trace.trace[0];
    ids[at + 1] = trace.trace[1];
    ids[at + 2] = trace.trace[2];
    ids[at + 3] = trace.trace[3];
    ids[at + 4] = trace.span[0];
    ids[at + 5] = trace.span[1];
    const values = this.#values;
    values[slot * 3] = a;
    values[slot * 3 + 1] = b;
    values[slot * 3 + 2] = c;
    if (this.#waiting.size > 0 && !this.#waking) this.#wakeSoon();
  }

  /** What the filter needs to know of an event that is still held. */
  categoryAt(sequence: number): number {
    return this.#category[sequence & mask] ?? 0;
  }

  pidAt(sequence: number): number {
    return this.#pid[sequence & mask] ?? 0;
  }

  read(sequence: number): Event {
    const slot = sequence & mask;
    return {
      sequence,
      timeUs: Math.floor(this.#time[slot] ?? 0),
      category: categories[this.#category[slot] ?? 0] ?? EventCategory.UNSPECIFIED,
      severity: severities[this.#severity[slot] ?? 0] ?? EventSeverity.UNSPECIFIED,
      type: this.#strings[this.#type[slot] ?? 0] ?? '',
      pid: this.#pid[slot] ?? 0,
      traceId: hexOfWords(this.#ids, slot * 6, 4),
      spanId: hexOfWords(this.#ids, slot * 6 + 4, 2),
      subject: this.#strings[this.#subject[slot] ?? 0] ?? '',
      valueA: this.#values[slot * 3] ?? 0,
      valueB: this.#values[slot * 3 + 1] ?? 0,
      valueC: this.#values[slot * 3 + 2] ?? 0,
    };
  }

  /** Calls back once, soon after the next event; returns the function that gives up the wait. */
  onNext(listener: () => void): () => void {
    this.#waiting.add(listener);
    return () => this.#waiting.delete(listener);
  }

  /** Events of one turn wake the readers once. */
  #wakeSoon(): void {
    this.#waking = true;
    setImmediate(() => {
      this.#waking = false;
      const listeners = [...this.#waiting];
      this.#waiting.clear();
      for (const listener of listeners) listener();
    });
  }

  #intern(text: string): number {
    const known = this.#interned.get(text);
    if (known !== undefined) return known;
    if (this.#strings.length > 4_096) return 0;
    const index = this.#strings.push(text) - 1;
    this.#interned.set(text, index);
    return index;
  }
}
