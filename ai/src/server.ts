/**
 * The gRPC face of an engine: checks the caller, bounds what comes in, turns events into messages and a lost caller
 * into an abort. Holds no opinion on what is generated.
 */
import { once } from 'node:events';
import {
  type AIServiceServer,
  AIServiceService,
  type ChatEvent as ChatMessage,
  type GenerateEvent as GenerateMessage,
  type GenerateResponse,
} from '@agentos/protocol/ai';
import { Server, type ServerWritableStream, type ServiceError, status } from '@grpc/grpc-js';
import type { Logger } from 'pino';
import { carriesToken, refusal } from './access.ts';
import type { AppEngine, ChatEvent, GenEvent } from './engine.ts';
import { addHealth } from './health.ts';
import { Metrics, type Usage } from './metrics.ts';
import { pauseOf, spacing } from './pacing.ts';

/** Largest request; the services bound messages to 16 KiB before. */
const largestRequestBytes = 256 * 1024;
/** Requests worked on at the same time; one desktop never needs more. */
const mostAtOnce = 16;
const wordPauseMs = 12;

export interface AiServerOptions {
  readonly engine: AppEngine;
  readonly token: string;
  readonly log: Logger;
  /** Time between two operations of an engine that has its answer at once; 0 in tests. */
  readonly pauseMs?: number;
}

/** The service, ready to be bound to addresses. */
export function createAiServer({ engine, token, log, pauseMs }: AiServerOptions): Server {
  const server = new Server({ 'grpc.max_receive_message_length': largestRequestBytes });
  // A model is slow by itself; what rules give at once is spaced, so that the window fills before one's eyes.
  const instant = engine.kind === 'rules';
  const betweenWords = pauseOf(instant ? (pauseMs ?? wordPauseMs) : 0);
  const metrics = new Metrics(engine.id);
  const figures = metrics.forEngine(engine.id);
  let active = 0;

  /** Runs `work` for one caller with a signal that aborts when the caller is gone. */
  async function serve<Request extends { requestId: string; traceparent: string; message: string }, Message>(
    call: ServerWritableStream<Request, Message>,
    method: 'StreamUI' | 'StreamChat',
    work: (signal: AbortSignal, sent: (kind: string) => Usage) => Promise<void>,
  ): Promise<void> {
    const problem = carriesToken(call.metadata, token) ? undefined : refusal;
    const busy =
      active >= mostAtOnce ? { code: status.RESOURCE_EXHAUSTED, details: 'too many requests at once' } : undefined;
    const refused = problem ?? busy;
    if (refused !== undefined) {
      metrics.began();
      metrics.ended(method, status[refused.code] ?? 'UNKNOWN', 0);
      call.emit('error', serviceError(refused.code, refused.details));
      return;
    }
    const gone = new AbortController();
    const abort = (): void => gone.abort();
    call.on('cancelled', abort);
    call.on('close', abort);
    call.on('error', abort);
    active += 1;
    metrics.began();
    const started = performance.now();
    const took = (): number => performance.now() - started;
    const usage: Usage = { tokensIn: wordsIn(call.request.message), tokensOut: 0 };
    let outcome: string = 'ok';
    const sent = (kind: string): Usage => {
      if (usage.tokensOut === 0) metrics.firstPiece(method, took());
      usage.tokensOut += 1;
      metrics.message(method, kind);
      if (kind === 'failure') outcome = 'failed';
      return usage;
    };
    try {
      await work(gone.signal, sent);
      if (!gone.signal.aborted) call.end();
    } catch (error) {
      if (!gone.signal.aborted) {
        const told = errorFor(error);
        outcome = status[told.code] ?? 'UNKNOWN';
        if (told.code === status.INTERNAL) {
          const { requestId, traceparent } = call.request;
          log.error({ err: error, method, requestId, trace_id: traceIdOf(traceparent) }, 'generation failed');
        }
        call.emit('error', told);
      }
    } finally {
      active -= 1;
      // Our own refusal ends the call too; that is no cancel.
      const cancelled = gone.signal.aborted && outcome === 'ok';
      const code = cancelled ? 'CANCELLED' : outcome === 'ok' || outcome === 'failed' ? 'OK' : outcome;
      metrics.ended(method, code, took());
      const result = cancelled ? 'CANCELLED' : outcome;
      if (method === 'StreamUI') metrics.generated(engine.id, result, took(), usage);
      else metrics.answered(engine.id, result, took(), usage);
      const { requestId, traceparent } = call.request;
      const ms = Math.round(took());
      log.info({ method, requestId, trace_id: traceIdOf(traceparent), ms, outcome: result }, 'request ended');
    }
  }

  const implementation: AIServiceServer = {
    generateUi(call, callback) {
      if (!carriesToken(call.metadata, token)) {
        callback(serviceError(refusal.code, refusal.details));
        return;
      }
      const gone = new AbortController();
      call.on('cancelled', () => gone.abort());
      const started = performance.now();
      metrics.began();
      const ended = (outcome: string): void => {
        const ms = performance.now() - started;
        metrics.ended('GenerateUI', outcome === 'ok' ? 'OK' : outcome, ms);
        metrics.generated(engine.id, outcome, ms, { tokensIn: wordsIn(call.request.message), tokensOut: 0 });
      };
      const answer = async (): Promise<GenerateResponse> =>
        collect(
          engine,
          engine.generate(
            { message: call.request.message, context: contextOf(call.request.contextJson) },
            { signal: gone.signal, figures },
          ),
        );
      answer().then(
        (response) => {
          ended('ok');
          callback(null, response);
        },
        (error: unknown) => {
          const { requestId, traceparent } = call.request;
          const trace_id = traceIdOf(traceparent);
          log.error({ err: error, method: 'GenerateUI', requestId, trace_id }, 'generation failed');
          const told = errorFor(error);
          ended(status[told.code] ?? 'UNKNOWN');
          callback(told);
        },
      );
    },
    streamUi(call) {
      void serve(call, 'StreamUI', async (signal, sent) => {
        const request = { message: call.request.message, context: contextOf(call.request.contextJson) };
        let sequence = 0;
        let pause = pauseOf(0);
        let events: AsyncIterable<GenEvent> | Iterable<GenEvent> = engine.generate(request, { signal, figures });
        if (instant) {
          const all: GenEvent[] = [];
          for await (const event of events) all.push(event);
          pause = pauseOf(pauseMs ?? spacing(all.filter(({ type }) => type === 'op').length));
          events = all;
        }
        for await (const event of events) {
          if (signal.aborted) return;
          await send(call, { sequence, event: generateMessage(engine, event, sent(event.type)) }, signal);
          sequence += 1;
          if (event.type === 'op' && !(await pause(signal))) return;
        }
      });
    },
    streamChat(call) {
      void serve(call, 'StreamChat', async (signal, sent) => {
        const request = { message: call.request.message, context: contextOf(call.request.contextJson) };
        for await (const event of engine.chat(request, { signal, figures })) {
          if (signal.aborted) return;
          await send(call, { event: chatMessage(engine, event, sent(event.type)) }, signal);
          if (event.type === 'token' && !(await betweenWords(signal))) return;
        }
      });
    },
    getMetrics(call, callback) {
      if (!carriesToken(call.metadata, token)) {
        callback(serviceError(refusal.code, refusal.details));
        return;
      }
      metrics.text().then(
        (text) => callback(null, { text }),
        (error: unknown) => callback(errorFor(error)),
      );
    },
  };
  server.addService(AIServiceService, implementation);
  addHealth(server);
  return server;
}

