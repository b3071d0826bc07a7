import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFrameMessage, readShellMessage, waitingCall } from './port-protocol.ts';

const call = (body: unknown, id: unknown = 1) => readFrameMessage({ type: 'call', id, call: body });

describe('messages of a frame', () => {
  test('a tool call keeps what the schema names and nothing else', () => {
    const reading = readFrameMessage({
      type: 'call',
      id: 7,
      appId: 'somebody-else',
      call: { method: 'execute', tool: 'filesystem.list', params: { path: '/home' }, app_id: 'somebody-else' },
    });
    expect(reading).toEqual({
      ok: true,
      message: { type: 'call', id: 7, call: { method: 'execute', tool: 'filesystem.list', params: { path: '/home' } } },
    });
  });

  test.each([
    ['no method', {}],
    ['an unknown method', { method: 'eval', code: '1' }],
    ['a method of the prototype', { method: 'constructor' }],
    ['no tool', { method: 'execute', params: {} }],
    ['a tool id beyond its length', { method: 'execute', tool: 'x'.repeat(81), params: {} }],
    ['parameters that are no object', { method: 'execute', tool: 'a.b', params: [] }],
    ['parameters with a class inside', { method: 'execute', tool: 'a.b', params: { when: new Date() } }],
    ['parameters of three million characters', { method: 'execute', tool: 'a.b', params: { x: 'x'.repeat(3e6) } }],
    ['an upload of text', { method: 'upload', path: '/home/a', content: 'text' }],
    ['an upload to nowhere', { method: 'upload', path: '', content: new Blob() }],
    ['a download from an object', { method: 'download', path: {} }],
    ['a question without an action', { method: 'confirm', question: { title: 'a', body: 'b', action: '' } }],
    ['a question of a novel', { method: 'confirm', question: { title: 'a', body: 'b'.repeat(2001), action: 'c' } }],
  ])('a call with %s is refused, and its caller can be told', (_what, body) => {
    expect(call(body)).toMatchObject({ ok: false, id: 1 });
  });

  test.each([0, -1, 1.5, '1', null, {}, Number.NaN, 2 ** 53])('a call with the id %s is refused', (id) => {
    expect(call({ method: 'download', path: '/home/a' }, id)).not.toHaveProperty('id');
    expect(call({ method: 'download', path: '/home/a' }, id).ok).toBe(false);
  });

  test.each([
    [{ type: 'window', action: 'destroy' }],
    [{ type: 'title', title: 'x'.repeat(201) }],
    [{ type: 'toast', message: 'hello', kind: 'constructor' }],
    [{ type: 'state', state: 'text' }],
    [{ type: 'state', state: { text: 'x'.repeat(300_000) } }],
    [{ type: 'save', name: 'a', content: 'text' }],
    [{ type: 'pong', beat: 'now' }],
    [{ type: 'key', press: { key: 'k', phase: 'sideways' } }],
    [{ type: 'welcome' }],
    ['ready'],
    [['ready']],
    [null],
  ])('%j is refused', (message) => {
    expect(readFrameMessage(message).ok).toBe(false);
  });

  test('a title cannot turn the direction of text or hold control characters', () => {
    expect(readFrameMessage({ type: 'title', title: ' a\u202egnp.exe\n' })).toEqual({
      ok: true,
      message: { type: 'title', title: 'a gnp.exe' },
    });
  });

  test.each([
    ['../../etc/passwd', '_.._etc_passwd'],
    ['a/b.txt', 'a_b.txt'],
    ['...', 'download'],
    ['', 'download'],
    ['report.pdf', 'report.pdf'],
  ])('a file is saved under a name without folders: %j', (name, saved) => {
    expect(readFrameMessage({ type: 'save', name, content: new Blob() })).toMatchObject({ message: { name: saved } });
  });

  test('whatever is sent, reading it neither throws nor lets an unknown type through', () => {
    const known = [
      'call',
      'cancel',
      'ready',
      'pong',
      'title',
      'icon',
      'window',
      'toast',
      'state',
      'save',
      'key',
      'pointer',
    ];
    fc.assert(
      fc.property(
        fc.oneof(fc.anything(), fc.record({ type: fc.constantFrom(...known), id: fc.anything() })),
        (value) => {
          const reading = readFrameMessage(value);
          if (reading.ok) expect(known).toContain(reading.message.type);
        },
      ),
    );
  });
});

test('a call that is not read further still has an id to answer to', () => {
  expect(waitingCall({ type: 'call', id: 3, call: 'anything' })).toBe(3);
  expect(waitingCall({ type: 'pong', id: 3 })).toBeUndefined();
  expect(waitingCall({ type: 'call', id: -3 })).toBeUndefined();
});

describe('messages of the desktop', () => {
  const welcome = {
    type: 'welcome',
    version: 1,
    appId: 'a1',
    args: {},
    state: { path: '/home' },
    theme: { scheme: 'dark', tokens: { '--accent': 'red', background: 'url(//x)', '--X': 'no' } },
    shortcuts: [{ key: 'K', ctrl: true }, { nothing: true }],
    visible: true,
    focused: false,
  };

  test('a welcome is read, with only custom properties as tokens and only chords as shortcuts', () => {
    expect(readShellMessage(welcome)).toMatchObject({
      type: 'welcome',
      theme: { scheme: 'dark', tokens: { '--accent': 'red' } },
      shortcuts: [{ key: 'K', ctrl: true, alt: false, shift: false, meta: false }],
    });
    expect(readShellMessage(welcome)).not.toHaveProperty('theme.tokens.background');
  });

  test('a welcome of another version of the protocol is not one', () => {
    expect(readShellMessage({ ...welcome, version: 2 })).toBeUndefined();
  });

  test('a failure keeps code, message and trace', () => {
    expect(
      readShellMessage({ type: 'failure', id: 1, error: { code: 'EACCES', message: 'no' }, traceparent: '00-a-b-01' }),
    ).toEqual({ type: 'failure', id: 1, error: { code: 'EACCES', message: 'no' }, traceparent: '00-a-b-01' });
    expect(readShellMessage({ type: 'failure', id: 1, error: 'no' })).toBeUndefined();
  });
});
