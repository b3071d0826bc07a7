/**
 * How many events are left out before the next is kept. Drawn once for each that is kept, geometrically distributed: the same as a
 * decision by chance on each event, so that no rhythm of a load falls in step with it.
 */
import { weights } from './memory.ts';

/** 1 / ln(1 - share) by code. */
const scales = Float64Array.from(weights, (weight) => (weight === 1 ? 0 : 1 / Math.log1p(-1 / weight)));

/** `random`: any 32 bits. The mean over all is the weight of the code less one. */
export function gapOf(code: number, random: number): number {
  const uniform = ((random >>> 0) + 1) / 4_294_967_296;
  return Math.floor(Math.log(uniform) * (scales[code] ?? 0));
}
