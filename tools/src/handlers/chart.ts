/** Handlers of `chart.*`: the data that a chart shows, and work on rows of numbers. */
import { ToolError } from '../error.ts';
import type { chartTools } from '../families/chart.ts';
import type { Json, JsonObject } from '../json.ts';
import { command } from './components.ts';
import type { HandlersOf } from './handlers-of.ts';
import { allowNames, fieldOf, listAt, maxEntries } from './values.ts';

type Rows = readonly JsonObject[];

/** Fifteen digits, as numbers are shown, so that 0.1 + 0.2 is 0.3. */
const clean = (value: number): number => Number(value.toPrecision(15));

function numberIn(row: JsonObject, key: string): number | undefined {
  const value = fieldOf(row, key);
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function numbersIn(rows: Rows, key: string): number[] {
  const numbers = rows.flatMap((row) => numberIn(row, key) ?? []);
  if (rows.length > 0 && numbers.length === 0) throw new ToolError('EINVAL', `no row has a number in "${key}"`);
  return numbers;
}

/** Rows with `value` in place of each number; a row without a number stays as it is. */
function mapped(
  rows: Rows,
  key: string,
  into: string | undefined,
  value: (number: number, index: number) => number | null,
): { value: JsonObject[] } {
  const place = into ?? key;
  allowNames([place]);
  numbersIn(rows, key);
  return {
    value: rows.map((row, index) => {
      const number = numberIn(row, key);
      if (number === undefined) return { ...row };
      const result = value(number, index);
      if (result !== null && !Number.isFinite(result))
        throw new ToolError('EDOM', `row ${index + 1} has no finite result`);
      return { ...row, [place]: result === null ? null : clean(result) };
    }),
  };
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);
const least = (numbers: readonly number[]): number =>
  numbers.reduce((low, each) => Math.min(low, each), Number.POSITIVE_INFINITY);
const greatest = (numbers: readonly number[]): number =>
  numbers.reduce((high, each) => Math.max(high, each), Number.NEGATIVE_INFINITY);

/** Milliseconds since the epoch. @throws ToolError `EINVAL` for what is no time */
function timeIn(row: JsonObject, field: string, index: number): number {
  const value = fieldOf(row, field);
  const time = typeof value === 'string' ? Date.parse(value) : value;
  if (typeof time === 'number' && Number.isFinite(time)) return time;
  throw new ToolError('EINVAL', `row ${index + 1} has no time in "${field}"`);
}

/** A time written as the times of its rows are. */
function written(time: number, rows: Rows, field: string): Json {
  return typeof fieldOf(rows[0] ?? {}, field) === 'string' ? new Date(time).toISOString() : time;
}

const aggregations = {
  mean: (numbers: readonly number[]) => sumOf(numbers) / numbers.length,
  sum: sumOf,
  min: least,
  max: greatest,
  first: (numbers: readonly number[]) => numbers[0] ?? 0,
  last: (numbers: readonly number[]) => numbers.at(-1) ?? 0,
  count: (numbers: readonly number[]) => numbers.length,
};

export const chartHandlers: HandlersOf<typeof chartTools> = {
  'chart.update_data'({ path, data }, context) {
    context.write(path, data);
    return { value: data.length };
  },
  'chart.add_point'({ path, point, max_points }, context) {
    const rows = [...listAt(context, path), point].slice(-max_points);
    context.write(path, rows);
    return { value: rows.length };
  },
  'chart.update_series'({ path, series }, context) {
    context.write(path, series);
    return { value: series.length };
  },
  'chart.export': ({ id, name }, context) => command(context, id, 'export', { name }),
  'chart.transform'({ data, key, operation, factor, into }) {
    const numbers = numbersIn(data, key);
    const needed = (): number => {
      if (factor === undefined) throw new ToolError('EINVAL', `${operation} needs factor`);
      return factor;
    };
    switch (operation) {
      case 'scale': {
        const by = needed();
        return mapped(data, key, into, (value) => value * by);
      }
      case 'offset': {
        const by = needed();
        return mapped(data, key, into, (value) => value + by);
      }
      case 'log':
        return mapped(data, key, into, Math.log10);
      case 'abs':
        return mapped(data, key, into, Math.abs);
      case 'negate':
        return mapped(data, key, into, (value) => (value === 0 ? 0 : -value));
      case 'round': {
        const decimals = factor ?? 0;
        if (!Number.isInteger(decimals) || decimals < 0 || decimals > 15)
          throw new ToolError('EINVAL', 'round takes 0 to 15 decimals');
        return mapped(data, key, into, (value) => Number(`${Math.round(Number(`${value}e${decimals}`))}e-${decimals}`));
      }
      case 'percent': {
        const sum = sumOf(numbers);
        return mapped(data, key, into, (value) => (value / sum) * 100);
      }
      case 'rank': {
        const order = [...numbers].sort((a, b) => b - a);
        const first = new Map<number, number>();
        for (const [index, value] of order.entries()) if (!first.has(value)) first.set(value, index + 1);
        return mapped(data, key, into, (value) => first.get(value) ?? null);
      }
    }
  },
  'chart.normalize'({ data, key, into }) {
    const numbers = numbersIn(data, key);
    const [low, high] = [least(numbers), greatest(numbers)];
    return mapped(data, key, into, (value) => (high === low ? 0 : (value - low) / (high - low)));
  },
  'chart.cumulative'({ data, key, into }) {
    let sum = 0;
    return mapped(data, key, into, (value) => {
      sum += value;
      return sum;
    });
  },
  'chart.derivative'({ data, key, time, into }) {
    let before: { value: number; at: number } | undefined;
    return mapped(data, key, into, (value, index) => {
      const at = time === undefined ? index : timeIn(data[index] ?? {}, time, index);
      const last = before;
      before = { value, at };
      if (last === undefined) return null;
      if (time === undefined) return value - last.value;
      if (at === last.at) throw new ToolError('EDOM', `row ${index + 1} has the time of the row before`);
      return ((value - last.value) / (at - last.at)) * 1000;
    });
  },
  'chart.smooth'({ data, key, window, into }) {
    const [before, after] = [Math.ceil((window - 1) / 2), Math.floor((window - 1) / 2)];
    const values = data.map((row) => numberIn(row, key));
    // Sums up to each row, so that a wide window costs no more than a narrow one.
    const sums = [0];
    const counts = [0];
    for (const value of values) {
      sums.push((sums.at(-1) ?? 0) + (value ?? 0));
      counts.push((counts.at(-1) ?? 0) + (value === undefined ? 0 : 1));
    }
    const between = (totals: readonly number[], from: number, to: number): number =>
      (totals[to] ?? 0) - (totals[from] ?? 0);
    return mapped(data, key, into, (_value, index) => {
      const [from, to] = [Math.max(0, index - before), Math.min(values.length, index + after + 1)];
      return between(sums, from, to) / between(counts, from, to);
    });
  },
  'chart.resample'({ data, key, interval_ms, aggregation, time }) {
    allowNames([key, time]);
    const groups = new Map<number, number[]>();
    for (const [index, row] of data.entries()) {
      const begin = Math.floor(timeIn(row, time, index) / interval_ms) * interval_ms;
      const value = numberIn(row, key);
      if (value === undefined) continue;
      const group = groups.get(begin);
      if (group === undefined) groups.set(begin, [value]);
      else group.push(value);
    }
    const rows = [...groups].sort(([a], [b]) => a - b);
    return {
      value: rows.map(([begin, numbers]) => ({
        [time]: written(begin, data, time),
        [key]: clean(aggregations[aggregation](numbers)),
      })),
    };
  },
  'chart.fill_gaps'({ data, key, interval_ms, method, time }) {
    allowNames([key, time]);
    const rows: JsonObject[] = [];
    const push = (row: JsonObject): void => {
      if (rows.length >= maxEntries) throw new ToolError('E2BIG', `there would be more than ${maxEntries} rows`);
      rows.push(row);
    };
    for (const [index, row] of data.entries()) {
      const last = data[index - 1];
      if (last !== undefined) {
        const [from, to] = [timeIn(last, time, index - 1), timeIn(row, time, index)];
        for (let at = from + interval_ms; at < to; at += interval_ms) {
          push({ [time]: written(at, data, time), [key]: between(last, row, key, method, (at - from) / (to - from)) });
        }
      }
      push({ ...row });
    }
    return { value: rows };
  },
};

/** The number of a row that was missing, `share` of the way from one to the next. */
function between(
  last: JsonObject,
  next: JsonObject,
  key: string,
  method: 'linear' | 'previous' | 'zero' | 'null',
  share: number,
): number | null {
  if (method === 'zero') return 0;
  const [from, to] = [numberIn(last, key), numberIn(next, key)];
  if (method === 'null' || from === undefined) return null;
  if (method === 'previous') return from;
  return to === undefined ? null : clean(from + (to - from) * share);
}
