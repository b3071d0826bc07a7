/** Rights on paths that were found to hold when something began, and must go on holding while it lasts. */
import type { Process } from '../process/process.ts';
import type { PathKind } from './capability-set.ts';
import { requirePath } from './check.ts';

export class StandingRights {
  readonly #process: Process;
  readonly #kinds: readonly PathKind[];
  readonly #names: readonly string[];
  #epoch: number;

  /** `names` are normalised: what was named, and where links led. */
  constructor(process: Process, kinds: readonly PathKind[], names: readonly string[]) {
    this.#process = process;
    this.#kinds = kinds;
    this.#names = names;
    this.#epoch = process.policyEpoch;
  }

  /** Looks again when the policy has changed since. @throws KernelError EACCES */
  require(): void {
    const { policyEpoch } = this.#process;
    if (policyEpoch === this.#epoch) return;
    for (const kind of this.#kinds) for (const name of this.#names) requirePath(this.#process, kind, name);
    this.#epoch = policyEpoch;
  }
}
