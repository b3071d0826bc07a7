/** Tables as CSV text. Reading is strict: a row that does not fit its header is an error, not a guess. */
import Papa from 'papaparse';
import { ToolError } from '../error.ts';
import type { Json, JsonObject } from '../json.ts';
import { allowNames, isRecord, maxEntries } from './values.ts';

type Cell = string | number | boolean | null;

/** Rows as records by the names of the columns. @throws ToolError `EINVAL` with the row where something is wrong */
export function parseTable(
  text: string,
  { separator, header, numbers }: { separator: string; header: boolean; numbers: boolean },
): { value: Record<string, Cell>[]; columns: string[] } {
  const parsed = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { delimiter: separator, skipEmptyLines: true });
  const [mistake] = parsed.errors;
  if (mistake !== undefined) throw new ToolError('EINVAL', `row ${(mistake.row ?? 0) + 1}: ${mistake.message}`);
  const [first = [], ...others] = parsed.data;
  const columns = header ? first : first.map((_cell, index) => `column${index + 1}`);
  allowNames(columns);
  const twice = columns.find((name, index) => columns.indexOf(name) !== index);
  if (twice !== undefined) throw new ToolError('EINVAL', `two columns are called "${twice}"`);
  const rows = header ? others : parsed.data;
  if (rows.length > maxEntries) throw new ToolError('E2BIG', `the table has more than ${maxEntries} rows`);
  const value = rows.map((row, index) => {
    if (row.length !== columns.length) {
      const place = index + (header ? 2 : 1);
      throw new ToolError('EINVAL', `row ${place} has ${row.length} cells, not ${columns.length}`);
    }
    return Object.fromEntries(columns.map((name, at) => [name, numbers ? numeric(row[at] ?? '') : (row[at] ?? '')]));
  });
  return { value, columns };
}

/** A plain decimal number becomes one; what would lose its form, such as `007` or twenty digits, stays text. */
function numeric(text: string): Cell {
  return /^-?(0|[1-9]\d{0,14})(\.\d{1,15})?$/.test(text) ? Number(text) : text;
}

/** Records as CSV text with a first row of names. */
export function writeTable(
  rows: readonly JsonObject[],
  columns: readonly string[] | undefined,
  separator: string,
): string {
  const names = columns ?? Object.keys(rows[0] ?? {});
  const cells = rows.map((row) => names.map((name) => (Object.hasOwn(row, name) ? shown(row[name] ?? null) : '')));
  return Papa.unparse({ fields: [...names], data: cells }, { delimiter: separator, escapeFormulae: true });
}

function shown(value: Json): Cell {
  return Array.isArray(value) || isRecord(value) ? JSON.stringify(value) : value;
}
