/** What the expressions of a document use that is not always at hand. */
import type { Blueprint } from '../document.ts';
import { isObject, type Json } from '../json.ts';
import { walkAll } from '../tree.ts';
import { compileExpression, isExpression } from './compile.ts';
import { ExpressionError } from './error.ts';
import { patternFunctions } from './patterns.ts';

/** Whether a document needs the engine of regular expressions: in an expression, or as the `pattern` of a rule. */
export function usesRegularExpressions(blueprint: Blueprint): boolean {
  const text = JSON.stringify(blueprint);
  // Most documents name none of it, and need not be looked at.
  if (!text.includes('"pattern"') && ![...patternFunctions].some((name) => text.includes(name))) return false;
  for (const { component } of walkAll(blueprint)) {
    const rules = [component.validate ?? []].flat();
    if (rules.some((rule) => typeof rule === 'object' && rule.pattern !== undefined)) return true;
  }
  const { data: _, tests = [], ...rest } = blueprint;
  const asked = tests.flatMap((test) => test.do.flatMap((step) => ('expect' in step ? Object.keys(step.expect) : [])));
  const json: Json = JSON.parse(JSON.stringify(rest));
  return holdsPattern(json) || asked.some((text) => !text.startsWith('#') && callsPattern(text));
}

function holdsPattern(value: Json): boolean {
  if (typeof value === 'string') return isExpression(value) && callsPattern(value);
  if (Array.isArray(value)) return value.some(holdsPattern);
  return isObject(value) && Object.values(value).some(holdsPattern);
}

function callsPattern(text: string): boolean {
  // Most expressions call none, and need not be compiled to know it.
  if (![...patternFunctions].some((name) => text.includes(name))) return false;
  try {
    return compileExpression(text).calls.some((name) => patternFunctions.has(name));
  } catch (error) {
    if (error instanceof ExpressionError) return false;
    throw error;
  }
}
