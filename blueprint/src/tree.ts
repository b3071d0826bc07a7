/** Walking and identifying the components of a document. */
import type { Blueprint, Component, Handler, HandlerStep } from './document.ts';
import { isExpression } from './expression/compile.ts';
import type { Json } from './json.ts';

export type Child = Component | string;

/** A bare string among children is a text component; `id` is given when known. */
export function asComponent(child: Child): Component {
  return typeof child === 'string' ? { type: 'text', props: { text: child } } : child;
}

/** The steps of a handler in order, whatever form it was written in. */
export function stepsOf(handler: Handler): HandlerStep[] {
  if (typeof handler === 'string') return [{ tool: handler }];
  return Array.isArray(handler) ? handler : [handler];
}

export interface Visit {
  readonly component: Component;
  /** JSON pointer. */
  readonly pointer: string;
  readonly parent: Component | null;
}

/** Every component, parents before children, in the order of the document. Bare strings are left out. */
export function* walk(blueprint: Blueprint): Generator<Visit> {
  yield* walkChildren(blueprint.ui.components, '/ui/components', null);
}

function* walkChildren(children: readonly Child[], pointer: string, parent: Component | null): Generator<Visit> {
  for (const [index, child] of children.entries()) {
    if (typeof child === 'string') continue;
    const at = `${pointer}/${index}`;
    yield { component: child, pointer: at, parent };
    if (child.children !== undefined) yield* walkChildren(child.children, `${at}/children`, child);
  }
}

/**
 * Every component that the document holds, also those that are drawn only sometimes: in templates, as `fallback`, and in
 * place of the entries of an empty `repeat`. Templates come before `ui`; inside a component `empty`, `fallback`, children.
 */
export function* walkAll(blueprint: Blueprint): Generator<Visit & { readonly template: string | null }> {
  for (const [name, { component }] of Object.entries(blueprint.templates ?? {})) {
    const pointer = `/templates/${escapePointer(name)}/component`;
    for (const visit of walkWithin(component, pointer, null)) yield { ...visit, template: name };
  }
  for (const [index, child] of blueprint.ui.components.entries()) {
    for (const visit of walkWithin(child, `/ui/components/${index}`, null)) yield { ...visit, template: null };
  }
}

/** A component and all that it holds, `empty` and `fallback` included. */
export function* walkWithin(child: Child, pointer: string, parent: Component | null): Generator<Visit> {
  if (typeof child === 'string') return;
  yield { component: child, pointer, parent };
  const { repeat, fallback, children } = child;
  if (typeof repeat === 'object' && repeat.empty !== undefined) {
    yield* walkWithin(repeat.empty, `${pointer}/repeat/empty`, child);
  }
  if (fallback !== undefined) yield* walkWithin(fallback, `${pointer}/fallback`, child);
  for (const [index, inner] of (children ?? []).entries()) {
    yield* walkWithin(inner, `${pointer}/children/${index}`, child);
  }
}

/** Every step of a handler, those that follow a success or a failure included. */
export function* allSteps(handler: Handler): Generator<HandlerStep> {
  for (const step of stepsOf(handler)) {
    yield step;
    if (step.ok !== undefined) yield* allSteps(step.ok);
    if (step.error !== undefined && typeof step.error !== 'string') yield* allSteps(step.error);
  }
}

/**
 * Every handler of the document with its JSON pointer: of components wherever they are, then of the lifecycle and of
 * watched paths.
 */
export function* handlersOf(blueprint: Blueprint): Generator<{ handler: Handler; pointer: string }> {
  for (const { component, pointer } of walkAll(blueprint)) {
    for (const [event, handler] of Object.entries(component.on_event ?? {})) {
      yield { handler, pointer: `${pointer}/on_event/${escapePointer(event)}` };
    }
  }
  const { on_interval, ...hooks } = blueprint.ui.lifecycle ?? {};
  for (const [name, handler] of Object.entries(hooks)) {
    if (handler !== undefined) yield { handler, pointer: `/ui/lifecycle/${name}` };
  }
  for (const [index, { do: handler }] of (on_interval ?? []).entries()) {
    yield { handler, pointer: `/ui/lifecycle/on_interval/${index}/do` };
  }
  for (const [path, handler] of Object.entries(blueprint.ui.watch ?? {})) {
    yield { handler, pointer: `/ui/watch/${escapePointer(path)}` };
  }
}

/** One name of a JSON pointer. */
export function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** Whether a value of props or args holds an expression anywhere inside. */
export function holdsExpression(value: Json): boolean {
  if (typeof value === 'string') return isExpression(value);
  if (Array.isArray(value)) return value.some(holdsExpression);
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsExpression);
}

/**
 * Gives ids to components that have none: `type-1`, `type-2`, … in the order in which it is asked, never one that is in
 * `taken` at that time. What it gives is added to `taken`.
 */
export function idGiver(taken: Set<string>): (type: string) => string {
  const counters = new Map<string, number>();
  return (type) => {
    const stem = /^[A-Za-z_][A-Za-z0-9_-]*$/.test(type) ? type : 'component';
    for (let count = (counters.get(stem) ?? 0) + 1; ; count += 1) {
      const id = `${stem}-${count}`;
      if (taken.has(id)) continue;
      counters.set(stem, count);
      taken.add(id);
      return id;
    }
  };
}

/**
 * The same document in its one normal form: every component has an id (given in document order as `type-1`, `type-2`,
 * never one that is taken), bare strings are text components, defaults that may be left out are left out, and its parts
 * stand in the order in which they are written. Applying it twice changes nothing.
 */
export function normalize(blueprint: Blueprint): Blueprint {
  const taken = new Set<string>();
  for (const { component } of walk(blueprint)) if (component.id !== undefined) taken.add(component.id);
  const nextId = idGiver(taken);
  const withIds = (child: Child): Component => {
    const component = asComponent(child);
    const { id, children, ...rest } = component;
    const own = { ...omitEmpty(rest), id: id ?? nextId(component.type) };
    return children === undefined || children.length === 0 ? own : { ...own, children: children.map(withIds) };
  };
  const { $schema, blueprint: version, app, ui, tests, ...parts } = blueprint;
  const { title, layout, components, ...extras } = ui;
  const { services, requires, data, persist, dataVersion, migrations, computed, sources, templates } = parts;
  return {
    ...omitEmpty({ $schema, blueprint: version }),
    app,
    ...omitEmpty({ services, requires, data, persist, dataVersion, migrations, computed, sources, templates }),
    ui: { title, layout: layout ?? 'vertical', ...omitEmpty(extras), components: components.map(withIds) },
    ...omitEmpty({ tests }),
  };
}

/** A copy without keys that hold undefined, an empty list or an empty record. */
export function omitEmpty<T extends object>(value: T): T {
  const copy = { ...value };
  for (const [key, entry] of Object.entries(value)) {
    const empty = typeof entry === 'object' && entry !== null && Object.keys(entry).length === 0;
    if (entry === undefined || empty) Reflect.deleteProperty(copy, key);
  }
  return copy;
}
