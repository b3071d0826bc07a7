import { expect, test } from 'vitest';
import { Json } from './json.ts';

function nested(depth: number): unknown {
  let value: unknown = 'end';
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { value };
  return value;
}

test('takes every JSON value', () => {
  for (const value of [null, false, 0, '', 'text', [], {}, [1, [2]], { a: { b: [null] } }, nested(200)]) {
    expect(Json.parse(value)).toBe(value);
  }
});

test('refuses what is not there and what is nested beyond any serializer, without exhausting the stack', () => {
  expect(Json.safeParse(undefined).success).toBe(false);
  expect(Json.safeParse(nested(300)).success).toBe(false);
  expect(Json.safeParse(nested(1_000_000)).success).toBe(false);
});
