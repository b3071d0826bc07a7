/**
 * Between documents and their strict profile (`schema/strict-schema.ts`). Nothing is lost on the way there and back: what
 * is left out is null, records with free names are lists of entries, what has no shape there stands as JSON text.
 */
import type { Blueprint } from './document.ts';
import { type Issue, issueOf } from './issues.ts';
import { isForbiddenName, isObject, type Json, type JsonObject } from './json.ts';
import type { Schema } from './schema/json-schema.ts';
import { isJsonText, strictSchema } from './schema/strict-schema.ts';

/** The strict form of a document. Component ids are kept; those that have none get one that begins with `#`. */
export function toStrict(blueprint: Blueprint): JsonObject {
  const document: JsonObject = JSON.parse(JSON.stringify(blueprint));
  const { ui, ...parts } = document;
  if (!isObject(ui)) throw new TypeError('a document has "ui"');
  const flat = new Flattening();
  const templates = Object.entries(objectIn(parts.templates)).map(([name, template]) => {
    const { component, ...rest } = objectIn(template);
    flat.add(component ?? null, name, 'template');
    return { name, ...rest };
  });
  const { components, watch, ...window } = ui;
  for (const child of listIn(components)) flat.add(child, null, null);
  const told: JsonObject = {
    ...parts,
    ...optional('services', parts.services, (all) => listIn(all).map(serviceEntry)),
    ...optional('data', parts.data, (data) => named(data, 'value')),
    ...optional('computed', parts.computed, (all) => named(all, 'expression')),
    ...optional('sources', parts.sources, (all) => named(all).map(withArgs)),
    ...(parts.templates === undefined ? {} : { templates }),
    ui: {
      ...window,
      ...optional('lifecycle', window.lifecycle, lifecycleTo),
      ...optional('watch', watch, (all) =>
        Object.entries(objectIn(all)).map(([path, run]) => ({ path, do: handlerTo(run) })),
      ),
    },
    components: flat.elements,
    ...optional('tests', parts.tests, (all) => listIn(all).map(testTo)),
  };
  const strict = encode(told, schema());
  if (!isObject(strict)) throw new TypeError('this document has a part that the strict profile cannot say');
  return strict;
}

/** The document of a strict form, not yet validated; or what makes it none. Anything may be passed. */
export function fromStrict(
  strict: unknown,
): { readonly document: JsonObject } | { readonly document: null; readonly issues: readonly Issue[] } {
  try {
    return { document: new Building().build(strict) };
  } catch (error) {
    if (error instanceof Unfit) return { document: null, issues: [issueOf('wrong-type', error.path, error.message)] };
    throw error;
  }
}

let made: Schema | undefined;
function schema(): Schema {
  made ??= strictSchema();
  return made;
}

/** A place where the strict form is not what it should be. */
class Unfit extends Error {
  readonly path: string;
  constructor(path: string, message: string) {
    super(message);
    this.path = path;
  }
}

