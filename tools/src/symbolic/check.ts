/**
 * What is true of an answer, found by numbers alone: values at random points, differences, contours, quadrature. A symbolic
 * answer is given only when these agree with it.
 */
import { add, type Complex, complex, divide, exp, finite, magnitude, multiply, scale, subtract } from './complex.ts';
import type { Evaluate, Point } from './evaluate.ts';

/** From 0 up to, not including, 1. */
export type Random = () => number;

/** How many random points are tried, and how many must have a value on both sides. */
const tries = 60;
const needed = 6;

export const closeTo = (a: Complex, b: Complex, tolerance: number): boolean =>
  finite(a) && finite(b) && magnitude(subtract(a, b)) <= tolerance * Math.max(1, magnitude(a), magnitude(b));

/** A real point, near the origin and farther off by turns, with a value for each variable. */
export function randomPoint(variables: readonly string[], random: Random): Point {
  const width = random() < 0.5 ? 2 : 9;
  return Object.fromEntries(variables.map((name) => [name, complex((random() * 2 - 1) * width)]));
}

/**
 * Whether two expressions have the same values wherever the first has one. `false` too when it has too few to tell.
 */
export function sameValues(a: Evaluate, b: Evaluate, variables: readonly string[], random: Random): boolean {
  let agreed = 0;
  const points = variables.length === 0 ? needed : tries;
  for (let round = 0; round < points; round += 1) {
    const point = randomPoint(variables, random);
    const [left, right] = [a(point), b(point)];
    if (!finite(left) || magnitude(left) > 1e12) continue;
    if (!closeTo(left, right, 1e-7)) return false;
    agreed += 1;
  }
  return agreed >= needed;
}

/** The slope of a function along the real direction: a central difference, and its own estimate of the error. */
export function slope(f: (x: number) => Complex, x: number): { value: Complex; error: number } {
  const step = (h: number): Complex =>
    scale(subtract(scale(subtract(f(x + h), f(x - h)), 8), subtract(f(x + 2 * h), f(x - 2 * h))), 1 / (12 * h));
  const h = 1e-3 * Math.max(1, Math.abs(x));
  const [coarse, fine] = [step(h), step(h / 2)];
  return { value: fine, error: magnitude(subtract(coarse, fine)) };
}

/**
 * Whether `rate` is the derivative of `f`, at random points where a difference can tell.
 */
export function isDerivative(
  f: Evaluate,
  rate: Evaluate,
  variable: string,
  variables: readonly string[],
  random: Random,
): boolean {
  let agreed = 0;
  for (let round = 0; round < tries * 2; round += 1) {
    const point = randomPoint([...variables, variable], random);
    const measured = slope((x) => f({ ...point, [variable]: complex(x) }), point[variable]?.re ?? 0);
    const size = Math.max(1, magnitude(measured.value));
    // Next to a pole or a cut a difference says nothing.
    if (!finite(measured.value) || size > 1e9 || measured.error > 1e-6 * size) continue;
    if (!closeTo(measured.value, rate(point), 1e-5)) return false;
    agreed += 1;
  }
  return agreed >= needed;
}

/** Whether an expression is real at the random points at which `where` is. */
export function isRealWhere(f: Evaluate, where: Evaluate, variables: readonly string[], random: Random): boolean {
  for (let round = 0; round < tries; round += 1) {
    const point = randomPoint(variables, random);
    const [value, at] = [f(point), where(point)];
    if (finite(value) && finite(at) && Math.abs(at.im) < 1e-12 && Math.abs(value.im) > 1e-9) return false;
  }
  return true;
}

/** How often a polynomial's value turns around zero along a circle: the zeros inside, each as often as it counts. */
export function zerosWithin(f: (z: Complex) => Complex, center: Complex, radius: number): number {
  const samples = 1_024;
  let turned = 0;
  let before: Complex | undefined;
  for (let index = 0; index <= samples; index += 1) {
    const z = add(center, scale(exp(complex(0, (2 * Math.PI * index) / samples)), radius));
    const value = f(z);
    if (!finite(value) || magnitude(value) === 0) return Number.NaN;
    if (before !== undefined) {
      const step = divide(value, before);
      turned += Math.atan2(step.im, step.re);
    }
    before = value;
  }
  return Math.round(turned / (2 * Math.PI));
}

