/**
 * The WebSocket `/stream` as the desktop sees it: one connection that comes back by itself.
 *
 * Rule: listeners see every message once and in order. After a break the client resumes behind the last sequence
 * number; when the services no longer hold it (or have started anew) listeners get `resync` and fetch state afresh.
 */
import type { ClientMessage, ServerMessage } from '@agentos/protocol';
import { createStreamCalls, type OnTimed } from './stream-calls.ts';

export type ConnectionState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'open' }
  /** The connection is lost; the next try is at `retryAt` (milliseconds since the epoch). */
  | { readonly kind: 'waiting'; readonly attempt: number; readonly retryAt: number }
  /** Another tab holds the desktop; `takeOver()` brings it here. */
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'closed' };

type ServerMessageOf<Type extends ServerMessage['type']> = Extract<ServerMessage, { type: Type }>;

/** A request of the person; the client adds id and traceparent. */
export interface StreamRequest {
  readonly type: 'chat' | 'generate_ui';
  readonly message: string;
  readonly context?: Extract<ClientMessage, { type: 'chat' }>['context'];
}

export interface StreamClient {
  readonly state: ConnectionState;
  /** Whether it has ever been open: before, "connecting" is no loss. */
  readonly wasOpen: boolean;
  onState(listener: (state: ConnectionState) => void): () => void;
  /** Every message of one type. */
  on<Type extends ServerMessage['type']>(type: Type, listener: (message: ServerMessageOf<Type>) => void): () => void;
  /** Every message, whatever its type. */
  onMessage(listener: (message: ServerMessage) => void): () => void;
  /** Sends a request and gives its id, which all answers carry; undefined when there is no connection. */
  request(message: StreamRequest): string | undefined;
  /** Ends the request with this id. */
  cancel(id: string): void;
  /** Makes this the tab that holds the desktop. */
  takeOver(): void;
  /** Tries again now instead of at `retryAt`. */
  reconnect(): void;
  close(): void;
}

/** The part of a WebSocket that the client uses. */
export interface StreamSocket {
  send(text: string): void;
  close(): void;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: (() => void) | null;
}

export interface StreamClientOptions {
  /** Opens a socket that resumes behind `from` (undefined: from now on). */
  open(from: number | undefined): StreamSocket;
  traceparent(): string;
  /** Hears how long requests and pings took. */
  timed?: OnTimed;
  /** Asked before each new try after a loss; false ends the client (the sign-in has ended). */
  mayRetry?(): Promise<boolean>;
  /** Take the desktop from another tab without asking: this tab held it before a reload. */
  heldBefore?: boolean;
  now?(): number;
  /** Runs `callback` after `delayMs`; gives the function that calls it off. */
  schedule?(callback: () => void, delayMs: number): () => void;
}

const pingEveryMs = 20_000;
const pingId = 'ping';
const silentAfterMs = 45_000;
const firstRetryMs = 300;
const longestRetryMs = 8_000;

