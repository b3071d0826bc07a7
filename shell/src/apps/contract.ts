/**
 * What the shell gives to the renderer of one app window, whatever its kind. Renderers live in `shell/src/renderers/`
 * and are loaded on demand; they know this file and nothing else of the desktop.
 */
import type { RuntimeHost } from '@agentos/blueprint/runtime/host';
import type { App } from '@agentos/protocol';
import type { ToolFailure, ToolOutcome } from '@agentos/tools';
import type { ComponentType } from 'react';

/** The desktop as one app instance sees it. The instance id is stamped here; a renderer cannot claim another. */
export interface AppHost extends RuntimeHost {
  /** Streams a file of the namespace as this app; `path` is checked by the kernel. */
  download(path: string): Promise<{ ok: true; blob: Blob; name: string } | { ok: false; error: ToolFailure }>;
  upload(path: string, content: Blob, onProgress?: (sent: number) => void): Promise<ToolOutcome>;
  /** Offers a blob to the person as a download of the browser. */
  saveToDisk(name: string, content: Blob): void;
  setIcon(icon: string): void;
  close(): void;
  minimize(): void;
  maximize(): void;
  focus(): void;
  /** The window is about to close: `finish` is awaited, at most a second, before the app is ended. */
  onClosing?(finish: () => Promise<void>): () => void;
  /** A WebSocket to a route of the services, for terminals. */
  openSocket(path: string, subprotocol: string): WebSocket;
  /** Starts the program of a process app again after it ended. */
  restart(): Promise<ToolOutcome>;
  /** W3C traceparent of the click in progress, or of a new trace. */
  traceparent(): string;
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
