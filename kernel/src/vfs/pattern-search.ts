/**
 * Regular expressions run in threads of their own, one for each search, a few at a time: the core never matches a pattern,
 * a hostile one holds up no other search, and giving up a search ends its thread at once.
 *
 * An owner has one thread at most. Of those who wait, the one who was served longest ago is next; while somebody waits
 * for a thread, a search that has had its share is ended.
 */
import { Worker } from 'node:worker_threads';
import { failure } from '../errors.ts';
import { Cancellation } from '../timeouts/cancellation.ts';
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
/** What a search has for itself while others wait for a thread. */
const standardShareMs = 10_000;
/** Owners that are remembered for when they were served. */
const mostRemembered = 1_024;
const mostHeapMiB = 128;

export interface PatternScan {
  push(request: PatternRequest): Promise<{ readonly found: readonly Found[]; readonly enough: boolean }>;
  close(): void;
}

/** Whom searches are counted for: an app by its name, or one process. */
export type SearchOwner = object | string;

export class PatternSearch {
  readonly #waiting = new WaitQueue();
  readonly #owners = new Set<SearchOwner>();
  /** Searches that wait, by owner. */
  readonly #waiters = new Map<SearchOwner, number>();
  /** When owners got a thread last, as a running number. */
  readonly #served = new Map<SearchOwner, number>();
  /** Ends a search that has had its share. */
  readonly #overdue = new Set<() => void>();
  readonly #shareMs: number;
  #turns = 0;

  constructor(shareMs = standardShareMs) {
    this.#shareMs = shareMs;
  }

  /** Threads that run now. */
  get running(): number {
    return this.#owners.size;
  }

  /**
   * Waits for a turn and starts a thread; the signal ends it at any time.
   * @throws KernelError EINVAL for a pattern that is none, is too large, or needs more than linear time
   */
  async open(settings: PatternSettings, owner: SearchOwner, signal: AbortSignal): Promise<PatternScan> {
    const owners = this.#owners;
    await this.#turn(owner, signal);
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
      clearTimeout(share);
      this.#overdue.delete(giveWay);
      pending.reject(reason);
      // Its place is free once it has really stopped.
      void worker.terminate().finally(() => {
        owners.delete(owner);
        this.#waiting.wake();
      });
    };
    const giveWay = (): void => {
      end(failure('ETIMEDOUT', `others wait to search, and this search has had its ${this.#shareMs} ms`, 'query'));
    };
    let share: NodeJS.Timeout | undefined;
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
    // Ended while nobody asks for an answer: whoever asks next is told.
    pending.promise.catch(() => undefined);
    const started = await answer();
    if ('refused' in started) {
      const refused = failure('EINVAL', started.refused, 'query');
      pending = Promise.withResolvers();
      pending.promise.catch(() => undefined);
      end(refused);
      throw refused;
    }
    if (ended === undefined) {
      share = setTimeout(() => {
        this.#overdue.add(giveWay);
        this.#makeRoom();
      }, this.#shareMs);
      share.unref();
    }
    return {
      async push(request) {
        if (ended !== undefined) throw ended;
        pending = Promise.withResolvers();
        pending.promise.catch(() => undefined);
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

  async #turn(owner: SearchOwner, signal: AbortSignal): Promise<void> {
    this.#waiters.set(owner, (this.#waiters.get(owner) ?? 0) + 1);
    try {
      const turn = this.#waiting.until(
        () => (this.#isNext(owner) ? this.#owners.add(owner) : undefined),
        Cancellation.of(signal),
      );
      this.#makeRoom();
      await turn;
      this.#served.delete(owner);
      this.#served.set(owner, ++this.#turns);
      const [oldest] = this.#served.keys();
      if (this.#served.size > mostRemembered && oldest !== undefined) this.#served.delete(oldest);
    } finally {
      const left = (this.#waiters.get(owner) ?? 1) - 1;
      if (left > 0) this.#waiters.set(owner, left);
      else this.#waiters.delete(owner);
      // Others may have stood back for it.
      this.#waiting.wake();
    }
  }

  #isNext(owner: SearchOwner): boolean {
    if (this.#owners.size >= mostThreads || this.#owners.has(owner)) return false;
    const last = this.#served.get(owner) ?? 0;
    for (const other of this.#waiters.keys()) {
      if (!this.#owners.has(other) && (this.#served.get(other) ?? 0) < last) return false;
    }
    return true;
  }

  /** Ends the search that has had its share for longest, when somebody waits who has none. */
  #makeRoom(): void {
    if (this.#owners.size < mostThreads) return;
    for (const waiting of this.#waiters.keys()) {
      if (this.#owners.has(waiting)) continue;
      const [giveWay] = this.#overdue;
      giveWay?.();
      return;
    }
  }
}
