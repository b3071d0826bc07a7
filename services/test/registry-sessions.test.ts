/** The registry and saved desktops, over a real kernel. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { TestSystem } from '../src/testing/test-system.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await TestSystem.start({ files: { 'apps/broken.bp': '{"app":{}}' } });
});
afterAll(() => system?.stop());
afterEach(async () => {
  const { json } = await system.request('GET', '/apps');
  for (const app of json.apps) await system.request('DELETE', `/apps/${app.id}`);
});

async function restartServices(): Promise<void> {
  await system.stopServices();
  await system.startServices();
  system.cookie = await system.signIn();
}

const document = (id: string, name = id) => ({
  app: { id, name, permissions: ['STANDARD', 'READ_FILE:/home/**'] },
  data: { items: [] },
  ui: { title: name, components: [{ type: 'text', props: { text: 'hi' } }] },
});

describe('registry', () => {
  test('holds what ships and what is in the apps folder; a file that is not valid is seen in health', async () => {
    const { json } = await system.request('GET', '/registry/apps');
    const origins = Object.fromEntries(json.apps.map((app: { id: string; origin: string }) => [app.id, app.origin]));
    expect(origins).toMatchObject({ plain: 'shipped', web: 'shipped', sh: 'shipped', mine: 'local' });
    expect(json.stats.total_packages).toBe(json.apps.length);
    const some = await system.request('GET', '/registry/apps?category=utilities');
    expect(some.json.apps.length).toBeLessThanOrEqual(json.apps.length);
    const health = (await system.request('GET', '/health')).json;
    expect(health.status).toBe('degraded');
    expect(health.layers.find((layer: { name: string }) => layer.name === 'services').reason).toContain('broken.bp');
  });

  test('a document is imported under a free id, launched without the rights it asks for, and survives a restart', async () => {
    const first = await system.request('POST', '/registry/save', { blueprint: document('plain', 'Mine'), tags: ['x'] });
    expect(first.json).toEqual({ success: true, package_id: 'plain-2' });
    await restartServices();
    const { json } = await system.request('GET', '/registry/apps/plain-2');
    expect(json).toMatchObject({
      id: 'plain-2',
      origin: 'imported',
      tags: ['x'],
      blueprint: { app: { id: 'plain-2' } },
    });
    const app = await system.launch('plain-2');
    expect(app.permissions).toEqual(['STANDARD']);
    expect(app.ui_spec).toMatchObject({ app: { id: 'plain-2' } });
  });

  test('a category that every object inherits does not break the list', async () => {
    for (const category of ['constructor', '__proto__']) {
      const { app, ...rest } = document('odd');
      const blueprint = { ...rest, app: { ...app, category } };
      const saved = await system.request('POST', '/registry/save', { blueprint });
      const { status, json } = await system.request('GET', '/registry/apps');
      expect([status, json.apps.some((each: { category: string }) => each.category === category)]).toEqual([200, true]);
      await system.request('DELETE', `/registry/apps/${saved.json.package_id}`);
    }
  });

  test.each([
    ['no document', {}],
    ['a document with code in it', { blueprint: { ...document('x'), script: 'alert(1)' } }],
    ['an id that is a path', { blueprint: document('../../system/x') }],
    ['an unknown capability', { blueprint: { ...document('x'), app: { id: 'x', name: 'x', permissions: ['ROOT'] } } }],
  ])('%s is refused', async (_what, body) => {
    const answer = await system.request('POST', '/registry/save', body);
    expect([answer.status, answer.json.code]).toEqual([400, 'EINVAL']);
  });

  test('what is wrong in an imported document is repaired, and what cannot be is a card', async () => {
    const slip = { type: 'Text', props: { text: 'hi', visible: '=true' } };
    const wrong = { type: 'text', id: 'wrong', if: '=1 +' };
    const blueprint = { ...document('repaired'), ui: { title: 'r', components: [slip, wrong] } };
    const saved = await system.request('POST', '/registry/save', { blueprint });
    const { json } = await system.request('GET', `/registry/apps/${saved.json.package_id}`);
    expect(json.tags).toEqual(['degraded']);
    expect(json.blueprint.ui.components).toMatchObject([
      { type: 'text', if: '=true' },
      { type: 'card', id: 'wrong' },
    ]);
  });

  test('a running app is saved as a package of its own; an app that is no document is not', async () => {
    const plain = await system.launch('plain');
    const saved = await system.request('POST', '/registry/save', { app_id: plain.id, description: 'A copy' });
    const { json } = await system.request('GET', `/registry/apps/${saved.json.package_id}`);
    expect(json).toMatchObject({ description: 'A copy', origin: 'imported', type: 'blueprint' });
    const web = await system.launch('web');
    expect((await system.request('POST', '/registry/save', { app_id: web.id })).json.code).toBe('EINVAL');
  });

  test('deleting closes what runs of it; a shipped app stays removed, one of the apps folder cannot be removed', async () => {
    const saved = (await system.request('POST', '/registry/save', { blueprint: document('gone') })).json.package_id;
    await system.launch(saved);
    await system.launch('reader');
    expect((await system.request('DELETE', `/registry/apps/${saved}`)).json).toEqual({ success: true });
    expect((await system.request('DELETE', '/registry/apps/reader')).status).toBe(200);
    expect((await system.request('GET', '/apps')).json.apps).toEqual([]);
    await restartServices();
    for (const id of [saved, 'reader']) expect((await system.request('GET', `/registry/apps/${id}`)).status).toBe(404);
    const local = await system.request('DELETE', '/registry/apps/mine');
    expect([local.status, local.json.code]).toEqual([403, 'EPERM']);
  });

  test('the desktop is told of changes', async () => {
    const socket = system.socket('/stream');
    await socket.opened();
    await system.request('POST', '/registry/save', { blueprint: document('told') });
    await socket.until(() => socket.messages.some((each) => each.type === 'registry_changed'));
    await socket.close();
  });
});

describe('sessions', () => {
  const layout = (z: number) => ({
    rect: { x: 0.1 * z, y: 0.2, width: 0.5, height: 0.4 },
    mode: { kind: 'tiled', zone: 'top-left' },
    minimized: z === 1,
    z,
  });

  test('geometry, order, state, chat and focus come back after a restart, with the last half second', async () => {
    const first = await system.launch('plain', { args: { file: '/home/a' } });
    const second = await system.launch('web');
    await system.request('POST', `/apps/${first.id}/window`, {
      window_id: 'w',
      window: layout(2),
      app_state: { old: true },
    });
    await system.request('POST', `/apps/${second.id}/window`, {
      window_id: 'w',
      window: layout(1),
      app_state: { path: '/home' },
    });
    await system.request('POST', `/apps/${first.id}/focus`, {});
    const saved = await system.request('POST', '/sessions/save', {
      name: 'Work ✓',
      chat_state: [{ role: 'user', text: 'hello' }],
      ui_state: { theme: 'dark' },
      app_states: { [first.id]: { app_state: { latest: 1 } }, 'a-closed-meanwhile': { app_state: 1 } },
    });
    expect(saved.json.session).toMatchObject({ name: 'Work ✓', app_count: 2 });
    const { id } = saved.json.session;
    await system.request('DELETE', `/apps/${first.id}`);
    await restartServices();
    await system.launch('launcher');

    const listed = (await system.request('GET', '/sessions')).json;
    expect(listed.sessions.map((each: { id: string }) => each.id)).toEqual([id]);
    const { json } = await system.request('POST', `/sessions/${id}/restore`, {});
    const { workspace } = json;
    expect(workspace.failed).toEqual([]);
    expect(workspace.chat_state).toEqual([{ role: 'user', text: 'hello' }]);
    expect(workspace.ui_state).toEqual({ theme: 'dark' });
    const running = (await system.request('GET', '/apps')).json;
    expect(running.apps).toHaveLength(2);
    const [plain, web] = ['plain', 'web'].map((pkg) =>
      running.apps.find((app: { package_id: string }) => app.package_id === pkg),
    );
    expect(plain).toMatchObject({ window: layout(2), app_state: { latest: 1 }, args: { file: '/home/a' } });
    expect(web).toMatchObject({ window: layout(1), app_state: { path: '/home' } });
    expect(running.focused_app_id).toBe(plain.id);
    expect((await system.request('GET', '/sessions')).json.stats.last_restored).toBeGreaterThan(0);
  });

  test('the default session is one, however often it is saved', async () => {
    await system.launch('plain');
    await system.request('POST', '/sessions/save-default', {});
    await system.launch('plain');
    await system.request('POST', '/sessions/save-default', {});
    const { json } = await system.request('GET', '/sessions/default');
    expect(json.apps).toHaveLength(2);
    expect((await system.request('DELETE', '/sessions/default')).json).toEqual({ success: true });
    expect((await system.request('GET', '/sessions/default')).status).toBe(404);
  });

  test('an app that is gone is named and does not stop the others', async () => {
    const saved = (await system.request('POST', '/registry/save', { blueprint: document('shortlived') })).json
      .package_id;
    await system.launch(saved);
    await system.launch('plain');
    const { id } = (await system.request('POST', '/sessions/save', { name: 's' })).json.session;
    await system.request('DELETE', `/registry/apps/${saved}`);
    const { workspace } = (await system.request('POST', `/sessions/${id}/restore`, {})).json;
    expect(workspace.apps.map((app: { package_id: string }) => app.package_id)).toEqual(['plain']);
    expect(workspace.failed).toMatchObject([{ appId: saved }]);
  });

  test('a session larger than one write is whole', async () => {
    const app = await system.launch('plain');
    const app_state = { text: 'x'.repeat(2_500_000) };
    const app_states = { [app.id]: { app_state } };
    const { id } = (await system.request('POST', '/sessions/save', { name: 'large', app_states })).json.session;
    await restartServices();
    expect((await system.request('GET', `/sessions/${id}`)).json.apps[0].state).toEqual(app_state);
  });

  test('ids that are paths are refused', async () => {
    for (const id of ['..%2fdesktop', '..', 'a%00b']) {
      expect((await system.request('GET', `/sessions/${id}`)).status).toBeGreaterThanOrEqual(400);
    }
  });
});
