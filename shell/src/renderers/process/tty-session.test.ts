import { decodeTty, encodeTty, type TtyMessage } from '@agentos/protocol/tty';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ACKNOWLEDGE_EVERY, createAccount, openTtySession, type TtyState } from './tty-session.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A socket whose other end is the test. */
class Socket extends EventTarget {
  readonly OPEN = 1;
  readyState = 0;
  binaryType = '';
  onopen: (() => void) | null = null;
  onmessage: ((event: MessageEvent<unknown>) => void) | null = null;
  onclose: ((event: CloseEvent) => void) | null = null;
  readonly sent: TtyMessage[] = [];

  send(bytes: Uint8Array) {
    this.sent.push(decodeTty(bytes)!);
  }
  close() {
    this.readyState = 3;
  }
  open() {
    this.readyState = 1;
    this.onopen?.();
  }
  receive(message: TtyMessage) {
    this.onmessage?.(new MessageEvent('message', { data: encodeTty(message).buffer }));
  }
  break(code = 1006, reason = '') {
    this.readyState = 3;
    this.onclose?.(Object.assign(new Event('close'), { code, reason, wasClean: false }));
  }
}

function start() {
  const sockets: Socket[] = [];
  const states: TtyState[] = [];
  const consume: (() => void)[] = [];
  const onAttach = vi.fn();
  const session = openTtySession({
    open: () => {
      const socket = new Socket();
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
    onState: (state) => states.push(state),
    onData: (_bytes, consumed) => consume.push(consumed),
    onAttach,
  });
  const last = () => sockets.at(-1)!;
  const acknowledged = (socket: Socket) =>
    socket.sent.reduce((sum, message) => sum + (message.type === 'acknowledge' ? message.bytes : 0), 0);
  return { session, sockets, states, consume, onAttach, last, acknowledged };
}

const data = (length: number): TtyMessage => ({ type: 'data', bytes: new Uint8Array(length) });

test('bytes are acknowledged when the emulator has consumed them, not before', () => {
  const { consume, last, acknowledged } = start();
  last().open();
  last().receive(data(1000));
  last().receive(data(500));
  expect(acknowledged(last())).toBe(0);
  consume[0]!();
  expect(acknowledged(last())).toBe(0);
  consume[1]!();
  expect(acknowledged(last())).toBe(1500);
});

test('whatever the pieces and their order, exactly what was consumed is acknowledged', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 40_000 }), { maxLength: 40 }),
      fc.integer({ min: 1, max: 5 }),
      (sizes, lag) => {
        const sent: number[] = [];
        const account = createAccount((bytes) => sent.push(bytes));
        const queue: number[] = [];
        let unacknowledged = 0;
        const consumeOne = () => {
          const size = queue.shift();
          if (size === undefined) return;
          account.consumed(size);
          unacknowledged += size - sent.splice(0).reduce((sum, bytes) => sum + bytes, 0);
          // The services would stall if a quarter of the window or more were held back.
          expect(unacknowledged).toBeLessThan(ACKNOWLEDGE_EVERY);
        };
        for (const size of sizes) {
          account.received(size);
          queue.push(size);
          if (queue.length >= lag) consumeOne();
        }
        while (queue.length > 0) consumeOne();
        expect(unacknowledged).toBe(0);
      },
    ),
  );
});

test('bytes of a broken connection are not acknowledged on the next one', () => {
  const { consume, sockets, last, acknowledged } = start();
  last().open();
  last().receive(data(1000));
  last().break();
  vi.advanceTimersByTime(250);
  last().open();
  consume[0]!();
  expect(sockets).toHaveLength(2);
  expect(acknowledged(last())).toBe(0);
});

test('a broken connection comes back, ever more patiently, and tells the emulator to start anew', () => {
  const { sockets, states, last, onAttach } = start();
  last().open();
  expect(onAttach).toHaveBeenLastCalledWith(false);
  last().break();
  expect(states.at(-1)).toEqual({ kind: 'lost', attempt: 1 });
  vi.advanceTimersByTime(250);
  last().break();
  vi.advanceTimersByTime(250);
  expect(sockets).toHaveLength(2);
  vi.advanceTimersByTime(250);
  expect(sockets).toHaveLength(3);
  last().open();
  expect(onAttach).toHaveBeenLastCalledWith(true);
  expect(states.at(-1)).toEqual({ kind: 'open' });
});

test('the size is told again on each connection, and only when it changes', () => {
  const { session, last } = start();
  last().open();
  session.resize(24, 80);
  session.resize(24, 80);
  expect(last().sent).toEqual([{ type: 'resize', rows: 24, columns: 80 }]);
  last().break();
  vi.advanceTimersByTime(250);
  last().open();
  expect(last().sent).toEqual([{ type: 'resize', rows: 24, columns: 80 }]);
});

test('the end of the program is not a lost connection; a restart connects again', () => {
  const { session, sockets, states, last } = start();
  last().open();
  last().receive({ type: 'exit', code: 3 });
  last().break(1000);
  vi.advanceTimersByTime(60_000);
  expect(states.at(-1)).toEqual({ kind: 'ended', code: 3 });
  expect(sockets).toHaveLength(1);
  session.reconnect();
  last().open();
  expect(states.at(-1)).toEqual({ kind: 'open' });
});

test('a terminal that another window took over is not taken back by itself', () => {
  const { sockets, states, last } = start();
  last().open();
  last().break(4001, 'opened in another window');
  vi.advanceTimersByTime(60_000);
  expect(states.at(-1)).toEqual({ kind: 'detached', reason: 'opened in another window' });
  expect(sockets).toHaveLength(1);
});

test('what is typed while a connection is made is sent once it stands, in order', () => {
  const { session, last } = start();
  const typed = () => last().sent.flatMap((message) => (message.type === 'data' ? [...message.bytes] : []));
  session.send(new Uint8Array([1]));
  session.send(new Uint8Array([2]));
  expect(typed()).toEqual([]);
  last().open();
  session.send(new Uint8Array([3]));
  expect(typed()).toEqual([1, 2, 3]);
  last().receive({ type: 'exit', code: 0 });
  last().break(1000);
  session.expectConnection();
  session.send(new Uint8Array([4]));
  session.reconnect();
  session.send(new Uint8Array([5]));
  last().open();
  expect(typed()).toEqual([4, 5]);
});

test('what is typed on a broken connection is lost, and type-ahead has a limit', () => {
  const { session, last } = start();
  session.send(new Uint8Array(4096));
  session.send(new Uint8Array(1));
  last().open();
  expect(last().sent).toHaveLength(1);
  last().break();
  session.send(new Uint8Array([9]));
  vi.advanceTimersByTime(250);
  last().open();
  expect(last().sent).toEqual([]);
});

test('messages that are none are passed over', () => {
  const { consume, last } = start();
  last().open();
  last().onmessage?.(new MessageEvent('message', { data: 'text' }));
  last().onmessage?.(new MessageEvent('message', { data: new Uint8Array([9, 1, 2]).buffer }));
  last().onmessage?.(new MessageEvent('message', { data: new ArrayBuffer(0) }));
  expect(consume).toHaveLength(0);
});

test('a closed session neither reconnects nor speaks', () => {
  const { session, sockets, states, last } = start();
  last().open();
  session.close();
  last().break();
  session.send(new Uint8Array([1]));
  vi.advanceTimersByTime(60_000);
  expect(sockets).toHaveLength(1);
  expect(states.at(-1)).toEqual({ kind: 'open' });
  expect(last().sent).toEqual([]);
});
