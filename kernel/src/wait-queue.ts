/**
 * The one primitive that everything which blocks waits on: whoever waits is woken by the next change, or gives up when
 * it is cancelled (a deadline, its caller, the end of the process). Waking never runs a waiter's code in the
 * waker's turn of the stack, and who was woken looks again: a wake promises nothing.
 *
 * Who waits `until` something stays in line while others are served, and looks once however often it was woken in a turn:
 * a crowd that waits for one thing costs a call each. Whoever has given up does not look any more, so nothing is taken
 * for a caller who has gone.
 */
import { Link } from './linked-list.ts';
import type { Cancellable, Cancellation } from './timeouts/cancellation.ts';

class Waiter extends Link implements Cancellable {
  readonly #queue: WaitQueue;
  readonly #resolve: () => void;
  readonly #reject: (reason: unknown) => void;
  readonly #cancellation: Cancellation;

  constructor(queue: WaitQueue, resolve: () => void, reject: (reason: unknown) => void, cancellation: Cancellation) {
    super();
    this.#queue = queue;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#cancellation = cancellation;
    cancellation.add(this);
  }

  settle(): void {
    this.#cancellation.remove(this);
    this.#queue.left(this);
    this.#resolve();
  }

  cancel(reason: unknown): void {
    this.#queue.left(this);
    this.#reject(reason);
  }
}

class Looker<T> extends Link implements Cancellable {
  /** When it has looked last. */
  round: number;
  readonly #queue: WaitQueue;
  readonly #attempt: () => T | undefined;
  readonly #resolve: (got: T) => void;
  readonly #reject: (reason: unknown) => void;
  readonly #cancellation: Cancellation;

  constructor(
    queue: WaitQueue,
    attempt: () => T | undefined,
    resolve: (got: T) => void,
    reject: (reason: unknown) => void,
    cancellation: Cancellation,
    round: number,
  ) {
    super();
    this.round = round;
    this.#queue = queue;
    this.#attempt = attempt;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#cancellation = cancellation;
    cancellation.add(this);
  }

  look(): void {
    let got: T | undefined;
    try {
      got = this.#attempt();
    } catch (error) {
      this.#leave();
      this.#reject(error);
      return;
    }
    if (got === undefined) return;
    this.#leave();
    this.#resolve(got);
  }

  #leave(): void {
    this.#cancellation.remove(this);
    this.#queue.left(this);
  }

  cancel(reason: unknown): void {
    this.#queue.left(this);
    this.#reject(reason);
  }
}

/** What is awaited to come back in a turn of its own: cheaper than `queueMicrotask`. */
const soon = Promise.resolve();

export class WaitQueue {
  readonly #waiters = new Link();
  readonly #lookers = new Link();
  #size = 0;
  #looking = false;
  /** Of looks: who came in this one has just looked. */
  #round = 0;

  get size(): number {
    return this.#size;
  }

  /** Resolves at the next `wake`; rejects with the reason of the cancellation. */
  wait(cancellation: Cancellation): Promise<void> {
    if (cancellation.cancelled) return Promise.reject(cancellation.reason);
    return new Promise((resolve, reject) => {
      this.#waiters.append(new Waiter(this, resolve, reject, cancellation));
      this.#size++;
    });
  }

  /**
   * Waits until `attempt` gives something other than undefined, and gives that: at once when it is so now, and what
   * `attempt` throws then. Who came first looks first.
   */
  until<T>(attempt: () => T | undefined, cancellation: Cancellation): T | Promise<T> {
    if (cancellation.cancelled) return Promise.reject(cancellation.reason);
    const got = attempt();
    if (got !== undefined) return got;
    return new Promise((resolve, reject) => {
      this.#lookers.append(new Looker(this, attempt, resolve, reject, cancellation, this.#round));
      this.#size++;
    });
  }

  /** Wakes everyone who waits now. */
  wake(): void {
    for (let link = this.#waiters.next; link instanceof Waiter; link = this.#waiters.next) link.settle();
    if (this.#looking || !this.#lookers.linked) return;
    this.#looking = true;
    void soon.then(this.#look);
  }

  /** For those who wait: one is through, or has given up. */
  left(waiter: Link): void {
    waiter.unlink();
    this.#size--;
  }

  readonly #look = (): void => {
    this.#looking = false;
    const round = ++this.#round;
    for (let link = this.#lookers.next; link instanceof Looker; ) {
      const { next } = link;
      if (link.round !== round) {
        link.round = round;
        link.look();
      }
      // Whoever was next may have given up meanwhile.
      link = next.linked || next === this.#lookers ? next : this.#lookers.next;
    }
  };
}
