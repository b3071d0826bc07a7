/** Reading of JSON whose form is not known: what is not there, or is something else, reads as empty. */
import { isObject, type Json, type JsonObject } from '../json.ts';

export function objectIn(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

export function listIn(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

export function optional(name: string, value: Json | undefined, change: (value: Json) => Json): JsonObject {
  return value === undefined ? {} : { [name]: change(value) };
}
