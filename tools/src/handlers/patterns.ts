/**
 * Regular expressions in linear time, in the thread that draws the window. One search costs the length of the text times
 * the size of the pattern's program, so what would hold the window up is refused before it begins; many searches, each to
 * the end of the text, are ended by the clock.
 */
import { RE2JS } from 're2js';
import { ToolError } from '../error.ts';

/** Characters times instructions of one search: about 25 ms a million. */
const mostWork = 20_000_000;
/** For all searches of one call. */
const mostMillis = 1_000;

export interface Match {
  readonly match: string;
  /** Where it begins, in UTF-16 units as in all texts of the language. */
  readonly index: number;
  readonly groups: (string | null)[];
}

/** Every place where a pattern matches, in order, at most `most`. @throws ToolError `EINVAL` bad pattern, `E2BIG` and `ETIMEDOUT` too much work */
export function* matches(
  text: string,
  pattern: string,
  options: { ignoreCase: boolean; multiline: boolean },
  most = Number.POSITIVE_INFINITY,
): Generator<Match> {
  const compiled = compile(pattern, options);
  if (compiled.programSize() * text.length > mostWork)
    throw new ToolError('E2BIG', 'the text is too long for this pattern');
  const matcher = compiled.matcher(text);
  const end = performance.now() + mostMillis;
  for (let count = 0; count < most && matcher.find(); count += 1) {
    if (performance.now() > end) throw new ToolError('ETIMEDOUT', 'this pattern takes too long on this text');
    const groups = Array.from({ length: matcher.groupCount() }, (_each, group) => matcher.group(group + 1));
    yield { match: matcher.group() ?? '', index: matcher.start(), groups };
  }
}

function compile(pattern: string, { ignoreCase, multiline }: { ignoreCase: boolean; multiline: boolean }): RE2JS {
  try {
    return RE2JS.compile(pattern, (ignoreCase ? RE2JS.CASE_INSENSITIVE : 0) | (multiline ? RE2JS.MULTILINE : 0));
  } catch (error) {
    throw new ToolError('EINVAL', `the pattern is wrong: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** A replacement with `$1` (or `$0`, the whole match) put in, and `$$` as a dollar. @throws ToolError `EINVAL` no such group */
export function filledIn(replacement: string, found: Match): string {
  return replacement.replace(/\$(\$|\d{1,2})/g, (_whole, name: string) => {
    if (name === '$') return '$';
    const group = Number(name);
    if (group > found.groups.length) throw new ToolError('EINVAL', `the pattern has no group ${group}`);
    return group === 0 ? found.match : (found.groups[group - 1] ?? '');
  });
}
