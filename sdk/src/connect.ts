/**
 * The handshake, in the frame: say hello to the parent, take the first port it sends and nothing from anyone else, wait
 * for the welcome, then wire the document to the desktop (theme, keys, clicks, drops). Runs once a document.
 */
import { type AppContext, createPortServices, createSource } from './context.ts';
import { isModifier, type KeyChord, matchesChord, pressOf } from './keys.ts';
import { openPortClient, type PortClient, type ShellNotice } from './port-client.ts';
import { CONNECT, HELLO, type ThemeTokens } from './port-protocol.ts';
import { createAppState } from './state.ts';

/** The parts of the frame's window that the handshake needs; a test gives its own. */
export interface FrameScope {
  readonly parent: unknown;
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
  removeEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
  sayHello(message: unknown): void;
}

/** Resolves with the first port that the parent sends with a connect message; later ones and other senders are ignored. */
export function receivePort(scope: FrameScope): Promise<MessagePort> {
  return new Promise((resolve) => {
    const listen = (event: MessageEvent<unknown>) => {
      const port = event.ports[0];
      if (event.source !== scope.parent || !port || !isConnect(event.data)) return;
      scope.removeEventListener('message', listen);
      resolve(port);
    };
    scope.addEventListener('message', listen);
    scope.sayHello({ type: HELLO });
  });
}

function isConnect(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === CONNECT;
}

/** A document that has its desktop. */
export interface Connection {
  readonly context: AppContext;
  /** Tells the desktop that the app has drawn: the window's placeholder goes. */
  ready(): void;
}

let connected: Promise<Connection> | undefined;

/** Connects this document to the desktop; the context is the same for every caller. Never resolves outside a desktop. */
export async function connect(): Promise<AppContext> {
  const { context, ready } = await openConnection();
  ready();
  return context;
}

export function openConnection(): Promise<Connection> {
  connected ??= receivePort({
    parent: window.parent,
    addEventListener: (type, listener) => window.addEventListener(type, listener),
    removeEventListener: (type, listener) => window.removeEventListener(type, listener),
    // An opaque frame cannot name the origin of its parent; the message carries nothing.
    sayHello: (message) => window.parent.postMessage(message, '*'),
  }).then(establish);
  return connected;
}

function establish(port: MessagePort): Promise<Connection> {
  return new Promise((resolve) => {
    const theme = createSource<'light' | 'dark'>('light');
    const visible = createSource(true);
    const focused = createSource(false);
    const dataListeners = new Set<() => void>();

    const onNotice = (notice: ShellNotice) => {
      switch (notice.type) {
        case 'welcome': {
          applyTheme(notice.theme);
          theme.set(notice.theme.scheme);
          visible.set(notice.visible);
          focused.set(notice.focused);
          forwardInput(client, notice.shortcuts);
          const services = createPortServices(client);
          const context: AppContext = {
            appId: notice.appId,
            args: notice.args,
            state: createAppState(notice.state, (state) => client.send({ type: 'state', state })),
            theme,
            visible,
            focused,
            ...services,
            onDataChanged(listener) {
              dataListeners.add(listener);
              return () => dataListeners.delete(listener);
            },
          };
          resolve({ context, ready: () => client.send({ type: 'ready' }) });
          return;
        }
        case 'theme':
          applyTheme(notice.theme);
          theme.set(notice.theme.scheme);
          return;
        case 'visible':
          visible.set(notice.visible);
          return;
        case 'focused':
          focused.set(notice.focused);
          return;
        case 'data-changed':
          for (const listener of [...dataListeners]) listener();
          return;
        case 'font':
          document.fonts.add(new FontFace(notice.family, notice.bytes, { weight: notice.weight, display: 'swap' }));
          return;
      }
    };
    const client = openPortClient(port, onNotice);
    // Through the style sheet object model: the content policy of the document has no inline styles.
    const applyTheme = ({ scheme, tokens }: ThemeTokens) => {
      const root = document.documentElement;
      root.dataset.theme = scheme;
      root.style.colorScheme = scheme;
      for (const [name, value] of Object.entries(tokens)) root.style.setProperty(name, value);
    };
  });
}

/**
 * Sends the desktop's chords and a notice of each press of a pointer; a drop that the app does not take must not
 * navigate the frame away.
 */
function forwardInput(client: PortClient, shortcuts: readonly KeyChord[]): void {
  let chordHeld = false;
  window.addEventListener(
    'keydown',
    (event) => {
      if (!shortcuts.some((chord) => matchesChord(event, chord))) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      chordHeld = event.ctrlKey || event.altKey || event.metaKey || event.shiftKey;
      client.send({ type: 'key', press: pressOf(event, 'down') });
    },
    true,
  );
  window.addEventListener(
    'keyup',
    (event) => {
      if (!chordHeld || !isModifier(event.key)) return;
      chordHeld = event.ctrlKey || event.altKey || event.metaKey || event.shiftKey;
      client.send({ type: 'key', press: pressOf(event, 'up') });
    },
    true,
  );
  window.addEventListener('pointerdown', () => client.send({ type: 'pointer' }), { capture: true, passive: true });
  for (const type of ['dragover', 'drop'] as const) {
    window.addEventListener(type, (event) => event.preventDefault());
  }
}
