/** What a handler of a shell tool may reach: the data of its app, and a few things of the desktop. */
import type { Json, JsonObject } from '../json.ts';
import type { SymbolicMathematics } from '../symbolic/question.ts';

/** Components of the app that are on the screen, as tools reach them. */
export interface ComponentPorts {
  /**
   * Gives a command to the component with an id, such as `play` to a player; what it understands is its own affair.
   *
   * @throws ToolError `ENOENT` when it is not on the screen, `EINVAL` when it does not know the command or its arguments
   */
  call(id: string, command: string, args?: JsonObject): Promise<Json>;
  /** Hides or disables a component, or takes that back; the document's own `hidden` and `disabled` still hold. */
  flag(id: string, name: 'hidden' | 'disabled', on: boolean): void;
}

export interface ShellToolContext {
  /** The value at a path as the running handler sees it, repeat variables included; null when nothing is there. */
  read(path: string): Json;
  /** Writes at a path. @throws when the path cannot be written */
  write(path: string, value: Json): void;
  /** What was at a path when the app was new. */
  initial(path: string): Json;
  readonly host: ShellToolHost;
}

/** The narrow part of the desktop that shell tools use. */
export interface ShellToolHost {
  toast(message: string, kind: 'info' | 'success' | 'error'): void;
  copy(text: string): Promise<void>;
  /** Milliseconds since the epoch. */
  now(): number;
  /** From 0 up to, not including, 1. */
  random(): number;
  newId(): string;
  readonly timers: Timers;
  /** Algebra and calculus, where they can be ended when they take too long. */
  readonly symbolic: SymbolicMathematics;
}

/** Timers of one app, one for each path. */
export interface Timers {
  /** @throws ToolError `EAGAIN` when the app has as many as it may have */
  start(path: string, timer: Timer): void;
  /** Whether one was running. */
  stop(path: string): boolean;
}

export interface Timer {
  readonly everyMs: number;
  /** Called with the whole periods since the start; returns false when the timer is over. */
  tick(periods: number): boolean;
  /** Called once when it ends in any way. */
  ended(): void;
}
