/**
 * Tells the services where windows are and what their apps keep: half a second after a change, and at once when the
 * page goes away. Rule: only what differs from what the services know is sent.
 */
import type { WindowLayout, WindowUpdate } from '@agentos/protocol';
import type { Api } from '../services/api.ts';
import { layoutOf, sameLayout } from '../windows/layout.ts';
import type { WindowId } from '../windows/window.ts';
import type { Windows } from '../windows/window-store.ts';

export const settleMs = 500;

type Update = Omit<WindowUpdate, 'window_id'>;
type State = NonNullable<WindowUpdate['app_state']>;

export interface LayoutSync {
  /** What the services know already, from their own answer. */
  known(id: WindowId, layout: WindowLayout | null, title: string): void;
  saveState(id: WindowId, state: unknown): void;
  /** `collect` gives the state of an app right now. */
  onCollect(id: WindowId, collect: () => unknown): () => void;
  /** The newest layout and state of every window, for a session. */
  snapshot(): Record<string, Update>;
  forget(id: WindowId): void;
  flush(): void;
  close(): void;
}

interface Sent {
  layout: WindowLayout | null;
  title: string;
  state: string | undefined;
}

/**
 * @param page    tells when it goes away (`pagehide`)
 * @param mayTell whether this tab holds the desktop: one that rests knows nothing new
 */
export function createLayoutSync(
  windows: Windows,
  api: Pick<Api, 'updateWindow' | 'focus'>,
  page: EventTarget,
  mayTell: () => boolean = () => true,
): LayoutSync {
  const sent = new Map<WindowId, Sent>();
  const states = new Map<WindowId, string>();
  const collectors = new Map<WindowId, Set<() => unknown>>();
  let focusedSent: WindowId | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function schedule(): void {
    timer ??= setTimeout(() => send(false), settleMs);
  }

  function keep(id: WindowId, state: unknown): void {
    const text: string | undefined = JSON.stringify(state);
    if (text !== undefined) states.set(id, text);
  }

  function collect(): void {
    for (const [id, set] of collectors) for (const ask of set) keep(id, ask());
  }

  /** What the services do not know of one window; undefined when they know all. */
  function news(id: WindowId, z: number): Update | undefined {
    const win = windows.get(id);
    if (win === undefined || win.closing) return undefined;
    const before = sent.get(id) ?? { layout: null, title: win.title, state: undefined };
    const layout = layoutOf(win, z);
    const state = states.get(id);
    const update: Update = {};
    if (before.layout === null || !sameLayout(before.layout, layout)) update.window = layout;
    if (before.title !== win.title) update.title = win.title;
    if (state !== undefined && state !== before.state) update.app_state = parseState(state);
    sent.set(id, { layout, title: win.title, state });
    return Object.keys(update).length === 0 ? undefined : update;
  }

  function send(last: boolean): void {
    clearTimeout(timer);
    timer = undefined;
    if (!mayTell()) return;
    const { stack, focused } = windows.store.getState();
    for (const [z, id] of stack.entries()) {
      const update = news(id, z);
      if (update === undefined) continue;
      const before = sent.get(id);
      void api.updateWindow(id, { window_id: id, ...update }, last).then((answered) => {
        // What did not arrive is news again, unless something newer has been sent since.
        if (!answered.ok && answered.error.status !== 404 && sent.get(id) === before) sent.delete(id);
      });
    }
    if (focused !== null && focused !== focusedSent) {
      focusedSent = focused;
      if (!last) void api.focus(focused);
    }
  }

  const unsubscribe = windows.store.subscribe(schedule);
  const onPageHide = (): void => {
    collect();
    send(true);
  };
  page.addEventListener('pagehide', onPageHide);

  return {
    known(id, layout, title) {
      if (!sent.has(id)) sent.set(id, { layout, title, state: undefined });
    },
    saveState(id, state) {
      keep(id, state);
      schedule();
    },
    onCollect(id, ask) {
      const set = collectors.get(id) ?? new Set();
      collectors.set(id, set);
      set.add(ask);
      return () => set.delete(ask);
    },
    snapshot() {
      collect();
      const { stack } = windows.store.getState();
      const all: Record<string, Update> = {};
      for (const [z, id] of stack.entries()) {
        const win = windows.get(id);
        if (win === undefined || win.closing) continue;
        const state = states.get(id);
        all[id] = {
          window: layoutOf(win, z),
          title: win.title,
          ...(state === undefined ? {} : { app_state: parseState(state) }),
        };
      }
      return all;
    },
    forget(id) {
      sent.delete(id);
      states.delete(id);
      collectors.delete(id);
    },
    flush() {
      collect();
      send(false);
    },
    close() {
      clearTimeout(timer);
      unsubscribe();
      page.removeEventListener('pagehide', onPageHide);
    },
  };
}

function parseState(text: string): State {
  return JSON.parse(text);
}
