/**
 * Regular expressions run in threads of their own, one for each search, a few at a time: the core never matches a pattern,
 * a hostile one holds up no other search, and giving up a search ends its thread at once.
 */
import { Worker } from 'node:worker_threads';
import { failure } from '../errors.ts';
import { WaitQueue } from '../wait-queue.ts';
import type { Found } from './search-lines.ts';

export interface PatternSettings {
  readonly pattern: string;
  readonly caseSensitive: boolean;
}

export interface PatternRequest {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** A file begins. */
  readonly first: boolean;
  readonly last: boolean;
  /** Lines to find at most in this file. */
  readonly wanted: number;
}

export type PatternReply =
  | { readonly ready: true }
  | { readonly refused: string }
  | { readonly found: readonly Found[]; readonly enough: boolean };

/** Searches with patterns that run at a time, one of each owner; others wait for their turn. */
const mostThreads = 4;
/** Longest time for one piece of a file. */
const pieceMs = 5_000;
const mostHeapMiB = 128;

export interface PatternScan {
  push(request: PatternRequest): Promise<{ readonly found: readonly Found[]; readonly enough: boolean }>;
  close(): void;
}

export class PatternSearch {
  readonly #waiting = new WaitQueue();
  readonly #owners = new Set<object>();

  /** Threads that run now. */
  get running(): number {
    return this.#owners.size;
  }

  /**
   * Waits for a turn and starts a thread; the signal ends it at any time.
   * @throws KernelError EINVAL for a pattern that is none, is too large, or needs more than linear time
   */
  async open(settings: PatternSettings, owner: object, signal: AbortSignal): Promise<PatternScan> {
    const owners = this.#owners;
    await this.#waiting.until(() => {
      if (owners.size >= mostThreads || owners.has(owner)) return undefined;
      return owners.add(owner);
    }, signal);
    const worker = new Worker(new URL('./pattern-thread.ts', import.meta.url), {
      workerData: settings,
      resourceLimits: { maxOldGenerationSizeMb: mostHeapMiB, maxYoungGenerationSizeMb: 16 },
      env: {},
    });
    worker.unref();
    let pending = Promise.withResolvers<PatternReply>();
    let ended: Error | undefined;
    const end = (reason: Error): void => {
      if (ended !== undefined) return;
      ended = reason;
      signal.removeEventListener('abort', abort);
      pending.reject(reason);
      // Its place is free once it has really stopped.
      void worker.terminate().finally(() => {
        owners.delete(owner);
        this.#waiting.wake();
      });
    };
    const abort = (): void => end(signal.reason);
    worker.on('message', (message: PatternReply) => pending.resolve(message));
    worker.on('error', () => end(failure('ENOMEM', 'the pattern needs too much memory; make it simpler', 'query')));
    worker.on('exit', () => end(failure('EIO', 'the search for a pattern has ended', 'query')));
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();

    const answer = async (): Promise<PatternReply> => {
      const timer = setTimeout(() => {
        end(
          failure('ETIMEDOUT', `the pattern takes over ${pieceMs} ms on one piece of a file; make it simpler`, 'query'),
        );
      }, pieceMs);
      try {
        return await pending.promise;
      } finally {
        clearTimeout(timer);
      }
    };
    const started = await answer();
    if ('refused' in started) {
      const refused = failure('EINVAL', started.refused, 'query');
      pending = Promise.withResolvers();
      pending.promise.catch(() => undefined);
      end(refused);
      throw refused;
    }
    return {
      async push(request) {
        if (ended !== undefined) throw ended;
        pending = Promise.withResolvers();
        worker.postMessage(request, [request.bytes.buffer]);
        const reply = await answer();
        return 'found' in reply ? reply : { found: [], enough: true };
      },
      close() {
        pending.promise.catch(() => undefined);
        end(failure('ECANCELED', 'the search is over'));
      },
    };
  }
}
