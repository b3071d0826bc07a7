/**
 * Quantiles of any number of values in fixed room: buckets whose bounds grow by the same factor, so that every quantile is
 * within 2.5 % of a value that was there.
 */
import type { FigureSummary } from '@agentos/protocol';

const factor = 1.05;
const logFactor = Math.log(factor);
/** What is smaller counts as this. */
const smallest = 0.001;
const bucketCount = 512;

export class Quantiles {
  readonly #buckets = new Uint32Array(bucketCount);
  #count = 0;
  #sum = 0;
  #least = Number.POSITIVE_INFINITY;
  #most = 0;
  #last = 0;

  /** @param value not below 0 */
  add(value: number): void {
    const index = value <= smallest ? 0 : Math.min(bucketCount - 1, Math.ceil(Math.log(value / smallest) / logFactor));
    this.#buckets[index] = (this.#buckets[index] ?? 0) + 1;
    this.#count++;
    this.#sum += value;
    this.#least = Math.min(this.#least, value);
    this.#most = Math.max(this.#most, value);
    this.#last = value;
  }

  /** The value that a share of all do not exceed; 0 when there is none. */
  quantile(share: number): number {
    if (this.#count === 0) return 0;
    const wanted = Math.max(1, Math.ceil(share * this.#count));
    let below = 0;
    let index = 0;
    while (index < bucketCount - 1) {
      below += this.#buckets[index] ?? 0;
      if (below >= wanted) break;
      index++;
    }
    // The middle of the bucket; what was really seen bounds it.
    const middle = smallest * factor ** (index - 0.5);
    return Math.min(this.#most, Math.max(this.#least, middle));
  }

  summary(): FigureSummary {
    return {
      count: this.#count,
      mean: this.#count === 0 ? 0 : this.#sum / this.#count,
      least: this.#count === 0 ? 0 : this.#least,
      most: this.#most,
      last: this.#last,
      p50: this.quantile(0.5),
      p75: this.quantile(0.75),
      p95: this.quantile(0.95),
      p99: this.quantile(0.99),
    };
  }
}
