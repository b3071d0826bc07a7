/**
 * Spans of all layers to an OpenTelemetry collector, as OTLP over HTTP with JSON. Made of the same events that the kernel
 * keeps; nothing leaves the machine unless `AGENTOS_OTLP_ENDPOINT` names a collector.
 *
 * Rules: bounded, batched, never waited for; a collector that does not answer costs spans, which are counted. Only traces that
 * somebody follows (flag 01) are sent.
 */
import { eventKinds, isEventType } from '@agentos/protocol/events';
import { type EmittedEvent, type Event, EventSeverity } from '@agentos/protocol/kernel';
import type { Span } from '../trace.ts';
import { version } from '../version.ts';

const gatherMs = 1_000;
const fullBatch = 200;
const mostHeld = 2_000;
const mostFollowed = 2_000;
const answerWithinMs = 5_000;
/** After this many failures in a row the collector is called away, until one batch arrives. */
const failuresToDegrade = 2;

interface AnyValue {
  readonly stringValue?: string;
  readonly intValue?: string;
  readonly doubleValue?: number;
}

interface Attribute {
  readonly key: string;
  readonly value: AnyValue;
}

/** One span as OTLP's JSON has it: ids in hexadecimal, times in nanoseconds as text. */
export interface OtlpSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: 1 | 2 | 3;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly Attribute[];
  readonly status: { readonly code: 0 | 2 };
}

export interface SpanExporterOptions {
  /** Base address, such as `http://127.0.0.1:4318`; `/v1/traces` is added unless it is there. */
  readonly endpoint: string;
  readonly fetch?: typeof fetch;
  readonly onProblem?: (reason: string) => void;
}

export class SpanExporter {
  readonly #url: string;
  readonly #options: SpanExporterOptions;
  #held: { layer: string; span: OtlpSpan }[] = [];
  readonly #followed = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<void> | undefined;
  #exported = 0;
  #dropped = 0;
  #failures = 0;
  #reason = '';
  #closed = false;

  constructor(options: SpanExporterOptions) {
    this.#options = options;
    const base = options.endpoint.replace(/\/+$/, '');
    this.#url = base.endsWith('/v1/traces') ? base : `${base}/v1/traces`;
  }

