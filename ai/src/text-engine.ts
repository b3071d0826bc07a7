/**
 * The door for every engine whose answer is text: a hosted or local model, or a recording of one. What it writes goes
 * through the one reader of documents while it is written, so that the window fills; what it writes wrong is put right or
 * told, and never shown as it is.
 */
import { createStreamReader, type StreamIssue } from '@agentos/blueprint';
import type { AppEngine, ChatEvent, ChatRequest, EngineRun, GenEvent, GenerateRequest } from './engine.ts';

export interface TextSource {
  /** Name as it is told to people and stored with an app, such as `ollama/qwen3`. */
  readonly id: string;
  readonly kind: 'llm' | 'replay';
  /** What the model writes, in pieces as they come; prose and fences around the document are no matter. */
  write(request: GenerateRequest, run: EngineRun): AsyncIterable<string>;
  chat(request: ChatRequest, run: EngineRun): AsyncIterable<ChatEvent>;
}

/** An engine made of something that writes text. */
export function createTextEngine(source: TextSource): AppEngine {
  return {
    id: source.id,
    kind: source.kind,
    generate: (request, run) => readApp(source.write(request, run), run.signal),
    chat: (request, run) => source.chat(request, run),
  };
}

/** What a text that arrives in pieces means as an app: its operations as it is written, then the whole or a failure. */
export async function* readApp(pieces: AsyncIterable<string>, signal: AbortSignal): AsyncGenerator<GenEvent> {
  const reader = createStreamReader();
  for await (const piece of pieces) {
    if (signal.aborted) return;
    for (const op of reader.push(piece)) {
      if (op.op !== 'issue') yield { type: 'op', op };
    }
  }
  if (signal.aborted) return;
  const { ops, issues, blueprint, complete } = reader.end();
  for (const op of ops) if (op.op !== 'issue') yield { type: 'op', op };
  for (const issue of issues) yield { type: 'issue', text: inWords(issue) };
  if (complete && blueprint !== null) yield { type: 'done', blueprint };
  else yield { type: 'failure', code: 'EPROTO', message: failureOf(issues) };
}

function inWords({ path, message }: StreamIssue): string {
  const sentence = `${message.charAt(0).toUpperCase()}${message.slice(1)}`;
  return path === '' ? `${sentence}.` : `${sentence} (at ${path}).`;
}

function failureOf(issues: readonly StreamIssue[]): string {
  const codes = new Set(issues.map(({ code }) => code));
  if (codes.has('no-document')) return 'The model wrote no app.';
  if (codes.has('cut')) return 'The model stopped before the app was complete.';
  return 'The model wrote an app that is not valid; what is wrong is listed with it.';
}
