/** One Ring stream from the client's side: which submission waits for which completion, and when to write. */
import { nextTick } from 'node:process';
import {
  type Attach,
  type Completion,
  type RingRequest,
  type RingResponse,
  type Submission,
  SubmissionFlag,
  Syscall,
  type SyscallResult,
} from '@agentos/protocol/kernel';
import type { ClientDuplexStream } from '@grpc/grpc-js';
import { KernelError } from './kernel-error.ts';
import type { TaggedSyscall } from './syscalls.ts';

export interface SubmitOptions {
  readonly deadlineMs?: number;
  readonly traceparent?: string;
  readonly signal?: AbortSignal;
}

interface Pending {
  resolve(result: SyscallResult['result']): void;
  reject(error: KernelError): void;
}

/** A message is sent before it holds more payload than this, so that many large writes do not make one huge message. */
const payloadPerMessage = 2 * 1024 * 1024;
/** Most that a single submission may hold: the kernel refuses longer messages, and with them the whole stream. */
const payloadPerSubmission = 12 * 1024 * 1024;

export class RingConnection {
  readonly #stream: ClientDuplexStream<RingRequest, RingResponse>;
  readonly #pending = new Map<number, Pending>();
  readonly #attaching = new Map<number, { resolve(pid: number): void; reject(error: KernelError): void }>();
  readonly #listeners = new Set<(error: KernelError) => void>();
  #attach: Attach[] = [];
  #submissions: Submission[] = [];
  #cancel: number[] = [];
  #detach: number[] = [];
  #nextUserData = 1;
  #nextRef = 1;
  /** Submissions that have left and are not answered. */
  #sent = 0;
  #scheduled = false;
  #blocked = false;
  #down: KernelError | undefined;
  #closing = false;

  constructor(stream: ClientDuplexStream<RingRequest, RingResponse>) {
    this.#stream = stream;
    stream.on('data', (response: RingResponse) => this.#receive(response));
    stream.on('drain', () => {
      this.#blocked = false;
      this.#flush();
    });
    stream.on('error', (error) => this.#fail(error.message));
    stream.on('end', () => this.#fail('the kernel ended the stream'));
  }

  attach(token: string): Promise<{ ref: number; pid: number }> {
    if (this.#down !== undefined) return Promise.reject(this.#down);
    const ref = this.#nextRef++;
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    this.#attaching.set(ref, { resolve, reject });
    this.#attach.push({ ref, token });
    this.#schedule();
    return promise.then((pid) => ({ ref, pid }));
  }

  detach(ref: number): void {
    if (this.#down !== undefined) return;
    this.#detach.push(ref);
    this.#schedule();
  }

  submit(ref: number, syscall: TaggedSyscall, options: SubmitOptions): Promise<SyscallResult['result']> {
    const problem = this.#problem(syscall, options.signal);
    if (problem !== undefined) return Promise.reject(problem);
    return this.#push(ref, syscall, options, 0);
  }

  /**
   * Submits linked calls: each starts when the one before has succeeded. Nothing is sent when one of them cannot be.
   * @returns a result for each, in order
   */
  submitChain(
    ref: number,
    links: readonly (readonly [TaggedSyscall, SubmitOptions])[],
  ): Promise<SyscallResult['result'][]> {
    for (const [syscall, { signal }] of links) {
      const problem = this.#problem(syscall, signal);
      if (problem !== undefined) return Promise.reject(problem);
    }
    const last = links.length - 1;
    return Promise.all(
      links.map(([syscall, options], index) =>
        this.#push(ref, syscall, options, index < last ? SubmissionFlag.LINK : 0),
      ),
    );
  }

  /** Why a call is not even sent. */
  #problem(syscall: TaggedSyscall, signal: AbortSignal | undefined): KernelError | undefined {
    if (this.#down !== undefined) return this.#down;
    if (argumentBytes(syscall.value) > payloadPerSubmission) {
      return new KernelError('EMSGSIZE', `${syscall.$case}: more than one message may hold; use several`);
    }
    if (!fitsWire(syscall.value) && !survivesWire(syscall)) {
      return new KernelError('EINVAL', `${syscall.$case}: a number is out of its range or not whole`);
    }
    return signal?.aborted === true ? new KernelError('ECANCELED', 'the call was cancelled') : undefined;
  }

  #push(
    ref: number,
    syscall: TaggedSyscall,
    { deadlineMs = 0, traceparent = '', signal }: SubmitOptions,
    flags: number,
  ): Promise<SyscallResult['result']> {
    const userData = this.#nextUserData++;
    const { promise, resolve, reject } = Promise.withResolvers<SyscallResult['result']>();
    if (signal === undefined) {
      this.#pending.set(userData, { resolve, reject });
    } else {
      const cancel = (): void => {
        this.#cancel.push(userData);
        this.#schedule();
      };
      signal.addEventListener('abort', cancel, { once: true });
      const settled = (): void => signal.removeEventListener('abort', cancel);
      this.#pending.set(userData, {
        resolve(result) {
          settled();
          resolve(result);
        },
        reject(error) {
          settled();
          reject(error);
        },
      });
    }
    this.#submissions.push({
      userData,
      ref,
      deadlineMs: Math.min(Math.max(Math.ceil(deadlineMs), 0) || 0, 2 ** 31 - 1),
      flags,
      traceparent,
      syscall: { syscall },
    });
    this.#schedule();
    return promise;
  }

