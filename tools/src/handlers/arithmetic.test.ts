import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ToolError } from '../error.ts';
import { calculate } from './arithmetic.ts';
import { convert } from './units.ts';

const value = (text: string): string => calculate(text).value;

function code(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof ToolError) return error.code;
    throw error;
  }
  return 'none';
}

describe('math.evaluate', () => {
  test.each([
    ['7×8', '56'],
    ['0.1+0.2', '0.3'],
    ['0.1*3', '0.3'],
    ['1÷3', '0.333333333333333'],
    ['2÷3×3', '2'],
    ['1÷3×3−1', '0'],
    ['1÷3+1÷3+1÷3', '1'],
    ['10−4−3', '3'],
    ['2+3×4', '14'],
    ['(2+3)×4', '20'],
    ['2×(3+4', '14'],
    ['−2^2', '-4'],
    ['(−2)^2', '4'],
    ['2^3^2', '512'],
    ['2^−1', '0.5'],
    ['2×−3', '-6'],
    ['−−3', '3'],
    ['50%', '0.5'],
    ['200+10%', '220'],
    ['200−10%', '180'],
    ['200×10%', '20'],
    ['5 mod 3', '2'],
    ['sqrt(2)^2', '2'],
    ['√16', '4'],
    ['2π', '6.28318530717959'],
    ['ln(e)', '1'],
    ['sin(π÷2)', '1'],
    ['sin(π)', '0'],
    ['5!', '120'],
    ['2(3+4)', '14'],
    ['1,5+1', '2.5'],
    ['.5+.5', '1'],
    ['3.', '3'],
    ['99999999999999999999+1', '100000000000000000000'],
    ['999999999999999999999+1', '1e21'],
    ['0.000000001', '0.000000001'],
    ['1÷10000000000', '1e-10'],
    ['1e3+1', '1001'],
    ['0−0', '0'],
    ['-0', '0'],
  ])('%s = %s', (text, expected) => {
    expect(value(text)).toBe(expected);
  });

  test.each([
    ['', 'EINVAL'],
    ['7×', 'EINVAL'],
    ['×7', 'EINVAL'],
    ['()', 'EINVAL'],
    ['1 2', 'EINVAL'],
    ['1)', 'EINVAL'],
    ['abc(1)', 'EINVAL'],
    ['1;2', 'EINVAL'],
    ['constructor', 'EINVAL'],
    ['1÷0', 'EDOM'],
    ['1÷(2−2)', 'EDOM'],
    ['5 mod 0', 'EDOM'],
    ['0^−1', 'EDOM'],
    ['sqrt(−1)', 'EDOM'],
    ['(−8)^(1÷3)', 'EDOM'],
    ['9^9^9^9', 'EDOM'],
    ['3000!', 'EDOM'],
    ['ln(0)', 'EDOM'],
    [`${'('.repeat(100)}1`, 'EINVAL'],
  ])('%s is refused with %s', (text, expected) => {
    expect(code(() => calculate(text))).toBe(expected);
  });

  test.each([
    ['7×8', '×8'],
    ['1+2×3', '×3'],
    ['2×(3+4)', '×(3+4)'],
    ['(1+2)', ''],
    ['5', ''],
    ['−5', ''],
    ['8÷−2', '÷−2'],
  ])('the last operation of %s is %s', (text, expected) => {
    expect(calculate(text).repeat).toBe(expected);
  });
});

/** A rational number, the oracle's own arithmetic. */
interface Ratio {
  n: bigint;
  d: bigint;
}

type Tree = { text: string; ratio: Ratio } | { op: '+' | '−' | '×' | '÷'; left: Tree; right: Tree };

function evaluate(tree: Tree): Ratio | null {
  if ('ratio' in tree) return tree.ratio;
  const [a, b] = [evaluate(tree.left), evaluate(tree.right)];
  if (a === null || b === null) return null;
  if (tree.op === '+') return { n: a.n * b.d + b.n * a.d, d: a.d * b.d };
  if (tree.op === '−') return { n: a.n * b.d - b.n * a.d, d: a.d * b.d };
  if (tree.op === '×') return { n: a.n * b.n, d: a.d * b.d };
  return b.n === 0n ? null : { n: a.n * b.d, d: a.d * b.n };
}

const rank = { '+': 1, '−': 1, '×': 2, '÷': 2 };

function write(tree: Tree): string {
  if ('ratio' in tree) return tree.text;
  const bracket = (side: Tree, right: boolean): string => {
    const text = write(side);
    const needs = !('ratio' in side) && (rank[side.op] < rank[tree.op] || (right && rank[side.op] === rank[tree.op]));
    return needs ? `(${text})` : text;
  };
  return `${bracket(tree.left, false)}${tree.op}${bracket(tree.right, true)}`;
}

