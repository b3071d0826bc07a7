import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonFault, jsonFaultAt } from './json-fault.ts';

test.each([
  ['{"a": 1,}', 8],
  ['[1 2]', 3],
  ['{"a" 1}', 5],
  ['{a: 1}', 1],
  ["['a']", 1],
  ['[1,', 3],
  ['', 0],
  ['01', 1],
  ['"a\nb"', 0],
  ['{} x', 3],
  ['nulll', 4],
  ['[[[]]', 5],
  [' { "a" : [ 1 , { } ] } ', -1],
])('%j is at fault at %i', (text, at) => {
  expect(jsonFaultAt(text)).toBe(at);
});

test('the place is told by line and column', () => {
  expect(jsonFault('{\n  "a": 1\n  "b": 2\n}')).toBe('this is no JSON: "\\"" cannot stand at line 3, column 3');
  expect(jsonFault('{"a":')).toBe('this is no JSON: it ends too early');
});

test('long texts and deep lists are read like any other', () => {
  const long = JSON.stringify('"\\é'.repeat(300_000));
  expect(jsonFaultAt(`[${long},]`)).toBe(long.length + 2);
  expect(jsonFaultAt('['.repeat(500_000))).toBe(500_000);
});

test('it takes exactly what the engine takes', () => {
  const accepted = (text: string): boolean => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };
  const pieces = fc.array(
    fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '1', '-', '.', 'e', '0', ' ', 'true', '"', '\\'),
  );
  const texts = fc.oneof(
    pieces.map((list) => list.join('')),
    fc.json(),
    fc.json().map((text) => text.slice(1)),
  );
  fc.assert(
    fc.property(texts, (text) => (jsonFaultAt(text) === -1) === accepted(text)),
    { numRuns: 2000 },
  );
});
