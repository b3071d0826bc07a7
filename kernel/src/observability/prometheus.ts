/** All figures of the kernel as Prometheus text: what was counted, and how full everything is at this moment. */
import { Enforcement } from '@agentos/protocol/kernel';
import type { Clipboard } from '../clipboard/clipboard.ts';
import type { EventRing } from '../events/event-ring.ts';
import type { Arena } from '../memory/arena.ts';
import type { Network } from '../net/network.ts';
import type { ProcessTable } from '../process/process-table.ts';
import type { RunQueue } from '../scheduler/run-queue.ts';
import type { Scheduler } from '../scheduler/scheduler.ts';
import type { Tasks } from '../tasks/tasks.ts';
import type { TimerWheel } from '../timeouts/timer-wheel.ts';
import type { Metrics } from './metrics.ts';
import type { Telemetry } from './telemetry.ts';

export interface Measured {
  readonly metrics: Metrics;
  readonly processes: ProcessTable;
  readonly tasks: Tasks;
  readonly timers: TimerWheel;
  readonly queue: RunQueue;
  readonly network: Network;
  readonly scheduler: Scheduler;
  readonly events: EventRing;
  readonly arena: Arena;
  readonly clipboard: Clipboard;
  readonly telemetry: Telemetry;
}

export function prometheusText(of: Measured): string {
  const { processes, tasks, timers, queue, network, scheduler, events, arena, clipboard, telemetry } = of;
  const { hits, misses, held } = processes.decisions;
  const { user, system } = process.cpuUsage();
  const counted = of.metrics.text({
    processes: processes.size,
    processes_created_total: processes.created,
    tasks: tasks.size,
    timers: timers.size,
    run_queue_lanes: queue.length,
    run_queue_turns: queue.turns,
    sockets: network.size,
    decision_hits: hits,
    decision_misses: misses,
    decisions_held: held,
    scheduler_decisions: scheduler.counters.decisions,
    scheduler_preemptions: scheduler.counters.preemptions,
    events: events.nextSequence - 1,
    ...telemetry.figures(),
    memory_used_bytes: arena.used,
    memory_held_bytes: arena.held,
    memory_limit_bytes: arena.limitBytes,
    memory_allocations_total: arena.turnover.allocated.blocks,
    memory_allocated_bytes_total: arena.turnover.allocated.bytes,
    memory_frees_total: arena.turnover.freed.blocks,
    memory_freed_bytes_total: arena.turnover.freed.bytes,
    clipboard_bytes: clipboard.desktop.bytes,
    uptime_seconds: process.uptime(),
    resident_memory_bytes: process.memoryUsage.rss(),
    cpu_seconds_total: (user + system) / 1e6,
    collector_up: telemetry.capability().enforcement === Enforcement.ENFORCED ? 1 : 0,
  });
  return counted + processes.cleanup.text();
}
