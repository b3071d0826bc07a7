/** `http.*` and `search.*` through the route, against servers of this test: what apps may reach, and what they may not. */
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { blueprint } from '../src/testing/test-apps.ts';
import { TestSystem } from '../src/testing/test-system.ts';

type Reply = (request: IncomingMessage, response: ServerResponse, body: string) => void;

/** A server on loopback that answers by path and remembers what it was asked. */
async function serve(replies: Record<string, Reply>) {
  const asked: { url: string; method: string; headers: IncomingMessage['headers']; body: string }[] = [];
  const server: Server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    const url = request.url ?? '';
    asked.push({ url, method: request.method ?? '', headers: request.headers, body });
    const reply = replies[url.split('?')[0] ?? ''];
    if (reply === undefined) response.writeHead(404).end('nothing here');
    else reply(request, response, body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { asked, port, url: (path: string) => `http://127.0.0.1:${port}${path}`, close: () => server.close() };
}

const json: Reply = (request, response) =>
  void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ url: request.url }));
const to =
  (target: () => string, status = 302): Reply =>
  (_request, response) =>
    void response.writeHead(status, { location: target() }).end();

let system: TestSystem;
let allowed: Awaited<ReturnType<typeof serve>>;
let forbidden: Awaited<ReturnType<typeof serve>>;
let app: string;
let failures = 0;

beforeAll(async () => {
  forbidden = await serve({ '/secret': json });
  allowed = await serve({
    '/json': json,
    '/text': (_request, response) => void response.writeHead(200, { 'content-type': 'text/plain' }).end('Grüezi'),
    '/lies': (_request, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('{no'),
    '/bytes': (_request, response) => void response.writeHead(200).end(Buffer.from([0xff, 0xfe, 0])),
    '/echo': (request, response, body) =>
      void response.end(`${request.method} ${request.headers['content-type'] ?? '-'} ${body}`),
    '/headers': (request, response) =>
      void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(request.headers)),
    '/near': to(() => '/json'),
    '/inside': to(() => forbidden.url('/secret')),
    '/round': to(() => '/round'),
    '/file': to(() => 'file:///etc/passwd'),
    '/kept': to(() => '/echo', 307),
    '/posted': to(() => '/echo', 302),
    '/never': () => {},
    '/flaky': (_request, response) => {
      failures += 1;
      response.writeHead(failures < 3 ? 503 : 200).end(`${failures}`);
    },
  });
  const here = `NETWORK_ACCESS:127.0.0.1:${allowed.port}`;
  const get = { 'http.get': { url: '=value' } };
  system = await TestSystem.start({
    files: {
      'shipped/blueprint/utilities/caller.bp': blueprint(
        'caller',
        ['STANDARD', here, 'WRITE_FILE:/home/Downloads/**', 'CREATE_FILE:/home/Downloads/**'],
        { ...get, 'http.download': { url: '=value', path: '=value' } },
      ),
      'shipped/blueprint/utilities/uploader.bp': blueprint(
        'uploader',
        ['STANDARD', here, 'READ_FILE:/home/Documents/**'],
        {
          'http.upload': { url: '=value', files: '=[{ path: value }]' },
        },
      ),
      'shipped/blueprint/utilities/anywhere.bp': blueprint('anywhere', ['STANDARD', 'NETWORK_ACCESS'], get),
    },
  });
  app = (await system.launch('caller')).id;
});
afterAll(async () => {
  await system?.stop();
  allowed?.close();
  forbidden?.close();
});

const get = async (url: string, more: object = {}, by = app) =>
  (await system.tool('http.get', { url, ...more }, by)).json;

