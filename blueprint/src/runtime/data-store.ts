/**
 * The data of one app instance. Whoever draws subscribes to the paths that it reads: a change wakes those who read the
 * changed place, something above it or something below it, and nobody else.
 *
 * What is the same object as before counts as unchanged (writes share what they do not touch), so that a change looks only
 * at subscribed places on the way to it.
 */

import { getOwn } from '../data-path.ts';
import type { Json, JsonObject } from '../index.ts';

export interface DataStore {
  readonly data: JsonObject;
  /** Replaces the data; what is the same object as before counts as unchanged. */
  set(data: JsonObject): void;
  /** Calls when the value at one of these paths (`books.0.done`), or something in it, may have changed. */
  subscribe(paths: readonly string[], listener: () => void): () => void;
  /** Called after every change, with the top-level names that changed. */
  onChange(listener: (names: ReadonlySet<string>) => void): () => void;
  /** How often listeners of paths were called: for tests and the inspector. */
  readonly woken: number;
}

/** A place that someone subscribed to, or one on the way there. */
interface Place {
  readonly listeners: Set<() => void>;
  readonly below: Map<string, Place>;
}

const newPlace = (): Place => ({ listeners: new Set(), below: new Map() });

export function createDataStore(initial: JsonObject): DataStore {
  let data = initial;
  let woken = 0;
  const root = newPlace();
  const all = new Set<(names: ReadonlySet<string>) => void>();

  return {
    get data() {
      return data;
    },
    get woken() {
      return woken;
    },
    set(next) {
      const before = data;
      const changed = new Set<string>();
      for (const name of Object.keys(before)) if (before[name] !== next[name]) changed.add(name);
      for (const name of Object.keys(next)) if (!Object.hasOwn(before, name)) changed.add(name);
      data = next;
      if (changed.size === 0) return;
      const affected = new Set<() => void>();
      for (const name of changed) {
        const place = root.below.get(name);
        if (place !== undefined) collect(place, before[name], next[name], affected);
      }
      woken += affected.size;
      for (const listener of affected) listener();
      for (const listener of [...all]) listener(changed);
    },
    subscribe(paths, listener) {
      const ways = paths.map((path) => path.split('.'));
      for (const names of ways) placeAt(root, names).listeners.add(listener);
      return () => {
        for (const names of ways) remove(root, names, listener);
      };
    },
    onChange(listener) {
      all.add(listener);
      return () => all.delete(listener);
    },
  };
}

/** The listeners at and below a place whose value changed. */
function collect(place: Place, before: Json | undefined, after: Json | undefined, into: Set<() => void>): void {
  if (before === after) return;
  for (const listener of place.listeners) into.add(listener);
  for (const [name, below] of place.below) collect(below, getOwn(before, name), getOwn(after, name), into);
}

function placeAt(root: Place, names: readonly string[]): Place {
  let place = root;
  for (const name of names) {
    let next = place.below.get(name);
    if (next === undefined) {
      next = newPlace();
      place.below.set(name, next);
    }
    place = next;
  }
  return place;
}

/** Takes a listener away, and places that nobody needs any more. */
function remove(place: Place, names: readonly string[], listener: () => void): void {
  const [name, ...rest] = names;
  if (name === undefined) {
    place.listeners.delete(listener);
    return;
  }
  const below = place.below.get(name);
  if (below === undefined) return;
  remove(below, rest, listener);
  if (below.listeners.size === 0 && below.below.size === 0) place.below.delete(name);
}
