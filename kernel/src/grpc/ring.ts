/**
 * The Ring door: batches of submissions in, batches of completions out, for the processes attached on one stream. Each
 * process has a lane of its own, started in its turn, so one app cannot crowd out the others that share the stream.
 *
 * Rules it keeps: messages are read no faster than their submissions find room (`ring-input.ts`); while the client does not
 * read, nothing is started; answers (`ring-answers.ts`), and what calls under way may answer, hold a bounded amount of
 * memory (`ring-room.ts`).
 */
import {
  type Attach,
  type Attached,
  type RingRequest,
  type RingResponse,
  type Submission,
  SubmissionFlag,
  type SyscallResult,
} from '@agentos/protocol/kernel';
import { type ServerDuplexStream, status } from '@grpc/grpc-js';
import { asKernelError, failure, toWire } from '../errors.ts';
import { isIn, liveStates } from '../process/state.ts';
import type { Executor } from '../syscalls/executor.ts';
import type { Running } from '../syscalls/pending.ts';
import { type Authenticator, serviceError } from './authenticate.ts';
import { Chain } from './chain.ts';
import { reservedBytes } from './payload.ts';
import { type AnswersDoor, errorResult, RingAnswers } from './ring-answers.ts';
import { type InputDoor, RingInput } from './ring-input.ts';
import { type LaneDoor, type RingCall, RingLane } from './ring-lane.ts';
import { RingRoom } from './ring-room.ts';
import { type UnreadBytes, whenClosed } from './unread.ts';

const mostAttached = 8_192;
/** Submissions of one process that wait; one more is refused. */
const mostWaitingOfOne = 16_384;
/** Members of broken chains that are answered in one turn. */
const brokenPerTurn = 256;
/** About what reading a submission and writing its completion cost, nanoseconds. */
const transportNs = 1_500;

/** The server hands its messages over unread, as bytes: see `RingFrame`. */
export type RingStream = ServerDuplexStream<RingRequest, RingResponse>;

/** @param unread what answers hold on all rings together */
export function serveRing(
  stream: RingStream,
  executor: Executor,
  authenticator: Authenticator,
  unread: UnreadBytes,
): void {
  new RingDoor(stream, executor, authenticator, unread).open();
}

class RingDoor implements InputDoor, AnswersDoor, LaneDoor {
  readonly #stream: RingStream;
  readonly #executor: Executor;
  readonly #authenticator: Authenticator;
  readonly #input: RingInput;
  readonly #answers: RingAnswers;
  readonly #room: RingRoom;
  readonly #lanes = new Map<number, RingLane>();
  /** Everything that could not be answered at once, by user_data. */
  readonly #calls = new Map<number, RingCall>();
  /** Members of broken chains, to be answered. */
  #broken: RingCall[] = [];
  #answeringBroken = false;
  #over = false;

  constructor(stream: RingStream, executor: Executor, authenticator: Authenticator, unread: UnreadBytes) {
    this.#stream = stream;
    this.#executor = executor;
    this.#authenticator = authenticator;
    this.#input = new RingInput(stream, this);
    this.#answers = new RingAnswers(stream, unread, this);
    const onRoom = (): void => this.#input.readSoon();
    this.#room = new RingRoom({ answers: this.#answers, unread, queue: executor.queue, onRoom });
  }

