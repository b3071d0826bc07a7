/**
 * What is drawn of a component, and the entries of a repeat, as values that can be watched: each is worked out again only
 * after something that it reads has changed (a path of the data, a source, what a tool hid, whether its field was left),
 * and stays the same object when it comes out the same. The unit in which the screen follows the data.
 */
import { type Component, type Frame, type JsonObject, refreshAll, type Scope, type Template } from '../index.ts';
import type { ComponentRegistry } from './component-ports.ts';
import type { Computed } from './computed.ts';
import type { DataStore } from './data-store.ts';
import { type Entries, entriesOf, sameEntries } from './entries.ts';
import { placesOf, readsOf } from './reads.ts';
import { type Resolved, resolve, sameResolved } from './resolve.ts';
import { errorOf } from './rules.ts';
import type { Touched } from './touched.ts';

export interface View<T> {
  /** The same object until something of it changes. */
  get(): T;
  subscribe(listener: () => void): () => void;
}

/** What is drawn of one instance of a component. */
export interface Drawing extends Resolved {
  /** What is wrong with the bound value, once the person has left the field or tried to submit. */
  readonly error: string | null;
  /** Whether a rule for the bound value does not hold, shown or not. */
  readonly invalid: boolean;
}

export interface ViewHost {
  readonly store: DataStore;
  readonly sources: DataStore;
  readonly components: ComponentRegistry;
  readonly touched: Touched;
  computed(): Computed;
  templates(): Readonly<Record<string, Template>> | undefined;
  /** What is wrong with a component beside what drawing it finds; undefined while nobody can tell yet. */
  faults(component: Component, props: JsonObject): readonly string[] | undefined;
  /** Calls back when someone can tell. */
  onFaults(listener: () => void): () => void;
}

export interface Views {
  /** One drawn instance. `hidden` and `disabled` of its props are also what tools said. */
  component(component: Component, frame: Frame | null): View<Drawing>;
  /** The entries of a component with `repeat`. A frame stays the same while its entry stays in its place. */
  entries(component: Component, frame: Frame | null): View<Entries>;
  /** What names mean in a frame right now. */
  scope(frame: Frame | null): Scope;
  /** How often something was worked out: for tests and the inspector. */
  readonly runs: { readonly components: number; readonly entries: number };
  close(): void;
}

export function views(host: ViewHost): Views {
  /** Counts changes of any kind: a view that nobody watches is still right while it has not moved. */
  let revision = 0;
  const changed = (): void => {
    revision += 1;
  };
  const runs = { components: 0, entries: 0 };
  const stops = [
    host.store.onChange(changed),
    host.sources.onChange(changed),
    host.components.onChange(changed),
    host.touched.onChange(changed),
    host.onFaults(changed),
  ];

  const scope = (frame: Frame | null): Scope => refreshAll({ data: host.store.data, frame, derived: host.computed() });

  function view<T>(
    paths: readonly string[],
    frame: Frame | null,
    derive: (before: T | undefined) => T,
    same: (a: T, b: T) => boolean,
    more: (listener: () => void) => readonly (() => void)[],
  ): View<T> {
    let value: T | undefined;
    let seen = -1;
    let stale = true;
    const listeners = new Set<() => void>();
    let stop: () => void = () => {};
    const woken = (): void => {
      stale = true;
      for (const listener of [...listeners]) listener();
    };
    const start = (): void => {
      stale ||= seen !== revision;
      const places = placesOf(paths, scope(frame), host.computed());
      const all = [host.store.subscribe(places, woken), host.sources.subscribe(places, woken), ...more(woken)];
      stop = () => {
        for (const each of all) each();
        seen = stale ? -1 : revision;
      };
    };
    return {
      get() {
        const fresh = listeners.size > 0 ? !stale : seen === revision;
        if (value !== undefined && fresh) return value;
        const next = derive(value);
        if (value === undefined || !same(value, next)) value = next;
        seen = revision;
        stale = false;
        return value;
      },
      subscribe(listener) {
        if (listeners.size === 0) start();
        listeners.add(listener);
        return () => {
          if (listeners.delete(listener) && listeners.size === 0) stop();
        };
      },
    };
  }

  function drawing(component: Component, frame: Frame | null, before: Drawing | undefined): Drawing {
    runs.components += 1;
    const now = scope(frame);
    const resolved = resolve(component, now, { templates: host.templates(), frame, before });
    const message = resolved.value === undefined ? null : errorOf(component, resolved.value, now);
    const shown = message !== null && host.touched.has(component, frame);
    const flags = component.id === undefined ? undefined : host.components.flags(component.id);
    const props =
      flags === undefined || !(flags.hidden || flags.disabled)
        ? resolved.props
        : {
            ...resolved.props,
            ...(flags.hidden ? { hidden: true } : {}),
            ...(flags.disabled ? { disabled: true } : {}),
          };
    const found = resolved.visible ? host.faults(component, resolved.props) : undefined;
    const faults = found === undefined || found.length === 0 ? resolved.faults : [...resolved.faults, ...found];
    return { ...resolved, props, faults, error: shown ? message : null, invalid: message !== null };
  }

  return {
    component: (component, frame) =>
      view<Drawing>(
        readsOf(component).own,
        frame,
        (before) => drawing(component, frame, before),
        (a, b) => a.error === b.error && a.invalid === b.invalid && sameResolved(a, b),
        (listener) => [
          ...(component.id === undefined ? [] : [host.components.onFlags(component.id, listener)]),
          ...(component.validate === undefined ? [] : [host.touched.subscribe(component, frame, listener)]),
          host.onFaults(listener),
        ],
      ),
    entries: (component, frame) =>
      view<Entries>(
        readsOf(component).each,
        frame,
        (before) => {
          runs.entries += 1;
          return entriesOf(component, scope(frame), { before, outer: frame, computed: host.computed() });
        },
        sameEntries,
        () => [],
      ),
    scope,
    runs,
    close() {
      for (const stop of stops) stop();
    },
  };
}
