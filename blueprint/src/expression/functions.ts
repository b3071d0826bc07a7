/** The pure functions that an expression may call. Each says what it takes; the table is also what prompts and docs read. */
import { isObject, type Json, jsonEqual, typeName } from '../json.ts';
import type { Budget } from './budget.ts';
import { formatDate, formatDuration } from './dates.ts';
import { ExpressionError } from './error.ts';
import { compareValues, displayText, roundTo, toText, truthy } from './values.ts';

/** What an evaluation knows beside the data. */
export interface Environment {
  /** Present only where a value may differ from one evaluation to the next: in handlers. */
  readonly now?: () => number;
  /** IANA name; the machine's own when absent. */
  readonly timeZone?: string;
}

/** One call in progress. `each` evaluates the second argument for one entry of a list. */
export interface Call {
  readonly budget: Budget;
  readonly environment: Environment;
  readonly each: ((entry: Json, index: number) => Json) | undefined;
}

export interface ExpressionFunction {
  /** As a person would write it, such as `filter(list, condition)`. */
  readonly signature: string;
  readonly description: string;
  /** Number of arguments. */
  readonly least: number;
  readonly most: number;
  /** The second argument is evaluated for each entry, with `item` set to it. */
  readonly perEntry?: true;
  run(args: readonly Json[], call: Call): Json;
}

const fail = (message: string): never => {
  throw new ExpressionError('type', message);
};

const at = (args: readonly Json[], index: number): Json => args[index] ?? null;

/** A list argument; nothing counts as an empty list. */
function list(args: readonly Json[], index: number, call: Call): Json[] {
  const value = at(args, index);
  if (value === null) return [];
  if (!Array.isArray(value)) return fail(`a list is needed, not ${typeName(value)}`);
  call.budget.steps(value.length);
  return value;
}

/** A number argument; nothing stays nothing, so that an empty field gives an empty result. */
function number(args: readonly Json[], index: number): number | null {
  const value = at(args, index);
  return value === null || typeof value === 'number' ? value : fail(`a number is needed, not ${typeName(value)}`);
}

function whole(args: readonly Json[], index: number, otherwise: number): number {
  const value = number(args, index);
  return value === null ? otherwise : Math.trunc(value);
}

function text(args: readonly Json[], index: number, call: Call): string {
  const value = toText(at(args, index));
  call.budget.characters(value.length);
  return value;
}

/** The numbers of a list, through the second argument when there is one; nothing is left out. */
function numbers(args: readonly Json[], call: Call): number[] {
  const taken: number[] = [];
  list(args, 0, call).forEach((entry, index) => {
    const value = call.each === undefined ? entry : call.each(entry, index);
    if (value === null || value === '') return;
    taken.push(typeof value === 'number' ? value : fail(`a number is needed in the list, not ${typeName(value)}`));
  });
  return taken;
}

function finite(value: number): number {
  if (!Number.isFinite(value)) throw new ExpressionError('value', 'the result is not a number that can be shown');
  return value + 0;
}

const math = (signature: string, description: string, run: (value: number) => number): ExpressionFunction => ({
  signature,
  description,
  least: 1,
  most: 1,
  run: (args) => {
    const value = number(args, 0);
    return value === null ? null : finite(run(value));
  },
});

const onText = (signature: string, description: string, run: (value: string) => string): ExpressionFunction => ({
  signature,
  description,
  least: 1,
  most: 1,
  run: (args, call) => run(text(args, 0, call)),
});

/** The smaller or larger of a list's entries or of the arguments; numbers or texts. */
const extreme = (name: string, description: string, sign: 1 | -1): ExpressionFunction => ({
  signature: `${name}(list) or ${name}(a, b, …)`,
  description,
  least: 1,
  most: 20,
  run: (args, call) => {
    const entries = args.length === 1 && (args[0] === null || Array.isArray(args[0])) ? list(args, 0, call) : args;
    let best: Json = null;
    for (const entry of entries) {
      if (entry === null) continue;
      if (typeof entry !== 'number' && typeof entry !== 'string') {
        return fail(`${name} compares numbers or texts, not ${typeName(entry)}`);
      }
      if (best === null || compareValues(entry, best) * sign > 0) best = entry;
    }
    return best;
  },
});

