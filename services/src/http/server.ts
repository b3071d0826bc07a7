/**
 * The one HTTP server: every request passes, in this order, the Host check, the rate limit, the Origin check, the
 * access rule of its route and the schemas of its route.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, type Server as HttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { TTY_SUBPROTOCOL } from '@agentos/protocol';
import fastifyWebsocket from '@fastify/websocket';
import {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  fastify,
  LogController,
} from 'fastify';
import type { z } from 'zod';
import { codeOf, messageOf, Problem, statusOf } from '../problem.ts';
import { commonHeaders } from '../security/content-policy.ts';
import { cookieName, readCookie } from '../security/cookie.ts';
import type { RateLimit } from '../security/rate-limit.ts';
import type { System } from '../system.ts';
import type { Span } from '../trace.ts';
import { observeRequests, observeSocket, routeOf, spanOf } from './observe.ts';
import type { Access, Asker, Call, Route } from './route.ts';

const defaultBodyBytes = 64 * 1024;
const longestSocketMessage = 256 * 1024;
const bodyDeadlineMs = 30_000;
const idleSocketMs = 120_000;
const headersDeadlineMs = 15_000;
const goodbyeMs = 500;
/** Files of app frames: the only path that a foreign or opaque origin may use. */
const framePrefix = '/a/';

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
    route?: string;
    socket?: boolean;
  }
  interface FastifyRequest {
    asker: Asker;
    /** This request's hop in its trace. */
    span: Span;
  }
}

export async function createServer(
  system: System,
  routes: readonly Route[],
  rateLimit: RateLimit,
): Promise<FastifyInstance> {
  const { settings, origins, metrics, log } = system;
  const loggerInstance: FastifyBaseLogger = log;
  const server = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'trace_id' }),
    // Whatever is logged about a request carries the id of its trace.
    genReqId: (raw) => spanOf(raw).traceId,
    bodyLimit: defaultBodyBytes,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 256 },
    serverFactory: (handler) => listener(settings.tls, handler),
    // An address that cannot be decoded reaches no hook.
    frameworkErrors: (error, request, reply) => void sendFailure(error, request, reply.headers(commonHeaders)),
  });

  server.decorateRequest('asker');
  server.decorateRequest('span');
  server.addHook('onRequest', async (request, reply) => {
    request.span = spanOf(request.raw);
    const isFrame = request.url.startsWith(framePrefix);
    if (!isFrame) reply.headers(commonHeaders);
    reply.header('cache-control', 'no-store');
    checkHost(system, request, isFrame);
    request.asker = askerOf(system, request);
    // The owner has a bucket of their own: pages and programs without a sign-in cannot empty it.
    const wait = rateLimit.take(request.asker.signIn?.id ?? request.ip);
    if (wait > 0) {
      metrics.refused('rate');
      reply.header('retry-after', Math.ceil(wait));
      throw new Problem('EAGAIN', 'too many requests; wait a moment');
    }
    if (!isFrame && !origins.allows(request.headers.origin, request.headers.host)) {
      metrics.refused('origin');
      throw new Problem('EACCES', 'requests from this origin are refused', { detail: 'origin' });
    }
    const { access, socket } = request.routeOptions.config;
    if (access !== undefined && !mayUse(access, request.asker)) {
      metrics.refused('sign-in');
      throw new Problem('ENEEDAUTH', 'sign in first: `agentos token` prints an address', { status: 401 });
    }
    // Not asked for a socket, the connection would be upgraded all the same and stay open.
    if (asksForSocket(request) && socket !== true) throw new Problem('EINVAL', 'this is no WebSocket');
  });
  observeRequests(server, system);
  addBodyDeadline(server);

  server.setErrorHandler((error: FastifyError, request, reply) => sendFailure(error, request, reply));
  server.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    const readable = request.method === 'GET' || request.method === 'HEAD';
    if (readable && (await system.shell.sendFile(path, request, reply))) return reply;
    if (request.asker.signIn === undefined) {
      throw new Problem('ENEEDAUTH', 'sign in first: `agentos token` prints an address', { status: 401 });
    }
    throw new Problem('ENOENT', `there is no ${request.method} ${path}`);
  });

  server.removeContentTypeParser('text/plain');
  await server.register(fastifyWebsocket, {
    options: { maxPayload: longestSocketMessage, handleProtocols: firstKnown },
    preClose: () => endSockets(server),
  });
  for (const route of routes) addRoute(server, system, route);
  return server;
}

