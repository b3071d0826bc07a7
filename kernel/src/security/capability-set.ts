/**
 * What one process may do: parsed capabilities, asked by kind and argument. Deny rules win over allow rules.
 *
 * Folders below `/home/.apps` are private to one app: a wildcard over `/home` does not reach them, only a rule that
 * names the app's folder (which STANDARD gives to the app itself) or a kind granted without any argument.
 */
import { BlockList, isIP } from 'node:net';
import { type CapabilityKind, formatCapability, parseCapability } from '@agentos/protocol/capability-grammar';
import { failure } from '../errors.ts';
import { isPublicAddress } from './addresses.ts';
import { PathPattern, splitPath } from './path-pattern.ts';

const pathKinds = ['READ_FILE', 'WRITE_FILE', 'CREATE_FILE', 'DELETE_FILE', 'LIST_DIRECTORY'] as const;
export type PathKind = (typeof pathKinds)[number];

interface Rule {
  readonly kind: CapabilityKind;
  readonly deny: boolean;
  /** undefined: any argument. */
  readonly argument: string | undefined;
  readonly pattern: PathPattern | undefined;
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
    const isPrivate = path.startsWith('/home/.apps') && splitPath(path)[1] === '.apps';
    const allowed = this.#allow
      .get(kind)
      ?.some(
        ({ pattern }) => pattern === undefined || (pattern.matches(path) && (!isPrivate || reachesPrivate(pattern))),
      );
    if (allowed !== true) return false;
    return !(this.#deny.get(kind)?.some(({ pattern }) => pattern?.matches(path) ?? true) ?? false);
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

  allowsHost(host: string, port: number): boolean {
    const asked = { host, port };
    const allowed = this.#allow.get('NETWORK_ACCESS')?.some((rule) => hostMatches(rule.argument, asked)) ?? false;
    return allowed && !(this.#deny.get('NETWORK_ACCESS')?.some((rule) => hostMatches(rule.argument, asked)) ?? false);
  }

  /** Whether an address that a name led to may be reached; one that is not public only by a rule that names it. */
  allowsAddress(address: string, port: number): boolean {
    const asked = { host: address, port };
    if (this.#deny.get('NETWORK_ACCESS')?.some((rule) => hostMatches(rule.argument, asked)) ?? false) return false;
    if (isPublicAddress(address)) return true;
    return (
      this.#allow
        .get('NETWORK_ACCESS')
        ?.some((rule) => namesAddress(rule) !== undefined && hostMatches(rule.argument, asked)) ?? false
    );
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
      if (isLocal(rule) && !creator.hasAll()) held = held.filter((one) => namesAddress(one) !== undefined);
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
  return { kind, deny, argument, pattern: takesPath && argument !== undefined ? new PathPattern(argument) : undefined };
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
  if (wide.kind === 'NETWORK_ACCESS') return hostMatches(wide.argument, splitHost(narrow.argument));
  return wide.argument === narrow.argument;
}

/** The address or network that a rule of NETWORK_ACCESS names; one as wide as half the internet names nothing. */
function namesAddress({ kind, argument }: Rule): string | undefined {
  if (kind !== 'NETWORK_ACCESS' || argument === undefined) return undefined;
  const { host } = splitHost(argument);
  const [network = '', bits] = host.split('/');
  const family = isIP(network);
  if (family === 0 || (bits !== undefined && !(Number(bits) >= (family === 4 ? 8 : 7)))) return undefined;
  return host;
}

function isLocal(rule: Rule): boolean {
  const named = namesAddress(rule);
  return named !== undefined && !isPublicAddress(named);
}

interface HostPort {
  readonly host: string;
  /** undefined: any. */
  readonly port: number | undefined;
}

/** `host[:port]`; an IPv6 address with a port is written in brackets. */
function splitHost(text: string): HostPort {
  const bracketed = /^\[([^\]]+)\](?::(\d+))?$/.exec(text);
  const plain = /^([^:]*)(?::(\d+))?$/.exec(text);
  const [, host = text, port] = bracketed ?? plain ?? [];
  return { host: host.toLowerCase(), port: port === undefined ? undefined : Number(port) };
}

function hostMatches(rule: string | undefined, asked: HostPort): boolean {
  if (rule === undefined) return true;
  const { host, port } = splitHost(rule);
  if (port !== undefined && port !== asked.port) return false;
  const name = asked.host.toLowerCase();
  if (host === '*' || host === name) return true;
  if (host.startsWith('*.')) return name.endsWith(host.slice(1)) && name.length > host.length - 1;
  const [network = '', bits] = host.split('/');
  const family = isIP(network);
  if (bits === undefined || family === 0 || isIP(name) !== family) return false;
  const prefix = Number(bits);
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > (family === 4 ? 32 : 128)) return false;
  const block = new BlockList();
  block.addSubnet(network, prefix, family === 4 ? 'ipv4' : 'ipv6');
  return block.check(name, family === 4 ? 'ipv4' : 'ipv6');
}
