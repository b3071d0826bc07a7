/** The kernel's scheduler: what it does, and the verbs that steer it. */
import {
  SchedulerActionResponse,
  SchedulerPolicyRequest,
  SchedulerQuantumRequest,
  SchedulerStatsResponse,
} from '@agentos/protocol';
import {
  Enforcement,
  type GetSchedulerStatsResponse,
  SchedulerAction,
  SchedulerPolicy,
} from '@agentos/protocol/kernel';
import type { z } from 'zod';
import { Problem } from '../../problem.ts';
import type { System } from '../../system.ts';
import { jsonRoute, type Route } from '../route.ts';

const policies = {
  round_robin: SchedulerPolicy.ROUND_ROBIN,
  priority: SchedulerPolicy.PRIORITY,
  fair: SchedulerPolicy.FAIR,
} as const;
const actions = [
  ['pause', SchedulerAction.PAUSE, 'No decisions until resumed; what runs goes on under the last one'],
  ['resume', SchedulerAction.RESUME, 'Decisions again'],
  ['trigger', SchedulerAction.TRIGGER, 'One decision now, also while paused'],
] as const;

export function schedulerRoutes(system: System): Route[] {
  const { kernel } = system;
  const stats = async (): Promise<z.input<typeof SchedulerStatsResponse>> => statsOf(await kernel.schedulerStats());
  return [
    jsonRoute({
      method: 'GET',
      path: '/kernel/scheduler/stats',
      summary: 'Policy, quantum and decisions of the scheduler, and the share of each process',
      access: 'observer',
      answer: SchedulerStatsResponse,
      handle: stats,
    }),
    jsonRoute({
      method: 'POST',
      path: '/kernel/scheduler/policy',
      summary: 'Another scheduling policy, from now on',
      access: 'owner',
      body: SchedulerPolicyRequest,
      answer: SchedulerStatsResponse,
      async handle({ body }) {
        await kernel.setScheduling({ policy: policies[body.policy], quantumUs: 0 });
        return stats();
      },
    }),
    jsonRoute({
      method: 'POST',
      path: '/kernel/scheduler/quantum',
      summary: 'Another quantum, in microseconds',
      access: 'owner',
      body: SchedulerQuantumRequest,
      answer: SchedulerStatsResponse,
      async handle({ body }) {
        await kernel.setScheduling({ policy: SchedulerPolicy.UNSPECIFIED, quantumUs: body.quantum_us });
        return stats();
      },
    }),
    ...actions.map(([name, action, summary]) =>
      jsonRoute({
        method: 'POST',
        path: `/kernel/scheduler/${name}`,
        summary,
        access: 'owner',
        answer: SchedulerActionResponse,
        async handle() {
          const { paused, pid } = await kernel.controlScheduler(action);
          return { success: true as const, paused, pid };
        },
      }),
    ),
    jsonRoute({
      method: 'POST',
      path: '/kernel/schedule-next',
      summary: 'Runs one decision of the scheduler and tells whom it chose',
      access: 'owner',
      answer: SchedulerActionResponse,
      async handle() {
        const pid = await kernel.scheduleNext();
        const { stats: now } = await kernel.schedulerStats();
        return { success: true as const, paused: now?.paused ?? false, pid };
      },
    }),
  ];
}

const enforcements = {
  [Enforcement.ENFORCED]: 'enforced',
  [Enforcement.DEGRADED]: 'degraded',
  [Enforcement.SIMULATED]: 'simulated',
  [Enforcement.UNAVAILABLE]: 'unavailable',
  [Enforcement.UNSPECIFIED]: 'unavailable',
} as const;
const policyNames = {
  [SchedulerPolicy.UNSPECIFIED]: 'unknown',
  [SchedulerPolicy.ROUND_ROBIN]: 'round_robin',
  [SchedulerPolicy.PRIORITY]: 'priority',
  [SchedulerPolicy.FAIR]: 'fair',
} as const;

function statsOf({ stats, processes }: GetSchedulerStatsResponse): z.input<typeof SchedulerStatsResponse> {
  if (stats === undefined) throw new Problem('EPROTO', 'the kernel told nothing of its scheduler');
  return {
    policy: policyNames[stats.policy],
    quantum_us: stats.quantumUs,
    decisions: stats.decisions,
    runnable: stats.runnable,
    paused: stats.paused,
    preemptions: stats.preemptions,
    mechanism: stats.mechanism,
    enforcement: enforcements[stats.enforcement],
    processes: processes.map((each) => ({
      pid: each.pid,
      vruntime_ns: each.vruntimeNs,
      cpu_ns: each.cpuNs,
      kernel_ns: each.kernelNs,
      entitled_share: each.entitledShare,
      achieved_share: each.achievedShare,
      priority: each.priority,
      weight: each.weight,
      mechanism: each.mechanism,
    })),
  };
}
