/**
 * What names mean at one place of an app: the data, and around it the variables of repeats, templates and of a running
 * handler. A variable remembers where its value lives, so that writing to `item.done` writes into the list.
 */
import { DataPathError, getAt, getOwn, setAt, splitPath } from './data-path.ts';
import { isObject, type Json, type JsonObject } from './json.ts';

/**
 * Where the value of a variable is written: an entry of a list (names of the list from the data's root, and its position
 * there), or, for the parameter of a template, a path of the scope in which the template is used.
 */
export type Home =
  | { readonly list: readonly string[]; readonly position: number }
  | { readonly path: string; readonly of: Frame | null };

/** One variable, or one entry of a repeat with its position. */
export interface Frame {
  readonly name: string;
  /** As it was when the frame was made; `refreshAll` brings it up to date. */
  readonly value: Json;
  /** Position in what the repeat draws; null for a plain variable. */
  readonly index: number | null;
  /** Null: read only. */
  readonly home: Home | null;
  readonly outer: Frame | null;
  /** Tells one drawn instance of a component from another: which entry of which repeat, which use of a template. */
  readonly place?: string | undefined;
}

/** The names that are not data: computed values and sources. */
export interface DerivedNames {
  has(name: string): boolean;
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
  return { name, value, index: null, home: null, outer: frame, place: frame?.place };
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
  if (frame !== null) {
    const at = placeInData(scope, frame);
    return at === null ? null : [...at, ...rest];
  }
  if (getOwn(scope.data, first) !== undefined) return names;
  const isIndex = first === 'index' && isInRepeat(scope.frame);
  return isIndex || scope.derived?.has(first) === true ? null : names;
}

function isInRepeat(frame: Frame | null): boolean {
  for (let at = frame; at !== null; at = at.outer) if (at.index !== null) return true;
  return false;
}

/** Where the value of a variable is now; null when it cannot be written or is gone. */
function placeInData(scope: Scope, frame: Frame): string[] | null {
  const { home } = frame;
  if (home === null) return null;
  if ('path' in home) return locate({ ...scope, frame: home.of }, home.path);
  const position = currentPosition(scope.data, frame.value, home);
  return position === null ? null : [...home.list, String(position)];
}

/** Where the entry is now: handlers may have moved or removed it since it was drawn. Entries with an id are followed. */
function currentPosition(
  data: JsonObject,
  entry: Json,
  home: { readonly list: readonly string[]; readonly position: number },
): number | null {
  const list = getAt(data, home.list);
  if (!Array.isArray(list)) return null;
  const id = isObject(entry) ? getOwn(entry, 'id') : undefined;
  if (id === undefined || id === null) return home.position < list.length ? home.position : null;
  if (getOwn(list[home.position], 'id') === id) return home.position;
  // One that was added or removed before it moved it by one.
  for (const near of [home.position - 1, home.position + 1]) if (getOwn(list[near], 'id') === id) return near;
  return positionsOf(list).get(id) ?? null;
}

const positions = new WeakMap<Json[], ReadonlyMap<Json, number>>();

/** Where the ids of a list are: the first of each. Lists are not changed once they are in the data. */
function positionsOf(list: Json[]): ReadonlyMap<Json, number> {
  const known = positions.get(list);
  if (known !== undefined) return known;
  const found = new Map<Json, number>();
  for (const [position, entry] of list.entries()) {
    const id = getOwn(entry, 'id');
    if (id !== undefined && !found.has(id)) found.set(id, position);
  }
  positions.set(list, found);
  return found;
}

/** The value at a path, variables included; null when nothing is there. */
export function readPath(scope: Scope, path: string): Json {
  const names = splitPath(path);
  const [first = '', ...rest] = names;
  const root = lookup(refresh(scope, first), first);
  return root === undefined ? null : (getAt(root, rest) ?? null);
}

/**
 * The data with `value` at a path, variables included.
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

/** The value of a variable as the data has it now; what is gone stays as it was. */
function currentValue(scope: Scope, frame: Frame): Json {
  if (frame.home === null) return frame.value;
  if ('path' in frame.home) return readPath({ ...scope, frame: frame.home.of }, frame.home.path);
  const at = placeInData(scope, frame);
  return (at === null ? undefined : getAt(scope.data, at)) ?? frame.value;
}

/** The scope with the variable `name` brought up to date with the data, so that a handler sees what it wrote. */
export function refresh(scope: Scope, name: string): Scope {
  const frame = findFrame(scope.frame, name);
  if (frame === null) return scope;
  const value = currentValue(scope, frame);
  return value === frame.value ? scope : { ...scope, frame: { ...frame, value, outer: scope.frame } };
}

/** `refresh` for every variable around, inner names hiding outer ones as before. */
export function refreshAll(scope: Scope): Scope {
  const frames: Frame[] = [];
  for (let at = scope.frame; at !== null; at = at.outer) frames.push(at);
  let frame: Frame | null = null;
  for (const old of frames.reverse()) {
    const value = currentValue(scope, old);
    frame = value === old.value && frame === old.outer ? old : { ...old, value, outer: frame };
  }
  return frame === scope.frame ? scope : { ...scope, frame };
}
