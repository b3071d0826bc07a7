/**
 * The Ring door: batches of submissions in, batches of completions out, for the processes attached on one stream.
 * Completions of one turn travel together. While the client does not read, or more is under way than may be held in
 * memory, submissions wait in order and the client's input is paused: a client that never reads costs a bounded amount.
 */
import type {
  Attach,
  Attached,
  Completion,
  RingRequest,
  RingResponse,
  Submission,
  SyscallResult,
} from '@agentos/protocol/kernel';
import type { ServerDuplexStream } from '@grpc/grpc-js';
import { failure, toWire } from '../errors.ts';
import type { Process } from '../process/process.ts';
import { isIn, liveStates } from '../process/state.ts';
import type { Executor } from '../syscalls/executor.ts';
import type { Authenticator } from './authenticate.ts';
import { reservedBytes, resultBytes } from './payload.ts';

const MiB = 1024 * 1024;
/** Most lasting submissions of one stream. */
const mostInFlight = 8_192;
/** Most bytes that answers, unsent or still to come, may hold. */
const mostHeldBytes = 32 * MiB;
/** A message is sent before its payload exceeds this. */
const payloadPerMessage = 2 * MiB;
const mostAttached = 8_192;
/** Submissions started before other clients get their turn. */
const startsPerTurn = 4_096;

interface Answer {
  readonly completion: Completion;
  readonly bytes: number;
}

interface InFlight {
  readonly reserved: number;
  cancel(): void;
}

export function serveRing(
  stream: ServerDuplexStream<RingRequest, RingResponse>,
  executor: Executor,
  authenticator: Authenticator,
): void {
  new RingDoor(stream, executor, authenticator).open();
}

class RingDoor {
  readonly #stream: ServerDuplexStream<RingRequest, RingResponse>;
  readonly #executor: Executor;
  readonly #authenticator: Authenticator;
  readonly #attached = new Map<number, Process>();
  readonly #running = new Map<number, InFlight>();
  #backlog: Submission[] = [];
  #attachAnswers: Attached[] = [];
  #answers: Answer[] = [];
  /** Of answers not sent yet and of those to come. */
  #heldBytes = 0;
  #scheduled = false;
  #blocked = false;
  #over = false;

  constructor(stream: ServerDuplexStream<RingRequest, RingResponse>, executor: Executor, authenticator: Authenticator) {
    this.#stream = stream;
    this.#executor = executor;
    this.#authenticator = authenticator;
  }

  open(): void {
    const stream = this.#stream;
    stream.on('data', (request: RingRequest) => this.#receive(request));
    stream.on('drain', () => {
      this.#blocked = false;
      this.#flush();
    });
    stream.on('end', () => {
      this.#finish();
      stream.end();
    });
    stream.on('cancelled', () => this.#finish());
    stream.on('error', () => this.#finish());
  }

  #receive(request: RingRequest): void {
    if (this.#over) return;
    for (const ref of request.detach) this.#attached.delete(ref);
    for (const wanted of request.attach) this.#attachAnswers.push(this.#attach(wanted));
    for (const submission of request.submissions) this.#backlog.push(submission);
    if (request.cancel.length > 0) this.#cancel(new Set(request.cancel));
    if (request.attach.length > 0) this.#flushSoon();
    this.#work();
  }

  #attach({ ref, token }: Attach): Attached {
    const refuse = (code: string, message: string): Attached => {
      return { ref, pid: 0, error: toWire(failure(code, message)) };
    };
    if (ref === 0 || this.#attached.has(ref)) return refuse('EINVAL', `ref ${ref} is 0 or taken on this stream`);
    if (this.#attached.size >= mostAttached) {
      return refuse('EAGAIN', `${mostAttached} processes are attached; detach some`);
    }
    const process = this.#authenticator.process(token);
    if (process === undefined) return refuse('EACCES', 'the token is not that of a living process');
    this.#attached.set(ref, process);
    return { ref, pid: process.pid, error: undefined };
  }

  /** One pass, however many are cancelled: the client need not even be attached to ask for this. */
  #cancel(cancelled: Set<number>): void {
    for (const userData of cancelled) {
      const running = this.#running.get(userData);
      if (running === undefined) continue;
      cancelled.delete(userData);
      running.cancel();
    }
    if (cancelled.size === 0) return;
    this.#backlog = this.#backlog.filter(({ userData }) => {
      // The first with this number; what else carries it is refused when it starts.
      if (!cancelled.delete(userData)) return true;
      this.#answer(userData, errorResult('ECANCELED', 'cancelled by the caller'));
      return false;
    });
  }

  /** Starts what waits, as far as there is room for its answers; pauses the client while there is not. */
  #work(): void {
    let started = 0;
    for (const submission of this.#backlog) {
      if (this.#blocked || this.#running.size >= mostInFlight || this.#heldBytes >= mostHeldBytes) break;
      if (started >= startsPerTurn) {
        this.#flushSoon();
        break;
      }
      started++;
      this.#start(submission);
    }
    if (started === this.#backlog.length) this.#backlog = [];
    else this.#backlog.splice(0, started);
    if (this.#backlog.length > 0 || this.#blocked) this.#stream.pause();
    else if (this.#stream.isPaused()) this.#stream.resume();
  }

  #start({ userData, ref, deadlineMs, traceparent, syscall }: Submission): void {
    const process = this.#attached.get(ref);
    if (process === undefined || !isIn(process, ...liveStates)) {
      if (process !== undefined) this.#attached.delete(ref);
      this.#answer(userData, errorResult('ESRCH', `ref ${ref} is no living process attached on this stream`));
      return;
    }
    if (this.#running.has(userData)) {
      this.#answer(userData, errorResult('EINVAL', `user_data ${userData} is under way already`));
      return;
    }
    const outcome = this.#executor.execute(process, syscall, { deadlineMs, traceparent });
    if (!('done' in outcome)) {
      this.#answer(userData, outcome);
      return;
    }
    const reserved = reservedBytes(syscall);
    this.#heldBytes += reserved;
    this.#running.set(userData, { reserved, cancel: () => outcome.cancel() });
    void outcome.done.then((result) => {
      this.#heldBytes -= reserved;
      this.#running.delete(userData);
      this.#answer(userData, result);
      if (this.#backlog.length > 0) this.#work();
    });
  }

  #answer(userData: number, result: SyscallResult): void {
    if (this.#over) return;
    const bytes = resultBytes(result);
    const fits = bytes <= 12 * MiB;
    const sent = fits ? result : errorResult('EMSGSIZE', 'the answer is too large for one message; ask for less');
    this.#answers.push({ completion: { userData, result: sent }, bytes });
    this.#heldBytes += bytes;
    this.#flushSoon();
  }

  #flushSoon(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#flush();
    });
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
      this.#heldBytes -= bytes;
      this.#blocked = !this.#stream.write({ attached, completions });
    }
    if (!this.#over) this.#work();
  }

  /** The client is gone: nobody will read what its calls give. The processes themselves go on. */
  #finish(): void {
    if (this.#over) return;
    this.#over = true;
    for (const call of this.#running.values()) call.cancel();
    this.#running.clear();
    this.#attached.clear();
    this.#backlog = [];
    this.#answers = [];
  }
}

function errorResult(code: string, message: string): SyscallResult {
  return { result: { $case: 'error', value: toWire(failure(code, message)) } };
}
