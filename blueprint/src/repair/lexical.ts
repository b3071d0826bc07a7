/**
 * Reads text that was meant to be JSON: around it prose and code fences, in it comments, curly quotes, missing and extra
 * commas and closers, or an end that was cut off. It never throws and never recurses deeper than documents may be.
 */
import { isForbiddenName, type Json, type JsonObject } from '../json.ts';

export interface LexicalReading {
  readonly value: Json;
  /** What was not JSON, each kind once. */
  readonly faults: readonly string[];
  /** How many places were changed. */
  readonly count: number;
}

/** Deeper than any document may be, and far from the end of the stack. */
const deepest = 200;

/** Text as JSON, leniently; undefined when there is no record or list in it at all. */
export function readLeniently(text: string): LexicalReading | undefined {
  // A closer that does not fit was either written too much, or stands for one that is missing: the reading with fewer faults was meant.
  const readings = [new LenientReader(text, 'extra'), new LenientReader(text, 'missing')].flatMap((reader) => {
    const value = reader.read();
    return value === undefined ? [] : [{ value, faults: [...reader.faults.keys()], count: reader.count }];
  });
  return readings.sort((a, b) => a.count - b.count)[0];
}

type Closers = 'extra' | 'missing';

class LenientReader {
  readonly faults = new Map<string, number>();
  count = 0;
  readonly #text: string;
  readonly #closers: Closers;
  #at = 0;
  #depth = 0;
  /** Closers of the records and lists that are open. */
  readonly #open: string[] = [];

  constructor(text: string, closers: Closers) {
    this.#text = text;
    this.#closers = closers;
  }

