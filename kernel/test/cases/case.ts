/**
 * How one syscall is tried through the public door: it works and shows its effect by another way in than its own answer;
 * the same call by a process that lacks one grant is refused; wrong arguments are named.
 */
import type { KernelProcess, SyscallArgs, SyscallCase, SyscallReturn } from '@agentos/protocol/kernel-client';
import type { Actor, KernelFixture } from '../kernel-fixture.ts';

export interface Scene {
  readonly fixture: KernelFixture;
  /** Who makes the call: an app with every capability, or with every one but `grant`. */
  readonly caller: Actor;
  /** A service with every capability, not the parent of the caller. */
  readonly system: Actor;
  /** Host folder behind `/home`. */
  readonly home: string;
  /** A fresh name, so that cases do not meet. */
  readonly name: string;
  /** A further process with every capability, of another app, below nobody. */
  other(): Promise<Actor>;
}

export interface Trial<C extends SyscallCase> {
  /**
   * The one grant without which the call is EACCES, such as `SEND_MESSAGE` or `READ_FILE`; undefined where everybody may
   * make it on what is their own.
   */
  readonly grant: string | undefined;
  /** What the caller holds besides; absent: every capability. For grants that another one implies. */
  readonly base?: readonly string[];
  /** Makes what the call needs (while the caller still has every grant) and gives its arguments. */
  arrange(scene: Scene): Promise<SyscallArgs<C>> | SyscallArgs<C>;
  /** Checks the effect: by node:fs, /proc, a second process or a second syscall. */
  verify(scene: Scene, result: SyscallReturn<C>, args: SyscallArgs<C>): Promise<void> | void;
  /** Calls that are refused with this code, by a caller with every grant; empty only when it has no arguments. */
  readonly bad: readonly {
    readonly code: string;
    arrange(scene: Scene): Promise<SyscallArgs<C>> | SyscallArgs<C>;
  }[];
}

export type Trials<C extends SyscallCase> = { readonly [K in C]: Trial<K> };

/** A call that is refused whoever makes it: `bad<'sleep'>('EINVAL', { durationMs: 4e9 })`. */
export function bad<C extends SyscallCase>(
  code: string,
  args: SyscallArgs<C> | ((scene: Scene) => Promise<SyscallArgs<C>> | SyscallArgs<C>),
): Trial<C>['bad'][number] {
  return { code, arrange: (scene) => (typeof args === 'function' ? args(scene) : args) };
}

export type { KernelProcess };
