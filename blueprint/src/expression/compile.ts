/**
 * Turns the text of an expression into a function over a scope. The function is total: it gives a JSON value or raises
 * an `ExpressionError`; it never runs code of the document, never leaves its budget, and sees own properties only.
 */
import { getOwn } from '../data-path.ts';
import { isForbiddenName, type Json, jsonEqual, typeName } from '../json.ts';
import { type Frame, lookup, type Scope } from '../scope.ts';
import { Budget } from './budget.ts';
import { ExpressionError } from './error.ts';
import { type Environment, type ExpressionFunction, expressionFunctions } from './functions.ts';
import { type BinaryOperator, type Node, parse } from './syntax.ts';
import { compareValues, toText, truthy } from './values.ts';

/** A path that an expression reads: names joined by dots as far as they are known before it runs. */
export interface PathUse {
  readonly path: string;
  /** Characters from the start of the expression. */
  readonly position: number;
}

export interface Expression {
  /** Without the leading `=`. */
  readonly source: string;
  /** The free paths: `item` and `index` of `filter` and its like are not among them. */
  readonly paths: readonly PathUse[];
  /** Names of the functions that it calls. */
  readonly calls: readonly string[];
  /** The first function among them that is known only in handlers (`now`, `random`, `uuid`), or null. */
  readonly impure: string | null;
  /**
   * The path of the list whose entries the result consists of, when the expression only picks and orders them
   * (`filter`, `sort`, `reverse`, `slice` around a path): writing to an entry of the result then writes there.
   */
  readonly origin: string | null;
  /** The value in a scope. @throws ExpressionError */
  evaluate(scope: Scope, environment?: Environment): Json;
}

interface Run {
  readonly data: Scope['data'];
  readonly frame: Frame | null;
  readonly derived: Scope['derived'];
  readonly budget: Budget;
  readonly environment: Environment;
}

type Compiled = (run: Run) => Json;

const noEnvironment: Environment = {};
/** Functions that give entries of their first argument unchanged. */
const picking = new Set(['filter', 'sort', 'reverse', 'slice']);

/** Whether a text of a document is an expression: it starts with one `=`. A lone `=` is a text, such as a key of a calculator. */
export function isExpression(text: string): boolean {
  return text.length > 1 && text.startsWith('=') && !text.startsWith('==');
}

/** The literal that a text stands for which is not an expression: `==` at its start means `=`. */
export function literalText(text: string): string {
  return text.startsWith('==') ? text.slice(1) : text;
}

/** A text as a document writes it, so that it stands for itself: what begins like an expression gets one more `=`. */
export function writtenText(text: string): string {
  return isExpression(text) || text.startsWith('==') ? `=${text}` : text;
}

const cache = new Map<string, Expression>();
const cacheSize = 5_000;

/**
 * Compiles an expression; a leading `=` is allowed. The same text gives the same object.
 *
 * @throws ExpressionError with the position of the fault
 */
export function compileExpression(text: string): Expression {
  const source = isExpression(text) ? text.slice(1) : text;
  const known = cache.get(source);
  if (known !== undefined) return known;
  const tree = parse(source);
  const uses: PathUse[] = [];
  const calls = new Set<string>();
  collect(tree, new Set(), uses, calls);
  const run = compile(tree);
  const expression: Expression = {
    source,
    paths: uses,
    calls: [...calls],
    impure: [...calls].find((name) => expressionFunctions[name]?.impure === true) ?? null,
    origin: originOf(tree),
    evaluate(scope, environment = noEnvironment) {
      try {
        const { data, frame, derived } = scope;
        return run({ data, frame, derived, budget: new Budget(), environment });
      } catch (error) {
        // Data nested deeper than the stack: the only way for a compiled expression to fail on its own.
        if (error instanceof RangeError) throw new ExpressionError('limit', 'the data is nested too deep');
        throw error;
      }
    },
  };
  if (cache.size >= cacheSize) cache.clear();
  cache.set(source, expression);
  return expression;
}

/** Names joined by dots from the root of a path, as far as they are fixed; null when the root is no name. */
function pathText(node: Node): string | null {
  if (node.kind === 'name') return node.name;
  if (node.kind !== 'member' && node.kind !== 'index') return null;
  const object = pathText(node.object);
  if (object === null) return null;
  if (node.kind === 'member') return `${object}.${node.name}`;
  const { index } = node;
  return index.kind === 'literal' && typeof index.value === 'number' ? `${object}.${index.value}` : `${object}.`;
}

