/**
 * The desktop as one app instance sees it (`contract.ts`). The instance id is stamped here: whatever a renderer sends,
 * it acts as the app of its own window.
 */

import type { AppAction } from '@agentos/blueprint/runtime/host';
import type { App } from '@agentos/protocol';
import type { ToolFailure, ToolOutcome } from '@agentos/tools';
import type { Overlays, Question } from '../overlays/overlays.ts';
import type { Toasts } from '../overlays/toasts.ts';
import type { Api } from '../services/api.ts';
import type { Http, RequestFailure, Transport } from '../services/http.ts';
import type { StreamClient } from '../services/stream-client.ts';
import { quietSpan, type Span, type Trace } from '../services/trace.ts';
import type { Appearance } from '../session/appearance.ts';
import type { LayoutSync } from '../session/layout-sync.ts';
import type { Activity, Recorder } from '../telemetry/recorder.ts';
import { windowId } from '../windows/window.ts';
import type { Windows } from '../windows/window-store.ts';
import { createAppDesktop } from './app-desktop.ts';
import type { Catalog } from './catalog.ts';
import type { AppHost } from './contract.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { Operations } from './operations.ts';
import { createReadAhead } from './read-ahead.ts';

/** What hosts are made of; all of it belongs to the desktop. */
export interface AppHostParts {
  readonly api: Api;
  readonly catalog: Catalog;
  readonly http: Http;
  readonly transport: Transport;
  readonly stream: StreamClient;
  readonly trace: Trace;
  readonly recorder: Recorder;
  readonly windows: Windows;
  readonly lifecycle: Lifecycle;
  readonly operations: Operations;
  readonly layoutSync: LayoutSync;
  readonly overlays: Overlays;
  readonly toasts: Toasts;
  readonly appearance: Appearance;
  /** The desktop's chords. */
  shortcuts(): readonly string[];
}

/** The host, with what only the desktop may ask of it. */
export interface OwnedAppHost extends AppHost {
  /** Makes a tool call that the app is about to make. */
  readAhead(toolId: string, params: Record<string, unknown>): void;
  /** The app has gone: its messages, whose buttons would do nothing, go too. */
  gone(): void;
}

