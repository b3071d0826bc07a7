// biome-ignore-all lint/suspicious/noApproximativeNumericConstant: the constants themselves are tested
/** Every tool of mathematics against values from tables, and what it refuses. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toolDeclarations } from '../src/index.ts';
import { codeOf, give, run } from './run.ts';

const eight = [2, 4, 4, 4, 5, 5, 7, 9];
const two = [
  [4, 7],
  [2, 6],
];

/** Values of DLMF, Abramowitz and Stegun, OEIS, the definitions of units, and sums that can be done by hand. */
const known: readonly (readonly [id: string, params: object, value: unknown])[] = [
  ['pi', {}, 3.141592653589793],
  ['e', {}, 2.718281828459045],
  ['tau', {}, 6.283185307179586],
  ['phi', {}, 1.618033988749895],
  ['sqrt2', {}, 1.4142135623730951],
  ['ln2', {}, 0.6931471805599453],
  ['ln10', {}, 2.302585092994046],
  ['add', { numbers: [0.1, 0.2, 0.3] }, 0.6],
  ['subtract', { a: 0.3, b: 0.1 }, 0.2],
  ['multiply', { numbers: [2, 3, 7] }, 42],
  ['divide', { a: 7, b: 2 }, 3.5],
  ['power', { base: 2, exponent: 10 }, 1024],
  ['power', { base: 4, exponent: -0.5 }, 0.5],
  ['sqrt', { x: 2 }, 1.4142135623730951],
  ['cbrt', { x: -27 }, -3],
  ['root', { x: 81, n: 4 }, 3],
  ['root', { x: -32, n: 5 }, -2],
  ['abs', { x: -3.5 }, 3.5],
  ['sign', { x: -3 }, -1],
  ['floor', { x: -2.5 }, -3],
  ['ceil', { x: -2.5 }, -2],
  ['round', { x: 2.5 }, 3],
  ['round', { x: -2.5 }, -3],
  ['round', { x: 1.005, decimals: 2 }, 1.01],
  ['trunc', { x: -2.7 }, -2],
  ['exp', { x: 1 }, 2.718281828459045],
  ['expm1', { x: 1e-10 }, 1.00000000005e-10],
  ['log', { x: 10 }, 2.302585092994046],
  ['log10', { x: 1000 }, 3],
  ['log2', { x: 8 }, 3],
  ['log1p', { x: 1e-10 }, 9.9999999995e-11],
  ['mod', { a: -7, b: 3 }, 2],
  ['mod', { a: 7, b: -3 }, -2],
  ['clamp', { x: 12, min: 0, max: 10 }, 10],
  ['hypot', { numbers: [3, 4, 12] }, 13],
  ['sin', { x: Math.PI / 6 }, 0.5],
  ['cos', { x: Math.PI / 3 }, 0.5],
  ['tan', { x: Math.PI / 4 }, 1],
  ['sec', { x: Math.PI / 3 }, 2],
  ['csc', { x: Math.PI / 6 }, 2],
  ['cot', { x: Math.PI / 4 }, 1],
  ['asin', { x: 0.5 }, 0.5235987755982989],
  ['acos', { x: 0.5 }, 1.0471975511965979],
  ['atan', { x: 1 }, 0.7853981633974483],
  ['atan2', { y: 1, x: -1 }, 2.356194490192345],
  ['sinh', { x: 1 }, 1.1752011936438014],
  ['cosh', { x: 1 }, 1.5430806348152437],
  ['tanh', { x: 1 }, 0.7615941559557649],
  ['asinh', { x: 1 }, 0.881373587019543],
  ['acosh', { x: 2 }, 1.3169578969248166],
  ['atanh', { x: 0.5 }, 0.5493061443340549],
  ['radians', { degrees: 180 }, 3.141592653589793],
  ['degrees', { radians: Math.PI / 2 }, 90],
  ['celsiusToFahrenheit', { celsius: 100 }, 212],
  ['fahrenheitToCelsius', { fahrenheit: -40 }, -40],
  ['celsiusToKelvin', { celsius: 20 }, 293.15],
  ['kelvinToCelsius', { kelvin: 0 }, -273.15],
  ['metersToFeet', { meters: 0.3048 }, 1],
  ['feetToMeters', { feet: 3 }, 0.9144],
  ['milesToKilometers', { miles: 1 }, 1.609344],
  ['kilometersToMiles', { kilometers: 10 }, 6.2137119223733395],
  ['inchesToCentimeters', { inches: 3 }, 7.62],
  ['centimetersToInches', { centimeters: 2.54 }, 1],
  ['poundsToKilograms', { pounds: 1 }, 0.45359237],
  ['kilogramsToPounds', { kilograms: 1 }, 2.2046226218487757],
  ['gallonsToLiters', { gallons: 1 }, 3.785411784],
  ['litersToGallons', { liters: 3.785411784 }, 1],
  ['mean', { numbers: eight }, 5],
  ['median', { numbers: eight }, 4.5],
  ['median', { numbers: [3, 1, 2] }, 2],
  ['mode', { numbers: eight }, 4],
  ['min', { numbers: eight }, 2],
  ['max', { numbers: eight }, 9],
  ['sum', { numbers: [1e16, 1, -1e16] }, 1],
  ['product', { numbers: [1, 2, 3, 4] }, 24],
  ['range', { numbers: eight }, 7],
  ['variance', { numbers: eight }, 32 / 7],
  ['variance', { numbers: eight, population: true }, 4],
  ['stdev', { numbers: eight, population: true }, 2],
  ['stdev', { numbers: [1, 2, 3, 4] }, 1.2909944487358056],
  ['percentile', { numbers: [1, 2, 3, 4, 5], p: 90 }, 4.6],
  ['quartiles', { numbers: [5, 4, 3, 2, 1] }, [2, 3, 4]],
  ['correlation', { x: [1, 2, 3], y: [2, 4, 6] }, 1],
  ['correlation', { x: [1, 2, 3, 4], y: [1, 3, 2, 4] }, 0.8],
  ['covariance', { x: [1, 2, 3], y: [2, 4, 6] }, 2],
  ['linear_regression', { x: [0, 1, 2], y: [1, 3, 5] }, 1],
  ['geometric_mean', { numbers: [1, 3, 9] }, 3],
  ['harmonic_mean', { numbers: [1, 4, 4] }, 2],
  ['rms', { numbers: [1, 7] }, 5],
  ['mad', { numbers: [1, 1, 2, 2, 4, 6, 9] }, 1],
  ['cumulative_sum', { numbers: [1, 2, 3] }, [1, 3, 6]],
  ['z_scores', { numbers: [1, 2, 3] }, [-1, 0, 1]],
  ['factorial', { n: 20 }, 2432902008176640000],
  ['factorial', { n: 0 }, 1],
  ['gcd', { a: 48, b: -180 }, 12],
  ['lcm', { a: 21, b: 6 }, 42],
  ['is_prime', { n: 999_999_999_989 }, true],
  ['is_prime', { n: 561 }, false],
  ['next_prime', { n: 7919 }, 7927],
  ['prime_factors', { n: 360 }, [2, 2, 2, 3, 3, 5]],
  ['prime_factors', { n: 600_851_475_143 }, [71, 839, 1471, 6857]],
  ['divisors', { n: 28 }, [1, 2, 4, 7, 14, 28]],
  ['totient', { n: 36 }, 12],
  ['fibonacci', { n: 78 }, 8944394323791464],
  ['combinations', { n: 49, k: 6 }, 13_983_816],
  ['permutations', { n: 10, k: 3 }, 720],
  ['mod_power', { base: 4, exponent: 13, modulus: 497 }, 445],
  ['mod_inverse', { a: 3, modulus: 11 }, 4],
  ['gamma', { x: 0.5 }, 1.772453850905516],
  ['gamma', { x: 5 }, 24],
  ['gamma', { x: -0.5 }, -3.544907701811032],
  ['lgamma', { x: 100 }, 359.1342053695754],
  ['lgamma', { x: 0.5 }, 0.5723649429247001],
  ['beta', { a: 2, b: 3 }, 1 / 12],
  ['erf', { x: 1 }, 0.8427007929497149],
  ['erfc', { x: 1 }, 0.15729920705028513],
  ['erfc', { x: 5 }, 1.5374597944280349e-12],
  ['matrix_add', { a: [[1, 2]], b: [[3, 4]] }, [[4, 6]]],
  ['matrix_subtract', { a: [[1, 2]], b: [[3, 5]] }, [[-2, -3]]],
  ['matrix_multiply', { a: [[1, 2]], b: [[3], [4]] }, [[11]]],
  ['matrix_scale', { matrix: [[1, -2]], factor: 3 }, [[3, -6]]],
  ['matrix_determinant', { matrix: two }, 10],
  [
    'matrix_inverse',
    { matrix: two },
    [
      [0.6, -0.7],
      [-0.2, 0.4],
    ],
  ],
  ['matrix_transpose', { matrix: [[1, 2, 3]] }, [[1], [2], [3]]],
  ['matrix_trace', { matrix: two }, 10],
  [
    'matrix_identity',
    { size: 2 },
    [
      [1, 0],
      [0, 1],
    ],
  ],
  [
    'matrix_solve',
    {
      matrix: [
        [2, 3],
        [5, -1],
      ],
      b: [8, 3],
    },
    [1, 2],
  ],
  ['dot', { a: [1, 2, 3], b: [4, 5, 6] }, 32],
  ['cross', { a: [1, 0, 0], b: [0, 1, 0] }, [0, 0, 1]],
  ['norm', { a: [3, 4] }, 5],
  ['precise.add', { numbers: ['0.1', '0.2'] }, '0.3'],
  ['precise.subtract', { a: '1', b: '0.9999999999999999999999' }, '0.0000000000000000000001'],
  ['precise.multiply', { numbers: ['1.1', '1.1', '1.1'] }, '1.331'],
  ['precise.divide', { a: '1', b: '7', precision: 12 }, '0.142857142857'],
  ['precise.power', { base: '2', exponent: 100 }, '1267650600228229401496703205376'],
  ['precise.sqrt', { x: '2', precision: 30 }, '1.41421356237309504880168872421'],
  ['precise.round', { x: '2.005', decimals: 2 }, '2.01'],
  ['precise.compare', { a: '0.30', b: '0.3' }, 0],
  ['evaluate', { expression: '7×8' }, '56'],
  ['convert', { value: 10, from: 'km', to: 'mi' }, '6.21371192237334'],
];

