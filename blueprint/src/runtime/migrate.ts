/**
 * Stored data of an older version of an app in the form that this version knows. Pure: what is stored stays as it is until
 * the app changes something, and stays for ever when a step fails or the data is of a newer version.
 */
import type { ToolFailure } from '@agentos/tools';
import { getAt, setAt, splitPath } from '../data-path.ts';
import { isObject, type Json, type JsonObject, type Migration, setPath } from '../index.ts';
import { evaluateDeep } from './evaluate.ts';

/** Where a record of stored paths keeps the version of its data; no path is named so. Absent means 1. */
export const versionName = '$version';
/** Code of the failure that the data is of a newer version. */
export const newerData = 'EPROTONOSUPPORT';

export interface MigrateOptions {
  readonly paths: readonly string[];
  readonly version?: number | undefined;
  readonly migrations?: readonly Migration[] | undefined;
}

/** @param record path → value, with the version beside them */
export function migrateStored(
  record: JsonObject,
  { paths, version = 1, migrations = [] }: MigrateOptions,
): { ok: true; stored: JsonObject } | { ok: false; error: ToolFailure } {
  const { [versionName]: told = 1, ...values } = record;
  const from = typeof told === 'number' ? told : 1;
  if (from > version) {
    const message =
      `the stored data was written by a newer version of this app (data version ${from}; this one knows ${version}). ` +
      'Open it with the newer version; nothing has been changed';
    return { ok: false, error: { code: newerData, message } };
  }
  const due = migrations.filter(({ to }) => to > from && to <= version).sort((a, b) => a.to - b.to);
  if (due.length === 0) return { ok: true, stored: values };
  const unreadable = (where: string, error: unknown): { ok: false; error: ToolFailure } => {
    const why = error instanceof Error ? error.message : String(error);
    const message = `the stored data could not be brought to ${where}: ${why}); nothing has been changed`;
    return { ok: false, error: { code: 'EINVAL', message } };
  };
  let data: JsonObject = {};
  try {
    for (const [path, value] of Object.entries(values)) data = asObject(setPath(data, path, value));
  } catch (error) {
    return unreadable(`version ${version} (as it is stored`, error);
  }
  for (const migration of due) {
    for (const [index, step] of migration.steps.entries()) {
      try {
        data = apply(step, data);
      } catch (error) {
        return unreadable(`version ${migration.to} (step ${index + 1}`, error);
      }
    }
  }
  const stored: JsonObject = {};
  for (const path of new Set([...Object.keys(values), ...paths])) {
    const value = getAt(data, splitPath(path));
    if (value !== undefined) stored[path] = value;
  }
  return { ok: true, stored };
}

function apply(step: Migration['steps'][number], data: JsonObject): JsonObject {
  if ('remove' in step) return asObject(without(data, splitPath(step.remove)));
  if ('rename' in step) {
    const [from, to] = [splitPath(step.rename), splitPath(step.to)];
    const value = getAt(data, from);
    // Data that the app never stored has nothing to move.
    return value === undefined ? data : asObject(setAt(without(data, from), to, value));
  }
  return asObject(setPath(data, step.set, evaluateDeep(step.value, { data, frame: null })));
}

/** A copy without what is at the names; a position of a list becomes nothing. */
function without(root: Json, names: readonly string[]): Json {
  const [name, ...rest] = names;
  if (name === undefined || getAt(root, [name]) === undefined) return root;
  if (rest.length > 0) return setAt(root, [name], without(getAt(root, [name]) ?? null, rest));
  if (!isObject(root)) return setAt(root, [name], null);
  const { [name]: _, ...others } = root;
  return others;
}

function asObject(value: Json): JsonObject {
  if (isObject(value)) return value;
  throw new Error('a step would replace all data');
}