function originOf(node: Node): string | null {
  if (node.kind === 'call' && picking.has(node.name) && node.args[0] !== undefined) return originOf(node.args[0]);
  const path = pathText(node);
  return path === null || path.includes('..') || path.endsWith('.') ? null : path;
}

function collect(node: Node, bound: ReadonlySet<string>, uses: PathUse[], calls: Set<string>): void {
  const into = (child: Node, names = bound): void => collect(child, names, uses, calls);
  switch (node.kind) {
    case 'literal':
      return;
    case 'name':
    case 'member':
    case 'index': {
      const path = pathText(node);
      const [root = ''] = path?.split('.') ?? [];
      if (path !== null && !bound.has(root)) {
        const end = path.indexOf('..');
        uses.push({ path: (end < 0 ? path : path.slice(0, end)).replace(/\.$/, ''), position: rootOf(node).at });
      }
      for (let at = node; at.kind === 'member' || at.kind === 'index'; ) {
        if (at.kind === 'index') into(at.index);
        const { object } = at;
        if (object.kind !== 'member' && object.kind !== 'index') {
          if (object.kind !== 'name') into(object);
          return;
        }
        at = object;
      }
      return;
    }
    case 'call': {
      calls.add(node.name);
      const perEntry = Object.hasOwn(expressionFunctions, node.name) && expressionFunctions[node.name]?.perEntry;
      node.args.forEach((arg, index) => {
        into(arg, perEntry && index === 1 ? new Set([...bound, 'item', 'index']) : bound);
      });
      return;
    }
    case 'unary':
      into(node.operand);
      return;
    case 'binary':
      into(node.left);
      into(node.right);
      return;
    case 'choice':
      into(node.test);
      into(node.then);
      into(node.otherwise);
      return;
    case 'list':
      for (const entry of node.entries) into(entry);
      return;
    case 'record':
      for (const entry of node.entries) into(entry.value);
  }
}

function rootOf(node: Node): Node {
  return node.kind === 'member' || node.kind === 'index' ? rootOf(node.object) : node;
}

/** Adds the position to an error that was raised without one. */
function placed<T>(at: number, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ExpressionError && error.position < 0) {
      throw new ExpressionError(error.code, error.message, at);
    }
    throw error;
  }
}

function compile(node: Node): Compiled {
  switch (node.kind) {
    case 'literal': {
      const { value } = node;
      return () => value;
    }
    case 'name': {
      const { name } = node;
      return (run) => {
        run.budget.steps(1);
        return lookup(run, name) ?? null;
      };
    }
    case 'member': {
      const object = compile(node.object);
      const { name } = node;
      return (run) => {
        run.budget.steps(1);
        return getOwn(object(run), name) ?? null;
      };
    }
    case 'index':
      return compileIndex(node);
    case 'call':
      return compileCall(node);
    case 'unary': {
      const operand = compile(node.operand);
      if (node.operator === '!') return (run) => !truthy(operand(run));
      return (run) => {
        run.budget.steps(1);
        const value = operand(run);
        if (value === null) return null;
        if (typeof value !== 'number') throw new ExpressionError('type', `cannot negate ${typeName(value)}`, node.at);
        return 0 - value;
      };
    }
    case 'binary':
      return compileBinary(node);
    case 'choice': {
      const [test, then, otherwise] = [compile(node.test), compile(node.then), compile(node.otherwise)];
      return (run) => {
        run.budget.steps(1);
        return truthy(test(run)) ? then(run) : otherwise(run);
      };
    }
    case 'list': {
      const entries = node.entries.map(compile);
      return (run) => {
        run.budget.steps(1 + entries.length);
        return entries.map((entry) => entry(run));
      };
    }
    case 'record': {
      const entries = node.entries.map(({ key, value }) => ({ key, value: compile(value) }));
      return (run) => {
        run.budget.steps(1 + entries.length);
        return Object.fromEntries(entries.map(({ key, value }) => [key, value(run)]));
      };
    }
  }
}

