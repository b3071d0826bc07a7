/**
 * Random messages of the kernel's contract as bytes, made from the descriptor set: a message, field or RPC that is added
 * is drawn too. Most are well formed and hold extreme values; some break the rules of the wire.
 */
import { readFileSync } from 'node:fs';
import { createFileRegistry, type DescField, type DescMessage, type DescService, fromBinary } from '@bufbuild/protobuf';
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import fc from 'fast-check';

const descriptors = readFileSync(new URL('../../protocol/gen/descriptors.binpb', import.meta.url));
const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, descriptors));

export function serviceNamed(name: string): DescService {
  const service = registry.getService(name);
  if (service === undefined) throw new Error(`no service ${name}`);
  return service;
}

export function messageNamed(name: string): DescMessage {
  const message = registry.getMessage(name);
  if (message === undefined) throw new Error(`no message ${name}`);
  return message;
}

const deepest = 5;

const text = fc.oneof(
  fc.constantFrom(
    '',
    '/',
    '/home',
    '/home/a',
    '/home/../../etc/passwd',
    '/tmp/x',
    '/mnt/none',
    '/system/kv.sqlite',
    'a\0b',
    '..',
    '.',
    '%2e%2e',
    '\u202e',
    '-1',
    'getfl',
    'text/plain',
    '127.0.0.1',
    '::1',
    '/home/*',
    '00-00000000000000000000000000000000-0000000000000000-01',
  ),
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.integer({ min: 1, max: 70_000 }).map((length) => 'x'.repeat(length)),
  fc.integer({ min: 1, max: 3_000 }).map((length) => '/d'.repeat(length)),
);

const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 64 }),
  fc.integer({ min: 0, max: 1_100_000 }).map((length) => new Uint8Array(length)),
);

const number = fc.oneof(
  fc.integer({ min: 0, max: 9 }),
  fc.constantFrom(0, 1, 2, 63, 64, 1_000, 65_535, 65_536, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1),
  fc.nat(),
);

// What does not fit 53 bits fails the whole message: seldom, or little else would be tried.
const wide = fc.oneof(
  { weight: 20, arbitrary: number.map(BigInt) },
  { weight: 3, arbitrary: fc.constantFrom(0n, 1n, 2n ** 53n - 1n) },
  { weight: 1, arbitrary: fc.constantFrom(2n ** 53n, 2n ** 63n - 1n, 2n ** 63n, 2n ** 64n - 1n) },
);

const real = fc.oneof(fc.double(), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -0, 1e308));

type Put = (writer: BinaryWriter) => void;

/** A value of a scalar, as it stands on the wire after its tag. */
function scalar(field: DescField): fc.Arbitrary<{ wire: WireType; put: Put }> {
  const of = <T>(wire: WireType, values: fc.Arbitrary<T>, put: (writer: BinaryWriter, value: T) => void) =>
    values.map((value) => ({ wire, put: (writer: BinaryWriter) => put(writer, value) }));
  if (field.enum !== undefined) return of(WireType.Varint, fc.integer({ min: -2, max: 12 }), (w, v) => w.int32(v));
  switch (field.scalar) {
    case 1:
      return of(WireType.Bit64, real, (w, v) => w.double(v));
    case 3:
    case 4:
      return of(WireType.Varint, wide, (w, v) => w.uint64(v));
    case 5:
      return of(WireType.Varint, fc.integer(), (w, v) => w.int32(v));
    case 8:
      return of(WireType.Varint, fc.boolean(), (w, v) => w.bool(v));
    case 9:
      return of(WireType.LengthDelimited, text, (w, v) => w.string(v));
    case 12:
      return of(WireType.LengthDelimited, bytes, (w, v) => w.bytes(v));
    case 13:
      return of(WireType.Varint, number, (w, v) => w.uint32(v >>> 0));
    default:
      throw new Error(`${field.name}: no values are made for scalar ${field.scalar}`);
  }
}

/** One occurrence of a field, tag included. */
function occurrence(field: DescField, depth: number): fc.Arbitrary<Uint8Array> {
  if (field.fieldKind === 'map' || field.message !== undefined) {
    if (depth >= deepest || field.message === undefined) {
      return fc.uint8Array({ maxLength: 8 }).map((inner) => tagged(field.number, inner));
    }
    return messageBytes(field.message, depth + 1).map((inner) => tagged(field.number, inner));
  }
  return scalar(field).map(({ wire, put }) => {
    const writer = new BinaryWriter().tag(field.number, wire);
    put(writer);
    return writer.finish();
  });
}

function tagged(number: number, inner: Uint8Array): Uint8Array {
  return new BinaryWriter().tag(number, WireType.LengthDelimited).bytes(inner).finish();
}

/** Any of the fields, each up to four times, in any order: also several cases of one `oneof`. */
export function messageBytes(message: DescMessage, depth = 0): fc.Arbitrary<Uint8Array> {
  const { fields } = message;
  if (fields.length === 0) return fc.constant(new Uint8Array());
  const one = fc.constantFrom(...fields).chain((field) => occurrence(field, depth));
  return fc.array(one, { maxLength: Math.min(2 * fields.length, 12) }).map((parts) => Buffer.concat(parts));
}

/** A message whose field `number` holds a random message, every field of that set once. */
export function holding(field: DescField): fc.Arbitrary<Uint8Array> {
  const { message } = field;
  if (message === undefined) throw new Error(`${field.name} is no message`);
  const filled = fc.tuple(...message.fields.map((one) => occurrence(one, 1))).map((parts) => Buffer.concat(parts));
  return fc.oneof(filled, messageBytes(message, 1)).map((inner) => tagged(field.number, inner));
}

/** Breaks some of the messages: cut short, bytes changed, bytes added, or nothing but noise. */
export function broken(whole: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Uint8Array> {
  return fc.oneof(
    { weight: 6, arbitrary: whole },
    {
      weight: 1,
      arbitrary: fc.tuple(whole, fc.nat()).map(([bytes, at]) => bytes.subarray(0, at % (bytes.length + 1))),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(whole, fc.nat(), fc.nat(255)).map(([bytes, at, value]) => {
        const changed = Buffer.from(bytes);
        if (changed.length > 0) changed[at % changed.length] = value;
        return changed;
      }),
    },
    { weight: 1, arbitrary: fc.tuple(whole, fc.uint8Array({ maxLength: 20 })).map((parts) => Buffer.concat(parts)) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
    // Groups and messages within messages, deeper than any reader follows.
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 5_000 }).map((depth) => Buffer.alloc(depth, 0x0b)) },
  );
}
