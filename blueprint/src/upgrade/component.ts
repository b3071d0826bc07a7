/**
 * One component of an older document in the form of today: `"type#id"` keys, `"@event"` keys, one value in place of a
 * record, shortcuts, semantic containers, older names of types, properties and values. What is right today stays as it is.
 */
import { findComponent, isComponentType } from '../components.ts';
import { isExpression } from '../expression/compile.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { escapePointer } from '../tree.ts';
import {
  olderCommonProps,
  olderEvents,
  olderProps,
  olderTones,
  olderTypes,
  olderValues,
  scalarProps,
} from './names.ts';
import type { UpgradeReport } from './report.ts';

/** Fields of a component today; anything else beside them is of an older form. */
const fields = new Set([
  'type',
  'id',
  'props',
  'bind',
  'if',
  'repeat',
  'validate',
  'fallback',
  'a11y',
  'key',
  'template',
  'on_event',
  'children',
]);

export interface UpgradeContext {
  readonly report: UpgradeReport;
  /** Older templates: properties that `$template` takes over. */
  readonly templates: ReadonlyMap<string, JsonObject>;
}

/** A list of components; a record stands for its entries, one component each. */
export function upgradeChildren(value: Json, path: string, context: UpgradeContext): Json {
  if (Array.isArray(value)) {
    return value.flatMap((child, at) => upgradeChild(child, `${path}/${at}`, context));
  }
  if (isObject(value)) {
    context.report.change(path, 'one component in place of a list');
    return upgradeChild(value, path, context);
  }
  if (typeof value === 'string') {
    context.report.change(path, 'one text in place of a list');
    return [value];
  }
  return value;
}

function upgradeChild(child: Json, path: string, context: UpgradeContext): Json[] {
  if (!isObject(child)) return [child];
  if (typeof child.type === 'string') return [upgradeComponent(child, path, context)];
  const names = Object.keys(child);
  if (names.length === 0) return [child];
  if (names.length > 1) context.report.change(path, `${names.length} components in one record became a list`);
  return names.map((name) => fromShorthand(name, child[name] ?? null, `${path}/${escapePointer(name)}`, context));
}

/** `"button#save": { "text": "Save", "@click": "storage.set" }`. */
function fromShorthand(name: string, value: Json, path: string, context: UpgradeContext): Json {
  const [type = name, id] = name.split('#', 2);
  context.report.change(path, `"${name}" became type and id`);
  const component: JsonObject = { type: type.replace(/^@/, ''), ...(id === undefined || id === '' ? {} : { id }) };
  if (Array.isArray(value)) component.children = value;
  else if (isObject(value)) {
    const props: JsonObject = {};
    for (const [key, entry] of Object.entries(value)) {
      if (key === 'children' || key === 'on_event' || key.startsWith('@') || key.startsWith('$'))
        component[key] = entry;
      else if (key === 'id' && component.id === undefined) component.id = entry;
      else if (key === 'props' && isObject(entry)) Object.assign(props, entry);
      else props[key] = entry;
    }
    if (Object.keys(props).length > 0) component.props = props;
  } else if (value !== null) {
    const prop = scalarProps[component.type === 'title' ? 'text' : String(component.type)];
    if (prop === undefined) component.children = [String(value)];
    else component.props = { [prop]: value };
  }
  return upgradeComponent(component, path, context);
}

