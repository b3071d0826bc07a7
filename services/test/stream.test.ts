/** The stream and generation through it, with a generator of the test's own. */
import { Blueprint } from '@agentos/blueprint';
import { KernelClient } from '@agentos/protocol/kernel-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CreateGeneration, GenerationError } from '../src/generation/contract.ts';
import type { TestSocket } from '../src/testing/socket.ts';
import { TestSystem } from '../src/testing/test-system.ts';

const aborted: string[] = [];

/** Understands "plain" (an app), "slow" (waits for its end), "fail" and everything else with a question. */
const createGeneration: CreateGeneration = ({ drafts }) => ({
  async generate(request, emit, signal) {
    if (request.message === 'fail') throw new GenerationError('EUNAVAILABLE', 'no generator today');
    if (request.message === 'crash') throw new Error('secret internals');
    if (request.message === 'slow') {
      emit({ type: 'thought', content: 'thinking' });
      await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    }
    if (request.message !== 'plain') {
      emit({ type: 'question', content: 'What do you mean?' });
      return { kind: 'question', content: 'What do you mean?', thoughts: [] };
    }
    const start = Blueprint.parse({ app: { id: 'plain', name: 'Made' }, ui: { title: 'Made', components: [] } });
    const app = await drafts.launch(start, { parentId: request.parentId, traceparent: request.traceparent });
    emit({ type: 'ui_start', app_id: app.id });
    const text = { type: 'text', id: 't', props: { text: 'done' } };
    const blueprint = await drafts.update(app.id, { ...start, ui: { ...start.ui, components: [text] } });
    emit({ type: 'ui_complete', app_id: app.id, ui_spec: JSON.parse(JSON.stringify(blueprint)) });
    return { kind: 'app', appId: app.id, blueprint, thoughts: ['made it'] };
  },
  async chat(request, emit, signal) {
    signal.addEventListener('abort', () => aborted.push(request.id));
    emit({ type: 'token', content: request.message.toUpperCase() });
    emit({ type: 'complete' });
  },
  health: () => ({ state: 'on demand', reason: '' }),
  close: async () => undefined,
});

let system: TestSystem;
beforeAll(async () => {
  system = await TestSystem.start({ createGeneration });
});
afterAll(() => system?.stop());

async function connected(path = '/stream'): Promise<TestSocket> {
  const socket = system.socket(path);
  await socket.opened();
  return socket;
}
const of = (socket: TestSocket, id: string) => socket.messages.filter((each) => each.id === id);
const ended = (socket: TestSocket, id: string, type: string) =>
  socket.until(() => of(socket, id).at(-1)?.type === type);

