/** What a program relies on in sockets, through gRPC; the other side is node:net and node:dgram, the witness /proc/net. */
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { connect as connectTo, createServer, type Socket as NodeSocket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { buffer } from 'node:stream/consumers';
import { ProcessKind, SocketFamily, SocketType } from '@agentos/protocol/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  bound,
  connected,
  datagramPeer,
  freePort,
  here,
  listening,
  open,
  server,
  socketBase,
} from './cases/sockets.ts';
import { type Actor, everything, type KernelFixture, startKernel } from './kernel-fixture.ts';

const code = (name: string) => expect.objectContaining({ code: name });
const { STREAM, DATAGRAM } = SocketType;
const hasIpv6 = Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === '::1'));
const base = [...socketBase, 'NETWORK_ACCESS:[::1]', 'NETWORK_ACCESS:localhost'];
const O_NONBLOCK = 0o4000;

let fixture: KernelFixture;
let actor: Actor;

beforeAll(async () => {
  fixture = await startKernel();
  actor = await fixture.actor(base);
});
afterAll(() => fixture[Symbol.asyncDispose]());

const set = (who: Actor, socket: number, option: string, value: number, address = '') =>
  who.call('setsockopt', { socket, option, value, address });
const get = async (who: Actor, socket: number, option: string): Promise<number> =>
  (await who.call('getsockopt', { socket, option })).value;
const nonBlocking = (who: Actor, descriptor: number) =>
  who.call('fcntl', { descriptor, command: 'setfl', argument: O_NONBLOCK });
const metric = (name: string): number =>
  Number(new RegExp(`^agentos_kernel_${name} (\\d+)$`, 'm').exec(fixture.kernel.metrics())?.[1]);
const process = (who: Actor) => {
  const found = fixture.kernel.processes.get(who.pid);
  if (found === undefined) throw new Error('no such process');
  return found;
};

/** Sockets of this host at a local port, from its own table. */
function hostSockets(kind: 'tcp' | 'udp', port: number): string[] {
  const hex = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return ['', '6'].flatMap((family) =>
    readFileSync(`/proc/net/${kind}${family}`, 'utf8')
      .split('\n')
      .filter((line) => line.trim().split(/\s+/)[1]?.endsWith(hex) ?? false),
  );
}