function objectIn(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function listIn(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

function optional(name: string, value: Json | undefined, change: (value: Json) => Json): JsonObject {
  return value === undefined ? {} : { [name]: change(value) };
}

/** A record as a list of entries: with the field `as`, or with the fields of what it holds. */
function named(value: Json, as?: string): JsonObject[] {
  return Object.entries(objectIn(value)).map(([name, held]) =>
    as === undefined ? { name, ...objectIn(held) } : { name, [as]: held },
  );
}

// To the strict form

/** Components in a row, parents before children. */
class Flattening {
  readonly elements: JsonObject[] = [];
  #given = 0;

  add(child: Json, within: string | null, slot: string | null): void {
    const place: JsonObject = { ...(within === null ? {} : { in: within }), ...(slot === null ? {} : { slot }) };
    if (!isObject(child)) {
      this.elements.push({ id: this.#mark(), type: '#text', ...place, text: child });
      return;
    }
    const { id = this.#mark(), type, children, fallback, repeat, props, on_event, ...rest } = child;
    const { empty, ...each } = objectIn(repeat);
    const byName = type === 'use' || !isKnown(type);
    this.elements.push({
      id,
      type: type ?? '',
      ...place,
      ...rest,
      ...optional('props', props, (all) => (byName ? named(all, 'value') : all)),
      ...(repeat === undefined ? {} : { repeat: isObject(repeat) ? each : repeat }),
      ...optional('on_event', on_event, (all) =>
        Object.entries(objectIn(all)).map(([event, run]) => ({ event, do: handlerTo(run) })),
      ),
    });
    const name = String(id);
    if (empty !== undefined) this.add(empty, name, 'empty');
    if (fallback !== undefined) this.add(fallback, name, 'fallback');
    for (const inner of listIn(children)) this.add(inner, name, null);
  }

  #mark(): string {
    this.#given += 1;
    return `#${this.#given}`;
  }
}

let types: ReadonlySet<Json> | undefined;
/** Whether a type has a shape of its own in the strict profile. */
function isKnown(type: Json | undefined): boolean {
  types ??= new Set(elementsOf(schema()).map((element) => objectIn(objectIn(element.properties).type).const ?? null));
  return type !== undefined && type !== null && types.has(type);
}

function elementsOf(whole: Schema): Schema[] {
  const { components } = objectIn(whole.properties);
  return listIn(objectIn(objectIn(components).items).anyOf).map(objectIn);
}

function handlerTo(handler: Json): Json {
  if (Array.isArray(handler)) return handler.map(handlerTo);
  if (!isObject(handler)) return handler;
  const { args, ok, error, ...step } = handler;
  return {
    ...step,
    ...optional('args', args, (all) => named(all, 'value')),
    ...optional('ok', ok, handlerTo),
    ...optional('error', error, handlerTo),
  };
}

function lifecycleTo(lifecycle: Json): Json {
  const { on_interval, ...hooks } = objectIn(lifecycle);
  return {
    ...Object.fromEntries(Object.entries(hooks).map(([name, run]) => [name, handlerTo(run)])),
    ...optional('on_interval', on_interval, (all) =>
      listIn(all).map((each) => ({ ...objectIn(each), do: handlerTo(objectIn(each).do ?? null) })),
    ),
  };
}

function withArgs(source: JsonObject): JsonObject {
  return { ...source, ...optional('args', source.args, (all) => named(all, 'value')) };
}

function serviceEntry(entry: Json): Json {
  const families = Object.entries(objectIn(entry));
  const [first] = families;
  if (first === undefined || families.length > 1) return entry;
  return { family: first[0], tools: first[1] };
}

function testTo(test: Json): Json {
  const { data, answers, do: steps, ...rest } = objectIn(test);
  return {
    ...rest,
    ...optional('data', data, (all) => named(all, 'value')),
    ...optional('answers', answers, (all) => named(all, 'value')),
    do: listIn(steps).map((step) => ({
      ...objectIn(step),
      ...optional('expect', objectIn(step).expect, (all) => named(all, 'value')),
    })),
  };
}

/** The value as the schema has it, undefined when it does not fit: nulls for what is left out, JSON text where it must be. */
function encode(value: Json | undefined, told: Schema): Json | undefined {
  const shape = resolved(told);
  if (Array.isArray(shape.anyOf)) {
    const branches = shape.anyOf.map(objectIn);
    if (value === undefined) return branches.some(isNothing) ? null : undefined;
    for (const branch of branches) {
      if (isNothing(branch) || isJsonText(branch)) continue;
      const encoded = encode(value, branch);
      if (encoded !== undefined) return encoded;
    }
    return branches.some(isJsonText) ? { json: JSON.stringify(value) } : undefined;
  }
  if (value === undefined || value === null) return undefined;
  if (isJsonText(told)) return { json: JSON.stringify(value) };
  if (shape.const !== undefined) return value === shape.const ? value : undefined;
  if (Array.isArray(shape.enum)) return shape.enum.includes(value) ? value : undefined;
  if (shape.type === 'array') {
    if (!Array.isArray(value)) return undefined;
    const entries = value.map((entry) => encode(entry, objectIn(shape.items)));
    return entries.every((entry) => entry !== undefined) ? entries : undefined;
  }
  if (shape.type === 'object') return encodeRecord(value, objectIn(shape.properties));
  return typeof value === shape.type ? value : undefined;
}

/** The definition that a schema refers to. */
function resolved(shape: Schema): Schema {
  if (typeof shape.$ref !== 'string') return shape;
  return objectIn(objectIn(schema().$defs)[shape.$ref.slice('#/$defs/'.length)]);
}

function isNothing(shape: Schema): boolean {
  return shape.type === 'null';
}

function encodeRecord(value: Json, fields: JsonObject): Json | undefined {
  if (!isObject(value) || Object.keys(value).some((name) => !Object.hasOwn(fields, name))) return undefined;
  const copy: JsonObject = {};
  for (const [name, field] of Object.entries(fields)) {
    const encoded = encode(Object.hasOwn(value, name) ? value[name] : undefined, objectIn(field));
    if (encoded === undefined) return undefined;
    copy[name] = encoded;
  }
  return copy;
}

// From the strict form

/** Deeper than any strict form is. */
const deepest = 60;

/** Components by their names, put into each other again. */
class Building {
  readonly #elements = new Map<string, JsonObject>();
  readonly #top: Json[] = [];
  readonly #templates = new Map<string, Json>();

  build(strict: unknown): JsonObject {
    const told = decode(jsonOf(strict), '', 0);
    if (!isObject(told)) throw new Unfit('', 'the strict form is a record');
    const { components, templates, ui, services, data, computed, sources, tests, ...rest } = told;
    for (const [index, element] of listAt(components, '/components').entries()) {
      this.#place(recordAt(element, `/components/${index}`), `/components/${index}`);
    }
    const { lifecycle, watch, ...window } = recordAt(ui, '/ui');
    return {
      ...rest,
      ...optional('services', services, (all) => listAt(all, '/services').map(serviceFrom)),
      ...optional('data', data, (all) => unnamed(all, '/data', 'value')),
      ...optional('computed', computed, (all) => unnamed(all, '/computed', 'expression')),
      ...optional('sources', sources, (all) => mapValues(unnamed(all, '/sources'), argsFrom)),
      ...optional('templates', templates, (all) =>
        Object.fromEntries(
          Object.entries(unnamed(all, '/templates')).map(([name, template]) => {
            const component = this.#templates.get(name);
            if (component === undefined) throw new Unfit('/templates', `no component is the template "${name}"`);
            return [name, { ...objectIn(template), component }];
          }),
        ),
      ),
      ui: {
        ...window,
        ...optional('lifecycle', lifecycle, lifecycleFrom),
        ...optional('watch', watch, (all) =>
          pairs(
            listAt(all, '/ui/watch').map((each) => [objectIn(each).path, handlerFrom(objectIn(each).do ?? null)]),
            '/ui/watch',
          ),
        ),
        components: this.#top,
      },
      ...optional('tests', tests, (all) => listAt(all, '/tests').map(testFrom)),
    };
  }

  #place(element: JsonObject, path: string): void {
    const { id, type, in: within, slot, props, on_event, text, ...rest } = element;
    if (typeof id !== 'string') throw new Unfit(`${path}/id`, 'a component has an id');
    if (this.#elements.has(id)) throw new Unfit(`${path}/id`, `the id "${id}" is taken`);
    const entries = Array.isArray(props);
    const component: JsonObject = {
      ...(id.startsWith('#') ? {} : { id }),
      type: type ?? '',
      ...rest,
      ...optional('props', props, (all) => (entries ? unnamed(all, `${path}/props`, 'value') : all)),
      ...optional('on_event', on_event, (all) =>
        pairs(
          listAt(all, `${path}/on_event`).map((each) => [objectIn(each).event, handlerFrom(objectIn(each).do ?? null)]),
          `${path}/on_event`,
        ),
      ),
    };
    this.#elements.set(id, component);
    this.#put(type === '#text' ? (text ?? '') : component, within, slot, path);
  }

  #put(child: Json, within: Json | undefined, slot: Json | undefined, path: string): void {
    if (slot === 'template' && typeof within === 'string') {
      this.#templates.set(within, child);
      return;
    }
    if (within === undefined) {
      this.#top.push(child);
      return;
    }
    const parent = typeof within === 'string' ? this.#elements.get(within) : undefined;
    if (parent === undefined)
      throw new Unfit(`${path}/in`, `no component before this one has the id ${JSON.stringify(within)}`);
    if (slot === 'fallback') parent.fallback = child;
    else if (slot === 'empty') {
      const { repeat = '' } = parent;
      parent.repeat = isObject(repeat) ? { ...repeat, empty: child } : { each: repeat, empty: child };
    } else if (Array.isArray(parent.children)) parent.children.push(child);
    else parent.children = [child];
  }
}

function jsonOf(value: unknown): Json {
  try {
    return JSON.parse(JSON.stringify(value) ?? 'null');
  } catch {
    throw new Unfit('', 'not JSON: it refers to itself, or is nested too deep');
  }
}

/** Without nulls, which stand for what is left out, and with JSON text read. */
function decode(value: Json, path: string, depth: number): Json {
  if (depth > deepest) throw new Unfit(path, 'nested deeper than the strict form is');
  if (Array.isArray(value)) return value.map((entry, index) => decode(entry, `${path}/${index}`, depth + 1));
  if (!isObject(value)) return value;
  if (typeof value.json === 'string' && Object.keys(value).length === 1) {
    try {
      return JSON.parse(value.json);
    } catch {
      throw new Unfit(`${path}/json`, 'this text is not JSON');
    }
  }
  const copy: JsonObject = {};
  for (const [name, entry] of Object.entries(value)) {
    if (isForbiddenName(name)) throw new Unfit(`${path}/${name}`, `the name "${name}" is not allowed`);
    if (entry !== null) copy[name] = decode(entry, `${path}/${name}`, depth + 1);
  }
  return copy;
}

function listAt(value: Json | undefined, path: string): Json[] {
  if (Array.isArray(value)) return value;
  throw new Unfit(path, 'a list stands here');
}

function recordAt(value: Json | undefined, path: string): JsonObject {
  if (isObject(value)) return value;
  throw new Unfit(path, 'a record stands here');
}

/** A list of entries as a record: of their field `from`, or of all that they hold. */
function unnamed(value: Json, path: string, from?: string): JsonObject {
  // What came as JSON text may be a record already.
  if (isObject(value)) return value;
  return pairs(
    listAt(value, path).map((entry) => {
      const { name, ...held } = recordAt(entry, path);
      return [name, from === undefined ? held : (held[from] ?? null)];
    }),
    path,
  );
}

function pairs(entries: readonly (readonly [Json | undefined, Json])[], path: string): JsonObject {
  const found: JsonObject = {};
  for (const [name, held] of entries) {
    if (typeof name !== 'string' || isForbiddenName(name)) throw new Unfit(path, `${JSON.stringify(name)} is no name`);
    if (Object.hasOwn(found, name)) throw new Unfit(path, `the name "${name}" is there twice`);
    found[name] = held;
  }
  return found;
}

function mapValues(record: JsonObject, change: (value: JsonObject) => Json): JsonObject {
  return Object.fromEntries(Object.entries(record).map(([name, held]) => [name, change(objectIn(held))]));
}

function argsFrom(step: JsonObject): JsonObject {
  return { ...step, ...optional('args', step.args, (all) => unnamed(all, '', 'value')) };
}

function handlerFrom(handler: Json): Json {
  if (Array.isArray(handler)) return handler.map(handlerFrom);
  if (!isObject(handler)) return handler;
  const { ok, error } = handler;
  return { ...argsFrom(handler), ...optional('ok', ok, handlerFrom), ...optional('error', error, handlerFrom) };
}

function lifecycleFrom(lifecycle: Json): Json {
  const { on_interval, ...hooks } = objectIn(lifecycle);
  return {
    ...Object.fromEntries(Object.entries(hooks).map(([name, run]) => [name, handlerFrom(run)])),
    ...optional('on_interval', on_interval, (all) =>
      listIn(all).map((each) => ({ ...objectIn(each), do: handlerFrom(objectIn(each).do ?? null) })),
    ),
  };
}

function serviceFrom(entry: Json): Json {
  const { family, tools } = objectIn(entry);
  return typeof family === 'string' ? { [family]: tools ?? '*' } : entry;
}

function testFrom(test: Json): Json {
  const { data, answers, do: steps, ...rest } = objectIn(test);
  return {
    ...rest,
    ...optional('data', data, (all) => unnamed(all, '/tests', 'value')),
    ...optional('answers', answers, (all) => unnamed(all, '/tests', 'value')),
    do: listIn(steps).map((step) => ({
      ...objectIn(step),
      ...optional('expect', objectIn(step).expect, (all) => unnamed(all, '/tests', 'value')),
    })),
  };
}
