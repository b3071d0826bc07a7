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
