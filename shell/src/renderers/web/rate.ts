/** A token bucket over a given clock: `take` says whether one more message fits now. */
export interface RateGate {
  take(): boolean;
  /** Messages refused since the bucket was last full. */
  readonly refused: number;
}

/** `burst` messages at once, `perSecond` in the long run; `now` in milliseconds. */
export function createRateGate(
  burst: number,
  perSecond: number,
  now: () => number = () => performance.now(),
): RateGate {
  let tokens = burst;
  let last = now();
  let refused = 0;
  return {
    get refused() {
      return refused;
    },
    take() {
      const time = now();
      tokens = Math.min(burst, tokens + ((time - last) / 1000) * perSecond);
      last = time;
      if (tokens < 1) {
        refused += 1;
        return false;
      }
      if (tokens === burst) refused = 0;
      tokens -= 1;
      return true;
    },
  };
}
