/**
 * What the shell measured on its user's machine: web vitals, and durations by kind and label. Told as JSON and in
 * Prometheus format. Labels are checked against what exists; anything else counts as `other`.
 */
import { isComponentType } from '@agentos/blueprint';
import {
  AppType,
  ClientMessage,
  type FigureSummary,
  type MeasureKind,
  ServerMessage,
  type TelemetryReport,
  type TelemetryRequest,
  VitalName,
} from '@agentos/protocol';
import { findTool } from '@agentos/tools';
import { Counter, Histogram, type Registry } from 'prom-client';
import { Quantiles } from './quantiles.ts';

const seconds = [0.001, 0.004, 0.008, 0.016, 0.033, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 4, 10];
/** Good is below 0.1, poor above 0.25. */
const shifts = [0.01, 0.05, 0.1, 0.15, 0.25, 0.5, 1];
const other = 'other';

interface Series {
  readonly kind: MeasureKind;
  readonly label: string;
  readonly values: Quantiles;
  failures: number;
}

export class ShellFigures {
  readonly #since: number;
  readonly #vitals = new Map<VitalName, Quantiles>();
  readonly #series = new Map<string, Series>();
  readonly #vitalSeconds: Histogram<'name'>;
  readonly #shift: Histogram;
  readonly #durations: Record<MeasureKind, Histogram<'label' | 'outcome'>>;
  readonly #requests: Counter<'outcome'>;

  constructor(registry: Registry, now: number = Date.now()) {
    this.#since = now;
    const registers = [registry];
    this.#vitalSeconds = new Histogram({
      name: 'agentos_shell_web_vital_seconds',
      help: 'Web vitals that are times (FCP, FID, INP, LCP, TTFB)',
      labelNames: ['name'],
      buckets: seconds,
      registers,
    });
    this.#shift = new Histogram({
      name: 'agentos_shell_cumulative_layout_shift_ratio',
      help: 'The web vital CLS',
      buckets: shifts,
      registers,
    });
    const durations = (name: string, help: string): Histogram<'label' | 'outcome'> =>
      new Histogram({
        name: `agentos_shell_${name}_duration_seconds`,
        help,
        labelNames: ['label', 'outcome'],
        buckets: seconds,
        registers,
      });
    this.#durations = {
      render: durations('render', 'Time to draw a component, by its type'),
      tool: durations('tool', 'Duration of tool calls as the desktop sees them, by tool'),
      websocket: durations(
        'websocket',
        'Calls over the WebSocket: to the first answer by its type, whole ones by their kind',
      ),
      frame: durations('long_frame', 'Work that kept the page from answering'),
      launch: durations('launch', 'From the wish to the window that shows the app, by kind of app'),
    };
    this.#requests = new Counter({
      name: 'agentos_shell_telemetry_requests_total',
      help: 'Reports of the desktop about itself',
      labelNames: ['outcome'],
      registers,
    });
  }

  take({ vitals = [], measures = [] }: Pick<TelemetryRequest, 'vitals' | 'measures'>): void {
    this.#requests.inc({ outcome: 'ok' });
    for (const { name, value } of vitals) {
      if (name === 'CLS') this.#shift.observe(value);
      else this.#vitalSeconds.observe({ name }, value / 1000);
      let values = this.#vitals.get(name);
      if (values === undefined) {
        values = new Quantiles();
        this.#vitals.set(name, values);
      }
      values.add(value);
    }
    for (const { kind, label, duration_ms, failed = false } of measures) {
      const known = labelOf(kind, label);
      this.#durations[kind].observe({ label: known, outcome: failed ? 'failed' : 'ok' }, duration_ms / 1000);
      const key = `${kind} ${known}`;
      let series = this.#series.get(key);
      if (series === undefined) {
        series = { kind, label: known, values: new Quantiles(), failures: 0 };
        this.#series.set(key, series);
      }
      series.values.add(duration_ms);
      if (failed) series.failures++;
    }
  }

  /** A report that was turned away. */
  refused(): void {
    this.#requests.inc({ outcome: 'refused' });
  }

  report(): Omit<TelemetryReport, 'events'> {
    const vitals: Partial<Record<VitalName, FigureSummary>> = {};
    for (const name of VitalName.options) {
      const values = this.#vitals.get(name);
      if (values !== undefined) vitals[name] = values.summary();
    }
    const measures = [...this.#series.values()].map(({ kind, label, values, failures }) => ({
      kind,
      label,
      failures,
      ...values.summary(),
    }));
    return { since: this.#since, vitals, measures };
  }
}

const renderers: ReadonlySet<string> = new Set(['desktop', 'window', ...AppType.options]);
const messages: ReadonlySet<string> = new Set(
  [...ClientMessage.options, ...ServerMessage.options].map((option) => option.shape.type.value),
);
const appTypes: ReadonlySet<string> = new Set(AppType.options);
const frames: ReadonlySet<string> = new Set(['long', 'longtask', 'long-animation-frame']);

/** The label that a measure is kept under: its own when that is known, or the one for all others. */
export function labelOf(kind: MeasureKind, label: string): string {
  return isKnown(kind, label) ? label : other;
}

function isKnown(kind: MeasureKind, label: string): boolean {
  switch (kind) {
    case 'render':
      return isComponentType(label) || renderers.has(label);
    case 'tool':
      return findTool(label) !== undefined;
    case 'websocket':
      return messages.has(label);
    case 'frame':
      return frames.has(label);
    case 'launch':
      return appTypes.has(label);
  }
}
