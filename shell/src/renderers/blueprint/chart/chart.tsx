/** Line, bar and area charts. The pointer or the arrow keys walk along the values, which are told as text too. */
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { readColors, useThemeVersion } from '../colors.ts';
import { flagOf, numberOf, type PartProps, textOf, useSurface } from '../part.ts';
import { usePort } from '../port.ts';
import { Around, chartHeight, chartName, Legend, type TableOf } from './around.tsx';
import { type ChartKind, type ChartModel, chartModel, shortNumber } from './model.ts';
import { plotData, plotOptions } from './plot.ts';

const kinds: Readonly<Record<string, ChartKind>> = { line_chart: 'line', bar_chart: 'bar', area_chart: 'area' };

interface Tip {
  readonly at: number;
  readonly left: number;
  readonly top: number;
}

export default function Chart(part: PartProps): ReactNode {
  const { props, component, emit } = part;
  const { host } = useSurface();
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const [off, setOff] = useState<ReadonlySet<string>>(new Set());
  const [tip, setTip] = useState<Tip | null>(null);
  const [width, setWidth] = useState(0);
  const [room, setRoom] = useState(0);
  const theme = useThemeVersion();
  const whole = useMemo(() => chartModel(props, kinds[component.type] ?? 'line'), [props, component.type]);
  const model = useMemo<ChartModel>(
    () => ({ ...whole, series: whole.series.filter((one) => !off.has(one.key)) }),
    [whole, off],
  );
  const grows = flagOf(props, 'grow');
  const height = grows && room > 80 ? room : chartHeight(part);
  const on = (name: string): boolean => props[name] === undefined || flagOf(props, name);
  const unit = textOf(props, 'unit') ?? '';
  const tooltip = on('tooltip');
  const empty = model.xs.length === 0 || whole.series.length === 0;

  useEffect(() => {
    const element = place.current;
    if (empty || element === null) return;
    const watch = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      setWidth(Math.floor(entry.contentRect.width));
      if (grows) setRoom(Math.floor(entry.contentRect.height));
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, [empty, grows]);

  // A size alone does not draw from the start.
  useEffect(() => {
    if (width > 0) plot.current?.setSize({ width, height });
  }, [width, height]);

  const ready = width > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew when the theme is another; size and tooltip follow by themselves
  useEffect(() => {
    const element = place.current;
    if (element === null || empty || !ready) return;
    const options = plotOptions(model, readColors(element), {
      width: Math.max(width, 40),
      height,
      stacked: flagOf(props, 'stacked'),
      smooth: flagOf(props, 'smooth'),
      points: props.points === undefined ? undefined : flagOf(props, 'points'),
      barShare: numberOf(props, 'bar_width') ?? 0.7,
      min: numberOf(props, 'min'),
      max: numberOf(props, 'max'),
      unit,
      grid: on('grid'),
      axes: on('axes'),
      connect: flagOf(props, 'connect'),
      xLabel: textOf(props, 'x_label'),
      yLabel: textOf(props, 'y_label'),
      moved(drawn) {
        const { idx, left = -1, top = -1 } = drawn.cursor;
        setTip(
          idx === null || idx === undefined || left < 0 ? null : { at: idx, left: left + drawn.over.offsetLeft, top },
        );
      },
    });
    const made = new uPlot(options, plotData(model, flagOf(props, 'stacked')), element);
    plot.current = made;
    return () => {
      plot.current = null;
      made.destroy();
    };
  }, [model, props, theme, ready, empty]);

  const name = chartName(part);
  usePort(part, {
    export() {
      const canvas = place.current?.querySelector('canvas');
      if (canvas === null || canvas === undefined) return null;
      canvas.toBlob((blob) => blob !== null && host.saveToDisk(`${name}.png`, blob));
      return true;
    },
    focus: () => place.current?.focus(),
  });

  const select = (at: number): void => {
    const values = Object.fromEntries(whole.series.map((one) => [one.key, one.values[at] ?? null]));
    emit('select', { index: whole.order[at] ?? at, x: whole.names[at] ?? '', values });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const last = model.xs.length - 1;
    const at = tip?.at ?? -1;
    const moves: Record<string, number> = {
      ArrowRight: Math.min(at + 1, last),
      ArrowLeft: Math.max(at - 1, 0),
      Home: 0,
      End: last,
    };
    const next = moves[event.key];
    const drawn = plot.current;
    if (next !== undefined && drawn !== null) {
      event.preventDefault();
      event.stopPropagation();
      drawn.setCursor({ left: drawn.valToPos(model.xs[next] ?? 0, 'x'), top: 8 }, true);
      setTip({ at: next, left: drawn.valToPos(model.xs[next] ?? 0, 'x') + drawn.over.offsetLeft, top: 8 });
    } else if (event.key === 'Enter' && tip !== null) select(tip.at);
    else if (event.key === 'Escape' && tip !== null) {
      event.stopPropagation();
      setTip(null);
    }
  };
  const legend = props.legend === undefined ? whole.series.length > 1 : flagOf(props, 'legend');
  const said =
    tip === null
      ? ''
      : `${model.names[tip.at] ?? ''}: ${model.series.map((one) => `${one.label} ${shown(one.values[tip.at], unit)}`).join(', ')}`;
  return (
    <Around
      part={part}
      faults={whole.faults}
      empty={empty}
      table={tableOf(whole, textOf(props, 'x_label') ?? '', unit)}
      legend={
        legend && !empty ? (
          <Legend
            entries={whole.series.map(({ key, label, color }) => ({ key, label, color, off: off.has(key) }))}
            toggle={(key) => setOff((before) => toggled(before, key, whole.series.length))}
          />
        ) : null
      }
    >
      <div
        className="bp-plot"
        ref={place}
        role="img"
        aria-label={`${name}: ${model.xs.length} ${model.xs.length === 1 ? 'value' : 'values'}; arrow keys read them`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys walk along the values
        tabIndex={0}
        style={grows ? undefined : { blockSize: height }}
        onKeyDown={onKeyDown}
        onBlur={() => setTip(null)}
        onClick={() => tip !== null && select(tip.at)}
      >
        {tooltip && tip !== null ? <Tooltip tip={tip} model={model} unit={unit} width={width} /> : null}
      </div>
      <span className="bp-unseen" role="status">
        {said}
      </span>
    </Around>
  );
}

function Tooltip({ tip, model, unit, width }: { tip: Tip; model: ChartModel; unit: string; width: number }): ReactNode {
  const after = tip.left > width / 2;
  return (
    <div
      className="bp-chart-tip"
      aria-hidden
      style={{ left: tip.left, transform: after ? 'translateX(calc(-100% - 10px))' : 'translateX(10px)' }}
    >
      <p>{model.names[tip.at]}</p>
      {model.series.map((one) => (
        <p key={one.key}>
          <span className="bp-legend-mark" style={{ ['--bp-swatch' as string]: `var(--bp-${one.color})` }} />
          <span>{one.label}</span>
          <strong>{shown(one.values[tip.at], unit)}</strong>
        </p>
      ))}
    </div>
  );
}

/** One more or one less; the last one in sight stays. */
function toggled(before: ReadonlySet<string>, key: string, of: number): ReadonlySet<string> {
  const next = new Set(before);
  if (!next.delete(key)) next.add(key);
  return next.size < of ? next : before;
}

const shown = (value: number | null | undefined, unit: string): string =>
  value === null || value === undefined ? '–' : `${shortNumber(value)}${unit}`;

function tableOf(model: ChartModel, along: string, unit: string): TableOf {
  return {
    head: [along === '' ? 'At' : along, ...model.series.map((one) => one.label)],
    rows: model.names.map((name, at) => [name, ...model.series.map((one) => shown(one.values[at], unit))]),
  };
}
