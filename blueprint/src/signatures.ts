/**
 * Components and tools as signatures in the manner of TypeScript: what a prompt tells a model of the language, at a
 * fraction of the tokens of JSON Schema.
 */
import { type ToolDeclaration, toolDeclarations } from '@agentos/tools';
import { z } from 'zod';
import { type ComponentDefinition, commonProps, componentDefinitions } from './components.ts';
import { isObject, type Json } from './json.ts';
import { jsonSchemaOf, type Schema } from './schema/json-schema.ts';
import { fieldsOf, isMarked } from './tool-params.ts';

export interface SignatureOptions {
  /** Component types; all unless told. */
  readonly types?: readonly string[];
  /** Families or names of tools, such as `data` or `storage.get`; all unless told. */
  readonly tools?: readonly string[];
}

/** Signatures of components, then of tools, a line each. */
export function signatures({ types, tools }: SignatureOptions = {}): string {
  const components = Object.entries(componentDefinitions)
    .filter(([type]) => types === undefined || types.includes(type))
    .map(([type, definition]) => componentSignature(type, definition));
  const calls = toolDeclarations
    .filter(({ id }) => tools === undefined || tools.includes(id) || tools.includes(id.slice(0, id.indexOf('.'))))
    .map(toolSignature);
  const common = Object.entries(commonProps.shape).map(([name, shape]) => field(name, shape));
  return [
    `// Every component: { ${common.join(', ')} }; each property may be an expression, unless it is literal`,
    ...components,
    '',
    "// Tools; path is a place in the app's data, handler runs later",
    ...calls,
    '',
  ].join('\n');
}

function componentSignature(type: string, definition: ComponentDefinition): string {
  const { props, bind, events, children, literal = [] } = definition;
  const own = Object.entries(props.shape)
    .filter(([name]) => !Object.hasOwn(commonProps.shape, name))
    .map(([name, shape]) => `${literal.includes(name) ? 'literal ' : ''}${field(name, shape)}`);
  const more = [
    ...(bind === null ? [] : [`bind: ${bind}`]),
    ...(events.length === 0 ? [] : [`on: ${events.join(' | ')}`]),
    ...(children ? ['children'] : []),
  ];
  return `${type}(${own.join(', ')})${more.length === 0 ? '' : ` ${more.join('; ')}`}`;
}

function toolSignature({ id, description, params, result }: ToolDeclaration): string {
  const given = fieldsOf(params);
  const fields = given === null ? ['…'] : Object.entries(given).map(([name, shape]) => field(name, shape));
  const answers = Object.entries(fieldsOf(result) ?? {}).map(([name, shape]) => field(name, shape));
  const gives = answers.length === 0 ? '' : `: { ${answers.join(', ')} }`;
  return `${id}(${fields.join(', ')})${gives} // ${description.split('. ')[0]?.replace(/\.$/, '') ?? ''}`;
}

function field(name: string, shape: z.core.$ZodType): string {
  const open = z.safeParse(shape, undefined).success ? '?' : '';
  if (isMarked(shape, 'dataPath')) return `${name}${open}: path`;
  if (isMarked(shape, 'handler')) return `${name}${open}: handler`;
  if (isMarked(shape, 'componentId')) return `${name}${open}: id`;
  return `${name}${open}: ${typeText(jsonSchemaOf(shape))}`;
}

function typeText(schema: Json | undefined): string {
  if (!isObject(schema)) return 'any';
  const branches = schema.anyOf;
  if (Array.isArray(branches))
    return [...new Set(branches.map(typeText).filter((text) => text !== 'null'))].join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) return schema.enum.map((each) => JSON.stringify(each)).join(' | ');
  switch (schema.type) {
    case 'integer':
      return 'number';
    case 'array': {
      const items = typeText(schema.items);
      return items.includes(' | ') ? `(${items})[]` : `${items}[]`;
    }
    case 'object':
      return recordText(schema);
    default:
      return typeof schema.type === 'string' ? schema.type : 'any';
  }
}

function recordText(schema: Schema): string {
  if (!isObject(schema.properties)) return 'record';
  const required = Array.isArray(schema.required) ? schema.required : [];
  const fields = Object.entries(schema.properties).map(
    ([name, each]) => `${name}${required.includes(name) ? '' : '?'}: ${typeText(each)}`,
  );
  return `{ ${fields.join(', ')} }`;
}
