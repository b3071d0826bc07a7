/**
 * The symbolic tools: each asks the library, checks what it says by numbers, and gives it or an error. Nothing is given
 * unchecked. Synchronous and without a bound of time: it runs where it can be ended (`worker.ts`).
 */
import { ToolError } from '../error.ts';
import {
  closeTo,
  isDerivative,
  isRealWhere,
  quadrature,
  type Random,
  randomPoint,
  realZeros,
  sameValues,
  seriesCoefficients,
  zerosWithin,
} from './check.ts';
import { type Complex, complex, finite, magnitude, subtract } from './complex.ts';
import { compile, type Evaluate, type Point } from './evaluate.ts';
import {
  format,
  type Node,
  parse,
  plainValue,
  rewrite,
  sizeOf,
  variableName,
  variablesOf,
  visit,
} from './expression.ts';
import { ask, askSolutions, askSystem, substitute } from './library.ts';
import type { SymbolicAnswer, SymbolicQuestion } from './question.ts';

const unchecked = (): ToolError =>
  new ToolError('ENOTSUP', 'the answer found does not stand up to a check with numbers');
const number = (text: string): Node => ({ kind: 'number', text });
const variable = (name: string): Node => ({ kind: 'variable', name: variableName(name) });
const binary = (op: '+' | '-' | '*' | '/' | '^', left: Node, right: Node): Node => ({
  kind: 'binary',
  op,
  left,
  right,
});

/** @throws ToolError `EINVAL` for what cannot be read, `E2BIG` for too much, `EDOM` where there is no value, `ENOTSUP` unsolved */
export function answer(question: SymbolicQuestion, random: Random = Math.random): SymbolicAnswer {
  switch (question.tool) {
    case 'simplify':
    case 'expand':
    case 'factor':
      return { value: reshape(question.tool, read(question.expression), random) };
    case 'solve':
      return solve(equation(question.expression), question.variable, random);
    case 'quadratic':
      return quadratic(question, random);
    case 'solve_linear':
      return solveLinear(question.equations, question.variables, random);
    case 'derivative':
      return { value: format(derivative(read(question.expression), question.variable, question.order, random)) };
    case 'derivative_at': {
      const rate = derivative(read(question.expression), question.variable, question.order, random);
      return { value: realValue(rate, { [question.variable]: complex(constant(question.at)) }) };
    }
    case 'integrate':
      return { value: format(primitive(read(question.expression), question.variable, random)) };
    case 'integrate_definite':
      return definite(read(question.expression), question.variable, question.from, question.to, random);
    case 'limit':
      return { value: limit(read(question.expression), question.variable, question.to, question.direction) };
    case 'taylor':
    case 'series':
      return series(read(question.expression), question.variable, question.at, question.order, random);
  }
}

function read(text: string): Node {
  const node = parse(text);
  if (holdsInfinity(node)) throw new ToolError('EINVAL', 'infinity is no number to calculate with');
  return node;
}

function holdsInfinity(node: Node): boolean {
  let found = false;
  visit(node, (each) => {
    if (each.kind === 'constant' && each.name === 'infinity') found = true;
  });
  return found;
}

/** left = right as left − right; without a sign of equality, = 0. */
function equation(text: string): Node {
  const sides = text.split('=');
  const [left = '', right] = sides;
  if (sides.length > 2) throw new ToolError('EINVAL', 'an equation has one =');
  return right === undefined ? read(left) : binary('-', read(left), read(right));
}

/** The value of a constant expression, such as pi/2. */
function constant(text: string): number {
  return realValue(read(text), {});
}

function realValue(node: Node, point: Point): number {
  const loose = variablesOf(node).find((name) => !Object.hasOwn(point, name));
  if (loose !== undefined) throw new ToolError('EINVAL', `${loose} has no value`);
  const value = compile(node)(point);
  if (!finite(value)) throw new ToolError('EDOM', 'there is no value at that point');
  if (Math.abs(value.im) > 1e-12 * Math.max(1, magnitude(value)))
    throw new ToolError('EDOM', 'the value is not a real number');
  return value.re;
}

