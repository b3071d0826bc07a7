/** Functions over numbers, and numbers as people read them. Nothing stays nothing, so that an empty field gives an empty result. */
import { type Json, typeName } from '../../json.ts';
import { ExpressionError } from '../error.ts';
import { roundTo } from '../values.ts';
import { at, fail, finite, number, onNumber, text, whole } from './arguments.ts';
import type { Call, ExpressionFunction, FunctionFamily } from './shape.ts';

function toNumber(value: Json): Json {
  if (typeof value === 'number' || value === null) return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value !== 'string') return fail(`${typeName(value)} is not a number`);
  const trimmed = value.trim();
  if (trimmed === '') return null;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed)) {
    throw new ExpressionError('value', `'${trimmed.slice(0, 40)}' is not a number`);
  }
  return finite(Number(trimmed));
}

const decimalsOf = (args: readonly Json[], index: number, otherwise: number): number =>
  Math.min(Math.max(whole(args, index, otherwise), 0), 15);

const formats = new Map<string, Intl.NumberFormat>();

/** A formatter of numbers; making one takes far longer than using it. */
function formatOf(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options);
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat('en', options);
  if (formats.size >= 200) formats.clear();
  formats.set(key, made);
  return made;
}

/** A function that shows a number as text; nothing gives empty text. */
const shown = (
  signature: string,
  most: 1 | 2 | 3,
  run: (value: number, args: readonly Json[], call: Call) => string,
): ExpressionFunction => ({
  signature,
  least: 1,
  most,
  run: (args, call) => {
    const value = number(args, 0);
    return value === null ? '' : run(value, args, call);
  },
});

function grouped(value: number, args: readonly Json[]): string {
  if (number(args, 1) === null) return formatOf({ maximumFractionDigits: 10 }).format(value);
  const decimals = decimalsOf(args, 1, 0);
  return formatOf({ minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(
    roundTo(value, decimals),
  );
}

function money(value: number, args: readonly Json[], call: Call): string {
  const currency = args.length > 1 ? text(args, 1, call) : 'USD';
  if (!/^[A-Z]{3}$/.test(currency)) return fail("a currency is three capitals, such as 'EUR'");
  return formatOf({ style: 'currency', currency }).format(value);
}

function sized(value: number, args: readonly Json[]): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let size = value;
  let unit = 0;
  while (Math.abs(size) >= 999.95 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${roundTo(size, unit === 0 ? 0 : decimalsOf(args, 1, 1))} ${units[unit]}`;
}

function logarithm(args: readonly Json[]): Json {
  const [value, base] = [number(args, 0), number(args, 1)];
  if (value === null) return null;
  if (value <= 0) return fail('a logarithm needs a number above 0');
  if (base === null) return finite(Math.log(value));
  if (base === 10) return finite(Math.log10(value));
  if (base === 2) return finite(Math.log2(value));
  if (base <= 0 || base === 1) return fail('the base of a logarithm is above 0 and not 1');
  return finite(Math.log(value) / Math.log(base));
}

const within = (name: string, low: number, high: number, run: (value: number) => number) => (value: number) =>
  value < low || value > high ? fail(`${name} needs a number from ${low} to ${high}`) : run(value);

export const numberFunctions = {
  number: { signature: 'number(value)', least: 1, most: 1, run: (args) => toNumber(at(args, 0)) },
  round: {
    signature: 'round(number, decimals)',
    least: 1,
    most: 2,
    run: (args) => {
      const value = number(args, 0);
      return value === null ? null : roundTo(value, whole(args, 1, 0));
    },
  },
  floor: onNumber('floor(number)', Math.floor),
  ceil: onNumber('ceil(number)', Math.ceil),
  trunc: onNumber('trunc(number)', Math.trunc),
  abs: onNumber('abs(number)', Math.abs),
  sign: onNumber('sign(number)', Math.sign),
  clamp: {
    signature: 'clamp(number, low, high)',
    least: 3,
    most: 3,
    run: (args) => {
      const [value, low, high] = [number(args, 0), number(args, 1), number(args, 2)];
      if (value === null) return null;
      if (low !== null && high !== null && low > high) return fail('the low end of clamp is above the high end');
      return Math.min(Math.max(value, low ?? value), high ?? Number.MAX_VALUE);
    },
  },
  sqrt: onNumber('sqrt(number)', (value) =>
    value < 0 ? fail('a negative number has no square root') : Math.sqrt(value),
  ),
  pow: {
    signature: 'pow(base, exponent)',
    least: 2,
    most: 2,
    run: (args) => {
      const [base, exponent] = [number(args, 0), number(args, 1)];
      return base === null || exponent === null ? null : finite(base ** exponent);
    },
  },
  exp: onNumber('exp(number)', Math.exp),
  log: { signature: 'log(number, base)', least: 1, most: 2, run: logarithm },
  pi: { signature: 'pi()', least: 0, most: 0, run: () => Math.PI },
  sin: onNumber('sin(radians)', Math.sin),
  cos: onNumber('cos(radians)', Math.cos),
  tan: onNumber('tan(radians)', Math.tan),
  asin: onNumber('asin(number)', within('asin', -1, 1, Math.asin)),
  acos: onNumber('acos(number)', within('acos', -1, 1, Math.acos)),
  atan: onNumber('atan(number)', Math.atan),
  atan2: {
    signature: 'atan2(y, x)',
    least: 2,
    most: 2,
    run: (args) => {
      const [y, x] = [number(args, 0), number(args, 1)];
      return y === null || x === null ? null : finite(Math.atan2(y, x));
    },
  },
  radians: onNumber('radians(degrees)', (value) => (value * Math.PI) / 180),
  degrees: onNumber('degrees(radians)', (value) => (value * 180) / Math.PI),
  fixed: shown('fixed(number, decimals)', 2, (value, args) => {
    const decimals = decimalsOf(args, 1, 2);
    return roundTo(value, decimals).toFixed(decimals);
  }),
  format: shown('format(number, decimals)', 2, grouped),
  percent: shown(
    'percent(number, decimals)',
    2,
    (value, args) => `${grouped(value * 100, [0, decimalsOf(args, 1, 0)])}%`,
  ),
  currency: shown("currency(number, 'EUR')", 2, money),
  bytes: shown('bytes(number, decimals)', 2, sized),
} as const satisfies FunctionFamily;
