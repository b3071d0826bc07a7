/**
 * What is kept when the ring has gone on: 1,000 followed traces, whole up to 512 events each, and the last 4,096
 * errors and security events of others. Bounded in bytes. When there is no room, the process with the most gives its oldest
 * (a trace is that of the process of its first event), so that none can push out what others have that have less.
 */
import { firstSide, slotBytes } from '../events/memory.ts';
import type { SideRecord } from '../events/side-records.ts';
import { Slots, type SlotTexts } from '../events/slots.ts';

const mostTraces = 1_000;
const mostOfTrace = 512;
const mostBytes = 8 * 1024 * 1024;
const mostAlone = 4_096;
/** About what a text of a layer above takes. */
const sideCost = 256;

interface Kept {
  readonly owner: Owner;
  slots: Slots;
  readonly sequences: number[];
  bytes: number;
}

/** A process with traces. */
interface Owner {
  readonly pid: number;
  /** Keys, the oldest first. */
  readonly traces: Set<string>;
  bytes: number;
}

/** One event that is kept: a slot of `slots`. */
export interface KeptEvent {
  readonly slots: Slots;
  readonly slot: number;
  readonly sequence: number;
}

export class KeptEvents {
  readonly #traces = new Map<string, Kept>();
  readonly #owners = new Map<number, Owner>();
  readonly #alone = new Slots(new ArrayBuffer(mostAlone * slotBytes));
  readonly #aloneSequences: number[] = [];
  /** Slots of `alone` by process, the oldest first. */
  readonly #aloneOf = new Map<number, Set<number>>();
  readonly #sides = new Map<number, SideRecord>();
  #last: { readonly trace: readonly number[]; readonly kept: Kept } | undefined;
  bytes = 0;

  get traces(): number {
    return this.#traces.size;
  }

  side(sequence: number): SideRecord | undefined {
    return this.#sides.get(sequence);
  }

  /** Copies an event. */
  add(ring: Slots, slot: number, sequence: number, texts: SlotTexts): void {
    if (ring.followed(slot)) this.#addToTrace(ring, slot, sequence, texts);
    else this.#addAlone(ring, slot, sequence, texts);
  }

  /** Everything older than `before`, the newest first. */
  before(before: number): KeptEvent[] {
    const found: KeptEvent[] = [];
    for (const { slots, sequences } of this.#traces.values()) {
      for (const [slot, sequence] of sequences.entries()) if (sequence < before) found.push({ slots, slot, sequence });
    }
    for (const [slot, sequence] of this.#aloneSequences.entries()) {
      if (sequence < before) found.push({ slots: this.#alone, slot, sequence });
    }
    return found.sort((one, other) => other.sequence - one.sequence);
  }

  #addToTrace(ring: Slots, slot: number, sequence: number, texts: SlotTexts): void {
    const kept = this.#keptOf(ring, slot);
    const count = kept.sequences.length;
    if (count >= mostOfTrace) return;
    if (count === kept.slots.size) {
      const larger = new Slots(new ArrayBuffer(2 * count * slotBytes));
      larger.f64.set(kept.slots.f64);
      kept.slots = larger;
      this.#grow(kept, count * slotBytes);
    }
    ring.copyTo(slot, kept.slots, count);
    kept.sequences.push(sequence);
    if (this.#keepSide(ring, slot, sequence, texts)) this.#grow(kept, sideCost);
    while (this.bytes > mostBytes) this.#dropBy((owner) => owner.bytes);
    while (this.#traces.size > mostTraces) this.#dropBy((owner) => owner.traces.size);
  }

  #addAlone(ring: Slots, slot: number, sequence: number, texts: SlotTexts): void {
    const pid = ring.pid(slot);
    let own = this.#aloneOf.get(pid);
    if (own === undefined) {
      own = new Set();
      this.#aloneOf.set(pid, own);
    }
    const { length } = this.#aloneSequences;
    const to = length < mostAlone ? length : this.#giveAlone(own);
    own.add(to);
    ring.copyTo(slot, this.#alone, to);
    this.#aloneSequences[to] = sequence;
    this.#keepSide(ring, slot, sequence, texts);
  }

  /** A slot for one more event of a process: its own oldest when it has its even part, or that of whoever has most. */
  #giveAlone(own: Set<number>): number {
    let giver = own;
    if (own.size * this.#aloneOf.size < mostAlone) {
      for (const slots of this.#aloneOf.values()) if (slots.size > giver.size) giver = slots;
    }
    const [slot = 0] = giver;
    giver.delete(slot);
    this.#sides.delete(this.#aloneSequences[slot] ?? 0);
    if (giver.size === 0 && giver !== own) {
      for (const [pid, slots] of this.#aloneOf) if (slots === giver) this.#aloneOf.delete(pid);
    }
    return slot;
  }

  #keptOf(ring: Slots, slot: number): Kept {
    const at = slot * 16 + 12;
    const { i32 } = ring;
    const last = this.#last;
    if (last?.trace.every((word, index) => i32[at + index] === word) === true) return last.kept;
    const trace = [i32[at] ?? 0, i32[at + 1] ?? 0, i32[at + 2] ?? 0, i32[at + 3] ?? 0];
    const key = trace.join();
    let kept = this.#traces.get(key);
    if (kept === undefined) {
      const owner = this.#ownerOf(ring.pid(slot));
      kept = { owner, slots: new Slots(new ArrayBuffer(8 * slotBytes)), sequences: [], bytes: 0 };
      this.#traces.set(key, kept);
      owner.traces.add(key);
      this.#grow(kept, 8 * slotBytes + 256);
    }
    this.#last = { trace, kept };
    return kept;
  }

  #ownerOf(pid: number): Owner {
    let owner = this.#owners.get(pid);
    if (owner === undefined) {
      owner = { pid, traces: new Set(), bytes: 0 };
      this.#owners.set(pid, owner);
    }
    return owner;
  }

  #grow(kept: Kept, bytes: number): void {
    kept.bytes += bytes;
    kept.owner.bytes += bytes;
    this.bytes += bytes;
  }

  /** Takes the oldest trace from the process that has most of what there is too much of. */
  #dropBy(sizeOf: (owner: Owner) => number): void {
    let largest: Owner | undefined;
    for (const owner of this.#owners.values()) {
      if (largest === undefined || sizeOf(owner) > sizeOf(largest)) largest = owner;
    }
    const [key = ''] = largest?.traces ?? [];
    const kept = this.#traces.get(key);
    if (kept === undefined) return;
    const { owner, sequences, bytes } = kept;
    this.#traces.delete(key);
    owner.traces.delete(key);
    this.#grow(kept, -bytes);
    if (owner.traces.size === 0) this.#owners.delete(owner.pid);
    for (const sequence of sequences) this.#sides.delete(sequence);
    if (this.#last?.kept === kept) this.#last = undefined;
  }

  #keepSide(ring: Slots, slot: number, sequence: number, texts: SlotTexts): boolean {
    const subject = ring.subject(slot);
    const side = subject >= firstSide ? texts.side(subject, sequence) : undefined;
    if (side !== undefined) this.#sides.set(sequence, side);
    return side !== undefined;
  }
}
