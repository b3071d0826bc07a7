/**
 * What differs between two states of an app's data, small enough to keep and to take back. Structural sharing makes it
 * cheap: what is the same object in both is not looked into.
 */
import { getAt } from '../data-path.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';

/** A value that was put, replaced or (undefined) removed; or a piece of a list that was. */
export type Change =
  | {
      readonly kind: 'value';
      readonly at: readonly string[];
      readonly before: Json | undefined;
      readonly after: Json | undefined;
    }
  | {
      readonly kind: 'piece';
      readonly at: readonly string[];
      readonly position: number;
      readonly before: readonly Json[];
      readonly after: readonly Json[];
    };

/** The changes that lead from one state to another, in an order in which they can be applied. */
export function changesBetween(before: JsonObject, after: JsonObject): Change[] {
  const changes: Change[] = [];
  compare(before, after, [], changes);
  return changes;
}

function compare(before: Json | undefined, after: Json | undefined, at: readonly string[], into: Change[]): void {
  if (before === after) return;
  if (isObject(before) && isObject(after)) {
    for (const name of Object.keys(before)) {
      compare(before[name], Object.hasOwn(after, name) ? after[name] : undefined, [...at, name], into);
    }
    for (const name of Object.keys(after)) {
      if (!Object.hasOwn(before, name)) compare(undefined, after[name], [...at, name], into);
    }
    return;
  }
  if (Array.isArray(before) && Array.isArray(after)) comparePieces(before, after, at, into);
  else into.push({ kind: 'value', at, before, after });
}

/** Without what both lists begin and end with. */
function comparePieces(before: Json[], after: Json[], at: readonly string[], into: Change[]): void {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  const [removed, inserted] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  if (removed.length === 1 && inserted.length === 1) compare(removed[0], inserted[0], [...at, String(start)], into);
  else if (removed.length > 0 || inserted.length > 0) {
    into.push({ kind: 'piece', at, position: start, before: removed, after: inserted });
  }
}

/**
 * The data with changes applied, or taken back in reverse order. A change whose place has gone meanwhile is left out.
 */
export function withChanges(data: JsonObject, changes: readonly Change[], direction: 'do' | 'undo'): JsonObject {
  const ordered = direction === 'do' ? changes : changes.toReversed();
  return ordered.reduce((result, change) => {
    const placed = put(result, change.at, (present) => {
      if (change.kind === 'value') return direction === 'do' ? change.after : change.before;
      const [away, here] = direction === 'do' ? [change.before, change.after] : [change.after, change.before];
      return Array.isArray(present) ? present.toSpliced(change.position, away.length, ...here) : present;
    });
    return isObject(placed) ? placed : result;
  }, data);
}

/** A copy with what `change` makes of the value at the names; unchanged where the way there has gone. */
function put(
  root: Json | undefined,
  names: readonly string[],
  change: (value: Json | undefined) => Json | undefined,
): Json | undefined {
  const [name, ...rest] = names;
  if (name === undefined) return change(root);
  const present = getAt(root ?? null, [name]);
  if (Array.isArray(root)) {
    if (present === undefined) return root;
    const next = put(present, rest, change);
    return next === undefined ? root : root.with(Number(name), next);
  }
  if (!isObject(root)) return root;
  const next = put(present, rest, change);
  if (next === present) return root;
  if (next !== undefined) return { ...root, [name]: next };
  const { [name]: _, ...others } = root;
  return others;
}

/** Two changes of the same value as one; null when they are not that. */
export function mergeChanges(first: Change, second: Change): Change | null {
  if (first.kind !== 'value' || second.kind !== 'value' || first.at.length !== second.at.length) return null;
  return first.at.every((name, at) => name === second.at[at]) ? { ...first, after: second.after } : null;
}

/** Whether one change is at, above or below the place of another, so that their order matters. */
export function touches(first: Change, second: Change): boolean {
  const length = Math.min(first.at.length, second.at.length);
  return first.at.slice(0, length).every((name, at) => name === second.at[at]);
}

/** About how many bytes a change holds on to. */
export function sizeOf(change: Change): number {
  return 50 + jsonSize(change.before) + jsonSize(change.after);
}

function jsonSize(value: Json | readonly Json[] | undefined): number {
  if (typeof value === 'string') return value.length * 2;
  if (typeof value !== 'object' || value === null) return 8;
  let size = 16;
  for (const [name, entry] of Object.entries(value)) size += name.length + jsonSize(entry);
  return size;
}
