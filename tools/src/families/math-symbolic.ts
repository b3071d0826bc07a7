/**
 * Algebra and calculus on expressions in text: + − * / ^ ( ), variables of one letter (digits may follow), pi, e, i, and sqrt, cbrt, abs,
 * exp, ln, log10, log2, sin … atanh. Every answer has been checked with numbers before it is given; what cannot be solved is an
 * error (`ENOTSUP`).
 */
import { z } from 'zod';
import { declareTool } from '../declare.ts';

const expression = z.string().min(1).max(500);
const variable = z.string().min(1).max(4).default('x');
const place = z.union([z.string().min(1).max(100), z.number()]);
const order = z.number().int().min(1).max(5).default(1);
const terms = z.number().int().min(0).max(10).default(5);
const text = z.object({ value: z.string() });
const number = z.object({ value: z.number() });
const solutions = z.object({
  value: z.array(z.string()),
  approximate: z.array(z.object({ re: z.number(), im: z.number() })),
});
const powerSeries = z.object({ value: z.string(), coefficients: z.array(z.string()), remainder: z.string() });

export const symbolicTools = [
  declareTool('math.simplify', {
    title: 'Simplify',
    description: 'The shortest form found that has the same values.',
    site: 'shell',
    params: z.object({ expression }),
    result: text,
    example: { expression: '(x^2 - 1)/(x - 1)' },
  }),
  declareTool('math.expand', {
    title: 'Expand',
    description: 'Multiplied out.',
    site: 'shell',
    params: z.object({ expression }),
    result: text,
    example: { expression: '(x + 1)^3' },
  }),
  declareTool('math.factor', {
    title: 'Factor',
    description: 'As a product, with rational coefficients.',
    site: 'shell',
    params: z.object({ expression }),
    result: text,
    example: { expression: 'x^2 - 5*x + 6' },
  }),
  declareTool('math.solve', {
    title: 'Solve an equation',
    description:
      'All solutions of an equation such as x^2 = 2 (without =, equal to 0), complex ones of polynomials too. Solutions without a short ' +
      'exact form are decimals. An error when not all are found.',
    site: 'shell',
    params: z.object({ expression, variable }),
    result: solutions,
    example: { expression: 'x^2 - 5*x + 6 = 0' },
  }),
  declareTool('math.solve_linear', {
    title: 'Solve linear equations',
    description: 'The one solution of up to 8 linear equations with as many variables, by name.',
    site: 'shell',
    params: z.object({
      equations: z.array(expression).min(1).max(8),
      variables: z.array(z.string().min(1).max(4)).min(1).max(8).optional(),
    }),
    result: z.object({ value: z.record(z.string(), z.string()) }),
    example: { equations: ['x + y = 5', 'x - y = 1'] },
  }),
  declareTool('math.quadratic', {
    title: 'Quadratic equation',
    description: 'The solutions of a·x² + b·x + c = 0.',
    site: 'shell',
    params: z.object({ a: z.number(), b: z.number(), c: z.number() }),
    result: solutions,
    example: { a: 1, b: -3, c: -10 },
  }),
  declareTool('math.derivative', {
    title: 'Derivative',
    description: 'With respect to a variable, of an order from 1 to 5.',
    site: 'shell',
    params: z.object({ expression, variable, order }),
    result: text,
    example: { expression: 'x^3 - 2*x' },
  }),
  declareTool('math.derivative_at', {
    title: 'Derivative at a point',
    description: 'The number that the derivative is at a point, which may be written as pi/2.',
    site: 'shell',
    params: z.object({ expression, variable, order, at: place }),
    result: number,
    example: { expression: 'x^3', at: 2 },
  }),
  declareTool('math.partial', {
    title: 'Partial derivative',
    description: 'With respect to one of several variables.',
    site: 'shell',
    params: z.object({ expression, variable: z.string().min(1).max(4), order }),
    result: text,
    example: { expression: 'x^2*y^3', variable: 'y' },
  }),
  declareTool('math.integrate', {
    title: 'Integrate',
    description: 'A function whose derivative is the expression; any constant may be added.',
    site: 'shell',
    params: z.object({ expression, variable }),
    result: text,
    example: { expression: 'x*cos(x)' },
  }),
  declareTool('math.integrate_definite', {
    title: 'Definite integral',
    description:
      'The integral between two limits, which may be infinity, to 10 digits, and in exact form where one was found (else empty text).',
    site: 'shell',
    params: z.object({ expression, variable, from: place, to: place }),
    result: z.object({ value: z.number(), exact: z.string() }),
    example: { expression: 'x^2', from: 0, to: 3 },
  }),
  declareTool('math.limit', {
    title: 'Limit',
    description:
      'Where the expression goes as the variable goes to a number, infinity or -infinity, from one side or both.',
    site: 'shell',
    params: z.object({ expression, variable, to: place, direction: z.enum(['both', 'left', 'right']).default('both') }),
    result: text,
    example: { expression: 'sin(x)/x', to: 0 },
  }),
  declareTool('math.taylor', {
    title: 'Taylor polynomial',
    description: 'Up to an order from 0 to 10, around a point (0 if not given).',
    site: 'shell',
    params: z.object({ expression, variable, at: place.default('0'), order: terms }),
    result: text,
    example: { expression: 'e^x', order: 4 },
  }),
  declareTool('math.series', {
    title: 'Power series',
    description: 'As taylor, with each coefficient from the constant on, and the order of what is left out.',
    site: 'shell',
    params: z.object({ expression, variable, at: place.default('0'), order: terms }),
    result: powerSeries,
    example: { expression: '1/(1 - x)' },
  }),
] as const;
