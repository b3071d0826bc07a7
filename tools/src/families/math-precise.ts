/** Exact decimals: numbers as text in, text out. */
import { z } from 'zod';
import { declareTool } from '../declare.ts';

const decimal = z.union([z.string().min(1).max(1_000), z.number()]);
const decimals = z.array(decimal).min(1).max(1_000);
const value = z.object({ value: z.string() });
/** Significant digits of a result that does not end; sums, differences and products are exact without it. */
const precision = z.number().int().min(1).max(1_000);

export const preciseTools = [
  declareTool('math.precise.add', {
    title: 'Add exactly',
    description: 'The exact sum of decimal numbers, or rounded to a precision of significant digits.',
    site: 'shell',
    params: z.object({ numbers: decimals, precision: precision.optional() }),
    result: value,
    example: { numbers: ['0.1', '0.2'] },
  }),
  declareTool('math.precise.subtract', {
    title: 'Subtract exactly',
    description: 'a − b exactly, or rounded to a precision of significant digits.',
    site: 'shell',
    params: z.object({ a: decimal, b: decimal, precision: precision.optional() }),
    result: value,
    example: { a: '0.3', b: '0.1' },
  }),
  declareTool('math.precise.multiply', {
    title: 'Multiply exactly',
    description: 'The exact product of decimal numbers of together at most 10,000 digits, or rounded to a precision.',
    site: 'shell',
    params: z.object({ numbers: decimals, precision: precision.optional() }),
    result: value,
    example: { numbers: ['1.1', '1.1'] },
  }),
  declareTool('math.precise.divide', {
    title: 'Divide with precision',
    description: 'a / b to a precision of significant digits (50 if not given).',
    site: 'shell',
    params: z.object({ a: decimal, b: decimal, precision: precision.default(50) }),
    result: value,
    example: { a: '1', b: '3', precision: 20 },
  }),
  declareTool('math.precise.power', {
    title: 'Power with precision',
    description:
      'A decimal to a whole power from −10,000 to 10,000, to a precision of significant digits (50 if not given).',
    site: 'shell',
    params: z.object({
      base: decimal,
      exponent: z.number().int().min(-10_000).max(10_000),
      precision: precision.default(50),
    }),
    result: value,
    example: { base: '2', exponent: 100 },
  }),
  declareTool('math.precise.sqrt', {
    title: 'Square root with precision',
    description: 'To a precision of significant digits (50 if not given).',
    site: 'shell',
    params: z.object({ x: decimal, precision: precision.default(50) }),
    result: value,
    example: { x: '2' },
  }),
  declareTool('math.precise.round', {
    title: 'Round exactly',
    description: 'To a number of decimals, halves away from zero; all of the decimals are shown.',
    site: 'shell',
    params: z.object({ x: decimal, decimals: z.number().int().min(0).max(1_000) }),
    result: value,
    example: { x: '2.005', decimals: 2 },
  }),
  declareTool('math.precise.compare', {
    title: 'Compare exactly',
    description: '−1, 0 or 1: whether a is below b, equal or above.',
    site: 'shell',
    params: z.object({ a: decimal, b: decimal }),
    result: z.object({ value: z.number() }),
    example: { a: '0.30', b: '0.3' },
  }),
] as const;