const flat = (value: unknown): unknown[] => (Array.isArray(value) ? value.flatMap(flat) : [value]);

test.each(known.map(([id, params, value]) => [id, JSON.stringify(params), params, value] as const))(
  'math.%s %s',
  async (id, _, params, value) => {
    const [found, expected] = [flat(await give(`math.${id}`, params)), flat(value)];
    expect(found).toHaveLength(expected.length);
    found.forEach((each, at) => {
      const want = expected[at];
      if (typeof want === 'number' && typeof each === 'number')
        expect(Math.abs(each - want)).toBeLessThanOrEqual(
          4e-15 * Math.max(1e-12, Math.abs(want)) + (want === 0 ? 1e-15 : 3e-14 * Math.abs(want)),
        );
      else expect(each).toBe(want);
    });
  },
);

describe('the family', () => {
  const mathTools = toolDeclarations.filter((tool) => tool.id.startsWith('math.'));
  test('has more than a hundred tools, all in the shell and without a capability', () => {
    expect(mathTools.length).toBeGreaterThanOrEqual(100);
    expect(mathTools.every((tool) => tool.site === 'shell')).toBe(true);
    expect(new Set(mathTools.map((tool) => tool.id)).size).toBe(mathTools.length);
  });
  test('has a known value for each that is not symbolic, which the textbook covers', () => {
    const symbolic =
      'simplify expand factor solve solve_linear quadratic derivative derivative_at partial integrate integrate_definite limit taylor series';
    const covered = new Set([...known.map(([id]) => id), ...symbolic.split(' ')]);
    expect(mathTools.map((tool) => tool.id.slice(5)).filter((id) => !covered.has(id))).toEqual([]);
  });
});

