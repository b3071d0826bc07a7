/**
 * What a socket was allowed to do when it was made so: its own address, the peer it connected to, groups it joined. Asked
 * again when the policy of a process changes: a right that was taken away is gone for sockets too.
 */
import { failure } from '../errors.ts';
import type { Process } from '../process/process.ts';
import { formatAddress, type IpAddress } from '../security/addresses.ts';
import { allowedAddresses, deniesPeer, requireBind, requireTarget } from '../security/check.ts';
import type { NetworkTarget } from '../security/network-rules.ts';
import type { Endpoint } from './host-socket.ts';

/** Peers that an unbound socket has sent to lately, which may answer it. */
const mostCorrespondents = 64;

export class Standing {
  /** Set by `bind`; `asked`: the port that was asked for, 0 for any. */
  bound: (Endpoint & { readonly asked: number }) | undefined;
  /** Where `connect` led. */
  target: NetworkTarget | undefined;
  /** Who came by `accept`. */
  peer: Endpoint | undefined;
  readonly #groups = new Map<string, IpAddress>();
  readonly #correspondents = new Set<string>();
  /** Policy epoch of each process at which it was last found to hold. */
  readonly #epochs = new WeakMap<Process, number>();

  /** The rights were checked for this process just now. */
  granted(process: Process): void {
    this.#epochs.set(process, process.policyEpoch);
  }

  /**
   * Whoever was handed the socket by another process holds what that one passed on, until its own policy changes; what its
   * policy denies it does not get in this way either.
   * @throws KernelError EACCES
   */
  require(process: Process): void {
    const checked = this.#epochs.get(process);
    if (checked === process.policyEpoch) return;
    const { bound, target, peer } = this;
    if (checked !== undefined) {
      if (bound !== undefined) requireBind(process, bound.address, bound.asked);
      if (target !== undefined) requireTarget(process, target);
      for (const group of this.#groups.values()) allowedAddresses(process, '', [group], bound?.port ?? 0);
    }
    for (const one of [bound, target, peer]) {
      if (one !== undefined && deniesPeer(process, { name: '', ...one })) {
        const { address, port } = one;
        const what = `${formatAddress(address)}:${port}`;
        throw failure('EACCES', `process ${process.pid} is denied ${what}, which this socket has to do with`, what);
      }
    }
    this.granted(process);
  }

  joined(group: IpAddress): void {
    this.#groups.set(formatAddress(group), group);
  }

  left(group: IpAddress): void {
    this.#groups.delete(formatAddress(group));
  }

  wroteTo(to: Endpoint): void {
    if (this.bound !== undefined) return;
    const text = keyOf(to);
    this.#correspondents.delete(text);
    this.#correspondents.add(text);
    if (this.#correspondents.size <= mostCorrespondents) return;
    for (const oldest of this.#correspondents) {
      this.#correspondents.delete(oldest);
      break;
    }
  }

  /**
   * Whether a datagram may be taken: on a bound socket from whoever is not denied, on another one from its peer or from
   * somebody it wrote to. Without BIND_PORT nobody becomes a server by sending one datagram.
   */
  admits(process: Process, sender: Endpoint): boolean {
    const { target, bound } = this;
    if (target !== undefined) return keyOf(target) === keyOf(sender);
    if (bound === undefined && !this.#correspondents.has(keyOf(sender))) return false;
    return !deniesPeer(process, { name: '', ...sender });
  }
}

function keyOf({ address, port }: Endpoint): string {
  return `${formatAddress({ ...address, zone: '' })} ${port}`;
}
