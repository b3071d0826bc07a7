/**
 * Listings that were given in part: the next page of a cursor comes from the same reading of the folder. A process keeps a
 * few, each for a short while; without its listing a cursor still holds the last name, and the folder is read again.
 */
import type { Process } from '../process/process.ts';
import type { Listing } from './listing.ts';

const mostKept = 4;
const keptMs = 30_000;

interface Kept {
  readonly listing: Listing;
  /** Place that it lists, in the namespace. */
  readonly name: string;
  forget(): void;
}

export interface CursorPosition {
  readonly id: number;
  /** The last name that was given. */
  readonly after: string;
}

export class ListingCursors {
  readonly #kept = new WeakMap<Process, Map<number, Kept>>();
  #next = 1;

  /** Reads a cursor; one that nobody gave out counts as a name. */
  static parse(cursor: string): CursorPosition {
    const [, id, after] = /^(\d{1,15})\/(.*)$/s.exec(cursor) ?? [];
    return id === undefined || after === undefined ? { id: 0, after: cursor } : { id: Number(id), after };
  }

  static format({ id, after }: CursorPosition): string {
    return `${id}/${after}`;
  }

  /** The listing of `name` that a cursor of this process goes on with; undefined when it was given up. */
  find(process: Process, id: number, name: string): Listing | undefined {
    const kept = this.#kept.get(process)?.get(id);
    return kept?.name === name ? kept.listing : undefined;
  }

  /** Keeps a listing for the next page; the oldest makes room. */
  keep(process: Process, listing: Listing, name: string): number {
    const kept = this.#kept.get(process) ?? new Map<number, Kept>();
    this.#kept.set(process, kept);
    const id = this.#next++;
    const timer = setTimeout(() => forget(), keptMs);
    timer.unref();
    const forget = (): void => {
      if (!kept.delete(id)) return;
      clearTimeout(timer);
      process.ledger.remove(resource);
      listing.dispose();
    };
    const resource = { kind: 'listing', bytes: () => listing.bytes, dispose: forget } as const;
    process.ledger.add(resource);
    kept.set(id, { listing, name, forget });
    for (const [oldest, { forget: drop }] of kept) {
      if (kept.size <= mostKept) break;
      if (oldest !== id) drop();
    }
    return id;
  }

  /** The last page was given. */
  done(process: Process, id: number): void {
    this.#kept.get(process)?.get(id)?.forget();
  }
}
