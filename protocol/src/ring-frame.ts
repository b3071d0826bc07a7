/**
 * Reads a `RingRequest` part by part, as far as its reader wants to go: a message of a million submissions does not hold
 * anybody up, and one submission that makes no sense fails by itself instead of taking the whole message with it.
 */

import { Attach, Submission } from '@agentos/protocol/kernel';
import { BinaryReader } from '@bufbuild/protobuf/wire';
import { boundedFrom, boundedReader } from './bounded-reader.ts';

/** Who is told of the parts, in the order of the message. */
export interface FrameSink {
  attach(attach: Attach): void;
  submission(submission: Submission): void;
  /** A submission that cannot be read; `ref` and `flags` are 0 where they could not be read either. */
  malformed(userData: number, ref: number, flags: number): void;
  cancel(userData: number): void;
  detach(ref: number): void;
}

const attachField = 1;
const submissionField = 2;
const cancelField = 3;
const detachField = 4;
const varint = 0;
const lengthDelimited = 2;

export class RingFrame {
  readonly #bytes: Uint8Array;
  readonly #reader: BinaryReader;
  /** Inside a packed list of numbers: of which field, and where it ends. */
  #packedField = 0;
  #packedEnd = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#reader = new BinaryReader(bytes);
  }

  get done(): boolean {
    return this.#reader.pos >= this.#reader.len;
  }

  /**
   * Reads up to `most` parts and returns how many it has read.
   * @throws Error when the message itself makes no sense: nothing after that point can be read
   */
  read(sink: FrameSink, most: number): number {
    const reader = this.#reader;
    let parts = 0;
    while (parts < most && reader.pos < reader.len) {
      parts++;
      if (reader.pos < this.#packedEnd) {
        this.#number(sink, this.#packedField);
        continue;
      }
      const tag = reader.uint32();
      const field = tag >>> 3;
      const type = tag & 7;
      if (type === lengthDelimited && field <= detachField) this.#delimited(sink, field);
      else if (type === varint && (field === cancelField || field === detachField)) this.#number(sink, field);
      else reader.skip(type, field);
    }
    return parts;
  }

  #number(sink: FrameSink, field: number): void {
    if (field === cancelField) sink.cancel(Number(this.#reader.uint64()));
    else sink.detach(this.#reader.uint32());
  }

  #delimited(sink: FrameSink, field: number): void {
    const reader = this.#reader;
    const length = reader.uint32();
    const start = reader.pos;
    const end = start + length;
    if (end > reader.len) throw new RangeError('a part is longer than the message');
    if (field === cancelField || field === detachField) {
      this.#packedField = field;
      this.#packedEnd = end;
    } else if (field === attachField) {
      sink.attach(Attach.decode(boundedReader(this.#bytes.subarray(start, end))));
      reader.pos = end;
    } else if (field === submissionField) {
      const submission = this.#submission(start, length);
      reader.pos = end;
      if (submission !== undefined) sink.submission(submission);
      else this.#malformed(sink, start, end);
    } else {
      reader.pos = end;
    }
  }

  #submission(start: number, length: number): Submission | undefined {
    try {
      const reader = length > boundedFrom ? boundedReader(this.#bytes.subarray(start, start + length)) : this.#reader;
      const end = reader.pos + length;
      const submission = Submission.decode(reader, length);
      return reader.pos === end ? submission : undefined;
    } catch {
      return undefined;
    }
  }

  /** Finds out whom to answer. @throws RangeError when that cannot be told */
  #malformed(sink: FrameSink, start: number, end: number): void {
    const reader = new BinaryReader(this.#bytes.subarray(start, end));
    const found = [0, 0, 0, 0, 0];
    try {
      while (reader.pos < reader.len) {
        const [field, type] = reader.tag();
        if (type === varint && field < found.length) found[field] = Number(reader.uint64());
        else reader.skip(type, field);
      }
    } catch {
      // What came before the damage is known.
    }
    const [, userData = 0, ref = 0, , flags = 0] = found;
    if (!Number.isSafeInteger(userData)) throw new RangeError('a user_data above 2^53 cannot be answered');
    sink.malformed(userData, ref, flags);
  }
}
