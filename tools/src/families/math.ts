/** Mathematics, in families of their own. */
import { z } from 'zod';
import { declareTool } from '../declare.ts';
import { matrixTools, statisticsTools } from './math-lists.ts';
import {
  arithmeticTools,
  constantTools,
  conversionTools,
  numberTheoryTools,
  specialTools,
  trigonometryTools,
} from './math-numeric.ts';
import { preciseTools } from './math-precise.ts';
import { symbolicTools } from './math-symbolic.ts';

const number = z.union([z.number(), z.string().max(100)]);

export const mathTools = [
  declareTool('math.evaluate', {
    title: 'Calculate',
    description:
      'The value of an arithmetic expression in exact decimals, as text: + - × ÷ * / ^ ( ), % after a number (of a hundred; of ' +
      'the sum before + and −), mod, π, e, ! and sqrt, cbrt, abs, ln, log, exp, sin, cos, tan, asin, acos, atan, round, floor, ceil. ' +
      'angle is the unit of angles. repeat is its last operation, such as ×8.',
    site: 'shell',
    params: z.object({
      expression: z.union([z.string().max(1000), z.number()]),
      angle: z.enum(['radians', 'degrees']).default('radians'),
    }),
    result: z.object({ value: z.string(), repeat: z.string() }),
    example: { expression: '7×8' },
  }),
  declareTool('math.convert', {
    title: 'Convert units',
    description:
      'Converts between units of length, mass, temperature, volume, speed, area, time and data, such as km, lb, °C or C, l, km/h, ' +
      'm2, min, MiB. Gives text without superfluous digits.',
    site: 'shell',
    params: z.object({ value: number, from: z.string().min(1).max(40), to: z.string().min(1).max(40) }),
    result: z.object({ value: z.string() }),
    example: { value: 10, from: 'km', to: 'mi' },
  }),
  ...constantTools,
  ...arithmeticTools,
  ...trigonometryTools,
  ...conversionTools,
  ...statisticsTools,
  ...numberTheoryTools,
  ...specialTools,
  ...matrixTools,
  ...preciseTools,
  ...symbolicTools,
] as const;