function compileIndex(node: Extract<Node, { kind: 'index' }>): Compiled {
  const [object, index] = [compile(node.object), compile(node.index)];
  return (run) => {
    run.budget.steps(1);
    const value = object(run);
    const key = index(run);
    if (key === null || value === null) return null;
    if (typeof key === 'string') {
      if (isForbiddenName(key)) throw new ExpressionError('name', `the name ${key} is not allowed`, node.at);
      return getOwn(value, key) ?? null;
    }
    if (typeof key !== 'number') {
      throw new ExpressionError('type', `a position is a number or a name, not ${typeName(key)}`, node.at);
    }
    if (typeof value === 'string') return value.charAt(key);
    return getOwn(value, String(key)) ?? null;
  };
}

function compileCall(node: Extract<Node, { kind: 'call' }>): Compiled {
  const found: ExpressionFunction | undefined = Object.hasOwn(expressionFunctions, node.name)
    ? expressionFunctions[node.name]
    : undefined;
  if (found === undefined) throw new ExpressionError('name', `unknown function ${node.name}`, node.at);
  if (node.args.length < found.least || node.args.length > found.most) {
    throw new ExpressionError('syntax', `${found.signature}: got ${node.args.length} arguments`, node.at);
  }
  const args = node.args.map(compile);
  const second = found.perEntry ? args[1] : undefined;
  return (run) => {
    run.budget.steps(1);
    const values = args.map((arg, index) => (second !== undefined && index === 1 ? null : arg(run)));
    const each =
      second === undefined
        ? undefined
        : (entry: Json, index: number): Json =>
            second({ ...run, frame: { name: 'item', value: entry, index, home: null, outer: run.frame } });
    return placed(node.at, () => found.run(values, { budget: run.budget, environment: run.environment, each }));
  };
}

function compileBinary(node: Extract<Node, { kind: 'binary' }>): Compiled {
  const [left, right] = [compile(node.left), compile(node.right)];
  const { operator, at } = node;
  if (operator === '&&' || operator === '||') {
    const stopAt = operator === '||';
    return (run) => {
      run.budget.steps(1);
      const value = left(run);
      return truthy(value) === stopAt ? value : right(run);
    };
  }
  return (run) => {
    run.budget.steps(1);
    const a = left(run);
    const b = right(run);
    if (operator === '==' || operator === '!=') {
      return placed(at, () => jsonEqual(a, b, (steps) => run.budget.steps(steps))) === (operator === '==');
    }
    if (operator === '+' && (typeof a === 'string' || typeof b === 'string')) {
      return placed(at, () => {
        const [first, second] = [toText(a), toText(b)];
        run.budget.characters(first.length + second.length);
        return first + second;
      });
    }
    return operate(operator, a, b, at, run.budget);
  };
}

/** Arithmetic and order. Nothing on either side gives nothing (or does not hold), as an empty cell of a sheet would. */
function operate(operator: BinaryOperator, a: Json, b: Json, at: number, budget: Budget): Json {
  const comparing = operator === '<' || operator === '<=' || operator === '>' || operator === '>=';
  if (a === null || b === null) return comparing ? false : null;
  if (comparing) {
    if (typeof a !== typeof b || (typeof a !== 'number' && typeof a !== 'string')) {
      throw new ExpressionError('type', `cannot compare ${typeName(a)} with ${typeName(b)}`, at);
    }
    const order = placed(at, () => compareValues(a, b, (steps) => budget.steps(steps)));
    if (operator === '<') return order < 0;
    if (operator === '<=') return order <= 0;
    return operator === '>' ? order > 0 : order >= 0;
  }
  if (typeof a !== 'number' || typeof b !== 'number') {
    const wrong = typeof a === 'number' ? b : a;
    const hint = typeof wrong === 'string' ? '; number(…) makes one of a text' : '';
    throw new ExpressionError('type', `${operator} needs numbers, not ${typeName(wrong)}${hint}`, at);
  }
  if ((operator === '/' || operator === '%') && b === 0) throw new ExpressionError('value', 'division by zero', at);
  const result =
    operator === '+' ? a + b : operator === '-' ? a - b : operator === '*' ? a * b : operator === '/' ? a / b : a % b;
  if (!Number.isFinite(result)) throw new ExpressionError('value', 'the result is too large', at);
  return result + 0;
}