describe('streams', () => {
  test('a server in the kernel echoes to several clients of the host', async () => {
    const { socket, port } = await listening(actor);
    const serve = async (): Promise<void> => {
      const { socket: one } = await actor.call('accept', { socket });
      for (;;) {
        const { data, endOfStream } = await actor.call('recv', { socket: one, length: 0 });
        if (endOfStream) break;
        await actor.call('send', { socket: one, data });
      }
      await actor.call('socketClose', { socket: one });
    };
    const payloads = Array.from({ length: 8 }, () => randomBytes(300_000));
    const served = payloads.map(serve);
    const echoed = payloads.map(async (payload) => {
      const client = connectTo({ port, host: '127.0.0.1', allowHalfOpen: true });
      client.end(payload);
      return (await buffer(client)).equals(payload);
    });
    expect(await Promise.all(echoed)).toEqual(payloads.map(() => true));
    await Promise.all(served);
    await actor.call('socketClose', { socket });
  });

  test.skipIf(!hasIpv6)('over IPv6, where the two families are apart until asked otherwise', async () => {
    const listener = await open(actor, STREAM, SocketFamily.IPV6);
    const { bound: at } = await actor.call('bind', { socket: listener, address: { host: '::1', port: 0 } });
    await actor.call('listen', { socket: listener, backlog: 0 });
    const socket = await open(actor, STREAM, SocketFamily.IPV6);
    const address = { host: '::1', port: at?.port ?? 0 };
    const { local } = await actor.call('connect', { socket, address });
    const { socket: accepted, peer } = await actor.call('accept', { socket: listener });
    expect(peer).toEqual(local);
    expect(peer?.host).toBe('::1');
    await actor.call('send', { socket, data: Buffer.from('six') });
    expect((await actor.call('recv', { socket: accepted, length: 9 })).data.toString()).toBe('six');

    const { port, peer: other, close } = await server();
    const four = { host: '127.0.0.1', port };
    const both = await open(actor, STREAM, SocketFamily.IPV6);
    expect(await get(actor, both, 'IPV6_V6ONLY')).toBe(1);
    await expect(actor.call('connect', { socket: both, address: four })).rejects.toThrow(code('EAFNOSUPPORT'));
    await set(actor, both, 'IPV6_V6ONLY', 0);
    expect((await actor.call('connect', { socket: both, address: four })).local?.host).toBe('127.0.0.1');
    expect((await other).remoteAddress).toBe('127.0.0.1');
    close();
  });

  test('each side ends its half by itself', async () => {
    const { socket, peer } = await connected(actor);
    peer.end('request');
    expect((await actor.call('recv', { socket, length: 0 })).data.toString()).toBe('request');
    expect((await actor.call('recv', { socket, length: 0 })).endOfStream).toBe(true);
    await actor.call('send', { socket, data: Buffer.from('answer') });
    await set(actor, socket, 'SHUT_WR', 0);
    expect((await buffer(peer)).toString()).toBe('answer');
    await expect(actor.call('send', { socket, data: Buffer.from('more') })).rejects.toThrow(code('EPIPE'));
  });

  test('a peer that does not read holds the sender back, and nothing is lost', async () => {
    const { socket, peer } = await connected(actor);
    const held = process(actor).memory.used;
    await nonBlocking(actor, socket);
    const chunk = randomBytes(256 * 1024);
    const sent = createHash('sha256');
    let total = 0;
    for (;;) {
      const taken = await actor.call('send', { socket, data: chunk }).catch((error: unknown) => error);
      if (taken instanceof Error) {
        expect(taken).toMatchObject({ code: 'EAGAIN' });
        break;
      }
      const count = (taken as { sent: number }).sent;
      sent.update(chunk.subarray(0, count));
      total += count;
    }
    expect(total).toBeLessThan(16 * 1024 * 1024);
    expect(process(actor).memory.used).toBe(held);
    const { ready } = await actor.call('poll', {
      entries: [{ descriptor: socket, readable: true, writable: true, hungUp: false }],
      timeoutMs: 0,
    });
    expect(ready).toEqual([]);
    await actor.call('fcntl', { descriptor: socket, command: 'setfl', argument: 0 });
    const blocked = actor.call('send', { socket, data: chunk }, { deadlineMs: 50 });
    await expect(blocked).rejects.toThrow(code('ETIMEDOUT'));
    const arrived = buffer(peer);
    // Once it reads, there is room again.
    await actor.call('poll', {
      entries: [{ descriptor: socket, readable: false, writable: true, hungUp: false }],
      timeoutMs: 20_000,
    });
    await actor.call('socketClose', { socket });
    const all = await arrived;
    peer.end();
    // The call that was given up may have sent a part.
    expect(all.length).toBeGreaterThanOrEqual(total);
    expect(createHash('sha256').update(all.subarray(0, total)).digest('hex')).toBe(sent.digest('hex'));
  });

  test('what is sent in one call arrives whole and in order, however much, beside others', async () => {
    const { socket, peer } = await connected(actor);
    const pieces = Array.from({ length: 6 }, (_, index) => Buffer.alloc(1024 * 1024, index + 1));
    const arrived = buffer(peer);
    const counts = await Promise.all(pieces.map((data) => actor.call('send', { socket, data })));
    expect(counts.map(({ sent }) => sent)).toEqual(pieces.map(({ length }) => length));
    await actor.call('socketClose', { socket });
    const all = await arrived;
    expect(all.length).toBe(6 * 1024 * 1024);
    for (let piece = 0; piece < 6; piece++) {
      const part = all.subarray(piece << 20, (piece + 1) << 20);
      expect(part.equals(Buffer.alloc(1 << 20, part[0]))).toBe(true);
    }
  });

  test('a peer that floods is held back by the host; the kernel holds nothing', async () => {
    const { socket, peer } = await connected(actor);
    const held = process(actor).memory.used;
    const flood = randomBytes(8 * 1024 * 1024);
    peer.end(flood);
    await expect.poll(() => peer.writableLength).toBeGreaterThan(0);
    expect(process(actor).memory.used).toBe(held);
    const hash = createHash('sha256');
    for (;;) {
      const { data, endOfStream } = await actor.call('recv', { socket, length: 1024 * 1024 });
      if (endOfStream) break;
      hash.update(data);
    }
    expect(hash.digest('hex')).toBe(createHash('sha256').update(flood).digest('hex'));
  });

  test('a reset is told once, then it is the end', async () => {
    const { socket, peer } = await connected(actor);
    peer.resetAndDestroy();
    await expect(actor.call('recv', { socket, length: 1 })).rejects.toThrow(code('ECONNRESET'));
    await expect(actor.call('send', { socket, data: Buffer.from('x') })).rejects.toThrow(code('EPIPE'));
  });

  test('the generic calls of handles: read, write, dup, poll, close', async () => {
    const { socket, peer } = await connected(actor);
    const waiting = actor.call('poll', {
      entries: [{ descriptor: socket, readable: true, writable: false, hungUp: false }],
      timeoutMs: 20_000,
    });
    peer.write('ping');
    expect((await waiting).ready).toEqual([{ descriptor: socket, readable: true, writable: false, hungUp: false }]);
    const { descriptor } = await actor.call('dup', { descriptor: socket, pid: 0, rights: [] });
    expect((await actor.call('read', { descriptor, length: 2 })).data.toString()).toBe('pi');
    await actor.call('close', { descriptor: socket });
    expect((await actor.call('read', { descriptor, length: 2 })).data.toString()).toBe('ng');
    expect((await actor.call('write', { descriptor, data: Buffer.from('pong') })).written).toBe(4);
    await actor.call('close', { descriptor });
    expect((await buffer(peer)).toString()).toBe('pong');
  });

  test('without waiting: EAGAIN, EINPROGRESS, and poll for the rest', async () => {
    const { socket: listener, port } = await listening(actor);
    await nonBlocking(actor, listener);
    await expect(actor.call('accept', { socket: listener })).rejects.toThrow(code('EAGAIN'));
    const socket = await open(actor);
    await nonBlocking(actor, socket);
    await actor.call('connect', { socket, address: here(port) }).catch((error: unknown) => {
      expect(error).toMatchObject({ code: 'EINPROGRESS' });
    });
    await actor.call('poll', {
      entries: [{ descriptor: socket, readable: false, writable: true, hungUp: false }],
      timeoutMs: 20_000,
    });
    expect(await get(actor, socket, 'SO_ERROR')).toBe(0);
    await expect(actor.call('connect', { socket, address: here(port) })).rejects.toThrow(code('EISCONN'));
    await expect(actor.call('recv', { socket, length: 1 })).rejects.toThrow(code('EAGAIN'));
    expect((await actor.call('accept', { socket: listener })).peer?.host).toBe('127.0.0.1');

    const refused = await open(actor);
    await nonBlocking(actor, refused);
    const nobody = here(await freePort());
    await expect(actor.call('connect', { socket: refused, address: nobody })).rejects.toThrow(code('EINPROGRESS'));
    await actor.call('poll', {
      entries: [{ descriptor: refused, readable: false, writable: true, hungUp: false }],
      timeoutMs: 20_000,
    });
    await expect(actor.call('connect', { socket: refused, address: nobody })).rejects.toThrow(code('ECONNREFUSED'));
    await actor.call('fcntl', { descriptor: refused, command: 'setfl', argument: 0 });
    await actor.call('connect', { socket: refused, address: here(port) });
  });
});

