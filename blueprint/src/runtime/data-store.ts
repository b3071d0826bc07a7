/**
 * The data of one app instance. Whoever draws subscribes to the top-level names that it reads, so that a change of one
 * wakes only those that show it.
 */
import type { JsonObject } from '../index.ts';

export interface DataStore {
  readonly data: JsonObject;
  /** Replaces the data; what is the same object as before counts as unchanged. */
  set(data: JsonObject): void;
  /** A number that changes whenever one of these names does. */
  version(names: readonly string[]): number;
  subscribe(names: readonly string[], listener: () => void): () => void;
  /** Called after every change, with the names that changed. */
  onChange(listener: (names: ReadonlySet<string>) => void): () => void;
}

export function createDataStore(initial: JsonObject): DataStore {
  let data = initial;
  const versions = new Map<string, number>();
  const byName = new Map<string, Set<() => void>>();
  const all = new Set<(names: ReadonlySet<string>) => void>();
  return {
    get data() {
      return data;
    },
    set(next) {
      const changed = new Set<string>();
      for (const name of new Set([...Object.keys(data), ...Object.keys(next)])) {
        if (data[name] !== next[name]) changed.add(name);
      }
      data = next;
      if (changed.size === 0) return;
      const woken = new Set<() => void>();
      for (const name of changed) {
        versions.set(name, (versions.get(name) ?? 0) + 1);
        for (const listener of byName.get(name) ?? []) woken.add(listener);
      }
      for (const listener of woken) listener();
      for (const listener of [...all]) listener(changed);
    },
    version: (names) => names.reduce((sum, name) => sum + (versions.get(name) ?? 0), 0),
    subscribe(names, listener) {
      for (const name of names) {
        const set = byName.get(name) ?? new Set();
        byName.set(name, set);
        set.add(listener);
      }
      return () => {
        for (const name of names) byName.get(name)?.delete(listener);
      };
    },
    onChange(listener) {
      all.add(listener);
      return () => all.delete(listener);
    },
  };
}
