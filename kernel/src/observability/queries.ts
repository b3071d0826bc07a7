/**
 * Answers questions about events from what is held, without taking any away. One walk answers, from the newest back. Groups count
 * with the weights of their events, so that they are about all that happened; lists are of events that are held.
 */
import type { Event, QueryEventsRequest } from '@agentos/protocol/kernel';
import { failure } from '../errors.ts';
import { EventFilter, isDuration, noFilter } from '../events/event-filter.ts';
import { categoryNames, severityNames, severityNumber, typeNumbers, typesByNumber } from '../events/numbers.ts';
import type { Slots } from '../events/slots.ts';
import type { EventSource } from './event-source.ts';
import { Histogram } from './histogram.ts';

export interface Group {
  readonly key: string;
  count: number;
  sum: number;
  least: number;
  most: number;
  readonly histogram: Histogram | undefined;
}

export interface Anomaly {
  readonly event: Event;
  readonly value: number;
  readonly mean: number;
  readonly deviation: number;
  readonly sigmas: number;
  readonly samples: number;
}

export interface Answer {
  events: Event[];
  groups: Group[];
  anomalies: Anomaly[];
  lookedAt: number;
  matched: number;
  truncated: boolean;
}

export const question = {
  events: 1,
  counts: 2,
  percentiles: 3,
  timeline: 4,
  chain: 5,
  rootCause: 6,
  slow: 7,
  syscalls: 8,
  memoryPressure: 9,
  security: 10,
  anomalies: 11,
} as const;

const keys = { none: 0, category: 1, severity: 2, type: 3, subject: 4, pid: 5, layer: 6 } as const;

const usualLimit = 100;
const mostLimit = 5_000;
/** Groups made on the way; of what comes beyond, no more is known than that there is more. */
const mostGroups = 20_000;
const leastSliceUs = 1_000;

interface Match {
  readonly event: Event;
  readonly value: number;
}

export class EventQueries {
  readonly #source: EventSource;
  readonly #anomalies: () => readonly Anomaly[];

  constructor(source: EventSource, anomalies: () => readonly Anomaly[]) {
    this.#source = source;
    this.#anomalies = anomalies;
  }

