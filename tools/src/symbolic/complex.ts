/** Complex numbers, as far as evaluating an expression needs them. Principal branches. */

export interface Complex {
  readonly re: number;
  readonly im: number;
}

export const complex = (re: number, im = 0): Complex => ({ re, im });
export const one = complex(1);
export const add = (a: Complex, b: Complex): Complex => ({ re: a.re + b.re, im: a.im + b.im });
export const subtract = (a: Complex, b: Complex): Complex => ({ re: a.re - b.re, im: a.im - b.im });
export const scale = (a: Complex, by: number): Complex => ({ re: a.re * by, im: a.im * by });
export const magnitude = (a: Complex): number => Math.hypot(a.re, a.im);
export const finite = (a: Complex): boolean => Number.isFinite(a.re) && Number.isFinite(a.im);

export function multiply(a: Complex, b: Complex): Complex {
  if (a.im === 0 && b.im === 0) return { re: a.re * b.re, im: 0 };
  return { re: a.re * b.re - a.im * b.im, im: a.re * b.im + a.im * b.re };
}

export function divide(a: Complex, b: Complex): Complex {
  if (b.im === 0) return { re: a.re / b.re, im: a.im === 0 ? 0 : a.im / b.re };
  const size = b.re * b.re + b.im * b.im;
  return { re: (a.re * b.re + a.im * b.im) / size, im: (a.im * b.re - a.re * b.im) / size };
}

export const exp = (a: Complex): Complex =>
  a.im === 0 ? complex(Math.exp(a.re)) : { re: Math.exp(a.re) * Math.cos(a.im), im: Math.exp(a.re) * Math.sin(a.im) };

export const ln = (a: Complex): Complex => ({
  re: Math.log(magnitude(a)),
  im: Math.atan2(a.im === 0 ? 0 : a.im, a.re),
});

export function sqrt(a: Complex): Complex {
  if (a.im === 0) return a.re >= 0 ? complex(Math.sqrt(a.re)) : complex(0, Math.sqrt(-a.re));
  const size = magnitude(a);
  return { re: Math.sqrt((size + a.re) / 2), im: Math.sign(a.im) * Math.sqrt((size - a.re) / 2) };
}

export function power(base: Complex, exponent: Complex): Complex {
  if (exponent.im === 0 && Number.isInteger(exponent.re)) {
    if (base.im === 0) return complex(base.re ** exponent.re);
    if (Math.abs(exponent.re) <= 64) {
      let result = one;
      for (let count = 0; count < Math.abs(exponent.re); count += 1) result = multiply(result, base);
      return exponent.re < 0 ? divide(one, result) : result;
    }
  }
  if (base.im === 0 && exponent.im === 0 && base.re >= 0) return complex(base.re ** exponent.re);
  if (magnitude(base) === 0) return complex(exponent.re > 0 ? 0 : Number.NaN);
  return exp(multiply(exponent, ln(base)));
}

const i = complex(0, 1);
export const sin = (a: Complex): Complex =>
  a.im === 0 ? complex(Math.sin(a.re)) : { re: Math.sin(a.re) * Math.cosh(a.im), im: Math.cos(a.re) * Math.sinh(a.im) };
export const cos = (a: Complex): Complex =>
  a.im === 0
    ? complex(Math.cos(a.re))
    : { re: Math.cos(a.re) * Math.cosh(a.im), im: -Math.sin(a.re) * Math.sinh(a.im) };
export const sinh = (a: Complex): Complex => multiply(complex(0, -1), sin(multiply(i, a)));
export const cosh = (a: Complex): Complex => cos(multiply(i, a));

/** −i·ln(i·z + √(1 − z²)) */
export function asin(a: Complex): Complex {
  if (a.im === 0 && Math.abs(a.re) <= 1) return complex(Math.asin(a.re));
  return multiply(complex(0, -1), ln(add(multiply(i, a), sqrt(subtract(one, multiply(a, a))))));
}
export const acos = (a: Complex): Complex => subtract(complex(Math.PI / 2), asin(a));

/** (ln(1 + iz) − ln(1 − iz))/2i */
export function atan(a: Complex): Complex {
  if (a.im === 0) return complex(Math.atan(a.re));
  const turned = multiply(i, a);
  return multiply(complex(0, -0.5), subtract(ln(add(one, turned)), ln(subtract(one, turned))));
}
export function asinh(a: Complex): Complex {
  return a.im === 0 ? complex(Math.asinh(a.re)) : ln(add(a, sqrt(add(multiply(a, a), one))));
}
export function acosh(a: Complex): Complex {
  return ln(add(a, multiply(sqrt(add(a, one)), sqrt(subtract(a, one)))));
}
export function atanh(a: Complex): Complex {
  if (a.im === 0 && Math.abs(a.re) < 1) return complex(Math.atanh(a.re));
  return scale(subtract(ln(add(one, a)), ln(subtract(one, a))), 0.5);
}
