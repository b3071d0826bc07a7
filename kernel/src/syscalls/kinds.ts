/** What the events of each syscall say beside their numbers, resolved once: a syscall that is done tells of it by number. */
import { EventSeverity } from '@agentos/protocol/kernel';
import type { EventRing } from '../events/event-ring.ts';
import type { SyscallTable } from './row.ts';

export interface SyscallKinds {
  readonly enter: number;
  /** Done. */
  readonly exit: number;
  /** Failed for a reason of its caller's, or of the host's. */
  readonly failed: number;
  readonly broken: number;
}

export function kindsOf(table: SyscallTable, events: EventRing): ReadonlyMap<string, SyscallKinds> {
  const { DEBUG, INFO, ERROR } = EventSeverity;
  return new Map(
    Object.entries(table).map(([name, { category }]) => [
      name,
      {
        enter: events.kind(category, DEBUG, 'syscall.enter', name),
        exit: events.kind(category, DEBUG, 'syscall.exit', name),
        failed: events.kind(category, INFO, 'syscall.exit', name),
        broken: events.kind(category, ERROR, 'syscall.exit', name),
      },
    ]),
  );
}
