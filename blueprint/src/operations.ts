/**
 * The streaming form of a document: operations applied in order to an empty one build it up, and every prefix after
 * `begin` can be drawn. `toOperations` is the inverse for documents in normal form.
 */

import { setPath } from './data-path.ts';
import type { Blueprint, Component } from './document.ts';
import { isObject } from './json.ts';
import type { BlueprintOp } from './operation.ts';
import { asComponent, normalize, walk } from './tree.ts';
import { maxComponents } from './validate.ts';

/** A document that is being built: null before `begin`; handlers may be armed once it is complete. */
export interface GrowingDocument {
  readonly blueprint: Blueprint | null;
  readonly complete: boolean;
  readonly ids: ReadonlySet<string>;
}

/** An operation that does not fit the document so far. The document is unchanged. */
export class OperationError extends Error {
  override readonly name = 'OperationError';
}

export function emptyDocument(): GrowingDocument {
  return { blueprint: null, complete: false, ids: new Set() };
}

/**
 * The document after one more operation; the given one is not changed.
 *
 * @throws OperationError for anything out of order: a second `begin`, an unknown parent, a taken or missing id, an
 *   operation after `end`
 */
export function applyOp(document: GrowingDocument, op: BlueprintOp): GrowingDocument {
  const { blueprint } = document;
  if (document.complete) throw new OperationError(`"${op.op}" after the end of the document`);
  if (op.op === 'begin') {
    if (blueprint !== null) throw new OperationError('the document has begun already');
    return { ...document, blueprint: { app: op.app, ui: { title: op.title, layout: op.layout, components: [] } } };
  }
  if (blueprint === null) throw new OperationError(`"${op.op}" before the document has begun`);
  switch (op.op) {
    case 'services':
      return { ...document, blueprint: { ...blueprint, services: op.services } };
    case 'persist':
      return { ...document, blueprint: { ...blueprint, persist: op.paths } };
    case 'ui': {
      const { op: _, ...extras } = op;
      return { ...document, blueprint: { ...blueprint, ui: { ...blueprint.ui, ...extras } } };
    }
    case 'data':
      return { ...document, blueprint: { ...blueprint, data: withData(blueprint, op) } };
    case 'add':
      return add(document, blueprint, op.parent, op.component);
    case 'remove': {
      if (!document.ids.has(op.id)) throw new OperationError(`there is no component "${op.id}" to remove`);
      const ids = new Set(document.ids);
      const components = withoutId(blueprint.ui.components, op.id, ids);
      return { ...document, ids, blueprint: { ...blueprint, ui: { ...blueprint.ui, components } } };
    }
    case 'end':
      return { ...document, complete: true };
  }
}

function withData(blueprint: Blueprint, op: Extract<BlueprintOp, { op: 'data' }>): NonNullable<Blueprint['data']> {
  try {
    const next = setPath(blueprint.data ?? {}, op.path, op.value);
    if (isObject(next)) return next;
  } catch (error) {
    throw new OperationError(error instanceof Error ? error.message : String(error));
  }
  throw new OperationError(`"${op.path}" would replace all data`);
}

function add(
  document: GrowingDocument,
  blueprint: Blueprint,
  parent: string | null,
  component: Component,
): GrowingDocument {
  const ids = new Set(document.ids);
  claim(component, ids);
  if (ids.size > maxComponents) throw new OperationError(`more than ${maxComponents} components`);
  if (parent === null) {
    const components = [...blueprint.ui.components, component];
    return { ...document, ids, blueprint: { ...blueprint, ui: { ...blueprint.ui, components } } };
  }
  const components = withChild(blueprint.ui.components, parent, component);
  if (components === null) throw new OperationError(`there is no component "${parent}" to add to`);
  return { ...document, ids, blueprint: { ...blueprint, ui: { ...blueprint.ui, components } } };
}

/** Notes the ids of a component and all below it. */
function claim(component: Component, ids: Set<string>): void {
  if (component.id === undefined) throw new OperationError(`an added ${component.type} needs an id`);
  if (ids.has(component.id)) throw new OperationError(`the id "${component.id}" is taken`);
  ids.add(component.id);
  for (const child of component.children ?? []) {
    if (typeof child === 'string') throw new OperationError(`text inside "${component.id}" needs to be a component`);
    claim(child, ids);
  }
}

type Children = NonNullable<Component['children']>;

/** A copy of the children with one more below `parent`; null when it is not among them. */
function withChild(children: Children, parent: string, added: Component): Children | null {
  for (const [index, child] of children.entries()) {
    if (typeof child === 'string') continue;
    const inner =
      child.id === parent ? [...(child.children ?? []), added] : withChild(child.children ?? [], parent, added);
    if (inner !== null) return children.with(index, { ...child, children: inner });
  }
  return null;
}

/** A copy of the children without one and what is below it, whose ids are given up. */
function withoutId(children: Children, id: string, ids: Set<string>): Children {
  return children
    .filter((child) => {
      if (typeof child === 'string' || child.id !== id) return true;
      giveUp(child, ids);
      return false;
    })
    .map((child) => {
      if (typeof child === 'string' || child.children === undefined) return child;
      const inner = withoutId(child.children, id, ids);
      if (inner.length === child.children.length && inner.every((entry, at) => entry === child.children?.[at]))
        return child;
      const { children: _, ...rest } = child;
      return inner.length === 0 ? rest : { ...rest, children: inner };
    });
}

function giveUp(component: Component, ids: Set<string>): void {
  if (component.id !== undefined) ids.delete(component.id);
  for (const child of component.children ?? []) giveUp(asComponent(child), ids);
}

/**
 * The operations that build a document, one component each, parents before children, in the order of the document.
 * Applying them gives `normalize(blueprint)`.
 */
export function toOperations(blueprint: Blueprint): BlueprintOp[] {
  const document = normalize(blueprint);
  const { ui } = document;
  const ops: BlueprintOp[] = [{ op: 'begin', app: document.app, title: ui.title, layout: ui.layout ?? 'vertical' }];
  const { width, height, lifecycle } = ui;
  if (width !== undefined || height !== undefined || lifecycle !== undefined) {
    ops.push({
      op: 'ui',
      ...(width === undefined ? {} : { width }),
      ...(height === undefined ? {} : { height }),
      ...(lifecycle === undefined ? {} : { lifecycle }),
    });
  }
  if (document.services !== undefined) ops.push({ op: 'services', services: document.services });
  for (const [path, value] of Object.entries(document.data ?? {})) ops.push({ op: 'data', path, value });
  if (document.persist !== undefined) ops.push({ op: 'persist', paths: document.persist });
  for (const { component, parent } of walk(document)) {
    const { children: _, ...own } = component;
    ops.push({ op: 'add', parent: parent?.id ?? null, component: own });
  }
  ops.push({ op: 'end' });
  return ops;
}
