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

export class SchedulerFigures {
  readonly #scheduler: Scheduler;
  readonly #host: () => readonly HostCapability[];
  /** Of programs and of the rest, as the accounts stood at one reading. */
  readonly #pools = new Map<boolean, Pool>();
  #pooledAt = Number.NaN;

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
    const { slicing } = this.#scheduler;
    const isProgram = cpu !== undefined;
    const { gained, gainedNs, competing, weight } = this.#poolOf(isProgram);
    const own = this.#weightOf(member);
    const all = competing.has(member) ? weight : weight + own;
    const standard = this.#host().find(({ name }) => name === 'cpu-weight')?.mechanism ?? '';
    const weights = inForce?.mechanism ?? standard;
    return {
      pid: process.pid,
      vruntimeNs: Math.floor(schedule.vruntimeNs),
      cpuNs: Math.floor(schedule.hostNs),
      entitledShare: own / all,
      achievedShare: gainedNs === 0 ? 0 : (gained.get(member) ?? 0) / gainedNs,
      priority: schedule.priority,
      weight: Math.round(own),
      kernelNs: Math.floor(schedule.kernelNs),
      mechanism: cpu === undefined ? coreBudget : slicing ? `${cpu.gate} slices` : weights,
    };
  }

  /** In the core it is the weight itself that counts, whatever the policy for programs. */
  #weightOf({ cpu, schedule }: Member): number {
    return cpu === undefined ? schedule.weight : this.#scheduler.policy.weight(schedule);
  }

  /**
   * What all have had at one reading of the accounts, so that the shares told of it add up. Found out once for each
   * reading, however often somebody asks.
   */
  #poolOf(programs: boolean): Pool {
    const { revision, members } = this.#scheduler;
    if (revision !== this.#pooledAt) this.#pools.clear();
    this.#pooledAt = revision;
    let pool = this.#pools.get(programs);
    if (pool === undefined) {
      pool = this.#count([...members].filter((one) => (one.cpu !== undefined) === programs));
      this.#pools.set(programs, pool);
    }
    return pool;
  }

  #count(members: readonly Member[]): Pool {
    const gained = new Map(members.map((member) => [member, member.gainedNs]));
    let gainedNs = 0;
    for (const ns of gained.values()) gainedNs += ns;
    const competing = new Set(members.filter((one) => one.busy || (gained.get(one) ?? 0) > gainedNs * competingPart));
    let weight = 0;
    for (const one of competing) weight += this.#weightOf(one);
    return { gained, gainedNs, competing, weight };
  }
}

/** Those who share one thing: the CPUs of the host, or the core. */
interface Pool {
  /** CPU time of each, nanoseconds. */
  readonly gained: ReadonlyMap<Member, number>;
  readonly gainedNs: number;
  readonly competing: ReadonlySet<Member>;
  /** Of all that compete. */
  readonly weight: number;
}