function reshape(how: 'simplify' | 'expand' | 'factor', node: Node, random: Random): string {
  const variables = variablesOf(node);
  const value = compile(node);
  const holds = (other: Node): boolean => sameValues(value, compile(other), variables, random);
  if (how === 'simplify') {
    const shapes = [node];
    for (const question of ['simplify', 'expand', 'factor'] as const) {
      try {
        const other = ask(question, node);
        if (holds(other)) shapes.push(other);
      } catch (error) {
        if (!(error instanceof ToolError)) throw error;
      }
    }
    if (shapes.length === 1) throw unchecked();
    return format(shapes.reduce((best, other) => (sizeOf(other) < sizeOf(best) ? other : best)));
  }
  const other = ask(how, node);
  if (!holds(other)) throw unchecked();
  if (how === 'factor' && hasFactorLeft(other)) throw new ToolError('ENOTSUP', 'not all factors were found');
  if (how === 'expand' && hasProductOfSums(other)) throw new ToolError('ENOTSUP', 'this cannot be multiplied out');
  return format(other);
}

/** Whether a sum given as its own factor has a simple rational root, and so a factor x − p/q that was not found. */
function hasFactorLeft(node: Node): boolean {
  const [name, ...others] = variablesOf(node);
  const isSum = node.kind === 'binary' && (node.op === '+' || node.op === '-');
  const terms = name !== undefined && others.length === 0 && isSum && isPolynomial(node, name) ? node : undefined;
  if (terms === undefined || name === undefined) return false;
  const f = compile(terms);
  const degree = zerosWithin((z) => f({ [name]: z }), complex(0), 1e4);
  if (degree < 2) return false;
  for (let q = 1; q <= 12; q += 1)
    for (let p = -12; p <= 12; p += 1) {
      const around = Math.max(1, magnitude(f({ [name]: complex(Math.abs(p / q) + 0.5) })));
      if (magnitude(f({ [name]: complex(p / q) })) < 1e-12 * around) return true;
    }
  return false;
}

function hasProductOfSums(node: Node): boolean {
  let found = false;
  const isSum = (part: Node): boolean =>
    part.kind === 'binary' && (part.op === '+' || part.op === '-') && variablesOf(part).length > 0;
  visit(node, (each) => {
    if (each.kind !== 'binary') return;
    if (each.op === '*' && (isSum(each.left) || isSum(each.right))) found = true;
    if (each.op === '^' && isSum(each.left) && (plainValue(each.right) ?? 0) >= 2) found = true;
  });
  return found;
}

function derivative(node: Node, name: string, order: number, random: Random): Node {
  let current = node;
  for (let step = 0; step < order; step += 1) {
    const rate = ask('diff', current, variable(name));
    if (!isDerivative(compile(current), compile(rate), name, variablesOf(current), random)) throw unchecked();
    current = rate;
  }
  return current;
}

function primitive(node: Node, name: string, random: Random): Node {
  const found = ask('integrate', node, variable(name));
  const rate = compile(node);
  const variables = variablesOf(node);
  const checked = (other: Node): boolean => isDerivative(compile(other), rate, name, variables, random);
  // ln(x − 1) as a primitive of 1/(x − 1) is not real below 1; ln|x − 1| is.
  if (!isRealWhere(compile(found), rate, variables, random)) {
    const real = rewrite(found, (each) =>
      each.kind === 'call' && each.name === 'ln'
        ? { ...each, argument: { kind: 'call', name: 'abs', argument: each.argument } }
        : each,
    );
    if (checked(real) && isRealWhere(compile(real), rate, variables, random)) return real;
  }
  if (!checked(found)) throw unchecked();
  return found;
}

