/**
 * Every message between an app's frame and the desktop, with the checks that both sides read them by. The frame is
 * untrusted: `readFrameMessage` is the only way into the desktop, and it never takes an instance id, an origin or a
 * right from the message. What an app may do is decided by the services and the kernel for the instance that the
 * desktop has stamped on the port.
 */
import { isJsonObject, isPlainObject, type JsonLimits, type JsonObject } from './json.ts';
import { type KeyChord, type KeyPress, readChord, readKeyPress } from './keys.ts';

export const PORT_PROTOCOL_VERSION = 1;

/** Window message of a frame that is ready for its port; carries nothing. */
export const HELLO = 'agentos.hello';
/** Window message of the desktop that carries the port. */
export const CONNECT = 'agentos.connect';

export const PING_INTERVAL_MS = 2000;

/** Limits of one message; a tool call may carry a file of 1 MiB as base64. */
export const PARAMS_LIMITS: JsonLimits = { characters: 2_000_000, nodes: 100_000, depth: 32 };
export const STATE_LIMITS: JsonLimits = { characters: 256_000, nodes: 20_000, depth: 32 };

export type Scheme = 'light' | 'dark';
export type ToastKind = 'info' | 'success' | 'error';
export type WindowAction = 'close' | 'minimize' | 'maximize' | 'focus';

export interface Question {
  readonly title: string;
  readonly body: string;
  /** A verb: the label of the button that says yes. */
  readonly action: string;
  readonly danger?: boolean;
}

/** What a frame may ask for and gets an answer to. */
export type FrameCall =
  | { readonly method: 'execute'; readonly tool: string; readonly params: JsonObject }
  | { readonly method: 'upload'; readonly path: string; readonly content: Blob }
  | { readonly method: 'download'; readonly path: string }
  | { readonly method: 'confirm'; readonly question: Question };

export type FrameMessage =
  | { readonly type: 'call'; readonly id: number; readonly call: FrameCall }
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'ready' }
  | { readonly type: 'pong'; readonly beat: number }
  | { readonly type: 'title'; readonly title: string }
  | { readonly type: 'icon'; readonly icon: string }
  | { readonly type: 'window'; readonly action: WindowAction }
  | { readonly type: 'toast'; readonly message: string; readonly kind: ToastKind }
  | { readonly type: 'state'; readonly state: JsonObject }
  | { readonly type: 'save'; readonly name: string; readonly content: Blob }
  | { readonly type: 'key'; readonly press: KeyPress }
  | { readonly type: 'pointer' };

export interface PortError {
  readonly code: string;
  readonly message: string;
  readonly detail?: string;
}

export interface ThemeTokens {
  readonly scheme: Scheme;
  /** CSS custom properties of the desktop, by name with the leading dashes. */
  readonly tokens: Readonly<Record<string, string>>;
}

export type ShellMessage =
  | {
      readonly type: 'welcome';
      readonly version: number;
      readonly appId: string;
      readonly args: JsonObject;
      readonly state: JsonObject;
      readonly theme: ThemeTokens;
      readonly shortcuts: readonly KeyChord[];
      readonly visible: boolean;
      readonly focused: boolean;
    }
  | { readonly type: 'result'; readonly id: number; readonly data: unknown }
  | { readonly type: 'failure'; readonly id: number; readonly error: PortError; readonly traceparent: string }
  | { readonly type: 'progress'; readonly id: number; readonly sent: number }
  | { readonly type: 'ping'; readonly beat: number }
  | { readonly type: 'theme'; readonly theme: ThemeTokens }
  | { readonly type: 'visible'; readonly visible: boolean }
  | { readonly type: 'focused'; readonly focused: boolean }
  | { readonly type: 'data-changed' }
  /** The desktop's typeface: an isolated document cannot fetch it. */
  | { readonly type: 'font'; readonly family: string; readonly weight: string; readonly bytes: ArrayBuffer };

/** A message that passed, or why it did not; `id` is there when the sender waits for an answer. */
export type FrameReading =
  | { readonly ok: true; readonly message: FrameMessage }
  | { readonly ok: false; readonly reason: string; readonly id?: number };

