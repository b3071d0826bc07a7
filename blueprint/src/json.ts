/** JSON values as the language knows them, and the few questions about them that every part asks. */

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Names that reach the prototype of an object in JavaScript: refused in paths, expressions and documents. */
const forbiddenNames = new Set(['__proto__', 'constructor', 'prototype']);

export function isForbiddenName(name: string): boolean {
  return forbiddenNames.has(name);
}

/** What a person calls the type of a value: `text`, `number`, `true or false`, `nothing`, `list`, `record`. */
export function typeName(value: Json): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number') return 'a number';
  if (typeof value === 'boolean') return 'true or false';
  return 'a record';
}

/** Structural equality of two JSON values; `visit` is called for each pair so that a caller can count. */
export function jsonEqual(a: Json, b: Json, visit: () => void = () => {}): boolean {
  visit();
  if (a === b) return true;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((entry, at) => jsonEqual(entry, b[at] ?? null, visit));
  }
  if (isObject(a) && isObject(b)) {
    const keys = Object.keys(a);
    if (keys.length !== Object.keys(b).length) return false;
    return keys.every((key) => Object.hasOwn(b, key) && jsonEqual(a[key] ?? null, b[key] ?? null, visit));
  }
  return false;
}
