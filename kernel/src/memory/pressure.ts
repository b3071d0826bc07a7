/** How near memory is to a limit, and the event that tells so. */
import { EventCategory, EventSeverity, MemoryPressure } from '@agentos/protocol/kernel';
import type { EventRing } from '../events/event-ring.ts';
import { newTrace } from '../events/trace.ts';

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

/** Tells that the level changed, for the kernel's own memory as a whole: the event is that of `pid`, the kernel. */
export function emitKernelPressure(
  events: EventRing,
  pid: number,
  level: MemoryPressure,
  used: number,
  limit: number,
): void {
  const severity = level === MemoryPressure.NONE ? EventSeverity.INFO : EventSeverity.WARNING;
  events.emit(
    EventCategory.MEMORY,
    severity,
    'memory.pressure',
    `kernel ${names[level]}`,
    pid,
    newTrace(),
    used,
    limit,
    0,
  );
}
