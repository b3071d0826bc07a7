/** Functions over lists. Those that take a condition or a value evaluate it for each entry, with `item` and `index`. */
import { type Json, jsonEqual, typeName } from '../../json.ts';
import { compareValues, truthy } from '../values.ts';
import { at, fail, finite, list, number, numbers, text, whole } from './arguments.ts';
import type { Call, ExpressionFunction, FunctionFamily } from './shape.ts';

/** The smaller or larger of a list's entries or of the arguments; numbers or texts. */
const extreme = (name: string, sign: 1 | -1): ExpressionFunction => ({
  signature: `${name}(list) or ${name}(a, b, …)`,
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
      if (best === null || compareValues(entry, best, (steps) => call.budget.steps(steps)) * sign > 0) best = entry;
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
  const keyed = entries.map((entry, index) => ({ entry, key: askedOf(entry, index, call) }));
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null);
    return compareValues(a.key, b.key, (steps) => call.budget.steps(steps)) * (descending ? -1 : 1);
  });
  return keyed.map(({ entry }) => entry);
}

/** What the second argument is for an entry; the entry itself without one. */
function askedOf(entry: Json, index: number, call: Call): Json {
  return call.each === undefined ? entry : call.each(entry, index);
}

function position(args: readonly Json[], call: Call): number {
  const where = at(args, 0);
  if (Array.isArray(where)) {
    return list(args, 0, call).findIndex((entry) => jsonEqual(entry, at(args, 1), (steps) => call.budget.steps(steps)));
  }
  if (where !== null && typeof where !== 'string')
    return fail(`index_of looks in text or a list, not in ${typeName(where)}`);
  call.budget.steps(Math.ceil((where ?? '').length / 100));
  return (where ?? '').indexOf(text(args, 1, call));
}

function contains(args: readonly Json[], call: Call): boolean {
  const where = at(args, 0);
  if (where !== null && typeof where !== 'string' && !Array.isArray(where)) {
    return fail(`contains looks in text or a list, not in ${typeName(where)}`);
  }
  return position(args, call) >= 0;
}

function concatenated(args: readonly Json[], call: Call): Json {
  if (args.length > 0 && args.every((arg) => arg === null || Array.isArray(arg)) && args.some(Array.isArray)) {
    return args.flatMap((_, index) => list(args, index, call));
  }
  return args.map((_, index) => text(args, index, call)).join('');
}

function sliced(args: readonly Json[], call: Call): Json {
  const from = whole(args, 1, 0);
  const to = number(args, 2) === null ? undefined : whole(args, 2, 0);
  if (Array.isArray(args[0])) return list(args, 0, call).slice(from, to);
  return text(args, 0, call).slice(from, to);
}

/** Lists of entries with the same key, as records `{ key, items }`, in order of first appearance. */
function grouped(args: readonly Json[], call: Call): Json {
  const groups = new Map<Json, { key: Json; items: Json[] }>();
  for (const [index, entry] of list(args, 0, call).entries()) {
    const key = askedOf(entry, index, call);
    if (typeof key === 'object' && key !== null)
      return fail(`group needs a text or a number as key, not ${typeName(key)}`);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { key, items: [entry] });
    else group.items.push(entry);
  }
  return [...groups.values()];
}

function median(values: number[]): Json {
  const ordered = values.toSorted((a, b) => a - b);
  const [low, high] = [ordered[Math.ceil(ordered.length / 2) - 1], ordered[Math.floor(ordered.length / 2)]];
  return low === undefined || high === undefined ? null : finite((low + high) / 2);
}

function chunked(args: readonly Json[], call: Call): Json {
  const entries = list(args, 0, call);
  const size = whole(args, 1, 0);
  if (size < 1) return fail('a chunk has at least one entry');
  return Array.from({ length: Math.ceil(entries.length / size) }, (_, index) =>
    entries.slice(index * size, (index + 1) * size),
  );
}

const overList = (signature: string, run: (entries: Json[], call: Call) => Json): ExpressionFunction => ({
  signature,
  least: 1,
  most: 1,
  run: (args, call) => run(list(args, 0, call), call),
});

