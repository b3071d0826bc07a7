/** What the `filter` of `data.filter` means: every field compared with a value, or by the comparisons of a record. */
import { Comparison } from '../families/data.ts';
import type { Json, JsonObject } from '../json.ts';
import { compare, fieldOf, isRecord } from './values.ts';

type Test = (value: Json) => boolean;

/** Whether an entry passes a filter. A record that holds comparisons only is one; any other value must be equal. */
export function filterTest(filter: JsonObject): Test {
  const tests = Object.entries(filter).map(([name, wanted]): Test => {
    const test = testOf(wanted);
    return (entry) => test(fieldOf(entry, name));
  });
  return (entry) => tests.every((test) => test(entry));
}

function testOf(wanted: Json): Test {
  const comparison = isRecord(wanted) && Object.keys(wanted).length > 0 ? Comparison.safeParse(wanted) : undefined;
  if (comparison?.success !== true) return (value) => same(value, wanted);
  const { eq, ne, gt, gte, lt, lte, contains, in: among } = comparison.data;
  const tests: Test[] = [];
  if (eq !== undefined) tests.push((value) => same(value, eq));
  if (ne !== undefined) tests.push((value) => !same(value, ne));
  if (gt !== undefined) tests.push((value) => order(value, gt) > 0);
  if (gte !== undefined) tests.push((value) => order(value, gte) >= 0);
  if (lt !== undefined) tests.push((value) => order(value, lt) < 0);
  if (lte !== undefined) tests.push((value) => order(value, lte) <= 0);
  if (contains !== undefined) tests.push((value) => holdsIn(value, contains));
  if (among !== undefined) tests.push((value) => among.some((each) => same(value, each)));
  return (value) => tests.every((test) => test(value));
}

/** As `compare`; NaN, which no comparison holds for, where one is nothing or they are of different kinds. */
function order(a: Json, b: Json): number {
  return a === null || b === null || typeof a !== typeof b ? Number.NaN : compare(a, b);
}

function holdsIn(value: Json, part: Json): boolean {
  if (Array.isArray(value)) return value.some((entry) => same(entry, part));
  return typeof value === 'string' && value.toLowerCase().includes(String(part).toLowerCase());
}

/** Whole values compared, as `==` of expressions does. */
function same(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((entry, index) => same(entry, b[index] ?? null));
  }
  if (!isRecord(a) || !isRecord(b)) return false;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && same(a[name] ?? null, b[name] ?? null))
  );
}
