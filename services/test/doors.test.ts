/** Every door: who may come in, from where, how often, and with how much. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as httpsRequest } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { routeTable } from '../src/http/routes.ts';
import { send } from '../src/testing/request.ts';
import { testCertificate, testKey } from '../src/testing/test-certificate.ts';
import { TestSystem } from '../src/testing/test-system.ts';

let system: TestSystem;
let clock = Date.now();
beforeAll(async () => {
  system = await TestSystem.start({ now: () => clock, rate: { burst: 100_000, perSecond: 100_000 } });
});
afterAll(() => system?.stop());

const port = (): number => system.services.port;
const concrete = (path: string): string => path.replace(/:\w+/g, 'x1').replace('*', 'index.html');

describe('without a sign-in', () => {
  test('every route but the public ones answers 401', async () => {
    const guarded = system.services.routes.filter((route) => route.access !== 'public');
    expect(guarded.length).toBeGreaterThan(20);
    for (const { method, path } of guarded) {
      const body = method === 'GET' ? undefined : {};
      for (const headers of [
        {},
        { cookie: `agentos-${port()}=wrong` },
        { authorization: `Bearer ${'x'.repeat(43)}` },
      ]) {
        const answer = await send(port(), { method, path: concrete(path), body, headers });
        expect([method, path, answer.status]).toEqual([method, path, 401]);
        expect(answer.json).toMatchObject({ success: false, code: 'ENEEDAUTH' });
      }
    }
  });

  test('the public routes are those that the contract names', () => {
    const open = routeTable(system.services.system).filter((route) => route.access === 'public');
    expect(open.map((route) => `${route.method} ${route.path}`).sort()).toEqual([
      'GET /',
      'GET /a/:launch/*',
      'GET /auth/session',
      'GET /health',
      'GET /schemas/:name',
      'POST /auth/sign-in',
    ]);
  });

  test('sockets are refused before they open', async () => {
    for (const path of ['/stream', '/apps/a1/tty']) {
      expect(await system.socket(path, undefined, { cookie: '' }).refused()).toBe(401);
    }
  });

  test('unknown paths, other methods and preflights tell nothing', async () => {
    for (const path of ['/nope', '/system/desktop.json', '/../../etc/passwd', '/%2e%2e/%2e%2e/etc/passwd']) {
      expect((await send(port(), { method: 'GET', path })).status).toBe(401);
    }
    const preflight = await send(port(), { method: 'OPTIONS', path: '/apps' });
    expect(preflight.status).toBe(401);
    expect(preflight.headers['access-control-allow-origin']).toBeUndefined();
  });

  test('health is one word, and the page and its assets are served', async () => {
    expect((await send(port(), { method: 'GET', path: '/health' })).json).toEqual({ status: 'ok' });
    const page = await send(port(), { method: 'GET', path: '/', headers: { accept: 'text/html,*/*' } });
    expect(page.text).toContain('<title>AgentOS</title>');
    expect(page.headers['cache-control']).toBe('no-store');
    const name = await send(port(), { method: 'GET', path: '/', headers: { accept: 'application/json' } });
    expect(name.json).toMatchObject({ status: 'ok', service: 'agentos' });
  });
});

