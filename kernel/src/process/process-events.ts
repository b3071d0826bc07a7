/** What processes tell of themselves as events: changes of state, ends with what was cleaned up, limits that they ran into. */
import { EventCategory, EventSeverity } from '@agentos/protocol/kernel';
import type { EventRing } from '../events/event-ring.ts';
import type { TraceContext } from '../events/trace.ts';
import type { ExitStatus } from '../host/backend.ts';
import type { LedgerReport } from './ledger.ts';
import type { Process } from './process.ts';
import { type StateName, wireState } from './state.ts';

const { PROCESS } = EventCategory;

/** The state that a process has now, and the one before. */
export function emitState(events: EventRing, process: Process, from: StateName, trace: TraceContext): void {
  const { state, pid, parentPid, kind } = process;
  const severity = state === 'running' || state === 'waiting' ? EventSeverity.DEBUG : EventSeverity.INFO;
  events.emit(PROCESS, severity, 'process.state', state, pid, trace, wireState[from], parentPid, kind);
}

/** @param micros how long it took */
export function emitCleanup(
  events: EventRing,
  { pid }: Process,
  reports: readonly LedgerReport[],
  micros: number,
  trace: TraceContext,
): void {
  const bytes = reports.reduce((sum, report) => sum + report.bytes, 0);
  events.emit(PROCESS, EventSeverity.DEBUG, 'process.cleanup', '', pid, trace, countOf(reports), bytes, micros);
}

export function emitExit(
  events: EventRing,
  { pid }: Process,
  { code, signal }: ExitStatus,
  reports: readonly LedgerReport[],
  trace: TraceContext,
): void {
  const severity = code === 0 ? EventSeverity.INFO : EventSeverity.WARNING;
  const subject = signal === 0 ? 'code' : 'signal';
  events.emit(PROCESS, severity, 'process.exit', subject, pid, trace, code, signal, countOf(reports));
}

/** A program that ran into a limit of its sandbox. */
export function emitLimits(events: EventRing, { pid, trace, limits }: Process, status: ExitStatus): void {
  const { memory = 0, processes = 0 } = status.limits ?? {};
  const tell = (subject: string, times: number, limit: number): void => {
    if (times === 0) return;
    events.emit(PROCESS, EventSeverity.WARNING, 'process.limit', subject, pid, trace, times, limit, 0);
  };
  tell('memory', memory, limits.memoryBytes);
  tell('processes', processes, limits.processes);
}

function countOf(reports: readonly LedgerReport[]): number {
  return reports.reduce((sum, { count }) => sum + count, 0);
}
