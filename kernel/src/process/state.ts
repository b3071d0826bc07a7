/**
 * The life cycle of a process: one table of legal transitions, used by the compiler and at run time. A call with a
 * process whose state does not lead to the wanted one does not compile.
 */
import { ProcessState } from '@agentos/protocol/kernel';

const next = {
  creating: ['initializing', 'exiting'],
  initializing: ['ready', 'exiting'],
  ready: ['running', 'exiting'],
  running: ['waiting', 'stopped', 'exiting'],
  waiting: ['running', 'stopped', 'exiting'],
  stopped: ['running', 'exiting'],
  exiting: ['zombie'],
  zombie: ['dead'],
  dead: [],
} as const;

export type StateName = keyof typeof next;

/** The states from which `To` may be reached. */
export type Before<To extends StateName> = {
  [From in StateName]: To extends (typeof next)[From][number] ? From : never;
}[StateName];

/** Anything that has a state; `P & InState<'ready'>` is known to be ready. */
export interface InState<S extends StateName = StateName> {
  readonly state: S;
}

export function isIn<P extends InState, S extends StateName>(
  process: P,
  ...states: readonly S[]
): process is P & InState<S> {
  const { state } = process;
  for (const one of states) if (one === state) return true;
  return false;
}

export function mayBecome(from: StateName, to: StateName): boolean {
  const targets: readonly StateName[] = next[from];
  return targets.includes(to);
}

/** States in which a process can run syscalls and be signalled. */
export const liveStates = ['creating', 'initializing', 'ready', 'running', 'waiting', 'stopped'] as const;

export const wireState: Readonly<Record<StateName, ProcessState>> = {
  creating: ProcessState.CREATING,
  initializing: ProcessState.INITIALIZING,
  ready: ProcessState.READY,
  running: ProcessState.RUNNING,
  waiting: ProcessState.WAITING,
  stopped: ProcessState.STOPPED,
  exiting: ProcessState.EXITING,
  zombie: ProcessState.ZOMBIE,
  dead: ProcessState.DEAD,
};
