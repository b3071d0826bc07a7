/** What the handlers of mathematics share: no result is anything but a finite number. */
import { ToolError } from '../../error.ts';

export type { HandlersOf } from '../handlers-of.ts';

/** @throws ToolError `EDOM` always */
export function outside(message: string): never {
  throw new ToolError('EDOM', message);
}

/**
 * A result that is a finite number; −0 is 0.
 *
 * @throws ToolError `EDOM` for NaN, `ERANGE` for what is too large
 */
export function result(value: number, message = 'there is no real number as a result'): { value: number } {
  if (Number.isNaN(value)) outside(message);
  if (!Number.isFinite(value)) throw new ToolError('ERANGE', 'the result is too large');
  return { value: value === 0 ? 0 : value };
}

export const positive = (x: number, what: string): number => (x > 0 ? x : outside(`${what} needs a number above 0`));
