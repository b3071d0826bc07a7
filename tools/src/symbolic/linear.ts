/** Systems of linear equations: one solution that holds in each of them, or an error. */
import { ToolError } from '../error.ts';
import { closeTo, type Random } from './check.ts';
import { type Complex, complex, magnitude } from './complex.ts';
import { compile, type Evaluate } from './evaluate.ts';
import { format, variableName, variablesOf } from './expression.ts';
import { askSystem } from './library.ts';
import type { SymbolicAnswer } from './question.ts';
import { equation, unchecked } from './reading.ts';

export function solveLinear(
  texts: readonly string[],
  wanted: readonly string[] | undefined,
  random: Random,
): SymbolicAnswer {
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
