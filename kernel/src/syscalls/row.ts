/** The shape of the syscall table: what each row says beside its capability (which `protocol` holds). */
import type { EventCategory } from '@agentos/protocol/kernel';
import type { SyscallArgs, SyscallCase, SyscallReturn } from '@agentos/protocol/syscalls';
import type { Call } from './call.ts';

/** `inline` answers at once, `async` leaves the core, `blocking` waits for something outside to happen. */
export type Cost = 'inline' | 'async' | 'blocking';

/** Default deadline by class, milliseconds; 0: none (the caller cancels or gives a deadline). */
export const timeoutClasses = { none: 0, ipc: 30_000, io: 60_000, task: 600_000 } as const;
/** Timers of the host overflow above: they would fire at once. */
export const longestTimer = 2 ** 31 - 1;
export type TimeoutClass = keyof typeof timeoutClasses;

export interface SyscallRow<C extends SyscallCase> {
  readonly category: EventCategory;
  readonly cost: Cost;
  readonly timeout: TimeoutClass;
  handler(args: SyscallArgs<C>, call: Call): SyscallReturn<C> | Promise<SyscallReturn<C>>;
}

export type SyscallRows<C extends SyscallCase> = { readonly [K in C]: SyscallRow<K> };
/** A row for each case: one that is missing does not compile. */
export type SyscallTable = SyscallRows<SyscallCase>;
