/** All figures of the kernel as Prometheus text: what was counted, and how full everything is at this moment. */
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
}

export function prometheusText(of: Measured): string {
  const { processes, tasks, timers, queue, network, scheduler, events, arena, clipboard } = of;
  const counted = of.metrics.text({
    processes: processes.size,
    tasks: tasks.size,
    timers: timers.size,
    run_queue_lanes: queue.length,
    run_queue_turns: queue.turns,
    sockets: network.size,
    scheduler_decisions: scheduler.counters.decisions,
    scheduler_preemptions: scheduler.counters.preemptions,
    events: events.nextSequence - 1,
    memory_used_bytes: arena.used,
    memory_held_bytes: arena.held,
    clipboard_bytes: clipboard.desktop.bytes,
    uptime_seconds: process.uptime(),
  });
  return counted + processes.cleanup.text();
}
