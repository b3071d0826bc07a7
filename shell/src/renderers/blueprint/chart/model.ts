/**
 * From what a document says of a chart to numbers: which rows, which field along, which series in which colour. What does not
 * fit is a message, never a chart that quietly shows something else. No React and no drawing here.
 */
import { displayText, isObject, type Json, type JsonObject } from '@agentos/blueprint';
import { type PaletteName, paletteNames } from '@agentos/blueprint/components';

export type ChartKind = 'line' | 'bar' | 'area';
export type AxisKind = 'category' | 'number' | 'time';

export interface ChartSeries {
  readonly key: string;
  readonly label: string;
  readonly color: PaletteName;
  readonly kind: ChartKind;
  readonly axis: 'left' | 'right';
  /** Pixels. */
  readonly width: number;
  readonly opacity: number | undefined;
  readonly dashed: boolean;
  readonly values: readonly (number | null)[];
}

export interface ChartModel {
  readonly axis: AxisKind;
  /** Positions in rising order: of categories 0, 1, 2…; of times seconds since the epoch. */
  readonly xs: readonly number[];
  /** How each position is called. */
  readonly names: readonly string[];
  readonly series: readonly ChartSeries[];
  /** Position in the document's list of each row, since rows are put in the order of x. */
  readonly order: readonly number[];
  readonly faults: readonly string[];
}

const likelyNames = ['x', 'date', 'time', 'timestamp', 'label', 'name'];
/** Colours in the order in which series without one take them. */
const usual: readonly PaletteName[] = ['accent', 'teal', 'orange', 'rose', 'green', 'blue', 'yellow', 'gray'];

export function chartModel(props: JsonObject, kind: ChartKind): ChartModel {
  const faults: string[] = [];
  const rows = rowsOf(props.data, faults);
  const first = rows.find(isObject) ?? {};
  const given = typeof props.x === 'string' ? props.x : undefined;
  const along = given ?? likelyNames.find((name) => Object.hasOwn(first, name));
  if (given !== undefined && rows.length > 0 && !rows.some((row) => Object.hasOwn(row, given))) {
    faults.push(`x: no row has a field "${given}"`);
  }
  const axis = axisOf(props.x_type, rows, along);
  const placed = rows
    .map((row, index) => ({ row, index, x: positionOf(along === undefined ? undefined : row[along], axis, index) }))
    .filter((entry): entry is { row: JsonObject; index: number; x: number } => entry.x !== undefined);
  const left = rows.length - placed.length;
  if (left > 0)
    faults.push(`x: ${left} of ${rows.length} rows have no ${axis === 'time' ? 'date' : 'number'} in "${along}"`);
  if (axis !== 'category') placed.sort((a, b) => a.x - b.x);
  const series = seriesOf(props.series, rows, along, kind, faults).map((one) => ({
    ...one,
    values: placed.map(({ row }) => numberIn(row[one.key])),
  }));
  for (const one of series) {
    if (placed.length > 0 && one.values.every((value) => value === null))
      faults.push(`series: no row has a number in "${one.key}"`);
  }
  return {
    axis,
    xs: placed.map(({ x }) => x),
    names: placed.map(({ row, index, x }) => nameOf(along === undefined ? undefined : row[along], axis, index, x)),
    series,
    order: placed.map(({ index }) => index),
    faults,
  };
}

function rowsOf(data: Json | undefined, faults: string[]): JsonObject[] {
  if (data === undefined || data === null) return [];
  if (!Array.isArray(data)) {
    faults.push('data: a list is needed');
    return [];
  }
  const rows = data.map((entry) => (typeof entry === 'number' ? { value: entry } : entry)).filter(isObject);
  if (rows.length < data.length)
    faults.push(`data: ${data.length - rows.length} of ${data.length} entries are no records`);
  return rows;
}