function listener(tls: { cert: string; key: string } | undefined, handler: RequestListener): HttpServer {
  const limits = {
    headersTimeout: headersDeadlineMs,
    // The length of a whole upload is not known; a JSON body has a deadline of its own.
    requestTimeout: 0,
  };
  const server =
    tls === undefined
      ? createHttpServer(limits, handler)
      : createHttpsServer({ ...limits, cert: readFileSync(tls.cert), key: readFileSync(tls.key) }, handler);
  return server.setTimeout(idleSocketMs);
}

function addRoute(server: FastifyInstance, system: System, route: Route): void {
  const config = { access: route.access, route: route.path };
  const bodyLimit = route.bodyLimit ?? defaultBodyBytes;
  const { socket } = route;
  if (socket !== undefined) {
    server.get(
      route.path,
      {
        websocket: true,
        config: { ...config, socket: true },
        preValidation: async (request) => {
          if (!asksForSocket(request)) {
            throw new Problem('EINVAL', 'this is a WebSocket: ask for an upgrade', { status: 426 });
          }
          parse(route.params, request.params, 'path');
          parse(route.query, request.query, 'query');
        },
      },
      (connection, request) => {
        const params = parse(route.params, request.params, 'path');
        const query = parse(route.query, request.query, 'query');
        observeSocket(connection, route.path, system);
        socket(connection, { ...askedBy(request), params, query });
      },
    );
    return;
  }
  const register = (scope: FastifyInstance): void => {
    scope.route({
      method: route.method,
      url: route.path,
      config,
      bodyLimit,
      handler: async (request, reply) => {
        system.telemetry.began(request.span);
        const call: Call<unknown, unknown, unknown> = {
          ...askedBy(request),
          params: parse(route.params, request.params, 'path'),
          query: parse(route.query, request.query, 'query'),
          body: route.body === undefined ? undefined : parse(route.body, request.body ?? {}, 'body'),
          reply,
        };
        const answer = await route.run(call);
        if (route.answer === undefined || reply.sent) return answer ?? reply;
        return checkedAnswer(route, answer);
      },
    });
  };
  if (!route.rawBody) register(server);
  else {
    server.register(async (scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', (_request, _payload, done) => done(null, undefined));
      register(scope);
    });
  }
}

function asksForSocket(request: FastifyRequest): boolean {
  return request.headers.upgrade?.toLowerCase() === 'websocket';
}

function askedBy(request: FastifyRequest) {
  return { asker: request.asker, traceparent: request.span.traceparent, request };
}

function checkHost(system: System, request: FastifyRequest, isFrame: boolean): void {
  const host = system.origins.host(request.headers.host);
  if (host.kind === 'shell' || (host.kind === 'app' && isFrame)) return;
  system.metrics.refused('host');
  throw new Problem('EACCES', 'this host name is not served here; set AGENTOS_ORIGINS to allow it', { detail: 'host' });
}

function askerOf(system: System, request: FastifyRequest): Asker {
  const { authorization, cookie } = request.headers;
  const bearer = /^Bearer ([\w-]{16,200})$/.exec(authorization ?? '')?.[1];
  const value = readCookie(cookie, cookieName(system.port()));
  return {
    signIn: value === undefined ? undefined : system.signIns.find(value),
    commandLine: bearer !== undefined && system.signIns.isCommandLine(bearer),
    scraper: bearer !== undefined && system.isScraper(bearer),
  };
}

function mayUse(access: Access, asker: Asker): boolean {
  switch (access) {
    case 'public':
      return true;
    case 'owner':
      return asker.signIn !== undefined;
    case 'scraper':
      return asker.signIn !== undefined || asker.commandLine || asker.scraper;
    case 'observer':
      return asker.signIn !== undefined || asker.commandLine;
    case 'command':
      return asker.commandLine;
  }
}

