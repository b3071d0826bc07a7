/**
 * The Ring door: batches of submissions in, batches of completions out, for the processes attached on one stream. Each
 * process has a lane of its own, started in its turn, so one app cannot crowd out the others that share the stream.
 *
 * Rules it keeps: messages are read no faster than their submissions find room; while the client does not read, nothing
 * is started; answers, and what calls under way may answer, hold a bounded amount of memory. Answers of one turn
 * of the event loop leave together; when nothing else is under way, already at the end of the callback.
 */
import { nextTick } from 'node:process';
import type {
  Attach,
  Attached,
  Completion,
  RingRequest,
  RingResponse,
  Submission,
  SyscallResult,
} from '@agentos/protocol/kernel';
import { SubmissionFlag } from '@agentos/protocol/kernel';
import { type FrameSink, RingFrame } from '@agentos/protocol/ring-frame';
import { type ServerDuplexStream, status } from '@grpc/grpc-js';
import { asKernelError, failure, toWire } from '../errors.ts';
import { isIn, liveStates } from '../process/state.ts';
import type { Executor } from '../syscalls/executor.ts';
import { type Authenticator, serviceError } from './authenticate.ts';
import { Chain } from './chain.ts';
import { payloadBytes, reservedBytes, resultBytes } from './payload.ts';
import { type LaneDoor, type RingCall, RingLane } from './ring-lane.ts';

const MiB = 1024 * 1024;
/** Lasting submissions of one stream. Of what is left a process may take as much as it leaves to the others. */
const mostInFlight = 16_384;
/** Lasting submissions that every process may have, whatever the others do. */
const leastInFlight = 64;
/** Most bytes that answers, unsent or still to come, may hold. */
const mostHeldBytes = 32 * MiB;
/** The part of it that the calls of one process may hold. */
const mostHeldByOne = 16 * MiB;
/** A message is sent before its payload exceeds this. */
const payloadPerMessage = 2 * MiB;
const mostAnswerBytes = 12 * MiB;
const mostAttached = 8_192;
/** Submissions of one process that wait; one more is refused. */
const mostWaitingOfOne = 16_384;
/** Submissions of all that wait, and the bytes they were given, before the input is paused. */
const mostWaiting = 65_536;
const mostWaitingBytes = 32 * MiB;
/** Parts of messages that are read in one turn. */
const partsPerTurn = 1_024;
/** Members of broken chains that are answered in one turn. */
const brokenPerTurn = 256;
/** Lanes that are looked at again when a call has ended. */
const unparkedAtOnce = 8;
/** About what reading a submission and writing its completion cost, nanoseconds. */
const transportNs = 1_500;

interface Answer {
  readonly completion: Completion;
  readonly bytes: number;
}

/** The server hands its messages over unread, as bytes: see `RingFrame`. */
export type RingStream = ServerDuplexStream<RingRequest, RingResponse>;

export function serveRing(stream: RingStream, executor: Executor, authenticator: Authenticator): void {
  new RingDoor(stream, executor, authenticator).open();
}

class RingDoor implements FrameSink, LaneDoor {
  readonly #stream: RingStream;
  readonly #executor: Executor;
  readonly #authenticator: Authenticator;
  readonly #lanes = new Map<number, RingLane>();
  /** Everything that has not been answered, by user_data. */
  readonly #calls = new Map<number, RingCall>();
  /** Lanes with work for which there was no room. */
  readonly #parked = new Set<RingLane>();
  /** Members of broken chains, to be answered. */
  #broken: RingCall[] = [];
  #answeringBroken = false;
  #frames: RingFrame[] = [];
  #attachAnswers: Attached[] = [];
  #answers: Answer[] = [];
  #inFlight = 0;
  #waiting = 0;
  #waitingBytes = 0;
  #unsentBytes = 0;
  #reservedBytes = 0;
  #reading = false;
  /** Whether answers of this turn have left already: the rest leaves when it ends. */
  #turnEnds = false;
  #blocked = false;
  #over = false;

  constructor(stream: RingStream, executor: Executor, authenticator: Authenticator) {
    this.#stream = stream;
    this.#executor = executor;
    this.#authenticator = authenticator;
  }

