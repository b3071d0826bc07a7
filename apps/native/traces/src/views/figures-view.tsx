/** A few key figures: how much happens, how long it takes, how the desktop feels. */
import { useCallback } from 'react';
import type { Group } from '../data/events.ts';
import { formatCount, formatDuration } from '../data/format.ts';
import type { DesktopFigures, Measure, MonitorClient } from '../data/monitor-client.ts';
import type { ViewProps } from '../monitor.tsx';
import { Problem } from '../parts/note.tsx';
import { useAnswer } from './use-answer.ts';
import { ratingOf, type VitalRow, vitalRows } from './vitals.ts';

const spanMs = 60_000;
const slices = 60;
const mostRows = 12;

interface Figures {
  readonly timeline: readonly Group[];
  /** Microseconds: beginning of the time line. */
  readonly from: number;
  readonly severities: readonly Group[];
  readonly syscalls: readonly Group[];
  readonly refusals: number;
  readonly desktop: DesktopFigures | undefined;
}

async function askFigures(client: MonitorClient, signal: AbortSignal): Promise<Figures> {
  const now = Date.now();
  const from = (now - spanMs) * 1_000;
  const filter = { from_us: from };
  const [timeline, severities, syscalls, security, desktop] = await Promise.all([
    client.ask({ question: 'timeline', filter, slice_ms: spanMs / slices, limit: slices + 2 }, signal),
    client.ask({ question: 'counts', filter, key: 'severity' }, signal),
    client.ask({ question: 'syscalls', limit: mostRows }, signal),
    client.ask({ question: 'security', filter: { ...filter, least_severity: 'warning' }, limit: 1 }, signal),
    // The rest is told without the desktop's own.
    client.figures(signal).catch(() => undefined),
  ]);
  return {
    timeline: timeline.groups,
    from,
    severities: severities.groups,
    syscalls: syscalls.groups,
    refusals: security.matched,
    desktop,
  };
}

export function FiguresView({ client, visible }: ViewProps) {
  const ask = useCallback((signal: AbortSignal) => askFigures(client, signal), [client]);
  const { value, problem, retry } = useAnswer(ask, 'read the figures', visible, 2_000);
  if (value === undefined) {
    return problem === '' ? (
      <p className="status">Reading…</p>
    ) : (
      <div className="list-area">
        <Problem text={problem} onRetry={retry} />
      </div>
    );
  }
  const total = value.timeline.reduce((sum, { count }) => sum + count, 0);
  const troubles = value.severities
    .filter(({ key }) => key.toLowerCase() === 'error' || key.toLowerCase() === 'critical')
    .reduce((sum, { count }) => sum + count, 0);
  const tools = (value.desktop?.measures ?? []).filter(
    ({ kind, label }) => kind === 'tool' && !label.startsWith('monitor.'),
  );
  const drawn = (value.desktop?.measures ?? []).filter(({ kind }) => kind === 'render');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
    <section className="figures" tabIndex={0} aria-label="Key figures">
      <div className="cards">
        <Card label="Events in the last minute" value={formatCount(total)} />
        <Card label="Errors" value={formatCount(troubles)} bad={troubles > 0} />
        <Card label="Refused by policy" value={formatCount(value.refusals)} bad={value.refusals > 0} />
        {vitalRows.map((row) => (
          <Vital key={row.name} row={row} figures={value.desktop} />
        ))}
      </div>
      <Timeline groups={value.timeline} from={value.from} />
      <div className="tables">
        <Table
          caption="Syscalls"
          rows={value.syscalls.map(({ key, count, p50, p95, p99 }) => ({
            key,
            count,
            cells: [p50, p95, p99].map(formatDuration),
          }))}
          heads={['p50', 'p95', 'p99']}
          empty="No syscall is kept."
        />
        <Table caption="Tools" rows={rowsOf(tools)} heads={['p50', 'p95', 'most']} empty="No tool was called." />
        <Table
          caption="Drawing"
          rows={rowsOf(drawn)}
          heads={['p50', 'p95', 'most']}
          empty="Nothing was measured yet."
        />
      </div>
    </section>
  );
}

function rowsOf(measures: readonly Measure[]): readonly Row[] {
  return measures
    .toSorted((a, b) => b.count - a.count)
    .slice(0, mostRows)
    .map(({ label, count, p50, p95, most }) => ({
      key: label,
      count,
      cells: [p50, p95, most].map((ms) => formatDuration(ms * 1_000)),
    }));
}

function Card({
  label,
  value,
  bad = false,
}: {
  readonly label: string;
  readonly value: string;
  readonly bad?: boolean;
}) {
  return (
    <div className="card" data-bad={bad || undefined}>
      <span className="card-value">{value}</span>
      <span className="card-label">{label}</span>
    </div>
  );
}

function Vital({ row, figures }: { readonly row: VitalRow; readonly figures: DesktopFigures | undefined }) {
  const found = figures?.vitals.get(row.name);
  const rating = found === undefined ? undefined : ratingOf(row, found.p75);
  return (
    <div className="card" data-rating={rating} title={`${row.title}, 75th percentile`}>
      <span className="card-value">{found === undefined ? '–' : row.show(found.p75)}</span>
      <span className="card-label">
        {row.title}
        {rating === undefined ? '' : `: ${rating}`}
      </span>
    </div>
  );
}

/** Events a second over the last minute. */
function Timeline({ groups, from }: { readonly groups: readonly Group[]; readonly from: number }) {
  const counts = new Array<number>(slices).fill(0);
  for (const { key, count } of groups) {
    const slice = Math.floor((Number(key) - from) / ((spanMs / slices) * 1_000));
    if (slice >= 0 && slice < slices) counts[slice] = (counts[slice] ?? 0) + count;
  }
  const most = Math.max(1, ...counts);
  return (
    <figure className="timeline">
      <svg
        viewBox={`0 0 ${slices * 10} 60`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Events a second over the last minute, at most ${formatCount(most)}`}
      >
        {counts.map((count, slice) => {
          const height = (count / most) * 58;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a slice is its place in time
            <rect key={slice} x={slice * 10 + 1} y={60 - height} width={8} height={height} rx={1} />
          );
        })}
      </svg>
      <figcaption>{`Events a second over the last minute, at most ${formatCount(most)}`}</figcaption>
    </figure>
  );
}

interface Row {
  readonly key: string;
  readonly count: number;
  readonly cells: readonly string[];
}

function Table(props: {
  readonly caption: string;
  readonly heads: readonly string[];
  readonly rows: readonly Row[];
  readonly empty: string;
}) {
  return (
    <table className="table">
      <caption>{props.caption}</caption>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Count</th>
          {props.heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.length === 0 && (
          <tr>
            <td colSpan={2 + props.heads.length} className="faint">
              {props.empty}
            </td>
          </tr>
        )}
        {props.rows.map(({ key, count, cells }) => (
          <tr key={key}>
            <th scope="row">{key}</th>
            <td>{formatCount(count)}</td>
            {cells.map((cell, index) => (
              <td key={props.heads[index]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
