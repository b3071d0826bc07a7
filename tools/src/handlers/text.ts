/** Handlers of `text.*`; the libraries for patterns and tables are loaded when they are first needed. */
import { ToolError } from '../error.ts';
import type { textTools } from '../families/text.ts';
import type { Json } from '../json.ts';
import type { HandlersOf } from './handlers-of.ts';
import { jsonFault } from './json-fault.ts';

const mostMatches = 10_000;
const longestText = 2_000_000;
const deepest = 100;

export const textHandlers: HandlersOf<typeof textTools> = {
  'text.count': ({ text }) => ({
    characters: [...text].length,
    words: text.split(/\s+/).filter((word) => word !== '').length,
    lines: text === '' ? 0 : text.split('\n').length,
  }),
  'text.replace'({ text, find, by }) {
    const pieces = text.split(find);
    return { value: bounded(text.length + (pieces.length - 1) * by.length, () => pieces.join(by)) };
  },
  async 'text.match'({ text, pattern, ignore_case, multiline }) {
    const { matches } = await import('./patterns.ts');
    return { value: [...matches(text, pattern, { ignoreCase: ignore_case, multiline }, mostMatches)] };
  },
  async 'text.replace_pattern'({ text, pattern, by, ignore_case }) {
    const { matches, filledIn } = await import('./patterns.ts');
    const pieces: string[] = [];
    let [from, length] = [0, 0];
    for (const found of matches(text, pattern, { ignoreCase: ignore_case, multiline: false })) {
      const piece = text.slice(from, found.index) + filledIn(by, found);
      length += piece.length;
      pieces.push(bounded(length, () => piece));
      from = found.index + found.match.length;
    }
    return { value: bounded(length + text.length - from, () => pieces.join('') + text.slice(from)) };
  },
  'text.parse_json': ({ text }) => ({ value: notDeep(parsed(text)) }),
  'text.to_json'({ value, indent }) {
    const text = JSON.stringify(value, null, indent);
    return { value: bounded(text.length, () => text) };
  },
  async 'text.parse_csv'({ text, separator, header, numbers }) {
    const { parseTable } = await import('./tables.ts');
    return parseTable(text, { separator, header, numbers });
  },
  async 'text.to_csv'({ rows, columns, separator }) {
    const { writeTable } = await import('./tables.ts');
    const text = writeTable(rows, columns, separator);
    return { value: bounded(text.length, () => text) };
  },
};

/** @throws ToolError `E2BIG` for a text that is too long */
function bounded(length: number, text: () => string): string {
  if (length > longestText) throw new ToolError('E2BIG', 'the text would be too long');
  return text();
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    throw new ToolError('EINVAL', jsonFault(text));
  }
}

/** @throws ToolError `E2BIG` for lists in lists that whoever draws or stores the value would not come back from */
function notDeep(value: Json): Json {
  let level: Json[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) throw new ToolError('E2BIG', `the value is nested more than ${deepest} levels deep`);
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
  return value;
}