/** Sorts by value or by the second argument; stable, nothing last. */
function sorted(args: readonly Json[], call: Call): Json {
  const entries = list(args, 0, call);
  const descending = args[2] === 'desc';
  if (args[2] !== undefined && args[2] !== null && args[2] !== 'asc' && !descending) {
    return fail("the order of sort is 'asc' or 'desc'");
  }
  call.budget.steps(Math.ceil(entries.length * Math.log2(entries.length + 1)));
  const keyed = entries.map((entry, index) => ({
    entry,
    key: call.each === undefined ? entry : call.each(entry, index),
  }));
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null);
    return compareValues(a.key, b.key) * (descending ? -1 : 1);
  });
  return keyed.map(({ entry }) => entry);
}

function contains(args: readonly Json[], call: Call): boolean {
  const [where, what] = [at(args, 0), at(args, 1)];
  if (Array.isArray(where)) {
    return list(args, 0, call).some((entry) => jsonEqual(entry, what, () => call.budget.steps(1)));
  }
  if (where !== null && typeof where !== 'string')
    return fail(`contains looks in text or a list, not in ${typeName(where)}`);
  call.budget.steps(Math.ceil((where ?? '').length / 100));
  return (where ?? '').includes(text(args, 1, call));
}

function joined(args: readonly Json[], call: Call): string {
  const separator = args.length > 1 ? text(args, 1, call) : ', ';
  const parts = list(args, 0, call).map(toText);
  call.budget.characters(parts.reduce((sum, part) => sum + part.length + separator.length, 0));
  return parts.join(separator);
}

function concatenated(args: readonly Json[], call: Call): Json {
  if (args.length > 0 && args.every((arg) => arg === null || Array.isArray(arg)) && args.some(Array.isArray)) {
    return args.flatMap((_, index) => list(args, index, call));
  }
  return args.map((_, index) => text(args, index, call)).join('');
}

function replaced(args: readonly Json[], call: Call): string {
  const [source, what, by] = [text(args, 0, call), text(args, 1, call), text(args, 2, call)];
  if (what === '') return source;
  const pieces = source.split(what);
  call.budget.steps(pieces.length);
  call.budget.characters(source.length + (pieces.length - 1) * by.length);
  return pieces.join(by);
}

function sliced(args: readonly Json[], call: Call): Json {
  const value = at(args, 0);
  const from = whole(args, 1, 0);
  const to = number(args, 2) === null ? undefined : whole(args, 2, 0);
  if (Array.isArray(value)) return list(args, 0, call).slice(from, to);
  return text(args, 0, call).slice(from, to);
}

function toNumber(value: Json): Json {
  if (typeof value === 'number' || value === null) return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value !== 'string') return fail(`${typeName(value)} is not a number`);
  const trimmed = value.trim();
  if (trimmed === '') return null;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed)) {
    throw new ExpressionError('value', `'${trimmed.slice(0, 40)}' is not a number`);
  }
  return finite(Number(trimmed));
}

