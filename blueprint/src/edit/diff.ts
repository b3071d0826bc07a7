/**
 * What changed between two documents, as operations addressed by id. A component that stands somewhere else is moved, not
 * removed and added, so that what it shows and what was typed into it stays.
 */
import { splitPath } from '../data-path.ts';
import { type Blueprint, type Component, DataPath } from '../document.ts';
import { isObject, type Json, type JsonObject, jsonEqual } from '../json.ts';
import { type BlueprintOp, componentFields, partNames } from '../operation.ts';
import { normalize, omitEmpty, walk } from '../tree.ts';
import { longestOrder } from './order.ts';

/** The operations that turn the first document into the second: `patch(before, diff(before, after))` is `normalize(after)`. */
export function diff(before: Blueprint, after: Blueprint): BlueprintOp[] {
  const [from, to] = [normalize(before), normalize(after)];
  return [...frameChanges(from, to), ...componentChanges(from, to)];
}

function frameChanges(from: Blueprint, to: Blueprint): BlueprintOp[] {
  const ops: BlueprintOp[] = [];
  if (!equal(from.app, to.app)) ops.push({ op: 'app', app: to.app });
  if (!equal(from.services, to.services)) ops.push({ op: 'services', services: to.services ?? [] });
  ops.push(...dataChanges(from.data ?? {}, to.data ?? {}, []));
  if (!equal(from.persist, to.persist)) ops.push({ op: 'persist', paths: to.persist ?? [] });
  for (const name of partNames) {
    if (equal(from[name], to[name])) continue;
    ops.push(to[name] === undefined ? { op: 'part', unset: [name] } : { op: 'part', [name]: to[name] });
  }
  const { components: _, ...old } = from.ui;
  const { components: __, ...ui } = to.ui;
  const unset = (['width', 'height', 'lifecycle', 'watch'] as const).filter(
    (name) => old[name] !== undefined && ui[name] === undefined,
  );
  const changed = omitEmpty({
    title: ui.title === old.title ? undefined : ui.title,
    layout: ui.layout === old.layout ? undefined : ui.layout,
    width: ui.width === old.width ? undefined : ui.width,
    height: ui.height === old.height ? undefined : ui.height,
    lifecycle: equal(ui.lifecycle, old.lifecycle) ? undefined : ui.lifecycle,
    watch: equal(ui.watch, old.watch) ? undefined : ui.watch,
  });
  const op = { op: 'ui' as const, ...changed, ...(unset.length === 0 ? {} : { unset }) };
  if (Object.keys(op).length > 1) ops.push(op);
  return ops;
}

/** Changes of records are told at the innermost names, as long as paths can name them. */
function dataChanges(from: JsonObject, to: JsonObject, above: readonly string[]): BlueprintOp[] {
  const names = new Set([...Object.keys(from), ...Object.keys(to)]);
  return [...names].flatMap((name): BlueprintOp[] => {
    const path = [...above, name];
    const old = Object.hasOwn(from, name) ? from[name] : undefined;
    const value = Object.hasOwn(to, name) ? to[name] : undefined;
    if (equal(old, value)) return [];
    if (isObject(old) && isObject(value) && above.length < 4) {
      const inner = [...Object.keys(old), ...Object.keys(value)];
      if (inner.every((next) => isPath([...path, next]))) return dataChanges(old, value, path);
    }
    return [{ op: 'data', path: path.join('.'), ...(value === undefined ? {} : { value }) }];
  });
}

function isPath(names: readonly string[]): boolean {
  const path = names.join('.');
  return DataPath.safeParse(path).success && splitPath(path).length === names.length;
}

/** One component of one of the documents and where it stands. */
interface Placed {
  readonly component: Component;
  readonly parent: string | null;
}

function placed(document: Blueprint): Map<string, Placed> {
  const all = new Map<string, Placed>();
  for (const { component, parent } of walk(document)) {
    if (component.id !== undefined) all.set(component.id, { component, parent: parent?.id ?? null });
  }
  return all;
}

function idsOf(children: Component['children']): string[] {
  return (children ?? []).flatMap((child) => (typeof child === 'string' || child.id === undefined ? [] : [child.id]));
}

