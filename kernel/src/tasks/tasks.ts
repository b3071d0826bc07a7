/**
 * Syscalls that run on their own: submitted, asked about, cancelled. A task belongs to the process that submitted it and is
 * known to nobody else; it lives on when the connection is lost, and ends with its process. A result is kept for its time
 * to live, charged to the process; one timer takes away what has expired, and rests while nothing can expire.
 */
import { randomInt } from 'node:crypto';
import { AsyncStatus, type Syscall, type SyscallResult } from '@agentos/protocol/kernel';
import { failure, type KernelError, toWire } from '../errors.ts';
import type { Process } from '../process/process.ts';
import type { Executor } from '../syscalls/executor.ts';
import { rpcsOf, type SyscallTable } from '../syscalls/row.ts';
import { Cancellation } from '../timeouts/cancellation.ts';
import { WaitQueue } from '../wait-queue.ts';

/** Of one process: those that run and those whose result is kept. */
export const mostTasks = 1_024;
const mostInTotal = 16_384;
/** Of one process, calls that wait for a task. */
const mostWaiting = 1_024;
const defaultTimeToLiveMs = 600_000;
const longestTimeToLiveMs = 3_600_000;
export const longestWaitMs = 60_000;
/** What expires within this time goes at once. */
const sweepMs = 100;
/** Held for a task beside its result. */
const taskBytes = 512;
const largestId = 2 ** 48 - 1;

export interface TaskRequest {
  readonly syscall: Syscall | undefined;
  readonly deadlineMs: number;
  /** 0: 600,000. */
  readonly timeToLiveMs: number;
  readonly traceparent: string;
}

export interface TaskReport {
  readonly status: AsyncStatus;
  /** 0 to 1. */
  readonly progress: number;
  /** Once it is over. */
  readonly result: SyscallResult | undefined;
}

/** What one process has of them. */
interface Share {
  tasks: number;
  waiting: number;
}

class Task {
  readonly id: number;
  readonly process: Process;
  readonly timeToLiveMs: number;
  readonly changed = new WaitQueue();
  result: SyscallResult | undefined;
  /** On the clock of `performance.now`; Infinity while it runs. */
  expires = Number.POSITIVE_INFINITY;
  bytes = taskBytes;
  cancelled = false;
  /** Whether it was taken away. */
  gone = false;
  cancel: () => void = () => undefined;
  /** Takes it out of the ledger of its process. */
  forget: () => void = () => undefined;
  measure: () => number = () => 0;

  constructor(id: number, process: Process, timeToLiveMs: number) {
    this.id = id;
    this.process = process;
    this.timeToLiveMs = timeToLiveMs;
  }

  get running(): boolean {
    return this.result === undefined;
  }

  get status(): AsyncStatus {
    const outcome = this.result?.result;
    if (outcome === undefined) return AsyncStatus.RUNNING;
    if (outcome.$case !== 'error') return AsyncStatus.COMPLETED;
    return this.cancelled && outcome.value.code === 'ECANCELED' ? AsyncStatus.CANCELLED : AsyncStatus.FAILED;
  }

  get progress(): number {
    if (this.status === AsyncStatus.COMPLETED) return 1;
    const fraction = this.measure();
    return fraction >= 0 ? Math.min(fraction, 1) : 0;
  }
}

export class Tasks {
  readonly #executor: Executor;
  readonly #table: SyscallTable;
  readonly #resultBytes: (result: SyscallResult) => number;
  readonly #tasks = new Map<number, Task>();
  readonly #shares = new WeakMap<Process, Share>();
  #timer: NodeJS.Timeout | undefined;
  /** When the timer fires. */
  #sweepAt = Number.POSITIVE_INFINITY;

  /** `resultBytes` tells what a result takes in memory. */
  constructor(executor: Executor, table: SyscallTable, resultBytes: (result: SyscallResult) => number) {
    this.#executor = executor;
    this.#table = table;
    this.#resultBytes = resultBytes;
  }

  /** Those that run and those whose result is kept. */
  get size(): number {
    return this.#tasks.size;
  }

  /** Whether a timer is set: never, while no result is kept. */
  get sweeping(): boolean {
    return this.#timer !== undefined;
  }

