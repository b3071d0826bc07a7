/**
 * What a document may do: derived from the tools that its handlers and sources use, with the place that causes each
 * capability, and held against what it declares and what it was granted.
 */
import {
  type Capability,
  capabilityKinds,
  formatCapability,
  parseCapability,
} from '@agentos/protocol/capability-grammar';
import { findTool } from '@agentos/tools';
import { findComponent } from './components.ts';
import type { Blueprint } from './document.ts';
import { everyStep } from './handler-steps.ts';
import { loadedBy } from './media-addresses.ts';
import { familyOf, isBelow, type ServiceScope, serviceScopes } from './service-scope.ts';
import { callCapabilities, unknownArgument } from './tool-capabilities.ts';
import { walkAll } from './tree.ts';

/** Why a capability is needed: the place, and the tool that is used there (null for what a component loads). */
export interface Cause {
  /** JSON pointer of the step, source or property. */
  readonly pointer: string;
  readonly tool: string | null;
}

export interface DerivedPermission {
  /** In the grammar of manifests, such as `READ_FILE:/home/Documents/**`. */
  readonly capability: string;
  readonly causes: readonly Cause[];
}

/**
 * The capabilities that a document needs beyond STANDARD, sorted, each once with all its causes: of every step of every
 * handler (what follows success and failure, and handlers that are arguments, included), of sources, and of what
 * components load. An argument that is an expression may become anything: its capability comes without an
 * argument, which means "any", unless `services` keeps the family below a root.
 */
export function derivePermissions(blueprint: Blueprint): DerivedPermission[] {
  const found = new Map<string, Cause[]>();
  const add = (capability: Capability, cause: Cause): void => {
    if (capability.kind === 'STANDARD') return;
    const text = formatCapability(capability);
    const causes = found.get(text);
    if (causes === undefined) found.set(text, [cause]);
    else causes.push(cause);
  };
  const scopes = serviceScopes(blueprint.services ?? []);
  for (const { tool: id, args, pointer } of everyStep(blueprint)) {
    const tool = findTool(id);
    if (tool === undefined) continue;
    const scope = tool.site === 'services' ? scopes.get(familyOf(tool.id)) : undefined;
    for (const capability of callCapabilities(tool, args)) add(narrowed(capability, scope), { pointer, tool: id });
  }
  for (const { component, pointer } of walkAll(blueprint)) {
    for (const id of findComponent(component.type)?.tools ?? []) {
      const tool = findTool(id);
      const needs = tool === undefined ? [] : callCapabilities(tool, {});
      for (const capability of needs) add(narrowed(capability, undefined), { pointer, tool: id });
    }
  }
  for (const { kind, argument, pointer } of loadedBy(blueprint)) {
    add(narrowed({ kind, deny: false, argument }, undefined), { pointer, tool: null });
  }
  return [...found]
    .map(([capability, causes]) => ({ capability, causes }))
    .sort((a, b) => (a.capability < b.capability ? -1 : 1));
}

/** A capability with the argument that a manifest may have: the folder of the service when the path is not known. */
function narrowed(capability: Capability, scope: ServiceScope | undefined): Capability {
  const { argument, kind } = capability;
  const known = argument !== undefined && argument !== unknownArgument;
  if (known) return sayable(capability) ? capability : { ...capability, argument: undefined };
  const root = scope?.root ?? null;
  if (root === null || root === '/' || capabilityKinds[kind] !== 'path') return { ...capability, argument: undefined };
  return { ...capability, argument: `${root}/**` };
}

function sayable(capability: Capability): boolean {
  try {
    parseCapability(formatCapability(capability));
    return true;
  } catch {
    return false;
  }
}

/** The capabilities of `derivePermissions` with STANDARD first: what the document should declare. */
export function deriveCapabilities(blueprint: Blueprint): string[] {
  return ['STANDARD', ...derivePermissions(blueprint).map(({ capability }) => capability)];
}

/** Declared held against derived. */
export interface DeclaredPermissions {
  /** What is declared and needed, in the narrower form of the two; declared denials stay. STANDARD is among it. */
  readonly armed: string[];
  /** Declared and needed by nothing: not given. */
  readonly unused: string[];
  /** Needed and not declared. */
  readonly missing: DerivedPermission[];
}

