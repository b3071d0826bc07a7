import { describe, expect, test } from 'vitest';
import { isJson, isJsonObject, isPlainObject } from './json.ts';

const limits = { characters: 100, nodes: 20, depth: 4 };

describe('isJson', () => {
  test.each([[null], [true], [0], ['text'], [[1, [2]]], [{ a: { b: [null] } }]])('takes %j', (value) => {
    expect(isJson(structuredClone(value), limits)).toBe(true);
  });

  test.each([
    ['undefined', undefined],
    ['a number that is none', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['a big integer', 1n],
    ['a date', new Date()],
    ['a map', new Map()],
    ['a set inside', { a: new Set() }],
    ['a typed array', new Uint8Array(2)],
    ['a blob', new Blob(['x'])],
    ['an undefined field', { a: undefined }],
    ['too long a text', 'x'.repeat(101)],
    ['too long a key', { ['x'.repeat(101)]: 1 }],
    ['too many values', Array.from({ length: 30 }, () => 0)],
    ['too deep', [[[[[1]]]]]],
  ])('refuses %s', (_what, value) => {
    expect(isJson(structuredClone(value), limits)).toBe(false);
  });

  test('refuses a cycle', () => {
    const cycle: { self?: unknown } = {};
    cycle.self = cycle;
    expect(isJson(structuredClone(cycle), limits)).toBe(false);
  });

  test('refuses a sparse array of four thousand million places at once', () => {
    const sparse: unknown[] = [];
    sparse.length = 2 ** 32 - 1;
    const start = performance.now();
    expect(isJson(structuredClone(sparse), limits)).toBe(false);
    expect(performance.now() - start).toBeLessThan(1000);
  });

  test('refuses a key that would become a prototype', () => {
    expect(isJson(JSON.parse('{"__proto__":{"admin":true}}'), limits)).toBe(false);
  });
});

test('isJsonObject wants an object at the top', () => {
  expect(isJsonObject({}, limits)).toBe(true);
  expect(isJsonObject([], limits)).toBe(false);
  expect(isJsonObject('x', limits)).toBe(false);
});

test('isPlainObject tells objects of fields from other classes', () => {
  expect(isPlainObject(Object.create(null))).toBe(true);
  expect(isPlainObject(new Map())).toBe(false);
  expect(isPlainObject(null)).toBe(false);
});
