/**
 * Expressions as the symbolic tools read them: text to a tree and back. Everything that comes from an app, and everything
 * that comes back from the library, passes through here; what is not in this grammar reaches neither.
 *
 * Sums, products, quotients, powers, the functions below, the constants pi, e, i and infinity, and variables
 * (one letter, then digits). `2x` and `2(x+1)` are products. `log` is refused, since it means two things.
 */
import { ToolError } from '../error.ts';

export type Node =
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'constant'; readonly name: 'pi' | 'e' | 'i' | 'infinity' }
  | { readonly kind: 'call'; readonly name: FunctionName; readonly argument: Node }
  | { readonly kind: 'negative'; readonly of: Node }
  | { readonly kind: 'binary'; readonly op: Operator; readonly left: Node; readonly right: Node };

export type Operator = '+' | '-' | '*' | '/' | '^';

const knownFunctions = [
  'sqrt',
  'cbrt',
  'abs',
  'exp',
  'ln',
  'log10',
  'log2',
  'sin',
  'cos',
  'tan',
  'sec',
  'csc',
  'cot',
  'asin',
  'acos',
  'atan',
  'sinh',
  'cosh',
  'tanh',
  'asinh',
  'acosh',
  'atanh',
] as const;
export type FunctionName = (typeof knownFunctions)[number];

/** How much may be read: from an app little, from the library more. */
export interface Bounds {
  readonly characters: number;
  readonly nodes: number;
  readonly depth: number;
  readonly digits: number;
  /** The largest constant exponent, and the largest degree that nested powers may come to. */
  readonly degree: number;
}

export const appBounds: Bounds = { characters: 500, nodes: 200, depth: 30, digits: 20, degree: 40 };
export const answerBounds: Bounds = { characters: 20_000, nodes: 5_000, depth: 100, digits: 400, degree: 1e6 };

const spellings: Record<string, string> = {
  '×': '*',
  '·': '*',
  '÷': '/',
  '−': '-',
  '–': '-',
  '√': 'sqrt',
  π: 'pi',
  '∞': 'infinity',
};
const constants = ['pi', 'e', 'i', 'infinity'] as const;
/** Names of the library that mean something else there; a variable of that name would be taken for it. */
const reserved = new Set([
  'Infinity',
  'NaN',
  'inf',
  'log',
  'undefined',
  'PI',
  'E',
  'I',
  'constructor',
  'prototype',
  '__proto__',
]);

const isFunction = (name: string): name is FunctionName => knownFunctions.some((known) => known === name);
const constantOf = (name: string): (typeof constants)[number] | undefined => constants.find((known) => known === name);

function refuse(message: string): never {
  throw new ToolError('EINVAL', message);
}

interface Token {
  readonly kind: 'number' | 'name' | 'symbol';
  readonly text: string;
}

function tokenize(source: string, bounds: Bounds): Token[] {
  if (source.length > bounds.characters)
    throw new ToolError('E2BIG', `an expression has at most ${bounds.characters} characters`);
  const text = [...source].map((sign) => spellings[sign] ?? sign).join('');
  const tokens: Token[] = [];
  const shape = /\s*(?:(\d+\.?\d*(?:e[+-]?\d+(?![A-Za-z_\d.]))?|\.\d+)|([A-Za-z_]\w*)|(\*\*|[-+*/^()]))/gy;
  let at = 0;
  while (text.slice(at).trim() !== '') {
    shape.lastIndex = at;
    const found = shape.exec(text);
    if (found === null) refuse(`"${text.slice(at).trim().charAt(0)}" does not belong in an expression`);
    at = shape.lastIndex;
    const [, number, name, symbol = ''] = found;
    if (number !== undefined) {
      if (number.replace(/\D/g, '').length > bounds.digits)
        throw new ToolError('E2BIG', 'a number has too many digits');
      const exponent = /e([+-]?\d+)$/.exec(number)?.[1];
      if (exponent !== undefined && Math.abs(Number(exponent)) > 30)
        throw new ToolError('E2BIG', 'a number is too large or too small');
      tokens.push({ kind: 'number', text: number });
    } else if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else tokens.push({ kind: 'symbol', text: symbol === '**' ? '^' : symbol });
  }
  return tokens;
}

