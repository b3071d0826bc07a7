/**
 * From a component of the document to what is drawn of it in one scope: expressions become values, faults become
 * messages. No React here.
 */
import {
  type Component,
  compileExpression,
  DataPathError,
  displayText,
  ExpressionError,
  type Frame,
  findComponent,
  isComponentType,
  isExpression,
  type Json,
  type JsonObject,
  jsonEqual,
  literalText,
  readPath,
  type Scope,
  truthy,
} from '../index.ts';

export interface Resolved {
  readonly visible: boolean;
  readonly props: JsonObject;
  /** The value at `bind`; undefined without one. */
  readonly value: Json | undefined;
  /** What went wrong, for people; drawn with the component. */
  readonly faults: readonly string[];
}

const dependencies = new WeakMap<Component, readonly string[]>();

/** The top-level names that a component reads to be drawn, repeat included, children not. */
export function namesRead(component: Component): readonly string[] {
  const known = dependencies.get(component);
  if (known !== undefined) return known;
  const names = new Set<string>();
  const path = (text: string): void => void names.add(text.split('.')[0] ?? text);
  const visit = (value: Json | undefined): void => {
    if (typeof value === 'string') {
      if (!isExpression(value)) return;
      try {
        for (const use of compileExpression(value).paths) path(use.path);
      } catch {
        // It does not compile: it is drawn as a fault, whatever the data.
      }
    } else if (typeof value === 'object' && value !== null) for (const entry of Object.values(value)) visit(entry);
  };
  visit(component.props);
  visit(component.if);
  if (component.bind !== undefined) path(component.bind);
  const each = typeof component.repeat === 'string' ? component.repeat : component.repeat?.each;
  if (each !== undefined) isExpression(each) ? visit(each) : path(each);
  const list = [...names];
  dependencies.set(component, list);
  return list;
}

/** A value of the document with its expressions evaluated. @throws ExpressionError */
export function evaluateDeep(value: Json, scope: Scope, environment?: { now: () => number }): Json {
  if (typeof value === 'string') {
    return isExpression(value) ? compileExpression(value).evaluate(scope, environment) : literalText(value);
  }
  if (Array.isArray(value)) return value.map((entry) => evaluateDeep(entry, scope, environment));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [name, evaluateDeep(entry, scope, environment)]),
  );
}

/** What is wrong, in words; undefined when the error is not one of the language. */
export function faultOf(error: unknown): string | undefined {
  return error instanceof ExpressionError || error instanceof DataPathError ? error.message : undefined;
}

function attempt<T>(what: string, faults: string[], work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    const fault = faultOf(error);
    if (fault === undefined) throw error;
    faults.push(`${what}: ${fault}`);
    return undefined;
  }
}

/** Properties that take any value as text. */
const textual = new Set(['text', 'title', 'subtitle', 'label', 'placeholder', 'empty', 'alt']);

export function resolve(component: Component, scope: Scope): Resolved {
  const faults: string[] = [];
  const { if: condition } = component;
  const visible =
    condition === undefined ||
    attempt('if', faults, () => truthy(compileExpression(condition).evaluate(scope))) !== false;
  if (!visible) return { visible, props: {}, value: undefined, faults };

  const props: JsonObject = {};
  const definition = findComponent(component.type);
  for (const [name, written] of Object.entries(component.props ?? {})) {
    if (definition !== undefined && !Object.hasOwn(definition.props.shape, name)) {
      faults.push(`a ${component.type} has no property "${name}"`);
      continue;
    }
    const value = definition?.literal?.includes(name)
      ? written
      : attempt(name, faults, () => evaluateDeep(written, scope));
    if (value !== undefined) props[name] = textual.has(name) ? displayText(value) : value;
  }
  if (!isComponentType(component.type)) faults.push(`unknown component "${component.type}"`);
  const { bind } = component;
  const value = bind === undefined ? undefined : attempt('bind', faults, () => readPath(scope, bind));
  return { visible, props, value, faults };
}

