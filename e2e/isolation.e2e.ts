/** What a hostile web app and a hostile process reach: nothing. Both are installed like anyone's app and try for real. */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify, stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runtimeFolder } from '../protocol/src/settings.ts';
import { frameOf, launch, runningApps, terminalShows, tool } from './support/actions.ts';
import { chromiumPath, type Desktop, launchBrowser, openDesktop } from './support/desktop.ts';
import { namespaceOf, usersOf } from './support/processes.ts';
import { projectRoot, startSystem, type TestSystem } from './support/system.ts';

let system: TestSystem;
let sink: Server;
const sunk: string[] = [];

beforeAll(async () => {
  sink = createServer((request, response) => {
    sunk.push(`${request.method} ${request.url}`);
    response.setHeader('access-control-allow-origin', '*').end('leaked');
  });
  // A connection without a request would tell something too.
  sink.on('connection', () => sunk.push('connection'));
  await new Promise<void>((resolve) => sink.listen(0, '127.0.0.1', resolve));
  system = await startSystem({
    prepare(home) {
      mkdirSync(join(home, 'apps'), { recursive: true });
      cpSync(join(projectRoot, 'e2e', 'fixtures', 'apps'), join(home, 'apps'), { recursive: true });
      const main = join(home, 'apps', 'native', 'hostile-web', 'bundle', 'main.js');
      writeFileSync(main, readFileSync(main, 'utf8').replaceAll('@SINK@', sinkOrigin()));
    },
  });
});
afterAll(async () => {
  await system?.stop();
  sink?.close();
});

function sinkOrigin(): string {
  return `http://127.0.0.1:${(sink.address() as AddressInfo).port}`;
}

describe.skipIf(chromiumPath === undefined)('a hostile web app', () => {
  let desktop: Desktop;
  beforeAll(async () => {
    desktop = await openDesktop(await launchBrowser(), system);
  });
  afterAll(async () => {
    await desktop?.context.browser()?.close();
  });

  test('reaches neither the document of the shell, nor a route, nor the network', async () => {
    const window = await launch(desktop.page, 'Hostile web app');
    const frame = frameOf(window);
    await frame.locator('#report[data-done]').waitFor({ timeout: 90_000 });
    const report: Record<string, string> = JSON.parse(await frame.locator('#report').innerText());
    expect(Object.keys(report).length).toBeGreaterThan(25);
    expect(Object.entries(report).filter(([, outcome]) => !outcome.startsWith('refused:'))).toEqual([]);
    expect(desktop.page.url()).toBe(`${system.baseUrl}/`);
    // Time for the last attempt, a navigation of the frame itself.
    await desktop.page.waitForTimeout(3_500);
    expect(sunk).toEqual([]);
  });

  test('opened in a tab of its own, it still runs in no origin of ours', async () => {
    const apps: { package_id: string; frame: { path: string; host: string | null } }[] = await desktop.page.evaluate(
      async () => (await (await fetch('/apps')).json()).apps,
    );
    const path = apps.find((app) => app.package_id === 'hostile-web')?.frame.path ?? '';
    const page = await desktop.context.newPage();
    // Told by each document as it loads: the app navigates away at the end of its attempts.
    const origins: string[] = [];
    page.on('console', (message) => origins.push(message.text()));
    await page.addInitScript(() => console.info(`${location.pathname} has origin ${self.origin}`));
    const answer = await page.goto(`${system.baseUrl}${path}`);
    expect(answer?.headers()['content-security-policy']).toMatch(/sandbox(?!.*allow-same-origin)/);
    await expect.poll(() => origins).toContain(`${path} has origin null`);
    await page.close();
  });
});

