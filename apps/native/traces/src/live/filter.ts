/** What the person wants to see of the events. Pure. */
import { type Category, categories, type Severity, type SystemEvent, severities } from '../data/events.ts';
import type { EventFilter, ProcessName } from '../data/monitor-client.ts';

export interface Wanted {
  readonly category: Category | 'all';
  readonly severity: Severity;
  readonly pid: number | 'all';
  readonly text: string;
  /** Minutes back from now; 0: all that is kept. */
  readonly minutes: number;
  /** Also what this app causes itself. */
  readonly own: boolean;
}

export const everything: Wanted = { category: 'all', severity: 'debug', pid: 'all', text: '', minutes: 0, own: false };

/** The filter of a question. `fromUs`: not before this either. */
export function filterOf(wanted: Wanted, nowUs: number, fromUs?: number): EventFilter {
  const since = wanted.minutes === 0 ? undefined : nowUs - wanted.minutes * 60_000_000;
  const from = since === undefined ? fromUs : Math.max(since, fromUs ?? 0);
  const text = wanted.text.trim();
  return {
    ...(wanted.category === 'all' ? {} : { categories: [wanted.category] }),
    ...(wanted.severity === 'debug' ? {} : { least_severity: wanted.severity }),
    ...(wanted.pid === 'all' ? {} : { pids: [wanted.pid] }),
    ...(text === '' ? {} : { text }),
    ...(from === undefined ? {} : { from_us: Math.floor(from) }),
  };
}

export function isFiltered(wanted: Wanted): boolean {
  return (
    wanted.category !== 'all' ||
    wanted.severity !== 'debug' ||
    wanted.pid !== 'all' ||
    wanted.text.trim() !== '' ||
    wanted.minutes > 0
  );
}

/** Without what this app causes by looking: the events of its processes and of its own questions. */
export function withoutOwn(events: readonly SystemEvent[], processes: readonly ProcessName[]): readonly SystemEvent[] {
  const own = new Set(processes.filter(({ packageId }) => packageId === 'traces').map(({ pid }) => pid));
  const traces = new Set<string>();
  const clicks = new Set<string>();
  for (const event of events) {
    if (event.type === 'shell.input') clicks.add(event.trace_id);
    if (isQuestion(event) || own.has(event.pid)) traces.add(event.trace_id);
  }
  // What a person did is nobody's own, even if this app was part of it.
  for (const trace of clicks) traces.delete(trace);
  return events.filter((event) => !own.has(event.pid) && !traces.has(event.trace_id));
}

function isQuestion(event: SystemEvent): boolean {
  return event.subject.startsWith('monitor.') || /\/telemetry$/.test(event.subject);
}

export function isCategory(text: string): text is Category {
  return categories.some((each) => each === text);
}

export function isSeverity(text: string): text is Severity {
  return severities.some((each) => each === text);
}
