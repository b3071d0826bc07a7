/** The symbolic tools against the textbook, against themselves by another way, and against those who mean harm. */

import { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ToolError } from '../src/index.ts';
import { parse } from '../src/symbolic/expression.ts';
import { type SymbolicReply, symbolicMathematics } from '../src/symbolic/question.ts';
import { close, difference, points, quadrature, reference } from './reference.ts';
import { codeOf, give, run } from './run.ts';
import { type Problem, textbook } from './textbook.ts';

/** Parameters of the tool for a problem. */
function paramsOf(problem: Problem): object {
  const { tool: _, expected: __, ...params } = problem;
  if (problem.tool === 'quadratic')
    return { a: problem.quadratic[0], b: problem.quadratic[1], c: problem.quadratic[2] };
  return params;
}

const text = (value: unknown): string => String(value);
const sameAt = (found: unknown, expected: string): boolean => {
  const [f, g] = [reference(text(found)), reference(expected)];
  return points.every((point) => close(f(point), g(point), 1e-8));
};
const complexOf = (root: unknown): number[] =>
  typeof root === 'object' && root !== null && 're' in root && 'im' in root ? [Number(root.re), Number(root.im)] : [];
const sameRoots = (found: readonly number[][], expected: readonly (readonly number[])[]): boolean =>
  found.length === expected.length &&
  expected.every((want) =>
    found.some((root) => close(root[0] ?? NaN, want[0] ?? 0) && close(root[1] ?? NaN, want[1] ?? 0)),
  );

