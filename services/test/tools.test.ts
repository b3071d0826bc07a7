/** Tools through the route: as the owner and as apps with and without rights. */
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TestSystem } from '../src/testing/test-system.ts';

let system: TestSystem;
const logged: string[] = [];
beforeAll(async () => {
  system = await TestSystem.start({ uploadBytes: 8 * 1024 * 1024, logTo: { write: (line) => logged.push(line) } });
});
afterAll(() => system?.stop());

/** Ids under which the system itself keeps data. */
async function systemProcesses(): Promise<{ pid: number; namespaces: string[] }> {
  const { processes } = (await system.tool('system.processes', {})).json.data;
  const own = processes.filter(
    (each: { kind: string; app_id: string }) => each.kind === 'service' && each.app_id !== '',
  );
  return { pid: own[0].pid, namespaces: own.map((each: { app_id: string }) => each.app_id) };
}

describe('calls', () => {
  test('an unknown tool is a visible error', async () => {
    const answer = await system.tool('nope.nothing', {});
    expect(answer.status).toBe(404);
    expect(answer.json).toMatchObject({ success: false, code: 'ENOSYS', detail: 'nope.nothing' });
    expect(answer.json.error).toContain('there is no tool "nope.nothing"');
    for (const id of ['__proto__', 'constructor', 'toString']) {
      expect((await system.tool(id, {})).json.code).toBe('ENOSYS');
    }
  });

  test('names that are no tool leave nothing behind in the figures', async () => {
    await system.tool('made.up', {}, 'a-not-running');
    expect((await system.request('GET', '/metrics')).text).not.toContain('made.up');
  });

  test('parameters that do not fit are named', async () => {
    const answer = await system.tool('filesystem.read', { path: '/home/a', encoding: 'latin1' });
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ code: 'EINVAL', detail: 'encoding' });
  });

  test('an app that does not run has no tools', async () => {
    const answer = await system.tool('storage.get', { key: 'a' }, 'a-not-running');
    expect([answer.status, answer.json.code]).toEqual([404, 'ENOENT']);
  });

  test('every tool of the services is listed with its parameters', async () => {
    const { json } = await system.request('GET', '/services');
    const ids = json.services.flatMap((service: { tools: { id: string }[] }) => service.tools.map((tool) => tool.id));
    expect(ids).toEqual(expect.arrayContaining(['storage.get', 'filesystem.list', 'system.info', 'app.launch']));
    expect(json.stats.total_tools).toBe(ids.length);
    const tools = json.services.flatMap((service: { tools: object[] }) => service.tools);
    const read = tools.find((tool: { id: string }) => tool.id === 'filesystem.read');
    expect(read).toMatchObject({ site: 'services', capabilities: ['READ_FILE:/home/Documents/a.txt'] });
    expect(tools.find((tool: { id: string }) => tool.id === 'ui.set')).toMatchObject({
      site: 'shell',
      capabilities: [],
    });
    const one = await system.request('GET', '/services?category=storage');
    expect(one.json.services.map((service: { id: string }) => service.id)).toEqual(['storage']);
  });

  test('discovery finds a service by words', async () => {
    const { json } = await system.request('POST', '/services/discover', { message: 'read a file from a folder' });
    expect(json.services[0].id).toBe('filesystem');
    expect(json.services[0].reason).toContain('"read"');
    expect(json.services[0].matches[0]).toMatchObject({ id: expect.stringContaining('filesystem.') });
  });
});

