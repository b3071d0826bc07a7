/** Events as the monitor tools tell them, and what their types mean. Pure. */

export const categories = [
  'syscall',
  'process',
  'file',
  'ipc',
  'network',
  'memory',
  'scheduler',
  'security',
  'system',
  'performance',
  'resource',
  'app',
  'tool',
  'ai',
] as const;
export type Category = (typeof categories)[number];

export const severities = ['debug', 'info', 'warning', 'error', 'critical'] as const;
export type Severity = (typeof severities)[number];

export interface SystemEvent {
  readonly sequence: number;
  /** Microseconds since the epoch; of something that lasted: its end. */
  readonly time_us: number;
  readonly category: string;
  readonly severity: string;
  readonly type: string;
  readonly subject: string;
  readonly pid: number;
  readonly trace_id: string;
  readonly span_id: string;
  readonly parent_span_id: string;
  readonly value_a: number;
  readonly value_b: number;
  readonly value_c: number;
  readonly layer: string;
  readonly text: string;
}

export interface Group {
  readonly key: string;
  readonly count: number;
  readonly sum: number;
  readonly least: number;
  readonly most: number;
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
}

export interface Anomaly {
  readonly event: SystemEvent;
  readonly value: number;
  readonly mean: number;
  readonly deviation: number;
  readonly sigmas: number;
  readonly samples: number;
}

export interface Answer {
  readonly events: readonly SystemEvent[];
  readonly groups: readonly Group[];
  readonly anomalies: readonly Anomaly[];
  readonly looked_at: number;
  readonly matched: number;
  readonly truncated: boolean;
}

/** What one number of an event means. */
export interface ValueMeaning {
  readonly unit: string;
  readonly means: string;
}

/** What a type of event means. */
export interface Kind {
  readonly says: string;
  readonly subject?: string | undefined;
  readonly a?: ValueMeaning | undefined;
  readonly b?: ValueMeaning | undefined;
  readonly c?: ValueMeaning | undefined;
}

export type Kinds = ReadonlyMap<string, Kind>;

/** First value that says how long the event took, rather than another time. */
const lasting = /^(duration|waited|wait|until)\b/;

/** Microseconds that an event lasted; undefined for one that is a moment. */
export function durationOf(event: SystemEvent, kinds: Kinds): number | undefined {
  const a = kinds.get(event.type)?.a;
  return a?.unit === 'us' && lasting.test(a.means) ? Math.max(0, event.value_a) : undefined;
}
