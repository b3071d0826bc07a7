/**
 * What is under way on one ring, and what there is room for: submissions that wait, calls that last, what their answers
 * may hold. Lanes for which there is no room are parked, and come back when something has ended or was read.
 */
import type { RunQueue } from '../scheduler/run-queue.ts';
import { payloadBytes } from './payload.ts';
import type { RingAnswers } from './ring-answers.ts';
import type { RingCall, RingLane } from './ring-lane.ts';
import type { UnreadBytes } from './unread.ts';

const MiB = 1024 * 1024;
/** Lasting submissions of one stream. Of what is left a process may take as much as it leaves to the others. */
const mostInFlight = 16_384;
/** Lasting submissions that every process may have, whatever the others do. */
const leastInFlight = 64;
/** Most bytes that answers, unsent or still to come, may hold. */
const mostHeldBytes = 32 * MiB;
/** The part of it that the calls of one process may hold. */
const mostHeldByOne = 16 * MiB;
/** Submissions of all that wait, and the bytes they were given, before the input is paused. */
const mostWaiting = 65_536;
const mostWaitingBytes = 32 * MiB;
/** Lanes that are looked at again when a call has ended. */
const unparkedAtOnce = 8;

/** What the room belongs to. */
export interface RoomOptions {
  readonly answers: RingAnswers;
  readonly unread: UnreadBytes;
  readonly queue: RunQueue;
  /** There may be room for more of the input. */
  readonly onRoom: () => void;
}

export class RingRoom {
  readonly #answers: RingAnswers;
  readonly #unread: UnreadBytes;
  readonly #queue: RunQueue;
  readonly #onRoom: () => void;
  /** Lanes with work for which there was no room. */
  readonly #parked = new Set<RingLane>();
  #inFlight = 0;
  #waiting = 0;
  #waitingBytes = 0;
  #reservedBytes = 0;
  #stopAwaiting: (() => void) | undefined;
  #over = false;

  constructor({ answers, unread, queue, onRoom }: RoomOptions) {
    this.#answers = answers;
    this.#unread = unread;
    this.#queue = queue;
    this.#onRoom = onRoom;
  }

  /** Whether anything is under way. */
  get busy(): boolean {
    return this.#inFlight > 0 || this.#waiting > 0;
  }

  /** Whether more submissions may be taken in. */
  mayRead(): boolean {
    if (this.#answers.blocked || this.#over || this.#answers.unsentBytes >= mostHeldBytes) return false;
    if (!this.#answers.mayRefuse) {
      this.#await();
      return false;
    }
    return this.#waiting < mostWaiting && this.#waitingBytes < mostWaitingBytes;
  }

  /** Whether there is room for what the call may hold. */
  mayStart({ lane, reserved }: RingCall): boolean {
    if (this.#answers.blocked || this.#answers.unsentBytes >= mostHeldBytes) return false;
    if (lane.inFlight >= Math.max(leastInFlight, mostInFlight - this.#inFlight)) return false;
    if (!this.#unread.hasRoom(lane.process)) return false;
    if (reserved === 0) return true;
    return lane.reserved < mostHeldByOne && this.#reservedBytes + this.#answers.unsentBytes < mostHeldBytes;
  }

  waits(call: RingCall): void {
    call.waits = true;
    call.payload = payloadBytes(call.submission.syscall);
    call.lane.waiting++;
    this.#waiting++;
    this.#waitingBytes += call.payload;
  }

  /** Does nothing for a call that did not wait. */
  waitsNoMore(call: RingCall): void {
    if (!call.waits) return;
    call.waits = false;
    call.lane.waiting--;
    this.#waiting--;
    this.#waitingBytes -= call.payload;
    this.#onRoom();
  }

  /** A call lasts from now on. */
  lasts({ lane, reserved }: RingCall): void {
    this.#count(lane, 1, reserved);
  }

  /** It does not last any more. */
  lastsNoMore({ lane, reserved }: RingCall): void {
    this.#count(lane, -1, -reserved);
  }

  park(lane: RingLane): void {
    if (this.#over) return;
    this.#parked.add(lane);
    // Those that do not read are not told either: what they hold leaves first.
    if (!this.#answers.blocked && !this.#unread.hasRoom(lane.process)) this.#await();
  }

  /** A call has ended: some of the lanes look again. */
  unparkSome(): void {
    if (this.#parked.size > 0) this.unpark(unparkedAtOnce);
  }

  unpark(most = Number.POSITIVE_INFINITY): void {
    let left = most;
    for (const lane of this.#parked) {
      if (left-- <= 0) return;
      this.#parked.delete(lane);
      this.#queue.add(lane);
    }
  }

  close(): void {
    this.#over = true;
    this.#parked.clear();
    this.#stopAwaiting?.();
  }

  #count(lane: RingLane, calls: number, reserved: number): void {
    lane.inFlight += calls;
    this.#inFlight += calls;
    lane.reserved += reserved;
    this.#reservedBytes += reserved;
    if (reserved !== 0) this.#unread.add(lane.process, 0, reserved);
  }

  /** Goes on when something has been given back, on whatever stream. */
  #await(): void {
    this.#stopAwaiting ??= this.#unread.onRoom(() => {
      this.#stopAwaiting = undefined;
      if (this.#over) return;
      if (!this.#answers.blocked) this.unpark();
      this.#onRoom();
    });
  }
}