describe('storage', () => {
  test('each app has its own keys, shared by its instances, and the desktop has others', async () => {
    const one = await system.launch('plain');
    const two = await system.launch('plain');
    const other = await system.launch('reader');
    const value = { books: [{ title: 'Äpfel 🍏', done: true }], none: null };
    expect((await system.tool('storage.set', { key: 'k', value }, one.id)).json.success).toBe(true);
    expect((await system.tool('storage.get', { key: 'k' }, two.id)).json.data).toEqual({ value });
    expect((await system.tool('storage.get', { key: 'k' }, other.id)).json.data).toEqual({ value: null });
    expect((await system.tool('storage.get', { key: 'k' })).json.data).toEqual({ value: null });
    expect((await system.tool('storage.list', {}, two.id)).json.data).toEqual({ keys: ['k'] });
    expect((await system.tool('storage.remove', { key: 'k' }, two.id)).json.data).toEqual({ removed: true });
    expect((await system.tool('storage.get', { key: 'k' }, one.id)).json.data).toEqual({ value: null });
  });

  test("no imported document has the desktop's keys, whatever id it takes", async () => {
    await system.tool('storage.set', { key: 'preferences', value: { theme: 'dark' } });
    const { pid, namespaces } = await systemProcesses();
    expect(pid).toBeGreaterThan(0);
    for (const id of [...namespaces, 'desktop', 'services']) {
      const document = { app: { id, name: 'Mimic' }, ui: { title: 'Mimic', components: [] } };
      const saved = await system.request('POST', '/registry/save', { blueprint: document });
      if (saved.status === 400) continue;
      const app = await system.launch(saved.json.package_id);
      expect((await system.tool('storage.list', {}, app.id)).json.data).toEqual({ keys: [] });
      expect(namespaces).not.toContain(saved.json.package_id);
    }
  });

  test('a change reaches the desktop with who made it', async () => {
    const app = await system.launch('plain');
    const socket = system.socket('/stream');
    await socket.opened();
    await system.tool('storage.set', { key: 'x', value: 1 }, app.id);
    await socket.until(() => socket.messages.some((each) => each.type === 'data_changed'));
    expect(socket.messages.find((each) => each.type === 'data_changed')).toMatchObject({
      package_id: 'plain',
      by: app.id,
    });
    await socket.close();
  });

  test('all keys go at once, past the size of a page', async () => {
    const app = await system.launch('mine');
    const keys = Array.from({ length: 30 }, (_, index) => `key-${String(index).padStart(2, '0')}`);
    await Promise.all(keys.map((key) => system.tool('storage.set', { key, value: key }, app.id)));
    expect((await system.tool('storage.list', { prefix: 'key-1' }, app.id)).json.data.keys).toHaveLength(10);
    expect((await system.tool('storage.clear', {}, app.id)).json.data).toEqual({ removed: 30 });
    expect((await system.tool('storage.list', {}, app.id)).json.data.keys).toEqual([]);
  });
});

