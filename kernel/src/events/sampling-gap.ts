/**
 * How many events are left out before the next is kept. Drawn once for each that is kept, geometrically distributed: the same as a
 * decision by chance on each event, so that no rhythm of a load falls in step with it. From a table, for whoever draws has no time.
 */
import { weights } from './memory.ts';

const drawn = 256;

/** A row for each code; the mean of a row is the weight less one. */
const gaps = Uint16Array.from(weights.flatMap(rowOf));

/** `random`: any 32 bits. */
export function gapOf(code: number, random: number): number {
  return gaps[code * drawn + (random & (drawn - 1))] ?? 0;
}

/** Quantiles of the distribution; the longest makes up for the tail that none of them has. */
function rowOf(weight: number): number[] {
  if (weight === 1) return new Array<number>(drawn).fill(0);
  const scale = 1 / Math.log1p(-1 / weight);
  const row = Array.from({ length: drawn }, (_, at) => Math.floor(Math.log((at + 0.5) / drawn) * scale));
  const short = (weight - 1) * drawn - row.reduce((sum, gap) => sum + gap, 0);
  return row.with(0, Math.max(0, (row[0] ?? 0) + short));
}