test('what goes beside the value', async () => {
  expect(await run('math.mode', { numbers: [1, 1, 2, 2, 3] })).toEqual({ value: 1, modes: [1, 2] });
  expect(await run('math.linear_regression', { x: [0, 1, 2], y: [1, 3, 5] })).toEqual({
    value: 1,
    slope: 2,
    intercept: 1,
  });
});

test.each([
  ['divide', { a: 1, b: 0 }, 'EDOM'],
  ['mod', { a: 1, b: 0 }, 'EDOM'],
  ['power', { base: 0, exponent: -1 }, 'EDOM'],
  ['power', { base: -8, exponent: 1 / 3 }, 'EDOM'],
  ['power', { base: 10, exponent: 400 }, 'ERANGE'],
  ['multiply', { numbers: [1e300, 1e300] }, 'ERANGE'],
  ['add', { numbers: [1.7e308, 1.7e308] }, 'ERANGE'],
  ['add', { numbers: [] }, 'EINVAL'],
  ['add', { numbers: ['1'] }, 'EINVAL'],
  ['sqrt', { x: -1 }, 'EDOM'],
  ['sqrt', { x: Number.NaN }, 'EINVAL'],
  ['sqrt', { x: Number.POSITIVE_INFINITY }, 'EINVAL'],
  ['sqrt', { x: null }, 'EINVAL'],
  ['root', { x: -4, n: 2 }, 'EDOM'],
  ['log', { x: 0 }, 'EDOM'],
  ['log10', { x: -1 }, 'EDOM'],
  ['log1p', { x: -1 }, 'EDOM'],
  ['exp', { x: 1000 }, 'ERANGE'],
  ['clamp', { x: 1, min: 2, max: 1 }, 'EDOM'],
  ['asin', { x: 1.1 }, 'EDOM'],
  ['acosh', { x: 0 }, 'EDOM'],
  ['atanh', { x: 1 }, 'EDOM'],
  ['csc', { x: 0 }, 'EDOM'],
  ['cot', { x: 0 }, 'EDOM'],
  ['sin', { x: 1e300 }, 'EDOM'],
  ['atan2', { x: 0, y: 0 }, 'EDOM'],
  ['kelvinToCelsius', { kelvin: -1 }, 'EINVAL'],
  ['mean', { numbers: [] }, 'EINVAL'],
  ['variance', { numbers: [1] }, 'EINVAL'],
  ['percentile', { numbers: [1], p: 101 }, 'EINVAL'],
  ['correlation', { x: [1, 1], y: [1, 2] }, 'EDOM'],
  ['correlation', { x: [1, 2, 3], y: [1, 2] }, 'EINVAL'],
  ['linear_regression', { x: [1, 1], y: [1, 2] }, 'EDOM'],
  ['geometric_mean', { numbers: [1, 0] }, 'EDOM'],
  ['z_scores', { numbers: [1, 1] }, 'EDOM'],
  ['factorial', { n: 171 }, 'EINVAL'],
  ['factorial', { n: 2.5 }, 'EINVAL'],
  ['lcm', { a: Number.MAX_SAFE_INTEGER, b: Number.MAX_SAFE_INTEGER - 1 }, 'ERANGE'],
  ['combinations', { n: 10_000, k: 5_000 }, 'ERANGE'],
  ['permutations', { n: 10_000, k: 9_999 }, 'ERANGE'],
  ['mod_inverse', { a: 2, modulus: 4 }, 'EDOM'],
  ['prime_factors', { n: 1e15 }, 'EINVAL'],
  ['gamma', { x: -1 }, 'EDOM'],
  ['gamma', { x: 1000 }, 'ERANGE'],
  ['lgamma', { x: 0 }, 'EDOM'],
  ['beta', { a: 0, b: 1 }, 'EDOM'],
  [
    'matrix_inverse',
    {
      matrix: [
        [1, 2],
        [2, 4],
      ],
    },
    'EDOM',
  ],
  [
    'matrix_inverse',
    {
      matrix: [
        [0.1, 0.2],
        [0.3, 0.6],
      ],
    },
    'EDOM',
  ],
  [
    'matrix_solve',
    {
      matrix: [
        [1, 2],
        [2, 4],
      ],
      b: [1, 2],
    },
    'EDOM',
  ],
  ['matrix_determinant', { matrix: [[1, 2]] }, 'EINVAL'],
  ['matrix_determinant', { matrix: [[1, 2], [3]] }, 'EINVAL'],
  ['matrix_multiply', { a: [[1, 2]], b: [[1, 2]] }, 'EINVAL'],
  ['matrix_add', { a: [[1]], b: [[1, 2]] }, 'EINVAL'],
  ['matrix_transpose', { matrix: Array.from({ length: 51 }, () => [1]) }, 'EINVAL'],
  ['dot', { a: [1], b: [1, 2] }, 'EINVAL'],
  ['cross', { a: [1, 2], b: [1, 2] }, 'EINVAL'],
  ['precise.divide', { a: '1', b: '0' }, 'EDOM'],
  ['precise.add', { numbers: ['1e9999'] }, 'E2BIG'],
  ['precise.add', { numbers: ['0x10'] }, 'EINVAL'],
  ['precise.add', { numbers: ['NaN'] }, 'EINVAL'],
  ['precise.sqrt', { x: '-1' }, 'EDOM'],
  ['precise.power', { base: '0', exponent: -1 }, 'EDOM'],
  ['precise.power', { base: '1e2000', exponent: 10_000 }, 'ERANGE'],
  ['precise.multiply', { numbers: Array.from({ length: 20 }, () => '9'.repeat(900)) }, 'E2BIG'],
])('math.%s %j is refused with %s', async (id, params, code) => {
  expect(await codeOf(`math.${id}`, params)).toBe(code);
});

