/** Power series, their coefficients checked by contours around the point. */
import { ToolError } from '../error.ts';
import { derivative } from './calculus.ts';
import { type Random, seriesCoefficients } from './check.ts';
import { complex, finite, magnitude, subtract } from './complex.ts';
import { compile } from './evaluate.ts';
import { format, type Node, plainValue, variableName, variablesOf } from './expression.ts';
import { ask, substitute } from './library.ts';
import type { SymbolicAnswer } from './question.ts';
import { binary, constant, number, read, unchecked, variable } from './reading.ts';

export function series(node: Node, name: string, atText: string, order: number, random: Random): SymbolicAnswer {
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
