/**
 * The one way a document is written to a file: names in the order of the language, so that it streams from top to bottom,
 * one component a line, ids as they are. Formatting changes no value, and formatting twice changes nothing.
 */
import { isObject, type Json, type JsonObject } from './json.ts';
import { componentFields } from './operation.ts';

/** Order of the names of a document; what nobody knows comes before `ui`, and `tests` last. */
const documentOrder = [
  '$schema',
  'blueprint',
  'app',
  'services',
  'requires',
  'data',
  'persist',
  'dataVersion',
  'migrations',
  'computed',
  'sources',
  'templates',
];
const documentEnd = ['ui', 'tests'];
const appOrder = ['id', 'name', 'description', 'icon', 'category', 'version', 'author', 'tags', 'permissions'];
const uiOrder = ['title', 'layout', 'width', 'height', 'lifecycle', 'watch'];
const componentOrder = ['type', 'id', ...componentFields.filter((field) => field !== 'type')];
const repeatOrder = ['each', 'as', 'key', 'limit', 'empty'];
const stepOrder = ['tool', 'args', 'into', 'if', 'confirm', 'ok', 'error', 'debounce'];
const sourceOrder = ['tool', 'args', 'default', 'refresh', 'debounce', 'if'];
const testOrder = ['name', 'data', 'answers', 'now', 'do'];

const step = '  ';

/** The text of a document, with a line break at its end. Any JSON record is formatted; whether it is valid is not asked. */
export function formatBlueprint(document: JsonObject): string {
  const lines = ordered(document, documentOrder, documentEnd).map(
    ([name, value]) => `${step}${quote(name)}: ${part(name, value)}`,
  );
  return lines.length === 0 ? '{}\n' : `{\n${lines.join(',\n')}\n}\n`;
}

function part(name: string, value: Json): string {
  switch (name) {
    case 'app':
      return isObject(value) ? line(Object.fromEntries(ordered(value, appOrder))) : line(value);
    case 'data':
    case 'computed':
      return entries(value, step, line);
    case 'sources':
      return entries(value, step, (source) => line(isObject(source) ? inOrder(source, sourceOrder) : source));
    case 'templates':
      return entries(value, step, template);
    case 'migrations':
      return list(value, step, line);
    case 'tests':
      return list(value, step, test);
    case 'ui':
      return isObject(value) ? ui(value) : line(value);
    default:
      return line(value);
  }
}

function ui(value: JsonObject): string {
  const indent = step + step;
  const lines = ordered(value, uiOrder, ['components']).map(([name, entry]) => {
    let text = line(entry);
    if (name === 'components') text = children(entry, indent);
    else if (name === 'lifecycle' || name === 'watch') text = entries(entry, indent, (hook) => line(handler(hook)));
    return `${indent}${quote(name)}: ${text}`;
  });
  return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n${step}}`;
}

function template(value: Json, indent: string): string {
  if (!isObject(value)) return line(value);
  const fields = ordered(value, ['params'], ['component']).map(([name, entry]) => {
    return `${quote(name)}: ${name === 'component' && isObject(entry) ? component(entry, indent) : line(entry)}`;
  });
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

function test(value: Json, indent: string): string {
  if (!isObject(value)) return line(value);
  const fields = ordered(value, testOrder).map(([name, entry]) => {
    return `${quote(name)}: ${name === 'do' ? list(entry, indent, line) : line(entry)}`;
  });
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

/** A component on one line, its children below. */
function component(value: JsonObject, indent: string): string {
  const fields = ordered(value, componentOrder, ['children']).map(([name, entry]) => {
    return `${quote(name)}: ${name === 'children' ? children(entry, indent) : line(field(name, entry))}`;
  });
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

function children(value: Json, indent: string): string {
  return list(value, indent, (child, inner) => (isObject(child) ? component(child, inner) : line(child)));
}

function field(name: string, value: Json): Json {
  if (name === 'on_event' && isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([event, each]) => [event, handler(each)]));
  }
  if (name === 'repeat' && isObject(value)) {
    return Object.fromEntries(
      ordered(value, repeatOrder).map(([key, entry]) => [key, key === 'empty' ? inline(entry) : entry]),
    );
  }
  return name === 'fallback' ? inline(value) : value;
}

/** A component inside of a line. */
function inline(value: Json): Json {
  if (!isObject(value)) return value;
  return Object.fromEntries(
    ordered(value, componentOrder, ['children']).map(([name, entry]) => [
      name,
      name === 'children' && Array.isArray(entry) ? entry.map(inline) : field(name, entry),
    ]),
  );
}

function handler(value: Json): Json {
  if (Array.isArray(value)) return value.map(handler);
  if (!isObject(value)) return value;
  if (value.tool === undefined) {
    // An interval holds its handler in `do`.
    return value.do === undefined ? value : { ...inOrder(value, ['every']), do: handler(value.do) };
  }
  return Object.fromEntries(
    ordered(value, stepOrder).map(([name, entry]) => [
      name,
      name === 'ok' || name === 'error' ? handler(entry) : entry,
    ]),
  );
}

/** A record with an entry a line. */
function entries(value: Json, indent: string, write: (value: Json, indent: string) => string): string {
  if (!isObject(value)) return line(value);
  const inner = indent + step;
  const lines = Object.entries(value).map(([name, entry]) => `${inner}${quote(name)}: ${write(entry, inner)}`);
  return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n${indent}}`;
}

/** A list with an entry a line. */
function list(value: Json, indent: string, write: (value: Json, indent: string) => string): string {
  if (!Array.isArray(value)) return line(value);
  const inner = indent + step;
  const lines = value.map((entry) => `${inner}${write(entry, inner)}`);
  return lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n${indent}]`;
}

/** The names of a record in the order that is given, then the others as they are, then those of the end. */
function ordered(value: JsonObject, first: readonly string[], end: readonly string[] = []): [string, Json][] {
  const known = new Set([...first, ...end]);
  const others = Object.keys(value).filter((name) => !known.has(name));
  return [...first, ...others, ...end].flatMap((name): [string, Json][] =>
    Object.hasOwn(value, name) ? [[name, value[name] ?? null]] : [],
  );
}

function inOrder(value: JsonObject, order: readonly string[]): JsonObject {
  return Object.fromEntries(ordered(value, order));
}

function quote(text: string): string {
  return JSON.stringify(text);
}

/** A value on one line, with spaces where a reader wants them. */
function line(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(line).join(', ')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const fields = Object.entries(value).map(([name, entry]) => `${quote(name)}: ${line(entry)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}