export function sameResolved(a: Resolved, b: Resolved): boolean {
  return (
    a.visible === b.visible &&
    a.faults.length === b.faults.length &&
    a.faults.every((fault, at) => fault === b.faults[at]) &&
    (a.value === b.value || (a.value !== undefined && b.value !== undefined && jsonEqual(a.value, b.value))) &&
    jsonEqual(a.props, b.props)
  );
}

export interface Entry {
  readonly key: string;
  readonly frame: Frame;
}

/** The entries that a repeat draws. `previous` gives back the same frames for entries that did not change. */
export function repeatEntries(
  component: Component,
  scope: Scope,
  previous: ReadonlyMap<string, Frame>,
): { entries: Entry[]; fault: string | undefined } {
  const { repeat } = component;
  if (repeat === undefined) return { entries: [], fault: undefined };
  const {
    each,
    as = 'item',
    key = 'id',
  }: { each: string; as?: string | undefined; key?: string | undefined } = typeof repeat === 'string'
    ? { each: repeat }
    : repeat;
  try {
    const list = isExpression(each) ? compileExpression(each).evaluate(scope) : readPath(scope, each);
    if (list === null) return { entries: [], fault: undefined };
    if (!Array.isArray(list)) return { entries: [], fault: `repeat: "${each}" is not a list` };
    const home = homeOf(each, list, scope);
    const used = new Set<string>();
    const entries = list.map((value, index): Entry => {
      const id =
        typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, key)
          ? value[key]
          : undefined;
      const wanted = typeof id === 'string' || typeof id === 'number' ? `k${id}` : `#${index}`;
      const name = used.has(wanted) ? `${wanted}#${index}` : wanted;
      used.add(name);
      const frame: Frame = { name: as, value, index, home: home(value, index), outer: scope.frame };
      const before = previous.get(name);
      return { key: name, frame: before !== undefined && sameFrame(before, frame) ? before : frame };
    });
    return { entries, fault: undefined };
  } catch (error) {
    const fault = faultOf(error);
    if (fault === undefined) throw error;
    return { entries: [], fault: `repeat: ${fault}` };
  }
}

/** Where entries are written: in the list itself, or for `filter` and its like in the list that they came from. */
function homeOf(each: string, list: readonly Json[], scope: Scope): (value: Json, index: number) => Frame['home'] {
  const origin = isExpression(each) ? compileExpression(each).origin : each;
  const names = origin === null ? null : locateList(scope, origin);
  if (origin === null || names === null) return () => null;
  if (!isExpression(each)) return (_value, position) => ({ list: names, position });
  const source = readPath(scope, origin);
  if (!Array.isArray(source)) return () => null;
  if (source === list) return (_value, position) => ({ list: names, position });
  // The same objects are in both lists; of equal plain values the first not yet taken is meant.
  const places = new Map<Json, number[]>();
  for (const [position, value] of source.entries()) {
    const found = places.get(value);
    if (found === undefined) places.set(value, [position]);
    else found.push(position);
  }
  return (value) => {
    const position = places.get(value)?.shift();
    return position === undefined ? null : { list: names, position };
  };
}

function locateList(scope: Scope, path: string): readonly string[] | null {
  const [first = '', ...rest] = path.split('.');
  for (let frame = scope.frame; frame !== null; frame = frame.outer) {
    if (frame.name !== first) continue;
    return frame.home === null ? null : [...frame.home.list, String(frame.home.position), ...rest];
  }
  return [first, ...rest];
}

function sameFrame(a: Frame, b: Frame): boolean {
  const sameHome =
    a.home === b.home ||
    (a.home !== null &&
      b.home !== null &&
      a.home.position === b.home.position &&
      a.home.list.length === b.home.list.length &&
      a.home.list.every((name, at) => name === b.home?.list[at]));
  return a.value === b.value && a.index === b.index && a.outer === b.outer && a.name === b.name && sameHome;
}
