/**
 * Runs one tool call: finds the tool, parses its parameters, runs its handler as the caller.
 *
 * Rule: who calls is never said by the parameters. The route gives the instance that the shell stamped; it must run.
 */
import { findTool, type ToolHandlers, type ToolIdAt, type ToolParams } from '@agentos/tools';
import { Problem } from '../problem.ts';
import { appHandlers } from './app.ts';
import { authHandlers } from './auth.ts';
import { clipboardHandlers } from './clipboard.ts';
import type { ToolContext } from './context.ts';
import { filesystemHandlers } from './filesystem/index.ts';
import { httpHandlers } from './http/index.ts';
import { ipcHandlers } from './ipc.ts';
import { monitorHandlers } from './monitor.ts';
import { permissionsHandlers } from './permissions.ts';
import { searchHandlers } from './search.ts';
import { settingsHandlers } from './settings/index.ts';
import { storageHandlers } from './storage.ts';
import { systemHandlers } from './system.ts';
import { terminalHandlers } from './terminal.ts';

/** A handler for every tool that runs in the services: does not compile with one missing. */
const handlers: ToolHandlers<'services', ToolContext> = {
  ...storageHandlers,
  ...filesystemHandlers,
  ...httpHandlers,
  ...ipcHandlers,
  ...searchHandlers,
  ...settingsHandlers,
  ...permissionsHandlers,
  ...authHandlers,
  ...clipboardHandlers,
  ...systemHandlers,
  ...monitorHandlers,
  ...appHandlers,
  ...terminalHandlers,
};

/**
 * Runs a tool.
 * @throws Problem ENOSYS for an unknown tool or one of the shell, EINVAL for parameters that do not fit
 */
export async function executeTool(toolId: string, params: unknown, context: ToolContext): Promise<unknown> {
  const tool = findTool(toolId);
  if (tool === undefined) {
    throw new Problem('ENOSYS', `there is no tool "${toolId}"; GET /services lists them`, { detail: toolId });
  }
  const { id } = tool;
  if (!isServicesTool(id)) {
    throw new Problem('ENOSYS', `"${toolId}" runs in the shell, not in the services`, { detail: toolId });
  }
  const parsed = tool.params.safeParse(params);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const place = issue?.path.join('.') ?? '';
    throw new Problem('EINVAL', `${toolId}: ${place === '' ? '' : `${place}: `}${issue?.message ?? 'not valid'}`, {
      detail: place,
    });
  }
  return run(id, parsed.data, context);
}

function isServicesTool(id: string): id is ToolIdAt<'services'> {
  return Object.hasOwn(handlers, id);
}

function run<Id extends ToolIdAt<'services'>>(id: Id, parsed: unknown, context: ToolContext): unknown {
  return handlers[id](paramsOf(id, parsed), context);
}

/** Pairs a tool with its parameters. The overload says what the compiler cannot: they came out of the tool's own schema. */
function paramsOf<Id extends ToolIdAt<'services'>>(id: Id, parsed: unknown): ToolParams<Id>;
function paramsOf(_id: string, parsed: unknown): unknown {
  return parsed;
}
