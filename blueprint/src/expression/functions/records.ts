/** Functions over records, and over values of any kind. */
import { getOwn } from '../../data-path.ts';
import { isObject, type Json } from '../../json.ts';
import { ExpressionError } from '../error.ts';
import { displayText, toText } from '../values.ts';
import { at, fieldName, list, record, text, whole } from './arguments.ts';
import type { Call, FunctionFamily } from './shape.ts';

/** The names of a list argument. */
function names(args: readonly Json[], index: number, call: Call): Set<string> {
  return new Set(list(args, index, call).map(toText));
}

function parsed(source: string): Json {
  try {
    // A name that reaches a prototype is left out: what is parsed may become data.
    return JSON.parse(source, (key, value: Json) => (key === '__proto__' ? undefined : value));
  } catch (error) {
    if (error instanceof RangeError) throw error;
    throw new ExpressionError('value', 'the text is not JSON');
  }
}

/** Whether there is nothing in a value: nothing itself, empty text, an empty list or record. */
function isEmpty(value: Json, call: Call): boolean {
  if (value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  if (!isObject(value)) return false;
  const count = Object.keys(value).length;
  call.budget.steps(count);
  return count === 0;
}

function kindOf(value: Json): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'string') return 'text';
  return typeof value === 'object' ? 'record' : typeof value;
}

export const recordFunctions = {
  keys: { signature: 'keys(record)', least: 1, most: 1, run: (args, call) => Object.keys(record(args, 0, call)) },
  values: { signature: 'values(record)', least: 1, most: 1, run: (args, call) => Object.values(record(args, 0, call)) },
  entries: {
    signature: 'entries(record)',
    least: 1,
    most: 1,
    run: (args, call) => Object.entries(record(args, 0, call)).map(([key, value]) => ({ key, value })),
  },
  from_entries: {
    signature: 'from_entries(list)',
    least: 1,
    most: 1,
    run: (args, call) =>
      Object.fromEntries(
        list(args, 0, call).map((entry): [string, Json] => [
          fieldName(toText(getOwn(entry, 'key') ?? null)),
          getOwn(entry, 'value') ?? null,
        ]),
      ),
  },
  merge: {
    signature: 'merge(a, b, …)',
    least: 1,
    most: 20,
    // Entries, not assignment: a name that reaches a prototype stays a plain field.
    run: (args, call) => Object.fromEntries(args.flatMap((_, index) => Object.entries(record(args, index, call)))),
  },
  pick: {
    signature: "pick(record, ['a', 'b'])",
    least: 2,
    most: 2,
    run: (args, call) => {
      const wanted = names(args, 1, call);
      return Object.fromEntries(Object.entries(record(args, 0, call)).filter(([name]) => wanted.has(name)));
    },
  },
  omit: {
    signature: "omit(record, ['a', 'b'])",
    least: 2,
    most: 2,
    run: (args, call) => {
      const unwanted = names(args, 1, call);
      return Object.fromEntries(Object.entries(record(args, 0, call)).filter(([name]) => !unwanted.has(name)));
    },
  },
  has: {
    signature: 'has(record, name)',
    least: 2,
    most: 2,
    run: (args, call) => Object.hasOwn(record(args, 0, call), text(args, 1, call)),
  },
  with: {
    signature: 'with(record, name, value)',
    least: 3,
    most: 3,
    run: (args, call) => ({ ...record(args, 0, call), [fieldName(text(args, 1, call))]: at(args, 2) }),
  },
  coalesce: {
    signature: 'coalesce(a, b, …)',
    least: 1,
    most: 20,
    run: (args) => args.find((arg) => arg !== null) ?? null,
  },
  empty: { signature: 'empty(value)', least: 1, most: 1, run: (args, call) => isEmpty(at(args, 0), call) },
  type: { signature: 'type(value)', least: 1, most: 1, run: (args) => kindOf(at(args, 0)) },
  text: {
    signature: 'text(value)',
    least: 1,
    most: 1,
    run: (args, call) => {
      const shown = displayText(at(args, 0));
      call.budget.characters(shown.length);
      return shown;
    },
  },
  json: {
    signature: 'json(value, indent)',
    least: 1,
    most: 2,
    run: (args, call) => {
      const shown = JSON.stringify(at(args, 0), null, Math.min(Math.max(whole(args, 1, 0), 0), 8));
      call.budget.characters(shown.length);
      return shown;
    },
  },
  parse_json: {
    signature: 'parse_json(text)',
    least: 1,
    most: 1,
    run: (args, call) => {
      const source = text(args, 0, call);
      call.budget.steps(Math.ceil(source.length / 10));
      return source.trim() === '' ? null : parsed(source);
    },
  },
} as const satisfies FunctionFamily;
