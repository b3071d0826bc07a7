/** Handlers of constants, arithmetic, trigonometry and conversions: the doubles of the machine, with every exception an error. */
import type {
  arithmeticTools,
  constantTools,
  conversionTools,
  trigonometryTools,
} from '../../families/math-numeric.ts';
import { Exact } from '../arithmetic.ts';
import { type HandlersOf, outside, positive, result } from './of.ts';

export const constantHandlers: HandlersOf<typeof constantTools> = {
  'math.pi': () => ({ value: Math.PI }),
  'math.e': () => ({ value: Math.E }),
  'math.tau': () => ({ value: 2 * Math.PI }),
  'math.phi': () => ({ value: (1 + Math.sqrt(5)) / 2 }),
  'math.sqrt2': () => ({ value: Math.SQRT2 }),
  'math.ln2': () => ({ value: Math.LN2 }),
  'math.ln10': () => ({ value: Math.LN10 }),
};

const nonZero = (b: number): number => (b === 0 ? outside('cannot divide by zero') : b);

/** A sum that loses nothing to order or size: the exact decimals of each double are added. */
export const sum = (numbers: readonly number[]): number =>
  numbers.reduce((total, each) => total.plus(each), new Exact(0)).toNumber();

export const arithmeticHandlers: HandlersOf<typeof arithmeticTools> = {
  'math.add': ({ numbers }) => result(sum(numbers)),
  'math.subtract': ({ a, b }) => result(sum([a, -b])),
  'math.multiply': ({ numbers }) => result(numbers.reduce((product, each) => product * each, 1)),
  'math.divide': ({ a, b }) => result(a / nonZero(b)),
  'math.power'({ base, exponent }) {
    if (base === 0 && exponent < 0) outside('cannot divide by zero');
    return result(base ** exponent, 'a negative number has no such power');
  },
  'math.sqrt': ({ x }) => result(Math.sqrt(x), 'a negative number has no square root'),
  'math.cbrt': ({ x }) => result(Math.cbrt(x)),
  'math.root'({ x, n }) {
    if (x < 0 && n % 2 === 0) outside('a negative number has no even root');
    const size = Math.abs(x) ** (1 / n);
    const whole = Math.round(size);
    return result(Math.sign(x) * (whole ** n === Math.abs(x) ? whole : size));
  },
  'math.abs': ({ x }) => result(Math.abs(x)),
  'math.sign': ({ x }) => result(Math.sign(x)),
  'math.floor': ({ x }) => result(Math.floor(x)),
  'math.ceil': ({ x }) => result(Math.ceil(x)),
  'math.round': ({ x, decimals }) => result(new Exact(x).toDecimalPlaces(decimals).toNumber()),
  'math.trunc': ({ x }) => result(Math.trunc(x)),
  'math.exp': ({ x }) => result(Math.exp(x)),
  'math.expm1': ({ x }) => result(Math.expm1(x)),
  'math.log': ({ x }) => result(Math.log(positive(x, 'a logarithm'))),
  'math.log10': ({ x }) => result(Math.log10(positive(x, 'a logarithm'))),
  'math.log2': ({ x }) => result(Math.log2(positive(x, 'a logarithm'))),
  'math.log1p': ({ x }) => result(Math.log1p(x > -1 ? x : outside('x must be above −1'))),
  'math.mod'({ a, b }) {
    const rest = a % nonZero(b);
    return result(rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest);
  },
  'math.clamp'({ x, min, max }) {
    if (min > max) outside('min is above max');
    return result(Math.min(Math.max(x, min), max));
  },
  'math.hypot': ({ numbers }) => result(Math.hypot(...numbers)),
};

const angle = (x: number): number => (Math.abs(x) > 1e15 ? outside('the angle is too large') : x);
const ratio = (x: number, what: string): number =>
  Math.abs(x) > 1 ? outside(`${what} needs a number from −1 to 1`) : x;

export const trigonometryHandlers: HandlersOf<typeof trigonometryTools> = {
  'math.sin': ({ x }) => result(Math.sin(angle(x))),
  'math.cos': ({ x }) => result(Math.cos(angle(x))),
  'math.tan': ({ x }) => result(Math.tan(angle(x))),
  'math.sec': ({ x }) => result(1 / Math.cos(angle(x))),
  'math.csc': ({ x }) => result(1 / nonZero(Math.sin(angle(x)))),
  'math.cot': ({ x }) => result(Math.cos(angle(x)) / nonZero(Math.sin(x))),
  'math.asin': ({ x }) => result(Math.asin(ratio(x, 'asin'))),
  'math.acos': ({ x }) => result(Math.acos(ratio(x, 'acos'))),
  'math.atan': ({ x }) => result(Math.atan(x)),
  'math.atan2': ({ y, x }) => result(y === 0 && x === 0 ? outside('(0, 0) has no direction') : Math.atan2(y, x)),
  'math.sinh': ({ x }) => result(Math.sinh(x)),
  'math.cosh': ({ x }) => result(Math.cosh(x)),
  'math.tanh': ({ x }) => result(Math.tanh(x)),
  'math.asinh': ({ x }) => result(Math.asinh(x)),
  'math.acosh': ({ x }) => result(Math.acosh(x), 'acosh needs a number from 1'),
  'math.atanh': ({ x }) => result(Math.atanh(Math.abs(x) < 1 ? x : outside('atanh needs a number between −1 and 1'))),
  'math.radians': ({ degrees }) => result((degrees / 180) * Math.PI),
  'math.degrees': ({ radians }) => result((radians / Math.PI) * 180),
};

/** x · factor / divisor + offset in exact decimals, rounded to a double once. */
const exactly = (x: number, factor: string, divisor = '1', offset = '0'): { value: number } =>
  result(new Exact(x).times(factor).div(divisor).plus(offset).toNumber());

export const conversionHandlers: HandlersOf<typeof conversionTools> = {
  'math.celsiusToFahrenheit': ({ celsius }) => exactly(celsius, '1.8', '1', '32'),
  'math.fahrenheitToCelsius': ({ fahrenheit }) => result(new Exact(fahrenheit).minus(32).div('1.8').toNumber()),
  'math.celsiusToKelvin': ({ celsius }) => exactly(celsius, '1', '1', '273.15'),
  'math.kelvinToCelsius': ({ kelvin }) => exactly(kelvin, '1', '1', '-273.15'),
  'math.metersToFeet': ({ meters }) => exactly(meters, '1', '0.3048'),
  'math.feetToMeters': ({ feet }) => exactly(feet, '0.3048'),
  'math.milesToKilometers': ({ miles }) => exactly(miles, '1.609344'),
  'math.kilometersToMiles': ({ kilometers }) => exactly(kilometers, '1', '1.609344'),
  'math.inchesToCentimeters': ({ inches }) => exactly(inches, '2.54'),
  'math.centimetersToInches': ({ centimeters }) => exactly(centimeters, '1', '2.54'),
  'math.poundsToKilograms': ({ pounds }) => exactly(pounds, '0.45359237'),
  'math.kilogramsToPounds': ({ kilograms }) => exactly(kilograms, '1', '0.45359237'),
  'math.gallonsToLiters': ({ gallons }) => exactly(gallons, '3.785411784'),
  'math.litersToGallons': ({ liters }) => exactly(liters, '1', '3.785411784'),
};
