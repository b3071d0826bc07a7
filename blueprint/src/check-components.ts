/** Checks each component of a document: type, properties, expressions, bind, repeat, events and keys. */
import { type CheckContext, checkHandler } from './check-handlers.ts';
import { checkExpression, checkPath, isListOrUnknown, type Names, rootNames } from './check-paths.ts';
import { componentDefinitions, findComponent } from './components.ts';
import type { Blueprint, Component } from './document.ts';
import { isExpression } from './expression/compile.ts';
import { nearest } from './issues.ts';
import type { Json } from './json.ts';
import { type Child, escapePointer, holdsExpression, walk } from './tree.ts';

/** Adds what is wrong with a document of the right shape to `report.issues` and `report.warnings`. */
export function checkComponents(
  blueprint: Blueprint,
  report: Pick<CheckContext, 'issues' | 'warnings' | 'tolerant'>,
): void {
  const context: CheckContext = { ...report, blueprint, services: servicesOf(blueprint) };
  const names = rootNames(blueprint.data ?? {});
  for (const [index, path] of (blueprint.persist ?? []).entries()) {
    checkPath(path, names, { ...context, pointer: `/persist/${index}` });
  }
  const { on_interval, ...hooks } = blueprint.ui.lifecycle ?? {};
  for (const [name, handler] of Object.entries(hooks)) {
    if (handler !== undefined) checkHandler(handler, `/ui/lifecycle/${name}`, names, context);
  }
  for (const [index, { do: handler }] of (on_interval ?? []).entries()) {
    checkHandler(handler, `/ui/lifecycle/on_interval/${index}/do`, names, context);
  }
  checkChildren(blueprint.ui.components, '/ui/components', names, context);
  checkKeys(blueprint, context);
}

function servicesOf(blueprint: Blueprint): ReadonlySet<string> {
  const entries = blueprint.services ?? [];
  return new Set(entries.flatMap((entry) => (typeof entry === 'string' ? [entry] : Object.keys(entry))));
}

function checkChildren(children: readonly Child[], pointer: string, names: Names, context: CheckContext): void {
  for (const [index, child] of children.entries()) {
    const at = `${pointer}/${index}`;
    if (typeof child === 'string') {
      if (isExpression(child)) checkExpression(child, names, { ...context, pointer: at });
    } else checkComponent(child, at, names, context);
  }
}

function checkComponent(component: Component, pointer: string, outer: Names, context: CheckContext): void {
  const definition = findComponent(component.type);
  const names = component.repeat === undefined ? outer : checkRepeat(component, pointer, outer, context);
  if (component.if !== undefined) {
    if (!isExpression(component.if)) {
      context.issues.push({
        path: `${pointer}/if`,
        message: 'if is an expression and starts with =',
        fix: `=${component.if}`,
      });
    } else checkExpression(component.if, names, { ...context, pointer: `${pointer}/if` });
  }
  if (definition === undefined) {
    const fix = nearest(component.type, Object.keys(componentDefinitions));
    report(context, `${pointer}/type`, `unknown component type "${component.type}"`, fix);
  }
  for (const [name, value] of Object.entries(component.props ?? {})) {
    checkProperty(component, name, value, `${pointer}/props/${escapePointer(name)}`, names, context);
  }
  if (component.bind !== undefined) {
    if (definition !== undefined && definition.bind === null) {
      context.issues.push({ path: `${pointer}/bind`, message: `a ${component.type} has no value to bind` });
    }
    checkPath(component.bind, names, { ...context, pointer: `${pointer}/bind` });
  }
  for (const [event, handler] of Object.entries(component.on_event ?? {})) {
    const at = `${pointer}/on_event/${escapePointer(event)}`;
    if (definition !== undefined && !definition.events.includes(event)) {
      const fix = nearest(event, definition.events) ?? definition.events[0];
      context.issues.push({
        path: at,
        message: `a ${component.type} has no event "${event}"`,
        ...(fix === undefined ? {} : { fix }),
      });
    }
    checkHandler(handler, at, { ...names, variables: new Set([...names.variables, 'event']) }, context);
  }
  if (component.children !== undefined && component.children.length > 0) {
    if (definition !== undefined && !definition.children) {
      context.issues.push({ path: `${pointer}/children`, message: `a ${component.type} has no children` });
    }
    checkChildren(component.children, `${pointer}/children`, names, context);
  }
}

