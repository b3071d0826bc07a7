/** Counters of the kernel: syscalls by case and outcome with a latency histogram each, and refusals. Plain numbers. */

/** Upper bounds of the latency buckets, microseconds. */
export const latencyBoundsUs = [
  10, 50, 100, 500, 1_000, 5_000, 10_000, 50_000, 100_000, 1_000_000, 10_000_000,
] as const;

interface Series {
  count: number;
  sumUs: number;
  readonly buckets: Float64Array;
  /** By POSIX code; success is not among them. */
  readonly failures: Map<string, number>;
}

export class Metrics {
  readonly #series = new Map<string, Series>();

  /** `code` is undefined for success. */
  record(syscall: string, code: string | undefined, durationUs: number): void {
    let series = this.#series.get(syscall);
    if (series === undefined) {
      series = { count: 0, sumUs: 0, buckets: new Float64Array(latencyBoundsUs.length + 1), failures: new Map() };
      this.#series.set(syscall, series);
    }
    series.count++;
    series.sumUs += durationUs;
    let bucket = 0;
    while (bucket < latencyBoundsUs.length && durationUs > (latencyBoundsUs[bucket] ?? 0)) bucket++;
    series.buckets[bucket] = (series.buckets[bucket] ?? 0) + 1;
    if (code !== undefined) series.failures.set(code, (series.failures.get(code) ?? 0) + 1);
  }

  /** Prometheus text format. `gauges` are told by their owners at this moment. */
  text(gauges: Readonly<Record<string, number>>): string {
    const lines: string[] = [];
    lines.push('# TYPE agentos_kernel_syscalls_total counter');
    for (const [syscall, series] of this.#series) {
      let failed = 0;
      for (const [code, count] of series.failures) {
        failed += count;
        lines.push(`agentos_kernel_syscalls_total{syscall="${syscall}",outcome="${code}"} ${count}`);
      }
      lines.push(`agentos_kernel_syscalls_total{syscall="${syscall}",outcome="ok"} ${series.count - failed}`);
    }
    lines.push('# TYPE agentos_kernel_syscall_duration_seconds histogram');
    for (const [syscall, series] of this.#series) {
      let below = 0;
      for (const [index, bound] of latencyBoundsUs.entries()) {
        below += series.buckets[index] ?? 0;
        lines.push(`agentos_kernel_syscall_duration_seconds_bucket{syscall="${syscall}",le="${bound / 1e6}"} ${below}`);
      }
      lines.push(`agentos_kernel_syscall_duration_seconds_bucket{syscall="${syscall}",le="+Inf"} ${series.count}`);
      lines.push(`agentos_kernel_syscall_duration_seconds_sum{syscall="${syscall}"} ${series.sumUs / 1e6}`);
      lines.push(`agentos_kernel_syscall_duration_seconds_count{syscall="${syscall}"} ${series.count}`);
    }
    for (const [name, value] of Object.entries(gauges)) {
      lines.push(`# TYPE agentos_kernel_${name} gauge`, `agentos_kernel_${name} ${value}`);
    }
    return `${lines.join('\n')}\n`;
  }
}
