import { parseChord } from '@os/sdk/keys';
import type { ShellMessage } from '@os/sdk/port-protocol';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AppHost } from '../../apps/contract.ts';
import { type FrameSession, type FrameView, openFrameSession } from './frame-session.ts';

const opened: { session: FrameSession; port: MessagePort }[] = [];
beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] }));
afterEach(() => {
  for (const { session, port } of opened.splice(0)) {
    session.close();
    port.close();
  }
  vi.useRealTimers();
});

function open(over: Partial<AppHost> = {}, activated = true) {
  const host: AppHost = {
    execute: vi.fn(async () => ({ ok: true as const, data: 'done' })),
    download: vi.fn(async (path: string) => ({ ok: true as const, blob: new Blob([path]), name: 'a' })),
    upload: vi.fn(async (_path, _content, progress) => {
      progress?.(5);
      return { ok: true as const, data: null };
    }),
    saveToDisk: vi.fn(),
    setTitle: vi.fn(),
    setIcon: vi.fn(),
    close: vi.fn(),
    minimize: vi.fn(),
    maximize: vi.fn(),
    focus: vi.fn(),
    toast: vi.fn(),
    confirm: vi.fn(async () => true),
    saveState: vi.fn(),
    onCollectState: vi.fn(() => () => {}),
    onDataChanged: () => () => {},
    onOperation: () => () => {},
    openSocket: () => {
      throw new Error('a frame has no sockets');
    },
    restart: async () => ({ ok: true, data: null }),
    traceparent: () => '00-11-22-01',
    theme: 'light',
    onTheme: () => () => {},
    ...over,
  };
  const view = {
    onReady: vi.fn(),
    onSilent: vi.fn(),
    onDenied: vi.fn(),
    onFlood: vi.fn(),
    onKey: vi.fn(),
    onPointer: vi.fn(),
    isActivated: () => activated,
  } satisfies FrameView;
  const { port1, port2 } = new MessageChannel();
  const messages: ShellMessage[] = [];
  const waiting: (() => void)[] = [];
  port2.onmessage = ({ data }: MessageEvent<ShellMessage>) => {
    messages.push(data);
    for (const wake of waiting.splice(0)) wake();
  };
  const session = openFrameSession({
    app: { id: 'a1', args: { path: '/home' }, app_state: { view: 'icons' } },
    host,
    port: port1,
    view,
    shortcuts: [parseChord('Ctrl+K')],
    theme: { scheme: 'light', tokens: {} },
    visible: true,
    focused: true,
  });
  opened.push({ session, port: port2 });
  /** The first message that satisfies `wanted`, now or later. */
  const next = async <T extends ShellMessage>(wanted: (message: ShellMessage) => message is T): Promise<T> => {
    for (;;) {
      const found = messages.find(wanted);
      if (found) return found;
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  };
  const answer = (id: number) =>
    next(
      (message): message is Extract<ShellMessage, { type: 'result' | 'failure' }> =>
        (message.type === 'result' || message.type === 'failure') && message.id === id,
    );
  return { host, view, session, port: port2, messages, answer, next };
}

const execute = (id: number, tool = 'time.now') => ({
  type: 'call',
  id,
  call: { method: 'execute', tool, params: {} },
});

test('the welcome brings state, arguments and theme; a tool runs through the host of this window alone', async () => {
  const frame = open();
  const welcome = await frame.next((m): m is Extract<ShellMessage, { type: 'welcome' }> => m.type === 'welcome');
  expect(welcome).toMatchObject({ appId: 'a1', args: { path: '/home' }, state: { view: 'icons' } });
  frame.port.postMessage({ ...execute(1), appId: 'somebody-else' });
  expect(await frame.answer(1)).toEqual({ type: 'result', id: 1, data: 'done' });
  expect(frame.host.execute).toHaveBeenCalledWith('time.now', {}, expect.any(AbortSignal));
});

test('a refusal reaches the app as an error with its code, and the person through the view', async () => {
  const error = { code: 'EACCES', message: 'not granted', detail: 'READ_FILE:/etc/shadow' };
  const frame = open({ execute: async () => ({ ok: false, error }) });
  frame.port.postMessage(execute(1, 'filesystem.read'));
  expect(await frame.answer(1)).toEqual({ type: 'failure', id: 1, error, traceparent: '00-11-22-01' });
  await vi.waitFor(() => expect(frame.view.onDenied).toHaveBeenCalledTimes(1));
});

test('a malformed call is answered with EINVAL; a message without an id is dropped', async () => {
  const frame = open();
  frame.port.postMessage({ type: 'call', id: 1, call: { method: 'eval' } });
  frame.port.postMessage({ type: 'title', title: {} });
  frame.port.postMessage(execute(2));
  expect(await frame.answer(1)).toMatchObject({ type: 'failure', error: { code: 'EINVAL' } });
  await frame.answer(2);
  expect(frame.host.setTitle).not.toHaveBeenCalled();
});

test('a host that throws costs the app an error, not the session', async () => {
  const frame = open({
    execute: async () => {
      throw new TypeError('lost');
    },
  });
  frame.port.postMessage(execute(1));
  expect(await frame.answer(1)).toMatchObject({ error: { code: 'EIO', message: 'lost' } });
});

test('at most 64 calls run at once, and an id runs once', async () => {
  const frame = open({ execute: () => new Promise(() => {}) });
  for (let id = 1; id <= 65; id += 1) frame.port.postMessage(execute(id));
  frame.port.postMessage(execute(1));
  expect(await frame.answer(65)).toMatchObject({ error: { code: 'EAGAIN' } });
  expect(await frame.answer(1)).toMatchObject({ error: { code: 'EINVAL' } });
});

test('a cancelled call aborts the signal of the tool and gets no answer', async () => {
  const { promise: aborted, resolve } = Promise.withResolvers<void>();
  const frame = open({
    execute: (_tool, _params, signal) =>
      new Promise((settle) => {
        signal?.addEventListener('abort', () => {
          resolve();
          settle({ ok: true, data: 'too late' });
        });
      }),
  });
  frame.port.postMessage(execute(1));
  frame.port.postMessage({ type: 'cancel', id: 1 });
  await aborted;
  frame.port.postMessage({ type: 'call', id: 2, call: { method: 'download', path: '/home/a' } });
  await frame.answer(2);
  expect(frame.messages.some((message) => message.type === 'result' && message.id === 1)).toBe(false);
});

test('cancelling what goes on all the same makes no room for more', async () => {
  const frame = open({ upload: () => new Promise(() => {}) });
  for (let id = 1; id <= 65; id += 1) {
    frame.port.postMessage({ type: 'call', id, call: { method: 'upload', path: '/home/a', content: new Blob() } });
    if (id < 65) frame.port.postMessage({ type: 'cancel', id });
  }
  expect(await frame.answer(65)).toMatchObject({ error: { code: 'EAGAIN' } });
});

test('closing aborts what runs and drops what still comes', async () => {
  const { promise: aborted, resolve } = Promise.withResolvers<void>();
  const { promise: started, resolve: start } = Promise.withResolvers<void>();
  const frame = open({
    execute: (_tool, _params, signal) =>
      new Promise(() => {
        start();
        signal?.addEventListener('abort', () => resolve());
      }),
  });
  frame.port.postMessage(execute(1));
  await started;
  frame.session.close();
  await aborted;
});

test('one question at a time', async () => {
  const frame = open({ confirm: () => new Promise(() => {}) });
  const question = { title: 'Delete?', body: '', action: 'Delete' };
  frame.port.postMessage({ type: 'call', id: 1, call: { method: 'confirm', question } });
  frame.port.postMessage({ type: 'call', id: 2, call: { method: 'confirm', question } });
  expect(await frame.answer(2)).toMatchObject({ error: { code: 'EBUSY' } });
});

test('an upload reports its progress and its end', async () => {
  const frame = open();
  frame.port.postMessage({
    type: 'call',
    id: 1,
    call: { method: 'upload', path: '/home/a', content: new Blob(['hello']) },
  });
  expect(await frame.answer(1)).toEqual({ type: 'result', id: 1, data: null });
  expect(frame.messages).toContainEqual({ type: 'progress', id: 1, sent: 5 });
});

test('state goes to the host and is what is collected', async () => {
  const frame = open();
  frame.port.postMessage({ type: 'state', state: { path: '/home/Documents' } });
  await vi.waitFor(() => expect(frame.host.saveState).toHaveBeenCalledWith({ path: '/home/Documents' }));
  const collect = vi.mocked(frame.host.onCollectState).mock.calls[0]![0];
  expect(collect()).toEqual({ path: '/home/Documents' });
});

test('a frame that nobody works in can neither raise its window nor press keys', async () => {
  const frame = open({}, false);
  frame.port.postMessage({ type: 'pointer' });
  frame.port.postMessage({ type: 'window', action: 'focus' });
  frame.port.postMessage({ type: 'key', press: { key: 'k', code: 'KeyK', ctrl: true, phase: 'down' } });
  frame.port.postMessage(execute(1));
  await frame.answer(1);
  expect(frame.view.onPointer).not.toHaveBeenCalled();
  expect(frame.host.focus).not.toHaveBeenCalled();
  expect(frame.view.onKey).not.toHaveBeenCalled();
});

test('a frame presses only the chords of the desktop', async () => {
  const frame = open();
  frame.port.postMessage({ type: 'key', press: { key: 'w', code: 'KeyW', alt: true, phase: 'down' } });
  frame.port.postMessage({ type: 'key', press: { key: 'k', code: 'KeyK', ctrl: true, phase: 'down' } });
  await vi.waitFor(() => expect(frame.view.onKey).toHaveBeenCalledTimes(1));
  expect(frame.view.onKey).toHaveBeenCalledWith(expect.objectContaining({ key: 'k', ctrl: true }));
});

test('a flood is refused, and answered, before it is cut off', async () => {
  const frame = open();
  for (let id = 1; id <= 1100; id += 1) frame.port.postMessage({ type: 'call', id, call: { method: 'eval' } });
  expect(await frame.answer(1100)).toMatchObject({ error: { code: 'EAGAIN' } });
  expect(frame.view.onFlood).not.toHaveBeenCalled();
  for (let beat = 1; beat <= 5000; beat += 1) frame.port.postMessage({ type: 'pong', beat });
  await vi.waitFor(() => expect(frame.view.onFlood).toHaveBeenCalledTimes(1));
});

test('files are saved at a bearable rate', async () => {
  const frame = open();
  for (let count = 0; count < 30; count += 1) frame.port.postMessage({ type: 'save', name: 'a', content: new Blob() });
  frame.port.postMessage(execute(1));
  await frame.answer(1);
  expect(frame.host.saveToDisk).toHaveBeenCalledTimes(20);
});

test('a frame that does not answer is silent after three beats, and not once it answers again', async () => {
  const frame = open();
  vi.advanceTimersByTime(2000 * 3);
  expect(frame.view.onSilent).not.toHaveBeenCalled();
  vi.advanceTimersByTime(2000);
  expect(frame.view.onSilent).toHaveBeenCalledExactlyOnceWith(true);
  frame.port.postMessage({ type: 'pong', beat: 1 });
  await vi.waitFor(() => expect(frame.view.onSilent).toHaveBeenLastCalledWith(false));
});
