/**
 * A socket as a kernel object: the host's socket, what it was allowed to become, and what is charged for it. Whatever
 * waits, waits for the host; every attempt first asks whether the process may still.
 */
import type { ReadResult } from '@agentos/protocol/kernel';
import {
  bytesRead,
  KernelObject,
  type Readiness,
  type Rights,
  readRight,
  type Transfer,
  writeRight,
} from '../descriptors/kernel-object.ts';
import { accessModes } from '../descriptors/open-file.ts';
import { failure } from '../errors.ts';
import type { MemoryAccount } from '../memory/account.ts';
import type { Process } from '../process/process.ts';
import type { IpAddress } from '../security/addresses.ts';
import { requireTarget } from '../security/check.ts';
import type { NetworkTarget } from '../security/network-rules.ts';
import type { Cancellation } from '../timeouts/cancellation.ts';
import { WaitQueue } from '../wait-queue.ts';
import type { CheckedAddress } from './connect.ts';
import type { Endpoint, HostSocket, HostSockets, Interest, Received } from './host-socket.ts';
import { startRelay } from './relay.ts';
import { Standing } from './standing.ts';

const reading: Interest = { read: true, write: false };
const writing: Interest = { read: false, write: true };
/** Datagrams or connections that are turned away in one go, before others get their turn. */
const mostRefused = 32;
/** Connections that wait for `accept`, each with room for what its peer sends. */
const standardBacklog = 16;
const mostBacklog = 128;

export interface SocketWatcher {
  /** A peer was turned away by a denial. */
  refused(process: Process): void;
  closed(socket: Socket, dropped: number): void;
  /** Two ends of a local stream, where the host has them. */
  pair(): ReturnType<HostSockets['pair']>;
}

export class Socket extends KernelObject {
  readonly kind = 'socket';
  readonly host: HostSocket;
  readonly standing = new Standing();
  lastChecked: CheckedAddress | undefined;
  readonly #account: MemoryAccount;
  readonly #watcher: SocketWatcher;
  /** Woken when one sender is done: the bytes of two do not mix. */
  readonly #senders = new WaitQueue();
  #sending = false;
  #charged = 0;
  /** Connections that may wait; 0 unless it listens. */
  #backlog = 0;
  /** Datagrams that were not for it. */
  #refused = 0;
  #closed = false;
  /** Between `hostDescriptor` and `handedOver`. */
  #handed: { readonly end: HostSocket; readonly rights: Rights } | undefined;

  /** Takes the host's socket over: it is closed when this fails. @throws KernelError ENOMEM */
  constructor(host: HostSocket, account: MemoryAccount, watcher: SocketWatcher) {
    super();
    this.host = host;
    this.#account = account;
    this.#watcher = watcher;
    try {
      this.#charge(host.bufferBytes);
    } catch (error) {
      host.close(true);
      throw error;
    }
  }

  get isStream(): boolean {
    return this.host.kind === 'stream';
  }

  get listening(): boolean {
    return this.#backlog > 0;
  }

  /** Datagrams that were dropped: by the host, whose queue was full, and here. */
  get dropped(): number {
    return this.isStream ? 0 : this.#refused + this.host.getOption('SO_RXQ_OVFL');
  }

  override get bytes(): number {
    return this.#charged;
  }

  async listen(backlog: number): Promise<void> {
    const wanted = Math.min(backlog === 0 ? standardBacklog : backlog, mostBacklog);
    const before = this.#charged;
    // Peers fill the buffers of connections that nobody has accepted yet.
    this.#charge(this.host.bufferBytes + wanted * this.host.getOption('SO_RCVBUF'));
    try {
      await this.host.listen(wanted);
      this.#backlog = wanted;
    } catch (error) {
      this.#charge(before);
      throw error;
    }
  }

  /** Room that is made larger is charged before it is there. */
  setBuffer(option: 'SO_RCVBUF' | 'SO_SNDBUF', value: number): void {
    const waiting = option === 'SO_RCVBUF' ? this.#backlog : 0;
    const before = this.host.getOption(option);
    const rest = this.#charged - before * (1 + waiting);
    this.#charge(Math.max(this.#charged, rest + 2 * value * (1 + waiting)));
    try {
      this.host.setOption(option, value, undefined);
    } finally {
      this.#charge(rest + this.host.getOption(option) * (1 + waiting));
    }
  }

  setGroup(option: string, group: IpAddress, device: number, joins: boolean): void {
    this.host.setOption(option, device, group);
    if (joins) this.standing.joined(group);
    else this.standing.left(group);
  }

