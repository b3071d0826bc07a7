/** Shows an event as a line for people: when, how bad, what, about what, how long, by whom, in which trace. Pure. */
import type { KernelEvent } from '@agentos/protocol';
import { type EventValue, eventKinds, isEventType } from '@agentos/protocol/events';

/** A first value that says how long the event took, rather than another time. */
const lasting = /^(duration|waited|wait|until)\b/;

/** Microseconds that an event lasted; undefined for a moment. */
export function durationOf(event: KernelEvent): number | undefined {
  const a: EventValue | undefined = isEventType(event.type) ? eventKinds[event.type].a : undefined;
  return a?.unit === 'us' && lasting.test(a.means) ? event.value_a : undefined;
}

export function formatEvent(event: KernelEvent): string {
  return [
    clock(event.time_us),
    event.severity.padEnd(7),
    event.layer.padEnd(8),
    event.type.padEnd(18),
    whatOf(event),
    ...(event.pid > 0 ? [`pid=${event.pid}`] : []),
    ...(isNothing(event.trace_id) ? [] : [`trace=${event.trace_id}`]),
  ].join(' ');
}

/** The events of one trace: each with its time from the beginning, below what caused it. */
export function formatChain(events: readonly KernelEvent[]): string[] {
  const startOf = (event: KernelEvent): number => event.time_us - (durationOf(event) ?? 0);
  const ordered = events.toSorted((a, b) => startOf(a) - startOf(b) || a.sequence - b.sequence);
  const began = Math.min(...ordered.map(startOf));
  const heads = new Map<string, KernelEvent>();
  for (const event of ordered) {
    const head = heads.get(event.span_id);
    if (head === undefined || (durationOf(event) ?? -1) > (durationOf(head) ?? -1)) heads.set(event.span_id, event);
  }
  const causeOf = (event: KernelEvent): KernelEvent | undefined => {
    const head = heads.get(event.span_id);
    return head !== undefined && head !== event ? head : heads.get(event.parent_span_id);
  };
  const below = new Map<KernelEvent | undefined, KernelEvent[]>();
  for (const event of ordered) {
    const cause = causeOf(event);
    const at = cause === undefined || comesFrom(cause, event, causeOf) ? undefined : cause;
    below.set(at, [...(below.get(at) ?? []), event]);
  }
  const lines: string[] = [];
  const walk = (cause: KernelEvent | undefined, depth: number): void => {
    for (const event of below.get(cause) ?? []) {
      const name = `${'  '.repeat(Math.min(depth, 12))}${event.type}`;
      const offset = `+${time(startOf(event) - began)}`;
      lines.push(`${offset.padStart(10)}  ${event.layer.padEnd(8)} ${name.padEnd(34)} ${whatOf(event)}`.trimEnd());
      walk(event, depth + 1);
    }
  };
  walk(undefined, 0);
  return lines;
}

function comesFrom(
  event: KernelEvent,
  from: KernelEvent,
  causeOf: (event: KernelEvent) => KernelEvent | undefined,
): boolean {
  const seen = new Set<KernelEvent>();
  for (let at: KernelEvent | undefined = event; at !== undefined && !seen.has(at); at = causeOf(at)) {
    if (at === from) return true;
    seen.add(at);
  }
  return false;
}

function whatOf(event: KernelEvent): string {
  const took = durationOf(event);
  return [clean(event.subject), ...(took === undefined ? [] : [time(took)]), clean(event.text)]
    .filter((part) => part !== '')
    .join(' ');
}

/** What apps write must not steer the reader's terminal. */
function clean(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, ' ');
}

function isNothing(traceId: string): boolean {
  return /^0*$/.test(traceId);
}

function clock(us: number): string {
  return new Date(us / 1_000).toISOString().slice(11, 23);
}

function time(us: number): string {
  if (us < 1_000) return `${Math.round(us)} µs`;
  return us < 1_000_000 ? `${(us / 1_000).toFixed(2)} ms` : `${(us / 1_000_000).toFixed(2)} s`;
}
