/** Functions over dates: milliseconds since the epoch, or ISO texts. A plain date such as `2026-11-22` stays one. */
import { type Json, typeName } from '../../json.ts';
import {
  asUtc,
  formatDate,
  formatDuration,
  type Moment,
  momentAt,
  momentOf,
  type WallTime,
  wallTime,
  weekdayOf,
} from '../dates.ts';
import { truthy } from '../values.ts';
import { at, fail, number, text, whole } from './arguments.ts';
import type { Call, ExpressionFunction, FunctionFamily } from './shape.ts';

const dayMs = 86_400_000;
const lengths = new Map([
  ['second', 1000],
  ['minute', 60_000],
  ['hour', 3_600_000],
]);

/** A date argument; null for nothing and for an empty field. */
function moment(args: readonly Json[], index: number, call: Call): Moment | null {
  const value = at(args, index);
  if (value === null || value === '') return null;
  if (typeof value !== 'number' && typeof value !== 'string') return fail(`${typeName(value)} is not a date`);
  return momentOf(value, call.environment.timeZone);
}

/** `day` of `'day'` or `'days'`. */
function unitOf(args: readonly Json[], index: number, call: Call, known: readonly string[]): string {
  const unit = (args.length > index ? text(args, index, call) : 'days').replace(/s$/, '');
  return known.includes(unit) ? unit : fail(`the unit is one of ${known.map((name) => `'${name}s'`).join(', ')}`);
}

/** The moment that a wall clock shows, in the form in which the date was given. */
function given(from: Moment, wall: WallTime): Json {
  if (!from.dateOnly) return momentAt(wall, from.zone);
  const date = new Date(asUtc(wall));
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  return isoDate(year, month, day);
}

