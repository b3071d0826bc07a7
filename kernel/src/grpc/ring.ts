/**
 * The Ring door: batches of submissions in, batches of completions out, for the processes attached on one stream.
 * Completions of one turn travel together; while the client does not read, its input is paused, so that a client which
 * never reads costs a bounded amount of memory.
 */
import type { Attach, Attached, Completion, RingRequest, RingResponse, SyscallResult } from '@agentos/protocol/kernel';
import type { ServerDuplexStream } from '@grpc/grpc-js';
import { failure, toWire } from '../errors.ts';
import type { Process } from '../process/process.ts';
import { isIn, liveStates } from '../process/state.ts';
import type { Executor } from '../syscalls/executor.ts';
import type { Authenticator } from './authenticate.ts';

/** Most lasting submissions of one stream before its input waits. */
const mostInFlight = 4_096;
/** A message is sent before its payload exceeds this. */
const payloadPerMessage = 2 * 1024 * 1024;
const mostAttached = 4_096;

export function serveRing(
  stream: ServerDuplexStream<RingRequest, RingResponse>,
  executor: Executor,
  authenticator: Authenticator,
): void {
  const attached = new Map<number, Process>();
  const running = new Map<number, { cancel(): void }>();
  let answers: Attached[] = [];
  let completions: Completion[] = [];
  let payload = 0;
  let scheduled = false;
  let blocked = false;
  let over = false;

  const flush = (): void => {
    if (over || blocked || answers.length + completions.length === 0) return;
    const message = { attached: answers, completions };
    answers = [];
    completions = [];
    payload = 0;
    blocked = !stream.write(message);
    regulate();
  };
  const flushSoon = (): void => {
    if (scheduled) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      flush();
    });
  };
  const regulate = (): void => {
    if (blocked || running.size >= mostInFlight) stream.pause();
    else if (stream.isPaused()) stream.resume();
  };
  const complete = (userData: number, result: SyscallResult): void => {
    if (over) return;
    const bytes = payloadOf(result);
    if (payload > 0 && payload + bytes > payloadPerMessage) flush();
    payload += bytes;
    completions.push({ userData, result });
    flushSoon();
  };
  const attach = ({ ref, token }: Attach): Attached => {
    const refuse = (code: string, message: string): Attached => ({
      ref,
      pid: 0,
      error: toWire(failure(code, message)),
    });
    if (ref === 0 || attached.has(ref)) return refuse('EINVAL', `ref ${ref} is 0 or taken on this stream`);
    if (attached.size >= mostAttached) return refuse('EAGAIN', `${mostAttached} processes are attached; detach some`);
    const process = authenticator.process(token);
    if (process === undefined) return refuse('EACCES', 'the token is not that of a living process');
    attached.set(ref, process);
    return { ref, pid: process.pid, error: undefined };
  };

  stream.on('data', (request: RingRequest) => {
    for (const ref of request.detach) attached.delete(ref);
    for (const wanted of request.attach) {
      answers.push(attach(wanted));
      flushSoon();
    }
    for (const { userData, ref, deadlineMs, traceparent, syscall } of request.submissions) {
      const process = attached.get(ref);
      if (process === undefined || !isIn(process, ...liveStates)) {
        if (process !== undefined) attached.delete(ref);
        complete(userData, errorResult('ESRCH', `ref ${ref} is no living process attached on this stream`));
        continue;
      }
      if (running.has(userData)) {
        complete(userData, errorResult('EINVAL', `user_data ${userData} is under way already`));
        continue;
      }
      const outcome = executor.execute(process, syscall, { deadlineMs, traceparent });
      if (!('done' in outcome)) {
        complete(userData, outcome);
        continue;
      }
      running.set(userData, outcome);
      void outcome.done.then((result) => {
        running.delete(userData);
        complete(userData, result);
        regulate();
      });
    }
    for (const userData of request.cancel) running.get(userData)?.cancel();
    regulate();
  });
  stream.on('drain', () => {
    blocked = false;
    flush();
    regulate();
  });

  /** The client is gone: nobody will read what its calls give. The processes themselves go on. */
  const finish = (): void => {
    if (over) return;
    over = true;
    for (const call of running.values()) call.cancel();
    running.clear();
    attached.clear();
  };
  stream.on('end', () => {
    finish();
    stream.end();
  });
  stream.on('cancelled', finish);
  stream.on('error', finish);
}

function errorResult(code: string, message: string): SyscallResult {
  return { result: { $case: 'error', value: toWire(failure(code, message)) } };
}

function payloadOf({ result }: SyscallResult): number {
  if (result === undefined) return 0;
  const { value } = result;
  if ('data' in value && value.data instanceof Uint8Array) return value.data.length;
  if ('value' in value && value.value instanceof Uint8Array) return value.value.length;
  if ('entries' in value && Array.isArray(value.entries)) return value.entries.length * 64;
  return 64;
}
