/** Numbers: constants, arithmetic, trigonometry, conversions, number theory, special functions. Angles are in radians. */
import { z } from 'zod';
import { declareTool } from '../declare.ts';

const value = z.object({ value: z.number() });
const list = z.array(z.number()).min(1).max(10_000);
/** Whole numbers that a double holds exactly. */
const whole = z.number().int().min(-Number.MAX_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER);
const natural = whole.min(0);

function constant<const Id extends string>(id: Id, title: string, description: string) {
  return declareTool(id, { title, description, site: 'shell', params: z.object({}), result: value, example: {} });
}

function ofX<const Id extends string>(id: Id, title: string, description: string, x: number) {
  const params = z.object({ x: z.number() });
  return declareTool(id, { title, description, site: 'shell', params, result: value, example: { x } });
}

function ofPair<const Id extends string>(id: Id, title: string, description: string, a: number, b: number) {
  const params = z.object({ a: z.number(), b: z.number() });
  return declareTool(id, { title, description, site: 'shell', params, result: value, example: { a, b } });
}

function ofList<const Id extends string>(id: Id, title: string, description: string) {
  const params = z.object({ numbers: list });
  return declareTool(id, { title, description, site: 'shell', params, result: value, example: { numbers: [1, 2, 3] } });
}

export const constantTools = [
  constant('math.pi', 'Pi', 'The circumference of a circle over its diameter, 3.14159…'),
  constant('math.e', 'Euler’s number', 'The base of the natural logarithm, 2.71828…'),
  constant('math.tau', 'Tau', 'Two pi, a full turn in radians, 6.28318…'),
  constant('math.phi', 'Golden ratio', 'Half of one plus the square root of five, 1.61803…'),
  constant('math.sqrt2', 'Square root of two', '1.41421…'),
  constant('math.ln2', 'Natural logarithm of two', '0.693147…'),
  constant('math.ln10', 'Natural logarithm of ten', '2.30258…'),
] as const;

export const arithmeticTools = [
  ofList('math.add', 'Add', 'The sum of numbers.'),
  ofPair('math.subtract', 'Subtract', 'a − b.', 7, 5),
  ofList('math.multiply', 'Multiply', 'The product of numbers.'),
  ofPair('math.divide', 'Divide', 'a / b; dividing by zero is an error.', 7, 2),
  declareTool('math.power', {
    title: 'Power',
    description: 'base to the exponent; a result that is not a finite real number is an error.',
    site: 'shell',
    params: z.object({ base: z.number(), exponent: z.number() }),
    result: value,
    example: { base: 2, exponent: 10 },
  }),
  ofX('math.sqrt', 'Square root', 'The square root of a number from 0.', 2),
  ofX('math.cbrt', 'Cube root', 'The real cube root.', 27),
  declareTool('math.root', {
    title: 'Root',
    description: 'The real root of a degree n from 1 to 1000; of a negative number for odd n only.',
    site: 'shell',
    params: z.object({ x: z.number(), n: z.number().int().min(1).max(1000) }),
    result: value,
    example: { x: 81, n: 4 },
  }),
  ofX('math.abs', 'Absolute value', 'The number without its sign.', -3),
  ofX('math.sign', 'Sign', '−1, 0 or 1.', -3),
  ofX('math.floor', 'Round down', 'The largest whole number that is not above x.', 2.7),
  ofX('math.ceil', 'Round up', 'The smallest whole number that is not below x.', 2.1),
  declareTool('math.round', {
    title: 'Round',
    description: 'To a number of decimals (0 if not given), halves away from zero, by the decimal digits that x shows.',
    site: 'shell',
    params: z.object({ x: z.number(), decimals: z.number().int().min(0).max(15).default(0) }),
    result: value,
    example: { x: 2.345, decimals: 2 },
  }),
  ofX('math.trunc', 'Cut off decimals', 'The whole part, towards zero.', -2.7),
  ofX('math.exp', 'Exponential', 'e to the power x.', 1),
  ofX('math.expm1', 'Exponential less one', 'e to the power x, less 1, exact near 0.', 1e-10),
  ofX('math.log', 'Natural logarithm', 'The logarithm to the base e of a positive number.', 10),
  ofX('math.log10', 'Decimal logarithm', 'The logarithm to the base 10 of a positive number.', 1000),
  ofX('math.log2', 'Binary logarithm', 'The logarithm to the base 2 of a positive number.', 8),
  ofX('math.log1p', 'Logarithm of one more', 'The natural logarithm of 1 + x, exact near 0; x is above −1.', 1e-10),
  ofPair('math.mod', 'Remainder', 'The remainder of a / b, with the sign of b.', -7, 3),
  declareTool('math.clamp', {
    title: 'Keep within limits',
    description: 'x, or the limit that it is beyond.',
    site: 'shell',
    params: z.object({ x: z.number(), min: z.number(), max: z.number() }),
    result: value,
    example: { x: 12, min: 0, max: 10 },
  }),
  ofList('math.hypot', 'Length', 'The square root of the sum of squares.'),
] as const;

