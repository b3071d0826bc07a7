/**
 * What one process has said about signals, and which of them wait for it: mask, actions, pending set. Pure bookkeeping;
 * what comes out as `act` is done by whoever delivers.
 *
 * A pending signal is one that came while it was blocked, or that is handled and has not been taken. Each number waits at
 * most once (the first sender is told), however often it was sent. Lower numbers come first.
 */
import { SignalAction } from '@agentos/protocol/kernel';
import { failure } from '../errors.ts';
import { WaitQueue } from '../wait-queue.ts';
import { defaultEffect, highestSignal, isUnstoppable, SIGCONT } from './numbers.ts';

/** What became of a signal: `act`: its default effect is due now. */
export type Outcome = 'act' | 'pending' | 'handled' | 'ignored';

export interface Taken {
  readonly signal: number;
  readonly sender: number;
}

export class SignalState {
  readonly #pending = new Map<number, number>();
  readonly #blocked = new Set<number>();
  readonly #actions = new Map<number, SignalAction>();
  /** Woken when a signal begins to wait. */
  readonly arrived = new WaitQueue();
  readonly counters = { sent: 0, delivered: 0, blocked: 0, ignored: 0, handled: 0 };

  /** A signal has been sent by `sender`. */
  post(signal: number, sender: number): Outcome {
    const effect = defaultEffect(signal);
    // Stopping takes back a continuation that waits, and the other way round.
    if (effect === 'stop') this.#pending.delete(SIGCONT);
    if (effect === 'continue') for (const other of this.#pending.keys()) this.#dropStop(other);
    const outcome = isUnstoppable(signal) ? 'act' : this.#judge(signal);
    if (outcome === 'pending' || outcome === 'handled') {
      if (!this.#pending.has(signal)) this.#pending.set(signal, sender);
      this.arrived.wake();
    }
    if (outcome === 'pending') this.counters.blocked++;
    if (outcome === 'ignored') this.counters.ignored++;
    if (outcome === 'act') this.counters.delivered++;
    return outcome;
  }

  /**
   * Sets what a signal does. Gives those pending ones whose default effect is due because of it, lowest first.
   * @throws KernelError EINVAL
   */
  register(signal: number, action: SignalAction): number[] {
    requireSignal(signal);
    requireStoppable(signal, 'caught or ignored');
    const known: readonly SignalAction[] = [
      SignalAction.UNSPECIFIED,
      SignalAction.DEFAULT,
      SignalAction.IGNORE,
      SignalAction.HANDLE,
    ];
    if (!known.includes(action)) throw failure('EINVAL', `there is no action ${action}`, 'action');
    if (action === SignalAction.UNSPECIFIED || action === SignalAction.DEFAULT) this.#actions.delete(signal);
    else this.#actions.set(signal, action);
    // As POSIX has it: a signal that is ignored from now on does not wait, not even where it is blocked.
    if (this.#isIgnored(signal)) this.#pending.delete(signal);
    return this.#due();
  }

  /** @throws KernelError EINVAL */
  block(signals: readonly number[]): void {
    for (const signal of signals) {
      requireSignal(signal);
      requireStoppable(signal, 'blocked');
    }
    for (const signal of signals) this.#blocked.add(signal);
  }

  /** Gives those whose default effect is due now, lowest first. @throws KernelError EINVAL */
  unblock(signals: readonly number[]): number[] {
    for (const signal of signals) requireSignal(signal);
    for (const signal of signals) this.#blocked.delete(signal);
    const due = this.#due();
    if (this.#pending.size > 0) this.arrived.wake();
    return due;
  }

  /** Takes the lowest pending signal among these; of an empty list: the lowest of all. */
  take(signals: readonly number[]): Taken | undefined {
    const candidates = signals.length === 0 ? [...this.#pending.keys()] : signals;
    let lowest: Taken | undefined;
    for (const signal of candidates) {
      const sender = this.#pending.get(signal);
      if (sender !== undefined && (lowest === undefined || signal < lowest.signal)) lowest = { signal, sender };
    }
    if (lowest === undefined) return undefined;
    this.#pending.delete(lowest.signal);
    this.counters.handled++;
    return lowest;
  }

  /** Whether something is done with the signal: it is handled, or may wait. */
  concerns(signal: number): boolean {
    return this.#actions.get(signal) === SignalAction.HANDLE || this.#blocked.has(signal);
  }

  get pending(): number[] {
    return [...this.#pending.keys()].sort((left, right) => left - right);
  }

  get blocked(): number[] {
    return [...this.#blocked].sort((left, right) => left - right);
  }

  get handled(): number[] {
    const handled = [...this.#actions].filter(([, action]) => action === SignalAction.HANDLE);
    return handled.map(([signal]) => signal).sort((left, right) => left - right);
  }

  #judge(signal: number): Outcome {
    if (this.#blocked.has(signal)) return 'pending';
    if (this.#actions.get(signal) === SignalAction.HANDLE) return 'handled';
    return this.#isIgnored(signal) ? 'ignored' : 'act';
  }

  #isIgnored(signal: number): boolean {
    const action = this.#actions.get(signal);
    return action === SignalAction.IGNORE || (action === undefined && defaultEffect(signal) === 'ignore');
  }

  /** Takes out of the pending set what nothing holds there any more. */
  #due(): number[] {
    const due: number[] = [];
    for (const signal of this.pending) {
      const outcome = this.#judge(signal);
      if (outcome === 'pending' || outcome === 'handled') continue;
      this.#pending.delete(signal);
      if (outcome === 'ignored') this.counters.ignored++;
      else {
        this.counters.delivered++;
        due.push(signal);
      }
    }
    return due;
  }

  #dropStop(signal: number): void {
    if (defaultEffect(signal) === 'stop') this.#pending.delete(signal);
  }
}

/** @throws KernelError EINVAL */
export function requireSignal(signal: number): void {
  if (!Number.isInteger(signal) || signal < 1 || signal > highestSignal) {
    throw failure('EINVAL', `there is no signal ${signal}`, 'signal');
  }
}

function requireStoppable(signal: number, what: string): void {
  if (isUnstoppable(signal)) throw failure('EINVAL', `signal ${signal} cannot be ${what}`, 'signal');
}
