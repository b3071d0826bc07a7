/**
 * Looks at every event of the ring once: statistics by kind, anomalies, and copies of what must outlive the ring. Runs in the
 * telemetry thread; knows no threads itself.
 */
import { eventKinds } from '@agentos/protocol/events';
import { at, categoryCount, firstSide } from '../events/memory.ts';
import { categoryNumber, severityNumber, typesByNumber } from '../events/numbers.ts';
import { inKind, type Slots } from '../events/slots.ts';
import { type Finding, type Scale, Statistics } from './anomalies.ts';
import { blockSlots, type EventSource } from './event-source.ts';
import type { KeptEvents } from './kept-events.ts';
import type { Anomaly } from './queries.ts';

/** Kinds of values that statistics are kept of; what comes beyond is counted and not compared. */
const mostKeys = 2_048;
/** Subjects of one type of a layer above that are told apart: their words are their own, and must not crowd out others. */
const mostSubjects = 64;
const mostAnomalies = 1_000;
const inBlock = blockSlots - 1;
/** Places for the statistics that were used last: a map is asked only for others. */
const places = 512;
const neverLeftOut = (1 << inKind.followed) | (4 << inKind.severity);

const statisticsOf: readonly (Scale | undefined)[] = typesByNumber.map((type) => {
  const unit = type === '' ? undefined : eventKinds[type].a?.unit;
  if (unit === 'us' || unit === 'ms' || unit === 'bytes') return 'log';
  return undefined;
});

export class Collector {
  readonly #source: EventSource;
  readonly #kept: KeptEvents;
  readonly #onAnomaly: (anomaly: Anomaly, followed: boolean) => void;
  readonly #waiting: ReadonlySet<string>;
  readonly #keys = new Map<number | string, Statistics | undefined>();
  readonly #recentKeys = new Int32Array(places).fill(-1);
  readonly #recent: (Statistics | undefined)[] = new Array(places).fill(undefined);
  readonly #subjects = new Uint16Array(512);
  readonly anomalies: Anomaly[] = [];
  /** Events seen so far, by category. */
  readonly written = new Float64Array(categoryCount);
  /** Those among them that sampling never leaves out. */
  readonly spared = new Float64Array(categoryCount);
  #position = 1;

  /** `waiting`: syscalls whose duration says nothing, for it is up to their callers. */
  constructor(
    source: EventSource,
    kept: KeptEvents,
    waiting: ReadonlySet<string>,
    onAnomaly: (anomaly: Anomaly, followed: boolean) => void,
  ) {
    this.#source = source;
    this.#kept = kept;
    this.#waiting = waiting;
    this.#onAnomaly = onAnomaly;
  }

  /** Sequence of the event to look at next. */
  get position(): number {
    return this.#position;
  }

  /** Looks at what has come; tells how many events that were. */
  drain(): number {
    const { control } = this.#source;
    const from = this.#position;
    const end = this.#source.next;
    let sequence = from;
    while (sequence < end) {
      const block = this.#source.copy(sequence);
      const { oldest } = this.#source;
      if (sequence < oldest) {
        control.numbers[at.missed] = (control.numbers[at.missed] ?? 0) + oldest - sequence;
        sequence = oldest;
        continue;
      }
      const last = Math.min(end, sequence - (sequence & inBlock) + blockSlots);
      for (; sequence < last; sequence++) this.#look(block, sequence & inBlock, sequence);
    }
    this.#position = sequence;
    const { numbers } = control;
    numbers[at.drained] = (numbers[at.drained] ?? 0) + sequence - from;
    numbers[at.keys] = this.#keys.size;
    numbers[at.traces] = this.#kept.traces;
    numbers[at.traceBytes] = this.#kept.bytes;
    return sequence - from;
  }

  #look(slots: Slots, slot: number, sequence: number): void {
    const kind = slots.i32[slot * 16 + 8] ?? 0;
    const category = slots.category(slot);
    this.written[category] = (this.written[category] ?? 0) + 1;
    const isSecurity = category === categoryNumber.SECURITY;
    if ((kind & neverLeftOut) !== 0 || isSecurity) {
      this.spared[category] = (this.spared[category] ?? 0) + 1;
      if (!isSecurity || slots.severity(slot) > severityNumber.DEBUG || slots.followed(slot)) {
        this.#kept.add(slots, slot, sequence, this.#source.texts);
      }
    }
    const scale = statisticsOf[slots.type(slot)];
    if (scale === undefined) return;
    const statistics = this.#statisticsOf(slots, slot, sequence, scale);
    const finding = statistics?.observe(slots.a(slot));
    if (finding !== undefined) this.#tell(slots, slot, sequence, finding);
  }

  /** By type, subject and whether it failed: a failed call is another kind than one that was done. */
  #statisticsOf(slots: Slots, slot: number, sequence: number, scale: Scale): Statistics | undefined {
    const subject = slots.subject(slot);
    const failed = slots.b(slot) !== 0 ? 1 : 0;
    const kind = slots.type(slot) * 2 + failed;
    if (subject >= firstSide) {
      const { texts } = this.#source;
      return this.#keyed(
        this.#keyFromAbove(kind, slots.subjectText(slot, sequence, texts)),
        slots,
        slot,
        sequence,
        scale,
      );
    }
    const key = subject * 256 + kind;
    const place = (subject * 31 + kind) & (places - 1);
    if (this.#recentKeys[place] === key) return this.#recent[place];
    const statistics = this.#keyed(key, slots, slot, sequence, scale);
    this.#recentKeys[place] = key;
    this.#recent[place] = statistics;
    return statistics;
  }

  #keyed(key: number | string, slots: Slots, slot: number, sequence: number, scale: Scale): Statistics | undefined {
    const known = this.#keys.get(key);
    if (known !== undefined || this.#keys.size >= mostKeys || this.#keys.has(key)) return known;
    const isWait =
      typesByNumber[slots.type(slot)] === 'syscall.exit' &&
      this.#waiting.has(slots.subjectText(slot, sequence, this.#source.texts));
    const made = isWait ? undefined : new Statistics(scale);
    this.#keys.set(key, made);
    return made;
  }

  #keyFromAbove(kind: number, subject: string): string {
    const key = `${kind} ${subject}`;
    if (this.#keys.has(key)) return key;
    const count = this.#subjects[kind] ?? 0;
    // The rest of a type is one kind.
    if (count >= mostSubjects) return String(kind);
    this.#subjects[kind] = count + 1;
    return key;
  }

  #tell(slots: Slots, slot: number, sequence: number, finding: Finding): void {
    const { control, texts } = this.#source;
    const anomaly: Anomaly = { event: slots.read(slot, sequence, texts), ...finding };
    this.anomalies.push(anomaly);
    if (this.anomalies.length > mostAnomalies) this.anomalies.splice(0, 100);
    control.numbers[at.anomalies] = (control.numbers[at.anomalies] ?? 0) + 1;
    this.#onAnomaly(anomaly, slots.followed(slot));
  }
}
