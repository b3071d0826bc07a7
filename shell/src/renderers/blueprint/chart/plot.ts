/** Settings of uPlot for a chart: scales, axes, paths and colours. */
import uPlot from 'uplot';
import type { Colors } from '../colors.ts';
import { type ChartModel, type ChartSeries, longestName, shortNumber, stack } from './model.ts';

export interface PlotWishes {
  readonly width: number;
  readonly height: number;
  readonly stacked: boolean;
  readonly smooth: boolean;
  readonly points: boolean | undefined;
  readonly barShare: number;
  readonly min: number | undefined;
  readonly max: number | undefined;
  readonly unit: string;
  readonly grid: boolean;
  readonly axes: boolean;
  readonly connect: boolean;
  readonly xLabel: string | undefined;
  readonly yLabel: string | undefined;
  moved(plot: uPlot): void;
}

const dashes: readonly number[][] = [[], [8, 4], [2, 4], [10, 4, 2, 4], [14, 6], [4, 8]];

export function plotData(model: ChartModel, stacked: boolean): uPlot.AlignedData {
  const values = stacked ? stack(model.series) : model.series.map((one) => [...one.values]);
  return [[...model.xs], ...values];
}

export function plotOptions(model: ChartModel, colors: Colors, wishes: PlotWishes): uPlot.Options {
  const font = `11px ${colors.font}`;
  const bars = model.series.some((one) => one.kind === 'bar');
  const grid: uPlot.Axis.Grid = { show: wishes.grid, stroke: colors.role('line'), width: 1 };
  const axis = {
    stroke: colors.role('muted'),
    font,
    labelFont: font,
    labelGap: 2,
    labelSize: 18,
    gap: 6,
    ticks: { show: false },
    show: wishes.axes,
  };
  const step = leastStep(model.xs);
  const right = model.series.some((one) => one.axis === 'right');
  const yAxis = (scale: 'left' | 'right'): uPlot.Axis => ({
    ...axis,
    scale,
    side: scale === 'left' ? 3 : 1,
    size: (_, values) => 16 + Math.max(14, ...(values ?? []).map((value) => value.length * 6.4)),
    grid: scale === 'left' ? grid : { show: false },
    values: (_, ticks) => ticks.map((tick) => `${shortNumber(tick)}${wishes.unit}`),
    ...(scale === 'left' && wishes.yLabel !== undefined ? { label: wishes.yLabel } : {}),
  });
  const range = (from: number | null, to: number | null): uPlot.Range.MinMax => rangeOf(model, wishes, from, to);
  const lowest = model.series.filter((one) => one.kind === 'bar');
  return {
    width: wishes.width,
    height: wishes.height,
    padding: [8, right ? 0 : 12, wishes.axes ? 0 : 8, wishes.axes ? 0 : 8],
    legend: { show: false },
    cursor: {
      y: false,
      drag: { x: false, y: false, setScale: false },
      points: { size: 8, width: 2, stroke: colors.role('background') },
    },
    scales: {
      x: {
        time: model.axis === 'time',
        range: (_, from, to) => (bars || from === to ? [from - step / 2, to + step / 2] : [from, to]),
      },
      left: { range: (_, from, to) => range(from, to) },
      right: { range: (_, from, to) => range(from, to) },
    },
    axes: [
      {
        ...axis,
        size: 26,
        grid: { ...grid, show: wishes.grid && model.axis !== 'category' },
        ...(wishes.xLabel === undefined ? {} : { label: wishes.xLabel }),
        ...(model.axis === 'category' ? categories(model) : {}),
        ...(model.axis === 'number' ? { values: (_: uPlot, ticks: number[]) => ticks.map(shortNumber) } : {}),
      },
      yAxis('left'),
      ...(right ? [yAxis('right')] : []),
    ],
    series: [
      {},
      ...model.series.map((one, at) =>
        seriesOptions(one, at, lowest.indexOf(one), lowest.length, step, model, colors, wishes),
      ),
    ],
    ...(wishes.stacked ? { bands: bandsOf(model.series) } : {}),
    hooks: { setCursor: [wishes.moved] },
  };
}

/** Areas on top of each other are filled down to the one below, not to the ground. */
function bandsOf(series: readonly ChartSeries[]): uPlot.Band[] {
  return series.flatMap((one, at) =>
    at > 0 && one.kind === 'area' ? [{ series: [at + 1, at] as uPlot.Band.Bounds }] : [],
  );
}

