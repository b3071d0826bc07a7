/** Spacing between the pieces of a stream, so that a window fills before the eyes of the person. */
import { setTimeout as sleep } from 'node:timers/promises';

/** Waits between two pieces; resolves false, at once, when the signal is aborted. */
export type Pause = (signal: AbortSignal) => Promise<boolean>;

/** Time over which a document is spread that was there at once: long enough for its window to open and be seen filling. */
const spreadMs = 1_100;
const shortestMs = 12;
const longestMs = 60;

/** Time between two of so many operations. */
export function spacing(operations: number): number {
  return Math.min(longestMs, Math.max(shortestMs, Math.round(spreadMs / Math.max(1, operations))));
}

/** A pause of a fixed length. 0 yields to the event loop, so that a cancel can arrive. */
export function pauseOf(milliseconds: number): Pause {
  return async (signal) => {
    if (signal.aborted) return false;
    try {
      await sleep(milliseconds, undefined, { signal });
      return true;
    } catch {
      return false;
    }
  };
}
