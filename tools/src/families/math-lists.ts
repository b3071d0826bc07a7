/** Numbers in lists and tables: statistics and matrices. */
import { z } from 'zod';
import { declareTool } from '../declare.ts';

const value = z.object({ value: z.number() });
const values = z.object({ value: z.array(z.number()) });
const most = 10_000;
const numbers = z.array(z.number()).min(1).max(most);
const several = z.array(z.number()).min(2).max(most);
const side = 50;
const row = z.array(z.number()).min(1).max(side);
const matrix = z.array(row).min(1).max(side);
const matrixResult = z.object({ value: z.array(z.array(z.number())) });
const vector = row;

function ofNumbers<const Id extends string>(id: Id, title: string, description: string) {
  const params = z.object({ numbers });
  const example = { numbers: [2, 4, 4, 4, 5, 5, 7, 9] };
  return declareTool(id, { title, description, site: 'shell', params, result: value, example });
}

function ofSample<const Id extends string>(id: Id, title: string, description: string) {
  const params = z.object({ numbers: several, population: z.boolean().default(false) });
  const example = { numbers: [2, 4, 4, 4, 5, 5, 7, 9] };
  return declareTool(id, { title, description, site: 'shell', params, result: value, example });
}

function ofPairs<const Id extends string, Result extends z.ZodType>(
  id: Id,
  title: string,
  description: string,
  result: Result,
) {
  const params = z.object({ x: several, y: several });
  const example = { x: [1, 2, 3, 4], y: [2, 4, 5, 9] };
  return declareTool(id, { title, description, site: 'shell', params, result, example });
}

export const statisticsTools = [
  ofNumbers('math.mean', 'Mean', 'The arithmetic mean.'),
  ofNumbers('math.median', 'Median', 'The middle number, or the mean of the two in the middle.'),
  declareTool('math.mode', {
    title: 'Mode',
    description: 'The most frequent number; the smallest of them as value when several are, and all of them as modes.',
    site: 'shell',
    params: z.object({ numbers }),
    result: z.object({ value: z.number(), modes: z.array(z.number()) }),
    example: { numbers: [2, 4, 4, 4, 5, 5, 7, 9] },
  }),
  ofNumbers('math.min', 'Smallest', 'The smallest number.'),
  ofNumbers('math.max', 'Largest', 'The largest number.'),
  ofNumbers('math.sum', 'Sum', 'The sum.'),
  ofNumbers('math.product', 'Product', 'The product.'),
  ofNumbers('math.range', 'Range', 'The largest less the smallest number.'),
  ofSample('math.variance', 'Variance', 'Of a sample (divided by n − 1), or of the whole population (by n).'),
  ofSample('math.stdev', 'Standard deviation', 'Of a sample (with n − 1), or of the whole population (with n).'),
  declareTool('math.percentile', {
    title: 'Percentile',
    description: 'The number below which p percent (0 to 100) of the numbers lie, between two by linear interpolation.',
    site: 'shell',
    params: z.object({ numbers, p: z.number().min(0).max(100) }),
    result: value,
    example: { numbers: [1, 2, 3, 4, 5], p: 90 },
  }),
  declareTool('math.quartiles', {
    title: 'Quartiles',
    description: 'The 25th, 50th and 75th percentile.',
    site: 'shell',
    params: z.object({ numbers }),
    result: values,
    example: { numbers: [1, 2, 3, 4, 5] },
  }),
  ofPairs('math.correlation', 'Correlation', 'Pearson’s, from −1 to 1, of two lists of the same length.', value),
  ofPairs('math.covariance', 'Covariance', 'Of two samples of the same length (divided by n − 1).', value),
  ofPairs(
    'math.linear_regression',
    'Regression line',
    'slope and intercept of the line nearest to the points by least squares, and r² as value.',
    z.object({ value: z.number(), slope: z.number(), intercept: z.number() }),
  ),
  ofNumbers('math.geometric_mean', 'Geometric mean', 'The n-th root of the product of n positive numbers.'),
  ofNumbers('math.harmonic_mean', 'Harmonic mean', 'n over the sum of the reciprocals of n positive numbers.'),
  ofNumbers('math.rms', 'Root mean square', 'The square root of the mean of the squares.'),
  ofNumbers('math.mad', 'Median absolute deviation', 'The median of the distances from the median.'),
  declareTool('math.cumulative_sum', {
    title: 'Running sum',
    description: 'The sums of the first one, two, three … numbers.',
    site: 'shell',
    params: z.object({ numbers }),
    result: values,
    example: { numbers: [1, 2, 3] },
  }),
  declareTool('math.z_scores', {
    title: 'Standard scores',
    description: 'How many standard deviations (of the sample) each number is above the mean.',
    site: 'shell',
    params: z.object({ numbers: several }),
    result: values,
    example: { numbers: [1, 2, 3] },
  }),
] as const;

