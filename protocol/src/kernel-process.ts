/** What a client may do as a process that it has attached to: syscalls, one by one and in chains. */
import type { SyscallResult } from '@agentos/protocol/kernel';
import { throwWireError } from './kernel-call.ts';
import { KernelError } from './kernel-error.ts';
import type { RingConnection } from './kernel-ring.ts';
import { returnOf, type SyscallArgs, type SyscallCase, type SyscallReturn, tagSyscall } from './syscalls.ts';

export interface CallOptions {
  /** 0 or absent: the deadline of the syscall's timeout class. */
  readonly deadlineMs?: number;
  /** W3C trace context; absent: a new trace. */
  readonly traceparent?: string;
  /** Cancels the call in the kernel; it then fails with `ECANCELED`. */
  readonly signal?: AbortSignal;
}

/** In the arguments of a linked syscall: the handle that its chain made last. */
export const lastHandle = 4_294_967_295;

/** One syscall of a chain. */
export interface Link<C extends SyscallCase> extends CallOptions {
  readonly name: C;
  readonly args: SyscallArgs<C>;
}
type ChainOf<C extends readonly SyscallCase[]> = { readonly [I in keyof C]: Link<C[I]> };
type ChainReturns<C extends readonly SyscallCase[]> = { -readonly [I in keyof C]: SyscallReturn<C[I]> };

/** A member of a chain: `process.chain([link('open', …), link('write', …)])`. */
export function link<C extends SyscallCase>(name: C, args: SyscallArgs<C>, options: CallOptions = {}): Link<C> {
  return { name, args, ...options };
}

/** A process that this client acts as. */
export interface KernelProcess {
  readonly pid: number;
  /** Runs one syscall as this process; fails with a `KernelError`. */
  call<C extends SyscallCase>(name: C, args: SyscallArgs<C>, options?: CallOptions): Promise<SyscallReturn<C>>;
  /**
   * Runs linked syscalls: each starts when the one before has succeeded, without a way back to the caller in between, and
   * `lastHandle` in the arguments stands for the handle that the chain made last. Fails with the error of the one that
   * failed; those after it were not run.
   */
  chain<const C extends readonly SyscallCase[]>(links: ChainOf<C>): Promise<ChainReturns<C>>;
  /** Ends the use of the process on this connection; the process goes on. */
  detach(): void;
}

/**
 * Acts over a ring as the process that the token stands for.
 * @throws KernelError `EACCES` when the token is not that of a living process
 */
export async function attachTo(ring: RingConnection, token: string): Promise<KernelProcess> {
  const { ref, pid } = await ring.attach(token);
  return {
    pid,
    async call(name, args, options) {
      return unwrap(name, await ring.submit(ref, tagSyscall(name, args), options ?? {}));
    },
    chain: (links) => runChain(ring, ref, links),
    detach: () => ring.detach(ref),
  };
}

/** What a syscall returned. @throws KernelError the error that it ended with, `EPROTO` for the answer of another */
export function unwrap<C extends SyscallCase>(name: C, result: SyscallResult['result']): SyscallReturn<C> {
  const value = returnOf(result, name);
  if (value !== undefined) return value;
  if (result?.$case === 'error') throwWireError(result.value);
  throw new KernelError('EPROTO', `the kernel answered ${name} with ${result?.$case ?? 'nothing'}`, name);
}

async function runChain<const C extends readonly SyscallCase[]>(
  ring: RingConnection,
  ref: number,
  links: ChainOf<C>,
): Promise<ChainReturns<C>>;
async function runChain(ring: RingConnection, ref: number, links: readonly Link<SyscallCase>[]): Promise<unknown[]> {
  const results = await ring.submitChain(
    ref,
    links.map(({ name, args, ...options }) => [tagSyscall(name, args), options]),
  );
  return links.map(({ name }, index) => unwrap(name, results[index]));
}
