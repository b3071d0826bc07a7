/** A TCP socket by `node:net`, for hosts whose C library the kernel does not call. */
import { type AddressInfo, connect, createServer, type Server, type Socket as StreamSocket } from 'node:net';
import type { Readiness } from '../descriptors/kernel-object.ts';
import { errnoName, failure } from '../errors.ts';
import { formatAddress } from '../security/addresses.ts';
import type { Endpoint, HostSocket, Received } from './host-socket.ts';
import { endpointOf, hostFailure, NodeSocket, nodeBuffer } from './node-socket.ts';

const mostBacklog = 128;

export class NodeStream extends NodeSocket implements HostSocket {
  readonly kind = 'stream';
  /** Holds the port from `bind` on; takes connections from `listen` on. */
  #server: Server | undefined;
  #bound: Endpoint | undefined;
  #backlog = 0;
  readonly #waiting: StreamSocket[] = [];
  #socket: StreamSocket | undefined;
  #connected = false;
  #ended = false;
  #shut = false;

  async bind(at: Endpoint): Promise<void> {
    this.requireOpen();
    if (this.#server !== undefined || this.#bound !== undefined || this.#socket !== undefined)
      throw failure('EINVAL', 'the socket has an address');
    if (this.family === 4 && at.address.family === 6)
      throw failure('EAFNOSUPPORT', 'an IPv4 socket takes no IPv6 address');
    const server = createServer({ pauseOnConnect: true, allowHalfOpen: true }, (peer) => this.#arrived(peer));
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    server.once('error', reject);
    const ipv6Only = this.options.get('IPV6_V6ONLY') === 1;
    const host = formatAddress(at.address);
    server.listen({ host, port: at.port, backlog: mostBacklog, exclusive: true, ipv6Only }, resolve);
    this.#server = server;
    try {
      await promise;
    } catch (error) {
      this.#server = undefined;
      throw hostFailure('bind', error);
    }
    const given: AddressInfo | string | null = server.address();
    this.#bound = typeof given === 'object' && given !== null ? { ...at, port: given.port } : at;
    if (this.closed) server.close();
  }

  listen(backlog: number): void {
    if (this.#server === undefined) throw failure('EINVAL', 'the socket cannot listen');
    this.#backlog = backlog;
  }

  connect(to: Endpoint): boolean {
    this.requireOpen();
    if (this.#socket !== undefined) throw failure(this.#connected ? 'EISCONN' : 'EALREADY', 'the socket is connected');
    const local = this.#bound;
    // The port passes from the server that held it to the connection.
    this.#server?.close();
    this.#server = undefined;
    const from = local === undefined ? {} : { localAddress: formatAddress(local.address), localPort: local.port };
    const options = { host: formatAddress(to.address), port: to.port, allowHalfOpen: true, ...from };
    this.#use(connect(options));
    return false;
  }

  disconnect(): void {
    this.#socket
      ?.removeAllListeners()
      .on('error', () => undefined)
      .destroy();
    this.#socket = undefined;
    this.#connected = false;
  }

  accept(): { socket: HostSocket; peer: Endpoint } | undefined {
    this.requireOpen();
    for (let taken = this.#waiting.shift(); taken !== undefined; taken = this.#waiting.shift()) {
      const peer = endpointOf(taken.remoteAddress, taken.remotePort);
      if (peer === undefined) continue;
      const socket = new NodeStream(this.family);
      socket.#use(taken);
      socket.#connected = true;
      return { socket, peer };
    }
    return undefined;
  }

  send(data: Uint8Array): number | undefined {
    this.requireOpen();
    const socket = this.#socket;
    if (this.failed) throw failure(errnoName(this.takeError()), 'the connection has ended');
    if (socket === undefined || this.#shut || socket.destroyed) throw failure('EPIPE', 'the socket is not connected');
    const room = nodeBuffer - socket.writableLength;
    if (!this.#connected || room <= 0) return undefined;
    const piece = data.subarray(0, room);
    socket.write(piece, () => this.wake());
    return piece.length;
  }

  receive(maximum: number): Received | undefined {
    this.requireOpen();
    const socket = this.#socket;
    if (this.failed) throw failure(errnoName(this.takeError()), 'the connection has ended');
    if (socket === undefined) throw failure('ENOTCONN', 'the socket is not connected');
    const most = Math.min(maximum, socket.readableLength);
    const data: Buffer | null = most === 0 ? null : socket.read(most);
    const none = { sender: undefined, truncated: false };
    if (data !== null) return { data, ended: false, ...none };
    socket.read(0);
    return this.#ended || socket.destroyed ? { data: Buffer.alloc(0), ended: true, ...none } : undefined;
  }

  shutdown(how: 'read' | 'write' | 'both'): void {
    if (this.#socket === undefined) throw failure('ENOTCONN', 'the socket is not connected');
    if (how !== 'read') {
      this.#shut = true;
      this.#socket.end();
    }
    if (how !== 'write') this.#ended = true;
    this.wake();
  }

  local(): Endpoint | undefined {
    return endpointOf(this.#socket?.localAddress, this.#socket?.localPort) ?? this.#bound;
  }

  peer(): Endpoint | undefined {
    return this.#connected ? endpointOf(this.#socket?.remoteAddress, this.#socket?.remotePort) : undefined;
  }

  readiness(): Readiness {
    const socket = this.#socket;
    if (this.#server !== undefined) return { readable: this.#waiting.length > 0, writable: false, hungUp: this.closed };
    const over = this.failed || socket === undefined || socket.destroyed;
    return {
      readable: over || this.#ended || socket.readableLength > 0,
      writable: over || (this.#connected && socket.writableLength < nodeBuffer),
      hungUp: over,
    };
  }

  close(abruptly = false): void {
    if (this.closed) return;
    this.closed = true;
    this.#server?.close();
    for (const one of this.#waiting.splice(0)) one.resetAndDestroy();
    const socket = this.#socket;
    if (abruptly || this.options.get('SO_LINGER') === 0) socket?.resetAndDestroy();
    else socket?.destroySoon();
    this.wake();
  }

  protected apply(option: string, value: number): boolean {
    const keeps = option === 'SO_KEEPALIVE' ? value === 1 : this.options.get('SO_KEEPALIVE') === 1;
    const idle = option === 'TCP_KEEPIDLE' ? value : (this.options.get('TCP_KEEPIDLE') ?? 0);
    if (option === 'TCP_NODELAY') this.#socket?.setNoDelay(value === 1);
    else if (option === 'SO_KEEPALIVE' || option === 'TCP_KEEPIDLE') this.#socket?.setKeepAlive(keeps, idle * 1_000);
    else if (option === 'IPV6_V6ONLY' && this.family === 6 && this.#bound === undefined) return true;
    else return option === 'SO_LINGER' && value <= 0;
    return true;
  }

  override getOption(option: string): number {
    if (option === 'SO_ACCEPTCONN') return this.#backlog > 0 ? 1 : 0;
    if (option === 'SO_LINGER') return this.options.get(option) ?? -1;
    if (option === 'SO_KEEPALIVE' || option === 'TCP_NODELAY') return this.options.get(option) ?? 0;
    return super.getOption(option);
  }

  #arrived(peer: StreamSocket): void {
    peer.on('error', () => undefined);
    if (this.closed || this.#waiting.length >= this.#backlog) peer.resetAndDestroy();
    else this.#waiting.push(peer);
    this.wake();
  }

  #use(socket: StreamSocket): void {
    this.#socket = socket;
    this.#ended = false;
    socket.removeAllListeners('error');
    socket.on('error', (error) => this.fail(error));
    socket.on('connect', () => {
      this.#connected = true;
      for (const option of ['TCP_NODELAY', 'SO_KEEPALIVE']) {
        const value = this.options.get(option);
        if (value !== undefined) this.apply(option, value);
      }
      this.wake();
    });
    socket.on('readable', () => this.wake());
    socket.on('end', () => {
      this.#ended = true;
      this.wake();
    });
    socket.on('drain', () => this.wake());
    socket.on('close', () => this.wake());
  }
}