describe('datagrams', () => {
  test('are whole, also empty ones; what does not fit is told', async () => {
    const { socket, port } = await bound(actor, DATAGRAM);
    const { peer, port: from } = await datagramPeer();
    const send = (data: Buffer): Promise<unknown> =>
      new Promise((resolve) => peer.send(data, port, '127.0.0.1', resolve));
    for (const data of [Buffer.alloc(0), Buffer.from('abcdef'), Buffer.alloc(60_000, 7)]) await send(data);
    const take = (length: number) => actor.call('recvfrom', { socket, length });
    expect(await take(4)).toEqual({ data: Buffer.alloc(0), sender: here(from), truncated: false });
    expect(await take(4)).toMatchObject({ data: Buffer.from('abcd'), truncated: true });
    expect((await take(0)).data).toEqual(Buffer.alloc(60_000, 7));
    peer.close();
  });

  test('a queue that is full drops, and says how many', async () => {
    const flooded = await fixture.actor(base, { appId: 'flooded' });
    const { socket, port } = await bound(flooded, DATAGRAM);
    await set(flooded, socket, 'SO_RCVBUF', 4_096);
    const { peer } = await datagramPeer();
    const data = Buffer.alloc(1_000);
    for (let count = 0; count < 200; count++) {
      await new Promise((resolve) => peer.send(data, port, '127.0.0.1', resolve));
    }
    await nonBlocking(flooded, socket);
    let received = 0;
    while (await flooded.call('recvfrom', { socket, length: 0 }).catch(() => undefined)) received++;
    expect(received).toBeGreaterThan(0);
    expect(received + (await get(flooded, socket, 'SO_RXQ_OVFL'))).toBe(200);
    peer.close();
    await fixture.client.terminateProcess(fixture.admin, { pid: flooded.pid });
  });

  test('a socket that is not bound hears from those it wrote to, and from nobody else', async () => {
    const [friend, stranger] = [await datagramPeer(), await datagramPeer()];
    const socket = await open(actor, DATAGRAM);
    const written = once(friend.peer, 'message');
    await actor.call('sendto', { socket, data: Buffer.from('hello'), address: here(friend.port) });
    const [, { port }] = await written;
    await new Promise((resolve) => stranger.peer.send('unasked', port, '127.0.0.1', resolve));
    friend.peer.send('asked', port, '127.0.0.1');
    const { data, sender } = await actor.call('recvfrom', { socket, length: 0 });
    expect(data.toString()).toBe('asked');
    expect(sender).toEqual(here(friend.port));
    expect(await get(actor, socket, 'SO_RXQ_OVFL')).toBe(1);
    friend.peer.close();
    stranger.peer.close();
  });

  test('connected, they go to one peer and tell when it is gone', async () => {
    const { peer, port } = await datagramPeer();
    const socket = await open(actor, DATAGRAM);
    await actor.call('connect', { socket, address: here(port) });
    const arrived = once(peer, 'message');
    await actor.call('send', { socket, data: Buffer.from('direct') });
    expect(String((await arrived)[0])).toBe('direct');
    peer.close();
    await once(peer, 'close');
    await actor.call('send', { socket, data: Buffer.from('to nobody') });
    await expect(actor.call('recv', { socket, length: 1 })).rejects.toThrow(code('ECONNREFUSED'));
  });

  test('a group is joined on the interface that was asked for', async () => {
    const grouped = await fixture.actor([...base, 'NETWORK_ACCESS:239.0.0.0/8'], { appId: 'grouped' });
    const { socket } = await bound(grouped, DATAGRAM);
    const joined = (): boolean => readFileSync('/proc/net/igmp', 'utf8').includes('4D0300EF');
    await set(grouped, socket, 'IP_ADD_MEMBERSHIP', 1, '239.0.3.77');
    expect(joined()).toBe(true);
    await set(grouped, socket, 'IP_DROP_MEMBERSHIP', 1, '239.0.3.77');
    expect(joined()).toBe(false);
    const other = set(actor, (await bound(actor, DATAGRAM)).socket, 'IP_ADD_MEMBERSHIP', 1, '239.0.3.77');
    await expect(other).rejects.toThrow(code('EACCES'));
  });
});

