/** What attackers try on the network, and what a changed policy does to sockets that live. Loopback only. */
import { createSocket } from 'node:dgram';
import type { LookupAddress } from 'node:dns';
import { once } from 'node:events';
import { connect as connectTo, createServer } from 'node:net';
import type { NetworkRule } from '@agentos/protocol/kernel';
import { EventCategory, ProcessKind, SocketFamily, SocketType } from '@agentos/protocol/kernel';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { CapabilitySet } from '../src/security/capability-set.ts';
import { requestArgs, serve } from './cases/args.ts';
import { bound, connected, listening, loopbackGrant, open, server, socketBase } from './cases/sockets.ts';
import { type Actor, type KernelFixture, startKernel } from './kernel-fixture.ts';

const lookups = vi.hoisted(() => ({ answers: undefined as undefined | (() => LookupAddress[]), count: 0 }));
vi.mock('node:dns/promises', async (original) => {
  const real = await original<typeof import('node:dns/promises')>();
  const lookup = async (name: string, options: object): Promise<unknown> => {
    lookups.count++;
    return lookups.answers?.() ?? (await real.lookup(name, options));
  };
  return { ...real, lookup };
});

const code = (name: string) => expect.objectContaining({ code: name });
const { STREAM, DATAGRAM } = SocketType;
const rule = (allow: boolean, host: string, more: Partial<NetworkRule> = {}): NetworkRule => ({
  allow,
  host,
  firstPort: 0,
  lastPort: 0,
  priority: 0,
  ...more,
});

let fixture: KernelFixture;
beforeAll(async () => {
  fixture = await startKernel();
});
afterAll(() => fixture[Symbol.asyncDispose]());
afterEach(() => {
  lookups.answers = undefined;
});

const update = (who: Actor, capabilities: readonly string[], rules?: readonly NetworkRule[]) =>
  fixture.client.updateSandbox(fixture.admin, {
    pid: who.pid,
    capabilities: [...capabilities],
    network: rules === undefined ? undefined : { rules: [...rules] },
  });
const connectTcp = async (who: Actor, host: string, port: number, family: SocketFamily = SocketFamily.IPV4) => {
  const socket = await open(who, STREAM, family);
  return who.call('connect', { socket, address: { host, port } });
};
const sendUdp = async (who: Actor, host: string, port: number, family: SocketFamily = SocketFamily.IPV4) => {
  const socket = await open(who, DATAGRAM, family);
  return who.call('sendto', { socket, data: Buffer.from('x'), address: { host, port } });
};

/** Everything that ends at this host, as attackers write it. */
const spellings = [
  '127.0.0.1',
  '127.1',
  '127.255.0.9',
  '0x7f.0.0.1',
  '0x7f000001',
  '0177.0.0.1',
  '2130706433',
  '１２７.0.0.1',
  '127.0.0.1.',
  'localhost',
  'LOCALHOST.',
  '0.0.0.0',
  '0',
];
const spellings6 = [
  '::1',
  '[::1]',
  '0:0:0:0:0:0:0:1',
  '::',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
];
const { IPV4, IPV6 } = SocketFamily;
const all = [...spellings.map((host) => [host, IPV4] as const), ...spellings6.map((host) => [host, IPV6] as const)];

