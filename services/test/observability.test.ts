/** What is observed of the services through their real doors: traces, events, telemetry, spans, logs. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EventsMessage, EventsQueryResponse, type KernelEvent, TelemetryReport } from '@agentos/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { send } from '../src/testing/request.ts';
import { TestSystem } from '../src/testing/test-system.ts';

const lines: string[] = [];
const exports: { resourceSpans: ResourceSpans[] }[] = [];
let collector: Server;
let system: TestSystem;

interface ResourceSpans {
  resource: { attributes: { key: string; value: { stringValue?: string } }[] };
  scopeSpans: { spans: { traceId: string; spanId: string; parentSpanId?: string; name: string }[] }[];
}

beforeAll(async () => {
  collector = createServer(async (request: IncomingMessage, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    if (request.url === '/v1/traces') exports.push(JSON.parse(Buffer.concat(parts).toString()));
    response.end('{}');
  });
  collector.listen(0, '127.0.0.1');
  await once(collector, 'listening');
  const { port } = collector.address() as AddressInfo;
  system = await TestSystem.start({
    env: { AGENTOS_OTLP_ENDPOINT: `http://127.0.0.1:${port}` },
    logTo: { write: (line) => void lines.push(line) },
  });
}, 60_000);
afterAll(async () => {
  await system?.stop();
  collector?.close();
});

let traces = 0;
/** A trace as an outside caller has begun it. */
function newTrace() {
  const traceId = `${String(++traces).padStart(4, '0')}f3577b34da6a3ce929d0e0e47360`.padEnd(32, 'a').slice(0, 32);
  return { traceId, spanId: '00f067aa0ba902b7', traceparent: `00-${traceId}-00f067aa0ba902b7-01` };
}

async function chain(traceId: string, enough: (events: KernelEvent[]) => boolean): Promise<KernelEvent[]> {
  for (let tries = 0; ; tries++) {
    await system.services.system.telemetry.outbox.flush();
    const answer = await system.request('POST', '/kernel/events/query', {
      question: 'chain',
      filter: { trace_id: traceId },
      limit: 500,
    });
    expect([answer.status, answer.status === 200 ? '' : answer.text]).toEqual([200, '']);
    const { events } = EventsQueryResponse.parse(answer.json);
    if (enough(events) || tries > 50) return events;
  }
}

