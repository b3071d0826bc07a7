/**
 * The core of the library with one place replaced: where it compiles functions with `new Function`, which the shell's page forbids, it
 * gets closures of ours. Its solver takes that place over when it is loaded, so this comes before it (see `library.ts`).
 */
/// <reference path="./nerdamer-parts.d.ts" />
import nerdamer from 'nerdamer-prime/nerdamer.core';
import { ToolError } from '../error.ts';
import { type Complex, complex } from './complex.ts';
import { compile } from './evaluate.ts';
import { answerBounds, type Node, parse, variablesOf } from './expression.ts';
import { tidy } from './tidy.ts';

/** @throws ToolError `ENOTSUP` when the library wrote something that is no expression of ours, such as a function unknown here */
export function ourNode(text: string): Node {
  try {
    return tidy(parse(text.replace(/\blog\(/g, 'ln(').replace(/\bInfinity\b/g, 'infinity'), answerBounds));
  } catch {
    throw new ToolError('ENOTSUP', 'no closed form was found');
  }
}

function build(symbol: { toString(): string }, names?: string[]): (...values: number[]) => number {
  const node = ourNode(symbol.toString());
  const variables = names ?? variablesOf(node);
  const evaluate = compile(node);
  return (...values) => {
    const point: Record<string, Complex> = {};
    variables.forEach((name, index) => {
      point[name] = complex(values[index] ?? Number.NaN);
    });
    const { re, im } = evaluate(point);
    return Math.abs(im) > 1e-9 * Math.max(1, Math.abs(re)) ? Number.NaN : re;
  };
}
Object.assign(nerdamer.getCore().Build, { build });
// It would write to the console what the caller learns from the error. Its own bound of time (milliseconds) stays below the worker's.
Object.assign(nerdamer.getCore().Settings, { SILENCE_WARNINGS: true, TIMEOUT: 3_000 });

export { nerdamer };
