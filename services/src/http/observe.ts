/**
 * What is observed of every request: its hop in its trace, its figures, its event, and a line in the log when it failed.
 * Nothing of what it asked for or carried is kept: the template of its route, sizes, times and the outcome.
 */
import type { IncomingMessage } from 'node:http';
import { Sparing } from '@agentos/protocol/sparing';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import { nowUs } from '../observability/outbox.ts';
import type { System } from '../system.ts';
import { type Span, spanUnder } from '../trace.ts';

/** Requests that look at the system tell no events: whoever follows the events would make some by following. */
const unobserved: ReadonlySet<string> = new Set([
  '/kernel/events/query',
  '/kernel/events/stream',
  '/telemetry',
  '/metrics',
  '/health',
  '/openapi.json',
]);
const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']);

const spans = new WeakMap<IncomingMessage, Span>();
const quiet = new WeakSet<IncomingMessage>();

/** This request looks at the system: no event is told of it. */
export function leaveOut(raw: IncomingMessage): void {
  quiet.add(raw);
}

/** The hop that a request is: the same one whoever asks. */
export function spanOf(raw: IncomingMessage): Span {
  let span = spans.get(raw);
  if (span === undefined) {
    span = spanUnder(raw.headers.traceparent);
    spans.set(raw, span);
  }
  return span;
}

/** The template of a request's route; `file` for what is no route. */
export function routeOf(request: FastifyRequest): string {
  return request.routeOptions.config.route ?? 'file';
}

export function observeRequests(server: FastifyInstance, { metrics, telemetry }: System): void {
  const lines = new Sparing();
  /** When an answer that is there as a whole goes out, microseconds: its reader may go on before we hear that it is sent. */
  const answeredUs = new WeakMap<IncomingMessage, number>();
  server.addHook('onSend', (request, _reply, payload, done) => {
    if (typeof payload === 'string' || Buffer.isBuffer(payload)) answeredUs.set(request.raw, nowUs());
    done();
  });
  server.addHook('onResponse', async (request, reply) => {
    const route = routeOf(request);
    const method = methods.has(request.method) ? request.method : 'other';
    const status = reply.statusCode;
    const ms = reply.elapsedTime;
    const sizes = {
      request: lengthOf(request.headers['content-length']),
      response: lengthOf(reply.getHeader('content-length')),
    };
    metrics.http(method, route, status, ms / 1000, sizes);
    if (status >= 400 && lines.allows()) {
      const level = status >= 500 ? 'warn' : 'info';
      const { suppressed } = lines;
      request.log[level](
        { method, route, status, ms: Math.round(ms), ...(suppressed > 0 ? { suppressed } : {}) },
        'a request was refused',
      );
    }
    if (route === 'file' || unobserved.has(route) || quiet.has(request.raw)) return;
    const { span } = request;
    const now = nowUs();
    const endedUs = answeredUs.get(request.raw) ?? now;
    if (status === 401 || status === 403 || status === 429) {
      telemetry.tell('auth.refused', { span, subject: `${method} ${route}`, text: String(status) });
    }
    telemetry.tell('http.request', {
      span,
      subject: `${method} ${route}`,
      a: Math.max(0, ms * 1000 - (now - endedUs)),
      timeUs: endedUs,
      b: status,
      c: sizes.response,
      ...(status >= 500 ? { severity: 'ERROR' as const } : status >= 400 ? { severity: 'WARNING' as const } : {}),
    });
  });
}

export function observeSocket(socket: WebSocket, route: string, { metrics }: System): void {
  metrics.socketOpened(route);
  socket.on('message', () => metrics.socketMessage(route));
  socket.once('close', () => metrics.socketClosed(route));
}

function lengthOf(header: unknown): number {
  const length = Number(header ?? 0);
  return Number.isFinite(length) && length >= 0 ? length : 0;
}
