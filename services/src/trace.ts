/** W3C trace context: the id of a click, from the shell through services to the events of the kernel. */
import { randomBytes } from 'node:crypto';

const pattern = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The given traceparent when it is well formed, a new trace otherwise. */
export function traceOf(given: unknown): string {
  return typeof given === 'string' && pattern.test(given) ? given : newTrace();
}

export function newTrace(): string {
  return `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`;
}
