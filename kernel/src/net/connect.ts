/** Connecting: the name is looked up once, each address is checked, and the connection goes to one that passed. */
import type { Transfer } from '../descriptors/kernel-object.ts';
import { codeOf, errnoName, failure, type KernelError } from '../errors.ts';
import type { Process } from '../process/process.ts';
import { formatAddress, type IpAddress } from '../security/addresses.ts';
import { allowedAddresses, check } from '../security/check.ts';
import type { Cancellation } from '../timeouts/cancellation.ts';
import { literalHost, resolveHost } from './resolve.ts';
import type { Socket } from './socket.ts';

/** After these the next address of the host is tried. */
const nextAddress = new Set(['ECONNREFUSED', 'ETIMEDOUT', 'ENETUNREACH', 'EHOSTUNREACH', 'EADDRNOTAVAIL']);

export interface Destination {
  readonly name: string;
  /** Checked for this process just now, and of a family that the socket has; at least one. */
  readonly addresses: readonly IpAddress[];
  readonly port: number;
}

/** An address that was checked: datagrams that follow each other to it are not checked again under the same policy. */
export interface CheckedAddress {
  readonly host: string;
  readonly port: number;
  readonly process: Process;
  readonly epoch: number;
  readonly destination: Destination;
}

/**
 * Where a host and a port lead, checked. Answers at once for an address.
 * @throws KernelError EACCES, EINVAL, ENOENT, EAFNOSUPPORT
 */
export function destinationOf(
  socket: Socket,
  { host, port }: { readonly host: string; readonly port: number },
  call: Transfer,
): Destination | Promise<Destination> {
  if (port < 1 || port > 65_535) throw failure('EINVAL', `there is no port ${port} to send to`, String(port));
  const last = socket.lastChecked;
  const { process } = call;
  if (last?.host === host && last.port === port && last.process === process && last.epoch === process.policyEpoch) {
    return last.destination;
  }
  const literal = literalHost(host);
  if (literal !== undefined) {
    const destination = checkedDestination(socket, literal.name, literal.addresses, port, call);
    socket.lastChecked = { host, port, process, epoch: process.policyEpoch, destination };
    return destination;
  }
  return resolveHost(call.process, host, call.cancellation.signal).then(({ name, addresses }) => {
    // The policy may have changed while the name was looked up.
    const requirement = { on: 'host', kind: 'NETWORK_ACCESS', host: name, port } as const;
    check(call.process, [requirement], { isSelfOrBelow: () => false });
    return checkedDestination(socket, name, addresses, port, call);
  });
}

/** @throws KernelError what the host says of the last address that was tried; EINPROGRESS when O_NONBLOCK is set */
export async function connect(socket: Socket, { name, addresses, port }: Destination, call: Transfer): Promise<void> {
  const { standing } = socket;
  if (standing.peer !== undefined) throw failure('EISCONN', 'the socket is connected');
  // What it is already has to hold still: the right to the new peer does not stand for that.
  standing.require(call.process);
  if (socket.isStream && standing.target !== undefined) requireNoAttempt(socket);
  const before = standing.target;
  for (const [index, address] of addresses.entries()) {
    try {
      standing.target = { name: name === formatAddress(address) ? '' : name, address, port };
      standing.granted(call.process);
      if (socket.host.connect({ address, port })) return;
      if (socket.nonBlocking) throw failure('EINPROGRESS', 'the connection is being made; poll until it is writable');
      await established(socket, call.cancellation).catch((error: unknown) => {
        // Also after a deadline: the host would go on trying, and remember.
        socket.host.disconnect();
        throw error;
      });
      return;
    } catch (error) {
      const code = codeOf(error);
      if (code === 'EINPROGRESS') throw error;
      standing.target = before;
      call.cancellation.throwIfCancelled();
      if (index === addresses.length - 1 || !nextAddress.has(code)) throw named(error, name, port);
    }
  }
}

async function established(socket: Socket, cancellation: Cancellation): Promise<void> {
  for (;;) {
    await socket.host.changed({ read: false, write: true }, cancellation);
    cancellation.throwIfCancelled();
    const { writable, hungUp } = socket.host.readiness();
    const errno = socket.host.takeError();
    if (errno !== 0) throw failure(errnoName(errno), 'the connection could not be made');
    if (hungUp && socket.host.peer() === undefined) throw failure('ECONNRESET', 'the connection was given up');
    if (writable) return;
  }
}

/** A stream that was connected, or is being, stays so. */
function requireNoAttempt(socket: Socket): void {
  const { host, standing } = socket;
  if (host.peer() !== undefined) throw failure('EISCONN', 'the socket is connected');
  if (!host.readiness().hungUp) throw failure('EALREADY', 'the socket is being connected');
  const errno = host.takeError();
  host.disconnect();
  standing.target = undefined;
  if (errno !== 0) throw failure(errnoName(errno), 'the connection could not be made');
}

function checkedDestination(
  socket: Socket,
  name: string,
  addresses: readonly IpAddress[],
  port: number,
  { process }: Transfer,
): Destination {
  const { host } = socket;
  const either = host.family === 6 && host.getOption('IPV6_V6ONLY') === 0;
  const reachable = addresses.filter(({ family }) => either || family === host.family);
  // First the right: whether a name has an address of some family is nobody's business.
  const allowed = allowedAddresses(process, name, addresses, port).filter((one) => reachable.includes(one));
  if (allowed.length > 0) return { name, addresses: allowed, port };
  throw failure('EAFNOSUPPORT', `${name} has no address that this socket can reach`, name);
}

function named(error: unknown, name: string, port: number): KernelError {
  const code = codeOf(error);
  return failure(code, `connecting to ${name}:${port} failed: ${code}`, `${name}:${port}`);
}
