/**
 * What the rules of one process said, remembered: whether a path, a host or a peer is allowed by the text of the rules alone.
 * A decision is on names: where links lead, and whether something is there, is found out and decided each time.
 *
 * Rule it keeps: an answer is that of the rules as they are now. It is forgotten when the policy epoch, the capabilities or
 * any list of network rules that binds the process has changed, and never because time has passed. Whether an address
 * is one of this host is no matter of rules, so it is never held here. So much is remembered and no more.
 */
import { normalise } from '../vfs/names.ts';
import type { CapabilitySet, PathKind } from './capability-set.ts';
import type { NetworkPolicy, NetworkTarget } from './network-rules.ts';

/** Decisions of one process; with one more it begins anew. */
const mostDecisions = 512;
/** Longer texts are decided each time. */
const longestText = 256;

/** What decides: the parts of a process that say what it may do. */
export interface DecidingPolicy {
  readonly policyEpoch: number;
  readonly capabilities: CapabilitySet;
  readonly network: NetworkPolicy;
}

type Decisions<Key> = Map<Key, boolean>;
type ByKind = { readonly [K in PathKind]: Decisions<string> };

const byKind = (): ByKind => ({
  READ_FILE: new Map(),
  WRITE_FILE: new Map(),
  CREATE_FILE: new Map(),
  DELETE_FILE: new Map(),
  LIST_DIRECTORY: new Map(),
});

export class DecisionCache {
  readonly #policy: DecidingPolicy;
  #epoch = -1;
  #capabilities: CapabilitySet | undefined;
  #revision = -1;
  #size = 0;
  /** Decisions that were held, and those that had to be made. */
  hits = 0;
  misses = 0;
  #paths = byKind();
  #trees = byKind();
  /** By port, then by host as it was spelled. */
  #hosts = new Map<number, Decisions<string>>();
  /** Peers of IPv4 that came by themselves, without a name: by address and port in one number. */
  #peers: Decisions<number> = new Map();

  constructor(policy: DecidingPolicy) {
    this.#policy = policy;
  }

  /** Decisions that are held. */
  get size(): number {
    return this.#size;
  }

  /**
   * `CapabilitySet.allowsPath` for an absolute path in any spelling.
   * @throws KernelError as `normalise` does
   */
  allowsPath(kind: PathKind, path: string): boolean {
    this.#follow();
    const known = this.#paths[kind].get(path);
    if (known !== undefined) {
      this.hits++;
      return known;
    }
    const allowed = this.#policy.capabilities.allowsPath(kind, normalise(path, '/'));
    if (path.length <= longestText) this.#remember(this.#paths[kind], path, allowed);
    return allowed;
  }

  /**
   * `CapabilitySet.allowsTree` for an absolute path in any spelling.
   * @throws KernelError as `normalise` does
   */
  allowsTree(kind: PathKind, path: string): boolean {
    this.#follow();
    const known = this.#trees[kind].get(path);
    if (known !== undefined) {
      this.hits++;
      return known;
    }
    const allowed = this.#policy.capabilities.allowsTree(kind, normalise(path, '/'));
    if (path.length <= longestText) this.#remember(this.#trees[kind], path, allowed);
    return allowed;
  }

  /** `CapabilitySet.allowsHost`. */
  allowsHost(host: string, port: number): boolean {
    this.#follow();
    const known = this.#hosts.get(port)?.get(host);
    if (known !== undefined) {
      this.hits++;
      return known;
    }
    const allowed = this.#policy.capabilities.allowsHost(host, port);
    if (host.length > longestText) return allowed;
    let ofPort = this.#hosts.get(port);
    if (ofPort === undefined) {
      ofPort = new Map();
      this.#hosts.set(port, ofPort);
    }
    this.#remember(ofPort, host, allowed);
    return allowed;
  }

  /** Whether a denial of the capabilities or of the network rules, its own or from above, speaks of a target. */
  deniesTarget(target: NetworkTarget): boolean {
    this.#follow();
    const { name, address, port } = target;
    if (name === '' && address.family === 4) {
      const key = address.words[3] * 65_536 + port;
      const known = this.#peers.get(key);
      if (known !== undefined) {
        this.hits++;
        return known;
      }
      const denied = this.#denies(target);
      this.#remember(this.#peers, key, denied);
      return denied;
    }
    // Putting a key together takes longer here than the rules do.
    return this.#denies(target);
  }

  #denies({ name, address, port }: NetworkTarget): boolean {
    const { capabilities, network } = this.#policy;
    if (capabilities.deniesAddress(name, address, port)) return true;
    return network.verdict({ name, address, port }) === 'deny';
  }

  /** Forgets what another policy said. */
  #follow(): void {
    const { policyEpoch, capabilities, network } = this.#policy;
    const { revision } = network;
    if (policyEpoch === this.#epoch && capabilities === this.#capabilities && revision === this.#revision) return;
    this.#epoch = policyEpoch;
    this.#capabilities = capabilities;
    this.#revision = revision;
    this.#forget();
  }

  #remember<Key>(decisions: Decisions<Key>, key: Key, decision: boolean): void {
    this.misses++;
    if (this.#size >= mostDecisions) {
      this.#forget();
      return;
    }
    this.#size++;
    decisions.set(key, decision);
  }

  #forget(): void {
    if (this.#size === 0) return;
    this.#size = 0;
    this.#paths = byKind();
    this.#trees = byKind();
    this.#hosts = new Map();
    this.#peers = new Map();
  }
}
