/** The one error that compiling or evaluating an expression raises. */

/**
 * Why an expression has no value. `position` counts characters from the start of the expression without its `=`; it is
 * -1 where the fault is in the values and not at one place.
 *
 * Codes: `syntax`, `name` (unknown function or forbidden name), `type`, `value` (division by zero, bad argument),
 * `limit` (length, depth, steps or output).
 */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
  readonly code: ExpressionErrorCode;
  readonly position: number;

  constructor(code: ExpressionErrorCode, message: string, position = -1) {
    super(message);
    this.code = code;
    this.position = position;
  }
}

export type ExpressionErrorCode = 'syntax' | 'name' | 'type' | 'value' | 'limit';
