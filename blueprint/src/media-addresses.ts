/**
 * Addresses that components load from. They are literal, so that data cannot leave through them, and lead to `data:`,
 * to files under `/home`, or to an `https` origin that the app has the network permission for.
 */
import { findComponent } from './components.ts';
import type { Blueprint } from './document.ts';
import { isExpression } from './expression/compile.ts';
import { isObject, type Json } from './json.ts';
import { normalizePath } from './namespace-path.ts';
import { escapePointer, holdsExpression, walkAll } from './tree.ts';

/** Properties that are addresses, whatever the component. */
export const addressProperties: ReadonlySet<string> = new Set(['src', 'poster', 'href', 'url']);

/** What a component loads by one of its properties. */
export interface Loaded {
  /** JSON pointer of the property. */
  readonly pointer: string;
  readonly kind: 'NETWORK_ACCESS' | 'READ_FILE';
  /** `host:port`, or a path in normal form; undefined when it is known only while the app runs. */
  readonly argument: string | undefined;
}

/** What the components of a document load over the network, and which files they read. */
export function* loadedBy(blueprint: Blueprint): Generator<Loaded> {
  for (const { component, pointer: at } of walkAll(blueprint)) {
    const files = findComponent(component.type)?.files ?? [];
    for (const [name, value] of Object.entries(component.props ?? {})) {
      const pointer = `${at}/props/${escapePointer(name)}`;
      // Addresses are literal: an expression among them is told as an issue and loads nothing.
      if (addressProperties.has(name) && holdsExpression(value)) continue;
      const origin = typeof value === 'string' && addressProperties.has(name) ? originOf(value) : null;
      if (origin !== null) yield { pointer, kind: 'NETWORK_ACCESS', argument: origin };
      else if (files.includes(name))
        for (const argument of pathsOf(value)) yield { pointer, kind: 'READ_FILE', argument };
    }
  }
}

/** The files that a property names: of a text, of a list, of records with `file`. */
function pathsOf(value: Json): (string | undefined)[] {
  if (Array.isArray(value)) return value.flatMap(pathsOf);
  if (isObject(value)) return pathsOf(value.file ?? null);
  if (typeof value !== 'string') return [];
  if (isExpression(value)) return [undefined];
  const path = normalizePath(value);
  return path === null ? [] : [path];
}

/** `host:port` of an `https` address, else null. */
export function originOf(address: string): string | null {
  if (!/^https:\/\//i.test(address)) return null;
  try {
    const { hostname, port } = new URL(address);
    return `${hostname}:${port === '' ? '443' : port}`;
  } catch {
    return null;
  }
}

/** Why an address may not be loaded; null when its form is right. */
export function addressFault(value: Json): string | null {
  if (typeof value !== 'string') return 'an address is a text';
  if (/^data:(image|audio|video)\//.test(value)) return null;
  if (value.startsWith('/home/')) return value.includes('..') ? 'a path has no ".."' : null;
  if (/^https:\/\//.test(value)) {
    if (originOf(value) === null || /[\s\\]/.test(value)) return 'not a valid address';
    const { username, password } = new URL(value);
    return username === '' && password === '' ? null : 'an address holds no user and no password';
  }
  const scheme = /^[^/?#]{0,20}:/.exec(value)?.[0];
  const found = scheme === undefined ? 'this is neither' : `not ${JSON.stringify(scheme)}`;
  return `an address is a data: address, a path under /home or https://…, ${found}`;
}
