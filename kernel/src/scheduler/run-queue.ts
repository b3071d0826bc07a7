/**
 * Whose syscalls the core works on next. Work that comes while nobody waits runs at once; when the turn of the event loop
 * has used up its time, or somebody who is owed more waits already, it queues, and the next turns take first who has had
 * the least of the core in proportion to weight. So a process that floods the kernel waits for itself, not the others for it.
 *
 * Rule it keeps: between two looks of the event loop at its sockets, no more than about twice `budgetMs` of syscalls run.
 */
import type { SchedulingEntity } from './entity.ts';

/** Work of one process that cannot run at once, in order. Owned by a door. */
export interface Lane {
  readonly schedule: SchedulingEntity;
  /** Runs the next piece; false when there is none that could run now. Charges what it took. */
  step(): boolean;
}

export interface RunQueueOptions {
  /** Time for syscalls in one turn of the event loop, milliseconds; infinite: everything runs as it comes. */
  readonly budgetMs?: number | undefined;
  readonly nextTurn?: (callback: () => void) => void;
}

/** What a process has used elsewhere counts against it here up to this, nanoseconds of virtual time. */
const mostDebtNs = 1_000_000;
/** A piece of work counts as this much at least, so that pieces that cost nothing end too. */
const leastNs = 500;

interface Waiting {
  readonly lane: Lane;
  readonly key: number;
  readonly order: number;
}

export class RunQueue {
  readonly #budgetNs: number;
  readonly #nextTurn: (callback: () => void) => void;
  readonly #heap: Waiting[] = [];
  readonly #queued = new Set<Lane>();
  /** Virtual time that everybody who wants to run has reached. */
  #leastVruntimeNs = 0;
  #spentNs = 0;
  #scheduled = false;
  #order = 0;
  #turns = 0;

  constructor({ budgetMs = 1, nextTurn = setImmediate }: RunQueueOptions = {}) {
    this.#budgetNs = budgetMs * 1e6;
    this.#nextTurn = nextTurn;
  }

  /** Lanes that wait for their turn. */
  get length(): number {
    return this.#heap.length;
  }

  /** Turns of the event loop that began with work left over. */
  get turns(): number {
    return this.#turns;
  }

  /** Whether work of a process none of which waits may run at once; else it goes to a lane, and that to the queue. */
  mayRun(schedule: SchedulingEntity): boolean {
    if (this.#budgetNs === Number.POSITIVE_INFINITY) return true;
    if (this.#spentNs >= this.#budgetNs) return false;
    const [first] = this.#heap;
    return first === undefined || this.#keyOf(schedule) < first.key;
  }

  /** Queues a lane that has work. One that is queued already stays where it is. */
  add(lane: Lane): void {
    if (this.#queued.has(lane)) return;
    this.#queued.add(lane);
    this.#push(lane);
    this.#schedule();
  }

  /** The core has worked for a process. */
  charge(schedule: SchedulingEntity, ns: number): void {
    schedule.charge(ns);
    this.#spentNs += ns;
    this.#schedule();
    // Only as far as the core has worked: time on the host, which counts too, moves nobody else.
    if (this.#heap.length === 0) this.#reach(Math.min(schedule.vruntimeNs, this.#leastVruntimeNs + ns));
  }

  /** What was spent in this turn is forgotten in the next, also when nothing waits. */
  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#nextTurn(() => this.#turn());
  }

  #turn(): void {
    this.#scheduled = false;
    this.#spentNs = 0;
    if (this.#heap.length === 0) return;
    this.#turns++;
    let pieces = 0;
    while (this.#spentNs + pieces * leastNs < this.#budgetNs) {
      const next = this.#pop();
      if (next === undefined) break;
      this.#reach(next.key);
      pieces++;
      if (next.lane.step()) this.#push(next.lane);
      else this.#queued.delete(next.lane);
    }
    // What comes from the sockets before the next turn has a budget of its own.
    this.#spentNs = 0;
    if (this.#heap.length > 0) this.#schedule();
  }

  #reach(vruntimeNs: number): void {
    if (vruntimeNs > this.#leastVruntimeNs) this.#leastVruntimeNs = vruntimeNs;
  }

  /** Nobody comes with the credit of a long absence, and nobody pays here for long work elsewhere. */
  #keyOf(schedule: SchedulingEntity): number {
    schedule.catchUp(this.#leastVruntimeNs);
    return Math.min(schedule.vruntimeNs, this.#leastVruntimeNs + mostDebtNs);
  }

  #push(lane: Lane): void {
    const heap = this.#heap;
    const entry = { lane, key: this.#keyOf(lane.schedule), order: this.#order++ };
    let at = heap.push(entry) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = heap[above];
      if (parent === undefined || !isBefore(entry, parent)) break;
      heap[at] = parent;
      at = above;
    }
    heap[at] = entry;
  }

  #pop(): Waiting | undefined {
    const heap = this.#heap;
    const [first] = heap;
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      const left = heap[2 * at + 1];
      const right = heap[2 * at + 2];
      if (left === undefined) break;
      const goRight = right !== undefined && isBefore(right, left);
      const below = goRight ? right : left;
      if (!isBefore(below, last)) break;
      heap[at] = below;
      at = 2 * at + (goRight ? 2 : 1);
    }
    heap[at] = last;
    return first;
  }
}

function isBefore(one: Waiting, other: Waiting): boolean {
  return one.key < other.key || (one.key === other.key && one.order < other.order);
}
