/**
 * Counts of values in log-linear buckets: 128 to each power of two, as HDR histograms have them, so a percentile is off by
 * less than 0.4 %. Only buckets that have something take memory. Takes every finite number.
 */

const pun = new Float64Array(1);
const words = new Int32Array(pun.buffer);
const isLittle = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
const high = isLittle ? 1 : 0;
/** Of the high word of a double: sign, exponent and seven bits of the mantissa are the bucket. */
const shift = 13;

export class Histogram {
  readonly #buckets = new Map<number, number>();
  count = 0;

  /** `times`: how many such values there were. */
  add(value: number, times = 1): void {
    pun[0] = value === 0 ? 0 : value;
    const bucket = (words[high] ?? 0) >> shift;
    this.#buckets.set(bucket, (this.#buckets.get(bucket) ?? 0) + times);
    this.count += times;
  }

  /** Values below which these shares of all lie; 0 when there is none. */
  percentiles(shares: readonly number[]): number[] {
    const sorted = [...this.#buckets].map(([bucket, count]) => ({ value: middleOf(bucket), count }));
    sorted.sort((one, other) => one.value - other.value);
    return shares.map((share) => {
      let left = Math.max(1, Math.ceil(share * this.count));
      for (const { value, count } of sorted) {
        left -= count;
        if (left <= 0) return value;
      }
      return 0;
    });
  }
}

function middleOf(bucket: number): number {
  if (bucket === 0) return 0;
  words[high] = (bucket << shift) | (1 << (shift - 1));
  words[1 - high] = 0;
  return pun[0] ?? 0;
}
