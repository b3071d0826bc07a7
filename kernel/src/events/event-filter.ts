/** Which events somebody wants, looked up in slots without making objects of them. */
import { eventKinds } from '@agentos/protocol/events';
import type { Event, EventFilter as WireFilter } from '@agentos/protocol/kernel';
import { failure } from '../errors.ts';
import { firstSide } from './memory.ts';
import { typesByNumber } from './numbers.ts';
import type { Slots, SlotTexts } from './slots.ts';
import { traceWords } from './trace.ts';

const mostText = 200;
const mostListed = 1_000;

export type PlainFilter = Readonly<WireFilter>;

export const noFilter: PlainFilter = {
  categories: [],
  leastSeverity: 0,
  pids: [],
  types: [],
  traceId: '',
  fromUs: 0,
  toUs: 0,
  text: '',
  leastValue: 0,
};

export class EventFilter {
  /** Of the trace that is asked for. */
  readonly trace: readonly [number, number, number, number] | undefined;
  readonly fromUs: number;
  readonly toUs: number;
  /** By category; 0: all. */
  readonly #categories: number;
  readonly #leastSeverity: number;
  readonly #types: Uint8Array | undefined;
  readonly #pids: ReadonlySet<number> | undefined;
  readonly #leastValue: number;
  readonly #text: string;
  readonly #typeHas: readonly boolean[];
  /** Whether an interned subject has the text: 0 not known, 1 no, 2 yes. */
  readonly #subjectHas: Uint8Array;
  readonly #visible: (pid: number) => boolean;

  /** @throws KernelError EINVAL */
  constructor(wire: PlainFilter, visible: (pid: number) => boolean) {
    const { categories, types, pids, traceId, text } = wire;
    if (text.length > mostText)
      throw failure('EINVAL', `a text to look for has at most ${mostText} characters`, 'text');
    if (types.length > mostListed || pids.length > mostListed || categories.length > mostListed) {
      throw failure('EINVAL', `a filter names at most ${mostListed} of a kind`, 'filter');
    }
    this.trace = traceId === '' ? undefined : traceWords(traceId.toLowerCase());
    if (traceId !== '' && this.trace === undefined) {
      throw failure('EINVAL', 'a trace id is 32 hexadecimal digits', 'trace_id');
    }
    this.fromUs = wire.fromUs;
    this.toUs = wire.toUs === 0 ? Number.POSITIVE_INFINITY : wire.toUs;
    let mask = 0;
    for (const category of categories) mask |= 1 << category;
    this.#categories = mask;
    this.#leastSeverity = wire.leastSeverity;
    this.#types = types.length === 0 ? undefined : typesOf(types);
    this.#pids = pids.length === 0 ? undefined : new Set(pids);
    this.#leastValue = wire.leastValue;
    this.#text = text.toLowerCase();
    this.#typeHas = typesByNumber.map((type) => type.includes(this.#text) || 'kernel'.includes(this.#text));
    this.#subjectHas = new Uint8Array(this.#text === '' ? 0 : firstSide);
    this.#visible = visible;
  }

  passes(slots: Slots, slot: number, sequence: number, texts: SlotTexts): boolean {
    if (this.#categories !== 0 && (this.#categories & (1 << slots.category(slot))) === 0) return false;
    if (slots.severity(slot) < this.#leastSeverity) return false;
    if (this.trace !== undefined && !slots.isOf(slot, this.trace)) return false;
    if (this.#types !== undefined && this.#types[slots.type(slot)] === 0) return false;
    const time = slots.timeUs(slot);
    if (time < this.fromUs || time > this.toUs) return false;
    if (this.#leastValue !== 0 && !(slots.a(slot) >= this.#leastValue)) return false;
    const pid = slots.pid(slot);
    if (this.#pids !== undefined && !this.#pids.has(pid)) return false;
    if (!this.#visible(pid)) return false;
    return this.#text === '' || this.#hasText(slots, slot, sequence, texts);
  }

  /** The same for an event that is kept as an object; `type` is the number of its type. */
  passesEvent(event: Event, type: number): boolean {
    if (this.#categories !== 0 && (this.#categories & (1 << event.category)) === 0) return false;
    if (event.severity < this.#leastSeverity) return false;
    if (this.trace !== undefined && traceWords(event.traceId)?.join() !== this.trace.join()) return false;
    if (this.#types !== undefined && this.#types[type] === 0) return false;
    if (event.timeUs < this.fromUs || event.timeUs > this.toUs) return false;
    if (this.#leastValue !== 0 && !(event.valueA >= this.#leastValue)) return false;
    if (this.#pids !== undefined && !this.#pids.has(event.pid)) return false;
    if (!this.#visible(event.pid)) return false;
    const said = `${event.type}\n${event.layer}\n${event.subject}\n${event.text}`;
    return this.#text === '' || said.toLowerCase().includes(this.#text);
  }

  #hasText(slots: Slots, slot: number, sequence: number, texts: SlotTexts): boolean {
    const subject = slots.subject(slot);
    const type = slots.type(slot);
    if (subject >= firstSide) {
      const side = texts.side(subject, sequence);
      const said = `${typesByNumber[type]}\n${side?.layer}\n${side?.subject}\n${side?.text}`;
      return said.toLowerCase().includes(this.#text);
    }
    if (this.#typeHas[type] === true) return true;
    let known = this.#subjectHas[subject];
    if (known === 0) {
      known = texts.strings.get(subject).toLowerCase().includes(this.#text) ? 2 : 1;
      this.#subjectHas[subject] = known;
    }
    return known === 2;
  }
}

/** 1 for each type that is named, `process.*` naming all that begin so. */
function typesOf(names: readonly string[]): Uint8Array {
  const wanted = new Uint8Array(128);
  const exact = new Set(names);
  const beginnings = names.filter((name) => name.endsWith('*')).map((name) => name.slice(0, -1));
  for (const [number, type] of typesByNumber.entries()) {
    if (type === '') continue;
    if (exact.has(type) || beginnings.some((beginning) => type.startsWith(beginning))) wanted[number] = 1;
  }
  return wanted;
}

/** Whether value a of a type is a duration. */
export const isDuration: readonly boolean[] = typesByNumber.map(
  (type) => type !== '' && eventKinds[type].a?.unit === 'us',
);
