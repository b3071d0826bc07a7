/**
 * Decides which share of each category is kept, so that observing adds no more than 2 % to the CPU time that the kernel takes without
 * it. It measures its own cost: what events cost the threads that write them, kept or left out, and what the telemetry thread took.
 * When that is too much, the categories with the most events give first (max-min fairness); when there is room, they
 * get it back.
 */
import { weights } from '../events/memory.ts';

/** Share of the kernel's CPU time that the collector may take. */
export const target = 0.02;
/** Part of it that is aimed at: what an event does to the caches of everybody else is not in the measure. */
const aim = 0.6;
/** A kernel that uses less of a core than this is not loaded, and its cost counts as if it used so much. */
const leastLoad = 0.1;
/** A category with fewer events in a period than these costs nothing, and none of them is left out. */
const rare = 50;
/** Fewer kept events in a second than these are no load; and so many are kept whatever there is of what is never left out. */
const quiet = 1_000;
/** Beginning and ending a turn of the event loop that has events, nanoseconds. */
const turnNs = 500;
/** A category is never left out altogether. */
export const leastShare = 1 / (weights.at(-1) ?? 1);

export interface SamplingPeriod {
  readonly elapsedMs: number;
  /** CPU time that the kernel took in it, milliseconds. */
  readonly cpuMs: number;
  /** Events of each category in the period: written, those among them that are never left out, and left out. */
  readonly written: readonly number[];
  readonly spared: readonly number[];
  readonly left: readonly number[];
  /** Turns of the event loop that had events. */
  readonly turns: number;
  /** What writing an event costs, and leaving one out, nanoseconds. */
  readonly emitNs: number;
  readonly leaveNs: number;
  /** Time that the telemetry thread took, milliseconds. */
  readonly threadMs: number;
}

export class SamplingController {
  readonly shares: number[];
  /** Cost of the last period, as a share of the CPU time that the kernel took besides. */
  cost = 0;

  readonly #target: number;

  constructor(categories: number, budget = target) {
    this.#target = budget;
    this.shares = new Array<number>(categories).fill(1);
  }

  /** Sets `shares` by what a period was like. */
  update({ elapsedMs, cpuMs, written, spared, left, turns, emitNs, leaveNs, threadMs }: SamplingPeriod): void {
    if (elapsedMs <= 0) return;
    const kept = sum(written);
    const leavingMs = (sum(left) * leaveNs) / 1e6;
    const keepingMs = (kept * emitNs + turns * turnNs) / 1e6 + threadMs;
    const load = Math.max(cpuMs - keepingMs - leavingMs, leastLoad * elapsedMs);
    this.cost = (keepingMs + leavingMs) / load;
    // A thread that has just started costs, and a few events have not caused it.
    if ((kept / elapsedMs) * 1_000 < quiet) {
      for (const category of this.shares.keys()) this.#move(category, 1);
      return;
    }
    if (this.cost <= this.#target && this.shares.every((share) => share === 1)) return;
    const room = Math.max(0, aim * this.#target * load - leavingMs);
    const mayGo = written.map((count, category) => count - (spared[category] ?? 0) + (left[category] ?? 0));
    const budget = kept * Math.min(2, room / keepingMs) - sum(spared);
    const level = levelOf(mayGo, Math.max((quiet * elapsedMs) / 1_000, budget));
    for (const [category, count] of mayGo.entries()) {
      this.#move(category, count < rare ? 1 : Math.max(leastShare, Math.min(1, level / count)));
    }
  }

  /** Keeps everything from now on. */
  reset(): void {
    this.shares.fill(1);
  }

  /** Down at once, up by no more than twofold in a period. */
  #move(category: number, wanted: number): void {
    const now = this.shares[category] ?? 1;
    this.shares[category] = Math.min(wanted, now * 2, 1);
  }
}

/** Code of the least weight with which no more than this share is kept. */
export function codeOf(share: number): number {
  const code = weights.findIndex((weight) => weight * share >= 1);
  return code < 0 ? weights.length - 1 : code;
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

function sum(amounts: readonly number[]): number {
  return amounts.reduce((all, amount) => all + amount, 0);
}
