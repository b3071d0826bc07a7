/**
 * What the desktop tells about itself: its figures stay here, its events go into the kernel's collector. Only the signed-in
 * desktop may tell, and nothing of it leaves this machine.
 */
import { type ShellEventType, TelemetryReport, TelemetryRequest, TelemetryResponse } from '@agentos/protocol';
import type { z } from 'zod';
import { nowUs, type Told } from '../../observability/outbox.ts';
import { labelOf } from '../../observability/shell-figures.ts';
import { Problem } from '../../problem.ts';
import { RateLimit } from '../../security/rate-limit.ts';
import type { System } from '../../system.ts';
import { spanUnder } from '../../trace.ts';
import { jsonRoute, type Route } from '../route.ts';

const reports = { burst: 40, perSecond: 10 } as const;
/** Events a second, over all reports. */
const events = { burst: 2_000, perSecond: 400 } as const;
const largestReport = 256 * 1024;
/** What takes longer to draw costs a frame. */
const slowDrawingMs = 16;
/** A clock that is further off than this is not believed. */
const clockErrorUs = 60_000_000;

export function telemetryRoutes(system: System): Route[] {
  const { telemetry, apps } = system;
  const rate = new RateLimit(reports);
  const eventRate = new RateLimit(events);
  return [
    jsonRoute({
      method: 'POST',
      path: '/telemetry',
      summary: 'Figures and events of the desktop, from itself',
      access: 'owner',
      body: TelemetryRequest,
      bodyLimit: largestReport,
      answer: TelemetryResponse,
      handle({ body, asker }) {
        const who = asker.signIn?.id ?? '';
        if (rate.take(who) > 0) {
          telemetry.shell.refused();
          throw new Problem('EAGAIN', 'too many reports; gather more into one');
        }
        telemetry.shell.take(body);
        const now = nowUs();
        let refused = 0;
        for (const event of body.events) {
          if (eventRate.take(who) > 0) {
            refused++;
            continue;
          }
          const { traceparent } = event;
          const told = event.time_us ?? now;
          telemetry.tell(event.type, {
            span: { traceparent, parentSpanId: event.parent_span_id ?? '' },
            subject: event.subject,
            a: event.value_a,
            b: event.value_b,
            c: event.value_c,
            text: event.text,
            pid: processOf(event.app_id),
            timeUs: Math.abs(told - now) > clockErrorUs ? now : told,
            ...(event.severity === undefined ? {} : { severity: severities[event.severity] }),
          });
        }
        for (const told of eventsOf(body)) if (eventRate.take(who) === 0) telemetry.tell(...told);
        if (body.events.length > 0) telemetry.outbox.hurry();
        return { success: true as const, refused };
      },
    }),
    jsonRoute({
      method: 'GET',
      path: '/telemetry',
      summary: 'Web vitals and durations of the desktop since the services started',
      access: 'observer',
      answer: TelemetryReport,
      handle: () => ({ ...telemetry.shell.report(), events: telemetry.outbox.counts }),
    }),
  ];

  function processOf(appId: string | undefined): number {
    const instance = appId === undefined ? undefined : apps.find(appId);
    return instance?.process?.pid ?? 0;
  }
}

/** Figures that are events too: vitals, and what was slow enough to be felt. */
function eventsOf({ vitals, measures }: z.output<typeof TelemetryRequest>): [ShellEventType, Told][] {
  const events: [ShellEventType, Told][] = vitals.map(({ name, value }) => [
    'shell.vital',
    { span: spanUnder(undefined), subject: name, a: value },
  ]);
  for (const { kind, label, duration_ms } of measures) {
    const told = { span: spanUnder(undefined), subject: labelOf(kind, label), a: duration_ms * 1000 };
    if (kind === 'websocket') events.push(['shell.socket', told]);
    else if ((kind === 'render' && duration_ms >= slowDrawingMs) || kind === 'frame')
      events.push(['shell.render', told]);
  }
  return events;
}

const severities = {
  debug: 'DEBUG',
  info: 'INFO',
  warning: 'WARNING',
  error: 'ERROR',
  critical: 'CRITICAL',
} as const;
