/** The submissions of one attached process that wait for its turn, in order, and how much of it is under way. */
import type { Submission } from '@agentos/protocol/kernel';
import type { Process } from '../process/process.ts';
import type { SchedulingEntity } from '../scheduler/entity.ts';
import type { Lane } from '../scheduler/run-queue.ts';
import type { Running } from '../syscalls/pending.ts';
import type { Chain } from './chain.ts';

/** One submission that has not been answered. */
export interface RingCall {
  readonly submission: Submission;
  readonly lane: RingLane;
  readonly chain: Chain<RingCall> | undefined;
  /** Bytes that it was given, counted while it waits. */
  payload: number;
  /** Bytes that it may hold while it runs. */
  reserved: number;
  /** When it began to wait for the core; 0: not yet, or nobody wants to know. */
  since: number;
  /** Whether it is counted among those that wait. */
  waits: boolean;
  /** Whether the door finds it by its user_data: what is answered at once never is. */
  listed: boolean;
  running: Running | undefined;
  /** Answered while it waited in its lane. */
  over: boolean;
}

/** What a lane needs of its door. */
export interface LaneDoor {
  /** Whether there is room for what the call may hold. */
  mayStart(call: RingCall): boolean;
  /** Told once, when `mayStart` said no: the door queues the lane again when that may have changed. */
  park(lane: RingLane): void;
  begin(call: RingCall): void;
}

export class RingLane implements Lane {
  readonly process: Process;
  readonly schedule: SchedulingEntity;
  /** The chain that the next submission belongs to. */
  openChain: Chain<RingCall> | undefined;
  inFlight = 0;
  reserved = 0;
  /** Waiting calls, those in chains included. */
  waiting = 0;
  readonly #door: LaneDoor;
  /** Members of chains that go on, before everything else; the last one first. */
  readonly #first: RingCall[] = [];
  #calls: RingCall[] = [];
  #next = 0;
  /** About how many of them were answered where they wait. */
  #answered = 0;

  constructor(process: Process, door: LaneDoor) {
    this.process = process;
    this.schedule = process.schedule;
    this.#door = door;
  }

  get idle(): boolean {
    return this.waiting === 0 || this.#head() === undefined;
  }

  push(call: RingCall): void {
    this.#calls.push(call);
  }

  pushFirst(call: RingCall): void {
    this.#first.push(call);
  }

  /** One of its calls was answered while it waited: what it was given goes at once, its place with those of others. */
  answered(call: RingCall): void {
    call.submission.syscall = undefined;
    if (++this.#answered < 256 || 2 * this.#answered < this.#calls.length - this.#next) return;
    this.#calls = this.#calls.slice(this.#next).filter(({ over }) => !over);
    this.#next = 0;
    this.#answered = 0;
  }

  step(): boolean {
    const call = this.#head();
    if (call === undefined) return false;
    if (!this.#door.mayStart(call)) {
      this.#door.park(this);
      return false;
    }
    if (this.#first.at(-1) === call) this.#first.pop();
    else this.#next++;
    this.#door.begin(call);
    return !this.idle;
  }

  #head(): RingCall | undefined {
    for (let call = this.#first.at(-1); call !== undefined; call = this.#first.at(-1)) {
      if (!call.over) return call;
      this.#first.pop();
    }
    for (; this.#next < this.#calls.length; this.#next++) {
      const call = this.#calls[this.#next];
      if (call?.over === false) {
        if (this.#next > 1_024) this.#compact();
        return call;
      }
    }
    if (this.#next > 0) {
      this.#calls = [];
      this.#next = 0;
    }
    return undefined;
  }

  #compact(): void {
    this.#calls = this.#calls.slice(this.#next);
    this.#next = 0;
  }
}
