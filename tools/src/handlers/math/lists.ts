/** Handlers of statistics, matrices and special functions; most are those of mathjs, loaded on first use. */
import { ToolError } from '../../error.ts';
import type { matrixTools, statisticsTools } from '../../families/math-lists.ts';
import type { specialTools } from '../../families/math-numeric.ts';
import { sum } from './numeric.ts';
import { type HandlersOf, outside, positive, result } from './of.ts';

const loaded = () => import('./mathjs.ts');

const mean = (numbers: readonly number[]): number => sum(numbers) / numbers.length;
const squares = (numbers: readonly number[], center: number): number =>
  sum(numbers.map((each) => (each - center) ** 2));

function variance(numbers: readonly number[], population: boolean): number {
  return squares(numbers, mean(numbers)) / (numbers.length - (population ? 0 : 1));
}

/** Sums of the squares and products of the distances from the means. */
function moments(x: readonly number[], y: readonly number[]): { xx: number; yy: number; xy: number } {
  if (x.length !== y.length) throw new ToolError('EINVAL', `x has ${x.length} numbers and y ${y.length}`);
  const [mx, my] = [mean(x), mean(y)];
  return { xx: squares(x, mx), yy: squares(y, my), xy: sum(x.map((each, at) => (each - mx) * ((y[at] ?? 0) - my))) };
}

async function percentile(numbers: readonly number[], p: number): Promise<number> {
  const value: unknown = (await loaded()).quantileSeq([...numbers], p / 100);
  return Number(value);
}

export const statisticsHandlers: HandlersOf<typeof statisticsTools> = {
  'math.mean': ({ numbers }) => result(mean(numbers)),
  'math.median': async ({ numbers }) => result(Number((await loaded()).median(numbers))),
  'math.mode'({ numbers }) {
    const counts = new Map<number, number>();
    let most = 0;
    for (const each of numbers) {
      const count = (counts.get(each) ?? 0) + 1;
      counts.set(each, count);
      most = Math.max(most, count);
    }
    const modes = [...counts].flatMap(([each, count]) => (count === most ? [each] : [])).sort((a, b) => a - b);
    return { ...result(modes[0] ?? Number.NaN), modes };
  },
  'math.min': ({ numbers }) => result(Math.min(...numbers)),
  'math.max': ({ numbers }) => result(Math.max(...numbers)),
  'math.sum': ({ numbers }) => result(sum(numbers)),
  'math.product': ({ numbers }) => result(numbers.reduce((product, each) => product * each, 1)),
  'math.range': ({ numbers }) => result(Math.max(...numbers) - Math.min(...numbers)),
  'math.variance': ({ numbers, population }) => result(variance(numbers, population)),
  'math.stdev': ({ numbers, population }) => result(Math.sqrt(variance(numbers, population))),
  'math.percentile': async ({ numbers, p }) => result(await percentile(numbers, p)),
  'math.quartiles': async ({ numbers }) => ({
    value: [await percentile(numbers, 25), await percentile(numbers, 50), await percentile(numbers, 75)],
  }),
  'math.correlation'({ x, y }) {
    const { xx, yy, xy } = moments(x, y);
    if (xx === 0 || yy === 0) outside('numbers that are all the same correlate with nothing');
    return result(Math.max(-1, Math.min(1, xy / Math.sqrt(xx) / Math.sqrt(yy))));
  },
  'math.covariance': ({ x, y }) => result(moments(x, y).xy / (x.length - 1)),
  'math.linear_regression'({ x, y }) {
    const { xx, yy, xy } = moments(x, y);
    if (xx === 0) outside('a line needs two different x');
    const slope = result(xy / xx).value;
    const fit = yy === 0 ? 1 : Math.min(1, (xy / xx) * (xy / yy));
    return { ...result(fit), slope, intercept: result(mean(y) - slope * mean(x)).value };
  },
  'math.geometric_mean': ({ numbers }) =>
    result(Math.exp(mean(numbers.map((each) => Math.log(positive(each, 'a geometric mean')))))),
  'math.harmonic_mean': ({ numbers }) =>
    result(numbers.length / sum(numbers.map((each) => 1 / positive(each, 'a harmonic mean')))),
  'math.rms': ({ numbers }) => result(Math.sqrt(mean(numbers.map((each) => each * each)))),
  'math.mad': async ({ numbers }) => result(Number((await loaded()).mad(numbers))),
  'math.cumulative_sum'({ numbers }) {
    let total = 0;
    return {
      value: numbers.map((each) => {
        total += each;
        return result(total).value;
      }),
    };
  },
  'math.z_scores'({ numbers }) {
    const center = mean(numbers);
    const spread = Math.sqrt(variance(numbers, false));
    if (spread === 0) outside('numbers that are all the same have no standard score');
    return { value: numbers.map((each) => result((each - center) / spread).value) };
  },
};

type Matrix = number[][];

function sizeOf(matrix: Matrix): [rows: number, columns: number] {
  const columns = matrix[0]?.length ?? 0;
  if (matrix.some((row) => row.length !== columns)) throw new ToolError('EINVAL', 'the rows have different lengths');
  return [matrix.length, columns];
}

function square(matrix: Matrix): Matrix {
  const [rows, columns] = sizeOf(matrix);
  if (rows !== columns) throw new ToolError('EINVAL', `the matrix is ${rows} by ${columns} and not square`);
  return matrix;
}