describe('a trace', () => {
  test('that began outside goes on through request, tool and syscall, each hop below the one before', async () => {
    const { traceId, spanId, traceparent } = newTrace();
    const params = { path: '/home/traced.txt', content: 'hello' };
    const wrote = await system.request(
      'POST',
      '/services/execute',
      { tool_id: 'filesystem.write', params },
      { traceparent },
    );
    expect(wrote.status).toBe(200);
    const wanted = ['http.request', 'tool.call', 'syscall.exit'];
    const events = await chain(traceId, (all) => wanted.every((type) => all.some((each) => each.type === type)));
    const [request, tool, syscall] = wanted.map((type) => events.find((each) => each.type === type)!);
    expect(events.every((event) => event.trace_id === traceId)).toBe(true);
    expect(request).toMatchObject({
      parent_span_id: spanId,
      subject: 'POST /services/execute',
      layer: 'services',
      value_b: 200,
    });
    expect(tool).toMatchObject({ parent_span_id: request!.span_id, subject: 'filesystem.write', value_b: 0 });
    expect(syscall).toMatchObject({ parent_span_id: tool!.span_id, layer: 'kernel' });
    // The times of the hops lie inside of one another.
    const began = (event: KernelEvent): number => event.time_us - event.value_a;
    expect(began(tool!)).toBeGreaterThanOrEqual(began(request!) - 2_000);
    expect(tool!.value_a).toBeLessThanOrEqual(request!.value_a + 2_000);
    expect(syscall!.value_a).toBeLessThanOrEqual(tool!.value_a + 2_000);
  });

  test('names a tool that fails, with its code, in event and log, and neither what was asked', async () => {
    const { traceId, traceparent } = newTrace();
    const params = { path: '/home/a private name.txt' };
    const answer = await system.request(
      'POST',
      '/services/execute',
      { tool_id: 'filesystem.read', params },
      { traceparent },
    );
    expect(answer.json).toMatchObject({ success: false, code: 'ENOENT' });
    const events = await chain(traceId, (all) => all.some((each) => each.type === 'tool.call'));
    const tool = events.find((each) => each.type === 'tool.call');
    expect(tool).toMatchObject({ value_b: 1, severity: 'warning', text: 'ENOENT' });
    expect(JSON.stringify(events)).not.toContain('private name');
    const line = lines
      .map((each) => JSON.parse(each))
      .find((each) => each.trace_id === traceId && each.tool !== undefined);
    expect(line).toMatchObject({ tool: 'filesystem.read', code: 'ENOENT' });
  });

  test('has the launch, the focus and the end of an app', async () => {
    const { traceId, traceparent } = newTrace();
    const launched = await system.request('POST', '/registry/apps/mine/launch', {}, { traceparent });
    const other = await system.launch('mine');
    await system.request('POST', `/apps/${launched.json.id}/focus`, undefined, { traceparent });
    await system.request('DELETE', `/apps/${launched.json.id}`, undefined, { traceparent });
    await system.request('DELETE', `/apps/${other.id}`);
    const wanted = ['app.launched', 'app.focused', 'app.closed'];
    const events = await chain(traceId, (all) => wanted.every((type) => all.some((each) => each.type === type)));
    for (const type of wanted) expect(events.find((each) => each.type === type)).toMatchObject({ subject: 'mine' });
    expect(events.find((each) => each.type === 'app.launched')!.pid).toBe(launched.json.sandbox_pid);
  });

  test('has who was not let in, and the coming, the requests and the going of a browser', async () => {
    const { traceId, traceparent } = newTrace();
    const { port } = system.services;
    await send(port, { method: 'GET', path: '/apps', headers: { traceparent } });
    const socket = system.socket('/stream', undefined, { traceparent });
    await socket.opened();
    const message = { type: 'chat', id: 'c1', message: 'hello', context: {}, traceparent };
    socket.raw.send(JSON.stringify(message));
    await socket.until(() => socket.messages.some((each) => each.id === 'c1'));
    await socket.close();
    const wanted = ['auth.refused', 'stream.opened', 'stream.message', 'stream.closed'];
    const events = await chain(traceId, (all) => wanted.every((type) => all.some((each) => each.type === type)));
    expect(events.map((each) => each.type)).toEqual(expect.arrayContaining(wanted));
    expect(events.find((each) => each.type === 'auth.refused')).toMatchObject({ subject: 'GET /apps', text: '401' });
    expect(events.find((each) => each.type === 'stream.message')).toMatchObject({ subject: 'chat', value_c: 5 });
    const { text } = await system.request('GET', '/metrics');
    expect(text).toMatch(/agentos_stream_request_duration_seconds_count\{kind="chat",outcome="[A-Za-z]+"\} 1/);
  });

  test('has sessions that were saved and restored', async () => {
    const { traceId, traceparent } = newTrace();
    const saved = await system.request('POST', '/sessions/save', { name: 'traced' }, { traceparent });
    await system.request('POST', `/sessions/${saved.json.session.id}/restore`, undefined, { traceparent });
    const wanted = ['session.saved', 'session.restored'];
    const events = await chain(traceId, (all) => wanted.every((type) => all.some((each) => each.type === type)));
    for (const type of wanted) expect(events.map((each) => each.type)).toContain(type);
    const text = (await system.request('GET', '/metrics')).text;
    expect(text).toMatch(/agentos_session_operations_total\{operation="restore",outcome="ok"\} [1-9]/);
  });

  test('goes to a collector when one is named: one service for each layer, the same ids', async () => {
    const { traceId, spanId, traceparent } = newTrace();
    await system.request(
      'POST',
      '/services/execute',
      { tool_id: 'filesystem.list', params: { path: '/home' } },
      { traceparent },
    );
    const spans = () =>
      exports.flatMap(({ resourceSpans }) =>
        resourceSpans.flatMap(({ resource, scopeSpans }) =>
          scopeSpans.flatMap((scope) =>
            scope.spans
              .filter((span) => span.traceId === traceId)
              .map((span) => ({ ...span, service: resource.attributes[0]!.value.stringValue })),
          ),
        ),
      );
    const { exporter } = system.services.system.telemetry;
    await expect
      .poll(
        async () => {
          await exporter!.flush();
          return [...new Set(spans().map(({ service }) => service))].sort();
        },
        { timeout: 10_000 },
      )
      .toEqual(['agentos-kernel', 'agentos-services']);
    const request = spans().find(({ name }) => name.startsWith('http.request'));
    const tool = spans().find(({ name }) => name.startsWith('tool.call'));
    expect(request).toMatchObject({ parentSpanId: spanId });
    expect(tool).toMatchObject({ parentSpanId: request!.spanId });
    const ids = new Set(spans().map((span) => span.spanId));
    const kernel = spans().filter(({ service }) => service === 'agentos-kernel');
    expect(kernel.map((span) => span.parentSpanId)).toContain(tool!.spanId);
    expect(kernel.every((span) => ids.has(span.parentSpanId!))).toBe(true);
  });

  test('that nobody follows is not exported', async () => {
    const { traceId, traceparent } = newTrace();
    await system.request('GET', '/apps', undefined, { traceparent: traceparent.replace(/01$/, '00') });
    await system.services.system.telemetry.exporter!.flush();
    expect(JSON.stringify(exports)).not.toContain(traceId);
  });
});

