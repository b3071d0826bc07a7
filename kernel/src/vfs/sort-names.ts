/** Sorts entries by name while they arrive, in slices: the core gets its turn between them however many there are. */

import { Turn } from './turn.ts';

/** Longest slice of work, milliseconds. */
const sliceMs = 2;
const mergedAtATime = 1_024;

interface Named {
  readonly name: string;
}

/** Sorted runs, each at least twice as long as the next: a new one is merged into those that are not. */
export class NameSort<T extends Named> {
  readonly #runs: T[][] = [];
  readonly #turn: Turn;

  constructor(signal: AbortSignal) {
    this.#turn = new Turn(signal, sliceMs);
  }

  /** Takes some entries over. */
  async add(entries: readonly T[]): Promise<void> {
    let run = [...entries].sort(byName);
    for (let last = this.#runs.at(-1); last !== undefined && last.length < 2 * run.length; last = this.#runs.at(-1)) {
      this.#runs.pop();
      run = await this.#merge(last, run);
    }
    this.#runs.push(run);
    await this.#turn.next();
  }

  /** Everything, in the order of the names' UTF-16 code units. */
  async sorted(): Promise<readonly T[]> {
    let run = this.#runs.pop() ?? [];
    for (let last = this.#runs.pop(); last !== undefined; last = this.#runs.pop()) run = await this.#merge(last, run);
    return run;
  }

  async #merge(left: readonly T[], right: readonly T[]): Promise<T[]> {
    const merged: T[] = [];
    let [at, other] = [0, 0];
    for (;;) {
      const [one, two] = [left[at], right[other]];
      const next = two === undefined || (one !== undefined && one.name <= two.name) ? one : two;
      if (next === undefined) return merged;
      if (next === one) at++;
      else other++;
      merged.push(next);
      if (merged.length % mergedAtATime === 0) await this.#turn.next();
    }
  }
}

function byName(left: Named, right: Named): number {
  return left.name < right.name ? -1 : left.name > right.name ? 1 : 0;
}
