/**
 * The computer algebra library behind the symbolic tools, nerdamer-prime, and nothing else that knows it. It gets only text
 * that `format` wrote and its answers are read by `parse`, so that neither side sees what is not an expression.
 *
 * The order of the first imports matters: `engine.ts` makes the core safe before the other parts take from it.
 */
import { nerdamer, ourNode } from './engine.ts';
import 'nerdamer-prime/Calculus';
import 'nerdamer-prime/Algebra';
import 'nerdamer-prime/Solve';
import { ToolError } from '../error.ts';
import { format, type Node, rewrite } from './expression.ts';

/** Names of the library for what has another name here. */
const theirNames: readonly (readonly [ours: RegExp, theirs: string])[] = [
  [/\bln\(/g, 'log('],
  [/\binfinity\b/g, 'Infinity'],
];

/** What the library is asked about stands in its words: only natural logarithms, roots and exponentials as powers of e. */
function theirText(node: Node): string {
  const plain = rewrite(node, (each) => {
    if (each.kind !== 'call') return each;
    const { name, argument } = each;
    if (name === 'exp') return { kind: 'binary', op: '^', left: { kind: 'constant', name: 'e' }, right: argument };
    if (name === 'log10' || name === 'log2') {
      const base: Node = { kind: 'number', text: name === 'log10' ? '10' : '2' };
      const top: Node = { kind: 'call', name: 'ln', argument };
      return { kind: 'binary', op: '/', left: top, right: { kind: 'call', name: 'ln', argument: base } };
    }
    return each;
  });
  return theirNames.reduce((text, [ours, theirs]) => text.replace(ours, theirs), format(plain));
}

export type Question = 'simplify' | 'expand' | 'factor' | 'diff' | 'integrate' | 'solve' | 'limit';

/**
 * Asks the library for one expression.
 *
 * @throws ToolError `ENOTSUP` when it has no answer
 */
export function ask(question: Question, ...args: readonly Node[]): Node {
  return ourNode(asked(`${question}(${args.map(theirText).join(',')})`));
}

/** All solutions that the library finds of expression = 0, unchecked. */
export function askSolutions(node: Node, variable: Node): Node[] {
  return parts(asked(`solve(${theirText(node)},${theirText(variable)})`)).map(ourNode);
}

/** The value of each variable, unchecked. @throws ToolError `ENOTSUP` when there is no single solution */
export function askSystem(equations: readonly Node[], variables: readonly string[]): Map<string, Node> {
  const found = guarded(() =>
    nerdamer.solveEquations(
      equations.map((node) => `${theirText(node)}=0`),
      [...variables],
    ),
  );
  const values = new Map<string, Node>();
  if (Array.isArray(found))
    for (const pair of found)
      if (Array.isArray(pair) && pair.length === 2) values.set(String(pair[0]), ourNode(String(pair[1])));
  return values;
}

/** An expression with a value in place of a variable, worked out exactly. */
export function substitute(node: Node, variable: string, value: Node): Node {
  const replaced = rewrite(node, (each) => (each.kind === 'variable' && each.name === variable ? value : each));
  return ourNode(asked(theirText(replaced)));
}

function asked(text: string): string {
  return guarded(() => nerdamer(text).toString());
}

/** The library throws many things, strings among them; none is fit for people. */
function guarded<T>(run: () => T): T {
  try {
    return run();
  } catch {
    throw new ToolError('ENOTSUP', 'no closed form was found');
  } finally {
    nerdamer.flush();
  }
}

/** The entries of a list that the library wrote, split at its outermost commas. */
function parts(list: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let current = '';
  for (const sign of list.replace(/^\[|\]$/g, '')) {
    if (sign === '(') depth += 1;
    if (sign === ')') depth -= 1;
    if (sign === ',' && depth === 0) {
      found.push(current);
      current = '';
    } else current += sign;
  }
  return current.trim() === '' ? found : [...found, current];
}
