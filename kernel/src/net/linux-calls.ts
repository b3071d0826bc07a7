/**
 * The socket calls of the C library. Each answers at once (every descriptor is non-blocking, and data moves with
 * MSG_DONTWAIT besides), and throws a `KernelError` with the host's code; undefined: it would have waited.
 */
import { constants } from 'node:os';
import koffi from 'koffi';
import { errnoName, failure } from '../errors.ts';
import type { Endpoint, SocketKind } from './host-socket.ts';
import { AF_INET, AF_INET6, decodeEndpoint, encodeEndpoint, longestSocketAddress } from './socket-address.ts';

const { EAGAIN, EINPROGRESS, EINTR, ENOTCONN } = constants.errno;
const AF_UNIX = 1;
const SOCK_STREAM = 1;
const SOCK_NONBLOCK = 0o4000;
const SOCK_CLOEXEC = 0o2000000;
const MSG_TRUNC = 0x20;
const MSG_DONTWAIT = 0x40;
const MSG_NOSIGNAL = 0x4000;

export type SocketCalls = ReturnType<typeof loadSocketCalls>;

/** @throws Error where the C library cannot be reached */
export function loadSocketCalls() {
  const library = koffi.load(null);
  const socket = library.func('int socket(int family, int type, int protocol)');
  const socketpair = library.func('int socketpair(int family, int type, int protocol, void *ends)');
  const bind = library.func('int bind(int fd, void *address, unsigned int length)');
  const listen = library.func('int listen(int fd, int backlog)');
  const connect = library.func('int connect(int fd, void *address, unsigned int length)');
  const accept4 = library.func('int accept4(int fd, void *address, void *length, int flags)');
  const getsockname = library.func('int getsockname(int fd, void *address, void *length)');
  const getpeername = library.func('int getpeername(int fd, void *address, void *length)');
  const getsockopt = library.func('int getsockopt(int fd, int level, int name, void *value, void *length)');
  const setsockopt = library.func('int setsockopt(int fd, int level, int name, void *value, unsigned int length)');
  const sendto = library.func(
    'long sendto(int fd, void *data, size_t size, int flags, void *address, unsigned int length)',
  );
  const recvfrom = library.func(
    'long recvfrom(int fd, void *data, size_t size, int flags, void *address, void *length)',
  );
  const shutdown = library.func('int shutdown(int fd, int how)');
  const poll = library.func('int poll(void *entries, unsigned long count, int timeout)');
  const close = library.func('int close(int fd)');

  const address = Buffer.alloc(longestSocketAddress);
  const length = Buffer.alloc(4);
  const entry = Buffer.alloc(8);
  const room = (): void => void length.writeUInt32LE(address.length, 0);
  const failed = (call: string): Error => {
    const code = errnoName(koffi.errno());
    return failure(code, `${call}: the host answered ${code}`, call);
  };
  const checked = (call: string, result: number): number => {
    if (result < 0) throw failed(call);
    return result;
  };
  /** undefined when the call would have waited. */
  const tried = (call: string, result: number): number | undefined => {
    if (result >= 0) return result;
    const errno = koffi.errno();
    if (errno === EAGAIN || errno === EINTR) return undefined;
    throw failed(call);
  };

  return {
    open(family: 4 | 6, kind: SocketKind): number {
      const type = (kind === 'stream' ? 1 : 2) | SOCK_NONBLOCK | SOCK_CLOEXEC;
      return checked('socket', socket(family === 4 ? AF_INET : AF_INET6, type, 0));
    },
    /** Both ends close-on-exec; they block, but data moves with MSG_DONTWAIT here. */
    pair(): [number, number] {
      const ends = Buffer.alloc(8);
      checked('socketpair', socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends));
      return [ends.readInt32LE(0), ends.readInt32LE(4)];
    },
    bind(fd: number, at: Endpoint, family: 4 | 6): void {
      const bytes = encodeEndpoint(at, family);
      checked('bind', bind(fd, bytes, bytes.length));
    },
    listen: (fd: number, backlog: number): number => checked('listen', listen(fd, backlog)),
    /** True when connected, false when that is under way. */
    connect(fd: number, to: Endpoint, family: 4 | 6): boolean {
      const bytes = encodeEndpoint(to, family);
      if (connect(fd, bytes, bytes.length) >= 0) return true;
      if (koffi.errno() === EINPROGRESS) return false;
      throw failed('connect');
    },
    /** Back to a socket without a peer (AF_UNSPEC). */
    disconnect: (fd: number): number => connect(fd, Buffer.alloc(16), 16),
    accept(fd: number): { fd: number; peer: Endpoint } | undefined {
      room();
      const taken = tried('accept', accept4(fd, address, length, SOCK_NONBLOCK | SOCK_CLOEXEC));
      if (taken === undefined) return undefined;
      const peer = decodeEndpoint(address);
      if (peer !== undefined) return { fd: taken, peer };
      close(taken);
      return undefined;
    },
    local(fd: number): Endpoint | undefined {
      room();
      checked('getsockname', getsockname(fd, address, length));
      return decodeEndpoint(address);
    },
    peer(fd: number): Endpoint | undefined {
      room();
      if (getpeername(fd, address, length) < 0) {
        if (koffi.errno() === ENOTCONN) return undefined;
        throw failed('getpeername');
      }
      return decodeEndpoint(address);
    },
    getOption(fd: number, level: number, name: number, value: Buffer): void {
      length.writeUInt32LE(value.length, 0);
      checked('getsockopt', getsockopt(fd, level, name, value, length));
    },
    setOption: (fd: number, level: number, name: number, value: Buffer): number =>
      checked('setsockopt', setsockopt(fd, level, name, value, value.length)),
    send(fd: number, data: Uint8Array, to: Endpoint | undefined, family: 4 | 6): number | undefined {
      const bytes = to === undefined ? null : encodeEndpoint(to, family);
      return tried(
        'send',
        Number(sendto(fd, data, data.length, MSG_DONTWAIT | MSG_NOSIGNAL, bytes, bytes?.length ?? 0)),
      );
    },
    /** `length` is that of a whole datagram, also when there was no room for it. */
    receive(fd: number, into: Buffer, datagram: boolean): { length: number; sender: Endpoint | undefined } | undefined {
      if (!datagram) {
        const count = tried('recv', Number(recvfrom(fd, into, into.length, MSG_DONTWAIT, null, null)));
        return count === undefined ? undefined : { length: count, sender: undefined };
      }
      room();
      const count = tried('recv', Number(recvfrom(fd, into, into.length, MSG_DONTWAIT | MSG_TRUNC, address, length)));
      return count === undefined ? undefined : { length: count, sender: decodeEndpoint(address) };
    },
    shutdown: (fd: number, how: 0 | 1 | 2): number => checked('shutdown', shutdown(fd, how)),
    /** Bits of poll that hold now; `events` are asked for, errors and a hang-up are always told. */
    poll(fd: number, events: number): number {
      entry.writeInt32LE(fd, 0);
      entry.writeInt16LE(events, 4);
      entry.writeInt16LE(0, 6);
      checked('poll', poll(entry, 1, 0));
      return entry.readInt16LE(6) & 0xffff;
    },
    close: (fd: number): number => close(fd),
  };
}
