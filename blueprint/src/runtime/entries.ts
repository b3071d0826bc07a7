/** The entries that a repeat draws, each with where it lives in the data. */
import {
  type Component,
  compileExpression,
  type Frame,
  isExpression,
  type Json,
  jsonEqual,
  locate,
  readPath,
  type Scope,
} from '../index.ts';
import type { Computed } from './computed.ts';
import { faultOf } from './evaluate.ts';

/** One entry that is drawn, in the frame that its component gets. */
export interface Entry {
  readonly key: string;
  readonly frame: Frame;
}

export interface Entries {
  /** Those that are drawn: at most `limit` of the repeat. */
  readonly entries: readonly Entry[];
  /** How many there are. */
  readonly total: number;
  /** The list that they were made of. */
  readonly list: readonly Json[];
  readonly fault: string | undefined;
}

export interface EntriesOptions {
  /** What it was before: entries that stayed where they are keep their frames. */
  readonly before: Entries | undefined;
  /** The frame around the repeat, where that of the scope is a copy that was brought up to date. */
  readonly outer: Frame | null;
  readonly computed: Computed | undefined;
}

interface RepeatForm {
  readonly each: string;
  readonly as?: string | undefined;
  readonly key?: string | undefined;
  readonly limit?: number | undefined;
}

export function entriesOf(component: Component, scope: Scope, options: EntriesOptions): Entries {
  if (component.repeat === undefined) return none(undefined);
  const repeat: RepeatForm = typeof component.repeat === 'string' ? { each: component.repeat } : component.repeat;
  const { each, as = 'item', key = 'id', limit } = repeat;
  try {
    const list = isExpression(each) ? compileExpression(each).evaluate(scope) : readPath(scope, each);
    if (list === null) return none(undefined);
    if (!Array.isArray(list)) return none(`repeat: "${each}" is not a list`);
    const home = homeOf(each, list, scope, options.computed);
    const place = `${options.outer?.place ?? ''}/${component.id ?? each}`;
    const { before } = options;
    let byKey: Map<string, Frame> | undefined;
    const previous = (name: string): Frame | undefined => {
      byKey ??= new Map(before?.entries.map((entry) => [entry.key, entry.frame]));
      return byKey.get(name);
    };
    const used = new Set<string>();
    const drawn = limit === undefined || list.length <= limit ? list : list.slice(0, limit);
    const entries = drawn.map((value, index): Entry => {
      const at = home(value, index);
      const same = before?.entries[index];
      if (same !== undefined && before?.list[index] === value && !used.has(same.key)) {
        const { frame } = same;
        if (frame.outer === options.outer && frame.name === as && sameHome(frame.home, at)) {
          used.add(same.key);
          return same;
        }
      }
      const wanted = keyOf(value, key) ?? `#${index}`;
      const name = used.has(wanted) ? `${wanted}#${index}` : wanted;
      used.add(name);
      const frame: Frame = { name: as, value, index, home: at, outer: options.outer, place: `${place}:${name}` };
      const old = previous(name);
      return { key: name, frame: old !== undefined && sameFrame(old, frame) ? old : frame };
    });
    return { entries, total: list.length, list, fault: undefined };
  } catch (error) {
    const fault = faultOf(error);
    if (fault === undefined) throw error;
    return none(`repeat: ${fault}`);
  }
}

const none = (fault: string | undefined): Entries => ({ entries: [], total: 0, list: [], fault });

export function sameEntries(a: Entries, b: Entries): boolean {
  return (
    a.fault === b.fault &&
    a.total === b.total &&
    a.entries.length === b.entries.length &&
    a.entries.every((entry, at) => entry.key === b.entries[at]?.key && entry.frame === b.entries[at]?.frame)
  );
}

function keyOf(value: Json, key: string): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, key))
    return undefined;
  const id = value[key];
  return typeof id === 'string' || typeof id === 'number' ? `k${id}` : undefined;
}

type HomeOf = (value: Json, index: number) => Frame['home'];

/** Where entries are written: in the list itself, or for `filter` and its like in the list that they came from. */
function homeOf(each: string, list: readonly Json[], scope: Scope, computed: Computed | undefined): HomeOf {
  const found = originOf(each, scope, computed);
  const names = found === null ? null : locate(found.scope, found.path);
  if (found === null || names === null) return () => null;
  const source = readPath(found.scope, found.path);
  if (source === list) return (_value, position) => ({ list: names, position });
  if (!Array.isArray(source)) return () => null;
  // The same objects are in both lists; of equal plain values the first not yet taken is meant.
  const places = new Map<Json, number[]>();
  for (const [position, value] of source.entries()) {
    const taken = places.get(value);
    if (taken === undefined) places.set(value, [position]);
    else taken.push(position);
  }
  return (value) => {
    const position = places.get(value)?.shift();
    return position === undefined ? null : { list: names, position };
  };
}

/** The path of the list whose entries an expression picks, through computed values that only pick too. */
function originOf(each: string, scope: Scope, computed: Computed | undefined): { path: string; scope: Scope } | null {
  let path = isExpression(each) ? compileExpression(each).origin : each;
  let at = scope;
  for (let depth = 0; path !== null && depth < 50; depth += 1) {
    const root = path.split('.', 1)[0] ?? path;
    const hidden = Object.hasOwn(at.data, root) || hasVariable(at.frame, root);
    const expression: string | undefined = hidden ? undefined : computed?.expression(root);
    if (expression === undefined) return { path, scope: at };
    // A part of a computed value is no list of the data.
    if (path !== root) return null;
    path = compileExpression(expression).origin;
    at = { ...scope, frame: null };
  }
  return null;
}

function hasVariable(frame: Frame | null, name: string): boolean {
  for (let at = frame; at !== null; at = at.outer) if (at.name === name) return true;
  return false;
}

/** An entry that stays in its place keeps its frame whatever its value: who draws it follows the data at that place. */
function sameFrame(a: Frame, b: Frame): boolean {
  const around = a.index === b.index && a.outer === b.outer && a.name === b.name && a.place === b.place;
  if (!around || !sameHome(a.home, b.home)) return false;
  return a.home !== null || a.value === b.value || jsonEqual(a.value, b.value);
}

function sameHome(a: Frame['home'], b: Frame['home']): boolean {
  if (a === b) return true;
  if (a === null || b === null || 'path' in a || 'path' in b) return false;
  return (
    a.position === b.position && a.list.length === b.list.length && a.list.every((name, at) => name === b.list[at])
  );
}
