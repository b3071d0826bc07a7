/**
 * The streaming form of a document: operations applied in order to an empty one build it up, and every prefix after
 * `begin` can be drawn. `toOperations` is the inverse for documents in normal form.
 *
 * A `GrowingDocument` is a value: applying an operation gives another and leaves it as it was. The newest one holds the
 * indexed components and is changed in a step that does not depend on the size of the document; an older one that is
 * asked again is built anew from the operations up to it.
 */
import { ComponentTree, ComponentTreeError } from './component-tree.ts';
import { setPath, splitPath } from './data-path.ts';
import { type Blueprint, Component } from './document.ts';
import { isForbiddenName, isObject, type Json, type JsonObject } from './json.ts';
import { maxComponents } from './limits.ts';
import { type BlueprintOp, type ComponentField, componentFields, partNames } from './operation.ts';
import { normalize, omitEmpty, walk } from './tree.ts';

/** An operation that does not fit the document so far. The document is unchanged. */
export class OperationError extends Error {
  override readonly name = 'OperationError';
}

type Op<Name extends BlueprintOp['op']> = Extract<BlueprintOp, { op: Name }>;

/** The document without its components. */
type Frame = Omit<Blueprint, 'ui'> & { ui: Omit<Blueprint['ui'], 'components'> };

/** A document and the operations that made it, changed in place. */
class Growth {
  readonly #base: Blueprint | null;
  readonly #log: BlueprintOp[] = [];
  readonly #tree = new ComponentTree();
  #frame: Frame | null = null;
  #sequence = 0;
  complete = false;

  constructor(base: Blueprint | null) {
    this.#base = base;
    if (base === null) return;
    const { ui, ...frame } = base;
    const { components, ...rest } = ui;
    this.#frame = { ...frame, ui: rest };
    for (const component of components) {
      if (typeof component !== 'string') this.#tree.add(component, null, undefined, false);
    }
  }

  get length(): number {
    return this.#log.length;
  }

