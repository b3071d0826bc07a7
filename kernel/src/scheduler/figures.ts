/** What the scheduler tells of itself and of each process: what they are entitled to beside what they got, and how it is kept. */
import {
  Enforcement,
  type HostCapability,
  type SchedProcessStats,
  type SchedStatsGetResult,
} from '@agentos/protocol/kernel';
import type { Member } from './member.ts';
import type { Scheduler } from './scheduler.ts';

const coreBudget = 'core budget';
/** Who used less of what all programs had together was not in the competition. */
const competingPart = 0.01;
/** Who competes is found out no more often, however often somebody asks. */
const poolMs = 20;

export class SchedulerFigures {
  readonly #scheduler: Scheduler;
  readonly #host: () => readonly HostCapability[];
  #pools = new Map<boolean, Pool>();
  #pooledMs = Number.NEGATIVE_INFINITY;

  /** `host`: how this host shares out the CPU, rows `cpu-weight` and `pause`. */
  constructor(scheduler: Scheduler, host: () => readonly HostCapability[]) {
    this.#scheduler = scheduler;
    this.#host = host;
  }

  stats(): SchedStatsGetResult {
    const { policy, quantumUs, counters, runnable, paused } = this.#scheduler;
    const { mechanism, enforcement } = this.capability();
    return { policy: policy.wire, quantumUs, ...counters, runnable, paused, mechanism, enforcement };
  }

  /** Of one process; undefined before it is ready and after its end. */
  statsOf(pid: number): SchedProcessStats | undefined {
    this.#scheduler.refresh();
    const member = this.#scheduler.member(pid);
    return member === undefined ? undefined : this.#statsOf(member);
  }

  statsOfAll(): SchedProcessStats[] {
    this.#scheduler.refresh();
    return [...this.#scheduler.members].map((member) => this.#statsOf(member));
  }

  /** The row of the scheduler among the host's capabilities: the weakest thing that the policy now rests on. */
  capability(): HostCapability {
    const { slicing, policy, members } = this.#scheduler;
    const rows = this.#host().filter(({ name }) => name === (slicing ? 'pause' : 'cpu-weight'));
    const [row] = rows;
    const name = 'scheduler';
    if (row === undefined || row.enforcement === Enforcement.UNAVAILABLE) {
      const reason = 'This host runs no programs; app instances and services take turns in the core.';
      return { name, enforcement: Enforcement.SIMULATED, mechanism: coreBudget, reason };
    }
    if (slicing) {
      const forced = policy.sliced ? '' : ' The host keeps no weights for some programs, so programs take turns.';
      const enforcement = policy.sliced ? row.enforcement : Enforcement.DEGRADED;
      return { name, enforcement, mechanism: `${row.mechanism} slices`, reason: `${row.reason}${forced}`.trim() };
    }
    for (const { inForce } of members) {
      if (inForce !== undefined && inForce.enforcement > row.enforcement) {
        return { name, enforcement: inForce.enforcement, mechanism: inForce.mechanism, reason: inForce.reason };
      }
    }
    return { ...row, name };
  }

  #statsOf(member: Member): SchedProcessStats {
    const { process, schedule, cpu, inForce } = member;
    const { policy, slicing } = this.#scheduler;
    const isProgram = cpu !== undefined;
    const pool = this.#poolOf(isProgram);
    // In the core it is the weight itself that counts, whatever the policy for programs.
    const weightOf = (one: Member): number => (isProgram ? policy.weight(one.schedule) : one.schedule.weight);
    const own = weightOf(member);
    let all = pool.competing.has(member) ? 0 : own;
    for (const one of pool.competing) all += weightOf(one);
    const standard = this.#host().find(({ name }) => name === 'cpu-weight')?.mechanism ?? '';
    const weights = inForce?.mechanism ?? standard;
    return {
      pid: process.pid,
      vruntimeNs: Math.floor(schedule.vruntimeNs),
      cpuNs: Math.floor(schedule.hostNs),
      entitledShare: own / all,
      achievedShare: pool.gainedNs === 0 ? 0 : Math.min(1, member.gainedNs / pool.gainedNs),
      priority: schedule.priority,
      weight: Math.round(own),
      kernelNs: Math.floor(schedule.kernelNs),
      mechanism: cpu === undefined ? coreBudget : slicing ? `${cpu.gate} slices` : weights,
    };
  }

  #poolOf(programs: boolean): Pool {
    const now = performance.now();
    if (now - this.#pooledMs >= poolMs) {
      this.#pools = new Map();
      this.#pooledMs = now;
    }
    let pool = this.#pools.get(programs);
    if (pool === undefined) {
      pool = poolOf([...this.#scheduler.members].filter((one) => (one.cpu !== undefined) === programs));
      this.#pools.set(programs, pool);
    }
    return pool;
  }
}

/** Those who share one thing: the CPUs of the host, or the core. */
interface Pool {
  readonly gainedNs: number;
  readonly competing: ReadonlySet<Member>;
}

function poolOf(members: readonly Member[]): Pool {
  let gainedNs = 0;
  for (const member of members) gainedNs += member.gainedNs;
  const competing = new Set(members.filter((one) => one.busy || one.gainedNs > gainedNs * competingPart));
  return { gainedNs, competing };
}
