/**
 * Readers for messages of strangers: a message of many tiny parts becomes objects of a thousand times its size, and takes a
 * second for each megabyte. How many numbers (tags, lengths and values) one message may hold is bounded, far above what
 * any request needs, so that it is refused before it has cost much.
 */
import { BinaryReader } from '@bufbuild/protobuf/wire';

/** A batch of 4,096 calls, or a change of 10,000 keys, has a third of it. */
export const mostNumbers = 262_144;
/** What is not larger cannot hold many, bytes. */
export const boundedFrom = 16 * 1024;

class BoundedReader extends BinaryReader {
  constructor(bytes: Uint8Array) {
    super(bytes);
    const read = this.uint32;
    let left = mostNumbers;
    this.uint32 = () => {
      if (left-- === 0) throw new RangeError(`a message holds more than ${mostNumbers} tags, lengths and numbers`);
      return read.call(this);
    };
  }
}

/** Its `uint32` throws RangeError when the message holds too many. */
export function boundedReader(bytes: Uint8Array): BinaryReader {
  return bytes.length <= boundedFrom ? new BinaryReader(bytes) : new BoundedReader(bytes);
}

/** Decodes messages of a type with the bound. */
export function boundedDecoder<Message>(type: {
  decode(input: BinaryReader | Uint8Array, length?: number): Message;
}): (bytes: Uint8Array) => Message {
  return (bytes) => type.decode(boundedReader(bytes));
}
