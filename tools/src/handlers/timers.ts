/** Handlers of `timer.*`, and the timers of one app: one a path or id, kept by the clock so that a slow tab loses no time. */
import { ToolError } from '../error.ts';
import type { timerTools } from '../families/timer.ts';
import type { Timer, Timers } from './context.ts';
import type { HandlersOf } from './handlers-of.ts';

/** The most timers that one app may run at once. */
export const maxTimers = 10;

/** Where the timers of handlers are among those of numbers: no data of an app is named so. */
const placeOf = (id: string): string => `__timer_${id.replaceAll('-', '_')}`;

export const timerHandlers: HandlersOf<typeof timerTools> = {
  'timer.start'({ path, every_ms, step, until, running, message, action }, context) {
    const start = context.read(path) ?? 0;
    if (typeof start !== 'number') throw new ToolError('EINVAL', `"${path}" holds no number`);
    const reached = (value: number): boolean => until !== undefined && (step < 0 ? value <= until : value >= until);
    if (reached(start)) return { value: start };
    const { host } = context;
    host.timers.start(path, {
      everyMs: every_ms,
      tick(periods) {
        const moved = Number((start + step * periods).toPrecision(15));
        const over = reached(moved);
        context.write(path, over && until !== undefined ? until : moved);
        if (over && message !== undefined) host.toast(message, 'info');
        if (over && action !== undefined) void context.run(action);
        return !over;
      },
      ended: () => {
        if (running !== undefined) context.write(running, false);
      },
    });
    if (running !== undefined) context.write(running, true);
    return { value: start };
  },
  'timer.stop'({ path }, context) {
    context.host.timers.stop(path);
    return { value: context.read(path) };
  },
  'timer.reset'({ path }, context) {
    context.host.timers.stop(path);
    const value = context.initial(path);
    context.write(path, value);
    return { value };
  },
  'timer.set'({ action, delay_ms, timer_id }, { run, host }) {
    const id = timer_id ?? `t${host.newId()}`;
    host.timers.start(placeOf(id), {
      everyMs: Math.max(delay_ms, 1),
      tick() {
        void run(action);
        return false;
      },
      ended() {},
    });
    return { value: id };
  },
  'timer.interval'({ action, every_ms, times, timer_id }, { run, host }) {
    const id = timer_id ?? `t${host.newId()}`;
    let ran = 0;
    let busy = false;
    let over = false;
    async function once(): Promise<void> {
      busy = true;
      const well = await run(action, { tick: ran });
      busy = false;
      // Another timer may have taken the id meanwhile.
      if (!well && !over) host.timers.stop(placeOf(id));
    }
    host.timers.start(placeOf(id), {
      everyMs: every_ms,
      tick() {
        if (busy) return true;
        ran += 1;
        void once();
        return times === undefined || ran < times;
      },
      ended() {
        over = true;
      },
    });
    return { value: id };
  },
  'timer.clear': ({ timer_id }, { host }) => ({ value: host.timers.stop(placeOf(timer_id)) }),
};

/** Where timers get their time; tests bring their own. */
export interface TimerClock {
  now(): number;
  every(ms: number, call: () => void): () => void;
}

/** The running timers of one app. `close` ends them all; nothing runs after it. */
export class AppTimers implements Timers {
  readonly #clock: TimerClock;
  readonly #running = new Map<string, { timer: Timer; cancel: () => void }>();

  constructor(clock: TimerClock) {
    this.#clock = clock;
  }

  start(path: string, timer: Timer): void {
    this.stop(path);
    if (this.#running.size >= maxTimers) throw new ToolError('EAGAIN', `an app may run ${maxTimers} timers at once`);
    const began = this.#clock.now();
    let seen = 0;
    const cancel = this.#clock.every(timer.everyMs, () => {
      const periods = Math.floor((this.#clock.now() - began) / timer.everyMs);
      if (periods <= seen) return;
      seen = periods;
      let goesOn = false;
      try {
        goesOn = timer.tick(periods);
      } finally {
        if (!goesOn) this.stop(path);
      }
    });
    this.#running.set(path, { timer, cancel });
  }

  stop(path: string): boolean {
    const found = this.#running.get(path);
    if (found === undefined) return false;
    this.#running.delete(path);
    found.cancel();
    found.timer.ended();
    return true;
  }

  close(): void {
    for (const { cancel } of this.#running.values()) cancel();
    this.#running.clear();
  }
}
