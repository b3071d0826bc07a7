/**
 * How many requests may go out now: a few after a quiet time, then one for each pause (a token bucket). Pure but for the
 * clock that it is given.
 */
export interface Allowance {
  /** Milliseconds until the next request may go; 0: now. */
  waitMs(): number;
  /**
   * Uses one up. One that could not wait (the page goes away) is taken from those to come: from no more of them than may go
   * at once, so that a person who often looks elsewhere does not wait for minutes afterwards.
   */
  take(): void;
}

export interface AllowanceOptions {
  /** Requests that may go at once after a quiet time. */
  readonly burst: number;
  /** Milliseconds after which there is one more. */
  readonly everyMs: number;
  /** Milliseconds of any clock that never goes back. */
  now(): number;
}

export function createAllowance({ burst, everyMs, now }: AllowanceOptions): Allowance {
  let left = burst;
  let countedAt = now();

  function count(): void {
    const at = now();
    left = Math.min(burst, left + (at - countedAt) / everyMs);
    countedAt = at;
  }

  return {
    waitMs() {
      count();
      return left >= 1 ? 0 : Math.ceil((1 - left) * everyMs);
    },
    take() {
      count();
      left = Math.max(-burst, left - 1);
    },
  };
}
