/**
 * Figures of the kernel in Prometheus format: syscalls by case and outcome with a latency histogram each, what they moved,
 * and the gauges and counters that other parts keep. Plain numbers: recording a syscall allocates nothing.
 */
import { type FamilyType, formatFamily } from '@agentos/protocol/exposition';
import type { SyscallCase } from '@agentos/protocol/kernel-client';

/** Upper bounds of the latency buckets, microseconds. */
export const latencyBoundsUs = [
  5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 50_000, 100_000, 1_000_000, 10_000_000,
] as const;

interface Series {
  count: number;
  sumUs: number;
  bytes: number;
  readonly buckets: Float64Array;
  /** By POSIX code; success is not among them. */
  readonly failures: Map<string, number>;
}

/** A figure that its owner keeps. */
interface OwnedFigure {
  readonly help: string;
  readonly type?: FamilyType;
}

/** What the figures of other parts are. One that is not here is told as a gauge under its name alone. */
const owned: Readonly<Record<string, OwnedFigure>> = {
  processes: { help: 'Processes that are not gone' },
  processes_created_total: { help: 'Processes created', type: 'counter' },
  tasks: { help: 'Asynchronous syscalls that are kept' },
  timers: { help: 'Timers that run' },
  run_queue_lanes: { help: 'Processes that wait for their turn in the core' },
  run_queue_turns: { help: 'Turns given in the core since the start' },
  sockets: { help: 'Open sockets' },
  decision_hits: { help: 'Decisions of policy found in the cache since the start' },
  decision_misses: { help: 'Decisions of policy that had to be made since the start' },
  decisions_held: { help: 'Decisions of policy in the cache' },
  scheduler_decisions: { help: 'Decisions of the scheduler since the start' },
  scheduler_preemptions: { help: 'Programs that lost the CPU to another since the start' },
  events: { help: 'Events recorded since the start' },
  events_left_out: { help: 'Events that sampling left out since the start' },
  events_collected: { help: 'Events that the telemetry thread has looked at' },
  events_missed: { help: 'Events that were overwritten before the telemetry thread came to them' },
  event_queries: { help: 'Questions about events answered since the start' },
  event_anomalies: { help: 'Values found far from their mean since the start' },
  event_keys: { help: 'Keys with statistics of their own' },
  traces_kept: { help: 'Traces that are kept beside the ring' },
  traces_kept_bytes: { help: 'Memory of the traces that are kept' },
  collector_cost_ratio: { help: "Share of the kernel's CPU time that observing takes" },
  collector_up: { help: 'Whether the collector works; 0: it failed and is switched off' },
  memory_used_bytes: { help: "The kernel's own memory in use" },
  memory_held_bytes: { help: "The kernel's own memory taken from the host" },
  memory_limit_bytes: { help: "What the kernel's own memory may grow to" },
  memory_allocations_total: { help: "Blocks given out of the kernel's own memory", type: 'counter' },
  memory_frees_total: { help: "Blocks given back to the kernel's own memory", type: 'counter' },
  memory_allocated_bytes_total: { help: "Bytes given out of the kernel's own memory", type: 'counter' },
  memory_freed_bytes_total: { help: "Bytes given back to the kernel's own memory", type: 'counter' },
  clipboard_bytes: { help: 'Size of the clipboard' },
  uptime_seconds: { help: 'Time since the kernel started' },
  resident_memory_bytes: { help: 'Resident memory of the kernel' },
  cpu_seconds_total: { help: 'CPU time of the kernel', type: 'counter' },
};

/** Ways of data between processes, by the syscall that moves it. */
const ipc: Readonly<Partial<Record<SyscallCase, readonly [kind: string, direction: 'in' | 'out']>>> = {
  pipeWrite: ['pipe', 'in'],
  pipeRead: ['pipe', 'out'],
  shmWrite: ['shared_memory', 'in'],
  shmRead: ['shared_memory', 'out'],
  queueSend: ['queue', 'in'],
  queueReceive: ['queue', 'out'],
  clipboardCopy: ['clipboard', 'in'],
  clipboardPaste: ['clipboard', 'out'],
};

/** Syscalls of the file system. */
const vfs: ReadonlySet<string> = new Set<SyscallCase>([
  'readFile',
  'writeFile',
  'createFile',
  'deleteFile',
  'listDirectory',
  'stat',
  'moveFile',
  'copyFile',
  'mkdir',
  'rmdir',
  'truncate',
  'exists',
  'link',
  'symlink',
  'readlink',
  'fsync',
  'searchFiles',
  'searchContent',
  'open',
]);

