/** What the whole text of a stream means once it is there: the valid document, by whatever step of repair it takes. */
import type { Blueprint } from '../document.ts';
import type { JsonObject } from '../json.ts';
import { validateBlueprint } from '../validate.ts';
import type { StreamIssue } from './builder.ts';

export interface Settled {
  /** In normal form; null when it is not valid. */
  readonly blueprint: Blueprint | null;
  readonly issues: readonly StreamIssue[];
}

/** @param whole the text was read to its end: then what is missing is a fault of the author, not of the line */
export function settle(value: JsonObject, whole: boolean): Settled {
  const validation = validateBlueprint(value, { tolerant: true });
  if (validation.ok) return { blueprint: validation.blueprint, issues: validation.warnings };
  return { blueprint: null, issues: whole ? validation.issues : [] };
}
