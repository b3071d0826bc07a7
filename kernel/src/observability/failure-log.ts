/**
 * The log's line for a syscall that failed, with the trace that it belongs to. Refusals and errors of the host are told; what is
 * ordinary, such as a file that is not there, only of followed traces and only at the level of debugging. No path, no message:
 * nothing of what was asked for.
 */
import { Sparing } from '@agentos/protocol/sparing';
import type { SyscallCase } from '@agentos/protocol/syscalls';
import { hexOf, type TraceContext } from '../events/trace.ts';

interface Log {
  debug(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

const notable: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EIO', 'ENOSPC']);

export class FailureLog {
  readonly #log: Log;
  readonly #sparing = new Sparing();

  constructor(log: Log) {
    this.#log = log;
  }

  failed(syscall: SyscallCase, pid: number, trace: TraceContext, code: string): void {
    const isNotable = notable.has(code);
    if (!isNotable && !trace.sampled) return;
    if (!this.#sparing.allows()) return;
    const { suppressed } = this.#sparing;
    const trace_id = [trace.word0, trace.word1, trace.word2, trace.word3].map(hexOf).join('');
    const fields = { trace_id, syscall, pid, code, ...(suppressed > 0 ? { suppressed } : {}) };
    if (isNotable) this.#log.warn(fields, 'a syscall failed');
    else this.#log.debug(fields, 'a syscall failed');
  }
}
