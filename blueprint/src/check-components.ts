/** Checks each component: type, properties, addresses, expressions, bind, repeat, rules, events, and what is drawn in its place. */
import { findTool } from '@agentos/tools';
import type { CheckContext } from './check-context.ts';
import { checkHandler } from './check-handlers.ts';
import {
  checkCondition,
  checkExpression,
  checkInside,
  checkPath,
  isListOrUnknown,
  type Names,
  withEntries,
  withValues,
} from './check-paths.ts';
import { checkRules } from './check-rules.ts';
import { checkUse } from './check-templates.ts';
import { type ComponentDefinition, componentDefinitions, findComponent } from './components.ts';
import type { Component } from './document.ts';
import { isExpression } from './expression/compile.ts';
import { nearest, reasonOf } from './issues.ts';
import { isForbiddenName, isObject, type Json } from './json.ts';
import { addressFault, addressProperties, originOf } from './media-addresses.ts';
import { allowsOrigin } from './permissions.ts';
import { familyOf, serviceRefusal } from './service-scope.ts';
import { type Child, escapePointer, holdsExpression } from './tree.ts';

export function checkChildren(children: readonly Child[], pointer: string, names: Names, context: CheckContext): void {
  for (const [index, child] of children.entries()) checkChild(child, `${pointer}/${index}`, names, context);
}

/** Checks a component, or a text among children. */
export function checkChild(child: Child, pointer: string, outer: Names, context: CheckContext): void {
  if (typeof child === 'string') {
    if (isExpression(child)) checkExpression(child, outer, context, pointer);
    return;
  }
  const names = child.repeat === undefined ? outer : checkRepeat(child, pointer, outer, context);
  if (child.if !== undefined) checkCondition(child.if, 'if', names, context, `${pointer}/if`);
  if (child.key !== undefined) checkInside(child.key, names, context, `${pointer}/key`);
  for (const [name, value] of Object.entries(child.a11y ?? {})) {
    checkInside(value, names, context, `${pointer}/a11y/${name}`);
  }
  if (child.fallback !== undefined) checkChild(child.fallback, `${pointer}/fallback`, names, context);
  if (child.type === 'use') checkUse(child, pointer, names, context);
  else checkOwn(child, pointer, names, context);
}

/** What depends on the type of the component. */
function checkOwn(component: Component, pointer: string, names: Names, context: CheckContext): void {
  const { type } = component;
  const definition = findComponent(type);
  if (definition === undefined) {
    const fix = nearest(type, [...Object.keys(componentDefinitions), 'use']);
    const drawn = component.fallback === undefined ? '' : '; its fallback is drawn';
    const message = `unknown component type "${type}"${drawn}`;
    if (component.fallback !== undefined) context.warn('unknown-component', `${pointer}/type`, message, fix);
    else context.unknown('unknown-component', `${pointer}/type`, message, fix);
  }
  for (const id of definition?.tools ?? []) checkOwnTool(id, component, pointer, context);
  if (component.template !== undefined) {
    context.issue('unknown-field', `${pointer}/template`, 'template belongs to a component of the type "use"');
  }
  for (const [name, value] of Object.entries(component.props ?? {})) {
    checkProperty(component, definition, name, value, `${pointer}/props/${escapePointer(name)}`, names, context);
  }
  if (component.bind !== undefined) {
    if (definition !== undefined && definition.bind === null) {
      context.issue('not-bindable', `${pointer}/bind`, `a ${type} has no value to bind`);
    }
    checkPath(component.bind, names, context, `${pointer}/bind`);
  }
  if (type === 'button') checkButtonName(component, pointer, context);
  checkRules(component, pointer, names, context);
  for (const [event, handler] of Object.entries(component.on_event ?? {})) {
    const at = `${pointer}/on_event/${escapePointer(event)}`;
    if (definition !== undefined && !definition.events.includes(event)) {
      const fix = nearest(event, definition.events) ?? definition.events[0];
      context.issue('unknown-event', at, `a ${type} has no event "${event}"`, fix);
    }
    checkHandler(handler, at, names, context, 'event');
  }
  if (component.children !== undefined && component.children.length > 0) {
    if (definition !== undefined && !definition.children) {
      context.issue('no-children', `${pointer}/children`, `a ${type} has no children`);
    }
    checkChildren(component.children, `${pointer}/children`, names, context);
  }
}

/** Who steers by voice says what is read on a button: its name for assistive technology must hold those words. */
function checkButtonName({ props, a11y }: Component, pointer: string, context: CheckContext): void {
  const said = a11y?.label;
  const [name, at] = said === undefined ? [props?.label, 'props'] : [said, 'a11y'];
  const read = props?.text;
  if (typeof name !== 'string' || typeof read !== 'string' || isExpression(name) || isExpression(read)) return;
  const text = wordsOf(read);
  // A sign or a single letter, such as × or C, stands for its name.
  if (text.trim().length < 2 || name === '' || wordsOf(name).includes(text)) return;
  const fix = `${read}: ${name}`;
  context.warn('label-lacks-text', `${pointer}/${at}/label`, `the label must hold "${read}", which is read on it`, fix);
}

