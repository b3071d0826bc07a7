/** The `agentos` command: finds the command that was asked for, runs it, and ends with its exit code. */
import { CommandError, type CommandGroup, dispatch } from './command-line.ts';

/** Loaded only when asked for, so that each command starts as fast as what it needs. */
const agentos: CommandGroup = {
  name: '',
  summary: '',
  commands: {
    up: async () => (await import('./commands/up.ts')).up,
    down: async () => (await import('./commands/down.ts')).down,
    restart: async () => (await import('./commands/restart.ts')).restart,
    status: async () => (await import('./commands/status.ts')).status,
    logs: async () => (await import('./commands/logs.ts')).logs,
    events: async () => (await import('./commands/events.ts')).events,
    token: async () => (await import('./commands/token.ts')).token,
    doctor: async () => (await import('./commands/doctor.ts')).doctor,
    config: async () => (await import('./commands/config.ts')).config,
    bp: async () => (await import('./commands/bp.ts')).bp,
  },
};

// A reader that has seen enough, such as `head`, is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  process.exitCode = await dispatch(agentos, process.argv.slice(2));
} catch (error) {
  // What the host refuses, such as a folder that may not be written, is an answer for people too.
  const refused = error instanceof Error && 'syscall' in error;
  if (!(error instanceof CommandError) && !refused) throw error;
  process.stderr.write(`agentos: ${error.message}\n`);
  process.exitCode = error instanceof CommandError ? error.exitCode : 1;
}