describe('options', () => {
  test.each([
    ['SO_REUSEADDR', 1, STREAM],
    ['SO_KEEPALIVE', 1, STREAM],
    ['SO_BROADCAST', 1, DATAGRAM],
    ['SO_LINGER', 5, STREAM],
    ['SO_LINGER', -1, STREAM],
    ['TCP_NODELAY', 1, STREAM],
    ['TCP_CORK', 1, STREAM],
    ['TCP_KEEPIDLE', 33, STREAM],
    ['TCP_KEEPINTVL', 44, STREAM],
    ['TCP_KEEPCNT', 5, STREAM],
    ['TCP_USER_TIMEOUT', 9_000, STREAM],
    ['IP_TTL', 9, STREAM],
    ['IP_TOS', 16, DATAGRAM],
    ['IP_MULTICAST_TTL', 3, DATAGRAM],
    ['IP_MULTICAST_LOOP', 0, DATAGRAM],
  ])('%s is %d on the host too', async (option, value, type) => {
    const socket = await open(actor, type);
    await set(actor, socket, option, value);
    expect(await get(actor, socket, option)).toBe(value);
  });

  test.each([
    ['IPV6_V6ONLY', 0],
    ['IPV6_UNICAST_HOPS', 7],
    ['IPV6_MULTICAST_HOPS', 8],
    ['IPV6_MULTICAST_LOOP', 0],
    ['IPV6_TCLASS', 32],
  ])('%s is %d', async (option, value) => {
    const socket = await open(actor, DATAGRAM, SocketFamily.IPV6);
    await set(actor, socket, option, value);
    expect(await get(actor, socket, option)).toBe(value);
  });

  test('what the host does shows them: the TTL of a datagram, the keep-alive timer of a connection', async () => {
    const { socket, peer } = await connected(actor);
    await set(actor, socket, 'SO_KEEPALIVE', 1);
    const lines = hostSockets('tcp', peer.remotePort ?? 0);
    // The timer in the host's table: 02 is keep-alive.
    expect(lines.map((line) => line.trim().split(/\s+/)[5]?.slice(0, 2))).toContain('02');
  });

  test('room is charged before it is there, and given back', async () => {
    const small = await fixture.actor(base, { appId: 'small', limits: { kernelBytes: 2 * 1024 * 1024 } });
    const { memory } = process(small);
    const { socket } = await bound(small);
    const before = memory.used;
    await set(small, socket, 'SO_RCVBUF', 256 * 1024);
    expect(memory.used - before).toBe((await get(small, socket, 'SO_RCVBUF')) - 2 * 128 * 1024);
    await expect(set(small, socket, 'SO_RCVBUF', 4 * 1024 * 1024)).rejects.toThrow(code('ENOMEM'));
    expect(await get(small, socket, 'SO_RCVBUF')).toBe(512 * 1024);
    await expect(small.call('listen', { socket, backlog: 100 })).rejects.toThrow(code('ENOMEM'));
    await small.call('socketClose', { socket });
    expect(memory.used).toBe(0);
  });

  test('a socket that lingers does not keep the kernel: closing returns at once', async () => {
    const { socket, peer } = await connected(actor);
    peer.pause();
    // Longer than a test may take.
    await set(actor, socket, 'SO_LINGER', 600);
    await nonBlocking(actor, socket);
    const data = Buffer.alloc(1024 * 1024);
    while (await actor.call('send', { socket, data }).catch(() => undefined));
    await actor.call('socketClose', { socket });
    await actor.call('now', {});
    peer.destroy();
  });
});

