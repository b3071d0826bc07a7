/** The time of a running app: that of the machine, or one that a test moves by hand. */

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back once after so many milliseconds; gives what cancels it. */
  after(ms: number, call: () => void): () => void;
  /** Calls back every so many milliseconds; gives what ends it. */
  every(ms: number, call: () => void): () => void;
}

/** The time of the machine, with `now` as it is told. */
export function machineClock(now: () => number): Clock {
  return {
    now,
    after(ms, call) {
      const timer = setTimeout(call, ms);
      return () => clearTimeout(timer);
    },
    every(ms, call) {
      const timer = setInterval(call, ms);
      return () => clearInterval(timer);
    },
  };
}

/** A clock that stands still until it is moved. */
export interface ManualClock extends Clock {
  /** The time of the next call that is due; null when nothing waits. */
  next(): number | null;
  /** Moves on to the next call, if it is due by `until`, and makes it; else to `until`. Returns whether there was one. */
  step(until: number): boolean;
}

export function manualClock(start: number): ManualClock {
  let now = start;
  let order = 0;
  const waiting = new Map<number, { at: number; every: number | null; call: () => void }>();
  const put = (ms: number, every: number | null, call: () => void): (() => void) => {
    order += 1;
    const key = order;
    waiting.set(key, { at: now + ms, every, call });
    return () => waiting.delete(key);
  };
  const first = (): [number, { at: number; every: number | null; call: () => void }] | undefined => {
    let found: [number, { at: number; every: number | null; call: () => void }] | undefined;
    // Of those due at once the one that was set first: the map keeps that order.
    for (const entry of waiting) if (found === undefined || entry[1].at < found[1].at) found = entry;
    return found;
  };
  return {
    now: () => now,
    after: (ms, call) => put(Math.max(0, ms), null, call),
    every: (ms, call) => put(Math.max(1, ms), Math.max(1, ms), call),
    next: () => first()?.[1].at ?? null,
    step(until) {
      const found = first();
      if (found === undefined || found[1].at > until) {
        now = Math.max(now, until);
        return false;
      }
      const [key, due] = found;
      now = Math.max(now, due.at);
      if (due.every === null) waiting.delete(key);
      else due.at += due.every;
      due.call();
      return true;
    },
  };
}
