/** Limits: where the values go, found by numbers, and the closed form that agrees with them. */
import { ToolError } from '../error.ts';
import { type Complex, complex, finite } from './complex.ts';
import { compile } from './evaluate.ts';
import { format, type Node, parse, plainValue, rewrite, variableName, variablesOf } from './expression.ts';
import { ask, substitute } from './library.ts';
import { binary, boundary, holdsInfinity, number, read, variable } from './reading.ts';

export function limit(node: Node, name: string, toText: string, direction: 'both' | 'left' | 'right'): string {
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
