/** Keeps a flood of failures from becoming a flood of lines: a few a second, and how many were left out. */

const perSecond = 10;
const burst = 50;

export class Sparing {
  readonly #now: () => number;
  #tokens: number = burst;
  #filledAt: number;
  #left = 0;
  #told = 0;

  /** @param now milliseconds */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
    this.#filledAt = now();
  }

  /** Whether one more line may be written. */
  allows(): boolean {
    const now = this.#now();
    this.#tokens = Math.min(burst, this.#tokens + ((now - this.#filledAt) / 1000) * perSecond);
    this.#filledAt = now;
    if (this.#tokens < 1) {
      this.#left++;
      return false;
    }
    this.#tokens--;
    this.#told = this.#left;
    this.#left = 0;
    return true;
  }

  /** Lines that were left out before the one that was allowed last. */
  get suppressed(): number {
    return this.#told;
  }
}
