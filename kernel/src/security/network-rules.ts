/**
 * The network rules of a process: lists that say yes or no to what its capabilities allow. In one list the matching rule
 * with the highest priority decides, of equal ones the one that denies; where none matches, the capabilities alone do.
 * A process is bound by the lists of all above it too, as they are now: each has to say yes.
 */
import type { NetworkRule } from '@agentos/protocol/kernel';
import { failure } from '../errors.ts';
import { embeddedAddress, type IpAddress } from './addresses.ts';
import { HostPattern } from './host-pattern.ts';

/** Where a connection, a datagram or a bound socket leads. */
export interface NetworkTarget {
  /** The host that was asked for, as `canonicalHost` gives it; '' when only the address is known. */
  readonly name: string;
  readonly address: IpAddress;
  readonly port: number;
}

/** What the rules say of a target; undefined: nothing. */
export type Verdict = 'allow' | 'deny' | undefined;

interface CompiledRule {
  readonly allow: boolean;
  readonly pattern: HostPattern;
  readonly firstPort: number;
  readonly lastPort: number;
}

const mostRules = 256;
const longestHost = 300;

export class NetworkPolicy {
  readonly #above: NetworkPolicy | undefined;
  #given: readonly NetworkRule[] = [];
  #rules: readonly CompiledRule[] = [];
  #replaced = 0;

  /** `above`: the policy of whoever created the process. */
  constructor(above: NetworkPolicy | undefined) {
    this.#above = above;
  }

  /** The rules as they were given, without those from above. */
  get rules(): readonly NetworkRule[] {
    return this.#given;
  }

  /** Another number whenever these rules or those from above have been replaced. */
  get revision(): number {
    // None of them ever gets smaller, so a sum tells of each.
    return this.#replaced + (this.#above?.revision ?? 0);
  }

  /** @throws KernelError EINVAL naming the rule; nothing has changed then */
  replace(rules: readonly NetworkRule[]): void {
    this.#rules = compile(rules);
    this.#given = rules;
    this.#replaced++;
  }

  /** A list from above that denies is final; that one of them allows is no more than that this one may. */
  verdict(target: NetworkTarget): Verdict {
    const above = this.#above?.verdict(target);
    return above === 'deny' ? 'deny' : (this.#own(target) ?? above);
  }

  #own({ name, address, port }: NetworkTarget): Verdict {
    if (this.#rules.length === 0) return undefined;
    const inner = embeddedAddress(address);
    for (const { allow, pattern, firstPort, lastPort } of this.#rules) {
      if (port < firstPort || port > lastPort) continue;
      if (pattern.matches(name, address)) return allow ? 'allow' : 'deny';
      // A tunnel or a translator does not lead past a denial of what it ends at.
      if (!allow && inner !== undefined && pattern.matches(name, inner)) return 'deny';
    }
    return undefined;
  }
}

/** In the order in which they decide. @throws KernelError EINVAL */
export function compile(rules: readonly NetworkRule[]): CompiledRule[] {
  if (rules.length > mostRules) throw failure('EINVAL', `a process has at most ${mostRules} network rules`, 'network');
  const ordered = rules.map((rule, index) => ({ rule, index }));
  ordered.sort((a, b) => b.rule.priority - a.rule.priority || Number(a.rule.allow) - Number(b.rule.allow));
  return ordered.map(({ rule, index }) => {
    const { allow, host, firstPort, lastPort } = rule;
    const pattern = host.length > longestHost ? undefined : HostPattern.parse(host);
    if (pattern === undefined) {
      throw failure('EINVAL', `network rule ${index} names no host, address or network`, host.slice(0, longestHost));
    }
    const last = lastPort === 0 ? firstPort : lastPort;
    if (firstPort > 65_535 || last > 65_535 || last < firstPort) {
      throw failure('EINVAL', `network rule ${index}: ports ${firstPort} to ${lastPort} are no range`, host);
    }
    if (firstPort === 0 && lastPort !== 0) {
      throw failure('EINVAL', `network rule ${index} has a last port and no first`, host);
    }
    return firstPort === 0
      ? { allow, pattern, firstPort: 0, lastPort: 65_535 }
      : { allow, pattern, firstPort, lastPort: last };
  });
}
