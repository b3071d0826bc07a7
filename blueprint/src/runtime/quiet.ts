/** Waiting until nothing has asked for so long: what `debounce` of a step means. */
import type { Clock } from './clock.ts';

export interface Quiet {
  /** True after `ms` without another call for the same key; false when there was one, or after `close`. */
  wait(key: string, ms: number): Promise<boolean>;
  close(): void;
}

export function quietTimes(clock: Clock): Quiet {
  const waiting = new Map<string, (quiet: boolean) => void>();
  return {
    wait(key, ms) {
      waiting.get(key)?.(false);
      return new Promise((resolve) => {
        const cancel = clock.after(ms, () => end(true));
        const end = (quiet: boolean): void => {
          cancel();
          if (waiting.get(key) === end) waiting.delete(key);
          resolve(quiet);
        };
        waiting.set(key, end);
      });
    },
    close() {
      for (const end of [...waiting.values()]) end(false);
    },
  };
}