  open(): void {
    const stream = this.#stream;
    stream.on('data', (message: Uint8Array) => {
      if (this.#over) return;
      this.#frames.push(new RingFrame(message));
      if (!this.#reading) this.#read();
    });
    stream.on('drain', () => {
      this.#blocked = false;
      this.#flush();
      this.#unpark();
      if (!this.#reading) this.#read();
    });
    stream.on('end', () => {
      this.#finish();
      stream.end();
    });
    stream.on('cancelled', () => this.#finish());
    stream.on('error', () => this.#finish());
  }

  /** Takes in what there is room for; pauses the client while there is more. */
  #read(): void {
    this.#reading = false;
    let parts = 0;
    for (let [frame] = this.#frames; frame !== undefined && this.#hasRoom(); [frame] = this.#frames) {
      if (parts >= partsPerTurn) {
        this.#readSoon();
        break;
      }
      try {
        parts += frame.read(this, Math.min(partsPerTurn - parts, 128));
      } catch (error) {
        this.#refuseStream(error);
        return;
      }
      if (frame.done) this.#frames.shift();
    }
    if (this.#over) return;
    if (this.#frames.length > 0) this.#stream.pause();
    else if (this.#stream.isPaused()) this.#stream.resume();
  }

  #readSoon(): void {
    if (this.#reading || this.#over) return;
    this.#reading = true;
    setImmediate(() => this.#read());
  }

  #hasRoom(): boolean {
    if (this.#blocked || this.#over || this.#unsentBytes >= mostHeldBytes) return false;
    return this.#waiting < mostWaiting && this.#waitingBytes < mostWaitingBytes;
  }

  attach(wanted: Attach): void {
    this.#attachAnswers.push(this.#attached(wanted));
    this.#flushSoon();
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
      this.#complete(userData, errorResult('ESRCH', message));
      return;
    }
    const chain = chainOf(lane, flags);
    const problem = readable ? this.#problem(submission, lane) : errorResult('EINVAL', 'the submission cannot be read');
    if (problem !== undefined) {
      // A member that is refused has failed: what follows it in the chain does not run.
      if (chain !== undefined) chain.broken = true;
      this.#complete(userData, problem);
      return;
    }
    if (chain?.broken === true) {
      this.#complete(userData, brokenChain());
      return;
    }
    const call: RingCall = {
      submission,
      lane,
      chain,
      payload: payloadBytes(submission.syscall),
      reserved: reservedBytes(submission.syscall),
      since: 0,
      waits: false,
      running: undefined,
      over: false,
    };
    this.#calls.set(userData, call);
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

  #wait(call: RingCall): void {
    call.waits = true;
    call.lane.waiting++;
    this.#waiting++;
    this.#waitingBytes += call.payload;
  }

  #stopWaiting(call: RingCall): void {
    if (!call.waits) return;
    call.waits = false;
    call.lane.waiting--;
    this.#waiting--;
    this.#waitingBytes -= call.payload;
    if (this.#frames.length > 0) this.#readSoon();
  }

  /** From here on the deadline counts: in a chain, from the end of the member before. */
  #queue(call: RingCall): void {
    if (call.submission.deadlineMs > 0) call.since = performance.now();
    this.#executor.queue.add(call.lane);
  }

  mayStart({ lane, reserved }: RingCall): boolean {
    if (this.#blocked || this.#unsentBytes >= mostHeldBytes) return false;
    if (lane.inFlight >= Math.max(leastInFlight, mostInFlight - this.#inFlight)) return false;
    if (reserved === 0) return true;
    return lane.reserved < mostHeldByOne && this.#reservedBytes + this.#unsentBytes < mostHeldBytes;
  }

  park(lane: RingLane): void {
    if (!this.#over) this.#parked.add(lane);
  }

  #unpark(most = Number.POSITIVE_INFINITY): void {
    let left = most;
    for (const lane of this.#parked) {
      if (left-- <= 0) return;
      this.#parked.delete(lane);
      this.#executor.queue.add(lane);
    }
  }

  begin(call: RingCall): void {
    if (this.#over) return;
    this.#stopWaiting(call);
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
      this.#stopWaiting(next);
      call = next;
    }
  }

  /** The answer, when there is one at once. */
  #start(call: RingCall): SyscallResult | undefined {
    const { lane, submission, reserved, since } = call;
    const { deadlineMs, traceparent } = submission;
    try {
      const syscall = call.chain?.resolve(submission.syscall) ?? submission.syscall;
      const left = since === 0 ? deadlineMs : Math.max(1, deadlineMs - (performance.now() - since));
      const outcome = this.#executor.start(lane.process, syscall, { deadlineMs: left, traceparent, transportNs });
      if (!('done' in outcome)) return outcome;
      call.running = outcome;
    } catch (error) {
      return { result: { $case: 'error', value: toWire(asKernelError(error, 'the call')) } };
    }
    lane.inFlight++;
    this.#inFlight++;
    lane.reserved += reserved;
    this.#reservedBytes += reserved;
    void call.running.done.then((result) => {
      lane.inFlight--;
      this.#inFlight--;
      lane.reserved -= reserved;
      this.#reservedBytes -= reserved;
      if (this.#over) return;
      const next = this.#end(call, result);
      if (next !== undefined) {
        lane.pushFirst(next);
        this.#queue(next);
      }
      if (this.#parked.size > 0) this.#unpark(unparkedAtOnce);
    });
    return undefined;
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
    this.#stopWaiting(call);
    call.over = true;
    this.#calls.delete(call.submission.userData);
    this.#complete(call.submission.userData, result);
  }

  #complete(userData: number, result: SyscallResult): void {
    const bytes = resultBytes(result);
    const fits = bytes <= mostAnswerBytes;
    const sent = fits ? result : errorResult('EMSGSIZE', 'the answer is too large for one message; ask for less');
    const held = fits ? bytes : 256;
    this.#answers.push({ completion: { userData, result: sent }, bytes: held });
    this.#unsentBytes += held;
    this.#flushSoon();
  }

  #flushSoon(): void {
    if (this.#turnEnds) return;
    this.#turnEnds = true;
    setImmediate(() => {
      this.#turnEnds = false;
      this.#flush();
    });
    if (this.#inFlight === 0 && this.#waiting === 0) nextTick(() => this.#flush());
  }

  #flush(): void {
    while (!this.#over && !this.#blocked && this.#answers.length + this.#attachAnswers.length > 0) {
      let bytes = 0;
      let count = 0;
      for (const answer of this.#answers) {
        if (count > 0 && bytes + answer.bytes > payloadPerMessage) break;
        bytes += answer.bytes;
        count++;
      }
      const completions = this.#answers.splice(0, count).map(({ completion }) => completion);
      const attached = this.#attachAnswers;
      this.#attachAnswers = [];
      this.#unsentBytes -= bytes;
      this.#blocked = !this.#stream.write({ attached, completions });
    }
    if (this.#over || this.#blocked) return;
    if (this.#parked.size > 0) this.#unpark();
    if (this.#frames.length > 0) this.#readSoon();
  }

  /** A message of which nothing further can be read: nobody can be answered, so all have to know. */
  #refuseStream(error: unknown): void {
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
    this.#parked.clear();
    this.#broken = [];
    this.#frames = [];
    this.#answers = [];
    this.#attachAnswers = [];
  }
}

/** The chain that a submission belongs to: one that is open, or the one that it opens. */
function chainOf(lane: RingLane, flags: number): Chain<RingCall> | undefined {
  const links = (flags & SubmissionFlag.LINK) !== 0;
  const chain = lane.openChain ?? (links ? new Chain<RingCall>() : undefined);
  lane.openChain = links ? chain : undefined;
  return chain;
}

function errorResult(code: string, message: string): SyscallResult {
  return { result: { $case: 'error', value: toWire(failure(code, message)) } };
}

function cancelled(): SyscallResult {
  return errorResult('ECANCELED', 'cancelled by the caller');
}

function brokenChain(): SyscallResult {
  return errorResult('ECANCELED', 'an earlier submission of the chain has failed or was cancelled');
}
