/**
 * Apps and their windows in step with the services: launching, closing, and taking over what the services say.
 *
 * Rule: the services decide what runs. What the desktop does ahead of an answer (a window that closes at once) is
 * undone when the answer says otherwise; an answer that was asked for before a change does not undo the change.
 */
import type { App } from '@agentos/protocol';
import type { Toasts } from '../overlays/toasts.ts';
import type { Api, AppsAnswer, Workspace } from '../services/api.ts';
import { isRecord } from '../services/http.ts';
import { smallestWindow } from '../windows/geometry.ts';
import { type WindowId, windowId } from '../windows/window.ts';
import type { Windows } from '../windows/window-store.ts';
import { type Catalog, sameApp } from './catalog.ts';

export interface LifecycleHost {
  readonly api: Api;
  readonly catalog: Catalog;
  readonly windows: Windows;
  readonly toasts: Toasts;
  /** Milliseconds since the person last did something: what appears unasked does not take the focus. */
  idleMs(): number;
  /** An app that was asked for runs and has its window; milliseconds since it was asked for. */
  launched?(kind: App['type'], durationMs: number): void;
  /** Called before the window of an app opens. */
  opens(app: App): void;
  /** Called when a window of an app is gone for good. */
  forget(appId: string): void;
}

export interface Lifecycle {
  /** Fetches what runs; calls that come while one is under way share the next. */
  refresh(): Promise<void>;
  refreshPackages(): Promise<void>;
  /** Starts an app; gives its instance id, or undefined after telling why it did not start. */
  launch(packageId: string, args?: Record<string, unknown>): Promise<string | undefined>;
  close(id: WindowId): void;
  /** Before the app of a window is ended, `finish` is awaited for at most a second. */
  onClosing(id: WindowId, finish: () => Promise<void>): () => void;
  /** Lets every app finish what it writes, as before its end. */
  settle(): Promise<void>;
  /** The window has played its last motion. */
  closed(id: WindowId): void;
  /** Shows the apps of a restored session in place of those that ran. */
  takeOver(workspace: Workspace): void;
  /** A generated document is complete. */
  complete(appId: string, uiSpec: App['ui_spec']): void;
}

const defaultSize = { width: 720, height: 480 };
const sizes: Readonly<Record<App['type'], { width: number; height: number }>> = {
  blueprint: { width: 460, height: 520 },
  native_web: { width: 880, height: 560 },
  native_proc: defaultSize,
};
/** An app that appears this long after the last input was not asked for. */
const askedForMs = 4_000;
const finishMs = 1_000;
/** Wait after a launch before the list of running apps is fetched, so that the new window is drawn first. */
const settleMs = 400;