describe('requests of an app', () => {
  test('bring JSON as JSON, text as text, and other bytes as base64', async () => {
    expect((await get(allowed.url('/json'), { params: { q: 'a b', n: 1, none: null } })).data).toMatchObject({
      status: 200,
      ok: true,
      value: { url: '/json?q=a+b&n=1' },
      type: 'json',
    });
    expect((await get(allowed.url('/text'))).data).toMatchObject({ value: 'Grüezi', type: 'text' });
    expect((await get(allowed.url('/lies'))).data).toMatchObject({ value: '{no', type: 'text' });
    expect((await get(allowed.url('/bytes'))).data).toMatchObject({ value: '//4A', type: 'base64' });
    expect((await get(allowed.url('/not-there'))).data).toMatchObject({ status: 404, ok: false });
  });

  test('send records as JSON, as a form, and texts as they are', async () => {
    const send = async (more: object) =>
      (await system.tool('http.post', { url: allowed.url('/echo'), ...more }, app)).json.data.value;
    expect(await send({ data: { a: 1 } })).toBe('POST application/json {"a":1}');
    expect(await send({ data: { a: 1, b: 'x y' }, json: false })).toBe(
      'POST application/x-www-form-urlencoded a=1&b=x+y',
    );
    expect(await send({ data: 'hello' })).toBe('POST text/plain; charset=utf-8 hello');
    const nested = await system.tool('http.post', { url: allowed.url('/echo'), data: { a: {} }, json: false }, app);
    expect(nested.json).toMatchObject({ code: 'EINVAL', detail: 'data.a' });
  });

  test('go nowhere but where the rights of the app lead', async () => {
    expect(await get(forbidden.url('/secret'))).toMatchObject({ success: false, code: 'EACCES' });
    const any = (await system.launch('anywhere')).id;
    expect(await get(allowed.url('/json'), {}, any)).toMatchObject({ success: false, code: 'EACCES' });
    const none = (await system.launch('plain')).id;
    expect(await get(allowed.url('/json'), {}, none)).toMatchObject({ success: false, code: 'EACCES' });
    expect(forbidden.asked).toEqual([]);
    for (const url of ['file:///etc/passwd', 'javascript:alert(1)', 'ftp://127.0.0.1/', '//127.0.0.1/']) {
      expect((await system.tool('http.get', { url }, app)).json).toMatchObject({ code: 'EINVAL' });
    }
  });

  test('do not hang: the time that was given ends them', async () => {
    const answer = await get(allowed.url('/never'), { timeout_ms: 150 });
    expect(answer).toMatchObject({ code: 'ETIMEDOUT' });
    expect(answer.error).toContain('0.15 s');
  });
});

describe('redirects', () => {
  test('are followed and told, unless the app says no', async () => {
    expect((await get(allowed.url('/near'))).data).toMatchObject({ status: 200, url: allowed.url('/json') });
    expect((await get(allowed.url('/near'), { follow_redirects: false })).data).toMatchObject({ status: 302 });
  });

  test('to where the app may not go are refused there', async () => {
    expect(await get(allowed.url('/inside'))).toMatchObject({ success: false, code: 'EACCES' });
    expect(await get(allowed.url('/file'))).toMatchObject({ success: false, code: 'EACCES' });
    expect(forbidden.asked).toEqual([]);
  });

  test('that never end, end', async () => {
    const answer = await get(allowed.url('/round'));
    expect(answer).toMatchObject({ code: 'ELOOP' });
    expect(allowed.asked.filter((each) => each.url === '/round')).toHaveLength(6);
  });

  test('ask with GET after a POST, and send the body again only where it is said so', async () => {
    const post = async (path: string) =>
      (await system.tool('http.post', { url: allowed.url(path), data: { a: 1 } }, app)).json.data.value;
    expect(await post('/posted')).toBe('GET - ');
    expect(await post('/kept')).toBe('POST application/json {"a":1}');
  });
});