function componentChanges(from: Blueprint, to: Blueprint): BlueprintOp[] {
  const old = placed(from);
  const next = placed(to);
  const ops: BlueprintOp[] = [];
  // The order of siblings as it is after the operations so far.
  const siblings = new Map<string | null, string[]>([[null, idsOf(from.ui.components)]]);
  for (const [id, { component }] of old) siblings.set(id, idsOf(component.children));
  const parents = new Map<string, string | null>([...old].map(([id, { parent }]) => [id, parent]));

  const lastly: BlueprintOp[] = [];
  for (const [id, { component, parent }] of old) {
    if (next.has(id) || (parent !== null && !next.has(parent))) continue;
    if (keepsNothing(component, next)) {
      ops.push({ op: 'remove', id });
      take(siblings.get(parent), id);
    } else lastly.push({ op: 'remove', id });
  }

  const arrange = (parent: string | null, wanted: readonly string[]): void => {
    const present = siblings.get(parent) ?? [];
    siblings.set(parent, present);
    const rank = new Map(wanted.map((id, at) => [id, at]));
    const stay = longestOrder(
      present.filter((id) => rank.has(id)),
      (id) => rank.get(id) ?? 0,
    );
    wanted.forEach((id, at) => {
      const target = next.get(id);
      if (target === undefined) return;
      if (!stay.has(id)) {
        if (old.has(id)) take(siblings.get(parents.get(id) ?? null), id);
        const before = wanted[at - 1];
        const place = before === undefined ? 0 : present.indexOf(before) + 1;
        const where = place === present.length ? { parent } : { parent, at: place };
        present.splice(place, 0, id);
        parents.set(id, parent);
        if (old.has(id)) ops.push({ op: 'move', id, ...where });
        else ops.push({ op: 'add', ...where, component: own(target.component) });
      }
      const known = old.get(id);
      if (known !== undefined) ops.push(...fieldChanges(id, known.component, target.component));
      arrange(id, idsOf(target.component.children));
    });
  };
  arrange(null, idsOf(to.ui.components));
  return [...ops, ...lastly];
}

function take(list: string[] | undefined, id: string): void {
  const at = list?.indexOf(id) ?? -1;
  if (at !== -1) list?.splice(at, 1);
}

/** Whether neither a component nor anything below it is in the other document. */
function keepsNothing(component: Component, next: ReadonlyMap<string, Placed>): boolean {
  if (component.id !== undefined && next.has(component.id)) return false;
  return (component.children ?? []).every((child) => typeof child === 'string' || keepsNothing(child, next));
}

function own(component: Component): Component {
  const { children: _, ...fields } = component;
  return fields;
}

function fieldChanges(id: string, from: Component, to: Component): BlueprintOp[] {
  const ops: BlueprintOp[] = [];
  const set = (path: string, value: unknown): void => {
    ops.push(value === undefined ? { op: 'set', id, path } : { op: 'set', id, path, value: plain(value) });
  };
  for (const field of componentFields) {
    if (equal(from[field], to[field])) continue;
    if (field !== 'props' && field !== 'on_event') {
      set(field, to[field]);
      continue;
    }
    const [old, next] = [from[field] ?? {}, to[field] ?? {}];
    for (const name of new Set([...Object.keys(old), ...Object.keys(next)])) {
      const value = Object.hasOwn(next, name) ? next[name] : undefined;
      if (!equal(Object.hasOwn(old, name) ? old[name] : undefined, value)) set(`${field}.${name}`, value);
    }
  }
  return ops;
}

function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  return jsonEqual(plain(a), plain(b));
}

/** A value of a document without the fields that are undefined. */
function plain(value: unknown): Json {
  return JSON.parse(JSON.stringify(value));
}

/** How much a person has to look at again. */
export interface EditSummary {
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  readonly moved: number;
  readonly untouched: number;
  /** Such as `3 changed, 41 untouched`. */
  readonly text: string;
}

/** Counts what operations do to the components of a document. */
export function summarize(before: Blueprint, ops: readonly BlueprintOp[]): EditSummary {
  const all = placed(normalize(before));
  const added = new Set<string>();
  const changed = new Set<string>();
  const moved = new Set<string>();
  const removed = new Set<string>();
  let about = 0;
  for (const op of ops) {
    if (op.op === 'add') for (const id of [op.component.id ?? '', ...below(op.component)]) added.add(id);
    else if (op.op === 'open') added.add(op.id);
    else if (op.op === 'set') changed.add(op.id);
    else if (op.op === 'move') moved.add(op.id);
    else if (op.op === 'rename') for (const id of Object.keys(op.ids)) changed.add(id);
    else if (op.op === 'remove') {
      const component = all.get(op.id)?.component;
      for (const id of [op.id, ...(component === undefined ? [] : below(component))]) removed.add(id);
    } else if (op.op !== 'issue' && op.op !== 'end') about += 1;
  }
  const gone = [...removed].filter((id) => all.has(id) && !moved.has(id));
  const touched = new Set([...gone, ...[...changed, ...moved].filter((id) => all.has(id))]);
  for (const id of changed) moved.delete(id);
  const counts = {
    added: added.size,
    removed: gone.length,
    changed: [...changed].filter((id) => all.has(id) && !gone.includes(id)).length,
    moved: moved.size,
    untouched: all.size - touched.size,
  };
  const words = [
    [counts.added, 'added'],
    [counts.changed, 'changed'],
    [counts.moved, 'moved'],
    [counts.removed, 'removed'],
  ] as const;
  const said = words.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  if (about > 0) said.push(said.length === 0 ? 'only the app itself changed' : 'the app itself changed');
  return {
    ...counts,
    text: [...(said.length === 0 ? ['nothing changed'] : said), `${counts.untouched} untouched`].join(', '),
  };
}

function below(component: Component): string[] {
  return (component.children ?? []).flatMap((child) =>
    typeof child === 'string' ? [] : [...(child.id === undefined ? [] : [child.id]), ...below(child)],
  );
}
