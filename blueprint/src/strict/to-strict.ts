/**
 * From documents to their strict profile (`schema/strict-schema.ts`), without loss: what is left out is null, records with
 * free names are lists of entries, what has no shape there stands as JSON text. `from-strict.ts` is the way back.
 */
import type { Blueprint } from '../document.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import type { Schema } from '../schema/json-schema.ts';
import { isJsonText, strictSchema } from '../schema/strict-schema.ts';
import { listIn, objectIn, optional } from './records.ts';

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

let made: Schema | undefined;
function schema(): Schema {
  made ??= strictSchema();
  return made;
}

/** A record as a list of entries: with the field `as`, or with the fields of what it holds. */
function named(value: Json, as?: string): JsonObject[] {
  return Object.entries(objectIn(value)).map(([name, held]) =>
    as === undefined ? { name, ...objectIn(held) } : { name, [as]: held },
  );
}

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
