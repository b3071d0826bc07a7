/** Handlers of `list.*`: each changes one list of the app's data, whose entries are found by their id. */
import { ToolError } from '../error.ts';
import type { listTools } from '../families/data.ts';
import type { Json, JsonObject } from '../json.ts';
import type { HandlersOf } from './handlers-of.ts';
import { allowNames, fieldOf, holds, idOf, isRecord, listAt, positionOf, set, sorted } from './values.ts';

function recordAt(list: readonly Json[], position: number, path: string): JsonObject {
  const entry = list[position] ?? null;
  if (isRecord(entry)) return entry;
  throw new ToolError('EINVAL', `the entry of "${path}" has no fields`);
}

export const listHandlers: HandlersOf<typeof listTools> = {
  'list.add'({ path, item, at }, context) {
    const list = listAt(context, path, 1);
    const record = isRecord(item) ? item : undefined;
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
    allowNames(Object.keys(changes));
    const entry = { ...recordAt(list, position, path), ...changes };
    context.write(path, list.with(position, entry));
    return { value: entry };
  },
  'list.update_all'({ path, changes, where }, context) {
    allowNames(Object.keys(changes));
    let count = 0;
    const list = listAt(context, path).map((entry) => {
      if (!isRecord(entry) || (where !== undefined && !holds(fieldOf(entry, where)))) return entry;
      count += 1;
      return { ...entry, ...changes };
    });
    if (count > 0) context.write(path, list);
    return { value: count };
  },
  'list.toggle'({ path, id, field }, context) {
    const list = listAt(context, path);
    const position = positionOf(list, path, id);
    const entry = recordAt(list, position, path);
    const value = !holds(fieldOf(entry, field));
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
  'list.transfer'({ path, to, id, position }, context) {
    const list = listAt(context, path);
    const from = positionOf(list, path, id);
    const entry = list[from] ?? null;
    const there = to === path ? list.toSpliced(from, 1) : listAt(context, to, 1);
    if (there.some((other) => idOf(other) === id))
      throw new ToolError('EEXIST', `"${to}" has an entry with the id ${id} already`);
    if (to !== path) context.write(path, list.toSpliced(from, 1));
    context.write(to, there.toSpliced(Math.min(position ?? there.length, there.length), 0, entry));
    return { value: entry };
  },
  'list.clear'({ path, where }, context) {
    const kept = where === undefined ? [] : listAt(context, path).filter((entry) => !holds(fieldOf(entry, where)));
    context.write(path, kept);
    return { value: kept.length };
  },
  'list.sort'({ path, by, order }, context) {
    const list = sorted(listAt(context, path), by, order);
    set(context, path, list);
    return { value: list.length };
  },
};
