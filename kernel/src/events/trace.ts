/**
 * W3C trace context inside the kernel. A piece of work has a span of its own, whose parent is the span of who asked for it:
 * an outside trace continues through the kernel. Ids are signed 32-bit words, which cost nothing to make and to store.
 */
import { randomBytes } from 'node:crypto';

const boot = randomBytes(16);
const first = boot.readInt32BE(0);
const second = boot.readInt32BE(4);
const third = boot.readInt32BE(8);
/** First word of the id of every span that this kernel makes. */
export const spanWord = boot.readInt32BE(12) | 1;
let traces = 0;
let spans = 0;

export class TraceContext {
  readonly word0: number;
  readonly word1: number;
  readonly word2: number;
  readonly word3: number;
  /** Second word of the span of this work. */
  readonly span: number;
  /** Both words of the span that it is a part of; 0 and 0: it begins the trace. */
  readonly parentHigh: number;
  readonly parentLow: number;
  /** Whether somebody follows this trace, such as that of a click: none of its events is left out. */
  readonly sampled: boolean;

  constructor(
    word0: number,
    word1: number,
    word2: number,
    word3: number,
    parentHigh: number,
    parentLow: number,
    sampled: boolean,
  ) {
    this.word0 = word0;
    this.word1 = word1;
    this.word2 = word2;
    this.word3 = word3;
    spans = (spans + 1) | 0;
    this.span = spans;
    this.parentHigh = parentHigh;
    this.parentLow = parentLow;
    this.sampled = sampled;
  }
}

/** A trace of its own, for work that nobody's click began. */
export function newTrace(): TraceContext {
  traces = (traces + 1) | 0;
  return new TraceContext(first, second, third, traces, 0, 0, false);
}

/** A part of a piece of work, with a span of its own. */
export function childOf({ word0, word1, word2, word3, span, sampled }: TraceContext): TraceContext {
  return new TraceContext(word0, word1, word2, word3, spanWord, span, sampled);
}

/** Work that a `traceparent` header asks for; empty or malformed text gives a new trace. */
export function parseTraceparent(text: string): TraceContext {
  const ids = text.length === 0 ? undefined : idsOf(text);
  if (ids === undefined) return newTrace();
  return new TraceContext(ids.word0, ids.word1, ids.word2, ids.word3, ids.high, ids.low, ids.sampled);
}

export interface TraceIds {
  readonly word0: number;
  readonly word1: number;
  readonly word2: number;
  readonly word3: number;
  /** The span. */
  readonly high: number;
  readonly low: number;
  readonly sampled: boolean;
}

/** What a `traceparent` header of version 00, or of a later one that begins alike, says. */
export function idsOf(text: string): TraceIds | undefined {
  if (text.length < 55 || text[2] !== '-' || text[35] !== '-' || text[52] !== '-') return undefined;
  if (text.length > 55 && (text[55] !== '-' || text.startsWith('00'))) return undefined;
  bad = 0;
  const version = byte(text, 0);
  const word0 = word(text, 3);
  const word1 = word(text, 11);
  const word2 = word(text, 19);
  const word3 = word(text, 27);
  const high = word(text, 36);
  const low = word(text, 44);
  const flags = byte(text, 53);
  if (bad < 0 || version === 255) return undefined;
  if ((word0 | word1 | word2 | word3) === 0 || (high | low) === 0) return undefined;
  return { word0, word1, word2, word3, high, low, sampled: (flags & 1) === 1 };
}

/** The words of a trace id as hexadecimal text has them; undefined when it is none. */
export function traceWords(text: string): readonly [number, number, number, number] | undefined {
  if (text.length !== 32) return undefined;
  bad = 0;
  const words = [word(text, 0), word(text, 8), word(text, 16), word(text, 24)] as const;
  return bad < 0 ? undefined : words;
}

/** Both words of a span id; undefined when the text is none. */
export function spanWords(text: string): readonly [number, number] | undefined {
  if (text.length !== 16) return undefined;
  bad = 0;
  const words = [word(text, 0), word(text, 8)] as const;
  return bad < 0 ? undefined : words;
}

export function hexOf(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}

/** Value of each hexadecimal digit of lower case by its character; -1 for every other character. */
const digits = new Int8Array(128).fill(-1);
for (const [value, digit] of [...'0123456789abcdef'].entries()) digits[digit.charCodeAt(0)] = value;

/** Below 0 when a character since the last reset was no digit. */
let bad = 0;

function word(text: string, from: number): number {
  let value = 0;
  for (let at = from; at < from + 8; at++) {
    const digit = digits[text.charCodeAt(at)] ?? -1;
    bad |= digit;
    value = (value << 4) | (digit & 15);
  }
  return value;
}

function byte(text: string, from: number): number {
  const one = digits[text.charCodeAt(from)] ?? -1;
  const other = digits[text.charCodeAt(from + 1)] ?? -1;
  bad |= one | other;
  return ((one & 15) << 4) | (other & 15);
}

/** Work for a process, as a part of a trace. */
export interface Work {
  readonly trace: TraceContext;
  readonly pid: number;
}

let current: Work | undefined;

/** The work that this thread does now, as far as it is known: set only while `during` runs. */
export function currentWork(): Work | undefined {
  return current;
}

/** Runs `step` as a part of a piece of work until it returns; what it goes on with later is no longer known to be one. */
export function during<T>(work: Work, step: () => T): T {
  const before = current;
  current = work;
  try {
    return step();
  } finally {
    current = before;
  }
}