describe('the page', () => {
  test('may run only its own scripts and hold only app hosts and itself in frames', async () => {
    const page = await send(port(), {
      method: 'GET',
      path: '/',
      headers: { accept: 'text/html', host: 'localhost:8123' },
    });
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-src 'self' http://*.localhost:8123;");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(page.headers['x-content-type-options']).toBe('nosniff');
  });

  test('hashed assets are immutable, compressed when that was asked for, and answer 304', async () => {
    const path = '/assets/main-abc123.js';
    const plain = await send(port(), { method: 'GET', path });
    expect(plain.headers['cache-control']).toContain('immutable');
    expect(plain.headers['content-type']).toContain('text/javascript');
    const small = await send(port(), { method: 'GET', path, headers: { 'accept-encoding': 'gzip, br' } });
    expect(small.headers['content-encoding']).toBe('br');
    expect(small.text).toBe('pretend brotli');
    const again = await send(port(), { method: 'GET', path, headers: { 'if-none-match': String(plain.headers.etag) } });
    expect(again.status).toBe(304);
    const head = await send(port(), { method: 'HEAD', path });
    expect([head.status, head.bytes.length]).toEqual([200, 0]);
  });

  test('nothing outside of the build can be reached', async () => {
    const paths = [
      '/assets/../../run/admin.token',
      '/assets/%2e%2e/%2e%2e/run/admin.token',
      '/run/admin.token',
      '//etc/passwd',
    ];
    for (const path of [
      ...paths,
      '/assets/..%2f..%2frun%2fadmin.token',
      '/index.html',
      '/assets/main-abc123.js%00.svg',
    ]) {
      const answer = await send(port(), { method: 'GET', path, headers: { cookie: system.cookie } });
      expect([path, answer.status === 404 || answer.status === 400]).toEqual([path, true]);
    }
  });
});

describe('sign-in', () => {
  const signIn = (token: string) => send(port(), { method: 'POST', path: '/auth/sign-in', body: { token } });

  test('a token works once', async () => {
    const { token } = system.services.system.signIns.mint();
    expect((await signIn(token)).status).toBe(200);
    const second = await signIn(token);
    expect(second.status).toBe(401);
    expect(second.headers['set-cookie']).toBeUndefined();
  });

  test('a token works for ten minutes', async () => {
    const { token } = system.services.system.signIns.mint();
    clock += 10 * 60_000;
    expect((await signIn(token)).status).toBe(401);
  });

  test('the cookie is HttpOnly, strict, named by the port, and survives a restart of the services', async () => {
    const { token } = system.services.system.signIns.mint();
    const header = String((await signIn(token)).headers['set-cookie']);
    expect(header).toContain(`agentos-${port()}=`);
    expect(header).toContain('HttpOnly');
    expect(header).toContain('SameSite=Strict');
    const value = header.split(';')[0]!.split('=')[1]!;
    await system.stopServices();
    await system.startServices();
    const cookie = `agentos-${port()}=${value}`;
    system.cookie = system.cookie.replace(/^agentos-\d+/, `agentos-${port()}`);
    const state = await send(port(), { method: 'GET', path: '/auth/session', headers: { cookie } });
    expect(state.json).toEqual({ signed_in: true });
    const stored = await system.tool('filesystem.read', { path: '/system/sign-ins.json' });
    expect(stored.json).toMatchObject({ success: false, code: 'EACCES' });
  });

  test('signing out ends the cookie and the open sockets of that sign-in only', async () => {
    const cookie = await system.signIn();
    const socket = system.socket('/stream', undefined, { cookie });
    const other = system.socket('/stream');
    await Promise.all([socket.opened(), other.opened()]);
    const out = await send(port(), { method: 'POST', path: '/auth/sign-out', headers: { cookie } });
    expect(out.status).toBe(200);
    await socket.until(() => socket.closed?.code === 4003);
    expect((await send(port(), { method: 'GET', path: '/apps', headers: { cookie } })).status).toBe(401);
    expect((await system.request('GET', '/apps')).status).toBe(200);
    expect(other.closed).toBeUndefined();
    await other.close();
  });

  test('the command line mints tokens, reads health and figures, and nothing else', async () => {
    const { readFile, stat } = await import('node:fs/promises');
    const file = `${system.services.system.settings.run}/cli.token`;
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const headers = { authorization: `Bearer ${(await readFile(file, 'utf8')).trim()}` };
    const minted = await send(port(), { method: 'POST', path: '/auth/tokens', headers });
    expect((await signIn(minted.json.token)).status).toBe(200);
    expect((await send(port(), { method: 'GET', path: '/health', headers })).json.layers.length).toBeGreaterThan(2);
    const figures = await send(port(), { method: 'GET', path: '/metrics', headers });
    expect(figures.text).toContain('agentos_http_request_duration_seconds_bucket');
    expect(figures.text).toContain('agentos_kernel_call_duration_seconds_count');
    expect(figures.text).toContain('agentos_kernel_up 1');
    const socket = system.socket('/stream');
    await socket.opened();
    const more = await send(port(), { method: 'GET', path: '/metrics', headers });
    expect(more.text).toMatch(/agentos_websocket_connections\{route="\/stream"\} [1-9]/);
    await socket.close();
    for (const path of ['/apps', '/sessions', '/files/content?path=/home/x']) {
      expect((await send(port(), { method: 'GET', path, headers })).status).toBe(401);
    }
    expect((await system.request('POST', '/auth/tokens')).status).toBe(401);
  });
});

