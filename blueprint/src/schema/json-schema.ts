/** JSON Schema 2020-12 from the Zod definitions of the language: names for what refers to itself, standard words only. */
import { z } from 'zod';
import { Child, Component, Handler, HandlerStep, Repeat, Rule, Source, Test, TestStep } from '../document.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';

export type Schema = JsonObject;

export const dialect = 'https://json-schema.org/draft/2020-12/schema';
export const any: Schema = {};

export function refTo(name: string): Schema {
  return { $ref: `#/$defs/${name}` };
}

/** Definitions that are referred to by name. The others are written where they are used. */
const named = z.registry<{ id: string }>();
for (const [id, schema] of Object.entries({
  Child,
  Component,
  Handler,
  HandlerStep,
  Repeat,
  Rule,
  Source,
  Test,
  TestStep,
})) {
  named.add(schema, { id });
}

/** The schema of what may be written, with `$defs` for what has a name. */
export function jsonSchemaOf(schema: z.core.$ZodType): Schema {
  const written = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    metadata: named,
    override({ zodSchema, jsonSchema }) {
      const description = z.globalRegistry.get(zodSchema)?.description;
      if (description !== undefined) jsonSchema.description = description;
    },
  });
  const made: Json = JSON.parse(JSON.stringify(written));
  if (!isObject(made)) throw new Error('a schema is a record');
  const { $schema: _, $defs = {}, ...root } = made;
  const definitions = isObject($defs) ? Object.entries($defs) : [];
  const anyJson = new Set(definitions.flatMap(([name, each]) => (isAnyJson(each) ? [`#/$defs/${name}`] : [])));
  const kept = definitions
    .filter(([name]) => !anyJson.has(`#/$defs/${name}`))
    .map(([name, each]): [string, Json] => {
      if (name.startsWith('__')) throw new Error(`${name} refers to itself and has no name: add it to "named"`);
      return [name, plain(each, anyJson)];
    });
  const body = plain(root, anyJson);
  if (!isObject(body)) throw new Error('a schema is a record');
  return kept.length === 0 ? body : { ...body, $defs: Object.fromEntries(kept) };
}

/** `z.json()`: any value at all. */
function isAnyJson(schema: Json): boolean {
  if (!isObject(schema) || !Array.isArray(schema.anyOf)) return false;
  const types = schema.anyOf.map((branch) => (isObject(branch) ? branch.type : undefined));
  return ['string', 'number', 'boolean', 'null', 'array', 'object'].every((type) => types.includes(type));
}

/** Without what JSON Schema does not know or what says nothing, and with `{}` for any value. */
function plain(schema: Json, anyJson: ReadonlySet<string>): Json {
  if (Array.isArray(schema)) return schema.map((each) => plain(each, anyJson));
  if (!isObject(schema)) return schema;
  if (isAnyJson(schema)) return schema.description === undefined ? {} : { description: schema.description };
  if (typeof schema.$ref === 'string' && anyJson.has(schema.$ref)) {
    const { $ref: _, ...rest } = schema;
    return plain(rest, anyJson);
  }
  const copy: JsonObject = {};
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'format' || key === 'id') continue;
    if (key === 'propertyNames' && isObject(value) && Object.keys(value).join() === 'type') continue;
    if ((key === 'minimum' || key === 'maximum') && Math.abs(Number(value)) === Number.MAX_SAFE_INTEGER) continue;
    // What stands in these is no schema: names of properties, and values.
    if (['const', 'enum', 'default', 'examples'].includes(key)) copy[key] = value;
    else if ((key === 'properties' || key === '$defs') && isObject(value)) {
      copy[key] = Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(each, anyJson)]));
    } else copy[key] = plain(value, anyJson);
  }
  return copy;
}
