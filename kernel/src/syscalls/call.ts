/** One syscall under way: who runs it, for which trace, and how it is told to stop. */

import { setImmediate } from 'node:timers/promises';
import type { KernelError } from '../errors.ts';
import type { TraceContext } from '../events/trace.ts';
import type { Process } from '../process/process.ts';
import { Cancellation } from '../timeouts/cancellation.ts';
import type { TimerWheel } from '../timeouts/timer-wheel.ts';

/** Where a call that goes on after a wait gets the turns of its process. */
export interface Turns {
  turn(process: Process, ns: number): Promise<void>;
}

const nextTurns: Turns = { turn: () => setImmediate() };

export class Call {
  readonly process: Process;
  readonly trace: TraceContext;
  /** The timers of the core, for handlers that wait for a time. */
  readonly timers: TimerWheel;
  /** Payload moved, for events and accounting. */
  bytes = 0;
  /** Set by a handler that turned out not to wait for anything outside. */
  brief = false;
  #cancellation: Cancellation | undefined;
  #reason: KernelError | undefined;

  readonly #onProgress: ((measure: () => number) => void) | undefined;
  readonly #turns: Turns;

  constructor(
    process: Process,
    trace: TraceContext,
    timers: TimerWheel,
    onProgress?: (measure: () => number) => void,
    turns = nextTurns,
  ) {
    this.process = process;
    this.trace = trace;
    this.timers = timers;
    this.#onProgress = onProgress;
    this.#turns = turns;
  }

  /** Handlers that can tell how much is done, 0 to 1, say here how: `measure` is asked whenever somebody wants to know. */
  progress(measure: () => number): void {
    this.#onProgress?.(measure);
  }

  /** For work after a wait, `ns` of the core: resolves in a later turn that the process is due for, which is charged. */
  turn(ns: number): Promise<void> {
    return this.#turns.turn(this.process, ns);
  }

  /** Cancelled when the caller cancels, the deadline passes or the process ends. Made when first asked for. */
  get cancellation(): Cancellation {
    if (this.#cancellation === undefined) {
      this.#cancellation = new Cancellation();
      if (this.#reason !== undefined) this.#cancellation.cancel(this.#reason);
    }
    return this.#cancellation;
  }

  /** The same for interfaces of the host. */
  get signal(): AbortSignal {
    return this.cancellation.signal;
  }

  cancel(reason: KernelError): void {
    this.#reason ??= reason;
    this.#cancellation?.cancel(reason);
  }
}