export function createAppHost(app: Pick<App, 'id' | 'package_id'>, parts: AppHostParts): OwnedAppHost {
  const { api, http, trace, recorder, windows, lifecycle, overlays, toasts, appearance, layoutSync } = parts;
  const id = windowId(app.id);
  const contentPath = (path: string): string =>
    `/files/content?${new URLSearchParams({ path, app_id: app.id }).toString()}`;

  const ahead = createReadAhead();

  async function execute(toolId: string, params: Record<string, unknown>, signal?: AbortSignal): Promise<ToolOutcome> {
    const activity = watches(toolId) ? quietActivity() : recorder.begin();
    const outcome = await trace.within(activity.span, () => call(toolId, params, signal));
    noteTool(toolId, activity, !outcome.ok);
    return outcome;
  }

  function noteTool(toolId: string, activity: Activity, failed: boolean): void {
    recorder.measure('tool', toolId, performance.now() - activity.startedAt, failed);
    recorder.end(activity, {
      type: 'shell.tool',
      severity: failed ? 'warning' : 'info',
      subject: toolId,
      appId: app.id,
      failed,
    });
  }

  async function call(toolId: string, params: Record<string, unknown>, signal?: AbortSignal): Promise<ToolOutcome> {
    const answered = await api.execute(toolId, params, app.id, signal);
    if (!answered.ok) return { ok: false, error: toolFailure(answered.error) };
    const result = answered.data;
    if (result.success) return { ok: true, data: result.data };
    const { code, error, detail } = result;
    return { ok: false, error: { code, message: error, ...(detail === undefined ? {} : { detail }) } };
  }

  const executeOrTake: AppHost['execute'] = (toolId, params, signal) =>
    ahead.take(toolId, params) ?? execute(toolId, params, signal);

  function act(event: string, component: string): AppAction {
    const activity = recorder.begin();
    const below = <Result>(run: () => Result): Result => trace.within(activity.span, run);
    return {
      execute: (toolId, params, signal) => below(() => executeOrTake(toolId, params, signal)),
      ran: (toolId, startedAt, failed) => noteTool(toolId, { span: below(() => trace.span()), startedAt }, failed),
      end: (failed) =>
        recorder.end(activity, {
          type: 'shell.action',
          severity: failed ? 'warning' : 'info',
          subject: `${app.package_id} ${component} ${event}`,
          appId: app.id,
          failed,
        }),
    };
  }

  const ask = (asked: Omit<Question, 'answer'>): Promise<boolean> =>
    new Promise((resolve) => {
      const question: Question = {
        ...asked,
        answer(yes) {
          withdraw(overlays, id, question);
          resolve(yes);
        },
      };
      overlays.setState((state) => ({
        questions: { ...state.questions, [id]: [...(state.questions[id] ?? []), question] },
      }));
    });
  const desktop = createAppDesktop({
    title: () => windows.get(id)?.title ?? app.package_id,
    focus: () => windows.focus(id),
    ask,
    toasts,
    packages: () => parts.catalog.getState().packages,
  });

  return {
    execute: executeOrTake,
    act,
    drawn: (what, durationMs) => recorder.measure('render', what, durationMs),
    gone: () => void desktop.dismissAll(),
    readAhead: (toolId, params) => ahead.start(toolId, params, () => execute(toolId, params)),
    async download(path) {
      const answered = await http.raw(contentPath(path));
      if (!answered.ok) return { ok: false, error: toolFailure(answered.error) };
      return { ok: true, blob: await answered.data.blob(), name: path.slice(path.lastIndexOf('/') + 1) };
    },
    async upload(path, content, onProgress) {
      const answered = await http.upload(contentPath(path), content, onProgress ?? (() => {}));
      return answered.ok ? { ok: true, data: answered.data } : { ok: false, error: toolFailure(answered.error) };
    },
    saveToDisk(name, content) {
      const address = URL.createObjectURL(content);
      const link = document.createElement('a');
      link.href = address;
      link.download = name;
      link.click();
      // The browser has taken hold of the blob once the click has been handled.
      setTimeout(() => URL.revokeObjectURL(address), 10_000);
    },
    setTitle: (title) => windows.describe(id, { title: title.slice(0, 200) }),
    setIcon: (icon) => windows.describe(id, { icon: icon.slice(0, 64) }),
    close: () => lifecycle.close(id),
    minimize: () => windows.minimize(id),
    maximize: () => windows.toggleMaximized(id),
    focus: () => windows.focus(id),
    toast(message, kind = 'info') {
      toasts.show({ kind, title: windows.get(id)?.title ?? app.package_id, body: message.slice(0, 500) });
    },
    confirm: ask,
    desktop,
    saveState: (state) => layoutSync.saveState(id, state),
    onCollectState: (collect) => layoutSync.onCollect(id, collect),
    onClosing: (finish) => lifecycle.onClosing(id, finish),
    onDataChanged(listener) {
      return parts.stream.on('data_changed', (message) => {
        if (message.package_id === app.package_id && message.by !== app.id) listener();
      });
    },
    onOperation: (listener) => parts.operations.listen(app.id, listener),
    openSocket: (path, subprotocol) => parts.transport.socket(path, subprotocol),
    async restart(): Promise<ToolOutcome> {
      const answered = await api.restart(app.id);
      void lifecycle.refresh();
      return answered.ok ? { ok: true, data: null } : { ok: false, error: toolFailure(answered.error) };
    },
    traceparent: () => parts.trace.parent(),
    get shortcuts() {
      return parts.shortcuts();
    },
    get theme() {
      return appearance.theme;
    },
    onTheme: (listener) => appearance.onTheme(listener),
  };
}

/** Tools that look at events: what they do must not fill what they look at. */
function watches(toolId: string): boolean {
  return toolId.startsWith('monitor.');
}

function quietActivity(): { span: Span; startedAt: number } {
  return { span: quietSpan(), startedAt: performance.now() };
}

function withdraw(overlays: Overlays, id: ReturnType<typeof windowId>, question: Question): void {
  overlays.setState((state) => ({
    questions: { ...state.questions, [id]: (state.questions[id] ?? []).filter((each) => each !== question) },
  }));
}

function toolFailure({ code, message, detail }: RequestFailure): ToolFailure {
  return { code, message, ...(detail === undefined ? {} : { detail }) };
}
