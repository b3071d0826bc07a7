/**
 * What the shell gives to the renderer of one app window, whatever its kind. Renderers live in `shell/src/renderers/`
 * and are loaded on demand; they know this file and nothing else of the desktop.
 */
import type { App } from '@agentos/protocol';
import type { ComponentType } from 'react';

/** A tool call that failed: `code` is stable (`EACCES`, `ENOENT`, …), `message` is for people. */
export interface ToolFailure {
  readonly code: string;
  readonly message: string;
  readonly detail?: string;
}

export type ToolOutcome = { ok: true; data: unknown } | { ok: false; error: ToolFailure };

/** Something that the person does in an app, from the event of a component to the end of its handlers. */
export interface AppAction {
  /** As of the host; the call is below this action in the trace. */
  execute: AppHost['execute'];
  /** A tool has run in the shell; `startedAt` of `performance.now()`. */
  ran(toolId: string, startedAt: number, failed: boolean): void;
  end(failed: boolean): void;
}

/** The desktop as one app instance sees it. The instance id is stamped here; a renderer cannot claim another. */
export interface AppHost {
  /** Runs a services tool as this app. */
  execute(toolId: string, params: Record<string, unknown>, signal?: AbortSignal): Promise<ToolOutcome>;
  /** Streams a file of the namespace as this app; `path` is checked by the kernel. */
  download(path: string): Promise<{ ok: true; blob: Blob; name: string } | { ok: false; error: ToolFailure }>;
  upload(path: string, content: Blob, onProgress?: (sent: number) => void): Promise<ToolOutcome>;
  /** Offers a blob to the person as a download of the browser. */
  saveToDisk(name: string, content: Blob): void;
  setTitle(title: string): void;
  setIcon(icon: string): void;
  close(): void;
  minimize(): void;
  maximize(): void;
  focus(): void;
  toast(message: string, kind?: 'info' | 'success' | 'error'): void;
  /** Asks the person a yes/no question in a dialog that belongs to this window. */
  confirm(question: { title: string; body: string; action: string; danger?: boolean }): Promise<boolean>;
  /** Keeps `state` (JSON) with the instance: it comes back as `app.app_state` after a reload or a session restore. */
  saveState(state: unknown): void;
  /** Asks for what `saveState` was last told, right now: called before a session is saved. */
  onCollectState(collect: () => unknown): () => void;
  /** The window is about to close: `finish` is awaited, at most a second, before the app is ended. */
  onClosing?(finish: () => Promise<void>): () => void;
  /** The app's stored data changed through another instance. */
  onDataChanged(listener: () => void): () => void;
  /** Operations of a generated document as they arrive; the listener is called for those already here first. */
  onOperation(listener: (op: unknown) => void): () => void;
  /** A WebSocket to a route of the services, for terminals. */
  openSocket(path: string, subprotocol: string): WebSocket;
  /** Starts the program of a process app again after it ended. */
  restart(): Promise<ToolOutcome>;
  /** W3C traceparent of the click in progress, or of a new trace. */
  traceparent(): string;
  /** Begins an action: `event` of the component with the id `component`. For the trace; absent where nobody traces. */
  act?(event: string, component: string): AppAction;
  /** Notes how long something took to draw, by what it is. */
  drawn?(what: string, durationMs: number): void;
  /** Chords of the desktop that work inside apps too, such as `Ctrl+K` or `Alt+W`; absent, the renderer has its own list. */
  readonly shortcuts?: readonly string[];
  readonly theme: 'light' | 'dark';
  onTheme(listener: (theme: 'light' | 'dark') => void): () => void;
}

/**
 * A window that becomes active gives the keyboard focus back to the element that had it last; the first time to
 * `[data-window-focus]` inside the content if there is one, else to the content's own element. An element with
 * `data-keys="terminal"` (or `.xterm`) keeps nearly every key for itself, one with `data-keys="text"` those that edit.
 */
export interface RendererProps {
  readonly app: App;
  readonly host: AppHost;
  /** Whether the window is the focused one. */
  readonly focused: boolean;
  /** Whether drawing is pointless because the window is minimized. (Gestures render nothing, so they do not tell.) */
  readonly suspended: boolean;
}

export type AppRenderer = ComponentType<RendererProps>;
