import { describe, expect, test } from 'vitest';
import type { Answer, SystemEvent } from '../data/events.ts';
import { cameSince, emptyBuffer, lookBackUs, nextFrom, take } from './live-buffer.ts';

function event(sequence: number, timeUs = sequence * 1_000): SystemEvent {
  return {
    sequence,
    time_us: timeUs,
    category: 'syscall',
    severity: 'debug',
    type: 'syscall.exit',
    subject: '',
    pid: 0,
    trace_id: '',
    span_id: '',
    parent_span_id: '',
    value_a: 0,
    value_b: 0,
    value_c: 0,
    layer: 'kernel',
    text: '',
  };
}

function answer(sequences: readonly number[], matched = sequences.length): Answer {
  const events = sequences.map((sequence) => event(sequence));
  return { events, groups: [], anomalies: [], looked_at: 0, matched, truncated: matched > events.length };
}

const shown = (buffer: { events: readonly SystemEvent[] }): number[] => buffer.events.map(({ sequence }) => sequence);

describe('the live list', () => {
  test('has each event once, the newest first', () => {
    let buffer = take(emptyBuffer, answer([3, 2, 1]), undefined);
    buffer = take(buffer, answer([5, 4, 3, 2]), nextFrom(buffer) ?? 0);
    expect(shown(buffer)).toEqual([5, 4, 3, 2, 1]);
    expect(buffer.lost).toBe(0);
  });

  test('puts an event that comes late where it belongs by its time', () => {
    const before = take(emptyBuffer, answer([3, 2, 1]), undefined);
    const late = { ...answer([]), events: [event(4, 1_500)], matched: 4 };
    const buffer = take(before, late, 0);
    expect(shown(buffer)).toEqual([3, 2, 4, 1]);
    expect(buffer.lost).toBe(0);
    expect(cameSince(before.events, buffer.events)).toBe(1);
  });

  test('shows of the same time first what came last', () => {
    const events = [event(7, 5_000), event(9, 5_000), event(8, 6_000)];
    const buffer = take(emptyBuffer, { ...answer([]), events, matched: 3 }, undefined);
    expect(shown(buffer)).toEqual([8, 9, 7]);
  });

  test('asks from some seconds before its newest', () => {
    expect(nextFrom(emptyBuffer)).toBeUndefined();
    const buffer = take(emptyBuffer, { ...answer([]), events: [event(1, 60_000_000)], matched: 1 }, undefined);
    expect(nextFrom(buffer)).toBe(60_000_000 - lookBackUs);
  });

  test('counts what came faster than an answer can hold, and not what it had already', () => {
    const before = take(emptyBuffer, answer([3, 2, 1]), undefined);
    // Of ten events since, the answer holds four; three of the window are known.
    const buffer = take(before, answer([13, 12, 11, 10], 13), 0);
    expect(buffer.lost).toBe(6);
    expect(take(buffer, answer([13, 12, 11, 10], 7), 0).lost).toBe(6);
  });

  test('counts nothing as lost at first: it was never asked for', () => {
    expect(take(emptyBuffer, answer([900, 899], 60_000), undefined)).toMatchObject({ lost: 0, dropped: 0 });
  });

  test('stays the same when nothing has come', () => {
    const before = take(emptyBuffer, answer([2, 1]), undefined);
    expect(take(before, answer([2, 1]), 0)).toBe(before);
  });

  test('holds so many and no more', () => {
    const buffer = take(emptyBuffer, answer([5, 4, 3, 2, 1]), undefined, 3);
    expect(shown(buffer)).toEqual([5, 4, 3]);
    expect(buffer.dropped).toBe(2);
  });
});
