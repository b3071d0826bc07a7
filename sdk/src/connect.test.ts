import { afterEach, expect, test } from 'vitest';
import { type FrameScope, receivePort } from './connect.ts';
import { createPortServices } from './context.ts';
import { removePeerConnections } from './harden.ts';
import { openPortClient, ToolError } from './port-client.ts';
import { CONNECT, HELLO } from './port-protocol.ts';

/** A frame's window: messages are handed to it by the test. */
function frame() {
  const parent = { name: 'parent' };
  const listeners = new Set<(event: MessageEvent<unknown>) => void>();
  const said: unknown[] = [];
  const scope: FrameScope = {
    parent,
    addEventListener: (_type, listener) => listeners.add(listener),
    removeEventListener: (_type, listener) => listeners.delete(listener),
    sayHello: (message) => said.push(message),
  };
  const deliver = (source: unknown, data: unknown, ports: MessagePort[]) => {
    const event: MessageEvent<unknown> = Object.assign(new MessageEvent('message', { data, ports }), {});
    Object.defineProperty(event, 'source', { value: source });
    for (const listener of [...listeners]) listener(event);
  };
  return { scope, parent, said, deliver, listening: () => listeners.size };
}

test('the first port of the parent is taken; ports of others and later ones are not', async () => {
  const { scope, parent, said, deliver, listening } = frame();
  const [foreign, first, second] = [new MessageChannel(), new MessageChannel(), new MessageChannel()];
  const received = receivePort(scope);
  expect(said).toEqual([{ type: HELLO }]);
  deliver({ name: 'sibling' }, { type: CONNECT }, [foreign.port2]);
  deliver(parent, { type: 'something else' }, [foreign.port2]);
  deliver(parent, { type: CONNECT }, []);
  expect(listening()).toBe(1);
  deliver(parent, { type: CONNECT }, [first.port2]);
  deliver(parent, { type: CONNECT }, [second.port2]);
  expect(await received).toBe(first.port2);
  expect(listening()).toBe(0);
  for (const channel of [foreign, first, second]) channel.port1.close();
});

const open: MessagePort[] = [];
afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

/** The desktop's end, answering each call by `answer`. */
function desktop(answer: (id: number, call: unknown, port: MessagePort) => void) {
  const { port1, port2 } = new MessageChannel();
  open.push(port1);
  port1.onmessage = ({ data }: MessageEvent<{ type: string; id: number; call: unknown }>) => {
    if (data.type === 'call') answer(data.id, data.call, port1);
  };
  return openPortClient(port2, () => {});
}

test('answers find their calls in any order', async () => {
  const waiting: number[] = [];
  const client = desktop((id, _call, port) => {
    waiting.push(id);
    if (waiting.length < 3) return;
    for (const each of waiting.toReversed()) port.postMessage({ type: 'result', id: each, data: `answer ${each}` });
  });
  const { executor } = createPortServices(client);
  expect(await Promise.all([1, 2, 3].map(() => executor.execute('time.now')))).toEqual([
    'answer 1',
    'answer 2',
    'answer 3',
  ]);
});

test('a failure becomes a ToolError with code, detail and trace', async () => {
  const client = desktop((id, _call, port) =>
    port.postMessage({
      type: 'failure',
      id,
      error: { code: 'EACCES', message: 'refused', detail: 'READ_FILE:/etc/passwd' },
      traceparent: '00-1-2-01',
    }),
  );
  const refused = createPortServices(client).executor.execute('filesystem.read', { path: '/etc/passwd' });
  await expect(refused).rejects.toThrow(ToolError);
  await expect(refused).rejects.toMatchObject({
    code: 'EACCES',
    detail: 'READ_FILE:/etc/passwd',
    traceparent: '00-1-2-01',
  });
});

test('an aborted call is cancelled on the other side and settles at once; its late answer is dropped', async () => {
  const { promise: cancelled, resolve } = Promise.withResolvers<unknown>();
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }: MessageEvent<{ type: string; id: number }>) => {
    if (data.type === 'cancel') resolve(data);
  };
  const controller = new AbortController();
  const client = openPortClient(port2, () => {});
  const call = client.call({ method: 'download', path: '/home/a' }, { signal: controller.signal });
  controller.abort();
  await expect(call).rejects.toMatchObject({ code: 'ECANCELED' });
  expect(await cancelled).toEqual({ type: 'cancel', id: 1 });
  port1.postMessage({ type: 'result', id: 1, data: 'late' });
  await expect(
    client.call({ method: 'download', path: '/home/a' }, { signal: controller.signal }),
  ).rejects.toMatchObject({ code: 'ECANCELED' });
  port1.close();
});

test('the heartbeat is answered', async () => {
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise((resolve) => {
    port1.onmessage = ({ data }: MessageEvent<unknown>) => resolve(data);
  });
  openPortClient(port2, () => {});
  port1.postMessage({ type: 'ping', beat: 4 });
  expect(await answer).toEqual({ type: 'pong', beat: 4 });
  port1.close();
});

test('peer connections are taken out of the realm', () => {
  const realm = { RTCPeerConnection: 1, webkitRTCPeerConnection: 2, RTCDataChannel: 3, Array: 4 };
  removePeerConnections(realm);
  expect(Object.keys(realm)).toEqual(['Array']);
});
