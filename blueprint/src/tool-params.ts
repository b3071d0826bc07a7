/** Questions about the parameters of a tool: its fields, and the marks that the language acts on (`tools/src/path.ts`). */
import { z } from 'zod';
import type { Handler } from './document.ts';
import { Handler as HandlerSchema } from './document.ts';
import type { Json } from './json.ts';

/** What a parameter may be marked as: a place in the data, a handler that runs later, the id of a component. */
export type ParameterMark = 'dataPath' | 'handler' | 'componentId';

/** The fields of a tool's parameters; null when they are no record. */
export function fieldsOf(params: z.ZodType): Readonly<Record<string, z.core.$ZodType>> | null {
  return params instanceof z.ZodObject ? params.shape : null;
}

/** Whether a parameter is declared with a mark, however it is wrapped. */
export function isMarked(field: z.core.$ZodType, mark: ParameterMark): boolean {
  if (z.globalRegistry.get(field)?.[mark] === true) return true;
  const wrapped = field instanceof z.ZodOptional || field instanceof z.ZodDefault || field instanceof z.ZodNullable;
  return wrapped && isMarked(field.unwrap(), mark);
}

/** Names of the arguments of a tool that are handlers: they are not evaluated with the others, and run later. */
export function handlerArguments(params: z.ZodType): string[] {
  return Object.entries(fieldsOf(params) ?? {}).flatMap(([name, field]) => (isMarked(field, 'handler') ? [name] : []));
}

/** The handler that a value of an argument is; undefined when it is none. */
export function asHandler(value: Json): Handler | undefined {
  const parsed = HandlerSchema.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}
