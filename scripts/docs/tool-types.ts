/** Zod schemas of tools in a reader's words. */
import { componentId, dataPath, handlerArgument } from '@agentos/tools/path';
import { z } from 'zod';

/** What the marked types say of themselves; their names say as much. */
const saidByType = new Set([componentId, dataPath, handlerArgument].map((type) => type.description));

/** Names with their types, `?` where they may be left out. */
export function fieldsOf(schema: z.core.$ZodType): string {
  const shape = schema instanceof z.ZodObject ? Object.entries(schema.shape) : [];
  return shape.map(([name, field]) => `\`${name}${mayBeLeftOut(field) ? '?' : ''}\` ${typeOf(field)}`).join(', ');
}

export function mayBeLeftOut(field: unknown): boolean {
  return field instanceof z.ZodType && z.safeParse(field, undefined).success;
}

/** What is used when a parameter is left out; undefined when nothing is. */
export function defaultOf(field: unknown): unknown {
  return field instanceof z.ZodDefault ? field.def.defaultValue : undefined;
}

/** The type, such as `text`, `list of number` or `"asc" or "desc"`. */
export function typeOf(field: unknown): string {
  const meta = field instanceof z.ZodType ? z.globalRegistry.get(field) : undefined;
  if (meta?.dataPath === true) return 'path';
  if (meta?.handler === true) return 'handler';
  if (meta?.componentId === true) return 'component';
  if (field instanceof z.ZodDefault || field instanceof z.ZodOptional || field instanceof z.ZodNullable)
    return typeOf(field.unwrap());
  if (field instanceof z.ZodArray) return `list of ${typeOf(field.element)}`;
  if (field instanceof z.ZodString) return 'text';
  if (field instanceof z.ZodNumber) return 'number';
  if (field instanceof z.ZodBoolean) return 'true or false';
  if (field instanceof z.ZodNull) return 'nothing';
  if (field instanceof z.ZodUnion) return [...new Set(field.options.map(typeOf))].join(' or ');
  if (field instanceof z.ZodEnum) return field.options.join(', ');
  if (field instanceof z.ZodLiteral) return [...field.values].map((each) => JSON.stringify(each)).join(', ');
  if (field instanceof z.ZodRecord) return 'record';
  if (field instanceof z.ZodObject) return `(${fieldsOf(field)})`;
  return 'any value';
}

/** What a schema says of itself beside its type. */
export function descriptionOf(field: unknown): string {
  if (!(field instanceof z.ZodType)) return '';
  const own = field.description;
  if (own !== undefined) return saidByType.has(own) ? '' : own;
  if (field instanceof z.ZodDefault || field instanceof z.ZodOptional) return descriptionOf(field.unwrap());
  return '';
}
