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

/** Every step of a handler, those that follow a success or a failure included. */
export function* allSteps(handler: Handler): Generator<HandlerStep> {
  for (const step of stepsOf(handler)) {
    yield step;
    if (step.ok !== undefined) yield* allSteps(step.ok);
    if (step.error !== undefined && typeof step.error !== 'string') yield* allSteps(step.error);
  }
}

/** Every handler of the document with its JSON pointer: of components, then of the lifecycle and of watched paths. */
export function* handlersOf(blueprint: Blueprint): Generator<{ handler: Handler; pointer: string }> {
  for (const { component, pointer } of walk(blueprint)) {
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
 * The same document in its one normal form: every component has an id (given in document order as `type-1`, `type-2`,
 * never one that is taken), bare strings are text components, defaults that may be left out are left out. Applying it
 * twice changes nothing.
 */
export function normalize(blueprint: Blueprint): Blueprint {
  const taken = new Set<string>();
  for (const { component } of walk(blueprint)) if (component.id !== undefined) taken.add(component.id);
  const counters = new Map<string, number>();
  const nextId = (type: string): string => {
    const stem = /^[A-Za-z_][A-Za-z0-9_-]*$/.test(type) ? type : 'component';
    for (let count = (counters.get(stem) ?? 0) + 1; ; count += 1) {
      const id = `${stem}-${count}`;
      if (taken.has(id)) continue;
      counters.set(stem, count);
      taken.add(id);
      return id;
    }
  };
  const withIds = (child: Child): Component => {
    const component = asComponent(child);
    const { id, children, ...rest } = component;
    const own = { ...omitEmpty(rest), id: id ?? nextId(component.type) };
    return children === undefined || children.length === 0 ? own : { ...own, children: children.map(withIds) };
  };
  const { app, services, data, persist, ui } = blueprint;
  return {
    app,
    ...(services === undefined || services.length === 0 ? {} : { services }),
    ...(data === undefined || Object.keys(data).length === 0 ? {} : { data }),
    ...(persist === undefined || persist.length === 0 ? {} : { persist }),
    ui: { ...omitEmpty(ui), title: ui.title, layout: ui.layout ?? 'vertical', components: ui.components.map(withIds) },
  };
}

/** A copy without keys that hold undefined, an empty list or an empty record. */
function omitEmpty<T extends object>(value: T): T {
  const copy = { ...value };
  for (const [key, entry] of Object.entries(value)) {
    const empty = typeof entry === 'object' && entry !== null && Object.keys(entry).length === 0;
    if (entry === undefined || empty) Reflect.deleteProperty(copy, key);
  }
  return copy;
}
