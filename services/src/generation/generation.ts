/**
 * Generation as the services offer it: words in, a running and saved draft app out. Talks to the AI layer, trusts
 * nothing it says, and turns it into messages of the stream.
 */
import { spanUnder, traceIdOf } from '../trace.ts';
import { createAiConnection, failureOf } from './ai-client.ts';
import {
  type ChatRequest,
  type CreateGeneration,
  type Emit,
  type GenerateOutcome,
  type GenerateRequest,
  type Generation,
  GenerationError,
} from './contract.ts';
import { GrowingDraft } from './growing-draft.ts';
import { parseDocument, parseOperation, plainText } from './untrusted.ts';

/** Longest silence of the AI layer, and longest generation. */
const silenceMs = 60_000;
const longestMs = 5 * 60_000;
/** A model's text grows by a few characters an operation; a document of 256 KB is the longest there is. */
const mostOperations = 80_000;
const mostBytes = 16 * 1024 * 1024;
const mostSuggestions = 8;

/** One request on its way to the AI layer. */
interface Hop {
  readonly traceparent: string;
  /** The layer sent something. */
  answered(): void;
  used(usage: { tokensIn: number; tokensOut: number } | undefined): void;
}

export const createGeneration: CreateGeneration = ({ log, aiSocket, drafts, wantAi, onCall, tell }) => {
  const connection = createAiConnection({ aiSocket, wantAi });
  let lastFailure: string | undefined;

  /** Runs one request as a hop of its trace, and tells how it went. */
  async function observed<Result>(
    method: 'StreamUI' | 'StreamChat',
    traceparent: string,
    work: (hop: Hop) => Promise<Result>,
  ): Promise<Result> {
    const span = spanUnder(traceparent);
    const begun = performance.now();
    const took = (): number => (performance.now() - begun) * 1000;
    const subject = method === 'StreamUI' ? 'app' : 'chat';
    let usage = { tokensIn: 0, tokensOut: 0 };
    let first = true;
    const hop: Hop = {
      traceparent: span.traceparent,
      answered() {
        if (first) tell?.('ai.first_token', { span: spanUnder(span.traceparent), subject, a: took() });
        first = false;
      },
      used(told) {
        usage = told ?? usage;
      },
    };
    try {
      const result = await work(hop);
      tell?.('ai.request', { span, subject, a: took(), b: usage.tokensIn, c: usage.tokensOut });
      onCall?.(method, 'ok', took() / 1e6);
      return result;
    } catch (error) {
      const code = failureOf(error).code;
      onCall?.(method, code, took() / 1e6);
      if (code !== 'ECANCELED') {
        tell?.('ai.failed', { span, subject, a: took(), text: code });
        log.info({ trace_id: span.traceId, method, code }, 'a request of the AI service failed');
      }
      throw error;
    }
  }

  /** Runs one request under a signal that also ends it when the AI layer falls silent or takes for ever. */
  async function guarded<Result>(
    callerSignal: AbortSignal,
    work: (signal: AbortSignal, heard: () => void) => Promise<Result>,
  ): Promise<Result> {
    const late = new AbortController();
    const expire = (): void => late.abort();
    let silence = setTimeout(expire, silenceMs);
    const whole = setTimeout(expire, longestMs);
    const heard = (): void => {
      clearTimeout(silence);
      silence = setTimeout(expire, silenceMs);
    };
    try {
      const result = await work(AbortSignal.any([callerSignal, late.signal]), heard);
      lastFailure = undefined;
      return result;
    } catch (error) {
      const timedOut = late.signal.aborted && !callerSignal.aborted;
      const failure = timedOut ? new GenerationError('ETIMEDOUT', 'the AI service took too long') : error;
      if (!callerSignal.aborted) lastFailure = failure instanceof Error ? failure.message : String(failure);
      throw failure;
    } finally {
      clearTimeout(silence);
      clearTimeout(whole);
    }
  }

  async function generate(request: GenerateRequest, emit: Emit, callerSignal: AbortSignal): Promise<GenerateOutcome> {
    const draft = new GrowingDraft({ drafts, emit, parentId: request.parentId, traceparent: request.traceparent });
    try {
      return await observed('StreamUI', request.traceparent, (hop) =>
        guarded(callerSignal, (signal, heard) => follow(request, emit, draft, hop, signal, heard)),
      );
    } catch (error) {
      await draft.settle().catch((cause: unknown) => {
        log.error({ err: cause, appId: draft.appId }, 'a draft could not be settled');
      });
      throw error;
    }
  }

  async function follow(
    request: GenerateRequest,
    emit: Emit,
    draft: GrowingDraft,
    hop: Hop,
    signal: AbortSignal,
    heard: () => void,
  ): Promise<GenerateOutcome> {
    const { id, message, context } = request;
    const call = { requestId: id, message, contextJson: JSON.stringify(context), traceparent: hop.traceparent };
    const thoughts: string[] = [];
    let operations = 0;
    let bytes = 0;
    const events = await connection.stream((client, metadata) => client.streamUi(call, metadata), signal);
    for await (const { event } of events) {
      heard();
      hop.answered();
      switch (event?.$case) {
        case 'thought': {
          const content = plainText(event.value);
          thoughts.push(content);
          emit({ type: 'thought', content });
          break;
        }
        case 'operationJson': {
          operations += 1;
          bytes += event.value.length;
          if (operations > mostOperations || bytes > mostBytes) {
            throw new GenerationError('EPROTO', 'the AI service sent more than an app can hold');
          }
          const op = parseOperation(event.value);
          if (op === undefined) draft.issue('A part was left out: it is not a valid operation.');
          else await draft.take(op);
          break;
        }
        case 'issue':
          draft.issue(plainText(event.value));
          break;
        case 'done': {
          hop.used(event.value.usage);
          const { blueprint: document, repairs } = parseDocument(event.value.blueprintJson);
          signal.throwIfAborted();
          for (const repair of repairs) draft.issue(plainText(repair));
          const { appId, blueprint } = await draft.complete(document);
          const trace_id = traceIdOf(hop.traceparent);
          log.info({ requestId: id, trace_id, appId, operations, engine: event.value.engine }, 'app generated');
          return { kind: 'app', appId, blueprint, thoughts };
        }
        case 'question': {
          const content = plainText(event.value.content);
          const suggestions = event.value.suggestions
            .slice(0, mostSuggestions)
            .map((suggestion) => plainText(suggestion).slice(0, 200));
          await draft.settle();
          emit({ type: 'question', content, suggestions });
          return { kind: 'question', content, thoughts };
        }
        case 'failure':
          throw new GenerationError(codeOf(event.value.code), plainText(event.value.message));
        case undefined:
          break;
      }
    }
    throw new GenerationError('EPROTO', 'the AI service ended without an answer');
  }

  async function chat(request: ChatRequest, emit: Emit, callerSignal: AbortSignal): Promise<void> {
    await observed('StreamChat', request.traceparent, (hop) => answer(request, emit, hop, callerSignal));
  }

  async function answer(request: ChatRequest, emit: Emit, hop: Hop, callerSignal: AbortSignal): Promise<void> {
    const { id, message, context } = request;
    const call = { requestId: id, message, contextJson: JSON.stringify(context), traceparent: hop.traceparent };
    await guarded(callerSignal, async (signal, heard) => {
      const events = await connection.stream((client, metadata) => client.streamChat(call, metadata), signal);
      let bytes = 0;
      for await (const { event } of events) {
        heard();
        hop.answered();
        switch (event?.$case) {
          case 'thought':
            emit({ type: 'thought', content: plainText(event.value) });
            break;
          case 'token':
            bytes += event.value.length;
            if (bytes > mostBytes) throw new GenerationError('EPROTO', 'the answer is too long');
            emit({ type: 'token', content: plainText(event.value) });
            break;
          case 'done':
            hop.used(event.value.usage);
            emit({ type: 'complete' });
            return;
          case 'failure':
            throw new GenerationError(codeOf(event.value.code), plainText(event.value.message));
          case undefined:
            break;
        }
      }
      throw new GenerationError('EPROTO', 'the AI service ended without an answer');
    });
  }

  function health(): ReturnType<Generation['health']> {
    if (lastFailure !== undefined) return { state: 'degraded', reason: `last request: ${lastFailure}` };
    if (connection.connected) return { state: 'up', reason: 'answers on its socket' };
    return { state: 'on demand', reason: 'starts with the first request; everything else works without it' };
  }

  return {
    generate,
    chat,
    health,
    figures: () => (connection.connected ? connection.figures() : undefined),
    async close() {
      connection.close();
    },
  };
};

/** A code that the AI service gave, when it looks like one. */
function codeOf(code: string): string {
  return /^E[A-Z0-9]{2,20}$/.test(code) ? code : 'EIO';
}
