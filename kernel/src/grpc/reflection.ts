/**
 * Server reflection (grpc.reflection.v1) straight from the descriptor set that the compiler wrote: each file goes out
 * as the bytes it came in, with the files it imports.
 */
import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import {
  type ServerDuplexStream,
  type ServiceDefinition,
  status,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';

interface DescribedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly imports: readonly string[];
  /** Full names of its messages, enums and services; methods under their service. */
  readonly symbols: readonly string[];
  readonly services: readonly string[];
}

interface Question {
  readonly raw: Uint8Array;
  readonly kind: 'file' | 'symbol' | 'list' | 'other';
  readonly text: string;
}

const method = {
  requestStream: true,
  responseStream: true,
  requestSerialize: ({ raw }: Question) => Buffer.from(raw),
  requestDeserialize: (bytes: Buffer) => readQuestion(bytes),
  responseSerialize: (bytes: Uint8Array) => Buffer.from(bytes),
  responseDeserialize: (bytes: Buffer): Uint8Array => bytes,
} as const;

export const reflectionService = {
  ServerReflectionInfo: { path: '/grpc.reflection.v1.ServerReflection/ServerReflectionInfo', ...method },
} satisfies ServiceDefinition;
/** The name that older clients ask for. */
export const reflectionServiceAlpha = {
  ServerReflectionInfo: { path: '/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo', ...method },
} satisfies ServiceDefinition;

/**
 * @param descriptorSet a serialized `google.protobuf.FileDescriptorSet`
 * @param served full names of the services to list
 */
export function reflection(descriptorSet: Uint8Array, served: readonly string[]): UntypedServiceImplementation {
  const files = readDescriptorSet(descriptorSet);
  const byName = new Map(files.map((file) => [file.name, file]));
  const bySymbol = new Map(files.flatMap((file) => file.symbols.map((symbol) => [symbol, file] as const)));

  const withImports = (file: DescribedFile, found = new Set<DescribedFile>()): Set<DescribedFile> => {
    if (found.has(file)) return found;
    found.add(file);
    for (const name of file.imports) {
      const imported = byName.get(name);
      if (imported !== undefined) withImports(imported, found);
    }
    return found;
  };
  const answer = (question: Question): Uint8Array => {
    const response = new BinaryWriter().tag(2, WireType.LengthDelimited).bytes(question.raw);
    if (question.kind === 'list') {
      response.tag(6, WireType.LengthDelimited).fork();
      for (const name of served) response.tag(1, WireType.LengthDelimited).fork().uint32(10).string(name).join();
      return response.join().finish();
    }
    const file = question.kind === 'file' ? byName.get(question.text) : bySymbol.get(question.text);
    if (file === undefined || question.kind === 'other') {
      response.tag(7, WireType.LengthDelimited).fork();
      response.uint32(8).int32(question.kind === 'other' ? status.UNIMPLEMENTED : status.NOT_FOUND);
      return response.uint32(18).string(`not found: ${question.text}`).join().finish();
    }
    response.tag(4, WireType.LengthDelimited).fork();
    for (const { bytes } of withImports(file)) response.uint32(10).bytes(bytes);
    return response.join().finish();
  };
  return {
    ServerReflectionInfo(stream: ServerDuplexStream<Question, Uint8Array>) {
      stream.on('data', (question: Question) => stream.write(answer(question)));
      stream.on('end', () => stream.end());
    },
  };
}

function readQuestion(raw: Uint8Array): Question {
  let question: Question = { raw, kind: 'other', text: '' };
  for (const { field, bytes } of fieldsOf(raw)) {
    const text = new TextDecoder().decode(bytes);
    if (field === 3) question = { raw, kind: 'file', text };
    else if (field === 4) question = { raw, kind: 'symbol', text };
    else if (field === 7) question = { raw, kind: 'list', text };
  }
  return question;
}

function readDescriptorSet(set: Uint8Array): DescribedFile[] {
  return fieldsOf(set).flatMap(({ field, bytes }) => (field === 1 ? [readFile(bytes)] : []));
}

function readFile(bytes: Uint8Array): DescribedFile {
  const fields = fieldsOf(bytes);
  const texts = (field: number): string[] => fields.flatMap((one) => (one.field === field ? [textOf(one.bytes)] : []));
  const named = (field: number): string[] => fields.flatMap((one) => (one.field === field ? [nameOf(one.bytes)] : []));
  const scope = texts(2)[0] ?? '';
  const full = (name: string): string => (scope === '' ? name : `${scope}.${name}`);
  const services = named(6).map(full);
  const methods = fields.flatMap((one) => {
    if (one.field !== 6) return [];
    const service = full(nameOf(one.bytes));
    return fieldsOf(one.bytes).flatMap((part) => (part.field === 2 ? [`${service}.${nameOf(part.bytes)}`] : []));
  });
  const symbols = [...named(4).map(full), ...named(5).map(full), ...services, ...methods];
  return { name: texts(1)[0] ?? '', bytes, imports: texts(3), symbols, services };
}

/** The length-delimited fields of a message. */
function fieldsOf(bytes: Uint8Array): { field: number; bytes: Uint8Array }[] {
  const reader = new BinaryReader(bytes);
  const fields = [];
  while (reader.pos < reader.len) {
    const [field, type] = reader.tag();
    if (type === WireType.LengthDelimited) fields.push({ field, bytes: reader.bytes() });
    else reader.skip(type);
  }
  return fields;
}

function nameOf(message: Uint8Array): string {
  const name = fieldsOf(message).find(({ field }) => field === 1);
  return name === undefined ? '' : textOf(name.bytes);
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
