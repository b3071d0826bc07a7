/**
 * A second evaluator of expressions, for tests: it walks the tree anew each time, in the plainest way, and shares no code
 * with the compiler but the values and the functions. What the two disagree on is a bug in one of them.
 */
import { isForbiddenName, isObject, type Json } from '../json.ts';
import { Budget } from './budget.ts';
import { ExpressionError } from './error.ts';
import { expressionFunctions } from './functions.ts';
import type { Node } from './syntax.ts';
import { toText, truthy } from './values.ts';

type Variables = Readonly<Record<string, Json>>;

const same = (a: Json, b: Json): boolean => {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((each, at) => same(each, b[at] ?? null));
  if (isObject(a) && isObject(b)) {
    const [left, right] = [Object.entries(a), Object.entries(b)];
    return (
      left.length === right.length &&
      left.every(([name, each]) => Object.hasOwn(b, name) && same(each, b[name] ?? null))
    );
  }
  return Object.is(a, b) || (a === 0 && b === 0);
};

const own = (value: Json, name: string): Json => {
  if (Array.isArray(value)) return /^\d{1,9}$/.test(name) ? (value[Number(name)] ?? null) : null;
  return isObject(value) && Object.hasOwn(value, name) ? (value[name] ?? null) : null;
};

const order = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** The value of a tree. @throws ExpressionError with the code that the compiler gives */
export function evaluateNaively(node: Node, variables: Variables): Json {
  const value = (child: Node): Json => evaluateNaively(child, variables);
  switch (node.kind) {
    case 'literal':
      return node.value;
    case 'name':
      return Object.hasOwn(variables, node.name) ? (variables[node.name] ?? null) : null;
    case 'member':
      return own(value(node.object), node.name);
    case 'index': {
      const [held, key] = [value(node.object), value(node.index)];
      if (held === null || key === null) return null;
      if (typeof key === 'string') {
        if (isForbiddenName(key)) throw new ExpressionError('name', key);
        return own(held, key);
      }
      if (typeof key !== 'number') throw new ExpressionError('type', 'index');
      return typeof held === 'string' ? held.charAt(key) : own(held, String(key));
    }
    case 'unary': {
      const operand = value(node.operand);
      if (node.operator === '!') return !truthy(operand);
      if (operand === null) return null;
      if (typeof operand !== 'number') throw new ExpressionError('type', 'negate');
      return operand === 0 ? 0 : -operand;
    }
    case 'choice':
      return truthy(value(node.test)) ? value(node.then) : value(node.otherwise);
    case 'list':
      return node.entries.map(value);
    case 'record':
      return Object.fromEntries(node.entries.map((entry) => [entry.key, value(entry.value)]));
    case 'binary':
      return binary(node, value);
    case 'call': {
      const called = expressionFunctions[node.name];
      if (called === undefined) throw new ExpressionError('name', node.name);
      const second = called.perEntry ? node.args[1] : undefined;
      const args = node.args.map((arg) => (arg === second ? null : value(arg)));
      const each =
        second === undefined
          ? undefined
          : (item: Json, index: number): Json => evaluateNaively(second, { ...variables, item, index });
      return called.run(args, { budget: new Budget(), environment: {}, each });
    }
  }
}

function binary({ operator, left, right }: Extract<Node, { kind: 'binary' }>, value: (node: Node) => Json): Json {
  const a = value(left);
  if (operator === '&&') return truthy(a) ? value(right) : a;
  if (operator === '||') return truthy(a) ? a : value(right);
  const b = value(right);
  if (operator === '==') return same(a, b);
  if (operator === '!=') return !same(a, b);
  if (operator === '+' && (typeof a === 'string' || typeof b === 'string')) return `${toText(a)}${toText(b)}`;
  if (operator === '<' || operator === '<=' || operator === '>' || operator === '>=') {
    if (a === null || b === null) return false;
    if (typeof a === 'number' && typeof b === 'number') return ordered(operator, a - b);
    if (typeof a === 'string' && typeof b === 'string') {
      return ordered(operator, order.compare(a, b) || (a === b ? 0 : a < b ? -1 : 1));
    }
    throw new ExpressionError('type', 'compare');
  }
  if (a === null || b === null) return null;
  if (typeof a !== 'number' || typeof b !== 'number') throw new ExpressionError('type', operator);
  if (b === 0 && (operator === '/' || operator === '%')) throw new ExpressionError('value', 'zero');
  const result = { '+': a + b, '-': a - b, '*': a * b, '/': a / b, '%': a % b }[operator];
  if (!Number.isFinite(result)) throw new ExpressionError('value', 'large');
  return result === 0 ? 0 : result;
}

function ordered(operator: '<' | '<=' | '>' | '>=', difference: number): boolean {
  return { '<': difference < 0, '<=': difference <= 0, '>': difference > 0, '>=': difference >= 0 }[operator];
}

const strength = ['||', '&&', '==', '<', '+', '*'];
const level = (operator: string): number =>
  strength.findIndex(
    (each) =>
      each === operator ||
      ('== !='.includes(operator) && each === '==') ||
      (/[<>]/.test(operator) && each === '<') ||
      ('+-'.includes(operator) && each === '+') ||
      ('*/%'.includes(operator) && each === '*'),
  );

/** The text of a tree, with no more parentheses than the grammar needs: parsing it gives the tree again. */
export function printed(node: Node): string {
  switch (node.kind) {
    case 'literal':
      if (typeof node.value !== 'string') return String(node.value);
      return `'${node.value.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}'`;
    case 'name':
      return node.name;
    case 'member':
      return `${tight(node.object)}.${node.name}`;
    case 'index':
      return `${tight(node.object)}[${printed(node.index)}]`;
    case 'call':
      return `${node.name}(${node.args.map(printed).join(', ')})`;
    case 'unary': {
      const inner =
        node.operand.kind === 'binary' || node.operand.kind === 'choice'
          ? `(${printed(node.operand)})`
          : printed(node.operand);
      return `${node.operator}${inner}`;
    }
    case 'binary': {
      const own = level(node.operator);
      const side = (child: Node, tied: boolean): string => {
        const loose =
          child.kind === 'choice' ||
          (child.kind === 'binary' && (level(child.operator) < own || (tied && level(child.operator) === own)));
        return loose ? `(${printed(child)})` : printed(child);
      };
      return `${side(node.left, false)} ${node.operator} ${side(node.right, true)}`;
    }
    case 'choice': {
      const test = node.test.kind === 'choice' ? `(${printed(node.test)})` : printed(node.test);
      return `${test} ? ${printed(node.then)} : ${printed(node.otherwise)}`;
    }
    case 'list':
      return `[${node.entries.map(printed).join(', ')}]`;
    case 'record':
      return `{${node.entries.map(({ key, value }) => `'${key}': ${printed(value)}`).join(', ')}}`;
  }
}

function tight(node: Node): string {
  const plain = node.kind === 'name' || node.kind === 'member' || node.kind === 'index' || node.kind === 'call';
  return plain ? printed(node) : `(${printed(node)})`;
}
