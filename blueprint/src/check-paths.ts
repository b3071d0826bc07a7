/** Checks names: paths that are written or bound, and the paths and functions of expressions. */
import type { CheckContext } from './check-context.ts';
import { DataPathError, getAt, splitPath } from './data-path.ts';
import { compileExpression, isExpression } from './expression/compile.ts';
import { ExpressionError } from './expression/error.ts';
import { nearest } from './issues.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { escapePointer } from './tree.ts';

/** The names that are known at one place. */
export interface Names {
  readonly data: JsonObject;
  /** Computed values and sources, with what stands beside sources: read, never written. */
  readonly derived: ReadonlySet<string>;
  /** Variables around: entries of repeats and parameters of templates, which lead to data. */
  readonly entries: ReadonlySet<string>;
  /** Variables that are values by themselves, such as `event`, `result` and `index`. */
  readonly values: ReadonlySet<string>;
  /** Whether the clock, chance and new ids are known: in handlers. */
  readonly impure: boolean;
}

export function withEntries(names: Names, added: Iterable<string>): Names {
  const entries = new Set([...names.entries, ...added]);
  return { ...names, entries, values: new Set([...names.values].filter((name) => !entries.has(name))) };
}

export function withValues(names: Names, ...added: string[]): Names {
  const values = new Set([...names.values, ...added]);
  return { ...names, values, entries: new Set([...names.entries].filter((name) => !values.has(name))) };
}

/** The same names inside a handler. */
export function inHandler(names: Names, ...added: string[]): Names {
  return { ...withValues(names, ...added), impure: true };
}

/**
 * Where a path leads: `found`, `open` (an entry, or below nothing or a list, where anything may come), `fixed` (to what
 * cannot be written), or the name that is missing there.
 */
type End = 'found' | 'open' | 'fixed' | { missing: string; among: string[] };

function follow(path: readonly string[], names: Names): End {
  const [first = ''] = path;
  if (names.entries.has(first)) return 'open';
  if (names.values.has(first) || names.derived.has(first)) return 'fixed';
  let value: Json | undefined = names.data;
  for (const name of path) {
    if (value === null || Array.isArray(value)) return 'open';
    if (!isObject(value)) return { missing: name, among: [] };
    // A record without any entry is filled by the app.
    if (value !== names.data && Object.keys(value).length === 0) return 'open';
    if (!Object.hasOwn(value, name)) return { missing: name, among: Object.keys(value) };
    value = value[name] ?? null;
  }
  return 'found';
}

function repaired(parts: readonly string[], end: { missing: string; among: string[] }, names: Names) {
  const candidates = parts.length === 1 ? [...end.among, ...names.entries, ...names.derived] : end.among;
  const near = nearest(end.missing, candidates);
  return near === undefined ? undefined : parts.map((part) => (part === end.missing ? near : part)).join('.');
}

/** Checks a path that is read, or bound and written; returns whether it is right. */
export function checkPath(
  path: string,
  names: Names,
  context: CheckContext,
  pointer: string,
  use: 'read' | 'write' = 'write',
): boolean {
  let parts: string[];
  try {
    parts = splitPath(path);
  } catch (error) {
    if (!(error instanceof DataPathError)) throw error;
    context.issue('bad-path', pointer, error.message);
    return false;
  }
  const end = follow(parts, names);
  if (end === 'fixed' && use === 'write') {
    const what = names.derived.has(parts[0] ?? '') ? 'is computed or answered by a source' : 'is a value by itself';
    context.issue('read-only-path', pointer, `"${path}" cannot be written: "${parts[0]}" ${what}`);
    return false;
  }
  if (typeof end === 'string') return true;
  const message = `"${path}" is not in data: there is no "${end.missing}"`;
  context.issue('unknown-path', pointer, message, repaired(parts, end, names));
  return false;
}

/** Checks that an expression compiles; a name that nothing defines is a warning, since it is nothing when evaluated. */
export function checkExpression(text: string, names: Names, context: CheckContext, pointer: string): void {
  try {
    const { paths, impure } = compileExpression(text);
    for (const use of paths) {
      const parts = use.path.split('.');
      const end = follow(parts, names);
      if (typeof end === 'string') continue;
      const message = `"${use.path}" at character ${use.position + 2} is not in data: it is nothing unless something writes it`;
      context.warn('unknown-name', pointer, message, repaired(parts, end, names));
    }
    if (impure !== null && !names.impure) {
      const message = `${impure}() is known only in handlers and in arguments of sources: store its value, then show it`;
      context.issue('impure-expression', pointer, message);
    }
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    const where = error.position < 0 ? '' : ` at character ${error.position + 2}`;
    context.issue('bad-expression', pointer, `expression${where}: ${error.message}`);
  }
}

/** Checks a text where nothing but an expression may stand; `what` names the field. */
export function checkCondition(text: string, what: string, names: Names, context: CheckContext, pointer: string): void {
  if (isExpression(text)) checkExpression(text, names, context, pointer);
  else context.issue('not-an-expression', pointer, `${what} is an expression and starts with =`, `=${text}`);
}

/** Checks expressions anywhere inside a value of props or args. */
export function checkInside(value: Json | undefined, names: Names, context: CheckContext, pointer: string): void {
  if (typeof value === 'string') {
    if (isExpression(value)) checkExpression(value, names, context, pointer);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, entry] of Object.entries(value)) {
      checkInside(entry, names, context, `${pointer}/${escapePointer(key)}`);
    }
  }
}

/** Whether the initial value at a path is a list, or not known. */
export function isListOrUnknown(path: string, names: Names): boolean {
  const parts = splitPath(path);
  const [first = ''] = parts;
  if (names.entries.has(first) || names.derived.has(first) || names.values.has(first)) return true;
  const value = getAt(names.data, parts);
  return value === undefined || value === null || Array.isArray(value);
}
