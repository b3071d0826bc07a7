/** Parameters that name a place in the data of the calling app; validators look them up by their mark. */
import { z } from 'zod';

/** Names joined by dots, such as `draft.title` or, inside a repeat, `item.done`. */
export const dataPath = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z0-9_]+)*$/, 'names joined by dots')
  .meta({ dataPath: true, description: "a place in the app's data" });

/** Id of an entry of a list. */
export const entryId = z.union([z.string().max(200), z.number()]).describe('the id of an entry');

/**
 * A handler of the app that the tool runs later, such as what a timer does. It is not evaluated with the other arguments;
 * the language checks it like any handler, and derives permissions from it.
 */
export const handlerArgument = z
  .json()
  .meta({ handler: true })
  .describe('a handler of the app: a tool, a step, or a list of steps');

/** The id of a component of the document that the tool acts on. */
export const componentId = z.string().min(1).max(80).meta({ componentId: true }).describe('id of a component');
