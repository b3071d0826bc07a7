/**
 * Exact decimal arithmetic on text: a small grammar over decimal.js. Sums, differences, products and whole powers are
 * exact to 60 significant digits; what is shown has at most 15, so no digits appear that nobody typed.
 */
import { Decimal } from 'decimal.js';
import { ToolError } from '../error.ts';

/** A constructor of our own: the precision of others is not touched. */
export const Exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP, maxE: 9_000, minE: -9_000 });
export type Exact = Decimal;

const shownDigits = 15;
const maxDepth = 64;

type Token = { kind: 'number'; value: Exact; at: number } | { kind: 'word' | 'symbol'; value: string; at: number };

const spellings: Record<string, string> = {
  '×': '*',
  '·': '*',
  '÷': '/',
  ':': '/',
  '−': '-',
  '–': '-',
  '√': 'sqrt',
  π: 'pi',
  ',': '.',
};

const functions: Record<string, (value: Exact) => Exact> = {
  sqrt: (value) => (value.isNegative() && !value.isZero() ? bad('a negative number has no square root') : value.sqrt()),
  cbrt: (value) => value.cbrt(),
  abs: (value) => value.abs(),
  ln: (value) => (value.lte(0) ? bad('only a positive number has a logarithm') : value.ln()),
  log: (value) => (value.lte(0) ? bad('only a positive number has a logarithm') : value.log(10)),
  exp: (value) => value.exp(),
  sin: (value) => withoutResidue(angle(value).sin(), new Exact(1)),
  cos: (value) => withoutResidue(angle(value).cos(), new Exact(1)),
  tan: (value) => withoutResidue(angle(value).tan(), new Exact(1)),
  asin: (value) => (value.abs().gt(1) ? bad('asin needs a number from −1 to 1') : value.asin()),
  acos: (value) => (value.abs().gt(1) ? bad('acos needs a number from −1 to 1') : value.acos()),
  atan: (value) => value.atan(),
  round: (value) => value.round(),
  floor: (value) => value.floor(),
  ceil: (value) => value.ceil(),
};

const constants: Record<string, Exact> = { pi: Exact.acos(-1), e: new Exact(1).exp() };

export type AngleUnit = 'radians' | 'degrees';
const degree = Exact.acos(-1).div(180);
const takeAngle = new Set(['sin', 'cos', 'tan']);
const giveAngle = new Set(['asin', 'acos', 'atan']);

function applied(name: string, apply: (value: Exact) => Exact, value: Exact, unit: AngleUnit): Exact {
  if (unit === 'radians') return apply(value);
  if (name === 'tan' && value.mod(180).abs().eq(90)) bad('tan has no value there');
  if (takeAngle.has(name)) return apply(angle(value).mod(360).times(degree));
  return giveAngle.has(name) ? apply(value).div(degree) : apply(value);
}

function bad(message: string): never {
  throw new ToolError('EDOM', message);
}

function angle(value: Exact): Exact {
  return value.abs().gt('1e15') ? bad('the angle is too large') : value;
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text.charAt(at);
    if (/\s/.test(char)) {
      at += 1;
      continue;
    }
    const number = /(?:\d+[.,]?\d*|[.,]\d+)(?:[eE][+\-−]?\d{1,4})?/y;
    number.lastIndex = at;
    const digits = number.exec(text)?.[0];
    if (digits !== undefined) {
      const value = new Exact(
        digits
          .replace(',', '.')
          .replace('−', '-')
          .replace(/\.(?=e|E|$)/, ''),
      );
      if (!value.isFinite()) bad('the number is too large');
      tokens.push({ kind: 'number', value, at });
      at += digits.length;
      continue;
    }
    const word = /[A-Za-z]+/y;
    word.lastIndex = at;
    const name = word.exec(text)?.[0].toLowerCase();
    if (name !== undefined) {
      tokens.push({ kind: 'word', value: name, at });
      at += name.length;
      continue;
    }
    const value = Object.hasOwn(spellings, char) ? (spellings[char] ?? char) : char;
    if (!'+-*/%^()!'.includes(value) && value.length === 1) {
      throw new ToolError('EINVAL', `${char} is not part of an arithmetic expression`);
    }
    tokens.push({ kind: value.length > 1 ? 'word' : 'symbol', value, at });
    at += 1;
  }
  return tokens;
}

/** A value, and whether it was written with %: `200 + 10%` takes 10 % of 200. */
interface Term {
  value: Exact;
  percent: boolean;
}

export interface Calculation {
  value: string;
  /** The last operation outside brackets with what it was applied to, such as `×8`; empty without one. */
  repeat: string;
}

/**
 * Calculates an expression; `unit` is that of the angles which sin, cos, tan take and their inverses give.
 *
 * @throws ToolError `EINVAL` when it is empty, unfinished or not arithmetic; `EDOM` when it has no value (division by zero, the
 *   root of a negative number) or one beyond 10^9000
 */
