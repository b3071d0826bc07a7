/** Spacing between the pieces of a stream, so that a window fills before the eyes of the person. */
import { setTimeout as sleep } from 'node:timers/promises';

/** Waits between two pieces; resolves false, at once, when the signal is aborted. */
export type Pause = (signal: AbortSignal) => Promise<boolean>;

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
