/**
 * What differs between two states of an app's data, small enough to keep and to take back. Structural sharing makes it
 * cheap: what is the same object in both is not looked into.
 */
import { getAt } from '../data-path.ts';
import { isObject, type Json, type JsonObject, jsonEqual } from '../json.ts';

/** The ids of the entries of lists on the way to a place, beside its names; undefined where there is none. */
type Ids = readonly (Json | undefined)[];

/** A value that was put, replaced or (undefined) removed; or a piece of a list that was. */
export type Change =
  | {
      readonly kind: 'value';
      readonly at: readonly string[];
      readonly ids: Ids;
      readonly before: Json | undefined;
      readonly after: Json | undefined;
    }
  | {
      readonly kind: 'piece';
      readonly at: readonly string[];
      readonly ids: Ids;
      readonly position: number;
      readonly before: readonly Json[];
      readonly after: readonly Json[];
    };

/** The changes that lead from one state to another, in an order in which they can be applied. */
export function changesBetween(before: JsonObject, after: JsonObject): Change[] {
  const changes: Change[] = [];
  compare(before, after, { at: [], ids: [] }, changes);
  return changes;
}

type Place = Pick<Change, 'at' | 'ids'>;

const below = ({ at, ids }: Place, name: string, id?: Json): Place => ({ at: [...at, name], ids: [...ids, id] });

function compare(before: Json | undefined, after: Json | undefined, place: Place, into: Change[]): void {
  if (before === after) return;
  if (isObject(before) && isObject(after)) {
    for (const name of Object.keys(before)) {
      compare(before[name], Object.hasOwn(after, name) ? after[name] : undefined, below(place, name), into);
    }
    for (const name of Object.keys(after)) {
      if (!Object.hasOwn(before, name)) compare(undefined, after[name], below(place, name), into);
    }
    return;
  }
  if (Array.isArray(before) && Array.isArray(after)) comparePieces(before, after, place, into);
  else into.push({ kind: 'value', ...place, before, after });
}

/** Without what both lists begin and end with. */
function comparePieces(before: Json[], after: Json[], place: Place, into: Change[]): void {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  const [removed, inserted] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  const [id, now] = [idOf(removed[0]), idOf(inserted[0])];
  if (removed.length === 1 && inserted.length === 1) {
    compare(removed[0], inserted[0], below(place, String(start), id === now ? id : undefined), into);
  } else if (removed.length > 0 || inserted.length > 0) {
    into.push({ kind: 'piece', ...place, position: start, before: removed, after: inserted });
  }
}

/**
 * The data with changes applied, or taken back in reverse order. A change whose place has gone meanwhile is left out.
 */
export function withChanges(data: JsonObject, changes: readonly Change[], direction: 'do' | 'undo'): JsonObject {
  const ordered = direction === 'do' ? changes : changes.toReversed();
  return ordered.reduce((result, change) => {
    const placed = put(result, change, (present) => {
      if (change.kind === 'value') return direction === 'do' ? change.after : change.before;
      const [away, here] = direction === 'do' ? [change.before, change.after] : [change.after, change.before];
      return Array.isArray(present) ? exchanged(present, change.position, away, here) : present;
    });
    return isObject(placed) ? placed : result;
  }, data);
}

/**
 * A list with a piece in place of another, where that is now: something else may have moved or removed it meanwhile, and
 * what stands in its place then is not its business.
 */
function exchanged(list: Json[], position: number, away: readonly Json[], here: readonly Json[]): Json[] {
  const isAt = (start: number): boolean => away.every((entry, at) => sameEntry(list[start + at], entry));
  let start = Math.min(position, list.length);
  if (away.length > 0 && !isAt(start)) start = list.findIndex((_entry, at) => isAt(at));
  return start < 0 ? list : list.toSpliced(start, away.length, ...here);
}

/** Entries with an id are the same whatever became of them. */
function sameEntry(present: Json | undefined, entry: Json): boolean {
  if (present === undefined) return false;
  const id = idOf(entry);
  return id === undefined ? jsonEqual(present, entry) : idOf(present) === id;
}

function idOf(entry: Json | undefined): Json | undefined {
  const id = getAt(entry ?? null, ['id']);
  return typeof id === 'string' || typeof id === 'number' ? id : undefined;
}

/** Where the entry is that was at a position: elsewhere when it has an id and was moved; -1 when it is gone. */
function positionNow(list: Json[], name: string, id: Json | undefined): number {
  const position = Number(name);
  if (id === undefined || idOf(list[position]) === id) return position < list.length ? position : -1;
  return list.findIndex((entry) => idOf(entry) === id);
}

/** A copy with what `change` makes of the value at the names; unchanged where the way there has gone. */
function put(
  root: Json | undefined,
  { at: [name, ...rest], ids: [id, ...others] }: Place,
  change: (value: Json | undefined) => Json | undefined,
): Json | undefined {
  if (name === undefined) return change(root);
  const inner: Place = { at: rest, ids: others };
  if (Array.isArray(root)) {
    const position = positionNow(root, name, id);
    const next = position < 0 ? undefined : put(root[position], inner, change);
    return next === undefined ? root : root.with(position, next);
  }
  if (!isObject(root)) return root;
  const present = getAt(root, [name]);
  const next = put(present, inner, change);
  if (next === present) return root;
  if (next !== undefined) return { ...root, [name]: next };
  const { [name]: _, ...remaining } = root;
  return remaining;
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
