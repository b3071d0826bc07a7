/** Handlers of `system.*` that need no service: questions to the person, and what they can take back. */
import { ToolError } from '../error.ts';
import type { systemTools } from '../families/system.ts';
import type { JsonObject } from '../json.ts';
import type { HandlersOf } from './handlers-of.ts';
import { allowNames } from './values.ts';

export const systemHandlers: HandlersOf<typeof systemTools> = {
  async 'system.alert'({ message, title }, { host }) {
    if (host.desktop !== undefined) await host.desktop.alert(title ?? 'Message', String(message));
    else await host.confirm({ title: title ?? 'Message', body: String(message), action: 'OK' });
    return {};
  },
  'system.confirm': async ({ message, title, action, danger }, { host }) => ({
    value: await host.confirm(
      title === undefined
        ? { title: String(message), body: '', action, danger }
        : { title, body: String(message), action, danger },
    ),
  }),
  'system.undo': (_params, { host }) => ({ value: host.history.undo() }),
  'system.redo': (_params, { host }) => ({ value: host.history.redo() }),
  'system.get_history'(_params, { host }) {
    const { undo, redo } = host.history.entries();
    return { undo: undo.map((entry) => ({ ...entry })), redo: redo.map((entry) => ({ ...entry })) };
  },
  'system.clear_history'(_params, { host }) {
    host.history.clear();
    return {};
  },
  'system.snapshot': ({ paths }, context) => ({
    value: Object.fromEntries(paths.map((path) => [path, context.read(path)])) satisfies JsonObject,
  }),
  'system.restore'({ snapshot }, context) {
    const entries = Object.entries(snapshot);
    if (entries.length > 40) throw new ToolError('E2BIG', 'a snapshot has at most 40 paths');
    allowNames(entries.flatMap(([path]) => path.split('.')));
    for (const [path, value] of entries) context.write(path, value);
    return { value: entries.length };
  },
};
