/** W3C trace context inside the kernel: a trace id as four words and the span of the caller as two. */
import { randomBytes } from 'node:crypto';

export interface TraceContext {
  readonly trace: readonly [number, number, number, number];
  readonly span: readonly [number, number];
}

const boot = randomBytes(12);
const prefix = [boot.readUInt32BE(0), boot.readUInt32BE(4), boot.readUInt32BE(8)] as const;
let traces = 0;

/** A trace of its own, for work that nobody's click began. */
export function newTrace(): TraceContext {
  traces = (traces + 1) >>> 0;
  return { trace: [prefix[0], prefix[1], prefix[2], traces], span: [0, traces] };
}

/** Reads a `traceparent` header; empty or malformed text gives a new trace. */
export function parseTraceparent(text: string): TraceContext {
  if (text.length !== 55 || !/^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/.test(text)) return newTrace();
  const word = (at: number): number => Number.parseInt(text.slice(at, at + 8), 16);
  const trace = [word(3), word(11), word(19), word(27)] as const;
  if (trace[0] === 0 && trace[1] === 0 && trace[2] === 0 && trace[3] === 0) return newTrace();
  return { trace, span: [word(36), word(44)] };
}

export function hexOfWords(words: ArrayLike<number>, from: number, count: number): string {
  let text = '';
  for (let index = from; index < from + count; index++) text += (words[index] ?? 0).toString(16).padStart(8, '0');
  return text;
}