/** The zeros of a real function from −width to width that a grid shows by a change of sign, poles left out. */
export function realZeros(f: (x: number) => Complex, width: number): number[] {
  const found: number[] = [];
  const real = (x: number): number => {
    const { re, im } = f(x);
    return Math.abs(im) > 1e-9 * Math.max(1, Math.abs(re)) ? Number.NaN : re;
  };
  const count = 4_001;
  // Denser around zero, and on no round number.
  const place = (index: number): number => (Math.sinh(((index / count) * 2 - 1) * 4 + 0.000_37) / Math.sinh(4)) * width;
  for (let index = 0; index < count; index += 1) {
    let [low, high] = [place(index), place(index + 1)];
    let atLow = real(low);
    const before = Math.abs(atLow);
    if (!(atLow * real(high) < 0)) continue;
    for (let round = 0; round < 80; round += 1) {
      const middle = (low + high) / 2;
      const value = real(middle);
      if (atLow * value <= 0) high = middle;
      else {
        low = middle;
        atLow = value;
      }
    }
    if (Math.abs(real(low)) < before && Math.abs(real(low)) < 1e-6) found.push(low);
  }
  return found;
}

/** The coefficients of the power series around a point, by Cauchy's integral on a circle. */
export function seriesCoefficients(f: (z: Complex) => Complex, at: Complex, radius: number, count: number): Complex[] {
  const samples = 128;
  const values = Array.from({ length: samples }, (_, index) => {
    const turn = exp(complex(0, (2 * Math.PI * index) / samples));
    return { turn, value: f(add(at, scale(turn, radius))) };
  });
  return Array.from({ length: count }, (_, k) => {
    let sum = complex(0);
    for (const { turn, value } of values) {
      let back = complex(1);
      for (let power = 0; power < k; power += 1) back = multiply(back, complex(turn.re, -turn.im));
      sum = add(sum, multiply(value, back));
    }
    return scale(sum, 1 / (samples * radius ** k));
  });
}

/**
 * The integral over an interval by the double exponential rule, which copes with singular ends.
 *
 * @returns undefined when it does not settle: a pole inside, no convergence, or a value that is not real
 */
export function quadrature(f: (x: number) => Complex, from: number, to: number): number | undefined {
  if (from > to) {
    const turned = quadrature(f, to, from);
    return turned === undefined ? undefined : -turned;
  }
  const infinite = !Number.isFinite(from) || !Number.isFinite(to);
  const real = (x: number): number => {
    const { re, im } = f(x);
    return Math.abs(im) > 1e-9 * Math.max(1, Math.abs(re)) ? Number.NaN : re;
  };
  const term = (t: number): number => {
    const inner = (Math.PI / 2) * Math.sinh(t);
    const weight = (Math.PI / 2) * Math.cosh(t);
    if (!infinite) {
      // The distance from the nearer end is worked out by itself, so that it does not vanish in the sum.
      const gap = ((to - from) / 2) * (Math.exp(-Math.abs(inner)) / Math.cosh(inner));
      const x = inner < 0 ? from + gap : to - gap;
      return x === from || x === to ? 0 : (real(x) * weight * (to - from)) / 2 / Math.cosh(inner) ** 2;
    }
    if (!Number.isFinite(from) && !Number.isFinite(to)) return real(Math.sinh(inner)) * Math.cosh(inner) * weight;
    const distance = Math.exp(inner);
    return real(Number.isFinite(from) ? from + distance : to - distance) * distance * weight;
  };
  const sum = (h: number): number => {
    let total = 0;
    for (let t = -4; t <= 4 + h / 2; t += h) {
      const value = term(t);
      if (Number.isNaN(value) || Math.abs(value) === Number.POSITIVE_INFINITY) return Number.NaN;
      total += value;
    }
    return total * h;
  };
  let before = sum(1 / 16);
  for (const h of [1 / 32, 1 / 64, 1 / 128, 1 / 256]) {
    const now = sum(h);
    if (!Number.isFinite(now)) return undefined;
    if (Math.abs(now - before) <= 1e-10 * Math.max(1, Math.abs(now))) return now;
    before = now;
  }
  return undefined;
}