describe('messages', () => {
  test('every message has an id, a growing number and a trace; ping is answered', async () => {
    const socket = await connected();
    socket.send({ type: 'ping', id: 'p1' });
    socket.send({ type: 'chat', id: 'c1', message: 'hello', traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` });
    await ended(socket, 'c1', 'complete');
    expect(of(socket, 'p1')).toMatchObject([{ type: 'pong' }]);
    expect(of(socket, 'c1')[0]).toMatchObject({ type: 'token', content: 'HELLO' });
    expect(of(socket, 'c1')[0].traceparent).toContain('a'.repeat(32));
    const numbers = socket.messages.map((each) => each.seq);
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    await socket.close();
  });

  test.each(['no json', '{}', '{"type":"shout"}', '{"type":"chat"}', '[]', '{"type":"chat","message":""}', 'null'])(
    '%s is answered with an error and the socket stays',
    async (text) => {
      const socket = await connected();
      socket.raw.send(text);
      await socket.until(() => socket.messages.some((each) => each.type === 'error' && each.code === 'EINVAL'));
      socket.send({ type: 'ping', id: 'still' });
      await ended(socket, 'still', 'pong');
      await socket.close();
    },
  );

  test('a message nested beyond any stack is answered and ends nothing', async () => {
    const socket = await connected();
    const depth = 100_000;
    const deep = `{"type":"chat","message":"x","context":{"a":${'['.repeat(depth)}${']'.repeat(depth)}}}`;
    socket.raw.send(deep);
    await socket.until(() => socket.messages.some((each) => each.code === 'EINVAL'));
    socket.send({ type: 'ping', id: 'after' });
    await ended(socket, 'after', 'pong');
    await socket.close();
  });

  test('a flood of messages is answered, not obeyed', async () => {
    const socket = await connected();
    for (let message = 0; message < 400; message++) socket.send({ type: 'ping', id: 'flood' });
    await socket.until(() => socket.messages.some((each) => each.code === 'EAGAIN'));
    await socket.close();
  });

  test('a lost connection resumes behind its number; a second tab has to take over', async () => {
    const first = await connected('/stream?tab=one');
    await system.launch('plain');
    await first.until(() => first.messages.some((each) => each.type === 'apps_changed'));
    const { seq } = first.messages.at(-1);
    first.raw.terminate();
    await system.request('POST', '/registry/save', {
      blueprint: { app: { id: 'x', name: 'x' }, ui: { title: 'x', components: [] } },
    });
    const again = await connected(`/stream?tab=one&from=${seq}`);
    await again.until(() => again.messages.some((each) => each.type === 'registry_changed'));
    expect(again.messages.every((each) => each.seq > seq)).toBe(true);

    const second = await connected('/stream?tab=two');
    await second.until(() => second.messages.some((each) => each.type === 'second_tab'));
    second.send({ type: 'chat', id: 'early', message: 'x' });
    await ended(second, 'early', 'error');
    second.send({ type: 'take_over' });
    await again.until(() => again.messages.some((each) => each.type === 'taken_over'));
    await second.until(() => second.messages.some((each) => each.type === 'resync'));
    await again.close();
    await second.close();
  });
});

describe('generation', () => {
  test('a draft is a saved package and an open window, with no rights beyond STANDARD', async () => {
    const socket = await connected();
    socket.send({ type: 'generate_ui', id: 'g1', message: 'plain' });
    await ended(socket, 'g1', 'ui_complete');
    const { app_id, ui_spec } = of(socket, 'g1').at(-1);
    const app = (await system.request('GET', '/apps')).json.apps.find((each: { id: string }) => each.id === app_id);
    expect(app.ui_spec).toEqual(ui_spec);
    expect(app.permissions).toEqual(['STANDARD']);
    const pkg = await system.request('GET', `/registry/apps/${app.package_id}`);
    expect(pkg.json).toMatchObject({ origin: 'generated', blueprint: ui_spec });
    expect(app.package_id).toMatch(/^plain-\d+$/);
    await socket.close();
  });

  test('failures are told by their code, and internals are not told', async () => {
    const socket = await connected();
    socket.send({ type: 'generate_ui', id: 'f1', message: 'fail' });
    socket.send({ type: 'generate_ui', id: 'f2', message: 'crash' });
    await ended(socket, 'f1', 'error');
    await ended(socket, 'f2', 'error');
    expect(of(socket, 'f1')).toMatchObject([{ code: 'EUNAVAILABLE', error: 'no generator today' }]);
    expect(JSON.stringify(of(socket, 'f2'))).not.toContain('secret');
    await socket.close();
  });

  test('cancel ends one request; a reload ends none', async () => {
    const socket = await connected();
    socket.send({ type: 'generate_ui', id: 's1', message: 'slow' });
    await ended(socket, 's1', 'thought');
    const { seq } = socket.messages.at(-1);
    await socket.close();
    const again = await connected(`/stream?from=${seq}`);
    again.send({ type: 'cancel', id: 's1' });
    await ended(again, 's1', 'error');
    expect(of(again, 's1').at(-1).code).toBe('ECANCELED');
    await again.close();
  });

  test('without the stream: the app, a question as a failure, an error with its status', async () => {
    const made = await system.request('POST', '/generate-ui', { message: 'plain' });
    expect(made.json).toMatchObject({ thoughts: ['made it'], blueprint: { ui: { title: 'Made' } } });
    const asked = await system.request('POST', '/generate-ui', { message: 'gibberish' });
    expect([asked.status, asked.json.error]).toEqual([422, 'What do you mean?']);
    expect((await system.request('POST', '/generate-ui', { message: 'fail' })).status).toBe(503);
    expect((await system.request('POST', '/generate-ui', { message: '' })).status).toBe(400);
  });
});

test("a click's trace reaches the events of the kernel", async () => {
  const trace = `${'c0ffee'.repeat(5)}42`;
  const headers = { traceparent: `00-${trace}-${'1'.repeat(16)}-01` };
  const call = { tool_id: 'filesystem.list', params: { path: '/home' } };
  expect((await system.request('POST', '/services/execute', call, headers)).status).toBe(200);
  const { kernel, settings } = system.services.system;
  const observer = await kernel.createAppProcess(
    { name: 'observer', appId: 'observer', capabilities: ['OBSERVE'] },
    '',
  );
  const client = await KernelClient.connect({ address: `unix:${settings.kernelSocket}` });
  const subjects: string[] = [];
  for await (const batch of client.streamEvents(observer.token, { fromSequence: 1, follow: false })) {
    for (const event of batch.events) if (event.traceId === trace) subjects.push(event.subject);
  }
  await client.close();
  expect(subjects.join()).toMatch(/list_?directory/i);
});

test('services whose own process was ended make themselves anew, with their apps', async () => {
  const app = await system.launch('plain');
  const { kernel } = system.services.system;
  const before = kernel.self.pid;
  const socket = await connected();
  await kernel.terminate(before, '');
  await expect(kernel.self.call('processList', { parentPid: 0 })).rejects.toMatchObject({ code: 'EUNAVAILABLE' });
  await socket.until(() => socket.messages.some((each) => each.type === 'layer' && each.up));
  expect(kernel.self.pid).not.toBe(before);
  expect((await system.tool('storage.set', { key: 'k', value: 1 }, app.id)).json.success).toBe(true);
  await socket.close();
});
