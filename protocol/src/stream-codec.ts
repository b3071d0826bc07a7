/**
 * How the messages of StreamSyscall are put on the wire by both sides. Those that are nothing but bytes, nearly all of a
 * stream, skip the generated code, which copies them twice more.
 */
import { StreamSyscallChunk, StreamSyscallRequest } from '@agentos/protocol/kernel';

export const streamPath = '/agentos.kernel.v1.KernelService/StreamSyscall';

/** Field number and wire type of `StreamSyscallRequest.chunk` and of `StreamSyscallChunk.data`. */
const chunkTag = (4 << 3) | 2;
const dataTag = (1 << 3) | 2;

export function encodeStreamRequest(message: StreamSyscallRequest): Buffer {
  const { request } = message;
  if (request?.$case === 'chunk') return encodeBytes(chunkTag, request.value);
  return Buffer.from(StreamSyscallRequest.encode(message).finish());
}

export function decodeStreamRequest(message: Buffer): StreamSyscallRequest {
  const bytes = decodeBytes(chunkTag, message);
  if (bytes === undefined) return StreamSyscallRequest.decode(message);
  return { request: { $case: 'chunk', value: bytes } };
}

export function encodeStreamChunk(message: StreamSyscallChunk): Buffer {
  const { chunk } = message;
  if (chunk?.$case === 'data') return encodeBytes(dataTag, chunk.value);
  return Buffer.from(StreamSyscallChunk.encode(message).finish());
}

export function decodeStreamChunk(message: Buffer): StreamSyscallChunk {
  const bytes = decodeBytes(dataTag, message);
  if (bytes === undefined) return StreamSyscallChunk.decode(message);
  return { chunk: { $case: 'data', value: bytes } };
}

/** A message whose only field is `bytes`. */
function encodeBytes(tag: number, bytes: Uint8Array): Buffer {
  const { length } = bytes;
  const header = 1 + (length < 0x80 ? 1 : length < 0x4000 ? 2 : length < 0x20_0000 ? 3 : length < 0x1000_0000 ? 4 : 5);
  const message = Buffer.allocUnsafe(header + length);
  message[0] = tag;
  let rest = length;
  for (let at = 1; at < header; at++) {
    message[at] = at === header - 1 ? rest : (rest & 0x7f) | 0x80;
    rest >>>= 7;
  }
  message.set(bytes, header);
  return message;
}

/** The bytes of a message that holds that one field and nothing else, without a copy. */
function decodeBytes(tag: number, message: Buffer): Buffer | undefined {
  if (message[0] !== tag) return undefined;
  let length = 0;
  for (let at = 1; at <= 4; at++) {
    const byte = message[at] ?? 0x80;
    length |= (byte & 0x7f) << (7 * (at - 1));
    if (byte < 0x80) return at + 1 + length === message.length ? message.subarray(at + 1) : undefined;
  }
  return undefined;
}
