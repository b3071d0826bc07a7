/** Numbers and times as people read them. Pure. */
import type { ValueMeaning } from './events.ts';

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** A duration given in microseconds, with three digits that mean something. */
export function formatDuration(us: number): string {
  if (us < 1_000) return `${whole.format(us)} µs`;
  if (us < 1_000_000) return `${(us / 1_000).toFixed(us < 10_000 ? 2 : us < 100_000 ? 1 : 0)} ms`;
  return `${(us / 1_000_000).toFixed(us < 10_000_000 ? 2 : 1)} s`;
}

export function formatCount(count: number): string {
  return whole.format(count);
}

export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1_000 && unit < units.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  return `${unit === 0 || value >= 100 ? whole.format(value) : value.toFixed(1)} ${units[unit] ?? 'B'}`;
}

/** Time of day with milliseconds, in the time zone of the reader. */
export function formatTime(us: number): string {
  const date = new Date(us / 1_000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const fraction = String(Math.floor((us / 1_000) % 1_000)).padStart(3, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${fraction}`;
}

/** A value of an event in its unit. */
export function formatValue(value: number, meaning: ValueMeaning): string {
  switch (meaning.unit) {
    case 'us':
      return formatDuration(value);
    case 'ms':
      return formatDuration(value * 1_000);
    case 'bytes':
      return formatBytes(value);
    case 'ratio':
      return value.toLocaleString('en-US', { maximumSignificantDigits: 3 });
    default:
      return value.toLocaleString('en-US', { maximumFractionDigits: 2 });
  }
}
