/**
 * Notices host programs that were stopped or let go on by others than this kernel: Ctrl+Z in a terminal, a signal from
 * inside or from the host. The host tells nobody but the parent, which is the sandbox, so their states are read: at once
 * when somebody asks, and a few of them four times a second (one read of a file that stays open).
 */
import { newTrace } from '../events/trace.ts';
import { SIGCONT, SIGSTOP } from '../signals/numbers.ts';
import type { Process } from './process.ts';
import type { ProcessTable } from './process-table.ts';
import { isIn } from './state.ts';

const everyMs = 250;
const atOnce = 32;

export class StopWatch {
  readonly #processes: ProcessTable;
  /** Program → whether it has been seen stopped since it was told to stop. */
  readonly #watched = new Map<Process, boolean>();
  #timer: NodeJS.Timeout | undefined;

  constructor(processes: ProcessTable) {
    this.#processes = processes;
  }

  /** Watches a host program until its end. */
  add(process: Process): void {
    this.#watched.set(process, false);
    this.#timer ??= setInterval(() => this.#round(), everyMs).unref();
  }

  look(process: Process): void {
    const { host } = process;
    if (host === undefined || process.exit !== undefined || process.ending !== undefined) return;
    const stopped = host.isStopped();
    if (stopped) {
      if (this.#watched.has(process)) this.#watched.set(process, true);
      this.#processes.stop(process, SIGSTOP, newTrace());
      return;
    }
    // A signal to stop takes a moment: only one that was seen stopped is known to have gone on.
    if (!isIn(process, 'stopped')) this.#watched.set(process, false);
    else if (this.#watched.get(process) === true) {
      this.#watched.set(process, false);
      this.#processes.resume(process, SIGCONT, newTrace());
    }
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#watched.clear();
  }

  /** The next ones in turn. */
  #round(): void {
    for (const [process, seen] of [...this.#watched].slice(0, atOnce)) {
      this.#watched.delete(process);
      if (process.ending !== undefined) continue;
      this.#watched.set(process, seen);
      this.look(process);
    }
    if (this.#watched.size === 0) this.close();
  }
}
