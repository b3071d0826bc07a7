/** Evaluating what a document says: values with expressions inside, and what is told when one fails. */
import {
  compileExpression,
  DataPathError,
  type Environment,
  ExpressionError,
  isExpression,
  type Json,
  literalText,
  type Scope,
} from '../index.ts';

/** A value of the document with its expressions evaluated. @throws ExpressionError */
export function evaluateDeep(value: Json, scope: Scope, environment?: Environment): Json {
  if (typeof value === 'string') {
    return isExpression(value) ? compileExpression(value).evaluate(scope, environment) : literalText(value);
  }
  if (Array.isArray(value)) return value.map((entry) => evaluateDeep(entry, scope, environment));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [name, evaluateDeep(entry, scope, environment)]),
  );
}

/** What is wrong, in words; undefined when the error is not one of the language. */
export function faultOf(error: unknown): string | undefined {
  return error instanceof ExpressionError || error instanceof DataPathError ? error.message : undefined;
}

/** What `work` gives; undefined when it fails, with the fault noted after what it belongs to. */
export function attempt<T>(what: string, faults: string[], work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    const fault = faultOf(error);
    if (fault === undefined) throw error;
    faults.push(`${what}: ${fault}`);
    return undefined;
  }
}
