/**
 * The strict profile: the language as providers of models can enforce it. A flat list of components in place of a tree,
 * nothing that refers to itself, every field required (null where it is left out), no field beside those named, no limits
 * on lengths and numbers. `strict.ts` turns documents into it and back.
 */
import { type ComponentDefinition, componentDefinitions } from '../components.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { dialect, jsonSchemaOf, refTo, type Schema } from './json-schema.ts';

const string: Schema = { type: 'string' };
const number: Schema = { type: 'number' };
const boolean: Schema = { type: 'boolean' };
const none: Schema = { type: 'null' };

/** A value that has no shape of its own here, as JSON text. */
const jsonText: Schema = refTo('JsonText');

/** Any JSON value. */
const value: Schema = refTo('Value');
const args: Schema = orNull(refTo('Values'));
const handler: Schema = refTo('Handler');

function record(properties: JsonObject, description?: string): Schema {
  return {
    type: 'object',
    ...(description === undefined ? {} : { description }),
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  };
}

function list(items: Schema): Schema {
  return { type: 'array', items };
}

function orNull(schema: Schema): Schema {
  const branches = Array.isArray(schema.anyOf) ? schema.anyOf : [schema];
  return { anyOf: [...branches, none] };
}

/** The entries of a record whose names are free. */
function entries(held: JsonObject): Schema {
  return list(record({ name: string, ...held }));
}

const confirm: Schema = {
  anyOf: [string, record({ title: string, body: orNull(string), action: orNull(string), danger: orNull(boolean) })],
};

/** Steps inside of steps are told as JSON text from the second level on. */
function step(tool: Schema, inner: Schema | undefined): Schema {
  const nested: Json[] = inner === undefined ? [] : [inner, list(inner)];
  const follows: Schema = { anyOf: [string, ...nested, jsonText, none] };
  return record({
    tool,
    args,
    into: orNull(string),
    if: orNull(string),
    confirm: orNull(confirm),
    ok: follows,
    error: follows,
    debounce: orNull(number),
  });
}

export interface StrictOptions {
  /** Component types that may be used; all, and those that only other systems know, unless told. */
  readonly types?: readonly string[];
  /** Names of tools that may be used; all unless told. */
  readonly tools?: readonly string[];
}

/** The schema of the strict profile, for all types or for those that a request needs. */
export function strictSchema({ types, tools }: StrictOptions = {}): Schema {
  const tool: Schema = tools === undefined ? string : { type: 'string', enum: [...tools] };
  const element = (type: Schema, props: Schema, events: Schema): Schema =>
    record({
      id: { type: 'string', description: 'its name; one that begins with # is only for "in"' },
      type,
      in: { ...orNull(string), description: 'id of the component that it is in, which comes before; null at the top' },
      slot: {
        anyOf: [{ type: 'string', enum: ['fallback', 'empty', 'template'] }, none],
        description: 'null among the children; template: "in" names the template that it is',
      },
      template: orNull(string),
      props,
      bind: orNull(string),
      if: orNull(string),
      repeat: refTo('Repeat'),
      key: orNull(string),
      validate: { anyOf: [refTo('Rule'), list(refTo('Rule')), none] },
      a11y: orNull(refTo('Accessibility')),
      on_event: orNull(list(record({ event: events, do: handler }))),
    });
  const known = Object.entries(componentDefinitions)
    .filter(([type]) => types === undefined || types.includes(type))
    .map(([type, { props, events, description }]: [string, ComponentDefinition]) => ({
      ...element(constant(type), orNull(propsSchema(props)), events.length === 0 ? string : choice(events)),
      description,
    }));
  const ofTemplates = element(constant('use'), args, string);
  const others = types === undefined ? [element(string, args, string)] : [];
  return {
    $schema: dialect,
    title: 'AgentOS Blueprint 1.0, strict',
    ...record({
      $schema: orNull(string),
      blueprint: orNull(constant('1.0')),
      app: record({
        id: string,
        name: string,
        description: orNull(string),
        icon: orNull(string),
        category: orNull(string),
        version: orNull(string),
        author: orNull(string),
        tags: orNull(list(string)),
        permissions: orNull(list(string)),
      }),
      services: orNull(list({ anyOf: [string, record({ family: string, tools: toolsOfService() }), jsonText] })),
      requires: orNull(record({ components: orNull(list(string)), host: orNull(string) })),
      data: args,
      persist: orNull(list(string)),
      dataVersion: orNull(number),
      migrations: orNull(
        list(
          record({
            to: number,
            steps: list({
              anyOf: [
                record({ rename: string, to: string }),
                record({ set: string, value }),
                record({ remove: string }),
              ],
            }),
          }),
        ),
      ),
      computed: orNull(entries({ expression: string })),
      sources: orNull(
        entries({
          tool,
          args,
          default: orNull(value),
          refresh: { anyOf: [{ type: 'string', enum: ['mount', 'deps'] }, number, none] },
          debounce: orNull(number),
          if: orNull(string),
        }),
      ),
      templates: orNull(entries({ params: orNull(list(string)) })),
      ui: record({
        title: string,
        layout: orNull({ type: 'string', enum: ['vertical', 'horizontal'] }),
        width: orNull(number),
        height: orNull(number),
        lifecycle: orNull(
          record({
            on_mount: orNull(handler),
            on_unmount: orNull(handler),
            on_focus: orNull(handler),
            on_interval: orNull(list(record({ every: number, do: handler }))),
          }),
        ),
        watch: orNull(list(record({ path: string, do: handler }))),
      }),
      components: list({ anyOf: [...known, ofTemplates, ...others, textAlone()] }),
      tests: orNull(list(testSchema())),
    }),
    $defs: definitions(tool),
  };
}

