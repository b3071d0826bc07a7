import type { ServerMessage } from '@agentos/protocol';
import { describe, expect, test } from 'vitest';
import { type ConnectionState, createStreamClient, type StreamSocket } from './stream-client.ts';

class Socket implements StreamSocket {
  readonly sent: { type: string; id?: string }[] = [];
  closed = false;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }
  close(): void {
    this.closed = true;
  }
  receive(message: Partial<ServerMessage> & { type: string; seq: number }): void {
    this.onmessage?.({ data: JSON.stringify({ id: 'x', traceparent: '', ...message }) });
  }
}

function setUp(more: { heldBefore?: boolean; mayRetry?: () => Promise<boolean> } = {}) {
  const sockets: { from: number | undefined; socket: Socket }[] = [];
  const timers: { run: () => void; delayMs: number; off: boolean }[] = [];
  const states: ConnectionState['kind'][] = [];
  const messages: ServerMessage[] = [];
  let time = 0;
  const client = createStreamClient({
    ...more,
    open(from) {
      const socket = new Socket();
      sockets.push({ from, socket });
      return socket;
    },
    traceparent: () => '00-trace',
    now: () => time,
    schedule(run, delayMs) {
      const timer = { run, delayMs, off: false };
      timers.push(timer);
      return () => {
        timer.off = true;
      };
    },
  });
  client.onState((state) => states.push(state.kind));
  client.onMessage((message) => messages.push(message));
  return {
    client,
    sockets,
    states,
    messages,
    timers,
    socket: () => sockets.at(-1)!.socket,
    pass: (ms: number) => {
      time += ms;
    },
    /** Runs the newest timer that has not been called off. */
    async tick() {
      const timer = timers.findLast((each) => !each.off);
      if (timer === undefined) throw new Error('nothing is scheduled');
      timer.off = true;
      timer.run();
      // The question whether to retry is answered in a later turn.
      await new Promise((resolve) => setTimeout(resolve));
      return timer.delayMs;
    },
  };
}

describe('a connection', () => {
  test('resumes behind the last number after a break', async () => {
    const { sockets, socket, tick, client } = setUp();
    expect(sockets[0]!.from).toBeUndefined();
    socket().onopen?.();
    socket().receive({ type: 'apps_changed', seq: 41 });
    socket().onclose?.();
    expect(client.state.kind).toBe('waiting');
    await tick();
    expect(sockets[1]!.from).toBe(41);
    socket().onopen?.();
    expect(client.state.kind).toBe('open');
  });

  test('waits longer with every failed try, at most some ten seconds, and begins anew after a success', async () => {
    const { socket, tick } = setUp();
    const delays: number[] = [];
    for (let tries = 0; tries < 9; tries += 1) {
      socket().onclose?.();
      delays.push(await tick());
    }
    expect(delays[0]!).toBeLessThan(500);
    expect(Math.max(...delays)).toBeLessThanOrEqual(10_000);
    expect(delays[8]!).toBeGreaterThan(5_000);
    socket().onopen?.();
    socket().onclose?.();
    expect(await tick()).toBeLessThan(500);
  });

  test('tells listeners to fetch state anew when the services count from the start again', async () => {
    const { socket, tick, messages } = setUp();
    socket().onopen?.();
    socket().receive({ type: 'apps_changed', seq: 90 });
    socket().onclose?.();
    await tick();
    socket().onopen?.();
    socket().receive({ type: 'apps_changed', seq: 2 });
    expect(messages.map(({ type }) => type)).toEqual(['apps_changed', 'resync', 'apps_changed']);
  });

  test('ends when the sign-in has ended', async () => {
    const { socket, tick, client, sockets } = setUp({ mayRetry: async () => false });
    socket().onclose?.();
    await tick();
    expect(client.state.kind).toBe('closed');
    expect(sockets).toHaveLength(1);
  });

  test('that has died without a word is noticed and replaced', async () => {
    const { socket, tick, pass, sockets, client } = setUp();
    socket().onopen?.();
    await tick();
    expect(socket().sent).toEqual([{ type: 'ping', id: 'ping' }]);
    pass(60_000);
    await tick();
    expect(client.state.kind).toBe('waiting');
    await tick();
    expect(sockets).toHaveLength(2);
  });

  test('ignores what is not a message, and a socket that was replaced', async () => {
    const { socket, sockets, tick, messages } = setUp();
    socket().onopen?.();
    socket().onmessage?.({ data: 'no json' });
    socket().onmessage?.({ data: JSON.stringify({ type: 'token' }) });
    socket().onmessage?.({ data: new ArrayBuffer(4) });
    socket().onclose?.();
    await tick();
    sockets[0]!.socket.receive({ type: 'apps_changed', seq: 5 });
    expect(messages).toEqual([]);
  });
});

describe('requests', () => {
  test('carry an id and the trace, and answers come to listeners of their type', () => {
    const { client, socket } = setUp();
    expect(client.request({ type: 'chat', message: 'early' })).toBeUndefined();
    socket().onopen?.();
    const id = client.request({ type: 'generate_ui', message: 'a list' });
    expect(socket().sent).toEqual([
      { type: 'generate_ui', id, message: 'a list', context: {}, traceparent: '00-trace' },
    ]);
    const thoughts: string[] = [];
    const stop = client.on('thought', ({ content }) => thoughts.push(content));
    socket().receive({ type: 'thought', seq: 1, content: 'hm' });
    socket().receive({ type: 'pong', seq: 2 });
    stop();
    socket().receive({ type: 'thought', seq: 3, content: 'late' });
    expect(thoughts).toEqual(['hm']);
    client.cancel(id!);
    expect(socket().sent.at(-1)).toEqual({ type: 'cancel', id });
  });
});

describe('a second tab', () => {
  test('asks its person, and takes over when told to', () => {
    const { client, socket, states } = setUp();
    socket().onopen?.();
    socket().receive({ type: 'second_tab', seq: 1 });
    expect(client.state.kind).toBe('elsewhere');
    client.takeOver();
    expect(socket().sent).toEqual([{ type: 'take_over' }]);
    expect(states).toEqual(['open', 'elsewhere', 'open']);
  });

  test('that is the same one reloaded takes over by itself', () => {
    const { client, socket } = setUp({ heldBefore: true });
    socket().onopen?.();
    socket().receive({ type: 'second_tab', seq: 1 });
    expect(socket().sent).toEqual([{ type: 'take_over' }]);
    expect(client.state.kind).toBe('open');
  });

  test('that gave the desktop away does not take it back when its connection breaks', () => {
    const { client, socket, timers } = setUp();
    socket().onopen?.();
    socket().receive({ type: 'taken_over', seq: 1 });
    const scheduled = timers.filter((timer) => !timer.off && timer.delayMs < 20_000).length;
    socket().onclose?.();
    expect(client.state.kind).toBe('elsewhere');
    expect(timers.filter((timer) => !timer.off && timer.delayMs < 20_000)).toHaveLength(scheduled);
    client.takeOver();
    socket().onopen?.();
    socket().receive({ type: 'second_tab', seq: 2 });
    expect(client.state.kind).toBe('open');
  });
});
