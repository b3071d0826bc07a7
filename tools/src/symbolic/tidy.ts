/** The library's spelling of an answer as people write it: 1/x for x^(−1), nothing for a factor 1, 1 for sqrt(1). */
import { type Node, plainValue, rewrite } from './expression.ts';

const number = (value: number): Node => ({ kind: 'number', text: String(value) });
const isOne = (node: Node): boolean => node.kind === 'number' && Number(node.text) === 1;
const isZero = (node: Node): boolean => node.kind === 'number' && Number(node.text) === 0;

/** Functions of 0 and 1 with a whole value. */
const atZero = new Map(
  Object.entries({
    sqrt: 0,
    cbrt: 0,
    sin: 0,
    tan: 0,
    asin: 0,
    atan: 0,
    sinh: 0,
    tanh: 0,
    asinh: 0,
    atanh: 0,
    abs: 0,
  }).concat(Object.entries({ cos: 1, sec: 1, cosh: 1, exp: 1 })),
);
const atOne = new Map(Object.entries({ sqrt: 1, cbrt: 1, abs: 1, ln: 0, log10: 0, log2: 0, acos: 0, acosh: 0 }));

/** What a power with the exponent −1 is one over. */
const underOne = (node: Node): Node | undefined =>
  node.kind === 'binary' && node.op === '^' && plainValue(node.right) === -1 ? node.left : undefined;

/** An expression with the same values. */
export function tidy(node: Node): Node {
  const folded = rewrite(node, (each) => {
    if (each.kind === 'call') {
      const known = (isZero(each.argument) ? atZero : isOne(each.argument) ? atOne : undefined)?.get(each.name);
      return known === undefined ? each : number(known);
    }
    if (each.kind !== 'binary') return each;
    const { op, left, right } = each;
    if (op === '^') return isOne(left) || isOne(right) ? left : each;
    if (op === '+') return isZero(left) ? right : isZero(right) ? left : each;
    if (op !== '*') return each;
    if (isOne(left)) return right;
    if (isOne(right)) return left;
    const [over, under] = [underOne(left), underOne(right)];
    if (under !== undefined) return { kind: 'binary', op: '/', left, right: under };
    return over === undefined ? each : { kind: 'binary', op: '/', left: right, right: over };
  });
  return rewrite(folded, (each) => {
    const under = underOne(each);
    return under === undefined ? each : { kind: 'binary', op: '/', left: number(1), right: under };
  });
}
