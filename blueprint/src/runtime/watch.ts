/**
 * What `ui.watch` runs: after the value at a path has changed and the change has settled (the steps of a handler that
 * follow each other at once count as one), its handler with `event.value`.
 *
 * Rule: what a watching handler changes may wake watchers in turn, at most `mostRounds` after each other; then the circle
 * is ended and said.
 */
import type { Handler, Json } from '../index.ts';
import { jsonEqual } from '../index.ts';
import type { Clock } from './clock.ts';

export const mostRounds = 10;

export interface WatchHost {
  readonly clock: Clock;
  value(path: string): Json;
  /** The value that the first change is a change of. */
  before(path: string): Json;
  watch(paths: readonly string[], listener: () => void): () => void;
  /** How many watchers led to the change that is being made: 0 for the person, a timer, a source. */
  depth(): number;
  run(handler: Handler, event: Json, depth: number): void;
  circle(path: string): void;
}

/** Begins to watch; gives what ends it. */
export function watchPaths(watched: Readonly<Record<string, Handler>>, host: WatchHost): () => void {
  const stops = Object.entries(watched).map(([path, handler]) => {
    let last = host.before(path);
    let depth = 0;
    let cancel: (() => void) | null = null;
    const settled = (): void => {
      cancel = null;
      const value = host.value(path);
      const changed = value !== last && !jsonEqual(value, last);
      const before = last;
      last = value;
      const rounds = depth + 1;
      depth = 0;
      if (!changed) return;
      if (rounds > mostRounds) host.circle(path);
      else host.run(handler, { value, before }, rounds);
    };
    const stop = host.watch([path], () => {
      depth = Math.max(depth, host.depth());
      cancel ??= host.clock.after(0, settled);
    });
    if (host.value(path) !== last) cancel = host.clock.after(0, settled);
    return () => {
      stop();
      cancel?.();
    };
  });
  return () => {
    for (const stop of stops) stop();
  };
}
