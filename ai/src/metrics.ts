/**
 * Figures of the AI service in Prometheus format. Labels are methods, engines, kinds of pieces and stable codes; nothing of
 * what was asked or answered.
 */
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { EngineFigures } from './engine.ts';

export type Method = 'GenerateUI' | 'StreamUI' | 'StreamChat' | 'GetMetrics';

const seconds = [0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];

export class Metrics {
  readonly #registry = new Registry();
  readonly #generation = this.#histogram('ui_generation_duration_seconds', 'From a request to the whole app', [
    'engine',
    'outcome',
  ]);
  readonly #generationTokens = this.#counter(
    'ui_generation_tokens_total',
    'Tokens of apps: of a model as it counts them, else words in and pieces out',
    ['engine', 'direction'],
  );
  readonly #chat = this.#histogram('chat_duration_seconds', 'From a question to the whole answer', [
    'engine',
    'outcome',
  ]);
  readonly #firstPiece = this.#histogram('first_piece_seconds', 'From a request to the first piece of its answer', [
    'method',
  ]);
  readonly #chatTokens = this.#counter(
    'chat_tokens_total',
    'Tokens of answers: of a model as it counts them, else words in and pieces out',
    ['engine', 'direction'],
  );
  readonly #model = this.#histogram('llm_request_duration_seconds', 'Duration of calls of a language model', [
    'engine',
    'outcome',
  ]);
  readonly #modelTokens = this.#counter('llm_tokens_total', 'Tokens that a language model took and gave', [
    'engine',
    'direction',
  ]);
  readonly #cache = this.#counter('cache_requests_total', 'Answers looked for in the cache', ['result']);
  readonly #grpc = this.#histogram('grpc_request_duration_seconds', 'Duration of gRPC requests', ['method', 'code']);
  readonly #messages = this.#counter('stream_messages_total', 'Messages of streams by method and kind', [
    'method',
    'kind',
  ]);
  readonly #active = this.#gauge('active_requests', 'Requests that are worked on');

  /** @param engine id of the engine; figures of every outcome that is usual stand at 0 from the start */
  constructor(engine: string) {
    for (const direction of ['in', 'out']) {
      this.#generationTokens.inc({ engine, direction }, 0);
      this.#chatTokens.inc({ engine, direction }, 0);
      this.#modelTokens.inc({ engine, direction }, 0);
    }
    for (const result of ['hit', 'miss']) this.#cache.inc({ result }, 0);
    this.#generation.zero({ engine, outcome: 'ok' });
    this.#chat.zero({ engine, outcome: 'ok' });
    this.#model.zero({ engine, outcome: 'ok' });
    this.#gauge('resident_memory_bytes', 'Resident memory of the AI service', () => process.memoryUsage.rss());
    this.#gauge(
      'start_time_seconds',
      'When the AI service started, since the Unix epoch',
      () => performance.timeOrigin / 1000,
    );
  }

  began(): void {
    this.#active.inc();
  }

  ended(method: Method, code: string, durationMs: number): void {
    this.#active.dec();
    this.#grpc.observe({ method, code }, durationMs / 1000);
  }

  generated(engine: string, outcome: string, durationMs: number, usage: Usage): void {
    this.#generation.observe({ engine, outcome }, durationMs / 1000);
    this.#generationTokens.inc({ engine, direction: 'in' }, usage.tokensIn);
    this.#generationTokens.inc({ engine, direction: 'out' }, usage.tokensOut);
  }

  answered(engine: string, outcome: string, durationMs: number, usage: Usage): void {
    this.#chat.observe({ engine, outcome }, durationMs / 1000);
    this.#chatTokens.inc({ engine, direction: 'in' }, usage.tokensIn);
    this.#chatTokens.inc({ engine, direction: 'out' }, usage.tokensOut);
  }

  firstPiece(method: Method, durationMs: number): void {
    this.#firstPiece.observe({ method }, durationMs / 1000);
  }

  message(method: Method, kind: string): void {
    this.#messages.inc({ method, kind });
  }

  /** What an engine tells of its own calls and its cache. */
  forEngine(engine: string): EngineFigures {
    return {
      modelCall: (outcome, durationMs, tokensIn, tokensOut) => {
        this.#model.observe({ engine, outcome }, durationMs / 1000);
        this.#modelTokens.inc({ engine, direction: 'in' }, tokensIn);
        this.#modelTokens.inc({ engine, direction: 'out' }, tokensOut);
      },
      cache: (result) => this.#cache.inc({ result }),
    };
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }

  #histogram<L extends string>(name: string, help: string, labelNames: L[]): Histogram<L> {
    return new Histogram({
      name: `agentos_ai_${name}`,
      help,
      buckets: seconds,
      labelNames,
      registers: [this.#registry],
    });
  }

  #counter<L extends string>(name: string, help: string, labelNames: L[]): Counter<L> {
    return new Counter({ name: `agentos_ai_${name}`, help, labelNames, registers: [this.#registry] });
  }

  #gauge(name: string, help: string, read?: () => number): Gauge {
    const registers = [this.#registry];
    if (read === undefined) return new Gauge({ name: `agentos_ai_${name}`, help, registers });
    return new Gauge({
      name: `agentos_ai_${name}`,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  }
}

export interface Usage {
  tokensIn: number;
  tokensOut: number;
}
