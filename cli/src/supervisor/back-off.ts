/** Delays between restarts: doubles from the first to the longest, and starts over after a stable run. */

export interface BackOffOptions {
  readonly firstMs: number;
  readonly longestMs: number;
  /** A run at least this long forgets the failures before it. */
  readonly stableMs: number;
}

export class BackOff {
  readonly #options: BackOffOptions;
  #failures = 0;

  constructor(options: BackOffOptions) {
    this.#options = options;
  }

  /** Delay before the next start, after a run that lasted `ranMs`; one that ended cleanly is no failure. */
  next(ranMs: number, failed = true): number {
    if (ranMs >= this.#options.stableMs) this.#failures = 0;
    if (!failed) return this.#options.firstMs;
    const delay = Math.min(this.#options.firstMs * 2 ** this.#failures, this.#options.longestMs);
    this.#failures += 1;
    return delay;
  }
}
