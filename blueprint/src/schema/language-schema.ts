/**
 * The schema of a document in two forms. `validator` is exact: all that the shape of a document alone can show to be wrong
 * is wrong by it; what takes names into account (ids, paths, permissions, templates, limits of the whole) is left to the
 * validator of the language. `editor` is laxer and says more: what a field is for, defaults, examples.
 */
import { Blueprint } from '../document.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { componentCases, offeredTypes, propertySchemas } from './component-cases.ts';
import { fieldTexts } from './field-texts.ts';
import { any, dialect, jsonSchemaOf, refTo, type Schema } from './json-schema.ts';
import { toolCallSchema, toolNamesAlone } from './tool-calls.ts';

export type Flavour = 'validator' | 'editor';

/** A text that is an expression: `==` at its start means a literal `=`, and `=` alone is literal too. */
const expression = '^=(?!=)[\\s\\S]';
/** A name that paths and expressions can say. */
const name = '^(?!(true|false|null)$)[A-Za-z_][A-Za-z0-9_]*$';

/** A value with an expression anywhere inside: its shape is known when the app runs. */
const holdsExpression: Schema = {
  anyOf: [
    { type: 'string', pattern: expression },
    { type: 'array', contains: refTo('HoldsExpression') },
    { type: 'object', not: { additionalProperties: { not: refTo('HoldsExpression') } } },
  ],
};

export function languageSchema(flavour: Flavour): Schema {
  const describe = flavour === 'editor';
  const { $defs, ...document } = jsonSchemaOf(Blueprint);
  if (!isObject($defs)) throw new Error('the language refers to its parts by name');
  const orExpression = describe ? orExpressionForEditors : exactlyOrExpression;
  const definitions: JsonObject = {
    ...$defs,
    Component: componentSchema(definition($defs, 'Component'), describe),
    Handler: handlerSchema(definition($defs, 'Handler')),
    HandlerStep: callsTool(definition($defs, 'HandlerStep')),
    Source: callsTool(definition($defs, 'Source')),
    Rule: ruleSchema(definition($defs, 'Rule')),
    ToolCall: toolCallSchema(orExpression, describe),
    HoldsExpression: holdsExpression,
    ...propertySchemas(orExpression),
  };
  const root = withDataNames(document);
  const body = { ...root, $defs: definitions };
  return {
    $schema: dialect,
    $id: `urn:agentos:blueprint:1.0:${flavour}`,
    title: 'AgentOS Blueprint 1.0',
    ...(describe ? described(body) : body),
  };
}

function exactlyOrExpression(literal: Schema): Schema {
  return Object.keys(literal).some((word) => word !== 'description')
    ? { anyOf: [literal, refTo('HoldsExpression')] }
    : any;
}

function orExpressionForEditors(literal: Schema): Schema {
  const { description, default: preset, ...shape } = literal;
  const about = {
    ...(description === undefined ? {} : { description }),
    ...(preset === undefined ? {} : { default: preset }),
  };
  const takesText = shape.type === 'string' && shape.pattern === undefined && shape.enum === undefined;
  if (Object.keys(shape).length === 0) return literal;
  // How long a text may be is not how long the expression for it may be.
  if (takesText) return { ...about, type: 'string' };
  return { ...about, anyOf: [shape, refTo('HoldsExpression')] };
}

function definition(definitions: JsonObject, called: string): Schema {
  const found = definitions[called];
  if (!isObject(found)) throw new Error(`the language has no ${called}`);
  return found;
}

function componentSchema(component: Schema, describe: boolean): Schema {
  const { properties } = component;
  const fields = isObject(properties) ? properties : {};
  const { type } = fields;
  const offered = describe && isObject(type) ? { ...type, examples: offeredTypes } : type;
  return {
    ...component,
    properties: { ...fields, type: offered ?? any, if: { type: 'string', maxLength: 2001, pattern: expression } },
    // Rules are demands on a value.
    dependentRequired: { validate: ['bind'] },
    allOf: componentCases(describe),
  };
}

function handlerSchema(handler: Schema): Schema {
  const branches = Array.isArray(handler.anyOf) ? handler.anyOf : [];
  return {
    ...handler,
    anyOf: branches.map((branch) => (isObject(branch) && branch.type === 'string' ? { enum: toolNamesAlone } : branch)),
  };
}

function callsTool(step: Schema): Schema {
  const fields = isObject(step.properties) ? step.properties : {};
  const condition = { type: 'string', maxLength: 2001, pattern: expression };
  return { ...step, properties: { ...fields, if: condition }, allOf: [refTo('ToolCall')] };
}

function ruleSchema(rule: Schema): Schema {
  const branches = Array.isArray(rule.anyOf) ? rule.anyOf : [];
  const demands = ['rule', 'min', 'max', 'minLength', 'maxLength', 'pattern', 'check'];
  return {
    ...rule,
    anyOf: branches.map((branch) => {
      if (!isObject(branch) || branch.type !== 'object') return branch;
      const fields = isObject(branch.properties) ? branch.properties : {};
      const check = { type: 'string', maxLength: 2001, pattern: expression };
      return { ...branch, properties: { ...fields, check }, anyOf: demands.map((each) => ({ required: [each] })) };
    }),
  };
}

/** Names at the top of the data are said in paths; computed values are expressions. */
function withDataNames(document: Schema): Schema {
  const fields = isObject(document.properties) ? document.properties : {};
  const { data, computed } = fields;
  if (!isObject(data) || !isObject(computed)) throw new Error('the language has data and computed values');
  return {
    ...document,
    properties: {
      ...fields,
      data: { ...data, propertyNames: { pattern: name } },
      computed: { ...computed, additionalProperties: { type: 'string', maxLength: 2001, pattern: expression } },
    },
  };
}

/** With what each field is for, at the top and in every definition. */
function described(schema: Schema): Schema {
  const say = (holder: Schema, called: string): Schema => {
    const fields = holder.properties;
    const copy: JsonObject = { ...holder };
    if (isObject(fields)) {
      copy.properties = Object.fromEntries(
        Object.entries(fields).map(([field, inner]): [string, Json] => {
          if (!isObject(inner)) return [field, inner];
          const text = fieldTexts[`${called}.${field}`];
          const below = say(inner, called === '' ? field : `${called}.${field}`);
          return [field, text === undefined ? below : { ...below, ...aboutField(text) }];
        }),
      );
    }
    return copy;
  };
  const definitions = isObject(schema.$defs) ? schema.$defs : {};
  return {
    ...say(schema, ''),
    $defs: Object.fromEntries(
      Object.entries(definitions).map(([called, each]): [string, Json] => [
        called,
        isObject(each) && !called.includes('.') ? say(each, called) : each,
      ]),
    ),
  };
}

function aboutField(text: { readonly says: string; readonly example?: Json }): Schema {
  const example = text.example === undefined ? '' : `\n\n\`\`\`json\n${JSON.stringify(text.example)}\n\`\`\``;
  return {
    description: text.says.replaceAll('`', ''),
    markdownDescription: `${text.says}${example}`,
    ...(text.example === undefined ? {} : { examples: [text.example] }),
  };
}
