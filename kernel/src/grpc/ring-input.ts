/**
 * The messages of one ring on their way in: read in parts, as much in one turn of the event loop as others can wait for, and
 * no faster than there is room for what is in them. While there is more, the client is paused.
 */
import { type FrameSink, RingFrame } from '@agentos/protocol/ring-frame';
import type { RingStream } from './ring.ts';

/** Parts of messages that are read in one turn. */
const partsPerTurn = 1_024;

/** What the input needs of its door. */
export interface InputDoor extends FrameSink {
  hasRoom(): boolean;
  /** A message of which nothing further can be read. */
  unreadable(error: unknown): void;
}

export class RingInput {
  readonly #stream: RingStream;
  readonly #door: InputDoor;
  #frames: RingFrame[] = [];
  #reading = false;
  #over = false;

  constructor(stream: RingStream, door: InputDoor) {
    this.#stream = stream;
    this.#door = door;
  }

  push(message: Uint8Array): void {
    if (this.#over) return;
    this.#frames.push(new RingFrame(message));
    this.read();
  }

  /** Takes in what there is room for, unless that is due in the next turn anyway. */
  read(): void {
    if (!this.#reading) this.#read();
  }

  /** There may be room again: what has arrived is read in the next turn. */
  readSoon(): void {
    if (this.#frames.length === 0 || this.#reading || this.#over) return;
    this.#reading = true;
    setImmediate(() => this.#read());
  }

  close(): void {
    this.#over = true;
    this.#frames = [];
  }

  #read(): void {
    this.#reading = false;
    let parts = 0;
    for (let [frame] = this.#frames; frame !== undefined && this.#door.hasRoom(); [frame] = this.#frames) {
      if (parts >= partsPerTurn) {
        this.readSoon();
        break;
      }
      try {
        parts += frame.read(this.#door, Math.min(partsPerTurn - parts, 128));
      } catch (error) {
        this.#door.unreadable(error);
        return;
      }
      if (frame.done) this.#frames.shift();
    }
    if (this.#over) return;
    if (this.#frames.length > 0) this.#stream.pause();
    else if (this.#stream.isPaused()) this.#stream.resume();
  }
}