  open(): void {
    const stream = this.#stream;
    stream.on('data', (message: Uint8Array) => this.#input.push(message));
    stream.on('drain', () => {
      this.#answers.drained();
      this.#room.unpark();
      this.#input.read();
    });
    stream.on('end', () => {
      this.#finish();
      stream.end();
    });
    stream.on('cancelled', () => this.#finish());
    stream.on('error', () => this.#finish());
    whenClosed(stream, () => {
      this.#finish();
      this.#answers.closed();
    });
  }

  hasRoom(): boolean {
    return this.#room.mayRead();
  }

  get busy(): boolean {
    return this.#room.busy;
  }

  flushed(): void {
    this.#room.unpark();
    this.#input.readSoon();
  }

  mayStart(call: RingCall): boolean {
    return this.#room.mayStart(call);
  }

  park(lane: RingLane): void {
    this.#room.park(lane);
  }

  attach(wanted: Attach): void {
    this.#answers.attached(this.#attached(wanted));
  }

  #attached({ ref, token }: Attach): Attached {
    const refuse = (code: string, message: string): Attached => {
      return { ref, pid: 0, error: toWire(failure(code, message)) };
    };
    if (ref === 0 || this.#lanes.has(ref)) return refuse('EINVAL', `ref ${ref} is 0 or taken on this stream`);
    if (this.#lanes.size >= mostAttached) {
      return refuse('EAGAIN', `${mostAttached} processes are attached; detach some`);
    }
    const process = this.#authenticator.process(token);
    if (process === undefined) return refuse('EACCES', 'the token is not that of a living process');
    this.#lanes.set(ref, new RingLane(process, this));
    return { ref, pid: process.pid, error: undefined };
  }

  /** What came before still runs. */
  detach(ref: number): void {
    this.#lanes.delete(ref);
  }

  cancel(userData: number): void {
    const call = this.#calls.get(userData);
    if (call === undefined) return;
    const { chain, running } = call;
    if (running !== undefined) {
      running.cancel();
      return;
    }
    const at = chain?.members.lastIndexOf(call) ?? -1;
    if (chain === undefined || at < 0) {
      this.#end(call, cancelled());
      call.lane.answered(call);
      return;
    }
    chain.broken = true;
    const [, ...rest] = chain.members.splice(at);
    this.#answer(call, cancelled());
    this.#breakOff(rest);
  }

  malformed(userData: number, ref: number, flags: number): void {
    this.submission({ userData, ref, flags, deadlineMs: 0, traceparent: '', syscall: undefined }, false);
  }

  submission(submission: Submission, readable = true): void {
    const { userData, ref, flags } = submission;
    const lane = this.#lanes.get(ref);
    if (lane === undefined || !isIn(lane.process, ...liveStates)) {
      this.#lanes.delete(ref);
      const message = `ref ${ref} is no living process attached on this stream`;
      this.#answers.complete(userData, errorResult('ESRCH', message));
      return;
    }
    const chain = chainOf(lane, flags);
    const problem = readable ? this.#problem(submission, lane) : errorResult('EINVAL', 'the submission cannot be read');
    if (problem !== undefined) {
      // A member that is refused has failed: what follows it in the chain does not run.
      if (chain !== undefined) chain.broken = true;
      this.#answers.complete(userData, problem);
      return;
    }
    if (chain?.broken === true) {
      this.#answers.complete(userData, brokenChain());
      return;
    }
    const call: RingCall = {
      submission,
      lane,
      chain,
      payload: 0,
      reserved: reservedBytes(submission.syscall, lane.process, chain?.made),
      since: 0,
      waits: false,
      listed: false,
      running: undefined,
      over: false,
    };
    if (chain?.busy === true) {
      this.#wait(call);
      chain.members.push(call);
      return;
    }
    if (chain !== undefined) chain.busy = true;
    if (lane.idle && this.#executor.queue.mayRun(lane.schedule) && this.mayStart(call)) {
      this.#run(call);
      return;
    }
    this.#wait(call);
    lane.push(call);
    this.#queue(call);
  }

  #problem({ userData, flags }: Submission, lane: RingLane): SyscallResult | undefined {
    if (this.#calls.has(userData)) return errorResult('EINVAL', `user_data ${userData} is under way already`);
    if ((flags & ~SubmissionFlag.LINK) !== 0) return errorResult('EINVAL', `flags ${flags}: only LINK (1) is known`);
    if (lane.waiting < mostWaitingOfOne) return undefined;
    return errorResult('EAGAIN', `${mostWaitingOfOne} submissions of the process wait; wait for some of them`);
  }

  #list(call: RingCall): void {
    if (call.listed) return;
    call.listed = true;
    this.#calls.set(call.submission.userData, call);
  }

  #wait(call: RingCall): void {
    this.#list(call);
    this.#room.waits(call);
  }

  /** From here on the deadline counts: in a chain, from the end of the member before. */
  #queue(call: RingCall): void {
    const { deadlineMs, traceparent } = call.submission;
    if (deadlineMs > 0 || traceparent !== '') call.since = performance.now();
    this.#executor.queue.add(call.lane);
  }

  begin(call: RingCall): void {
    if (this.#over) return;
    this.#room.waitsNoMore(call);
    this.#run(call);
  }

  /** Starts a call, and then what follows it in its chain for as long as each answers at once. */
  #run(first: RingCall): void {
    for (let call: RingCall | undefined = first; call !== undefined; ) {
      const result = this.#start(call);
      if (result === undefined) return;
      const next = this.#end(call, result);
      if (next === undefined) return;
      if (!this.#executor.queue.mayRun(next.lane.schedule) || !this.mayStart(next)) {
        next.lane.pushFirst(next);
        this.#queue(next);
        return;
      }
      this.#room.waitsNoMore(next);
      call = next;
    }
  }