function seriesOptions(
  one: ChartSeries,
  at: number,
  barAt: number,
  barCount: number,
  step: number,
  model: ChartModel,
  colors: Colors,
  wishes: PlotWishes,
): uPlot.Series {
  const color = colors.series(one.color);
  const dash = one.dashed ? [6, 4] : colors.forced ? (dashes[at % dashes.length] ?? []) : [];
  const few = model.xs.length <= 24;
  if (one.kind === 'bar') {
    const lanes = wishes.stacked ? 1 : Math.max(barCount, 1);
    const lane = (step * wishes.barShare) / lanes;
    const start = -(step * wishes.barShare) / 2 + (wishes.stacked ? 0 : lane * barAt);
    const gap = lanes > 1 ? lane * 0.08 : 0;
    const below = wishes.stacked && at > 0 ? stack(model.series)[at - 1] : undefined;
    return {
      label: one.label,
      scale: one.axis,
      stroke: color,
      width: 0,
      fill: colors.forced ? hatched(color, at) : faded(color, one.opacity ?? 1),
      points: { show: false },
      ...barPaths({
        radius: wishes.stacked ? 0 : 0.12,
        disp: {
          x0: { unit: 1, values: (plot) => [...plot.data[0]].map((x) => x + start + gap / 2) },
          size: { unit: 1, values: () => [lane - gap] },
          ...(below === undefined
            ? {}
            : {
                y0: { unit: 1, values: () => below.map((value) => value ?? 0) },
                y1: { unit: 1, values: (plot, index) => [...(plot.data[index] ?? [])].map((value) => value ?? 0) },
              }),
        },
      }),
    };
  }
  const opacity = one.opacity ?? (wishes.stacked ? 0.55 : 0.16);
  return {
    label: one.label,
    scale: one.axis,
    stroke: color,
    width: one.width,
    dash,
    spanGaps: wishes.connect,
    points: {
      show: wishes.points ?? (few && !wishes.smooth && one.kind === 'line'),
      size: 6,
      fill: color,
      stroke: color,
    },
    ...(one.kind === 'area' ? { fill: colors.forced ? hatched(color, at) : faded(color, opacity) } : {}),
    ...(wishes.smooth && uPlot.paths.spline !== undefined ? { paths: uPlot.paths.spline() } : {}),
  };
}

function barPaths(options: uPlot.Series.BarsPathBuilderOpts): Pick<uPlot.Series, 'paths'> {
  const { bars } = uPlot.paths;
  return bars === undefined ? {} : { paths: bars(options) };
}

/** Names at as many places as there is room for. */
function categories(model: ChartModel): Partial<uPlot.Axis> {
  const longest = longestName(model);
  return {
    splits: (plot) => {
      const room = Math.max(1, Math.floor(plot.width / (longest * 6.6 + 12)));
      const every = Math.max(1, Math.ceil(model.xs.length / room));
      return model.xs.filter((_, at) => at % every === 0).map(Number);
    },
    values: (_, splits) => splits.map((at) => cut(model.names[at] ?? '')),
  };
}

const cut = (name: string): string => (name.length > 14 ? `${name.slice(0, 13)}…` : name);

function rangeOf(model: ChartModel, wishes: PlotWishes, from: number | null, to: number | null): uPlot.Range.MinMax {
  const ground = model.series.some((one) => one.kind !== 'line');
  let low = from ?? 0;
  let high = to ?? 1;
  if (ground) [low, high] = [Math.min(low, 0), Math.max(high, 0)];
  if (low === high) [low, high] = low === 0 ? [0, 1] : [Math.min(low, 0), Math.max(high, 0)];
  const pad = (high - low) * 0.08;
  const lowPadded = ground && low === 0 ? 0 : low > 0 && low < high * 0.25 ? 0 : low - pad;
  return [wishes.min ?? lowPadded, wishes.max ?? (ground && high === 0 ? 0 : high + pad)];
}

function leastStep(xs: readonly number[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (let at = 1; at < xs.length; at += 1) {
    const step = (xs[at] ?? 0) - (xs[at - 1] ?? 0);
    if (step > 0 && step < least) least = step;
  }
  return Number.isFinite(least) ? least : 1;
}

function faded(color: string, opacity: number): string {
  return opacity >= 1 ? color : `color-mix(in srgb, ${color} ${Math.round(opacity * 100)}%, transparent)`;
}

/** Lines in a direction of their own for each series, where the person's colours are few. */
function hatched(color: string, at: number): () => CanvasPattern | string {
  return () => {
    const tile = document.createElement('canvas');
    tile.width = 8;
    tile.height = 8;
    const context = tile.getContext('2d');
    if (context === null) return color;
    context.strokeStyle = color;
    context.lineWidth = 2;
    context.beginPath();
    if (at % 3 !== 1) {
      context.moveTo(0, 8);
      context.lineTo(8, 0);
    }
    if (at % 3 !== 0) {
      context.moveTo(0, 0);
      context.lineTo(8, 8);
    }
    context.stroke();
    return context.createPattern(tile, 'repeat') ?? color;
  };
}
