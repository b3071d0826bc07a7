/** Trials of the syscalls of sockets: on the other side is node:net and node:dgram, on loopback. */
import { createSocket, type Socket as DatagramSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, connect as connectTo, createServer, type Socket as NodeSocket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SocketFamily, SocketType } from '@agentos/protocol/kernel';
import { expect } from 'vitest';
import { type Actor, everything } from '../kernel-fixture.ts';
import { bad, type Scene, type Trials } from './case.ts';

type SocketSyscalls =
  | 'socket'
  | 'bind'
  | 'listen'
  | 'accept'
  | 'connect'
  | 'send'
  | 'recv'
  | 'sendto'
  | 'recvfrom'
  | 'socketClose'
  | 'setsockopt'
  | 'getsockopt';

/** "Any host" does not reach this one: loopback has to be named. */
export const loopbackGrant = 'NETWORK_ACCESS:127.0.0.1';
export const socketBase = [...everything.filter((one) => one !== 'NETWORK_ACCESS'), loopbackGrant];

const { IPV4, IPV6 } = SocketFamily;
const { STREAM, DATAGRAM } = SocketType;
export const here = (port: number) => ({ host: '127.0.0.1', port });

export async function open(actor: Actor, type: SocketType = STREAM, family: SocketFamily = IPV4): Promise<number> {
  return (await actor.call('socket', { family, type })).socket;
}

export async function bound(actor: Actor, type: SocketType = STREAM): Promise<{ socket: number; port: number }> {
  const socket = await open(actor, type);
  const { bound: at } = await actor.call('bind', { socket, address: here(0) });
  return { socket, port: at?.port ?? 0 };
}

export async function listening(actor: Actor, backlog = 0): Promise<{ socket: number; port: number }> {
  const at = await bound(actor);
  await actor.call('listen', { socket: at.socket, backlog });
  return at;
}

/** A server of node:net that takes one connection and keeps it. */
export async function server(): Promise<{ port: number; peer: Promise<NodeSocket>; close(): void }> {
  const listener = createServer({ allowHalfOpen: true }).unref();
  const peer = once(listener, 'connection').then(([socket]: NodeSocket[]) => quiet(there(socket)));
  await once(listener.listen(0, '127.0.0.1'), 'listening');
  const close = (): void => void listener.close();
  return { port: (listener.address() as AddressInfo).port, peer, close };
}

export async function connected(actor: Actor): Promise<{ socket: number; peer: NodeSocket }> {
  const { port, peer, close } = await server();
  const socket = await open(actor);
  await actor.call('connect', { socket, address: here(port) });
  const other = await peer;
  close();
  return { socket, peer: other };
}

export async function datagramPeer(): Promise<{ peer: DatagramSocket; port: number }> {
  const peer = createSocket('udp4').unref();
  peer.bind(0, '127.0.0.1');
  await once(peer, 'listening');
  return { peer, port: peer.address().port };
}

/** Nobody listens at the port that a listener has just given up. */
export async function freePort(): Promise<number> {
  const listener = createServer();
  await once(listener.listen(0, '127.0.0.1'), 'listening');
  const { port } = listener.address() as AddressInfo;
  listener.close();
  await once(listener, 'close');
  return port;
}

const data = Buffer.from('over the wire');
const peers = new Map<number, NodeSocket>();
const datagramPeers = new Map<number, DatagramSocket>();
const messages = new Map<number, Promise<unknown[]>>();

function there<T>(one: T | undefined): T {
  if (one === undefined) throw new Error('nobody is on the other side');
  return one;
}

/** One whose end, when the kernel closes what it talks to, is no failure of the test. */
function quiet(socket: NodeSocket): NodeSocket {
  return socket.unref().on('error', () => undefined);
}

async function onFile({ caller, name }: Scene): Promise<number> {
  await caller.call('setcwd', { path: '/tmp' });
  const args = { path: `/tmp/${name}`, read: true, write: true, create: true, append: false, exclusive: false };
  return (await caller.call('open', { ...args, truncate: false, mode: 0 })).descriptor;
}

