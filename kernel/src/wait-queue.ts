/**
 * The one primitive that everything which blocks waits on: whoever waits is woken by the next change, or gives up when
 * its signal is aborted (a deadline, a cancellation, the end of the process). Waking never runs a waiter's code in the
 * waker's turn of the stack, and who was woken looks again: a wake promises nothing.
 *
 * Who waits `until` something stays in line while others are served, and looks once however often it was woken in a turn:
 * a crowd that waits for one thing costs a call each. Whoever has given up does not look any more, so nothing is taken
 * for a caller who has gone.
 */
export class WaitQueue {
  readonly #waiters = new Set<() => void>();
  readonly #lookers = new Set<() => void>();
  #looking = false;

  get size(): number {
    return this.#waiters.size + this.#lookers.size;
  }

  /** Resolves at the next `wake`; rejects with the reason of the signal. */
  wait(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.reject(signal.reason);
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      const giveUp = (): void => {
        this.#waiters.delete(settle);
        reject(signal.reason);
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.#waiters.add(settle);
    });
  }

  /** Waits until `attempt` gives something other than undefined, and resolves with it. Who came first looks first. */
  until<T>(attempt: () => T | undefined, signal: AbortSignal): Promise<T> {
    if (signal.aborted) return Promise.reject(signal.reason);
    return new Promise((resolve, reject) => {
      const settled = (): boolean => {
        try {
          const got = attempt();
          if (got === undefined) return false;
          resolve(got);
        } catch (error) {
          reject(error);
        }
        return true;
      };
      if (settled()) return;
      const look = (): void => {
        if (!settled()) return;
        this.#lookers.delete(look);
        signal.removeEventListener('abort', giveUp);
      };
      const giveUp = (): void => {
        this.#lookers.delete(look);
        reject(signal.reason);
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.#lookers.add(look);
    });
  }

  /** Wakes everyone who waits now. */
  wake(): void {
    const waiters = [...this.#waiters];
    this.#waiters.clear();
    for (const waiter of waiters) waiter();
    if (this.#lookers.size === 0 || this.#looking) return;
    this.#looking = true;
    queueMicrotask(() => this.#look());
  }

  #look(): void {
    this.#looking = false;
    // Not who comes meanwhile: he has just looked.
    for (const look of [...this.#lookers]) if (this.#lookers.has(look)) look();
  }
}
