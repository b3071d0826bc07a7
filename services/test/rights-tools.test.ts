/** `permissions.*`, `auth.*` and `clipboard.*` through the route: what the owner may, and what no app may. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { blueprint } from '../src/testing/test-apps.ts';
import { TestSystem } from '../src/testing/test-system.ts';

let system: TestSystem;
let plain: string;
let copier: string;

beforeAll(async () => {
  const copies = ['STANDARD', 'CLIPBOARD'];
  system = await TestSystem.start({
    files: {
      'shipped/blueprint/utilities/copier.bp': blueprint('copier', copies, { 'clipboard.add': { data: '=value' } }),
    },
  });
  plain = (await system.launch('plain')).id;
  copier = (await system.launch('copier')).id;
  await mkdir(join(system.home, 'home/Documents'), { recursive: true });
  await writeFile(join(system.home, 'home/Documents/a.txt'), 'a');
});
afterAll(() => system?.stop());

const call = async (id: string, params: object = {}, by?: string) => (await system.tool(id, params, by)).json;
const reads = async (package_id: string): Promise<string | undefined> => {
  const { id } = await system.launch(package_id);
  const { code } = await call('filesystem.read', { path: '/home/Documents/a.txt' }, id);
  await system.request('DELETE', `/apps/${id}`);
  return code;
};

describe('rights', () => {
  test('the owner takes them back and gives them again; open windows keep what they have', async () => {
    const open = (await system.launch('reader')).id;
    const before = (await call('permissions.list', { package_id: 'reader' })).data.value[0];
    expect(before.granted).toContain('READ_FILE:/home/Documents/**');
    const revoked = await call('permissions.revoke', {
      package_id: 'reader',
      capabilities: ['READ_FILE:/home/Documents/**'],
    });
    expect(revoked.data).toEqual({ value: expect.arrayContaining(['STANDARD']), open: 1 });
    expect(revoked.data.value).not.toContain('READ_FILE:/home/Documents/**');
    expect(await reads('reader')).toBe('EACCES');
    expect((await call('filesystem.read', { path: '/home/Documents/a.txt' }, open)).success).toBe(true);
    await call('permissions.grant', { package_id: 'reader', capabilities: ['READ_FILE:/home/Documents/**'] });
    expect(await reads('reader')).toBeUndefined();
    expect((await call('permissions.revoke', { package_id: 'reader' })).data.value).toEqual(['STANDARD']);
    expect(await reads('reader')).toBe('EACCES');
  });

  test('a part of a right is taken out of it, and put back', async () => {
    const capabilities = ['READ_FILE:/home/Documents/a.txt'];
    await call('permissions.grant', { package_id: 'reader', capabilities: ['READ_FILE:/home/Documents/**'] });
    await call('permissions.revoke', { package_id: 'reader', capabilities });
    expect(await reads('reader')).toBe('EACCES');
    await call('permissions.grant', { package_id: 'reader', capabilities });
    expect(await reads('reader')).toBeUndefined();
  });

  test("an app of the owner's own gets what it asks for only when it is granted, and never more", async () => {
    expect(await reads('mine')).toBe('EACCES');
    const path = '/home/Documents/**';
    await call('permissions.grant', { package_id: 'mine', capabilities: [`READ_FILE:${path}`] });
    expect(await reads('mine')).toBeUndefined();
    for (const capability of [`WRITE_FILE:${path}`, 'READ_FILE', 'READ_FILE:/**', 'OBSERVE', '!STANDARD', 'nonsense']) {
      const more = await call('permissions.grant', { package_id: 'mine', capabilities: [capability] });
      expect([capability, more.code]).toEqual([capability, 'EINVAL']);
    }
    expect(await call('permissions.grant', { package_id: 'nobody', capabilities: ['OBSERVE'] })).toMatchObject({
      code: 'ENOENT',
    });
  });

  test('no app grants or takes back, for itself or another', async () => {
    for (const package_id of ['plain', 'mine', 'nobody']) {
      const params = { package_id, capabilities: ['READ_FILE:/home/**'] };
      expect(await call('permissions.grant', params, plain)).toMatchObject({ code: 'EPERM' });
      expect(await call('permissions.revoke', params, plain)).toMatchObject({ code: 'EPERM' });
    }
    expect((await call('permissions.list', {}, plain)).data.value).toEqual([
      { package_id: 'plain', name: 'The plain', asked: ['STANDARD'], granted: ['STANDARD'] },
    ]);
    expect(await call('permissions.list', { package_id: 'reader' }, plain)).toMatchObject({ code: 'EPERM' });
    expect(await call('permissions.audit', { package_id: 'reader' }, plain)).toMatchObject({ code: 'EPERM' });
    expect((await call('permissions.list')).data.value.length).toBeGreaterThan(5);
  });

  test('what was refused can be looked up, by an app its own alone', async () => {
    await call('filesystem.read', { path: '/home/Documents/a.txt' }, plain);
    const own = async () => (await call('permissions.audit', {}, plain)).data.value;
    await expect.poll(async () => (await own()).length).toBeGreaterThan(0);
    const [refusal] = await own();
    expect(refusal).toMatchObject({ type: 'security.denied' });
    expect(new Set((await own()).map((each: { pid: number }) => each.pid)).size).toBe(1);
    const all = (await call('permissions.audit', { limit: 1_000 })).data.value;
    expect(all.length).toBeGreaterThanOrEqual((await own()).length);
  });

  test('every kind of right is explained', async () => {
    const { value } = (await call('permissions.resources', {}, plain)).data;
    expect(value).toContainEqual({ kind: 'NETWORK_ACCESS', allows: 'reach other computers', argument: 'host' });
  });
});

describe('the sign-in', () => {
  test('an app knows that there is one, and cannot end or make any', async () => {
    expect((await call('auth.verify', {}, plain)).data).toEqual({ value: true });
    expect((await call('auth.getUser', {}, plain)).data.value.role).toBe('owner');
    expect(await call('auth.logout', {}, plain)).toMatchObject({ code: 'EPERM' });
    const who = { username: 'ada', password: 'secret' };
    expect(await call('auth.register', who)).toMatchObject({ code: 'ENOTSUP' });
    expect(await call('auth.login', who, plain)).toMatchObject({ code: 'ENOTSUP' });
    expect((await call('auth.verify')).success).toBe(true);
  });

  test('the owner signs out of one browser, not of the others', async () => {
    const first = system.cookie;
    system.cookie = await system.signIn();
    expect((await call('auth.logout')).data).toEqual({ value: true });
    expect((await system.tool('auth.verify', {})).status).toBe(401);
    system.cookie = first;
    expect((await call('auth.verify')).success).toBe(true);
  });
});

describe('the clipboard of the system', () => {
  test('keeps what was on it, for who has the right', async () => {
    const first = (await call('clipboard.add', { data: 'Grüezi' }, copier)).data.value;
    await call('clipboard.add', { data: 'second' }, copier);
    const history = (await call('clipboard.history', {}, copier)).data.value;
    expect(history.slice(0, 2).map((each: { bytes: number }) => each.bytes)).toEqual([6, 7]);
    expect((await call('clipboard.get_entry', { entry_id: first })).data).toEqual({
      value: 'Grüezi',
      format: 'text/plain',
    });
    expect((await call('clipboard.stats', {}, copier)).data.entries).toBeGreaterThanOrEqual(2);
    await call('clipboard.clear', {}, copier);
    expect((await call('clipboard.history', {}, copier)).data.value).toEqual([]);
    expect(await call('clipboard.get_entry', { entry_id: first }, copier)).toMatchObject({ code: 'ENOENT' });
  });

  test('is closed to others, and one of a window to everyone else', async () => {
    const own = (await call('clipboard.add', { data: 'mine', own: true }, copier)).data.value;
    const other = (await system.launch('copier')).id;
    expect(await call('clipboard.get_entry', { entry_id: own, own: true }, other)).toMatchObject({ code: 'ENOENT' });
    expect(await call('clipboard.get_entry', { entry_id: own }, other)).toMatchObject({ code: 'ENOENT' });
    for (const [id, params] of [
      ['clipboard.add', { data: 'x' }],
      ['clipboard.history', {}],
      ['clipboard.get_entry', { entry_id: own }],
      ['clipboard.clear', {}],
      ['clipboard.stats', {}],
    ] as const) {
      expect([id, (await call(id, params, plain)).code]).toEqual([id, 'EACCES']);
    }
  });
});
