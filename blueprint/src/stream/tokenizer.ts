/**
 * Splits JSON into tokens while its text arrives, in pieces that may end anywhere. Prose, tags and code fences around the
 * document are passed over. It never throws: slips that leave no doubt about what was meant (a comment, a trailing or
 * missing comma, typographic quotes, a closing bracket too many or too few) are put right and told as faults.
 */
import { maxBytes, maxDocumentDepth } from '../limits.ts';

export interface TokenSink {
  openObject(): void;
  openArray(): void;
  closeObject(): void;
  closeArray(): void;
  key(name: string): void;
  /** A number, `true`, `false` or `null`. */
  literal(value: number | boolean | null): void;
  beginText(): void;
  /** The next part of a text; never half of a character. */
  text(part: string): void;
  endText(): void;
  /** A slip that was put right, or the reason why the rest is not read. */
  fault(code: string, message: string): void;
}

type State =
  /** Before the document. */
  | 'prose'
  /** After a brace that may begin the document. */
  | 'brace'
  | 'value'
  | 'key'
  | 'colon'
  | 'comma'
  | 'text'
  | 'escape'
  | 'unicode'
  | 'word'
  | 'slash'
  | 'lineComment'
  | 'blockComment'
  /** After the last brace: a comma may show that it was one too many. */
  | 'after'
  | 'afterComma'
  | 'done';

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };
const words: Readonly<Record<string, true | false | null>> = {
  true: true,
  false: false,
  null: null,
  True: true,
  False: false,
  None: null,
  undefined: null,
  NaN: null,
};
const number = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

export class Tokenizer {
  readonly #sink: TokenSink;
  #state: State = 'prose';
  /** Open brackets: true for a brace. */
  readonly #open: boolean[] = [];
  /** The text or word that is being read, as far as it was not passed on. */
  #buffer = '';
  #isKey = false;
  /** Characters that end the text. */
  #quotes = '"';
  #hex = '';
  #afterComma = false;
  /** Where a comment goes back to. */
  #resume: State = 'value';
  #starred = false;
  #length = 0;

  constructor(sink: TokenSink) {
    this.#sink = sink;
  }

  /** Whether a document has begun. */
  get begun(): boolean {
    return this.#state !== 'prose' && this.#state !== 'brace';
  }

  /** Whether the document has been read to its last brace. */
  get closed(): boolean {
    return this.begun && this.#open.length === 0;
  }

