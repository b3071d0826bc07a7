/** Expressions as numeric functions, by closures: the independent second opinion on every symbolic answer. */

import type { Complex } from './complex.ts';
import * as c from './complex.ts';
import type { FunctionName, Node, Operator } from './expression.ts';

export type Point = Readonly<Record<string, Complex>>;
/** Gives what is not finite where the expression has no value. */
export type Evaluate = (point: Point) => Complex;

const inverse = (f: (a: Complex) => Complex) => (a: Complex) => c.divide(c.one, f(a));

const functions: Readonly<Record<FunctionName, (a: Complex) => Complex>> = {
  sqrt: c.sqrt,
  cbrt: (a) => (a.im === 0 ? c.complex(Math.cbrt(a.re)) : c.power(a, c.complex(1 / 3))),
  abs: (a) => c.complex(c.magnitude(a)),
  exp: c.exp,
  ln: c.ln,
  log10: (a) => c.scale(c.ln(a), Math.LOG10E),
  log2: (a) => c.scale(c.ln(a), Math.LOG2E),
  sin: c.sin,
  cos: c.cos,
  tan: (a) => (a.im === 0 ? c.complex(Math.tan(a.re)) : c.divide(c.sin(a), c.cos(a))),
  sec: inverse(c.cos),
  csc: inverse(c.sin),
  cot: (a) => c.divide(c.cos(a), c.sin(a)),
  asin: c.asin,
  acos: c.acos,
  atan: c.atan,
  sinh: c.sinh,
  cosh: c.cosh,
  tanh: (a) => (a.im === 0 ? c.complex(Math.tanh(a.re)) : c.divide(c.sinh(a), c.cosh(a))),
  asinh: c.asinh,
  acosh: c.acosh,
  atanh: c.atanh,
};

const operators: Readonly<Record<Operator, (a: Complex, b: Complex) => Complex>> = {
  '+': c.add,
  '-': c.subtract,
  '*': c.multiply,
  '/': c.divide,
  '^': c.power,
};

const constants = {
  pi: c.complex(Math.PI),
  e: c.complex(Math.E),
  i: c.complex(0, 1),
  infinity: c.complex(Number.POSITIVE_INFINITY),
} as const;

const nowhere = c.complex(Number.NaN, Number.NaN);

/** Compiles an expression without generating code. A variable without a value in the point gives no number. */
export function compile(node: Node): Evaluate {
  switch (node.kind) {
    case 'number': {
      const value = c.complex(Number(node.text));
      return () => value;
    }
    case 'constant': {
      const value = constants[node.name];
      return () => value;
    }
    case 'variable': {
      const { name } = node;
      return (point) => (Object.hasOwn(point, name) ? (point[name] ?? nowhere) : nowhere);
    }
    case 'negative': {
      const of = compile(node.of);
      return (point) => c.scale(of(point), -1);
    }
    case 'call': {
      const argument = compile(node.argument);
      const apply = functions[node.name];
      return (point) => apply(argument(point));
    }
    case 'binary': {
      const [left, right] = [compile(node.left), compile(node.right)];
      const apply = operators[node.op];
      return (point) => apply(left(point), right(point));
    }
  }
}
