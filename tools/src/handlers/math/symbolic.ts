/** Handlers of algebra and calculus: each puts its question to the host, which answers within a bound of time. */
import { symbolicTools } from '../../families/math-symbolic.ts';
import type { SymbolicQuestion } from '../../symbolic/question.ts';
import type { ShellToolContext } from '../context.ts';
import type { HandlersOf } from './of.ts';

const ask = (question: SymbolicQuestion, context: ShellToolContext) => context.host.symbolic.ask(question);

const results = {
  text: symbolicTools[0].result,
  solutions: symbolicTools[3].result,
  system: symbolicTools[4].result,
  number: symbolicTools[7].result,
  area: symbolicTools[10].result,
  series: symbolicTools[13].result,
};

export const symbolicHandlers: HandlersOf<typeof symbolicTools> = {
  'math.simplify': async (params, context) => results.text.parse(await ask({ tool: 'simplify', ...params }, context)),
  'math.expand': async (params, context) => results.text.parse(await ask({ tool: 'expand', ...params }, context)),
  'math.factor': async (params, context) => results.text.parse(await ask({ tool: 'factor', ...params }, context)),
  'math.solve': async (params, context) => results.solutions.parse(await ask({ tool: 'solve', ...params }, context)),
  'math.solve_linear': async (params, context) =>
    results.system.parse(await ask({ tool: 'solve_linear', ...params }, context)),
  'math.quadratic': async (params, context) =>
    results.solutions.parse(await ask({ tool: 'quadratic', ...params }, context)),
  'math.derivative': async (params, context) =>
    results.text.parse(await ask({ tool: 'derivative', ...params }, context)),
  'math.partial': async (params, context) => results.text.parse(await ask({ tool: 'derivative', ...params }, context)),
  'math.derivative_at': async ({ at, ...params }, context) =>
    results.number.parse(await ask({ tool: 'derivative_at', ...params, at: text(at) }, context)),
  'math.integrate': async (params, context) => results.text.parse(await ask({ tool: 'integrate', ...params }, context)),
  'math.integrate_definite': async ({ from, to, ...params }, context) =>
    results.area.parse(await ask({ tool: 'integrate_definite', ...params, from: text(from), to: text(to) }, context)),
  'math.limit': async ({ to, ...params }, context) =>
    results.text.parse(await ask({ tool: 'limit', ...params, to: text(to) }, context)),
  'math.taylor': async ({ at, ...params }, context) =>
    results.text.parse(await ask({ tool: 'taylor', ...params, at: text(at) }, context)),
  'math.series': async ({ at, ...params }, context) =>
    results.series.parse(await ask({ tool: 'series', ...params, at: text(at) }, context)),
};

const text = (place: string | number): string => String(place);
