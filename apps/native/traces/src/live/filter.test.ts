import { describe, expect, test } from 'vitest';
import type { SystemEvent } from '../data/events.ts';
import { everything, filterOf, isFiltered, withoutOwn } from './filter.ts';

const now = 1_700_000_000_000_000;

function event(sequence: number, about: Partial<SystemEvent>): SystemEvent {
  return {
    sequence,
    time_us: now,
    category: 'tool',
    severity: 'info',
    type: 'tool.call',
    subject: '',
    pid: 1,
    trace_id: `t${sequence}`,
    span_id: '',
    parent_span_id: '',
    value_a: 0,
    value_b: 0,
    value_c: 0,
    layer: 'services',
    text: '',
    ...about,
  };
}

describe('the filter', () => {
  test('asks for nothing when everything is wanted', () => {
    expect(filterOf(everything, now)).toEqual({});
    expect(isFiltered(everything)).toBe(false);
    expect(isFiltered({ ...everything, own: true })).toBe(false);
  });

  test('asks for what is wanted', () => {
    const wanted = { category: 'file', severity: 'warning', pid: 7, text: ' note ', minutes: 5, own: false } as const;
    expect(filterOf(wanted, now)).toEqual({
      categories: ['file'],
      least_severity: 'warning',
      pids: [7],
      text: 'note',
      from_us: now - 300_000_000,
    });
    expect(isFiltered(wanted)).toBe(true);
  });

  test('never asks further back than both the person and the list want', () => {
    const wanted = { ...everything, minutes: 1 };
    expect(filterOf(wanted, now, now - 1_000).from_us).toBe(now - 1_000);
    expect(filterOf(wanted, now, 5).from_us).toBe(now - 60_000_000);
    expect(filterOf(everything, now, 5).from_us).toBe(5);
  });

  test('leaves out what looking at events causes, in every layer', () => {
    const events = [
      event(1, { subject: 'filesystem.write', trace_id: 'a' }),
      event(2, { subject: 'monitor.query', trace_id: 'b' }),
      event(3, { type: 'http.request', subject: 'POST /services/execute', trace_id: 'b' }),
      event(4, { type: 'http.request', subject: 'POST /services/execute', trace_id: 'a' }),
      event(5, { pid: 9 }),
      event(7, { type: 'http.request', subject: 'POST /services/execute', trace_id: 't5' }),
      event(8, { type: 'shell.input', trace_id: 'd' }),
      event(9, { pid: 9, trace_id: 'd' }),
      event(10, { type: 'app.launched', trace_id: 'd' }),
      event(6, { type: 'http.request', subject: 'POST /telemetry', trace_id: 'c' }),
    ];
    const processes = [{ pid: 9, name: 'Traces', packageId: 'traces' }];
    expect(withoutOwn(events, processes).map(({ sequence }) => sequence)).toEqual([1, 4, 8, 10]);
  });
});
