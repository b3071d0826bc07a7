/**
 * Paths into JSON data: reading, and writing without changing what is there. Only own properties are seen, and a name
 * that reaches a prototype is refused.
 */
import { isForbiddenName, isObject, type Json } from './json.ts';

/** A path that cannot be read or written; `path` is the whole path that was asked for. */
export class DataPathError extends Error {
  override readonly name = 'DataPathError';
  readonly path: string;

  constructor(path: string, message: string) {
    super(message);
    this.path = path;
  }
}

const form = /^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z0-9_]+)*$/;

/**
 * The names of a path, `books.0.title` → `['books', '0', 'title']`.
 *
 * @throws DataPathError when it is not names joined by dots, or holds a forbidden name
 */
export function splitPath(path: string): string[] {
  if (!form.test(path)) throw new DataPathError(path, `"${path}" is not a path: names joined by dots are`);
  const names = path.split('.');
  const forbidden = names.find(isForbiddenName);
  if (forbidden !== undefined) throw new DataPathError(path, `the name ${forbidden} is not allowed in "${path}"`);
  return names;
}

/** The own property `name` of a value: a key of a record, a position of a list; undefined when there is none. */
export function getOwn(value: Json | undefined, name: string): Json | undefined {
  if (Array.isArray(value)) return /^\d{1,9}$/.test(name) ? value[Number(name)] : undefined;
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** The value at the names, or undefined when nothing is there. */
export function getAt(root: Json, names: readonly string[]): Json | undefined {
  let value: Json | undefined = root;
  for (const name of names) {
    value = getOwn(value, name);
    if (value === undefined) return undefined;
  }
  return value;
}

/**
 * A copy of `root` with `value` at the names; what is not on the way is shared. Records that are missing on the way (or
 * null) are made; a list takes a position from 0 to its length.
 *
 * @throws DataPathError when the way leads through text, a number, or outside of a list
 */
export function setAt(root: Json, names: readonly string[], value: Json): Json {
  const [name, ...rest] = names;
  if (name === undefined) return value;
  if (isForbiddenName(name)) throw new DataPathError(names.join('.'), `the name ${name} is not allowed`);
  if (Array.isArray(root)) {
    const position = /^\d{1,9}$/.test(name) ? Number(name) : Number.NaN;
    if (!(position <= root.length)) {
      throw new DataPathError(names.join('.'), `a list of ${root.length} has no position ${name}`);
    }
    const copy = root.slice();
    copy[position] = setAt(root[position] ?? null, rest, value);
    return copy;
  }
  if (root !== null && !isObject(root)) {
    throw new DataPathError(
      names.join('.'),
      `cannot write ${name} into ${typeof root === 'string' ? 'text' : String(root)}`,
    );
  }
  const old = root === null || !Object.hasOwn(root, name) ? null : (root[name] ?? null);
  return { ...root, [name]: setAt(old, rest, value) };
}

/** The value at a path of the data; null when nothing is there. */
export function getPath(root: Json, path: string): Json {
  return getAt(root, splitPath(path)) ?? null;
}

/** `setAt` by the text of a path. */
export function setPath(root: Json, path: string, value: Json): Json {
  return setAt(root, splitPath(path), value);
}

/** Writes what `change` makes of the present value. */
export function updatePath(root: Json, path: string, change: (value: Json) => Json): Json {
  const names = splitPath(path);
  return setAt(root, names, change(getAt(root, names) ?? null));
}
