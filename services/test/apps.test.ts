/** Running apps over a real kernel: launch, children, layout, frames, ends and returns. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { send } from '../src/testing/request.ts';
import { TestSystem } from '../src/testing/test-system.ts';

const servicesMain = join(import.meta.dirname, '../src/main.ts');

let system: TestSystem;
beforeAll(async () => {
  system = await TestSystem.start();
});
afterAll(() => system?.stop());
beforeEach(async () => {
  for (const app of (await apps()).filter((each) => each.parent_id === null)) {
    await system.request('DELETE', `/apps/${app.id}`);
  }
});

interface ListedApp {
  id: string;
  package_id: string;
  parent_id: string | null;
  sandbox_pid: number;
  state: string;
  window: unknown;
  app_state: unknown;
  title: string;
}

async function apps(): Promise<ListedApp[]> {
  return (await system.request('GET', '/apps')).json.apps;
}

async function pids(): Promise<number[]> {
  const { json } = await system.tool('system.processes', {});
  return json.data.processes.map((each: { pid: number }) => each.pid);
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 8_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('the condition did not come true in 8 s');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const window = {
  rect: { x: 0.1, y: 0.2, width: 0.5, height: 0.4 },
  mode: { kind: 'tiled', zone: 'left' },
  minimized: true,
  z: 3,
};

describe('lifecycle', () => {
  test('launching creates a kernel process, closing ends it', async () => {
    const app = await system.launch('plain');
    expect(app).toMatchObject({ package_id: 'plain', parent_id: null, process: null, permissions: ['STANDARD'] });
    expect(await pids()).toContain(app.sandbox_pid);
    expect((await system.request('DELETE', `/apps/${app.id}`)).json).toEqual({ success: true, app_id: app.id });
    expect(await pids()).not.toContain(app.sandbox_pid);
    expect((await system.request('DELETE', `/apps/${app.id}`)).status).toBe(404);
  });

  test('closing a parent closes its children, and nothing else', async () => {
    const parent = await system.launch('plain');
    const child = await system.launch('plain', { parent_id: parent.id });
    const grandchild = await system.launch('plain', { parent_id: child.id });
    const other = await system.launch('plain');
    expect(grandchild.parent_id).toBe(child.id);
    await system.request('DELETE', `/apps/${parent.id}`);
    expect((await apps()).map((each) => each.id)).toEqual([other.id]);
    const left = await pids();
    expect([parent, child, grandchild].filter((each) => left.includes(each.sandbox_pid))).toEqual([]);
  });

  test('a parent that does not run is refused', async () => {
    const answer = await system.request('POST', '/registry/apps/plain/launch', { parent_id: 'nope' });
    expect([answer.status, answer.json.code]).toEqual([404, 'ENOENT']);
  });

  test('focus moves between apps', async () => {
    const first = await system.launch('plain');
    const second = await system.launch('plain');
    expect((await system.request('GET', '/apps')).json.focused_app_id).toBe(second.id);
    await system.request('POST', `/apps/${first.id}/focus`, {});
    const { json } = await system.request('GET', '/apps');
    expect(json.focused_app_id).toBe(first.id);
    expect(json.stats).toEqual({ total_apps: 2, active_apps: 1, background_apps: 1 });
  });

  test('a package for a single instance is focused instead of launched twice', async () => {
    const first = await system.launch('web');
    await system.launch('plain');
    expect((await system.launch('web')).id).toBe(first.id);
    expect((await system.request('GET', '/apps')).json.focused_app_id).toBe(first.id);
  });

  test('a process that is ended from outside closes its window', async () => {
    const app = await system.launch('plain');
    const socket = system.socket('/stream');
    await socket.opened();
    await system.services.system.kernel.self.call('kill', { pid: app.sandbox_pid, signal: 9, tree: true });
    await socket.until(() => socket.messages.some((each) => each.type === 'apps_changed'));
    await until(async () => (await apps()).length === 0);
    await socket.close();
  });

  test('layout that makes no sense is refused', async () => {
    const app = await system.launch('plain');
    const wrong = { window_id: 'w', window: { ...window, rect: { x: 'left' } } };
    expect((await system.request('POST', `/apps/${app.id}/window`, wrong)).status).toBe(400);
  });
});

describe('frames', () => {
  test('files come with an opaque, closed-off policy, and only while the window is open', async () => {
    const app = await system.launch('web');
    const { port } = system.services;
    expect(app.frame!.host).toBe(`app${app.id}.localhost:${port}`);
    expect(app.frame!.launch_id).toMatch(/^[0-9a-f]{32}$/);
    const headers = { host: app.frame!.host!, origin: 'null' };
    const page = await send(port, { method: 'GET', path: app.frame!.path, headers });
    expect(page.status).toBe(200);
    expect(page.headers['access-control-allow-origin']).toBe('*');
    expect(page.headers['set-cookie']).toBeUndefined();
    const policy = String(page.headers['content-security-policy']);
    for (const part of [
      "connect-src 'none'",
      'sandbox allow-scripts allow-forms',
      "trusted-types 'none'",
      `script-src http://${app.frame!.host}${app.frame!.path};`,
      `http://127.0.0.1:${port}`,
    ]) {
      expect(policy).toContain(part);
    }
    expect(page.headers['connection-allowlist']).toBe('(response-origin)');
    const script = await send(port, { method: 'GET', path: `${app.frame!.path}main.js`, headers });
    expect(script.headers['content-type']).toContain('text/javascript');
    expect((await send(port, { method: 'GET', path: `${app.frame!.path}assets/deep.css`, headers })).status).toBe(200);

    await system.request('DELETE', `/apps/${app.id}`);
    expect((await send(port, { method: 'GET', path: app.frame!.path, headers })).status).toBe(404);
  });

  test('nothing outside of the bundle can be reached', async () => {
    const app = await system.launch('web');
    const { port } = system.services;
    const tries = [
      '../secret.txt',
      '%2e%2e/secret.txt',
      '..%2fsecret.txt',
      'assets/../../secret.txt',
      '%00',
      '.hidden',
    ];
    for (const name of [...tries, '..%5csecret.txt', '/etc/passwd', 'assets//deep.css']) {
      const answer = await send(port, { method: 'GET', path: `${app.frame!.path}${name}` });
      expect([name, answer.status >= 400, answer.text.includes('outside')]).toEqual([name, true, false]);
    }
  });

  test("one app's host does not serve another's files, and no app host serves a route", async () => {
    const app = await system.launch('web');
    const { port } = system.services;
    const elsewhere = await send(port, {
      method: 'GET',
      path: app.frame!.path,
      headers: { host: `appother.localhost:${port}` },
    });
    expect(elsewhere.status).toBe(404);
    const route = await system.request('GET', '/apps', undefined, { host: app.frame!.host! });
    expect(route.status).toBe(403);
  });

  test('only reading is possible', async () => {
    const app = await system.launch('web');
    for (const method of ['POST', 'PUT', 'DELETE'] as const) {
      const answer = await send(system.services.port, { method, path: app.frame!.path, headers: { origin: 'null' } });
      expect([401, 404]).toContain(answer.status);
    }
  });

  test('on a bare address there is no host of its own, and health says so', async () => {
    const host = '192.0.2.7:8000';
    const launched = await system.request('POST', '/registry/apps/web/launch', {}, { host });
    expect(launched.json.frame.host).toBeNull();
    const frames = async (at: string) =>
      (await system.request('GET', '/health', undefined, { host: at })).json.host.find(
        (row: { name: string }) => row.name === 'frames',
      );
    expect(await frames(host)).toMatchObject({ enforcement: 'degraded' });
    expect(await frames('localhost:8000')).toMatchObject({ enforcement: 'enforced' });
  });
});

describe('what survives', () => {
  async function arranged() {
    const plain = await system.launch('plain');
    const child = await system.launch('plain', { parent_id: plain.id });
    const update = { window_id: plain.id, window, title: 'Renamed', app_state: { step: 7 } };
    expect((await system.request('POST', `/apps/${plain.id}/window`, update)).status).toBe(200);
    return { plain, child };
  }

  test('a restart of the services brings back apps with id, layout, title and state', async () => {
    const { plain, child } = await arranged();
    await system.stopServices();
    await system.startServices();
    system.cookie = await system.signIn();
    const listed = await apps();
    expect(listed.find((each) => each.id === plain.id)).toMatchObject({
      window,
      title: 'Renamed',
      app_state: { step: 7 },
    });
    expect(listed.find((each) => each.id === child.id)?.parent_id).toBe(plain.id);
    const living = await pids();
    expect(listed.every((each) => living.includes(each.sandbox_pid))).toBe(true);
  });

  test('a killed kernel comes back with a process for every app, and terminals say that they ended', async () => {
    const { plain } = await arranged();
    const cat = await system.launch('cat').catch(() => undefined);
    const socket = system.socket('/stream');
    await socket.opened();
    await system.killKernel();
    await socket.until(() => socket.messages.some((each) => each.type === 'layer' && !each.up));
    expect((await system.request('GET', '/health')).json).toMatchObject({ status: 'down' });
    const refused = await system.tool('storage.get', { key: 'a' }, plain.id);
    expect([refused.status, refused.json.code]).toEqual([503, 'EUNAVAILABLE']);
    expect((await apps()).length).toBeGreaterThan(1);

    await system.startKernel();
    await socket.until(() => socket.messages.some((each) => each.type === 'layer' && each.up));
    await until(async () => (await system.tool('storage.set', { key: 'a', value: 1 }, plain.id)).json.success);
    const living = await pids();
    const listed = await apps();
    expect(living).toContain(listed.find((each) => each.id === plain.id)?.sandbox_pid);
    if (cat !== undefined) {
      const ended = listed.find((each) => each.id === cat.id);
      expect(ended).toMatchObject({ process: { running: false, exit_code: -1 } });
      expect((await system.request('POST', `/apps/${cat.id}/restart`, {})).status).toBe(200);
      expect((await apps()).find((each) => each.id === cat.id)).toMatchObject({ process: { running: true } });
    }
    await socket.close();
  });

  test('services that were killed leave no process behind, and the next ones bring their apps back', async () => {
    await system.stopServices();
    const services = fork(servicesMain, { env: { ...process.env, ...system.env }, execArgv: [] });
    const [ready] = await once(services, 'message');
    const { port } = ready.detail;
    const bearer = (await readFile(join(system.home, 'run/cli.token'), 'utf8')).trim();
    const minted = await send(port, {
      method: 'POST',
      path: '/auth/tokens',
      headers: { authorization: `Bearer ${bearer}` },
    });
    const signedIn = await send(port, { method: 'POST', path: '/auth/sign-in', body: minted.json });
    const cookie = String(signedIn.headers['set-cookie']).split(';')[0]!;
    const path = '/registry/apps/mine/launch';
    const { json: app } = await send(port, { method: 'POST', path, body: {}, headers: { cookie } });
    const stored = join(system.home, 'system/desktop.json');
    await until(async () => (await readFile(stored, 'utf8').catch(() => '')).includes(app.id));
    const ended = once(services, 'exit');
    services.kill('SIGKILL');
    await ended;

    await system.startServices();
    system.cookie = await system.signIn();
    const living = await pids();
    expect(living).not.toContain(app.sandbox_pid);
    const back = (await apps()).find((each) => each.id === app.id);
    expect(living).toContain(back?.sandbox_pid);
  });
});