export const expressionFunctions: Readonly<Record<string, ExpressionFunction>> = {
  // ------------------------------------------------------------------------------------------------------- lists
  filter: {
    signature: 'filter(list, condition)',
    description: 'the entries for which the condition holds',
    least: 2,
    most: 2,
    perEntry: true,
    run: (args, call) => list(args, 0, call).filter((entry, index) => truthy(call.each?.(entry, index) ?? null)),
  },
  map: {
    signature: 'map(list, value)',
    description: 'the value for each entry',
    least: 2,
    most: 2,
    perEntry: true,
    run: (args, call) => list(args, 0, call).map((entry, index) => call.each?.(entry, index) ?? null),
  },
  sort: {
    signature: "sort(list, key, 'asc' or 'desc')",
    description: 'the list in order of the key (the entries themselves without one), nothing last',
    least: 1,
    most: 3,
    perEntry: true,
    run: sorted,
  },
  find: {
    signature: 'find(list, condition)',
    description: 'the first entry for which the condition holds, or nothing',
    least: 2,
    most: 2,
    perEntry: true,
    run: (args, call) => list(args, 0, call).find((entry, index) => truthy(call.each?.(entry, index) ?? null)) ?? null,
  },
  any: {
    signature: 'any(list, condition)',
    description: 'whether the condition holds for at least one entry',
    least: 1,
    most: 2,
    perEntry: true,
    run: (args, call) =>
      list(args, 0, call).some((entry, index) => truthy(call.each === undefined ? entry : call.each(entry, index))),
  },
  all: {
    signature: 'all(list, condition)',
    description: 'whether the condition holds for every entry',
    least: 1,
    most: 2,
    perEntry: true,
    run: (args, call) =>
      list(args, 0, call).every((entry, index) => truthy(call.each === undefined ? entry : call.each(entry, index))),
  },
  count: {
    signature: 'count(list, condition)',
    description: 'how many entries there are, or for how many the condition holds',
    least: 1,
    most: 2,
    perEntry: true,
    run: (args, call) => {
      const entries = list(args, 0, call);
      const { each } = call;
      return each === undefined ? entries.length : entries.filter((entry, index) => truthy(each(entry, index))).length;
    },
  },
  sum: {
    signature: 'sum(list, value)',
    description: 'the sum of the entries, or of the value for each',
    least: 1,
    most: 2,
    perEntry: true,
    run: (args, call) => finite(numbers(args, call).reduce((sum, value) => sum + value, 0)),
  },
  avg: {
    signature: 'avg(list, value)',
    description: 'the average; nothing for an empty list',
    least: 1,
    most: 2,
    perEntry: true,
    run: (args, call) => {
      const values = numbers(args, call);
      return values.length === 0 ? null : finite(values.reduce((sum, value) => sum + value, 0) / values.length);
    },
  },
  min: extreme('min', 'the smallest', -1),
  max: extreme('max', 'the largest', 1),
  first: {
    signature: 'first(list)',
    description: 'the first entry, or nothing',
    least: 1,
    most: 1,
    run: (args, call) => list(args, 0, call)[0] ?? null,
  },
  last: {
    signature: 'last(list)',
    description: 'the last entry, or nothing',
    least: 1,
    most: 1,
    run: (args, call) => list(args, 0, call).at(-1) ?? null,
  },
  reverse: {
    signature: 'reverse(list)',
    description: 'the list from its end to its start',
    least: 1,
    most: 1,
    run: (args, call) => list(args, 0, call).toReversed(),
  },
  unique: {
    signature: 'unique(list)',
    description: 'each text, number or truth value once, in order of first appearance',
    least: 1,
    most: 1,
    run: (args, call) => [...new Set(list(args, 0, call))],
  },
  range: {
    signature: 'range(from, to)',
    description: 'the whole numbers from the first to the last',
    least: 2,
    most: 2,
    run: (args, call) => {
      const [from, to] = [whole(args, 0, 0), whole(args, 1, -1)];
      call.budget.steps(Math.max(0, to - from + 1));
      return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
    },
  },
  slice: {
    signature: 'slice(list or text, from, to)',
    description: 'the part from a position (counted from 0, from the end when negative) up to, not including, another',
    least: 2,
    most: 3,
    run: sliced,
  },
  concat: {
    signature: 'concat(a, b, …)',
    description: 'texts joined, or lists joined',
    least: 1,
    most: 20,
    run: concatenated,
  },
  join: {
    signature: "join(list, ', ')",
    description: 'the entries as one text with a separator between',
    least: 1,
    most: 2,
    run: joined,
  },
  contains: {
    signature: 'contains(text or list, what)',
    description: 'whether it is in there',
    least: 2,
    most: 2,
    run: contains,
  },
  keys: {
    signature: 'keys(record)',
    description: 'the names in a record',
    least: 1,
    most: 1,
    run: (args, call) => {
      const value = at(args, 0);
      if (value === null) return [];
      if (!isObject(value)) return fail(`a record is needed, not ${typeName(value)}`);
      const names = Object.keys(value);
      call.budget.steps(names.length);
      return names;
    },
  },
  // ------------------------------------------------------------------------------------------------------ numbers
  number: {
    signature: 'number(value)',
    description: 'the number that a text spells; nothing for an empty text',
    least: 1,
    most: 1,
    run: (args) => toNumber(at(args, 0)),
  },
  round: {
    signature: 'round(number, decimals)',
    description: 'rounded, halves away from zero',
    least: 1,
    most: 2,
    run: (args) => {
      const value = number(args, 0);
      return value === null ? null : roundTo(value, whole(args, 1, 0));
    },
  },
  fixed: {
    signature: 'fixed(number, decimals)',
    description: 'as text with exactly so many decimals',
    least: 1,
    most: 2,
    run: (args) => {
      const value = number(args, 0);
      const decimals = Math.min(Math.max(whole(args, 1, 2), 0), 15);
      return value === null ? '' : roundTo(value, decimals).toFixed(decimals);
    },
  },
  format: {
    signature: 'format(number, decimals)',
    description: 'as text with thousands separated',
    least: 1,
    most: 2,
    run: (args) => {
      const value = number(args, 0);
      if (value === null) return '';
      const decimals = number(args, 1) === null ? undefined : Math.min(Math.max(whole(args, 1, 0), 0), 15);
      const rounded = decimals === undefined ? value : roundTo(value, decimals);
      return new Intl.NumberFormat(
        'en',
        decimals === undefined
          ? { maximumFractionDigits: 10 }
          : { minimumFractionDigits: decimals, maximumFractionDigits: decimals },
      ).format(rounded);
    },
  },
  floor: math('floor(number)', 'rounded down', Math.floor),
  ceil: math('ceil(number)', 'rounded up', Math.ceil),
  abs: math('abs(number)', 'without its sign', Math.abs),
  sqrt: math('sqrt(number)', 'the square root', (value) =>
    value < 0 ? fail('a negative number has no square root') : Math.sqrt(value),
  ),
  pow: {
    signature: 'pow(base, exponent)',
    description: 'the base raised to the exponent',
    least: 2,
    most: 2,
    run: (args) => {
      const [base, exponent] = [number(args, 0), number(args, 1)];
      return base === null || exponent === null ? null : finite(base ** exponent);
    },
  },
  // --------------------------------------------------------------------------------------------------------- text
  text: {
    signature: 'text(value)',
    description: 'any value as text; nothing gives empty text',
    least: 1,
    most: 1,
    run: (args, call) => {
      const shown = displayText(at(args, 0));
      call.budget.characters(shown.length);
      return shown;
    },
  },
  length: {
    signature: 'length(text or list)',
    description: 'the number of characters or entries',
    least: 1,
    most: 1,
    run: (args, call) => (Array.isArray(args[0]) ? list(args, 0, call).length : [...text(args, 0, call)].length),
  },
  upper: onText('upper(text)', 'in capitals', (value) => value.toUpperCase()),
  lower: onText('lower(text)', 'in small letters', (value) => value.toLowerCase()),
  trim: onText('trim(text)', 'without spaces at both ends', (value) => value.trim()),
  starts: {
    signature: 'starts(text, with)',
    description: 'whether the text starts so',
    least: 2,
    most: 2,
    run: (args, call) => text(args, 0, call).startsWith(text(args, 1, call)),
  },
  ends: {
    signature: 'ends(text, with)',
    description: 'whether the text ends so',
    least: 2,
    most: 2,
    run: (args, call) => text(args, 0, call).endsWith(text(args, 1, call)),
  },
  replace: {
    signature: 'replace(text, what, by)',
    description: 'with every occurrence replaced',
    least: 3,
    most: 3,
    run: replaced,
  },
  split: {
    signature: 'split(text, separator)',
    description: 'the parts of a text as a list',
    least: 2,
    most: 2,
    run: (args, call) => {
      const parts = text(args, 0, call).split(text(args, 1, call));
      call.budget.steps(parts.length);
      return parts;
    },
  },
  plural: {
    signature: "plural(count, 'item', 'items')",
    description: 'the number with the word that fits it',
    least: 3,
    most: 3,
    run: (args, call) => {
      const count = number(args, 0) ?? 0;
      return `${toText(count)} ${text(args, count === 1 ? 1 : 2, call)}`;
    },
  },
  // --------------------------------------------------------------------------------------------------------- time
  date: {
    signature: "date(value, 'd MMM yyyy')",
    description: "milliseconds or an ISO text as a date; also 'date', 'time' and 'datetime'",
    least: 1,
    most: 2,
    run: (args, call) => {
      const value = at(args, 0);
      if (value === null || value === '') return '';
      if (typeof value !== 'number' && typeof value !== 'string') return fail(`${typeName(value)} is not a date`);
      return formatDate(value, args.length > 1 ? text(args, 1, call) : 'date', call.environment.timeZone);
    },
  },
  duration: {
    signature: 'duration(milliseconds, tenths)',
    description: 'as minutes and seconds such as 2:05, with tenths of a second when the second argument is true',
    least: 1,
    most: 2,
    run: (args) => {
      const ms = number(args, 0);
      return ms === null ? '' : formatDuration(ms, truthy(at(args, 1)));
    },
  },
  now: {
    signature: 'now()',
    description: 'milliseconds since 1970; only in the arguments of handlers',
    least: 0,
    most: 0,
    run: (_args, call) => {
      if (call.environment.now === undefined) {
        throw new ExpressionError('name', 'now() is known only in handlers: store the time, then show it');
      }
      return call.environment.now();
    },
  },
};
