/** What a component reads to be drawn, so that it is drawn again when that changes and not before. */

import { type Component, compileExpression, type Frame, isExpression, type Json, type Scope } from '../index.ts';
import { locate } from '../scope.ts';
import type { Computed } from './computed.ts';

export interface Reads {
  /** Paths, as they are written, that one drawn instance reads. */
  readonly own: readonly string[];
  /** Paths that its repeat reads, to know which instances there are. */
  readonly each: readonly string[];
}

const known = new WeakMap<Component, Reads>();

export function readsOf(component: Component): Reads {
  const before = known.get(component);
  if (before !== undefined) return before;
  const own = new Set<string>();
  const each = new Set<string>();
  collect(component.props, own);
  collect(component.if, own);
  collect(component.key, own);
  collect(component.a11y, own);
  if (component.bind !== undefined) own.add(component.bind);
  for (const rule of [component.validate ?? []].flat()) {
    if (typeof rule !== 'string') collect([rule.check ?? null, rule.message ?? null], own);
  }
  const list = typeof component.repeat === 'string' ? component.repeat : component.repeat?.each;
  if (list !== undefined) isExpression(list) ? collect(list, each) : each.add(list);
  const reads = { own: [...own], each: [...each] };
  known.set(component, reads);
  return reads;
}

function collect(value: Json | object | undefined, into: Set<string>): void {
  if (typeof value === 'string') {
    if (!isExpression(value)) return;
    try {
      for (const use of compileExpression(value).paths) into.add(use.path);
    } catch {
      // It does not compile: it is drawn as a fault, whatever the data.
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const entry of Object.values(value)) collect(entry, into);
  }
}

/** Every path in the expressions of a value, as written. */
export function pathsIn(value: Json | undefined): string[] {
  const found = new Set<string>();
  collect(value, found);
  return [...found];
}

/**
 * The paths from the root, of data and of sources, behind paths of a scope: entries of a repeat and parameters of a
 * template are followed to where they live, computed values to what they are made of. What a variable holds by itself
 * comes with its frame and needs no place.
 */
export function placesOf(paths: readonly string[], scope: Scope, computed: Computed): string[] {
  const places = new Set<string>();
  for (const path of paths) {
    const root = path.split('.', 1)[0] ?? path;
    const variable = frameOf(scope.frame, root);
    if (variable === undefined) {
      if (Object.hasOwn(scope.data, root)) places.add(path);
      else if (computed.expression(root) === undefined) places.add(path);
      else for (const each of computed.reads(root)) places.add(each);
    } else if (variable?.home !== null && variable?.home !== undefined) {
      const { home } = variable;
      if ('path' in home) {
        const rest = path.slice(root.length);
        for (const each of placesOf([home.path + rest], { ...scope, frame: home.of }, computed)) places.add(each);
      } else {
        const names = locate(scope, path);
        if (names !== null) places.add(names.join('.'));
      }
    }
  }
  return [...places];
}

/** The variable of a name; null for `index` inside a repeat, which has no frame of its own; undefined for neither. */
function frameOf(frame: Frame | null, name: string): Frame | null | undefined {
  for (let at = frame; at !== null; at = at.outer) {
    if (at.name === name) return at;
    if (name === 'index' && at.index !== null) return null;
  }
  return undefined;
}