/** A component with a type; gives the very same record when it is one of today. */
function upgradeComponent(older: JsonObject, path: string, context: UpgradeContext): JsonObject {
  const { report } = context;
  const component: JsonObject = {};
  const props: JsonObject = {};
  const events: JsonObject = {};
  const typed = olderTypes[String(older.type)];
  const type = typed === undefined || isComponentType(String(older.type)) ? String(older.type) : typed.type;
  if (type !== older.type) {
    report.change(`${path}/type`, `"${String(older.type)}" is a ${type} today`);
    Object.assign(props, typed?.props ?? {});
  }
  const template = older.$template;
  if (typeof template === 'string') {
    const known = context.templates.get(template);
    if (known === undefined) report.lose(`${path}/$template`, `there is no template "${template}"`, template);
    else {
      report.change(`${path}/$template`, `the properties of template "${template}" were written out`);
      Object.assign(props, known);
    }
  }
  for (const [key, value] of Object.entries(older)) {
    const at = `${path}/${escapePointer(key)}`;
    if (key === 'type') component.type = type;
    else if (key === 'props' && isObject(value)) Object.assign(props, value);
    else if (key === 'on_event' && isObject(value)) Object.assign(events, value);
    else if (key === 'children') component.children = upgradeChildren(value, at, context);
    else if (key === 'components' && older.children === undefined) {
      report.change(at, 'components of a component are its children');
      component.children = upgradeChildren(value, at, context);
    } else if (fields.has(key)) component[key] = value;
    else if (key.startsWith('@') || /^on[A-Z]/.test(key)) {
      const event = key.startsWith('@') ? key.slice(1) : key.slice(2).toLowerCase();
      report.change(at, `"${key}" is the event ${event}`);
      events[event] = value;
    } else if (key === '$template') continue;
    else if (key.startsWith('$')) report.lose(at, `"${key}" was never carried out`, value);
    else {
      report.change(at, `"${key}" is a property`);
      props[key] = value;
    }
  }
  if (component.id !== undefined) component.id = upgradeId(component.id, `${path}/id`, report);
  const upgraded = upgradeProps(type, props, `${path}/props`, context);
  for (const name of Object.keys(upgraded)) {
    if (!/^on[A-Z]/.test(name)) continue;
    report.change(`${path}/props/${name}`, `"${name}" is an event`);
    events[name.slice(2).toLowerCase()] = upgraded[name] ?? null;
    delete upgraded[name];
  }
  if (type === 'tabs') nameTabs(upgraded, component.children, path, report);
  if (isObject(older.props) || Object.keys(upgraded).length > 0) component.props = upgraded;
  const told = upgradeEvents(type, events, `${path}/on_event`, report);
  if (isObject(older.on_event) || Object.keys(told).length > 0) component.on_event = told;
  return component;
}

function upgradeId(id: Json, path: string, report: UpgradeReport): Json {
  if (typeof id !== 'string' || /^[A-Za-z_][A-Za-z0-9_-]*$/.test(id)) return id;
  const next = id
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^(?![A-Za-z_])/, '_')
    .slice(0, 80);
  report.change(path, `the id "${id}" became "${next}"`);
  return next;
}

function upgradeEvents(type: string, events: JsonObject, path: string, report: UpgradeReport): JsonObject {
  const known = findComponent(type)?.events;
  const told: JsonObject = {};
  for (const [event, handler] of Object.entries(events)) {
    const next = olderEvents[event];
    if (known === undefined || known.includes(event)) told[event] = handler;
    else if (next !== undefined && known.includes(next)) {
      report.change(`${path}/${event}`, `the event "${event}" is "${next}" today`);
      told[next] = handler;
    } else report.lose(`${path}/${event}`, `a ${type} has no event "${event}"`, handler);
  }
  return told;
}

