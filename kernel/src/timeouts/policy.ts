/**
 * How long syscalls may last: one family of policies, each with the bounds that the kernel keeps. A policy is what holds
 * when the caller names no deadline. A caller may always ask for less (it harms only itself); more than the longest of the
 * family is cut to that, so that no call holds on to the kernel for longer than its kind of work takes.
 */
import { longestDelay } from './timer-wheel.ts';

export interface TimeoutBounds {
  /** Milliseconds; 0: no deadline unless the caller gives one. */
  readonly standard: number;
  readonly shortest: number;
  readonly longest: number;
}

/** `none` is for what waits for somebody else without end, such as reading a pipe. */
export const timeoutFamilies = {
  none: { standard: 0, shortest: 1, longest: longestDelay },
  /** Waiting for something that others hold only for a moment. */
  lock: { standard: 100, shortest: 1, longest: 100 },
  /** Handing something to another process. */
  ipc: { standard: 30_000, shortest: 1_000, longest: 30_000 },
  /** Files, keys, addresses. */
  io: { standard: 60_000, shortest: 5_000, longest: 300_000 },
  /** Whole trees, searches, copies. */
  task: { standard: 600_000, shortest: 10_000, longest: 3_600_000 },
} as const satisfies Record<string, TimeoutBounds>;

export type TimeoutFamily = keyof typeof timeoutFamilies;
/** A family, or bounds of a syscall's own. */
export type TimeoutClass = TimeoutFamily | { readonly custom: TimeoutBounds };
/** Another standard for some families, within their bounds. */
export type TimeoutSettings = { readonly [F in Exclude<TimeoutFamily, 'none'>]?: number };

export class TimeoutPolicies {
  readonly #families: Readonly<Record<TimeoutFamily, TimeoutBounds>>;

  /** @throws RangeError when a setting is outside the bounds of its family */
  constructor(settings: TimeoutSettings = {}) {
    const { lock, ipc, io, task } = timeoutFamilies;
    this.#families = {
      none: timeoutFamilies.none,
      lock: bounded('lock', lock, settings.lock),
      ipc: bounded('ipc', ipc, settings.ipc),
      io: bounded('io', io, settings.io),
      task: bounded('task', task, settings.task),
    };
  }

  /** The deadline of a call in milliseconds, 0 for none; `asked` is the caller's, 0 when it gave none. */
  deadline(kind: TimeoutClass, asked: number): number {
    const { standard, longest } = this.bounds(kind);
    return asked > 0 ? Math.min(asked, longest) : standard;
  }

  bounds(kind: TimeoutClass): TimeoutBounds {
    return typeof kind === 'string' ? this.#families[kind] : kind.custom;
  }
}

function bounded(name: string, family: TimeoutBounds, asked: number | undefined): TimeoutBounds {
  if (asked === undefined) return family;
  const { shortest, longest } = family;
  if (!Number.isInteger(asked) || asked < shortest || asked > longest) {
    throw new RangeError(`a timeout of the family ${name} lasts ${shortest} to ${longest} ms, not ${asked}`);
  }
  return { ...family, standard: asked };
}