/** The same schema for some component types only, and some tools: what fits into the limits of providers. */
export function prune(types: readonly string[], tools?: readonly string[]): Schema {
  return strictSchema({ types, ...(tools === undefined ? {} : { tools }) });
}

function definitions(tool: Schema): JsonObject {
  return {
    JsonText: record({ json: { type: 'string', description: 'the value as JSON text' } }),
    Value: { anyOf: [string, number, boolean, jsonText] },
    Values: entries({ value }),
    Handler: { anyOf: [tool, refTo('Step'), list(refTo('Step'))] },
    Step: step(tool, refTo('LastStep')),
    LastStep: step(tool, undefined),
    Rule: ruleSchema(),
    Repeat: {
      anyOf: [string, record({ each: string, as: orNull(string), key: orNull(string), limit: orNull(number) }), none],
    },
    Accessibility: record({
      label: orNull(string),
      description: orNull(string),
      role: orNull(string),
      live: orNull(choice(['off', 'polite', 'assertive'])),
      hidden: orNull(boolean),
    }),
  };
}

/** A text by itself among children. */
function textAlone(): Schema {
  return record({ id: string, type: constant('#text'), in: orNull(string), slot: orNull(string), text: string });
}

function toolsOfService(): Schema {
  const names = { anyOf: [constant('*'), list(string)] };
  return {
    anyOf: [
      ...names.anyOf,
      record({
        tools: orNull(names),
        scope: orNull(choice(['app', 'instance'])),
        root: orNull(string),
        readonly: orNull(boolean),
      }),
    ],
  };
}

function ruleSchema(): Schema {
  const names = choice(['required', 'email', 'url', 'number', 'integer']);
  return {
    anyOf: [
      names,
      record({
        rule: orNull(names),
        min: orNull(number),
        max: orNull(number),
        minLength: orNull(number),
        maxLength: orNull(number),
        pattern: orNull(string),
        check: orNull(string),
        message: orNull(string),
      }),
    ],
  };
}

function testSchema(): Schema {
  const at = orNull(number);
  return record({
    name: string,
    data: args,
    answers: args,
    now: orNull(number),
    do: list({
      anyOf: [
        record({ click: string, at }),
        record({ enter: string, value, at }),
        record({ submit: string, at }),
        record({ event: string, of: string, value: orNull(value), at }),
        record({ set: string, value }),
        record({ wait: number }),
        record({ expect: refTo('Values') }),
      ],
    }),
  });
}

function constant(text: string): Schema {
  return { type: 'string', const: text };
}

function choice(texts: readonly string[]): Schema {
  return { type: 'string', enum: [...texts] };
}

function branchesOf(schema: Schema): Json[] {
  return Array.isArray(schema.anyOf) ? schema.anyOf : [schema];
}

/** The properties of a type: each its literal, an expression, or null. */
function propsSchema(props: ComponentDefinition['props']): Schema {
  const { properties } = jsonSchemaOf(props);
  return record(
    Object.fromEntries(
      Object.entries(isObject(properties) ? properties : {}).map(([name, literal]): [string, Json] => {
        const { description } = isObject(literal) ? literal : {};
        const shapes = branchesOf(loosened(literal) ?? jsonText).filter((each) => !isNone(each));
        const takesText = shapes.some((each) => isObject(each) && each.type === 'string' && each.enum === undefined);
        const takesJson = shapes.some((each) => isJsonText(each));
        const all = [...shapes, ...(takesText ? [] : [string]), ...(takesJson ? [] : [jsonText]), none];
        return [name, { ...(description === undefined ? {} : { description }), anyOf: all }];
      }),
    ),
  );
}

/** A schema without limits, its records closed; undefined for values without a shape. */
function loosened(schema: Json | undefined): Schema | undefined {
  if (!isObject(schema)) return undefined;
  if (Array.isArray(schema.anyOf)) {
    const branches = schema.anyOf.map((each) => loosened(each) ?? jsonText);
    return { anyOf: branches.flatMap(branchesOf) };
  }
  if (Array.isArray(schema.enum)) return { type: 'string', enum: schema.enum };
  switch (schema.type) {
    case 'string':
      return typeof schema.const === 'string' ? constant(schema.const) : string;
    case 'number':
    case 'integer':
      return number;
    case 'boolean':
      return boolean;
    case 'null':
      return none;
    case 'array': {
      const items = loosened(schema.items);
      return items === undefined ? undefined : list(items);
    }
    case 'object': {
      if (!isObject(schema.properties)) return undefined;
      const required = Array.isArray(schema.required) ? schema.required : [];
      const fields = Object.entries(schema.properties).map(([name, each]): [string, Json] => {
        const inner = loosened(each) ?? jsonText;
        return [name, required.includes(name) ? inner : orNull(inner)];
      });
      return record(Object.fromEntries(fields));
    }
    default:
      return undefined;
  }
}

function isNone(schema: Json): boolean {
  return isObject(schema) && schema.type === 'null';
}

export function isJsonText(schema: Json | undefined): boolean {
  return isObject(schema) && schema.$ref === jsonText.$ref;
}
