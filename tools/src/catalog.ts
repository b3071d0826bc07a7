/** Every tool of the system, by id, and the types that discovery, validation and handlers derive from it. */
import type { z } from 'zod';
import type { ToolDeclaration, ToolSite } from './declare.ts';
import { appTools } from './families/app.ts';
import { dataTools, listTools } from './families/data.ts';
import { deskTools, textTools, timerTools } from './families/desk.ts';
import { filesystemTools } from './families/filesystem.ts';
import { httpTools } from './families/http.ts';
import { ipcTools } from './families/ipc.ts';
import { mathTools, randomTools } from './families/math.ts';
import { monitorTools } from './families/monitor.ts';
import { searchTools } from './families/search.ts';
import { storageTools } from './families/storage.ts';
import { systemTools } from './families/system.ts';
import { terminalTools } from './families/terminal.ts';
import { uiTools } from './families/ui.ts';

export const toolDeclarations = [
  ...storageTools,
  ...filesystemTools,
  ...httpTools,
  ...ipcTools,
  ...searchTools,
  ...systemTools,
  ...monitorTools,
  ...appTools,
  ...terminalTools,
  ...uiTools,
  ...dataTools,
  ...listTools,
  ...mathTools,
  ...randomTools,
  ...timerTools,
  ...deskTools,
  ...textTools,
] as const;

type Declared = (typeof toolDeclarations)[number];

/** Id of a declared tool, such as `storage.get`. */
export type ToolId = Declared['id'];

/** The declaration of one tool, or of all tools of one site. */
export type ToolOf<Id extends ToolId> = Extract<Declared, { id: Id }>;
export type ToolIdAt<Site extends ToolSite> = Extract<Declared, { site: Site }>['id'];
export type ToolParams<Id extends ToolId> = z.infer<ToolOf<Id>['params']>;
export type ToolResult<Id extends ToolId> = z.infer<ToolOf<Id>['result']>;

/**
 * A handler for every tool of one site; `Context` is what the site knows of the caller. Parameters arrive parsed.
 */
export type ToolHandlers<Site extends ToolSite, Context> = {
  readonly [Id in ToolIdAt<Site>]: (
    params: ToolParams<Id>,
    context: Context,
  ) => Promise<ToolResult<Id>> | ToolResult<Id>;
};

const byId = new Map<string, ToolDeclaration>(toolDeclarations.map((tool) => [tool.id, tool]));

/** The declaration under an id that came from outside, or undefined. */
export function findTool(id: string): ToolDeclaration | undefined {
  return byId.get(id);
}
