/**
 * The StreamSyscall door: files, handles and folders in chunks. A stream runs as one syscall, with its checks, counters,
 * deadline, cancellation and its one event; rights are looked at again with each chunk. What it holds in memory is a few
 * chunks, whatever it moves: whichever side is slower holds the other back.
 */
import type {
  StreamComplete,
  StreamList,
  StreamRead,
  StreamSyscallChunk,
  StreamSyscallRequest,
  StreamWrite,
  SyscallResult,
  Error as WireError,
} from '@agentos/protocol/kernel';
import type { ServerDuplexStream } from '@grpc/grpc-js';
import { failure, toWire } from '../errors.ts';
import type { Process } from '../process/process.ts';
import type { Executor } from '../syscalls/executor.ts';
import type { Lookup } from '../syscalls/lookup.ts';
import type { Running } from '../syscalls/pending.ts';
import { Cancellation } from '../timeouts/cancellation.ts';
import { type Authenticator, asServiceError } from './authenticate.ts';
import { Incoming } from './incoming.ts';
import { Outgoing } from './outgoing.ts';
import { listFolder } from './stream-list.ts';
import { readHandle, readPath } from './stream-read.ts';
import { writeHandle, writePath } from './stream-write.ts';
import { whenClosed } from './unread.ts';

/** Of one process at a time. */
export const mostStreams = 32;
const mostInTotal = 256;

export type KernelStream = ServerDuplexStream<StreamSyscallRequest, StreamSyscallChunk>;

/** What a stream is made of, for the parts that move its data. */
export interface StreamParts {
  readonly executor: Executor;
  readonly process: Process;
  readonly lookup: Lookup;
  readonly incoming: Incoming<StreamSyscallRequest>;
  readonly outgoing: Outgoing;
  /** Counts what was moved, for the closing total. */
  readonly total: StreamComplete;
}

export class StreamDoor {
  readonly #executor: Executor;
  readonly #authenticator: Authenticator;
  readonly #lookup: Lookup;
  readonly #open = new WeakMap<Process, number>();
  #size = 0;

  constructor(executor: Executor, authenticator: Authenticator, lookup: Lookup) {
    this.#executor = executor;
    this.#authenticator = authenticator;
    this.#lookup = lookup;
  }

  /** Streams that are open. */
  get size(): number {
    return this.#size;
  }

  serve(stream: KernelStream): void {
    try {
      const process = this.#authenticator.requireProcess(stream.metadata);
      this.#enter(process);
      // Closed only once all that was sent is on its way: until then it holds memory.
      whenClosed(stream, () => this.#leave(process));
      void this.#run(stream, process);
    } catch (error) {
      stream.emit('error', asServiceError(error));
    }
  }

  /** @throws KernelError EAGAIN */
  #enter(process: Process): void {
    const open = this.#open.get(process) ?? 0;
    if (open >= mostStreams) throw failure('EAGAIN', `process ${process.pid} has ${open} streams open; end some`);
    if (this.#size >= mostInTotal) throw failure('EAGAIN', `${mostInTotal} streams are open`);
    this.#open.set(process, open + 1);
    this.#size++;
  }

  #leave(process: Process): void {
    this.#open.set(process, (this.#open.get(process) ?? 1) - 1);
    this.#size--;
  }

  async #run(stream: KernelStream, process: Process): Promise<void> {
    const incoming = new Incoming(stream);
    const gone = new Cancellation();
    stream.once('cancelled', () => gone.cancel(failure('ECANCELED', 'cancelled by the caller')));
    try {
      const first = await incoming.next(gone);
      const total: StreamComplete = { totalBytes: 0, totalEntries: 0 };
      const outgoing = new Outgoing(stream);
      const outcome = this.#start(first, {
        executor: this.#executor,
        process,
        lookup: this.#lookup,
        incoming,
        outgoing,
        total,
      });
      const result = 'done' in outcome ? await untilOver(outcome, gone) : outcome;
      if (gone.cancelled) return;
      const error = errorOf(result);
      outgoing.last({
        chunk: error === undefined ? { $case: 'complete', value: total } : { $case: 'error', value: error },
      });
    } catch (error) {
      if (!gone.cancelled) stream.emit('error', asServiceError(error));
    }
  }

  #start(first: StreamSyscallRequest | undefined, parts: StreamParts): SyscallResult | Running {
    const request = first?.request;
    switch (request?.$case) {
      case 'read':
        return read(request.value, parts);
      case 'list':
        return listFolder(request.value, parts);
      case 'write':
        return write(request.value, parts);
      default:
        return refused('a stream begins with read, list or write');
    }
  }
}

function read(asked: StreamRead, parts: StreamParts): SyscallResult | Running {
  const problem = oneSubject(asked);
  if (problem !== undefined) return refused(problem);
  return asked.descriptor === 0 ? readPath(asked, parts) : readHandle(asked, parts);
}

function write(asked: StreamWrite, parts: StreamParts): SyscallResult | Running {
  const problem = oneSubject(asked);
  if (problem !== undefined) return refused(problem);
  return asked.descriptor === 0 ? writePath(asked, parts) : writeHandle(asked, parts);
}

function oneSubject({
  path,
  descriptor,
}: (StreamList & { descriptor: number }) | StreamRead | StreamWrite): string | undefined {
  if (path !== '' && descriptor !== 0) return 'a path or a descriptor, not both';
  return path === '' && descriptor === 0 ? 'neither path nor descriptor is given' : undefined;
}

/** The result of what runs; cancels it when the client goes. */
async function untilOver(running: Running, gone: Cancellation): Promise<SyscallResult> {
  if (gone.cancelled) running.cancel();
  else gone.add(running);
  return await running.done;
}

function refused(message: string): SyscallResult {
  return { result: { $case: 'error', value: toWire(failure('EINVAL', message)) } };
}

function errorOf({ result }: SyscallResult): WireError | undefined {
  return result?.$case === 'error' ? result.value : undefined;
}
