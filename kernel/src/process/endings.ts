/**
 * The end of a process with everything below it: asked first, given its time, then ended, children before parents. What
 * did not end when asked is told: in the log, as an event, in the metrics and to whoever wanted the end.
 */
import { EventCategory, EventSeverity } from '@agentos/protocol/kernel';
import type { EventRing } from '../events/event-ring.ts';
import type { TraceContext } from '../events/trace.ts';
import { SIGCONT, SIGHUP, SIGKILL, SIGTERM } from '../signals/numbers.ts';
import { Cancellation } from '../timeouts/cancellation.ts';
import { type LedgerReport, Tally } from './ledger.ts';
import type { Process } from './process.ts';
import type { ProcessTable } from './process-table.ts';

export interface EndingsHost {
  readonly processes: ProcessTable;
  readonly events: EventRing;
  readonly log: { warn(fields: object, message: string): void };
}

/** What the end of a process gave back, and whether something had to be killed. */
export interface Termination {
  readonly released: readonly LedgerReport[];
  readonly forced: boolean;
}

export class Endings {
  readonly #host: EndingsHost;

  constructor(host: EndingsHost) {
    this.#host = host;
  }

  /** Nothing new starts below the process from this call on. `sender`: who asks. */
  async endTree(process: Process, graceMs: number, sender: number, trace: TraceContext): Promise<Termination> {
    const { processes } = this.#host;
    const tree = [process, ...processes.below(process)];
    for (const target of tree) target.doomed = true;
    const asked = tree.filter((target) => this.#ask(target, sender, trace));
    if (asked.length > 0) await within(graceMs, (over) => Promise.all(asked.map((one) => ended(one, over))));
    const stubborn = new Set(asked.filter(({ ending }) => ending === undefined));
    for (const target of stubborn) this.#warn(target, graceMs, trace);
    const reports = new Tally();
    // Children first: a parent that sees them end may still account for them.
    for (const level of levels(tree).reverse()) {
      await Promise.all(
        level.map(async (target) => {
          const status = { code: -1, signal: stubborn.has(target) ? SIGKILL : SIGTERM };
          for (const { kind, count, bytes } of await processes.end(target, status, trace)) {
            reports.add(kind, count, bytes);
          }
          processes.forget(target);
        }),
      );
    }
    return { released: reports.list(), forced: stubborn.size > 0 };
  }

  /** Asks a process to end; whether it is to be given time for that. */
  #ask({ host, ending, signals, pid }: Process, sender: number, trace: TraceContext): boolean {
    if (ending !== undefined) return false;
    if (host !== undefined) {
      // Behind a closed gate it could not obey. It takes no turns any more, so nobody closes it again.
      host.cpu.setGate(true).catch((error: unknown) => {
        this.#host.log.warn({ err: error, pid }, 'a program that was told to end could not be let run');
      });
      if (host.terminal !== undefined) host.signal(SIGHUP);
      host.signal(SIGTERM);
      host.signal(SIGCONT);
      return true;
    }
    if (!signals.concerns(SIGTERM)) return false;
    signals.post(SIGTERM, sender);
    const process = this.#host.processes.get(pid);
    if (process !== undefined) this.#host.processes.resume(process, SIGCONT, trace);
    return true;
  }

  #warn({ pid, name }: Process, graceMs: number, trace: TraceContext): void {
    this.#host.log.warn({ pid, name, graceMs }, 'a process did not end when asked and is killed');
    this.#host.processes.cleanup.forced();
    const { PROCESS } = EventCategory;
    this.#host.events.emit(PROCESS, EventSeverity.WARNING, 'process.forced', '', pid, trace, graceMs, 0, 0);
  }
}

/** Parents before children, all of one depth together. */
function levels(tree: readonly Process[]): Process[][] {
  const depths = new Map<number, number>();
  const found: Process[][] = [];
  for (const process of tree) {
    const depth = (depths.get(process.parentPid) ?? -1) + 1;
    depths.set(process.pid, depth);
    const level = found[depth];
    if (level === undefined) found[depth] = [process];
    else level.push(process);
  }
  return found;
}

async function ended(process: Process, cancellation: Cancellation): Promise<void> {
  if (process.exit === undefined) await process.ended.wait(cancellation);
}

/** Waits for something, but no longer than `limitMs`. */
async function within(limitMs: number, wait: (over: Cancellation) => Promise<unknown>): Promise<void> {
  const over = new Cancellation();
  const timer = setTimeout(() => over.cancel(undefined), limitMs);
  try {
    await wait(over);
  } catch (error) {
    if (!over.cancelled) throw error;
  } finally {
    clearTimeout(timer);
  }
}