/** `least` 1: the condition may be left out, and the entries themselves are asked. */
const forEach = (
  signature: string,
  least: 1 | 2,
  run: (entries: Json[], value: (entry: Json, index: number) => Json, call: Call) => Json,
): ExpressionFunction => ({
  signature,
  least,
  most: 2,
  perEntry: true,
  run: (args, call) => run(list(args, 0, call), (entry, index) => askedOf(entry, index, call), call),
});

export const listFunctions = {
  filter: forEach('filter(list, condition)', 2, (entries, holds) =>
    entries.filter((each, at) => truthy(holds(each, at))),
  ),
  map: forEach('map(list, value)', 2, (entries, value) => entries.map(value)),
  sort: { signature: "sort(list, key, 'asc' or 'desc')", least: 1, most: 3, perEntry: true, run: sorted },
  find: forEach(
    'find(list, condition)',
    2,
    (entries, holds) => entries.find((each, at) => truthy(holds(each, at))) ?? null,
  ),
  find_index: forEach('find_index(list, condition)', 2, (entries, holds) =>
    entries.findIndex((each, at) => truthy(holds(each, at))),
  ),
  any: forEach('any(list, condition)', 1, (entries, holds) => entries.some((each, at) => truthy(holds(each, at)))),
  all: forEach('all(list, condition)', 1, (entries, holds) => entries.every((each, at) => truthy(holds(each, at)))),
  count: forEach('count(list, condition)', 1, (entries, holds, call) =>
    call.each === undefined ? entries.length : entries.filter((each, at) => truthy(holds(each, at))).length,
  ),
  group: { signature: 'group(list, key)', least: 1, most: 2, perEntry: true, run: grouped },
  sum: {
    signature: 'sum(list, value)',
    least: 1,
    most: 2,
    perEntry: true,
    run: (args, call) => finite(numbers(args, call).reduce((sum, value) => sum + value, 0)),
  },
  avg: {
    signature: 'avg(list, value)',
    least: 1,
    most: 2,
    perEntry: true,
    run: (args, call) => {
      const values = numbers(args, call);
      return values.length === 0 ? null : finite(values.reduce((sum, value) => sum + value, 0) / values.length);
    },
  },
  median: {
    signature: 'median(list, value)',
    least: 1,
    most: 2,
    perEntry: true,
    run: (args, call) => median(numbers(args, call)),
  },
  min: extreme('min', -1),
  max: extreme('max', 1),
  first: overList('first(list)', (entries) => entries[0] ?? null),
  last: overList('last(list)', (entries) => entries.at(-1) ?? null),
  reverse: overList('reverse(list)', (entries) => entries.toReversed()),
  unique: overList('unique(list)', (entries) => [...new Set(entries)]),
  flat: overList('flat(list)', (entries, call) =>
    entries.flatMap((entry, index) => (Array.isArray(entry) ? list(entries, index, call) : [entry])),
  ),
  without: {
    signature: 'without(list, entry)',
    least: 2,
    most: 2,
    run: (args, call) =>
      list(args, 0, call).filter((entry) => !jsonEqual(entry, at(args, 1), (steps) => call.budget.steps(steps))),
  },
  zip: {
    signature: 'zip(a, b)',
    least: 2,
    most: 2,
    run: (args, call) => {
      const others = list(args, 1, call);
      return list(args, 0, call).map((entry, index) => [entry, others[index] ?? null]);
    },
  },
  chunk: { signature: 'chunk(list, size)', least: 2, most: 2, run: chunked },
  range: {
    signature: 'range(from, to)',
    least: 2,
    most: 2,
    run: (args, call) => {
      const [from, to] = [whole(args, 0, 0), whole(args, 1, -1)];
      call.budget.steps(Math.max(0, to - from + 1));
      return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
    },
  },
  slice: { signature: 'slice(list or text, from, to)', least: 2, most: 3, run: sliced },
  concat: { signature: 'concat(a, b, …)', least: 1, most: 20, run: concatenated },
  contains: { signature: 'contains(text or list, what)', least: 2, most: 2, run: contains },
  index_of: { signature: 'index_of(text or list, what)', least: 2, most: 2, run: position },
} as const satisfies FunctionFamily;
