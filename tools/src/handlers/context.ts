/** What a handler of a shell tool may reach: the data of its app, and a few things of the desktop. */
import type { Json, JsonObject } from '../json.ts';
import type { SymbolicMathematics } from '../symbolic/question.ts';
import type { DesktopPorts } from './desktop.ts';

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
  /**
   * Runs a handler that came as an argument (marked `handlerArgument`), now or later, where the running handler runs, with
   * more variables. A failure is shown to the person. After the app has closed nothing runs.
   *
   * @returns whether it came to its end
   */
  run(handler: Json, variables?: JsonObject): Promise<boolean>;
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
  /** Asks the person a question in a dialog of the app's window; false when it was refused or closed. */
  confirm(question: Question): Promise<boolean>;
  readonly timers: Timers;
  readonly components: ComponentPorts;
  readonly sources: Sources;
  readonly forms: Forms;
  readonly history: History;
  /** The desktop around the window; absent where an app runs without one. */
  readonly desktop?: DesktopPorts | undefined;
  /** Algebra and calculus, where they can be ended when they take too long. */
  readonly symbolic: SymbolicMathematics;
}

/** A yes/no question. */
export interface Question {
  readonly title: string;
  readonly body: string;
  /** Text of the button that goes on. */
  readonly action: string;
  readonly danger?: boolean;
}

/** The values of the app that tools give (`sources` of its document). */
export interface Sources {
  /**
   * Asks for a source again, or for all of them; resolves when the answer is there.
   *
   * @throws ToolError `ENOENT` when the app has no such source
   */
  refresh(name?: string): Promise<void>;
}

/** What is wrong in a form: the message of each component that is, by its id. */
export interface FormState {
  readonly valid: boolean;
  readonly errors: Readonly<Record<string, string>>;
}

/**
 * The bound components below one component, as a form. Every method is a ToolError `ENOENT` when the document has no
 * component with that id.
 */
export interface Forms {
  /** Checks all that is drawn of it, and shows what is wrong. */
  validate(id: string): FormState;
  /** `validate`; then, when all is well, runs the `submit` handler of the component. */
  submit(id: string): Promise<FormState>;
  /** Puts what its components are bound to back to what it was when the app was new, and hides their messages. */
  reset(id: string): void;
}

/** One thing that the person did to the app's data. */
export interface HistoryEntry {
  /** What did it, such as `save click`; for a field its path. */
  readonly label: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** What the person changed in the app's data, to be taken back. Timers, watchers and sources leave no entry. */
export interface History {
  /** Takes back the last entry; false when there is none. */
  undo(): boolean;
  /** Does again what was taken back last; false when there is nothing, or something was done since. */
  redo(): boolean;
  /** Oldest first; `redo` begins with what would be done next. */
  entries(): { readonly undo: readonly HistoryEntry[]; readonly redo: readonly HistoryEntry[] };
  clear(): void;
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
