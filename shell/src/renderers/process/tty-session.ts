/**
 * One terminal's connection to its program: `agentos.tty.v1` over a socket that may break and come back. Owns the
 * acknowledgement account and the reconnection; knows nothing of the emulator. The rule it keeps: every byte handed to
 * `onData` is acknowledged exactly once, after the emulator has consumed it, and never on another connection than the
 * one it came by.
 */
import { decodeTty, encodeTty, TTY_WINDOW_BYTES } from '@agentos/protocol/tty';

/** Acknowledge in quarters of the window, and whenever nothing is left to consume. */
export const ACKNOWLEDGE_EVERY = TTY_WINDOW_BYTES / 4;

/** Typed ahead while the connection is being made; what is more is dropped, as a terminal's input queue does. */
const TYPE_AHEAD_BYTES = 4096;

const RETRY_MS = [250, 500, 1000, 2000, 4000, 8000] as const;

export type TtyState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'open' }
  /** The connection broke; the program may well be running. */
  | { readonly kind: 'lost'; readonly attempt: number }
  | { readonly kind: 'ended'; readonly code: number }
  /** The services closed it for good: another window took the terminal over, or the app is gone. */
  | { readonly kind: 'detached'; readonly reason: string };

export interface TtySessionOptions {
  open(): WebSocket;
  onState(state: TtyState): void;
  /** Bytes of the program; call `consumed` once the emulator has taken them. */
  onData(bytes: Uint8Array, consumed: () => void): void;
  /** A connection is open; `again` when not the first: clear the emulator, for the services replay the scrollback. */
  onAttach(again: boolean): void;
}

export interface TtySession {
  /** Types; waits for a connection that is being made, and is lost on one that has broken. */
  send(bytes: Uint8Array): void;
  /** From now on until the next connection, what is typed waits for it. */
  expectConnection(): void;
  resize(rows: number, columns: number): void;
  /** Connects now: after an end and a restart, or instead of waiting for the next attempt. */
  reconnect(): void;
  close(): void;
}

export function openTtySession(options: TtySessionOptions): TtySession {
  let socket: WebSocket | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let attempt = 0;
  let attached = false;
  let closed = false;
  let expected = true;
  let typedAhead: Uint8Array[] = [];
  let size: { rows: number; columns: number } | undefined;

  const connect = () => {
    clearTimeout(retry);
    socket?.close();
    options.onState(attempt === 0 ? { kind: 'connecting' } : { kind: 'lost', attempt });
    const current = options.open();
    current.binaryType = 'arraybuffer';
    socket = current;
    let ended = false;
    const account = createAccount((bytes) => {
      if (current === socket && current.readyState === current.OPEN) {
        current.send(encodeTty({ type: 'acknowledge', bytes }));
      }
    });

    current.onopen = () => {
      if (current !== socket) return;
      attempt = 0;
      options.onAttach(attached);
      attached = true;
      options.onState({ kind: 'open' });
      if (size) current.send(encodeTty({ type: 'resize', ...size }));
      for (const bytes of typedAhead) current.send(encodeTty({ type: 'data', bytes }));
      expected = false;
      typedAhead = [];
    };
    current.onmessage = (event: MessageEvent<unknown>) => {
      if (current !== socket || !(event.data instanceof ArrayBuffer)) return;
      const message = decodeTty(new Uint8Array(event.data));
      if (message?.type === 'data') {
        const { length } = message.bytes;
        account.received(length);
        options.onData(message.bytes, () => account.consumed(length));
      } else if (message?.type === 'exit') {
        ended = true;
        options.onState({ kind: 'ended', code: message.code });
      }
    };
    current.onclose = (event: CloseEvent) => {
      if (current !== socket || closed || ended) return;
      if (event.code >= 4000) {
        options.onState({ kind: 'detached', reason: event.reason });
        return;
      }
      attempt += 1;
      expected = false;
      typedAhead = [];
      options.onState({ kind: 'lost', attempt });
      retry = setTimeout(connect, RETRY_MS[Math.min(attempt, RETRY_MS.length) - 1]);
    };
  };
  connect();

  const sendIfOpen = (bytes: Uint8Array<ArrayBuffer>) => {
    if (socket && socket.readyState === socket.OPEN) socket.send(bytes);
  };
  return {
    send(bytes) {
      if (!expected) return sendIfOpen(encodeTty({ type: 'data', bytes }));
      const waiting = typedAhead.reduce((sum, { length }) => sum + length, 0);
      if (waiting + bytes.length <= TYPE_AHEAD_BYTES) typedAhead.push(bytes);
    },
    expectConnection() {
      expected = true;
    },
    resize(rows, columns) {
      if (size?.rows === rows && size.columns === columns) return;
      size = { rows, columns };
      sendIfOpen(encodeTty({ type: 'resize', rows, columns }));
    },
    reconnect() {
      attempt = 0;
      expected = true;
      connect();
    },
    close() {
      closed = true;
      clearTimeout(retry);
      socket?.close();
    },
  };
}

/** Counts what came and what was consumed, and sends acknowledgements in portions. */
export function createAccount(acknowledge: (bytes: number) => void): {
  received(bytes: number): void;
  consumed(bytes: number): void;
} {
  let outstanding = 0;
  let unsent = 0;
  return {
    received(bytes) {
      outstanding += bytes;
    },
    consumed(bytes) {
      outstanding -= bytes;
      unsent += bytes;
      if (unsent === 0 || (unsent < ACKNOWLEDGE_EVERY && outstanding > 0)) return;
      acknowledge(unsent);
      unsent = 0;
    },
  };
}