  push(piece: string): void {
    for (let at = 0; at < piece.length; ) {
      if (this.#state === 'done') return;
      at = this.#state === 'text' ? this.#readText(piece, at) : this.#read(piece, at);
    }
    if (this.#state === 'text' && !this.#isKey) this.#passOn();
    if (!this.begun) return;
    this.#length += piece.length;
    if (this.#length > maxBytes) this.#stop('too-large', `the document is longer than the ${maxBytes} bytes allowed`);
  }

  /** No more text comes. Half a word, a key without a value and open brackets stay as they are. */
  end(): void {
    if (this.#state === 'after' || this.#state === 'afterComma') this.#finish();
    else if (this.#state === 'text' && !this.#isKey && this.#buffer !== '')
      this.#sink.text(this.#buffer.toWellFormed());
    this.#buffer = '';
    if (this.begun) this.#state = 'done';
  }

  #stop(code: string, message: string): void {
    if (this.#state === 'done') return;
    this.#state = 'done';
    this.#sink.fault(code, message);
  }

  /** Reads the character at a place; gives the place to go on from. */
  #read(piece: string, at: number): number {
    const char = piece[at] ?? '';
    switch (this.#state) {
      case 'prose': {
        const brace = piece.indexOf('{', at);
        if (brace === -1) return piece.length;
        this.#state = 'brace';
        return brace + 1;
      }
      case 'brace':
        if (isSpace(char)) return at + 1;
        if (!isQuote(char)) {
          this.#state = 'prose';
          return at;
        }
        this.#openBracket(true);
        return at;
      case 'escape':
        return this.#readEscape(char, at);
      case 'unicode':
        return this.#readHex(char, at);
      case 'word':
        if (isWord(char)) {
          this.#buffer += char;
          return at + 1;
        }
        this.#endWord();
        return at;
      case 'slash':
      case 'lineComment':
      case 'blockComment':
        return this.#readComment(char, at);
      case 'after':
        if (isSpace(char)) return at + 1;
        if (char === ',') this.#state = 'afterComma';
        else if (char === '}' || char === ']') this.#sink.fault('extra-bracket', `a "${char}" too many was left out`);
        else this.#finish();
        return at + 1;
      case 'afterComma':
        if (isSpace(char)) return at + 1;
        if (!isQuote(char)) {
          this.#finish();
          return at;
        }
        this.#sink.fault('extra-bracket', 'a "}" too many was left out');
        this.#state = 'key';
        return at;
      default:
        return this.#readStructure(char, at);
    }
  }

  /** Between texts: brackets, commas, colons, and where the next text or word begins. */
  #readStructure(char: string, at: number): number {
    if (isSpace(char)) return at + 1;
    if (char === '/') {
      this.#resume = this.#state;
      this.#state = 'slash';
      return at + 1;
    }
    if (char === '}' || char === ']') {
      this.#close(char === '}');
      return at + 1;
    }
    if (this.#state === 'colon') {
      if (char === ',') {
        this.#sink.fault('missing-value', 'a name without a value was left out');
        this.#state = 'comma';
        return at;
      }
      if (char !== ':') this.#sink.fault('missing-colon', 'a colon was missing');
      this.#state = 'value';
      return char === ':' ? at + 1 : at;
    }
    if (char === ',') {
      if (this.#state !== 'comma') this.#sink.fault('extra-comma', 'a comma too many was left out');
      this.#state = this.#open.at(-1) === true ? 'key' : 'value';
      this.#afterComma = true;
      return at + 1;
    }
    if (this.#state === 'comma') {
      this.#sink.fault('missing-comma', 'a comma was missing');
      this.#state = this.#open.at(-1) === true ? 'key' : 'value';
    }
    this.#afterComma = false;
    return this.#begin(char, at);
  }

  /** A text, a word or a bracket begins. */
  #begin(char: string, at: number): number {
    this.#isKey = this.#state === 'key';
    if (isQuote(char)) {
      if (char !== '"') this.#sink.fault('wrong-quote', `${char} was read as "`);
      this.#quotes = char === '"' || char === "'" ? char : '”“„';
      this.#buffer = '';
      this.#state = 'text';
      if (!this.#isKey) this.#sink.beginText();
    } else if (isWord(char)) {
      this.#buffer = char;
      this.#state = 'word';
    } else if ((char === '{' || char === '[') && !this.#isKey) {
      this.#openBracket(char === '{');
    } else this.#sink.fault('unreadable', `"${char}" was left out`);
    return at + 1;
  }

  #openBracket(brace: boolean): void {
    if (this.#open.length >= maxDocumentDepth) {
      this.#stop('too-deep', `nested deeper than the ${maxDocumentDepth} levels that are allowed`);
      return;
    }
    this.#open.push(brace);
    this.#afterComma = false;
    this.#state = brace ? 'key' : 'value';
    if (brace) this.#sink.openObject();
    else this.#sink.openArray();
  }

  #close(brace: boolean): void {
    const top = this.#open.at(-1);
    if (top !== brace) {
      // A brace in a list is one too many; a bracket in a record of a list means that a brace is missing.
      if (brace || this.#open.at(-2) !== false) {
        this.#sink.fault('extra-bracket', `a "${brace ? '}' : ']'}" too many was left out`);
        return;
      }
      this.#sink.fault('missing-bracket', 'a "}" was missing');
      this.#close(true);
    }
    if (this.#afterComma) this.#sink.fault('extra-comma', 'a comma too many was left out');
    else if (this.#state === 'colon' || (this.#state === 'value' && brace)) {
      this.#sink.fault('missing-value', 'a name without a value was left out');
    }
    this.#afterComma = false;
    if (this.#open.length === 1) {
      this.#state = 'after';
      return;
    }
    this.#open.pop();
    if (brace) this.#sink.closeObject();
    else this.#sink.closeArray();
    this.#state = 'comma';
  }

  #finish(): void {
    this.#open.pop();
    this.#sink.closeObject();
    this.#state = 'done';
  }

  #readText(piece: string, from: number): number {
    let at = from;
    for (; at < piece.length; at += 1) {
      const code = piece.charCodeAt(at);
      // Most characters are none of these.
      if (code === 0x5c || code < 0x20 || code === 0x22 || code === 0x27 || (code >= 0x201c && code <= 0x201e)) {
        const char = piece[at] ?? '';
        if (this.#quotes.includes(char)) {
          this.#buffer += piece.slice(from, at);
          this.#endText();
          return at + 1;
        }
        if (char === '\\') {
          this.#buffer += piece.slice(from, at);
          this.#state = 'escape';
          return at + 1;
        }
        if (code < 0x20) this.#sink.fault('control-character', 'a line break inside of a text was kept');
      }
    }
    this.#buffer += piece.slice(from);
    return at;
  }

  #readEscape(char: string, at: number): number {
    this.#state = 'text';
    if (char === 'u') {
      this.#hex = '';
      this.#state = 'unicode';
    } else if (Object.hasOwn(escapes, char)) this.#buffer += escapes[char] ?? '';
    else {
      if (!'"\\/'.includes(char)) this.#sink.fault('unknown-escape', `\\${char} was read as ${char}`);
      this.#buffer += char;
    }
    return at + 1;
  }

