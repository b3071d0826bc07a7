/** The syntax tree of an expression and the parser that builds it: precedence climbing, depth counted, no look-behind. */
import { isForbiddenName } from '../json.ts';
import { ExpressionError } from './error.ts';
import { type Token, tokenize } from './tokens.ts';

export type BinaryOperator = '+' | '-' | '*' | '/' | '%' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '&&' | '||';

export type Node =
  | { kind: 'literal'; value: string | number | boolean | null; at: number }
  | { kind: 'name'; name: string; at: number }
  | { kind: 'member'; object: Node; name: string; at: number }
  | { kind: 'index'; object: Node; index: Node; at: number }
  | { kind: 'call'; name: string; args: Node[]; at: number }
  | { kind: 'unary'; operator: '-' | '!'; operand: Node; at: number }
  | { kind: 'binary'; operator: BinaryOperator; left: Node; right: Node; at: number }
  | { kind: 'choice'; test: Node; then: Node; otherwise: Node; at: number }
  | { kind: 'list'; entries: Node[]; at: number }
  | { kind: 'record'; entries: { key: string; value: Node }[]; at: number };

/** Deepest nesting of an expression. */
export const maxDepth = 32;

const strength: Record<BinaryOperator, number> = {
  '||': 1,
  '&&': 2,
  '==': 3,
  '!=': 3,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '%': 6,
};

function isBinary(text: string): text is BinaryOperator {
  return Object.hasOwn(strength, text);
}

const words = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/**
 * The tree of `source` (without the leading `=`).
 *
 * @throws ExpressionError `syntax`, `name` for a forbidden name, `limit` when too long or too deep
 */
export function parse(source: string): Node {
  const tokens = tokenize(source);
  let next = 0;
  let depth = 0;

  const peek = (): Token => tokens[next] ?? { kind: 'end', at: source.length };
  const take = (): Token => {
    const token = peek();
    next += 1;
    return token;
  };
  const isSymbol = (value: string): boolean => {
    const token = peek();
    return token.kind === 'symbol' && token.value === value;
  };
  const accept = (value: string): boolean => {
    if (!isSymbol(value)) return false;
    next += 1;
    return true;
  };
  const expect = (value: string, why: string): void => {
    const token = peek();
    if (!accept(value))
      throw new ExpressionError('syntax', `${value} expected ${why}, found ${describe(token)}`, token.at);
  };
  const checked = (name: string, at: number): string => {
    if (isForbiddenName(name)) throw new ExpressionError('name', `the name ${name} is not allowed`, at);
    return name;
  };

  function expression(): Node {
    depth += 1;
    if (depth > maxDepth) {
      throw new ExpressionError('limit', `nested more than ${maxDepth} levels deep`, peek().at);
    }
    const test = binary(1);
    let result = test;
    const at = peek().at;
    if (accept('?')) {
      const then = expression();
      expect(':', 'between the two values of ? :');
      result = { kind: 'choice', test, then, otherwise: expression(), at };
    }
    depth -= 1;
    return result;
  }

  function binary(least: number): Node {
    let left = unary();
    let chain = 0;
    for (;;) {
      const token = peek();
      if (token.kind !== 'symbol' || !isBinary(token.value) || strength[token.value] < least) return left;
      const operator = token.value;
      next += 1;
      chain += 1;
      // A left-leaning chain is as deep as it is long once compiled: a + b + c + …
      if (chain > 200) throw new ExpressionError('limit', 'more than 200 operators in a row', token.at);
      const right = binary(strength[operator] + 1);
      left = { kind: 'binary', operator, left, right, at: token.at };
    }
  }

  function unary(): Node {
    const token = peek();
    if (token.kind === 'symbol' && (token.value === '-' || token.value === '!')) {
      next += 1;
      depth += 1;
      if (depth > maxDepth) throw new ExpressionError('limit', `nested more than ${maxDepth} levels deep`, token.at);
      const operand = unary();
      depth -= 1;
      return { kind: 'unary', operator: token.value, operand, at: token.at };
    }
    return postfix(primary());
  }

  function postfix(start: Node): Node {
    let node = start;
    for (let links = 0; ; links += 1) {
      const at = peek().at;
      if (links > maxDepth) throw new ExpressionError('limit', `a path of more than ${maxDepth} names`, at);
      if (accept('.')) {
        const token = take();
        if (token.kind !== 'name') throw new ExpressionError('syntax', 'a name must follow the dot', token.at);
        node = { kind: 'member', object: node, name: checked(token.value, token.at), at };
      } else if (accept('[')) {
        const index = expression();
        expect(']', 'after the position');
        node = { kind: 'index', object: node, index, at };
      } else return node;
    }
  }

  function list(close: string, what: string): Node[] {
    const entries: Node[] = [];
    if (accept(close)) return entries;
    do entries.push(expression());
    while (accept(','));
    expect(close, `after ${what}`);
    return entries;
  }

  function primary(): Node {
    const token = take();
    if (token.kind === 'number' || token.kind === 'string')
      return { kind: 'literal', value: token.value, at: token.at };
    if (token.kind === 'name') {
      const word = words.get(token.value);
      if (word !== undefined) return { kind: 'literal', value: word, at: token.at };
      const name = checked(token.value, token.at);
      if (accept('(')) return { kind: 'call', name, args: list(')', 'the arguments'), at: token.at };
      return { kind: 'name', name, at: token.at };
    }
    if (token.kind === 'symbol' && token.value === '(') {
      const inner = expression();
      expect(')', 'to close the parenthesis');
      return inner;
    }
    if (token.kind === 'symbol' && token.value === '[') {
      return { kind: 'list', entries: list(']', 'the list'), at: token.at };
    }
    if (token.kind === 'symbol' && token.value === '{') return record(token.at);
    throw new ExpressionError('syntax', `a value expected, found ${describe(token)}`, token.at);
  }

  function record(at: number): Node {
    const entries: { key: string; value: Node }[] = [];
    if (accept('}')) return { kind: 'record', entries, at };
    do {
      const token = take();
      if (token.kind !== 'name' && token.kind !== 'string') {
        throw new ExpressionError('syntax', `a name expected in the record, found ${describe(token)}`, token.at);
      }
      expect(':', 'after the name');
      entries.push({ key: checked(token.value, token.at), value: expression() });
    } while (accept(','));
    expect('}', 'after the record');
    return { kind: 'record', entries, at };
  }

  const tree = expression();
  const rest = peek();
  if (rest.kind !== 'end') throw new ExpressionError('syntax', `unexpected ${describe(rest)}`, rest.at);
  return tree;
}

function describe(token: Token): string {
  if (token.kind === 'end') return 'the end';
  return token.kind === 'string' ? `'${token.value}'` : String(token.value);
}
