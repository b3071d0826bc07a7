/**
 * A folder read once, in order, and given out in pages. Names come from the backend in batches and are
 * sorted in slices: a huge folder never keeps the core busy for long, and what it takes in memory is charged to whoever asks.
 */
import type { DirectoryEntry } from '@agentos/protocol/kernel';
import type { MemoryAccount } from '../memory/account.ts';
import { Reserve } from '../memory/reserve.ts';
import type { Listed, VfsBackend } from './backend.ts';
import type { Place } from './namespace.ts';
import { NameSort } from './sort-names.ts';

/** Held for each entry beside its name: two objects and the reference to them. */
const entryBytes = 56;

export interface ListingOptions {
  readonly account: MemoryAccount;
  readonly signal: AbortSignal;
}

/** Everything that was in a folder when it was read. Must be disposed of. */
export class Listing {
  readonly #place: Place;
  readonly #entries: readonly Listed[];
  readonly #held: Reserve;

  private constructor(place: Place, entries: readonly Listed[], held: Reserve) {
    this.#place = place;
    this.#entries = entries;
    this.#held = held;
  }

  /**
   * Reads the folder at `place`; fails with ELOOP when that is a link, so run it by `Lookup.at`.
   * @throws KernelError ENOMEM when the account has no room; the reason of the signal
   */
  static async read(place: Place, { account, signal }: ListingOptions): Promise<Listing> {
    const held = new Reserve(account);
    try {
      const sort = new NameSort<Listed>(signal);
      for await (const batch of place.backend.batches(place.path)) {
        signal.throwIfAborted();
        held.take(batch.reduce((bytes, { name }) => bytes + entryBytes + name.length, 0));
        await sort.add(batch);
      }
      return new Listing(place, await sort.sorted(), held);
    } catch (error) {
      held.clear();
      throw error;
    }
  }

  get total(): number {
    return this.#entries.length;
  }

  /** Bytes charged for it. */
  get bytes(): number {
    return this.#held.bytes;
  }

  nameAt(index: number): string | undefined {
    return this.#entries[index]?.name;
  }

  /** @throws RangeError beyond `total` */
  entry(index: number): Listed {
    const entry = this.#entries[index];
    if (entry === undefined) throw new RangeError(`entry ${index} of ${this.total}`);
    return entry;
  }

  /** Index of the first name behind `name`. */
  indexAfter(name: string): number {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#entries[middle]?.name ?? '') <= name) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Up to `count` entries from `from` on; with `withStat`, those that have gone since are left out. */
  async page(from: number, count: number, withStat: boolean): Promise<DirectoryEntry[]> {
    const listed = this.#entries.slice(from, from + count);
    if (!withStat) return listed.map(({ name, type }) => ({ name, type, size: 0, modifiedMs: 0 }));
    const names = listed.map(({ name }) => name);
    const { backend, path } = this.#place;
    const stats = await backend.statEntries(path, names);
    return stats.flatMap((stat, index) => {
      const name = names[index];
      if (stat === undefined || name === undefined) return [];
      return [{ name, type: stat.type, size: stat.size, modifiedMs: stat.modifiedMs }];
    });
  }

  dispose(): void {
    this.#held.clear();
  }
}

/**
 * The entries of a folder, `pageEntries` at a time, in order. For a stream: what is not asked for is not described, and
 * ending the iteration early (or the signal) gives everything back.
 *
 * ```ts
 * const { at } = lookupIn(namespace);
 * const listing = await at(call, path, true, ['LIST_DIRECTORY'], (place) => Listing.read(place, { account, signal }));
 * for await (const entries of listPages(listing, { withStat, pageEntries, signal })) …
 * ```
 */
export async function* listPages(
  listing: Listing,
  { withStat, pageEntries, signal }: { withStat: boolean; pageEntries: number; signal: AbortSignal },
): AsyncGenerator<DirectoryEntry[], void, undefined> {
  try {
    for (let from = 0; from < listing.total; from += pageEntries) {
      signal.throwIfAborted();
      yield await listing.page(from, pageEntries, withStat);
    }
  } finally {
    listing.dispose();
  }
}

/** Everything in a folder at once: where it is known to be small, or held anyway. */
export async function listAll(backend: VfsBackend, path: string): Promise<Listed[]> {
  const all: Listed[] = [];
  for await (const batch of backend.batches(path)) for (const entry of batch) all.push(entry);
  return all;
}
