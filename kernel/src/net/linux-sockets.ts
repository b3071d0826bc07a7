/**
 * Sockets of a Linux host, by the C library: what is asked of a socket is asked of the host's own, so its options, states
 * and errors are the host's. Data stays in the host's buffers until somebody reads it; the kernel holds none.
 */
import { Enforcement, type HostCapability } from '@agentos/protocol/kernel';
import type { Readiness as PollReadiness } from '../descriptors/kernel-object.ts';
import { failure } from '../errors.ts';
import type { IpAddress } from '../security/addresses.ts';
import type { Cancellation } from '../timeouts/cancellation.ts';
import { WaitQueue } from '../wait-queue.ts';
import type { Endpoint, HostSocket, HostSockets, Interest, Received, SocketKind } from './host-socket.ts';
import { loadSocketCalls, type SocketCalls } from './linux-calls.ts';
import { pollError, pollHangUp, pollIn, pollOut, pollPeerClosed, Readiness, type Watch } from './readiness.ts';
import { interfaceIndex } from './socket-address.ts';
import { requireSettable, type SocketOption, socketOption } from './socket-options.ts';

/** What one operation moves at most, so that none keeps the core for long. */
const mostAtOnce = 256 * 1024;
/** Asked of the host for each direction; Linux counts twice that, for its own bookkeeping. */
const standardBuffer = 128 * 1024;
const howNumbers = { read: 0, write: 1, both: 2 } as const;
const dropsIndex = 8;

/** One for all: received bytes are copied out of it at once. */
const scratch = Buffer.alloc(mostAtOnce);

export class LinuxSockets implements HostSockets {
  readonly capability: HostCapability = {
    name: 'sockets',
    enforcement: Enforcement.ENFORCED,
    mechanism: "the host's own sockets, waited for by epoll",
    reason: '',
  };
  readonly #calls = loadSocketCalls();
  readonly #readiness = new Readiness();

