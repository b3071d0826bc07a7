/**
 * A second way to every answer: expressions evaluated by JavaScript itself, derivatives by differences, integrals by
 * quadrature. Nothing here knows the parser, the library or the handlers that are tested against it.
 */

type Point = Readonly<Record<string, number>>;

const names = ['sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'sinh', 'cosh', 'tanh', 'sqrt', 'cbrt', 'abs', 'exp'];

/** A function of x, y, z from the notation of the problems (`^` is a power, `ln` the natural logarithm). */
export function reference(expression: string): (point: Point) => number {
  // JavaScript refuses −x**2; a sign is a factor here as in the problems.
  const signed = expression.replace(/(^|[(*/+-])\s*-(?=[\w(. ])/g, '$1-1*');
  const script = signed.replaceAll('^', '**').replace(/\bln\b|\blog\b/g, 'Math.log');
  const body = `const { ${names.join(', ')}, PI: pi, E: e } = Math; const infinity = Infinity; return (${script});`;
  const compiled = new Function('x', 'y', 'z', body);
  return ({ x = Number.NaN, y = Number.NaN, z = Number.NaN }) => compiled(x, y, z);
}

/** Where expressions are compared: away from the poles of the problems, within the domain of their logarithms. */
export const points: readonly Point[] = [
  { x: 0.37, y: 1.21, z: 0.6 },
  { x: 1.83, y: 0.44, z: 2.2 },
  { x: 2.61, y: 3.17, z: 0.9 },
  { x: 4.29, y: 2.05, z: 1.4 },
];

export const close = (a: number, b: number, tolerance = 1e-9): boolean =>
  Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a), Math.abs(b));

/** The fourth-order central difference. */
export function difference(f: (x: number) => number, x: number, h = 1e-3): number {
  return (8 * (f(x + h) - f(x - h)) - (f(x + 2 * h) - f(x - 2 * h))) / (12 * h);
}

/** Simpson's rule on 2,000 intervals. */
export function quadrature(f: (x: number) => number, from: number, to: number): number {
  const count = 2_000;
  const step = (to - from) / count;
  let sum = f(from) + f(to);
  for (let index = 1; index < count; index += 1) sum += (index % 2 === 1 ? 4 : 2) * f(from + index * step);
  return (sum * step) / 3;
}
