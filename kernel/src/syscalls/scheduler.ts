/** The scheduler: its policy, its decisions, and what each process is entitled to and got. */
import { EventCategory } from '@agentos/protocol/kernel';
import { failure } from '../errors.ts';
import type { Process } from '../process/process.ts';
import type { ProcessTable } from '../process/process-table.ts';
import { highestPriority, lowestPriority } from '../scheduler/entity.ts';
import type { SchedulerFigures } from '../scheduler/figures.ts';
import type { Scheduler } from '../scheduler/scheduler.ts';
import { requireKind } from '../security/check.ts';
import type { Call } from './call.ts';
import type { SyscallRows } from './row.ts';

type SchedulerSyscalls =
  | 'scheduleNext'
  | 'schedYield'
  | 'schedCurrent'
  | 'schedStats'
  | 'schedSetPolicy'
  | 'schedGetPolicy'
  | 'schedSetQuantum'
  | 'schedGetQuantum'
  | 'schedProcessStats'
  | 'schedAllProcessStats'
  | 'schedBoost'
  | 'schedLower';

const row = { category: EventCategory.SCHEDULER, cost: 'inline', timeout: 'none' } as const;
/** Orders to the host. */
const order = { category: EventCategory.SCHEDULER, cost: 'async', timeout: 'io' } as const;

export function schedulerSyscalls(
  scheduler: Scheduler,
  figures: SchedulerFigures,
  processes: ProcessTable,
): SyscallRows<SchedulerSyscalls> {
  const target = (call: Call, pid: number): Process => (pid === 0 ? call.process : processes.require(pid));

  /** One step; at the end of the scale nothing changes. */
  const step = async (call: Call, pid: number, by: -1 | 1): Promise<{ priority: number }> => {
    const process = target(call, pid);
    // Like nice: everybody may step back, only the scheduler's controller may push forward.
    if (by < 0) requireKind(call.process, 'SCHEDULER_CONTROL');
    const wanted = Math.min(lowestPriority, Math.max(highestPriority, process.priority + by));
    await scheduler.setPriority(process, wanted, call.trace);
    return { priority: process.priority };
  };

  return {
    scheduleNext: { ...order, handler: async (_, { trace }) => ({ pid: await scheduler.decide(trace) }) },
    schedYield: {
      ...order,
      async handler(_, { process }) {
        await scheduler.yield(process);
        return {};
      },
    },
    schedCurrent: { ...row, handler: () => ({ pid: scheduler.currentPid }) },
    schedStats: { ...row, handler: () => figures.stats() },
    schedSetPolicy: {
      ...order,
      async handler({ policy }, { trace }) {
        await scheduler.setPolicy(policy, trace);
        return {};
      },
    },
    schedGetPolicy: { ...row, handler: () => ({ policy: scheduler.policy.wire }) },
    schedSetQuantum: {
      ...row,
      handler({ quantumUs }, { trace }) {
        scheduler.setQuantum(quantumUs, trace);
        return {};
      },
    },
    schedGetQuantum: { ...row, handler: () => ({ quantumUs: scheduler.quantumUs }) },
    schedProcessStats: {
      ...row,
      handler({ pid }, call) {
        const process = target(call, pid);
        const stats = figures.statsOf(process.pid);
        if (stats === undefined) {
          throw failure('ESRCH', `process ${process.pid} takes no part in the scheduling`, String(process.pid));
        }
        return { stats };
      },
    },
    schedAllProcessStats: { ...row, handler: () => ({ stats: figures.statsOfAll() }) },
    schedBoost: { ...order, handler: ({ pid }, call) => step(call, pid, -1) },
    schedLower: { ...order, handler: ({ pid }, call) => step(call, pid, 1) },
  };
}