/** Whether an answer is right: its values, and its form where that is what was asked. */
function isRight(problem: Problem, answer: Record<string, unknown>): boolean {
  const { value } = answer;
  const brackets = (text(value).match(/\(/g) ?? []).length;
  switch (problem.tool) {
    case 'simplify':
      return sameAt(value, problem.expected) && text(value).length <= problem.expected.length;
    case 'expand':
      return sameAt(value, problem.expected) && brackets === 0;
    case 'factor':
      return sameAt(value, problem.expected) && brackets === problem.factors;
    case 'solve':
    case 'quadratic': {
      const found = Array.isArray(answer.approximate) ? answer.approximate.map(complexOf) : [];
      const expected = problem.expected.map((root) => (Array.isArray(root) ? root : [reference(text(root))({}), 0]));
      const written = Array.isArray(value) ? value : [];
      // What is written is what is given as its value.
      const said = written.every(
        (root, at) => /i/.test(text(root)) || close(reference(text(root))({}), found[at]?.[0] ?? NaN),
      );
      return said && sameRoots(found, expected);
    }
    case 'solve_linear':
      return Object.entries(problem.expected).every(
        ([name, want]) => typeof value === 'object' && value !== null && Number(Reflect.get(value, name)) === want,
      );
    case 'integrate':
      return [0.37, 1.83, 2.61].every((x) => {
        const primitive = reference(text(value));
        return close(
          difference((at) => primitive({ x: at }), x),
          reference(problem.expression)({ x }),
          1e-6,
        );
      });
    case 'derivative_at':
    case 'integrate_definite':
      return close(Number(value), reference(problem.expected)({}));
    case 'matrix_determinant':
      return close(Number(value), problem.expected);
    case 'matrix_inverse':
      return (
        Array.isArray(value) &&
        value.flat().every((entry, at) => close(Number(entry), problem.expected.flat()[at] ?? NaN))
      );
    default:
      return sameAt(text(value).replaceAll('sec(x)', '(1/cos(x))'), problem.expected);
  }
}

test('of the sixty problems at least 54 are right, none is wrong, and no code is generated', async () => {
  const script = globalThis.Function;
  // Zod compiles each schema once, where that is allowed.
  for (const problem of textbook) await codeOf(`math.${problem.tool}`, paramsOf(problem));
  const answers: (Record<string, unknown> | ToolError)[] = [];
  // What the shell's page does: whoever compiles text fails.
  Object.assign(globalThis, {
    Function: function forbidden() {
      throw new EvalError('code generation from strings is disallowed');
    },
  });
  try {
    for (const problem of textbook) {
      try {
        answers.push(Object(await run(`math.${problem.tool}`, paramsOf(problem))));
      } catch (error) {
        if (!(error instanceof ToolError)) throw error;
        answers.push(error);
      }
    }
  } finally {
    Object.assign(globalThis, { Function: script });
  }
  const told = textbook.map((problem, at) => ({ problem, answer: answers[at] }));
  const wrong = told.filter(
    ({ problem, answer }) => !(answer instanceof ToolError) && !isRight(problem, Object(answer)),
  );
  const unsolved = told.filter(({ answer }) => answer instanceof ToolError);
  expect(wrong).toEqual([]);
  expect(textbook.length - unsolved.length).toBeGreaterThanOrEqual(54);
});

describe('by another way', () => {
  const coefficient = fc.integer({ min: -9, max: 9 });
  const polynomial = fc
    .array(coefficient, { minLength: 2, maxLength: 4 })
    .map((list) => list.map((each, power) => `(${each})*x^${power}`).join(' + '));
  const same = (a: string, b: string): void => {
    const [f, g] = [reference(a), reference(b)];
    for (const point of points) expect(close(f(point), g(point), 1e-7)).toBe(true);
  };
  test('the derivative of the integral is the function', async () => {
    const part = fc.oneof(
      polynomial,
      fc.constantFrom('sin(x)', 'e^x', 'x*cos(2*x)', 'e^(3*x)', 'x^2*e^x', '1/(x^2 + 4)'),
    );
    await fc.assert(
      fc.asyncProperty(part, coefficient, async (expression, factor) => {
        if (factor === 0) return;
        const expected = `(${factor})*(${expression})`;
        const primitive = text(await give('math.integrate', { expression: expected }));
        same(text(await give('math.derivative', { expression: primitive })), expected);
      }),
      { numRuns: 30 },
    );
  });
  test('expanding what was factored gives the same values', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: -6, max: 6 }), { minLength: 1, maxLength: 3 }), async (roots) => {
        const product = roots.map((root) => `(x - (${root}))`).join('*');
        const expanded = text(await give('math.expand', { expression: product }));
        same(expanded, product);
        same(text(await give('math.factor', { expression: expanded })), product);
      }),
      { numRuns: 30 },
    );
  });
  test('a polynomial made of roots has these roots', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 4 }),
        async (roots) => {
          const expression = roots.map((root) => `(x - (${root}))`).join('*');
          const found = await give('math.solve', { expression });
          expect(Array.isArray(found) ? found.map(Number) : found).toEqual(roots.toSorted((a, b) => a - b));
        },
      ),
      { numRuns: 30 },
    );
  });
  test('a definite integral agrees with Simpson', async () => {
    for (const [expression, from, to] of [
      ['e^(-x^2)', 0, 1],
      ['x^2*sin(x)', 0, 2],
      ['1/(1 + x^4)', -1, 2],
      ['ln(x)/x', 1, 3],
    ] as const) {
      const f = reference(expression);
      const area = quadrature((x) => f({ x }), from, to);
      expect(Number(await give('math.integrate_definite', { expression, from, to }))).toBeCloseTo(area, 9);
    }
    const bell = { expression: 'e^(-x^2)', from: '-infinity', to: 'infinity' };
    expect(Number(await give('math.integrate_definite', bell))).toBeCloseTo(Math.sqrt(Math.PI), 9);
    expect(await run('math.integrate_definite', { expression: '1/sqrt(x)', from: 0, to: 1 })).toMatchObject({
      value: 2,
    });
  });
});

