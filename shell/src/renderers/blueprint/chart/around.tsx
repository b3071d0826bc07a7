/** What is around every chart: its name, a legend, a message without data, and the same numbers as a table for screen readers. */
import type { PaletteName } from '@agentos/blueprint/components';
import type { CSSProperties, ReactNode } from 'react';
import { Fault } from '../node.tsx';
import { fallbackName, flagOf, numberOf, outer, type PartProps, spokenName, textOf } from '../part.ts';

/** Rows of the table: more would be read by nobody. */
const tableRows = 200;

export interface TableOf {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function chartName(part: PartProps): string {
  return spokenName(part) ?? fallbackName(part);
}

export function chartHeight(part: PartProps): number {
  return numberOf(part.props, 'height') ?? 240;
}

export function Around({
  part,
  faults,
  empty,
  table,
  legend,
  children,
}: {
  part: PartProps;
  faults: readonly string[];
  empty: boolean;
  table: TableOf;
  legend?: ReactNode;
  children: ReactNode;
}): ReactNode {
  const label = textOf(part.props, 'label');
  const { className, ...rest } = outer(part, 'bp-chart');
  return (
    <figure {...rest} className={className} aria-label={chartName(part)} inert={flagOf(part.props, 'disabled')}>
      {label === undefined || label === '' ? null : <figcaption className="bp-label">{label}</figcaption>}
      {empty ? (
        <p className="bp-empty bp-chart-empty" style={{ minBlockSize: Math.min(chartHeight(part), 160) }}>
          {textOf(part.props, 'empty') ?? 'No data yet'}
        </p>
      ) : (
        children
      )}
      {legend}
      {faults.length === 0 ? null : <Fault texts={faults} />}
      {empty ? null : <Table name={chartName(part)} {...table} />}
    </figure>
  );
}

function Table({ name, head, rows }: TableOf & { name: string }): ReactNode {
  const left = rows.length - tableRows;
  return (
    <table className="bp-unseen">
      <caption>{left > 0 ? `${name}, the first ${tableRows} of ${rows.length} rows` : name}</caption>
      <thead>
        <tr>
          {head.map((title, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: columns have their place for good
            <th key={at} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, tableRows).map(([first, ...others], at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are drawn anew with their data
          <tr key={at}>
            <th scope="row">{first}</th>
            {others.map((cell, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: as for the head
              <td key={column}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export interface LegendEntry {
  readonly key: string;
  readonly label: string;
  readonly color: PaletteName;
  readonly detail?: string;
  readonly off: boolean;
}

/** Names of series; pressing one takes it out of the chart, or back. */
export function Legend({
  entries,
  toggle,
}: {
  entries: readonly LegendEntry[];
  toggle: (key: string) => void;
}): ReactNode {
  return (
    <ul className="bp-legend">
      {entries.map(({ key, label, color, detail, off }) => (
        <li key={key}>
          <button type="button" aria-pressed={!off} onClick={() => toggle(key)}>
            <span
              className="bp-legend-mark"
              data-color={color}
              style={{ ['--bp-swatch' as string]: `var(--bp-${color})` } as CSSProperties}
              aria-hidden
            />
            <span>{label}</span>
            {detail === undefined ? null : <span className="bp-legend-detail">{detail}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}
