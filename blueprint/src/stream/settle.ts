/** What the whole text of a stream means once it is there: the valid document, by whatever step of repair it takes. */
import type { Blueprint } from '../document.ts';
import type { JsonObject } from '../json.ts';
import { upgradeBlueprint } from '../upgrade/upgrade.ts';
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
  const { document, changes, losses } = upgradeBlueprint(value);
  const upgraded = changes.length + losses.length === 0 ? validation : validateBlueprint(document, { tolerant: true });
  if (!upgraded.ok) return { blueprint: null, issues: whole ? validation.issues : [] };
  const noted = changes.map(({ path, message }) => ({ code: 'upgraded', path, message, rung: 1 }));
  const lost = losses.map(({ path, message }) => ({ code: 'lost', path, message, rung: 4 }));
  return { blueprint: upgraded.blueprint, issues: [...noted, ...lost, ...upgraded.warnings] };
}
