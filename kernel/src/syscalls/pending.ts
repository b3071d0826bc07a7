/**
 * A syscall that did not answer at once: one record which is its timer on the wheel, its entry in the ledger of the process
 * and what its caller cancels. Whatever comes first ends it, once: the answer, the deadline, the caller, the end of the process.
 */
import type { SyscallResult } from '@agentos/protocol/kernel';
import type { SyscallCase, SyscallReturn } from '@agentos/protocol/syscalls';
import { asKernelError, failure, type KernelError } from '../errors.ts';
import type { Resource } from '../process/ledger.ts';
import { Timer } from '../timeouts/timer-wheel.ts';
import type { Call } from './call.ts';

/** A syscall that did not answer at once. */
export interface Running {
  readonly done: Promise<SyscallResult>;
  cancel(): void;
}

/** What the executor does about it. */
export interface PendingHost {
  /** It is over for its caller; comes before what he is answered. */
  ended(pending: PendingCall<SyscallCase>): void;
  /** What he is answered. */
  succeeded<C extends SyscallCase>(pending: PendingCall<C>, value: SyscallReturn<C>): SyscallResult;
  failed(pending: PendingCall<SyscallCase>, error: KernelError): SyscallResult;
  /** Its deadline has passed; it fails next. */
  late(pending: PendingCall<SyscallCase>, limitMs: number): void;
}

/** Which one it is. */
export interface PendingSyscall<C extends SyscallCase> {
  readonly name: C;
  /** Name in the metrics. */
  readonly label: string;
  readonly call: Call;
  /** As `performance.now` has it. */
  readonly started: number;
  /** Whether its process waits for it. */
  readonly waits: boolean;
  /** What an error is about. */
  readonly subject: string;
}

export class PendingCall<C extends SyscallCase> extends Timer implements Running, Resource, PendingSyscall<C> {
  readonly kind = 'syscall';
  readonly name: C;
  readonly label: string;
  readonly call: Call;
  readonly started: number;
  readonly waits: boolean;
  readonly subject: string;
  readonly done: Promise<SyscallResult>;
  readonly #host: PendingHost;
  readonly #resolve: (result: SyscallResult) => void;
  #limitMs = 0;
  #over = false;

  constructor(host: PendingHost, syscall: PendingSyscall<C>) {
    super();
    this.#host = host;
    this.name = syscall.name;
    this.label = syscall.label;
    this.call = syscall.call;
    this.started = syscall.started;
    this.waits = syscall.waits;
    this.subject = syscall.subject;
    const { promise, resolve } = Promise.withResolvers<SyscallResult>();
    this.done = promise;
    this.#resolve = resolve;
  }

  /** Ends with the answer of the handler, unless something else comes first. `limitMs`: its deadline, 0 for none. */
  follow(answer: Promise<SyscallReturn<C>>, limitMs: number): void {
    const { call, started } = this;
    this.#limitMs = limitMs;
    if (limitMs > 0) call.timers.run(this, limitMs, started);
    answer.then(
      (value) => {
        if (this.#end()) this.#resolve(this.#host.succeeded(this, value));
      },
      (error: unknown) => {
        if (!this.#over) this.#fail(asKernelError(error, this.subject));
      },
    );
  }

  cancel(): void {
    this.#stop(failure('ECANCELED', 'cancelled by the caller'));
  }

  dispose(): void {
    this.#stop(failure('ESRCH', `process ${this.call.process.pid} ended during the syscall`));
  }

  override expired(): void {
    this.#host.late(this, this.#limitMs);
    this.#stop(failure('ETIMEDOUT', `not done within ${this.#limitMs} ms`));
  }

  #stop(reason: KernelError): void {
    if (this.#over) return;
    this.call.cancel(reason);
    this.#fail(reason);
  }

  #fail(error: KernelError): void {
    if (this.#end()) this.#resolve(this.#host.failed(this, error));
  }

  /** Whether it was under way until now. */
  #end(): boolean {
    if (this.#over) return false;
    this.#over = true;
    this.stop();
    this.#host.ended(this);
    return true;
  }
}
