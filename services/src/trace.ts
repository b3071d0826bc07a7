/**
 * W3C trace context: the id of a click, from the shell through services to the events of the kernel. Every hop is a span
 * of its own, whose parent is the span that caused it.
 */
import { randomFillSync } from 'node:crypto';

const pattern = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;
/** Later versions may append fields; what they begin with is the same. `ff` is no version. */
const laterPattern = /^(?!00|ff)[0-9a-f]{2}-((?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2})(?:-.{0,400})?$/;

/** One hop of a trace. */
export interface Span {
  /** What the next hop is given. */
  readonly traceparent: string;
  readonly traceId: string;
  readonly spanId: string;
  /** Empty when the trace begins here. */
  readonly parentSpanId: string;
}

/** The given traceparent when it is well formed, a new trace otherwise. */
export function traceOf(given: unknown): string {
  return read(given) ?? newTrace();
}

/** A trace that nobody's click began: nobody follows it, so the kernel may leave out some of its events under load. */
export function newTrace(): string {
  return `00-${randomHex(16)}-${randomHex(8)}-00`;
}

/** The span of whoever was called with `given`: a child of its span, or the first of a new trace. */
export function spanUnder(given: unknown): Span {
  const parent = read(given);
  const spanId = randomHex(8);
  const traceId = parent === undefined ? randomHex(16) : parent.slice(3, 35);
  const flags = parent === undefined ? '00' : parent.slice(53);
  const parentSpanId = parent === undefined ? '' : parent.slice(36, 52);
  return { traceparent: `00-${traceId}-${spanId}-${flags}`, traceId, spanId, parentSpanId };
}

/** The trace id of a traceparent, as logs carry it; empty when there is none. */
export function traceIdOf(traceparent: string): string {
  return read(traceparent)?.slice(3, 35) ?? '';
}

function read(given: unknown): string | undefined {
  if (typeof given !== 'string') return undefined;
  if (pattern.test(given)) return given;
  const later = laterPattern.exec(given)?.[1];
  return later === undefined ? undefined : `00-${later}`;
}

/** Random bytes are drawn in stock: one draw each would cost more than the span. */
const stock = Buffer.alloc(4_096);
let drawn = stock.length;

function randomHex(bytes: number): string {
  if (drawn + bytes > stock.length) {
    randomFillSync(stock);
    drawn = 0;
  }
  const text = stock.toString('hex', drawn, drawn + bytes);
  drawn += bytes;
  // All zeroes means "none" in the format.
  return /^0+$/.test(text) ? randomHex(bytes) : text;
}
