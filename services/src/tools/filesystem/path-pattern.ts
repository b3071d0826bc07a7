/**
 * Patterns of names and paths: `*` within a name, `**` also across folders, `?` for one character, `{a,b}` for one of
 * several. Matching takes time in proportion to pattern times path, never more, whatever they hold.
 */
import { Problem } from '../../problem.ts';

const mostAlternatives = 64;

/** Whether a path relative to a folder, such as `2026/a.csv`, fits a pattern. @throws Problem EINVAL */
export function pathMatcher(pattern: string): (path: string) => boolean {
  const forms = alternatives(pattern).map((each) => each.split('/').filter((name) => name !== ''));
  return (path) => {
    const names = path.split('/');
    return forms.some((form) => fits(form, names, (part, name) => nameFits(part, name), '**'));
  };
}

/** Whether a name fits a pattern, in either case. @throws Problem EINVAL */
export function nameMatcher(pattern: string): (name: string) => boolean {
  const forms = alternatives(pattern.toLowerCase());
  return (name) => forms.some((form) => nameFits(form, name.toLowerCase()));
}

function nameFits(pattern: string, name: string): boolean {
  return fits([...pattern], [...name], (part, character) => part === '?' || part === character, '*');
}

/**
 * The wildcard match over a row of parts, where `wild` stands for any number of them: when parts differ, only the last
 * wildcard takes one more.
 */
function fits(
  pattern: readonly string[],
  text: readonly string[],
  same: (part: string, text: string) => boolean,
  wild: string,
): boolean {
  let at = 0;
  let lastWild = -1;
  let resume = 0;
  let index = 0;
  while (index < text.length) {
    const part = pattern[at];
    if (part === wild) {
      lastWild = at;
      resume = index;
      at += 1;
    } else if (part !== undefined && same(part, text[index] ?? '')) {
      at += 1;
      index += 1;
    } else if (lastWild >= 0) {
      resume += 1;
      index = resume;
      at = lastWild + 1;
    } else return false;
  }
  return pattern.slice(at).every((part) => part === wild);
}

/** The patterns that the braces of one stand for. */
function alternatives(pattern: string): string[] {
  let forms = [''];
  for (const [piece] of pattern.matchAll(/\{[^{}]*\}|[^{]+|\{/g)) {
    const choices = /^\{.*\}$/s.test(piece) ? piece.slice(1, -1).split(',') : [piece];
    forms = forms.flatMap((form) => choices.map((choice) => form + choice));
    if (forms.length > mostAlternatives) {
      throw new Problem('EINVAL', `the pattern stands for more than ${mostAlternatives}`, { detail: 'pattern' });
    }
  }
  return forms;
}
