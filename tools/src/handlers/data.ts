/** Handlers of `ui.*`, `data.*` and `list.*`: each reads and writes one place of the app's data. */
import type { ToolHandlers } from '../catalog.ts';
import { ToolError } from '../error.ts';
import type { Json } from '../json.ts';
import { pressKey } from './calculator-keys.ts';
import type { ShellToolContext } from './context.ts';

type All = ToolHandlers<'shell', ShellToolContext>;
type Of<Family extends string> = Pick<All, Extract<keyof All, `${Family}.${string}`>>;

/** The most entries that a list may get. */
const maxEntries = 100_000;

function holds(value: Json): boolean {
  return value !== null && value !== false && value !== 0 && value !== '';
}

function textAt(context: ShellToolContext, path: string): string {
  const value = context.read(path);
  if (value === null) return '';
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw new ToolError('EINVAL', `"${path}" holds no text`);
}

function set(context: ShellToolContext, path: string, value: Json): { value: Json } {
  context.write(path, value);
  return { value };
}

function toggle(context: ShellToolContext, path: string): { value: boolean } {
  const value = !holds(context.read(path));
  context.write(path, value);
  return { value };
}

function emptied(value: Json): Json {
  if (Array.isArray(value)) return [];
  if (typeof value === 'number') return 0;
  if (typeof value === 'boolean') return false;
  return typeof value === 'object' && value !== null ? {} : '';
}

export const uiHandlers: Of<'ui'> = {
  'ui.set': ({ path, value }, context) => set(context, path, value),
  'ui.get': ({ path }, context) => ({ value: context.read(path) }),
  'ui.append'({ path, text }, context) {
    const value = textAt(context, path) + String(text);
    if (value.length > 1_000_000) throw new ToolError('E2BIG', `"${path}" would hold more than 1,000,000 characters`);
    context.write(path, value);
    return { value };
  },
  'ui.backspace'({ path }, context) {
    const value = [...textAt(context, path)].slice(0, -1).join('');
    context.write(path, value);
    return { value };
  },
  'ui.clear': ({ path }, context) => set(context, path, emptied(context.read(path))),
  'ui.toggle': ({ path }, context) => toggle(context, path),
  'ui.key'({ path, key, fresh }, context) {
    const value = pressKey(textAt(context, path), key, fresh !== undefined && holds(context.read(fresh)));
    if (value.length > 500) throw new ToolError('E2BIG', 'the expression is too long');
    context.write(path, value);
    if (fresh !== undefined) context.write(fresh, false);
    return { value };
  },
};

export const dataHandlers: Of<'data'> = {
  'data.set': ({ path, value }, context) => set(context, path, value),
  'data.get': ({ path }, context) => ({ value: context.read(path) }),
  'data.reset': ({ path }, context) => set(context, path, context.initial(path)),
  'data.append'({ path, value }, context) {
    const present = context.read(path);
    if (typeof present === 'string' && (typeof value === 'string' || typeof value === 'number')) {
      return set(context, path, present + String(value));
    }
    return set(context, path, [...listAt(context, path, 1), value]);
  },
  'data.toggle': ({ path }, context) => toggle(context, path),
  'data.increment'({ path, by, min, max }, context) {
    const present = context.read(path) ?? 0;
    if (typeof present !== 'number') throw new ToolError('EINVAL', `"${path}" holds no number`);
    // Fifteen digits, as numbers are shown: 0.1 added three times gives 0.3.
    const sum = Number((present + by).toPrecision(15));
    const value = Math.max(min ?? Number.NEGATIVE_INFINITY, Math.min(max ?? Number.POSITIVE_INFINITY, sum));
    if (!Number.isFinite(value)) throw new ToolError('EDOM', 'the number is too large');
    context.write(path, value);
    return { value };
  },
};

/** The list at a path, nothing counting as an empty one; `more` entries must still fit. */
function listAt(context: ShellToolContext, path: string, more = 0): Json[] {
  const value = context.read(path) ?? [];
  if (!Array.isArray(value)) throw new ToolError('EINVAL', `"${path}" holds no list`);
  if (value.length + more > maxEntries)
    throw new ToolError('E2BIG', `"${path}" would hold more than ${maxEntries} entries`);
  return value;
}

