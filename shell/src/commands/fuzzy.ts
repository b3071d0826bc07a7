/**
 * Ranks names against what was typed. Pure. A name matches when every word of the query is found in it: at the start of
 * a word best, inside a word next, as letters in order last. No match gives 0.
 */
export function score(query: string, name: string, words = ''): number {
  const parts = fold(query)
    .split(/\s+/)
    .filter((part) => part !== '');
  if (parts.length === 0) return 1;
  const title = fold(name);
  const extra = fold(words);
  let total = 0;
  for (const part of parts) {
    const found = Math.max(scorePart(part, title), scorePart(part, extra) * 0.5);
    if (found === 0) return 0;
    total += found;
  }
  // Of two equal matches the shorter name is the closer one.
  return total / parts.length - Math.min(title.length, 60) / 1000;
}

/** The entries that match, best first; equal ones keep their order. */
export function rank<Entry>(
  query: string,
  entries: readonly Entry[],
  name: (entry: Entry) => string,
  words: (entry: Entry) => string = () => '',
): { entry: Entry; score: number }[] {
  return entries
    .map((entry) => ({ entry, score: score(query, name(entry), words(entry)) }))
    .filter((scored) => scored.score > 0)
    .sort((a, b) => b.score - a.score);
}

function scorePart(part: string, text: string): number {
  if (text === '') return 0;
  if (text === part) return 10;
  if (text.startsWith(part)) return 8;
  const inside = text.indexOf(part);
  if (inside > 0) return /[\s\-./(]/.test(text[inside - 1] ?? '') ? 6 : 4;
  return part.length > 1 && lettersInOrder(part, text) ? 1 : 0;
}

/** The letters of `part` in order, beginning at the start of a word, with no gap of more than eight. */
function lettersInOrder(part: string, text: string): boolean {
  let at = -1;
  for (const [index, letter] of [...part].entries()) {
    const next = text.indexOf(letter, at + 1);
    if (next < 0) return false;
    if (index === 0 && next > 0 && !/\s/.test(text[next - 1] ?? '')) return false;
    if (index > 0 && next - at > 8) return false;
    at = next;
  }
  return true;
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
