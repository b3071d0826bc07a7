/** The standard services beside the kernel's own: health and reflection, through plain gRPC calls. */
import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { Client, credentials } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type KernelFixture, startKernel } from './kernel-fixture.ts';

let fixture: KernelFixture;
let client: Client;
beforeAll(async () => {
  fixture = await startKernel();
  client = new Client(fixture.kernel.address, credentials.createInsecure());
});
afterAll(async () => {
  client.close();
  await fixture[Symbol.asyncDispose]();
});

const raw = (bytes: Uint8Array): Buffer => Buffer.from(bytes);
const message = (field: number, text: string): Uint8Array =>
  new BinaryWriter().tag(field, WireType.LengthDelimited).string(text).finish();

describe('health', () => {
  const check = (service: string): Promise<number> =>
    new Promise((resolve, reject) => {
      const answered = (error: Error | null, answer?: Buffer): void => {
        if (error !== null || answer === undefined) reject(error ?? new Error('no answer'));
        else {
          const reader = new BinaryReader(answer);
          resolve(reader.tag()[0] === 1 ? reader.int32() : -1);
        }
      };
      client.makeUnaryRequest('/grpc.health.v1.Health/Check', raw, (bytes) => bytes, message(1, service), answered);
    });

  test('the kernel serves, by name and as a whole; an unknown service is not found', async () => {
    expect(await check('')).toBe(1);
    expect(await check('agentos.kernel.v1.KernelService')).toBe(1);
    await expect(check('agentos.Nothing')).rejects.toMatchObject({ code: 5 });
  });
});

describe('reflection', () => {
  const ask = async (question: Uint8Array): Promise<Map<number, Uint8Array[]>> => {
    const path = '/grpc.reflection.v1.ServerReflection/ServerReflectionInfo';
    const stream = client.makeBidiStreamRequest(path, raw, (bytes: Buffer) => bytes);
    stream.write(question);
    stream.end();
    const [answer] = (await stream.toArray()) as Buffer[];
    return fields(answer!);
  };
  const fields = (bytes: Uint8Array): Map<number, Uint8Array[]> => {
    const reader = new BinaryReader(bytes);
    const found = new Map<number, Uint8Array[]>();
    while (reader.pos < reader.len) {
      const [field, type] = reader.tag();
      if (type === WireType.LengthDelimited) found.set(field, [...(found.get(field) ?? []), reader.bytes()]);
      else reader.skip(type);
    }
    return found;
  };
  const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);

  test('lists the services', async () => {
    const listed = fields((await ask(message(7, '*'))).get(6)![0]!);
    const names = listed.get(1)?.map((service) => text(fields(service).get(1)?.[0]));
    expect(names).toEqual(['agentos.kernel.v1.KernelService', 'grpc.health.v1.Health']);
  });

  test.each(['agentos.kernel.v1.KernelService', 'agentos.kernel.v1.ReadFile', 'agentos.kernel.v1.KernelService.Ring'])(
    'describes %s with the file that holds it',
    async (symbol) => {
      const [file] = fields((await ask(message(4, symbol))).get(4)![0]!).get(1) ?? [];
      expect(text(fields(file!).get(1)?.[0])).toBe('agentos/kernel/v1/kernel.proto');
    },
  );

  test('an unknown symbol is an error, not silence', async () => {
    expect((await ask(message(4, 'no.such.Thing'))).has(7)).toBe(true);
  });
});
