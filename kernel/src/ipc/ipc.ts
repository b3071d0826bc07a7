/** What processes talk through: pipes, shared memory, queues. Made once, and given to their syscalls. */
import { EventCategory, EventSeverity, type HostCapability } from '@agentos/protocol/kernel';
import type { EventRing } from '../events/event-ring.ts';
import type { TraceContext } from '../events/trace.ts';
import type { Arena } from '../memory/arena.ts';
import type { ProcessTable } from '../process/process-table.ts';
import { Allowance } from './allowance.ts';
import { chooseHostPipes, type HostPipes } from './host-pipe.ts';
import { NameTable } from './names.ts';
import { discardedPerTurn, type Queue } from './queue.ts';
import type { Segment } from './segment.ts';
import { choosePages, type PageSource } from './shared-pages.ts';

export type IpcKind = 'pipe' | 'segment' | 'queue';
/** `value`: capacity or size of what was made, bytes or messages that went through what ended, messages lost so far. */
export type Report = (
  type: 'ipc.created' | 'ipc.ended' | 'ipc.overflow',
  kind: IpcKind,
  pid: number,
  trace: TraceContext,
  value: number,
) => void;

export interface Ipc {
  readonly arena: Arena;
  readonly hostPipes: HostPipes;
  readonly pages: PageSource;
  readonly segments: NameTable<Segment>;
  readonly queues: NameTable<Queue>;
  /** For what queues give back. */
  readonly discards: Allowance;
  readonly capability: HostCapability;
  readonly report: Report;
}

export function createIpc(arena: Arena, processes: ProcessTable, events: EventRing): Ipc {
  const pages = choosePages();
  return {
    arena,
    hostPipes: chooseHostPipes(),
    pages,
    segments: new NameTable('segment', processes),
    queues: new NameTable('queue', processes),
    discards: new Allowance(discardedPerTurn),
    capability: pages.capability,
    report(type, kind, pid, trace, value) {
      const severity = type === 'ipc.overflow' ? EventSeverity.WARNING : EventSeverity.INFO;
      events.emit(EventCategory.IPC, severity, type, kind, pid, trace, value, 0, 0);
    },
  };
}
