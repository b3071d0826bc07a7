/** The client's side of StreamSyscall: chunks as an async iteration, and a writer that waits while the kernel is slower. */
import type { StreamComplete, StreamSyscallChunk, StreamSyscallRequest, StreamWrite } from '@agentos/protocol/kernel';
import type { Client, ClientDuplexStream } from '@grpc/grpc-js';
import { bearer, fromServiceError, throwWireError } from './kernel-call.ts';
import { KernelError } from './kernel-error.ts';
import { decodeStreamChunk, encodeStreamRequest, streamPath } from './stream-codec.ts';

/** Bytes of one message of a writer. */
const partBytes = 1024 * 1024;

type Question = Extract<NonNullable<StreamSyscallRequest['request']>, { $case: 'read' | 'list' }>;
type Chunk = Extract<NonNullable<StreamSyscallChunk['chunk']>, { $case: 'data' | 'entries' }>;
type Stream = ClientDuplexStream<StreamSyscallRequest, StreamSyscallChunk>;

/** A write under way. */
export interface StreamWriter {
  /** Resolves when more may be written; `data` must not change before. @throws KernelError what ended the stream */
  write(data: Uint8Array): Promise<void>;
  /** All has been written: resolves when it is in place. @throws KernelError */
  finish(): Promise<StreamComplete>;
  /** Gives the write up; nothing happens after `finish` has resolved. */
  cancel(): void;
}

export async function* readInChunks(
  client: Client,
  token: string,
  question: Question,
  signal: AbortSignal | undefined,
): AsyncGenerator<Chunk, StreamComplete> {
  if (signal?.aborted === true) throw new KernelError('ECANCELED', 'the stream was cancelled');
  const stream = open(client, token);
  const cancel = (): void => stream.cancel();
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    stream.write({ request: question });
    stream.end();
    for await (const message of stream) {
      const { chunk } = asChunk(message);
      if (chunk === undefined) continue;
      if (chunk.$case === 'complete') return chunk.value;
      if (chunk.$case === 'error') throwWireError(chunk.value);
      else yield chunk;
    }
    throw new KernelError('EPIPE', 'the stream ended without a total');
  } catch (error) {
    throw fromServiceError(error);
  } finally {
    signal?.removeEventListener('abort', cancel);
    stream.on('error', () => undefined);
    stream.cancel();
  }
}

export function openWriter(
  client: Client,
  token: string,
  request: StreamWrite,
  signal: AbortSignal | undefined,
): StreamWriter {
  const stream = open(client, token);
  const { promise: over, resolve, reject } = Promise.withResolvers<StreamComplete>();
  // Whoever writes or finishes meets the failure; when nobody does any more, it is not unhandled.
  over.catch(() => undefined);
  const cancel = (): void => stream.cancel();
  const failed = over.then(() => Promise.reject(new KernelError('EPIPE', 'the stream has ended')));
  failed.catch(() => undefined);
  stream.on('data', ({ chunk }: StreamSyscallChunk) => {
    if (chunk?.$case === 'complete') resolve(chunk.value);
    else if (chunk?.$case === 'error') {
      reject(new KernelError(chunk.value.code, chunk.value.message, chunk.value.detail));
    }
  });
  stream.on('error', (error) => reject(fromServiceError(error)));
  stream.on('end', () => reject(new KernelError('EPIPE', 'the stream ended without a total')));
  stream.on('close', () => signal?.removeEventListener('abort', cancel));
  if (signal?.aborted === true) cancel();
  else signal?.addEventListener('abort', cancel, { once: true });
  const send = (message: StreamSyscallRequest['request']): Promise<void> => {
    const sent = new Promise<void>((done) => stream.write({ request: message }, () => done()));
    return Promise.race([sent, failed]);
  };
  void send({ $case: 'write', value: request }).catch(() => undefined);
  return {
    async write(data) {
      for (let at = 0; at < data.length; at += partBytes) {
        const part = data.subarray(at, at + partBytes);
        await send({ $case: 'chunk', value: Buffer.from(part.buffer, part.byteOffset, part.length) });
      }
    },
    finish() {
      stream.write({ request: { $case: 'finish', value: {} } });
      stream.end();
      return over;
    },
    cancel,
  };
}

function open(client: Client, token: string): Stream {
  return client.makeBidiStreamRequest(streamPath, encodeStreamRequest, decodeStreamChunk, bearer(token));
}

/** The transport's streams are iterated untyped. */
function asChunk(message: StreamSyscallChunk): StreamSyscallChunk {
  return message;
}
