/**
 * The shape of a command and how its arguments are read. A command returns its exit code: 0 done, 1 could not be done,
 * 2 was asked wrongly. An error that it expects is a `CommandError`: one line for the reader, no stack.
 */
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { printable } from './printable.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

export interface CommandOption {
  readonly short?: string;
  readonly type: 'boolean' | 'string';
  /** Name of the value in the help, of a `string`. */
  readonly value?: string;
  readonly help: string;
}

export interface Arguments {
  readonly positionals: readonly string[];
  flag(name: string): boolean;
  text(name: string): string | undefined;
}

export interface Command {
  readonly name: string;
  readonly summary: string;
  /** What stands after the name, such as `[kernel|services|ai]`. */
  readonly operands?: string;
  readonly longestOperands?: number;
  readonly options?: Readonly<Record<string, CommandOption>>;
  run(args: Arguments): Promise<number>;
}

/** Commands under one name, such as `bp validate`; each is loaded only when asked for. */
export interface CommandGroup {
  /** Empty for the commands of `agentos` itself. */
  readonly name: string;
  readonly summary: string;
  readonly commands: Readonly<Record<string, () => Promise<Command | CommandGroup>>>;
}

export class CommandError extends Error {
  readonly exitCode: number;
  constructor(message: string, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

const help: CommandOption = { short: 'h', type: 'boolean', help: 'show this help' };

/** Reads the arguments of a command; throws a `CommandError` (exit code 2) for what the command does not know. */
export function readArguments(command: Command, argv: readonly string[]): Arguments {
  const options: Options = {};
  for (const [name, option] of Object.entries({ ...command.options, help })) {
    options[name] = { type: option.type, ...(option.short === undefined ? {} : { short: option.short }) };
  }
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    const most = command.longestOperands ?? 0;
    if (positionals.length > most) throw new Error(`unexpected argument: ${positionals[most]}`);
    return {
      positionals,
      flag: (name) => values[name] === true,
      text: (name) => {
        const value = values[name];
        return typeof value === 'string' ? value : undefined;
      },
    };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new CommandError(`${message} (see: agentos ${command.name} --help)`, 2);
  }
}

export function helpOf(command: Command): string {
  const rows = Object.entries({ ...command.options, help }).map(([name, option]) => {
    const short = option.short === undefined ? '    ' : `-${option.short}, `;
    return [`  ${short}--${name}${option.value === undefined ? '' : ` ${option.value}`}`, option.help] as const;
  });
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  const operands = command.operands === undefined ? '' : ` ${command.operands}`;
  return [
    `usage: agentos ${command.name} [options]${operands}`,
    '',
    command.summary,
    '',
    ...rows.map(([left, right]) => `${left.padEnd(width)}${right}`),
    '',
  ].join('\n');
}

/** The commands of a group with their summaries. */
export async function overviewOf(group: CommandGroup): Promise<string> {
  const all = await Promise.all(Object.values(group.commands).map((load) => load()));
  const rows = all.map((command) => [`  ${command.name}`, command.summary]);
  const usage = `usage: ${wordsOf(group)} <command> [options]`;
  return `${usage}\n\n${table(rows)}\n\nEach command has --help.\n`;
}

/** Finds the command that `argv` asks for and runs it; its exit code. */
export async function dispatch(group: CommandGroup, argv: readonly string[]): Promise<number> {
  const [name = 'help', ...rest] = argv;
  if (name === '--help' || name === '-h') return dispatch(group, ['help']);
  if (name === 'help') {
    const load = rest[0] === undefined ? undefined : find(group, rest[0]);
    const asked = load === undefined ? group : await load();
    process.stdout.write('commands' in asked ? await overviewOf(asked) : helpOf(asked));
    return 0;
  }
  const load = find(group, name);
  if (load === undefined) throw new CommandError(`no command '${printable(name)}' (see: ${wordsOf(group)} help)`, 2);
  const command = await load();
  if ('commands' in command) return dispatch(command, rest);
  const args = readArguments(command, rest);
  if (args.flag('help')) {
    process.stdout.write(helpOf(command));
    return 0;
  }
  return command.run(args);
}

function find(group: CommandGroup, name: string): CommandGroup['commands'][string] | undefined {
  return Object.hasOwn(group.commands, name) ? group.commands[name] : undefined;
}

function wordsOf(group: CommandGroup): string {
  return group.name === '' ? 'agentos' : `agentos ${group.name}`;
}

/** Lines of a table with columns as wide as their widest cell. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length);
  }
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