function idOf(entry: Json): Json | undefined {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return entry;
  return Object.hasOwn(entry, 'id') ? entry.id : undefined;
}

function positionOf(list: readonly Json[], path: string, id: string | number): number {
  const position = list.findIndex((entry) => idOf(entry) === id);
  if (position < 0) throw new ToolError('ENOENT', `"${path}" has no entry with the id ${id}`);
  return position;
}

function recordAt(list: readonly Json[], position: number, path: string): { [key: string]: Json } {
  const entry = list[position];
  if (typeof entry === 'object' && entry !== null && !Array.isArray(entry)) return entry;
  throw new ToolError('EINVAL', `the entry of "${path}" has no fields`);
}

const words = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

function compare(a: Json, b: Json): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  return words.compare(String(a), String(b));
}

export const listHandlers: Of<'list'> = {
  'list.add'({ path, item, at }, context) {
    const list = listAt(context, path, 1);
    const record = typeof item === 'object' && item !== null && !Array.isArray(item) ? item : undefined;
    const present = record === undefined ? undefined : idOf(record);
    const entry =
      record !== undefined && (present === undefined || present === null || present === '')
        ? { ...record, id: context.host.newId() }
        : item;
    const id = idOf(entry) ?? null;
    if (record !== undefined && list.some((other) => idOf(other) === id)) {
      throw new ToolError('EEXIST', `"${path}" has an entry with the id ${String(id)} already`);
    }
    context.write(path, at === 'start' ? [entry, ...list] : [...list, entry]);
    return { value: id };
  },
  'list.remove'({ path, id }, context) {
    const list = listAt(context, path);
    const position = positionOf(list, path, id);
    context.write(path, list.toSpliced(position, 1));
    return { value: list[position] ?? null };
  },
  'list.update'({ path, id, changes }, context) {
    const list = listAt(context, path);
    const position = positionOf(list, path, id);
    const forbidden = Object.keys(changes).find((name) => ['__proto__', 'constructor', 'prototype'].includes(name));
    if (forbidden !== undefined) throw new ToolError('EINVAL', `the name ${forbidden} is not allowed`);
    const entry = { ...recordAt(list, position, path), ...changes };
    context.write(path, list.with(position, entry));
    return { value: entry };
  },
  'list.toggle'({ path, id, field }, context) {
    const list = listAt(context, path);
    const position = positionOf(list, path, id);
    const entry = recordAt(list, position, path);
    const value = !(Object.hasOwn(entry, field) && holds(entry[field] ?? null));
    context.write(path, list.with(position, { ...entry, [field]: value }));
    return { value };
  },
  'list.move'({ path, id, by }, context) {
    const list = listAt(context, path);
    const from = positionOf(list, path, id);
    const to = Math.min(Math.max(from + by, 0), list.length - 1);
    const entry = list[from] ?? null;
    context.write(path, list.toSpliced(from, 1).toSpliced(to, 0, entry));
    return { value: to };
  },
  'list.clear'({ path, where }, context) {
    const list = listAt(context, path);
    const kept =
      where === undefined
        ? []
        : list.filter((entry, position) => {
            if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return true;
            const record = recordAt(list, position, path);
            return !(Object.hasOwn(record, where) && holds(record[where] ?? null));
          });
    context.write(path, kept);
    return { value: kept.length };
  },
  'list.sort'({ path, by, order }, context) {
    const list = listAt(context, path);
    const keyOf = (entry: Json): Json => {
      if (by === undefined) return entry;
      if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return null;
      return Object.hasOwn(entry, by) ? (entry[by] ?? null) : null;
    };
    const sign = order === 'desc' ? -1 : 1;
    const sorted = list.toSorted((a, b) => {
      const [first, second] = [keyOf(a), keyOf(b)];
      if (first === null || second === null) return Number(first === null) - Number(second === null);
      return compare(first, second) * sign;
    });
    context.write(path, sorted);
    return { value: sorted.length };
  },
};
