/** The shape of the syscall table: what each row says beside its capability (which `protocol` holds). */
import type { EventCategory } from '@agentos/protocol/kernel';
import type { SyscallArgs, SyscallCase, SyscallReturn } from '@agentos/protocol/syscalls';
import type { TimeoutClass } from '../timeouts/policy.ts';
import type { Call } from './call.ts';

export type { TimeoutClass } from '../timeouts/policy.ts';
export { longestDelay as longestTimer } from '../timeouts/timer-wheel.ts';

/** `inline` answers at once, `async` leaves the core, `blocking` waits for something outside to happen. */
export type Cost = 'inline' | 'async' | 'blocking';

export interface SyscallRow<C extends SyscallCase> {
  readonly category: EventCategory;
  readonly cost: Cost;
  readonly timeout: TimeoutClass;
  handler(args: SyscallArgs<C>, call: Call): SyscallReturn<C> | Promise<SyscallReturn<C>>;
}

/** The RPCs that take a syscall. */
export interface Rpcs {
  readonly ring: true;
  readonly unary: true;
  readonly batch: true;
  /** Submitted, asked about and cancelled: what may last. */
  readonly async: boolean;
  /** In chunks: what reads, writes or lists without a bound. */
  readonly streaming: boolean;
}

const streamed: ReadonlySet<SyscallCase> = new Set(['readFile', 'read', 'writeFile', 'write', 'listDirectory']);

export function rpcsOf(name: SyscallCase, { cost }: { readonly cost: Cost }): Rpcs {
  return { ring: true, unary: true, batch: true, async: cost !== 'inline', streaming: streamed.has(name) };
}

export type SyscallRows<C extends SyscallCase> = { readonly [K in C]: SyscallRow<K> };
/** A row for each case: one that is missing does not compile. */
export type SyscallTable = SyscallRows<SyscallCase>;
