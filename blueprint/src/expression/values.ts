/** How values behave in expressions: truth, order, text, rounding. */
import { type Json, typeName } from '../json.ts';
import { ExpressionError } from './error.ts';

/** Nothing, false, 0, empty text and the empty list do not hold; everything else does. */
export function truthy(value: Json): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return value !== null && value !== false && value !== 0 && value !== '';
}

/** A number as a person writes it: 15 significant digits, so that 0.1 + 0.2 reads 0.3. */
export function numberText(value: number): string {
  return String(Number(value.toPrecision(15)));
}

/** A value that is text by nature; lists and records are a mistake here. */
export function toText(value: Json): string {
  if (typeof value === 'string') return value;
  if (value === null) return '';
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'boolean') return String(value);
  throw new ExpressionError('type', `${typeName(value)} cannot be joined to text; use join or text`);
}

/** Any value as a person reads it: lists with commas, records as JSON. */
export function displayText(value: Json): string {
  if (Array.isArray(value)) return value.map(displayText).join(', ');
  if (typeof value === 'object' && value !== null) return JSON.stringify(value);
  return toText(value);
}

const words = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
const rank = (value: Json): number => ['number', 'string', 'boolean', 'object'].indexOf(typeof value);

/**
 * Order of two values: numbers, then texts (without regard to case, numbers inside by size), then truth values. `spend` is
 * told what long texts cost, in steps, before they are compared.
 */
export function compareValues(a: Json, b: Json, spend: (steps: number) => void = () => {}): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') {
    spend(Math.floor(Math.min(a.length, b.length) / 64));
    return words.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
  }
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  return rank(a) - rank(b);
}

/** Rounds by the decimal digits that a person sees, halves away from zero: 1.005 to 2 decimals is 1.01. */
export function roundTo(value: number, decimals: number): number {
  const places = Math.min(Math.max(decimals, -15), 15);
  const [mantissa = '0', exponent = '0'] = Math.abs(value).toString().split('e');
  const shifted = Math.round(Number(`${mantissa}e${Number(exponent) + places}`));
  if (!Number.isFinite(shifted)) return value;
  const [digits = '0', power = '0'] = shifted.toString().split('e');
  return Math.sign(value) * Number(`${digits}e${Number(power) - places}`) || 0;
}