export class Metrics {
  readonly #series = new Map<string, Series>();

  /**
   * @param code undefined for success
   * @param bytes data that it moved
   */
  record(syscall: string, code: string | undefined, durationUs: number, bytes = 0): void {
    let series = this.#series.get(syscall);
    if (series === undefined) {
      series = emptySeries();
      this.#series.set(syscall, series);
    }
    series.count++;
    series.sumUs += durationUs;
    series.bytes += bytes;
    let bucket = 0;
    while (bucket < latencyBoundsUs.length && durationUs > (latencyBoundsUs[bucket] ?? 0)) bucket++;
    series.buckets[bucket] = (series.buckets[bucket] ?? 0) + 1;
    if (code !== undefined) series.failures.set(code, (series.failures.get(code) ?? 0) + 1);
  }

  /** Prometheus text format. `figures` are told by their owners at this moment. */
  text(figures: Readonly<Record<string, number>>): string {
    const name = (of: string): string => `agentos_kernel_${of}`;
    const families = [
      formatFamily(name('syscalls_total'), 'counter', 'Syscalls by outcome', this.#outcomes()),
      formatFamily(
        name('syscall_duration_seconds'),
        'histogram',
        'Duration of syscalls',
        [...this.#series].flatMap(([syscall, series]) => histogram(series, { syscall })),
      ),
      formatFamily(
        name('syscall_bytes_total'),
        'counter',
        'Data that syscalls moved',
        [...this.#series].flatMap(([syscall, { bytes }]) => (bytes > 0 ? [{ labels: { syscall }, value: bytes }] : [])),
      ),
      formatFamily(
        name('vfs_operation_duration_seconds'),
        'histogram',
        'Duration of the operations of the file system, all together',
        histogram(this.#sum(vfs), {}),
      ),
      formatFamily(name('ipc_operations_total'), 'counter', 'Transfers between processes', this.#ipc('count')),
      formatFamily(name('ipc_bytes_total'), 'counter', 'Data moved between processes', this.#ipc('bytes')),
      ...Object.entries(figures).map(([of, value]) => {
        const { help, type = 'gauge' } = owned[of] ?? { help: of.replaceAll('_', ' ') };
        return formatFamily(name(of), type, help, [{ value }]);
      }),
    ];
    return families.join('');
  }

  *#outcomes(): Generator<{ labels: Record<string, string>; value: number }> {
    for (const [syscall, { count, failures }] of this.#series) {
      let failed = 0;
      for (const [outcome, value] of failures) {
        failed += value;
        yield { labels: { syscall, outcome }, value };
      }
      yield { labels: { syscall, outcome: 'ok' }, value: count - failed };
    }
  }

  #ipc(figure: 'count' | 'bytes'): { labels: Record<string, string>; value: number }[] {
    return Object.entries(ipc).map(([syscall, [kind, direction]]) => ({
      labels: { kind, direction },
      value: this.#series.get(syscall)?.[figure] ?? 0,
    }));
  }

  #sum(syscalls: ReadonlySet<string>): Series {
    const sum = emptySeries();
    for (const [syscall, series] of this.#series) {
      if (!syscalls.has(syscall)) continue;
      sum.count += series.count;
      sum.sumUs += series.sumUs;
      for (const [index, count] of series.buckets.entries()) sum.buckets[index] = (sum.buckets[index] ?? 0) + count;
    }
    return sum;
  }
}

function emptySeries(): Series {
  return { count: 0, sumUs: 0, bytes: 0, buckets: new Float64Array(latencyBoundsUs.length + 1), failures: new Map() };
}

function histogram({ count, sumUs, buckets }: Series, labels: Readonly<Record<string, string>>) {
  let below = 0;
  const samples = latencyBoundsUs.map((bound, index) => {
    below += buckets[index] ?? 0;
    return { suffix: '_bucket', labels: { ...labels, le: String(bound / 1e6) }, value: below };
  });
  return [
    ...samples,
    { suffix: '_bucket', labels: { ...labels, le: '+Inf' }, value: count },
    { suffix: '_sum', labels, value: sumUs / 1e6 },
    { suffix: '_count', labels, value: count },
  ];
}
