/**
 * From a component of the document to what is drawn of it in one scope: expressions become values, faults become
 * messages, a use of a template becomes the template. No React here; repeats are in `entries.ts`.
 */

import { literalPropsOf } from '../component-table/types.ts';
import {
  type Accessibility,
  type Component,
  compileExpression,
  displayText,
  type Frame,
  type Json,
  type JsonObject,
  jsonEqual,
  readPath,
  type Scope,
  type Template,
  truthy,
} from '../index.ts';
import { attempt, evaluateDeep } from './evaluate.ts';

/** A component in one scope. */
export interface Instance {
  readonly component: Component;
  readonly frame: Frame | null;
}

export interface Resolved {
  readonly visible: boolean;
  readonly props: JsonObject;
  /** The value at `bind`; undefined without one. */
  readonly value: Json | undefined;
  /** What went wrong, for people; drawn with the component. */
  readonly faults: readonly string[];
  /** What assistive technology is told, expressions evaluated. */
  readonly a11y?: Accessibility | undefined;
  /** When it changes, the component begins anew. */
  readonly key?: string | undefined;
  /** Drawn in its place: the component of a template, or the fallback of an unknown type. It may repeat. */
  readonly instead?: Instance | undefined;
}

export interface ResolveOptions {
  readonly templates?: Readonly<Record<string, Template>> | undefined;
  /** The frame that drawn parts keep, where the frame of the scope is a copy that was brought up to date. */
  readonly frame?: Frame | null;
  /** What it was before: a use of a template keeps its frame when nothing of it changed. */
  readonly before?: Resolved | undefined;
}

/** Properties that take any value as text. */
const textual = new Set(['text', 'title', 'subtitle', 'label', 'placeholder', 'empty', 'alt']);

export function resolve(component: Component, scope: Scope, options: ResolveOptions = {}): Resolved {
  const faults: string[] = [];
  const { if: condition, bind } = component;
  const visible =
    condition === undefined ||
    attempt('if', faults, () => truthy(compileExpression(condition).evaluate(scope))) !== false;
  if (!visible) return { visible, props: {}, value: undefined, faults };
  if (component.type === 'use') return use(component, scope, options, faults);

  const literal = literalPropsOf(component.type);
  if (literal === undefined) {
    const { fallback } = component;
    if (fallback !== undefined)
      return { visible, props: {}, value: undefined, faults, instead: placed(fallback, options, scope) };
    faults.push(`unknown component "${component.type}"`);
  }
  const props: JsonObject = {};
  for (const [name, written] of Object.entries(component.props ?? {})) {
    const value = literal?.includes(name) ? written : attempt(name, faults, () => evaluateDeep(written, scope));
    if (value !== undefined) props[name] = textual.has(name) ? displayText(value) : value;
  }
  const value = bind === undefined ? undefined : attempt('bind', faults, () => readPath(scope, bind));
  const a11y = accessibility(component, scope, faults);
  const key = attempt('key', faults, () => textAt(component.key, scope));
  return {
    visible,
    props,
    value,
    faults,
    ...(a11y === undefined ? {} : { a11y }),
    ...(key === undefined ? {} : { key }),
  };
}

function textAt(written: string | undefined, scope: Scope): string | undefined {
  return written === undefined ? undefined : displayText(evaluateDeep(written, scope));
}

function accessibility(component: Component, scope: Scope, faults: string[]): Accessibility | undefined {
  const { a11y } = component;
  if (a11y === undefined) return undefined;
  const label = attempt('a11y', faults, () => textAt(a11y.label, scope));
  const description = attempt('a11y', faults, () => textAt(a11y.description, scope));
  return { ...a11y, label, description };
}

function placed(child: Component | string, options: ResolveOptions, scope: Scope): Instance {
  const component = asComponent(child);
  const frame = options.frame === undefined ? scope.frame : options.frame;
  const { instead } = options.before ?? {};
  return instead?.component === component && instead.frame === frame ? instead : { component, frame };
}

function asComponent(child: Component | string): Component {
  return typeof child === 'string' ? { type: 'text', props: { text: child } } : child;
}

/** A use of a template: its component, in a scope of the parameters alone. */
function use(component: Component, scope: Scope, options: ResolveOptions, faults: string[]): Resolved {
  const { template: name = '' } = component;
  const { templates = {} } = options;
  const template = Object.hasOwn(templates, name) ? templates[name] : undefined;
  const nothing = { visible: true, props: {}, value: undefined, faults };
  if (template === undefined) {
    if (component.fallback !== undefined) return { ...nothing, instead: placed(component.fallback, options, scope) };
    faults.push(name === '' ? 'a use needs the name of its template' : `there is no template "${name}"`);
    return nothing;
  }
  const outer = options.frame === undefined ? scope.frame : options.frame;
  const place = `${outer?.place ?? ''}/${component.id ?? name}`;
  let frame: Frame = { name: '', value: null, index: null, home: null, outer: null, place };
  for (const param of template.params ?? []) {
    const written = component.props?.[param] ?? null;
    const value = attempt(param, faults, () => evaluateDeep(written, scope)) ?? null;
    const path = typeof written === 'string' ? pathOf(written) : null;
    frame = { name: param, value, index: null, home: path === null ? null : { path, of: outer }, outer: frame, place };
  }
  const before = options.before?.instead;
  const same = before !== undefined && before.frame !== null && before.component === template.component;
  if (same && sameParameters(before.frame, frame)) return { ...nothing, instead: before };
  return { ...nothing, instead: { component: template.component, frame } };
}

/** The path that an expression consists of, and nothing else; null for any other. */
function pathOf(written: string): string | null {
  return /^=\s*([A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)*)\s*$/.exec(written)?.[1] ?? null;
}

/** Parameters that live somewhere are the same while they live there: whoever reads them follows the data. */
function sameParameters(a: Frame | null, b: Frame | null): boolean {
  if (a === null || b === null) return a === b;
  const home =
    a.home !== null && b.home !== null && 'path' in a.home && 'path' in b.home
      ? a.home.path === b.home.path && a.home.of === b.home.of
      : a.home === b.home && jsonEqual(a.value, b.value);
  return a.name === b.name && a.place === b.place && home && sameParameters(a.outer, b.outer);
}

export function sameResolved(a: Resolved, b: Resolved): boolean {
  return (
    a.visible === b.visible &&
    a.key === b.key &&
    a.instead === b.instead &&
    a.faults.length === b.faults.length &&
    a.faults.every((fault, at) => fault === b.faults[at]) &&
    (a.value === b.value || (a.value !== undefined && b.value !== undefined && jsonEqual(a.value, b.value))) &&
    jsonEqual(a.props, b.props) &&
    sameAccessibility(a.a11y, b.a11y)
  );
}

function sameAccessibility(a: Accessibility | undefined, b: Accessibility | undefined): boolean {
  return a === b || (a?.label === b?.label && a?.description === b?.description && a?.role === b?.role);
}
