/**
 * Decides which share of each category is kept, so that the collector takes no more than 2 % of the kernel's CPU time. It
 * measures its own cost: events written times what one costs, and the time that the telemetry thread took. When that is too much, the
 * categories with the most events give first (max-min fairness); when there is room, they get it back.
 */

/** Share of the kernel's CPU time that the collector may take. */
export const target = 0.02;
/** Part of it that is aimed at. */
const aim = 0.8;
/** A category is never left out altogether. */
const leastShare = 1 / 1_024;
/** A kernel that uses less of a core than this is not loaded, and its cost counts as if it used so much. */
const leastLoad = 0.25;
/** A category with fewer events in a period than these costs nothing, and none of them is left out. */
const rare = 50;
/** Fewer kept events in a second than these are no load. */
const quiet = 1_000;

export interface SamplingPeriod {
  readonly elapsedMs: number;
  /** CPU time that the kernel took in it, milliseconds. */
  readonly cpuMs: number;
  /** Events of each category in the period: written, and left out. */
  readonly written: readonly number[];
  readonly left: readonly number[];
  readonly emitNs: number;
  /** Time that the telemetry thread took, milliseconds. */
  readonly threadMs: number;
}

export class SamplingController {
  readonly shares: number[];
  /** Cost of the last period, as a share of the kernel's CPU time. */
  cost = 0;

  readonly #target: number;

  constructor(categories: number, budget = target) {
    this.#target = budget;
    this.shares = new Array<number>(categories).fill(1);
  }

  /** Sets `shares` by what a period was like. */
  update({ elapsedMs, cpuMs, written, left, emitNs, threadMs }: SamplingPeriod): void {
    if (elapsedMs <= 0) return;
    let kept = 0;
    for (const count of written) kept += count;
    this.cost = ((kept * emitNs) / 1e6 + threadMs) / Math.max(cpuMs, leastLoad * elapsedMs);
    const offered = written.map((count, category) => count + (left[category] ?? 0));
    // A thread that has just started costs, and a few events have not caused it.
    if ((kept / elapsedMs) * 1_000 < quiet) {
      for (const category of this.shares.keys()) this.#move(category, 1);
      return;
    }
    if (this.cost <= this.#target && this.shares.every((share) => share === 1)) return;
    const budget = kept * Math.min(2, (aim * this.#target) / this.cost);
    const level = levelOf(offered, budget);
    for (const [category, count] of offered.entries()) {
      this.#move(category, count < rare ? 1 : Math.max(leastShare, Math.min(1, level / count)));
    }
  }

  /** Down at once, up by no more than twofold in a period. */
  #move(category: number, wanted: number): void {
    const now = this.shares[category] ?? 1;
    this.shares[category] = Math.min(wanted, now * 2, 1);
  }
}

/** The height to which each of the amounts must be cut so that they sum up to `budget`. */
export function levelOf(amounts: readonly number[], budget: number): number {
  const sorted = amounts.filter((amount) => amount > 0).sort((one, other) => one - other);
  let rest = budget;
  for (const [index, amount] of sorted.entries()) {
    const each = rest / (sorted.length - index);
    if (amount > each) return each;
    rest -= amount;
  }
  return Number.POSITIVE_INFINITY;
}