/** The words of a text, each between two spaces. */
function wordsOf(text: string): string {
  return ` ${(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')} `;
}

/** A tool that a component uses by itself needs its entry in `services` as one that a handler names does. */
function checkOwnTool(id: string, component: Component, pointer: string, context: CheckContext): void {
  const tool = findTool(id);
  const refusal = tool === undefined ? null : serviceRefusal(context.scopes, tool, {});
  if (refusal === null) return;
  const fix = refusal.code === 'service-not-declared' ? familyOf(id) : undefined;
  context.unknown(refusal.code, `${pointer}/type`, `a ${component.type} uses a tool: ${refusal.message}`, fix);
}

function checkRepeat(component: Component, pointer: string, outer: Names, context: CheckContext): Names {
  const { repeat = '' } = component;
  const shaped = typeof repeat === 'string' ? { each: repeat } : repeat;
  const at = typeof repeat === 'string' ? `${pointer}/repeat` : `${pointer}/repeat/each`;
  if (isExpression(shaped.each)) checkExpression(shaped.each, outer, context, at);
  else if (checkPath(shaped.each, outer, context, at, 'read') && !isListOrUnknown(shaped.each, outer)) {
    context.issue('not-a-list', at, `"${shaped.each}" is not a list`);
  }
  const name = shaped.as ?? 'item';
  if (isForbiddenName(name))
    context.issue('forbidden-name', `${pointer}/repeat/as`, `the name "${name}" is not allowed`);
  if (shaped.empty !== undefined) checkChild(shaped.empty, `${pointer}/repeat/empty`, outer, context);
  return withValues(withEntries(outer, [name]), ...(name === 'index' ? [] : ['index']));
}

function checkProperty(
  component: Component,
  definition: ComponentDefinition | undefined,
  name: string,
  value: Json,
  pointer: string,
  names: Names,
  context: CheckContext,
): void {
  checkInside(value, names, context, pointer);
  // An address is looked at whatever the component is: an unknown one may be drawn by a newer renderer.
  const address = addressProperties.has(name);
  if (address && !checkAddress(name, value, pointer, context)) return;
  if (definition === undefined) return;
  const shape = Object.hasOwn(definition.props.shape, name) ? definition.props.shape[name] : undefined;
  if (shape === undefined) {
    const fix = nearest(name, Object.keys(definition.props.shape));
    context.unknown('unknown-property', pointer, `a ${component.type} has no property "${name}"`, fix);
    return;
  }
  if (holdsExpression(value)) {
    if (!definition.literal?.includes(name)) return;
    context.issue('literal-only', pointer, `"${name}" must be literal, not an expression`);
    return;
  }
  const parsed = shape['~standard'].validate(value);
  if (parsed instanceof Promise || parsed.issues === undefined) return;
  context.issue('bad-property', pointer, `${name} of a ${component.type}: ${reasonOf(parsed.issues)}`);
}

/** Whether an address is one that the app may load from. */
function checkAddress(name: string, value: Json, pointer: string, context: CheckContext): boolean {
  if (holdsExpression(value)) {
    const message = `"${name}" must be literal, not an expression: data could leave through an address`;
    context.issue('literal-only', pointer, message);
    return false;
  }
  if (typeof value !== 'string') return true;
  const fault = addressFault(value);
  if (fault !== null) {
    context.issue('unsafe-address', pointer, `${name}: ${fault}`);
    return false;
  }
  const origin = originOf(value);
  if (origin === null || allowsOrigin(context.blueprint.app.permissions ?? [], origin)) return true;
  const permission = `NETWORK_ACCESS:${origin}`;
  context.issue('unsafe-address', pointer, `${name} leads to ${origin}; app.permissions does not name it`, permission);
  return false;
}

/** Keys of containers press buttons: each must name a component that has a click handler. */
export function checkKeys(component: Component, pointer: string, context: CheckContext): void {
  const keys = component.props?.keys;
  if (!isObject(keys)) return;
  const clickable = [...context.byId].flatMap(([id, { on_event }]) => (on_event?.click === undefined ? [] : [id]));
  for (const [key, id] of Object.entries(keys)) {
    if (typeof id === 'string' && clickable.includes(id)) continue;
    const fix = typeof id === 'string' ? nearest(id, clickable) : undefined;
    const message = `no component with the id "${String(id)}" has a click handler`;
    context.issue('unknown-id', `${pointer}/props/keys/${escapePointer(key)}`, message, fix);
  }
}