export function calculate(text: string, unit: AngleUnit = 'radians'): Calculation {
  const tokens = tokenize(text);
  if (tokens.length === 0) throw new ToolError('EINVAL', 'there is nothing to calculate');
  let next = 0;
  let depth = 0;
  let last = -1;

  const symbol = (...values: string[]): string | undefined => {
    const token = tokens[next];
    if (token?.kind === 'number' || token === undefined || !values.includes(token.value)) return undefined;
    next += 1;
    return token.value;
  };
  const enter = (): void => {
    depth += 1;
    if (depth > maxDepth) throw new ToolError('EINVAL', 'too many brackets');
  };
  /** Notes an operator outside brackets and functions; signs are none. */
  const note = (): void => {
    if (depth === 0) last = next - 1;
  };

  function sum(): Term {
    let left = product();
    for (let operator = symbol('+', '-'); operator !== undefined; operator = symbol('+', '-')) {
      note();
      const right = product();
      const amount = right.percent ? left.value.times(right.value) : right.value;
      const moved = operator === '+' ? left.value.plus(amount) : left.value.minus(amount);
      left = { value: withoutResidue(moved, left.value), percent: false };
    }
    return left;
  }

  function product(): Term {
    let left = signed();
    for (;;) {
      const operator = symbol('*', '/', 'mod');
      if (operator === undefined) {
        // Two values side by side are multiplied: 2(3+4), 2π
        const token = tokens[next];
        if (token === undefined || (token.kind === 'symbol' && token.value !== '(')) return left;
        if (token.kind === 'number') throw new ToolError('EINVAL', 'an operator is missing between two numbers');
        left = { value: left.value.times(signed().value), percent: false };
        continue;
      }
      note();
      const right = signed();
      if (operator === '*') left = { value: left.value.times(right.value), percent: false };
      else if (right.value.isZero()) bad('cannot divide by zero');
      else if (operator === '/') left = { value: left.value.div(right.value), percent: false };
      else left = { value: left.value.mod(right.value), percent: false };
    }
  }

  function signed(): Term {
    let negative = false;
    for (let sign = symbol('+', '-'); sign !== undefined; sign = symbol('+', '-'))
      if (sign === '-') negative = !negative;
    const term = power();
    return negative ? { value: term.value.negated(), percent: term.percent } : term;
  }

  function power(): Term {
    const base = postfix();
    if (symbol('^') === undefined) return base;
    note();
    enter();
    const exponent = signed().value;
    depth -= 1;
    if (base.value.isZero() && exponent.isNegative()) bad('cannot divide by zero');
    if (base.value.isNegative() && !exponent.isInteger()) bad('a negative number has no such root');
    // The size of the result is known before it is worked out.
    const size = base.value.isZero() ? 0 : exponent.abs().times(base.value.abs().log(10).abs()).toNumber();
    if (size > 9_000) bad('the result is too large');
    return { value: base.value.pow(exponent), percent: false };
  }

  function postfix(): Term {
    let value = primary();
    let percent = false;
    for (let sign = symbol('%', '!'); sign !== undefined; sign = symbol('%', '!')) {
      if (sign === '!') {
        value = factorial(value);
        percent = false;
        continue;
      }
      value = value.div(100);
      percent = true;
    }
    return { value, percent };
  }

  function primary(): Exact {
    const token = tokens[next];
    next += 1;
    if (token === undefined) throw new ToolError('EINVAL', 'the expression is not finished');
    if (token.kind === 'number') return token.value;
    if (token.kind === 'word') {
      const constant = Object.hasOwn(constants, token.value) ? constants[token.value] : undefined;
      if (constant !== undefined) return constant;
      const apply = Object.hasOwn(functions, token.value) ? functions[token.value] : undefined;
      if (apply === undefined) throw new ToolError('EINVAL', `${token.value} is not known`);
      enter();
      const argument = primary();
      depth -= 1;
      return applied(token.value, apply, argument, unit);
    }
    if (token.value === '(') {
      enter();
      const { value } = sum();
      depth -= 1;
      // A bracket still open at the end closes by itself, as on a calculator.
      if (symbol(')') === undefined && next < tokens.length) throw new ToolError('EINVAL', 'a bracket is not closed');
      return value;
    }
    throw new ToolError('EINVAL', `a number is missing before ${text.charAt(token.at)}`);
  }

  const { value } = sum();
  const rest = tokens[next];
  if (rest !== undefined) throw new ToolError('EINVAL', `${text.charAt(rest.at)} does not belong there`);
  const from = tokens[last];
  return { value: formatDecimal(value), repeat: from === undefined ? '' : text.slice(from.at).trim() };
}

/** What is left of a difference by rounding alone, as of 1÷3×3−1, is nothing. */
function withoutResidue(value: Exact, before: Exact): Exact {
  return value.abs().lt(before.abs().times('1e-50')) ? new Exact(0) : value;
}

function factorial(value: Exact): Exact {
  if (!value.isInteger() || value.isNegative()) bad('! needs a whole number from 0');
  if (value.gt(2_000)) bad('the result is too large');
  let result = new Exact(1);
  for (let factor = 2; factor <= value.toNumber(); factor += 1) result = result.times(factor);
  return result;
}

/** At most 15 significant digits, no trailing zeros; an exponent from 10^21 and below 10^−9. */
export function formatDecimal(exact: Exact): string {
  if (!exact.isFinite()) bad('the result is too large');
  if (exact.isZero()) return '0';
  // The last ten digits may be off after a division that does not end: 2÷3×3 is 2.
  const value = exact.toSignificantDigits(50);
  const integer = value.isInteger() && value.abs().lt('1e21');
  const shown = integer ? value : value.toSignificantDigits(shownDigits);
  const size = shown.e;
  if (size >= 21 || size < -9) return shown.toExponential().replace('e+', 'e');
  return shown.toFixed();
}
