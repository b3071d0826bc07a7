/** The expected answers of the sixty problems, before anything is measured by them. */
import { describe, expect, test } from 'vitest';
import { close, difference, points, quadrature, reference } from './reference.ts';
import { type Problem, textbook } from './textbook.ts';

const atX = (expression: string, y = 1.21) => {
  const f = reference(expression);
  return (x: number): number => f({ x, y });
};
const number = (expression: string): number => reference(expression)({});
const residue = (equation: string): string => {
  const [left = '', right = '0'] = equation.split('=');
  return `(${left}) - (${right})`;
};

test('there are sixty', () => {
  expect(textbook).toHaveLength(60);
  expect(new Set(textbook.map((entry) => JSON.stringify(entry))).size).toBe(60);
});

/** Two conjugate or real roots are right when their sum is −b/a and their product c/a. */
function holdsVieta([a = 0, b = 0, c = 0]: readonly number[], roots: readonly (readonly number[])[]): boolean {
  const [[r = 0, ri = 0] = [], [s = 0, si = 0] = []] = roots;
  return (
    roots.length === 2 &&
    close(r + s, -b / a) &&
    close(ri + si, 0) &&
    close(r * s - ri * si, c / a) &&
    close(r * si + ri * s, 0)
  );
}

/** The zeros of f between −10 and 10 as far as a fine grid shows them: changes of sign without a pole. */
function zerosByGrid(f: (x: number) => number): number[] {
  const found: number[] = [];
  const step = 0.0137;
  for (let x = -10.003; x < 10; x += step) {
    let [low, high] = [x, x + step];
    if (!(f(low) * f(high) < 0)) continue;
    for (let round = 0; round < 60; round += 1) {
      const middle = (low + high) / 2;
      if (f(low) * f(middle) <= 0) high = middle;
      else low = middle;
    }
    if (Math.abs(f(low)) < 1e-6) found.push(low);
  }
  return found;
}

function verify(problem: Problem): void {
  switch (problem.tool) {
    case 'simplify':
    case 'expand':
    case 'factor':
      for (const point of points)
        expect(close(reference(problem.expression)(point), reference(problem.expected)(point))).toBe(true);
      return;
    case 'solve': {
      if (problem.quadratic !== undefined) {
        expect(
          holdsVieta(
            problem.quadratic,
            problem.expected.map((root) => (Array.isArray(root) ? root : [])),
          ),
        ).toBe(true);
        return;
      }
      const f = atX(residue(problem.expression));
      const roots = problem.expected.map((root) => number(String(root))).sort((a, b) => a - b);
      const seen = zerosByGrid(f);
      expect(seen).toHaveLength(roots.length);
      seen.forEach((root, index) => {
        expect(root).toBeCloseTo(roots[index] ?? Number.NaN, 8);
      });
      return;
    }
    case 'quadratic':
      expect(holdsVieta(problem.quadratic, problem.expected)).toBe(true);
      return;
    case 'solve_linear':
      for (const equation of problem.equations)
        expect(reference(residue(equation))(problem.expected)).toBeCloseTo(0, 12);
      return;
    case 'derivative':
      for (const { x = 0 } of points)
        expect(close(difference(atX(problem.expression), x), atX(problem.expected)(x), 1e-6)).toBe(true);
      return;
    case 'partial':
      for (const point of points) {
        const f = reference(problem.expression);
        const along = (value: number): number => f({ ...point, [problem.variable]: value });
        const slope = difference(along, point[problem.variable] ?? Number.NaN);
        expect(close(slope, reference(problem.expected)(point), 1e-6)).toBe(true);
      }
      return;
    case 'derivative_at':
      expect(difference(atX(problem.expression), number(problem.at))).toBeCloseTo(number(problem.expected), 8);
      return;
    case 'integrate':
      for (const [from, to] of [
        [0.2, 0.9],
        [1.1, 2.3],
      ] as const) {
        const primitive = atX(problem.expected);
        expect(primitive(to) - primitive(from)).toBeCloseTo(quadrature(atX(problem.expression), from, to), 8);
      }
      return;
    case 'integrate_definite': {
      const area = quadrature(atX(problem.expression), number(problem.from), number(problem.to));
      expect(area).toBeCloseTo(number(problem.expected), 8);
      return;
    }
    case 'limit': {
      const to = number(problem.to);
      const near = to === Infinity ? [1e7] : [to - 1e-5, to + 1e-5];
      for (const x of near) expect(atX(problem.expression)(x)).toBeCloseTo(number(problem.expected), 4);
      return;
    }
    case 'taylor':
    case 'series': {
      // Half the distance leaves 2^(order + 1) times less out.
      const left = (h: number): number => {
        const x = number(problem.at) + h;
        return Math.abs(atX(problem.expression)(x) - atX(problem.expected)(x));
      };
      expect(Math.log2(left(0.04) / left(0.02))).toBeCloseTo(problem.order + 1, 0);
      return;
    }
    case 'matrix_determinant': {
      const [[a = 0, b = 0, c = 0] = [], [d = 0, e = 0, f = 0] = [], [g = 0, h = 0, i = 0] = []] = problem.matrix;
      expect(a * e * i + b * f * g + c * d * h - c * e * g - b * d * i - a * f * h).toBeCloseTo(problem.expected, 12);
      return;
    }
    case 'matrix_inverse': {
      const product = problem.matrix.map((row) =>
        row.map((_, column) => row.reduce((sum, entry, at) => sum + entry * (problem.expected[at]?.[column] ?? 0), 0)),
      );
      product.flat().forEach((entry, at) => {
        expect(entry).toBeCloseTo(at % 3 === 0 ? 1 : 0, 12);
      });
    }
  }
}

describe('the expected answer of', () => {
  test.each(textbook.map((problem) => [`${problem.tool} ${JSON.stringify(problem)}`, problem] as const))(
    '%s',
    (_, problem) => {
      verify(problem);
    },
  );
});