/** A JSON body has to arrive within its deadline; uploads are only held to the idle time of their connection. */
function addBodyDeadline(server: FastifyInstance): void {
  const deadlines = new WeakMap<FastifyRequest, NodeJS.Timeout>();
  server.addHook('preParsing', async (request) => {
    if (request.headers['content-type']?.startsWith('application/json') !== true) return;
    const late = setTimeout(() => request.raw.destroy(), bodyDeadlineMs);
    deadlines.set(request, late.unref());
  });
  server.addHook('preValidation', async (request) => clearTimeout(deadlines.get(request)));
  server.addHook('onError', async (request) => clearTimeout(deadlines.get(request)));
}

function parse(schema: z.ZodType | undefined, value: unknown, part: string): unknown {
  if (schema === undefined) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const place = issue?.path.join('.') ?? '';
  throw new Problem('EINVAL', `${part}${place === '' ? '' : ` ${place}`}: ${issue?.message ?? 'not valid'}`, {
    detail: place,
  });
}

function checkedAnswer(route: Route, answer: unknown): unknown {
  const parsed = route.answer?.safeParse(answer);
  if (parsed?.success === true) return parsed.data;
  const issue = parsed?.error.issues[0];
  throw new Error(
    `${route.method} ${route.path} answers what it should not: ${issue?.path.join('.')} ${issue?.message}`,
  );
}

/** Codes of Fastify's own refusals, for people and for clients. */
const fastifyCodes: Readonly<Record<string, { code: string; message: string }>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: { code: 'EFBIG', message: 'the body is too large for this route' },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { code: 'EINVAL', message: 'the body has to be application/json' },
  FST_ERR_CTP_EMPTY_JSON_BODY: { code: 'EINVAL', message: 'the body is empty but said to be JSON' },
  FST_ERR_CTP_INVALID_JSON_BODY: { code: 'EINVAL', message: 'the body is not JSON' },
};

function sendFailure(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = fastifyCodes[error.code];
  const status = error instanceof Problem ? error.status : (error.statusCode ?? statusOfError(error));
  if (status >= 500 && status !== 503) request.log.error({ err: error, route: routeOf(request) }, 'a request failed');
  const own = error instanceof Problem || isKernelError(error);
  const code = known?.code ?? (own ? (codeOf(error) ?? 'EIO') : status < 500 ? 'EINVAL' : 'EIO');
  const message =
    known?.message ?? (own || status < 500 ? messageOf(error) : 'something went wrong; the log says what');
  const detail = detailOf(error);
  if (request.headers.upgrade !== undefined) {
    // An upgrade that is refused has left Node's hands: nobody else would ever close its connection.
    const { socket } = request.raw;
    reply.header('connection', 'close').raw.once('finish', () => socket.destroySoon());
  }
  return reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send({ success: false, error: message, code, ...(detail === undefined ? {} : { detail }) });
}

function statusOfError(error: unknown): number {
  return isKernelError(error) ? statusOf(codeOf(error) ?? '') : 500;
}

function isKernelError(error: unknown): boolean {
  return error instanceof Error && error.name === 'KernelError';
}

function detailOf(error: unknown): string | undefined {
  if (!(error instanceof Problem) && !isKernelError(error)) return undefined;
  if (typeof error !== 'object' || error === null || !('detail' in error)) return undefined;
  return typeof error.detail === 'string' && error.detail !== '' ? error.detail : undefined;
}

/** Says goodbye to every socket, and ends those that do not answer soon. */
async function endSockets(server: FastifyInstance): Promise<void> {
  const { clients } = server.websocketServer;
  for (const client of clients) client.close(1001, 'the services are closing');
  const late = setTimeout(() => {
    for (const client of clients) client.terminate();
  }, goodbyeMs);
  await Promise.all([...clients].map((client) => once(client, 'close')));
  clearTimeout(late);
}

/** Takes the one subprotocol that is offered; each socket route checks that it is the right one. */
function firstKnown(protocols: Set<string>): string | false {
  return protocols.has(TTY_SUBPROTOCOL) ? TTY_SUBPROTOCOL : false;
}