describe('this host', () => {
  test.each(all)('%s is not reached by "any host"', async (host, family) => {
    const { port, close } = await server();
    const anywhere = await fixture.actor(['NETWORK_ACCESS', 'NETWORK_ACCESS:*', 'NETWORK_ACCESS:0.0.0.0/0']);
    await expect(connectTcp(anywhere, host, port, family)).rejects.toThrow(code('EACCES'));
    await expect(sendUdp(anywhere, host, port, family)).rejects.toThrow(code('EACCES'));
    close();
  });

  test.each(all)('%s is not reached past a denial', async (host, family) => {
    const { port, close } = await server();
    const grants = ['NETWORK_ACCESS', 'NETWORK_ACCESS:127.0.0.0/8', 'NETWORK_ACCESS:::/7', 'NETWORK_ACCESS:0.0.0.0'];
    const denied = await fixture.actor([...grants, '!NETWORK_ACCESS:127.0.0.0/8', '!NETWORK_ACCESS:::1']);
    await expect(connectTcp(denied, host, port, family)).rejects.toThrow(code('EACCES'));
    const ruled = await fixture.actor(grants);
    await update(ruled, grants, [rule(true, '*'), rule(false, '127.0.0.0/8'), rule(false, '::1')]);
    await expect(connectTcp(ruled, host, port, family)).rejects.toThrow(code('EACCES'));
    await expect(sendUdp(ruled, host, port, family)).rejects.toThrow(code('EACCES'));
    close();
  });

  test('a socket of both families is held to the rules of IPv4 where it speaks IPv4', async () => {
    const { port, close } = await server();
    const who = await fixture.actor(['NETWORK_ACCESS', 'NETWORK_ACCESS:::/7']);
    const socket = await open(who, STREAM, IPV6);
    await who.call('setsockopt', { socket, option: 'IPV6_V6ONLY', value: 0, address: '' });
    for (const host of ['::ffff:127.0.0.1', '127.0.0.1', 'localhost']) {
      const attempt = who.call('connect', { socket, address: { host, port } });
      await expect(attempt, host).rejects.toThrow(code('EACCES'));
    }
    close();
  });

  test('the other metadata and local networks neither', async () => {
    const anywhere = await fixture.actor(['NETWORK_ACCESS']);
    for (const host of ['169.254.169.254', '10.0.0.1', '192.168.0.1', '100.64.0.1', '224.0.0.1', '255.255.255.255']) {
      await expect(sendUdp(anywhere, host, 80), host).rejects.toThrow(code('EACCES'));
    }
    for (const host of ['fe80::1', 'fe80::1%lo', 'fd00::1', 'ff02::1', '::10.0.0.1']) {
      await expect(sendUdp(anywhere, host, 80, IPV6), host).rejects.toThrow(code('EACCES'));
    }
  });

  test('what is no host is said to be none', async () => {
    const anywhere = await fixture.actor(['NETWORK_ACCESS']);
    for (const host of ['', '.', 'a b', 'a\0.example', 'evil.example/127.0.0.1', 'a@127.0.0.1', 'x'.repeat(5_000)]) {
      await expect(connectTcp(anywhere, host, 80), host.slice(0, 20)).rejects.toThrow(code('EINVAL'));
    }
    await expect(connectTcp(anywhere, '127.0.0.1', 65_536)).rejects.toThrow(code('EINVAL'));
  });
});