test('what has no factors stays as it is', async () => {
  expect(sameAt(await give('math.factor', { expression: 'x^2 + 1' }), 'x^2 + 1')).toBe(true);
  expect(sameAt(await give('math.factor', { expression: '2*x + 6' }), '2*x + 6')).toBe(true);
});

test('variables, several solutions, sides', async () => {
  expect(await give('math.derivative', { expression: 'a*t^2', variable: 't', order: 2 })).toBe('2*a');
  expect(await give('math.solve', { expression: 'a*x = b' })).toEqual([
    expect.stringMatching(/^(b\/a|a\^\(-1\)\*b|b\*a\^\(-1\))$/),
  ]);
  expect(await give('math.limit', { expression: '1/x', to: 0, direction: 'right' })).toBe('infinity');
  expect(await give('math.limit', { expression: '1/x', to: 'infinity' })).toBe('0');
  expect(await run('math.series', { expression: 'sin(x)', order: 3 })).toMatchObject({
    coefficients: ['0', '1', '0', '-1/6'],
    remainder: 'O(x^4)',
  });
  expect(await give('math.derivative_at', { expression: 'sin(x)', at: 'pi/3' })).toBeCloseTo(0.5, 14);
});

test.each([
  ['solve', { expression: 'sin(x) = 1/2' }, 'ENOTSUP'],
  ['solve', { expression: 'x + 1 = x' }, 'ENOTSUP'],
  ['solve', { expression: 'e^x = 0' }, 'ENOTSUP'],
  ['solve', { expression: '1 = 2' }, 'EINVAL'],
  ['solve', { expression: 'x = 1 = 2' }, 'EINVAL'],
  ['factor', { expression: 'x^40 - 1' }, 'ENOTSUP'],
  ['quadratic', { a: 0, b: 1, c: 1 }, 'EDOM'],
  ['solve_linear', { equations: ['x + y = 1', '2*x + 2*y = 2'] }, 'EDOM'],
  ['solve_linear', { equations: ['x*y = 1', 'x = 2'] }, 'EINVAL'],
  ['solve_linear', { equations: ['x + y = 1'] }, 'EDOM'],
  ['integrate', { expression: 'e^(x^2)*sin(x^3)/ln(x)' }, 'ENOTSUP'],
  ['integrate_definite', { expression: '1/x', from: -1, to: 1 }, 'EDOM'],
  ['integrate_definite', { expression: '1/(x - 0.3)^2', from: 0, to: 1 }, 'EDOM'],
  ['integrate_definite', { expression: '1/x', from: 1, to: 'infinity' }, 'EDOM'],
  ['integrate_definite', { expression: 'a*x', from: 0, to: 1 }, 'EINVAL'],
  ['limit', { expression: '1/x', to: 0 }, 'EDOM'],
  ['limit', { expression: 'abs(x)/x', to: 0 }, 'EDOM'],
  ['limit', { expression: 'sin(1/x)', to: 0 }, 'ENOTSUP'],
  ['limit', { expression: 'sin(x)', to: 'infinity' }, 'ENOTSUP'],
  ['derivative_at', { expression: 'ln(x)', at: 0 }, 'EDOM'],
  ['taylor', { expression: 'ln(x)', at: 0 }, 'EDOM'],
  ['taylor', { expression: 'sqrt(x)', at: 0 }, 'ENOTSUP'],
  ['simplify', { expression: 'log(x)' }, 'EINVAL'],
  ['simplify', { expression: 'x +' }, 'EINVAL'],
  ['simplify', { expression: '' }, 'EINVAL'],
])('math.%s %j is refused with %s', async (id, params, code) => {
  expect(await codeOf(`math.${id}`, params)).toBe(code);
});

