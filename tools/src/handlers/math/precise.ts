/** Handlers of exact decimals. Sizes are bounded before anything is worked out. */
import { Decimal } from 'decimal.js';
import { ToolError } from '../../error.ts';
import type { preciseTools } from '../../families/math-precise.ts';
import { type HandlersOf, outside } from './of.ts';

/** Holds the exact product of all that may be multiplied; results that do not end are rounded to less. */
const Wide = Decimal.clone({ precision: 12_000, rounding: Decimal.ROUND_HALF_UP, maxE: 100_000, minE: -100_000 });
/** How far the digits of numbers that are added may lie apart. */
const mostPlaces = 2_000;
const mostDigits = 10_000;

function read(text: string | number): Decimal {
  const shown = String(text).trim().replace('−', '-');
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,4})?$/i.test(shown))
    throw new ToolError('EINVAL', `"${shown.slice(0, 40)}" is not a decimal number`);
  const value = new Wide(shown);
  if (Math.abs(value.e) > mostPlaces || value.decimalPlaces() > mostPlaces)
    throw new ToolError('E2BIG', `numbers reach from 10^${mostPlaces} down to 10^−${mostPlaces}`);
  return value;
}

/** All digits, or as many as wanted; never with an exponent below 2,000 digits. */
function show(value: Decimal, precision?: number): { value: string } {
  if (!value.isFinite()) throw new ToolError('ERANGE', 'the result is too large');
  const shown = precision === undefined ? value : value.toSignificantDigits(precision);
  if (shown.isZero()) return { value: '0' };
  return { value: Math.abs(shown.e) > 2 * mostPlaces ? shown.toString() : shown.toFixed() };
}

/** A constructor that works to some digits more than are shown. */
const to = (precision: number): typeof Decimal => Wide.clone({ precision: precision + 10 });

export const preciseHandlers: HandlersOf<typeof preciseTools> = {
  'math.precise.add': ({ numbers, precision }) =>
    show(
      numbers.reduce<Decimal>((sum, each) => sum.plus(read(each)), new Wide(0)),
      precision,
    ),
  'math.precise.subtract': ({ a, b, precision }) => show(read(a).minus(read(b)), precision),
  'math.precise.multiply'({ numbers, precision }) {
    const factors = numbers.map(read);
    const digits = factors.reduce((sum, each) => sum + each.precision(), 0);
    if (digits > mostDigits) throw new ToolError('E2BIG', `the factors have more than ${mostDigits} digits together`);
    return show(
      factors.reduce<Decimal>((product, each) => product.times(each), new Wide(1)),
      precision,
    );
  },
  'math.precise.divide'({ a, b, precision }) {
    const divisor = read(b);
    if (divisor.isZero()) outside('cannot divide by zero');
    return show(new (to(precision))(read(a)).div(divisor), precision);
  },
  'math.precise.power'({ base, exponent, precision }) {
    const value = read(base);
    if (value.isZero() && exponent < 0) outside('cannot divide by zero');
    return show(new (to(precision))(value).pow(exponent), precision);
  },
  'math.precise.sqrt'({ x, precision }) {
    const value = read(x);
    if (value.isNegative() && !value.isZero()) outside('a negative number has no square root');
    return show(new (to(precision))(value).sqrt(), precision);
  },
  'math.precise.round'({ x, decimals }) {
    const value = read(x).toDecimalPlaces(decimals);
    return { value: (value.isZero() ? value.abs() : value).toFixed(decimals) };
  },
  'math.precise.compare': ({ a, b }) => ({ value: read(a).cmp(read(b)) }),
};
