import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findApps } from './seed.ts';
import { hostTree } from './source.ts';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'agentos-seed-'));
});
afterEach(() => rm(root, { recursive: true }));

async function put(path: string, content: unknown): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), typeof content === 'string' ? content : JSON.stringify(content));
}

const blueprint = (id: string) => ({ app: { id, name: id }, ui: { title: id, components: [] } });
const proc = { executable: 'bash' };

test('finds apps in the layouts old and new, with category and origin', async () => {
  await put('blueprint/utilities/calc.bp', blueprint('calc'));
  await put('games/chess.aiapp', blueprint('chess'));
  await put('native/files/manifest.json', { id: 'files', name: 'Files', type: 'native_web' });
  await put('native/files/src/nested.bp', blueprint('not-an-app'));
  await put('native-proc/repl/manifest.json', { id: 'repl', name: 'R', type: 'native_proc', proc_manifest: proc });
  await put('process/sh/manifest.json', { id: 'sh', name: 'S', type: 'native_proc', proc_manifest: proc });
  const { apps, problems } = await findApps(hostTree(root), 'shipped');
  expect(problems).toEqual([]);
  expect(apps.map((app) => app.package.id).sort()).toEqual(['calc', 'chess', 'files', 'repl', 'sh']);
  const byId = Object.fromEntries(apps.map((app) => [app.package.id, app]));
  expect(byId.calc?.package).toMatchObject({ category: 'utilities', origin: 'shipped', permissions: ['STANDARD'] });
  expect(byId.chess?.package.category).toBe('games');
  expect(byId.files).toMatchObject({ folder: 'native/files', package: { bundle: 'dist' } });
});

test('an app in an older spelling is found, with what it says in the form of today', async () => {
  await put('tools/jotter.bp', {
    app: { id: 'jotter', name: 'Jotter', permissions: ['standard'] },
    ui: {
      title: 'Jotter',
      components: [
        { 'sidebar#side': { children: [{ 'button#clear': { text: 'Clear', '@click': 'storage.clear' } }] } },
      ],
    },
  });
  await put('tools/packed.aiapp', {
    id: 'packed',
    name: 'Packed',
    blueprint: { type: 'app', title: 'Packed', components: [{ text: 'Hello' }] },
  });
  const { apps, problems } = await findApps(hostTree(root), 'local');
  expect(problems).toEqual([]);
  expect(apps.map((app) => app.package.id).sort()).toEqual(['jotter', 'packed']);
  const jotter = apps.find((app) => app.package.id === 'jotter')?.package;
  expect(jotter).toMatchObject({ permissions: ['STANDARD'], category: 'tools' });
  expect(JSON.stringify(jotter?.blueprint)).toContain('"on_event":{"click":"storage.clear"}');
});

test.each([
  ['no JSON', 'x.bp', '{'],
  ['a document with an unknown field', 'x.bp', { ...blueprint('x'), script: 'alert(1)' }],
  ['an unknown capability', 'x.bp', { ...blueprint('x'), app: { id: 'x', name: 'x', permissions: ['EVERYTHING'] } }],
  ['an id that is a path', 'x.bp', blueprint('../x')],
  ['a bundle outside of the package', 'x/manifest.json', { id: 'x', name: 'x', type: 'native_web', bundle: '../y' }],
  ['a process app without a program', 'x/manifest.json', { id: 'x', name: 'x', type: 'native_proc' }],
])('%s is reported and does not stop the others', async (_what, path, content) => {
  await put(path, content);
  await put('good.bp', blueprint('good'));
  const { apps, problems } = await findApps(hostTree(root), 'local');
  expect(apps.map((app) => app.package.id)).toEqual(['good']);
  expect(problems).toHaveLength(1);
  expect(problems[0]?.path).toBe(path);
});

test('a link out of the folder is not read', async () => {
  await symlink('/etc/passwd', join(root, 'evil.bp'));
  await mkdir(join(root, 'app'));
  await symlink('/etc', join(root, 'app/dist'));
  const tree = hostTree(root);
  expect((await findApps(tree, 'local')).apps).toEqual([]);
  await expect(tree.read('app/dist/passwd', 1_000_000)).rejects.toMatchObject({ code: 'ENOENT' });
  await expect(tree.read('../../etc/passwd', 1_000_000)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('the apps of the project are valid', async () => {
  const { apps, problems } = await findApps(hostTree(join(import.meta.dirname, '../../../apps')), 'shipped');
  expect(problems).toEqual([]);
  expect(new Set(apps.map((app) => app.package.id)).size).toBe(apps.length);
});
