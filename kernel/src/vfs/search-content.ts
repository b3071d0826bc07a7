/**
 * Search for text below one folder: breadth first, names in order, links not followed. What the caller may not list or
 * read is left out without a word. Files are read in small pieces and the core gets its turn between them.
 */
import { type ContentMatch, FileType } from '@agentos/protocol/kernel';
import { codeOf } from '../errors.ts';
import type { MemoryAccount } from '../memory/account.ts';
import type { OpenFile } from './backend.ts';
import { Listing, type ListingOptions } from './listing.ts';
import { join } from './names.ts';
import type { Place } from './namespace.ts';
import type { PatternRequest } from './pattern-search.ts';
import { FolderQueue, hasNothing, mostVisited, sliceMs } from './search.ts';
import { type Found, LineScanner, textFinder } from './search-lines.ts';
import { Turn } from './turn.ts';

type Scanned = { readonly found: readonly Found[]; readonly enough: boolean };

/** Looks at files piece by piece, one file after the other. */
export interface Scan {
  readonly pieceBytes: number;
  push(piece: PatternRequest): Scanned | Promise<Scanned>;
}

export interface ContentSearch {
  readonly scan: Scan;
  readonly limit: number;
  readonly account: MemoryAccount;
  readonly signal: AbortSignal;
  /** Is given a measure of how far the search is. */
  progress(measure: () => number): void;
  /** `name` is the absolute path of a folder. */
  mayList(name: string): boolean;
  /** `name` is the absolute path of a file. */
  mayRead(name: string): boolean;
}

/** Larger files are left out. */
const mostFileBytes = 8 * 1024 * 1024;
/** A file with a NUL this early is binary and left out. */
const binaryBytes = 8 * 1024;
/** Most characters of paths and text in one answer, so that it fits in a message. */
const mostAnswer = 1024 * 1024;
const flags = {
  read: true,
  write: false,
  append: false,
  create: false,
  exclusive: false,
  truncate: false,
  mode: 0,
} as const;

/** Each line that holds the query, once, with the place of the first match in it. */
export async function searchContents(
  base: Place,
  { scan, limit, account, signal, progress, mayList, mayRead }: ContentSearch,
): Promise<{ matches: ContentMatch[]; truncated: boolean }> {
  const matches: ContentMatch[] = [];
  const folders = new FolderQueue(base, account);
  progress(() => folders.fraction);
  const turn = new Turn(signal, sliceMs);
  let characters = 0;
  let visited = 0;
  try {
    for (const folder of folders.each()) {
      const listing = await listingOf(folder, { account, signal });
      if (listing === undefined) continue;
      try {
        for (let index = 0; index < listing.total; index++) {
          if (++visited > mostVisited) return { matches, truncated: true };
          await turn.next();
          const { name, type } = listing.entry(index);
          const path = join(folder.name, name);
          if (type === FileType.DIRECTORY && mayList(path)) folders.add(folder, name, path);
          if (type !== FileType.FILE || !mayRead(path)) continue;
          const place = { ...folder, path: folder.path === '' ? name : `${folder.path}/${name}`, name: path };
          // One more than wanted: to know whether there are more.
          for (const found of await searchFile(place, scan, limit - matches.length + 1, turn)) {
            characters += path.length + found.text.length;
            if (matches.length >= limit || characters > mostAnswer) return { matches, truncated: true };
            matches.push({ path, ...found });
          }
        }
      } finally {
        listing.dispose();
      }
    }
    return { matches, truncated: false };
  } finally {
    folders.clear();
  }
}

async function listingOf(folder: Place, options: ListingOptions): Promise<Listing | undefined> {
  try {
    return await Listing.read(folder, options);
  } catch (error) {
    if (hasNothing(error)) return undefined;
    throw error;
  }
}

async function searchFile(place: Place, scan: Scan, wanted: number, turn: Turn): Promise<Found[]> {
  const all: Found[] = [];
  const file = opened(place);
  if (file === undefined) return all;
  try {
    const { size } = file.stat();
    if (size > mostFileBytes) return all;
    for (let position = 0; position < size; ) {
      const bytes = await file.read(position, Math.min(scan.pieceBytes, size - position));
      await turn.next();
      const first = position === 0;
      if (first && bytes.subarray(0, binaryBytes).includes(0)) return all;
      position += bytes.length;
      const last = bytes.length === 0 || position >= size;
      const { found, enough } = await scan.push({ bytes: new Uint8Array(bytes), first, last, wanted });
      all.push(...found);
      if (last || enough) break;
    }
    return all;
  } finally {
    file.close();
  }
}

/** A scan on the core, for plain text: a piece takes far less than a turn. */
export function textScan(query: string, caseSensitive: boolean): Scan {
  const finder = textFinder(query, caseSensitive);
  let scanner: LineScanner | undefined;
  return {
    pieceBytes: 64 * 1024,
    push({ bytes, first, last, wanted }) {
      if (first || scanner === undefined) scanner = new LineScanner(finder, wanted);
      return { found: scanner.push(bytes, last), enough: scanner.enough };
    },
  };
}

/** What went away, turned into something else, or may not be read by the kernel itself holds nothing. */
function opened({ backend, path }: Place): OpenFile | undefined {
  const nothing = ['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP', 'EACCES', 'EPERM', 'EINVAL', 'ENXIO', 'ENAMETOOLONG'];
  try {
    return backend.open(path, flags);
  } catch (error) {
    if (nothing.includes(codeOf(error))) return undefined;
    throw error;
  }
}
