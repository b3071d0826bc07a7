/**
 * Types over the syscall `oneof`: the name of each case, its arguments and what it returns. Everything that lists
 * syscalls (the kernel's table, the capability table, the client) is typed over these, so a missing case does not
 * compile.
 */
import type { Syscall, SyscallResult } from '@agentos/protocol/kernel';

type Cases = NonNullable<Syscall['syscall']>;
type Results = NonNullable<SyscallResult['result']>;

/** Name of a syscall, such as `readFile`. */
export type SyscallCase = Cases['$case'];

/** Arguments by case. */
export type SyscallArguments = { [C in SyscallCase]: Extract<Cases, { $case: C }>['value'] };
/** Results by case; `error` is not among them. */
export type SyscallReturns = { [C in SyscallCase]: Extract<Results, { $case: C }>['value'] };

export type SyscallArgs<C extends SyscallCase> = SyscallArguments[C];
export type SyscallReturn<C extends SyscallCase> = SyscallReturns[C];

/** One case with its arguments. */
export type TaggedSyscall = Cases;
/** One case correlated with its arguments, for functions generic over the case. */
export type SyscallOf<C extends SyscallCase> = { [K in C]: { $case: K; value: SyscallArguments[K] } }[C];

/**
 * Pairs a name with its arguments. The overload states what the compiler cannot derive for a generic `C`: that the pair
 * is one of the union's members.
 */
export function tagSyscall<C extends SyscallCase>(name: C, args: SyscallArgs<C>): Cases;
export function tagSyscall(name: SyscallCase, args: unknown): { $case: SyscallCase; value: unknown } {
  return { $case: name, value: args };
}

/** Pairs a name with its result. */
export function tagReturn<C extends SyscallCase>(
  name: C,
  value: SyscallReturn<C>,
): Exclude<Results, { $case: 'error' }>;
export function tagReturn(name: SyscallCase, value: unknown): { $case: SyscallCase; value: unknown } {
  return { $case: name, value };
}

/** The result of the syscall `name`, or undefined when it is that of another one or an error. */
export function returnOf<C extends SyscallCase>(result: SyscallResult['result'], name: C): SyscallReturn<C> | undefined;
export function returnOf(result: SyscallResult['result'], name: SyscallCase): unknown {
  return result?.$case === name ? result.value : undefined;
}
