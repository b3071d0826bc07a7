/** What the ends of all processes so far have given back, by kind: for the metrics. */
import { type LedgerReport, Tally } from './ledger.ts';

export class CleanupTotals {
  readonly #released = new Tally();
  #ends = 0;
  #forced = 0;
  #failures = 0;

  /** A process has ended and given this back. */
  ended(reports: readonly LedgerReport[]): void {
    this.#ends++;
    for (const { kind, count, bytes } of reports) this.#released.add(kind, count, bytes);
  }

  /** One had to be killed. */
  forced(): void {
    this.#forced++;
  }

  /** Something could not be given back. */
  failed(): void {
    this.#failures++;
  }

  /** Lines of the Prometheus text format. */
  text(): string {
    const counter = (name: string, help: string): string =>
      `# HELP agentos_kernel_${name} ${help}\n# TYPE agentos_kernel_${name} counter`;
    const released = this.#released.list();
    const lines = [
      counter('process_ends_total', 'Processes that ended'),
      `agentos_kernel_process_ends_total ${this.#ends}`,
      counter('process_kills_total', 'Processes that had to be killed'),
      `agentos_kernel_process_kills_total ${this.#forced}`,
      counter('cleanup_failures_total', 'Resources that could not be given back'),
      `agentos_kernel_cleanup_failures_total ${this.#failures}`,
      counter('cleanup_released_total', 'Resources that ended processes gave back, by kind'),
      ...released.map(({ kind, count }) => `agentos_kernel_cleanup_released_total{kind="${kind}"} ${count}`),
      counter('cleanup_released_bytes_total', 'Memory that ended processes gave back, by kind'),
      ...released.map(({ kind, bytes }) => `agentos_kernel_cleanup_released_bytes_total{kind="${kind}"} ${bytes}`),
    ];
    return `${lines.join('\n')}\n`;
  }
}