export const socketTrials: Trials<SocketSyscalls> = {
  socket: {
    grant: undefined,
    base: socketBase,
    arrange: () => ({ family: IPV6, type: DATAGRAM }),
    async verify({ caller }, { socket }) {
      expect((await caller.call('getsockopt', { socket, option: 'SO_TYPE' })).value).toBe(2);
      expect((await caller.call('getsockopt', { socket, option: 'SO_DOMAIN' })).value).toBe(10);
    },
    bad: [
      bad<'socket'>('EAFNOSUPPORT', { family: SocketFamily.UNSPECIFIED, type: STREAM }),
      bad<'socket'>('EPROTONOSUPPORT', { family: IPV4, type: SocketType.UNSPECIFIED }),
    ],
  },
  bind: {
    grant: 'BIND_PORT',
    base: socketBase,
    arrange: async ({ caller }) => ({ socket: await open(caller, DATAGRAM), address: here(0) }),
    async verify({ caller }, { bound: at }, { socket }) {
      expect(at).toMatchObject({ host: '127.0.0.1', port: expect.any(Number) });
      const peer = createSocket('udp4');
      peer.send(data, at?.port ?? 0, '127.0.0.1');
      expect((await caller.call('recvfrom', { socket, length: 0 })).data).toEqual(data);
      peer.close();
    },
    bad: [
      bad<'bind'>('EADDRINUSE', async ({ caller, system }) => {
        const { port } = await listening(system);
        return { socket: await open(caller), address: here(port) };
      }),
      bad<'bind'>('EINVAL', async ({ caller }) => ({ ...(await bound(caller)), address: here(0) })),
      bad<'bind'>('EINVAL', async ({ caller }) => ({
        socket: await open(caller),
        address: { host: 'localhost', port: 0 },
      })),
      bad<'bind'>('EINVAL', async ({ caller }) => ({ socket: await open(caller), address: here(70_000) })),
      bad<'bind'>('EAFNOSUPPORT', async ({ caller }) => ({
        socket: await open(caller),
        address: { host: '::1', port: 0 },
      })),
      bad<'bind'>('ENOTSOCK', async (scene) => ({ socket: await onFile(scene), address: here(0) })),
      bad<'bind'>('EBADF', { socket: 77, address: here(0) }),
    ],
  },
  listen: {
    grant: 'BIND_PORT',
    base: socketBase,
    arrange: async ({ caller }) => ({ socket: (await bound(caller)).socket, backlog: 4 }),
    async verify({ caller }, _, { socket }) {
      expect((await caller.call('getsockopt', { socket, option: 'SO_ACCEPTCONN' })).value).toBe(1);
    },
    bad: [
      bad<'listen'>('EDESTADDRREQ', async ({ caller }) => ({ socket: await open(caller), backlog: 0 })),
      bad<'listen'>('EOPNOTSUPP', async ({ caller }) => ({ socket: await open(caller, DATAGRAM), backlog: 0 })),
      bad<'listen'>('EBADF', { socket: 77, backlog: 0 }),
    ],
  },
  accept: {
    grant: 'BIND_PORT',
    base: socketBase,
    async arrange({ caller }) {
      const { socket, port } = await listening(caller);
      peers.set(socket, quiet(connectTo(port, '127.0.0.1')));
      return { socket };
    },
    async verify({ caller }, { socket, peer }, { socket: listener }) {
      const other = peers.get(listener);
      expect(peer).toEqual(here(other?.localPort ?? 0));
      await caller.call('send', { socket, data });
      await caller.call('socketClose', { socket });
      expect(await buffer(there(other))).toEqual(data);
    },
    bad: [
      bad<'accept'>('EINVAL', async ({ caller }) => ({ socket: await open(caller) })),
      bad<'accept'>('EOPNOTSUPP', async ({ caller }) => ({ socket: await open(caller, DATAGRAM) })),
      bad<'accept'>('EBADF', { socket: 77 }),
    ],
  },
  connect: {
    grant: loopbackGrant,
    base: socketBase,
    async arrange({ caller }) {
      const { port, peer } = await server();
      const socket = await open(caller);
      void peer.then((other) => peers.set(socket, other));
      return { socket, address: here(port) };
    },
    async verify({ caller }, { local }, { socket }) {
      await expect.poll(() => peers.get(socket)?.remotePort).toBe(local?.port);
      await caller.call('socketClose', { socket });
    },
    bad: [
      bad<'connect'>('ECONNREFUSED', async ({ caller }) => ({
        socket: await open(caller),
        address: here(await freePort()),
      })),
      bad<'connect'>('EINVAL', async ({ caller }) => ({ socket: await open(caller), address: here(0) })),
      bad<'connect'>('EISCONN', async ({ caller }) => ({ socket: (await connected(caller)).socket, address: here(9) })),
      bad<'connect'>('EISCONN', async ({ caller }) => ({ socket: (await listening(caller)).socket, address: here(9) })),
      bad<'connect'>('EAFNOSUPPORT', async ({ caller }) => ({
        socket: await open(caller, STREAM, IPV6),
        address: here(9),
      })),
      bad<'connect'>('EBADF', { socket: 77, address: here(9) }),
    ],
  },
  send: {
    grant: loopbackGrant,
    base: socketBase,
    async arrange({ caller }) {
      const { socket, peer } = await connected(caller);
      peers.set(socket, peer);
      return { socket, data };
    },
    async verify({ caller }, { sent }, { socket }) {
      expect(sent).toBe(data.length);
      await caller.call('socketClose', { socket });
      expect(await buffer(there(peers.get(socket)))).toEqual(data);
    },
    bad: [
      bad<'send'>('EPIPE', async ({ caller }) => ({ socket: await open(caller), data })),
      bad<'send'>('EDESTADDRREQ', async ({ caller }) => ({ socket: await open(caller, DATAGRAM), data })),
      bad<'send'>('EPIPE', async ({ caller }) => {
        const { socket } = await connected(caller);
        await caller.call('setsockopt', { socket, option: 'SHUT_WR', value: 0, address: '' });
        return { socket, data };
      }),
      bad<'send'>('EBADF', { socket: 77, data }),
    ],
  },
  recv: {
    grant: loopbackGrant,
    base: socketBase,
    async arrange({ caller }) {
      const { socket, peer } = await connected(caller);
      peer.end(data);
      return { socket, length: 4 };
    },
    async verify({ caller }, result, { socket }) {
      expect(result).toEqual({ data: data.subarray(0, 4), endOfStream: false });
      expect((await caller.call('recv', { socket, length: 100 })).data).toEqual(data.subarray(4));
      expect(await caller.call('recv', { socket, length: 100 })).toEqual({ data: Buffer.alloc(0), endOfStream: true });
    },
    bad: [
      bad<'recv'>('ENOTCONN', async ({ caller }) => ({ socket: await open(caller), length: 1 })),
      bad<'recv'>('EBADF', { socket: 77, length: 1 }),
    ],
  },
  sendto: {
    grant: loopbackGrant,
    base: socketBase,
    async arrange({ caller }) {
      const { peer, port } = await datagramPeer();
      const socket = await open(caller, DATAGRAM);
      messages.set(socket, once(peer, 'message'));
      return { socket, data, address: here(port) };
    },
    async verify(_, { sent }, { socket }) {
      expect(sent).toBe(data.length);
      expect(await messages.get(socket)).toMatchObject([data, { address: '127.0.0.1' }]);
    },
    bad: [
      bad<'sendto'>('ENOTCONN', async ({ caller }) => ({ socket: await open(caller), data, address: here(9) })),
      bad<'sendto'>('EISCONN', async ({ caller }) => ({ ...(await connected(caller)), data, address: here(9) })),
      bad<'sendto'>('EMSGSIZE', async ({ caller }) => ({
        socket: await open(caller, DATAGRAM),
        data: Buffer.alloc(70_000),
        address: here(9),
      })),
      bad<'sendto'>('EINVAL', async ({ caller }) => ({ socket: await open(caller, DATAGRAM), data, address: here(0) })),
      bad<'sendto'>('EBADF', { socket: 77, data, address: here(9) }),
    ],
  },
  recvfrom: {
    grant: 'BIND_PORT',
    base: socketBase,
    async arrange({ caller }) {
      const { socket, port } = await bound(caller, DATAGRAM);
      const { peer } = await datagramPeer();
      datagramPeers.set(socket, peer);
      await new Promise((resolve) => peer.send(data, port, '127.0.0.1', resolve));
      return { socket, length: 4 };
    },
    verify(_, result, { socket }) {
      const port = datagramPeers.get(socket)?.address().port ?? 0;
      expect(result).toEqual({ data: data.subarray(0, 4), sender: here(port), truncated: true });
    },
    bad: [
      bad<'recvfrom'>('ENOTCONN', async ({ caller }) => ({ socket: await open(caller), length: 1 })),
      bad<'recvfrom'>('ENOTSOCK', async (scene) => ({ socket: await onFile(scene), length: 1 })),
    ],
  },
  socketClose: {
    grant: undefined,
    base: socketBase,
    async arrange({ caller }) {
      const { socket, peer } = await connected(caller);
      peers.set(socket, peer);
      return { socket };
    },
    async verify({ caller }, _, { socket }) {
      expect(await buffer(there(peers.get(socket)))).toEqual(Buffer.alloc(0));
      await expect(caller.call('send', { socket, data })).rejects.toMatchObject({ code: 'EBADF' });
    },
    bad: [
      bad<'socketClose'>('ENOTSOCK', async (scene) => ({ socket: await onFile(scene) })),
      bad<'socketClose'>('EBADF', { socket: 77 }),
    ],
  },
  setsockopt: {
    grant: 'BIND_PORT',
    base: socketBase,
    arrange: async ({ caller }) => ({
      socket: (await bound(caller)).socket,
      option: 'TCP_KEEPIDLE',
      value: 77,
      address: '',
    }),
    async verify({ caller }, _, { socket }) {
      // Another handle of the same socket: what the host has, not what was remembered.
      const { descriptor } = await caller.call('dup', { descriptor: socket, pid: 0, rights: [] });
      expect((await caller.call('getsockopt', { socket: descriptor, option: 'TCP_KEEPIDLE' })).value).toBe(77);
    },
    bad: [
      bad<'setsockopt'>('ENOPROTOOPT', async ({ caller }) => ({
        socket: await open(caller),
        option: 'SO_DEBUG_ME',
        value: 1,
        address: '',
      })),
      bad<'setsockopt'>('ENOPROTOOPT', async ({ caller }) => ({
        socket: await open(caller),
        option: 'SO_TYPE',
        value: 1,
        address: '',
      })),
      bad<'setsockopt'>('EINVAL', async ({ caller }) => ({
        socket: await open(caller),
        option: 'SO_RCVBUF',
        value: -5,
        address: '',
      })),
      bad<'setsockopt'>('EINVAL', async ({ caller }) => ({
        socket: await open(caller),
        option: 'TCP_NODELAY',
        value: 2,
        address: '',
      })),
      bad<'setsockopt'>('EINVAL', async ({ caller }) => ({
        socket: await open(caller, DATAGRAM),
        option: 'IP_ADD_MEMBERSHIP',
        value: 0,
        address: 'all',
      })),
      bad<'setsockopt'>('EBADF', { socket: 77, option: 'SO_KEEPALIVE', value: 1, address: '' }),
    ],
  },
  getsockopt: {
    grant: undefined,
    base: socketBase,
    async arrange({ caller }) {
      const { socket } = await bound(caller);
      await caller.call('setsockopt', { socket, option: 'SO_KEEPALIVE', value: 1, address: '' });
      return { socket, option: 'SO_KEEPALIVE' };
    },
    async verify({ caller }, { value }, { socket }) {
      expect(value).toBe(1);
      await caller.call('setsockopt', { socket, option: 'SO_KEEPALIVE', value: 0, address: '' });
      expect((await caller.call('getsockopt', { socket, option: 'SO_KEEPALIVE' })).value).toBe(0);
    },
    bad: [
      bad<'getsockopt'>('ENOPROTOOPT', async ({ caller }) => ({ socket: await open(caller), option: 'constructor' })),
      bad<'getsockopt'>('ENOPROTOOPT', async ({ caller }) => ({
        socket: await open(caller, DATAGRAM),
        option: 'IP_ADD_MEMBERSHIP',
      })),
      bad<'getsockopt'>('EBADF', { socket: 77, option: 'SO_TYPE' }),
    ],
  },
};