  /** The answer, when there is one at once. */
  #start(call: RingCall): SyscallResult | undefined {
    const { lane, submission, since } = call;
    const { deadlineMs, traceparent } = submission;
    try {
      const syscall = call.chain?.resolve(submission.syscall) ?? submission.syscall;
      const waitedMs = since === 0 ? 0 : performance.now() - since;
      const left = deadlineMs === 0 || since === 0 ? deadlineMs : Math.max(1, deadlineMs - waitedMs);
      const how = { deadlineMs: left, traceparent, transportNs, waitedMs };
      const outcome = this.#executor.start(lane.process, syscall, how);
      if (!('done' in outcome)) return outcome;
      call.running = outcome;
    } catch (error) {
      return { result: { $case: 'error', value: toWire(asKernelError(error, 'the call')) } };
    }
    this.#last(call, call.running);
    return undefined;
  }

  /** A call that did not answer at once is under way until it does. */
  #last(call: RingCall, running: Running): void {
    this.#list(call);
    this.#room.lasts(call);
    void running.done.then((result) => {
      this.#room.lastsNoMore(call);
      if (this.#over) return;
      const next = this.#end(call, result);
      if (next !== undefined) {
        next.lane.pushFirst(next);
        this.#queue(next);
      }
      this.#room.unparkSome();
    });
  }

  /** Answers a call; returns the member of its chain that goes on. */
  #end(call: RingCall, result: SyscallResult): RingCall | undefined {
    const { chain } = call;
    this.#answer(call, result);
    if (chain === undefined) return undefined;
    if (result.result?.$case === 'error') {
      chain.broken = true;
      this.#breakOff(chain.members.splice(0));
      return undefined;
    }
    chain.succeeded(result);
    const next = chain.members.shift();
    chain.busy = next !== undefined;
    // Only now is known what it reads from.
    if (next?.submission.syscall?.syscall?.$case === 'read') {
      next.reserved = reservedBytes(next.submission.syscall, next.lane.process, chain.made);
    }
    return next;
  }

  /** These do not run. However long their chain is, others get their turn between the answers. */
  #breakOff(members: readonly RingCall[]): void {
    for (const member of members) this.#broken.push(member);
    if (!this.#answeringBroken) this.#answerBroken();
  }

  #answerBroken(): void {
    this.#answeringBroken = false;
    for (const member of this.#broken.splice(0, brokenPerTurn)) {
      if (!member.over) this.#answer(member, brokenChain());
    }
    if (this.#broken.length === 0) return;
    this.#answeringBroken = true;
    setImmediate(() => this.#answerBroken());
  }

  #answer(call: RingCall, result: SyscallResult): void {
    this.#room.waitsNoMore(call);
    call.over = true;
    if (call.listed) this.#calls.delete(call.submission.userData);
    this.#answers.complete(call.submission.userData, result, call.lane.process);
  }

  /** A message of which nothing further can be read: nobody can be answered, so all have to know. */
  unreadable(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.#finish();
    this.#stream.emit(
      'error',
      serviceError(status.INVALID_ARGUMENT, 'EBADMSG', `the message makes no sense: ${reason}`),
    );
  }

  /** The client is gone: nobody will read what its calls give. The processes themselves go on. */
  #finish(): void {
    if (this.#over) return;
    this.#over = true;
    for (const call of this.#calls.values()) {
      call.over = true;
      call.running?.cancel();
    }
    this.#calls.clear();
    this.#lanes.clear();
    this.#broken = [];
    this.#input.close();
    this.#answers.close();
    this.#room.close();
  }
}

/** The chain that a submission belongs to: one that is open, or the one that it opens. */
function chainOf(lane: RingLane, flags: number): Chain<RingCall> | undefined {
  const links = (flags & SubmissionFlag.LINK) !== 0;
  const chain = lane.openChain ?? (links ? new Chain<RingCall>() : undefined);
  lane.openChain = links ? chain : undefined;
  return chain;
}

function cancelled(): SyscallResult {
  return errorResult('ECANCELED', 'cancelled by the caller');
}

function brokenChain(): SyscallResult {
  return errorResult('ECANCELED', 'an earlier submission of the chain has failed or was cancelled');
}