describe('names', () => {
  const named = ['NETWORK_ACCESS:service.example', loopbackGrant];

  test('a name is looked up once, and the connection goes to the address that was checked', async () => {
    const { port, peer, close } = await server();
    lookups.count = 0;
    let asked = 0;
    lookups.answers = () => [{ address: asked++ === 0 ? '127.0.0.1' : '127.0.0.9', family: 4 }];
    const who = await fixture.actor(named);
    await connectTcp(who, 'service.example', port);
    expect((await peer).localAddress).toBe('127.0.0.1');
    expect(lookups.count).toBe(1);
    close();
  });

  test('of several addresses only those that are allowed are tried', async () => {
    const listener = createServer().listen(0, '0.0.0.0');
    await once(listener, 'listening');
    const { port } = listener.address() as { port: number };
    const arrived = once(listener, 'connection');
    lookups.answers = () => [
      { address: '127.0.0.9', family: 4 },
      { address: '10.9.9.9', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ];
    const who = await fixture.actor(named);
    await connectTcp(who, 'service.example', port);
    expect((await arrived)[0].localAddress).toBe('127.0.0.1');
    listener.close();
    lookups.answers = () => [{ address: '127.0.0.9', family: 4 }];
    await expect(connectTcp(who, 'service.example', port)).rejects.toThrow(code('EACCES'));
    await expect(sendUdp(who, 'service.example', port)).rejects.toThrow(code('EACCES'));
  });

  test('the next address is tried when nobody is at the first', async () => {
    const { port, peer, close } = await server();
    lookups.answers = () => ['127.0.0.9', '127.0.0.1'].map((address) => ({ address, family: 4 }));
    const who = await fixture.actor(['NETWORK_ACCESS:service.example', 'NETWORK_ACCESS:127.0.0.0/8']);
    await connectTcp(who, 'service.example', port);
    expect((await peer).localAddress).toBe('127.0.0.1');
    close();
  });

  test('a denied name is denied in every spelling', async () => {
    lookups.answers = () => [{ address: '127.0.0.1', family: 4 }];
    const who = await fixture.actor([
      'NETWORK_ACCESS',
      loopbackGrant,
      '!NETWORK_ACCESS:evil.example',
      '!NETWORK_ACCESS:bücher.example',
    ]);
    for (const host of [
      'evil.example',
      'EVIL.example',
      'evil.example.',
      'evil.example..',
      'ｅvil.example',
      'BÜCHER.example',
      'xn--bcher-kva.example',
    ]) {
      await expect(connectTcp(who, host, 9), host).rejects.toThrow(code('EACCES'));
    }
    await expect(connectTcp(who, 'good.example', 9)).rejects.toThrow(code('ECONNREFUSED'));
  });

  test('a right that was taken away during the lookup is gone', async () => {
    const who = await fixture.actor(named);
    const { promise, resolve } = Promise.withResolvers<void>();
    lookups.answers = () => {
      resolve();
      return [{ address: '127.0.0.1', family: 4 }];
    };
    const process = fixture.kernel.processes.get(who.pid);
    const attempt = expect(connectTcp(who, 'service.example', 9)).rejects.toThrow(code('EACCES'));
    // In the turn of the lookup itself, before its answer is there.
    void promise.then(() => {
      if (process !== undefined) process.capabilities = CapabilitySet.parse([loopbackGrant], '');
    });
    await attempt;
  });
});

describe('binding', () => {
  test('beyond loopback only where the address is named; a right to a port is to that port', async () => {
    const who = await fixture.actor(['BIND_PORT', 'NETWORK_ACCESS']);
    for (const [host, family] of [
      ['0.0.0.0', IPV4],
      ['::', IPV6],
      ['0', IPV4],
      ['10.0.0.1', IPV4],
    ] as const) {
      const attempt = who.call('bind', { socket: await open(who, STREAM, family), address: { host, port: 0 } });
      await expect(attempt, host).rejects.toThrow(code('EACCES'));
    }
    await who.call('bind', { socket: await open(who), address: { host: '127.0.0.2', port: 0 } });
    const wide = await fixture.actor(['BIND_PORT', 'NETWORK_ACCESS:0.0.0.0']);
    const { bound: at } = await wide.call('bind', { socket: await open(wide), address: { host: '0.0.0.0', port: 0 } });
    expect(at?.host).toBe('0.0.0.0');
    // Which does not make it the way to this host.
    await expect(connectTcp(wide, '0.0.0.0', 80)).rejects.toThrow(code('EACCES'));

    const one = await fixture.actor(['BIND_PORT:1']);
    await expect(bound(one)).rejects.toThrow(code('EACCES'));
    const narrow = await fixture.actor(['BIND_PORT:0']);
    const { socket } = await bound(narrow);
    await narrow.call('listen', { socket, backlog: 0 });
    await update(narrow, ['BIND_PORT:0', 'CLIPBOARD']);
    await expect(narrow.call('accept', { socket }, { deadlineMs: 20 })).rejects.toThrow(code('ETIMEDOUT'));
    const foreign = await fixture.actor(['BIND_PORT']);
    await expect(
      foreign.call('bind', { socket: await open(foreign), address: { host: '192.0.2.1', port: 0 } }),
    ).rejects.toThrow(code('EACCES'));
    const named = await fixture.actor(['BIND_PORT', 'NETWORK_ACCESS:192.0.2.1']);
    await expect(
      named.call('bind', { socket: await open(named), address: { host: '192.0.2.1', port: 0 } }),
    ).rejects.toThrow(code('EADDRNOTAVAIL'));
  });

  test('network rules speak of it too', async () => {
    const who = await fixture.actor(['BIND_PORT']);
    await update(who, ['BIND_PORT'], [rule(false, '127.0.0.1')]);
    await expect(bound(who)).rejects.toThrow(code('EACCES'));
  });

  test('a peer that is denied is reset, counted and never seen; others are taken', async () => {
    const who = await fixture.actor(['BIND_PORT', 'OBSERVE']);
    const { socket, port } = await listening(who);
    await update(who, ['BIND_PORT', '!NETWORK_ACCESS:127.0.0.7'], [rule(false, '127.0.0.8')]);
    const first = fixture.kernel.processes.get(who.pid);
    expect(first).toBeDefined();
    const accepted = who.call('accept', { socket });
    for (const localAddress of ['127.0.0.7', '127.0.0.8']) {
      const one = connectTo({ host: '127.0.0.1', port, localAddress });
      expect(await once(one, 'error').catch((error) => [error])).toEqual([
        expect.objectContaining({ code: 'ECONNRESET' }),
      ]);
    }
    const good = connectTo({ host: '127.0.0.1', port, localAddress: '127.0.0.6' });
    expect((await accepted).peer).toEqual({ host: '127.0.0.6', port: good.localPort });
    const refused: number[] = [];
    const observer = await fixture.actor(['OBSERVE'], { kind: ProcessKind.SERVICE });
    const request = { fromSequence: 1, categories: [EventCategory.SECURITY], pids: [who.pid], follow: false };
    for await (const batch of fixture.client.streamEvents(observer.token, request)) {
      for (const event of batch.events) if (event.type === 'socket.refused') refused.push(event.pid);
    }
    expect(refused).toEqual([who.pid, who.pid]);
    good.destroy();
  });

  test('a denied sender of datagrams is not heard', async () => {
    const who = await fixture.actor(['BIND_PORT']);
    await update(who, ['BIND_PORT'], [rule(false, '127.0.0.8')]);
    const { socket, port } = await bound(who, DATAGRAM);
    for (const [address, text] of [
      ['127.0.0.8', 'bad'],
      ['127.0.0.6', 'good'],
    ] as const) {
      const peer = createSocket('udp4');
      peer.bind(0, address);
      await once(peer, 'listening');
      await new Promise((resolve) => peer.send(text, port, '127.0.0.1', resolve));
      peer.close();
    }
    const { data, sender } = await who.call('recvfrom', { socket, length: 0 });
    expect([data.toString(), sender?.host]).toEqual(['good', '127.0.0.6']);
  });
});

describe('a changed policy', () => {
  const data = Buffer.from('x');
  const without = (...gone: string[]): string[] => socketBase.filter((one) => !gone.includes(one));

  test('reaches connections: the next send, and a recv that waits', async () => {
    const who = await fixture.actor(socketBase);
    const { socket, peer } = await connected(who);
    const waiting = who.call('recv', { socket, length: 1 });
    const ended = expect(waiting).rejects.toThrow(code('EACCES'));
    await update(who, without(loopbackGrant));
    await expect(who.call('send', { socket, data })).rejects.toThrow(code('EACCES'));
    // What came meanwhile is not handed out.
    peer.write('secret');
    await ended;
    await expect(who.call('read', { descriptor: socket, length: 9 })).rejects.toThrow(code('EACCES'));
    await update(who, socketBase);
    expect((await who.call('recv', { socket, length: 9 })).data.toString()).toBe('secret');
    await update(who, socketBase, [rule(false, '*', { firstPort: peer.localPort ?? 0 })]);
    await expect(who.call('recv', { socket, length: 9 })).rejects.toThrow(code('EACCES'));
    peer.destroy();
  });

  test('reaches datagrams to an address that was just checked', async () => {
    const who = await fixture.actor(socketBase);
    const child = await fixture.actor(['STANDARD'], { parentPid: who.pid });
    const socket = await open(who, DATAGRAM);
    const send = { socket, data, address: { host: '127.0.0.1', port: 9 } };
    await who.call('sendto', send);
    await who.call('sendto', send).catch((error) => expect(error).toMatchObject({ code: 'ECONNREFUSED' }));
    const { descriptor } = await who.call('dup', { descriptor: socket, pid: child.pid, rights: [] });
    await expect(child.call('sendto', { ...send, socket: descriptor })).rejects.toThrow(code('EACCES'));
    await update(who, socketBase, [rule(false, '127.0.0.1', { firstPort: 9 })]);
    await expect(who.call('sendto', send)).rejects.toThrow(code('EACCES'));
  });

  test('reaches servers: listeners, accepted connections, bound datagram sockets', async () => {
    const who = await fixture.actor(socketBase);
    const { socket, port } = await listening(who);
    const peer = connectTo(port, '127.0.0.1').on('error', () => undefined);
    const { socket: accepted } = await who.call('accept', { socket });
    const datagrams = await bound(who, DATAGRAM);
    const waiting = expect(who.call('accept', { socket })).rejects.toThrow(code('EACCES'));
    await update(who, without('BIND_PORT'));
    await expect(who.call('send', { socket: accepted, data })).rejects.toThrow(code('EACCES'));
    await expect(who.call('recvfrom', { socket: datagrams.socket, length: 1 })).rejects.toThrow(code('EACCES'));
    connectTo(port, '127.0.0.1').on('error', () => undefined);
    await waiting;
    await update(who, socketBase);
    await who.call('send', { socket: accepted, data });
    await update(who, socketBase, [rule(false, '127.0.0.0/8')]);
    await expect(who.call('recv', { socket: accepted, length: 1 })).rejects.toThrow(code('EACCES'));
    peer.destroy();
  });

  test('a creator binds what it creates, when it does and later', async () => {
    const creator = await fixture.actor([...socketBase, 'STANDARD']);
    await update(creator, socketBase, [rule(false, '127.0.0.0/8', { firstPort: 1, lastPort: 100 })]);
    const { token } = await fixture.client.createProcess(creator.token, {
      name: 'child',
      kind: ProcessKind.APP,
      capabilities: [...socketBase],
      networkRules: [rule(true, '*', { priority: 1_000 })],
    });
    const child = Object.assign(await fixture.client.attach(token), { token });
    await expect(connectTcp(child, '127.0.0.1', 80)).rejects.toThrow(code('EACCES'));
    const { socket, peer } = await connected(child);
    await child.call('send', { socket, data });
    await update(creator, socketBase, [rule(false, '127.0.0.0/8')]);
    await expect(child.call('send', { socket, data })).rejects.toThrow(code('EACCES'));
    peer.destroy();
  });

  test('what was passed on does not pass a denial', async () => {
    const giver = await fixture.actor(socketBase);
    const { socket, peer } = await connected(giver);
    const child = await fixture.actor(['STANDARD'], { parentPid: giver.pid });
    await update(child, ['STANDARD'], [rule(false, '127.0.0.1')]);
    const { descriptor } = await giver.call('dup', { descriptor: socket, pid: child.pid, rights: [] });
    await expect(child.call('send', { socket: descriptor, data })).rejects.toThrow(code('EACCES'));
    peer.destroy();
  });

  test('rules hold for requests to web servers', async () => {
    await using web = await serve((_request, response) => response.end('here'));
    const who = await fixture.actor([loopbackGrant]);
    const url = `http://127.0.0.1:${web.port}/`;
    expect((await who.call('networkRequest', requestArgs(url))).status).toBe(200);
    await update(who, [loopbackGrant], [rule(false, '127.0.0.1', { firstPort: web.port })]);
    await expect(who.call('networkRequest', requestArgs(url))).rejects.toThrow(code('EACCES'));
    await update(who, [loopbackGrant], [rule(false, '', {}), rule(true, '127.0.0.1', { priority: 1 })]);
    expect((await who.call('networkRequest', requestArgs(url))).status).toBe(200);
  });

  test('rules that cannot be read change nothing, and only the administrator changes them', async () => {
    const who = await fixture.actor(socketBase);
    await expect(update(who, [], [rule(true, 'a b')])).rejects.toThrow(code('EINVAL'));
    await connected(who);
    const own = { pid: who.pid, capabilities: [], network: { rules: [] } };
    await expect(fixture.client.updateSandbox(who.token, own)).rejects.toThrow(code('EPERM'));
    const request = { name: 'x', kind: ProcessKind.APP, networkRules: [rule(true, '*', { firstPort: 99_999 })] };
    await expect(fixture.client.createProcess(fixture.admin, request)).rejects.toThrow(code('EINVAL'));
  });
});