export function createLifecycle(host: LifecycleHost): Lifecycle {
  const { api, catalog, windows, toasts } = host;
  const closing = new Set<string>();
  const bornAt = new Map<string, number>();
  const finishers = new Map<WindowId, Set<() => Promise<void>>>();
  let clock = 0;
  let underWay: Promise<void> | undefined;
  let again: Promise<void> | undefined;
  /** A refresh was asked for while a launch was under way. */
  let owed = false;

  function openWindow(app: App, focus: boolean): void {
    host.opens(app);
    const hints = app.window_hints ?? undefined;
    const size = hints ?? sizeInDocument(app.ui_spec) ?? sizes[app.type];
    const min = hints === undefined ? smallestWindow : smallestOf(hints);
    windows.open({
      id: windowId(app.id),
      packageId: app.package_id,
      title: app.title,
      icon: app.icon,
      size: { width: size.width, height: size.height },
      min,
      layout: app.window,
      focus,
    });
  }

  function hold(app: App): void {
    const known = catalog.getState().running[app.id];
    if (known !== undefined && sameApp(known, app)) return;
    catalog.setState((state) => ({ running: { ...state.running, [app.id]: app } }));
    // A title that the window has of itself is younger than what the services repeat of it.
    const own = windows.get(windowId(app.id))?.title !== known?.title;
    if (known !== undefined && !own) windows.describe(windowId(app.id), { title: app.title });
  }

  function drop(id: string): void {
    catalog.setState((state) => {
      const { [id]: _, ...running } = state.running;
      return { running };
    });
    bornAt.delete(id);
    host.forget(id);
  }

  /** @param asOf the clock when the answer was asked for */
  function reconcile(answer: AppsAnswer, asOf: number): void {
    const first = !catalog.getState().loaded;
    const { running } = catalog.getState();
    const listed = new Set(answer.apps.map((app) => app.id));
    for (const id of Object.keys(running)) {
      const younger = (bornAt.get(id) ?? 0) > asOf;
      if (!listed.has(id) && !younger) windows.close(windowId(id));
    }
    const asked = !first && host.idleMs() < askedForMs;
    for (const app of answer.apps.toSorted((a, b) => (a.window?.z ?? 1e6) - (b.window?.z ?? 1e6))) {
      if (closing.has(app.id)) continue;
      const isNew = running[app.id] === undefined;
      hold(app);
      if (isNew) openWindow(app, asked);
    }
    if (first) {
      const focused = answer.focused_app_id;
      const win = focused === null ? undefined : windows.get(windowId(focused));
      if (win !== undefined && !win.minimized) windows.focus(win.id);
      catalog.setState({ loaded: true });
    }
  }

  async function fetchApps(): Promise<void> {
    const asOf = clock;
    const answered = await api.apps();
    if (answered.ok) reconcile(answered.data, asOf);
  }

  function refresh(): Promise<void> {
    // The services tell of every launch, ours too: its answer says the same, and its window is drawn first.
    if (catalog.getState().launching.length > 0) {
      owed = true;
      return Promise.resolve();
    }
    if (underWay === undefined) {
      underWay = fetchApps().finally(() => {
        underWay = undefined;
      });
      return underWay;
    }
    again ??= underWay.then(() => {
      again = undefined;
      return refresh();
    });
    return again;
  }

  async function launch(packageId: string, args: Record<string, unknown> = {}): Promise<string | undefined> {
    const running = Object.values(catalog.getState().running).find((app) => app.package_id === packageId);
    const known = catalog.getState().packages.find((each) => each.id === packageId);
    if (known?.single_instance === true && running !== undefined && !closing.has(running.id)) {
      windows.focus(windowId(running.id));
      return running.id;
    }
    // A second click while the first still works is the same wish.
    if (catalog.getState().launching.includes(packageId)) return undefined;
    catalog.setState((state) => ({ launching: [...state.launching, packageId] }));
    const askedAt = performance.now();
    const answered = await api.launch(packageId, args);
    catalog.setState((state) => ({ launching: state.launching.filter((id) => id !== packageId) }));
    if (owed && catalog.getState().launching.length === 0) {
      owed = false;
      setTimeout(() => void refresh(), settleMs);
    }
    if (!answered.ok) {
      toasts.show({
        kind: 'error',
        title: `${known?.name ?? packageId} did not open`,
        body: answered.error.message,
      });
      return undefined;
    }
    const app = answered.data;
    bornAt.set(app.id, ++clock);
    hold(app);
    openWindow(app, true);
    windows.focus(windowId(app.id));
    host.launched?.(app.type, performance.now() - askedAt);
    return app.id;
  }

  async function close(id: WindowId): Promise<void> {
    if (closing.has(id)) return;
    closing.add(id);
    clock += 1;
    const finished = finish([...(finishers.get(id) ?? [])]);
    windows.close(id);
    await finished;
    const answered = await api.close(id);
    closing.delete(id);
    if (answered.ok || answered.error.status === 404) return;
    toasts.show({ kind: 'error', title: 'The app did not close', body: answered.error.message });
    void refresh();
  }

  return {
    refresh,
    async refreshPackages() {
      const answered = await api.registry();
      if (answered.ok) catalog.setState({ packages: answered.data.apps });
    },
    launch,
    close: (id) => void close(id),
    onClosing(id, finisher) {
      const set = finishers.get(id) ?? new Set();
      finishers.set(id, set);
      set.add(finisher);
      return () => set.delete(finisher);
    },
    settle: () => finish([...finishers.values()].flatMap((set) => [...set])),
    closed(id) {
      windows.remove(id);
      finishers.delete(id);
      drop(id);
    },
    takeOver(workspace) {
      const kept = new Set(workspace.apps.map((app) => app.id));
      for (const id of Object.keys(catalog.getState().running)) if (!kept.has(id)) windows.close(windowId(id));
      clock += 1;
      const ordered = workspace.apps.toSorted((a, b) => (a.window?.z ?? 0) - (b.window?.z ?? 0));
      for (const app of ordered) {
        bornAt.set(app.id, clock);
        hold(app);
        openWindow(app, false);
      }
      const focused = workspace.focused_app_id;
      if (focused !== null && windows.get(windowId(focused))?.minimized === false) windows.focus(windowId(focused));
      for (const failed of workspace.failed) {
        toasts.show({ kind: 'error', title: `${failed.appId} was not restored`, body: failed.error });
      }
    },
    complete(appId, uiSpec) {
      const app = catalog.getState().running[appId];
      if (app !== undefined) hold({ ...app, ui_spec: uiSpec });
    },
  };
}

function smallestOf(hints: NonNullable<App['window_hints']>): { width: number; height: number } {
  return {
    width: hints.min_width ?? Math.min(hints.width, smallestWindow.width),
    height: hints.min_height ?? Math.min(hints.height, smallestWindow.height),
  };
}

/** Waits for what apps still write, with a limit: an app that hangs must not keep its window's place. */
async function finish(finishers: readonly (() => Promise<void>)[]): Promise<void> {
  if (finishers.length === 0) return;
  const limit = new Promise<void>((resolve) => setTimeout(resolve, finishMs));
  await Promise.race([Promise.allSettled(finishers.map((each) => each())), limit]);
}

/** A Blueprint document may say how large its window begins. */
function sizeInDocument(document: App['ui_spec']): { width: number; height: number } | undefined {
  if (!isRecord(document) || !isRecord(document.ui)) return undefined;
  const { width, height } = document.ui;
  const fallback = sizes.blueprint;
  if (typeof width !== 'number' && typeof height !== 'number') return undefined;
  return {
    width: typeof width === 'number' ? width : fallback.width,
    height: typeof height === 'number' ? height : fallback.height,
  };
}