function boundary(text: string): number {
  const sign = /^\s*([+-]?)\s*(infinity|∞)\s*$/.exec(text);
  if (sign === null) return constant(text);
  return sign[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

function definite(node: Node, name: string, fromText: string, toText: string, random: Random): SymbolicAnswer {
  variableName(name);
  const loose = variablesOf(node).find((each) => each !== name);
  if (loose !== undefined) throw new ToolError('EINVAL', `${loose} has no value`);
  const [from, to] = [boundary(fromText), boundary(toText)];
  if (from === to) return { value: 0, exact: '0' };
  const f = compile(node);
  const area = quadrature((x) => f({ [name]: complex(x) }), from, to);
  if (area === undefined)
    throw new ToolError('EDOM', 'the integral has no value that can be found: it may not converge');
  if (!Number.isFinite(from) || !Number.isFinite(to)) return { value: tidy(area), exact: '' };
  try {
    const whole = primitive(node, name, random);
    const exact = ask(
      'simplify',
      binary('-', substitute(whole, name, read(toText)), substitute(whole, name, read(fromText))),
    );
    const value = compile(exact)({});
    if (closeTo(value, complex(area), 1e-8)) return { value: value.re, exact: format(exact) };
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
  }
  return { value: tidy(area), exact: '' };
}

/** A number found by approximation, with the digits that it is good for. */
const tidy = (value: number): number => (Math.abs(value) < 1e-12 ? 0 : Number(value.toPrecision(10)));

function isPolynomial(node: Node, name: string): boolean {
  if (!variablesOf(node).includes(name)) return true;
  if (node.kind === 'variable') return true;
  if (node.kind === 'negative') return isPolynomial(node.of, name);
  if (node.kind !== 'binary') return false;
  if (node.op === '/') return isPolynomial(node.left, name) && !variablesOf(node.right).includes(name);
  if (node.op !== '^') return isPolynomial(node.left, name) && isPolynomial(node.right, name);
  const exponent = plainValue(node.right);
  return exponent !== undefined && Number.isInteger(exponent) && exponent >= 0 && isPolynomial(node.left, name);
}

function solve(node: Node, name: string, random: Random): SymbolicAnswer {
  variableName(name);
  const variables = variablesOf(node);
  if (!variables.includes(name)) throw new ToolError('EINVAL', `there is no ${name} in the equation`);
  const others = variables.filter((each) => each !== name);
  const f = compile(node);
  const point = randomPoint(others, random);
  const at = (value: Complex): Complex => f({ ...point, [name]: value });
  const roots: { node: Node; value: Complex }[] = [];
  for (const found of askSolutions(node, variable(name))) {
    const value = compile(found)(point);
    if (!finite(value) || variablesOf(found).includes(name)) continue;
    // A root is one when its value is nothing beside what the equation is around it.
    const around = Math.max(
      1,
      magnitude(at(complex(value.re + 0.5, value.im))),
      magnitude(at(complex(value.re - 0.5, value.im))),
    );
    const left = at(value);
    if (!finite(left) || magnitude(left) > 1e-8 * around) continue;
    if (!roots.some((known) => magnitude(subtract(known.value, value)) < 1e-7 * Math.max(1, magnitude(value))))
      roots.push({ node: found, value });
  }
  if (isPolynomial(node, name)) countRoots(at, roots);
  else if (others.length === 0) {
    const seen = [50, 2_000].flatMap((width) => realZeros((x) => at(complex(x)), width));
    const missing = seen.find(
      (x) => !roots.some(({ value }) => magnitude(subtract(value, complex(x))) < 1e-6 * Math.max(1, Math.abs(x))),
    );
    if (missing !== undefined)
      throw new ToolError(
        'ENOTSUP',
        `not all solutions can be written down: there is one near ${Number(missing.toPrecision(6))}`,
      );
  }
  if (roots.length === 0) throw new ToolError('ENOTSUP', 'no solution was found');
  roots.sort((a, b) => a.value.re - b.value.re || a.value.im - b.value.im);
  return {
    value: roots.map((root) => (others.length === 0 ? legible(root.node, root.value) : format(root.node))),
    approximate: others.length > 0 ? [] : roots.map(({ value }) => ({ re: clean(value.re), im: clean(value.im) })),
  };
}

const clean = (value: number): number => (Math.abs(value) < 1e-12 ? 0 : Number(value.toPrecision(12)));

/** Long fractions are the library's way to write an approximation: those are given as decimals. */
function legible(node: Node, value: Complex): string {
  let digits = 0;
  visit(node, (each) => {
    if (each.kind === 'number') digits = Math.max(digits, each.text.length);
  });
  if (digits < 7) return format(node);
  const [re, im] = [clean(value.re), clean(value.im)];
  if (im === 0) return String(re);
  return `${re === 0 ? '' : `${re} `}${im < 0 ? '-' : re === 0 ? '' : '+'}${re === 0 ? '' : ' '}${Math.abs(im)}*i`;
}

/** A polynomial has as many roots as its degree, each counted as often as it is one. @throws ToolError when some are missing */
function countRoots(at: (value: Complex) => Complex, roots: readonly { value: Complex }[]): void {
  const farthest = Math.max(1, ...roots.map(({ value }) => magnitude(value)));
  const degree = zerosWithin(at, complex(0), farthest * 1e4);
  let nearest = 1;
  for (const [index, a] of roots.entries())
    for (const b of roots.slice(index + 1)) nearest = Math.min(nearest, magnitude(subtract(a.value, b.value)));
  const counted = roots.reduce((sum, { value }) => sum + zerosWithin(at, value, nearest / 3), 0);
  if (!(counted === degree))
    throw new ToolError('ENOTSUP', `only ${roots.length} of the solutions can be written down`);
}

function decimal(value: number): Node {
  const text = Number.isInteger(value) && Math.abs(value) < 1e15 ? String(value) : value.toFixed(12).replace(/0+$/, '');
  if (Number(text) !== value) throw new ToolError('E2BIG', 'a coefficient is too large or has too many digits');
  return parse(text);
}

function quadratic({ a, b, c }: { a: number; b: number; c: number }, random: Random): SymbolicAnswer {
  if (a === 0) throw new ToolError('EDOM', 'a must not be 0 in a quadratic equation');
  const x = variable('x');
  const square = binary('*', decimal(a), binary('^', x, number('2')));
  return solve(binary('+', binary('+', square, binary('*', decimal(b), x)), decimal(c)), 'x', random);
}

function solveLinear(texts: readonly string[], wanted: readonly string[] | undefined, random: Random): SymbolicAnswer {
  const equations = texts.map(equation);
  const names = [...new Set(equations.flatMap(variablesOf))].sort();
  const variables = wanted?.map(variableName) ?? names;
  const loose = names.find((name) => !variables.includes(name));
  if (loose !== undefined) throw new ToolError('EINVAL', `${loose} is not among the variables`);
  if (variables.length !== equations.length)
    throw new ToolError(
      'EDOM',
      `${variables.length} variables need as many equations, and there are ${equations.length}`,
    );
  const values = equations.map(compile);
  const at = (evaluate: Evaluate, point: Record<string, number>): number =>
    evaluate(Object.fromEntries(variables.map((name) => [name, complex(point[name] ?? 0)]))).re;
  const rows = values.map((evaluate) => {
    const origin = at(evaluate, {});
    const row = variables.map((name) => at(evaluate, { [name]: 1 }) - origin);
    const elsewhere = Object.fromEntries(variables.map((name) => [name, random() * 6 - 3]));
    const expected =
      origin + row.reduce((sum, factor, index) => sum + factor * (elsewhere[variables[index] ?? ''] ?? 0), 0);
    if (!closeTo(complex(at(evaluate, elsewhere)), complex(expected), 1e-9))
      throw new ToolError('EINVAL', 'the equations are not linear');
    return row;
  });
  if (isSingular(rows)) throw new ToolError('EDOM', 'the equations have no solution or no single one');
  const found = askSystem(equations, variables);
  const result: Record<string, string> = {};
  const point: Record<string, Complex> = {};
  for (const name of variables) {
    const node = found.get(name);
    if (node === undefined || variablesOf(node).length > 0) throw new ToolError('ENOTSUP', 'no solution was found');
    result[name] = format(node);
    point[name] = compile(node)({});
  }
  for (const [index, evaluate] of values.entries()) {
    const size =
      Math.max(1, ...(rows[index] ?? []).map(Math.abs)) * Math.max(1, ...Object.values(point).map(magnitude));
    if (!(magnitude(evaluate(point)) <= 1e-8 * size)) throw unchecked();
  }
  return { value: result };
}

/** Elimination with pivots: whether a square matrix has lost a rank to within rounding. */
function isSingular(matrix: readonly (readonly number[])[]): boolean {
  const rows = matrix.map((row) => {
    const size = Math.max(...row.map(Math.abs));
    return row.map((entry) => (size === 0 ? 0 : entry / size));
  });
  for (let column = 0; column < rows.length; column += 1) {
    let pivot = column;
    for (let row = column; row < rows.length; row += 1)
      if (Math.abs(rows[row]?.[column] ?? 0) > Math.abs(rows[pivot]?.[column] ?? 0)) pivot = row;
    const top = rows[pivot] ?? [];
    const head = top[column] ?? 0;
    if (Math.abs(head) < 1e-12) return true;
    rows[pivot] = rows[column] ?? [];
    rows[column] = top;
    for (let row = column + 1; row < rows.length; row += 1) {
      const factor = (rows[row]?.[column] ?? 0) / head;
      rows[row] = (rows[row] ?? []).map((entry, index) => entry - factor * (top[index] ?? 0));
    }
  }
  return false;
}

function limit(node: Node, name: string, toText: string, direction: 'both' | 'left' | 'right'): string {
  variableName(name);
  const loose = variablesOf(node).find((each) => each !== name);
  if (loose !== undefined) throw new ToolError('EINVAL', `${loose} has no value`);
  const to = boundary(toText);
  const f = compile(node);
  const sides = Number.isFinite(to)
    ? direction === 'both'
      ? [-1, 1]
      : [direction === 'left' ? -1 : 1]
    : [Math.sign(to)];
  const ends = sides.map((side) => approach((x) => f({ [name]: complex(x) }), to, side));
  const [first] = ends;
  if (first === undefined || ends.some((end) => end === undefined))
    throw new ToolError('ENOTSUP', 'no limit was found');
  if (ends.some((end) => end !== undefined && !near(end, first)))
    throw new ToolError('EDOM', 'the limits from the two sides differ');
  if (!Number.isFinite(first)) return first > 0 ? 'infinity' : '-infinity';
  for (const found of symbolicLimits(node, name, to, toText)) {
    const value = compile(found)({});
    if (!finite(value) || Math.abs(value.im) > 1e-9 || !near(value.re, first)) continue;
    if (!holdsInfinity(found)) return format(found);
    // Such as e^(−infinity).
    if (Number.isInteger(value.re)) return String(value.re);
  }
  throw new ToolError('ENOTSUP', 'no limit was found in closed form');
}

const near = (a: number, b: number): boolean =>
  a === b || (Number.isFinite(a - b) && Math.abs(a - b) <= 2e-4 * Math.max(1, Math.abs(a), Math.abs(b)));

/** Where the values of a function go as its argument does; undefined when they do not settle. */
function approach(f: (x: number) => Complex, to: number, side: number): number | undefined {
  const values: number[] = [];
  for (const step of [1e-2, 1e-3, 1e-4, 1e-5]) {
    // Not along round numbers, which could all be zeros of something periodic.
    for (const place of [1, 1.37]) {
      const x = Number.isFinite(to) ? to + side * step * place : (side * place) / (step * step ** 0.2);
      const { re, im } = f(x);
      if (!Number.isFinite(re) || Math.abs(im) > 1e-9 * Math.max(1, Math.abs(re))) {
        if (Number.isNaN(re) || im !== 0) return undefined;
      }
      values.push(re);
    }
  }
  const last = values.slice(-4);
  const [a = Number.NaN, , c = Number.NaN, d = Number.NaN] = last;
  const size = Math.max(...last.map(Math.abs));
  const sameSign = last.every((value) => Math.sign(value) === Math.sign(d));
  if (sameSign && Math.abs(c) > 1e3 && Math.abs(c) >= 3 * Math.abs(a)) return d > 0 ? Infinity : -Infinity;
  const spread = Math.max(...last) - Math.min(...last);
  return spread <= 2e-3 * Math.max(1, size) ? c : undefined;
}

/** What the library says of a limit, asked in several ways: as it is, by t = 1/x from infinity, by e^ln for a power. */
function* symbolicLimits(node: Node, name: string, to: number, toText: string): Generator<Node> {
  const target = (value: number): Node =>
    Number.isFinite(value) ? read(toText) : parse(value > 0 ? 'infinity' : '-infinity');
  const asked = function* (which: Node, where: Node): Generator<Node> {
    try {
      yield ask('limit', which, variable(name), where);
    } catch (error) {
      if (!(error instanceof ToolError)) throw error;
    }
  };
  yield* asked(node, target(to));
  const turned = Number.isFinite(to) ? node : reciprocal(node, name);
  const where = Number.isFinite(to) ? target(to) : number('0');
  if (!Number.isFinite(to)) yield* asked(turned, where);
  if (turned.kind === 'binary' && turned.op === '^') {
    const exponent = lowered(binary('*', { kind: 'call', name: 'ln', argument: turned.left }, turned.right));
    for (const found of asked(exponent, where)) {
      const power = binary('^', { kind: 'constant', name: 'e' }, found);
      const value = plainValue(found);
      yield value === 1 ? { kind: 'constant', name: 'e' } : value === 0 ? number('1') : power;
    }
  }
  // A function that goes on through the point has its value there as its limit.
  if (Number.isFinite(to)) {
    try {
      yield substitute(node, name, read(toText));
    } catch (error) {
      if (!(error instanceof ToolError)) throw error;
    }
  }
}

/** The expression in 1/x, with 1/(1/x) written as x again. */
function reciprocal(node: Node, name: string): Node {
  const turned = binary('/', number('1'), variable(name));
  return rewrite(node, (each) => {
    if (each.kind === 'variable' && each.name === name) return turned;
    if (each.kind === 'binary' && each.op === '/' && each.right === turned)
      return binary('*', each.left, variable(name));
    return each;
  });
}

/** u·(1/v) as u/v. */
function lowered(node: Node): Node {
  if (
    node.kind === 'binary' &&
    node.op === '*' &&
    node.right.kind === 'binary' &&
    node.right.op === '/' &&
    plainValue(node.right.left) === 1
  )
    return binary('/', node.left, node.right.right);
  return node;
}

function series(node: Node, name: string, atText: string, order: number, random: Random): SymbolicAnswer {
  variableName(name);
  const loose = variablesOf(node).find((each) => each !== name);
  if (loose !== undefined) throw new ToolError('EINVAL', `${loose} has no value`);
  const center = read(atText);
  const at = complex(constant(atText));
  const f = compile(node);
  if (!finite(f({ [name]: at }))) throw new ToolError('EDOM', 'the function has no value at that point');
  const coefficients: Node[] = [];
  let current = node;
  let factorial = 1;
  for (let power = 0; power <= order; power += 1) {
    if (power > 0) {
      current = derivative(current, name, 1, random);
      factorial *= power;
    }
    const value = substitute(current, name, center);
    coefficients.push(factorial === 1 ? value : ask('simplify', binary('/', value, number(String(factorial)))));
  }
  const values = coefficients.map((each) => compile(each)({}));
  if (!values.every(finite)) throw new ToolError('EDOM', 'the function has no power series at that point');
  const isConfirmed = [0.5, 0.2, 0.05].some((radius) => {
    const measured = seriesCoefficients((z) => f({ [name]: z }), at, radius, order + 1);
    return measured.every((each, power) => {
      const size = Math.max(1, ...values.slice(0, power + 1).map(magnitude));
      return magnitude(subtract(each, values[power] ?? at)) <= Math.max(1e-6 * size, 1e-13 / radius ** power);
    });
  });
  if (!isConfirmed) throw unchecked();
  const origin = plainValue(center) === 0;
  const distance = origin ? variable(name) : binary('-', variable(name), center);
  const terms = coefficients.flatMap((coefficient, power): Node[] => {
    if (plainValue(coefficient) === 0) return [];
    if (power === 0) return [coefficient];
    const base = power === 1 ? distance : binary('^', distance, number(String(power)));
    return [plainValue(coefficient) === 1 ? base : binary('*', coefficient, base)];
  });
  const [first = number('0'), ...rest] = terms;
  const step = origin ? name : `(${format(binary('-', variable(name), center))})`;
  return {
    value: format(rest.reduce((sum, term) => binary('+', sum, term), first)),
    coefficients: coefficients.map(format),
    remainder: `O(${step}^${order + 1})`,
  };
}
