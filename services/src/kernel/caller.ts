/** A process of the kernel as the services see it: something that is called, and ends. */
import type { CallOptions, SyscallArgs, SyscallCase, SyscallReturn } from '@agentos/protocol/kernel-client';

/** One process of the kernel, called with its own token. */
export interface Caller {
  readonly pid: number;
  call<C extends SyscallCase>(name: C, args: SyscallArgs<C>, options?: CallOptions): Promise<SyscallReturn<C>>;
}

/** A process that this link created: its token stays inside. */
export interface OwnedProcess extends Caller {
  readonly token: string;
  detach(): void;
}
