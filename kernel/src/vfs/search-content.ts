/**
 * Search for text below one folder: breadth first, names in order, links not followed. What the caller may not list or
 * read is left out without a word. Files are read in small pieces and the core gets its turn between them.
 */
import { StringDecoder } from 'node:string_decoder';
import { type ContentMatch, FileType } from '@agentos/protocol/kernel';
import { codeOf } from '../errors.ts';
import type { OpenFile } from './backend.ts';
import { join } from './names.ts';
import type { Place } from './namespace.ts';
import { listed, mostVisited } from './search.ts';

export interface ContentSearch {
  readonly query: string;
  readonly caseSensitive: boolean;
  readonly limit: number;
  readonly signal: AbortSignal;
  /** `name` is the absolute path of a folder. */
  mayList(name: string): boolean;
  /** `name` is the absolute path of a file. */
  mayRead(name: string): boolean;
}

/** Larger files are left out. */
const mostFileBytes = 8 * 1024 * 1024;
/** A file with a NUL this early is binary and left out. */
const binaryBytes = 8 * 1024;
const pieceBytes = 64 * 1024;
/** Most characters of a line that are shown. */
const mostText = 300;
/** Characters shown before a match that lies far into its line. */
const textBefore = 100;
/** A longer line is searched part by part. */
const longLine = 64 * 1024;
/** Most characters of paths and text in one answer, so that it fits in a message. */
const mostAnswer = 1024 * 1024;
/** Longest time on the core without giving others a turn. */
const turnMs = 4;

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
  { query, caseSensitive, limit, signal, mayList, mayRead }: ContentSearch,
): Promise<{ matches: ContentMatch[]; truncated: boolean }> {
  const matches: ContentMatch[] = [];
  const folders: Place[] = [base];
  const turn = new Turn(signal);
  let characters = 0;
  let visited = 0;
  const take = (match: ContentMatch): boolean => {
    characters += match.path.length + match.text.length;
    if (matches.length >= limit || characters > mostAnswer) return false;
    matches.push(match);
    return true;
  };
  for (const folder of folders) {
    const entries = await listed(folder);
    entries.sort((left, right) => (left.name < right.name ? -1 : 1));
    for (const { name, type } of entries) {
      if (++visited > mostVisited) return { matches, truncated: true };
      await turn.next();
      const path = join(folder.name, name);
      const place = { ...folder, path: folder.path === '' ? name : `${folder.path}/${name}`, name: path };
      if (type === FileType.DIRECTORY && mayList(path)) folders.push(place);
      if (type !== FileType.FILE || !mayRead(path)) continue;
      const lines = new LineSearch(query, caseSensitive, (line, column, text) => take({ path, line, column, text }));
      if (!(await searchFile(place, lines, turn))) return { matches, truncated: true };
    }
    signal.throwIfAborted();
  }
  return { matches, truncated: false };
}

/** False when no more matches are wanted. */
async function searchFile(place: Place, lines: LineSearch, turn: Turn): Promise<boolean> {
  const file = opened(place);
  if (file === undefined) return true;
  try {
    const { size } = file.stat();
    if (size > mostFileBytes) return true;
    const decoder = new StringDecoder('utf8');
    for (let position = 0; position < size; ) {
      const piece = await file.read(position, Math.min(pieceBytes, size - position));
      await turn.next();
      if (piece.length === 0) break;
      if (position === 0 && piece.subarray(0, binaryBytes).includes(0)) return true;
      position += piece.length;
      if (!lines.push(decoder.write(piece))) return false;
    }
    return lines.push(decoder.end()) && lines.end();
  } finally {
    file.close();
  }
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

/** Lets the core do other work when this has gone on for long, and ends what was given up. */
class Turn {
  readonly #signal: AbortSignal;
  #since = performance.now();

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  async next(): Promise<void> {
    this.#signal.throwIfAborted();
    if (performance.now() - this.#since < turnMs) return;
    await new Promise<void>((resolve) => setImmediate(resolve));
    this.#signal.throwIfAborted();
    this.#since = performance.now();
  }
}

/** Looks for the query in text that comes in pieces. Lines and columns count from 1, columns in UTF-16 units. */
class LineSearch {
  readonly #query: string;
  readonly #caseSensitive: boolean;
  readonly #found: (line: number, column: number, text: string) => boolean;
  #line = 1;
  /** The line under way, without what was searched and left behind. */
  #held = '';
  #left = 0;
  /** The line under way was reported already. */
  #reported = false;

  /** `found` answers whether more is wanted. */
  constructor(query: string, caseSensitive: boolean, found: (line: number, column: number, text: string) => boolean) {
    this.#query = caseSensitive ? query : fold(query);
    this.#caseSensitive = caseSensitive;
    this.#found = found;
  }

  /** False when no more is wanted. */
  push(text: string): boolean {
    let from = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      this.#held += text.slice(from, end);
      if (!this.end()) return false;
      this.#line++;
      this.#held = '';
      this.#left = 0;
      this.#reported = false;
      from = end + 1;
    }
    this.#held += text.slice(from);
    if (this.#held.length <= longLine) return true;
    if (!this.end()) return false;
    const kept = Math.max(mostText, this.#query.length);
    this.#left += this.#held.length - kept;
    this.#held = this.#held.slice(-kept);
    return true;
  }

  /** Searches what is held of the line. */
  end(): boolean {
    if (this.#reported) return true;
    const at = (this.#caseSensitive ? this.#held : fold(this.#held)).indexOf(this.#query);
    if (at < 0) return true;
    this.#reported = true;
    const start = at + this.#query.length <= mostText ? 0 : Math.max(0, at - textBefore);
    const text = this.#held.slice(start, start + mostText);
    return this.#found(this.#line, this.#left + at + 1, text.endsWith('\r') ? text.slice(0, -1) : text);
  }
}

/** Small letters, with every character in its place: a few change their length otherwise. */
function fold(text: string): string {
  const small = text.toLowerCase();
  if (small.length === text.length) return small;
  let folded = '';
  for (const character of text) {
    const one = character.toLowerCase();
    folded += one.length === character.length ? one : character;
  }
  return folded;
}
