/** Equations with one unknown: all solutions, each put in, and counted, or an error. */
import { ToolError } from '../error.ts';
import { type Random, randomPoint, realZeros, zerosWithin } from './check.ts';
import { type Complex, complex, finite, magnitude, subtract } from './complex.ts';
import { compile } from './evaluate.ts';
import { format, type Node, parse, variableName, variablesOf, visit } from './expression.ts';
import { askSolutions } from './library.ts';
import type { SymbolicAnswer } from './question.ts';
import { binary, isPolynomial, number, variable } from './reading.ts';

export function solve(node: Node, name: string, random: Random): SymbolicAnswer {
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

export function quadratic({ a, b, c }: { a: number; b: number; c: number }, random: Random): SymbolicAnswer {
  if (a === 0) throw new ToolError('EDOM', 'a must not be 0 in a quadratic equation');
  const x = variable('x');
  const square = binary('*', decimal(a), binary('^', x, number('2')));
  return solve(binary('+', binary('+', square, binary('*', decimal(b), x)), decimal(c)), 'x', random);
}
