/**
 * Handlers of `toast.*` and `notification.*`. Where no desktop is around (tests of apps, other renderers) a message is a plain
 * text for the host, which cannot be changed or taken away any more.
 */
import { ToolError } from '../error.ts';
import type { notificationTools, toastTools } from '../families/messages.ts';
import type { Json } from '../json.ts';
import type { ShellToolContext } from './context.ts';
import type { Message } from './desktop.ts';
import type { HandlersOf } from './handlers-of.ts';

interface Told {
  message: string | number;
  key?: string | undefined;
  description?: string | undefined;
  duration?: number | undefined;
  action_label?: string | undefined;
  action_handler?: Json | undefined;
  percent?: number | undefined;
}

function tell(told: Told, kind: Message['kind'], context: ShellToolContext): { value: string } {
  const { host } = context;
  const { action_label: label, action_handler: action } = told;
  if ((label === undefined) !== (action === undefined))
    throw new ToolError('EINVAL', 'action_label and action_handler belong together');
  const key = told.key ?? host.newId();
  const text = String(told.message);
  if (host.desktop === undefined) {
    host.toast(text, kind === 'success' || kind === 'error' ? kind : 'info');
    return { value: key };
  }
  host.desktop.message({
    key,
    kind,
    text,
    description: told.description,
    durationMs: told.duration,
    percent: told.percent,
    action: label === undefined || action === undefined ? undefined : { label, run: () => void context.run(action) },
  });
  return { value: key };
}

export const toastHandlers: HandlersOf<typeof toastTools> = {
  'toast.show': ({ kind, ...told }, context) => tell(told, kind, context),
  'toast.success': (told, context) => tell(told, 'success', context),
  'toast.error': (told, context) => tell(told, 'error', context),
  'toast.warning': (told, context) => tell(told, 'warning', context),
  'toast.info': (told, context) => tell(told, 'info', context),
  'toast.loading': (told, context) => tell(told, 'loading', context),
  'toast.progress': (told, context) => tell(told, told.percent >= 100 ? 'success' : 'loading', context),
  'toast.undo': ({ message, key, duration, on_undo }, context) =>
    tell({ message, key, duration, action_label: 'Undo', action_handler: on_undo }, 'info', context),
  'toast.update'({ key, message, description, kind }, { host }) {
    const changes: Partial<Omit<Message, 'key'>> = {
      ...(message === undefined ? {} : { text: String(message) }),
      ...(description === undefined ? {} : { description }),
      ...(kind === undefined ? {} : { kind, percent: undefined, durationMs: undefined }),
    };
    if (host.desktop?.change(key, changes) === true) return { value: key };
    // The person may have taken it away: what came of it is told all the same.
    if (host.desktop === undefined || message === undefined)
      throw new ToolError('ENOENT', `no message with the key "${key}" is shown`);
    host.desktop.message({ key, kind: kind ?? 'info', text: String(message), description });
    return { value: key };
  },
  'toast.dismiss': ({ key }, { host }) => ({ value: host.desktop?.dismiss(key) ?? false }),
  'toast.dismiss_all': (_params, { host }) => ({ value: host.desktop?.dismissAll() ?? 0 }),
};

export const notificationHandlers: HandlersOf<typeof notificationTools> = {
  'notification.show'({ title, message }, { host }) {
    if (host.desktop !== undefined) return { value: host.desktop.notify(title, message) };
    host.toast(message === '' ? title : `${title}: ${message}`, 'info');
    return { value: 'desktop' };
  },
  'notification.request_permission': async (_params, { host }) => ({
    value: (await host.desktop?.requestNotifications()) ?? 'unsupported',
  }),
};
