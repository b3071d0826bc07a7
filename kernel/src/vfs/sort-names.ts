/** Sorts entries by name, in slices: the core gets its turn between them however many there are. */

/** Longest slice of work, milliseconds. */
const sliceMs = 2;
const runLength = 1_024;

/** In the order of the names' UTF-16 code units. */
export async function sortNames<T extends { readonly name: string }>(
  entries: readonly T[],
  signal: AbortSignal,
): Promise<readonly T[]> {
  let since = performance.now();
  const turn = async (): Promise<void> => {
    if (performance.now() - since < sliceMs) return;
    await new Promise<void>((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
    since = performance.now();
  };
  let runs: (readonly T[])[] = [];
  for (let from = 0; from < entries.length; from += runLength) {
    runs.push(entries.slice(from, from + runLength).sort(byName));
    await turn();
  }
  while (runs.length > 1) {
    const merged: (readonly T[])[] = [];
    for (let index = 0; index < runs.length; index += 2) {
      const [left, right] = [runs[index] ?? [], runs[index + 1]];
      merged.push(right === undefined ? left : await merge(left, right, turn));
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

async function merge<T extends { readonly name: string }>(
  left: readonly T[],
  right: readonly T[],
  turn: () => Promise<void>,
): Promise<readonly T[]> {
  const merged: T[] = [];
  let [at, other] = [0, 0];
  for (;;) {
    const [one, two] = [left[at], right[other]];
    const next = two === undefined || (one !== undefined && one.name <= two.name) ? one : two;
    if (next === undefined) return merged;
    if (next === one) at++;
    else other++;
    merged.push(next);
    if (merged.length % runLength === 0) await turn();
  }
}

function byName(left: { readonly name: string }, right: { readonly name: string }): number {
  return left.name < right.name ? -1 : left.name > right.name ? 1 : 0;
}
