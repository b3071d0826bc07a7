/** The registry of the functions that an expression may call, family by family; `functions/reference.ts` describes them. */
import { chanceFunctions } from './functions/chance.ts';
import { listFunctions } from './functions/lists.ts';
import { numberFunctions } from './functions/numbers.ts';
import { recordFunctions } from './functions/records.ts';
import type { ExpressionFunction, FunctionFamily } from './functions/shape.ts';
import { textFunctions } from './functions/text.ts';
import { timeFunctions } from './functions/time.ts';

export type { Call, Environment, ExpressionFunction, FunctionFamily } from './functions/shape.ts';

/** The families in the order in which they are documented. */
export const functionFamilies = {
  lists: listFunctions,
  records: recordFunctions,
  numbers: numberFunctions,
  text: textFunctions,
  time: timeFunctions,
  chance: chanceFunctions,
} as const satisfies Record<string, FunctionFamily>;

/** Every function by name. */
export const expressionFunctions: Readonly<Record<string, ExpressionFunction>> = Object.assign(
  {},
  ...Object.values(functionFamilies),
);
