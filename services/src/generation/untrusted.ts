/**
 * What comes from the AI service is input like any other: it may be wrong, huge or hostile, whatever engine made it.
 * Everything passes through here before it reaches the registry or the browser.
 */
import { type Blueprint, BlueprintOp, maxBytes, repairText } from '@agentos/blueprint';
import { GenerationError } from './contract.ts';

const longestText = 4_000;
const forbidden = new Set(['__proto__', 'prototype', 'constructor']);

/** Text for people: bounded, without control characters. */
export function plainText(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}]/gu, (char) => (char === '\n' || char === '\t' ? char : ' '))
    .slice(0, longestText);
}

/** One operation, by schema. Undefined when it is not one. */
export function parseOperation(json: string): BlueprintOp | undefined {
  if (json.length > maxBytes) return undefined;
  try {
    const value: unknown = JSON.parse(json, (key, entry: unknown) => {
      if (forbidden.has(key)) throw new TypeError(`the name ${key} is not allowed`);
      return entry;
    });
    const parsed = BlueprintOp.safeParse(value);
    return parsed.success ? withoutRights(parsed.data) : undefined;
  } catch {
    // Not JSON, a forbidden name, or nested deeper than the stack.
    return undefined;
  }
}

/** Rights of a generated app begin and end with STANDARD, whatever it asks for. */
function withoutRights(op: BlueprintOp): BlueprintOp {
  return op.op === 'begin' || op.op === 'app' ? { ...op, app: { ...op.app, permissions: ['STANDARD'] } } : op;
}

/** A document that validates, and what had to be repaired for that, in sentences for a person. */
export interface ParsedDocument {
  readonly blueprint: Blueprint;
  readonly repairs: readonly string[];
}

/** Most repairs that are told one by one. */
const mostTold = 5;

/**
 * A whole document, by all rules of the language; what was meant is repaired, and a part that cannot be helped becomes a
 * card that says so. What is hostile (too large, too deep, forbidden names) is refused.
 *
 * @throws GenerationError `EPROTO` with the first fault
 */
export function parseDocument(json: string): ParsedDocument {
  const repair = repairText(json);
  if (!repair.ok) {
    const first = repair.issues[0];
    throw new GenerationError(
      'EPROTO',
      `the generated app is not valid: ${first?.path ?? ''} ${first?.message ?? 'unknown fault'}`,
    );
  }
  const { blueprint, changes } = repair;
  const told = changes
    .slice(0, mostTold)
    .map(({ path, message }) => `Repaired${path === '' ? '' : ` ${path}`}: ${message}.`);
  const more = changes.length - told.length;
  return {
    blueprint: { ...blueprint, app: { ...blueprint.app, permissions: ['STANDARD'] } },
    repairs: more > 0 ? [...told, `Repaired ${more} more places.`] : told,
  };
}
