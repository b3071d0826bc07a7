/** Looks for something in the lines of a text that comes in pieces. Pure: the core and the pattern thread both use it. */
import { StringDecoder } from 'node:string_decoder';

/** Where a line holds what is looked for. Lines and columns count from 1, columns in UTF-16 units. */
export interface Found {
  readonly line: number;
  readonly column: number;
  /** The part of the line around it. */
  readonly text: string;
}

export interface LineFinder {
  /** Index of the first match in a line without its end, or -1. */
  find(line: string): number;
  /** Longest line that is looked at as a whole; a longer one is looked at in overlapping parts. */
  readonly longestLine: number;
  /** Characters by which the parts overlap. */
  readonly overlap: number;
}

/** Most characters of a line that are shown. */
export const mostText = 300;
/** Characters shown before a match that lies far into its line. */
const textBefore = 100;

/** Each line that holds it, once, with the place of the first match in it. */
export class LineScanner {
  readonly #finder: LineFinder;
  readonly #decoder = new StringDecoder('utf8');
  readonly #wanted: number;
  #line = 1;
  /** The line under way, without what was looked at and left behind. */
  #held = '';
  #left = 0;
  /** The line under way was found already. */
  #reported = false;
  #count = 0;

  /** Stops after `wanted` lines. */
  constructor(finder: LineFinder, wanted: number) {
    this.#finder = finder;
    this.#wanted = wanted;
  }

  get enough(): boolean {
    return this.#count >= this.#wanted;
  }

  /** The next piece, and whether it is the last one. */
  push(bytes: Uint8Array, last: boolean): Found[] {
    const found: Found[] = [];
    const text = this.#decoder.write(bytes) + (last ? this.#decoder.end() : '');
    let from = 0;
    for (let end = text.indexOf('\n'); end >= 0 && !this.enough; end = text.indexOf('\n', from)) {
      this.#held += text.slice(from, end);
      this.#look(found, true);
      this.#line++;
      this.#held = '';
      this.#left = 0;
      this.#reported = false;
      from = end + 1;
    }
    this.#held += text.slice(from);
    const { longestLine, overlap } = this.#finder;
    if (last || this.#held.length > longestLine) this.#look(found, last);
    if (this.#held.length > longestLine) {
      this.#left += this.#held.length - overlap;
      this.#held = this.#held.slice(-overlap);
    }
    return found;
  }

  #look(found: Found[], atEnd: boolean): void {
    if (this.#reported || this.enough) return;
    const line = atEnd && this.#held.endsWith('\r') ? this.#held.slice(0, -1) : this.#held;
    const at = this.#finder.find(line);
    if (at < 0) return;
    this.#reported = true;
    this.#count++;
    const start = at + textBefore < mostText ? 0 : at - textBefore;
    found.push({ line: this.#line, column: this.#left + at + 1, text: line.slice(start, start + mostText) });
  }
}

/** Finds a text as it is written, or whatever the case. */
export function textFinder(query: string, caseSensitive: boolean): LineFinder {
  const wanted = caseSensitive ? query : fold(query);
  return {
    find: (line) => (caseSensitive ? line : fold(line)).indexOf(wanted),
    longestLine: 64 * 1024,
    overlap: Math.max(mostText, wanted.length),
  };
}

/** Small letters, with every character in its place: İ alone would become two, and counts as i. */
function fold(text: string): string {
  const small = text.toLowerCase();
  return small.length === text.length ? small : text.replaceAll('İ', 'i').toLowerCase();
}
