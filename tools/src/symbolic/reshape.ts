/** The same expression in another shape: simplified, multiplied out, in factors. The shape has to be what was asked for. */
import { ToolError } from '../error.ts';
import { type Random, sameValues, zerosWithin } from './check.ts';
import { complex, magnitude } from './complex.ts';
import { compile } from './evaluate.ts';
import { format, type Node, plainValue, sizeOf, variablesOf, visit } from './expression.ts';
import { ask } from './library.ts';
import { isPolynomial, unchecked } from './reading.ts';

export function reshape(how: 'simplify' | 'expand' | 'factor', node: Node, random: Random): string {
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
