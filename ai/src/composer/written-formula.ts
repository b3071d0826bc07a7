/** A formula that the request itself gives: "pay = hours * rate", or "multiply hours by rate". */

import { typeFor } from './field-types.ts';
import type { Formula, FormulaInput } from './formulas.ts';
import { capitalise, keyFrom } from './text.ts';

const words: readonly (readonly [RegExp, string])[] = [
  [/\b(?:multipl(?:y|ies|ying)) (.+?) (?:by|with|and) (.+)$/, '$1 * $2'],
  [/\b(?:divid(?:e|es|ing)) (.+?) by (.+)$/, '$1 / $2'],
  [/\b(?:add(?:s|ing)?) (.+?) (?:to|and) (.+)$/, '$1 + $2'],
  [/\b(?:subtract(?:s|ing)?) (.+?) from (.+)$/, '$2 - $1'],
  [/\b(\p{L}+(?: \p{L}+)?) (?:times|multiplied by) (\p{L}+(?: \p{L}+)?)/u, '$1 * $2'],
  [/\b(\p{L}+(?: \p{L}+)?) (?:divided by|over) (\p{L}+(?: \p{L}+)?)/u, '$1 / $2'],
];

const part = /\s*(\d+(?:\.\d+)?|[\p{L}][\p{L}\p{N}]*(?: [\p{L}][\p{L}\p{N}]*){0,3}|[-+*/()])\s*/uy;
const mostParts = 60;

/** The formula written in a request, as inputs and one result. Undefined when there is none or it does not add up. */
export function formulaIn(request: string): Formula | undefined {
  const equation = /([\p{L}][\p{L} ]{0,40}?)\s*=\s*([^=]{3,200})$/u.exec(request);
  const left = equation?.[1]
    ?.split(/[:,]|\b(?:calculates?|calculator|for|with)\b/)
    .at(-1)
    ?.trim();
  if (equation?.[2] !== undefined) return build(left === undefined || left === '' ? 'result' : left, equation[2]);
  for (const [pattern, shape] of words) {
    const match = pattern.exec(request);
    if (match === null) continue;
    const built = build('result', match[0].replace(pattern, shape).replace(/[.!?]+$/, ''));
    if (built !== undefined) return built;
  }
  return undefined;
}

function build(label: string, source: string): Formula | undefined {
  const inputs = new Map<string, FormulaInput>();
  let expression = '';
  let depth = 0;
  let wantsValue = true;
  let parts = 0;
  for (part.lastIndex = 0; part.lastIndex < source.length; ) {
    const token = part.exec(source)?.[1];
    parts += 1;
    if (token === undefined || parts > mostParts) return undefined;
    if (token === '(') {
      if (!wantsValue) return undefined;
      depth += 1;
    } else if (token === ')') {
      if (wantsValue || depth === 0) return undefined;
      depth -= 1;
    } else if (/^[-+*/]$/.test(token)) {
      if (wantsValue) return undefined;
      wantsValue = true;
    } else {
      if (!wantsValue) return undefined;
      wantsValue = false;
      if (!/^\d/.test(token)) {
        const input = inputFor(token, inputs.size);
        if (!inputs.has(input.key)) inputs.set(input.key, input);
        expression += `{${input.key}}`;
        continue;
      }
    }
    expression += ` ${token} `;
  }
  if (wantsValue || depth !== 0 || inputs.size === 0) return undefined;
  const name = `${capitalise(label)} calculator`.slice(0, 60);
  return {
    id: 'written',
    asked: /$^/,
    name,
    inputs: [...inputs.values()],
    results: [{ label: capitalise(label), expression: guardDivision(expression, inputs), decimals: 2, unit: '' }],
  };
}

function inputFor(name: string, position: number): FormulaInput {
  const label = name.replace(/^(?:the|my|a|an)\s+/, '');
  const type = typeFor(label) === 'money' ? 'money' : 'number';
  return {
    key: keyFrom(label, `value_${position + 1}`),
    label: capitalise(label),
    type,
    unit: '',
    initial: null,
    meant: /$^/,
  };
}

/** A divisor that is one input gives nothing while it is 0, instead of an error. */
function guardDivision(expression: string, inputs: ReadonlyMap<string, FormulaInput>): string {
  const divisors = [...inputs.keys()].filter((key) => expression.includes(`/ {${key}}`));
  return divisors.length === 0
    ? expression
    : `${divisors.map((key) => `{${key}} == 0`).join(' || ')} ? null : ${expression}`;
}