describe('files', () => {
  test('the owner works with files, and they are on disk', async () => {
    expect((await system.tool('filesystem.mkdir', { path: '/home/Documents/New' })).json.success).toBe(true);
    const path = '/home/Documents/New/a.txt';
    expect((await system.tool('filesystem.write', { path, content: 'one ' })).json.data).toEqual({ path, size: 4 });
    await system.tool('filesystem.write', { path, content: 'zwölf', append: true });
    expect(await readFile(system.onDisk(path), 'utf8')).toBe('one zwölf');
    const { json } = await system.tool('filesystem.list', { path: '/home/Documents/New' });
    expect(json.data.entries).toMatchObject([{ name: 'a.txt', path, type: 'file', size: 10 }]);
    await system.tool('filesystem.move', { source: path, destination: '/home/Documents/b.txt' });
    await system.tool('filesystem.copy', { source: '/home/Documents/b.txt', destination: '/home/Documents/c.txt' });
    expect(await readdir(system.onDisk('home/Documents'))).toEqual(expect.arrayContaining(['New', 'b.txt', 'c.txt']));
    const read = await system.tool('filesystem.read', { path: '/home/Documents/c.txt' });
    expect(read.json.data).toEqual({ content: 'one zwölf', size: 10 });
    expect((await system.tool('filesystem.delete', { path: '/home/Documents/c.txt' })).json.data).toEqual({
      removed: 1,
    });
    expect((await system.tool('filesystem.exists', { path: '/home/Documents/c.txt' })).json.data).toEqual({
      exists: false,
    });
  });

  test('bytes that are no text are told, and given as base64', async () => {
    const bytes = Buffer.from([0xff, 0xfe, 0x00, 0x41]);
    await writeFile(system.onDisk('home/raw.bin'), bytes);
    expect((await system.tool('filesystem.read', { path: '/home/raw.bin' })).json.code).toBe('EILSEQ');
    const read = await system.tool('filesystem.read', { path: '/home/raw.bin', encoding: 'base64' });
    expect(read.json.data.content).toBe(bytes.toString('base64'));
    const wrong = await system.tool('filesystem.write', { path: '/home/x', content: '!!!', encoding: 'base64' });
    expect([wrong.status, wrong.json.code]).toEqual([400, 'EINVAL']);
  });

  test('a file longer than a read can give is refused, not cut', async () => {
    await writeFile(system.onDisk('home/long.txt'), 'x'.repeat(1_500_000));
    expect((await system.tool('filesystem.read', { path: '/home/long.txt' })).json.code).toBe('EFBIG');
  });

  test.each([
    '/home/../system/sign-ins.json',
    '/system/sign-ins.json',
    '/run/admin.token',
    '/home/a\0b',
    'relative/..',
  ])('the owner does not reach %j', async (path) => {
    const { json } = await system.tool('filesystem.read', { path });
    expect(json.success).toBe(false);
    expect(['EACCES', 'EINVAL', 'ENOENT', 'EISDIR']).toContain(json.code);
  });

  test('the owner does not even list what belongs to the system', async () => {
    for (const path of ['/system', '/system/grants']) {
      expect((await system.tool('filesystem.list', { path })).json.code).toBe('EACCES');
    }
    expect((await system.tool('filesystem.delete', { path: '/system', recursive: true })).json.code).toBe('EACCES');
  });

  test('an app without the right gets a visible EACCES that names it', async () => {
    await mkdir(system.onDisk('home/Documents'), { recursive: true });
    await writeFile(system.onDisk('home/Documents/d.txt'), 'd');
    await writeFile(system.onDisk('home/private.txt'), 'p');
    const plain = await system.launch('plain');
    const reader = await system.launch('reader');
    const read = (path: string, app: string) => system.tool('filesystem.read', { path }, app);
    const denied = await read('/home/Documents/d.txt', plain.id);
    expect(denied.json).toMatchObject({ success: false, code: 'EACCES' });
    expect(denied.json.error.length).toBeGreaterThan(10);
    expect((await read('/home/Documents/d.txt', reader.id)).json.data.content).toBe('d');
    expect((await read('/home/private.txt', reader.id)).json.code).toBe('EACCES');
    const write = { path: '/home/Documents/d.txt', content: 'changed' };
    expect((await system.tool('filesystem.write', write, reader.id)).json.code).toBe('EACCES');
    expect(await readFile(system.onDisk('home/Documents/d.txt'), 'utf8')).toBe('d');
  });

  test("an app of the owner's folder has nothing beyond its own folder, whatever it asks for", async () => {
    const mine = await system.launch('mine');
    expect(mine.permissions).toEqual(['STANDARD']);
    await writeFile(system.onDisk('home/private.txt'), 'p');
    expect((await system.tool('filesystem.read', { path: '/home/private.txt' }, mine.id)).json.code).toBe('EACCES');
    expect((await system.tool('app.launch', { package_id: 'plain' }, mine.id)).json.code).toBe('EACCES');
    const own = { path: '/home/.apps/mine/notes.txt', content: 'own' };
    expect((await system.tool('filesystem.write', own, mine.id)).json.success).toBe(true);
    const foreign = { path: '/home/.apps/plain/notes.txt', content: 'foreign' };
    expect((await system.tool('filesystem.write', foreign, mine.id)).json.code).toBe('EACCES');
  });
});

describe('apps and system', () => {
  test('an app launches, sees, focuses and closes its own children only', async () => {
    const launcher = await system.launch('launcher');
    const stranger = await system.launch('plain');
    const child = (await system.tool('app.launch', { package_id: 'plain' }, launcher.id)).json.data.app_id;
    const { json } = await system.tool('app.list', {}, launcher.id);
    expect(json.data.apps.map((each: { id: string }) => each.id)).toEqual([child]);
    expect((await system.tool('app.close', { app_id: stranger.id }, launcher.id)).json.code).toBe('EPERM');
    expect((await system.tool('app.focus', { app_id: stranger.id }, launcher.id)).json.code).toBe('EPERM');
    expect((await system.tool('app.focus', { app_id: launcher.id }, launcher.id)).json.success).toBe(true);
    expect((await system.tool('app.close', { app_id: child }, launcher.id)).json.success).toBe(true);
    expect((await system.tool('app.launch', { package_id: 'plain' }, stranger.id)).json.code).toBe('EACCES');
    expect((await system.tool('app.launch', { package_id: 'nope' }, launcher.id)).json.code).toBe('ENOENT');
    // An app that may do more is no way around one's own rights.
    const reader = await system.tool('app.launch', { package_id: 'reader' }, launcher.id);
    expect(reader.json).toMatchObject({ success: false, code: 'EACCES' });
    expect(reader.json.detail).toContain('READ_FILE');
  });

  test('the machine, the time, the log', async () => {
    const info = (await system.tool('system.info', {})).json.data;
    expect(info.cpus).toBeGreaterThan(0);
    const { unix_ms, iso } = (await system.tool('system.time', {})).json.data;
    expect(Math.abs(unix_ms - Date.now())).toBeLessThan(5_000);
    expect(new Date(iso).getTime()).toBe(unix_ms);
    const app = await system.launch('plain');
    await system.tool('system.log', { message: 'hello\n{"level":"fake"}' }, app.id);
    const line = logged.map((each) => JSON.parse(each)).find((each) => each.msg?.startsWith('hello'));
    expect(line).toMatchObject({ package: 'plain', app: app.id });
    expect((await system.tool('system.processes', {}, app.id)).json).toMatchObject({ success: true });
  });
});

