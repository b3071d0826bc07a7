/**
 * State that the desktop keeps with the instance: it is there again after a reload or a session restore. Owns the
 * values; every change is published once, after the batch that made it.
 */
import type { Json, JsonObject } from './json.ts';

export interface AppState {
  /** The value under `key`, or undefined. */
  get(key: string): Json | undefined;
  /** Sets one value; undefined removes it. */
  set(key: string, value: Json | undefined): void;
  /** Calls back after each change of `key`, or of any key without one. Returns how to stop. */
  subscribe(listener: () => void, key?: string): () => void;
  /** Runs `change`; listeners and the desktop hear of all its changes once, when it returns. */
  batch(change: () => void): void;
  /** Every value, as one object that is never changed in place. */
  snapshot(): JsonObject;
}

/** State that starts as `initial`; `publish` gets the whole of it after each change. */
export function createAppState(initial: JsonObject, publish: (state: JsonObject) => void): AppState {
  let values: JsonObject = { ...initial };
  let depth = 0;
  const changed = new Set<string>();
  const listeners = new Set<{ listener: () => void; key: string | undefined }>();

  const settle = () => {
    if (depth > 0 || changed.size === 0) return;
    const keys = new Set(changed);
    changed.clear();
    publish(values);
    for (const { listener, key } of [...listeners]) if (key === undefined || keys.has(key)) listener();
  };

  return {
    get: (key) => (Object.hasOwn(values, key) ? values[key] : undefined),
    set(key, value) {
      if (Object.hasOwn(values, key) ? values[key] === value : value === undefined) return;
      const { [key]: _dropped, ...others } = values;
      values = value === undefined ? others : { ...others, [key]: value };
      changed.add(key);
      settle();
    },
    subscribe(listener, key) {
      const entry = { listener, key };
      listeners.add(entry);
      return () => listeners.delete(entry);
    },
    batch(change) {
      depth += 1;
      try {
        change();
      } finally {
        depth -= 1;
        settle();
      }
    },
    snapshot: () => values,
  };
}
