/** The tools of the system that this app looks through. Owns no state; every answer is read for its shape. */
import type { AppContext, JsonObject } from '@os/sdk';
import type { Answer, Category, Kind, Kinds, Severity, SystemEvent } from './events.ts';

export interface EventFilter {
  readonly categories?: readonly Category[];
  readonly least_severity?: Severity;
  readonly pids?: readonly number[];
  readonly types?: readonly string[];
  readonly trace_id?: string;
  readonly from_us?: number;
  readonly to_us?: number;
  readonly text?: string;
  readonly least_value?: number;
}

export interface Question {
  readonly question:
    | 'events'
    | 'counts'
    | 'percentiles'
    | 'timeline'
    | 'chain'
    | 'root_cause'
    | 'slow'
    | 'syscalls'
    | 'memory_pressure'
    | 'security'
    | 'anomalies';
  readonly filter?: EventFilter;
  readonly key?: 'none' | 'category' | 'severity' | 'type' | 'subject' | 'pid' | 'layer';
  readonly limit?: number;
  readonly slice_ms?: number;
  readonly sequence?: number;
}

export interface ProcessName {
  readonly pid: number;
  readonly name: string;
  /** Package of the app, for the processes of apps. */
  readonly packageId: string;
}

/** Who an event is about, in a few words. */
export function processLabel(event: Pick<SystemEvent, 'layer' | 'pid'>, processes: readonly ProcessName[]): string {
  const name = processes.find(({ pid }) => pid === event.pid)?.name;
  // What the desktop tells without an app comes in through the services.
  if (event.layer === 'shell' && name === 'services') return 'desktop';
  if (event.pid === 0) return event.layer;
  return `${name ?? 'ended'} ${event.pid}`;
}

export interface Measure {
  readonly kind: string;
  readonly label: string;
  readonly count: number;
  readonly failures: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
  readonly most: number;
}

export interface DesktopFigures {
  /** Milliseconds since the epoch. */
  readonly since: number;
  /** 75th percentile of each web vital: milliseconds, but for CLS. */
  readonly vitals: ReadonlyMap<string, { readonly p75: number; readonly count: number }>;
  readonly measures: readonly Measure[];
}

export interface MonitorClient {
  ask(question: Question, signal?: AbortSignal): Promise<Answer>;
  kinds(): Promise<Kinds>;
  processes(): Promise<readonly ProcessName[]>;
  figures(signal?: AbortSignal): Promise<DesktopFigures>;
}

export function createMonitorClient(executor: AppContext['executor']): MonitorClient {
  return {
    async ask(question, signal) {
      const params: JsonObject = JSON.parse(JSON.stringify(question));
      const answer = await executor.execute('monitor.query', params, { signal });
      if (!isAnswer(answer)) throw new Error('the system gave an answer that makes no sense');
      return answer;
    },
    async kinds() {
      const answer = await executor.execute('monitor.kinds');
      const kinds = isRecord(answer) ? answer.kinds : undefined;
      if (!isRecord(kinds)) throw new Error('the system gave an answer that makes no sense');
      return new Map(Object.entries(kinds).filter((entry): entry is [string, Kind] => isKind(entry[1])));
    },
    async processes() {
      const answer = await executor.execute('system.processes');
      const list: readonly unknown[] = isRecord(answer) && Array.isArray(answer.processes) ? answer.processes : [];
      return list.flatMap((each) =>
        isRecord(each) && typeof each.pid === 'number' && typeof each.name === 'string'
          ? [{ pid: each.pid, name: each.name, packageId: typeof each.app_id === 'string' ? each.app_id : '' }]
          : [],
      );
    },
    async figures(signal) {
      const answer = await executor.execute('monitor.figures', {}, { signal });
      if (!isRecord(answer) || !isRecord(answer.vitals) || !Array.isArray(answer.measures)) {
        throw new Error('the system gave an answer that makes no sense');
      }
      const vitals = Object.entries(answer.vitals).flatMap(([name, value]) =>
        isRecord(value) && typeof value.p75 === 'number' && typeof value.count === 'number'
          ? [[name, { p75: value.p75, count: value.count }] as const]
          : [],
      );
      return {
        since: typeof answer.since === 'number' ? answer.since : 0,
        vitals: new Map(vitals),
        measures: answer.measures.filter(isMeasure),
      };
    },
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The tool's own schema has checked the parts; here only the outline is looked at. */
function isAnswer(value: unknown): value is Answer {
  return (
    isRecord(value) &&
    Array.isArray(value.events) &&
    Array.isArray(value.groups) &&
    Array.isArray(value.anomalies) &&
    typeof value.matched === 'number'
  );
}

function isKind(value: unknown): value is Kind {
  return isRecord(value) && typeof value.says === 'string';
}

function isMeasure(value: unknown): value is Measure {
  return isRecord(value) && typeof value.kind === 'string' && typeof value.label === 'string';
}
