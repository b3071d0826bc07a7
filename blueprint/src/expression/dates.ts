/** Dates and durations as text. Patterns use the letters of Unicode's date format; the words are English for now. */
import { ExpressionError } from './error.ts';

const dateOnly = /^\d{4}-\d{2}-\d{2}$/;
const named: Record<string, string> = { date: 'd MMM yyyy', time: 'HH:mm', datetime: 'd MMM yyyy, HH:mm' };
const months = 'January February March April May June July August September October November December'.split(' ');
const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  clocks.set(timeZone, made);
  return made;
}

/** A moment, and the zone to show it in. */
export interface Moment {
  /** Milliseconds since the epoch. */
  readonly ms: number;
  readonly zone: string;
  /** A plain calendar date such as `2026-11-22`: it has no zone and keeps its day. */
  readonly dateOnly: boolean;
}

/** The fields of a clock on the wall. */
export interface WallTime {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** The moment that milliseconds or an ISO text stand for. @throws ExpressionError for what is no date */
export function momentOf(value: string | number, timeZone: string | undefined): Moment {
  const local = timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const plain = typeof value === 'string' && dateOnly.test(value);
  const ms = typeof value === 'number' ? value : Date.parse(value);
  if (!Number.isFinite(ms) || Math.abs(ms) > 8.64e15) {
    throw new ExpressionError(
      'value',
      `${typeof value === 'string' ? `'${value.slice(0, 40)}'` : value} is not a date`,
    );
  }
  return { ms, zone: plain ? 'UTC' : local, dateOnly: plain };
}

export function wallTime({ ms, zone }: Pick<Moment, 'ms' | 'zone'>): WallTime {
  const part = new Map(
    clockOf(zone)
      .formatToParts(ms)
      .map((entry) => [entry.type, Number(entry.value)]),
  );
  const of = (name: Intl.DateTimeFormatPartTypes): number => part.get(name) ?? 0;
  return {
    year: of('year'),
    month: of('month'),
    day: of('day'),
    hour: of('hour'),
    minute: of('minute'),
    second: of('second'),
  };
}

/** Milliseconds of a calendar and clock as if they were UTC's; fields beyond their range carry over. */
export function asUtc(wall: WallTime): number {
  const date = new Date(0);
  date.setUTCFullYear(wall.year, wall.month - 1, wall.day);
  date.setUTCHours(wall.hour, wall.minute, wall.second);
  return date.getTime();
}

/** The moment at which a zone's clock shows a time; where the clock is put forward over it, the moment after. */
export function momentAt(wall: WallTime, zone: string): number {
  const utc = asUtc(wall);
  let ms = utc;
  for (let tries = 0; tries < 3; tries += 1) {
    const off = asUtc(wallTime({ ms, zone })) - utc;
    if (off === 0) break;
    ms -= off;
  }
  return ms;
}

/** Formats milliseconds since the epoch or an ISO text by a pattern, or by `date`, `time` or `datetime`. */
export function formatDate(value: string | number, pattern: string, timeZone: string | undefined): string {
  const { year, month, day, hour, minute, second } = wallTime(momentOf(value, timeZone));
  const weekday = days[weekdayOf(year, month, day)] ?? '';
  const two = (number: number): string => String(number).padStart(2, '0');
  const letters: Record<string, string> = {
    yyyy: String(year).padStart(4, '0'),
    yy: two(year % 100),
    MMMM: months[month - 1] ?? '',
    MMM: (months[month - 1] ?? '').slice(0, 3),
    MM: two(month),
    M: String(month),
    dd: two(day),
    d: String(day),
    EEEE: weekday,
    EEE: weekday.slice(0, 3),
    HH: two(hour),
    H: String(hour),
    hh: two(hour % 12 === 0 ? 12 : hour % 12),
    h: String(hour % 12 === 0 ? 12 : hour % 12),
    mm: two(minute),
    m: String(minute),
    ss: two(second),
    s: String(second),
    a: hour < 12 ? 'AM' : 'PM',
  };
  const form = Object.hasOwn(named, pattern) ? (named[pattern] ?? pattern) : pattern;
  return form.replace(/'([^']*)'|([A-Za-z])\2*/g, (run: string, quoted: string | undefined) => {
    if (quoted !== undefined) return quoted;
    const text = Object.hasOwn(letters, run) ? letters[run] : undefined;
    if (text === undefined)
      throw new ExpressionError('value', `unknown letters "${run}" in the date pattern "${pattern}"`);
    return text;
  });
}

/** 0 is Sunday. */
export function weekdayOf(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCDay();
}

/** `1:02:03` or `2:03`; with `tenths`, `2:03.4`. */
export function formatDuration(ms: number, tenths: boolean): string {
  const sign = ms < 0 ? '-' : '';
  const all = Math.floor(Math.abs(ms) / 100);
  const seconds = Math.floor(all / 10);
  const two = (number: number): string => String(number).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const body = hours > 0 ? `${hours}:${two(minutes)}` : String(minutes);
  return `${sign}${body}:${two(seconds % 60)}${tenths ? `.${all % 10}` : ''}`;
}
