/**
 * The one list of what the desktop can do. Menus, the launcher, keys, the shortcut sheet and tests all read it, so a
 * command that is not here cannot be reached, and one that is can be reached from all of them.
 */
import type { KeyScope } from './keys.ts';

/** Where the desktop runs: a browser tab, a full screen or installed page that has the keyboard, an Electron window. */
export type KeyProfile = 'tab' | 'locked' | 'electron';

export interface KeyBinding {
  readonly chord: string;
  /** Only in these profiles; absent: in all. */
  readonly profiles?: readonly KeyProfile[];
  /** Also while a terminal has the keyboard, which otherwise gets the keys. */
  readonly inTerminal?: boolean;
  /** Works, but menus show another one. */
  readonly hidden?: boolean;
}

export interface Command {
  readonly id: string;
  /** Sentence case, a verb first. */
  readonly title: string | (() => string);
  /** What menus call it where the menu says the rest: "Minimize" in the menu of a window. */
  readonly short?: string | (() => string);
  /** Heading in the launcher and the shortcut sheet. */
  readonly group: string;
  /** Whether it can run now; absent: always. */
  when?(): boolean;
  /** For commands that are on or off. */
  checked?(): boolean;
  readonly keys?: readonly KeyBinding[];
  /** Further words that find it. */
  readonly words?: string;
  /** Not offered in the launcher: it makes no sense there. */
  readonly internal?: boolean;
  run(): void | Promise<void>;
}

export interface Commands {
  list(): readonly Command[];
  get(id: string): Command | undefined;
  enabled(id: string): boolean;
  /** Runs a command; an unknown or disabled one is an error that the caller has to know about. */
  run(id: string): boolean;
}

export interface CommandsHost {
  /** A handler has failed. */
  failed(command: Command, error: unknown): void;
  /** Runs a command with what belongs before and after it; `run` tells whether it went well. */
  around?(command: Command, run: () => Promise<boolean>): Promise<void>;
}

/** Builds the registry; throws for two commands of one id. */
export function createCommands(commands: readonly Command[], host: CommandsHost): Commands {
  const byId = new Map<string, Command>();
  for (const command of commands) {
    if (byId.has(command.id)) throw new Error(`two commands are called "${command.id}"`);
    byId.set(command.id, command);
  }
  const enabled = (id: string): boolean => {
    const command = byId.get(id);
    return command !== undefined && (command.when === undefined || command.when());
  };
  return {
    list: () => commands,
    get: (id) => byId.get(id),
    enabled,
    run(id) {
      const command = byId.get(id);
      if (command === undefined || !enabled(id)) return false;
      const run = (): Promise<boolean> => attempt(command, host);
      void (host.around?.(command, run) ?? run());
      return true;
    },
  };
}

async function attempt(command: Command, host: CommandsHost): Promise<boolean> {
  try {
    await command.run();
    return true;
  } catch (error) {
    host.failed(command, error);
    return false;
  }
}

export function titleOf(command: Command): string {
  return typeof command.title === 'string' ? command.title : command.title();
}

export function shortTitleOf(command: Command): string {
  const { short } = command;
  if (short === undefined) return titleOf(command);
  return typeof short === 'string' ? short : short();
}

/** Whether a binding counts in this profile and with this scope. */
export function bindingApplies(binding: KeyBinding, profile: KeyProfile, scope: KeyScope): boolean {
  if (binding.profiles !== undefined && !binding.profiles.includes(profile)) return false;
  return scope !== 'terminal' || binding.inTerminal === true;
}