/**
 * Reads an expression.
 *
 * @throws ToolError `EINVAL` when it is malformed or names what is not known, `E2BIG` beyond the bounds
 */
export function parse(source: string, bounds: Bounds = appBounds): Node {
  const tokens = tokenize(source, bounds);
  let next = 0;
  let nodes = 0;
  let depth = 0;

  function made<T extends Node>(node: T): T {
    nodes += 1;
    if (nodes > bounds.nodes) throw new ToolError('E2BIG', 'the expression has too many parts');
    return node;
  }
  function nested<T>(read: () => T): T {
    depth += 1;
    if (depth > bounds.depth) throw new ToolError('E2BIG', 'the expression is nested too deeply');
    const value = read();
    depth -= 1;
    return value;
  }
  function take(...symbols: string[]): string | undefined {
    const token = tokens[next];
    if (token?.kind !== 'symbol' || !symbols.includes(token.text)) return undefined;
    next += 1;
    return token.text;
  }

  function sum(): Node {
    let left = product();
    for (let op = take('+', '-'); op !== undefined; op = take('+', '-'))
      left = made({ kind: 'binary', op: op === '+' ? '+' : '-', left, right: product() });
    return left;
  }
  function product(): Node {
    let left = signed();
    for (;;) {
      const op = take('*', '/');
      if (op !== undefined) {
        left = made({ kind: 'binary', op: op === '*' ? '*' : '/', left, right: signed() });
        continue;
      }
      const token = tokens[next];
      if (token === undefined || (token.kind === 'symbol' && token.text !== '(')) return left;
      if (token.kind === 'number') refuse('an operator is missing before a number');
      left = made({ kind: 'binary', op: '*', left, right: power() });
    }
  }
  function signed(): Node {
    const sign = take('+', '-');
    if (sign === undefined) return power();
    const of = nested(signed);
    return sign === '-' ? made({ kind: 'negative', of }) : of;
  }
  function power(): Node {
    const left = primary();
    return take('^') === undefined ? left : made({ kind: 'binary', op: '^', left, right: nested(signed) });
  }
  function primary(): Node {
    const token = tokens[next];
    next += 1;
    if (token === undefined) refuse('the expression is not finished');
    if (token.kind === 'number') return made({ kind: 'number', text: token.text });
    if (token.kind === 'name') return named(token.text);
    if (token.text !== '(') refuse(`a value is missing before ${token.text}`);
    return bracketed();
  }
  function bracketed(): Node {
    const inside = nested(sum);
    if (take(')') === undefined) refuse('a bracket is not closed');
    return inside;
  }
  function named(name: string): Node {
    const opens = tokens[next]?.kind === 'symbol' && tokens[next]?.text === '(';
    if (isFunction(name)) {
      if (!opens) refuse(`${name} needs its argument in brackets`);
      next += 1;
      return made({ kind: 'call', name, argument: bracketed() });
    }
    const constant = constantOf(name);
    if (constant !== undefined) return made({ kind: 'constant', name: constant });
    if (name === 'log') refuse('write ln(x) for the natural logarithm or log10(x)');
    if (opens && name.length > 1) refuse(`the function ${name} is not known`);
    variableName(name);
    return made({ kind: 'variable', name });
  }

  const node = sum();
  const rest = tokens[next];
  if (rest !== undefined) refuse(`${rest.text} does not belong there`);
  if (!(degree(node) <= bounds.degree)) throw new ToolError('E2BIG', `powers go up to ${bounds.degree}`);
  return node;
}

/** @throws ToolError `EINVAL` when the name cannot be a variable's */
export function variableName(name: string): string {
  if (!/^[A-Za-z][0-9]{0,3}$/.test(name))
    refuse(`"${name.slice(0, 20)}" is no variable: use one letter, and digits after it if needed`);
  if (isFunction(name) || constantOf(name) !== undefined || reserved.has(name))
    refuse(`"${name}" has a meaning of its own`);
  return name;
}