  open(family: 4 | 6, kind: SocketKind): HostSocket {
    const socket = new LinuxSocket(this.#calls, this.#readiness, this.#calls.open(family, kind), family, kind);
    try {
      // Fixed, so that the host does not grow them by itself; and both families apart, on every host.
      socket.setOption('SO_RCVBUF', standardBuffer);
      socket.setOption('SO_SNDBUF', standardBuffer);
      if (family === 6) socket.setOption('IPV6_V6ONLY', 1);
      return socket;
    } catch (error) {
      socket.close();
      throw error;
    }
  }

  pair(): { kept: HostSocket; given: number } {
    const [kept, given] = this.#calls.pair();
    return { kept: new LinuxSocket(this.#calls, this.#readiness, kept, 4, 'stream'), given };
  }

  close(): Promise<void> {
    return this.#readiness.close();
  }
}

class LinuxSocket implements HostSocket {
  readonly family: 4 | 6;
  readonly kind: SocketKind;
  readonly #calls: SocketCalls;
  readonly #readiness: Readiness;
  readonly #watch: Watch;
  readonly #changes = new WaitQueue();
  /** -1 once closed: the host gives the number to others. */
  #fd: number;
  #lingers = false;

  constructor(calls: SocketCalls, readiness: Readiness, fd: number, family: 4 | 6, kind: SocketKind) {
    this.#calls = calls;
    this.#readiness = readiness;
    this.#fd = fd;
    this.family = family;
    this.kind = kind;
    this.#watch = readiness.watch(fd, () => this.#changes.wake());
  }

  get bufferBytes(): number {
    return this.getOption('SO_RCVBUF') + this.getOption('SO_SNDBUF');
  }

  bind(at: Endpoint): void {
    this.#calls.bind(this.#open(), at, this.family);
  }

  listen(backlog: number): void {
    this.#calls.listen(this.#open(), backlog);
  }

  connect(to: Endpoint): boolean {
    return this.#calls.connect(this.#open(), to, this.family);
  }

  disconnect(): void {
    if (this.#fd >= 0) this.#calls.disconnect(this.#fd);
  }

  takeError(): number {
    return this.getOption('SO_ERROR');
  }

  accept(): { socket: HostSocket; peer: Endpoint } | undefined {
    const taken = this.#calls.accept(this.#open());
    if (taken === undefined) return undefined;
    const socket = new LinuxSocket(this.#calls, this.#readiness, taken.fd, this.family, this.kind);
    // Inherited from the listening socket.
    socket.#lingers = this.#lingers;
    return { socket, peer: taken.peer };
  }

  send(data: Uint8Array, to?: Endpoint): number | undefined {
    // A datagram is whole or not at all.
    const piece = this.kind === 'datagram' ? data : data.subarray(0, mostAtOnce);
    return this.#calls.send(this.#open(), piece, to, this.family);
  }

  receive(maximum: number): Received | undefined {
    const datagram = this.kind === 'datagram';
    const room = scratch.subarray(0, Math.min(maximum, mostAtOnce));
    const got = this.#calls.receive(this.#open(), room, datagram);
    if (got === undefined) return undefined;
    const { length, sender } = got;
    return {
      data: Buffer.from(room.subarray(0, length)),
      sender,
      truncated: length > room.length,
      ended: !datagram && length === 0 && room.length > 0,
    };
  }

  shutdown(how: 'read' | 'write' | 'both'): void {
    this.#calls.shutdown(this.#open(), howNumbers[how]);
    this.#changes.wake();
  }

  setOption(name: string, value: number, group?: IpAddress): void {
    const option = requireSettable(name, value);
    this.#calls.setOption(this.#open(), option.level, option.number, optionBytes(option, value, group));
    if (option.shape === 'linger') this.#lingers = value > 0;
  }

  getOption(name: string): number {
    const { level, number, shape } = socketOption(name);
    if (shape === 'group') throw failure('ENOPROTOOPT', `${name} can only be set`, name);
    const value = Buffer.alloc(shape === 'drops' ? 4 * (dropsIndex + 1) : shape === 'linger' ? 8 : 4);
    this.#calls.getOption(this.#open(), level, number, value);
    if (shape === 'drops') return value.readUInt32LE(4 * dropsIndex);
    if (shape === 'linger') return value.readInt32LE(0) === 0 ? -1 : value.readInt32LE(4);
    return value.readInt32LE(0);
  }

  local(): Endpoint | undefined {
    return this.#calls.local(this.#open());
  }

  peer(): Endpoint | undefined {
    return this.#calls.peer(this.#open());
  }

  readiness(): PollReadiness {
    if (this.#fd < 0) return { readable: true, writable: true, hungUp: true };
    const bits = this.#calls.poll(this.#fd, pollIn | pollOut | pollPeerClosed);
    const failed = (bits & pollError) !== 0;
    return {
      readable: failed || (bits & (pollIn | pollPeerClosed)) !== 0,
      writable: failed || (bits & pollOut) !== 0,
      hungUp: (bits & (pollHangUp | pollError)) !== 0,
    };
  }

  changed({ read, write }: Interest, cancellation: Cancellation): Promise<void> {
    if (this.#fd < 0) return Promise.resolve();
    const woken = this.#changes.wait(cancellation);
    if (!cancellation.cancelled) {
      this.#readiness.arm(this.#watch, (read ? pollIn | pollPeerClosed : 0) | (write ? pollOut : 0));
    }
    return woken;
  }

  close(abruptly = false): void {
    const fd = this.#fd;
    if (fd < 0) return;
    // The host waits in close(2) for a socket that lingers, also for a non-blocking one: the core must not.
    if (abruptly) this.setOption('SO_LINGER', 0);
    else if (this.#lingers) this.setOption('SO_LINGER', -1);
    this.#fd = -1;
    this.#readiness.forget(this.#watch);
    this.#calls.close(fd);
    this.#changes.wake();
  }

  #open(): number {
    if (this.#fd < 0) throw failure('EBADF', 'the socket was closed');
    return this.#fd;
  }
}

function optionBytes(option: SocketOption, value: number, group: IpAddress | undefined): Buffer {
  if (option.shape === 'group') return groupBytes(option, value, group);
  const bytes = Buffer.alloc(option.shape === 'linger' ? 8 : 4);
  if (option.shape === 'linger') {
    bytes.writeInt32LE(value < 0 ? 0 : 1, 0);
    bytes.writeInt32LE(Math.max(value, 0), 4);
  } else bytes.writeInt32LE(value, 0);
  return bytes;
}

const IPPROTO_IPV6 = 41;

/** `struct ip_mreqn` or `struct ipv6_mreq`; `device` is the number of an interface, 0: the host chooses one. */
function groupBytes({ level }: SocketOption, device: number, group: IpAddress | undefined): Buffer {
  const wanted = level === IPPROTO_IPV6 ? 6 : 4;
  if (group === undefined || group.family !== wanted) {
    throw failure('EINVAL', `this option takes the IPv${wanted} address of a group`, 'address');
  }
  if (wanted === 4) {
    const bytes = Buffer.alloc(12);
    bytes.writeUInt32BE(group.words[3] >>> 0, 0);
    bytes.writeInt32LE(device, 8);
    return bytes;
  }
  const bytes = Buffer.alloc(20);
  for (const [index, word] of group.words.entries()) bytes.writeUInt32BE(word >>> 0, index * 4);
  bytes.writeUInt32LE(device === 0 ? interfaceIndex(group) : device, 16);
  return bytes;
}