describe('questions about events', () => {
  test.each([
    [{ question: 'none such' }],
    [{ question: 'chain' }],
    [{ question: 'root_cause' }],
    [{ limit: 5_001 }],
    [{ limit: 0 }],
    [{ filter: { trace_id: 'short' } }],
    [{ filter: { categories: ['nothing'] } }],
    [{ filter: { text: 'x'.repeat(201) } }],
    [{ filter: { pids: [-1] } }],
  ])('%j is refused', async (body) => {
    const answer = await system.request('POST', '/kernel/events/query', body);
    expect([answer.status, answer.json.code]).toEqual([400, 'EINVAL']);
  });

  test('are for the owner and the command line alone', async () => {
    const { port } = system.services;
    const path = '/kernel/events/query';
    expect((await send(port, { method: 'POST', path, body: {} })).status).toBe(401);
  });

  test('count by type', async () => {
    await system.request('GET', '/apps');
    const answer = await system.request('POST', '/kernel/events/query', { question: 'counts', key: 'type' });
    const { groups } = EventsQueryResponse.parse(answer.json);
    expect(groups.find(({ key }) => key === 'syscall.exit')!.count).toBeGreaterThan(0);
  });
});

test('a failed request leaves one line with its trace, its route and no address', async () => {
  const { traceId, traceparent } = newTrace();
  await system.request('GET', '/registry/apps/not-there-at-all', undefined, { traceparent });
  const line = lines.map((each) => JSON.parse(each)).find((each) => each.trace_id === traceId);
  expect(line).toMatchObject({ route: '/registry/apps/:id', status: 404, method: 'GET' });
  expect(JSON.stringify(line)).not.toContain('not-there-at-all');
});

/** Reads one stream of events until `enough`, then leaves. */
async function follow(
  query: string,
  headers: Record<string, string>,
  act: () => Promise<unknown>,
  enough: (events: KernelEvent[]) => boolean,
) {
  const leave = new AbortController();
  const response = await fetch(`${system.services.origin}/kernel/events/stream?${query}`, {
    headers: { cookie: system.cookie, ...headers },
    signal: leave.signal,
  });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
  const seen: KernelEvent[] = [];
  const reading = (async () => {
    let text = '';
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const messages = text.split('\n\n');
      text = messages.pop()!;
      for (const message of messages) {
        const data = /^data: (.*)$/m.exec(message)?.[1];
        if (data !== undefined) seen.push(...EventsMessage.parse(JSON.parse(data)).events);
      }
      if (enough(seen)) return;
    }
  })();
  await act();
  await reading;
  leave.abort();
  return seen;
}

