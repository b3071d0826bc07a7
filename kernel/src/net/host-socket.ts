/**
 * What the kernel needs of a socket of the host: operations that answer at once (undefined: it would have to wait) and a
 * way to wait for a change. Errors are `KernelError`s with the host's own code.
 */
import type { HostCapability } from '@agentos/protocol/kernel';
import type { Readiness } from '../descriptors/kernel-object.ts';
import type { IpAddress } from '../security/addresses.ts';
import type { Cancellation } from '../timeouts/cancellation.ts';

export type SocketKind = 'stream' | 'datagram';

export interface Endpoint {
  readonly address: IpAddress;
  readonly port: number;
}

export interface Received {
  readonly data: Buffer;
  /** Of a datagram. */
  readonly sender: Endpoint | undefined;
  /** A datagram was longer than the room for it; the rest is gone. */
  readonly truncated: boolean;
  /** The other side sends nothing more. */
  readonly ended: boolean;
}

export interface Interest {
  readonly read: boolean;
  readonly write: boolean;
}

export interface HostSocket {
  readonly family: 4 | 6;
  readonly kind: SocketKind;
  /** Bytes that the host may hold for it, both ways. */
  readonly bufferBytes: number;
  bind(at: Endpoint): void | Promise<void>;
  listen(backlog: number): void | Promise<void>;
  /** True when it is connected now, false when that is under way. */
  connect(to: Endpoint): boolean;
  /** Gives a connection that is under way up, so that another can be tried. */
  disconnect(): void;
  /** The error that waits to be told, 0 for none; it is told once. */
  takeError(): number;
  accept(): { readonly socket: HostSocket; readonly peer: Endpoint } | undefined;
  /** How many bytes were taken. */
  send(data: Uint8Array, to?: Endpoint): number | undefined;
  receive(maximum: number): Received | undefined;
  shutdown(how: 'read' | 'write' | 'both'): void;
  setOption(option: string, value: number, group: IpAddress | undefined): void;
  getOption(option: string): number;
  /** undefined while it has none. */
  local(): Endpoint | undefined;
  /** undefined while it is not connected. */
  peer(): Endpoint | undefined;
  readiness(): Readiness;
  /** Resolves when something may have changed, or the socket was closed; rejects with the reason of the signal. */
  changed(interest: Interest, cancellation: Cancellation): Promise<void>;
  /** `abruptly`: what was not yet sent is thrown away and the other side is told so. Once. */
  close(abruptly?: boolean): void;
}

export interface HostSockets {
  readonly capability: HostCapability;
  open(family: 4 | 6, kind: SocketKind): HostSocket;
  /** Two ends of a local stream, one of them a bare descriptor for a program; undefined where that cannot be. */
  pair(): { readonly kept: HostSocket; readonly given: number } | undefined;
  close(): Promise<void>;
}
