/** What one evaluation may spend: steps and characters of new text. It is checked before work is done, not after. */
import { ExpressionError } from './error.ts';

/** Steps of one evaluation: about one for each node and each entry that is visited. */
export const maxSteps = 100_000;
/** Characters of text that one evaluation may make, intermediate results included. */
export const maxOutput = 1_000_000;

export class Budget {
  #steps = maxSteps;
  #characters = maxOutput;

  /** Pays for `count` steps. */
  steps(count: number): void {
    this.#steps -= count;
    if (this.#steps < 0) throw new ExpressionError('limit', `the expression takes more than ${maxSteps} steps`);
  }

  /** Pays for a text of `count` characters that is about to be made. */
  characters(count: number): void {
    this.#characters -= count;
    if (this.#characters < 0)
      throw new ExpressionError('limit', `the expression makes more than ${maxOutput} characters`);
  }
}
