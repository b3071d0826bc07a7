/** The handlers of all of `math.*`, loaded together when an app first calculates. */
import type { mathTools } from '../../families/math.ts';
import { calculate } from '../arithmetic.ts';
import { convert } from '../units.ts';
import { matrixHandlers, specialHandlers, statisticsHandlers } from './lists.ts';
import { numberTheoryHandlers } from './number-theory.ts';
import { arithmeticHandlers, constantHandlers, conversionHandlers, trigonometryHandlers } from './numeric.ts';
import type { HandlersOf } from './of.ts';
import { preciseHandlers } from './precise.ts';
import { symbolicHandlers } from './symbolic.ts';

export const mathHandlers: HandlersOf<typeof mathTools> = {
  ...constantHandlers,
  ...arithmeticHandlers,
  ...trigonometryHandlers,
  ...conversionHandlers,
  ...statisticsHandlers,
  ...numberTheoryHandlers,
  ...specialHandlers,
  ...matrixHandlers,
  ...preciseHandlers,
  ...symbolicHandlers,
  'math.evaluate': ({ expression, angle }) => calculate(String(expression), angle),
  'math.convert': ({ value, from, to }) => ({ value: convert(value, from, to) }),
};