/** A bound of the degree that multiplying everything out could give; infinite towers of constants count as huge. */
function degree(node: Node): number {
  switch (node.kind) {
    case 'number':
    case 'constant':
      return 0;
    case 'variable':
      return 1;
    case 'negative':
      return degree(node.of);
    case 'call':
      return Math.min(1, degree(node.argument)) + Math.max(0, degree(node.argument) - 1);
    case 'binary': {
      const [left, right] = [degree(node.left), degree(node.right)];
      if (node.op === '*' || node.op === '/') return left + right;
      if (node.op !== '^') return Math.max(left, right);
      const exponent = Math.abs(plainValue(node.right) ?? 1);
      return (left === 0 ? exponent : Math.max(exponent, left * exponent)) + right;
    }
  }
}

/** The value of an expression of plain numbers; undefined with a variable, function or constant in it. */
export function plainValue(node: Node): number | undefined {
  if (node.kind === 'number') return Number(node.text);
  if (node.kind === 'negative') {
    const value = plainValue(node.of);
    return value === undefined ? undefined : -value;
  }
  if (node.kind !== 'binary') return undefined;
  const [left, right] = [plainValue(node.left), plainValue(node.right)];
  if (left === undefined || right === undefined) return undefined;
  if (node.op === '+') return left + right;
  if (node.op === '-') return left - right;
  if (node.op === '*') return left * right;
  return node.op === '/' ? left / right : left ** right;
}

/** The variables in an expression, each once, in alphabetical order. */
export function variablesOf(node: Node): string[] {
  const found = new Set<string>();
  visit(node, (each) => {
    if (each.kind === 'variable') found.add(each.name);
  });
  return [...found].sort();
}

export function visit(node: Node, see: (node: Node) => void): void {
  see(node);
  if (node.kind === 'negative') visit(node.of, see);
  else if (node.kind === 'call') visit(node.argument, see);
  else if (node.kind === 'binary') {
    visit(node.left, see);
    visit(node.right, see);
  }
}

export function sizeOf(node: Node): number {
  let size = 0;
  visit(node, () => {
    size += 1;
  });
  return size;
}

/** The same expression with every part rewritten from the leaves up. */
export function rewrite(node: Node, change: (node: Node) => Node): Node {
  if (node.kind === 'negative') return change({ kind: 'negative', of: rewrite(node.of, change) });
  if (node.kind === 'call') return change({ ...node, argument: rewrite(node.argument, change) });
  if (node.kind === 'binary')
    return change({ ...node, left: rewrite(node.left, change), right: rewrite(node.right, change) });
  return change(node);
}

/** How strongly a part holds together: sums 1, products 2, a sign 3, powers 4, the rest 5. */
function strength(node: Node): number {
  if (node.kind === 'negative') return 3;
  if (node.kind === 'number') return node.text.startsWith('-') ? 3 : 5;
  if (node.kind !== 'binary') return 5;
  return node.op === '^' ? 4 : node.op === '*' || node.op === '/' ? 2 : 1;
}

/** Text that `parse` reads back as the same tree, up to signs and brackets. */
export function format(node: Node): string {
  const within = (part: Node, least: number): string => (strength(part) < least ? `(${format(part)})` : format(part));
  switch (node.kind) {
    case 'number':
      return node.text;
    case 'variable':
    case 'constant':
      return node.name;
    case 'negative':
      return `-${within(node.of, 2)}`;
    case 'call':
      return `${node.name}(${format(node.argument)})`;
    case 'binary':
      if (node.op === '^') return `${within(node.left, 5)}^${within(node.right, 5)}`;
      if (node.op === '*') return `${within(node.left, 2)}*${within(node.right, 3)}`;
      if (node.op === '/') return `${within(node.left, 2)}/${within(node.right, 4)}`;
      return `${format(node.left)} ${node.op} ${within(node.right, 2)}`;
  }
}
