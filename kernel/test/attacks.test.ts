/** What a hostile holder of a token, or of none, tries through the doors: rights that would grow, and floods. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ProcessKind, RingRequest } from '@agentos/protocol/kernel';
import { tagSyscall } from '@agentos/protocol/syscalls';
import { Client, credentials } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentArgs, requestArgs, serve, spawnArgs, writeArgs } from './cases/args.ts';
import { type Actor, everything, type KernelFixture, startKernel } from './kernel-fixture.ts';

let fixture: KernelFixture;
let system: Actor;
const refused = { code: 'EACCES' };
const readArgs = (path: string) => ({ path, offset: 0, length: 0 });
const appRequest = (name: string, capabilities: string[]) => ({ name, kind: ProcessKind.APP, capabilities });

beforeAll(async () => {
  fixture = await startKernel();
  system = await fixture.actor(everything, { kind: ProcessKind.SERVICE });
  for (const path of ['/home/D/a/Private', '/home/S/Private']) {
    await system.call('mkdir', { path, parents: true, mode: 0 });
    await system.call('writeFile', writeArgs(`${path}/x`, path));
  }
});
afterAll(() => fixture[Symbol.asyncDispose]());

describe('files', () => {
  test('a copy over a folder needs the right to write all that may be there', async () => {
    const tree = ['READ_FILE', 'LIST_DIRECTORY', 'CREATE_FILE', 'WRITE_FILE'].map((kind) => `${kind}:/home/**`);
    const app = await fixture.actor([...tree, '!WRITE_FILE:/home/D/a/Private/**']);
    const copy = { source: '/home/S', destination: '/home/D/a', overwrite: true, recursive: true };
    await expect(app.call('copyFile', copy)).rejects.toMatchObject(refused);
    expect((await system.call('readFile', readArgs('/home/D/a/Private/x'))).data.toString()).toBe('/home/D/a/Private');
  });

  test('copying or moving a folder does not list what may not be listed', async () => {
    const app = await fixture.actor([
      ...['READ_FILE', 'DELETE_FILE'].map((kind) => `${kind}:/home/D/**`),
      ...['CREATE_FILE', 'LIST_DIRECTORY'].map((kind) => `${kind}:/home/out/**`),
    ]);
    const there = { source: '/home/D', destination: '/home/out', overwrite: false };
    await expect(app.call('copyFile', { ...there, recursive: true })).rejects.toMatchObject(refused);
    await expect(app.call('moveFile', { ...there, source: '/home/D/a' })).rejects.toMatchObject(refused);
  });

  test('a name that looks like a wildcard is denied like any other', async () => {
    for (const name of ['my*.key', '**']) await system.call('writeFile', writeArgs(`/home/S/${name}`, 'k'));
    const app = await fixture.actor(['READ_FILE:/home/S/**', '!READ_FILE:/home/S/*.key', '!READ_FILE:/home/S/*']);
    for (const name of ['my*.key', '**']) {
      await expect(app.call('readFile', readArgs(`/home/S/${name}`)), name).rejects.toMatchObject(refused);
    }
  });
});

describe('search in contents', () => {
  test('what may not be listed or read is left out without a word', async () => {
    await system.call('mkdir', { path: '/home/C/secret', parents: true, mode: 0 });
    for (const path of ['/home/C/open', '/home/C/closed', '/home/C/secret/file']) {
      await system.call('writeFile', writeArgs(path, 'the word'));
    }
    await system.call('symlink', { target: '/home/C/closed', path: '/home/C/way' });
    const app = await fixture.actor([
      ...['READ_FILE', 'LIST_DIRECTORY'].map((kind) => `${kind}:/home/C/**`),
      '!READ_FILE:/home/C/closed',
      '!LIST_DIRECTORY:/home/C/secret/**',
    ]);
    const { matches, truncated } = await app.call('searchContent', contentArgs('WORD', { path: '/home/C' }));
    expect([matches.map(({ path }) => path), truncated]).toEqual([['/home/C/open'], false]);
    await expect(app.call('searchContent', contentArgs('x', { path: '/home/C/secret' }))).rejects.toMatchObject(
      refused,
    );
  });

  test('a long one ends with its deadline, and others get their turn meanwhile', async () => {
    const folder = join(fixture.home, 'home/long');
    mkdirSync(folder);
    for (let at = 0; at < 30; at++) writeFileSync(join(folder, `${at}`), Buffer.alloc(8 << 20, '\n'));
    const search = system.call('searchContent', contentArgs('x', { path: '/home/long' }), { deadlineMs: 300 });
    const ended = expect(search).rejects.toMatchObject({ code: 'ETIMEDOUT' });
    const started = performance.now();
    await system.call('now', {});
    expect(performance.now() - started).toBeLessThan(250);
    await ended;
    rmSync(folder, { recursive: true });
  });
});

describe('requests to web servers', () => {
  test('any host is not this host: an address that is not public must be named', async () => {
    await using server = await serve((_request, response) => response.end('inside'));
    const { port } = server;
    const anywhere = await fixture.actor(['NETWORK_ACCESS:*', 'NETWORK_ACCESS:0.0.0.0/0']);
    const hosts = ['127.0.0.1', '127.1', '0x7f000001', 'localhost', 'localhost.', '[::1]', '[::ffff:127.0.0.1]'];
    for (const host of [...hosts, '0.0.0.0', '10.0.0.1', '169.254.169.254', '[fe80::1]', '[64:ff9b::7f00:1]']) {
      const request = anywhere.call('networkRequest', requestArgs(`http://${host}:${port}/`));
      await expect(request, host).rejects.toMatchObject(refused);
    }
    await expect(system.call('networkRequest', requestArgs(`http://127.0.0.1:${port}/`))).rejects.toMatchObject(
      refused,
    );
    const named = await fixture.actor(['NETWORK_ACCESS:127.0.0.0/8', 'NETWORK_ACCESS:localhost']);
    expect((await named.call('networkRequest', requestArgs(`http://localhost:${port}/`))).status).toBe(200);
    const denied = await fixture.actor(['NETWORK_ACCESS', 'NETWORK_ACCESS:127.0.0.1', '!NETWORK_ACCESS:127.0.0.0/8']);
    await expect(denied.call('networkRequest', requestArgs(`http://localhost:${port}/`))).rejects.toMatchObject(
      refused,
    );
  });

  test('too much, wrong headers, nobody there, no end', async () => {
    await using server = await serve((request, response) => {
      if (request.url === '/large') response.end(Buffer.alloc((1 << 20) + 1));
      else if (request.url === '/full') response.end(Buffer.alloc(1 << 20));
      else if (request.url === '/cut') response.write('part', () => response.destroy());
      else response.write('never more');
    });
    const app = await fixture.actor(['NETWORK_ACCESS:127.0.0.1', 'NETWORK_ACCESS:*.invalid']);
    const url = `http://127.0.0.1:${server.port}`;
    const fails = async (args: ReturnType<typeof requestArgs>, code: string): Promise<void> => {
      await expect(app.call('networkRequest', args), args.url).rejects.toMatchObject({ code });
    };
    expect((await app.call('networkRequest', requestArgs(`${url}/full`))).body.length).toBe(1 << 20);
    await fails(requestArgs(`${url}/large`), 'EFBIG');
    await fails(requestArgs(url, { method: 'POST', body: Buffer.alloc((1 << 20) + 1) }), 'EFBIG');
    await fails(requestArgs(`${url}/cut`), 'ECONNRESET');
    for (const headers of [{ Host: 'x' }, { 'transfer-encoding': 'chunked' }, { a: 'b\r\nc: d' }, { 'a b': '' }]) {
      await fails(requestArgs(url, { headers }), 'EINVAL');
    }
    await fails(requestArgs(url, { method: 'CONNECT' }), 'EINVAL');
    await expect(system.call('networkRequest', requestArgs('http://./'))).rejects.toMatchObject({ code: 'EINVAL' });
    await fails(requestArgs('http://127.0.0.1:1/'), 'ECONNREFUSED');
    const late = app.call('networkRequest', requestArgs(url), { deadlineMs: 100 });
    await expect(late).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  });
});

describe('what a sandbox is given', () => {
  const binds = async (...capabilities: string[]): Promise<string[]> => {
    await system.call('spawn', { ...spawnArgs(), capabilities, appId: 'boxed' });
    const { profile } = fixture.host.launched.at(-1)!.request;
    return profile.binds.map(({ inside, writable }) => (writable ? `${inside} writable` : inside));
  };
  const all = (tree: string) =>
    ['READ_FILE', 'WRITE_FILE', 'CREATE_FILE', 'DELETE_FILE'].map((kind) => `${kind}:${tree}`);

  beforeAll(() => {
    mkdirSync(join(fixture.home, 'home/.apps/other/inner'), { recursive: true });
  });

  test.each([
    ['the private folders of all apps', ['READ_FILE:/home/.apps/**']],
    ['the folder of the private folders', ['READ_FILE:/home/.apps']],
    ['a folder without what is in it', ['READ_FILE:/home/D']],
    ['the root without what is in it', ['READ_FILE:/']],
    ['its own folder, but nothing may be read', ['STANDARD', '!READ_FILE']],
    ['its own folder, but for what no bind can cover', ['STANDARD', '!READ_FILE:/home/.apps/boxed/*/x']],
  ])('nothing is shown for %s', async (_, capabilities) => {
    expect(await binds(...capabilities)).toEqual([]);
  });

  test('a denial above its own folder holds there', async () => {
    expect(await binds('STANDARD', '!WRITE_FILE:/home/**')).toEqual(['/home/.apps/boxed']);
  });

  test('a denial about the folder of another app does not show it', async () => {
    for (const denial of ['!WRITE_FILE:/home/.apps/other/**', '!DELETE_FILE:/home/.apps/other/inner/**']) {
      expect(await binds(...all('/home/**'), denial)).toEqual(['/home writable']);
    }
  });

  test('the folders above a denied place are mounts, which nobody can rename', async () => {
    expect(await binds(...all('/home/**'), '!READ_FILE:/home/D/a/Private/**')).toEqual([
      '/home writable',
      '/home/D writable',
      '/home/D/a writable',
      '/home/D/a/Private',
    ]);
  });
});

