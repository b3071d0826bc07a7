/**
 * What one process may do: parsed capabilities, asked by kind and argument. Deny rules win over allow rules.
 *
 * Folders below `/home/.apps` are private to one app: a wildcard over `/home` does not reach them, only a rule that
 * names the app's folder (which STANDARD gives to the app itself) or a kind granted without any argument.
 */
import { type CapabilityKind, formatCapability, parseCapability } from '@agentos/protocol/capability-grammar';
import { failure } from '../errors.ts';
import {
  canonicalHost,
  embeddedAddress,
  formatAddress,
  type IpAddress,
  isPublicAddress,
  parseAddress,
} from './addresses.ts';
import { HostPattern, splitHostPort } from './host-pattern.ts';
import { PathPattern, splitPath } from './path-pattern.ts';

const pathKinds = ['READ_FILE', 'WRITE_FILE', 'CREATE_FILE', 'DELETE_FILE', 'LIST_DIRECTORY'] as const;
export type PathKind = (typeof pathKinds)[number];

interface Rule {
  readonly kind: CapabilityKind;
  readonly deny: boolean;
  /** undefined: any argument. */
  readonly argument: string | undefined;
  readonly pattern: PathPattern | undefined;
  /** Of NETWORK_ACCESS with an argument. */
  readonly host: { readonly pattern: HostPattern; readonly port: number | undefined } | undefined;
}

const mostRules = 512;
const longestRule = 4_200;

/** Names of `/home/.apps/<id>`: a rule must be literal that far to reach a private folder. */
const privateDepth = 3;

export class CapabilitySet {
  readonly appId: string;
  readonly #rules: readonly Rule[];
  readonly #allow = new Map<CapabilityKind, Rule[]>();
  readonly #deny = new Map<CapabilityKind, Rule[]>();

