import { expect, test } from 'vitest';
import { spanUnder } from '../trace.ts';
import { SpanExporter } from './otlp.ts';
import { emitted } from './outbox.ts';

const parent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

interface Sent {
  readonly url: string;
  readonly body: { resourceSpans: { scopeSpans: { spans: Record<string, unknown>[] }[] }[] };
}

function setUp(status: () => number) {
  const sent: Sent[] = [];
  const problems: string[] = [];
  const exporter = new SpanExporter({
    endpoint: 'http://collector:4318/',
    onProblem: (reason) => problems.push(reason),
    async fetch(url, init) {
      const code = status();
      if (code === 0) throw new Error('connection refused');
      sent.push({ url: String(url), body: JSON.parse(String(init?.body)) });
      return new Response('{}', { status: code });
    },
  });
  return { sent, problems, exporter };
}

test('a span has the ids of its hop, its times in nanoseconds, and the state of its outcome', async () => {
  const { exporter, sent } = setUp(() => 200);
  const span = spanUnder(parent);
  const timeUs = 1_700_000_000_123_456;
  exporter.takeEmitted(
    emitted('tool.call', { span, subject: 'filesystem.write', a: 1_500.5, b: 1, timeUs, severity: 'ERROR' }),
  );
  await exporter.flush();
  expect(sent[0]!.url).toBe('http://collector:4318/v1/traces');
  expect(sent[0]!.body.resourceSpans[0]!.scopeSpans[0]!.spans).toEqual([
    expect.objectContaining({
      traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
      spanId: span.spanId,
      parentSpanId: '00f067aa0ba902b7',
      name: 'tool.call filesystem.write',
      startTimeUnixNano: '1700000000121955500',
      endTimeUnixNano: '1700000000123456000',
      status: { code: 2 },
    }),
  ]);
});

test('what nobody follows, and what took no time, is not sent', async () => {
  const { exporter, sent } = setUp(() => 200);
  exporter.takeEmitted(emitted('tool.call', { span: spanUnder(undefined), a: 5 }));
  exporter.takeEmitted(emitted('app.closed', { span: spanUnder(parent) }));
  await exporter.flush();
  expect(sent).toEqual([]);
});

test('a collector that fails costs spans, is told of once, and is well again with the first that arrive', async () => {
  let status = 0;
  const { exporter, problems } = setUp(() => status);
  const one = async (): Promise<void> => {
    exporter.takeEmitted(emitted('tool.call', { span: spanUnder(parent), a: 5 }));
    await exporter.flush();
  };
  await one();
  expect(exporter.problem).toBe('');
  status = 503;
  await one();
  await one();
  expect(problems).toHaveLength(1);
  expect(exporter.problem).toContain('503');
  expect(exporter.counts).toEqual({ exported: 0, dropped: 3 });
  status = 200;
  await one();
  expect([exporter.problem, exporter.counts.exported]).toEqual(['', 1]);
});

test('holds no more than its bound', async () => {
  const { exporter } = setUp(() => 200);
  for (let event = 0; event < 5_000; event++) {
    exporter.takeEmitted(emitted('tool.call', { span: spanUnder(parent), a: 5 }));
  }
  const { dropped } = exporter.counts;
  expect(dropped).toBeGreaterThan(2_000);
  await exporter.flush();
  expect(exporter.counts).toEqual({ exported: 5_000 - dropped, dropped });
});