describe('the stream of events', () => {
  test('tells what its reader asked for, as it comes', async () => {
    const { traceId, traceparent } = newTrace();
    const seen = await follow(
      'types=tool.*&least_severity=info',
      {},
      async () => {
        await system.request('GET', '/apps');
        await system.request(
          'POST',
          '/services/execute',
          { tool_id: 'filesystem.list', params: { path: '/home' } },
          { traceparent },
        );
      },
      (events) => events.some((event) => event.trace_id === traceId),
    );
    expect(new Set(seen.map((event) => event.type))).toEqual(new Set(['tool.call']));
  });

  test('is no way in for who is not signed in, and refuses a filter that is none', async () => {
    const { origin } = system.services;
    const address = `${origin}/kernel/events/stream`;
    expect((await fetch(address)).status).toBe(401);
    for (const query of ['categories=nothing', 'pids=x', 'from_sequence=-1', 'trace_id=zz']) {
      expect((await fetch(`${address}?${query}`, { headers: { cookie: system.cookie } })).status).toBe(400);
    }
  });

  test('costs a reader that does not read its events, with a count, and nobody else anything', async () => {
    const { port, system: parts } = system.services;
    const slow = request({
      host: '127.0.0.1',
      port,
      path: '/kernel/events/stream?types=syscall.exit',
      headers: { cookie: system.cookie },
    });
    slow.end();
    const [response]: IncomingMessage[] = await once(slow, 'response');
    response!.pause();
    // Followed traces are never left out, so every call leaves events.
    const { traceparent } = newTrace();
    const before = process.memoryUsage.rss();
    for (let round = 0; round < 150; round++) {
      await Promise.all(Array.from({ length: 1_000 }, () => parts.kernel.self.call('now', {}, { traceparent })));
    }
    // The services hold no more for it than the buffers of its connections.
    expect(process.memoryUsage.rss() - before).toBeLessThan(300 * 1024 ** 2);
    let text = '';
    let lost = 0;
    for await (const chunk of response!) {
      text += chunk;
      const messages = text.split('\n\n');
      text = messages.pop()!;
      for (const message of messages) {
        if (message.startsWith('data: ')) lost += EventsMessage.parse(JSON.parse(message.slice(6))).lost;
      }
      if (lost > 0) break;
    }
    slow.destroy();
    expect(lost).toBeGreaterThan(0);
  }, 60_000);

  test('ends with the sign-in that opened it', async () => {
    const cookie = await system.signIn();
    const response = await fetch(`${system.services.origin}/kernel/events/stream`, { headers: { cookie } });
    expect(response.status).toBe(200);
    const ended = response.text();
    await send(system.services.port, { method: 'POST', path: '/auth/sign-out', headers: { cookie } });
    await ended;
  });
});

describe('telemetry of the desktop', () => {
  test('is summed up, and its events join their trace with the process of the app', async () => {
    const { traceId, traceparent } = newTrace();
    const app = await system.launch('mine');
    const answer = await system.request('POST', '/telemetry', {
      vitals: [{ name: 'LCP', value: 321 }],
      measures: [
        { kind: 'tool', label: 'filesystem.list', duration_ms: 12 },
        { kind: 'tool', label: 'made.up', duration_ms: 1, failed: true },
      ],
      events: [{ type: 'shell.input', subject: 'click button', traceparent, app_id: app.id, value_a: 5 }],
    });
    expect(answer.json).toEqual({ success: true, refused: 0 });
    const report = TelemetryReport.parse((await system.request('GET', '/telemetry')).json);
    expect(report.vitals.LCP).toMatchObject({ count: 1, last: 321 });
    expect(report.measures).toContainEqual(expect.objectContaining({ kind: 'tool', label: 'other', failures: 1 }));
    const events = await chain(traceId, (all) => all.length > 0);
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      type: 'shell.input',
      layer: 'shell',
      category: 'app',
      pid: app.sandbox_pid,
      span_id: '00f067aa0ba902b7',
      parent_span_id: '',
    });
  });

  test('has events for its vitals, its round trips and what was slow to draw', async () => {
    await system.request('POST', '/telemetry', {
      vitals: [{ name: 'FCP', value: 777 }],
      measures: [
        { kind: 'websocket', label: 'pong', duration_ms: 3 },
        { kind: 'render', label: 'list', duration_ms: 40 },
        { kind: 'render', label: 'button', duration_ms: 1 },
      ],
    });
    await system.services.system.telemetry.outbox.flush();
    const answer = await system.request('POST', '/kernel/events/query', {
      filter: { types: ['shell.vital', 'shell.socket', 'shell.render'] },
    });
    const { events } = EventsQueryResponse.parse(answer.json);
    const told = events.map(({ type, subject, value_a }) => [type, subject, value_a]);
    expect(told).toContainEqual(['shell.vital', 'FCP', 777]);
    expect(told).toContainEqual(['shell.socket', 'pong', 3_000]);
    expect(told).toContainEqual(['shell.render', 'list', 40_000]);
    expect(told.some(([, subject]) => subject === 'button')).toBe(false);
  });

  test.each([
    ['an event of another layer', { events: [{ type: 'http.request', traceparent: newTrace().traceparent }] }],
    ['an unknown event', { events: [{ type: 'shell.made_up', traceparent: newTrace().traceparent }] }],
    ['an event without a trace', { events: [{ type: 'shell.input' }] }],
    ['a trace that is none', { events: [{ type: 'shell.input', traceparent: '00-x-y-01' }] }],
    ['a vital that is none', { vitals: [{ name: 'XXX', value: 1 }] }],
    ['a value below zero', { vitals: [{ name: 'LCP', value: -1 }] }],
    ['too many measures', { measures: Array(501).fill({ kind: 'tool', label: 'x', duration_ms: 1 }) }],
    [
      'a text that is too long',
      { events: [{ type: 'shell.error', traceparent: newTrace().traceparent, text: 'x'.repeat(501) }] },
    ],
  ])('refuses %s', async (_, body) => {
    const answer = await system.request('POST', '/telemetry', body);
    expect([answer.status, answer.json.code]).toEqual([400, 'EINVAL']);
  });

  test('is taken from the signed-in desktop alone: neither from the command line nor from a stranger', async () => {
    const { port } = system.services;
    expect((await send(port, { method: 'POST', path: '/telemetry', body: {} })).status).toBe(401);
    const foreign = await system.request('POST', '/telemetry', {}, { origin: 'http://evil.example' });
    expect(foreign.status).toBe(403);
  });

  test('that floods is turned away, and says so in the figures', async () => {
    const answers = await Promise.all(Array.from({ length: 80 }, () => system.request('POST', '/telemetry', {})));
    expect(answers.map(({ status }) => status)).toContain(429);
    expect((await system.request('GET', '/metrics')).text).toMatch(
      /agentos_shell_telemetry_requests_total\{outcome="refused"\} [1-9]/,
    );
  });
});

