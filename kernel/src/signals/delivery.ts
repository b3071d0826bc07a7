/**
 * Where signals take effect: on an app process or a service in the kernel's own bookkeeping, on a host program through the
 * host. A program masks and handles its signals by itself; the kernel never sees those of its threads.
 */
import { EventCategory, EventSeverity, ProcessKind } from '@agentos/protocol/kernel';
import { failure } from '../errors.ts';
import type { EventRing } from '../events/event-ring.ts';
import type { TraceContext } from '../events/trace.ts';
import type { Process } from '../process/process.ts';
import type { ProcessTable } from '../process/process-table.ts';
import { defaultEffect, SIGCONT, SIGKILL, SIGSTOP, signalName } from './numbers.ts';
import type { Outcome, SignalState } from './signal-state.ts';

/** `value_c` of the event `process.signal`. */
const outcomeNumbers: Readonly<Record<Outcome, number>> = { act: 0, pending: 1, handled: 2, ignored: 3 };

export class Signals {
  readonly #processes: ProcessTable;
  readonly #events: EventRing;

  constructor(processes: ProcessTable, events: EventRing) {
    this.#processes = processes;
    this.#events = events;
  }

  /** Delivers a signal whose right has been checked. Resolves once its effect is there. */
  async send(target: Process, signal: number, sender: number, trace: TraceContext): Promise<void> {
    const { host } = target;
    if (host !== undefined) {
      this.#emit(target, signal, sender, 'act', trace);
      target.signals.counters.delivered++;
      if (signal === SIGKILL) return await this.#act(target, signal, trace);
      host.signal(signal);
      if (signal === SIGSTOP || signal === SIGCONT) await this.#act(target, signal, trace);
      return;
    }
    const outcome = target.signals.post(signal, sender);
    this.#emit(target, signal, sender, outcome, trace);
    // A stopped process goes on whatever it has said about the signal that tells it so.
    if (outcome === 'act' || signal === SIGCONT) await this.#act(target, signal, trace);
  }

  /** Does what a change of mask or actions made due, lowest first. */
  async act(target: Process, due: readonly number[], trace: TraceContext): Promise<void> {
    for (const signal of due) await this.#act(target, signal, trace);
  }

  /**
   * The bookkeeping of a process whose signals the kernel keeps.
   * @throws KernelError ENOTSUP for a host program
   */
  kept(process: Process): SignalState {
    if (process.kind !== ProcessKind.HOST) return process.signals;
    throw failure('ENOTSUP', 'a host program masks and handles its signals by itself', String(process.pid));
  }

  async #act(target: Process, signal: number, trace: TraceContext): Promise<void> {
    switch (defaultEffect(signal)) {
      case 'end':
        await this.#processes.end(target, { code: -1, signal }, trace);
        break;
      case 'stop':
        this.#processes.stop(target, signal, trace);
        break;
      case 'continue':
        this.#processes.resume(target, signal, trace);
        break;
      case 'ignore':
        break;
    }
  }

  #emit(target: Process, signal: number, sender: number, outcome: Outcome, trace: TraceContext): void {
    this.#events.emit(
      EventCategory.PROCESS,
      EventSeverity.INFO,
      'process.signal',
      signalName(signal),
      target.pid,
      trace,
      signal,
      sender,
      outcomeNumbers[outcome],
    );
  }
}
