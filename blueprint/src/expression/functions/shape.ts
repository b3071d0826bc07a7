/** What a function of expressions is. What it does is described in `reference.ts`, which no running app needs. */
import type { Json } from '../../json.ts';
import type { Budget } from '../budget.ts';

/** What an evaluation knows beside the data. The first three are present only where a value may differ from one evaluation to the next: in handlers. */
export interface Environment {
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** From 0 up to, not including, 1. */
  readonly random?: () => number;
  readonly newId?: () => string;
  /** IANA name; the machine's own when absent. */
  readonly timeZone?: string;
}

/** One call in progress. `each` evaluates the second argument for one entry of a list. */
export interface Call {
  readonly budget: Budget;
  readonly environment: Environment;
  readonly each: ((entry: Json, index: number) => Json) | undefined;
}

export interface ExpressionFunction {
  /** As a person would write it, such as `filter(list, condition)`. */
  readonly signature: string;
  /** Number of arguments. */
  readonly least: number;
  readonly most: number;
  /** The second argument is evaluated for each entry, with `item` set to it. */
  readonly perEntry?: true;
  /** Known only in handlers and arguments of sources. */
  readonly impure?: true;
  run(args: readonly Json[], call: Call): Json;
}

export type FunctionFamily = Readonly<Record<string, ExpressionFunction>>;
