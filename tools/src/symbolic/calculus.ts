/** Derivatives and integrals, checked by differences and by quadrature. */
import { ToolError } from '../error.ts';
import { closeTo, isDerivative, isRealWhere, quadrature, type Random } from './check.ts';
import { complex } from './complex.ts';
import { compile } from './evaluate.ts';
import { format, type Node, rewrite, variableName, variablesOf } from './expression.ts';
import { ask, substitute } from './library.ts';
import type { SymbolicAnswer } from './question.ts';
import { binary, boundary, read, unchecked, variable } from './reading.ts';

export function derivative(node: Node, name: string, order: number, random: Random): Node {
  let current = node;
  for (let step = 0; step < order; step += 1) {
    const rate = ask('diff', current, variable(name));
    if (!isDerivative(compile(current), compile(rate), name, variablesOf(current), random)) throw unchecked();
    current = rate;
  }
  return current;
}

export function primitive(node: Node, name: string, random: Random): Node {
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

export function definite(node: Node, name: string, fromText: string, toText: string, random: Random): SymbolicAnswer {
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
