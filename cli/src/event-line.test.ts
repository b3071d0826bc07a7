import type { KernelEvent } from '@agentos/protocol';
import { describe, expect, test } from 'vitest';
import { formatChain, formatEvent } from './event-line.ts';

const trace = 'ab'.repeat(16);
let sequence = 0;

function event(about: Partial<KernelEvent>): KernelEvent {
  sequence += 1;
  return {
    sequence,
    time_us: 1_700_000_000_000_000,
    category: 'syscall',
    severity: 'debug',
    type: 'syscall.exit',
    subject: '',
    pid: 0,
    trace_id: trace,
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

describe('an event as a line', () => {
  test('says when, what, about what, how long, by whom and in which trace', () => {
    const line = formatEvent(event({ subject: 'writeFile', value_a: 2_613.6, pid: 5 }));
    expect(line).toMatch(/^22:13:20\.000 debug +kernel +syscall\.exit +writeFile 2\.61 ms pid=5 trace=(ab){16}$/);
  });

  test('has no duration for a moment, and no trace where there is none', () => {
    const line = formatEvent(
      event({ type: 'scheduler.policy', subject: 'fair', value_a: 5_000, trace_id: '0'.repeat(32) }),
    );
    expect(line).not.toMatch(/ms|trace=/);
    expect(formatEvent(event({ type: 'scheduler.turn', subject: 'queued', value_a: 12 }))).toContain('queued 12 µs');
  });

  test('shows a type that this version does not know', () => {
    expect(formatEvent(event({ type: 'future.thing', text: 'whatever' }))).toContain('future.thing       whatever');
  });

  test('lets nothing through that steers a terminal', () => {
    const line = formatEvent(event({ subject: 'a\u001b[2Jb', text: 'c\nd\u009b31me' }));
    expect(line).not.toMatch(/\p{Cc}/u);
  });
});

describe('a chain', () => {
  const at = (us: number): number => 1_700_000_000_000_000 + us;
  const chain = [
    event({
      type: 'syscall.exit',
      subject: 'writeFile',
      time_us: at(900),
      value_a: 500,
      span_id: 'k',
      parent_span_id: 't',
    }),
    event({ type: 'scheduler.turn', subject: 'at once', time_us: at(400), span_id: 'u', parent_span_id: 'k' }),
    event({ type: 'shell.input', layer: 'shell', time_us: at(1_000), value_a: 1_000, span_id: 'i' }),
    event({ type: 'tool.call', layer: 'services', time_us: at(950), value_a: 700, span_id: 't', parent_span_id: 'i' }),
    event({ type: 'syscall.enter', subject: 'writeFile', time_us: at(400), span_id: 'k', parent_span_id: 't' }),
  ];

  test('stands in order of cause and time, each below what caused it', () => {
    const lines = formatChain(chain);
    expect(lines.map((line) => line.trim().split(/\s+/).slice(0, 2).join(' '))).toEqual([
      '+0 µs',
      '+250 µs',
      '+400 µs',
      '+400 µs',
      '+400 µs',
    ]);
    const indents = lines.map((line) => /(?:shell|services|kernel) +?( *)\S/.exec(line.slice(12))?.[1]?.length);
    expect(lines.map((line) => /\b(shell\.input|tool\.call|syscall\.\w+|scheduler\.turn)/.exec(line)?.[1])).toEqual([
      'shell.input',
      'tool.call',
      'syscall.exit',
      'scheduler.turn',
      'syscall.enter',
    ]);
    expect(indents).toHaveLength(5);
    expect(lines.map((line) => line.slice(21).search(/\S/))).toEqual([0, 2, 4, 6, 6]);
  });

  test('ends also when spans name each other, and without what began it', () => {
    const circle = [
      event({ type: 'tool.call', span_id: 'a', parent_span_id: 'b' }),
      event({ type: 'tool.call', span_id: 'b', parent_span_id: 'a' }),
    ];
    expect(formatChain(circle)).toHaveLength(2);
    expect(formatChain(chain.slice(0, 2))).toHaveLength(2);
    expect(formatChain([])).toEqual([]);
  });
});
