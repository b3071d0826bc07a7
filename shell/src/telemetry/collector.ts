/**
 * Sends what the recorder noted to the services of this machine, and nowhere else: in batches, when the page has nothing to
 * draw, once more when it is hidden. A few requests may follow each other, after that one a second (`allowance.ts`), so that
 * a click is told at once, and ten in a row cost what they did before. Loaded after the desktop is up, with the web vitals.
 *
 * Rule: telemetry never fails anything. What cannot be sent is counted and dropped.
 */
import type { ShellEvent, TelemetryRequest, VitalName } from '@agentos/protocol';
import { onCLS, onFCP, onINP, onLCP, onTTFB } from 'web-vitals';
import { quietSpan, traceparentOf } from '../services/trace.ts';
import { createAllowance } from './allowance.ts';
import type { NotedEvent, Recorder } from './recorder.ts';
import { createSummaries, type Summary } from './summaries.ts';

/** What the collector needs of the browser; tests bring their own. */
export interface CollectorHost {
  /** Posts a body to `/telemetry`; `last`: the page is going away. Resolves with the status, 0 without an answer. */
  post(body: TelemetryRequest, last: boolean, traceparent: string): Promise<number>;
  now(): number;
  /** Microseconds since the epoch at `now() === 0`. */
  readonly originUs: number;
  /** Runs `call` when nothing else is to be done, after `delayMs` at the earliest. */
  whenIdle(delayMs: number, call: () => void): () => void;
  /** Whether the person waits for something that the services are doing: a report would keep them from it. */
  busy(): boolean;
  /** Calls back when the page is hidden or goes away. */
  onHidden(call: () => void): () => void;
  /** Starts the web vitals and long frames. */
  observe(vital: (name: VitalName, value: number) => void, frame: (durationMs: number) => void): () => void;
}

/** The collector's own state, for the console of the browser. */
export interface TelemetrySnapshot {
  readonly vitals: Readonly<Partial<Record<VitalName, number>>>;
  readonly measures: readonly Summary[];
  readonly sent: { readonly requests: number; readonly events: number; readonly measures: number };
  readonly lost: number;
}

export interface Collector {
  snapshot(): TelemetrySnapshot;
  close(): void;
}

/** Requests after a quiet time; then one for each pause. The services take 40 at once and 10 a second. */
const burst = 5;
const betweenRequestsMs = 1_000;
/** Durations alone wait so long for an event to go with: a report for them must not make a click wait for the next. */
const measuresWaitMs = 5_000;
/** While the person waits, a report is held back by so much at a time, and by no more in all. */
const holdBackMs = 150;
const longestHoldMs = 1_000;
/** A page that is drawing all the time is not waited for longer. */
const longestBusyMs = 100;
const eventsPerRequest = 200;
const measuresPerRequest = 500;
const vitalsPerRequest = 32;
/** What a request that outlives its page may carry. */
const lastRequestEvents = 50;
const lastRequestMeasures = 100;

export function startCollector(recorder: Recorder, host: CollectorHost): Collector {
  const latest: Partial<Record<VitalName, number>> = {};
  const summaries = createSummaries();
  let vitals: { name: VitalName; value: number }[] = [];
  const allowance = createAllowance({ burst, everyMs: betweenRequestsMs, now: host.now });
  let planned: { readonly soon: boolean; cancel(): void } | undefined;
  let underWay = false;
  let stopped = false;
  let lost = 0;
  /** What was noted while a request was under way: an event, or durations alone. */
  let again: 'soon' | 'later' | undefined;
  const sent = { requests: 0, events: 0, measures: 0 };

  function plan(soon: boolean): void {
    if (underWay) again = soon ? 'soon' : (again ?? 'later');
    if (stopped || underWay || planned?.soon === true || (planned !== undefined && !soon)) return;
    planned?.cancel();
    // What a click brings is noted in one go, before the page is idle.
    sendAtRest(soon, Math.max(soon ? 0 : measuresWaitMs, allowance.waitMs()), 0);
  }

  /** @param heldMs how long it has been held back already */
  function sendAtRest(soon: boolean, delayMs: number, heldMs: number): void {
    const cancel = host.whenIdle(delayMs, () => {
      planned = undefined;
      if (heldMs < longestHoldMs && host.busy()) sendAtRest(soon, holdBackMs, heldMs + holdBackMs);
      else void send(false);
    });
    planned = { soon, cancel };
  }

  async function send(last: boolean): Promise<void> {
    const drained = recorder.drain();
    lost += drained.lost;
    for (const { kind, label, durationMs, failed } of drained.measures) summaries.add(kind, label, durationMs, failed);
    const events = drained.events.slice(0, last ? lastRequestEvents : eventsPerRequest);
    const measures = drained.measures.slice(0, last ? lastRequestMeasures : measuresPerRequest);
    lost += drained.events.length - events.length + drained.measures.length - measures.length;
    const told = vitals.slice(-vitalsPerRequest);
    vitals = [];
    if (events.length + measures.length + told.length === 0) return;
    allowance.take();
    underWay = true;
    const status = await host.post(
      {
        vitals: told,
        measures: measures.map(({ kind, label, durationMs, failed }) => ({
          kind,
          label: label.slice(0, 80),
          duration_ms: Math.max(0, Math.min(durationMs, 3_600_000)),
          failed,
        })),
        events: events.map((event) => wireEvent(event, host.originUs)),
      },
      last,
      traceparentOf(quietSpan()),
    );
    underWay = false;
    if (status >= 200 && status < 300) {
      sent.requests += 1;
      sent.events += events.length;
      sent.measures += measures.length;
    } else lost += events.length + measures.length;
    // Signed out: nobody is there to tell.
    if (status === 401) stopped = true;
    else if (again !== undefined) {
      const soon = again === 'soon';
      again = undefined;
      plan(soon);
    }
  }

  recorder.onNoted(plan);
  const stopObserving = host.observe(
    (name, value) => {
      latest[name] = value;
      vitals.push({ name, value });
      plan(false);
    },
    (durationMs) => recorder.measure('frame', 'long', durationMs),
  );
  const stopWatching = host.onHidden(() => {
    planned?.cancel();
    planned = undefined;
    if (!stopped) void send(true);
  });
  // What was noted before this was loaded.
  plan(true);

  return {
    snapshot: () => ({ vitals: { ...latest }, measures: summaries.list(), sent: { ...sent }, lost }),
    close() {
      stopped = true;
      planned?.cancel();
      stopObserving();
      stopWatching();
    },
  };
}