  private constructor(appId: string, rules: readonly Rule[]) {
    this.appId = appId;
    this.#rules = rules;
    for (const rule of rules) {
      add(rule.deny ? this.#deny : this.#allow, rule);
      if (rule.kind === 'STANDARD' && !rule.deny) {
        add(this.#allow, makeRule('TIME_ACCESS', false, undefined));
        if (appId === '') continue;
        for (const kind of pathKinds) add(this.#allow, makeRule(kind, false, `${privateFolder(appId)}/**`));
      }
    }
  }

  /** @throws KernelError EINVAL for a text outside the grammar. */
  static parse(texts: readonly string[], appId: string): CapabilitySet {
    const rules = new Map<string, Rule>();
    if (texts.length > mostRules) throw failure('EINVAL', `a process has at most ${mostRules} capabilities`);
    for (const text of texts) {
      if (text.length > longestRule) throw failure('EINVAL', `a capability has at most ${longestRule} characters`);
      try {
        const { kind, deny, argument } = parseCapability(text);
        rules.set(text, makeRule(kind, deny, argument));
      } catch (error) {
        throw failure('EINVAL', error instanceof Error ? error.message : String(error), text);
      }
    }
    return new CapabilitySet(appId, [...rules.values()]);
  }

  /** The grammar's texts, as given. */
  get texts(): string[] {
    return this.#rules.map(({ kind, deny, argument }) => formatCapability({ kind, deny, argument }));
  }

  allows(kind: CapabilityKind): boolean {
    return this.#allow.has(kind) && !(this.#deny.get(kind)?.some((rule) => rule.argument === undefined) ?? false);
  }

  /** `path` is absolute and normalised. */
  allowsPath(kind: PathKind, path: string): boolean {
    const names = splitPath(path);
    const isPrivate = names[0] === 'home' && names[1] === '.apps';
    const allowed = this.#allow
      .get(kind)
      ?.some(
        ({ pattern }) =>
          pattern === undefined || (pattern.matchesNames(names) && (!isPrivate || reachesPrivate(pattern))),
      );
    if (allowed !== true) return false;
    return !(this.#deny.get(kind)?.some(({ pattern }) => pattern?.matchesNames(names) ?? true) ?? false);
  }

  /** Whether the right holds for `path` and for everything that is or may be below it. */
  allowsTree(kind: PathKind, path: string): boolean {
    const tree = new PathPattern(path === '/' ? '/**' : `${path}/**`);
    const holdsPrivate = tree.overlaps(privateFolders);
    const allowed = this.#allow
      .get(kind)
      ?.some(
        ({ pattern }) => pattern === undefined || (pattern.covers(tree) && (!holdsPrivate || reachesPrivate(pattern))),
      );
    if (allowed !== true) return false;
    return !(this.#deny.get(kind)?.some(({ pattern }) => pattern?.overlaps(tree) ?? true) ?? false);
  }

  /** Whether a host that the caller named may be asked for; what it leads to is for `allowsAddress`. */
  allowsHost(host: string, port: number): boolean {
    const name = canonicalHost(host);
    const address = parseAddress(name);
    return this.#allowsNetwork(name, address, port) && !this.deniesAddress(name, address, port);
  }

  /** Whether an address that a name led to may be reached; one that is not public only by a rule that names it. */
  allowsAddress(address: string, port: number): boolean {
    const parsed = parseAddress(address);
    if (parsed === undefined || this.deniesAddress('', parsed, port)) return false;
    const bare = { ...parsed, zone: '' };
    if (parsed.zone === '' && isPublicAddress(formatAddress(bare))) return true;
    return (
      this.#allow.get('NETWORK_ACCESS')?.some((rule) => namesAddress(rule) && hostMatches(rule, '', bare, port)) ??
      false
    );
  }

  /** Whether a denial speaks of this name, of this address, or of an IPv4 address within it. */
  deniesAddress(name: string, address: IpAddress | undefined, port: number): boolean {
    const inner = address === undefined ? undefined : embeddedAddress(address);
    return (
      this.#deny
        .get('NETWORK_ACCESS')
        ?.some(
          (rule) =>
            hostMatches(rule, name, address, port) || (inner !== undefined && hostMatches(rule, name, inner, port)),
        ) ?? false
    );
  }

  #allowsNetwork(name: string, address: IpAddress | undefined, port: number): boolean {
    return this.#allow.get('NETWORK_ACCESS')?.some((rule) => hostMatches(rule, name, address, port)) ?? false;
  }

  allowsPort(port: number): boolean {
    const matches = ({ argument }: Rule): boolean => argument === undefined || Number(argument) === port;
    return (
      (this.#allow.get('BIND_PORT')?.some(matches) ?? false) && !(this.#deny.get('BIND_PORT')?.some(matches) ?? false)
    );
  }

  /** Folders (and single files) that a kind reaches without wildcards inside, for the sandbox; and those denied. */
  places(kind: PathKind): { allowed: { path: string; tree: boolean }[]; denied: { path: string; tree: boolean }[] } {
    const place = ({ pattern }: Rule): { path: string; tree: boolean }[] => {
      if (pattern === undefined) return [{ path: '/', tree: true }];
      if (pattern.subtree !== undefined) return [{ path: pattern.subtree, tree: true }];
      return pattern.exact === undefined ? [] : [{ path: pattern.exact, tree: false }];
    };
    return {
      allowed: (this.#allow.get(kind) ?? []).flatMap(place),
      denied: (this.#deny.get(kind) ?? []).flatMap(place),
    };
  }

  /** Whether every denial of a kind at or below `path` is a place, so that a sandbox can cover it. */
  expressible(kind: PathKind, path: string): boolean {
    const tree = new PathPattern(path === '/' ? '/**' : `${path}/**`);
    return !(this.#deny.get(kind) ?? []).some(({ pattern }) => {
      if (pattern === undefined) return true;
      if (!pattern.overlaps(tree)) return false;
      if (pattern.subtree !== undefined) return pattern.covers(tree);
      return pattern.exact === undefined;
    });
  }

  /**
   * What is left of these capabilities for a child of a process that has `creator`: a rule stays when the creator has
   * all of it, shrinks to the creator's narrower rules when it is wider, and takes over all of the creator's denials.
   */
  within(creator: CapabilitySet): CapabilitySet {
    const kept = new Map<string, Rule>();
    const keep = (rule: Rule): void => {
      kept.set(`${rule.deny ? '!' : ''}${rule.kind}:${rule.argument ?? ''}`, rule);
    };
    for (const rule of this.#rules) {
      if (rule.deny) {
        keep(rule);
        continue;
      }
      if (rule.kind === 'STANDARD') {
        if (creator.#allow.has('STANDARD') && (this.appId === creator.appId || creator.hasAll())) keep(rule);
        continue;
      }
      let held = creator.#allow.get(rule.kind) ?? [];
      // "Any host" does not reach local addresses, so it does not give them either; a system service may.
      if (isLocal(rule) && !creator.hasAll()) held = held.filter(namesAddress);
      if (held.some((one) => ruleCovers(one, rule))) keep(rule);
      else for (const one of held) if (ruleCovers(rule, one)) keep(one);
    }
    for (const rule of creator.#rules) if (rule.deny) keep(rule);
    return new CapabilitySet(this.appId, [...kept.values()]);
  }

  /** Whether every file right is held without an argument: a system service. */
  hasAll(): boolean {
    return pathKinds.every((kind) => this.#allow.get(kind)?.some(({ argument }) => argument === undefined) ?? false);
  }
}

/** Private folder of an app in the namespace. */
export function privateFolder(appId: string): string {
  return `/home/.apps/${appId}`;
}

const privateFolders = new PathPattern('/home/.apps/**');

function reachesPrivate(pattern: PathPattern): boolean {
  return pattern.literalDepth >= privateDepth;
}

function makeRule(kind: CapabilityKind, deny: boolean, argument: string | undefined): Rule {
  const takesPath = pathKinds.some((pathKind) => pathKind === kind);
  const pattern = takesPath && argument !== undefined ? new PathPattern(argument) : undefined;
  const host = kind === 'NETWORK_ACCESS' && argument !== undefined ? hostOf(argument) : undefined;
  return { kind, deny, argument, pattern, host };
}

function add(rules: Map<CapabilityKind, Rule[]>, rule: Rule): void {
  const list = rules.get(rule.kind);
  if (list === undefined) rules.set(rule.kind, [rule]);
  else list.push(rule);
}

function ruleCovers(wide: Rule, narrow: Rule): boolean {
  if (wide.argument === undefined) return true;
  if (narrow.argument === undefined) return false;
  if (wide.pattern !== undefined && narrow.pattern !== undefined) {
    const reaches =
      !narrow.pattern.overlaps(privateFolders) || reachesPrivate(wide.pattern) || !reachesPrivate(narrow.pattern);
    return reaches && wide.pattern.covers(narrow.pattern);
  }
  if (wide.host !== undefined && narrow.host !== undefined) {
    const port = wide.host.port === undefined || wide.host.port === narrow.host.port;
    return port && wide.host.pattern.covers(narrow.host.pattern);
  }
  return wide.argument === narrow.argument;
}

/** Whether a rule of NETWORK_ACCESS names an address or a network; one as wide as half the internet names nothing. */
function namesAddress({ host }: Rule): boolean {
  const network = host?.pattern.network;
  return network !== undefined && network.bits >= (network.family === 4 ? 104 : 7);
}

function isLocal(rule: Rule): boolean {
  const network = rule.host?.pattern.network;
  if (network === undefined || !namesAddress(rule)) return false;
  return network.bits < 128 || !isPublicAddress(formatAddress({ ...network, zone: '' }));
}

function hostOf(argument: string): Rule['host'] {
  const { host, port } = splitHostPort(argument);
  const pattern = HostPattern.parse(host);
  if (pattern === undefined)
    throw new RangeError(`NETWORK_ACCESS takes a host name, an address or a network, got "${host}"`);
  return { pattern, port };
}

function hostMatches({ host }: Rule, name: string, address: IpAddress | undefined, port: number): boolean {
  if (host === undefined) return true;
  return (host.port === undefined || host.port === port) && host.pattern.matches(name, address);
}
