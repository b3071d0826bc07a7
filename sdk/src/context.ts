/** What an app gets from the system: the `context` prop of its root component, and how it is made from the port. */
import type { Json, JsonObject } from './json.ts';
import { type CallOptions, type PortClient, ToolError } from './port-client.ts';
import type { Question, Scheme, ToastKind } from './port-protocol.ts';
import type { AppState } from './state.ts';

export interface Executor {
  /** Runs a tool of the system as this app; rejects with a `ToolError`. */
  execute(toolId: string, params?: JsonObject, options?: CallOptions): Promise<unknown>;
}

export interface Files {
  /** Writes a whole file of the namespace, of any size; `onProgress` hears the bytes sent. */
  upload(path: string, content: Blob, options?: CallOptions): Promise<void>;
  /** Reads a whole file of the namespace. */
  download(path: string, options?: CallOptions): Promise<Blob>;
  /** Offers a blob to the person as a download of the browser. */
  saveToDisk(name: string, content: Blob): void;
}

export interface AppWindow {
  setTitle(title: string): void;
  setIcon(icon: string): void;
  close(): void;
  minimize(): void;
  maximize(): void;
  focus(): void;
}

/** A value of the desktop that changes while the app runs. */
export interface Signal<T> {
  readonly current: T;
  subscribe(listener: (value: T) => void): () => void;
}

export interface AppContext {
  /** This instance, not the package. */
  readonly appId: string;
  /** Arguments of the launch, such as the file to open. */
  readonly args: JsonObject;
  readonly state: AppState;
  readonly executor: Executor;
  readonly files: Files;
  readonly window: AppWindow;
  readonly theme: Signal<Scheme>;
  /** False while the window is minimized or covered by a gesture: stop timers and drawing. */
  readonly visible: Signal<boolean>;
  readonly focused: Signal<boolean>;
  toast(message: string, kind?: ToastKind): void;
  /** Asks a yes/no question in a dialog that belongs to this window. */
  confirm(question: Question): Promise<boolean>;
  /** Another instance of this app changed its stored data. */
  onDataChanged(listener: () => void): () => void;
}

/** Props of an app's root component. */
export interface NativeAppProps {
  readonly context: AppContext;
}

/** A signal together with the way to set it. */
export interface Source<T> extends Signal<T> {
  set(value: T): void;
}

export function createSource<T>(initial: T): Source<T> {
  let current = initial;
  const listeners = new Set<(value: T) => void>();
  return {
    get current() {
      return current;
    },
    set(value) {
      if (Object.is(value, current)) return;
      current = value;
      for (const listener of [...listeners]) listener(value);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The executor, files, window and dialogs of an app, over its port. */
export function createPortServices(
  client: PortClient,
): Pick<AppContext, 'executor' | 'files' | 'window' | 'toast' | 'confirm'> {
  return {
    executor: {
      execute: (tool, params = {}, options) => client.call({ method: 'execute', tool, params }, options),
    },
    files: {
      async upload(path, content, options) {
        await client.call({ method: 'upload', path, content }, options);
      },
      async download(path, options) {
        const content = await client.call({ method: 'download', path }, options);
        if (!(content instanceof Blob)) throw new ToolError('EPROTO', `The desktop sent no file for ${path}.`);
        return content;
      },
      saveToDisk: (name, content) => client.send({ type: 'save', name, content }),
    },
    window: {
      setTitle: (title) => client.send({ type: 'title', title: title.slice(0, 200) }),
      setIcon: (icon) => client.send({ type: 'icon', icon }),
      close: () => client.send({ type: 'window', action: 'close' }),
      minimize: () => client.send({ type: 'window', action: 'minimize' }),
      maximize: () => client.send({ type: 'window', action: 'maximize' }),
      focus: () => client.send({ type: 'window', action: 'focus' }),
    },
    toast: (message, kind = 'info') => client.send({ type: 'toast', message: message.slice(0, 500), kind }),
    confirm: async (question) => (await client.call({ method: 'confirm', question })) === true,
  };
}

export type { Json, JsonObject };