  /** As it was after its first `length` operations. */
  upTo(length: number): Growth {
    const earlier = new Growth(this.#base);
    for (const op of this.#log.slice(0, length)) earlier.apply(op);
    return earlier;
  }

  ids(): ReadonlySet<string> {
    return this.#tree.ids();
  }

  skeletons(): ReadonlySet<string> {
    return this.#tree.skeletons();
  }

  blueprint(): Blueprint | null {
    if (this.#frame === null) return null;
    return { ...this.#frame, ui: { ...this.#frame.ui, components: this.#tree.components() } };
  }

  /** @throws OperationError and changes nothing */
  apply(op: BlueprintOp): void {
    if (op.s !== undefined && op.s <= this.#sequence) return;
    if (this.complete) throw new OperationError(`"${op.op}" after the end of the document`);
    try {
      this.#change(op);
    } catch (error) {
      if (error instanceof ComponentTreeError) throw new OperationError(error.message);
      throw error;
    }
    this.#sequence = op.s ?? this.#sequence;
    this.#log.push(op);
  }

  #change(op: BlueprintOp): void {
    if (op.op === 'issue') return;
    if (op.op === 'begin') {
      if (this.#frame !== null) throw new OperationError('the document has begun already');
      this.#frame = { app: op.app, ui: { title: op.title, layout: op.layout } };
      return;
    }
    const frame = this.#frame;
    if (frame === null) throw new OperationError(`"${op.op}" before the document has begun`);
    const tree = this.#tree;
    switch (op.op) {
      case 'app':
        this.#frame = { ...frame, app: op.app };
        break;
      case 'services':
        this.#frame = { ...omitEmpty({ ...frame, services: op.services }), ui: frame.ui };
        break;
      case 'persist':
        this.#frame = { ...omitEmpty({ ...frame, persist: op.paths }), ui: frame.ui };
        break;
      case 'ui': {
        const { op: _, s: __, partial: ___, unset, ...fields } = op;
        const title = fields.title ?? frame.ui.title;
        this.#frame = { ...frame, ui: without({ ...frame.ui, ...omitEmpty(fields), title }, unset) };
        break;
      }
      case 'part': {
        const { op: _, s: __, unset, ...given } = op;
        this.#frame = without({ ...frame, ...omitEmpty(given) }, unset);
        break;
      }
      case 'data':
        this.#frame = { ...omitEmpty({ ...frame, data: withData(frame.data ?? {}, op) }), ui: frame.ui };
        break;
      case 'open':
        tree.add({ type: 'container', id: op.id }, op.parent, op.at, true);
        this.#checkSize(op.id);
        break;
      case 'add':
        tree.add(bare(op.component), op.parent, op.at, false);
        this.#checkSize(op.component.id);
        break;
      case 'set':
        tree.replace(op.id, withField(tree.own(op.id), op), tree.isSkeleton(op.id) && op.path !== 'type');
        break;
      case 'move':
        tree.move(op.id, op.parent, op.at);
        break;
      case 'rename':
        tree.rename(new Map(Object.entries(op.ids)));
        break;
      case 'remove':
        tree.remove(op.id);
        break;
      case 'end':
        this.complete = true;
        break;
    }
  }

  #checkSize(added: string | undefined): void {
    if (this.#tree.size <= maxComponents || added === undefined) return;
    this.#tree.remove(added);
    throw new OperationError(`more than ${maxComponents} components`);
  }
}

/** A document that is being built: nothing before `begin`; handlers may be armed once it is complete. */
export class GrowingDocument {
  readonly #growth: Growth;
  readonly #length: number;
  readonly complete: boolean;
  #blueprint: Blueprint | null | undefined;
  #ids: ReadonlySet<string> | undefined;
  #skeletons: ReadonlySet<string> | undefined;

  private constructor(growth: Growth) {
    this.#growth = growth;
    this.#length = growth.length;
    this.complete = growth.complete;
  }

  /** Begins with a document in normal form, or with nothing. */
  static of(base: Blueprint | null): GrowingDocument {
    return new GrowingDocument(new Growth(base));
  }

  /** The document so far; null before `begin`. Parts that did not change are the same between two of them. */
  get blueprint(): Blueprint | null {
    if (this.#blueprint === undefined) this.#blueprint = this.#own().blueprint();
    return this.#blueprint;
  }

  get ids(): ReadonlySet<string> {
    this.#ids ??= this.#own().ids();
    return this.#ids;
  }

  /** Components that have a place and no type yet; they stand in the document as empty containers. */
  get skeletons(): ReadonlySet<string> {
    this.#skeletons ??= this.#own().skeletons();
    return this.#skeletons;
  }

  /** @throws OperationError */
  after(op: BlueprintOp): GrowingDocument {
    const growth = this.#own();
    growth.apply(op);
    return growth.length === this.#length ? this : new GrowingDocument(growth);
  }

  #own(): Growth {
    return this.#growth.length === this.#length ? this.#growth : this.#growth.upTo(this.#length);
  }
}

export function emptyDocument(): GrowingDocument {
  return GrowingDocument.of(null);
}

/**
 * The document after one more operation; the given one is not changed. An operation whose number was applied already
 * changes nothing.
 *
 * @throws OperationError for anything out of order: a second `begin`, an unknown parent, a taken or missing id, a field
 *   of the wrong form, an operation after `end`
 */
export function applyOp(document: GrowingDocument, op: BlueprintOp): GrowingDocument {
  return document.after(op);
}

/** Without empty fields, which the normal form does not have. */
function bare(component: Component): Component {
  const { children, type, ...fields } = component;
  const own = { type, ...omitEmpty(fields) };
  if (children === undefined || children.length === 0) return own;
  return { ...own, children: children.map((child) => (typeof child === 'string' ? child : bare(child))) };
}

function without<T extends object>(value: T, names: readonly (keyof T)[] | undefined): T {
  const copy = { ...value };
  for (const name of names ?? []) Reflect.deleteProperty(copy, name);
  return copy;
}

function withData(data: JsonObject, op: Op<'data'>): JsonObject {
  try {
    const next = op.value === undefined ? withoutPath(data, splitPath(op.path)) : setPath(data, op.path, op.value);
    if (isObject(next)) return next;
  } catch (error) {
    throw new OperationError(error instanceof Error ? error.message : String(error));
  }
  throw new OperationError(`"${op.path}" would replace all data`);
}

function withoutPath(data: Json, [name, ...rest]: readonly string[]): Json {
  if (name === undefined || !isObject(data) || !Object.hasOwn(data, name)) return data;
  if (rest.length > 0) return { ...data, [name]: withoutPath(data[name] ?? null, rest) };
  const { [name]: _, ...others } = data;
  return others;
}

function isField(name: string): name is ComponentField {
  return componentFields.some((field) => field === name);
}

/** The component with a field, or an entry of one, changed. @throws OperationError for a field of the wrong form */
function withField(own: Component, { path, value, append }: Op<'set'>): Component {
  const dot = path.indexOf('.');
  const field = dot === -1 ? path : path.slice(0, dot);
  const name = dot === -1 ? undefined : path.slice(dot + 1);
  if (!isField(field)) throw new OperationError(`a component has no field "${field}"`);
  if (name !== undefined && isForbiddenName(name)) throw new OperationError(`the name "${name}" is not allowed`);
  // A property may be any JSON; every other field has a form.
  if (name !== undefined && field === 'props') {
    const { [name]: before, ...others } = own.props ?? {};
    const next = append === true ? continued(before, value) : value;
    return omitEmpty({ ...own, props: next === undefined ? others : { ...own.props, [name]: next } });
  }
  if (name !== undefined && field !== 'on_event') throw new OperationError(`${field} of a component has no entries`);
  if (append === true) throw new OperationError(`"${path}" does not grow`);
  const whole = name === undefined ? value : omitEmpty({ ...own.on_event, [name]: value });
  const parsed = Component.safeParse(omitEmpty({ ...own, [field]: whole }));
  if (parsed.success) return parsed.data;
  throw new OperationError(`"${path}" cannot be that: ${parsed.error.issues[0]?.message ?? 'wrong form'}`);
}

function continued(before: Json | undefined, value: Json | undefined): Json | undefined {
  if (before === undefined) return value;
  if (typeof before === 'string' && typeof value === 'string') return before + value;
  throw new OperationError('only text grows');
}

/**
 * The operations that build a document, one component each, parents before children, in the order of the document.
 * Applying them gives `normalize(blueprint)`.
 */
export function toOperations(blueprint: Blueprint): BlueprintOp[] {
  const document = normalize(blueprint);
  const { title, layout, components: _, ...extras } = document.ui;
  const ops: BlueprintOp[] = [{ op: 'begin', app: document.app, title, layout: layout ?? 'vertical' }];
  if (Object.keys(extras).length > 0) ops.push({ op: 'ui', ...extras });
  if (document.services !== undefined) ops.push({ op: 'services', services: document.services });
  for (const [path, value] of Object.entries(document.data ?? {})) ops.push({ op: 'data', path, value });
  if (document.persist !== undefined) ops.push({ op: 'persist', paths: document.persist });
  for (const name of partNames) {
    if (document[name] !== undefined) ops.push({ op: 'part', [name]: document[name] });
  }
  for (const { component, parent } of walk(document)) {
    const { children: _children, ...own } = component;
    ops.push({ op: 'add', parent: parent?.id ?? null, component: own });
  }
  ops.push({ op: 'end' });
  return ops;
}