describe('processes', () => {
  const grants = ['STANDARD', 'SPAWN_PROCESS', 'READ_FILE:/home/D/**'];

  test('a process whose creator has ended stays below who is left: rights, limits, end', async () => {
    const app = await fixture.actor(grants, { appId: 'maker', limits: { processes: 2 } });
    const middle = await fixture.client.createProcess(app.token, appRequest('middle', grants));
    const last = await fixture.client.createProcess(middle.token, appRequest('last', grants));
    const orphan = await fixture.client.attach(last.token);
    const read = () => orphan.call('readFile', readArgs('/home/D/a/Private/x'));
    await app.call('kill', { pid: middle.pid, signal: 9, tree: false });
    expect(await app.call('wait', { pid: -1, options: 0 })).toMatchObject({ pid: middle.pid });
    await expect(app.call('wait', { pid: -1, options: 0 })).rejects.toMatchObject({ code: 'ECHILD' });
    await read();
    await fixture.client.createProcess(app.token, appRequest('one more', []));
    await expect(fixture.client.createProcess(app.token, appRequest('x', []))).rejects.toMatchObject({
      code: 'EAGAIN',
    });
    await fixture.client.updateSandbox(fixture.admin, { pid: app.pid, capabilities: ['STANDARD'] });
    await expect(read()).rejects.toMatchObject(refused);
    await fixture.client.terminateProcess(fixture.admin, { pid: app.pid });
    await expect(read()).rejects.toMatchObject({ code: 'ESRCH' });
  });

  test('the limit of a process holds for all below it, however deep', async () => {
    const app = await fixture.actor(['SPAWN_PROCESS'], { limits: { processes: 3 } });
    let { token } = app;
    let made = 0;
    for (; made < 10; made++) {
      const next = await fixture.client
        .createProcess(token, appRequest('deeper', ['SPAWN_PROCESS']))
        .catch(() => undefined);
      if (next === undefined) break;
      token = next.token;
    }
    expect(made).toBe(3);
  });

  test('all files are not the right to be another app, or a service', async () => {
    const app = await fixture.actor(everything, { appId: 'files' });
    const { client } = fixture;
    const other = { ...appRequest('x', ['STANDARD']), appId: 'victim' };
    await expect(client.createProcess(app.token, other)).rejects.toMatchObject({ code: 'EPERM' });
    const service = { ...other, kind: ProcessKind.SERVICE, appId: '' };
    await expect(client.createProcess(app.token, service)).rejects.toMatchObject({ code: 'EPERM' });
  });

  test('a name cannot write to the terminal of who reads it', async () => {
    for (const name of ['a\nb', '\u001b[2J', '\u009b1m']) {
      const made = fixture.client.createProcess(fixture.admin, appRequest(name, []));
      await expect(made).rejects.toMatchObject({ code: 'EINVAL' });
    }
  });

  test('who may not end others does not learn which there are', async () => {
    const app = await fixture.actor(['STANDARD']);
    for (const pid of [system.pid, 1, 999_999]) {
      await expect(fixture.client.terminateProcess(app.token, { pid })).rejects.toMatchObject(refused);
    }
  });
});

