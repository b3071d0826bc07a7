/** `terminal.*`: the programs of process apps, for tools; windows use the terminal stream. */
import { Buffer } from 'node:buffer';
import type { ToolHandlers } from '@agentos/tools';
import type { HostProgram } from '../apps/host-program.ts';
import { Problem } from '../problem.ts';
import { reachable, requireCapability, type ToolContext } from './context.ts';

type TerminalTool = Extract<keyof ToolHandlers<'services', ToolContext>, `terminal.${string}`>;

export const terminalHandlers: Pick<ToolHandlers<'services', ToolContext>, TerminalTool> = {
  async 'terminal.write'({ app_id, text }, context) {
    const bytes = Buffer.from(text, 'utf8');
    await programOf(context, app_id).write(bytes);
    return { written: bytes.length };
  },

  'terminal.read'({ app_id }, context) {
    const program = programOf(context, app_id);
    return {
      text: program.scrollback.contents().toString('utf8'),
      running: program.running,
      exit_code: program.exitCode,
    };
  },

  async 'terminal.resize'({ app_id, rows, columns }, context) {
    await programOf(context, app_id).resize(rows, columns);
    return {};
  },

  async 'terminal.signal'({ app_id, signal }, context) {
    await programOf(context, app_id).signal(signal, context.traceparent);
    return {};
  },
};

function programOf(context: ToolContext, id: string): HostProgram {
  requireCapability(context, 'SPAWN_PROCESS');
  const { program } = reachable(context, id);
  if (program === undefined) throw new Problem('EINVAL', `"${id}" is no process app`, { detail: id });
  return program;
}
