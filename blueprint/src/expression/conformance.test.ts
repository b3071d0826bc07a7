import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import type { JsonObject } from '../json.ts';
import { compileExpression, isExpression, literalText } from './compile.ts';
import { ExpressionError } from './error.ts';
import { type FunctionReference, functionReferences } from './functions/reference.ts';
import { expressionFunctions } from './functions.ts';

/** Expressions of the suites that `../conformance.test.ts` runs. */
const suites = join(import.meta.dirname, '../../spec/conformance/expressions');
const Suite = z.object({ groups: z.array(z.object({ cases: z.array(z.object({ expression: z.string() })) })) });
const expressions = globSync('*.yaml', { cwd: suites }).flatMap((file) =>
  Suite.parse(parse(readFileSync(join(suites, file), 'utf8'))).groups.flatMap(({ cases }) =>
    cases.map(({ expression }) => expression),
  ),
);
const data: JsonObject = { n: 4, zero: 0, name: 'Ada' };

const environment = { now: () => 1_700_000_000_000, timeZone: 'UTC' };

function outcome(text: string, data: JsonObject): unknown {
  try {
    return { value: compileExpression(text).evaluate({ data, frame: null }, environment) };
  } catch (error) {
    if (error instanceof ExpressionError) return { error: error.code };
    throw error;
  }
}

describe('conformance', () => {
  test('every function has a case there or an example in the reference', () => {
    const examples = Object.values(functionReferences).flatMap((family) => Object.values<FunctionReference>(family));
    const called = [...expressions, ...examples.map(({ example }) => example)].join('\n');
    expect(Object.keys(expressionFunctions).filter((name) => !new RegExp(`\\b${name}\\(`).test(called))).toEqual([]);
  });
});

describe('faults say where they are', () => {
  test.each([
    ['n + * 2', 4],
    ['count(1, 2, 3)', 0],
    ['1 + nope(2)', 4],
    ['10 / zero', 3],
    ['1 + (2 * name)', 7],
  ])('%s at %i', (text, position) => {
    let found: unknown;
    try {
      compileExpression(text).evaluate({ data, frame: null });
    } catch (error) {
      found = error;
    }
    expect(found).toBeInstanceOf(ExpressionError);
    expect(found).toMatchObject({ position });
  });
});

describe('limits', () => {
  const evaluate = (text: string, data: JsonObject) => outcome(text, data);

  test('length', () => {
    expect(evaluate(`1${'+1'.repeat(1000)}`, {})).toEqual({ error: 'limit' });
  });
  test('a long chain neither overflows the stack nor is refused early', () => {
    expect(evaluate(`1${'+1'.repeat(150)}`, {})).toEqual({ value: 151 });
  });
  test('steps: nested filters over a large list', () => {
    const list = Array.from({ length: 1000 }, (_, index) => index);
    expect(evaluate('count(filter(list, count(filter(list, item > 3)) > 1))', { list })).toEqual({ error: 'limit' });
  });
  test('output: text that grows by joining itself', () => {
    const text = 'x'.repeat(400_000);
    expect(evaluate('text + text + text', { text })).toEqual({ error: 'limit' });
    expect(evaluate("replace(text, 'x', 'yyyyyyyyyy')", { text })).toEqual({ error: 'limit' });
  });
  test('data nested deeper than the stack is an error of the language, not of the machine', () => {
    let deep: JsonObject = {};
    for (let level = 0; level < 60_000; level += 1) deep = { deep };
    let other: JsonObject = {};
    for (let level = 0; level < 60_000; level += 1) other = { deep: other };
    expect(evaluate('a == b', { a: deep, b: other })).toEqual({ error: 'limit' });
  });
  test('a list of 5,000 entries can be filtered, sorted and counted', () => {
    const list = Array.from({ length: 5000 }, (_, index) => ({
      id: `e${index}`,
      title: `Entry ${index}`,
      done: index % 2 === 0,
    }));
    expect(evaluate("count(filter(list, contains(lower(item.title), 'entry 49')))", { list })).toEqual({ value: 111 });
  });
});

test('now() is refused where drawing must not depend on the clock', () => {
  expect(() => compileExpression('now()').evaluate({ data: {}, frame: null })).toThrow(/only in handlers/);
});

test('own properties only: values of JSON.parse that carry __proto__ stay plain data', () => {
  const data = z.record(z.string(), z.json()).parse({ a: JSON.parse('{"__proto__": {"polluted": true}}') });
  expect(compileExpression('a.polluted').evaluate({ data, frame: null })).toBe(null);
  expect(compileExpression('{a: 1}.toString').evaluate({ data, frame: null })).toBe(null);
});

test('paths, calls and origin of an expression', () => {
  const expression = compileExpression(
    'sort(filter(books, contains(item.title, query) && books[index].x > lists[0].limit), item.title)',
  );
  expect(expression.paths.map((use) => use.path).sort()).toEqual(['books', 'books', 'lists.0.limit', 'query']);
  expect(expression.calls).toEqual(['sort', 'filter', 'contains']);
  expect(expression.origin).toBe('books');
  expect(compileExpression('map(books, item.title)').origin).toBe(null);
  expect(compileExpression('slice(item.tasks, 0, 3)').origin).toBe('item.tasks');
});

test('a leading == is literal text', () => {
  expect(isExpression('=a')).toBe(true);
  expect(isExpression('==a')).toBe(false);
  expect(isExpression('a')).toBe(false);
  expect(isExpression('=')).toBe(false);
  expect(literalText('==a')).toBe('=a');
});

describe('any text and any data', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      ...['+', '-', '*', '/', '%', '==', '!=', '<', '>=', '&&', '||', '!', '?', ':', '(', ')', '[', ']', '{', '}'],
      ...['.', ',', "'", '"', ' ', 'item', 'index', 'a', 'b.c', 'list', 'null', 'true', '1', '0', '2.5', '"x"'],
      ...Object.keys(expressionFunctions).map((name) => `${name}(`),
    ),
    fc.string({ maxLength: 4 }),
  );
  const source = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
  const data = fc.record({ a: fc.jsonValue(), b: fc.jsonValue(), list: fc.array(fc.jsonValue(), { maxLength: 5 }) });

  test('give a JSON value or an ExpressionError, never anything else', () => {
    fc.assert(
      fc.property(source, data, (text, given) => {
        const parsed = z.record(z.string(), z.json()).parse(JSON.parse(JSON.stringify(given)));
        const result = outcome(text, parsed);
        expect(JSON.parse(JSON.stringify(result))).toEqual(result);
      }),
      { numRuns: 3000 },
    );
  });

  test('give the same value again and leave the data alone', () => {
    fc.assert(
      fc.property(source, data, (text, given) => {
        const parsed = z.record(z.string(), z.json()).parse(JSON.parse(JSON.stringify(given)));
        const before = JSON.stringify(parsed);
        expect(outcome(text, parsed)).toEqual(outcome(text, parsed));
        expect(JSON.stringify(parsed)).toBe(before);
      }),
      { numRuns: 500 },
    );
  });
});
