/** What the symbolic tools are given, read: expressions, equations, constants, ends of intervals; and the terms they build. */
import { ToolError } from '../error.ts';
import { finite, magnitude } from './complex.ts';
import { compile, type Point } from './evaluate.ts';
import { type Node, parse, plainValue, variableName, variablesOf, visit } from './expression.ts';

export const unchecked = (): ToolError =>
  new ToolError('ENOTSUP', 'the answer found does not stand up to a check with numbers');
export const number = (text: string): Node => ({ kind: 'number', text });
export const variable = (name: string): Node => ({ kind: 'variable', name: variableName(name) });
export const binary = (op: '+' | '-' | '*' | '/' | '^', left: Node, right: Node): Node => ({
  kind: 'binary',
  op,
  left,
  right,
});

export function read(text: string): Node {
  const node = parse(text);
  if (holdsInfinity(node)) throw new ToolError('EINVAL', 'infinity is no number to calculate with');
  return node;
}

export function holdsInfinity(node: Node): boolean {
  let found = false;
  visit(node, (each) => {
    if (each.kind === 'constant' && each.name === 'infinity') found = true;
  });
  return found;
}

/** left = right as left − right; without a sign of equality, = 0. */
export function equation(text: string): Node {
  const sides = text.split('=');
  const [left = '', right] = sides;
  if (sides.length > 2) throw new ToolError('EINVAL', 'an equation has one =');
  return right === undefined ? read(left) : binary('-', read(left), read(right));
}

/** The value of a constant expression, such as pi/2. */
export function constant(text: string): number {
  return realValue(read(text), {});
}

export function realValue(node: Node, point: Point): number {
  const loose = variablesOf(node).find((name) => !Object.hasOwn(point, name));
  if (loose !== undefined) throw new ToolError('EINVAL', `${loose} has no value`);
  const value = compile(node)(point);
  if (!finite(value)) throw new ToolError('EDOM', 'there is no value at that point');
  if (Math.abs(value.im) > 1e-12 * Math.max(1, magnitude(value)))
    throw new ToolError('EDOM', 'the value is not a real number');
  return value.re;
}

export function boundary(text: string): number {
  const sign = /^\s*([+-]?)\s*(infinity|∞)\s*$/.exec(text);
  if (sign === null) return constant(text);
  return sign[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

export function isPolynomial(node: Node, name: string): boolean {
  if (!variablesOf(node).includes(name)) return true;
  if (node.kind === 'variable') return true;
  if (node.kind === 'negative') return isPolynomial(node.of, name);
  if (node.kind !== 'binary') return false;
  if (node.op === '/') return isPolynomial(node.left, name) && !variablesOf(node.right).includes(name);
  if (node.op !== '^') return isPolynomial(node.left, name) && isPolynomial(node.right, name);
  const exponent = plainValue(node.right);
  return exponent !== undefined && Number.isInteger(exponent) && exponent >= 0 && isPolynomial(node.left, name);
}
