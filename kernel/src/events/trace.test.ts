import fc from 'fast-check';
import { expect, test } from 'vitest';
import { childOf, currentWork, during, hexOf, newTrace, parseTraceparent, spanWord, traceWords } from './trace.ts';

const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length });
const zero = (text: string): boolean => /^0*$/.test(text);

test('a traceparent goes on: its trace, its span as the parent, its flag', () => {
  fc.assert(
    fc.property(hex(32), hex(16), fc.boolean(), (trace, span, sampled) => {
      fc.pre(!zero(trace) && !zero(span));
      const context = parseTraceparent(`00-${trace}-${span}-0${sampled ? 1 : 0}`);
      const { word0, word1, word2, word3, parentHigh, parentLow } = context;
      expect([word0, word1, word2, word3].map(hexOf).join('')).toBe(trace);
      expect(`${hexOf(parentHigh)}${hexOf(parentLow)}`).toBe(span);
      expect(context.sampled).toBe(sampled);
      expect(traceWords(trace)).toEqual([word0, word1, word2, word3]);
    }),
    { seed: 5 },
  );
});

test.each([
  '',
  'nonsense',
  `00-${'0'.repeat(32)}-${'1'.repeat(16)}-01`,
  `00-${'1'.repeat(32)}-${'0'.repeat(16)}-01`,
  `ff-${'1'.repeat(32)}-${'1'.repeat(16)}-01`,
  `00-${'A'.repeat(32)}-${'1'.repeat(16)}-01`,
  `00-${'1'.repeat(31)}é-${'1'.repeat(16)}-01`,
  `00-${'1'.repeat(32)}-${'1'.repeat(16)}-0`,
  `00-${'1'.repeat(32)}-${'1'.repeat(16)}-01-more`,
  `00_${'1'.repeat(32)}-${'1'.repeat(16)}-01`,
])('what is no traceparent begins a trace of its own: %s', (text) => {
  const one = parseTraceparent(text);
  const other = parseTraceparent(text);
  expect([one.parentHigh, one.parentLow, one.sampled]).toEqual([0, 0, false]);
  expect(one.word3).not.toBe(other.word3);
});

test('a later version that begins alike is understood', () => {
  const context = parseTraceparent(`01-${'1'.repeat(32)}-${'2'.repeat(16)}-01-more`);
  expect([hexOf(context.word0), hexOf(context.parentLow)]).toEqual(['11111111', '22222222']);
});

test('a part of a piece of work has a span of its own below it', () => {
  const above = newTrace();
  const child = childOf(above);
  expect([child.word0, child.word3]).toEqual([above.word0, above.word3]);
  expect([child.parentHigh, child.parentLow]).toEqual([spanWord, above.span]);
  expect(child.span).not.toBe(above.span);
});

test('the work of a thread is known while its step runs, also when that fails', () => {
  const work = { trace: newTrace(), pid: 4 };
  const inner = { trace: newTrace(), pid: 5 };
  const seen = during(work, () => [currentWork(), during(inner, currentWork), currentWork()]);
  expect(seen).toEqual([work, inner, work]);
  expect(() =>
    during(work, () => {
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(currentWork()).toBeUndefined();
});
