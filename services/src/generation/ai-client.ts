/**
 * The connection to the AI layer: asked for when needed, waited for with back-off, its token read anew for each call
 * because every start of that layer makes another. Errors come out as `GenerationError` with a sentence for people.
 */
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AIServiceClient } from '@agentos/protocol/ai';
import {
  type ClientReadableStream,
  connectivityState,
  credentials,
  Metadata,
  type ServiceError,
  status,
} from '@grpc/grpc-js';
import { GenerationError } from './contract.ts';

/** Time for a layer that has been started to answer on its socket. */
const connectDeadlineMs = 10_000;
/** Largest message from the AI layer: a whole document is 256 KB. */
const largestAnswerBytes = 1024 * 1024;

export interface AiConnection {
  /**
   * Opens one stream of answers; `start` makes the call. The stream is cancelled when the signal aborts.
   *
   * @throws GenerationError `EUNAVAILABLE`, `ECANCELED`
   */
  stream<Message>(
    start: (client: AIServiceClient, metadata: Metadata) => ClientReadableStream<Message>,
    signal: AbortSignal,
  ): Promise<AsyncIterable<Message>>;
  /** The layer's figures in Prometheus format; starts nothing. @throws GenerationError */
  figures(): Promise<string>;
  /** Whether the layer answers right now; starts nothing. */
  readonly connected: boolean;
  close(): void;
}

export interface AiConnectionOptions {
  readonly aiSocket: string;
  wantAi(signal: AbortSignal): Promise<void>;
  readonly connectDeadlineMs?: number;
}

export function createAiConnection(options: AiConnectionOptions): AiConnection {
  let client: AIServiceClient | undefined;

  function clientFor(): AIServiceClient {
    client ??= new AIServiceClient(`unix:${options.aiSocket}`, credentials.createInsecure(), {
      'grpc.initial_reconnect_backoff_ms': 50,
      'grpc.min_reconnect_backoff_ms': 50,
      'grpc.max_reconnect_backoff_ms': 400,
      'grpc.max_receive_message_length': largestAnswerBytes,
    });
    return client;
  }

  async function ready(signal: AbortSignal): Promise<AIServiceClient> {
    try {
      await options.wantAi(signal);
    } catch (error) {
      if (signal.aborted) throw cancelled();
      const reason = error instanceof Error ? error.message : String(error);
      throw new GenerationError(
        'EUNAVAILABLE',
        `the AI service cannot be started: ${reason}. Everything else works without it.`,
      );
    }
    const connecting = clientFor();
    const deadline = Date.now() + (options.connectDeadlineMs ?? connectDeadlineMs);
    const aborted = Promise.withResolvers<never>();
    const abort = (): void => aborted.reject(cancelled());
    signal.addEventListener('abort', abort, { once: true });
    try {
      if (signal.aborted) throw cancelled();
      await Promise.race([becomesReady(connecting, deadline), aborted.promise]);
      return connecting;
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  return {
    get connected() {
      return client?.getChannel().getConnectivityState(false) === connectivityState.READY;
    },
    async stream(start, signal) {
      const connected = await ready(signal);
      const metadata = new Metadata();
      metadata.set('authorization', `Bearer ${await readToken(options.aiSocket)}`);
      const call = start(connected, metadata);
      return answersOf(call, signal);
    },
    async figures() {
      const metadata = new Metadata();
      metadata.set('authorization', `Bearer ${await readToken(options.aiSocket)}`);
      return new Promise((resolve, reject) => {
        clientFor().getMetrics({}, metadata, (error, answer) => {
          if (error === null) resolve(answer.text);
          else reject(failureOf(error));
        });
      });
    },
    close() {
      client?.close();
      client = undefined;
    },
  };
}

function becomesReady(client: AIServiceClient, deadline: number): Promise<void> {
  return new Promise((resolve, reject) => {
    client.waitForReady(deadline, (error) => {
      if (error === undefined) resolve();
      else {
        reject(
          new GenerationError(
            'EUNAVAILABLE',
            'the AI service does not answer on its socket. Everything else works without it.',
          ),
        );
      }
    });
  });
}

async function readToken(aiSocket: string): Promise<string> {
  const path = join(dirname(aiSocket), 'ai.token');
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch {
    throw new GenerationError('EUNAVAILABLE', `the AI service has left no token in ${path}`);
  }
}

/** The messages of a call; ends it when the reader stops or the signal aborts. */
async function* answersOf<Message>(call: ClientReadableStream<Message>, signal: AbortSignal): AsyncGenerator<Message> {
  const cancel = (): void => call.cancel();
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    for await (const message of call) {
      if (signal.aborted) throw cancelled();
      yield message;
    }
    if (signal.aborted) throw cancelled();
  } catch (error) {
    throw signal.aborted ? cancelled() : failureOf(error);
  } finally {
    signal.removeEventListener('abort', cancel);
    call.cancel();
  }
}

function cancelled(): GenerationError {
  return new GenerationError('ECANCELED', 'stopped');
}

/** A failed call in our words; a `GenerationError` stays what it is. */
export function failureOf(error: unknown): GenerationError {
  if (error instanceof GenerationError) return error;
  if (!isServiceError(error)) return new GenerationError('EIO', 'the connection to the AI service broke');
  switch (error.code) {
    case status.UNAVAILABLE:
      return new GenerationError('EUNAVAILABLE', 'the AI service went away while it answered. Try again.');
    case status.UNAUTHENTICATED:
      return new GenerationError('EACCES', 'the AI service refused the token of the services. Try again.');
    case status.DEADLINE_EXCEEDED:
      return new GenerationError('ETIMEDOUT', 'the AI service took too long');
    case status.RESOURCE_EXHAUSTED:
      return new GenerationError('EAGAIN', 'the AI service is busy with other requests. Try again in a moment.');
    case status.CANCELLED:
      return new GenerationError('ECANCELED', 'the AI service stopped the answer');
    case status.INVALID_ARGUMENT:
      return new GenerationError('EINVAL', error.details);
    default:
      return new GenerationError('EIO', 'the AI service failed; its log has the reason');
  }
}

function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && 'code' in error && typeof error.code === 'number' && 'details' in error;
}
