/** Every tool of the system, by id, and the types that discovery, validation and handlers derive from it. */
import type { z } from 'zod';
import { toolAliases } from './aliases.ts';
import type { ToolDeclaration, ToolSite } from './declare.ts';
import { appTools } from './families/app.ts';
import { authTools } from './families/auth.ts';
import { canvasTools } from './families/canvas.ts';
import { chartTools } from './families/chart.ts';
import { kernelClipboardTools } from './families/clipboard.ts';
import { dataTools, listTools } from './families/data.ts';
import { filesystemTools } from './families/filesystem.ts';
import { filesystemArchiveTools } from './families/filesystem-archives.ts';
import { filesystemFactTools } from './families/filesystem-facts.ts';
import { filesystemFormatTools } from './families/filesystem-formats.ts';
import { formTools } from './families/form.ts';
import { gameTools } from './families/game.ts';
import { graphTools } from './families/graph.ts';
import { httpTools } from './families/http.ts';
import { httpAddressTools } from './families/http-addresses.ts';
import { hubTools } from './families/hub.ts';
import { ipcTools } from './families/ipc.ts';
import { mathTools } from './families/math.ts';
import { notificationTools, toastTools } from './families/messages.ts';
import { monitorTools } from './families/monitor.ts';
import { permissionsTools } from './families/permissions.ts';
import { playerTools } from './families/player.ts';
import { randomTools } from './families/random.ts';
import { searchTools } from './families/search.ts';
import { settingsTools, themeTools } from './families/settings.ts';
import { storageTools } from './families/storage.ts';
import { systemTools } from './families/system.ts';
import { terminalTools } from './families/terminal.ts';
import { clipboardTools, textTools } from './families/text.ts';
import { timerTools } from './families/timer.ts';
import { uiTools } from './families/ui.ts';

export const toolDeclarations = [
  ...storageTools,
  ...filesystemTools,
  ...filesystemFormatTools,
  ...filesystemFactTools,
  ...filesystemArchiveTools,
  ...httpTools,
  ...httpAddressTools,
  ...ipcTools,
  ...searchTools,
  ...settingsTools,
  ...themeTools,
  ...permissionsTools,
  ...authTools,
  ...systemTools,
  ...monitorTools,
  ...appTools,
  ...hubTools,
  ...terminalTools,
  ...uiTools,
  ...formTools,
  ...dataTools,
  ...listTools,
  ...mathTools,
  ...randomTools,
  ...textTools,
  ...timerTools,
  ...toastTools,
  ...notificationTools,
  ...clipboardTools,
  ...kernelClipboardTools,
  ...canvasTools,
  ...playerTools,
  ...chartTools,
  ...graphTools,
  ...gameTools,
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

/** The declaration under an id, or another name, that came from outside; or undefined. */
export function findTool(id: string): ToolDeclaration | undefined {
  return byId.get(id) ?? (Object.hasOwn(toolAliases, id) ? byId.get(toolAliases[id] ?? '') : undefined);
}
