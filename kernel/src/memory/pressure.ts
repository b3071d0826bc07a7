/** How near memory is to a limit, and the event that tells so. */
import { EventCategory, EventSeverity, MemoryPressure } from '@agentos/protocol/kernel';
import type { EventRing } from '../events/event-ring.ts';
import type { TraceContext } from '../events/trace.ts';

const names: Readonly<Record<MemoryPressure, string>> = {
  [MemoryPressure.UNSPECIFIED]: '',
  [MemoryPressure.NONE]: 'none',
  [MemoryPressure.WARNING]: 'warning',
  [MemoryPressure.CRITICAL]: 'critical',
};

/** The level of pressure: a warning from 80 % of the limit, critical from 95 %; a limit of 0 is none. */
export function pressureOf(used: number, limit: number): MemoryPressure {
  if (limit === 0 || used < limit * 0.8) return MemoryPressure.NONE;
  return used < limit * 0.95 ? MemoryPressure.WARNING : MemoryPressure.CRITICAL;
}

/** Whose memory the event tells of. */
export interface Pressed {
  readonly pid: number;
  readonly trace: TraceContext;
  /** `kernel ` for the kernel's own memory as a whole; empty for what it holds for a process. */
  readonly of: 'kernel ' | '';
}

/** Tells that the level changed. */
export function emitPressure(
  events: EventRing,
  { pid, trace, of }: Pressed,
  level: MemoryPressure,
  used: number,
  limit: number,
): void {
  const severity = level === MemoryPressure.NONE ? EventSeverity.INFO : EventSeverity.WARNING;
  const subject = `${of}${names[level]}`;
  events.emit(EventCategory.MEMORY, severity, 'memory.pressure', subject, pid, trace, used, limit, 0);
}
