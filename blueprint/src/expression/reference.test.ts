import { beforeAll, describe, expect, test } from 'vitest';
import { compileExpression } from './compile.ts';
import { exampleData, exampleEnvironment, type FunctionReference, functionReferences } from './functions/reference.ts';
import { expressionFunctions, functionFamilies } from './functions.ts';
import { loadRegularExpressions, patternFunctions } from './patterns.ts';

const data = JSON.parse(JSON.stringify(exampleData));
const examples = Object.entries(functionReferences).flatMap(([family, functions]) =>
  Object.entries<FunctionReference>(functions).map(([name, reference]) => ({ family, name, ...reference })),
);

beforeAll(loadRegularExpressions);

describe('every example of the reference', () => {
  test.each(examples)('$example', ({ name, example, result }) => {
    expect(example).toContain(`${name}(`);
    expect(compileExpression(example).evaluate({ data, frame: null }, exampleEnvironment)).toEqual(result);
  });
});

test('every function is described once, in the family it belongs to', () => {
  const described = examples.map(({ family, name }) => `${family}.${name}`);
  const there = Object.entries(functionFamilies).flatMap(([family, functions]) =>
    Object.keys(functions).map((name) => `${family}.${name}`),
  );
  expect(described).toEqual(there);
  expect(new Set(examples.map(({ name }) => name)).size).toBe(Object.keys(expressionFunctions).length);
});

test('signatures begin with the name, and each number of arguments that they promise is taken', () => {
  for (const [name, { signature, least, most }] of Object.entries(expressionFunctions)) {
    expect(signature.startsWith(`${name}(`)).toBe(true);
    expect(least).toBeLessThanOrEqual(most);
  }
});

test('functions that need the engine of regular expressions are known', () => {
  const found = Object.values(functionReferences.text).filter(({ description }) => /match|regular/.test(description));
  expect(found).toHaveLength(patternFunctions.size);
});
