/** Start, sign-in and stop as a newcomer does them, and what happens when a layer or its supervisor dies. */

import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runtimeFolder } from '../protocol/src/settings.ts';
import { isAlive, processesOfHome, until } from './support/processes.ts';
import { startSystem, TestSystem } from './support/system.ts';

describe('a system in a fresh folder', () => {
  let system: TestSystem;
  beforeAll(async () => {
    system = await startSystem();
  });
  afterAll(async () => {
    await system.stop();
  });

  test('is healthy, and tells anyone only that', async () => {
    const response = await fetch(`${system.baseUrl}/health`);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: 'ok' });
  });

  test('prints an address whose token signs in once', async () => {
    const token = new URL(system.address).hash.slice('#token='.length);
    const signIn = (): Promise<Response> =>
      fetch(`${system.baseUrl}/auth/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: system.baseUrl },
        body: JSON.stringify({ token }),
      });
    const first = await signIn();
    expect(first.status).toBe(200);
    const header = first.headers.get('set-cookie') ?? '';
    expect(header).toContain('HttpOnly');
    expect(header).toContain('SameSite=Strict');
    const cookie = header.split(';')[0] ?? '';
    expect((await fetch(`${system.baseUrl}/apps`, { headers: { cookie } })).status).toBe(200);
    expect((await signIn()).status).toBe(401);
  });

  test('answers 401 without a cookie, and with one that it did not give', async () => {
    const name = (await system.signIn()).split('=')[0];
    for (const headers of [{}, { cookie: `${name}=${'a'.repeat(43)}` }, { authorization: 'Bearer nonsense' }]) {
      expect((await fetch(`${system.baseUrl}/apps`, { headers })).status).toBe(401);
      expect((await fetch(`${system.baseUrl}/auth/tokens`, { method: 'POST', headers })).status).toBe(401);
    }
  });

  test('keeps its tokens and sockets to its owner', () => {
    const run = runtimeFolder(system.home);
    expect(statSync(system.home).mode & 0o777).toBe(0o700);
    expect(statSync(run).mode & 0o777).toBe(0o700);
    for (const file of ['admin.token', 'cli.token', 'supervisor.json']) {
      expect([file, statSync(join(run, file)).mode & 0o777]).toEqual([file, 0o600]);
    }
  });

  test('a second start prints another address and starts nothing', async () => {
    const before = system.state;
    const { code, out } = await system.agentos('up');
    expect(code).toBe(0);
    expect(out).toContain('already up');
    expect(out).toContain(`${system.baseUrl}/#token=`);
    expect(out).not.toContain(system.address);
    expect(system.state).toEqual(before);
  });

  test('shows status, ports, logs and findings', async () => {
    const status = await system.agentos('status');
    expect(status.code).toBe(0);
    expect(status.out).toContain(system.baseUrl);
    expect(status.out).toMatch(/kernel +up +\d+ /);
    expect((await system.agentos('status', '--ports')).out).toContain('kernel.sock');
    expect((await system.agentos('logs', 'kernel', '-n', '20')).out).toContain('ready');
    const doctor = await system.agentos('doctor');
    expect(doctor.out).toContain('running system:');
    expect(doctor.out).toMatch(/services +up/);
  });

  test('a killed kernel comes back, and the services with it', async () => {
    const first = system.pidOf('kernel');
    process.kill(first, 'SIGKILL');
    await until('another kernel is up', () => {
      const kernel = system.state.layers.find((layer) => layer.name === 'kernel');
      return kernel?.phase === 'up' && kernel.process?.pid !== first;
    });
    await until('healthy', async () => {
      const response = await fetch(`${system.baseUrl}/health`);
      return (await response.text()).includes('ok');
    });
    const cookie = await system.signIn();
    expect((await fetch(`${system.baseUrl}/apps`, { headers: { cookie } })).status).toBe(200);
  });

  test('killed services come back on the same port', async () => {
    const first = system.pidOf('services');
    process.kill(first, 'SIGKILL');
    await until('other services are up', () => {
      const services = system.state.layers.find((layer) => layer.name === 'services');
      return services?.phase === 'up' && services.process?.pid !== first;
    });
    expect((await fetch(`${system.baseUrl}/health`)).status).toBe(200);
  });

  test('nothing outlives a killed supervisor, and the next start works', async () => {
    const { pid, layers } = system.state;
    process.kill(pid, 'SIGKILL');
    const processes = layers.flatMap((layer) => layer.process ?? []);
    await until('the layers ended by themselves', () => !processes.some(isAlive));
    await system.start();
    expect((await fetch(`${system.baseUrl}/health`)).status).toBe(200);
  });

  test('a stop leaves no process and no listener', async () => {
    const { port } = new URL(system.baseUrl);
    expect((await system.agentos('down')).code).toBe(0);
    expect(processesOfHome(system.home)).toEqual([]);
    const refused = await new Promise((resolve) => {
      connect(Number(port), '127.0.0.1')
        .once('error', (error) => resolve(String(error)))
        .once('connect', resolve);
    });
    expect(refused).toContain('ECONNREFUSED');
    expect((await system.agentos('status')).code).toBe(1);
  });
});

describe('two starts at the same time', () => {
  test('give one system', async () => {
    const home = mkdtempSync(join(tmpdir(), 'agentos-e2e-'));
    const first = await startSystem({ home });
    await first.agentos('down');
    const results = await Promise.all([first.agentos('up'), first.agentos('up'), first.agentos('up')]);
    expect(results.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(results.filter(({ out }) => out.includes('already up'))).toHaveLength(2);
    await first.stop();
    rmSync(home, { recursive: true, force: true });
  });
});

describe('a start that cannot work', () => {
  test('says which layer, shows its log, and leaves nothing running', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const home = mkdtempSync(join(tmpdir(), 'agentos-e2e-'));
    const system = new TestSystem(home, true, port, {});
    const { code, err } = await system.agentos('up');
    other.close();
    expect(code).toBe(1);
    expect(err).toContain('cannot start: services');
    expect(err).toContain('EADDRINUSE');
    expect(processesOfHome(home)).toEqual([]);
    await system.stop();
  });
});

test('these tests run without a route to anywhere', async ({ skip }) => {
  if (process.env.AGENTOS_TEST_OFFLINE !== '1') skip('needs root and iproute2, for a network namespace of its own');
  const outcome = await new Promise((resolve) => {
    connect(53, '1.1.1.1')
      .once('error', (error) => resolve(String(error)))
      .once('connect', () => resolve('connected'));
  });
  expect(outcome).toContain('ENETUNREACH');
});
