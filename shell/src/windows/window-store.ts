/**
 * The one store of windows: holds the state, applies transitions, tells subscribers. Selectors for React give scalars,
 * so that raising one window renders that window and no other.
 */
import type { WindowMode } from '@agentos/protocol';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Rect, type Screen, type Size, screenOf } from './geometry.ts';
import { recentFirst } from './stack.ts';
import type { OpenRequest, WindowState } from './transitions.ts';
import * as transitions from './transitions.ts';
import { placeOf, type Win, type WindowId } from './window.ts';

export interface Windows {
  readonly store: StoreApi<WindowState>;
  get(id: WindowId): Win | undefined;
  /** Where a window is drawn now. */
  place(id: WindowId): Rect | undefined;
  /** Most recently used first, minimized ones last, closing ones not at all. */
  recent(): readonly WindowId[];
  open(request: OpenRequest): void;
  focus(id: WindowId): void;
  unfocus(): void;
  minimize(id: WindowId): void;
  close(id: WindowId): void;
  remove(id: WindowId): void;
  setMode(id: WindowId, mode: WindowMode): void;
  toggleMaximized(id: WindowId): void;
  commitRect(id: WindowId, rect: Rect): void;
  describe(id: WindowId, about: { title?: string; icon?: string }): void;
  sendToBack(id: WindowId): void;
  reorder(stack: readonly WindowId[]): void;
  setViewport(viewport: Size): void;
}

export function createWindows(viewport: Size): Windows {
  const store = createStore<WindowState>(() => transitions.emptyState(screenOf(viewport)));
  const apply = (transition: (state: WindowState) => WindowState): void => {
    const before = store.getState();
    const after = transition(before);
    if (after !== before) store.setState(after, true);
  };
  const get = (id: WindowId): Win | undefined => store.getState().byId[id];

  return {
    store,
    get,
    place(id) {
      const win = get(id);
      return win === undefined ? undefined : placeOf(win, store.getState().screen);
    },
    recent() {
      const { stack, byId } = store.getState();
      const living = stack.filter((id) => byId[id]?.closing === false);
      return recentFirst(living, (id) => byId[id]?.minimized === true);
    },
    open: (request) => apply((state) => transitions.open(state, request)),
    focus: (id) => apply((state) => transitions.focus(state, id)),
    unfocus: () => apply(transitions.unfocus),
    minimize: (id) => apply((state) => transitions.minimize(state, id)),
    close: (id) => apply((state) => transitions.close(state, id)),
    remove: (id) => apply((state) => transitions.remove(state, id)),
    setMode: (id, mode) => apply((state) => transitions.setMode(state, id, mode)),
    toggleMaximized(id) {
      const kind = get(id)?.mode.kind;
      const free = kind === 'maximized' || kind === 'full';
      apply((state) => transitions.setMode(state, id, { kind: free ? 'normal' : 'maximized' }));
    },
    commitRect: (id, rect) => apply((state) => transitions.commitRect(state, id, rect)),
    describe: (id, about) => apply((state) => transitions.describe(state, id, about)),
    sendToBack: (id) => apply((state) => transitions.sendToBack(state, id)),
    reorder: (stack) => apply((state) => transitions.reorder(state, stack)),
    setViewport(size) {
      const screen: Screen = screenOf(size);
      apply((state) => transitions.setScreen(state, screen));
    },
  };
}
