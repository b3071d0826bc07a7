/** Sockets: TCP and UDP, over IPv4 and IPv6, as handles of the calling process. */
import { EventCategory, type SocketAddress, SocketFamily, SocketType } from '@agentos/protocol/kernel';
import { allRights, manageRight, type Rights, readRight, writeRight } from '../descriptors/kernel-object.ts';
import { failure } from '../errors.ts';
import { connect, type Destination, destinationOf } from '../net/connect.ts';
import type { Endpoint } from '../net/host-socket.ts';
import type { Network } from '../net/network.ts';
import { Socket } from '../net/socket.ts';
import type { Process } from '../process/process.ts';
import { canonicalHost, formatAddress, parseAddress } from '../security/addresses.ts';
import { allowedAddresses, requireBind } from '../security/check.ts';
import type { SyscallRows } from './row.ts';
import { after, holding, mostBytes, moved, requireSize } from './transfer.ts';

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

const row = { category: EventCategory.NETWORK, cost: 'inline', timeout: 'none' } as const;
/** Waiting for a peer takes as long as the peer takes; making a connection does not. */
const waits = { category: EventCategory.NETWORK, cost: 'blocking', timeout: 'none' } as const;
const connects = { category: EventCategory.NETWORK, cost: 'blocking', timeout: 'io' } as const;
const standardReceive = 64 * 1024;
const shutdowns: Readonly<Record<string, 'read' | 'write' | 'both'>> = {
  SHUT_RD: 'read',
  SHUT_WR: 'write',
  SHUT_RDWR: 'both',
};

export function socketSyscalls(network: Network): SyscallRows<SocketSyscalls> {
  return {
    socket: {
      ...row,
      handler({ family, type }, { process }) {
        const version = family === SocketFamily.IPV4 ? 4 : family === SocketFamily.IPV6 ? 6 : undefined;
        if (version === undefined) throw failure('EAFNOSUPPORT', 'a socket is of IPv4 or IPv6', 'family');
        const kind = type === SocketType.STREAM ? 'stream' : type === SocketType.DATAGRAM ? 'datagram' : undefined;
        if (kind === undefined) throw failure('EPROTONOSUPPORT', 'a socket is a stream or for datagrams', 'type');
        requirePlace(process);
        return { socket: process.handles.adopt(network.open(process, version, kind), allRights) };
      },
    },
    bind: {
      ...row,
      async handler({ socket: number, address }, { process }) {
        const socket = socketOf(process, number, manageRight);
        const at = ownAddress(address);
        requireBind(process, at.address, at.port);
        await socket.host.bind(at);
        const bound = socket.host.local() ?? at;
        socket.standing.bound = { ...bound, asked: at.port };
        socket.standing.granted(process);
        return { bound: wireAddress(bound) };
      },
    },
    listen: {
      ...row,
      async handler({ socket: number, backlog }, { process }) {
        const socket = socketOf(process, number, manageRight);
        if (!socket.isStream) throw failure('EOPNOTSUPP', 'datagrams have no connections to listen for');
        // The host would choose an address by itself, and nobody would have asked for the right to it.
        if (socket.standing.bound === undefined) throw failure('EDESTADDRREQ', 'bind the socket to an address first');
        socket.standing.require(process);
        await socket.listen(backlog);
        return {};
      },
    },
    accept: {
      ...waits,
      handler({ socket: number }, call) {
        const { process } = call;
        const listener = socketOf(process, number, readRight);
        if (!listener.isStream) throw failure('EOPNOTSUPP', 'datagrams have no connections to accept');
        if (!listener.listening) throw failure('EINVAL', 'the socket does not listen');
        // The connection stays with the host while there is no place for it.
        requirePlace(process);
        return holding(call, number, (transfer) =>
          listener.accept(transfer, (host, from) => {
            const socket = network.accepted(process, listener, host, from);
            if (socket === undefined) return undefined;
            return { socket: process.handles.adopt(socket, allRights), peer: wireAddress(from) };
          }),
        );
      },
    },
    connect: {
      ...connects,
      async handler({ socket: number, address }, call) {
        const socket = socketOf(call.process, number, writeRight);
        if (socket.listening) throw failure('EISCONN', 'the socket listens');
        await holding(call, number, async (transfer) => {
          await connect(socket, await destinationOf(socket, destination(address), transfer), transfer);
        });
        return { local: wireAddress(socket.host.local()) };
      },
    },
    send: {
      ...waits,
      handler({ socket: number, data }, call) {
        requireSize(data);
        const socket = socketOf(call.process, number, writeRight);
        if (!socket.isStream && socket.standing.target === undefined) {
          throw failure('EDESTADDRREQ', 'the socket is not connected; connect it, or name a destination');
        }
        const taken = holding(call, number, (transfer) => socket.send(data, transfer));
        return after(taken, (sent) => {
          moved(call, 0, sent);
          return { sent };
        });
      },
    },
    recv: {
      ...waits,
      handler({ socket: number, length }, call) {
        const socket = socketOf(call.process, number, readRight);
        const got = holding(call, number, (transfer) => socket.receive(roomFor(length), transfer));
        return after(got, ({ data, ended }) => {
          moved(call, data.length, 0);
          return { data, endOfStream: ended };
        });
      },
    },
    sendto: {
      ...waits,
      handler({ socket: number, data, address }, call) {
        requireSize(data);
        const socket = socketOf(call.process, number, writeRight);
        if (socket.isStream) {
          const connected = socket.standing.target ?? socket.standing.peer;
          throw failure(connected === undefined ? 'ENOTCONN' : 'EISCONN', 'a stream sends to where it is connected');
        }
        const taken = holding(call, number, (transfer) => {
          const send = ({ name, addresses: [to], port }: Destination): number | Promise<number> => {
            if (to === undefined) throw failure('EDESTADDRREQ', 'the datagram has no destination');
            return socket.sendTo(data, { name: name === formatAddress(to) ? '' : name, address: to, port }, transfer);
          };
          return after(destinationOf(socket, destination(address), transfer), send);
        });
        return after(taken, (sent) => {
          moved(call, 0, sent);
          return { sent };
        });
      },
    },
    recvfrom: {
      ...waits,
      handler({ socket: number, length }, call) {
        const socket = socketOf(call.process, number, readRight);
        const got = holding(call, number, (transfer) => socket.receive(roomFor(length), transfer));
        return after(got, ({ data, sender, truncated }) => {
          moved(call, data.length, 0);
          return { data, sender: wireAddress(sender ?? socket.host.peer()), truncated };
        });
      },
    },
    socketClose: {
      ...row,
      handler({ socket: number }, { process }) {
        socketOf(process, number);
        process.handles.close(number);
        return {};
      },
    },
    setsockopt: {
      ...row,
      handler({ socket: number, option, value, address }, { process }) {
        const socket = socketOf(process, number, manageRight);
        socket.standing.require(process);
        const how = shutdowns[option];
        if (how !== undefined) socket.host.shutdown(how);
        else if (option === 'SO_RCVBUF' || option === 'SO_SNDBUF')
          socket.setBuffer(option, requireBuffer(option, value));
        else if (/_(?:ADD|DROP)_MEMBERSHIP$/.test(option)) {
          const group = parseAddress(canonicalHost(address));
          if (group === undefined) throw failure('EINVAL', `${option} takes the address of a group`, 'address');
          const joins = option.includes('ADD');
          if (joins) allowedAddresses(process, '', [group], socket.standing.bound?.port ?? 0);
          socket.setGroup(option, group, value, joins);
        } else socket.host.setOption(option, value, undefined);
        return {};
      },
    },
    getsockopt: {
      ...row,
      handler({ socket: number, option }, { process }) {
        const socket = socketOf(process, number);
        if (option === 'SO_RXQ_OVFL') return { value: socket.dropped };
        return { value: socket.host.getOption(option) };
      },
    },
  };
}

