/**
 * Syscalls that came when it was not their process's turn, from doors without queues of their own, and those that wait and
 * have to look again: for each a lane a process, in the order of arrival.
 */
import type { SyscallResult } from '@agentos/protocol/kernel';
import { failure, toWire } from '../errors.ts';
import type { Process } from '../process/process.ts';
import type { SchedulingEntity } from '../scheduler/entity.ts';
import type { Lane, RunQueue } from '../scheduler/run-queue.ts';
import type { ExecuteOptions } from './executor.ts';
import type { Running } from './pending.ts';

type Start = (options: ExecuteOptions) => SyscallResult | Running;

class DeferredLane implements Lane {
  readonly schedule: SchedulingEntity;
  #waiting: (() => void)[] = [];
  #next = 0;

  constructor(schedule: SchedulingEntity) {
    this.schedule = schedule;
  }

  get length(): number {
    return this.#waiting.length - this.#next;
  }

  push(begin: () => void): void {
    this.#waiting.push(begin);
  }

  step(): boolean {
    this.#waiting[this.#next++]?.();
    if (this.#next < this.#waiting.length) {
      if (this.#next >= 256) {
        this.#waiting = this.#waiting.slice(this.#next);
        this.#next = 0;
      }
      return true;
    }
    this.#waiting = [];
    this.#next = 0;
    return false;
  }
}

export class DeferredCalls {
  readonly #queue: RunQueue;
  readonly #lanes = new WeakMap<Process, DeferredLane>();
  readonly #looks = new WeakMap<Process, DeferredLane>();

  constructor(queue: RunQueue) {
    this.#queue = queue;
  }

  /** How many of a process wait. */
  of(process: Process): number {
    return this.#lanes.get(process)?.length ?? 0;
  }

  /** Starts the call in the turn of its process. Its deadline counts from now; it can be cancelled before it has begun. */
  add(process: Process, options: ExecuteOptions, start: Start): Running {
    const lane = laneOf(this.#lanes, process);
    const { promise, resolve } = Promise.withResolvers<SyscallResult>();
    const since = performance.now();
    let running: Running | undefined;
    let over = false;
    lane.push(() => {
      if (over) return;
      over = true;
      const outcome = start(remaining(options, since));
      if ('done' in outcome) {
        running = outcome;
        resolve(outcome.done);
      } else {
        resolve(outcome);
      }
    });
    this.#queue.add(lane);
    return {
      done: promise,
      cancel() {
        running?.cancel();
        if (over) return;
        over = true;
        resolve({ result: { $case: 'error', value: toWire(failure('ECANCELED', 'cancelled by the caller')) } });
      },
    };
  }

  /**
   * Resolves in a later turn that the process is due for; `ns`: about what a call that is under way does then, which is
   * charged now, because it comes after.
   */
  turn(process: Process, ns: number): Promise<void> {
    const lane = laneOf(this.#looks, process);
    return new Promise((resolve) => {
      lane.push(() => {
        this.#queue.charge(process.schedule, ns);
        resolve();
      });
      this.#queue.add(lane);
    });
  }
}

function laneOf(lanes: WeakMap<Process, DeferredLane>, process: Process): DeferredLane {
  const known = lanes.get(process);
  if (known !== undefined) return known;
  const made = new DeferredLane(process.schedule);
  lanes.set(process, made);
  return made;
}

function remaining(options: ExecuteOptions, since: number): ExecuteOptions {
  const waitedMs = performance.now() - since;
  if (options.deadlineMs === 0) return { ...options, waitedMs };
  return { ...options, waitedMs, deadlineMs: Math.max(1, options.deadlineMs - waitedMs) };
}
