/**
 * Timers of the core: a hierarchical wheel of four levels of 256 slots, one millisecond a tick. Starting and stopping a
 * timer takes constant time however many run, and the host keeps a single timer, for the next slot that holds something;
 * with no timer running there is none. A timer never fires early. (Varghese and Lauck, "Hashed and hierarchical timing
 * wheels", 1987.)
 */

import { Link } from '../linked-list.ts';
import type { Cancellable, Cancellation } from './cancellation.ts';

/** Longest delay, milliseconds; longer ones are cut to it. */
export const longestDelay = 2 ** 31 - 1;

const slots = 256;
const levels = 4;
/** Callbacks in one go: the rest follows in the next turn of the event loop. */
const mostPerTurn = 512;

/** What the wheel needs of its host. */
export interface TimerHost {
  /** Milliseconds, never going back. */
  now(): number;
  /** Calls back once after `ms`, or in the next turn for 0; returns what takes that back. */
  wake(ms: number, callback: () => void): () => void;
}

const eventLoop: TimerHost = {
  now: () => performance.now(),
  wake(ms, callback) {
    if (ms === 0) {
      const immediate = setImmediate(callback);
      return () => clearImmediate(immediate);
    }
    // The doors keep the kernel running, not its timers.
    const timer = setTimeout(callback, ms).unref();
    return () => clearTimeout(timer);
  },
};

/** What runs on a wheel. Part of whatever has a deadline, so that starting it allocates nothing; it may be started again. */
export abstract class Timer extends Link {
  /** The tick at which it is due. */
  due = 0;
  wheel: TimerWheel | undefined;

  /** Called once, when the time has passed. */
  abstract expired(): void;

  /** Does nothing when it has fired or was never started. */
  stop(): void {
    if (!this.linked) return;
    this.unlink();
    this.wheel?.stopped();
  }
}

class Callback extends Timer {
  readonly expired: () => void;

  constructor(expired: () => void) {
    super();
    this.expired = expired;
  }
}

class Sleep extends Timer implements Cancellable {
  readonly #wake: () => void;
  readonly #fail: (reason: unknown) => void;
  readonly #cancellation: Cancellation;

  constructor(wake: () => void, fail: (reason: unknown) => void, cancellation: Cancellation) {
    super();
    this.#wake = wake;
    this.#fail = fail;
    this.#cancellation = cancellation;
    cancellation.add(this);
  }

  override expired(): void {
    this.#cancellation.remove(this);
    this.#wake();
  }

  cancel(reason: unknown): void {
    this.stop();
    this.#fail(reason);
  }
}

export class TimerWheel {
  readonly #host: TimerHost;
  readonly #slots = Array.from({ length: levels * slots }, () => new Link());
  /** Fired but not called back yet. */
  readonly #late = new Link();
  #size = 0;
  /** Every tick up to this one has been looked at. */
  #tick: number;
  #wakeAt = Number.POSITIVE_INFINITY;
  #takeBack: (() => void) | undefined;

  constructor(host: TimerHost = eventLoop) {
    this.#host = host;
    this.#tick = Math.floor(host.now());
  }

  /** Timers that run. */
  get size(): number {
    return this.#size;
  }

  /** Whether the host will wake the wheel. */
  get armed(): boolean {
    return this.#takeBack !== undefined;
  }

  /** Calls back once, `delayMs` from now or a little later. */
  start(delayMs: number, expired: () => void): Timer {
    const timer = new Callback(expired);
    this.run(timer, delayMs);
    return timer;
  }