/** Writes one message; waits while the caller does not read. */
async function send<Request, Message>(
  call: ServerWritableStream<Request, Message>,
  message: Message,
  signal: AbortSignal,
): Promise<void> {
  if (call.write(message)) return;
  try {
    await once(call, 'drain', { signal });
  } catch {
    // The caller went away while we waited; the signal tells the loop.
  }
}

/** A whole generation as one answer. */
async function collect(engine: AppEngine, events: AsyncIterable<GenEvent>): Promise<GenerateResponse> {
  const response: GenerateResponse = {
    blueprintJson: '',
    question: undefined,
    thoughts: [],
    engine: engine.id,
    issues: [],
  };
  for await (const event of events) {
    if (event.type === 'thought') response.thoughts.push(event.text);
    else if (event.type === 'issue') response.issues.push(event.text);
    else if (event.type === 'done') response.blueprintJson = JSON.stringify(event.blueprint);
    else if (event.type === 'question') {
      response.question = { content: event.content, suggestions: [...event.suggestions] };
    } else if (event.type === 'failure') throw serviceError(status.INTERNAL, `${event.code}: ${event.message}`);
  }
  return response;
}

function generateMessage(engine: AppEngine, event: GenEvent, usage: Usage): NonNullable<GenerateMessage['event']> {
  switch (event.type) {
    case 'thought':
      return { $case: 'thought', value: event.text };
    case 'op':
      return { $case: 'operationJson', value: JSON.stringify(event.op) };
    case 'issue':
      return { $case: 'issue', value: event.text };
    case 'done':
      return { $case: 'done', value: { blueprintJson: JSON.stringify(event.blueprint), engine: engine.id, usage } };
    case 'question':
      return { $case: 'question', value: { content: event.content, suggestions: [...event.suggestions] } };
    case 'failure':
      return { $case: 'failure', value: { code: event.code, message: event.message } };
  }
}

function chatMessage(engine: AppEngine, event: ChatEvent, usage: Usage): NonNullable<ChatMessage['event']> {
  switch (event.type) {
    case 'thought':
      return { $case: 'thought', value: event.text };
    case 'token':
      return { $case: 'token', value: event.text };
    case 'done':
      return { $case: 'done', value: { engine: engine.id, usage } };
    case 'failure':
      return { $case: 'failure', value: { code: event.code, message: event.message } };
  }
}

/** Words of a request: what an engine without a model is given. */
function wordsIn(message: string): number {
  return message.split(/\s+/).filter((word) => word !== '').length;
}

/** The trace id of a traceparent, as logs carry it. */
function traceIdOf(traceparent: string): string {
  return /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(traceparent)?.[1] ?? '';
}

/** The context of a request; anything but a JSON object is the caller's mistake. */
function contextOf(json: string): Record<string, unknown> {
  if (json === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw serviceError(status.INVALID_ARGUMENT, 'context_json is not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw serviceError(status.INVALID_ARGUMENT, 'context_json is not a JSON object');
  }
  return { ...value };
}

function serviceError(code: status, details: string): ServiceErrorLike {
  return Object.assign(new Error(details), { code, details });
}
type ServiceErrorLike = Error & Pick<ServiceError, 'code' | 'details'>;

/** What the caller is told: our own refusals as they are, anything else without its inner text. */
function errorFor(error: unknown): ServiceErrorLike {
  if (error instanceof Error && 'code' in error && 'details' in error && typeof error.code === 'number') {
    return serviceError(error.code, String(error.details));
  }
  return serviceError(status.INTERNAL, 'the generator failed; its log has the reason');
}
