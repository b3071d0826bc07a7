/**
 * What an engine is: the one interface behind which a rule composer, a hosted model, a local model or a recording can
 * stand. The server, the services and the shell see only these events and never ask which engine made them.
 */
import type { Blueprint, BlueprintOp } from '@agentos/blueprint';

export interface GenerateRequest {
  /** What the person asked for. */
  readonly message: string;
  /** What the shell knows beside it (locale, parent app, …); already parsed, not to be trusted. */
  readonly context: Readonly<Record<string, unknown>>;
}

export interface ChatRequest {
  readonly message: string;
  readonly context: Readonly<Record<string, unknown>>;
}

/** What a generation says, in order. `done`, `question` and `failure` end it; nothing follows them. */
export type GenEvent =
  | { readonly type: 'thought'; readonly text: string }
  /** One operation of the document; together they build up what `done` holds. */
  | { readonly type: 'op'; readonly op: BlueprintOp }
  /** Something repaired, cut or left out, in words for the person. */
  | { readonly type: 'issue'; readonly text: string }
  | { readonly type: 'done'; readonly blueprint: Blueprint }
  | { readonly type: 'question'; readonly content: string; readonly suggestions: readonly string[] }
  | { readonly type: 'failure'; readonly code: string; readonly message: string };

/** What an answer says, in order. `done` and `failure` end it. */
export type ChatEvent =
  | { readonly type: 'thought'; readonly text: string }
  | { readonly type: 'token'; readonly text: string }
  | { readonly type: 'done' }
  | { readonly type: 'failure'; readonly code: string; readonly message: string };

/** What an engine tells for the figures of the service. */
export interface EngineFigures {
  /** A call of a language model has ended. @param outcome `ok` or a stable code */
  modelCall(outcome: string, durationMs: number, tokensIn: number, tokensOut: number): void;
  cache(result: 'hit' | 'miss'): void;
}

export interface EngineRun {
  /** Aborted when the caller went away or cancelled: the engine stops at once and ends its iteration. */
  readonly signal: AbortSignal;
  readonly figures?: EngineFigures;
}

export interface AppEngine {
  /** Name as it is told to people and stored with an app, such as `composer` or `ollama/qwen3`. */
  readonly id: string;
  readonly kind: 'rules' | 'llm' | 'replay';
  generate(request: GenerateRequest, run: EngineRun): AsyncIterable<GenEvent>;
  chat(request: ChatRequest, run: EngineRun): AsyncIterable<ChatEvent>;
}
