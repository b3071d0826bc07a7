/** The `agentos` command: finds the command that was asked for, runs it, and ends with its exit code. */
import { type Command, CommandError, helpOf, readArguments, table } from './command-line.ts';

/** Loaded only when asked for, so that each command starts as fast as what it needs. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  up: async () => (await import('./commands/up.ts')).up,
  down: async () => (await import('./commands/down.ts')).down,
  restart: async () => (await import('./commands/restart.ts')).restart,
  status: async () => (await import('./commands/status.ts')).status,
  logs: async () => (await import('./commands/logs.ts')).logs,
  events: async () => (await import('./commands/events.ts')).events,
  token: async () => (await import('./commands/token.ts')).token,
  doctor: async () => (await import('./commands/doctor.ts')).doctor,
  config: async () => (await import('./commands/config.ts')).config,
};

async function overview(): Promise<string> {
  const all = await Promise.all(Object.values(commands).map((load) => load()));
  const rows = all.map((command) => [`  ${command.name}`, command.summary]);
  return `usage: agentos <command> [options]\n\n${table(rows)}\n\nEach command has --help.\n`;
}

async function main(argv: readonly string[]): Promise<number> {
  const [name = 'help', ...rest] = argv;
  if (name === 'help' || name === '--help' || name === '-h') {
    const load = rest[0] === undefined ? undefined : commands[rest[0]];
    process.stdout.write(load === undefined ? await overview() : helpOf(await load()));
    return 0;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined) throw new CommandError(`no command '${name}' (see: agentos help)`, 2);
  const command = await load();
  const args = readArguments(command, rest);
  if (args.flag('help')) {
    process.stdout.write(helpOf(command));
    return 0;
  }
  return command.run(args);
}

// A reader that has seen enough, such as `head`, is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  // What the host refuses, such as a folder that may not be written, is an answer for people too.
  const refused = error instanceof Error && 'syscall' in error;
  if (!(error instanceof CommandError) && !refused) throw error;
  process.stderr.write(`agentos: ${error.message}\n`);
  process.exitCode = error instanceof CommandError ? error.exitCode : 1;
}
