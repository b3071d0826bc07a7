/** The compiler against a second, naive evaluator over random trees; and texts that are meant to do harm. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../json.ts';
import { compileExpression } from './compile.ts';
import { ExpressionError } from './error.ts';
import { loadRegularExpressions } from './patterns.ts';
import { type Node, parse } from './syntax.ts';
import { evaluateNaively, printed } from './testing-reference.ts';

beforeAll(loadRegularExpressions);

const at = 0;
const literal = fc
  .oneof(
    fc.integer({ min: -3, max: 100 }).map(Math.abs),
    fc.constantFrom(0.5, 1e9),
    fc.constantFrom('', 'a', 'Emma', "it's", 'b10'),
    fc.boolean(),
    fc.constant(null),
  )
  .map((value): Node => ({ kind: 'literal', value, at }));
const name = fc
  .constantFrom('a', 'n', 'list', 'rows', 'deep', 'none', 'item', 'index')
  .map((name): Node => ({ kind: 'name', name, at }));

/** Functions of one list or two, and of one value: what they do is tested by their examples, here it is how they are called. */
const unaryCalls = [
  'length',
  'text',
  'first',
  'last',
  'reverse',
  'unique',
  'keys',
  'empty',
  'type',
  'abs',
  'floor',
  'number',
  'upper',
  'flat',
  'min',
  'count',
  'sum',
];
const entryCalls = ['filter', 'map', 'sort', 'find', 'any', 'all', 'count', 'sum', 'avg', 'group', 'find_index'];

const tree: fc.Arbitrary<Node> = fc.letrec<{ node: Node }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true, maxDepth: 6 },
    literal,
    name,
    fc
      .tuple(tie('node'), fc.constantFrom('a', 'x', '0', 'length'))
      .map(([object, field]): Node => ({ kind: 'member', object, name: field, at })),
    fc.tuple(tie('node'), tie('node')).map(([object, index]): Node => ({ kind: 'index', object, index, at })),
    fc
      .tuple(fc.constantFrom('-', '!'), tie('node'))
      .map(([operator, operand]): Node => ({ kind: 'unary', operator, operand, at })),
    fc
      .tuple(
        fc.constantFrom('+', '-', '*', '/', '%', '==', '!=', '<', '<=', '>', '>=', '&&', '||'),
        tie('node'),
        tie('node'),
      )
      .map(([operator, left, right]): Node => ({ kind: 'binary', operator, left, right, at })),
    fc
      .tuple(tie('node'), tie('node'), tie('node'))
      .map(([test, then, otherwise]): Node => ({ kind: 'choice', test, then, otherwise, at })),
    fc.array(tie('node'), { maxLength: 3 }).map((entries): Node => ({ kind: 'list', entries, at })),
    fc
      .uniqueArray(fc.constantFrom('a', 'x', 'y'), { maxLength: 2 })
      .chain((keys) => fc.tuple(...keys.map((key) => tie('node').map((value) => ({ key, value })))))
      .map((entries): Node => ({ kind: 'record', entries, at })),
    fc
      .tuple(fc.constantFrom(...unaryCalls), tie('node'))
      .map(([called, arg]): Node => ({ kind: 'call', name: called, args: [arg], at })),
    fc
      .tuple(fc.constantFrom(...entryCalls), tie('node'), tie('node'))
      .map(([called, list, second]): Node => ({ kind: 'call', name: called, args: [list, second], at })),
  ),
})).node;

const data = fc.record({
  a: fc.oneof(fc.string({ maxLength: 4 }), fc.integer(), fc.constant(null)),
  n: fc.oneof(fc.integer({ min: -9, max: 99 }), fc.double({ noNaN: true, noDefaultInfinity: true })),
  list: fc.array(fc.oneof(fc.integer({ min: -5, max: 5 }), fc.string({ maxLength: 2 }), fc.constant(null)), {
    maxLength: 4,
  }),
  rows: fc.array(fc.record({ a: fc.integer(), x: fc.string({ maxLength: 3 }) }), { maxLength: 4 }),
  deep: fc.record({ a: fc.record({ x: fc.array(fc.integer(), { maxLength: 2 }) }) }),
});

function outcomeOf(work: () => Json): unknown {
  try {
    return { value: work() };
  } catch (error) {
    if (error instanceof ExpressionError) return { error: error.code };
    throw error;
  }
}

