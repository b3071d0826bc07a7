/**
 * What the sockets of `node:net` and `node:dgram` have in common here: waiting, an error that waits to be told, and the
 * options that Node cannot set.
 */
import type { Readiness } from '../descriptors/kernel-object.ts';
import { codeOf, errnoNumber, failure, type KernelError } from '../errors.ts';
import { type IpAddress, parseAddress } from '../security/addresses.ts';
import type { Cancellation } from '../timeouts/cancellation.ts';
import { WaitQueue } from '../wait-queue.ts';
import type { Endpoint, Interest, SocketKind } from './host-socket.ts';
import { requireSettable, socketOption } from './socket-options.ts';

/** Bytes that Node may hold for one direction. */
export const nodeBuffer = 256 * 1024;

export abstract class NodeSocket {
  readonly family: 4 | 6;
  abstract readonly kind: SocketKind;
  readonly bufferBytes = 2 * nodeBuffer;
  /** What was asked for; Node does not tell what the host has. */
  protected readonly options = new Map<string, number>();
  protected closed = false;
  readonly #changes = new WaitQueue();
  #error = 0;

  constructor(family: 4 | 6) {
    this.family = family;
    this.options.set('IPV6_V6ONLY', 1);
  }

  abstract readiness(): Readiness;
  /** Sets what Node has a call for; false when it has none. */
  protected abstract apply(option: string, value: number, group: IpAddress | undefined): boolean;

  takeError(): number {
    const error = this.#error;
    this.#error = 0;
    return error;
  }

  setOption(option: string, value: number, group: IpAddress | undefined): void {
    requireSettable(option, value);
    this.requireOpen();
    if (!this.apply(option, value, group)) {
      throw failure('ENOPROTOOPT', `this host offers no way to set ${option}`, option);
    }
    this.options.set(option, value);
  }

  getOption(option: string): number {
    socketOption(option);
    this.requireOpen();
    if (option === 'SO_ERROR') return this.takeError();
    if (option === 'SO_TYPE') return this.kind === 'stream' ? 1 : 2;
    if (option === 'SO_RCVBUF' || option === 'SO_SNDBUF') return this.options.get(option) ?? nodeBuffer;
    const value = this.options.get(option);
    if (value !== undefined) return value;
    throw failure('ENOPROTOOPT', `this host offers no way to read ${option}`, option);
  }

  changed({ read, write }: Interest, cancellation: Cancellation): Promise<void> {
    const { readable, writable, hungUp } = this.readiness();
    if (this.closed || (read && readable) || (write && writable) || hungUp) {
      // Never in the same turn: who looks again and finds nothing must not keep the core.
      return new Promise((resolve) => setImmediate(resolve));
    }
    return this.#changes.wait(cancellation);
  }

  protected wake(): void {
    this.#changes.wake();
  }

  protected get failed(): boolean {
    return this.#error !== 0;
  }

  protected fail(error: unknown): void {
    this.#error = errnoNumber(codeOf(error));
    this.wake();
  }

  protected requireOpen(): void {
    if (this.closed) throw failure('EBADF', 'the socket was closed');
  }
}

/** An address as `node:net` gives it. */
export function endpointOf(address: string | undefined, port: number | undefined): Endpoint | undefined {
  const parsed = address === undefined ? undefined : parseAddress(address);
  return parsed === undefined || port === undefined ? undefined : { address: parsed, port };
}

/** A failure of a call of Node, with the host's code. */
export function hostFailure(call: string, error: unknown): KernelError {
  const code = codeOf(error);
  return failure(code, `${call}: the host answered ${code}`, call);
}
