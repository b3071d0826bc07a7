import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Kinds, SystemEvent } from '../data/events.ts';
import { buildChain } from './chain.ts';

const took = { unit: 'us', means: 'duration' };
const kinds: Kinds = new Map([
  ['shell.input', { says: '', a: { unit: 'us', means: 'until the first thing that came of it was done' } }],
  ['tool.call', { says: '', a: took }],
  ['syscall.exit', { says: '', a: took }],
  ['scheduler.turn', { says: '', a: { unit: 'us', means: 'waited' } }],
  ['scheduler.policy', { says: '', a: { unit: 'us', means: 'quantum' } }],
]);

let sequence = 0;
function event(type: string, time: number, about: Partial<SystemEvent> = {}): SystemEvent {
  sequence += 1;
  return {
    sequence,
    time_us: time,
    category: 'syscall',
    severity: 'debug',
    type,
    subject: '',
    pid: 0,
    trace_id: 'a'.repeat(32),
    span_id: '',
    parent_span_id: '',
    value_a: 0,
    value_b: 0,
    value_c: 0,
    layer: 'kernel',
    text: '',
    ...about,
  };
}

const click = [
  event('syscall.enter', 1_400, { span_id: 'k', parent_span_id: 't' }),
  event('scheduler.turn', 1_450, { span_id: 'u', parent_span_id: 'k', value_a: 50 }),
  event('syscall.exit', 1_900, { span_id: 'k', parent_span_id: 't', value_a: 500 }),
  event('tool.call', 1_950, { span_id: 't', parent_span_id: 'i', value_a: 700, layer: 'services' }),
  event('shell.input', 2_000, { span_id: 'i', value_a: 1_000, layer: 'shell' }),
];

describe('a chain', () => {
  test('has each step below what caused it, with its offset and duration', () => {
    const { steps, total, beganAt, layers } = buildChain(click, kinds);
    expect(steps.map(({ event: { type }, depth, offset, duration }) => [type, depth, offset, duration])).toEqual([
      ['shell.input', 0, 0, 1_000],
      ['tool.call', 1, 250, 700],
      ['syscall.exit', 2, 400, 500],
      ['scheduler.turn', 3, 400, 50],
      ['syscall.enter', 3, 400, undefined],
    ]);
    expect([total, beganAt, layers]).toEqual([1_000, 1_000, ['shell', 'services', 'kernel']]);
  });

  test('tells how much of a step no other accounts for, counting each moment once', () => {
    const { steps } = buildChain(click, kinds);
    expect(steps.map(({ own }) => own)).toEqual([300, 200, 450, 50, undefined]);
    const overlapping = buildChain(
      [
        event('tool.call', 1_000, { span_id: 'p', value_a: 1_000 }),
        event('syscall.exit', 600, { span_id: 'a', parent_span_id: 'p', value_a: 500 }),
        event('syscall.exit', 800, { span_id: 'b', parent_span_id: 'p', value_a: 500 }),
      ],
      kinds,
    );
    expect(overlapping.steps[0]?.own).toBe(300);
  });

  test('takes a time that is not its own for no duration', () => {
    const { steps } = buildChain([event('scheduler.policy', 5_000, { value_a: 3_000 })], kinds);
    expect(steps[0]?.duration).toBeUndefined();
  });

  test('marks a step whose cause is not kept', () => {
    const { steps } = buildChain(click.slice(0, 3), kinds);
    expect(steps[0]).toMatchObject({ depth: 0, orphan: true, event: { type: 'syscall.exit' } });
    expect(steps.slice(1).map(({ orphan }) => orphan)).toEqual([false, false]);
  });

  test('of nothing is empty', () => {
    expect(buildChain([], kinds)).toEqual({ steps: [], beganAt: 0, total: 0, layers: [] });
  });

  test('shows every event once whatever the spans say, none before the beginning', () => {
    const span = fc.constantFrom('', 'a', 'b', 'c', 'd');
    const anything = fc.record({
      type: fc.constantFrom('tool.call', 'syscall.exit', 'syscall.enter', 'unknown'),
      time: fc.nat(10_000),
      value_a: fc.nat(5_000),
      span_id: span,
      parent_span_id: span,
    });
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 30 }), (all) => {
        const events = all.map(({ type, time, ...about }) => event(type, time, about));
        const { steps, total } = buildChain(events, kinds);
        expect(steps.map(({ event: { sequence: id } }) => id).toSorted((a, b) => a - b)).toEqual(
          events.map(({ sequence: id }) => id),
        );
        for (const { offset, duration, own } of steps) {
          expect(offset).toBeGreaterThanOrEqual(0);
          expect(offset + (duration ?? 0)).toBeLessThanOrEqual(total);
          if (own !== undefined) expect(own).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});
