/** How versions 1 and 2 of control groups say the same things: which file, and what is written to it or read from it. */
import { availableParallelism } from 'node:os';
import type { SandboxProfile } from './backend.ts';
import type { Controller, Hierarchy } from './cgroup-hierarchies.ts';

const PERIOD_MICROS = 100_000;
/** bubblewrap's init, and the wrapper of a terminal program. */
export const OWN_PROCESSES = 2;
/** The weight that a group has when nobody sets one, in the unit of each version. */
const STANDARD_WEIGHT = 1_024;
const STANDARD_WEIGHT_2 = 100;

export type Ceilings = SandboxProfile['limits'];

interface Words {
  /** The file by which a controller is known to work in a group. */
  readonly key: Readonly<Record<Controller, string>>;
  readonly weight: { readonly file: string; text(weight: number): string; weight(text: string): number };
  /** Files that count what the ceilings refused. */
  readonly hits: Readonly<Record<'memory' | 'pids', { readonly file: string; readonly count: RegExp }>>;
  readonly freezer: { readonly file: string; text(frozen: boolean): string };
  /** CPU time of everyone who was ever in the group. */
  readonly usage: { readonly file: string; nanoseconds(text: string): number };
}

export const words: Readonly<Record<Hierarchy['version'], Words>> = {
  1: {
    key: {
      memory: 'memory.limit_in_bytes',
      pids: 'pids.max',
      cpu: 'cpu.shares',
      freezer: 'freezer.state',
      usage: 'cpuacct.usage',
    },
    weight: {
      file: 'cpu.shares',
      text: (weight) => String(between(2, Math.round(weight), 262_144)),
      weight: (text) => Number(text),
    },
    hits: {
      memory: { file: 'memory.oom_control', count: /^oom_kill (\d+)/m },
      pids: { file: 'pids.events', count: /^max (\d+)/m },
    },
    freezer: { file: 'freezer.state', text: (frozen) => (frozen ? 'FROZEN' : 'THAWED') },
    usage: { file: 'cpuacct.usage', nanoseconds: (text) => Number(text) },
  },
  2: {
    key: { memory: 'memory.max', pids: 'pids.max', cpu: 'cpu.weight', freezer: 'cgroup.freeze', usage: 'cpu.stat' },
    weight: {
      file: 'cpu.weight',
      text: (weight) => String(between(1, Math.round((weight * STANDARD_WEIGHT_2) / STANDARD_WEIGHT), 10_000)),
      weight: (text) => (Number(text) * STANDARD_WEIGHT) / STANDARD_WEIGHT_2,
    },
    hits: {
      memory: { file: 'memory.events', count: /^oom_kill (\d+)/m },
      pids: { file: 'pids.events', count: /^max (\d+)/m },
    },
    freezer: { file: 'cgroup.freeze', text: (frozen) => (frozen ? '1' : '0') },
    usage: {
      file: 'cpu.stat',
      nanoseconds: (text) => Number(/^usage_usec (\d+)/m.exec(text)?.[1] ?? Number.NaN) * 1_000,
    },
  },
};

/** What is written to a new group. */
export function ceilingsOf(group: Hierarchy, ceilings: Ceilings): [file: string, value: string][] {
  const memory = String(ceilings.memoryBytes);
  const processes = String(ceilings.processes + OWN_PROCESSES);
  const quota = Math.max(1_000, Math.round((ceilings.cpuPercent / 100) * PERIOD_MICROS));
  const wholeMachine = ceilings.cpuPercent >= availableParallelism() * 100;
  const rows: Partial<Record<Controller, [string, string][]>> =
    group.version === 1
      ? {
          memory: [['memory.limit_in_bytes', memory]],
          pids: [['pids.max', processes]],
          cpu: [['cpu.cfs_quota_us', wholeMachine ? '-1' : String(quota)]],
        }
      : {
          memory: [['memory.max', memory]],
          pids: [['pids.max', processes]],
          cpu: [['cpu.max', wholeMachine ? 'max' : `${quota} ${PERIOD_MICROS}`]],
        };
  return group.controllers.flatMap((controller) => rows[controller] ?? []);
}

function between(least: number, value: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
