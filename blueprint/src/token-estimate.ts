/**
 * About how many tokens a text costs a language model, without the vocabulary of one: words, numbers and runs of signs are
 * counted as the byte-pair encodings of today cut them. For the JSON and the English of apps it is within a tenth of
 * o200k; for other alphabets it counts too many rather than too few.
 */

/** A word with the sign or blank before it, up to three digits, a run of other signs, or blanks. */
const piece = /[^\p{L}\p{N}\r\n]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+/gu;

export function estimateTokens(text: string): number {
  let count = 0;
  for (const [found] of text.matchAll(piece)) count += costOf(found);
  return Math.round(count);
}

function costOf(found: string): number {
  const letters = found.match(/\p{L}+/u)?.[0];
  if (letters === undefined) return /^\s|\p{N}/u.test(found) ? 1 : Math.max(1, found.length / 3.2);
  // Outside of ASCII a letter is often a token by itself.
  if (/[^\p{ASCII}]/u.test(letters)) return letters.length * 0.6;
  // camelCase is cut where a capital begins.
  const words = letters.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').split(' ');
  return words.reduce((sum, word) => sum + Math.max(1, word.length / 7), 0);
}
