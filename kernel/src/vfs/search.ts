/** Search by name below one folder: breadth first, links not followed, folders that may not be listed left out. */
import { type FileMatch, FileType } from '@agentos/protocol/kernel';
import { codeOf } from '../errors.ts';
import type { MemoryAccount } from '../memory/account.ts';
import { Reserve } from '../memory/reserve.ts';
import { join } from './names.ts';
import type { Place } from './namespace.ts';
import { Turn } from './turn.ts';

export interface NameSearch {
  readonly query: string;
  readonly limit: number;
  readonly hidden: boolean;
  readonly account: MemoryAccount;
  readonly signal: AbortSignal;
  /** Is given a measure of how far the search is. */
  progress(measure: () => number): void;
  /** `name` is the absolute path of a folder. */
  mayList(name: string): boolean;
}

/** A search gives up, and says so, after this many entries. */
export const mostVisited = 500_000;
/** Longest slice on the core, milliseconds. */
export const sliceMs = 2;
/** Held for a folder that waits to be searched, beside its name. */
const folderBytes = 160;
/** Entries looked at before the clock is. */
const atATime = 128;

/** @throws KernelError ENOMEM; the reason of the signal */
export async function searchNames(
  base: Place,
  { query, limit, hidden, account, signal, progress, mayList }: NameSearch,
): Promise<{ matches: FileMatch[]; truncated: boolean }> {
  const wanted = query.toLowerCase();
  const best = new BestMatches(limit);
  const turn = new Turn(signal, sliceMs);
  const folders = new FolderQueue(base, account);
  progress(() => folders.fraction);
  let visited = 0;
  try {
    for (const folder of folders.each()) {
      try {
        for await (const batch of folder.backend.batches(folder.path)) {
          for (const { name, type } of batch) {
            if (++visited > mostVisited) return { matches: best.take(), truncated: true };
            if (visited % atATime === 0) await turn.next();
            if (!hidden && name.startsWith('.')) continue;
            const path = join(folder.name, name);
            const score = scoreOf(name.toLowerCase(), wanted);
            if (score > 0) best.add({ path, type, score });
            if (type === FileType.DIRECTORY && mayList(path)) folders.add(folder, name, path);
          }
        }
      } catch (error) {
        if (!hasNothing(error)) throw error;
      }
      await turn.next();
    }
    return { matches: best.take(), truncated: best.seen > limit };
  } finally {
    folders.clear();
  }
}

/** Whether a folder went away, turned into a link, or lies too deep to have a name: it holds nothing then. */
export function hasNothing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'ELOOP', 'EACCES', 'ENAMETOOLONG'].includes(codeOf(error));
}

/** Folders still to be searched; what they take is charged. */
export class FolderQueue {
  readonly #reserve: Reserve;
  readonly #folders: (Place | undefined)[];
  #searched = 0;

  constructor(base: Place, account: MemoryAccount) {
    this.#reserve = new Reserve(account);
    this.#folders = [base];
  }

  add({ backend, path }: Place, name: string, absolute: string): void {
    this.#reserve.take(folderBytes + absolute.length);
    this.#folders.push({ backend, path: path === '' ? name : `${path}/${name}`, name: absolute });
  }

  /** In the order of their addition, with those that come meanwhile. */
  *each(): Generator<Place, void, undefined> {
    for (let index = 0; index < this.#folders.length; index++) {
      const folder = this.#folders[index];
      if (folder === undefined) continue;
      this.#folders[index] = undefined;
      yield folder;
      this.#searched = index + 1;
      if (index > 0) this.#reserve.give(folderBytes + folder.name.length);
    }
  }

  /** The searched among those found so far: it may fall when a folder turns out to hold many. */
  get fraction(): number {
    return this.#searched / this.#folders.length;
  }

  clear(): void {
    this.#reserve.clear();
  }
}

/** The best of any number of matches. */
class BestMatches {
  readonly #limit: number;
  #held: FileMatch[] = [];
  seen = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(match: FileMatch): void {
    this.seen++;
    if (this.#held.push(match) >= 4 * this.#limit) this.#held = this.take();
  }

  take(): FileMatch[] {
    this.#held.sort((left, right) => right.score - left.score || (left.path < right.path ? -1 : 1));
    return this.#held.slice(0, this.#limit);
  }
}

/** 1 the same, then a start, a part, and last the letters in order; 0 no match. */
export function scoreOf(name: string, wanted: string): number {
  if (name === wanted) return 1;
  if (name.startsWith(wanted)) return 0.9;
  const at = name.indexOf(wanted);
  if (at > 0) return 0.8 - Math.min(at, 100) / 1000;
  let from = 0;
  for (const letter of wanted) {
    const found = name.indexOf(letter, from);
    if (found < 0) return 0;
    from = found + letter.length;
  }
  return Math.max(0.1, 0.5 - (from - wanted.length) / 100);
}