function ofMatrix<const Id extends string, Result extends z.ZodType>(
  id: Id,
  title: string,
  description: string,
  result: Result,
) {
  const params = z.object({ matrix });
  const example = {
    matrix: [
      [4, 7],
      [2, 6],
    ],
  };
  return declareTool(id, { title, description, site: 'shell', params, result, example });
}

function ofMatrices<const Id extends string>(id: Id, title: string, description: string) {
  const params = z.object({ a: matrix, b: matrix });
  const example = {
    a: [
      [1, 2],
      [3, 4],
    ],
    b: [
      [5, 6],
      [7, 8],
    ],
  };
  return declareTool(id, { title, description, site: 'shell', params, result: matrixResult, example });
}

/** A matrix is a list of rows of one length, up to 50 by 50. */
export const matrixTools = [
  ofMatrices('math.matrix_add', 'Add matrices', 'The sum of two matrices of one size.'),
  ofMatrices('math.matrix_subtract', 'Subtract matrices', 'a − b, of one size.'),
  ofMatrices('math.matrix_multiply', 'Multiply matrices', 'a·b; a has as many columns as b has rows.'),
  declareTool('math.matrix_scale', {
    title: 'Multiply a matrix by a number',
    description: 'Every entry times factor.',
    site: 'shell',
    params: z.object({ matrix, factor: z.number() }),
    result: matrixResult,
    example: { matrix: [[1, 2]], factor: 3 },
  }),
  ofMatrix('math.matrix_determinant', 'Determinant', 'Of a square matrix.', value),
  ofMatrix('math.matrix_inverse', 'Inverse matrix', 'Of a square matrix; an error when there is none.', matrixResult),
  ofMatrix('math.matrix_transpose', 'Transpose', 'Rows become columns.', matrixResult),
  ofMatrix('math.matrix_trace', 'Trace', 'The sum of the diagonal of a square matrix.', value),
  declareTool('math.matrix_identity', {
    title: 'Identity matrix',
    description: 'Of a size from 1 to 50.',
    site: 'shell',
    params: z.object({ size: z.number().int().min(1).max(side) }),
    result: matrixResult,
    example: { size: 2 },
  }),
  declareTool('math.matrix_solve', {
    title: 'Solve A·x = b',
    description: 'The one vector x that a square matrix takes to b; an error when there is none or more than one.',
    site: 'shell',
    params: z.object({ matrix, b: vector }),
    result: values,
    example: {
      matrix: [
        [2, 3],
        [5, -1],
      ],
      b: [8, 3],
    },
  }),
  declareTool('math.dot', {
    title: 'Dot product',
    description: 'Of two vectors of one length.',
    site: 'shell',
    params: z.object({ a: vector, b: vector }),
    result: value,
    example: { a: [1, 2, 3], b: [4, 5, 6] },
  }),
  declareTool('math.cross', {
    title: 'Cross product',
    description: 'Of two vectors of length 3.',
    site: 'shell',
    params: z.object({ a: vector.length(3), b: vector.length(3) }),
    result: values,
    example: { a: [1, 0, 0], b: [0, 1, 0] },
  }),
  declareTool('math.norm', {
    title: 'Length of a vector',
    description: 'The square root of the sum of squares.',
    site: 'shell',
    params: z.object({ a: vector }),
    result: value,
    example: { a: [3, 4] },
  }),
] as const;