/** A rational number rounded to 15 significant digits, halves up, written without an exponent. */
function show({ n, d }: Ratio): string {
  const negative = n < 0n !== d < 0n && n !== 0n;
  const [top, bottom] = [n < 0n ? -n : n, d < 0n ? -d : d];
  if (top === 0n) return '0';
  if (top % bottom === 0n) return `${negative ? '-' : ''}${top / bottom}`;
  // The position of the first digit: the largest e with 10^e ≤ top/bottom.
  let e = top.toString().length - bottom.toString().length;
  const atLeast = (power: number): boolean =>
    power >= 0 ? top >= bottom * 10n ** BigInt(power) : top * 10n ** BigInt(-power) >= bottom;
  if (!atLeast(e)) e -= 1;
  const places = 14 - e;
  const scaled =
    places >= 0 ? { n: top * 10n ** BigInt(places), d: bottom } : { n: top, d: bottom * 10n ** BigInt(-places) };
  const digits = (2n * scaled.n + scaled.d) / (2n * scaled.d);
  let text = places >= 0 ? digits.toString().padStart(places + 1, '0') : (digits * 10n ** BigInt(-places)).toString();
  if (places > 0) text = `${text.slice(0, -places)}.${text.slice(-places)}`.replace(/\.?0+$/, '');
  return `${negative ? '-' : ''}${text}`;
}

test('200 random expressions agree with rational arithmetic', () => {
  const number = fc
    .tuple(fc.integer({ min: 0, max: 99_999 }), fc.integer({ min: 0, max: 4 }))
    .map(([digits, places]): Tree => {
      const padded = String(digits).padStart(places + 1, '0');
      const text = places === 0 ? padded : `${padded.slice(0, -places)}.${padded.slice(-places)}`;
      return { text, ratio: { n: BigInt(digits), d: 10n ** BigInt(places) } };
    });
  const tree = fc.letrec<{ node: Tree }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small' },
      number,
      fc
        .record({
          op: fc.constantFrom('+' as const, '−' as const, '×' as const, '÷' as const),
          left: tie('node'),
          right: tie('node'),
        })
        .map(({ op, left, right }): Tree => ({ op, left, right })),
    ),
  })).node;
  let operations = 0;
  fc.assert(
    fc.property(tree, (node) => {
      const text = write(node);
      const expected = evaluate(node);
      if (text.length > 1000) return;
      if (!('ratio' in node)) operations += 1;
      if (expected === null) {
        expect(code(() => calculate(text))).toBe('EDOM');
        return;
      }
      const shown = show(expected);
      // Beyond these sizes the calculator writes an exponent, which the cases above cover.
      if (/^-?0\.0{9}/.test(shown) || shown.replace(/[-.].*/, '').length > 20) return;
      expect(value(text)).toBe(shown);
    }),
    { numRuns: 1000 },
  );
  expect(operations).toBeGreaterThan(200);
});

test('any text gives text or a ToolError, soon', () => {
  const piece = fc.oneof(
    fc.constantFrom(...'0123456789.+−×÷^%()! ', 'sqrt', 'ln', 'exp(', 'e', 'π', '9^'),
    fc.string({ maxLength: 3 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const text = pieces.join('');
      const began = performance.now();
      code(() => calculate(text));
      expect(performance.now() - began).toBeLessThan(1000);
    }),
    { numRuns: 1500 },
  );
});

describe('angles in degrees', () => {
  test.each([
    ['sin(30)', '0.5'],
    ['cos(60)', '0.5'],
    ['cos(90)', '0'],
    ['sin(−180)', '0'],
    ['tan(45)', '1'],
    ['tan(405)', '1'],
    ['asin(1)', '90'],
    ['acos(−1)', '180'],
    ['atan(1)', '45'],
    ['ln(e)', '1'],
    ['√(16)', '4'],
  ])('%s is %s', (text, expected) => {
    expect(calculate(text, 'degrees').value).toBe(expected);
  });
  test('a tangent that has no value is said', () => {
    expect(code(() => calculate('tan(90)', 'degrees'))).toBe('EDOM');
    expect(code(() => calculate('tan(−270)', 'degrees'))).toBe('EDOM');
  });
});

describe('math.convert', () => {
  test.each([
    [10, 'km', 'mi', '6.21371192237334'],
    [1, 'mi', 'km', '1.609344'],
    [12, 'in', 'ft', '1'],
    [100, '°C', '°F', '212'],
    [-40, 'F', 'C', '-40'],
    [0, 'K', 'celsius', '-273.15'],
    ['72.5', 'kg', 'lbs', '159.835140084036'],
    [36, 'km/h', 'm/s', '10'],
    [1, 'acre', 'm²', '4046.8564224'],
    [90, 'minutes', 'h', '1.5'],
    [1, 'GiB', 'MB', '1073.741824'],
    [8, 'bits', 'bytes', '1'],
    [0, 'cm', 'inches', '0'],
  ])('%s %s is %s %s', (amount, from, to, expected) => {
    expect(convert(amount, from, to)).toBe(expected);
  });
  test.each([
    ['', 'km', 'mi'],
    ['ten', 'km', 'mi'],
    [1, 'km', 'kg'],
    [1, 'parsecs', 'km'],
    [1, 'constructor', 'km'],
  ])('%s %s to %s is refused', (amount, from, to) => {
    expect(code(() => convert(amount, from, to))).toBe('EINVAL');
  });
});