  /** Starts a timer that does not run. `from`: the moment a little ago that the time counts from; now when absent. */
  run(timer: Timer, delayMs: number, from?: number): void {
    const now = from ?? this.#host.now();
    // Nothing is due before the wheel wakes, so it may be turned up to now.
    if (now < this.#wakeAt) this.#tick = Math.max(this.#tick, Math.floor(now));
    const due = Math.ceil(now + Math.min(Math.max(delayMs, 0), longestDelay));
    timer.wheel = this;
    timer.due = Math.max(due, this.#tick + 1);
    this.#size++;
    const wakeAt = this.#place(timer);
    // The host counts from now, whenever that is.
    if (wakeAt < this.#wakeAt) this.#arm(wakeAt, from === undefined ? now : this.#host.now());
  }

  /**
   * Resolves after `delayMs`.
   * @throws the reason of the cancellation
   */
  sleep(delayMs: number, cancellation: Cancellation): Promise<void> {
    if (cancellation.cancelled) return Promise.reject(cancellation.reason);
    return new Promise((resolve, reject) => this.run(new Sleep(resolve, reject, cancellation), delayMs));
  }

  /** A timer has left its slot by itself. The host's timer stays: it finds nothing, and the wheel parks. */
  stopped(): void {
    this.#size--;
  }

  /** Stops every timer. */
  close(): void {
    this.#takeBack?.();
    this.#takeBack = undefined;
    this.#wakeAt = Number.POSITIVE_INFINITY;
    for (const slot of [...this.#slots, this.#late]) while (slot.linked) slot.next.unlink();
    this.#size = 0;
  }

  /** Puts it where it belongs by the time that is left; tells the tick at which that slot must be looked at. */
  #place(timer: Timer): number {
    const left = timer.due - this.#tick;
    let level = 0;
    let span = 1;
    while (level < levels - 1 && left >= span * slots) {
      level++;
      span *= slots;
    }
    const at = Math.floor(timer.due / span);
    this.#slotAt(level, at).append(timer);
    return at * span;
  }

  #slotAt(level: number, at: number): Link {
    const slot = this.#slots[level * slots + (at % slots)];
    if (slot === undefined) throw new RangeError(`no slot ${at} at level ${level}`);
    return slot;
  }

  #arm(tick: number, now: number): void {
    this.#takeBack?.();
    this.#wakeAt = tick;
    const ms = Math.min(Math.max(Math.ceil(tick - now), 1), longestDelay);
    this.#takeBack = this.#host.wake(ms, () => this.#awake());
  }

  #awake(): void {
    this.#takeBack = undefined;
    this.#wakeAt = Number.POSITIVE_INFINITY;
    this.#advance(Math.floor(this.#host.now()));
    let called = 0;
    let failed: { readonly error: unknown } | undefined;
    for (let link = this.#late.next; link instanceof Timer && called < mostPerTurn; link = this.#late.next) {
      link.unlink();
      this.#size--;
      called++;
      try {
        link.expired();
      } catch (error) {
        failed ??= { error };
      }
    }
    this.#armNext();
    if (failed !== undefined) throw failed.error;
  }

  /** Moves what is due up to `now` to the late ones, from slot to slot that holds something. */
  #advance(now: number): void {
    while (this.#tick < now) {
      const next = this.#nextOccupied();
      if (next > now) {
        this.#tick = now;
        return;
      }
      this.#tick = next;
      // From the highest level down: what is due in this very tick has to arrive at the lowest first.
      for (let level = levels - 1; level > 0; level--) {
        const span = slots ** level;
        if (next % span !== 0) continue;
        const slot = this.#slotAt(level, next / span);
        // Some may belong into the slot where they are.
        const moving = new Link();
        slot.moveTo(moving);
        for (let link = moving.next; link instanceof Timer; link = moving.next) {
          link.unlink();
          if (link.due <= next) this.#late.append(link);
          else this.#place(link);
        }
      }
      this.#slotAt(0, next).moveTo(this.#late);
    }
  }

  /** The next tick with a slot that holds something; infinite without. Looks at 256 slots a level at most. */
  #nextOccupied(): number {
    let nearest = Number.POSITIVE_INFINITY;
    for (let level = 0; level < levels; level++) {
      const span = slots ** level;
      const from = Math.floor(this.#tick / span);
      for (let step = 1; step <= slots; step++) {
        const tick = (from + step) * span;
        if (tick >= nearest) break;
        const slot = this.#slotAt(level, from + step);
        if (slot.linked) {
          nearest = tick;
          break;
        }
      }
    }
    return nearest;
  }

  #armNext(): void {
    if (this.#late.linked) {
      this.#takeBack?.();
      this.#wakeAt = 0;
      this.#takeBack = this.#host.wake(0, () => this.#awake());
      return;
    }
    if (this.#size === 0) return;
    this.#arm(this.#nextOccupied(), this.#host.now());
  }
}