function wireEvent(event: NotedEvent, originUs: number): ShellEvent {
  const { span } = event;
  return {
    ...(event.severity === undefined ? {} : { severity: event.severity }),
    type: event.type,
    subject: event.subject.slice(0, 80),
    traceparent: traceparentOf(span),
    ...(span.parentSpanId === '' ? {} : { parent_span_id: span.parentSpanId }),
    time_us: Math.round(originUs + event.endedAt * 1_000),
    value_a: Math.round(event.durationMs * 1_000),
    value_b: event.failed ? 1 : 0,
    ...(event.text === undefined ? {} : { text: event.text.slice(0, 500) }),
    ...(event.appId === undefined ? {} : { app_id: event.appId }),
  };
}

/** The browser as the collector needs it. */
export function browserCollectorHost(
  send: (path: string, init: RequestInit) => Promise<Response>,
  busy: () => boolean,
): CollectorHost {
  return {
    busy,
    async post(body, last, traceparent) {
      try {
        const response = await send('/telemetry', {
          method: 'POST',
          credentials: 'same-origin',
          headers: { 'content-type': 'application/json', accept: 'application/json', traceparent },
          body: JSON.stringify(body),
          keepalive: last,
        });
        return response.status;
      } catch {
        return 0;
      }
    },
    now: () => performance.now(),
    originUs: performance.timeOrigin * 1_000,
    whenIdle(delayMs, call) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      let idle: number | undefined;
      const whenAtRest = (): void => {
        idle = requestIdleCallback(call, { timeout: longestBusyMs });
      };
      if (typeof requestIdleCallback !== 'function') timer = setTimeout(call, delayMs);
      else if (delayMs > 0) timer = setTimeout(whenAtRest, delayMs);
      else whenAtRest();
      return () => {
        clearTimeout(timer);
        if (idle !== undefined) cancelIdleCallback(idle);
      };
    },
    onHidden(call) {
      const changed = (): void => {
        if (document.visibilityState === 'hidden') call();
      };
      document.addEventListener('visibilitychange', changed);
      addEventListener('pagehide', call);
      return () => {
        document.removeEventListener('visibilitychange', changed);
        removeEventListener('pagehide', call);
      };
    },
    observe(vital, frame) {
      // These begin once for the life of the page; after a close nobody listens.
      let open = true;
      const told = ({ name, value }: { name: VitalName; value: number }): void => {
        if (open) vital(name, value);
      };
      for (const start of [onCLS, onINP, onLCP, onFCP, onTTFB]) start(told);
      const stopFrames = observeLongFrames(frame);
      return () => {
        open = false;
        stopFrames();
      };
    },
  };
}

function observeLongFrames(told: (durationMs: number) => void): () => void {
  if (typeof PerformanceObserver === 'undefined') return () => {};
  const types = PerformanceObserver.supportedEntryTypes ?? [];
  const type = ['long-animation-frame', 'longtask'].find((each) => types.includes(each));
  if (type === undefined) return () => {};
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) told(entry.duration);
  });
  observer.observe({ type, buffered: true });
  return () => observer.disconnect();
}
