/** What the whole text of a stream means once it is there: the valid document, by whatever step of repair it takes. */
import type { Blueprint } from '../document.ts';
import type { JsonObject } from '../json.ts';
import { repairDocument } from '../repair/repair.ts';
import { validateBlueprint } from '../validate.ts';
import type { StreamIssue } from './builder.ts';

export interface Settled {
  /** In normal form; null when it is not valid. */
  readonly blueprint: Blueprint | null;
  readonly issues: readonly StreamIssue[];
}

/**
 * @param whole the text was read to its end: then what is wrong is repaired. Of a text that was cut off nothing is made
 *   that its author may not have meant.
 */
export function settle(value: JsonObject, whole: boolean): Settled {
  if (!whole) {
    const validation = validateBlueprint(value, { tolerant: true });
    return { blueprint: validation.ok ? validation.blueprint : null, issues: [] };
  }
  const repair = repairDocument(value);
  const changes = repair.changes.map(({ rung, path, message }) => ({ code: 'repaired', path, message, rung }));
  return repair.ok
    ? { blueprint: repair.blueprint, issues: [...changes, ...repair.warnings] }
    : { blueprint: null, issues: [...changes, ...repair.issues] };
}