const refused = (reason: string): FrameReading => ({ ok: false, reason });

/** Reads one message of a frame; everything in it is checked, and nothing that the schema does not name is kept. */
export function readFrameMessage(value: unknown): FrameReading {
  if (!isPlainObject(value)) return refused('a message is an object');
  switch (value.type) {
    case 'call':
      return readCall(value);
    case 'cancel':
      return isId(value.id) ? accepted({ type: 'cancel', id: value.id }) : refused('cancel needs an id');
    case 'ready':
      return accepted({ type: 'ready' });
    case 'pong':
      return isId(value.beat) ? accepted({ type: 'pong', beat: value.beat }) : refused('pong needs a beat');
    case 'title':
      return isText(value.title, 200)
        ? accepted({ type: 'title', title: oneLine(value.title) })
        : refused('a title is text of at most 200 characters');
    case 'icon':
      return isText(value.icon, 64)
        ? accepted({ type: 'icon', icon: oneLine(value.icon) })
        : refused('an icon is a name of at most 64 characters');
    case 'window':
      return isOneOf(value.action, ['close', 'minimize', 'maximize', 'focus'])
        ? accepted({ type: 'window', action: value.action })
        : refused('unknown window action');
    case 'toast':
      return isText(value.message, 500) && isOneOf(value.kind, ['info', 'success', 'error'])
        ? accepted({ type: 'toast', message: value.message, kind: value.kind })
        : refused('a toast is text of at most 500 characters and a kind');
    case 'state':
      return isJsonObject(value.state, STATE_LIMITS)
        ? accepted({ type: 'state', state: value.state })
        : refused('state is a JSON object of at most 256,000 characters');
    case 'save':
      return isText(value.name, 255) && value.content instanceof Blob
        ? accepted({ type: 'save', name: fileName(value.name), content: value.content })
        : refused('saving needs a file name and a blob');
    case 'key': {
      const press = readKeyPress(value.press);
      return press ? accepted({ type: 'key', press }) : refused('not a key press');
    }
    case 'pointer':
      return accepted({ type: 'pointer' });
    default:
      return refused('unknown message type');
  }
}

/** The id of the call in a message that is not read any further, or undefined when nobody waits for an answer. */
export function waitingCall(value: unknown): number | undefined {
  return isPlainObject(value) && value.type === 'call' && isId(value.id) ? value.id : undefined;
}

function readCall(value: Record<string, unknown>): FrameReading {
  const { id, call } = value;
  if (!isId(id)) return refused('a call needs a positive whole number as id');
  const wrong = (reason: string): FrameReading => ({ ok: false, reason, id });
  if (!isPlainObject(call)) return wrong('a call names a method');
  switch (call.method) {
    case 'execute':
      if (!isText(call.tool, 80) || call.tool === '') return wrong('a tool id has 1 to 80 characters');
      if (!isJsonObject(call.params, PARAMS_LIMITS)) {
        return wrong('parameters are a JSON object of at most 2,000,000 characters');
      }
      return accepted({ type: 'call', id, call: { method: 'execute', tool: call.tool, params: call.params } });
    case 'upload':
      if (!isPath(call.path)) return wrong('a path has 1 to 4096 characters');
      if (!(call.content instanceof Blob)) return wrong('the content of an upload is a blob');
      return accepted({ type: 'call', id, call: { method: 'upload', path: call.path, content: call.content } });
    case 'download':
      if (!isPath(call.path)) return wrong('a path has 1 to 4096 characters');
      return accepted({ type: 'call', id, call: { method: 'download', path: call.path } });
    case 'confirm': {
      const question = readQuestion(call.question);
      if (!question) return wrong('a question has a title, a body and the label of its action');
      return accepted({ type: 'call', id, call: { method: 'confirm', question } });
    }
    default:
      return wrong('unknown method');
  }
}

