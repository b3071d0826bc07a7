/**
 * Bodies of the routes through which the system is observed: events of every layer (query and live), the shell's own
 * figures, and the scheduler. Names are lower case here; `kernel.proto` says what each event field means.
 */
import { z } from 'zod';
import { type EventType, eventKinds, isEventType } from './events.ts';

const count = z.number().int().min(0);
const traceparent = z.string().regex(/^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/);

export const EventCategoryName = z.enum([
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
]);
export type EventCategoryName = z.infer<typeof EventCategoryName>;

/** In rising order. */
export const EventSeverityName = z.enum(['debug', 'info', 'warning', 'error', 'critical']);
export type EventSeverityName = z.infer<typeof EventSeverityName>;

/** One event as it is told over HTTP. What the values mean depends on the type: `docs/events.md`. */
export const KernelEvent = z.object({
  sequence: count,
  /** Microseconds since the Unix epoch. */
  time_us: count,
  /** A category that this side does not know is told as `unknown`. */
  category: z.union([EventCategoryName, z.literal('unknown')]),
  severity: z.union([EventSeverityName, z.literal('unknown')]),
  type: z.string(),
  subject: z.string(),
  pid: count,
  trace_id: z.string(),
  span_id: z.string(),
  /** Empty when the event begins its trace. */
  parent_span_id: z.string(),
  value_a: z.number(),
  value_b: z.number(),
  value_c: z.number(),
  layer: z.string(),
  text: z.string(),
  /** How many events this one stands for, where sampling left the others out; absent: itself alone. */
  weight: count.optional(),
});
export type KernelEvent = z.infer<typeof KernelEvent>;

/** What is asked for must all hold; what is absent asks for nothing. */
export const EventFilterBody = z.object({
  categories: z.array(EventCategoryName).max(32).optional(),
  least_severity: EventSeverityName.optional(),
  pids: z.array(z.number().int().min(1).max(0xffff_ffff)).max(64).optional(),
  /** `process.exit`; `process.*` for all that begin so. */
  types: z.array(z.string().min(1).max(80)).max(32).optional(),
  trace_id: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .optional(),
  from_us: count.optional(),
  to_us: count.optional(),
  /** In type, subject, layer or text, in any case. */
  text: z.string().min(1).max(200).optional(),
  /** Of value_a: what took at least so long. */
  least_value: z.number().optional(),
});
export type EventFilterBody = z.infer<typeof EventFilterBody>;

export const EventQuestionName = z.enum([
  'events',
  'counts',
  'percentiles',
  'timeline',
  'chain',
  'root_cause',
  'slow',
  'syscalls',
  'memory_pressure',
  'security',
  'anomalies',
]);
export type EventQuestionName = z.infer<typeof EventQuestionName>;

export const EventKeyName = z.enum(['none', 'category', 'severity', 'type', 'subject', 'pid', 'layer']);
export type EventKeyName = z.infer<typeof EventKeyName>;

/** POST /kernel/events/query */
export const EventsQueryRequest = z.object({
  question: EventQuestionName.default('events'),
  filter: EventFilterBody.default({}),
  /** What groups are made by, for `counts` and `percentiles`. */
  key: EventKeyName.default('none'),
  limit: z.number().int().min(1).max(5_000).default(100),
  /** Milliseconds of a slice of `timeline`; absent: a hundredth of the span. */
  slice_ms: z.number().int().min(1).max(86_400_000).optional(),
  /** Event whose `root_cause` is asked for. */
  sequence: count.optional(),
});
export type EventsQueryRequest = z.infer<typeof EventsQueryRequest>;

/** Values are those of value_a, in its unit; the key of a time line is the start of the slice, microseconds. */
export const EventGroupBody = z.object({
  key: z.string(),
  count,
  sum: z.number(),
  least: z.number(),
  most: z.number(),
  p50: z.number(),
  p90: z.number(),
  p95: z.number(),
  p99: z.number(),
});
export type EventGroupBody = z.infer<typeof EventGroupBody>;

export const AnomalyBody = z.object({
  event: KernelEvent,
  value: z.number(),
  mean: z.number(),
  deviation: z.number(),
  sigmas: z.number(),
  samples: count,
});
export type AnomalyBody = z.infer<typeof AnomalyBody>;

export const EventsQueryResponse = z.object({
  events: z.array(KernelEvent),
  groups: z.array(EventGroupBody),
  anomalies: z.array(AnomalyBody),
  looked_at: count,
  matched: count,
  truncated: z.boolean(),
});
export type EventsQueryResponse = z.infer<typeof EventsQueryResponse>;

const listed = z
  .string()
  .max(4_000)
  .transform((text) => text.split(',').filter((part) => part !== ''));

/**
 * GET /kernel/events/stream, Server-Sent Events: each message is the JSON of an `EventsMessage`. Lists have commas
 * between. A reader that is too slow misses events and is told how many.
 */
export const EventsStreamQuery = z.object({
  categories: listed.pipe(z.array(EventCategoryName).max(32)).optional(),
  least_severity: EventSeverityName.optional(),
  pids: listed
    .pipe(
      z
        .array(
          z
            .string()
            .regex(/^\d{1,10}$/)
            .transform(Number),
        )
        .max(64),
    )
    .optional(),
  types: listed.pipe(z.array(z.string().max(80)).max(32)).optional(),
  trace_id: EventFilterBody.shape.trace_id,
  text: EventFilterBody.shape.text,
  least_value: z.coerce.number().optional(),
  /** First event to send; 0 or absent: what comes from now on. 1: everything that is held, first. */
  from_sequence: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
});
export type EventsStreamQuery = z.infer<typeof EventsStreamQuery>;