describe('ends', () => {
  const waitsFor = async (who: Actor, call: 'accept' | 'recv' | 'recvfrom'): Promise<[number, Promise<unknown>]> => {
    if (call === 'accept') {
      const { socket } = await listening(who);
      return [socket, who.call('accept', { socket })];
    }
    const { socket } = call === 'recv' ? await connected(who) : await bound(who, DATAGRAM);
    return [socket, who.call(call, { socket, length: 1 })];
  };

  test.each(['accept', 'recv', 'recvfrom'] as const)('closing ends a %s that waits', async (call) => {
    const [socket, waiting] = await waitsFor(actor, call);
    const ended = expect(waiting).rejects.toThrow(code('EBADF'));
    await actor.call('socketClose', { socket });
    await ended;
  });

  test.each(['accept', 'recv', 'recvfrom'] as const)('the end of the process ends a %s that waits', async (call) => {
    const who = await fixture.actor(base, { appId: `ends-${call}` });
    const [, waiting] = await waitsFor(who, call);
    const ended = expect(waiting).rejects.toThrow(code('ESRCH'));
    await fixture.client.terminateProcess(fixture.admin, { pid: who.pid });
    await ended;
  });

  test('a deadline or a cancellation takes nothing out of the socket', async () => {
    const { socket, peer } = await connected(actor);
    const late = actor.call('recv', { socket, length: 100 }, { deadlineMs: 20 });
    await expect(late).rejects.toThrow(code('ETIMEDOUT'));
    const cancel = new AbortController();
    const waiting = actor.call('recv', { socket, length: 100 }, { signal: cancel.signal });
    peer.write('kept');
    cancel.abort();
    const first = await waiting.then(({ data }) => data.toString()).catch(() => '');
    const rest = first === '' ? (await actor.call('recv', { socket, length: 100 })).data.toString() : '';
    expect(first + rest).toBe('kept');
  });

  test('a deadline while a connection is being made leaves the socket unconnected', async () => {
    // A full backlog of a listener that never accepts: the host drops what asks for more.
    const { socket: full, port } = await listening(actor, 1);
    const others: NodeSocket[] = [];
    const socket = await open(actor);
    for (let count = 0; count < 8; count++) others.push(connectTo(port, '127.0.0.1').on('error', () => undefined));
    const outcome = await actor.call('connect', { socket, address: here(port) }, { deadlineMs: 200 }).then(
      () => 'connected',
      (error: unknown) => (error as { code: string }).code,
    );
    if (outcome === 'ETIMEDOUT') {
      const { port: free, peer } = await server();
      await actor.call('connect', { socket, address: here(free) });
      expect((await peer).remoteAddress).toBe('127.0.0.1');
    } else expect(outcome).toBe('connected');
    for (const one of others) one.destroy();
    await actor.call('socketClose', { socket: full });
  });

  test('nothing of a process that ends is left: ports, connections, memory, counts', async () => {
    const before = metric('sockets');
    const who = await fixture.actor(base, { appId: 'leaves' });
    const held = process(who);
    const [tcp, udp] = [await listening(who), await bound(who, DATAGRAM)];
    const client = connectTo(tcp.port, '127.0.0.1').on('error', () => undefined);
    await who.call('accept', { socket: tcp.socket });
    const { peer } = await connected(who);
    expect(hostSockets('tcp', tcp.port).length).toBeGreaterThan(0);
    expect(hostSockets('udp', udp.port).length).toBe(1);
    expect(metric('sockets')).toBe(before + 4);
    const gone = [once(client.resume(), 'close'), once(peer.resume(), 'end')];
    await fixture.client.terminateProcess(fixture.admin, { pid: who.pid });
    await Promise.all(gone);
    peer.end();
    expect(hostSockets('udp', udp.port)).toEqual([]);
    // What waits out its last packets belongs to nobody: 0A is a socket that listens, 01 one that is connected.
    expect(hostSockets('tcp', tcp.port).filter((line) => / (?:0A|01) /.test(line))).toEqual([]);
    expect(metric('sockets')).toBe(before);
    expect(held.memory.used).toBe(0);
  });

  test('sockets count among the handles; one that found no place is not lost', async () => {
    const who = await fixture.actor(base, { appId: 'few', limits: { descriptors: 2 } });
    const { socket, port } = await listening(who);
    const other = await open(who);
    await expect(open(who)).rejects.toThrow(code('EMFILE'));
    const client = connectTo(port, '127.0.0.1').on('error', () => undefined);
    await once(client, 'connect');
    await expect(who.call('accept', { socket })).rejects.toThrow(code('EMFILE'));
    await who.call('socketClose', { socket: other });
    expect((await who.call('accept', { socket })).peer?.port).toBe(client.localPort);
    client.destroy();
  });

  test('many sockets that wait at once each hear of their own', async () => {
    const service = await fixture.actor(base, { appId: 'many', kind: ProcessKind.SERVICE });
    const echo = createServer((one) => one.on('error', () => undefined).pipe(one));
    await once(echo.listen(0, '127.0.0.1'), 'listening');
    const { port } = echo.address() as { port: number };
    const answers = await Promise.all(
      Array.from({ length: 100 }, async (_, index) => {
        const socket = await open(service);
        await service.call('connect', { socket, address: here(port) });
        const answer = service.call('recv', { socket, length: 100 });
        await service.call('send', { socket, data: Buffer.from(`number ${index}`) });
        return (await answer).data.toString();
      }),
    );
    expect(answers).toEqual(answers.map((_, index) => `number ${index}`));
    await fixture.client.terminateProcess(fixture.admin, { pid: service.pid });
    echo.close();
  });
});

