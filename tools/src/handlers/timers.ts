/** Handlers of `timer.*`, and the timers of one app: one a path, kept by the clock so that a slow tab loses no time. */
import type { ToolHandlers } from '../catalog.ts';
import { ToolError } from '../error.ts';
import type { ShellToolContext, Timer, Timers } from './context.ts';

type All = ToolHandlers<'shell', ShellToolContext>;

/** The most timers that one app may run at once. */
export const maxTimers = 10;

export const timerHandlers: Pick<All, Extract<keyof All, `timer.${string}`>> = {
  'timer.start'({ path, every_ms, step, until, running, message }, context) {
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
