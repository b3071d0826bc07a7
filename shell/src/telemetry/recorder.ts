/**
 * What the shell notes of itself: events of its layer and durations. Owns two bounded lists and nothing else: whoever
 * drains them (`collector.ts`, loaded when the desktop is idle) does the work. What does not fit is counted.
 */
import type { EventSeverityName, MeasureKind, ShellEventType } from '@agentos/protocol';
import type { Span, Trace } from '../services/trace.ts';

/** An event of the shell that has ended. */
export interface NotedEvent {
  readonly type: ShellEventType;
  /** Absent: the usual one of the type. */
  readonly severity?: EventSeverityName | undefined;
  readonly subject: string;
  readonly span: Span;
  /** Of `performance.now()`. */
  readonly endedAt: number;
  readonly durationMs: number;
  readonly appId?: string | undefined;
  readonly failed: boolean;
  readonly text?: string | undefined;
}

export interface NotedMeasure {
  readonly kind: MeasureKind;
  readonly label: string;
  readonly durationMs: number;
  readonly failed: boolean;
}

export interface Drained {
  readonly events: readonly NotedEvent[];
  readonly measures: readonly NotedMeasure[];
  /** Notes that did not fit since the last drain. */
  readonly lost: number;
}

/** Something under way: a span with a beginning. */
export interface Activity {
  readonly span: Span;
  readonly startedAt: number;
}

export interface Recorder {
  /** Begins a span of the click in progress. */
  begin(): Activity;
  /** Notes the end of an activity; the input that it came from is noted with the first of its activities. */
  end(activity: Activity, about: Omit<NotedEvent, 'span' | 'endedAt' | 'durationMs'>): void;
  measure(kind: MeasureKind, label: string, durationMs: number, failed?: boolean): void;
  drain(): Drained;
  /** Calls back for everything that is noted; an event is to be told soon, a duration has time. */
  onNoted(listener: (soon: boolean) => void): void;
}

const mostEvents = 500;
const mostMeasures = 500;
/** Drawing is noted the most and must leave room for the rest. */
const mostRenders = 350;
/** Inputs whose activities are known to have been told. */
const rememberedInputs = 16;

export function createRecorder(trace: Trace, now: () => number = () => performance.now()): Recorder {
  let events: NotedEvent[] = [];
  let measures: NotedMeasure[] = [];
  let renders = 0;
  let lost = 0;
  let listener: ((soon: boolean) => void) | undefined;
  const told: string[] = [];

  function note(event: NotedEvent): void {
    if (events.length >= mostEvents) lost += 1;
    else events.push(event);
  }

  /** The click itself, from its beginning to the end of the first thing that came of it directly. */
  function noteInput(span: Span, endedAt: number): void {
    const input = trace.inputOf(span);
    if (input === undefined || span.parentSpanId !== input.span.spanId || told.includes(span.traceId)) return;
    told.push(span.traceId);
    if (told.length > rememberedInputs) told.shift();
    note({
      type: 'shell.input',
      subject: `${input.kind} ${controlKind(input.target)}`,
      span: input.span,
      endedAt,
      durationMs: endedAt - input.startedAt,
      failed: false,
    });
  }

  return {
    begin: () => ({ span: trace.span(), startedAt: now() }),
    end(activity, about) {
      if (activity.span.quiet === true) return;
      const endedAt = now();
      noteInput(activity.span, endedAt);
      note({ ...about, span: activity.span, endedAt, durationMs: endedAt - activity.startedAt });
      listener?.(true);
    },
    measure(kind, label, durationMs, failed = false) {
      if (kind === 'render') renders += 1;
      if (measures.length >= mostMeasures || (kind === 'render' && renders > mostRenders)) lost += 1;
      else measures.push({ kind, label, durationMs, failed });
      listener?.(false);
    },
    drain() {
      const drained = { events, measures, lost };
      events = [];
      measures = [];
      renders = 0;
      lost = 0;
      return drained;
    },
    onNoted(call) {
      listener = call;
    },
  };
}

/** What kind of control it is: never what it says or holds. */
function controlKind(target: EventTarget | null): string {
  if (typeof Element === 'undefined' || !(target instanceof Element)) return 'page';
  const control = target.closest('button, a, input, textarea, select, iframe, [role], .window, .xterm');
  if (control === null) return 'page';
  if (control.matches('.xterm, .xterm *')) return 'terminal';
  return (control.getAttribute('role') ?? control.localName).slice(0, 40);
}
