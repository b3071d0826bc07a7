/** Finds the part of the documentation that a question is about: BM25 over words cut to their stems. */
import type { Section } from './pages.ts';

const common = new Set(
  'a an and are as at be by can do does for from get has have how i if in into is it its me my of on or so that the their them then there these this to use was we what when where which who why will with you your please tell show about agentos'.split(
    ' ',
  ),
);

/** Stems of the words that say something. */
export function terms(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.filter((word) => word.length > 1 && !common.has(word)).map(stem);
}

function stem(word: string): string {
  if (word.length <= 4) return word.replace(/s$/, '');
  return word.replace(/(ings?|edly|ed|ies|es|s|ly)$/, '');
}

export interface Found {
  readonly section: Section;
  readonly score: number;
  /** Share of the question's words that the section has, 0 to 1. */
  readonly coverage: number;
}

interface Indexed {
  readonly section: Section;
  readonly counts: ReadonlyMap<string, number>;
  readonly length: number;
}

/** Weight of a word in a heading, in occurrences in the text. */
const headingWeight = 4;
const saturation = 1.4;
const lengthWeight = 0.6;

/** The first section of the page that a question names as a whole: "what is the kernel" is its page. */
export function pageNamed(sections: readonly Section[], question: string): Section | undefined {
  const asked = [...new Set(terms(question))];
  if (asked.length === 0 || asked.length > 2) return undefined;
  const firsts = sections.filter((section, index) => sections[index - 1]?.page !== section.page);
  return firsts.find((section) => {
    const named = new Set(terms(`${section.heading} ${section.page.replace(/^docs\/|\.md$/g, '')}`));
    return asked.every((term) => named.has(term));
  });
}

/** An index over sections. */
export function indexSections(sections: readonly Section[]): (question: string) => Found[] {
  const indexed: Indexed[] = sections.map((section) => {
    const counts = new Map<string, number>();
    const count = (term: string, weight: number): void => void counts.set(term, (counts.get(term) ?? 0) + weight);
    for (const term of terms(section.text)) count(term, 1);
    for (const term of terms(section.heading)) count(term, headingWeight);
    for (const term of terms(section.page)) count(term, 1);
    return { section, counts, length: terms(section.text).length };
  });
  const averageLength = indexed.reduce((sum, entry) => sum + entry.length, 0) / Math.max(1, indexed.length);
  const having = new Map<string, number>();
  for (const { counts } of indexed) for (const term of counts.keys()) having.set(term, (having.get(term) ?? 0) + 1);

  return (question) => {
    const asked = [...new Set(terms(question))].slice(0, 40);
    if (asked.length === 0) return [];
    return indexed
      .map(({ section, counts, length }) => {
        let score = 0;
        let matched = 0;
        for (const term of asked) {
          const occurrences = counts.get(term);
          if (occurrences === undefined) continue;
          matched += 1;
          const rarity = Math.log(
            1 + (indexed.length - (having.get(term) ?? 0) + 0.5) / ((having.get(term) ?? 0) + 0.5),
          );
          const norm = saturation * (1 - lengthWeight + (lengthWeight * length) / Math.max(1, averageLength));
          score += (rarity * occurrences * (saturation + 1)) / (occurrences + norm);
        }
        return { section, score, coverage: matched / asked.length };
      })
      .filter((found) => found.score > 0)
      .sort((a, b) => b.score - a.score);
  };
}
