/**
 * Which hosts a rule speaks of: `*`, `example.com`, `*.example.com`, an address, or a network such as `fd00::/8`. Read once;
 * names and addresses are compared in the one form of `addresses.ts`.
 */
import { canonicalHost, type IpAddress, type IpNetwork, isInNetwork, parseNetwork } from './addresses.ts';

export class HostPattern {
  /** As compared: '*', a name, `.example.com` for all below it, or '' for a network. */
  readonly #name: string;
  readonly network: IpNetwork | undefined;

  private constructor(name: string, network: IpNetwork | undefined) {
    this.#name = name;
    this.network = network;
  }

  /** '' is any host, as `*` is; undefined for a text that names no host. */
  static parse(text: string): HostPattern | undefined {
    if (text === '' || text === '*') return new HostPattern('*', undefined);
    const bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
    if (bare.includes('/')) {
      const network = parseNetwork(bare);
      return network === undefined ? undefined : new HostPattern('', network);
    }
    const below = bare.startsWith('*.');
    const host = canonicalHost(below ? bare.slice(2) : bare);
    if (host === '') return undefined;
    const address = parseNetwork(host);
    if (address !== undefined) return below ? undefined : new HostPattern('', address);
    return new HostPattern(below ? `.${host}` : host, undefined);
  }

  get isAny(): boolean {
    return this.#name === '*';
  }

  /** `name` as `canonicalHost` gives it, `address` what it is or leads to; either may be missing. */
  matches(name: string, address: IpAddress | undefined): boolean {
    if (this.network !== undefined) return address !== undefined && isInNetwork(address, this.network);
    if (this.#name === '*') return true;
    if (this.#name.startsWith('.')) return name.length > this.#name.length && name.endsWith(this.#name);
    return name === this.#name;
  }

  /** Whether every host that the other speaks of is one that this speaks of. */
  covers(other: HostPattern): boolean {
    if (this.isAny) return true;
    if (this.network !== undefined) {
      const narrow = other.network;
      return (
        narrow !== undefined && narrow.bits >= this.network.bits && isInNetwork({ ...narrow, zone: '' }, this.network)
      );
    }
    if (other.network !== undefined || other.isAny) return false;
    if (this.#name.startsWith('.')) return other.#name.length >= this.#name.length && other.#name.endsWith(this.#name);
    return other.#name === this.#name;
  }
}

/** `host[:port]` as capabilities write it; an IPv6 address with a port stands in brackets. */
export function splitHostPort(text: string): { readonly host: string; readonly port: number | undefined } {
  const bracketed = /^\[([^\]]+)\](?::(\d+))?$/.exec(text);
  const plain = /^([^:]*)(?::(\d+))?$/.exec(text);
  const [, host = text, port] = bracketed ?? plain ?? [];
  return { host, port: port === undefined ? undefined : Number(port) };
}