describe('whole files', () => {
  const at = (path: string, more = ''): string => `/files/content?path=${encodeURIComponent(path)}${more}`;

  test('5 MB go up and come down unchanged', async () => {
    const bytes = randomBytes(5 * 1024 * 1024 + 17);
    const up = await system.request('PUT', at('/home/Documents/big ü.bin'), bytes);
    expect(up.json).toEqual({ success: true, path: '/home/Documents/big ü.bin', size: bytes.length });
    expect((await readFile(system.onDisk('home/Documents/big ü.bin'))).equals(bytes)).toBe(true);
    const down = await system.request('GET', at('/home/Documents/big ü.bin'));
    expect(down.bytes.equals(bytes)).toBe(true);
    expect(down.headers['content-disposition']).toContain("filename*=UTF-8''big%20%C3%BC.bin");
    expect(down.headers['content-type']).toBe('application/octet-stream');
    expect(down.headers['x-content-type-options']).toBe('nosniff');
    expect(down.headers['content-security-policy']).toContain('sandbox');
    expect((await readdir(system.onDisk('home/Documents'))).filter((name) => name.startsWith('.upload-'))).toEqual([]);
  });

  test('an empty file, and a name that tries to break out of its header', async () => {
    const name = 'a"; filename="evil.html\r\nX-Evil: 1';
    expect((await system.request('PUT', at(`/home/${name}`), Buffer.alloc(0))).status).toBe(200);
    const down = await system.request('GET', at(`/home/${name}`));
    expect([down.status, down.bytes.length, down.headers['x-evil']]).toEqual([200, 0, undefined]);
    expect(down.headers['content-disposition']).not.toContain('evil.html"');
  });

  test('what is too long leaves nothing behind', async () => {
    const said = await system.request('PUT', at('/home/Documents/huge.bin'), Buffer.alloc(9 * 1024 * 1024));
    expect([said.status, said.json.code]).toEqual([413, 'EFBIG']);
    const names = await readdir(system.onDisk('home/Documents'));
    expect(names.filter((name) => name.startsWith('huge') || name.startsWith('.upload'))).toEqual([]);
  });

  test('without leave to overwrite, what is there stays', async () => {
    await writeFile(system.onDisk('home/keep.txt'), 'keep');
    const refused = await system.request('PUT', at('/home/keep.txt', '&overwrite=0'), Buffer.from('new'));
    expect([refused.status, refused.json.code]).toEqual([409, 'EEXIST']);
    expect(await readFile(system.onDisk('home/keep.txt'), 'utf8')).toBe('keep');
  });

  test('an app moves files only where it may', async () => {
    const reader = await system.launch('reader');
    await writeFile(system.onDisk('home/Documents/r.txt'), 'r');
    await writeFile(system.onDisk('home/private.txt'), 'p');
    const as = `&app_id=${reader.id}`;
    expect((await system.request('GET', at('/home/Documents/r.txt', as))).text).toBe('r');
    const refused = await system.request('GET', at('/home/private.txt', as));
    expect([refused.status, refused.json.code]).toEqual([403, 'EACCES']);
    expect((await system.request('PUT', at('/home/Documents/n.txt', as), Buffer.from('n'))).status).toBe(403);
    expect((await system.request('GET', at('/home/Documents/r.txt', '&app_id=a0'))).status).toBe(404);
  });

  test.each([
    ['/home/nothing', 404],
    ['/home', 400],
    ['/home/Documents/../../system/sign-ins.json', 403],
    ['relative', 400],
    ['/home/a\0b', 400],
  ])('a download of %j answers %i', async (path, status) => {
    const answer = await system.request('GET', at(path));
    expect([answer.status, answer.json.success]).toEqual([status, false]);
  });
});
