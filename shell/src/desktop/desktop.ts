/**
 * The desktop put together: every part is made here, once, from the parts it needs, and handed to React as one value.
 */
import { persists, storedDataKey } from '@agentos/blueprint/stored-data';
import { createAppHost, type OwnedAppHost } from '../apps/app-host.ts';
import { type Catalog, createCatalog } from '../apps/catalog.ts';
import type { AppHost } from '../apps/contract.ts';
import { createLifecycle, type Lifecycle } from '../apps/lifecycle.ts';
import { createOperations } from '../apps/operations.ts';
import { createKeymap, type Keymap } from '../commands/keymap.ts';
import type { Platform } from '../commands/keys.ts';
import { type Commands, createCommands } from '../commands/registry.ts';
import { type Announcer, createAnnouncer } from '../overlays/announcer.ts';
import { createOverlays, type Overlays } from '../overlays/overlays.ts';
import { createToasts, type Toasts } from '../overlays/toasts.ts';
import { type Api, createApi } from '../services/api.ts';
import { createHttp, type Transport } from '../services/http.ts';
import { createStreamClient, type StreamClient } from '../services/stream-client.ts';
import type { Trace } from '../services/trace.ts';
import type { Appearance } from '../session/appearance.ts';
import { createLayoutSync, type LayoutSync } from '../session/layout-sync.ts';
import { createRecorder } from '../telemetry/recorder.ts';
import { startTelemetry } from '../telemetry/start.ts';
import { createFrames, type Frames } from '../windows/frames.ts';
import { windowId } from '../windows/window.ts';
import { createWindows, type Windows } from '../windows/window-store.ts';
import { desktopCommands } from './desktop-commands.ts';
import { createFocusKeeper, type FocusKeeper } from './focus-keeper.ts';
import { announceWindows } from './window-announcements.ts';

export interface Desktop {
  readonly api: Api;
  readonly stream: StreamClient;
  readonly windows: Windows;
  readonly frames: Frames;
  readonly focusKeeper: FocusKeeper;
  readonly catalog: Catalog;
  readonly lifecycle: Lifecycle;
  readonly layoutSync: LayoutSync;
  readonly overlays: Overlays;
  readonly toasts: Toasts;
  readonly announcer: Announcer;
  readonly appearance: Appearance;
  readonly commands: Commands;
  readonly keymap: Keymap;
  readonly platform: Platform;
  /** Brings the desktop here from another tab, as it is now. */
  takeOver(): void;
  /** The host of one running app, made at the first call. */
  hostOf(appId: string): AppHost;
  close(): void;
}

export interface DesktopOptions {
  readonly root: HTMLElement;
  readonly transport: Transport;
  readonly trace: Trace;
  readonly appearance: Appearance;
  /** This tab has the desktop and need not ask another for it. */
  readonly heldBefore: boolean;
  /** Starts anew, holding the desktop: what was changed in another tab is not known here. */
  onTakeOver(): void;
  /** The cookie is no longer good: back to the sign-in screen. */
  onSignedOut(): void;
}

export function platformOf(agent: string): Platform {
  return /Mac|iPhone|iPad/.test(agent) ? 'apple' : 'other';
}

