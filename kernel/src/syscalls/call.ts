/** One syscall under way: who runs it, for which trace, and how it is told to stop. */

import type { KernelError } from '../errors.ts';
import type { TraceContext } from '../events/trace.ts';
import type { Process } from '../process/process.ts';

export class Call {
  readonly process: Process;
  readonly trace: TraceContext;
  /** Payload moved, for events and accounting. */
  bytes = 0;
  /** Set by a handler that turned out not to wait for anything outside. */
  brief = false;
  #controller: AbortController | undefined;
  #reason: KernelError | undefined;

  readonly #onProgress: ((fraction: number) => void) | undefined;

  constructor(process: Process, trace: TraceContext, onProgress?: (fraction: number) => void) {
    this.process = process;
    this.trace = trace;
    this.#onProgress = onProgress;
  }

  /** Tells how much is done, 0 to 1, to whoever asked to know; handlers that can tell call it, as often as they like. */
  progress(fraction: number): void {
    this.#onProgress?.(fraction);
  }

  /** Aborted when the caller cancels, the deadline passes or the process ends. Made when first asked for. */
  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#reason !== undefined) this.#controller.abort(this.#reason);
    }
    return this.#controller.signal;
  }

  abort(reason: KernelError): void {
    this.#reason ??= reason;
    this.#controller?.abort(reason);
  }
}
