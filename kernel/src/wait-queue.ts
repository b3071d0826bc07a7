/**
 * The one primitive that everything which blocks waits on: whoever waits is woken by the next change, or gives up when
 * its signal is aborted (a deadline, a cancellation, the end of the process). Waking never runs a waiter's code in the
 * waker's turn of the stack, and who was woken looks again: a wake promises nothing.
 */
export class WaitQueue {
  readonly #waiters = new Set<() => void>();

  get size(): number {
    return this.#waiters.size;
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

  /** Waits until `attempt` gives something other than undefined, and resolves with it. */
  async until<T>(attempt: () => T | undefined, signal: AbortSignal): Promise<T> {
    for (let got = attempt(); ; got = attempt()) {
      if (got !== undefined) return got;
      await this.wait(signal);
    }
  }

  /** Wakes everyone who waits now. */
  wake(): void {
    const waiters = [...this.#waiters];
    this.#waiters.clear();
    for (const waiter of waiters) waiter();
  }
}
