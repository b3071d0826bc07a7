/** Calls a tool as the shell does: parameters through their schema, the result through its own. */

import { type ShellToolContext, shellToolHandlers } from '../src/handlers/index.ts';
import { absentContext, absentHost } from '../src/handlers/testing-host.ts';
import { findTool, ToolError } from '../src/index.ts';
import { answer } from '../src/symbolic/answer.ts';

const context: ShellToolContext = {
  ...absentContext,
  host: { ...absentHost, symbolic: { ask: async (question) => answer(question) } },
};

/** @throws ToolError as the tool does, `EINVAL` also for what its schema refuses */
export async function run(id: string, params: object): Promise<unknown> {
  const tool = findTool(id);
  const handler: unknown = Object.entries(shellToolHandlers).find(([name]) => name === id)?.[1];
  if (tool === undefined || typeof handler !== 'function') throw new Error(`there is no tool ${id}`);
  const parsed = tool.params.safeParse(params);
  if (!parsed.success) throw new ToolError('EINVAL', parsed.error.message);
  return tool.result.parse(await handler(parsed.data, context));
}

export async function give(id: string, params: object): Promise<unknown> {
  const result = await run(id, params);
  return typeof result === 'object' && result !== null && 'value' in result ? result.value : undefined;
}

export async function codeOf(id: string, params: object): Promise<string> {
  try {
    return `gave ${JSON.stringify(await run(id, params))}`;
  } catch (error) {
    if (error instanceof ToolError) return error.code;
    throw error;
  }
}