export const trigonometryTools = [
  ofX('math.sin', 'Sine', 'Of an angle in radians.', 0.5),
  ofX('math.cos', 'Cosine', 'Of an angle in radians.', 0.5),
  ofX('math.tan', 'Tangent', 'Of an angle in radians.', 0.5),
  ofX('math.sec', 'Secant', '1 / cos x.', 0.5),
  ofX('math.csc', 'Cosecant', '1 / sin x; an error at 0.', 0.5),
  ofX('math.cot', 'Cotangent', 'cos x / sin x; an error at 0.', 0.5),
  ofX('math.asin', 'Arc sine', 'In radians, of a number from −1 to 1.', 0.5),
  ofX('math.acos', 'Arc cosine', 'In radians, of a number from −1 to 1.', 0.5),
  ofX('math.atan', 'Arc tangent', 'In radians.', 0.5),
  declareTool('math.atan2', {
    title: 'Direction',
    description: 'The angle of the point (x, y) in radians, from −π to π; an error for (0, 0).',
    site: 'shell',
    params: z.object({ y: z.number(), x: z.number() }),
    result: value,
    example: { y: 1, x: 1 },
  }),
  ofX('math.sinh', 'Hyperbolic sine', '(e^x − e^−x) / 2.', 0.5),
  ofX('math.cosh', 'Hyperbolic cosine', '(e^x + e^−x) / 2.', 0.5),
  ofX('math.tanh', 'Hyperbolic tangent', 'sinh x / cosh x.', 0.5),
  ofX('math.asinh', 'Inverse hyperbolic sine', 'Of any number.', 0.5),
  ofX('math.acosh', 'Inverse hyperbolic cosine', 'Of a number from 1.', 2),
  ofX('math.atanh', 'Inverse hyperbolic tangent', 'Of a number between −1 and 1.', 0.5),
  declareTool('math.radians', {
    title: 'Degrees to radians',
    description: 'An angle in degrees, in radians.',
    site: 'shell',
    params: z.object({ degrees: z.number() }),
    result: value,
    example: { degrees: 180 },
  }),
  declareTool('math.degrees', {
    title: 'Radians to degrees',
    description: 'An angle in radians, in degrees.',
    site: 'shell',
    params: z.object({ radians: z.number() }),
    result: value,
    example: { radians: Math.PI },
  }),
] as const;

function conversion<const Id extends string, Params extends z.ZodType>(
  id: Id,
  title: string,
  params: Params,
  example: z.input<Params>,
) {
  const description = `${title}. Others: math.convert.`;
  return declareTool(id, { title, description, site: 'shell', params, result: value, example });
}

const celsius = z.object({ celsius: z.number().min(-273.15) });
const miles = z.object({ miles: z.number() });
const feet = z.object({ feet: z.number() });
const pounds = z.object({ pounds: z.number() });

export const conversionTools = [
  conversion('math.celsiusToFahrenheit', 'Celsius to Fahrenheit', celsius, { celsius: 100 }),
  conversion('math.fahrenheitToCelsius', 'Fahrenheit to Celsius', z.object({ fahrenheit: z.number().min(-459.67) }), {
    fahrenheit: 212,
  }),
  conversion('math.celsiusToKelvin', 'Celsius to kelvin', celsius, { celsius: 0 }),
  conversion('math.kelvinToCelsius', 'Kelvin to Celsius', z.object({ kelvin: z.number().min(0) }), { kelvin: 0 }),
  conversion('math.metersToFeet', 'Metres to feet', z.object({ meters: z.number() }), { meters: 1 }),
  conversion('math.feetToMeters', 'Feet to metres', feet, { feet: 1 }),
  conversion('math.milesToKilometers', 'Miles to kilometres', miles, { miles: 1 }),
  conversion('math.kilometersToMiles', 'Kilometres to miles', z.object({ kilometers: z.number() }), { kilometers: 1 }),
  conversion('math.inchesToCentimeters', 'Inches to centimetres', z.object({ inches: z.number() }), { inches: 1 }),
  conversion('math.centimetersToInches', 'Centimetres to inches', z.object({ centimeters: z.number() }), {
    centimeters: 2.54,
  }),
  conversion('math.poundsToKilograms', 'Pounds to kilograms', pounds, { pounds: 1 }),
  conversion('math.kilogramsToPounds', 'Kilograms to pounds', z.object({ kilograms: z.number() }), { kilograms: 1 }),
  conversion('math.gallonsToLiters', 'US gallons to litres', z.object({ gallons: z.number() }), { gallons: 1 }),
  conversion('math.litersToGallons', 'Litres to US gallons', z.object({ liters: z.number() }), { liters: 1 }),
] as const;

