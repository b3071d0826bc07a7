/** What a call of each tool looks like: its arguments, each literal or an expression. */
import { type ToolDeclaration, toolDeclarations } from '@agentos/tools';
import { toolAliases } from '@agentos/tools/aliases';
import { z } from 'zod';
import { isObject, type Json } from '../json.ts';
import { fieldsOf, isMarked } from '../tool-params.ts';
import { jsonSchemaOf, refTo, type Schema } from './json-schema.ts';

/** Whether a tool can be called by its name alone. */
function needsNothing(tool: ToolDeclaration): boolean {
  return Object.values(fieldsOf(tool.params) ?? {}).every((field) => z.safeParse(field, undefined).success);
}

/** The names under which a tool may be called. */
function namesOf(tool: ToolDeclaration): string[] {
  return [tool.id, ...Object.keys(toolAliases).filter((alias) => toolAliases[alias] === tool.id)];
}

export const allToolNames: string[] = toolDeclarations.flatMap(namesOf);

/** Names that are a whole handler. */
export const toolNamesAlone: string[] = toolDeclarations.filter(needsNothing).flatMap(namesOf);

/** @param orExpression makes of a literal's schema one that an expression fits too */
export function argumentsOf(tool: ToolDeclaration, orExpression: (literal: Schema) => Schema): Schema | null {
  const fields = fieldsOf(tool.params);
  if (fields === null) return null;
  const properties = Object.entries(fields).map(([name, field]): [string, Json] => {
    const { $defs, ...literal } = jsonSchemaOf(field);
    if ($defs !== undefined) throw new Error(`${tool.id}: the argument "${name}" refers to itself`);
    if (!isMarked(field, 'handler')) return [name, orExpression(literal)];
    const { description = 'A handler of the app that runs later' } = literal;
    return [name, { ...refTo('Handler'), description }];
  });
  const required = Object.entries(fields).flatMap(([name, field]) =>
    z.safeParse(field, undefined).success ? [] : [name],
  );
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
  };
}

/** Holds a step or a source to the tool that it names: the tool is known, and its arguments are right. */
export function toolCallSchema(orExpression: (literal: Schema) => Schema, describe: boolean): Schema {
  const cases = toolDeclarations.flatMap((tool: ToolDeclaration): Schema[] => {
    const args = argumentsOf(tool, orExpression);
    if (args === null) return [];
    const names = namesOf(tool);
    const is = names.length === 1 ? { const: tool.id } : { enum: names };
    const about = { description: `${tool.title}: ${tool.description}`, examples: [{ ...exampleOf(tool) }] };
    return [
      {
        if: { properties: { tool: is }, required: ['tool'] },
        // biome-ignore lint/suspicious/noThenProperty: the word of JSON Schema
        then: {
          properties: { args: describe ? { ...args, ...about } : args },
          ...(needsNothing(tool) ? {} : { required: ['args'] }),
        },
      },
    ];
  });
  return { properties: { tool: { enum: allToolNames } }, allOf: cases };
}

function exampleOf(tool: ToolDeclaration): Schema {
  const example: Json = JSON.parse(JSON.stringify(tool.example ?? {}));
  return isObject(example) ? example : {};
}

/** Every tool with the schemas of what it takes and gives. */
export function toolsDocument(): Schema {
  const tools = toolDeclarations.map((tool: ToolDeclaration): Json => {
    const { id, title, description, site, params, result } = tool;
    const aliases = namesOf(tool).slice(1);
    return {
      id,
      title,
      description,
      runs_in: site,
      ...(aliases.length === 0 ? {} : { aliases }),
      parameters: jsonSchemaOf(params),
      result: jsonSchemaOf(result),
      example: exampleOf(tool),
    };
  });
  return { blueprint: '1.0', tools };
}
