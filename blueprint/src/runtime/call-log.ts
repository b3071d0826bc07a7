/** What an app asked of tools lately, for who looks into it: the inspector of the developer mode. */

export interface LoggedCall {
  /** Counts the calls of this app. */
  readonly number: number;
  readonly tool: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Null while it is under way. */
  readonly durationMs: number | null;
  /** Message of the failure; null when it went well or is under way. */
  readonly failed: string | null;
}

export interface CallLog {
  /** The last calls, oldest first; the same list until there is another. */
  entries(): readonly LoggedCall[];
  subscribe(listener: () => void): () => void;
  /** Calls under way. */
  readonly underWay: number;
}

export const mostCalls = 200;

/** @param now of the app's clock; durations are of the machine's */
export function callLog(now: () => number): CallLog & { begin(tool: string): (error?: unknown) => void } {
  let entries: readonly LoggedCall[] = [];
  let number = 0;
  let underWay = 0;
  const listeners = new Set<() => void>();
  const put = (next: readonly LoggedCall[]): void => {
    entries = next.slice(-mostCalls);
    for (const listener of [...listeners]) listener();
  };
  return {
    entries: () => entries,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get underWay() {
      return underWay;
    },
    begin(tool) {
      number += 1;
      underWay += 1;
      const call: LoggedCall = { number, tool, at: now(), durationMs: null, failed: null };
      const begunAt = performance.now();
      put([...entries, call]);
      return (error) => {
        underWay -= 1;
        const failed = error === undefined ? null : error instanceof Error ? error.message : String(error);
        const ended = { ...call, durationMs: performance.now() - begunAt, failed };
        put(entries.map((entry) => (entry.number === call.number ? ended : entry)));
      };
    },
  };
}