describe.skipIf(chromiumPath === undefined)('a hostile process', () => {
  let desktop: Desktop;
  beforeAll(async () => {
    desktop = await openDesktop(await launchBrowser(), system);
  });
  afterAll(async () => {
    await desktop?.context.browser()?.close();
  });

  test('reaches no secret, no other process, no port and no network', async () => {
    const window = await launch(desktop.page, 'Hostile process');
    await terminalShows(window, /\$\s*$/m);
    const listener = createTcpServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => listener.once('listening', resolve));
    const script = readFileSync(join(projectRoot, 'e2e', 'fixtures', 'hostile-process.sh'), 'utf8')
      .replaceAll('@REAL_HOME@', homedir())
      .replaceAll('@RUN@', runtimeFolder(system.home))
      .replaceAll('@HOME@', system.home)
      .replaceAll('@PORT@', new URL(system.baseUrl).port)
      .replaceAll('@LISTENER@', String((listener.address() as AddressInfo).port))
      .replaceAll('@PID@', String(system.pidOf('services')));
    const attack = '/home/.apps/hostile-process/attack.sh';
    await tool(desktop.page, 'filesystem.write', { path: attack, content: script });

    // The control: the same attempts outside of a sandbox find what there is to find.
    const outside = outcomesOf((await promisify(execFile)('bash', ['-c', script])).stdout);
    const there = ['data-folder', 'admin-token', 'services-port', 'listener-port', 'signal-services', 'control'];
    expect(there.filter((name) => outside[name] !== 'reached')).toEqual([]);

    const app = (await runningApps(desktop.page)).find((one) => one.package_id === 'hostile-process')?.id ?? '';
    await tool(desktop.page, 'terminal.write', { app_id: app, text: `bash ${attack}\n` });
    let text = '';
    await expect
      .poll(
        async () => {
          text = plain((await tool<{ text: string }>(desktop.page, 'terminal.read', { app_id: app })).text);
          return text;
        },
        { timeout: 60_000, interval: 250 },
      )
      .toMatch(/END-OF-ATTEMPTS$/m);
    listener.close();
    const inside = outcomesOf(text);
    expect(Object.keys(inside).toSorted()).toEqual(Object.keys(outside).toSorted());
    expect(Object.entries(inside).filter(([, outcome]) => outcome !== 'refused')).toEqual([['control', 'reached']]);
  });

  test('runs in namespaces of its own, and not as root', async () => {
    const answer = await tool<{ processes: { app_id: string; host_pid: number }[] }>(desktop.page, 'system.processes');
    const inside = answer.processes.find((one) => one.app_id === 'hostile-process' && one.host_pid > 0)?.host_pid ?? 0;
    expect(inside).toBeGreaterThan(0);
    const users = usersOf(inside);
    expect(users?.effective).not.toBe(0);
    for (const kind of ['net', 'pid', 'mnt', 'ipc', 'uts'] as const) {
      const own = namespaceOf(inside, kind);
      if (own !== undefined && kind === 'net') expect([kind, own]).not.toEqual([kind, namespaceOf(process.pid, kind)]);
    }
  });
});

/** The text of a terminal without the sequences that move its cursor. */
function plain(text: string): string {
  return stripVTControlCharacters(text).replaceAll('\r', '');
}

/** Name of each attempt and whether it reached what it was after. */
function outcomesOf(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/([a-z-]+)=(refused|reached)/g)].map(([, name, outcome]) => [name, outcome]),
  );
}

test('an app without a right gets an EACCES, from the kernel', async () => {
  const cookie = await system.signIn();
  const headers = { cookie, origin: system.baseUrl, 'content-type': 'application/json' };
  const post = async (path: string, body: unknown): Promise<Record<string, unknown>> =>
    (await fetch(`${system.baseUrl}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).json();
  writeFileSync(join(system.home, 'home', 'secret.txt'), 'private');
  const app = await post('/registry/apps/calculator/launch', {});
  const attempt = { tool_id: 'filesystem.read', params: { path: '/home/secret.txt' } };
  expect(await post('/services/execute', { ...attempt, app_id: app.id })).toMatchObject({
    success: false,
    code: 'EACCES',
  });
  expect(await post('/services/execute', attempt)).toMatchObject({ success: true, data: { content: 'private' } });
  expect(await post('/services/execute', { ...attempt, app_id: 'nobody' })).toMatchObject({ success: false });
});