/** @throws KernelError EBADF, ENOTSOCK, EPERM */
function socketOf({ handles }: Process, number: number, rights: Rights = 0): Socket {
  const object = handles.object(number, rights);
  if (object instanceof Socket) return object;
  throw failure('ENOTSOCK', `handle ${number} is a ${object.kind}, not a socket`, String(number));
}

function requirePlace({ handles, limits }: Process): void {
  if (handles.size >= limits.descriptors) {
    throw failure('EMFILE', `${handles.size} handles are open, the limit is ${limits.descriptors}`);
  }
}

/** An address of this host to bind: not a name, which could mean several. */
function ownAddress(address: SocketAddress | undefined): Endpoint {
  if (address === undefined) throw failure('EINVAL', 'bind takes an address', 'address');
  const parsed = parseAddress(canonicalHost(address.host));
  if (parsed === undefined) throw failure('EINVAL', 'bind takes an IP address of this host, not a name', 'address');
  if (address.port > 65_535) throw failure('EINVAL', `there is no port ${address.port}`, 'port');
  return { address: parsed, port: address.port };
}

function destination(address: SocketAddress | undefined): SocketAddress {
  if (address === undefined) throw failure('EDESTADDRREQ', 'the call has no destination', 'address');
  return address;
}

function requireBuffer(option: string, value: number): number {
  if (Number.isInteger(value) && value >= 1 && value <= 4 * 1024 * 1024) return value;
  throw failure('EINVAL', `${option} takes 1 to 4,194,304 bytes, not ${value}`, option);
}

function roomFor(length: number): number {
  return length === 0 ? standardReceive : Math.min(length, mostBytes);
}

function wireAddress(endpoint: Endpoint | undefined): SocketAddress {
  if (endpoint === undefined) return { host: '', port: 0 };
  return { host: formatAddress(endpoint.address), port: endpoint.port };
}
