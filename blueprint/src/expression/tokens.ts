/** Cuts the text of an expression into tokens. Numbers, strings and names are complete here; meaning comes later. */
import { ExpressionError } from './error.ts';

export type Token =
  | { kind: 'number'; value: number; at: number }
  | { kind: 'string'; value: string; at: number }
  | { kind: 'name'; value: string; at: number }
  | { kind: 'symbol'; value: string; at: number }
  | { kind: 'end'; at: number };

/** Longest expression, characters without the `=`. */
export const maxLength = 2000;

const longSymbols = ['==', '!=', '<=', '>=', '&&', '||'];
const shortSymbols = '+-*/%<>!?:()[]{}.,';
const escapes: Record<string, string> = { n: '\n', t: '\t', '\\': '\\', "'": "'", '"': '"' };

/**
 * All tokens of `source`, ended by one of kind `end`.
 *
 * @throws ExpressionError code `limit` when too long, `syntax` at the first character that belongs nowhere
 */
export function tokenize(source: string): Token[] {
  if (source.length > maxLength) {
    throw new ExpressionError('limit', `the expression has ${source.length} characters; ${maxLength} are allowed`);
  }
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.length) {
    const char = source.charAt(at);
    if (char === ' ' || char === '\t' || char === '\n' || char === '\r') {
      at += 1;
      continue;
    }
    const previous = tokens.at(-1);
    // `files$loading`: what stands beside a source. Paths and data have no `$`, so that neither can take its place.
    const word = /[A-Za-z0-9_]+(?:\$[A-Za-z0-9_]+)?/y;
    word.lastIndex = at;
    // After a dot that follows a value, digits are a position: books.0.title
    if (previous?.kind === 'symbol' && previous.value === '.') {
      const found = word.exec(source);
      if (found === null) throw new ExpressionError('syntax', 'a name must follow the dot', at);
      tokens.push({ kind: 'name', value: found[0], at });
      at += found[0].length;
      continue;
    }
    if (isDigit(char) || (char === '.' && isDigit(source.charAt(at + 1)) && !endsValue(previous))) {
      const number = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
      number.lastIndex = at;
      const text = number.exec(source)?.[0] ?? char;
      const value = Number(text);
      if (!Number.isFinite(value)) throw new ExpressionError('value', `${text} is too large a number`, at);
      at += text.length;
      if (/[A-Za-z_]/.test(source.charAt(at))) {
        throw new ExpressionError('syntax', `a name cannot start with a digit: ${text}${source.charAt(at)}…`, at);
      }
      tokens.push({ kind: 'number', value, at: at - text.length });
      continue;
    }
    if (/[A-Za-z_]/.test(char)) {
      const text = word.exec(source)?.[0] ?? char;
      tokens.push({ kind: 'name', value: text, at });
      at += text.length;
      continue;
    }
    if (char === "'" || char === '"') {
      const read = readString(source, at);
      tokens.push({ kind: 'string', value: read.value, at });
      at = read.end;
      continue;
    }
    const long = longSymbols.find((symbol) => source.startsWith(symbol, at));
    const symbol = long ?? (shortSymbols.includes(char) ? char : undefined);
    if (symbol === undefined) {
      const hint =
        char === '=' ? 'to compare, write ==' : char === '&' || char === '|' ? `write ${char}${char}` : undefined;
      throw new ExpressionError('syntax', `unexpected ${char}${hint === undefined ? '' : ` (${hint})`}`, at);
    }
    tokens.push({ kind: 'symbol', value: symbol, at });
    at += symbol.length;
  }
  tokens.push({ kind: 'end', at: source.length });
  return tokens;
}

function isDigit(char: string): boolean {
  return char >= '0' && char <= '9';
}

/** Whether a value can end with this token, so that a dot after it takes a member. */
function endsValue(token: Token | undefined): boolean {
  return token?.kind === 'name' || (token?.kind === 'symbol' && (token.value === ')' || token.value === ']'));
}

function readString(source: string, start: number): { value: string; end: number } {
  const quote = source.charAt(start);
  let value = '';
  for (let at = start + 1; at < source.length; at += 1) {
    const char = source.charAt(at);
    if (char === quote) return { value, end: at + 1 };
    if (char !== '\\') {
      value += char;
      continue;
    }
    at += 1;
    const escaped = escapes[source.charAt(at)];
    if (escaped === undefined) throw new ExpressionError('syntax', `unknown escape \\${source.charAt(at)}`, at - 1);
    value += escaped;
  }
  throw new ExpressionError('syntax', `the text that starts with ${quote} does not end`, start);
}
