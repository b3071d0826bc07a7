/**
 * What names mean at one place of an app: the data, and around it the variables of repeats and of a running handler.
 * A repeat variable remembers where its entry lives, so that writing to `item.done` writes into the list.
 */
import { DataPathError, getAt, getOwn, setAt, splitPath } from './data-path.ts';
import { isObject, type Json, type JsonObject } from './json.ts';

/** One variable, or one entry of a repeat with its position. */
export interface Frame {
  readonly name: string;
  readonly value: Json;
  /** Position in what the repeat draws; null for a plain variable. */
  readonly index: number | null;
  /** Where the entry is written: names of its list from the data's root, and its position there. Null: read only. */
  readonly home: { readonly list: readonly string[]; readonly position: number } | null;
  readonly outer: Frame | null;
}

/** The names that are not data: computed values and sources. */
export interface DerivedNames {
  /** The value of a name; undefined when it is none of them. @throws ExpressionError when it cannot be computed */
  get(name: string): Json | undefined;
}

export interface Scope {
  readonly data: JsonObject;
  readonly frame: Frame | null;
  readonly derived?: DerivedNames | undefined;
}

/** A scope with one more variable that cannot be written, such as `event`. */
export function withVariable(frame: Frame | null, name: string, value: Json): Frame {
  return { name, value, index: null, home: null, outer: frame };
}

export function findFrame(frame: Frame | null, name: string): Frame | null {
  for (let at = frame; at !== null; at = at.outer) if (at.name === name) return at;
  return null;
}

/** The value of a name: the innermost variable, `index` of the innermost repeat, the data, else what is derived. */
export function lookup(scope: Scope, name: string): Json | undefined {
  for (let at = scope.frame; at !== null; at = at.outer) {
    if (at.name === name) return at.value;
    if (name === 'index' && at.index !== null) return at.index;
  }
  const own = getOwn(scope.data, name);
  return own === undefined ? scope.derived?.get(name) : own;
}

/** Where a path of this scope is in the data, as names from the root. Null when its variable cannot be written. */
export function locate(scope: Scope, path: string): string[] | null {
  const names = splitPath(path);
  const [first = '', ...rest] = names;
  const frame = findFrame(scope.frame, first);
  if (frame === null) return names;
  if (frame.home === null) return null;
  const position = currentPosition(scope.data, frame, frame.home);
  return position === null ? null : [...frame.home.list, String(position), ...rest];
}

/** Where the entry is now: handlers may have moved or removed it since it was drawn. Entries with an id are followed. */
function currentPosition(data: JsonObject, frame: Frame, home: NonNullable<Frame['home']>): number | null {
  const list = getAt(data, home.list);
  if (!Array.isArray(list)) return null;
  const id = isObject(frame.value) ? getOwn(frame.value, 'id') : undefined;
  if (id === undefined || id === null) return home.position < list.length ? home.position : null;
  const isIt = (entry: Json | undefined): boolean => getOwn(entry, 'id') === id;
  if (isIt(list[home.position])) return home.position;
  const found = list.findIndex(isIt);
  return found < 0 ? null : found;
}

/** The value at a path, repeat variables included; null when nothing is there. */
export function readPath(scope: Scope, path: string): Json {
  const names = splitPath(path);
  const [first = '', ...rest] = names;
  const root = lookup(refresh(scope, first), first);
  return root === undefined ? null : (getAt(root, rest) ?? null);
}

/**
 * The data with `value` at a path, repeat variables included.
 *
 * @throws DataPathError when the path is malformed, names a variable that cannot be written, or its entry is gone
 */
export function writePath(scope: Scope, path: string, value: Json): JsonObject {
  const at = locate(scope, path);
  if (at === null)
    throw new DataPathError(path, `"${path}" cannot be written: it is not part of the app's data (any more)`);
  const next = setAt(scope.data, at, value);
  if (!isObject(next)) throw new DataPathError(path, `"${path}" would replace all data`);
  return next;
}

/** The scope with the variable `name` brought up to date with the data, so that a handler sees what it wrote. */
export function refresh(scope: Scope, name: string): Scope {
  const frame = findFrame(scope.frame, name);
  if (frame === null || frame.home === null) return scope;
  const position = currentPosition(scope.data, frame, frame.home);
  const value = position === null ? undefined : getAt(scope.data, [...frame.home.list, String(position)]);
  if (value === undefined || value === frame.value) return scope;
  return { data: scope.data, frame: { ...frame, value, outer: scope.frame } };
}

/** `refresh` for every repeat variable around, inner names hiding outer ones as before. */
export function refreshAll(scope: Scope): Scope {
  const frames: Frame[] = [];
  for (let at = scope.frame; at !== null; at = at.outer) frames.unshift(at);
  let frame: Frame | null = null;
  for (const old of frames) {
    const position = old.home === null ? null : currentPosition(scope.data, old, old.home);
    const value =
      old.home === null || position === null ? undefined : getAt(scope.data, [...old.home.list, String(position)]);
    frame = { ...old, value: value ?? old.value, outer: frame };
  }
  return { data: scope.data, frame };
}
