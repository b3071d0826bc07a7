/** Handlers of number theory, in whole numbers that are exact or an error. */
import { ToolError } from '../../error.ts';
import type { numberTheoryTools } from '../../families/math-numeric.ts';
import { type HandlersOf, outside } from './of.ts';

/** @throws ToolError `ERANGE` beyond what a double holds exactly */
function exact(value: bigint): { value: number } {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new ToolError('ERANGE', 'the result is too large to be exact');
  return { value: Number(value) };
}

function gcd(a: number, b: number): number {
  let [x, y] = [Math.abs(a), Math.abs(b)];
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}

function powerModulo(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n % modulus;
  let square = ((base % modulus) + modulus) % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

/** Miller and Rabin's test; these witnesses decide below 3.3 · 10^24. */
function isPrime(n: number): boolean {
  const witnesses = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37];
  if (n < 2) return false;
  for (const prime of witnesses) if (n % prime === 0) return n === prime;
  const big = BigInt(n);
  let odd = big - 1n;
  let twos = 0;
  while ((odd & 1n) === 0n) {
    odd >>= 1n;
    twos += 1;
  }
  return witnesses.every((witness) => {
    let x = powerModulo(BigInt(witness), odd, big);
    if (x === 1n || x === big - 1n) return true;
    for (let round = 1; round < twos; round += 1) {
      x = (x * x) % big;
      if (x === big - 1n) return true;
    }
    return false;
  });
}

/** Trial division: at most a million steps for the largest n that the schemas let in. */
function primeFactors(n: number): number[] {
  const found: number[] = [];
  let rest = n;
  for (let prime = 2; prime * prime <= rest; prime += prime === 2 ? 1 : 2)
    for (; rest % prime === 0; rest /= prime) found.push(prime);
  if (rest > 1) found.push(rest);
  return found;
}

/** n·(n−1)·…·(n−count+1), ended as soon as it is too large. */
function falling(n: number, count: number, divide: boolean): bigint {
  let product = 1n;
  for (let index = 0; index < count; index += 1) {
    product *= BigInt(n - index);
    if (divide) product /= BigInt(index + 1);
    exact(product);
  }
  return product;
}

export const numberTheoryHandlers: HandlersOf<typeof numberTheoryTools> = {
  'math.factorial'({ n }) {
    let product = 1n;
    for (let factor = 2n; factor <= BigInt(n); factor += 1n) product *= factor;
    return { value: Number(product) };
  },
  'math.gcd': ({ a, b }) => ({ value: gcd(a, b) }),
  'math.lcm'({ a, b }) {
    if (a === 0 || b === 0) return { value: 0 };
    return exact((BigInt(Math.abs(a)) / BigInt(gcd(a, b))) * BigInt(Math.abs(b)));
  },
  'math.is_prime': ({ n }) => ({ value: isPrime(n) }),
  'math.next_prime'({ n }) {
    let next = n + 1;
    while (!isPrime(next)) next += 1;
    return { value: next };
  },
  'math.prime_factors': ({ n }) => ({ value: primeFactors(n) }),
  'math.divisors'({ n }) {
    let divisors = [1];
    let last = 0;
    let powers = [1];
    for (const prime of primeFactors(n)) {
      powers = prime === last ? powers.map((each) => each * prime) : divisors.map((each) => each * prime);
      divisors = [...divisors, ...powers];
      last = prime;
    }
    return { value: divisors.sort((a, b) => a - b) };
  },
  'math.totient'({ n }) {
    let count = n;
    for (const prime of new Set(primeFactors(n))) count -= count / prime;
    return { value: count };
  },
  'math.fibonacci'({ n }) {
    let [a, b] = [0, 1];
    for (let index = 0; index < n; index += 1) [a, b] = [b, a + b];
    return { value: a };
  },
  'math.combinations': ({ n, k }) => (k > n ? { value: 0 } : exact(falling(n, Math.min(k, n - k), true))),
  'math.permutations': ({ n, k }) => (k > n ? { value: 0 } : exact(falling(n, k, false))),
  'math.mod_power': ({ base, exponent, modulus }) =>
    exact(powerModulo(BigInt(base), BigInt(exponent), BigInt(modulus))),
  'math.mod_inverse'({ a, modulus }) {
    let [r, next] = [BigInt(modulus), ((BigInt(a) % BigInt(modulus)) + BigInt(modulus)) % BigInt(modulus)];
    let [t, factor] = [0n, 1n];
    while (next !== 0n) {
      const whole = r / next;
      [r, next] = [next, r - whole * next];
      [t, factor] = [factor, t - whole * factor];
    }
    if (r !== 1n) outside(`${a} has no inverse modulo ${modulus}`);
    return exact(t < 0n ? t + BigInt(modulus) : t);
  },
};
