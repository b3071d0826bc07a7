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

/** Milliseconds since the epoch and the zone to show it in: a plain calendar date has no zone and keeps its day. */
function instant(value: string | number, timeZone: string | undefined): { ms: number; zone: string } {
  const local = timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (typeof value === 'number') return { ms: value, zone: local };
  return { ms: Date.parse(value), zone: dateOnly.test(value) ? 'UTC' : local };
}

/** Formats milliseconds since the epoch or an ISO text by a pattern, or by `date`, `time` or `datetime`. */
export function formatDate(value: string | number, pattern: string, timeZone: string | undefined): string {
  const { ms, zone } = instant(value, timeZone);
  if (!Number.isFinite(ms) || Math.abs(ms) > 8.64e15) {
    throw new ExpressionError('value', `${typeof value === 'string' ? `'${value}'` : value} is not a date`);
  }
  const part = new Map(
    clockOf(zone)
      .formatToParts(ms)
      .map((entry) => [entry.type, Number(entry.value)]),
  );
  const of = (name: Intl.DateTimeFormatPartTypes): number => part.get(name) ?? 0;
  const [year, month, day, hour] = [of('year'), of('month'), of('day'), of('hour')];
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
    mm: two(of('minute')),
    m: String(of('minute')),
    ss: two(of('second')),
    s: String(of('second')),
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

function weekdayOf(year: number, month: number, day: number): number {
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