test('a handle of a socket in another process is not a handle here, and one that was passed on is', async () => {
  const { socket, peer } = await connected(actor);
  const stranger = await fixture.actor(base, { appId: 'stranger' });
  await expect(stranger.call('send', { socket, data: Buffer.from('x') })).rejects.toThrow(code('EBADF'));
  const child = await fixture.actor(['STANDARD'], { parentPid: actor.pid });
  const { descriptor } = await actor.call('dup', { descriptor: socket, pid: child.pid, rights: [] });
  await child.call('send', { socket: descriptor, data: Buffer.from('passed on') });
  const [data] = await once(peer, 'data');
  expect(String(data)).toBe('passed on');
  // It holds a connection, not the right to make one.
  const own = await open(child);
  await expect(child.call('connect', { socket: own, address: here(peer.localPort ?? 0) })).rejects.toThrow(
    code('EACCES'),
  );
});

test('what was passed on can be taken back, also from one who waits', async () => {
  const { socket, peer } = await connected(actor);
  const child = await fixture.actor(['STANDARD'], { parentPid: actor.pid });
  const { descriptor } = await actor.call('dup', { descriptor: socket, pid: child.pid, rights: [] });
  const waiting = child.call('recv', { socket: descriptor, length: 10 });
  const ended = expect(waiting).rejects.toThrow(code('EBADF'));
  expect((await actor.call('fcntl', { descriptor: socket, command: 'revoke', argument: 0 })).value).toBe(1);
  await ended;
  peer.write('for the owner');
  expect((await actor.call('recv', { socket, length: 20 })).data.toString()).toBe('for the owner');
  await expect(child.call('recv', { socket: descriptor, length: 10 })).rejects.toThrow(code('EBADF'));
});

