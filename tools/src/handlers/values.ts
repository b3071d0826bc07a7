/** How the handlers read and write values of the app's data: texts, lists, records, entries by id. */
import { ToolError } from '../error.ts';
import type { Json, JsonObject } from '../json.ts';
import type { ShellToolContext } from './context.ts';

/** The most entries that a list may get. */
export const maxEntries = 100_000;

/** Whether a value counts as true. */
export function holds(value: Json): boolean {
  return value !== null && value !== false && value !== 0 && value !== '';
}

export function isRecord(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The own field of a record; null when there is none. */
export function fieldOf(value: Json, name: string): Json {
  return isRecord(value) && Object.hasOwn(value, name) ? (value[name] ?? null) : null;
}

export function textAt(context: ShellToolContext, path: string): string {
  const value = context.read(path);
  if (value === null) return '';
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw new ToolError('EINVAL', `"${path}" holds no text`);
}

export function set(context: ShellToolContext, path: string, value: Json): { value: Json } {
  context.write(path, value);
  return { value };
}

export function toggle(context: ShellToolContext, path: string): { value: boolean } {
  const value = !holds(context.read(path));
  context.write(path, value);
  return { value };
}

/** The list at a path, nothing counting as an empty one; `more` entries must still fit. */
export function listAt(context: ShellToolContext, path: string, more = 0): Json[] {
  const value = context.read(path) ?? [];
  if (!Array.isArray(value)) throw new ToolError('EINVAL', `"${path}" holds no list`);
  if (value.length + more > maxEntries)
    throw new ToolError('E2BIG', `"${path}" would hold more than ${maxEntries} entries`);
  return value;
}

/** The id of a record, or the entry itself where it is none. */
export function idOf(entry: Json): Json | undefined {
  if (!isRecord(entry)) return entry;
  return Object.hasOwn(entry, 'id') ? entry.id : undefined;
}

export function positionOf(list: readonly Json[], path: string, id: string | number): number {
  const position = list.findIndex((entry) => idOf(entry) === id);
  if (position < 0) throw new ToolError('ENOENT', `"${path}" has no entry with the id ${id}`);
  return position;
}

/** Names that a record of the app may not have, because they reach what is behind all records. */
export function allowNames(names: readonly string[]): void {
  const forbidden = names.find((name) => ['__proto__', 'constructor', 'prototype'].includes(name));
  if (forbidden !== undefined) throw new ToolError('EINVAL', `the name ${forbidden} is not allowed`);
}

const words = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Numbers by size, truth values with false first, all else as text. */
export function compare(a: Json, b: Json): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  return words.compare(String(a), String(b));
}

/** A list in order of a field, or of its entries; nothing comes last, whatever the order. */
export function sorted(list: readonly Json[], by: string | undefined, order: 'asc' | 'desc'): Json[] {
  const keyOf = (entry: Json): Json => (by === undefined ? entry : fieldOf(entry, by));
  const sign = order === 'desc' ? -1 : 1;
  return list.toSorted((a, b) => {
    const [first, second] = [keyOf(a), keyOf(b)];
    if (first === null || second === null) return Number(first === null) - Number(second === null);
    return compare(first, second) * sign;
  });
}
