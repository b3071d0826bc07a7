/** A UDP socket by `node:dgram`, for hosts whose C library the kernel does not call. */
import { createSocket, type Socket as DatagramSocket } from 'node:dgram';
import type { Readiness } from '../descriptors/kernel-object.ts';
import { errnoName, failure } from '../errors.ts';
import { formatAddress, type IpAddress } from '../security/addresses.ts';
import type { Endpoint, HostSocket, Received } from './host-socket.ts';
import { endpointOf, hostFailure, NodeSocket, nodeBuffer } from './node-socket.ts';

const longestDatagram = 65_507;

export class NodeDatagram extends NodeSocket implements HostSocket {
  readonly kind = 'datagram';
  #socket: DatagramSocket | undefined;
  #bound: Endpoint | undefined;
  #peer: Endpoint | undefined;
  readonly #queue: { readonly data: Buffer; readonly sender: Endpoint | undefined }[] = [];
  #queued = 0;
  #dropped = 0;

  async bind(at: Endpoint): Promise<void> {
    if (this.#bound !== undefined || this.#socket !== undefined) throw failure('EINVAL', 'the socket has an address');
    if (this.family === 4 && at.address.family === 6)
      throw failure('EAFNOSUPPORT', 'an IPv4 socket takes no IPv6 address');
    const socket = this.#use();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    socket.once('error', reject);
    socket.bind({ address: formatAddress(at.address), port: at.port, exclusive: true }, resolve);
    try {
      await promise;
    } catch (error) {
      this.takeError();
      this.#socket = undefined;
      throw hostFailure('bind', error);
    }
    socket.off('error', reject);
    this.#bound = { ...at, port: socket.address().port };
  }

  listen(): never {
    throw failure('EOPNOTSUPP', 'datagrams have no connections');
  }

  /** Node connects only once; here a peer is what is sent to and heard from. */
  connect(to: Endpoint): boolean {
    this.requireOpen();
    this.#use();
    this.#peer = to;
    return true;
  }

  disconnect(): void {
    this.#peer = undefined;
  }

  accept(): never {
    throw failure('EOPNOTSUPP', 'datagrams have no connections');
  }

  send(data: Uint8Array, to?: Endpoint): number | undefined {
    this.requireOpen();
    if (this.failed) throw failure(errnoName(this.takeError()), 'an earlier datagram failed');
    const target = to ?? this.#peer;
    if (target === undefined) throw failure('EDESTADDRREQ', 'the datagram has no destination');
    if (data.length > longestDatagram) throw failure('EMSGSIZE', `a datagram has at most ${longestDatagram} bytes`);
    const socket = this.#use();
    if (this.#queuedToSend(socket) > nodeBuffer) return undefined;
    socket.send(data, target.port, formatAddress(target.address), (error) => {
      if (error === null) this.wake();
      else this.fail(error);
    });
    return data.length;
  }

  receive(maximum: number): Received | undefined {
    this.requireOpen();
    if (this.failed) throw failure(errnoName(this.takeError()), 'an earlier datagram failed');
    const first = this.#queue.shift();
    if (first === undefined) return undefined;
    this.#queued -= first.data.length;
    const data = first.data.subarray(0, maximum);
    return { data, sender: first.sender, truncated: data.length < first.data.length, ended: false };
  }

  shutdown(): void {
    throw failure('ENOTCONN', 'datagrams have no connection to shut');
  }

  local(): Endpoint | undefined {
    return this.#bound;
  }

  peer(): Endpoint | undefined {
    return this.#peer;
  }

  readiness(): Readiness {
    return { readable: this.failed || this.#queue.length > 0, writable: true, hungUp: this.closed };
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.#socket?.close();
    this.wake();
  }

  override getOption(option: string): number {
    if (option === 'SO_RXQ_OVFL') return this.#dropped;
    return super.getOption(option);
  }

  protected apply(option: string, value: number, group: IpAddress | undefined): boolean {
    if (option === 'IPV6_V6ONLY' || option === 'SO_REUSEADDR') return this.#socket === undefined;
    const socket = this.#socket;
    if (socket === undefined || this.#bound === undefined) throw failure('EINVAL', `bind the socket before ${option}`);
    try {
      if (option === 'SO_BROADCAST') socket.setBroadcast(value === 1);
      else if (option === 'IP_TTL' || option === 'IPV6_UNICAST_HOPS') socket.setTTL(value);
      else if (option === 'IP_MULTICAST_TTL' || option === 'IPV6_MULTICAST_HOPS') socket.setMulticastTTL(value);
      else if (option === 'IP_MULTICAST_LOOP' || option === 'IPV6_MULTICAST_LOOP')
        socket.setMulticastLoopback(value === 1);
      else if (option.endsWith('ADD_MEMBERSHIP') && group !== undefined) socket.addMembership(formatAddress(group));
      else if (option.endsWith('DROP_MEMBERSHIP') && group !== undefined) socket.dropMembership(formatAddress(group));
      else return false;
      return true;
    } catch (error) {
      throw hostFailure(option, error);
    }
  }

  #queuedToSend(socket: DatagramSocket): number {
    return this.#bound === undefined ? 0 : socket.getSendQueueSize();
  }

  #use(): DatagramSocket {
    if (this.#socket !== undefined) return this.#socket;
    const socket = createSocket({
      type: this.family === 4 ? 'udp4' : 'udp6',
      ipv6Only: this.family === 6 && this.options.get('IPV6_V6ONLY') === 1,
      reuseAddr: this.options.get('SO_REUSEADDR') === 1,
    });
    this.#socket = socket;
    socket.on('error', (error) => this.fail(error));
    socket.on('message', (data, { address, port }) => {
      // Node cannot be told to wait: what does not fit is dropped, as the host would.
      if (this.#queued + data.length > nodeBuffer || this.#queue.length >= 4_096) this.#dropped++;
      else {
        this.#queue.push({ data, sender: endpointOf(address, port) });
        this.#queued += data.length;
      }
      this.wake();
    });
    return socket;
  }
}