describe('keys of other apps', () => {
  test('looking is not changing', async () => {
    const victim = await fixture.actor(['STANDARD'], { appId: 'victim' });
    await victim.call('kvSet', { namespace: '', key: 'k', value: Buffer.from('mine') });
    const observer = await fixture.actor(['OBSERVE'], { appId: 'observer' });
    const theirs = { namespace: 'victim', key: 'k' };
    expect((await observer.call('kvGet', theirs)).value.toString()).toBe('mine');
    await expect(observer.call('kvSet', { ...theirs, value: Buffer.from('x') })).rejects.toMatchObject(refused);
    await expect(observer.call('kvDelete', theirs)).rejects.toMatchObject(refused);
    await expect(observer.call('kvBatch', { namespace: 'victim', operations: [] })).rejects.toMatchObject(refused);
    await system.call('kvSet', { ...theirs, value: Buffer.from('by a service') });
  });

  test('a listing ends before it is too long, with at least one entry, and goes on from there', async () => {
    const app = await fixture.actor(['STANDARD'], { appId: 'long' });
    const value = Buffer.alloc(1024 * 1024, 1);
    for (let at = 0; at < 6; at++) await app.call('kvSet', { namespace: '', key: `k${at}`, value });
    const seen: string[] = [];
    for (let after = '', more = true; more; after = seen.at(-1) ?? '') {
      const page = await app.call('kvList', { namespace: '', prefix: '', limit: 0, after, withValues: true });
      expect(page.entries.length).toBeGreaterThan(0);
      expect(page.entries.length).toBeLessThanOrEqual(4);
      seen.push(...page.entries.map(({ key }) => key));
      more = page.truncated;
    }
    expect(seen).toEqual(['k0', 'k1', 'k2', 'k3', 'k4', 'k5']);
  });
});

