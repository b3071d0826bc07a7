/** What the events of each syscall say beside their numbers, resolved at its first one: from then on it is told by number. */
import { EventSeverity } from '@agentos/protocol/kernel';
import type { SyscallCase } from '@agentos/protocol/syscalls';
import type { EventRing } from '../events/event-ring.ts';
import type { SyscallTable } from './row.ts';

export interface KindsOfSyscall {
  readonly enter: number;
  /** Done. */
  readonly exit: number;
  /** Failed, by its caller's doing or not. */
  readonly failed: number;
  readonly broken: number;
}

export class SyscallKinds {
  readonly #table: SyscallTable;
  readonly #events: EventRing;
  readonly #kinds = new Map<SyscallCase, KindsOfSyscall>();

  constructor(table: SyscallTable, events: EventRing) {
    this.#table = table;
    this.#events = events;
  }

  of(name: SyscallCase): KindsOfSyscall {
    return this.#kinds.get(name) ?? this.#resolve(name);
  }

  #resolve(name: SyscallCase): KindsOfSyscall {
    const events = this.#events;
    const { category } = this.#table[name];
    const { DEBUG, INFO, ERROR } = EventSeverity;
    const kinds = {
      enter: events.kind(category, DEBUG, 'syscall.enter', name),
      exit: events.kind(category, DEBUG, 'syscall.exit', name),
      failed: events.kind(category, INFO, 'syscall.exit', name),
      broken: events.kind(category, ERROR, 'syscall.exit', name),
    };
    this.#kinds.set(name, kinds);
    return kinds;
  }
}
