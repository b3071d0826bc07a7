/** Fields of 64 bits in the generated code, beside the library's own way of writing and reading them. */
import { Completion, Submission } from '@agentos/protocol/kernel';
import { BinaryReader, BinaryWriter } from '@bufbuild/protobuf/wire';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const wide = fc.oneof(
  fc.maxSafeNat(),
  fc.nat({ max: 53 }).chain((bits) => fc.constantFrom(2 ** bits - 1, Math.min(2 ** bits, Number.MAX_SAFE_INTEGER))),
);

test('every safe integer is written as the library writes it, and read back', () => {
  fc.assert(
    fc.property(wide, (userData) => {
      const written = Completion.encode({ userData, result: undefined }).finish();
      const expected = new BinaryWriter();
      if (userData !== 0) expected.uint32(8).uint64(BigInt(userData));
      expect(written).toEqual(expected.finish());
      expect(Completion.decode(written).userData).toBe(userData);
    }),
    { numRuns: 2_000 },
  );
});

test('what is no safe integer is refused, never cut', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 2n ** 53n, max: 2n ** 64n - 1n }), (value) => {
      const bytes = new BinaryWriter().uint32(8).uint64(value).finish();
      expect(() => Submission.decode(bytes)).toThrow('MAX_SAFE_INTEGER');
    }),
  );
  for (const userData of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 64]) {
    expect(() => Completion.encode({ userData, result: undefined }), `${userData}`).toThrow();
  }
});

test('a number that ends too early is an error', () => {
  expect(() => Completion.decode(new BinaryReader(Uint8Array.of(8, 0xff, 0xff)))).toThrow();
});
