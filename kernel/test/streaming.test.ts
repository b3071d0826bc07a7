/** StreamSyscall: files, handles and folders in chunks, what holds them back, and everything that can end them early. */
import { mkdirSync, readdirSync, readFileSync, readlinkSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StreamComplete, StreamSyscallChunk, StreamSyscallRequest } from '@agentos/protocol/kernel';
import { decodeStreamChunk, encodeStreamRequest, streamPath } from '@agentos/protocol/stream-codec';
import { Client, type ClientDuplexStream, credentials, Metadata } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { spawnArgs } from './cases/args.ts';
import { type Actor, everything, type KernelFixture, startKernel } from './kernel-fixture.ts';

const MiB = 1024 * 1024;
let fixture: KernelFixture;
let home: string;
let actor: Actor;
const clients: Client[] = [];

beforeAll(async () => {
  fixture = await startKernel();
  home = join(fixture.home, 'home');
  actor = await fixture.actor(everything, { appId: 'streams' });
});
afterAll(async () => {
  for (const client of clients) client.close();
  await fixture[Symbol.asyncDispose]();
});

const pattern = (length: number): Buffer => {
  const bytes = Buffer.allocUnsafe(length);
  for (let at = 0; at < length; at++) bytes[at] = (at * 31 + (at >>> 8)) & 0xff;
  return bytes;
};

async function all<T>(stream: AsyncGenerator<T, StreamComplete>): Promise<{ parts: T[]; total: StreamComplete }> {
  const parts: T[] = [];
  for (;;) {
    const { done, value } = await stream.next();
    if (done === true) return { parts, total: value };
    parts.push(value);
  }
}

/** A stream without our client: what is written is not read, unless the test does. */
function raw(token: string): ClientDuplexStream<StreamSyscallRequest, StreamSyscallChunk> {
  const client = new Client(fixture.kernel.address, credentials.createInsecure());
  clients.push(client);
  const metadata = new Metadata();
  metadata.set('authorization', `Bearer ${token}`);
  return client.makeBidiStreamRequest(streamPath, encodeStreamRequest, decodeStreamChunk, metadata);
}

const openHostFiles = (name: string): number =>
  readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return linkOf(fd).includes(name);
    } catch {
      return false;
    }
  }).length;
const linkOf = (fd: string): string => readlinkSync(`/proc/self/fd/${fd}`);

