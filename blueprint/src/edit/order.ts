/** Which entries of a list may stay where they are while the others are put into order around them. */

/** The largest set of entries whose ranks rise: those need not move. Patience sorting, in n·log n. */
export function longestOrder(entries: readonly string[], rankOf: (entry: string) => number): ReadonlySet<string> {
  const ends: { entry: string; rank: number; before: number }[] = [];
  /** Positions in `ends` of the smallest last rank of each length. */
  const piles: number[] = [];
  for (const entry of entries) {
    const rank = rankOf(entry);
    let low = 0;
    let high = piles.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[piles[middle] ?? 0]?.rank ?? 0) < rank) low = middle + 1;
      else high = middle;
    }
    ends.push({ entry, rank, before: piles[low - 1] ?? -1 });
    piles[low] = ends.length - 1;
  }
  const stay = new Set<string>();
  for (let at = ends[piles.at(-1) ?? -1]; at !== undefined; at = ends[at.before]) stay.add(at.entry);
  return stay;
}