export const numberTheoryTools = [
  declareTool('math.factorial', {
    title: 'Factorial',
    description: 'The product of the whole numbers up to n, from 0 to 170.',
    site: 'shell',
    params: z.object({ n: z.number().int().min(0).max(170) }),
    result: value,
    example: { n: 5 },
  }),
  declareTool('math.gcd', {
    title: 'Greatest common divisor',
    description: 'Of two whole numbers.',
    site: 'shell',
    params: z.object({ a: whole, b: whole }),
    result: value,
    example: { a: 12, b: 18 },
  }),
  declareTool('math.lcm', {
    title: 'Least common multiple',
    description: 'Of two whole numbers.',
    site: 'shell',
    params: z.object({ a: whole, b: whole }),
    result: value,
    example: { a: 4, b: 6 },
  }),
  declareTool('math.is_prime', {
    title: 'Prime number?',
    description: 'Whether a whole number is prime.',
    site: 'shell',
    params: z.object({ n: natural }),
    result: z.object({ value: z.boolean() }),
    example: { n: 97 },
  }),
  declareTool('math.next_prime', {
    title: 'Next prime',
    description: 'The smallest prime above n.',
    site: 'shell',
    params: z.object({ n: natural.max(1e12) }),
    result: value,
    example: { n: 100 },
  }),
  declareTool('math.prime_factors', {
    title: 'Prime factors',
    description: 'The prime factors of a whole number from 2 to 10^12, smallest first, each as often as it divides.',
    site: 'shell',
    params: z.object({ n: natural.min(2).max(1e12) }),
    result: z.object({ value: z.array(z.number()) }),
    example: { n: 360 },
  }),
  declareTool('math.divisors', {
    title: 'Divisors',
    description: 'All divisors of a whole number from 1 to 10^12, smallest first.',
    site: 'shell',
    params: z.object({ n: natural.min(1).max(1e12) }),
    result: z.object({ value: z.array(z.number()) }),
    example: { n: 28 },
  }),
  declareTool('math.totient', {
    title: 'Euler’s totient',
    description: 'How many of the numbers from 1 to n have no divisor in common with n.',
    site: 'shell',
    params: z.object({ n: natural.min(1).max(1e12) }),
    result: value,
    example: { n: 36 },
  }),
  declareTool('math.fibonacci', {
    title: 'Fibonacci number',
    description: 'The n-th, from 0 (which is 0) to 78.',
    site: 'shell',
    params: z.object({ n: z.number().int().min(0).max(78) }),
    result: value,
    example: { n: 10 },
  }),
  declareTool('math.combinations', {
    title: 'Combinations',
    description: 'In how many ways k of n things can be chosen, without order. Exact up to 2^53, beyond that an error.',
    site: 'shell',
    params: z.object({ n: natural.max(10_000), k: natural.max(10_000) }),
    result: value,
    example: { n: 49, k: 6 },
  }),
  declareTool('math.permutations', {
    title: 'Permutations',
    description: 'In how many ways k of n things can be arranged in order. Exact up to 2^53, beyond that an error.',
    site: 'shell',
    params: z.object({ n: natural.max(10_000), k: natural.max(10_000) }),
    result: value,
    example: { n: 5, k: 2 },
  }),
  declareTool('math.mod_power', {
    title: 'Power modulo',
    description: 'The remainder of base^exponent divided by modulus, exactly.',
    site: 'shell',
    params: z.object({ base: whole, exponent: natural, modulus: natural.min(1) }),
    result: value,
    example: { base: 3, exponent: 200, modulus: 13 },
  }),
  declareTool('math.mod_inverse', {
    title: 'Inverse modulo',
    description: 'The number that gives 1 when multiplied by a, modulo modulus; an error when there is none.',
    site: 'shell',
    params: z.object({ a: whole, modulus: natural.min(2) }),
    result: value,
    example: { a: 3, modulus: 11 },
  }),
] as const;

export const specialTools = [
  ofX(
    'math.gamma',
    'Gamma function',
    '(x − 1)! for whole numbers, continued; an error at 0, −1, −2, … and beyond 171.',
    4.5,
  ),
  ofX('math.lgamma', 'Logarithm of gamma', 'The natural logarithm of the gamma function, for x above 0.', 100),
  ofPair('math.beta', 'Beta function', 'Γ(a)·Γ(b) / Γ(a + b), for a and b above 0.', 2, 3),
  ofX('math.erf', 'Error function', '2/√π times the integral of e^(−t²) from 0 to x.', 1),
  ofX('math.erfc', 'Complementary error function', '1 − erf x, exact where that is small.', 3),
] as const;
