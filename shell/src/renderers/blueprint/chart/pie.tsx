/** A pie or a ring: shares of a whole. */
import { displayText, isObject, type Json } from '@agentos/blueprint';
import { type PaletteName, paletteNames } from '@agentos/blueprint/components';
import { type ReactNode, useState } from 'react';
import { flagOf, numberOf, type PartProps, textOf } from '../part.ts';
import { Around, chartHeight, chartName, Legend } from './around.tsx';
import { shortNumber } from './model.ts';

interface Share {
  readonly key: string;
  readonly name: string;
  readonly value: number;
  readonly color: PaletteName;
  readonly index: number;
}

export default function Pie(part: PartProps): ReactNode {
  const { props, emit } = part;
  const [off, setOff] = useState<ReadonlySet<string>>(new Set());
  const [over, setOver] = useState<Share | null>(null);
  const faults: string[] = [];
  const all = sharesOf(part, faults);
  const shares = all.filter((share) => !off.has(share.key));
  const sum = shares.reduce((total, share) => total + share.value, 0);
  const unit = textOf(props, 'unit') ?? '';
  const size = chartHeight(part);
  const radius = 50 * (numberOf(props, 'radius') ?? 1) - 0.5;
  const inner = radius * (numberOf(props, 'hole') ?? 0);
  const percent = (share: Share): string => `${shortNumber(Math.round((share.value / (sum || 1)) * 1000) / 10)} %`;
  const on = (name: string): boolean => props[name] === undefined || flagOf(props, name);
  const select = (share: Share): void => emit('select', { index: share.index, name: share.name, value: share.value });
  let from = 0;
  return (
    <Around
      part={part}
      faults={faults}
      empty={all.length === 0}
      table={{
        head: ['Name', 'Value', 'Share'],
        rows: all.map((share) => [
          share.name,
          `${shortNumber(share.value)}${unit}`,
          off.has(share.key) ? '–' : percent(share),
        ]),
      }}
    >
      <div className="bp-pie">
        <svg
          viewBox="0 0 100 100"
          role="img"
          aria-label={`${chartName(part)}: ${all.length} shares`}
          style={{ inlineSize: size, blockSize: size }}
        >
          {shares.map((share) => {
            const start = from;
            from += share.value / (sum || 1);
            return (
              // biome-ignore lint/a11y/noStaticElementInteractions: the legend's buttons and the table tell the same to the keyboard
              <path
                key={share.key}
                className="bp-slice"
                data-dimmed={over !== null && over.key !== share.key ? '' : undefined}
                d={slice(start, from, radius, inner)}
                fillRule="evenodd"
                style={{ fill: `var(--bp-${share.color})` }}
                onPointerEnter={() => setOver(share)}
                onPointerLeave={() => setOver(null)}
                onClick={() => select(share)}
              />
            );
          })}
          {inner > 12 ? (
            <text className="bp-pie-middle" x={50} y={50} aria-hidden style={{ fontSize: inner > 24 ? 9 : 6 }}>
              {over === null || !on('tooltip') ? `${shortNumber(sum)}${unit}` : percent(over)}
            </text>
          ) : null}
        </svg>
        {on('legend') ? (
          <Legend
            entries={all.map((share) => ({
              key: share.key,
              label: share.name,
              color: share.color,
              off: off.has(share.key),
              detail: off.has(share.key)
                ? `${shortNumber(share.value)}${unit}`
                : `${shortNumber(share.value)}${unit} · ${percent(share)}`,
            }))}
            toggle={(key) =>
              setOff((before) => {
                const next = new Set(before);
                if (!next.delete(key)) next.add(key);
                return next.size < all.length ? next : before;
              })
            }
          />
        ) : null}
      </div>
      {on('tooltip') && over !== null && inner <= 12 ? (
        <p className="bp-pie-tip" aria-hidden>
          {`${over.name}: ${shortNumber(over.value)}${unit}, ${percent(over)}`}
        </p>
      ) : null}
    </Around>
  );
}

function sharesOf({ props }: PartProps, faults: string[]): Share[] {
  const { data } = props;
  if (data === undefined || data === null) return [];
  if (!Array.isArray(data)) {
    faults.push('data: a list is needed');
    return [];
  }
  const valueKey = textOf(props, 'value') ?? 'value';
  const nameKey = textOf(props, 'name');
  const colors = Array.isArray(props.colors) ? props.colors : paletteNames;
  let refused = 0;
  const shares = data.flatMap((row: Json, index): Share[] => {
    const value = isObject(row) ? row[valueKey] : undefined;
    if (!isObject(row) || typeof value !== 'number' || !(value >= 0)) {
      refused += 1;
      return [];
    }
    const name = row[nameKey ?? (Object.hasOwn(row, 'name') ? 'name' : 'label')];
    const color = paletteNames.find((each) => each === colors[index % colors.length]) ?? 'gray';
    return [
      {
        key: `${index}`,
        name: name === undefined || name === null ? `${index + 1}` : displayText(name),
        value,
        color,
        index,
      },
    ];
  });
  if (refused > 0) faults.push(`data: ${refused} of ${data.length} rows have no number of at least 0 in "${valueKey}"`);
  return shares.some((share) => share.value > 0) ? shares : [];
}

/** Outline of a share between two parts of a turn, from the top, clockwise. */
function slice(from: number, to: number, radius: number, inner: number): string {
  const at = (turn: number, away: number): string => {
    const angle = turn * Math.PI * 2 - Math.PI / 2;
    return `${(50 + Math.cos(angle) * away).toFixed(3)} ${(50 + Math.sin(angle) * away).toFixed(3)}`;
  };
  if (to - from >= 0.9999) {
    const ring = (away: number): string =>
      `M${at(0, away)}A${away} ${away} 0 1 1 ${at(0.5, away)}A${away} ${away} 0 1 1 ${at(0, away)}Z`;
    return inner > 0 ? ring(radius) + ring(inner) : ring(radius);
  }
  const large = to - from > 0.5 ? 1 : 0;
  const outside = `M${at(from, radius)}A${radius} ${radius} 0 ${large} 1 ${at(to, radius)}`;
  return inner > 0
    ? `${outside}L${at(to, inner)}A${inner} ${inner} 0 ${large} 0 ${at(from, inner)}Z`
    : `${outside}L50 50Z`;
}
