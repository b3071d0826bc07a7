/** Between the events of the kernel's wire and those that the HTTP routes tell. */
import type {
  EventCategoryName,
  EventFilterBody,
  EventKeyName,
  EventQuestionName,
  EventSeverityName,
  EventsQueryRequest,
  EventsQueryResponse,
  KernelEvent,
} from '@agentos/protocol';
import {
  type Event,
  EventCategory,
  type EventFilter,
  EventKey,
  EventQuestion,
  EventSeverity,
  type QueryEventsRequest,
  type QueryEventsResponse,
} from '@agentos/protocol/kernel';

const categories: Readonly<Record<EventCategoryName, EventCategory>> = {
  syscall: EventCategory.SYSCALL,
  process: EventCategory.PROCESS,
  file: EventCategory.FILE,
  ipc: EventCategory.IPC,
  network: EventCategory.NETWORK,
  memory: EventCategory.MEMORY,
  scheduler: EventCategory.SCHEDULER,
  security: EventCategory.SECURITY,
  system: EventCategory.SYSTEM,
  performance: EventCategory.PERFORMANCE,
  resource: EventCategory.RESOURCE,
  app: EventCategory.APP,
  tool: EventCategory.TOOL,
  ai: EventCategory.AI,
};
const severities: Readonly<Record<EventSeverityName, EventSeverity>> = {
  debug: EventSeverity.DEBUG,
  info: EventSeverity.INFO,
  warning: EventSeverity.WARNING,
  error: EventSeverity.ERROR,
  critical: EventSeverity.CRITICAL,
};
const questions: Readonly<Record<EventQuestionName, EventQuestion>> = {
  events: EventQuestion.EVENTS,
  counts: EventQuestion.COUNTS,
  percentiles: EventQuestion.PERCENTILES,
  timeline: EventQuestion.TIMELINE,
  chain: EventQuestion.CHAIN,
  root_cause: EventQuestion.ROOT_CAUSE,
  slow: EventQuestion.SLOW,
  syscalls: EventQuestion.SYSCALLS,
  memory_pressure: EventQuestion.MEMORY_PRESSURE,
  security: EventQuestion.SECURITY,
  anomalies: EventQuestion.ANOMALIES,
};
const keys: Readonly<Record<EventKeyName, EventKey>> = {
  none: EventKey.UNSPECIFIED,
  category: EventKey.CATEGORY,
  severity: EventKey.SEVERITY,
  type: EventKey.TYPE,
  subject: EventKey.SUBJECT,
  pid: EventKey.PID,
  layer: EventKey.LAYER,
};

const categoryNames = named(categories);
const severityNames = named(severities);

/** A filter of the wire; what is absent asks for nothing. */
export function filterOf(body: EventFilterBody): EventFilter {
  return {
    categories: (body.categories ?? []).map((name) => categories[name]),
    leastSeverity: body.least_severity === undefined ? EventSeverity.UNSPECIFIED : severities[body.least_severity],
    pids: body.pids ?? [],
    types: body.types ?? [],
    traceId: body.trace_id ?? '',
    fromUs: body.from_us ?? 0,
    toUs: body.to_us ?? 0,
    text: body.text ?? '',
    leastValue: body.least_value ?? 0,
  };
}

export function questionOf(body: EventsQueryRequest): QueryEventsRequest {
  return {
    question: questions[body.question],
    filter: filterOf(body.filter),
    key: keys[body.key],
    limit: body.limit,
    sliceMs: body.slice_ms ?? 0,
    sequence: body.sequence ?? 0,
  };
}

export function answerOf(answer: QueryEventsResponse): EventsQueryResponse {
  return {
    events: answer.events.map(eventOf),
    groups: answer.groups,
    anomalies: answer.anomalies.flatMap(({ event, ...anomaly }) =>
      event === undefined ? [] : [{ event: eventOf(event), ...anomaly }],
    ),
    looked_at: answer.lookedAt,
    matched: answer.matched,
    truncated: answer.truncated,
  };
}

export function eventOf(event: Event): KernelEvent {
  return {
    sequence: event.sequence,
    time_us: event.timeUs,
    category: categoryNames.get(event.category) ?? 'unknown',
    severity: severityNames.get(event.severity) ?? 'unknown',
    type: event.type,
    subject: event.subject,
    pid: event.pid,
    trace_id: event.traceId,
    span_id: event.spanId,
    parent_span_id: event.parentSpanId,
    value_a: event.valueA,
    value_b: event.valueB,
    value_c: event.valueC,
    layer: event.layer,
    text: event.text,
    ...(event.weight > 1 ? { weight: event.weight } : {}),
  };
}

function named<Name extends string>(numbers: Readonly<Record<Name, number>>): Map<number, Name> {
  const names = new Map<number, Name>();
  for (const name in numbers) names.set(numbers[name], name);
  return names;
}
