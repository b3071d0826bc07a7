/**
 * Looks at every event of the ring once: statistics by kind, anomalies, and copies of what must outlive the ring. Runs in the
 * telemetry thread; knows no threads itself.
 */
import { eventKinds } from '@agentos/protocol/events';
import { at, categoryCount, firstSide } from '../events/memory.ts';
import { categoryNumber, severityNumber, typesByNumber } from '../events/numbers.ts';
import type { Slots } from '../events/slots.ts';
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
  readonly #subjects = new Uint16Array(512);
  readonly anomalies: Anomaly[] = [];
  /** Events seen so far, by category. */
  readonly written = new Float64Array(categoryCount);
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
    const type = kind & 0xff;
    const severity = (kind >>> 12) & 7;
    const category = (kind >>> 8) & 15;
    this.written[category] = (this.written[category] ?? 0) + 1;
    const isSecurity = category === categoryNumber.SECURITY && severity > severityNumber.DEBUG;
    if ((kind & 0x8000) !== 0 || severity >= severityNumber.ERROR || isSecurity) {
      this.#kept.add(slots, slot, sequence, this.#source.texts);
    }
    const scale = statisticsOf[type];
    if (scale === undefined) return;
    // Everything but the subject and the severity: a failed call is another kind than one that was done.
    const statistics = this.#statisticsOf(slots, slot, sequence, scale);
    const finding = statistics?.observe(slots.a(slot));
    if (finding !== undefined) this.#tell(slots, slot, sequence, finding);
  }

  #statisticsOf(ring: Slots, slot: number, sequence: number, scale: Scale): Statistics | undefined {
    const { texts } = this.#source;
    const type = ring.type(slot);
    const subject = ring.subject(slot);
    const failed = (ring.f64[slot * 8 + 1] ?? 0) !== 0 ? 1 : 0;
    const key =
      subject < firstSide
        ? subject * 512 + type * 2 + failed
        : this.#keyFromAbove(type * 2 + failed, ring.subjectText(slot, sequence, texts));
    const known = this.#keys.get(key);
    if (known !== undefined || this.#keys.size >= mostKeys) return known;
    if (known === undefined && this.#keys.has(key)) return undefined;
    const isWait = typesByNumber[type] === 'syscall.exit' && this.#waiting.has(ring.subjectText(slot, sequence, texts));
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
