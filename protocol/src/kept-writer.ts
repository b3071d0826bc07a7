/**
 * Writes messages with one writer whose memory is kept from message to message: growing a new one for each costs more than
 * writing a small message. What is returned is a copy of just the message.
 */
import { BinaryWriter } from '@bufbuild/protobuf/wire';

/** Memory that a writer grew to beyond this is not kept. */
const mostKept = 256 * 1024;

interface Encoder<M> {
  encode(message: M, writer: BinaryWriter): BinaryWriter;
}

let kept: BinaryWriter | undefined;

/** @throws Error as `encode` does */
export function encodeKept<M>(type: Encoder<M>, message: M): Buffer {
  const writer = kept ?? new BinaryWriter();
  // One that fails half way is gone, and with it what it had written.
  kept = undefined;
  const bytes = type.encode(message, writer).finish();
  if (bytes.length <= mostKept) kept = writer;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