function seriesOf(
  given: Json | undefined,
  rows: readonly JsonObject[],
  along: string | undefined,
  kind: ChartKind,
  faults: string[],
): Omit<ChartSeries, 'values'>[] {
  const listed = typeof given === 'string' ? [given] : Array.isArray(given) ? given : numberFields(rows, along);
  return listed.flatMap((entry, index) => {
    const record = typeof entry === 'string' ? { field: entry } : isObject(entry) ? entry : {};
    const key = typeof record.field === 'string' ? record.field : undefined;
    if (key === undefined) {
      faults.push(`series/${index}: the name of a field is needed`);
      return [];
    }
    return [
      {
        key,
        label: record.name === undefined || record.name === null ? spoken(key) : displayText(record.name),
        color: paletteNames.find((name) => name === record.color) ?? usual[index % usual.length] ?? 'accent',
        kind: (['line', 'bar', 'area'] as const).find((each) => each === record.type) ?? kind,
        axis: record.axis === 'right' ? ('right' as const) : ('left' as const),
        width: typeof record.width === 'number' ? record.width : 2,
        opacity: typeof record.opacity === 'number' ? record.opacity : undefined,
        dashed: record.dashed === true,
      },
    ];
  });
}

function numberFields(rows: readonly JsonObject[], along: string | undefined): string[] {
  const names = new Set<string>();
  for (const row of rows.slice(0, 50)) {
    for (const [name, value] of Object.entries(row))
      if (name !== along && name !== 'id' && typeof value === 'number') names.add(name);
  }
  return [...names].slice(0, 8);
}

function axisOf(given: Json | undefined, rows: readonly JsonObject[], along: string | undefined): AxisKind {
  if (given === 'category' || given === 'number' || given === 'time') return given;
  if (along === undefined) return 'category';
  const values = rows.map((row) => row[along]).filter((value) => value !== undefined && value !== null);
  if (values.length === 0) return 'category';
  if (values.every((value) => typeof value === 'number')) {
    // Milliseconds since the epoch are told by their size: 2001 and later.
    return /date|time/.test(along) && values.every((value) => value > 1e12) ? 'time' : 'number';
  }
  return values.every(
    (value) => typeof value === 'string' && /^\d{4}-\d\d(-\d\d)?([T ].*)?$/.test(value) && !Number.isNaN(timeIn(value)),
  )
    ? 'time'
    : 'category';
}

function positionOf(value: Json | undefined, axis: AxisKind, index: number): number | undefined {
  if (axis === 'category') return index;
  const read = axis === 'time' ? timeIn(value) / 1000 : (numberIn(value) ?? Number.NaN);
  return Number.isFinite(read) ? read : undefined;
}

/** Milliseconds since the epoch; a date without a time is midnight where the person is. */
function timeIn(value: Json | undefined): number {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return Number.NaN;
  return Date.parse(
    /^\d{4}-\d\d-\d\d$/.test(value) ? `${value}T00:00` : /^\d{4}-\d\d$/.test(value) ? `${value}-01T00:00` : value,
  );
}

function numberIn(value: Json | undefined): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || value.trim() === '') return null;
  const read = Number(value);
  return Number.isFinite(read) ? read : null;
}

// Made once: making one for each row takes a hundred times as long as using it.
const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const moments = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** Characters of the longest name, at most as many as an axis shows of one. */
export function longestName({ names }: Pick<ChartModel, 'names'>): number {
  return names.reduce((longest, name) => Math.max(longest, Math.min(name.length, 14)), 1);
}

function nameOf(value: Json | undefined, axis: AxisKind, index: number, x: number): string {
  if (axis === 'time') {
    const date = new Date(x * 1000);
    if (Number.isNaN(date.getTime())) return 'no date';
    const midnight = date.getHours() === 0 && date.getMinutes() === 0;
    return (midnight ? days : moments).format(date);
  }
  return value === undefined || value === null ? String(index + 1) : displayText(value);
}

/** The name of a field as a person reads it. */
export function spoken(key: string): string {
  const words = key
    .replace(/[_-]+/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase();
}

/** Sums up to and with each series, by row; gaps count as nothing. */
export function stack(series: readonly ChartSeries[]): (number | null)[][] {
  const sums: number[] = [];
  return series.map(({ values }) =>
    values.map((value, at) => {
      sums[at] = (sums[at] ?? 0) + (value ?? 0);
      return sums[at] ?? null;
    }),
  );
}

/** A number for a tick or a tooltip: few digits, thousands apart. */
export function shortNumber(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e6) return value.toLocaleString('en-US', { notation: 'compact', maximumFractionDigits: 1 });
  return value.toLocaleString('en-US', { maximumFractionDigits: size >= 100 ? 1 : size >= 1 ? 2 : 4 });
}
