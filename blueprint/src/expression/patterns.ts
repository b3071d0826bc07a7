/**
 * Regular expressions of documents, in linear time. The engine is not part of this module: it is loaded only for documents
 * that use one (`usesRegularExpressions`), and whoever runs such a document waits for `loadRegularExpressions` before.
 */
import { ExpressionError } from './error.ts';

/** One compiled pattern. */
export interface Pattern {
  /** Steps of its program: what one character of a text costs at most. */
  readonly size: number;
  /** Whether the whole text matches. */
  matchesWhole(text: string): boolean;
  /** Texts of the first match and of its groups (null for a group without one); null when there is no match. */
  first(text: string): (string | null)[] | null;
  /** The same for every match, at most `most`; null when it takes longer than a window may stand still. */
  every(text: string, most: number): (string | null)[][] | null;
}

/** An engine whose time grows in step with the text, whatever the pattern. */
export interface RegularExpressions {
  /** @throws Error with the fault of the pattern */
  compile(pattern: string): Pattern;
}

/** Functions of expressions that need the engine. */
export const patternFunctions: ReadonlySet<string> = new Set(['matches', 'extract', 'extract_all']);

export const maxPattern = 500;
/** Characters times steps of the program for one search: about 50 ms a million. */
export const mostPatternWork = 6_400_000;
/** Steps that the repetitions of one pattern may become, roughly: compiling takes time, too. */
const mostRepeated = 100_000;

/** About how large the program of a pattern becomes by what it repeats: `(abc){1000}` is written out a thousand times. */
function repeatedSize(text: string): number {
  const counts = [...text.matchAll(/\{(\d{1,4})(?:,(\d{0,4}))?\}/g)].map(([, from, to]) =>
    Math.max(Number(from), Number(to ?? 0)),
  );
  return counts.reduce((sum, count) => sum + count, 0) * text.length;
}

let engine: RegularExpressions | undefined;
const compiled = new Map<string, Pattern>();

/** Gives the engine to all expressions of this program. */
export function provideRegularExpressions(provided: RegularExpressions): void {
  engine = provided;
  compiled.clear();
}

/** Loads the engine, once. */
export async function loadRegularExpressions(): Promise<void> {
  if (engine === undefined) provideRegularExpressions((await import('./re2.ts')).re2);
}

/**
 * The compiled pattern.
 *
 * @throws ExpressionError `value` for a pattern that does not compile or while the engine is not loaded, `limit` for one
 *   that is too long
 */
export function patternOf(text: string): Pattern {
  const known = compiled.get(text);
  if (known !== undefined) return known;
  if (text.length > maxPattern) {
    throw new ExpressionError('limit', `the pattern has ${text.length} characters; ${maxPattern} are allowed`);
  }
  if (repeatedSize(text) > mostRepeated) throw new ExpressionError('limit', 'the pattern repeats too much');
  if (engine === undefined) throw new ExpressionError('value', 'regular expressions are not loaded');
  let pattern: Pattern;
  try {
    pattern = engine.compile(text);
  } catch (error) {
    throw new ExpressionError('value', `bad pattern: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (compiled.size >= 200) compiled.clear();
  compiled.set(text, pattern);
  return pattern;
}

/** What is wrong with a pattern, or null. Without the engine the host's own syntax stands in: nothing is matched with it. */
export function patternFault(text: string): string | null {
  if (engine !== undefined) {
    try {
      patternOf(text);
      return null;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
  if (repeatedSize(text) > mostRepeated) return 'the pattern repeats too much';
  const plain = text.replace(/\\./gs, (pair) => (/\\[1-9]/.test(pair) ? '\\1' : 'x'));
  if (plain.includes('\\1')) return 'back references cannot be matched in linear time';
  if (/\(\?<?[=!]/.test(plain)) return 'looking ahead and behind cannot be matched in linear time';
  try {
    new RegExp(
      plain
        .replace(/\(\?[imsU-]+([:)])/g, '(?:$1')
        .replaceAll('(?::', '(?:')
        .replaceAll('(?P<', '(?<'),
    );
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