function sameSize(a: Matrix, b: Matrix): void {
  const [left, right] = [sizeOf(a).join(' by '), sizeOf(b).join(' by ')];
  if (left !== right) throw new ToolError('EINVAL', `a is ${left} and b ${right}`);
}

function sameLength(a: readonly number[], b: readonly number[]): void {
  if (a.length !== b.length) throw new ToolError('EINVAL', `a has ${a.length} numbers and b ${b.length}`);
}

const table = (matrix: Matrix): { value: Matrix } => ({
  value: matrix.map((row) => row.map((entry) => result(entry).value)),
});

const identity = (size: number): Matrix =>
  Array.from({ length: size }, (_, row) => Array.from({ length: size }, (_, column) => (row === column ? 1 : 0)));

/** @throws ToolError `EDOM` for a matrix that has no inverse, up to rounding */
async function inverse(matrix: Matrix): Promise<Matrix> {
  const math = await loaded();
  square(matrix);
  if (math.det(matrix) === 0) outside('the matrix has no inverse');
  const found = math.inv(matrix);
  // A matrix that is singular but for rounding gives an inverse that is none.
  const product = math.multiply(matrix, found);
  const error = Math.max(
    ...product.flatMap((row, at) => row.map((entry, column) => Math.abs(entry - (at === column ? 1 : 0)))),
  );
  const sizes = [matrix, found].map((each) => Math.max(...each.flat().map(Math.abs)));
  if (!(error < 1e-6) || (sizes[0] ?? 0) * (sizes[1] ?? 0) > 1e14) outside('the matrix has no inverse, or almost none');
  return found;
}

export const matrixHandlers: HandlersOf<typeof matrixTools> = {
  async 'math.matrix_add'({ a, b }) {
    sameSize(a, b);
    return table((await loaded()).add(a, b));
  },
  async 'math.matrix_subtract'({ a, b }) {
    sameSize(a, b);
    return table((await loaded()).subtract(a, b));
  },
  async 'math.matrix_multiply'({ a, b }) {
    const [, columns] = sizeOf(a);
    const [rows] = sizeOf(b);
    if (columns !== rows) throw new ToolError('EINVAL', `a has ${columns} columns and b ${rows} rows`);
    return table((await loaded()).multiply(a, b));
  },
  'math.matrix_scale'({ matrix, factor }) {
    sizeOf(matrix);
    return table(matrix.map((row) => row.map((entry) => entry * factor)));
  },
  'math.matrix_determinant': async ({ matrix }) => result((await loaded()).det(square(matrix))),
  'math.matrix_inverse': async ({ matrix }) => table(await inverse(matrix)),
  async 'math.matrix_transpose'({ matrix }) {
    sizeOf(matrix);
    return table((await loaded()).transpose(matrix));
  },
  'math.matrix_trace': ({ matrix }) => result(sum(square(matrix).map((row, at) => row[at] ?? 0))),
  'math.matrix_identity': ({ size }) => ({ value: identity(size) }),
  async 'math.matrix_solve'({ matrix, b }) {
    await inverse(matrix);
    if (b.length !== matrix.length) throw new ToolError('EINVAL', `b needs ${matrix.length} numbers`);
    const found: unknown = (await loaded()).lusolve(matrix, b);
    const rows = Array.isArray(found) ? found : [];
    return { value: rows.map((row: unknown) => result(Number(Array.isArray(row) ? row[0] : row)).value) };
  },
  'math.dot'({ a, b }) {
    sameLength(a, b);
    return result(sum(a.map((each, at) => each * (b[at] ?? 0))));
  },
  'math.cross'({ a: [a = 0, b = 0, c = 0], b: [d = 0, e = 0, f = 0] }) {
    return { value: [b * f - c * e, c * d - a * f, a * e - b * d].map((each) => result(each).value) };
  },
  'math.norm': ({ a }) => result(Math.hypot(...a)),
};

/** Lentz's continued fraction, for x from 2: there 1 − erf x would keep few digits. */
function erfcTail(x: number): number {
  let fraction = 0;
  for (let term = 80; term > 0; term -= 1) fraction = term / 2 / (x + fraction);
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / (x + fraction);
}

/** Stirling's series from 10 on, and the recurrence below: mathjs is off by 3·10^−13 here. */
function lgamma(x: number): number {
  let shift = 1;
  let from = x;
  for (; from < 10; from += 1) shift *= from;
  const square = 1 / (from * from);
  const series = 1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188)));
  return (from - 0.5) * Math.log(from) - from + Math.log(2 * Math.PI) / 2 + series / from - Math.log(shift);
}

export const specialHandlers: HandlersOf<typeof specialTools> = {
  async 'math.gamma'({ x }) {
    if (x <= 0 && Number.isInteger(x)) outside('gamma has no value at 0, −1, −2, …');
    return result((await loaded()).gamma(x));
  },
  'math.lgamma'({ x }) {
    positive(x, 'lgamma');
    return result(lgamma(x));
  },
  async 'math.beta'({ a, b }) {
    positive(a, 'beta');
    positive(b, 'beta');
    const math = await loaded();
    if (a + b < 100) return result((math.gamma(a) / math.gamma(a + b)) * math.gamma(b));
    return result(Math.exp(lgamma(a) + lgamma(b) - lgamma(a + b)));
  },
  'math.erf': async ({ x }) => result((await loaded()).erf(x)),
  async 'math.erfc'({ x }) {
    if (x >= 2) return result(erfcTail(x));
    return result(1 - (await loaded()).erf(x));
  },
};
