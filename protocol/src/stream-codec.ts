/**
 * How the messages of StreamSyscall are put on the wire by both sides. Those that are nothing but bytes, nearly all of a
 * stream, skip the generated code, which copies them twice more.
 */
import { StreamSyscallChunk, StreamSyscallRequest } from '@agentos/protocol/kernel';
import { boundedReader } from './bounded-reader.ts';

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
  if (bytes === undefined) return StreamSyscallRequest.decode(boundedReader(message));
  return { request: { $case: 'chunk', value: bytes } };
}

/** Longest field header before the bytes. */
const headerRoom = 8;

/**
 * A chunk of data that is made where it is sent from: its bytes are filled in after room for the header, and go out
 * without another copy. It may be filled again once it has been sent.
 */
export class ChunkFrame implements StreamSyscallChunk {
  /** Where the data belongs, from its start. */
  readonly room: Buffer;
  readonly #frame: Buffer;
  #length = 0;

  constructor(size: number) {
    this.#frame = Buffer.allocUnsafeSlow(headerRoom + size);
    this.room = this.#frame.subarray(headerRoom);
  }

  /** The first `length` bytes of the room are the chunk. */
  filled(length: number): this {
    this.#length = length;
    return this;
  }

  get chunk(): { $case: 'data'; value: Buffer } {
    return { $case: 'data', value: this.room.subarray(0, this.#length) };
  }

  /** The whole message. */
  get message(): Buffer {
    const header = headerBytes(this.#length);
    putHeader(this.#frame, headerRoom - header, dataTag, this.#length);
    return this.#frame.subarray(headerRoom - header, headerRoom + this.#length);
  }
}

export function encodeStreamChunk(message: StreamSyscallChunk): Buffer {
  if (message instanceof ChunkFrame) return message.message;
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
  const header = headerBytes(bytes.length);
  const message = Buffer.allocUnsafe(header + bytes.length);
  putHeader(message, 0, tag, bytes.length);
  message.set(bytes, header);
  return message;
}

/** Bytes of the tag and of a length below 2^35. */
function headerBytes(length: number): number {
  return 1 + (length < 0x80 ? 1 : length < 0x4000 ? 2 : length < 0x20_0000 ? 3 : length < 0x1000_0000 ? 4 : 5);
}

function putHeader(message: Buffer, at: number, tag: number, length: number): void {
  message[at] = tag;
  const last = at + headerBytes(length) - 1;
  let rest = length;
  for (let place = at + 1; place < last; place++) {
    message[place] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
  }
  message[last] = rest;
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
