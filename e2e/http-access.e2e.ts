/** Who may reach what over HTTP and WebSocket: every route is walked, from the system's own description of itself. */

import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { KernelClient } from '../protocol/src/kernel-client.ts';
import { readSettings, runtimeFolder } from '../protocol/src/settings.ts';
import { startSystem, type TestSystem } from './support/system.ts';

interface Operation {
  readonly method: string;
  readonly path: string;
}

let system: TestSystem;
let cookie = '';
let operations: Operation[] = [];

/** Reachable without signing in, as documented: the page, sign-in and its state, bare health, frames by their secret. */
const publicOperations = new Set([
  'GET /',
  'GET /health',
  'POST /auth/sign-in',
  'GET /auth/session',
  'GET /a/x/x',
  // The published schemas: files of the system itself, which editors fetch.
  'GET /schemas/x',
]);

beforeAll(async () => {
  system = await startSystem();
  cookie = await system.signIn();
  const response = await fetch(`${system.baseUrl}/openapi.json`, { headers: { cookie } });
  const description: { paths: Record<string, Record<string, unknown>> } = await response.json();
  operations = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path: path.replace(/\{[^}]+\}/g, 'x') })),
  );
});
afterAll(async () => {
  await system?.stop();
});

/** A request with headers that `fetch` would not let through, such as Host. */
function raw(method: string, path: string, headers: Record<string, string>): Promise<number> {
  const { hostname, port } = new URL(system.baseUrl);
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ hostname, port, method, path, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sent.on('error', reject);
    sent.end();
  });
}

function opened(path: string, headers: Record<string, string>): Promise<number | 'open'> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${system.baseUrl.replace('http', 'ws')}${path}`, { headers });
    socket.once('open', () => {
      socket.close();
      resolve('open');
    });
    socket.once('unexpected-response', (_request, answer) => resolve(answer.statusCode ?? 0));
    socket.once('error', reject);
  });
}

describe('without the cookie', () => {
  test('every route but the public ones answers 401', async () => {
    expect(operations.length).toBeGreaterThan(25);
    const origin = system.baseUrl;
    const answers: Record<string, number> = {};
    for (const { method, path } of operations) {
      if (publicOperations.has(`${method} ${path}`)) continue;
      answers[`${method} ${path}`] = await raw(method, path, { origin });
    }
    expect(Object.entries(answers).filter(([, status]) => status !== 401)).toEqual([]);
  });

  test('the description holds the routes that the specification names', () => {
    const known = new Set(operations.map(({ method, path }) => `${method} ${path}`));
    const specified = [
      'GET /health',
      'GET /metrics',
      'GET /apps',
      'POST /apps/x/focus',
      'POST /apps/x/window',
      'DELETE /apps/x',
      'GET /services',
      'POST /services/discover',
      'POST /services/execute',
      'POST /generate-ui',
      'POST /registry/save',
      'GET /registry/apps',
      'GET /registry/apps/x',
      'POST /registry/apps/x/launch',
      'DELETE /registry/apps/x',
      'POST /sessions/save',
      'POST /sessions/save-default',
      'GET /sessions',
      'GET /sessions/x',
      'POST /sessions/x/restore',
      'DELETE /sessions/x',
    ];
    expect(specified.filter((operation) => !known.has(operation))).toEqual([]);
  });

  test('the streams refuse', async () => {
    const origin = system.baseUrl;
    expect(await opened('/stream', { origin })).toBe(401);
    expect(await opened('/apps/x/tty', { origin })).toBe(401);
    expect(await opened('/stream', { origin, cookie })).toBe('open');
  });
});

describe('with the cookie', () => {
  test('a foreign Host is refused, the own one is not', async () => {
    const { host, port } = new URL(system.baseUrl);
    expect(await raw('GET', '/apps', { host, cookie })).toBe(200);
    expect(await raw('GET', '/apps', { host: `localhost:${port}`, cookie })).toBe(200);
    for (const foreign of [
      `desk.example:${port}`,
      `appabc.localhost:${port}`,
      `127.0.0.1.example:${port}`,
      'evil.test',
    ]) {
      const status = await raw('GET', '/apps', { host: foreign, cookie });
      expect([foreign, status >= 400 && status < 500]).toEqual([foreign, true]);
    }
  });

  test('a foreign, null or missing Origin is refused on what changes something', async () => {
    const save = (headers: Record<string, string>): Promise<number> =>
      raw('POST', '/sessions/save-default', { cookie, 'content-type': 'application/json', ...headers });
    for (const origin of ['http://evil.test', 'null', system.baseUrl.replace('http', 'https')]) {
      expect([origin, await save({ origin })]).toEqual([origin, 403]);
    }
    expect(await opened('/stream', { origin: 'http://evil.test', cookie })).toBe(403);
    expect(await opened('/stream', { origin: 'null', cookie })).toBe(403);
  });

  test('no answer invites another origin', async () => {
    const answer = await fetch(`${system.baseUrl}/apps`, { headers: { cookie, origin: 'http://evil.test' } });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('the kernel', () => {
  test('refuses a wrong token, and the administrator token for syscalls', async () => {
    const settings = readSettings({ ...process.env, ...system.env });
    const client = await KernelClient.connect({ address: `unix:${settings.kernelSocket}` });
    try {
      await expect(client.attach('0'.repeat(64))).rejects.toThrow();
      const admin = readFileSync(join(runtimeFolder(system.home), 'admin.token'), 'utf8').trim();
      const request = {
        name: 'probe',
        kind: 2 as const,
        capabilities: [],
        limits: undefined,
        parentPid: 0,
        appId: 'probe',
        program: undefined,
        traceparent: '',
      };
      await expect(client.createProcess('f'.repeat(64), request)).rejects.toThrow();
      const created = await client.createProcess(admin, request);
      expect(created.pid).toBeGreaterThan(0);
      const probe = await client.attach(created.token);
      await expect(probe.call('readFile', { path: '/home/anything', offset: 0, length: 0 })).rejects.toMatchObject({
        code: 'EACCES',
      });
      await expect(client.attach(admin)).rejects.toThrow();
    } finally {
      await client.close();
    }
  });
});