  read(): Json | undefined {
    const start = this.#text.search(/[{[]/);
    if (start < 0) return undefined;
    if (this.#text.slice(0, start).trim() !== '') this.#fault('text before the document');
    this.#at = start;
    const value = this.#value();
    const rest = this.#text.slice(this.#at).trim();
    if (/^[}\]\s]+$/.test(rest)) this.#fault('closing brackets too many', rest.replace(/\s/g, '').length);
    else if (rest !== '') this.#fault('text after the document');
    return value;
  }

  #fault(what: string, times = 1): void {
    this.faults.set(what, (this.faults.get(what) ?? 0) + times);
    this.count += times;
  }

  #space(): void {
    for (;;) {
      const found = /[\s\uFEFF]*/y;
      found.lastIndex = this.#at;
      this.#at += found.exec(this.#text)?.[0].length ?? 0;
      const line = this.#text.startsWith('//', this.#at);
      if (!line && !this.#text.startsWith('/*', this.#at)) return;
      this.#fault('comments');
      const end = this.#text.indexOf(line ? '\n' : '*/', this.#at + 2);
      this.#at = end < 0 ? this.#text.length : end + (line ? 1 : 2);
    }
  }

  get #char(): string {
    return this.#text.charAt(this.#at);
  }

  #value(): Json | undefined {
    this.#space();
    const char = this.#char;
    if (char === '{' || char === '[') {
      if (this.#depth >= deepest) {
        this.#at = this.#text.length;
        return null;
      }
      this.#depth += 1;
      this.#at += 1;
      this.#open.push(char === '{' ? '}' : ']');
      const value = char === '{' ? this.#record() : this.#list();
      this.#open.pop();
      this.#depth -= 1;
      return value;
    }
    const quote = quotes.get(char);
    if (quote !== undefined) return this.#string(quote);
    const word = /[A-Za-z_$][\w$]*|[-+]?[\d.][\w.+-]*/y;
    word.lastIndex = this.#at;
    const found = word.exec(this.#text)?.[0];
    if (found === undefined) return undefined;
    this.#at += found.length;
    if (words.has(found)) return words.get(found);
    if (/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(found)) return Number(found);
    const lower = found.toLowerCase();
    this.#fault('values that are not JSON');
    if (words.has(lower)) return words.get(lower);
    if (lower === 'none' || lower === 'undefined' || lower === 'nan') return null;
    const number = Number(found);
    return Number.isFinite(number) ? number : found;
  }

  #string(quote: string): string {
    if (quote !== '"' || this.#char !== '"') this.#fault('quotes that are not straight double ones');
    const curly = this.#char !== quote;
    this.#at += 1;
    let value = '';
    for (; this.#at < this.#text.length; this.#at += 1) {
      const char = this.#char;
      if (char === quote || (curly && closing.has(char))) {
        this.#at += 1;
        return value;
      }
      if (char === '\\') {
        this.#at += 1;
        value += this.#escape();
      } else if (char === '\n' && /^\s*["\]}]/.test(this.#text.slice(this.#at, this.#at + 80))) {
        // The line ends, and the next one begins like JSON: the quote was left out.
        this.#fault('texts without an end');
        return value;
      } else {
        if (char < ' ') this.#fault('control characters in texts');
        value += char;
      }
    }
    this.#fault('an end that was cut off');
    return value;
  }

  #escape(): string {
    const char = this.#char;
    if (char === 'u') {
      const code = this.#text.slice(this.#at + 1, this.#at + 5);
      if (/^[0-9a-fA-F]{4}$/.test(code)) {
        this.#at += 4;
        return String.fromCharCode(Number.parseInt(code, 16));
      }
    }
    const known = escapes.get(char);
    if (known !== undefined) return known;
    this.#fault('unknown escapes');
    return char;
  }

  /** Whether the record or list ends here; what stands between entries is taken. */
  #ends(close: string): boolean {
    for (;;) {
      this.#space();
      const char = this.#char;
      if (char === '') {
        this.#fault('an end that was cut off');
        return true;
      }
      if (char === close) {
        this.#at += 1;
        return true;
      }
      if (char === '}' || char === ']') {
        const closesOther = this.#open.lastIndexOf(char) >= 0;
        if (closesOther && this.#closers === 'missing') {
          this.#fault('missing closing brackets');
          return true;
        }
        this.#fault('closing brackets too many');
        this.#at += 1;
      } else if (char === ',') {
        this.#at += 1;
        this.#space();
        if (this.#char === close || this.#char === ',') this.#fault('commas too many');
      } else return false;
    }
  }

  #list(): Json[] {
    const entries: Json[] = [];
    for (let first = true; !this.#ends(']'); first = false) {
      if (!first && !this.#afterComma()) this.#fault('missing commas');
      const value = this.#value();
      if (value === undefined) this.#skip();
      else entries.push(value);
    }
    return entries;
  }

  #record(): JsonObject {
    const entries: [string, Json][] = [];
    for (let first = true; !this.#ends('}'); first = false) {
      if (!first && !this.#afterComma()) this.#fault('missing commas');
      const quote = quotes.get(this.#char);
      const bare = /[A-Za-z_$@][\w$@#.-]*/y;
      bare.lastIndex = this.#at;
      const word = quote === undefined ? bare.exec(this.#text)?.[0] : undefined;
      if (quote === undefined && word === undefined) {
        this.#skip();
        continue;
      }
      let name: string;
      if (word === undefined) name = this.#string(quote ?? '"');
      else {
        name = word;
        this.#at += word.length;
        this.#fault('names without quotes');
      }
      this.#space();
      if (this.#char === ':' || this.#char === '=') {
        if (this.#char === '=') this.#fault('an equals sign in place of a colon');
        this.#at += 1;
      } else if (this.#char === '') break;
      else this.#fault('missing colons');
      const value = this.#value();
      // A name that was cut off before its value says nothing; a forbidden one is not taken in.
      if (value !== undefined && !isForbiddenName(name)) entries.push([name, value]);
      else this.#fault(isForbiddenName(name) ? 'names that are not allowed' : 'an end that was cut off');
    }
    return Object.fromEntries(entries);
  }

  #afterComma(): boolean {
    const before = this.#text.slice(Math.max(0, this.#at - 200), this.#at);
    return /,(\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*$/.test(before);
  }

  #skip(): void {
    this.#fault('characters that belong nowhere');
    this.#at += 1;
  }
}

const quotes = new Map([
  ['"', '"'],
  ["'", "'"],
  ['`', '`'],
  ['\u201c', '\u201d'],
  ['\u201d', '\u201d'],
  ['\u201e', '\u201d'],
  ['\u2018', '\u2019'],
]);
const closing = new Set(['\u201d', '\u201c', '\u2019']);
const words = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
]);
const escapes = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ["'", "'"],
]);
