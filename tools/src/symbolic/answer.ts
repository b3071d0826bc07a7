/**
 * The symbolic tools: each asks the library, checks what it says by numbers, and gives it or an error. Nothing is given
 * unchecked. Synchronous and without a bound of time: it runs where it can be ended (`worker.ts`).
 */
import { definite, derivative, primitive } from './calculus.ts';
import type { Random } from './check.ts';
import { complex } from './complex.ts';
import { format } from './expression.ts';
import { limit } from './limit.ts';
import { solveLinear } from './linear.ts';
import type { SymbolicAnswer, SymbolicQuestion } from './question.ts';
import { constant, equation, read, realValue } from './reading.ts';
import { reshape } from './reshape.ts';
import { series } from './series.ts';
import { quadratic, solve } from './solve.ts';

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
