/**
 * The events of the live list: latest first, each once, at most so many. Counts what could not be had. Pure.
 *
 * Rule: an event may come late with an early time (a layer above the kernel tells in batches), so each question goes
 * back some seconds, what is known already is left out by its sequence, and what is late takes its place by its time.
 */
import type { Answer, SystemEvent } from '../data/events.ts';

export interface LiveBuffer {
  /** Latest first; of the same time the one that came last. */
  readonly events: readonly SystemEvent[];
  /** Events that matched and were too many for one answer. */
  readonly lost: number;
  /** Events that fell off the end of the list. */
  readonly dropped: number;
}

export const emptyBuffer: LiveBuffer = { events: [], lost: 0, dropped: 0 };

export const mostEvents = 10_000;
/** How far back each question goes, microseconds: longer than the layers above the kernel gather. */
export const lookBackUs = 3_000_000;

/** Where the next question begins; undefined asks for everything that is kept. */
export function nextFrom(buffer: LiveBuffer): number | undefined {
  const newest = buffer.events[0];
  return newest === undefined ? undefined : Math.max(0, newest.time_us - lookBackUs);
}

/** The buffer with an answer to a question that began at `from`. */
export function take(buffer: LiveBuffer, answer: Answer, from: number | undefined, most = mostEvents): LiveBuffer {
  const known = new Set<number>();
  let expected = 0;
  if (from !== undefined) {
    for (const event of buffer.events) {
      if (event.time_us >= from) expected += 1;
      known.add(event.sequence);
    }
  }
  const fresh = answer.events.filter(({ sequence }) => !known.has(sequence));
  // The first answer shows the newest of what is kept: what is older was never looked at, not lost.
  const again = answer.events.length - fresh.length;
  const unseen = from === undefined ? 0 : answer.matched - answer.events.length - Math.max(0, expected - again);
  if (fresh.length === 0 && unseen <= 0) return buffer;
  const events = [...fresh, ...(from === undefined ? [] : buffer.events)].sort(
    (a, b) => b.time_us - a.time_us || b.sequence - a.sequence,
  );
  return {
    events: events.slice(0, most),
    lost: buffer.lost + Math.max(0, unseen),
    dropped: buffer.dropped + Math.max(0, events.length - most),
  };
}

/** How many of `events` have come since `held` was the list: sequences count what came. */
export function cameSince(held: readonly SystemEvent[], events: readonly SystemEvent[]): number {
  let last = 0;
  for (const { sequence } of held) last = Math.max(last, sequence);
  let count = 0;
  for (const { sequence } of events) if (sequence > last) count += 1;
  return count;
}