  /** A connection that came; those that are denied are reset and never seen. `made` takes it over. */
  accept<T>(transfer: Transfer, made: (host: HostSocket, peer: Endpoint) => T | undefined): T | Promise<T> {
    return this.#attempting(reading, transfer, () => {
      for (let refused = 0; refused < mostRefused; refused++) {
        const taken = this.host.accept();
        if (taken === undefined) return undefined;
        const got = made(taken.socket, taken.peer);
        if (got !== undefined) return got;
        taken.socket.close(true);
        this.#watcher.refused(transfer.process);
      }
      return undefined;
    });
  }

  receive(maximum: number, transfer: Transfer): Received | Promise<Received> {
    return this.#attempting(reading, transfer, () => {
      for (let refused = 0; refused < mostRefused; refused++) {
        const got = this.host.receive(maximum);
        if (got?.sender === undefined || this.standing.admits(transfer.process, got.sender)) return got;
        this.#refused++;
      }
      return undefined;
    });
  }

  /** A datagram to where it was checked that it may go. */
  sendTo(data: Uint8Array, to: NetworkTarget, transfer: Transfer): number | Promise<number> {
    const { process } = transfer;
    const epoch = process.policyEpoch;
    return this.#attempting(writing, transfer, () => {
      if (process.policyEpoch !== epoch) requireTarget(process, to);
      const sent = this.host.send(data, to);
      if (sent !== undefined) this.standing.wroteTo(to);
      return sent;
    });
  }

  /** All of the data, or as much as fits when O_NONBLOCK is set; a datagram is whole. */
  send(data: Uint8Array, transfer: Transfer): number | Promise<number> {
    const attempt = (): number | undefined => this.host.send(data);
    if (!this.isStream) return this.#attempting(writing, transfer, attempt);
    if (this.#sending) {
      if (this.nonBlocking) throw failure('EAGAIN', 'another write to this socket is under way');
      return this.#sendAll(data, 0, transfer);
    }
    this.standing.require(transfer.process);
    const sent = attempt() ?? 0;
    if (sent === data.length || (sent > 0 && this.nonBlocking)) return sent;
    if (this.nonBlocking) throw failure('EAGAIN', 'the peer has not yet taken what was sent before');
    return this.#sendAll(data, sent, transfer);
  }

  override readiness(): Readiness {
    return this.host.readiness();
  }

  override changed(cancellation: Cancellation): Promise<void> {
    // What is so already would be told at once and for ever.
    const { readable, writable } = this.host.readiness();
    return this.host.changed({ read: !readable, write: !writable }, cancellation);
  }

  override async read(maximum: number, transfer: Transfer): Promise<ReadResult> {
    const { data, ended } = await this.receive(maximum, transfer);
    return bytesRead(data, ended);
  }

  override async write(data: Uint8Array, transfer: Transfer): Promise<number> {
    return await this.send(data, transfer);
  }

  override flags(): number {
    return accessModes.readWrite;
  }

  /** One end of a pair that `handedOver` joins to this connection: the socket itself could be connected elsewhere. */
  override hostDescriptor(rights: Rights): number {
    const connected = this.isStream && this.host.peer() !== undefined;
    const pair = connected ? this.#watcher.pair() : undefined;
    if (pair === undefined) {
      const what = connected ? 'sockets of this host' : 'sockets that are not connected, or are for datagrams,';
      throw failure('ENOTSUP', `${what} cannot be handed to a program, which would be past every rule with them`);
    }
    this.#handed = { end: pair.kept, rights };
    return pair.given;
  }

  override handedOver(program: Process): void {
    if (this.#handed === undefined) return;
    const { end, rights } = this.#handed;
    this.#handed = undefined;
    const toProgram = (rights & readRight) !== 0;
    startRelay({ socket: this, end, program, toProgram, fromProgram: (rights & writeRight) !== 0 });
  }

  protected override dispose(): void {
    if (this.#closed) return;
    const { dropped } = this;
    this.#closed = true;
    this.host.close();
    this.#charge(0);
    this.#senders.wake();
    this.#watcher.closed(this, dropped);
  }

  async #sendAll(data: Uint8Array, from: number, transfer: Transfer): Promise<number> {
    const { cancellation, process } = transfer;
    // A send that began takes precedence over the ones that come.
    while (this.#sending) await this.#senders.wait(cancellation);
    this.#sending = true;
    let sent = from;
    try {
      while (sent < data.length) {
        cancellation.throwIfCancelled();
        this.standing.require(process);
        const taken = this.host.send(data.subarray(sent));
        if (taken === undefined) await this.host.changed(writing, cancellation);
        else sent += taken;
      }
      return sent;
    } finally {
      this.#sending = false;
      this.#senders.wake();
    }
  }

  /** Answers at once when the host can. */
  #attempting<T>(interest: Interest, transfer: Transfer, attempt: () => T | undefined): T | Promise<T> {
    this.standing.require(transfer.process);
    const got = attempt();
    if (got !== undefined) return got;
    if (this.nonBlocking) throw failure('EAGAIN', 'nothing is there yet');
    return this.#waiting(interest, transfer, attempt);
  }

  async #waiting<T>(interest: Interest, { process, cancellation }: Transfer, attempt: () => T | undefined): Promise<T> {
    for (;;) {
      await this.host.changed(interest, cancellation);
      // What is taken out after the caller was told of a deadline would be lost.
      cancellation.throwIfCancelled();
      this.standing.require(process);
      const got = attempt();
      if (got !== undefined) return got;
    }
  }

  #charge(bytes: number): void {
    const before = this.#charged;
    if (bytes === before) return;
    if (bytes > 0) this.#account.charge(bytes);
    this.#charged = bytes;
    if (before > 0) this.#account.release(before);
  }
}
