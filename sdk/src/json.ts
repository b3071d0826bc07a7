/**
 * JSON values as they cross the port, and the one check that decides whether a value from the other side is JSON of a
 * bearable size. A structured clone may hold cycles, maps, typed arrays and a million nodes: all of these are refused,
 * and the walk stops at the first limit it meets.
 */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

export interface JsonLimits {
  /** Characters of all strings and keys together. */
  readonly characters: number;
  /** Values, containers included. */
  readonly nodes: number;
  readonly depth: number;
}

/** Whether `value` is JSON within `limits`. */
export function isJson(value: unknown, limits: JsonLimits): value is Json {
  let characters = limits.characters;
  let nodes = limits.nodes;
  const walk = (node: unknown, depth: number): boolean => {
    nodes -= 1;
    if (nodes < 0 || depth < 0) return false;
    if (node === null || typeof node === 'boolean') return true;
    if (typeof node === 'number') return Number.isFinite(node);
    if (typeof node === 'string') {
      characters -= node.length;
      return characters >= 0;
    }
    // The length first: a sparse array of four thousand million holes clones in no time and never ends.
    if (Array.isArray(node)) return node.length <= nodes && node.every((item) => walk(item, depth - 1));
    if (!isPlainObject(node)) return false;
    for (const key of Object.keys(node)) {
      characters -= key.length;
      if (characters < 0 || key === '__proto__' || !walk(node[key], depth - 1)) return false;
    }
    return true;
  };
  return walk(value, limits.depth);
}

export function isJsonObject(value: unknown, limits: JsonLimits): value is JsonObject {
  return isPlainObject(value) && isJson(value, limits);
}

/** An object of named fields; not an array, map, blob or other class of the platform. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Objects cloned from another realm have that realm's Object.prototype: plain is "the prototype has no prototype".
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
