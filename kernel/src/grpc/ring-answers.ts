/**
 * The answers of one ring on their way out. Those of one turn of the event loop leave together; when nothing else is under
 * way, already at the end of the callback. What they hold, here and in the transport, counts for whoever asked.
 */
import { nextTick } from 'node:process';
import type { Attached, Completion, SyscallResult } from '@agentos/protocol/kernel';
import { failure, toWire } from '../errors.ts';
import { resultBytes } from './payload.ts';
import type { RingStream } from './ring.ts';
import type { UnreadBytes } from './unread.ts';

const MiB = 1024 * 1024;
/** A message is sent before its payload exceeds this. */
const payloadPerMessage = 2 * MiB;
const mostAnswerBytes = 12 * MiB;
/** The answer to one attachment. */
const attachedBytes = 128;
/** An answer of this size is kept however much lies unread. */
const alwaysKept = 4_096;
/** Who holds answers to what was refused before it was anybody's call, on all streams together. */
export const refused = {};

interface Answer {
  readonly completion: Completion;
  readonly bytes: number;
  /** Who it is counted for. */
  readonly owner: object;
}

/** What the answers of one message hold, by owner: in the order of the answers, neighbours together. */
type Parcel = { readonly owner: object; bytes: number }[];

/** What the answers need of their door. */
export interface AnswersDoor {
  /** Whether calls are under way whose answers could travel along. */
  readonly busy: boolean;
  /** All that there was has left, and the transport takes more. */
  flushed(): void;
}

export class RingAnswers {
  readonly #stream: RingStream;
  readonly #unread: UnreadBytes;
  readonly #door: AnswersDoor;
  /** Messages that the transport has not taken yet. */
  readonly #parcels = new Set<Parcel>();
  #attached: Attached[] = [];
  #answers: Answer[] = [];
  #unsentBytes = 0;
  /** Bytes of answers to what was refused, unsent or on their way. */
  #refusedBytes = 0;
  /** Whether the end of this turn is awaited: what has not left by then leaves. */
  #turnEnds = false;
  #blocked = false;
  #over = false;

  constructor(stream: RingStream, unread: UnreadBytes, door: AnswersDoor) {
    this.#stream = stream;
    this.#unread = unread;
    this.#door = door;
  }

  /** Whether the transport takes no more for now. */
  get blocked(): boolean {
    return this.#blocked;
  }

  get unsentBytes(): number {
    return this.#unsentBytes;
  }

  /** Whether more of what is refused may be answered. */
  get mayRefuse(): boolean {
    return this.#refusedBytes === 0 || this.#unread.hasRoom(refused);
  }

  attached(answer: Attached): void {
    this.#attached.push(answer);
    this.#count(refused, attachedBytes);
    this.#flushSoon();
  }

  complete(userData: number, result: SyscallResult, owner: object = refused): void {
    const bytes = resultBytes(result);
    let sent = result;
    if (bytes > mostAnswerBytes) {
      sent = errorResult('EMSGSIZE', 'the answer is too large for one message; ask for less');
    } else if (bytes > alwaysKept && !this.#unread.mayKeep(owner)) {
      sent = errorResult('EAGAIN', 'the answer is dropped: too many others are unread; read your answers');
    }
    const held = sent === result ? bytes : 256;
    this.#answers.push({ completion: { userData, result: sent }, bytes: held, owner });
    this.#unsentBytes += held;
    this.#count(owner, held);
    this.#flushSoon();
  }

  /** The transport takes more. */
  drained(): void {
    this.#blocked = false;
    this.#flush();
  }

  /** The stream has closed: what was under way has left, or never will. */
  closed(): void {
    for (const parcel of this.#parcels) this.#left(parcel);
  }

  /** Nobody will read what has not left. */
  close(): void {
    this.#over = true;
    for (const { owner, bytes } of parcelOf(this.#answers, this.#attached.length)) this.#count(owner, -bytes);
    this.#answers = [];
    this.#attached = [];
  }

  #count(owner: object, bytes: number): void {
    if (owner === refused) this.#refusedBytes += bytes;
    this.#unread.add(owner, bytes);
  }

  /** A message has left, or never will. */
  #left(parcel: Parcel): void {
    if (!this.#parcels.delete(parcel)) return;
    for (const { owner, bytes } of parcel) this.#count(owner, -bytes);
  }

  #flushSoon(): void {
    if (this.#turnEnds) return;
    this.#turnEnds = true;
    setImmediate(() => {
      this.#turnEnds = false;
      this.#flush();
    });
    if (!this.#door.busy) nextTick(() => this.#flush());
  }

  #flush(): void {
    while (!this.#over && !this.#blocked && this.#answers.length + this.#attached.length > 0) {
      let bytes = 0;
      let count = 0;
      for (const answer of this.#answers) {
        if (count > 0 && bytes + answer.bytes > payloadPerMessage) break;
        bytes += answer.bytes;
        count++;
      }
      const answers = this.#answers.splice(0, count);
      const completions = answers.map(({ completion }) => completion);
      const attached = this.#attached;
      this.#attached = [];
      this.#unsentBytes -= bytes;
      const parcel = parcelOf(answers, attached.length);
      this.#parcels.add(parcel);
      this.#blocked = !this.#stream.write({ attached, completions }, () => this.#left(parcel));
    }
    if (!this.#over && !this.#blocked) this.#door.flushed();
  }
}

function parcelOf(answers: readonly Answer[], attached: number): Parcel {
  const parcel: Parcel = attached > 0 ? [{ owner: refused, bytes: attached * attachedBytes }] : [];
  let last = parcel[0];
  for (const { owner, bytes } of answers) {
    if (last?.owner === owner) last.bytes += bytes;
    else {
      last = { owner, bytes };
      parcel.push(last);
    }
  }
  return parcel;
}

export function errorResult(code: string, message: string): SyscallResult {
  return { result: { $case: 'error', value: toWire(failure(code, message)) } };
}