function checkRepeat(component: Component, pointer: string, outer: Names, context: CheckContext): Names {
  const repeat = typeof component.repeat === 'string' ? { each: component.repeat } : (component.repeat ?? { each: '' });
  const at = typeof component.repeat === 'string' ? `${pointer}/repeat` : `${pointer}/repeat/each`;
  if (isExpression(repeat.each)) checkExpression(repeat.each, outer, { ...context, pointer: at });
  else if (checkPath(repeat.each, outer, { ...context, pointer: at }) && !isListOrUnknown(repeat.each, outer)) {
    context.issues.push({ path: at, message: `"${repeat.each}" is not a list` });
  }
  return { ...outer, variables: new Set([...outer.variables, repeat.as ?? 'item', 'index']) };
}

function checkProperty(
  component: Component,
  name: string,
  value: Json,
  pointer: string,
  names: Names,
  context: CheckContext,
): void {
  checkInside(value, pointer, names, context);
  const definition = findComponent(component.type);
  if (definition === undefined) return;
  const shape = Object.hasOwn(definition.props.shape, name) ? definition.props.shape[name] : undefined;
  // The label of a child is its title in tabs, whatever the child is.
  if (shape === undefined) {
    const fix = nearest(name, Object.keys(definition.props.shape));
    report(context, pointer, `a ${component.type} has no property "${name}"`, fix);
    return;
  }
  if (holdsExpression(value)) {
    if (!definition.literal?.includes(name)) return;
    context.issues.push({ path: pointer, message: `"${name}" must be literal, not an expression` });
    return;
  }
  const parsed = shape['~standard'].validate(value);
  if (parsed instanceof Promise || parsed.issues === undefined) return;
  const message = parsed.issues[0]?.message.replace(/^Invalid (input|string|option): /, '') ?? 'wrong value';
  context.issues.push({ path: pointer, message: `${name} of a ${component.type}: ${message}` });
}

/** Expressions anywhere inside a property. */
function checkInside(value: Json, pointer: string, names: Names, context: CheckContext): void {
  if (typeof value === 'string') {
    if (isExpression(value)) checkExpression(value, names, { ...context, pointer });
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, entry] of Object.entries(value)) {
      checkInside(entry, `${pointer}/${escapePointer(key)}`, names, context);
    }
  }
}

function report(context: CheckContext, path: string, message: string, fix: string | undefined): void {
  const issue = { path, message, ...(fix === undefined ? {} : { fix }) };
  if (context.tolerant) context.warnings.push(issue);
  else context.issues.push(issue);
}

/** Keys of containers press buttons: each must name a component that has a click handler. */
function checkKeys(blueprint: Blueprint, context: CheckContext): void {
  const clickable = new Set<string>();
  for (const { component } of walk(blueprint)) {
    if (component.id !== undefined && component.on_event?.click !== undefined) clickable.add(component.id);
  }
  for (const { component, pointer } of walk(blueprint)) {
    const keys = component.props?.keys;
    if (typeof keys !== 'object' || keys === null || Array.isArray(keys)) continue;
    for (const [key, id] of Object.entries(keys)) {
      if (typeof id === 'string' && clickable.has(id)) continue;
      const fix = typeof id === 'string' ? nearest(id, clickable) : undefined;
      context.issues.push({
        path: `${pointer}/props/keys/${escapePointer(key)}`,
        message: `no component with the id "${String(id)}" has a click handler`,
        ...(fix === undefined ? {} : { fix }),
      });
    }
  }
}