  #readHex(char: string, at: number): number {
    if (!/[0-9a-fA-F]/.test(char)) {
      this.#sink.fault('unknown-escape', `\\u${this.#hex} is no character and was left out`);
      this.#state = 'text';
      return at;
    }
    this.#hex += char;
    if (this.#hex.length === 4) {
      this.#buffer += String.fromCharCode(Number.parseInt(this.#hex, 16));
      this.#state = 'text';
    }
    return at + 1;
  }

  /** Tells what has been read of a text; the first half of a character waits for the second. */
  #passOn(): void {
    const last = this.#buffer.charCodeAt(this.#buffer.length - 1);
    const half = last >= 0xd800 && last <= 0xdbff ? this.#buffer.slice(-1) : '';
    const part = half === '' ? this.#buffer : this.#buffer.slice(0, -1);
    this.#buffer = half;
    if (part !== '') this.#sink.text(part);
  }

  #endText(): void {
    const text = this.#buffer;
    this.#buffer = '';
    if (this.#isKey) {
      this.#sink.key(text);
      this.#state = 'colon';
      return;
    }
    if (text !== '') this.#sink.text(text);
    this.#sink.endText();
    this.#state = 'comma';
  }

  #endWord(): void {
    const word = this.#buffer;
    this.#buffer = '';
    if (this.#isKey) {
      this.#sink.fault('missing-quote', `the name ${word} had no quotes`);
      this.#sink.key(word);
      this.#state = 'colon';
      return;
    }
    this.#state = 'comma';
    if (number.test(word)) this.#sink.literal(Number(word));
    else if (Object.hasOwn(words, word)) {
      if (!['true', 'false', 'null'].includes(word)) this.#sink.fault('not-json-word', `${word} is no value of JSON`);
      this.#sink.literal(words[word] ?? null);
    } else if (/\d/.test(word) && Number.isFinite(Number(word))) {
      this.#sink.fault('not-json-number', `${word} is not how JSON writes a number`);
      this.#sink.literal(Number(word));
    } else {
      this.#sink.fault('missing-quote', `the text ${word} had no quotes`);
      this.#sink.beginText();
      this.#sink.text(word);
      this.#sink.endText();
    }
  }

  #readComment(char: string, at: number): number {
    if (this.#state === 'slash') {
      if (char !== '/' && char !== '*') {
        this.#sink.fault('unreadable', '"/" was left out');
        this.#state = this.#resume;
        return at;
      }
      this.#sink.fault('comment', 'a comment was left out');
      this.#state = char === '/' ? 'lineComment' : 'blockComment';
      this.#starred = false;
    } else if (this.#state === 'lineComment') {
      if (char === '\n') this.#state = this.#resume;
    } else {
      if (this.#starred && char === '/') this.#state = this.#resume;
      this.#starred = char === '*';
    }
    return at + 1;
  }
}

function isSpace(char: string): boolean {
  return char === ' ' || char === '\n' || char === '\t' || char === '\r' || char === '\u00a0' || char === '\ufeff';
}

function isQuote(char: string): boolean {
  return char === '"' || char === "'" || char === '“' || char === '”' || char === '„';
}

function isWord(char: string): boolean {
  return /[\w+.$-]/.test(char);
}