  onDown(listener: (error: KernelError) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    if (this.#down !== undefined) return;
    this.#closing = true;
    const ended = Promise.withResolvers<void>();
    this.#stream.once('status', () => ended.resolve());
    this.#fail('the client was closed');
    this.#stream.cancel();
    await ended.promise;
  }

  /** The calls of one turn of the event loop travel together; when none is under way, already at the end of the callback. */
  #schedule(): void {
    if (this.#scheduled || this.#blocked) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#flush();
    });
    if (this.#sent === 0) nextTick(() => this.#flush());
  }

  #flush(): void {
    while (!this.#blocked && this.#down === undefined) {
      const submissions = this.#takeSubmissions();
      if (submissions.length + this.#attach.length + this.#cancel.length + this.#detach.length === 0) return;
      this.#sent += submissions.length;
      const message = { attach: this.#attach, submissions, cancel: this.#cancel, detach: this.#detach };
      this.#attach = [];
      this.#cancel = [];
      this.#detach = [];
      this.#blocked = !this.#stream.write(message);
    }
  }

  #takeSubmissions(): Submission[] {
    let payload = 0;
    for (const [index, submission] of this.#submissions.entries()) {
      payload += argumentBytes(submission.syscall?.syscall?.value);
      if (payload > payloadPerMessage && index > 0) return this.#submissions.splice(0, index);
    }
    const all = this.#submissions;
    this.#submissions = [];
    return all;
  }

  #receive(response: RingResponse): void {
    for (const attached of response.attached) {
      const waiting = this.#attaching.get(attached.ref);
      this.#attaching.delete(attached.ref);
      const { error } = attached;
      if (error === undefined) waiting?.resolve(attached.pid);
      else waiting?.reject(new KernelError(error.code, error.message, error.detail));
    }
    for (const completion of response.completions) this.#complete(completion);
  }

  #complete(completion: Completion): void {
    const pending = this.#pending.get(completion.userData);
    if (pending === undefined) return;
    this.#pending.delete(completion.userData);
    this.#sent--;
    pending.resolve(completion.result?.result);
  }

  #fail(reason: string): void {
    if (this.#down !== undefined) return;
    const error = new KernelError('EPIPE', `the connection to the kernel is gone: ${reason}`);
    this.#down = error;
    for (const pending of this.#pending.values()) pending.reject(error);
    for (const pending of this.#attaching.values()) pending.reject(error);
    this.#pending.clear();
    this.#attaching.clear();
    if (this.#closing) return;
    for (const listener of this.#listeners) listener(error);
  }
}

/** Whether every number is one that any field takes. */
function fitsWire(value: unknown): boolean {
  if (typeof value === 'number') return Number.isInteger(value) && value >= 0 && value < 2 ** 31;
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return true;
  return Object.values(value).every(fitsWire);
}

/** Tried out for unusual numbers alone: one that the kernel cannot read would end the stream for every process on it. */
function survivesWire(syscall: TaggedSyscall): boolean {
  try {
    Syscall.decode(Syscall.encode({ syscall }).finish());
    return true;
  } catch {
    return false;
  }
}

/** About what arguments take on the wire, rather more than less. */
function argumentBytes(value: unknown): number {
  if (typeof value === 'string') return 8 + (value.length < 1_024 ? 3 * value.length : Buffer.byteLength(value));
  if (value instanceof Uint8Array) return 8 + value.length;
  if (typeof value !== 'object' || value === null) return 8;
  let bytes = 8;
  for (const [name, one] of Object.entries(value)) bytes += name.length + argumentBytes(one);
  return bytes;
}
