/** Functions over text, with regular expressions in linear time. */
import type { Json } from '../../json.ts';
import { ExpressionError } from '../error.ts';
import { patternOf } from '../patterns.ts';
import { toText } from '../values.ts';
import { fail, list, number, onText, text, whole } from './arguments.ts';
import type { Call, ExpressionFunction, FunctionFamily } from './shape.ts';

function joined(args: readonly Json[], call: Call): string {
  const separator = args.length > 1 ? text(args, 1, call) : ', ';
  const parts = list(args, 0, call).map(toText);
  call.budget.characters(parts.reduce((sum, part) => sum + part.length + separator.length, 0));
  return parts.join(separator);
}

function replaced(args: readonly Json[], call: Call): string {
  const [source, what, by] = [text(args, 0, call), text(args, 1, call), text(args, 2, call)];
  if (what === '') return source;
  const pieces = source.split(what);
  call.budget.steps(pieces.length);
  call.budget.characters(source.length + (pieces.length - 1) * by.length);
  return pieces.join(by);
}

function padded(args: readonly Json[], call: Call): string {
  const [value, length] = [text(args, 0, call), whole(args, 1, 0)];
  const fill = args.length > 2 ? text(args, 2, call) : ' ';
  const side = args.length > 3 ? text(args, 3, call) : 'start';
  if (side !== 'start' && side !== 'end') return fail("pad fills at the 'start' or at the 'end'");
  call.budget.characters(Math.max(0, length));
  return side === 'end' ? value.padEnd(length, fill) : value.padStart(length, fill);
}

function repeated(args: readonly Json[], call: Call): string {
  const [value, times] = [text(args, 0, call), Math.max(0, whole(args, 1, 0))];
  call.budget.characters(value.length * times);
  return value.repeat(times);
}

/** A text in parts; what the parts cost is paid before. */
function parts(value: string, separator: string | RegExp, call: Call): string[] {
  call.budget.steps(separator === '' ? value.length : 0);
  const found = value.split(separator);
  call.budget.steps(found.length);
  return found;
}

const twoTexts = (signature: string, run: (a: string, b: string, call: Call) => Json): ExpressionFunction => ({
  signature,
  least: 2,
  most: 2,
  run: (args, call) => run(text(args, 0, call), text(args, 1, call), call),
});

/** A text and the pattern that is looked for in it. Linear time: what it costs is known before. */
function searched(args: readonly Json[], call: Call) {
  const [value, source] = [text(args, 0, call), text(args, 1, call)];
  const pattern = patternOf(source);
  call.budget.steps(Math.ceil((value.length * (pattern.size + 8)) / 64));
  return { value, pattern };
}

function groupAt(match: readonly (string | null)[], args: readonly Json[]): string | null {
  const group = whole(args, 2, 0);
  if (group < 0 || group >= match.length)
    return fail(`the pattern has ${match.length - 1} groups, and no group ${group}`);
  return match[group] ?? null;
}

const upperFirst = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

export const textFunctions = {
  length: {
    signature: 'length(text or list)',
    least: 1,
    most: 1,
    run: (args, call) => (Array.isArray(args[0]) ? list(args, 0, call).length : [...text(args, 0, call)].length),
  },
  upper: onText('upper(text)', (value) => value.toUpperCase()),
  lower: onText('lower(text)', (value) => value.toLowerCase()),
  capitalize: onText('capitalize(text)', upperFirst),
  title: onText('title(text)', (value) => value.toLowerCase().replace(/[\p{L}\p{N}]+(?:['’][\p{L}]+)*/gu, upperFirst)),
  trim: onText('trim(text)', (value) => value.trim()),
  starts: twoTexts('starts(text, with)', (value, start) => value.startsWith(start)),
  ends: twoTexts('ends(text, with)', (value, end) => value.endsWith(end)),
  replace: { signature: 'replace(text, what, by)', least: 3, most: 3, run: replaced },
  split: twoTexts('split(text, separator)', (value, separator, call) => parts(value, separator, call)),
  lines: {
    signature: 'lines(text)',
    least: 1,
    most: 1,
    run: (args, call) => parts(text(args, 0, call), /\r?\n/, call),
  },
  words: {
    signature: 'words(text)',
    least: 1,
    most: 1,
    run: (args, call) => parts(text(args, 0, call), /\s+/, call).filter((word) => word !== ''),
  },
  join: { signature: "join(list, ', ')", least: 1, most: 2, run: joined },
  pad: { signature: "pad(text, length, '0', 'start' or 'end')", least: 2, most: 4, run: padded },
  repeat: { signature: 'repeat(text, times)', least: 2, most: 2, run: repeated },
  truncate: {
    signature: 'truncate(text, length)',
    least: 2,
    most: 2,
    run: (args, call) => {
      const [characters, length] = [[...text(args, 0, call)], Math.max(1, whole(args, 1, 1))];
      return characters.length <= length
        ? characters.join('')
        : `${characters
            .slice(0, length - 1)
            .join('')
            .trimEnd()}…`;
    },
  },
  plural: {
    signature: "plural(count, 'item', 'items')",
    least: 3,
    most: 3,
    run: (args, call) => {
      const count = number(args, 0) ?? 0;
      return `${toText(count)} ${text(args, count === 1 ? 1 : 2, call)}`;
    },
  },
  matches: {
    signature: 'matches(text, pattern)',
    least: 2,
    most: 2,
    run: (args, call) => {
      const { value, pattern } = searched(args, call);
      return pattern.first(value) !== null;
    },
  },
  extract: {
    signature: 'extract(text, pattern, group)',
    least: 2,
    most: 3,
    run: (args, call) => {
      const { value, pattern } = searched(args, call);
      const match = pattern.first(value);
      return match === null ? null : groupAt(match, args);
    },
  },
  extract_all: {
    signature: 'extract_all(text, pattern, group)',
    least: 2,
    most: 3,
    run: (args, call) => {
      const { value, pattern } = searched(args, call);
      // Each match may look at the rest of the text once more.
      const most = Math.min(10_000, Math.ceil(50_000_000 / (value.length + 1)));
      const found = pattern.every(value, most);
      if (found === null) throw new ExpressionError('limit', 'looking for all matches takes too long in this text');
      if (found.length === most)
        throw new ExpressionError('limit', `more than ${most - 1} matches in a text of this length`);
      call.budget.steps(found.length);
      return found.map((match) => groupAt(match, args));
    },
  },
} as const satisfies FunctionFamily;