  /**
   * @param visible the pids that the asker may see; undefined: all
   * @throws KernelError EINVAL, ENOENT
   */
  answer(request: QueryEventsRequest, visible: ReadonlySet<number> | undefined): Answer {
    const may = visible === undefined ? () => true : (pid: number) => visible.has(pid);
    const given = { ...noFilter, ...request.filter };
    const limit = Math.min(request.limit === 0 ? usualLimit : request.limit, mostLimit);
    switch (request.question) {
      case question.events:
        return this.#events(new EventFilter(given, may), limit);
      case question.counts:
        return this.#groups(new EventFilter(given, may), this.#keyOf(request.key), false, limit);
      case question.percentiles:
        return this.#groups(new EventFilter(given, may), this.#keyOf(request.key), true, limit);
      case question.timeline:
        return this.#timeline(
          new EventFilter(given, may),
          request.sliceMs * 1_000,
          request.limit === 0 ? mostLimit : limit,
        );
      case question.chain:
        if (given.traceId === '') throw failure('EINVAL', 'a chain is that of a trace: name it', 'trace_id');
        return this.#chain(new EventFilter(given, may), request.limit === 0 ? mostLimit : limit);
      case question.rootCause:
        return this.#rootCause(request.sequence, may, request.limit === 0 ? mostLimit : limit);
      case question.slow:
        return this.#slow(new EventFilter(given, may), limit);
      case question.syscalls: {
        const types = given.types.length === 0 ? ['syscall.exit', 'security.denied'] : given.types;
        return this.#groups(new EventFilter({ ...given, types }, may), this.#keyOf(keys.subject), true, limit);
      }
      case question.memoryPressure: {
        const types = given.types.length === 0 ? ['memory.pressure'] : given.types;
        return this.#events(new EventFilter({ ...given, types }, may), limit);
      }
      case question.security: {
        const { leastSeverity } = given;
        const asked = { ...given, categories: [8 as const] };
        const filter = { ...asked, leastSeverity: leastSeverity === 0 ? severityNumber.INFO : leastSeverity };
        return this.#events(new EventFilter(filter, may), limit);
      }
      case question.anomalies:
        return this.#found(new EventFilter(given, may), limit);
      default:
        throw failure('EINVAL', `there is no question ${request.question}`, 'question');
    }
  }

  #matches(filter: EventFilter, visit: (slots: Slots, slot: number, sequence: number) => void): Answer {
    const { texts } = this.#source;
    const answer: Answer = { events: [], groups: [], anomalies: [], lookedAt: 0, matched: 0, truncated: false };
    this.#source.walk((slots, slot, sequence) => {
      answer.lookedAt++;
      if (!filter.passes(slots, slot, sequence, texts)) return true;
      answer.matched++;
      visit(slots, slot, sequence);
      return true;
    });
    return answer;
  }

  #read(slots: Slots, slot: number, sequence: number): Event {
    return slots.read(slot, sequence, this.#source.texts);
  }

  #events(filter: EventFilter, limit: number): Answer {
    const events: Event[] = [];
    const answer = this.#matches(filter, (slots, slot, sequence) => {
      if (events.length < limit) events.push(this.#read(slots, slot, sequence));
    });
    return { ...answer, events, truncated: answer.matched > limit };
  }

  #chain(filter: EventFilter, limit: number): Answer {
    const events: Event[] = [];
    const answer = this.#matches(filter, (slots, slot, sequence) => {
      if (events.length < mostLimit) events.push(this.#read(slots, slot, sequence));
    });
    events.sort(byTime);
    return { ...answer, events: events.slice(0, limit), truncated: answer.matched > limit };
  }

  /** The spans from the one of the event up to the beginning of its trace, and what happened in them. */
  #rootCause(wanted: number, visible: (pid: number) => boolean, limit: number): Answer {
    let last: Event | undefined;
    this.#source.walk((slots, slot, sequence) => {
      if (sequence !== wanted) return sequence > wanted;
      if (visible(slots.pid(slot))) last = this.#read(slots, slot, sequence);
      return false;
    });
    if (last === undefined) throw failure('ENOENT', `there is no event ${wanted} (any more)`, String(wanted));
    const own = last;
    const all = this.#chain(new EventFilter({ ...noFilter, traceId: own.traceId }, visible), mostLimit);
    const parents = new Map<string, string>();
    for (const { spanId, parentSpanId } of all.events) if (parentSpanId !== '') parents.set(spanId, parentSpanId);
    const depths = new Map<string, number>();
    let span: string | undefined = own.spanId;
    for (let depth = 0; span !== undefined && !depths.has(span); depth++) {
      depths.set(span, depth);
      span = parents.get(span);
    }
    const events = all.events.filter(({ spanId, sequence }) => {
      return depths.has(spanId) && (spanId !== own.spanId || sequence <= wanted);
    });
    const depthOf = ({ spanId }: Event): number => depths.get(spanId) ?? 0;
    events.sort((one, other) => depthOf(other) - depthOf(one) || byTime(one, other));
    const truncated = all.truncated || events.length > limit;
    return { ...all, events: events.slice(-limit), matched: events.length, truncated };
  }

  #slow(filter: EventFilter, limit: number): Answer {
    let slowest: Match[] = [];
    let least = Number.NEGATIVE_INFINITY;
    let durations = 0;
    const cut = (): void => {
      slowest.sort((one, other) => other.value - one.value);
      slowest = slowest.slice(0, limit);
      if (slowest.length === limit) least = slowest.at(-1)?.value ?? least;
    };
    const answer = this.#matches(filter, (slots, slot, sequence) => {
      if (isDuration[slots.type(slot)] !== true) return;
      durations++;
      const value = slots.a(slot);
      if (value <= least) return;
      slowest.push({ event: this.#read(slots, slot, sequence), value });
      if (slowest.length >= 2 * limit + 100) cut();
    });
    cut();
    const events = slowest.map(({ event }) => event);
    return { ...answer, events, matched: durations, truncated: durations > limit };
  }

  #groups(
    filter: EventFilter,
    keyOf: (slots: Slots, slot: number, sequence: number) => string,
    withPercentiles: boolean,
    limit: number,
  ): Answer {
    const groups = new Map<string, Group>();
    let beyond = false;
    const answer = this.#matches(filter, (slots, slot, sequence) => {
      const key = keyOf(slots, slot, sequence);
      let group = groups.get(key);
      if (group === undefined) {
        if (groups.size >= mostGroups) {
          beyond = true;
          return;
        }
        group = newGroup(key, withPercentiles);
        groups.set(key, group);
      }
      count(group, slots.a(slot), slots.weight(slot));
    });
    const sorted = [...groups.values()].sort((one, other) => other.count - one.count);
    return { ...answer, groups: sorted.slice(0, limit), truncated: beyond || sorted.length > limit };
  }

  #timeline(filter: EventFilter, asked: number, limit: number): Answer {
    let first = Number.POSITIVE_INFINITY;
    let last = Number.NEGATIVE_INFINITY;
    const times: number[] = [];
    const values: number[] = [];
    const stoodFor: number[] = [];
    const answer = this.#matches(filter, (slots, slot) => {
      const time = slots.timeUs(slot);
      times.push(time);
      values.push(slots.a(slot));
      stoodFor.push(slots.weight(slot));
      first = Math.min(first, time);
      last = Math.max(last, time);
    });
    if (times.length === 0) return answer;
    const from = filter.fromUs > 0 ? filter.fromUs : first;
    const to = Number.isFinite(filter.toUs) ? Math.max(last, filter.toUs) : last;
    const slice = asked > 0 ? asked : Math.max(leastSliceUs, Math.ceil((to - from + 2) / 100));
    // A hundred slices of one's own choice begin where they begin, so that they are a hundred.
    const start = asked > 0 ? Math.floor(from / slice) * slice : Math.floor(from);
    const slices = Math.floor((to - start) / slice) + 1;
    if (slices > limit) {
      throw failure(
        'EINVAL',
        `${slices} slices, the most is ${limit}; make them longer or the time shorter`,
        'slice_ms',
      );
    }
    const groups = Array.from({ length: slices }, (_, index) => newGroup(String(start + index * slice), true));
    for (const [index, time] of times.entries()) {
      const group = groups[Math.floor((time - start) / slice)];
      if (group !== undefined) count(group, values[index] ?? 0, stoodFor[index] ?? 1);
    }
    return { ...answer, groups };
  }

  #found(filter: EventFilter, limit: number): Answer {
    const answer: Answer = { events: [], groups: [], anomalies: [], lookedAt: 0, matched: 0, truncated: false };
    for (const anomaly of this.#anomalies().toReversed()) {
      answer.lookedAt++;
      if (!passes(filter, anomaly.event)) continue;
      answer.matched++;
      if (answer.anomalies.length < limit) answer.anomalies.push(anomaly);
      else answer.truncated = true;
    }
    return answer;
  }

  #keyOf(key: number): (slots: Slots, slot: number, sequence: number) => string {
    const { texts } = this.#source;
    switch (key) {
      case keys.none:
        return () => '';
      case keys.category:
        return (slots, slot) => categoryNames[slots.category(slot)] ?? '';
      case keys.severity:
        return (slots, slot) => severityNames[slots.severity(slot)] ?? '';
      case keys.type:
        return (slots, slot) => typesByNumber[slots.type(slot)] ?? '';
      case keys.subject:
        return (slots, slot, sequence) => slots.subjectText(slot, sequence, texts);
      case keys.pid:
        return (slots, slot) => String(slots.pid(slot));
      case keys.layer:
        return (slots, slot, sequence) => slots.layer(slot, sequence, texts);
      default:
        throw failure('EINVAL', `there is no key ${key}`, 'key');
    }
  }
}

/** An event of an anomaly is no slot any more. */
function passes(filter: EventFilter, event: Event): boolean {
  return filter.passesEvent(event, typeNumbers.get(event.type) ?? 0);
}

function newGroup(key: string, withPercentiles: boolean): Group {
  const histogram = withPercentiles ? new Histogram() : undefined;
  return { key, count: 0, sum: 0, least: Number.POSITIVE_INFINITY, most: Number.NEGATIVE_INFINITY, histogram };
}

/** `weight`: how many events have about this value; sampling left the others out. */
function count(group: Group, value: number, weight: number): void {
  group.count += weight;
  group.sum += weight * value;
  if (value < group.least) group.least = value;
  if (value > group.most) group.most = value;
  group.histogram?.add(value, weight);
}

function byTime(one: Event, other: Event): number {
  return one.timeUs - other.timeUs || one.sequence - other.sequence;
}
