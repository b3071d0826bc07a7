/**
 * What the services observe, in one place: figures, events on their way to the kernel's collector, spans for an outside
 * collector, the shell's own figures, and one text with the figures of all layers.
 *
 * Rule: observing never fails what is observed. A part that fails is named by `parts`, and everything else goes on.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { HealthResponse } from '@agentos/protocol';
import type { EventType } from '@agentos/protocol/events';
import { joinExpositions } from '@agentos/protocol/exposition';
import { type EventFilter, EventSeverity } from '@agentos/protocol/kernel';
import type { Logger } from 'pino';
import { Counter, Gauge } from 'prom-client';
import type { KernelLink } from '../kernel/link.ts';
import type { Metrics } from '../metrics.ts';
import { codeOf, messageOf } from '../problem.ts';
import type { Span } from '../trace.ts';
import { SpanExporter } from './otlp.ts';
import { EventOutbox, type Told } from './outbox.ts';
import { ShellFigures } from './shell-figures.ts';

/** A layer that does not tell its figures in time is left out of this scrape. */
const figuresWithinMs = 2_000;
/** Kernel events that become spans, when spans are exported. */
const spanTypes = ['syscall.exit', 'security.denied', 'file.operation'];
const reconnectMs = 1_000;

type Part = HealthResponse['parts'][number];

export interface TelemetryOptions {
  readonly kernel: KernelLink;
  readonly metrics: Metrics;
  readonly log: Logger;
  /** Figures of the AI service; undefined when it does not run. */
  aiFigures(): Promise<string> | undefined;
  /** Base address of an OpenTelemetry collector; undefined: nothing is sent. */
  readonly otlpEndpoint: string | undefined;
}

export class Telemetry {
  readonly #options: TelemetryOptions;
  readonly #closed = new AbortController();
  readonly shell: ShellFigures;
  readonly outbox: EventOutbox;
  readonly exporter: SpanExporter | undefined;
  #following: Promise<void> | undefined;
  /** Layers whose figures could not be had at the last scrape, with the reason. */
  readonly #mute = new Map<string, string>();

  constructor(options: TelemetryOptions) {
    this.#options = options;
    const { kernel, metrics, log, otlpEndpoint } = options;
    this.shell = new ShellFigures(metrics.registry);
    this.exporter =
      otlpEndpoint === undefined
        ? undefined
        : new SpanExporter({
            endpoint: otlpEndpoint,
            onProblem: (reason) => log.warn({ reason }, 'the collector of spans cannot be reached'),
          });
    this.outbox = new EventOutbox({
      send: (events) => kernel.emitEvents(events),
      tap: (event) => this.exporter?.takeEmitted(event),
    });
    this.#count();
    if (this.exporter !== undefined) this.#following = this.#followKernel(this.exporter);
  }

  /** Takes one event of an upper layer. */
  tell(type: EventType, told: Told): void {
    this.outbox.tell(type, told);
  }

  /** A hop begins: what the kernel does for it belongs to an exported trace, if somebody follows it. */
  began(span: Span): void {
    this.exporter?.follow(span);
  }

  /** The figures of all layers that answer, each family once. */
  async figures(): Promise<string> {
    const { kernel, metrics, log } = this.#options;
    const services = { name: 'services', text: await metrics.text() };
    const asked: [string, Promise<string> | undefined][] = [
      ['kernel', kernel.up ? kernel.metricsText() : undefined],
      ['ai', this.#options.aiFigures()],
    ];
    const others = await Promise.all(
      asked.map(async ([name, text]) => {
        this.#mute.delete(name);
        if (text === undefined) return { name, text: '' };
        try {
          return { name, text: await within(text, figuresWithinMs) };
        } catch (error) {
          this.#mute.set(name, messageOf(error));
          return { name, text: '' };
        }
      }),
    );
    const { text, problems } = joinExpositions([services, ...others]);
    for (const { source, problem } of problems) {
      log.warn({ source, problem }, 'figures of a layer were left out');
      this.#mute.set(source, problem);
    }
    return text;
  }

  /** The parts that observe, and how they do. */
  parts(): Part[] {
    const { pending } = this.outbox.counts;
    const parts: Part[] = [part('event outbox', this.outbox.failure, `${pending} waiting`)];
    if (this.exporter === undefined)
      parts.push({ name: 'span exporter', state: 'off', reason: 'AGENTOS_OTLP_ENDPOINT is not set' });
    else parts.push(part('span exporter', this.exporter.problem, ''));
    for (const [layer, reason] of this.#mute) parts.push(part(`figures of ${layer}`, reason, ''));
    return parts;
  }

  async close(): Promise<void> {
    this.#closed.abort();
    await this.outbox.close();
    await this.exporter?.close();
    await this.#following;
    this.#options.metrics.close();
  }

  async #followKernel(exporter: SpanExporter): Promise<void> {
    const { signal } = this.#closed;
    while (!signal.aborted) {
      try {
        const request = { follow: true, filter: { ...noFilter, types: spanTypes } };
        for await (const { events } of this.#options.kernel.streamEvents(request, signal)) {
          for (const event of events) exporter.takeKernel(event);
        }
      } catch (error) {
        this.#options.log.debug({ code: codeOf(error) }, 'the events of the kernel cannot be followed for spans');
      }
      await delay(reconnectMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  #count(): void {
    const { outbox, exporter } = this;
    const registers = [this.#options.metrics.registry];
    new Counter({
      name: 'agentos_events_told_total',
      help: 'Events of shell, services and AI by what became of them',
      labelNames: ['outcome'],
      registers,
      collect() {
        const { sent, dropped, refused } = outbox.counts;
        this.reset();
        this.inc({ outcome: 'sent' }, sent);
        this.inc({ outcome: 'dropped' }, dropped);
        this.inc({ outcome: 'refused' }, refused);
      },
    });
    new Gauge({
      name: 'agentos_events_pending',
      help: 'Events on their way to the kernel',
      registers,
      collect() {
        this.set(outbox.counts.pending);
      },
    });
    new Counter({
      name: 'agentos_exported_spans_total',
      help: 'Spans for an outside collector by what became of them',
      labelNames: ['outcome'],
      registers,
      collect() {
        const { exported, dropped } = exporter?.counts ?? { exported: 0, dropped: 0 };
        this.reset();
        this.inc({ outcome: 'exported' }, exported);
        this.inc({ outcome: 'dropped' }, dropped);
      },
    });
  }
}

/** A filter that asks for nothing. */
export const noFilter: EventFilter = {
  categories: [],
  leastSeverity: EventSeverity.UNSPECIFIED,
  pids: [],
  types: [],
  traceId: '',
  fromUs: 0,
  toUs: 0,
  text: '',
  leastValue: 0,
};

function part(name: string, problem: string, reason: string): Part {
  return problem === '' ? { name, state: 'up', reason } : { name, state: 'degraded', reason: problem };
}

async function within<Result>(work: Promise<Result>, ms: number): Promise<Result> {
  const late = new AbortController();
  try {
    return await Promise.race([
      work,
      delay(ms, undefined, { signal: late.signal }).then(() => {
        throw new Error(`no answer within ${ms} ms`);
      }),
    ]);
  } finally {
    late.abort();
  }
}
