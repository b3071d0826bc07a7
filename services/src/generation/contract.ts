/**
 * The border between generation and the rest of the services: what generation is given and what it offers.
 *
 * Generation talks to the AI layer and turns its answers into a running draft app and messages of the stream. It knows
 * nothing of HTTP, of the kernel or of the registry beyond the few verbs below.
 */
import type { Blueprint } from '@agentos/blueprint';
import type { App, ServerMessage } from '@agentos/protocol';
import type { Logger } from 'pino';
import type { Told } from '../observability/outbox.ts';

type WithoutEnvelope<Message> = Message extends unknown ? Omit<Message, 'id' | 'seq' | 'traceparent'> : never;

/** A message of the stream as its sender writes it; the stream adds request id, sequence and trace context. */
export type StreamPayload = WithoutEnvelope<ServerMessage>;

/** Sends one message about the request at hand to the browser; never throws, never waits. */
export type Emit = (payload: StreamPayload) => void;

/** Running drafts: a generated app is a saved package and an open window from its first operation on. */
export interface Drafts {
  /**
   * Registers the document under an id that is free (`document.app.id` with a number when taken) with origin
   * `generated` and no rights beyond STANDARD, launches it, and returns the running app; `app.package_id` is the id it
   * got, `app.ui_spec` the document with that id.
   */
  launch(document: Blueprint, options: { parentId: string | null; traceparent: string }): Promise<App>;
  /**
   * Replaces the document of a running draft, in the instance and in the registry (durable when the promise resolves).
   * The id in `document.app.id` is replaced by the one that `launch` gave. Returns the document as stored.
   */
  update(appId: string, document: Blueprint): Promise<Blueprint>;
  /** Closes the window and forgets the package: for a generation that failed or was cancelled with nothing to keep. */
  discard(appId: string): Promise<void>;
}

export interface GenerationDeps {
  readonly log: Logger;
  /** Unix socket on which the AI layer listens once it runs. */
  readonly aiSocket: string;
  readonly drafts: Drafts;
  /**
   * Asks the supervisor for the AI layer and resolves when it is up (at once when it is); also keeps it alive. Rejects
   * with the reason when it cannot be started, or with the signal's reason. Without a supervisor (tests) it resolves.
   */
  wantAi(signal: AbortSignal): Promise<void>;
  /** Told of every finished call of the AI layer, for figures. */
  readonly onCall?: (method: string, code: string, seconds: number) => void;
  /** Told of what the AI layer did. */
  readonly tell?: (type: AiEventType, told: Told) => void;
}

export type AiEventType = 'ai.request' | 'ai.first_token' | 'ai.failed';

export interface GenerateRequest {
  readonly id: string;
  readonly message: string;
  readonly context: Readonly<Record<string, unknown>>;
  readonly parentId: string | null;
  readonly traceparent: string;
}

export interface ChatRequest {
  readonly id: string;
  readonly message: string;
  readonly context: Readonly<Record<string, unknown>>;
  readonly traceparent: string;
}

export type GenerateOutcome =
  | { kind: 'app'; appId: string; blueprint: Blueprint; thoughts: readonly string[] }
  /** Not understood: the question to ask back (also emitted as `question`). */
  | { kind: 'question'; content: string; thoughts: readonly string[] };

/** Raised by `generate` and `chat`; the caller turns it into an `error` message or an HTTP failure. */
export class GenerationError extends Error {
  readonly code: string;
  /** @param code stable: `EUNAVAILABLE` (no AI layer), `ECANCELED`, `ETIMEDOUT`, `EPROTO` (answer not valid), … */
  constructor(code: string, message: string) {
    super(message);
    this.name = 'GenerationError';
    this.code = code;
  }
}

export interface Generation {
  /**
   * Generates one app: emits `thought`, `ui_start`, `ui_op`…, `ui_issue` and at last `ui_complete` or `question`.
   * The caller emits `error` when the promise rejects. After an abort or a failure the draft is kept when what is there
   * is an app on its own (told by `ui_issue` and `ui_complete` before the rejection), else discarded.
   */
  generate(request: GenerateRequest, emit: Emit, signal: AbortSignal): Promise<GenerateOutcome>;
  /** Answers one message: emits `thought`, `token`… and at last `complete`. The caller emits `error` on rejection. */
  chat(request: ChatRequest, emit: Emit, signal: AbortSignal): Promise<void>;
  /** For `GET /health`, without starting anything. */
  health(): { state: 'up' | 'degraded' | 'down' | 'on demand' | 'off'; reason: string };
  /** The AI layer's figures in Prometheus format; undefined when it does not run: asking starts nothing. */
  figures?(): Promise<string> | undefined;
  close(): Promise<void>;
}

/** `createGeneration` of `generation.ts`. */
export type CreateGeneration = (deps: GenerationDeps) => Generation;