function upgradeProps(type: string, props: JsonObject, path: string, context: UpgradeContext): JsonObject {
  const shape = findComponent(type)?.props.shape;
  if (shape === undefined) return props;
  const { report } = context;
  const next: JsonObject = {};
  for (const [name, value] of Object.entries(props)) {
    const at = `${path}/${escapePointer(name)}`;
    if (Object.hasOwn(shape, name)) {
      put(next, name, value, at);
      continue;
    }
    const renamed = [olderProps[type]?.[name], olderCommonProps[name], snakeCase(name), name.toLowerCase()].find(
      (candidate) => candidate !== undefined && Object.hasOwn(shape, candidate),
    );
    if (name === 'style' || name === 'className') report.change(at, 'looks follow the theme, so it was left out');
    else if (name === 'color' && Object.hasOwn(shape, 'tone')) {
      const tone = olderTones[String(value)];
      report.change(
        at,
        tone === undefined ? 'colours follow the theme' : `the colour "${String(value)}" is the tone ${tone}`,
      );
      if (tone !== undefined) next.tone = tone;
    } else if (name === 'layout' && (value === 'horizontal' || value === 'vertical')) {
      report.change(at, `layout ${value} is the direction`);
      if (Object.hasOwn(shape, 'direction')) next.direction = value === 'horizontal' ? 'row' : 'column';
    } else if (type === 'radio' && name === 'name') report.change(at, 'a radio is named by its label or bind');
    else if (renamed !== undefined && !Object.hasOwn(props, renamed)) {
      report.change(at, `"${name}" is "${renamed}" today`);
      put(next, renamed, axisField(name, value), at);
    } else next[name] = value;
  }
  if (type === 'radio' && next.options === undefined && next.value !== undefined) {
    report.change(path, 'a radio holds its options');
    next.options = [{ value: next.value, label: String(next.label ?? next.value) }];
    delete next.value;
    delete next.label;
  }
  return next;

  /** Takes a value that fits, or what it meant; else it is lost. */
  function put(into: JsonObject, name: string, value: Json, at: string): void {
    const holds = (candidate: Json): boolean => shape?.[name] !== undefined && fits(shape[name], candidate);
    if (isExpressionInside(value) || holds(value)) into[name] = value;
    else {
      const meant = meanings(name, value).find(holds);
      if (meant === undefined) report.lose(at, `a ${type} cannot have this ${name}`, value);
      else {
        report.change(at, `${JSON.stringify(value)} is ${JSON.stringify(meant)} today`);
        into[name] = meant;
      }
    }
  }
}

function fits(schema: { '~standard': { validate(value: unknown): unknown } }, value: Json): boolean {
  const result = schema['~standard'].validate(value);
  return (
    typeof result === 'object' &&
    result !== null &&
    !(result instanceof Promise) &&
    !('issues' in result && result.issues !== undefined)
  );
}

function isExpressionInside(value: Json): boolean {
  if (typeof value === 'string') return isExpression(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(isExpressionInside);
}

/** What a value of an older property may have meant, most likely first. */
function meanings(name: string, value: Json): Json[] {
  if (name === 'series' && Array.isArray(value)) return [value.map(seriesField)];
  if (name === 'options' && Array.isArray(value)) {
    return [
      value.map((option) =>
        isObject(option)
          ? { value: option.value ?? option.id ?? String(option.label), label: String(option.label ?? option.value) }
          : String(option),
      ),
    ];
  }
  if (typeof value === 'number' || typeof value === 'boolean') return [String(value)];
  if (typeof value !== 'string') return [];
  const length = /^(\d+(?:\.\d+)?)(px|rem|em)?$/.exec(value);
  const number = length === null ? [] : [Number(length[1]) * (length[2] === undefined || length[2] === 'px' ? 1 : 16)];
  const word = olderValues[value];
  const truth = value === 'true' ? [true] : value === 'false' ? [false] : [];
  return [...number, ...truth, ...(word === undefined ? [] : [word]), value.toLowerCase()];
}

/** `{ "dataKey": "cpu", "name": "CPU", "color": "#0af" }`. */
function seriesField(series: Json): Json {
  if (!isObject(series) || typeof series.dataKey !== 'string') return series;
  return { field: series.dataKey, ...(typeof series.name === 'string' ? { name: series.name } : {}) };
}

function axisField(name: string, value: Json): Json {
  return name === 'xAxis' && isObject(value) && typeof value.dataKey === 'string' ? value.dataKey : value;
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Older tabs began at the id of a child; today at its label. */
function nameTabs(props: JsonObject, children: Json | undefined, path: string, report: UpgradeReport): void {
  if (!Array.isArray(children)) return;
  const begun = children.find((child) => isObject(child) && child.id !== undefined && child.id === props.default);
  if (!isObject(begun) || !isObject(begun.props) || typeof begun.props.label !== 'string') return;
  if (begun.props.label === props.default) return;
  report.change(`${path}/props/default`, `the tab "${String(props.default)}" is named by its label`);
  props.default = begun.props.label;
}