/**
 * What of `declared` a document needs, and what it lacks. A capability that is needed without limit (its argument is
 * known only when the app runs) is met by a declared limit: the app is then kept within that.
 *
 * @throws RangeError for a declared capability that does not follow the grammar
 */
export function holdAgainst(declared: readonly string[], derived: readonly DerivedPermission[]): DeclaredPermissions {
  const wide = declared.map((text) => ({ text, capability: parseCapability(text), met: new Set<string>() }));
  const missing = derived.filter((permission) => {
    const need = parseCapability(permission.capability);
    let lacks = true;
    for (const { capability, met } of wide) {
      const both = capability.deny ? null : narrower(capability, need);
      if (both === null) continue;
      lacks = false;
      met.add(formatCapability(both));
    }
    return lacks;
  });
  for (const { text, capability, met } of wide) if (capability.deny || text === 'STANDARD') met.add(text);
  return {
    armed: [...new Set(['STANDARD', ...wide.flatMap(({ met }) => [...met])])],
    unused: wide.flatMap(({ text, met }) => (met.size === 0 ? [text] : [])),
    missing,
  };
}

/** What an app may do: what it declares, what it needs, and what it was granted, all three. */
export function effectivePermissions(
  declared: readonly string[],
  derived: readonly DerivedPermission[],
  granted: readonly string[],
): string[] {
  const { armed } = holdAgainst(declared, derived);
  const own = armed.map((capability) => ({ capability, causes: [] }));
  const allowed = own.filter(({ capability }) => !capability.startsWith('!') && capability !== 'STANDARD');
  const denials = [...armed, ...granted].filter((text) => text.startsWith('!'));
  const given = holdAgainst(
    granted.filter((text) => !text.startsWith('!')),
    allowed,
  ).armed;
  return [...new Set([...given, ...denials])];
}

/** The narrower of two capabilities when one covers the other, else null. */
export function narrower(a: Capability, b: Capability): Capability | null {
  if (a.kind !== b.kind) return null;
  if (covers(a, b)) return b;
  return covers(b, a) ? a : null;
}

/** Whether `wide` allows all that `narrow` allows. Errs on the safe side: what is not seen to be covered is not. */
export function covers(wide: Capability, narrow: Capability): boolean {
  if (wide.kind !== narrow.kind) return false;
  if (wide.argument === undefined || wide.argument === narrow.argument) return true;
  if (narrow.argument === undefined) return false;
  switch (capabilityKinds[wide.kind]) {
    case 'path':
      return coversPath(wide.argument, narrow.argument);
    case 'host':
      return coversHost(wide.argument, narrow.argument);
    default:
      return false;
  }
}

function coversPath(wide: string, narrow: string): boolean {
  if (!wide.endsWith('/**')) {
    const [pattern, names] = [wide.split('/'), narrow.split('/')];
    if (pattern.length !== names.length || names.includes('**')) return false;
    return pattern.every((name, index) => name === '*' || name === names[index]);
  }
  const folder = wide.slice(0, -'/**'.length);
  if (folder.includes('*')) return false;
  const inside = narrow.endsWith('/**') ? narrow.slice(0, -'/**'.length) : narrow;
  return isBelow(inside === '' ? '/' : inside, folder === '' ? '/' : folder);
}

function coversHost(wide: string, narrow: string): boolean {
  const [wideHost = '', widePort] = splitPort(wide);
  const [host = '', port] = splitPort(narrow);
  if (widePort !== undefined && widePort !== port) return false;
  if (wideHost.startsWith('*.')) {
    const end = wideHost.slice(1);
    return host.endsWith(end) && host.length > end.length;
  }
  return wideHost === host;
}

function splitPort(text: string): [string, string | undefined] {
  const found = /^(.*):(\d{1,5})$/.exec(text);
  return found === null ? [text, undefined] : [found[1] ?? '', found[2]];
}

/** Whether declared permissions let an app load from `host:port`. Malformed ones allow nothing. */
export function allowsOrigin(declared: readonly string[], origin: string): boolean {
  const wanted: Capability = { kind: 'NETWORK_ACCESS', deny: false, argument: origin };
  let allowed = false;
  for (const text of declared) {
    try {
      const capability = parseCapability(text);
      if (!covers(capability, wanted)) continue;
      if (capability.deny) return false;
      allowed = true;
    } catch {
      // Told as an issue of its own.
    }
  }
  return allowed;
}