describe('where a request comes from', () => {
  test.each(['evil.example', 'appa1.localhost', 'localhost.evil.example', 'evil.localhost'])(
    'host %s is refused',
    async (host) => {
      const answer = await system.request('GET', '/apps', undefined, { host });
      expect([answer.status, answer.json.detail]).toEqual([403, 'host']);
    },
  );

  test.each(['null', 'http://evil.example', 'http://127.0.0.1:1', 'http://appa1.localhost'])(
    'origin %s is refused, for routes and sockets',
    async (origin) => {
      for (const method of ['GET', 'POST', 'DELETE', 'PUT'] as const) {
        const answer = await system.request(method, '/apps/x1', undefined, { origin });
        expect([answer.status, answer.json.detail]).toEqual([403, 'origin']);
      }
      const execute = await system.request('POST', '/services/execute', { tool_id: 'system.time' }, { origin });
      expect(execute.status).toBe(403);
      expect(await system.socket('/stream', undefined, { origin }).refused()).toBe(403);
    },
  );

  test('our own origin is let in', async () => {
    const origin = `http://127.0.0.1:${port()}`;
    expect((await system.request('POST', '/services/execute', { tool_id: 'system.time' }, { origin })).status).toBe(
      200,
    );
  });
});

describe('what a request may carry', () => {
  test.each([
    ['no JSON', '/services/execute', Buffer.from('{'), 400],
    ['a wrong shape', '/services/execute', { tool_id: 7 }, 400],
    ['a document that is too large', '/registry/save', { blueprint: 'x'.repeat(2_000_000) }, 413],
    ['a large body for a small route', '/auth/sign-in', { token: 'x'.repeat(100_000) }, 413],
  ])('%s', async (_what, path, body, status) => {
    const answer = await system.request('POST', path, body, { 'content-type': 'application/json' });
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject({ success: false, code: status === 413 ? 'EFBIG' : 'EINVAL' });
  });

  test('forms and plain text are not read as JSON', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const body = Buffer.from('{"tool_id":"system.time"}');
      const answer = await system.request('POST', '/services/execute', body, { 'content-type': type });
      expect(answer.status).toBe(415);
    }
  });

  test('a stream message that is too long ends its socket only', async () => {
    const socket = system.socket('/stream');
    await socket.opened();
    socket.raw.send('x'.repeat(300_000));
    await socket.until(() => socket.closed?.code === 1009);
    expect((await system.request('GET', '/apps')).status).toBe(200);
  });

  test('an address that cannot be decoded is answered like any other failure', async () => {
    const answer = await send(port(), { method: 'GET', path: '/%zz' });
    expect([answer.status, answer.json.code]).toEqual([400, 'EINVAL']);
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
  });

  test.each(['/health', '/%zz', '/nope', '/a/x/y'])('no socket opens at %s, and the connection ends', async (path) => {
    const socket = connect({ port: port(), host: '127.0.0.1', allowHalfOpen: true });
    const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13';
    socket.write(
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${upgrade}\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
    );
    const parts: Buffer[] = [];
    for await (const part of socket) parts.push(part);
    expect(Buffer.concat(parts).toString()).toMatch(/^HTTP\/1.1 4\d\d/);
  });

  test('a request that is no HTTP is dropped', async () => {
    const socket = connect(port(), '127.0.0.1');
    socket.end('\x16\x03\x01\x00\x00garbage\r\n\r\n');
    const parts: Buffer[] = [];
    for await (const part of socket) parts.push(part);
    expect(Buffer.concat(parts).toString()).toMatch(/^HTTP\/1.1 400|^$/);
  });
});

