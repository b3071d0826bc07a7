/**
 * The desktop around the windows as the tools of one app reach it: messages under keys of the app's own, notifications,
 * notices, the clipboard, the list of apps.
 *
 * Rule: a message says which app it is from, and an app shows at most a few at a time, so that it cannot hide others.
 */

import type { PackageMetadata } from '@agentos/protocol';
import type { DesktopPorts, Message, NotificationPermission } from '@agentos/tools/handlers/desktop';
import type { Question } from '../overlays/overlays.ts';
import type { ToastRequest, Toasts } from '../overlays/toasts.ts';

export interface AppDesktopParts {
  /** Name of the app's window. */
  title(): string;
  focus(): void;
  ask(question: Omit<Question, 'answer'>): Promise<boolean>;
  readonly toasts: Toasts;
  packages(): readonly PackageMetadata[];
}

const mostOfOneApp = 3;
/** A notification is for someone who may look elsewhere. */
const notificationMs = 15_000;
/** More than so many by the browser within a minute are messages on the desktop instead. */
const mostNotifications = 5;

export function createAppDesktop({ title, focus, ask, toasts, packages }: AppDesktopParts): DesktopPorts {
  /** What is shown, oldest first. */
  const shown = new Map<string, { readonly id: number; readonly message: Message }>();

  /** When the last ones were given to the browser. */
  let notifiedAt: readonly number[] = [];

  function mayNotify(): boolean {
    if (document.visibilityState !== 'hidden' || notificationsAllowed() !== 'granted') return false;
    notifiedAt = notifiedAt.filter((at) => at > Date.now() - 60_000);
    if (notifiedAt.length >= mostNotifications) return false;
    notifiedAt = [...notifiedAt, Date.now()];
    return true;
  }

  function forgetThoseGone(): void {
    for (const [key, { id }] of shown) if (!toasts.isShown(id)) shown.delete(key);
  }

  function dismiss(key: string): boolean {
    const known = shown.get(key);
    shown.delete(key);
    if (known === undefined || !toasts.isShown(known.id)) return false;
    toasts.dismiss(known.id);
    return true;
  }

  const requestOf = (message: Message): ToastRequest => ({
    kind: message.kind,
    title: title(),
    body: message.description === undefined ? message.text : `${message.text}\n${message.description}`,
    action: message.action,
    percent: message.percent,
    lifeMs: message.durationMs,
  });

  function put(message: Message): void {
    const known = shown.get(message.key);
    if (known !== undefined && toasts.change(known.id, requestOf(message))) {
      shown.set(message.key, { id: known.id, message });
      return;
    }
    forgetThoseGone();
    for (const key of [...shown.keys()].slice(0, Math.max(0, shown.size + 1 - mostOfOneApp))) dismiss(key);
    shown.set(message.key, { id: toasts.show(requestOf(message)), message });
  }

  return {
    message: put,
    change(key, changes) {
      forgetThoseGone();
      const known = shown.get(key);
      if (known === undefined) return false;
      put({ ...known.message, ...changes });
      return true;
    },
    dismiss,
    dismissAll: () => [...shown.keys()].filter(dismiss).length,
    notify(heading, text) {
      if (mayNotify()) {
        const notification = new Notification(`${title()}: ${heading}`, { body: text });
        notification.onclick = () => {
          window.focus();
          focus();
          notification.close();
        };
        return 'browser';
      }
      put({
        key: `notification ${heading}`,
        kind: 'info',
        text: heading,
        description: text === '' ? undefined : text,
        durationMs: notificationMs,
        action: { label: 'Show', run: focus },
      });
      return 'desktop';
    },
    requestNotifications: async () =>
      notificationsAllowed() === 'default' ? Notification.requestPermission() : notificationsAllowed(),
    async alert(heading, text) {
      await ask({ title: heading, body: text, action: 'OK', notice: true });
    },
    paste: () => navigator.clipboard.readText(),
    installed: async () =>
      packages()
        .map(({ id, name, description, icon, category }) => ({ id, name, description, icon, category }))
        .sort((a, b) => a.name.localeCompare(b.name)),
  };
}

function notificationsAllowed(): NotificationPermission {
  return 'Notification' in globalThis ? Notification.permission : 'unsupported';
}