export const EventsMessage = z.object({
  events: z.array(KernelEvent),
  /** Events that this reader missed before these, because it was too slow. */
  lost: count,
});
export type EventsMessage = z.infer<typeof EventsMessage>;

// ------------------------------------------------------------------------------------------------ the shell's figures

/** Types of events that the shell tells of. */
export type ShellEventType = Extract<EventType, `shell.${string}`>;

function isShellEventType(type: unknown): type is ShellEventType {
  return typeof type === 'string' && isEventType(type) && eventKinds[type].layer === 'shell';
}

export const VitalName = z.enum(['CLS', 'FID', 'LCP', 'FCP', 'TTFB', 'INP']);
export type VitalName = z.infer<typeof VitalName>;

/**
 * What is timed in the shell. `render`: a Blueprint component type or a renderer. `tool`: the id of a tool. `websocket`:
 * a type of message on the stream, timed to the first answer, or the kind of a request, timed to its last. `frame`: what
 * kept the page from answering. `launch`: the kind of app.
 */
export const MeasureKind = z.enum(['render', 'tool', 'websocket', 'frame', 'launch']);
export type MeasureKind = z.infer<typeof MeasureKind>;

/** One event of the shell, of a type that `events.ts` gives to it; layer, category and process are added by the services. */
export const ShellEvent = z.object({
  type: z.custom<ShellEventType>((type) => isShellEventType(type), 'a type of event that the shell tells'),
  severity: EventSeverityName.optional(),
  subject: z.string().max(80).default(''),
  /** With the span of the event itself. */
  traceparent,
  parent_span_id: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .optional(),
  /** Microseconds since the Unix epoch; absent: when it arrives. */
  time_us: count.optional(),
  value_a: z.number().default(0),
  value_b: z.number().default(0),
  value_c: z.number().default(0),
  text: z.string().max(500).default(''),
  /** Instance that it concerns. */
  app_id: z.string().max(64).optional(),
});
export type ShellEvent = z.input<typeof ShellEvent>;

/** POST /telemetry: at most 10 requests a second on average; what is over is refused with EAGAIN. */
export const TelemetryRequest = z.object({
  vitals: z
    .array(z.object({ name: VitalName, /** Milliseconds; CLS has no unit. */ value: z.number().min(0).max(3_600_000) }))
    .max(32)
    .default([]),
  measures: z
    .array(
      z.object({
        kind: MeasureKind,
        /** What is not known becomes `other`. */
        label: z.string().max(80),
        duration_ms: z.number().min(0).max(3_600_000),
        failed: z.boolean().default(false),
      }),
    )
    .max(500)
    .default([]),
  events: z.array(ShellEvent).max(200).default([]),
});
export type TelemetryRequest = z.input<typeof TelemetryRequest>;
export const TelemetryResponse = z.object({
  success: z.literal(true),
  /** Events that the kernel did not get: a type that the shell may not tell, or too many at once. */
  refused: count,
});

/** A summary of values since the services started; milliseconds, but for CLS. */
export const FigureSummary = z.object({
  count,
  mean: z.number(),
  least: z.number(),
  most: z.number(),
  last: z.number(),
  p50: z.number(),
  p75: z.number(),
  p95: z.number(),
  p99: z.number(),
});
export type FigureSummary = z.infer<typeof FigureSummary>;

/** GET /telemetry */
export const TelemetryReport = z.object({
  since: z.number(),
  vitals: z.partialRecord(VitalName, FigureSummary),
  measures: z.array(FigureSummary.extend({ kind: MeasureKind, label: z.string(), failures: count })),
  events: z.object({ sent: count, dropped: count, refused: count, pending: count }),
});
export type TelemetryReport = z.infer<typeof TelemetryReport>;

// --------------------------------------------------------------------------------------------------------- scheduler

export const SchedulerPolicyName = z.enum(['round_robin', 'priority', 'fair']);
export type SchedulerPolicyName = z.infer<typeof SchedulerPolicyName>;

/** GET /kernel/scheduler/stats */
export const SchedulerStatsResponse = z.object({
  policy: z.union([SchedulerPolicyName, z.literal('unknown')]),
  quantum_us: count,
  decisions: count,
  runnable: count,
  paused: z.boolean(),
  preemptions: count,
  mechanism: z.string(),
  enforcement: z.enum(['enforced', 'degraded', 'simulated', 'unavailable']),
  processes: z.array(
    z.object({
      pid: count,
      vruntime_ns: z.number(),
      cpu_ns: z.number(),
      kernel_ns: z.number(),
      entitled_share: z.number(),
      achieved_share: z.number(),
      priority: z.number().int(),
      weight: count,
      mechanism: z.string(),
    }),
  ),
});
export type SchedulerStatsResponse = z.infer<typeof SchedulerStatsResponse>;

/** POST /kernel/scheduler/policy */
export const SchedulerPolicyRequest = z.object({ policy: SchedulerPolicyName });
/** POST /kernel/scheduler/quantum */
export const SchedulerQuantumRequest = z.object({ quantum_us: z.number().int().min(1).max(60_000_000) });
/** POST /kernel/scheduler/pause, resume, trigger, and /kernel/schedule-next: `pid` is whom a decision chose, 0: nobody. */
export const SchedulerActionResponse = z.object({ success: z.literal(true), paused: z.boolean(), pid: count });
