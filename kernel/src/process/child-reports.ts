/**
 * What a parent has not heard yet of its own children: ends, stops and continuations, each consumed once, in the order in
 * which they happened. A child has at most one stop or continuation to tell: the last one.
 */
import { failure } from '../errors.ts';
import type { ExitStatus } from '../host/backend.ts';
import { WaitQueue } from '../wait-queue.ts';
import type { Process } from './process.ts';

export type WaitOutcome =
  | { readonly kind: 'exited'; readonly child: Process; readonly status: ExitStatus }
  | { readonly kind: 'stopped' | 'continued'; readonly child: Process; readonly signal: number };

export interface WaitFor {
  /** > 0: that child; -1: any; 0: any of the parent's group; < -1: any of that group. */
  readonly selector: number;
  readonly stopped: boolean;
  readonly continued: boolean;
}

export class ChildReports {
  readonly #parent: Process;
  readonly #known = new Map<number, Process>();
  readonly #untold = new Map<Process, WaitOutcome>();
  /** Woken when there is something to tell, or nobody left to wait for. */
  readonly changed = new WaitQueue();

  constructor(parent: Process) {
    this.#parent = parent;
  }

  add(child: Process): void {
    this.#known.set(child.pid, child);
  }

  /** Forgets a child whose end has been told, or will never be. */
  remove(child: Process): void {
    this.#known.delete(child.pid);
    this.#untold.delete(child);
    this.changed.wake();
  }

  tell(outcome: WaitOutcome): void {
    if (!this.#known.has(outcome.child.pid)) return;
    // The end comes after everything else, and nothing after the end.
    this.#untold.delete(outcome.child);
    this.#untold.set(outcome.child, outcome);
    this.changed.wake();
  }

  /**
   * What can be consumed right now; an end stays until `remove`.
   * @throws KernelError ECHILD when there is no such child
   */
  next(wanted: WaitFor): WaitOutcome | undefined {
    const { selector } = wanted;
    if (selector > 0) {
      const child = this.#known.get(selector);
      if (child === undefined) throw this.#nobody(selector);
      return this.#consume(this.#untold.get(child), wanted);
    }
    const matches = this.#matcher(selector);
    for (const outcome of this.#untold.values()) {
      const found = matches(outcome.child) ? this.#consume(outcome, wanted) : undefined;
      if (found !== undefined) return found;
    }
    if (selector === -1 ? this.#known.size > 0 : [...this.#known.values()].some(matches)) return undefined;
    throw this.#nobody(selector);
  }

  #matcher(selector: number): (child: Process) => boolean {
    if (selector === -1) return () => true;
    const group = selector === 0 ? this.#parent.group : -selector;
    return (child) => child.group === group;
  }

  #consume(outcome: WaitOutcome | undefined, { stopped, continued }: WaitFor): WaitOutcome | undefined {
    if (outcome === undefined || outcome.kind === 'exited') return outcome;
    if (outcome.kind === 'stopped' ? !stopped : !continued) return undefined;
    this.#untold.delete(outcome.child);
    return outcome;
  }

  #nobody(selector: number): Error {
    return failure('ECHILD', `process ${this.#parent.pid} has no such child to wait for`, String(selector));
  }
}
