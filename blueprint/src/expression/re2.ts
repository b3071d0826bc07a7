/** The engine of regular expressions: RE2's, whose time grows in step with the text. Imported only by who needs it. */
import { RE2JS } from 're2js';
import type { RegularExpressions } from './patterns.ts';

/** Most time for all matches of one text: each may look at the rest of it once more. */
const longestMs = 500;

export const re2: RegularExpressions = {
  compile(text) {
    const pattern = RE2JS.compile(text);
    const groupsOf = (matcher: ReturnType<typeof pattern.matcher>): (string | null)[] =>
      Array.from({ length: matcher.groupCount() + 1 }, (_, index) => matcher.group(index));
    return {
      size: pattern.programSize(),
      matchesWhole: (value) => pattern.matches(value),
      first(value) {
        const matcher = pattern.matcher(value);
        return matcher.find() ? groupsOf(matcher) : null;
      },
      every(value, most) {
        const matcher = pattern.matcher(value);
        const found: (string | null)[][] = [];
        const end = performance.now() + longestMs;
        while (found.length < most && matcher.find()) {
          if (performance.now() > end) return null;
          found.push(groupsOf(matcher));
        }
        return found;
      },
    };
  },
};