test('a thousand short lives leave no descriptor, no charge and no count behind', async () => {
  const who = await fixture.actor(base, { appId: 'lives' });
  const { socket: listener, port } = await listening(who);
  // The telemetry thread starts when there is enough to see, and stays.
  await fixture.client.queryEvents(who.token, { limit: 1 });
  const descriptors = (): number => readdirSync('/proc/self/fd').length;
  const live = async (index: number): Promise<void> => {
    const socket = await open(who, index % 3 === 0 ? DATAGRAM : STREAM);
    if (index % 3 === 1) {
      await who.call('connect', { socket, address: here(port) });
      const { socket: accepted } = await who.call('accept', { socket: listener });
      if (index % 2 === 0) await who.call('send', { socket, data: Buffer.from('unread') });
      const waiting = who.call('recv', { socket: accepted, length: 9 }).catch(() => undefined);
      await who.call('socketClose', { socket: accepted });
      await waiting;
    }
    if (index % 3 === 2) await who.call('connect', { socket, address: here(1) }).catch(() => undefined);
    await who.call('socketClose', { socket });
  };
  await live(1);
  const before = { descriptors: descriptors(), used: process(who).memory.used, sockets: metric('sockets') };
  for (let index = 0; index < 1_000; index++) await live(index);
  expect({ descriptors: descriptors(), used: process(who).memory.used, sockets: metric('sockets') }).toEqual(before);
  await fixture.client.terminateProcess(fixture.admin, { pid: who.pid });
});

test('the host tells how sockets are given', async () => {
  const service = await fixture.actor(everything, { appId: 'info' });
  const { info } = await service.call('systemInfo', {});
  expect(info?.host.find(({ name }) => name === 'sockets')).toMatchObject({ reason: '' });
});
