/** The sixty textbook problems, worked by hand, as everything that measures against them reads them. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const expression = z.string();
const pair = z.tuple([z.number(), z.number()]);
const matrix = z.array(z.array(z.number()));

const problem = z.discriminatedUnion('tool', [
  z.strictObject({ tool: z.literal('simplify'), expression, expected: expression }),
  z.strictObject({ tool: z.literal('expand'), expression, expected: expression }),
  z.strictObject({ tool: z.literal('factor'), expression, expected: expression, factors: z.number() }),
  z.strictObject({
    tool: z.literal('solve'),
    expression,
    quadratic: z.array(z.number()).optional(),
    expected: z.union([z.array(expression), z.array(pair)]),
  }),
  z.strictObject({
    tool: z.literal('quadratic'),
    quadratic: z.tuple([z.number(), z.number(), z.number()]),
    expected: z.array(pair),
  }),
  z.strictObject({
    tool: z.literal('solve_linear'),
    equations: z.array(z.string()),
    expected: z.record(z.string(), z.number()),
  }),
  z.strictObject({ tool: z.literal('derivative'), expression, expected: expression }),
  z.strictObject({ tool: z.literal('partial'), expression, variable: z.string(), expected: expression }),
  z.strictObject({ tool: z.literal('derivative_at'), expression, at: expression, expected: expression }),
  z.strictObject({ tool: z.literal('integrate'), expression, expected: expression }),
  z.strictObject({
    tool: z.literal('integrate_definite'),
    expression,
    from: expression,
    to: expression,
    expected: expression,
  }),
  z.strictObject({ tool: z.literal('limit'), expression, to: expression, expected: expression }),
  z.strictObject({ tool: z.literal('taylor'), expression, at: expression, order: z.number(), expected: expression }),
  z.strictObject({ tool: z.literal('series'), expression, at: expression, order: z.number(), expected: expression }),
  z.strictObject({ tool: z.literal('matrix_determinant'), matrix, expected: z.number() }),
  z.strictObject({ tool: z.literal('matrix_inverse'), matrix, expected: matrix }),
]);

export type Problem = z.infer<typeof problem>;

export const textbook: readonly Problem[] = z
  .array(problem)
  .parse(JSON.parse(readFileSync(new URL('./textbook.json', import.meta.url), 'utf8')));