test('the description of the routes is complete OpenAPI', async () => {
  const { json } = await system.request('GET', '/openapi.json');
  expect(json.openapi).toBe('3.1.0');
  for (const { method, path } of system.services.routes) {
    const operation = json.paths[path.replace(/:(\w+)/g, '{$1}').replace('*', '{file}')]?.[method.toLowerCase()];
    expect([path, typeof operation?.summary]).toEqual([path, 'string']);
  }
  const execute = json.paths['/services/execute'].post;
  expect(execute.requestBody.content['application/json'].schema.properties.tool_id.type).toBe('string');
  expect(execute.security).toEqual([{ cookie: [] }]);
  expect(JSON.stringify(json)).not.toContain('undefined');
});

test('a client beyond its rate gets 429 with the time to wait', async () => {
  const limited = await TestSystem.start({ rate: { burst: 10, perSecond: 1 } });
  try {
    const answers = await Promise.all(Array.from({ length: 20 }, () => limited.request('GET', '/auth/session')));
    const refused = answers.filter((answer) => answer.status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(8);
    expect(Number(refused[0]!.headers['retry-after'])).toBeGreaterThanOrEqual(1);
  } finally {
    await limited.stop();
  }
});

test('wrong tries run out, and the right token works all the same', async () => {
  const body = { token: 'x'.repeat(32) };
  const tries = Array.from({ length: 30 }, () => send(port(), { method: 'POST', path: '/auth/sign-in', body }));
  expect((await Promise.all(tries)).some((answer) => answer.status === 429)).toBe(true);
  expect(await system.signIn()).toMatch(/^agentos-\d+=./);
});

test('whoever floods without a sign-in does not keep the owner out', async () => {
  const limited = await TestSystem.start({ rate: { burst: 10, perSecond: 0.01 } });
  try {
    const flood = Array.from({ length: 20 }, () => send(limited.services.port, { method: 'GET', path: '/' }));
    expect((await Promise.all(flood)).some((answer) => answer.status === 429)).toBe(true);
    expect((await limited.request('GET', '/apps')).status).toBe(200);
  } finally {
    await limited.stop();
  }
});

test('plain HTTP beyond loopback is refused at start', async () => {
  await expect(TestSystem.start({ env: { AGENTOS_HOST: '0.0.0.0' } })).rejects.toThrow(/--insecure/);
});

test('with a certificate the door is HTTPS and the cookie Secure', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'agentos-tls-'));
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  await writeFile(cert, testCertificate);
  await writeFile(key, testKey);
  const secured = await TestSystem.start({ env: { AGENTOS_TLS_CERT: cert, AGENTOS_TLS_KEY: key }, signedIn: false });
  try {
    const { services } = secured;
    expect(services.origin).toMatch(/^https:/);
    const { token } = services.system.signIns.mint();
    const setCookie = await new Promise<string>((resolve, reject) => {
      const sent = httpsRequest(
        {
          host: '127.0.0.1',
          port: services.port,
          path: '/auth/sign-in',
          method: 'POST',
          ca: testCertificate,
          headers: { 'content-type': 'application/json', origin: services.origin },
        },
        (response) => {
          response.resume();
          resolve(String(response.headers['set-cookie']));
        },
      );
      sent.on('error', reject);
      sent.end(JSON.stringify({ token }));
    });
    expect(setCookie).toContain('; Secure');
    await expect(send(services.port, { method: 'GET', path: '/' })).rejects.toThrow();
  } finally {
    await secured.stop();
    await rm(folder, { recursive: true });
  }
});
