/**
 * Where operations wait that take or give something which only one of them gets: a byte, a message, room. Strictly first
 * come, first served: nobody passes while somebody waits, and whoever changes something lets as many through as can go,
 * at once. (`WaitQueue` is for those who only want to look again.) An attempt that gave up has taken nothing.
 */
import type { Transfer } from '../descriptors/kernel-object.ts';
import { failure } from '../errors.ts';
import { Link } from '../linked-list.ts';
import type { Cancellable, Cancellation } from '../timeouts/cancellation.ts';

class Waiter<T> extends Link implements Cancellable {
  readonly #turnstile: Turnstile;
  readonly #attempt: () => T | undefined;
  readonly #resolve: (got: T) => void;
  readonly #reject: (reason: unknown) => void;
  readonly #cancellation: Cancellation;

  constructor(
    turnstile: Turnstile,
    attempt: () => T | undefined,
    resolve: (got: T) => void,
    reject: (reason: unknown) => void,
    cancellation: Cancellation,
  ) {
    super();
    this.#turnstile = turnstile;
    this.#attempt = attempt;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#cancellation = cancellation;
    cancellation.add(this);
  }

  /** Whether it is through, with a result or an error. */
  attempt(): boolean {
    try {
      const got = this.#attempt();
      if (got === undefined) return false;
      this.#resolve(got);
    } catch (error) {
      this.#reject(error);
    }
    this.#cancellation.remove(this);
    return true;
  }

  cancel(reason: unknown): void {
    this.#reject(reason);
    this.#turnstile.gaveUp(this);
  }
}

/** What is done after this comes when all that happens in one go has happened. */
const soon = Promise.resolve();

export class Turnstile {
  readonly #waiters = new Link();
  #size = 0;
  readonly #onLeave: () => void;

  /** `onLeave`: somebody gave up; for where those behind may want less, and can go now. */
  constructor(onLeave: () => void = () => undefined) {
    this.#onLeave = onLeave;
  }

  get size(): number {
    return this.#size;
  }

  /**
   * Gives what `attempt` gives as soon as that is not undefined, after everybody who came before.
   * @param refusal why it fails with EAGAIN instead of waiting; undefined: waits
   */
  pass<T>(attempt: () => T | undefined, transfer: Transfer, refusal: string | undefined): T | Promise<T> {
    if (this.#size === 0) {
      const got = attempt();
      if (got !== undefined) return got;
    }
    if (refusal !== undefined) throw failure('EAGAIN', refusal);
    const { cancellation } = transfer;
    if (cancellation.cancelled) return Promise.reject(cancellation.reason);
    return new Promise((resolve, reject) => {
      this.#waiters.append(new Waiter(this, attempt, resolve, reject, cancellation));
      this.#size++;
    });
  }

  /** For those who wait. Who gives up in the same moment, or in the same look at the timers, goes before others are let through. */
  gaveUp(waiter: Link): void {
    this.#remove(waiter);
    void soon.then(this.#onLeave);
  }

  /** Lets through who can go, in order, up to the first who cannot; tells whether anybody went. */
  advance(): boolean {
    let moved = false;
    for (let link = this.#waiters.next; link instanceof Waiter && link.attempt(); link = this.#waiters.next) {
      this.#remove(link);
      moved = true;
    }
    return moved;
  }

  #remove(waiter: Link): void {
    waiter.unlink();
    this.#size--;
  }
}