const withoutPlaces = (node: Node): unknown =>
  JSON.parse(JSON.stringify(node, (key, value) => (key === 'at' ? 0 : value)));

test('a printed tree is parsed to the same tree', () => {
  fc.assert(
    fc.property(tree, (node) => {
      const text = printed(node);
      fc.pre(text.length <= 2000);
      const outcome = outcomeOf(() => withoutPlaces(parse(text)) as Json);
      // What is nested beyond the limit of the language is refused, never misread.
      if (JSON.stringify(outcome) !== '{"error":"limit"}') expect(outcome).toEqual({ value: withoutPlaces(node) });
    }),
    { numRuns: 2000 },
  );
});

test('the compiler and the naive evaluator agree on every tree, values and errors alike', () => {
  fc.assert(
    fc.property(tree, data, (node, given) => {
      const text = printed(node);
      fc.pre(text.length <= 2000);
      const values: JsonObject = JSON.parse(JSON.stringify(given));
      const compiled = outcomeOf(() => compileExpression(text).evaluate({ data: values, frame: null }));
      if (JSON.stringify(compiled) === '{"error":"limit"}') return;
      expect(compiled).toEqual(outcomeOf(() => evaluateNaively(node, values)));
    }),
    { numRuns: 4000 },
  );
});

describe('texts that are meant to do harm', () => {
  const run = (text: string, values: JsonObject = {}) =>
    outcomeOf(() => compileExpression(text).evaluate({ data: values, frame: null }));

  test.each([
    ['a.__proto__', 'name'],
    ['a.constructor.constructor', 'name'],
    ["a['__proto__']", 'name'],
    ["a['con' + 'structor']", 'name'],
    ['{ __proto__: 1 }', 'name'],
    ["with({}, '__proto__', 1)", 'name'],
    ["from_entries([{ key: 'constructor', value: 1 }])", 'name'],
    ["repeat('x', 1000000000)", 'limit'],
    ["pad('x', 1000000000)", 'limit'],
    ['range(1, 1000000000)', 'limit'],
    ["map(range(1, 30000), repeat('x', 1000))", 'limit'],
    [`${'('.repeat(500)}1${')'.repeat(500)}`, 'limit'],
    [`${'['.repeat(500)}${']'.repeat(500)}`, 'limit'],
    [`${'!'.repeat(500)}1`, 'limit'],
    [`a${'.b'.repeat(500)}`, 'limit'],
    ['x'.repeat(3000), 'limit'],
    ["matches('aaa', '(')", 'value'],
    [`matches('a', '${'a?'.repeat(400)}')`, 'limit'],
    ['date(1e300)', 'value'],
    ["date_add('2026-01-01', 9999999, 'years')", 'value'],
    ['now()', 'name'],
    ['random()', 'name'],
    ['uuid()', 'name'],
  ])('%s is refused: %s', (text, error) => {
    expect(run(text, { a: { b: 1 } })).toEqual({ error });
  });

  test('names that objects inherit are no fields', () => {
    for (const text of [
      'a.toString',
      'a.hasOwnProperty',
      'a.length',
      "pick(a, ['toString']).toString",
      'has(a, "valueOf")',
    ]) {
      expect(run(text, { a: {} })).toEqual({ value: text.startsWith('has') ? false : null });
    }
    const parsed = run('parse_json(text).polluted', { text: '{"__proto__": {"polluted": true}}' });
    expect(parsed).toEqual({ value: null });
  });

  test('a pattern that ruins other engines takes linear time', () => {
    const text = `${'a'.repeat(20_000)}!`;
    expect(run("matches(text, '^(a+)+$')", { text })).toEqual({ value: false });
    expect(run("matches(text, '^(a|aa)+$')", { text })).toEqual({ value: false });
    expect(run("length(extract_all(text, 'a*?b|a'))", { text: 'a'.repeat(200) })).toEqual({ value: 200 });
  });

  test('an evaluation that fails leaves the next one its whole budget', () => {
    const list: Json = Array.from({ length: 400 }, (_, index) => index);
    const greedy = 'count(filter(list, count(filter(list, item > 3)) > 1))';
    expect(run(greedy, { list })).toEqual({ error: 'limit' });
    expect(run('sum(list)', { list })).toEqual({ value: 79_800 });
  });
});