function readQuestion(value: unknown): Question | undefined {
  if (!isPlainObject(value)) return undefined;
  const { title, body, action, danger } = value;
  if (!isText(title, 200) || !isText(body, 2000) || !isText(action, 40) || action === '') return undefined;
  if (danger !== undefined && typeof danger !== 'boolean') return undefined;
  return { title, body, action, danger: danger ?? false };
}

/** Reads one message of the desktop, in the frame; undefined for what is not one. */
export function readShellMessage(value: unknown): ShellMessage | undefined {
  if (!isPlainObject(value)) return undefined;
  switch (value.type) {
    case 'welcome': {
      const theme = readTheme(value.theme);
      const { appId, args, state, shortcuts } = value;
      if (value.version !== PORT_PROTOCOL_VERSION || typeof appId !== 'string' || !theme) return undefined;
      if (!isJsonObject(args, PARAMS_LIMITS) || !isJsonObject(state, PARAMS_LIMITS)) return undefined;
      if (!Array.isArray(shortcuts)) return undefined;
      return {
        type: 'welcome',
        version: PORT_PROTOCOL_VERSION,
        appId,
        args,
        state,
        theme,
        shortcuts: shortcuts.map(readChord).filter((chord) => chord !== undefined),
        visible: value.visible !== false,
        focused: value.focused === true,
      };
    }
    case 'result':
      return isId(value.id) ? { type: 'result', id: value.id, data: value.data } : undefined;
    case 'failure': {
      const { id, error, traceparent } = value;
      if (!isId(id) || !isPlainObject(error)) return undefined;
      if (typeof error.code !== 'string' || typeof error.message !== 'string') return undefined;
      return {
        type: 'failure',
        id,
        error: {
          code: error.code,
          message: error.message,
          ...(typeof error.detail === 'string' ? { detail: error.detail } : {}),
        },
        traceparent: typeof traceparent === 'string' ? traceparent : '',
      };
    }
    case 'progress':
      return isId(value.id) && typeof value.sent === 'number'
        ? { type: 'progress', id: value.id, sent: value.sent }
        : undefined;
    case 'ping':
      return isId(value.beat) ? { type: 'ping', beat: value.beat } : undefined;
    case 'theme': {
      const theme = readTheme(value.theme);
      return theme && { type: 'theme', theme };
    }
    case 'visible':
      return { type: 'visible', visible: value.visible === true };
    case 'focused':
      return { type: 'focused', focused: value.focused === true };
    case 'data-changed':
      return { type: 'data-changed' };
    case 'font':
      return typeof value.family === 'string' && typeof value.weight === 'string' && value.bytes instanceof ArrayBuffer
        ? { type: 'font', family: value.family, weight: value.weight, bytes: value.bytes }
        : undefined;
    default:
      return undefined;
  }
}

function readTheme(value: unknown): ThemeTokens | undefined {
  if (!isPlainObject(value) || !isOneOf(value.scheme, ['light', 'dark']) || !isPlainObject(value.tokens)) {
    return undefined;
  }
  const tokens: Record<string, string> = {};
  for (const [name, text] of Object.entries(value.tokens)) {
    if (/^--[a-z0-9-]{1,60}$/.test(name) && isText(text, 400)) tokens[name] = text;
  }
  return { scheme: value.scheme, tokens };
}

const accepted = (message: FrameMessage): FrameReading => ({ ok: true, message });

function isId(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}

function isText(value: unknown, longest: number): value is string {
  return typeof value === 'string' && value.length <= longest;
}

function isPath(value: unknown): value is string {
  return isText(value, 4096) && value !== '';
}

function isOneOf<const T extends string>(value: unknown, allowed: readonly T[]): value is T {
  return typeof value === 'string' && allowed.some((name) => name === value);
}

/** Control characters and the marks that reverse the direction of text would let a title pretend to be another. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, ' ')
    .trim()
    .slice(0, 200);
}

/** The name under which a browser may save a file: no folders, no control characters, no leading dots. */
function fileName(text: string): string {
  const name = oneLine(text)
    .replace(/[/\\:*?"<>|]/g, '_')
    .replace(/^\.+/, '');
  return name === '' ? 'download' : name;
}