/** Opens the stream at once and keeps it open until `close()`. */
export function createStreamClient(options: StreamClientOptions): StreamClient {
  const now = options.now ?? (() => Date.now());
  const schedule = options.schedule ?? defaultSchedule;
  const stateListeners = new Set<(state: ConnectionState) => void>();
  const messageListeners = new Set<(message: ServerMessage) => void>();
  let state: ConnectionState = { kind: 'connecting' };
  let socket: StreamSocket | undefined;
  let lastSeq: number | undefined;
  let lastHeard = 0;
  let attempt = 0;
  let requests = 0;
  let wasOpen = false;
  let wantsDesktop = options.heldBefore ?? false;
  let stopTimer: (() => void) | undefined;
  let stopPing: (() => void) | undefined;
  const calls = createStreamCalls(now, (what, durationMs, failed) => options.timed?.(what, durationMs, failed));
  const session = Math.random().toString(36).slice(2, 10);

  function enter(next: ConnectionState): void {
    state = next;
    for (const listener of stateListeners) listener(next);
  }

  function deliver(message: ServerMessage): void {
    for (const listener of messageListeners) listener(message);
  }

  function send(message: ClientMessage): boolean {
    if (socket === undefined || (state.kind !== 'open' && state.kind !== 'elsewhere')) return false;
    if (message.type !== 'cancel' && message.type !== 'take_over' && message.id !== undefined) {
      calls.sent(message.type, message.id);
    }
    socket.send(JSON.stringify(message));
    return true;
  }

  function connect(): void {
    stopTimer?.();
    stopTimer = undefined;
    enter({ kind: 'connecting' });
    const opened = options.open(lastSeq);
    let first = true;
    socket = opened;
    opened.onopen = () => {
      if (socket !== opened) return;
      attempt = 0;
      wasOpen = true;
      lastHeard = now();
      enter({ kind: 'open' });
      keepAlive(opened);
    };
    opened.onmessage = ({ data }) => {
      if (socket !== opened) return;
      const message = parseMessage(data);
      if (message === undefined) return;
      lastHeard = now();
      // A lower number after a break means that the services count anew: what happened meanwhile is unknown.
      const restarted = first && lastSeq !== undefined && message.seq < lastSeq && message.type !== 'resync';
      first = false;
      lastSeq = message.seq;
      if (restarted) deliver({ type: 'resync', id: message.id, seq: message.seq, traceparent: message.traceparent });
      receive(message);
    };
    opened.onclose = () => {
      if (socket === opened) lost();
    };
  }

  function receive(message: ServerMessage): void {
    calls.received(message);
    if (message.type === 'second_tab') {
      if (wantsDesktop) claim();
      else enter({ kind: 'elsewhere' });
    } else if (message.type === 'taken_over') {
      wantsDesktop = false;
      enter({ kind: 'elsewhere' });
    }
    deliver(message);
  }

  function claim(): void {
    if (!send({ type: 'take_over' })) return;
    enter({ kind: 'open' });
  }

  function drop(): void {
    stopPing?.();
    stopPing = undefined;
    const dropped = socket;
    socket = undefined;
    dropped?.close();
  }

  function lost(): void {
    const elsewhere = state.kind === 'elsewhere';
    drop();
    // The tab that gave the desktop away waits for its person, not for the network.
    if (elsewhere) return;
    attempt += 1;
    const backOff = Math.min(longestRetryMs, firstRetryMs * 2 ** (attempt - 1));
    const delay = Math.round(backOff * (0.75 + Math.random() / 2));
    enter({ kind: 'waiting', attempt, retryAt: now() + delay });
    stopTimer = schedule(() => void retry(), delay);
  }

  async function retry(): Promise<void> {
    const may = options.mayRetry === undefined || (await options.mayRetry());
    if (state.kind !== 'waiting') return;
    if (may) connect();
    else enter({ kind: 'closed' });
  }

  /** A connection that died without a word is noticed by an unanswered ping. */
  function keepAlive(of: StreamSocket): void {
    stopPing = schedule(() => {
      if (socket !== of) return;
      if (now() - lastHeard > silentAfterMs) {
        lost();
        return;
      }
      ping(of);
      keepAlive(of);
    }, pingEveryMs);
  }

  function ping(of: StreamSocket): void {
    calls.sent('ping', pingId);
    of.send(JSON.stringify({ type: 'ping', id: pingId }));
  }

  connect();

  return {
    get state() {
      return state;
    },
    get wasOpen() {
      return wasOpen;
    },
    onState(listener) {
      stateListeners.add(listener);
      return () => stateListeners.delete(listener);
    },
    on(type, listener) {
      const filtered = (message: ServerMessage): void => {
        if (isOfType(message, type)) listener(message);
      };
      messageListeners.add(filtered);
      return () => messageListeners.delete(filtered);
    },
    onMessage(listener) {
      messageListeners.add(listener);
      return () => messageListeners.delete(listener);
    },
    request(message) {
      requests += 1;
      const id = `${session}-${requests}`;
      const sent = send({
        type: message.type,
        id,
        message: message.message,
        context: message.context ?? {},
        traceparent: options.traceparent(),
      });
      return sent ? id : undefined;
    },
    cancel(id) {
      send({ type: 'cancel', id });
    },
    takeOver() {
      wantsDesktop = true;
      if (socket === undefined) connect();
      else claim();
    },
    reconnect() {
      if (state.kind === 'waiting') connect();
    },
    close() {
      stopTimer?.();
      drop();
      enter({ kind: 'closed' });
    },
  };
}

function isOfType<Type extends ServerMessage['type']>(
  message: ServerMessage,
  type: Type,
): message is ServerMessageOf<Type> {
  return message.type === type;
}

/** The services are ours and same-origin: their messages are checked for the envelope only. */
function parseMessage(data: unknown): ServerMessage | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    const value: unknown = JSON.parse(data);
    return isEnvelope(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isEnvelope(value: unknown): value is ServerMessage {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    typeof value.type === 'string' &&
    'seq' in value &&
    typeof value.seq === 'number'
  );
}

function defaultSchedule(callback: () => void, delayMs: number): () => void {
  const timer = setTimeout(callback, delayMs);
  return () => clearTimeout(timer);
}