  get counts(): { exported: number; dropped: number } {
    return { exported: this.#exported, dropped: this.#dropped };
  }

  /** Why the collector cannot be reached; empty when it can. */
  get problem(): string {
    return this.#failures >= failuresToDegrade ? this.#reason : '';
  }

  /** A trace has reached this layer: what the kernel tells of it from now on is sent too, if somebody follows it. */
  follow({ traceparent, traceId }: Pick<Span, 'traceparent' | 'traceId'>): void {
    if (!traceparent.endsWith('1')) return;
    this.#followed.delete(traceId);
    this.#followed.add(traceId);
    if (this.#followed.size <= mostFollowed) return;
    for (const oldest of this.#followed) {
      this.#followed.delete(oldest);
      break;
    }
  }

  /** An event of a layer above the kernel. */
  takeEmitted(event: EmittedEvent): void {
    const { traceparent } = event;
    if (!traceparent.endsWith('1')) return;
    const ids = { traceId: traceparent.slice(3, 35), spanId: traceparent.slice(36, 52) };
    this.#take(event.layer, spanOf({ ...event, ...ids }));
  }

  /** An event of the kernel itself; those that came in from above were taken there. */
  takeKernel(event: Event): void {
    if (event.layer === 'kernel' && this.#followed.has(event.traceId)) this.#take('kernel', spanOf(event));
  }

  async flush(): Promise<void> {
    do {
      this.#send();
      await this.#sending;
    } while (this.#held.length > 0 || this.#sending !== undefined);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.flush();
    clearTimeout(this.#timer);
  }

  #take(layer: string, span: OtlpSpan | undefined): void {
    if (span === undefined) return;
    if (this.#closed || this.#held.length >= mostHeld) {
      this.#dropped++;
      return;
    }
    this.#held.push({ layer, span });
    if (this.#held.length >= fullBatch) this.#send();
    else this.#timer ??= setTimeout(() => this.#send(), gatherMs).unref();
  }

  #send(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#sending !== undefined || this.#held.length === 0) return;
    const batch = this.#held.splice(0, fullBatch);
    this.#sending = this.#deliver(batch).finally(() => {
      this.#sending = undefined;
      if (this.#held.length > 0)
        this.#timer ??= setTimeout(() => this.#send(), this.#failures > 0 ? gatherMs : 0).unref();
    });
  }

  async #deliver(batch: { layer: string; span: OtlpSpan }[]): Promise<void> {
    try {
      const answer = await (this.#options.fetch ?? fetch)(this.#url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(requestOf(batch)),
        signal: AbortSignal.timeout(answerWithinMs),
        redirect: 'error',
      });
      await answer.body?.cancel();
      if (!answer.ok) throw new Error(`the collector answered ${answer.status}`);
      this.#exported += batch.length;
      this.#failures = 0;
    } catch (error) {
      this.#dropped += batch.length;
      this.#reason = error instanceof Error ? error.message : String(error);
      if (++this.#failures === failuresToDegrade) this.#options.onProblem?.(this.#reason);
    }
  }
}

/** The body of one export: a resource for each layer. */
function requestOf(batch: readonly { layer: string; span: OtlpSpan }[]): object {
  const byLayer = Map.groupBy(batch, ({ layer }) => layer);
  return {
    resourceSpans: [...byLayer].map(([layer, spans]) => ({
      resource: {
        attributes: [text('service.name', `agentos-${layer}`), text('service.version', version)],
      },
      scopeSpans: [{ scope: { name: 'agentos' }, spans: spans.map(({ span }) => span) }],
    })),
  };
}

type Spanned = Pick<
  Event,
  'traceId' | 'spanId' | 'parentSpanId' | 'type' | 'subject' | 'timeUs' | 'severity' | 'pid' | 'text'
> &
  Pick<Event, 'valueA' | 'valueB' | 'valueC'>;

/** What took a while is a span; what only happened at a time has none. */
function spanOf(event: Spanned): OtlpSpan | undefined {
  if (!isEventType(event.type)) return undefined;
  const { a, b, c, layer } = eventKinds[event.type];
  if (a?.unit !== 'us' || event.spanId === '') return undefined;
  const end = BigInt(Math.max(0, Math.round(event.timeUs))) * 1_000n;
  const lasted = BigInt(Math.max(0, Math.round(event.valueA * 1_000)));
  const attributes = [text('agentos.type', event.type), int('process.pid', event.pid)];
  if (event.subject !== '') attributes.push(text('agentos.subject', event.subject));
  if (event.text !== '') attributes.push(text('agentos.text', event.text));
  if (b !== undefined) attributes.push({ key: keyOf(b.means), value: { doubleValue: event.valueB } });
  if (c !== undefined) attributes.push({ key: keyOf(c.means), value: { doubleValue: event.valueC } });
  return {
    traceId: event.traceId,
    spanId: event.spanId,
    ...(event.parentSpanId === '' ? {} : { parentSpanId: event.parentSpanId }),
    name: event.subject === '' ? event.type : `${event.type} ${event.subject}`,
    kind: event.type === 'http.request' ? 2 : layer === 'kernel' ? 2 : 1,
    startTimeUnixNano: String(end > lasted ? end - lasted : 0n),
    endTimeUnixNano: String(end),
    attributes,
    status: { code: event.severity === EventSeverity.ERROR || event.severity === EventSeverity.CRITICAL ? 2 : 0 },
  };
}

function keyOf(means: string): string {
  return `agentos.${means.toLowerCase().replace(/[^a-z0-9]+/g, '_')}`;
}

function text(key: string, value: string): Attribute {
  return { key, value: { stringValue: value } };
}

function int(key: string, value: number): Attribute {
  return { key, value: { intValue: String(value) } };
}