describe('exact decimals against whole numbers', () => {
  const digits = fc.tuple(fc.bigInt({ min: -(10n ** 60n), max: 10n ** 60n }), fc.integer({ min: 0, max: 40 }));
  const write = ([value, places]: readonly [bigint, number]): string => {
    const text = String(value < 0n ? -value : value).padStart(places + 1, '0');
    return `${value < 0n ? '-' : ''}${places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`}`;
  };
  /** The whole number that a decimal is when its point is moved. */
  const read = (text: string, places: number): bigint => {
    const [whole = '0', part = ''] = text.replace('-', '').split('.');
    const size = BigInt(whole + part.padEnd(places, '0'));
    return text.startsWith('-') ? -size : size;
  };
  test('sum, difference, product, quotient', async () => {
    await fc.assert(
      fc.asyncProperty(digits, digits, async (a, b) => {
        const places = 80;
        const [x, y] = [a[0] * 10n ** BigInt(places - a[1]), b[0] * 10n ** BigInt(places - b[1])];
        const [left, right] = [write(a), write(b)];
        expect(read(String(await give('math.precise.add', { numbers: [left, right] })), places)).toBe(x + y);
        expect(read(String(await give('math.precise.subtract', { a: left, b: right })), places)).toBe(x - y);
        const product = String(await give('math.precise.multiply', { numbers: [left, right] }));
        expect(read(product, places)).toBe((x * y) / 10n ** BigInt(places));
        if (y === 0n) return;
        const quotient = String(await give('math.precise.divide', { a: left, b: right, precision: 300 }));
        const error = read(quotient, 400) * y - x * 10n ** 400n;
        expect((error < 0n ? -error : error) <= (y < 0n ? -y : y) * 10n ** 200n + (x < 0n ? -x : x) * 10n ** 102n).toBe(
          true,
        );
      }),
      { numRuns: 200 },
    );
  });
});

test('prime factors multiply to the number and are prime; divisors divide it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 2, max: 1e9 }), async (n) => {
      const factors = flat(await give('math.prime_factors', { n })).map(Number);
      expect(factors.reduce((product, each) => product * each, 1)).toBe(n);
      for (const factor of factors) expect(await give('math.is_prime', { n: factor })).toBe(true);
      expect(flat(await give('math.divisors', { n })).every((each) => n % Number(each) === 0)).toBe(true);
    }),
    { numRuns: 50 },
  );
});