describe('the scheduler', () => {
  test('is paused, resumed, given another policy and quantum, and asked for a decision', async () => {
    const stats = async () => (await system.request('GET', '/kernel/scheduler/stats')).json;
    const before = await stats();
    expect((await system.request('POST', '/kernel/scheduler/pause')).json).toMatchObject({
      success: true,
      paused: true,
    });
    expect((await stats()).paused).toBe(true);
    expect((await system.request('POST', '/kernel/scheduler/trigger')).json).toMatchObject({ success: true });
    expect((await system.request('POST', '/kernel/scheduler/resume')).json).toMatchObject({ paused: false });
    const policy = before.policy === 'priority' ? 'fair' : 'priority';
    expect((await system.request('POST', '/kernel/scheduler/policy', { policy })).json.policy).toBe(policy);
    expect((await system.request('POST', '/kernel/scheduler/quantum', { quantum_us: 20_000 })).json.quantum_us).toBe(
      20_000,
    );
    expect((await system.request('POST', '/kernel/schedule-next')).json).toMatchObject({ success: true });
    expect((await stats()).decisions).toBeGreaterThan(before.decisions);
    await system.request('POST', '/kernel/scheduler/policy', { policy: before.policy });
  });

  test('refuses what it does not know', async () => {
    expect((await system.request('POST', '/kernel/scheduler/policy', { policy: 'lottery' })).status).toBe(400);
    expect((await system.request('POST', '/kernel/scheduler/quantum', { quantum_us: -5 })).status).toBe(400);
  });
});

test('without the kernel events are dropped and counted, health says down, and all is well after its return', async () => {
  const { telemetry } = system.services.system;
  await telemetry.outbox.flush();
  const { dropped } = telemetry.outbox.counts;
  await system.killKernel();
  await expect.poll(async () => (await system.request('GET', '/health')).json.status).toBe('down');
  await system.request('GET', '/apps');
  await telemetry.outbox.flush();
  expect(telemetry.outbox.counts.dropped).toBeGreaterThan(dropped);
  const { parts } = (await system.request('GET', '/health')).json;
  expect(parts).toContainEqual(expect.objectContaining({ name: 'event outbox', state: 'degraded' }));
  expect((await system.request('GET', '/metrics')).text).toContain('agentos_kernel_up 0');
  expect((await system.request('POST', '/kernel/events/query', {})).status).toBe(503);
  await system.startKernel();
  await expect
    .poll(
      async () => {
        await system.request('GET', '/apps');
        await telemetry.outbox.flush();
        return telemetry.outbox.failure;
      },
      { timeout: 15_000 },
    )
    .toBe('');
}, 40_000);
