/** The web vitals and what counts as good: the published thresholds of the Web Vitals initiative. Pure. */
import { formatDuration } from '../data/format.ts';

export interface VitalRow {
  readonly name: 'LCP' | 'INP' | 'CLS' | 'FCP' | 'TTFB';
  readonly title: string;
  readonly good: number;
  readonly poor: number;
  show(value: number): string;
}

const time = (ms: number): string => formatDuration(ms * 1_000);

export const vitalRows: readonly VitalRow[] = [
  { name: 'LCP', title: 'Largest paint', good: 2_500, poor: 4_000, show: time },
  { name: 'INP', title: 'Answer to input', good: 200, poor: 500, show: time },
  { name: 'CLS', title: 'Layout shift', good: 0.1, poor: 0.25, show: (value) => value.toFixed(3) },
  { name: 'FCP', title: 'First paint', good: 1_800, poor: 3_000, show: time },
  { name: 'TTFB', title: 'First byte', good: 800, poor: 1_800, show: time },
];

export function ratingOf(row: VitalRow, value: number): 'good' | 'fair' | 'poor' {
  if (value <= row.good) return 'good';
  return value <= row.poor ? 'fair' : 'poor';
}