function isoDate(year: number, month: number, day: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

const addable = ['second', 'minute', 'hour', 'day', 'week', 'month', 'year'];

function added(args: readonly Json[], call: Call): Json {
  const from = moment(args, 0, call);
  const amount = whole(args, 1, 0);
  const unit = unitOf(args, 2, call, addable);
  if (from === null) return null;
  if (Math.abs(amount) > 1e10) return fail('so far the calendar does not reach');
  const length = lengths.get(unit);
  if (length !== undefined) {
    if (from.dateOnly) return fail(`a date without a time has no ${unit}s`);
    return momentOf(from.ms + amount * length, call.environment.timeZone).ms;
  }
  const wall = wallTime(from);
  if (unit === 'day' || unit === 'week') {
    return checked(given(from, { ...wall, day: wall.day + amount * (unit === 'week' ? 7 : 1) }), call);
  }
  const months = wall.month - 1 + amount * (unit === 'year' ? 12 : 1);
  const year = wall.year + Math.floor(months / 12);
  const month = (((months % 12) + 12) % 12) + 1;
  // The last day of a shorter month stands for those that it does not have.
  const last = new Date(asUtc({ ...wall, year, month: month + 1, day: 0 })).getUTCDate();
  return checked(given(from, { ...wall, year, month, day: Math.min(wall.day, last) }), call);
}

/** Refuses what no calendar shows. */
function checked(value: Json, call: Call): Json {
  if (typeof value === 'number' || typeof value === 'string') momentOf(value, call.environment.timeZone);
  return value;
}

/** Whole calendar days between two dates, each by its own clock. */
function daysBetween(from: Moment, to: Moment): number {
  const midnight = (each: Moment): number => asUtc({ ...wallTime(each), hour: 0, minute: 0, second: 0 });
  return Math.round((midnight(to) - midnight(from)) / dayMs);
}

function difference(args: readonly Json[], call: Call): Json {
  const [from, to] = [moment(args, 0, call), moment(args, 1, call)];
  const unit = unitOf(args, 2, call, addable);
  if (from === null || to === null) return null;
  const length = lengths.get(unit);
  if (length !== undefined) return (to.ms - from.ms) / length;
  if (unit === 'day') return daysBetween(from, to);
  if (unit === 'week') return Math.trunc(daysBetween(from, to) / 7);
  const [a, b] = [wallTime(from), wallTime(to)];
  const months = (b.year - a.year) * 12 + b.month - a.month;
  const short = Math.sign(months) * (b.day - a.day) < 0 ? Math.sign(months) : 0;
  return Math.trunc((months - short) / (unit === 'year' ? 12 : 1)) + 0;
}

function start(args: readonly Json[], call: Call): Json {
  const from = moment(args, 0, call);
  const unit = unitOf(args, 1, call, ['day', 'week', 'month', 'year']);
  if (from === null) return null;
  const wall = { ...wallTime(from), hour: 0, minute: 0, second: 0 };
  if (unit === 'week')
    return given(from, { ...wall, day: wall.day - ((weekdayOf(wall.year, wall.month, wall.day) + 6) % 7) });
  if (unit === 'month') return given(from, { ...wall, day: 1 });
  return given(from, unit === 'year' ? { ...wall, month: 1, day: 1 } : wall);
}

const spans: readonly [unit: string, ms: number][] = [
  ['year', 365.25 * dayMs],
  ['month', 30.4375 * dayMs],
  ['week', 7 * dayMs],
  ['day', dayMs],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

function ago(args: readonly Json[], call: Call): Json {
  const [from, to] = [moment(args, 0, call), moment(args, 1, call)];
  if (from === null || to === null) return '';
  const past = to.ms - from.ms;
  const found = spans.find(([, ms]) => Math.abs(past) >= ms);
  if (found === undefined) return 'just now';
  const count = Math.floor(Math.abs(past) / found[1]);
  const span = `${count} ${found[0]}${count === 1 ? '' : 's'}`;
  return past > 0 ? `${span} ago` : `in ${span}`;
}

const part = (signature: string, run: (wall: WallTime) => number): ExpressionFunction => ({
  signature,
  least: 1,
  most: 1,
  run: (args, call) => {
    const from = moment(args, 0, call);
    return from === null ? null : run(wallTime(from));
  },
});

export const timeFunctions = {
  date: {
    signature: "date(value, 'd MMM yyyy')",
    least: 1,
    most: 2,
    run: (args, call) => {
      const value = at(args, 0);
      if (value === null || value === '') return '';
      if (typeof value !== 'number' && typeof value !== 'string') return fail(`${typeName(value)} is not a date`);
      return formatDate(value, args.length > 1 ? text(args, 1, call) : 'date', call.environment.timeZone);
    },
  },
  iso: {
    signature: 'iso(value)',
    least: 1,
    most: 1,
    run: (args, call) => {
      const from = moment(args, 0, call);
      if (from === null) return '';
      const { year, month, day } = wallTime(from);
      return isoDate(year, month, day);
    },
  },
  timestamp: {
    signature: 'timestamp(value)',
    least: 1,
    most: 1,
    run: (args, call) => moment(args, 0, call)?.ms ?? null,
  },
  year: part('year(value)', ({ year }) => year),
  month: part('month(value)', ({ month }) => month),
  day: part('day(value)', ({ day }) => day),
  weekday: part('weekday(value)', ({ year, month, day }) => weekdayOf(year, month, day) || 7),
  hour: part('hour(value)', ({ hour }) => hour),
  minute: part('minute(value)', ({ minute }) => minute),
  second: part('second(value)', ({ second }) => second),
  start_of: { signature: "start_of(value, 'week')", least: 2, most: 2, run: start },
  date_add: { signature: "date_add(value, amount, 'days')", least: 2, most: 3, run: added },
  date_diff: { signature: "date_diff(from, to, 'days')", least: 2, most: 3, run: difference },
  ago: { signature: 'ago(value, reference)', least: 2, most: 2, run: ago },
  duration: {
    signature: 'duration(milliseconds, tenths)',
    least: 1,
    most: 2,
    run: (args) => {
      const ms = number(args, 0);
      return ms === null ? '' : formatDuration(ms, truthy(at(args, 1)));
    },
  },
} as const satisfies FunctionFamily;
