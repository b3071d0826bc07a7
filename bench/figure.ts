/** What a bench returns, and how numbers become text. Figures are measured, never typed. */
import type { TestSystem } from '../e2e/support/system.ts';

export interface Figure {
  readonly name: string;
  /** The measured value with its unit. */
  readonly value: string;
  /** What it should be, or what it is compared with. */
  readonly aim?: string;
  readonly met?: boolean;
}

export interface BenchContext {
  /** A running system, started when first asked for and shared by all benches that ask. */
  system(): Promise<TestSystem>;
}

export interface Bench {
  readonly name: string;
  /** Heading on the page. */
  readonly title: string;
  /** How it is measured, one or two sentences. */
  readonly how: string;
  /** The figures; or why they cannot be measured on this host. */
  run(context: BenchContext): Promise<readonly Figure[] | { readonly skipped: string }>;
}

/** The value below which `part` (0 to 1) of the samples lie, by nearest rank. */
export function quantile(samples: readonly number[], part: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const found = sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(part * sorted.length) - 1))];
  if (found === undefined) throw new Error('no samples');
  return found;
}

export const median = (samples: readonly number[]): number => quantile(samples, 0.5);

/** Milliseconds with the digits that mean something, in µs below one. */
export function time(ms: number): string {
  if (ms < 1) return `${Math.round(ms * 1000)} µs`;
  if (ms < 100) return `${ms.toFixed(1)} ms`;
  return ms < 10_000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

export const rate = (perSecond: number): string => `${Math.round(perSecond).toLocaleString('en-US')}/s`;

export const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`;

/** Kilobytes of 1,000 bytes, as sizes of downloads are given. */
export const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;

/** A figure with an upper bound in the same unit. */
export function atMost(name: string, value: number, bound: number, show: (value: number) => string): Figure {
  return { name, value: show(value), aim: `≤ ${show(bound)}`, met: value <= bound };
}
