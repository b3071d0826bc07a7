/** Mathematics, in families of their own, and chance. */
import { z } from 'zod';
import { declareTool } from '../declare.ts';
import { dataPath } from '../path.ts';
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
      'the sum before + and −), mod, π, e, ! and sqrt, cbrt, abs, ln, log, exp, sin, cos, tan, asin, acos, atan (radians), round, floor, ' +
      'ceil. repeat is its last operation, such as ×8.',
    site: 'shell',
    params: z.object({ expression: z.union([z.string().max(1000), z.number()]) }),
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

export const randomTools = [
  declareTool('random.integer', {
    title: 'Random number',
    description: 'A whole number from min to max, both included.',
    site: 'shell',
    params: z.object({ min: z.number().int().default(1), max: z.number().int() }),
    result: z.object({ value: z.number() }),
    example: { min: 1, max: 6 },
  }),
  declareTool('random.pick', {
    title: 'Random entry',
    description: 'One entry of a list.',
    site: 'shell',
    params: z.object({ list: z.array(z.json()).max(10_000) }),
    result: z.object({ value: z.json() }),
    example: { list: ['heads', 'tails'] },
  }),
  declareTool('random.shuffle', {
    title: 'Shuffle',
    description: 'Puts the list at a path into random order.',
    site: 'shell',
    params: z.object({ path: dataPath }),
    result: z.object({ value: z.number() }),
    example: { path: 'cards' },
  }),
] as const;
