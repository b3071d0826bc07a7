import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkMounts } from '../src/vfs/host-mounts.ts';
import { spawnArgs, writeArgs } from './cases/args.ts';
import { everything, startKernel } from './kernel-fixture.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'agentos-host-'));
  for (const name of ['data/home', 'photos', 'code/apps']) mkdirSync(join(folder, name), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (path: string, readOnly = false) => ({ mount: { folder: path, readOnly } });
const check = (path: string, readOnly = false) =>
  checkMounts(at(path, readOnly), [join(folder, 'data')], [join(folder, 'code', 'apps')]);

describe('what may be mounted', () => {
  test.each(['/', '/etc', '/proc', '/proc/self', '/sys/fs', '/dev/shm', '/usr', '/home', '/tmp', '/etc/../etc/'])(
    '%s may not',
    (path) => {
      expect(() => check(path, true)).toThrow(/^the mount mount=\/.* is refused: /);
    },
  );

  test('the data folder, what is in it, and what holds it may not, by a link neither', () => {
    symlinkSync(join(folder, 'data'), join(folder, 'link'));
    for (const path of ['data', 'data/home', '.', 'link', 'photos/../data']) {
      expect(() => check(join(folder, path), true), path).toThrow(/AgentOS keeps itself/);
    }
  });

  test('programs of the system may be looked at, not changed', () => {
    expect(() => check(join(folder, 'code'))).toThrow(/AgentOS keeps itself/);
    expect(check(join(folder, 'code'), true).mounts).toHaveProperty('mount');
  });

  test('what is not there, or no folder, is left out and told', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(check(join(folder, 'unplugged'))).toEqual({ mounts: {}, missing: { mount: expect.any(String) } });
    expect(check(join(folder, 'file'))).toEqual({ mounts: {}, missing: { mount: 'not a folder' } });
  });
});

test('a mounted folder is at /mnt, by grant, and read-only when asked', async () => {
  writeFileSync(join(folder, 'photos', 'one'), 'picture');
  await using fixture = await startKernel({
    mounts: {
      photos: { folder: join(folder, 'photos'), readOnly: true },
      code: { folder: join(folder, 'code'), readOnly: false },
      gone: { folder: join(folder, 'gone'), readOnly: false },
    },
  });
  const system = await fixture.actor(everything);
  const listed = await system.call('listDirectory', { path: '/mnt', limit: 0, cursor: '', withStat: false });
  expect(listed.entries.map(({ name }) => name)).toEqual(['code', 'photos']);
  const read = { path: '/mnt/photos/one', offset: 0, length: 0 };
  expect((await system.call('readFile', read)).data.toString()).toBe('picture');
  await expect(system.call('writeFile', writeArgs('/mnt/photos/two', 'x'))).rejects.toMatchObject({ code: 'EROFS' });
  await system.call('writeFile', writeArgs('/mnt/code/new', 'made'));
  expect(readFileSync(join(folder, 'code', 'new'), 'utf8')).toBe('made');
  const move = { source: '/mnt/code/new', destination: '/home/new', overwrite: false };
  await expect(system.call('moveFile', move)).rejects.toMatchObject({ code: 'EXDEV' });
  const app = await fixture.actor(['STANDARD', 'READ_FILE:/home/**'], { appId: 'app' });
  await expect(app.call('readFile', read)).rejects.toMatchObject({ code: 'EACCES' });
});

test('a program sees a read-only mount as such, whatever it was granted there', async () => {
  const mount = (name: string, readOnly: boolean) => ({ folder: join(folder, name), readOnly });
  await using fixture = await startKernel({ mounts: { photos: mount('photos', true), code: mount('code', false) } });
  const system = await fixture.actor(everything, { appId: '' });
  const kinds = ['READ_FILE', 'LIST_DIRECTORY', 'WRITE_FILE', 'CREATE_FILE', 'DELETE_FILE'];
  const capabilities = ['STANDARD', ...kinds.flatMap((kind) => [`${kind}:/mnt/photos/**`, `${kind}:/mnt/code/**`])];
  await system.call('spawn', { ...spawnArgs(), capabilities });
  const binds = fixture.host.launched.at(-1)?.request.profile.binds ?? [];
  const shown = Object.fromEntries(binds.map(({ inside, writable }) => [inside, writable]));
  expect(shown).toEqual({ '/mnt/photos': false, '/mnt/code': true });
});
