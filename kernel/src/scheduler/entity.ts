/**
 * What the scheduler knows of one process: its priority as a weight, and its virtual runtime, which grows with the CPU time
 * that it had on the host and in the kernel, the slower the heavier it is. Who has the least is owed the most.
 */

/** The weight at priority 0. */
export const standardWeight = 1_024;
export const lowestPriority = 19;
export const highestPriority = -20;
/** How much a process that slept may be ahead of those that ran meanwhile, nanoseconds of virtual time. */
const mostCreditNs = 50_000_000;

/** 1.25 times more for each step towards -20: 88,818 at -20, 15 at 19. */
export function weightOf(priority: number): number {
  return Math.max(2, Math.round(standardWeight * 1.25 ** -priority));
}

export class SchedulingEntity {
  #priority = 0;
  #weight = standardWeight;
  #vruntimeNs = 0;
  #kernelNs = 0;
  #hostNs = 0;

  /** -20 (most) to 19 (least), as with nice. */
  get priority(): number {
    return this.#priority;
  }

  set priority(priority: number) {
    this.#priority = priority;
    this.#weight = weightOf(priority);
  }

  /** Relative to 1,024 at priority 0. */
  get weight(): number {
    return this.#weight;
  }

  get vruntimeNs(): number {
    return this.#vruntimeNs;
  }

  /** Time that the kernel spent on its syscalls. */
  get kernelNs(): number {
    return this.#kernelNs;
  }

  /** CPU time of its program on the host, as far as it has been fed. */
  get hostNs(): number {
    return this.#hostNs;
  }

  /** The kernel worked for this process. */
  charge(ns: number): void {
    this.#kernelNs += ns;
    this.#vruntimeNs += (ns * standardWeight) / this.#weight;
  }

  /** Its program ran on the host. */
  chargeHost(ns: number): void {
    this.#hostNs += ns;
    this.#vruntimeNs += (ns * standardWeight) / this.#weight;
  }

  /** Gives up the turn: those who had less until now, up to `mostNs`, come first. */
  stepBack(mostNs: number): void {
    this.#vruntimeNs = Math.max(this.#vruntimeNs, mostNs);
  }

  /** Whoever was away does not come back with more than a little credit: `leastNs` is the least of those who run. */
  catchUp(leastNs: number): void {
    this.#vruntimeNs = Math.max(this.#vruntimeNs, leastNs - mostCreditNs);
  }
}
