/**
 * The three policies: what a process weighs on the host, whether programs run one at a time in slices of the quantum, and
 * who comes first when a decision is made.
 */
import { SchedulerPolicy } from '@agentos/protocol/kernel';
import { type SchedulingEntity, standardWeight } from './entity.ts';

/** Who may be chosen. */
export interface Candidate {
  readonly schedule: SchedulingEntity;
  /** When it was chosen last; greater is later, 0 never. */
  readonly turn: number;
}

export interface Policy {
  readonly wire: SchedulerPolicy;
  readonly name: 'fair' | 'priority' | 'round-robin';
  /** One program at a time, the others behind closed gates. */
  readonly sliced: boolean;
  /** Relative to 1,024. */
  weight(schedule: SchedulingEntity): number;
  /** Negative when `one` comes before `other`. */
  compare(one: Candidate, other: Candidate): number;
}

const byTurn = (one: Candidate, other: Candidate): number => one.turn - other.turn;

/** Each step of priority is a factor of 1.25; who has had the least in proportion comes first. */
export const fair: Policy = {
  wire: SchedulerPolicy.FAIR,
  name: 'fair',
  sliced: false,
  weight: ({ weight }) => weight,
  compare: (one, other) => one.schedule.vruntimeNs - other.schedule.vruntimeNs || byTurn(one, other),
};

/** Five bands, each eight times the one below: who is in a higher one hardly notices the others, and nobody starves. */
export const priorityBands: Policy = {
  wire: SchedulerPolicy.PRIORITY,
  name: 'priority',
  sliced: false,
  weight: ({ priority }) => standardWeight * 8 ** bandOf(priority),
  compare: (one, other) => bandOf(other.schedule.priority) - bandOf(one.schedule.priority) || byTurn(one, other),
};

export const roundRobin: Policy = {
  wire: SchedulerPolicy.ROUND_ROBIN,
  name: 'round-robin',
  sliced: true,
  weight: () => standardWeight,
  compare: byTurn,
};

/** 2 urgent, 1 high, 0 normal, -1 low, -2 background. */
function bandOf(priority: number): number {
  if (priority === 0) return 0;
  const far = Math.abs(priority) >= 10 ? 2 : 1;
  return priority < 0 ? far : -far;
}

const policies: ReadonlyMap<SchedulerPolicy, Policy> = new Map(
  [fair, priorityBands, roundRobin].map((policy) => [policy.wire, policy]),
);

/** undefined for a number that names none. */
export function policyOf(wire: SchedulerPolicy): Policy | undefined {
  return policies.get(wire);
}