  /**
   * Starts a syscall and gives the number of its task.
   * @throws KernelError EINVAL for a syscall that does not last; EAGAIN with too many tasks; ENOMEM; what the checks of the
   *   syscall say
   */
  submit(process: Process, { syscall, deadlineMs, timeToLiveMs, traceparent }: TaskRequest): number {
    const name = syscall?.syscall?.$case;
    if (name !== undefined && !rpcsOf(name, this.#table[name]).async) {
      throw failure('EINVAL', `${name} answers at once and is not taken as a task; call it`, name);
    }
    const share = this.#shareOf(process);
    if (share.tasks >= mostTasks) {
      throw failure('EAGAIN', `process ${process.pid} has ${mostTasks} tasks; wait for some, or let them expire`);
    }
    if (this.#tasks.size >= mostInTotal) throw failure('EAGAIN', `${mostInTotal} tasks are under way or kept`);
    process.memory.charge(taskBytes);
    const task = new Task(this.#freshId(), process, Math.min(timeToLiveMs || defaultTimeToLiveMs, longestTimeToLiveMs));
    const onProgress = (measure: () => number): void => {
      task.measure = measure;
    };
    const outcome = this.#executor.execute(process, syscall, { deadlineMs, traceparent, onProgress });
    if (!('done' in outcome) && outcome.result?.$case === 'error') {
      process.memory.release(taskBytes);
      const { code, message, detail } = outcome.result.value;
      throw failure(code, message, detail);
    }
    share.tasks++;
    this.#tasks.set(task.id, task);
    const resource = {
      kind: 'task' as const,
      bytes: () => task.bytes,
      dispose: () => this.#remove(task),
    };
    process.ledger.add(resource);
    task.forget = () => process.ledger.remove(resource);
    if ('done' in outcome) {
      task.cancel = () => outcome.cancel();
      void outcome.done.then((result) => this.#finish(task, result));
    } else this.#finish(task, outcome);
    return task.id;
  }

  /**
   * How a task is; waits up to `waitMs` for its end.
   * @throws KernelError ENOENT for a task that is not this process's; EAGAIN; the reason of the cancellation
   */
  async status(process: Process, id: number, waitMs: number, cancellation: Cancellation): Promise<TaskReport> {
    const task = this.#taskOf(process, id);
    if (task.running && waitMs > 0) await this.#wait(task, Math.min(waitMs, longestWaitMs), cancellation);
    if (task.gone) throw unknownTask(id);
    return { status: task.status, progress: task.progress, result: task.result };
  }

  /** Stops the work; false when it was over already. @throws KernelError ENOENT */
  cancel(process: Process, id: number): boolean {
    const task = this.#taskOf(process, id);
    if (!task.running) return false;
    task.cancelled = true;
    task.cancel();
    return true;
  }

  /** Tasks end with their processes; only the timer is left, and none comes after it. */
  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#sweepAt = Number.NEGATIVE_INFINITY;
  }

  #finish(task: Task, result: SyscallResult): void {
    if (task.gone) return;
    task.result = this.#charged(task, result);
    task.expires = performance.now() + task.timeToLiveMs;
    this.#sweepBy(task.expires);
    task.changed.wake();
  }

  /** The result, or that there is no room to keep it. */
  #charged(task: Task, result: SyscallResult): SyscallResult {
    const { memory } = task.process;
    const bytes = taskBytes + this.#resultBytes(result);
    try {
      memory.charge(bytes);
      memory.release(task.bytes);
      task.bytes = bytes;
      return result;
    } catch {
      const reason = failure('ENOMEM', `the result of ${bytes} bytes cannot be kept: the process is at its limit`);
      return { result: { $case: 'error', value: toWire(reason) } };
    }
  }

  async #wait(task: Task, waitMs: number, cancellation: Cancellation): Promise<void> {
    const share = this.#shareOf(task.process);
    if (share.waiting >= mostWaiting) {
      throw failure('EAGAIN', `process ${task.process.pid} has ${mostWaiting} calls that wait for tasks`);
    }
    const over = new Cancellation();
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      over.cancel(undefined);
    }, waitMs);
    if (cancellation.cancelled) over.cancel(cancellation.reason);
    else cancellation.add(over);
    share.waiting++;
    try {
      await task.changed.wait(over);
    } catch (error) {
      if (!late) throw error;
    } finally {
      share.waiting--;
      cancellation.remove(over);
      clearTimeout(timer);
    }
  }

  #remove(task: Task): void {
    if (task.gone) return;
    task.gone = true;
    this.#tasks.delete(task.id);
    this.#shareOf(task.process).tasks--;
    task.process.memory.release(task.bytes);
    task.forget();
    task.cancel();
    task.changed.wake();
  }

  #sweepBy(when: number): void {
    if (when >= this.#sweepAt) return;
    clearTimeout(this.#timer);
    this.#sweepAt = when;
    this.#timer = setTimeout(() => this.#sweep(), Math.max(0, when - performance.now()) + sweepMs);
  }

  #sweep(): void {
    this.#timer = undefined;
    this.#sweepAt = Number.POSITIVE_INFINITY;
    const now = performance.now();
    let next = Number.POSITIVE_INFINITY;
    for (const task of this.#tasks.values()) {
      if (task.expires <= now) this.#remove(task);
      else next = Math.min(next, task.expires);
    }
    this.#sweepBy(next);
  }

  #taskOf(process: Process, id: number): Task {
    const task = this.#tasks.get(id);
    // Another process's is as unknown as one that never was.
    if (task === undefined || task.process !== process) throw unknownTask(id);
    return task;
  }

  #shareOf(process: Process): Share {
    const known = this.#shares.get(process);
    if (known !== undefined) return known;
    const share = { tasks: 0, waiting: 0 };
    this.#shares.set(process, share);
    return share;
  }

  #freshId(): number {
    for (;;) {
      const id = randomInt(1, largestId);
      if (!this.#tasks.has(id)) return id;
    }
  }
}

function unknownTask(id: number): KernelError {
  return failure('ENOENT', `the process has no task ${id}, or it has expired`, String(id));
}
