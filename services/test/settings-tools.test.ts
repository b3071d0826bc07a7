/** `settings.*` and `theme.*` through the route: what the owner changes the desktop is told, and who else may change it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { blueprint } from '../src/testing/test-apps.ts';
import { TestSystem } from '../src/testing/test-system.ts';

let system: TestSystem;
let settings: string;
let plain: string;

beforeAll(async () => {
  system = await TestSystem.start({
    files: {
      'shipped/blueprint/system/settings.bp': blueprint(
        'settings',
        ['STANDARD', 'OBSERVE', 'WRITE_FILE:/system/kv/AgentOS.desktop'],
        { 'settings.set': { key: '=value', value: '=value' } },
      ),
    },
  });
  settings = (await system.launch('settings')).id;
  plain = (await system.launch('plain')).id;
});
afterAll(() => system?.stop());

const call = async (id: string, params: object = {}, by?: string) => (await system.tool(id, params, by)).json;

test('a fresh desktop has its defaults, and says what else there is', async () => {
  const { value } = (await call('settings.list')).data;
  expect(value[0]).toMatchObject({ key: 'general.theme', value: 'system', choices: ['system', 'light', 'dark'] });
  expect((await call('settings.categories')).data.value).toEqual(['general', 'appearance', 'dock']);
  expect((await call('settings.list', { category: 'appearance' })).data.value).toHaveLength(2);
  expect((await call('theme.current')).data).toMatchObject({ value: 'system', accent_color: 'violet' });
});

test('a change is where the desktop reads it, and the desktop is told', async () => {
  const socket = system.socket('/stream');
  await socket.opened();
  await call('storage.set', { key: 'desktop.preferences', value: { scheme: 'light', accent: 'rose' } });
  expect((await call('settings.get', { key: 'appearance.accent_color' }, plain)).data).toEqual({ value: 'rose' });
  expect(await call('theme.set', { id: 'dark' })).toMatchObject({ success: true });
  await socket.until(() => socket.messages.some((message) => message.type === 'preferences_changed'));
  expect((await call('storage.get', { key: 'desktop.preferences' })).data.value).toMatchObject({
    scheme: 'dark',
    accent: 'rose',
    wallpaper: 'dunes',
  });
  socket.raw.close();
});

test('several change together or not at all', async () => {
  const wrong = { 'general.theme': 'light', 'appearance.wallpaper': 'pink' };
  expect(await call('settings.import', { settings: wrong })).toMatchObject({
    code: 'EINVAL',
    detail: 'appearance.wallpaper',
  });
  expect((await call('settings.get', { key: 'general.theme' })).data.value).toBe('dark');
  const right = { 'general.theme': 'light', 'dock.favourites': ['notes'] };
  expect((await call('settings.import', { settings: right })).data).toEqual({ value: 2 });
  expect((await call('settings.export')).data.value).toMatchObject(right);
  await call('settings.reset', { key: 'general.theme' });
  expect((await call('settings.export')).data.value).toMatchObject({ ...right, 'general.theme': 'system' });
  await call('settings.reset');
  expect((await call('settings.get', { key: 'dock.favourites' })).data.value).toContain('file-explorer');
});

test('an app changes settings with the right to, and every app may look', async () => {
  expect((await call('theme.list', {}, plain)).data.value).toHaveLength(3);
  for (const [id, params] of [
    ['settings.set', { key: 'general.theme', value: 'dark' }],
    ['settings.reset', {}],
    ['settings.import', { settings: { 'general.theme': 'dark' } }],
    ['theme.set', { id: 'dark' }],
  ] as const) {
    expect([id, (await call(id, params, plain)).code]).toEqual([id, 'EACCES']);
  }
  expect((await call('theme.current')).data.value).toBe('system');
  expect(await call('theme.set', { id: 'dark' }, settings)).toMatchObject({ success: true });
  expect((await call('theme.current')).data.value).toBe('dark');
});

test('what is no setting is an error', async () => {
  for (const key of ['general.nothing', '__proto__', 'constructor']) {
    expect(await call('settings.get', { key })).toMatchObject({ code: 'ENOENT' });
    expect(await call('settings.set', { key, value: 1 })).toMatchObject({ code: 'ENOENT' });
  }
  const many = Array.from({ length: 31 }, (_each, index) => `app${index}`);
  for (const value of [many, [1], 'notes', null]) {
    expect(await call('settings.set', { key: 'dock.favourites', value })).toMatchObject({ code: 'EINVAL' });
  }
  expect(await call('theme.set', { id: 'sepia' })).toMatchObject({ code: 'EINVAL' });
});
