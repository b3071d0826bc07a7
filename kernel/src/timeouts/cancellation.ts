/**
 * What tells an operation to stop: a deadline, a caller who has gone, the end of the process. A plain record, because
 * every operation that waits has one: no event target, no listener, nothing but a field while one thing waits on it. The
 * `AbortSignal` that interfaces of the host want is made when one is asked for.
 */

/** What is told once when it has to give up: something that waits, or the cancellation of a part of the operation. */
export interface Cancellable {
  cancel(reason: unknown): void;
}

export class Cancellation implements Cancellable {
  #cancelled = false;
  #reason: unknown;
  /** Nearly always there is one at a time. */
  #first: Cancellable | undefined;
  #others: Set<Cancellable> | undefined;
  #controller: AbortController | undefined;

  /** One that is cancelled when the signal is aborted. */
  static of(signal: AbortSignal): Cancellation {
    const cancellation = new Cancellation();
    if (signal.aborted) cancellation.cancel(signal.reason);
    else signal.addEventListener('abort', () => cancellation.cancel(signal.reason), { once: true });
    return cancellation;
  }

  get cancelled(): boolean {
    return this.#cancelled;
  }

  /** Why; undefined before. */
  get reason(): unknown {
    return this.#reason;
  }

  throwIfCancelled(): void {
    if (this.#cancelled) throw this.#reason;
  }

  /** Tells everything that waits, in the order in which it came; only the first call does something. */
  cancel(reason: unknown): void {
    if (this.#cancelled) return;
    this.#cancelled = true;
    this.#reason = reason;
    this.#controller?.abort(reason);
    const first = this.#first;
    this.#first = undefined;
    first?.cancel(reason);
    // Who is told may take others back.
    for (const other of this.#others ?? []) other.cancel(reason);
    this.#others = undefined;
  }

  /** Tells `waiter` when it is cancelled; for one that is not yet. */
  add(waiter: Cancellable): void {
    if (this.#first === undefined && this.#others === undefined) {
      this.#first = waiter;
      return;
    }
    this.#others ??= new Set();
    this.#others.add(waiter);
  }

  remove(waiter: Cancellable): void {
    if (this.#first === waiter) this.#first = undefined;
    else if (this.#others?.delete(waiter) && this.#others.size === 0) this.#others = undefined;
  }

  /** The same as a signal, for interfaces of the host. */
  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#cancelled) this.#controller.abort(this.#reason);
    }
    return this.#controller.signal;
  }
}
