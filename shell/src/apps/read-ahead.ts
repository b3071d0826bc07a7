/**
 * Tool calls made before they are wanted: what an app is sure to ask for first is on its way while its window is still
 * being made. Each answer is given out once, and only while it is fresh.
 */
import type { ToolOutcome } from '@agentos/tools';

export interface ReadAhead {
  start(toolId: string, params: Record<string, unknown>, call: () => Promise<ToolOutcome>): void;
  /** The answer under way, if this very call was started; a second one is not. */
  take(toolId: string, params: Record<string, unknown>): Promise<ToolOutcome> | undefined;
}

/** @param freshMs how long an answer may wait to be wanted */
export function createReadAhead(freshMs = 2_000, now: () => number = () => performance.now()): ReadAhead {
  let ahead: { key: string; since: number; outcome: Promise<ToolOutcome> } | undefined;
  const keyOf = (toolId: string, params: Record<string, unknown>): string => JSON.stringify([toolId, params]);
  return {
    start(toolId, params, call) {
      ahead = { key: keyOf(toolId, params), since: now(), outcome: call() };
    },
    take(toolId, params) {
      if (ahead === undefined || ahead.key !== keyOf(toolId, params)) return undefined;
      const { since, outcome } = ahead;
      ahead = undefined;
      return now() - since <= freshMs ? outcome : undefined;
    },
  };
}