/** Waits until `condition` holds, by giving the kernel turns. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await actor.call('now', {});
}

const usage = async (pid: number) => {
  const process = fixture.kernel.processes.require(pid);
  return { pending: process.pending, memory: process.memory.used, handles: process.handles.size };
};

describe('reading', () => {
  test('a file arrives whole, in chunks of the size asked for, with its total', async () => {
    const content = pattern(3 * MiB + 17);
    writeFileSync(join(home, 'whole'), content);
    const { parts, total } = await all(
      fixture.client.streamRead(actor.token, { path: '/home/whole', chunkBytes: MiB }),
    );
    expect(Buffer.concat(parts).equals(content)).toBe(true);
    expect(parts.map(({ length }) => length)).toEqual([MiB, MiB, MiB, 17]);
    expect(total).toEqual({ totalBytes: content.length, totalEntries: 0 });
  });

  test.each([
    { offset: 5, length: 10, from: 5, to: 15 },
    { offset: 190, length: 100, from: 190, to: 200 },
    { offset: 500, length: 0, from: 200, to: 200 },
    { offset: 0, length: 0, from: 0, to: 200 },
  ])('offset $offset, length $length', async ({ offset, length, from, to }) => {
    const content = pattern(200);
    writeFileSync(join(home, 'part'), content);
    const request = { path: '/home/part', offset, length, chunkBytes: 7 };
    const { parts, total } = await all(fixture.client.streamRead(actor.token, request));
    expect(Buffer.concat(parts).equals(content.subarray(from, to))).toBe(true);
    expect(total.totalBytes).toBe(to - from);
  });

  test('a handle is read from its position on, which moves', async () => {
    writeFileSync(join(home, 'handle'), pattern(1_000));
    const { descriptor } = await actor.call('open', {
      path: '/home/handle',
      read: true,
      write: false,
      append: false,
      create: false,
      exclusive: false,
      truncate: false,
      mode: 0,
    });
    await actor.call('read', { descriptor, length: 100 });
    const { parts } = await all(fixture.client.streamRead(actor.token, { descriptor, length: 300, chunkBytes: 128 }));
    expect(Buffer.concat(parts).equals(pattern(1_000).subarray(100, 400))).toBe(true);
    expect((await actor.call('lseek', { descriptor, offset: 0, origin: 2 })).position).toBe(400);
    await actor.call('close', { descriptor });
    await expect(all(fixture.client.streamRead(actor.token, { descriptor }))).rejects.toMatchObject({ code: 'EBADF' });
  });

  test('what a program prints arrives as it is printed, until it ends', async () => {
    const { stdout } = await actor.call('spawn', spawnArgs());
    const program = fixture.host.launched.at(-1)!;
    const stream = fixture.client.streamRead(actor.token, { descriptor: stdout });
    const first = stream.next();
    program.stdout!.feed('one');
    expect(String((await first).value)).toBe('one');
    const second = stream.next();
    program.stdout!.feed('two');
    expect(String((await second).value)).toBe('two');
    const last = stream.next();
    program.end(0);
    expect(await last).toEqual({ done: true, value: { totalBytes: 6, totalEntries: 0 } });
  });
});

describe('writing', () => {
  test('arrives whole', async () => {
    const content = pattern(2 * MiB + 3);
    const writer = fixture.client.streamWrite(actor.token, { path: '/home/written', create: true });
    await writer.write(content.subarray(0, 10));
    await writer.write(content.subarray(10));
    expect(await writer.finish()).toEqual({ totalBytes: content.length, totalEntries: 0 });
    expect(readFileSync(join(home, 'written')).equals(content)).toBe(true);
  });

  test('at an offset, and at the end', async () => {
    writeFileSync(join(home, 'some'), 'abcdef');
    const middle = fixture.client.streamWrite(actor.token, { path: '/home/some', offset: 2 });
    await middle.write(Buffer.from('XY'));
    await middle.finish();
    const end = fixture.client.streamWrite(actor.token, { path: '/home/some', append: true });
    await end.write(Buffer.from('gh'));
    await end.finish();
    expect(readFileSync(join(home, 'some'), 'utf8')).toBe('abXYefgh');
  });

  test('all or nothing: the new content appears with finish, under the old mode, and nothing is left beside it', async () => {
    mkdirSync(join(home, 'atomic'));
    writeFileSync(join(home, 'atomic', 'file'), 'old', { mode: 0o600 });
    const writer = fixture.client.streamWrite(actor.token, { path: '/home/atomic/file', replace: true });
    await writer.write(pattern(MiB));
    await writer.write(pattern(MiB));
    expect(readFileSync(join(home, 'atomic', 'file'), 'utf8')).toBe('old');
    await writer.finish();
    expect(statSync(join(home, 'atomic', 'file')).size).toBe(2 * MiB);
    expect(statSync(join(home, 'atomic', 'file')).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(home, 'atomic'))).toEqual(['file']);
  });

  test.each(['cancel', 'end', 'terminate'])(
    'given up by %s: the old content stays, nothing is left beside it',
    async (how) => {
      const folder = join(home, `given-up-${how}`);
      mkdirSync(folder);
      writeFileSync(join(folder, 'file'), 'old');
      const writer = await fixture.actor(everything);
      const stream = raw(writer.token);
      const path = `/home/given-up-${how}/file`;
      const request = { path, descriptor: 0, offset: 0, append: false, create: false, truncate: false, replace: true };
      stream.write({ request: { $case: 'write', value: { ...request, mode: 0, deadlineMs: 0, traceparent: '' } } });
      stream.write({ request: { $case: 'chunk', value: pattern(MiB) } });
      stream.on('error', () => undefined);
      const last = new Promise<StreamSyscallChunk>((resolve) => stream.on('data', resolve));
      await until(() => readdirSync(folder).length === 2);
      if (how === 'cancel') stream.cancel();
      else if (how === 'end') {
        stream.end();
        expect((await last).chunk).toMatchObject({ $case: 'error', value: { code: 'ECANCELED' } });
      } else {
        await fixture.client.terminateProcess(fixture.admin, { pid: writer.pid });
        expect((await last).chunk).toMatchObject({ $case: 'error', value: { code: 'ESRCH' } });
      }
      await until(() => readdirSync(folder).length === 1);
      expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('old');
    },
  );

  test('a program is given what is written', async () => {
    const { stdin } = await actor.call('spawn', spawnArgs());
    const program = fixture.host.launched.at(-1)!;
    const writer = fixture.client.streamWrite(actor.token, { descriptor: stdin });
    await writer.write(Buffer.from('to the program'));
    expect((await writer.finish()).totalBytes).toBe(14);
    expect(program.stdin!.written.join('')).toBe('to the program');
    program.end(0);
  });

  test('a failure on the way ends the writer, whatever it still has', async () => {
    const small = await fixture.actor(everything);
    const writer = fixture.client.streamWrite(small.token, { path: '/home/late', create: true });
    await writer.write(pattern(10));
    await until(() => fixture.kernel.processes.require(small.pid).counters.bytesWritten === 10);
    await fixture.client.updateSandbox(fixture.admin, { pid: small.pid, capabilities: ['STANDARD'] });
    const endless = (async () => {
      for (;;) await writer.write(pattern(MiB));
    })();
    await expect(endless).rejects.toMatchObject({ code: 'EACCES' });
    await expect(writer.finish()).rejects.toMatchObject({ code: 'EACCES' });
    expect(statSync(join(home, 'late')).size).toBe(10);
  });
});

describe('listing', () => {
  test('every entry once, in order, in chunks', async () => {
    const folder = join(home, 'many');
    mkdirSync(folder);
    const names = Array.from({ length: 2_500 }, (_, index) => `file-${String(index).padStart(5, '0')}`);
    for (const name of names) writeFileSync(join(folder, name), 'x');
    const { parts, total } = await all(
      fixture.client.streamList(actor.token, { path: '/home/many', chunkEntries: 1_000, withStat: true }),
    );
    expect(parts.map(({ length }) => length)).toEqual([1_000, 1_000, 500]);
    expect(parts.flat().map(({ name }) => name)).toEqual(names);
    expect(parts.flat().every(({ size }) => size === 1)).toBe(true);
    expect(total).toEqual({ totalBytes: 0, totalEntries: 2_500 });
  });
});

describe('what is refused', () => {
  const refused = (code: string) => expect.objectContaining({ code });

  test.each([
    ['neither path nor handle', {}, 'EINVAL'],
    ['both', { path: '/home/whole', descriptor: 3 }, 'EINVAL'],
    ['a chunk beyond the limit', { path: '/home/whole', chunkBytes: MiB + 1 }, 'EINVAL'],
    ['a handle with an offset', { descriptor: 99, offset: 1 }, 'EINVAL'],
    ['no such file', { path: '/home/none' }, 'ENOENT'],
    ['a folder', { path: '/home' }, 'EISDIR'],
    ['a handle of nobody', { descriptor: 77 }, 'EBADF'],
  ])('reading: %s', async (_, request, code) => {
    await expect(all(fixture.client.streamRead(actor.token, request))).rejects.toEqual(refused(code));
  });

  test.each([
    ['no such file', { path: '/home/none' }, 'ENOENT'],
    ['no such file to replace', { path: '/home/none', replace: true }, 'ENOENT'],
    ['replacing a folder', { path: '/home', replace: true }, 'EISDIR'],
    ['replacing a part', { path: '/home/whole', replace: true, offset: 1 }, 'EINVAL'],
    ['a handle with options', { descriptor: 99, truncate: true }, 'EINVAL'],
  ])('writing: %s', async (_, request, code) => {
    const writer = fixture.client.streamWrite(actor.token, request);
    await expect(writer.finish()).rejects.toEqual(refused(code));
  });

  test('who lacks the right, by path and through a link', async () => {
    const app = await fixture.actor(['STANDARD'], { appId: 'barred' });
    writeFileSync(join(home, 'secret'), 'secret');
    await actor.call('symlink', { target: '/home/secret', path: '/home/.apps/barred/link' });
    const { client } = fixture;
    for (const path of ['/home/secret', '/home/.apps/barred/link']) {
      await expect(all(client.streamRead(app.token, { path }))).rejects.toEqual(refused('EACCES'));
      await expect(client.streamWrite(app.token, { path }).finish()).rejects.toEqual(refused('EACCES'));
      await expect(client.streamWrite(app.token, { path, replace: true }).finish()).rejects.toEqual(refused('EACCES'));
    }
    await expect(all(client.streamList(app.token, { path: '/home' }))).rejects.toEqual(refused('EACCES'));
    await expect(all(client.streamRead('', { path: '/home/secret' }))).rejects.toMatchObject({
      detail: 'UNAUTHENTICATED',
    });
  });

  test('a stream that begins with a chunk, and a write that goes on with a read', async () => {
    const stream = raw(actor.token);
    stream.write({ request: { $case: 'chunk', value: Buffer.from('x') } });
    const [answer] = (await stream.toArray()) as StreamSyscallChunk[];
    expect(answer?.chunk).toMatchObject({ $case: 'error', value: { code: 'EINVAL' } });
  });

  test('a chunk beyond the limit', async () => {
    const stream = raw(actor.token);
    const request = { path: '/home/wide', descriptor: 0, offset: 0, append: false, create: true, truncate: false };
    const more = { replace: false, mode: 0, deadlineMs: 0, traceparent: '' };
    stream.write({ request: { $case: 'write', value: { ...request, ...more } } });
    stream.write({ request: { $case: 'chunk', value: Buffer.alloc(MiB + 1) } });
    const [answer] = (await stream.toArray()) as StreamSyscallChunk[];
    expect(answer?.chunk).toMatchObject({ $case: 'error', value: { code: 'EMSGSIZE' } });
    expect(statSync(join(home, 'wide')).size).toBe(0);
  });

  test('more streams than a process may have', async () => {
    const reader = await fixture.actor(everything);
    const { stdout } = await reader.call('spawn', spawnArgs());
    const control = new AbortController();
    const open = Array.from({ length: 32 }, () =>
      fixture.client
        .streamRead(reader.token, { descriptor: stdout }, control.signal)
        .next()
        .catch(({ code }) => code),
    );
    await until(() => fixture.kernel.processes.require(reader.pid).pending === 32);
    const more = fixture.client.streamRead(reader.token, { path: '/home/whole' });
    await expect(more.next()).rejects.toEqual(refused('EAGAIN'));
    control.abort();
    expect(new Set(await Promise.all(open))).toEqual(new Set(['ECANCELED']));
    await until(() => fixture.kernel.processes.require(reader.pid).pending === 0);
    const { parts } = await all(fixture.client.streamRead(reader.token, { path: '/home/some' }));
    expect(Buffer.concat(parts).toString()).toBe('abXYefgh');
  });
});

describe('ending early', () => {
  test('a deadline', async () => {
    const { stdout } = await actor.call('spawn', spawnArgs());
    const stream = fixture.client.streamRead(actor.token, { descriptor: stdout, deadlineMs: 20 });
    await expect(stream.next()).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  });

  test('a right that is taken away in the middle ends the stream with the next chunk', async () => {
    writeFileSync(join(home, 'long'), pattern(MiB));
    const reader = await fixture.actor(['READ_FILE:/home/long']);
    const { stdout } = await actor.call('spawn', spawnArgs());
    void stdout;
    const stream = fixture.client.streamRead(reader.token, { path: '/home/long', chunkBytes: 64 });
    await stream.next();
    await fixture.client.updateSandbox(fixture.admin, { pid: reader.pid, capabilities: [] });
    await expect(all(stream)).rejects.toMatchObject({ code: 'EACCES' });
  });

  test('a reader that goes away leaves nothing open', async () => {
    writeFileSync(join(home, 'left-behind'), pattern(8 * MiB));
    const reader = await fixture.actor(everything);
    const before = await usage(reader.pid);
    for (let count = 0; count < 20; count++) {
      const stream = fixture.client.streamRead(reader.token, { path: '/home/left-behind', chunkBytes: MiB });
      await stream.next();
      await stream.return({ totalBytes: 0, totalEntries: 0 });
    }
    await until(() => fixture.kernel.processes.require(reader.pid).pending === 0);
    expect(await usage(reader.pid)).toEqual(before);
    await until(() => openHostFiles('left-behind') === 0);
  });

  test('the end of the process ends its streams with an error and closes what they held', async () => {
    writeFileSync(join(home, 'ends'), pattern(64 * MiB));
    const reader = await fixture.actor(everything);
    const stream = fixture.client.streamRead(reader.token, { path: '/home/ends', chunkBytes: MiB });
    await stream.next();
    const { released } = await fixture.client.terminateProcess(fixture.admin, { pid: reader.pid });
    expect(released).toContainEqual({ kind: 'syscall', count: 1, bytes: 0 });
    await expect(all(stream)).rejects.toMatchObject({ code: 'ESRCH' });
    await until(() => openHostFiles('/ends') === 0);
  });

  test('a reader that stops reading costs a few chunks, not the file', async () => {
    writeFileSync(join(home, 'slow'), pattern(64 * MiB));
    const reader = await fixture.actor(everything);
    const process = fixture.kernel.processes.require(reader.pid);
    const stream = raw(reader.token);
    stream.on('error', () => undefined);
    const value = { path: '/home/slow', descriptor: 0, offset: 0, length: 0, chunkBytes: 65_536, deadlineMs: 0 };
    // Only after the first message does this client of the transport hold anything back.
    stream.once('data', () => stream.pause());
    stream.write({ request: { $case: 'read', value: { ...value, traceparent: '' } } });
    await until(() => process.counters.bytesRead > 0);
    // It stands still once the transport's window and the two chunks are full; other calls go on meanwhile.
    let seen = -1;
    for (let still = 0; still < 50; ) {
      await actor.call('sleep', { durationMs: 2 });
      still = process.counters.bytesRead === seen ? still + 1 : 0;
      seen = process.counters.bytesRead;
    }
    expect(seen).toBeLessThan(4 * MiB);
    expect(process.memory.used).toBe(3 * 65_536);
    stream.cancel();
    await until(() => process.pending === 0);
    expect(process.memory.used).toBe(0);
  });

  test('a writer that is faster than the sink is held back', async () => {
    const { stdin } = await actor.call('spawn', spawnArgs());
    const program = fixture.host.launched.at(-1)!;
    program.stdin!.write = () => new Promise(() => undefined);
    const control = new AbortController();
    const writer = fixture.client.streamWrite(actor.token, { descriptor: stdin }, control.signal);
    let accepted = 0;
    const endless = (async () => {
      for (;;) {
        await writer.write(pattern(MiB));
        accepted++;
      }
    })();
    const outcome = endless.catch(({ code }) => code);
    let seen = -1;
    for (let still = 0; still < 50; ) {
      await actor.call('sleep', { durationMs: 2 });
      still = accepted === seen ? still + 1 : 0;
      seen = accepted;
    }
    expect(seen).toBeLessThan(16);
    control.abort();
    expect(await outcome).toBe('ECANCELED');
    program.end(0);
  });
});

describe('what is seen of it', () => {
  test('one event for a stream, in the trace of the caller, and its own line in the metrics', async () => {
    const traceId = 'c'.repeat(32);
    const traceparent = `00-${traceId}-${'c'.repeat(16)}-01`;
    await all(fixture.client.streamRead(actor.token, { path: '/home/whole', chunkBytes: 4_096, traceparent }));
    await actor.call('uptime', {}, { traceparent });
    const mine = [];
    for await (const { events } of fixture.client.streamEvents(actor.token, { fromSequence: 1 })) {
      mine.push(...events.filter((event) => event.traceId === traceId));
      if (mine.some(({ subject }) => subject === 'uptime')) break;
    }
    expect(mine.map(({ type, subject }) => `${type} ${subject}`)).toEqual([
      'syscall.exit readFile',
      'syscall.exit uptime',
    ]);
    expect(mine[0]?.valueC).toBe(3 * MiB + 17);
    expect(fixture.kernel.metrics()).toMatch(/syscalls_total\{syscall="stream.read",outcome="ok"\} \d/);
  });

  test('bytes are counted for the process', async () => {
    const reader = await fixture.actor(everything);
    await all(fixture.client.streamRead(reader.token, { path: '/home/whole' }));
    const writer = fixture.client.streamWrite(reader.token, { path: '/home/counted', create: true });
    await writer.write(pattern(100));
    await writer.finish();
    const { stats } = await actor.call('processStats', { pid: reader.pid });
    expect(stats).toMatchObject({ bytesRead: 3 * MiB + 17, bytesWritten: 100, syscalls: 2 });
  });
});

test('a handle that is taken back ends the streams that wait on it, and they give and take nothing more', async () => {
  const owner = await fixture.actor(everything, { appId: 'owner' });
  const heir = await fixture.actor(everything, { appId: 'heir', parentPid: owner.pid });
  const { readEnd, writeEnd } = await owner.call('pipeCreate', { capacity: 4_096 });
  const full = await owner.call('pipeCreate', { capacity: 4_096 });
  const pass = (descriptor: number) => owner.call('dup', { descriptor, pid: heir.pid, rights: [] });
  const handle = await pass(readEnd);
  const reading = fixture.client.streamRead(heir.token, handle).next();
  const into = await pass(full.writeEnd);
  const writer = fixture.client.streamWrite(heir.token, into);
  await writer.write(Buffer.alloc(8_000));
  const refused = [expect(reading).rejects, expect(writer.finish()).rejects].map((it) =>
    it.toMatchObject({ code: 'EBADF' }),
  );
  const { pipe } = full;
  while ((await owner.call('pipeStats', { pipe })).buffered === 0 || (await usage(heir.pid)).pending < 2) {
    await actor.call('now', {});
  }
  for (const descriptor of [readEnd, full.writeEnd]) {
    await owner.call('fcntl', { descriptor, command: 'revoke', argument: 0 });
  }
  const data = Buffer.from('for others');
  await owner.call('pipeWrite', { writeEnd, data });
  await owner.call('pipeRead', { readEnd: full.readEnd, length: 4_096 });
  await Promise.all(refused);
  expect((await owner.call('pipeRead', { readEnd, length: 0 })).data).toEqual(data);
  expect((await owner.call('pipeStats', { pipe })).buffered).toBe(0);
});

test('a replacement whose folder moves away meanwhile fails, and is not written down for ever', async () => {
  await actor.call('mkdir', { path: '/home/moving', parents: false, mode: 0 });
  const writer = fixture.client.streamWrite(actor.token, { path: '/home/moving/file', create: true, replace: true });
  await writer.write(Buffer.from('half'));
  await until(() => readdirSync(join(home, 'moving')).length > 0);
  const unfinished = () => readFileSync(join(fixture.home, '.unfinished'), 'utf8');
  expect(unfinished()).toContain('moving/.~');
  await actor.call('moveFile', { source: '/home/moving', destination: '/home/moved', overwrite: false });
  await expect(writer.finish()).rejects.toMatchObject({ code: 'ENOENT' });
  expect(unfinished()).toBe('');
});
