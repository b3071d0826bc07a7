import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spanUnder, traceIdOf, traceOf } from './trace.ts';

const given = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

test('a span continues the trace of its caller and names the span that caused it', () => {
  const span = spanUnder(given);
  expect(span.traceId).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
  expect(span.parentSpanId).toBe('00f067aa0ba902b7');
  expect(span.spanId).not.toBe(span.parentSpanId);
  expect(span.traceparent).toBe(`00-${span.traceId}-${span.spanId}-01`);
  const next = spanUnder(span.traceparent);
  expect(next).toMatchObject({ traceId: span.traceId, parentSpanId: span.spanId });
});

test('what was decided about recording travels on', () => {
  expect(spanUnder(given.replace(/01$/, '00')).traceparent.endsWith('-00')).toBe(true);
});

test('what is no trace context begins a trace: nothing of it is passed on', () => {
  const bad = [
    undefined,
    '',
    42,
    'hello',
    given.toUpperCase(),
    `${given}-extra`,
    given.replace('4bf92f3577b34da6a3ce929d0e0e4736', '0'.repeat(32)),
    given.replace('00f067aa0ba902b7', '0'.repeat(16)),
    given.replace(/^00/, 'ff'),
    `${given}\r\nx: y`,
  ];
  for (const each of bad) {
    const span = spanUnder(each);
    expect(span.parentSpanId).toBe('');
    expect(span.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
    expect(traceOf(each)).not.toBe(each);
  }
});

test('a later version of the format is read by what this one knows', () => {
  expect(traceOf(`cc${given.slice(2)}-more`)).toBe(given);
  expect(traceIdOf(given)).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
});

test('spans are all different', () => {
  const spans = Array.from({ length: 5_000 }, () => spanUnder(undefined));
  expect(new Set(spans.map((span) => span.traceId)).size).toBe(spans.length);
  expect(new Set(spans.map((span) => span.spanId)).size).toBe(spans.length);
});

test('any text gives a valid context', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(spanUnder(text).traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/);
    }),
  );
});
