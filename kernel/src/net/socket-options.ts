/** The options of sockets that may be set or read, by their usual names, with the numbers that Linux has for them. */
import { failure } from '../errors.ts';

type Shape = 'number' | 'switch' | 'linger' | 'group' | 'drops';

export interface SocketOption {
  readonly level: number;
  readonly number: number;
  readonly shape: Shape;
  readonly readOnly?: boolean;
}

const [SOL_SOCKET, IPPROTO_IP, IPPROTO_TCP, IPPROTO_IPV6] = [1, 0, 6, 41];

export const socketOptions: Readonly<Record<string, SocketOption>> = {
  SO_REUSEADDR: { level: SOL_SOCKET, number: 2, shape: 'switch' },
  SO_TYPE: { level: SOL_SOCKET, number: 3, shape: 'number', readOnly: true },
  /** The error that waits to be told, as an errno number; reading takes it. */
  SO_ERROR: { level: SOL_SOCKET, number: 4, shape: 'number', readOnly: true },
  SO_BROADCAST: { level: SOL_SOCKET, number: 6, shape: 'switch' },
  SO_SNDBUF: { level: SOL_SOCKET, number: 7, shape: 'number' },
  SO_RCVBUF: { level: SOL_SOCKET, number: 8, shape: 'number' },
  SO_KEEPALIVE: { level: SOL_SOCKET, number: 9, shape: 'switch' },
  /** Seconds, or -1 for off. Closing never waits: with 0 it resets the connection. */
  SO_LINGER: { level: SOL_SOCKET, number: 13, shape: 'linger' },
  SO_ACCEPTCONN: { level: SOL_SOCKET, number: 30, shape: 'number', readOnly: true },
  SO_PROTOCOL: { level: SOL_SOCKET, number: 38, shape: 'number', readOnly: true },
  SO_DOMAIN: { level: SOL_SOCKET, number: 39, shape: 'number', readOnly: true },
  /** How many datagrams the host dropped because the queue of the socket was full. */
  SO_RXQ_OVFL: { level: SOL_SOCKET, number: 55, shape: 'drops', readOnly: true },
  TCP_NODELAY: { level: IPPROTO_TCP, number: 1, shape: 'switch' },
  TCP_MAXSEG: { level: IPPROTO_TCP, number: 2, shape: 'number' },
  TCP_CORK: { level: IPPROTO_TCP, number: 3, shape: 'switch' },
  TCP_KEEPIDLE: { level: IPPROTO_TCP, number: 4, shape: 'number' },
  TCP_KEEPINTVL: { level: IPPROTO_TCP, number: 5, shape: 'number' },
  TCP_KEEPCNT: { level: IPPROTO_TCP, number: 6, shape: 'number' },
  TCP_QUICKACK: { level: IPPROTO_TCP, number: 12, shape: 'switch' },
  TCP_USER_TIMEOUT: { level: IPPROTO_TCP, number: 18, shape: 'number' },
  IP_TOS: { level: IPPROTO_IP, number: 1, shape: 'number' },
  IP_TTL: { level: IPPROTO_IP, number: 2, shape: 'number' },
  IP_MULTICAST_TTL: { level: IPPROTO_IP, number: 33, shape: 'number' },
  IP_MULTICAST_LOOP: { level: IPPROTO_IP, number: 34, shape: 'switch' },
  IP_ADD_MEMBERSHIP: { level: IPPROTO_IP, number: 35, shape: 'group' },
  IP_DROP_MEMBERSHIP: { level: IPPROTO_IP, number: 36, shape: 'group' },
  IPV6_UNICAST_HOPS: { level: IPPROTO_IPV6, number: 16, shape: 'number' },
  IPV6_MULTICAST_HOPS: { level: IPPROTO_IPV6, number: 18, shape: 'number' },
  IPV6_MULTICAST_LOOP: { level: IPPROTO_IPV6, number: 19, shape: 'switch' },
  IPV6_ADD_MEMBERSHIP: { level: IPPROTO_IPV6, number: 20, shape: 'group' },
  IPV6_DROP_MEMBERSHIP: { level: IPPROTO_IPV6, number: 21, shape: 'group' },
  IPV6_V6ONLY: { level: IPPROTO_IPV6, number: 26, shape: 'switch' },
  IPV6_TCLASS: { level: IPPROTO_IPV6, number: 67, shape: 'number' },
};

/** @throws KernelError ENOPROTOOPT for a name that is not offered */
export function socketOption(name: string): SocketOption {
  const option = Object.hasOwn(socketOptions, name) ? socketOptions[name] : undefined;
  if (option !== undefined) return option;
  throw failure('ENOPROTOOPT', 'a socket has no such option; docs/kernel.md lists them', name.slice(0, 64));
}

/** @throws KernelError ENOPROTOOPT for one that cannot be set, EINVAL for a value that is none of its */
export function requireSettable(name: string, value: number): SocketOption {
  const option = socketOption(name);
  if (option.readOnly === true) throw failure('ENOPROTOOPT', `${name} can only be read`, name);
  // With a group it is the number of an interface; 0: the host chooses one.
  const least = option.shape === 'linger' || option.shape === 'number' ? -1 : 0;
  const most = option.shape === 'switch' ? 1 : option.shape === 'linger' ? 0xffff : 2 ** 31 - 1;
  if (!(Number.isInteger(value) && value >= least && value <= most)) {
    throw failure('EINVAL', `${name} takes a whole number from ${least} to ${most}, not ${value}`, name);
  }
  return option;
}
