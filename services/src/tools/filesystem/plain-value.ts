/**
 * What a parser made of a file, as a plain JSON value of bounded depth, number of parts and length of text. Parts that
 * occur in several places (aliases) count in each of them, so that a small file does not become a large answer.
 */
import type { Json } from '@agentos/protocol';
import { allowNames } from '@agentos/tools/handlers/values';
import { Problem } from '../../problem.ts';

const deepest = 100;
const mostParts = 300_000;
const mostCharacters = 8 * 1024 * 1024;

/**
 * A copy of `value` with plain records and lists only; moments become text.
 *
 * @throws Problem E2BIG beyond the bounds, EINVAL for what JSON has no form for
 * @throws ToolError EINVAL for the names `__proto__`, `constructor` and `prototype`
 */
export function plainValue(value: unknown, path: string): Json {
  let parts = 0;
  let characters = 0;
  const count = (text: string): string => {
    characters += text.length;
    if (characters > mostCharacters) throw tooMuch(path, 'too much text');
    return text;
  };
  const copy = (each: unknown, depth: number): Json => {
    parts += 1;
    if (parts > mostParts) throw tooMuch(path, `more than ${mostParts} values`);
    if (depth > deepest) throw tooMuch(path, `records and lists more than ${deepest} deep`);
    if (typeof each === 'string') return count(each);
    if (each === null || typeof each === 'boolean') return each;
    if (typeof each === 'number' && Number.isFinite(each)) return each;
    if (each instanceof Date) return count(each.toISOString());
    if (Array.isArray(each)) return each.map((one) => copy(one, depth + 1));
    if (typeof each !== 'object') throw new Problem('EINVAL', `${path}: ${String(each)} is no JSON`, { detail: path });
    const entries = Object.entries(each);
    allowNames(entries.map(([name]) => name));
    return Object.fromEntries(entries.map(([name, one]) => [count(name), copy(one, depth + 1)]));
  };
  return copy(value, 0);
}

function tooMuch(path: string, what: string): Problem {
  return new Problem('E2BIG', `${path} holds ${what}`, { detail: path });
}
