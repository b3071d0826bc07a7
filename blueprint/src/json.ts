/** JSON values as the language knows them, and the few questions about them that every part asks. */

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value from outside is JSON: plain records and lists of texts, numbers, truth values and nothing. */
export function isJson(value: unknown): value is Json {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      return Number.isFinite(value);
    case 'object': {
      if (value === null) return true;
      if (Array.isArray(value)) return value.every(isJson);
      return Object.prototype.toString.call(value) === '[object Object]' && Object.values(value).every(isJson);
    }
    default:
      return false;
  }
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

/** Structural equality of two JSON values; `spend` is told what is about to be done, in steps, so that a caller can count. */
export function jsonEqual(a: Json, b: Json, spend: (steps: number) => void = () => {}): boolean {
  spend(1);
  if (typeof a === 'string' && typeof b === 'string' && a.length === b.length) spend(Math.floor(a.length / 1024));
  if (a === b) return true;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((entry, at) => jsonEqual(entry, b[at] ?? null, spend));
  }
  if (isObject(a) && isObject(b)) {
    const keys = Object.keys(a);
    spend(keys.length);
    if (keys.length !== Object.keys(b).length) return false;
    return keys.every((key) => Object.hasOwn(b, key) && jsonEqual(a[key] ?? null, b[key] ?? null, spend));
  }
  return false;
}
