/**
 * The handler of every shell tool; missing one does not compile. Families that most apps do without are loaded when one of
 * their tools is first called, or ahead of it by `loadShellTools`.
 */
import { findTool, type ToolHandlers, type ToolIdAt } from '../catalog.ts';
import { chartTools } from '../families/chart.ts';
import { gameTools } from '../families/game.ts';
import { graphTools } from '../families/graph.ts';
import { httpAddressTools } from '../families/http-addresses.ts';
import { mathTools } from '../families/math.ts';
import { textTools } from '../families/text.ts';
import { canvasHandlers, playerHandlers } from './components.ts';
import type { ShellToolContext } from './context.ts';
import { dataHandlers } from './data.ts';
import { clipboardHandlers, hubHandlers } from './desk.ts';
import type { HandlersOf } from './handlers-of.ts';
import { listHandlers } from './lists.ts';
import { notificationHandlers, toastHandlers } from './messages.ts';
import { randomHandlers } from './random.ts';
import { systemHandlers } from './system.ts';
import { timerHandlers } from './timers.ts';
import { formHandlers, uiHandlers } from './ui.ts';

export { InvalidForm, ToolError } from '../error.ts';
export type {
  ComponentPorts,
  FormState,
  Forms,
  History,
  HistoryEntry,
  Question,
  ShellToolContext,
  ShellToolHost,
  Sources,
  Timer,
  Timers,
} from './context.ts';
export type { DesktopPorts, InstalledApp, Message, NotificationPermission } from './desktop.ts';
export { AppTimers, maxTimers } from './timers.ts';

/** Answers one call; parameters have passed the schema of the tool. */
export type ShellToolHandler = (params: never, context: ShellToolContext) => unknown;
type Handlers = Readonly<Record<string, ShellToolHandler>>;

type LoadedLater =
  | typeof httpAddressTools
  | typeof chartTools
  | typeof gameTools
  | typeof graphTools
  | typeof mathTools
  | typeof textTools;

/** Handlers that are here from the start: all but those that are loaded later. */
const present: Pick<ToolHandlers<'shell', ShellToolContext>, Exclude<ToolIdAt<'shell'>, LoadedLater[number]['id']>> = {
  ...uiHandlers,
  ...formHandlers,
  ...dataHandlers,
  ...listHandlers,
  ...randomHandlers,
  ...timerHandlers,
  ...toastHandlers,
  ...notificationHandlers,
  ...clipboardHandlers,
  ...canvasHandlers,
  ...playerHandlers,
  ...hubHandlers,
  ...systemHandlers,
};

const later: readonly { tools: readonly { readonly id: string }[]; load: () => Promise<Handlers> }[] = [
  family(chartTools, async () => (await import('./chart.ts')).chartHandlers),
  family(gameTools, async () => (await import('./game.ts')).gameHandlers),
  family(graphTools, async () => (await import('./graph.ts')).graphHandlers),
  family(httpAddressTools, async () => (await import('./http-addresses.ts')).httpAddressHandlers),
  family(mathTools, async () => (await import('./math/all.ts')).mathHandlers),
  family(textTools, async () => (await import('./text.ts')).textHandlers),
];

/** Loads at most once; after a failure (the page was offline) the next call tries again. */
function family<Tools extends readonly { readonly id: string }[]>(
  tools: Tools,
  load: () => Promise<HandlersOf<Tools> & Handlers>,
) {
  let loading: Promise<Handlers> | undefined;
  return {
    tools,
    load(): Promise<Handlers> {
      loading ??= load().catch((error: unknown) => {
        loading = undefined;
        throw error;
      });
      return loading;
    },
  };
}

/** Handlers by id. One that is not loaded yet loads its family first. */
export const shellToolHandlers: Handlers = {
  ...present,
  ...Object.fromEntries(
    later.flatMap(({ tools, load }) =>
      tools.map(({ id }): [string, ShellToolHandler] => [
        id,
        async (params, context) => (await load())[id]?.(params, context),
      ]),
    ),
  ),
};

/** Loads the families of these tools, so that their first calls need not wait. */
export async function loadShellTools(ids: Iterable<string>): Promise<void> {
  const wanted = new Set([...ids].map((id) => findTool(id)?.id));
  await Promise.all(later.filter(({ tools }) => tools.some(({ id }) => wanted.has(id))).map(({ load }) => load()));
}
