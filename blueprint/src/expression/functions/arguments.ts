/** How functions of expressions take their arguments: types checked, what is missing told kindly, the budget paid first. */
import { isForbiddenName, isObject, type Json, type JsonObject, typeName } from '../../json.ts';
import { ExpressionError } from '../error.ts';
import { toText } from '../values.ts';
import type { Call, ExpressionFunction } from './shape.ts';

export const fail = (message: string): never => {
  throw new ExpressionError('type', message);
};

export const at = (args: readonly Json[], index: number): Json => args[index] ?? null;

/** A list argument; nothing counts as an empty list. */
export function list(args: readonly Json[], index: number, call: Call): Json[] {
  const value = at(args, index);
  if (value === null) return [];
  if (!Array.isArray(value)) return fail(`a list is needed, not ${typeName(value)}`);
  call.budget.steps(value.length);
  return value;
}

/** A number argument; nothing stays nothing, so that an empty field gives an empty result. */
export function number(args: readonly Json[], index: number): number | null {
  const value = at(args, index);
  return value === null || typeof value === 'number' ? value : fail(`a number is needed, not ${typeName(value)}`);
}

export function whole(args: readonly Json[], index: number, otherwise: number): number {
  const value = number(args, index);
  return value === null ? otherwise : Math.trunc(value);
}

export function text(args: readonly Json[], index: number, call: Call): string {
  const value = toText(at(args, index));
  call.budget.characters(value.length);
  return value;
}

/** The numbers of a list, through the second argument when there is one; nothing is left out. */
export function numbers(args: readonly Json[], call: Call): number[] {
  const taken: number[] = [];
  list(args, 0, call).forEach((entry, index) => {
    const value = call.each === undefined ? entry : call.each(entry, index);
    if (value === null || value === '') return;
    taken.push(typeof value === 'number' ? value : fail(`a number is needed in the list, not ${typeName(value)}`));
  });
  return taken;
}

export function finite(value: number): number {
  if (!Number.isFinite(value)) throw new ExpressionError('value', 'the result is not a number that can be shown');
  return value + 0;
}

/** A record argument; nothing counts as an empty record. */
export function record(args: readonly Json[], index: number, call: Call): JsonObject {
  const value = at(args, index);
  if (value === null) return {};
  if (!isObject(value)) return fail(`a record is needed, not ${typeName(value)}`);
  call.budget.steps(Object.keys(value).length);
  return value;
}

/** A name that may become a field of a record. */
export function fieldName(value: string): string {
  if (isForbiddenName(value)) throw new ExpressionError('name', `the name ${value} is not allowed`);
  return value;
}

/** A function of one number; nothing stays nothing. */
export const onNumber = (signature: string, run: (value: number) => number): ExpressionFunction => ({
  signature,
  least: 1,
  most: 1,
  run: (args) => {
    const value = number(args, 0);
    return value === null ? null : finite(run(value));
  },
});

/** A function of one text. */
export const onText = (signature: string, run: (value: string) => string): ExpressionFunction => ({
  signature,
  least: 1,
  most: 1,
  run: (args, call) => run(text(args, 0, call)),
});