test.each([
  '9^9^9^9',
  'x^99999999999',
  '(x + 1)^1000',
  '((x + y)^40)^40',
  `${'('.repeat(200)}x${')'.repeat(200)}`,
  `${'-'.repeat(400)}x`,
  `${'x+'.repeat(400)}x`,
  '9'.repeat(300),
  '1e999999999',
  'constructor',
  '__proto__',
  'toString',
  'x.constructor',
  'constructor("return 1")()',
  'import("x")',
  'createUnit("x")',
  'evaluate("1")',
  'nerdamer(x)',
  'x; y',
  'f(x) := x',
  'setVar(x, 1)',
  '[1, 2]',
  '"text"',
  '`x`',
  '{}',
  'x[0]',
  'x = 1',
  'Infinity',
  'NaN',
])('hostile input is refused before any library sees it: %s', async (expression) => {
  for (const id of ['simplify', 'factor', 'derivative'])
    expect(await codeOf(`math.${id}`, { expression })).toMatch(/^E(INVAL|2BIG)$/);
});

test('any text is an expression or a refusal', () => {
  const piece = fc.oneof(
    fc.constantFrom(...'0123456789.+-*/^() xyzei', 'sin(', 'ln(', '^', 'pi'),
    fc.string({ maxLength: 3 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      try {
        parse(pieces.join(''));
      } catch (error) {
        if (!(error instanceof ToolError)) throw error;
      }
    }),
    { numRuns: 1_000 },
  );
});

describe('the bound of time', () => {
  /** A thread that answers "slow" never, and all else at once. */
  const script = `
    const { parentPort } = require('node:worker_threads');
    parentPort.on('message', (question) => {
      while (question.expression === 'slow');
      parentPort.postMessage({ ok: true, answer: { value: question.expression } });
    });`;
  test('ends what takes too long, and answers the next question', async () => {
    let started = 0;
    const mathematics = symbolicMathematics((events) => {
      started += 1;
      const worker = new Worker(script, { eval: true });
      worker.on('message', (reply: SymbolicReply) => events.reply(reply));
      worker.on('error', () => events.failed());
      return { post: (question) => worker.postMessage(question), end: () => void worker.terminate() };
    }, 500);
    const slow = mathematics.ask({ tool: 'simplify', expression: 'slow' });
    const next = mathematics.ask({ tool: 'simplify', expression: 'next' });
    await expect(slow).rejects.toMatchObject({ code: 'ETIMEDOUT' });
    expect(await next).toEqual({ value: 'next' });
    expect(await mathematics.ask({ tool: 'simplify', expression: 'again' })).toEqual({ value: 'again' });
    expect(started).toBe(2);
    mathematics.close();
  });
  test('refuses a flood, and says when the thread does not start', async () => {
    const mathematics = symbolicMathematics((events) => ({
      post: () => queueMicrotask(() => events.failed()),
      end: () => {},
    }));
    const asked = Array.from({ length: 20 }, () => mathematics.ask({ tool: 'simplify', expression: 'x' }));
    const codes = (await Promise.allSettled(asked)).map((each) =>
      each.status === 'rejected' ? each.reason.code : 'ok',
    );
    expect(codes).toEqual([...Array.from({ length: 16 }, () => 'EIO'), ...Array.from({ length: 4 }, () => 'EAGAIN')]);
  });
  test('ends with its app: what waits is refused, and no thread starts again', async () => {
    let [started, ended] = [0, 0];
    const mathematics = symbolicMathematics(() => {
      started += 1;
      return {
        post: () => {},
        end: () => {
          ended += 1;
        },
      };
    });
    const asked = [1, 2].map(() => mathematics.ask({ tool: 'simplify', expression: 'x' }));
    const outcome = Promise.allSettled(asked);
    await Promise.resolve();
    await Promise.resolve();
    mathematics.close();
    expect((await outcome).map((each) => (each.status === 'rejected' ? each.reason.code : 'ok'))).toEqual([
      'ECANCELED',
      'ECANCELED',
    ]);
    await expect(mathematics.ask({ tool: 'simplify', expression: 'x' })).rejects.toMatchObject({ code: 'ECANCELED' });
    expect([started, ended]).toEqual([1, 1]);
  });
});