export function createDesktop(options: DesktopOptions): Desktop {
  const { root, transport, trace, appearance } = options;
  const recorder = createRecorder(trace);
  const http = createHttp(transport, trace, options.onSignedOut);
  const api = createApi(http);
  const windows = createWindows({ width: innerWidth, height: innerHeight });
  const frames = createFrames(windows);
  const catalog = createCatalog();
  const overlays = createOverlays();
  const announcer = createAnnouncer(document.body);
  const toasts = createToasts((text, urgent) => announcer.say(text, urgent));
  const layoutSync = createLayoutSync(windows, api, window, () => stream.state.kind !== 'elsewhere');
  const hosts = new Map<string, OwnedAppHost>();

  const stream = createStreamClient({
    open(from) {
      const query = new URLSearchParams({ tab: tabId() });
      if (from !== undefined) query.set('from', String(from));
      return adaptSocket(transport.socket(`/stream?${query}`));
    },
    traceparent: () => trace.parent(),
    timed: (what, durationMs, failed) => recorder.measure('websocket', what, durationMs, failed),
    heldBefore: options.heldBefore,
    async mayRetry() {
      const state = await api.signInState();
      if (!state.ok || state.data.signed_in) return true;
      options.onSignedOut();
      return false;
    },
  });
  const operations = createOperations(stream);

  const lifecycle = createLifecycle({
    api,
    catalog,
    windows,
    toasts,
    idleMs: () => trace.idleMs(),
    launched: (kind, durationMs) => recorder.measure('launch', kind, durationMs),
    opens(app) {
      layoutSync.known(windowId(app.id), app.window, app.title);
      if (app.type === 'blueprint' && persists(app.ui_spec)) {
        hostOf(app.id).readAhead('storage.get', { key: storedDataKey(app.package_id) });
      }
    },
    forget(appId) {
      hosts.get(appId)?.gone();
      hosts.delete(appId);
      operations.forget(appId);
      layoutSync.forget(windowId(appId));
    },
  });

  function hostOf(appId: string): OwnedAppHost {
    const known = hosts.get(appId);
    if (known !== undefined) return known;
    const packageId = catalog.getState().running[appId]?.package_id ?? '';
    const host = createAppHost(
      { id: appId, package_id: packageId },
      {
        shortcuts: () => keymap.all,
        api,
        catalog,
        http,
        transport,
        stream,
        trace,
        recorder,
        windows,
        lifecycle,
        operations,
        layoutSync,
        overlays,
        toasts,
        appearance,
      },
    );
    hosts.set(appId, host);
    return host;
  }

  const parts = { api, windows, frames, catalog, lifecycle, overlays, toasts, announcer, appearance };
  const commands = createCommands(desktopCommands({ ...parts, root, onSignedOut: options.onSignedOut }), {
    failed(command, error) {
      console.error(error);
      toasts.show({ kind: 'error', title: 'That did not work', body: `${command.id}: ${String(error)}` });
    },
    async around(command, run) {
      const activity = recorder.begin();
      const succeeded = await trace.within(activity.span, run);
      recorder.end(activity, {
        type: 'shell.action',
        severity: succeeded ? 'info' : 'warning',
        subject: `desktop ${command.id}`,
        failed: !succeeded,
      });
    },
  });
  const platform = platformOf(navigator.platform);
  const keymap = createKeymap(commands, 'tab', platform);

  const stopAnnouncing = announceWindows(windows, (text) => announcer.say(text));
  followStream(stream, lifecycle, toasts);
  const onResize = (): void => windows.setViewport({ width: innerWidth, height: innerHeight });
  addEventListener('resize', onResize);
  void lifecycle.refreshPackages();
  void appearance.load(api);
  stream.on('preferences_changed', () => void appearance.load(api));
  const stopTelemetry = startTelemetry(recorder, transport, () => catalog.getState().launching.length > 0);

  return {
    ...parts,
    focusKeeper: createFocusKeeper(windows, frames),
    takeOver: options.onTakeOver,
    stream,
    layoutSync,
    commands,
    keymap,
    platform,
    hostOf,
    close() {
      removeEventListener('resize', onResize);
      stopTelemetry();
      stopAnnouncing();
      stream.close();
      layoutSync.close();
      frames.close();
      announcer.close();
    },
  };
}

/** Changes that the services tell become changes of the desktop. */
function followStream(stream: StreamClient, lifecycle: Lifecycle, toasts: Toasts): void {
  const reload = (): void => {
    void lifecycle.refresh();
    void lifecycle.refreshPackages();
  };
  let wasOpen = false;
  stream.onState((state) => {
    if (state.kind === 'open') {
      void lifecycle.refresh();
      if (wasOpen) void lifecycle.refreshPackages();
      wasOpen = true;
    }
  });
  stream.on('resync', reload);
  stream.on('apps_changed', () => void lifecycle.refresh());
  stream.on('ui_start', () => void lifecycle.refresh());
  stream.on('registry_changed', () => void lifecycle.refreshPackages());
  stream.on('ui_complete', ({ app_id, ui_spec }) => lifecycle.complete(app_id, ui_spec));
  stream.on('ui_issue', ({ message }) => toasts.show({ title: 'The generated app was repaired', body: message }));
  stream.on('layer', ({ layer, up }) => {
    if (layer !== 'kernel') return;
    if (up) {
      toasts.show({ kind: 'success', title: 'The kernel is back', body: 'Programs that ended can be started again.' });
      reload();
    } else {
      toasts.show({ kind: 'error', title: 'The kernel has stopped', body: 'It is being started again.' });
    }
  });
}

/** One id for the life of this tab: a reloaded page is the same tab to the services. */
function tabId(): string {
  const key = 'agentos.tab';
  try {
    const known = sessionStorage.getItem(key);
    if (known !== null) return known;
    const made = crypto.getRandomValues(new Uint32Array(3)).join('-');
    sessionStorage.setItem(key, made);
    return made;
  } catch {
    return '';
  }
}

/** A page that was reloaded held the desktop before. */
export function wasReloaded(): boolean {
  const [entry] = performance.getEntriesByType('navigation');
  return entry instanceof PerformanceNavigationTiming && entry.type === 'reload';
}

/** The socket without the parts of it that the stream has no use for. */
function adaptSocket(socket: WebSocket) {
  return {
    send: (text: string) => socket.readyState === WebSocket.OPEN && socket.send(text),
    close: () => socket.close(),
    set onopen(listener: (() => void) | null) {
      socket.onopen = listener;
    },
    set onmessage(listener: ((event: { data: unknown }) => void) | null) {
      socket.onmessage = listener;
    },
    set onclose(listener: (() => void) | null) {
      socket.onclose = listener;
    },
  };
}
