/** Reads slots: those of the ring, and copies of them that the store of traces keeps. */
import type { EventLayer } from '@agentos/protocol/events';
import type { Event } from '@agentos/protocol/kernel';
import { firstSide, type SharedStrings, slotBytes, weights } from './memory.ts';
import { categories, severities, typesByNumber } from './numbers.ts';
import type { SideRecord } from './side-records.ts';
import { hexOf, spanWord } from './trace.ts';

/** Where the parts of `kind` begin, in bits. */
export const inKind = { severity: 7, followed: 10, weight: 11, subject: 15, category: 28 } as const;

/** Texts that a slot refers to. */
export interface SlotTexts {
  readonly strings: SharedStrings;
  /** First word of the spans of this kernel. */
  readonly spanWord: number;
  side(subject: number, sequence: number): SideRecord | undefined;
}

export class Slots {
  readonly f64: Float64Array;
  readonly f32: Float32Array;
  readonly i32: Int32Array;

  constructor(memory: ArrayBufferLike) {
    this.f64 = new Float64Array(memory);
    this.f32 = new Float32Array(memory);
    this.i32 = new Int32Array(memory);
  }

  get size(): number {
    return this.f64.length / 8;
  }

  type(slot: number): number {
    return (this.i32[slot * 16 + 8] ?? 0) & 0x7f;
  }

  category(slot: number): number {
    return (this.i32[slot * 16 + 8] ?? 0) >>> inKind.category;
  }

  severity(slot: number): number {
    return ((this.i32[slot * 16 + 8] ?? 0) >>> inKind.severity) & 7;
  }

  /** Whether the trace of the event is followed. */
  followed(slot: number): boolean {
    return (((this.i32[slot * 16 + 8] ?? 0) >>> inKind.followed) & 1) === 1;
  }

  /** How many events this one stands for, itself among them. */
  weight(slot: number): number {
    return weights[((this.i32[slot * 16 + 8] ?? 0) >>> inKind.weight) & 15] ?? 1;
  }

  subject(slot: number): number {
    return ((this.i32[slot * 16 + 8] ?? 0) >>> inKind.subject) & 0x1fff;
  }

  pid(slot: number): number {
    return (this.i32[slot * 16 + 7] ?? 0) >>> 0;
  }

  timeUs(slot: number): number {
    return this.f64[slot * 8 + 2] ?? 0;
  }

  a(slot: number): number {
    return this.f64[slot * 8] ?? 0;
  }

  b(slot: number): number {
    return this.f64[slot * 8 + 1] ?? 0;
  }

  /** Whether the event belongs to the trace with these words. */
  isOf(slot: number, [word0, word1, word2, word3]: readonly [number, number, number, number]): boolean {
    const at = slot * 16;
    const { i32 } = this;
    return i32[at + 12] === word0 && i32[at + 13] === word1 && i32[at + 14] === word2 && i32[at + 15] === word3;
  }

  traceId(slot: number): string {
    const at = slot * 16;
    return `${this.#hex(at + 12)}${this.#hex(at + 13)}${this.#hex(at + 14)}${this.#hex(at + 15)}`;
  }

  spanLow(slot: number): number {
    return this.i32[slot * 16 + 9] ?? 0;
  }

  parentHigh(slot: number): number {
    return this.i32[slot * 16 + 10] ?? 0;
  }

  parentLow(slot: number): number {
    return this.i32[slot * 16 + 11] ?? 0;
  }

  subjectText(slot: number, sequence: number, texts: SlotTexts): string {
    const subject = this.subject(slot);
    return subject >= firstSide ? (texts.side(subject, sequence)?.subject ?? '') : texts.strings.get(subject);
  }

  layer(slot: number, sequence: number, texts: SlotTexts): EventLayer {
    const subject = this.subject(slot);
    return subject >= firstSide ? (texts.side(subject, sequence)?.layer ?? 'kernel') : 'kernel';
  }

  read(slot: number, sequence: number, texts: SlotTexts): Event {
    const at = slot * 16;
    const subject = this.subject(slot);
    const side = subject >= firstSide ? texts.side(subject, sequence) : undefined;
    const begins = this.i32[at + 10] === 0 && this.i32[at + 11] === 0;
    return {
      sequence,
      timeUs: Math.floor(this.timeUs(slot)),
      category: categories[this.category(slot)] ?? 0,
      severity: severities[this.severity(slot)] ?? 0,
      type: typesByNumber[this.type(slot)] ?? '',
      pid: this.pid(slot),
      traceId: this.traceId(slot),
      spanId: `${hexOf(side?.spanHigh ?? texts.spanWord)}${this.#hex(at + 9)}`,
      subject: subject >= firstSide ? (side?.subject ?? '') : texts.strings.get(subject),
      valueA: this.f64[slot * 8] ?? 0,
      valueB: this.f64[slot * 8 + 1] ?? 0,
      valueC: this.f32[at + 6] ?? 0,
      parentSpanId: begins ? '' : `${this.#hex(at + 10)}${this.#hex(at + 11)}`,
      layer: side?.layer ?? 'kernel',
      text: side?.text ?? '',
      weight: this.weight(slot),
    };
  }

  /** Copies a slot to a slot of another. */
  copyTo(slot: number, target: Slots, to: number): void {
    for (let word = 0; word < slotBytes / 8; word++) target.f64[to * 8 + word] = this.f64[slot * 8 + word] ?? 0;
  }

  #hex(at: number): string {
    return hexOf(this.i32[at] ?? 0);
  }
}

/** Those of the thread that makes the spans. */
export function textsOf(
  strings: SharedStrings,
  side: (subject: number, sequence: number) => SideRecord | undefined,
  word = spanWord,
): SlotTexts {
  return { strings, side, spanWord: word };
}
