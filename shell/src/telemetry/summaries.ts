/** Durations of the shell summed up by what was measured, for the console of the browser. Bounded; pure. */
import type { MeasureKind } from '@agentos/protocol';

/** Milliseconds. */
export interface Summary {
  readonly kind: MeasureKind;
  readonly label: string;
  readonly count: number;
  readonly failed: number;
  readonly mean: number;
  readonly most: number;
  readonly last: number;
}

export interface Summaries {
  add(kind: MeasureKind, label: string, durationMs: number, failed: boolean): void;
  list(): readonly Summary[];
}

/** More names than the shell has of components, tools and messages together. */
const mostLabels = 300;

export function createSummaries(): Summaries {
  const byKey = new Map<string, Summary>();
  return {
    add(kind, label, durationMs, failed) {
      const key = `${kind} ${label}`;
      const before = byKey.get(key);
      if (before === undefined && byKey.size >= mostLabels) return;
      const count = (before?.count ?? 0) + 1;
      const mean = before?.mean ?? 0;
      byKey.set(key, {
        kind,
        label,
        count,
        failed: (before?.failed ?? 0) + (failed ? 1 : 0),
        mean: mean + (durationMs - mean) / count,
        most: Math.max(before?.most ?? 0, durationMs),
        last: durationMs,
      });
    },
    list: () => [...byKey.values()],
  };
}
