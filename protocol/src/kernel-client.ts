/**
 * The client of the kernel: attached processes over one Ring stream, and the unary (`kernel-requests.ts`) and streaming RPCs
 * beside it.
 *
 * Rules it keeps: submissions of one event-loop turn travel in one message; nothing is written while the stream is
 * under back-pressure; when the connection is lost every pending call fails with `EPIPE`, attached processes are dead,
 * and a new client has to be connected.
 */
import {
  type DirectoryEntry,
  type EventBatch,
  KernelServiceClient,
  type StreamComplete,
  type StreamEventsRequest,
  type StreamList,
  type StreamRead,
  type StreamWrite,
} from '@agentos/protocol/kernel';
import { credentials } from '@grpc/grpc-js';
import { bearer, fromServiceError } from './kernel-call.ts';
import { KernelError } from './kernel-error.ts';
import { attachTo, type KernelProcess } from './kernel-process.ts';
import { type Fields, KernelRequests } from './kernel-requests.ts';
import { RingConnection } from './kernel-ring.ts';
import { openWriter, readInChunks, type StreamWriter } from './kernel-streams.ts';

export { errorCodeTrailer } from './kernel-call.ts';
export { KernelError } from './kernel-error.ts';
export { type CallOptions, type KernelProcess, type Link, lastHandle, link } from './kernel-process.ts';
export type { StreamWriter } from './kernel-streams.ts';
export type { SyscallArgs, SyscallCase, SyscallReturn } from './syscalls.ts';

/** Limits of messages and windows that both sides of the kernel's transport use. */
export const kernelChannelOptions = {
  'grpc.max_receive_message_length': 16 * 1024 * 1024,
  'grpc.max_send_message_length': 16 * 1024 * 1024,
  'grpc-node.flow_control_window': 1024 * 1024,
  'grpc.enable_http_proxy': 0,
  // A syscall is never repeated behind its caller's back, and keeping it for that costs time. (The library's statistics,
  // `channelz`, stay on: without them it forgets its sessions, and a forced shutdown leaves them open.)
  'grpc.enable_retries': 0,
  // A client that comes a moment before the kernel listens should not wait the usual second for its next try.
  'grpc.initial_reconnect_backoff_ms': 50,
  'grpc.max_reconnect_backoff_ms': 1_000,
} as const;

/** Bytes of a chunk when the reader does not say; twice the throughput of the kernel's own 64 KiB. */
const standardChunk = 256 * 1024;

export class KernelClient extends KernelRequests {
  readonly #ring: RingConnection;

  private constructor(grpc: KernelServiceClient) {
    super(grpc);
    this.#ring = new RingConnection(grpc.ring());
  }

  /**
   * Connects to `unix:/path` or `host:port`.
   * @throws KernelError `EPIPE` when nothing answers there within `timeoutMs` (5,000).
   */
  static async connect(options: { address: string; timeoutMs?: number }): Promise<KernelClient> {
    const grpc = new KernelServiceClient(options.address, credentials.createInsecure(), kernelChannelOptions);
    const ready = Promise.withResolvers<void>();
    grpc.waitForReady(Date.now() + (options.timeoutMs ?? 5_000), (error) => {
      if (error === undefined) ready.resolve();
      else ready.reject(new KernelError('EPIPE', `no kernel answers at ${options.address}`, options.address));
    });
    try {
      await ready.promise;
    } catch (error) {
      grpc.close();
      throw error;
    }
    return new KernelClient(grpc);
  }

  /**
   * Acts as the process that the token stands for.
   * @throws KernelError `EACCES` when the token is not that of a living process.
   */
  async attach(token: string): Promise<KernelProcess> {
    return await attachTo(this.#ring, token);
  }

  /**
   * A file, or what a handle gives, in chunks; returns the total. Ending the iteration, or the signal, cancels it.
   * @throws KernelError what ended it, `ECANCELED` after the signal
   */
  async *streamRead(
    token: string,
    request: Fields<StreamRead>,
    signal?: AbortSignal,
  ): AsyncGenerator<Buffer, StreamComplete> {
    const chunkBytes = standardChunk;
    const value = { path: '', descriptor: 0, offset: 0, length: 0, chunkBytes, deadlineMs: 0, traceparent: '' };
    const chunks = readInChunks(this.grpc, token, { $case: 'read', value: { ...value, ...request } }, signal);
    for (;;) {
      const { done, value: chunk } = await chunks.next();
      if (done === true) return chunk;
      if (chunk.$case === 'data') yield chunk.value;
    }
  }

  /** The entries of a folder in order, some at a time; returns the total. */
  async *streamList(
    token: string,
    request: Pick<StreamList, 'path'> & Fields<StreamList>,
    signal?: AbortSignal,
  ): AsyncGenerator<DirectoryEntry[], StreamComplete> {
    const value = { withStat: false, chunkEntries: 0, deadlineMs: 0, traceparent: '', ...request };
    const chunks = readInChunks(this.grpc, token, { $case: 'list', value }, signal);
    for (;;) {
      const { done, value: chunk } = await chunks.next();
      if (done === true) return chunk;
      if (chunk.$case === 'entries') yield chunk.value.entries;
    }
  }

  /** Writes a file, or to a handle, in chunks. Without `finish` the write is given up. */
  streamWrite(token: string, request: Fields<StreamWrite>, signal?: AbortSignal): StreamWriter {
    return openWriter(
      this.grpc,
      token,
      {
        path: '',
        descriptor: 0,
        offset: 0,
        append: false,
        create: false,
        truncate: false,
        replace: false,
        mode: 0,
        deadlineMs: 0,
        traceparent: '',
        ...request,
      },
      signal,
    );
  }

  /** Follows the event ring until the signal aborts or the iteration ends. */
  async *streamEvents(
    token: string,
    request: Fields<StreamEventsRequest> = {},
    signal?: AbortSignal,
  ): AsyncGenerator<EventBatch> {
    if (isAborted(signal)) return;
    const stream = this.grpc.streamEvents(
      { fromSequence: 0, categories: [], pids: [], follow: true, ...request },
      bearer(token),
    );
    const cancel = (): void => stream.cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      for await (const batch of stream) yield batch;
    } catch (error) {
      if (!isAborted(signal)) throw fromServiceError(error);
    } finally {
      signal?.removeEventListener('abort', cancel);
      stream.cancel();
    }
  }

  /** Called once when the connection is lost (not by `close`); returns the function that ends the interest. */
  onDown(listener: (error: KernelError) => void): () => void {
    return this.#ring.onDown(listener);
  }

  async close(): Promise<void> {
    await this.#ring.close();
    this.grpc.close();
  }
}

function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}