describe('floods and odd input', () => {
  const raw = (): Client =>
    new Client(fixture.kernel.address, credentials.createInsecure(), { 'grpc.max_send_message_length': -1 });
  const same = (bytes: Buffer): Buffer => bytes;
  const healthy = (client: Client, service = ''): Promise<boolean> => {
    const body = Buffer.concat([Buffer.from([10, ...varint(service.length)]), Buffer.from(service)]);
    return new Promise((resolve) => {
      client.makeUnaryRequest('/grpc.health.v1.Health/Check', same, same, body, (error) => resolve(error === null));
    });
  };
  const varint = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)]);

  test('cancelling what is not there, very often and without a token, does not keep the kernel busy', async () => {
    const [attacker, other] = [raw(), raw()];
    await healthy(other);
    const count = 60_000;
    const stream = attacker.makeBidiStreamRequest('/agentos.kernel.v1.KernelService/Ring', same, same);
    const answered = new Promise<void>((resolve) => stream.once('data', resolve));
    stream.on('error', () => undefined);
    const syscall = { syscall: tagSyscall('now', {}) };
    const numbers = Array.from({ length: count }, (_, index) => index + 1);
    const submissions = numbers.map((userData) => ({
      userData,
      ref: 9,
      deadlineMs: 0,
      flags: 0,
      traceparent: '',
      syscall,
    }));
    const cancel = numbers.map((number) => number + count);
    const message = Buffer.from(RingRequest.encode({ attach: [], detach: [], submissions, cancel }).finish());
    const started = Date.now();
    stream.write(message);
    await answered;
    expect(await healthy(other)).toBe(true);
    expect(Date.now() - started).toBeLessThan(3_000);
    stream.cancel();
    attacker.close();
    other.close();
  });

  test('an endless name of a service is no crash', async () => {
    const client = raw();
    expect(await healthy(client, 'a'.repeat(1_000_000))).toBe(false);
    expect(await healthy(client)).toBe(true);
    client.close();
  });

  test('a batch whose answers do not fit is given up before they fill the memory', async () => {
    const app = await fixture.actor(['STANDARD'], { appId: 'reader' });
    const path = '/home/.apps/reader/big';
    await app.call('writeFile', { ...writeArgs(path, ''), data: Buffer.alloc(1024 * 1024) });
    const syscalls = Array.from({ length: 1_000 }, () => ({ syscall: tagSyscall('readFile', readArgs(path)) }));
    for (const parallel of [true, false]) {
      const batch = fixture.client.executeBatch(app.token, { syscalls, parallel });
      await expect(batch).rejects.toMatchObject({ code: 'EMSGSIZE' });
    }
    const { stats } = await system.call('processStats', { pid: app.pid });
    expect(stats?.bytesRead).toBeLessThan(64 * 1024 * 1024);
    const fits = await fixture.client.executeBatch(app.token, { syscalls: syscalls.slice(0, 12), parallel: true });
    expect(fits.succeeded).toBe(12);
  });

  test('a number that the wire cannot carry fails its own call, not the connection of everybody', async () => {
    const app = await fixture.actor(['STANDARD'], { appId: 'odd' });
    for (const offset of [2 ** 60, 1.5, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      const path = '/home/.apps/odd/x';
      await expect(app.call('readFile', { path, offset, length: 0 })).rejects.toMatchObject({ code: 'EINVAL' });
    }
    await app.call('now', {}, { deadlineMs: 1.5 });
    await app.call('now', {}, { deadlineMs: Number.POSITIVE_INFINITY });
    await app.call('writeFile', writeArgs('/home/.apps/odd/x', 'x'));
    const far = await app.call('readFile', { path: '/home/.apps/odd/x', offset: 2 ** 53 - 1, length: 0 });
    expect(far).toMatchObject({ endOfFile: true, size: 1 });
  });

  test('a long sleep is long', async () => {
    const sleeping = system.call('sleep', { durationMs: 2_147_483_647 }, { deadlineMs: 50 });
    await expect(sleeping).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  });

  test('writes that are under way at once are bounded for each process', async () => {
    const app = await fixture.actor(['SPAWN_PROCESS'], { appId: 'writer' });
    const { pid, stdin } = await app.call('spawn', spawnArgs());
    const data = Buffer.alloc(1024 * 1024);
    fixture.host.launched.at(-1)!.stdin!.write = () => new Promise(() => undefined);
    const control = new AbortController();
    const outcomes = Array.from({ length: 65 }, () =>
      app.call('write', { descriptor: stdin, data }, { signal: control.signal }).catch(({ code }) => code),
    );
    expect(await outcomes.at(-1)).toBe('EAGAIN');
    await system.call('now', {});
    control.abort();
    expect(await outcomes[0]).toBe('ECANCELED');
    await system.call('kill', { pid, signal: 9, tree: true });
  });

  test('the events of others end with the process that reads them; it reads so many streams and no more', async () => {
    const reader = await fixture.actor(['OBSERVE'], { appId: 'events' });
    const streams = Array.from({ length: 64 }, () => fixture.client.streamEvents(reader.token, {}));
    const first = Promise.all(streams.map((stream) => stream.next()));
    // A stream shows what happens once it is open, which nobody is told.
    for (let open = false; !open; ) {
      await system.call('now', {});
      open = await Promise.race([
        first.then(() => true),
        new Promise<false>((resolve) => setImmediate(resolve, false)),
      ]);
    }
    const more = fixture.client.streamEvents(reader.token, {}).next();
    await expect(more).rejects.toMatchObject({ code: 'EAGAIN' });
    await streams.pop()?.return(undefined);
    const ended = Promise.all(
      streams.map(async (stream) => {
        for (;;) if ((await stream.next()).done) return;
      }),
    );
    const outcome = ended.catch((error: unknown) => error);
    await fixture.client.terminateProcess(fixture.admin, { pid: reader.pid });
    expect(await outcome).toMatchObject({ detail: 'UNAUTHENTICATED' });
  });
});
