/**
 * What the desktop tells about itself: its figures stay here, its events go into the kernel's collector. Only the signed-in
 * desktop may tell, and nothing of it leaves this machine.
 */
import { TelemetryReport, TelemetryRequest, TelemetryResponse } from '@agentos/protocol';
import { nowUs } from '../../observability/outbox.ts';
import { Problem } from '../../problem.ts';
import { RateLimit } from '../../security/rate-limit.ts';
import type { System } from '../../system.ts';
import { jsonRoute, type Route } from '../route.ts';

const reports = { burst: 40, perSecond: 10 } as const;
/** Events a second, over all reports. */
const events = { burst: 2_000, perSecond: 400 } as const;
const largestReport = 256 * 1024;
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

const severities = {
  debug: 'DEBUG',
  info: 'INFO',
  warning: 'WARNING',
  error: 'ERROR',
  critical: 'CRITICAL',
} as const;
