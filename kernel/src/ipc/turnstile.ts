/**
 * Where operations wait that take or give something which only one of them gets: a byte, a message, room. Strictly first
 * come, first served: nobody passes while somebody waits, and whoever changes something lets as many through as can go,
 * at once. (`WaitQueue` is for those who only want to look again.) An attempt that gave up has taken nothing.
 */
import type { Transfer } from '../descriptors/kernel-object.ts';
import { failure } from '../errors.ts';

interface Waiter {
  /** Whether it is through, with a result or an error. */
  attempt(): boolean;
}

export class Turnstile {
  readonly #waiters = new Set<Waiter>();
  readonly #onLeave: () => void;

  /** `onLeave`: somebody gave up; for where those behind may want less, and can go now. */
  constructor(onLeave: () => void = () => undefined) {
    this.#onLeave = onLeave;
  }

  get size(): number {
    return this.#waiters.size;
  }

  /**
   * Gives what `attempt` gives as soon as that is not undefined, after everybody who came before.
   * @param refusal why it fails with EAGAIN instead of waiting; undefined: waits
   */
  pass<T>(attempt: () => T | undefined, transfer: Transfer, refusal: string | undefined): T | Promise<T> {
    if (this.#waiters.size === 0) {
      const got = attempt();
      if (got !== undefined) return got;
    }
    if (refusal !== undefined) throw failure('EAGAIN', refusal);
    const { signal } = transfer;
    if (signal.aborted) return Promise.reject(signal.reason);
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.#waiters.delete(waiter);
        reject(signal.reason);
        this.#onLeave();
      };
      const waiter: Waiter = {
        attempt: () => {
          try {
            const got = attempt();
            if (got === undefined) return false;
            resolve(got);
          } catch (error) {
            reject(error);
          }
          signal.removeEventListener('abort', leave);
          return true;
        },
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#waiters.add(waiter);
    });
  }

  /** Lets through who can go, in order, up to the first who cannot; tells whether anybody went. */
  advance(): boolean {
    let moved = false;
    for (const waiter of this.#waiters) {
      if (!waiter.attempt()) break;
      this.#waiters.delete(waiter);
      moved = true;
    }
    return moved;
  }
}
