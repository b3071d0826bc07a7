/** Requests of very many tiny parts: refused before the core has made objects of them all, whoever sends them. */
import { RingResponse } from '@agentos/protocol/kernel';
import { Client, credentials, Metadata } from '@grpc/grpc-js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Actor, everything, type KernelFixture, startKernel } from './kernel-fixture.ts';

let fixture: KernelFixture;
let actor: Actor;
let client: Client;
beforeAll(async () => {
  fixture = await startKernel();
  actor = await fixture.actor(everything);
  client = new Client(fixture.kernel.address, credentials.createInsecure());
});
afterAll(async () => {
  client.close();
  await fixture[Symbol.asyncDispose]();
});

const same = (bytes: Buffer): Buffer => bytes;
const service = '/agentos.kernel.v1.KernelService';

function varint(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(value >>> 7)];
}

function field(number: number, bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from([...varint((number << 3) | 2), ...varint(bytes.length)]), bytes]);
}

/** A clipboardCopy (syscall 180) with so many empty alternatives (its field 3). */
const copyOf = (alternatives: number): Buffer => field(180, Buffer.alloc(2 * alternatives, Buffer.from([0x1a, 0])));

function executeSyscall(syscall: Buffer, metadata = new Metadata()): Promise<{ details: string; answer?: Buffer }> {
  return new Promise((resolve) => {
    const bytes = field(1, syscall);
    client.makeUnaryRequest(`${service}/ExecuteSyscall`, same, same, bytes, metadata, (error, answer) =>
      resolve(error === null && answer !== undefined ? { details: '', answer } : { details: error?.details ?? '' }),
    );
  });
}

const token = (): Metadata => {
  const metadata = new Metadata();
  metadata.set('authorization', `Bearer ${actor.token}`);
  return metadata;
};

test('a call of a million parts is refused, without a token and with one; one of thousands is read', async () => {
  const tooMany = 'Error deserializing request';
  expect((await executeSyscall(copyOf(1_000_000))).details).toEqual(tooMany);
  expect((await executeSyscall(copyOf(1_000_000), token())).details).toEqual(tooMany);
  const { answer } = await executeSyscall(copyOf(10_000), token());
  // The handler has seen it.
  expect(answer?.toString()).toContain('10001 formats');
});

test('in a ring only the submission fails, and the others are answered', async () => {
  const ring = client.makeBidiStreamRequest(`${service}/Ring`, same, same, token());
  const answers: RingResponse[] = [];
  const done = new Promise<void>((resolve, reject) => {
    ring.on('data', (bytes: Buffer) => {
      answers.push(RingResponse.decode(bytes));
      if (answers.flatMap(({ completions }) => completions).length >= 2) resolve();
    });
    ring.on('error', reject);
  });
  const attach = field(1, Buffer.concat([Buffer.from([1 << 3, 1]), field(2, Buffer.from(actor.token))]));
  // user_data (1), ref (2) and the syscall (6) of a submission; `now` is syscall 170.
  const submission = (userData: number, syscall: Buffer) =>
    field(2, Buffer.concat([Buffer.from([1 << 3, userData, 2 << 3, 1]), field(6, syscall)]));
  ring.write(Buffer.concat([attach, submission(1, copyOf(1_000_000)), submission(2, field(170, Buffer.alloc(0)))]));
  await done;
  const completions = answers.flatMap((answer) => answer.completions);
  const [bad, good] = [1, 2].map((wanted) => completions.find(({ userData }) => userData === wanted));
  expect(bad?.result?.result).toMatchObject({ $case: 'error', value: { code: 'EINVAL' } });
  expect(good?.result?.result).toMatchObject({ $case: 'now' });
  ring.cancel();
});