describe('habits of a window', () => {
  test('belong to it alone', async () => {
    const other = (await system.launch('caller')).id;
    await system.tool('http.set_header', { key: 'X-Mine', value: 'yes' }, app);
    const auth = { type: 'bearer', host: '127.0.0.1', token: 'secret-token' };
    await system.tool('http.set_auth', auth, app);
    expect((await get(allowed.url('/headers'))).data.value).toMatchObject({
      'x-mine': 'yes',
      authorization: 'Bearer secret-token',
    });
    const theirs = (await get(allowed.url('/headers'), {}, other)).data.value;
    expect([theirs['x-mine'], theirs.authorization]).toEqual([undefined, undefined]);
    expect((await system.tool('http.get_headers', {}, app)).json.data).toEqual({ value: { 'X-Mine': 'yes' } });
    expect((await get(allowed.url('/headers'), { headers: { 'x-mine': 'no' } })).data.value['x-mine']).toBe('no');
    await system.tool('http.clear_auth', {}, app);
    await system.tool('http.remove_header', { key: 'x-mine' }, app);
    const after = (await get(allowed.url('/headers'))).data.value;
    expect([after['x-mine'], after.authorization]).toEqual([undefined, undefined]);
  });

  test('what signs in is sent to its host alone', async () => {
    await system.tool('http.set_auth', { type: 'basic', host: 'example.com', username: 'a', password: 'b' }, app);
    expect((await get(allowed.url('/headers'))).data.value.authorization).toBeUndefined();
    await system.tool('http.clear_auth', {}, app);
  });

  test('a question is asked again when the answer is "not now", as often as was said', async () => {
    await system.tool('http.set_retry', { max_retries: 3, min_wait_seconds: 0.1 }, app);
    expect((await get(allowed.url('/flaky'))).data).toMatchObject({ status: 200, value: '3' });
    failures = 0;
    const sent = await system.tool('http.post', { url: allowed.url('/flaky'), data: 'once' }, app);
    expect(sent.json.data).toMatchObject({ status: 503, value: '1' });
    await system.tool('http.set_retry', { max_retries: 0 }, app);
  });
});

describe('files', () => {
  test('are downloaded where the app may write, and only what arrived whole', async () => {
    const path = '/home/Downloads/deep/a.json';
    const answer = await system.tool('http.download', { url: allowed.url('/json'), path, create_dirs: true }, app);
    expect(answer.json.data).toMatchObject({ path, type: 'application/json' });
    expect(await readFile(join(system.home, path), 'utf8')).toBe('{"url":"/json"}');
    const gone = { url: allowed.url('/nothing'), path: '/home/Downloads/b' };
    expect((await system.tool('http.download', gone, app)).json).toMatchObject({ code: 'EIO', detail: '404' });
    const elsewhere = { url: allowed.url('/json'), path: '/home/Documents/a.json' };
    expect((await system.tool('http.download', elsewhere, app)).json).toMatchObject({ code: 'EACCES' });
  });

  test('are uploaded as a form, when the app may read them', async () => {
    await mkdir(join(system.home, 'home/Documents'), { recursive: true });
    await writeFile(join(system.home, 'home/Documents/a.txt'), 'inhalt');
    const params = { url: allowed.url('/echo'), files: [{ path: '/home/Documents/a.txt' }], fields: { who: 'me' } };
    expect((await system.tool('http.upload', params, app)).json).toMatchObject({ code: 'EACCES' });
    const uploader = (await system.launch('uploader')).id;
    const sent = (await system.tool('http.upload', params, uploader)).json;
    expect(sent.data.value).toContain('name="file"; filename="a.txt"');
    expect(sent.data.value).toContain('inhalt');
    expect(sent.data.value).toContain('name="who"');
  });
});

describe('search', () => {
  test('finds names and lines, as the caller', async () => {
    await writeFile(join(system.home, 'home/Documents/budget.txt'), 'one\nthe Budget of March\n');
    const names = await system.tool('search.files', { query: 'budg' });
    expect(names.json.data.value[0]).toMatchObject({ path: '/home/Documents/budget.txt', type: 'file' });
    const lines = await system.tool('search.content', { query: 'b.dget', path: '/home/Documents', regex: true });
    expect(lines.json.data.value).toEqual([
      { path: '/home/Documents/budget.txt', line: 2, column: 5, text: 'the Budget of March' },
    ]);
    const all = await system.tool('search.all', { query: 'budget', path: '/home/Documents' });
    expect([all.json.data.files.length, all.json.data.lines.length]).toEqual([1, 1]);
    expect((await system.tool('search.files', { query: 'budg', path: '/home/Documents' }, app)).json).toMatchObject({
      code: 'EACCES',
    });
    expect((await system.tool('search.content', { query: '(a', regex: true })).json).toMatchObject({ code: 'EINVAL' });
  });
});
