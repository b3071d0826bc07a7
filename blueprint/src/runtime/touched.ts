/** Which fields the person has left or tried to submit: what is wrong with a value is shown from then on, not before. */
import type { Component, Frame } from '../index.ts';

export interface Touched {
  has(component: Component, frame: Frame | null): boolean;
  set(component: Component, frame: Frame | null, touched: boolean): void;
  /** Called when this changes for one drawn instance. */
  subscribe(component: Component, frame: Frame | null, listener: () => void): () => void;
  /** Called when it changes for any. */
  onChange(listener: () => void): () => void;
  clear(): void;
}

export function touchedFields(): Touched {
  const touched = new Set<string>();
  const listeners = new Map<string, Set<() => void>>();
  const all = new Set<() => void>();
  const tell = (key: string): void => {
    for (const listener of [...all]) listener();
    for (const listener of [...(listeners.get(key) ?? [])]) listener();
  };
  return {
    has: (component, frame) => touched.has(instanceKey(component, frame)),
    set(component, frame, now) {
      const key = instanceKey(component, frame);
      if (touched.has(key) === now) return;
      if (now) touched.add(key);
      else touched.delete(key);
      tell(key);
    },
    subscribe(component, frame, listener) {
      const key = instanceKey(component, frame);
      const set = listeners.get(key) ?? new Set();
      listeners.set(key, set.add(listener));
      return () => {
        set.delete(listener);
        if (set.size === 0 && listeners.get(key) === set) listeners.delete(key);
      };
    },
    onChange(listener) {
      all.add(listener);
      return () => all.delete(listener);
    },
    clear() {
      const keys = [...touched];
      touched.clear();
      for (const key of keys) tell(key);
    },
  };
}

/** Tells one drawn instance of a component from all others of the app. */
export function instanceKey(component: Component, frame: Frame | null): string {
  return `${frame?.place ?? ''}/${component.id ?? component.bind ?? component.type}`;
}
